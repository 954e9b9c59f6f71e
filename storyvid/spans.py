"""Marked ranges of a story (mentions, what is no character, who speaks): how they go along when the text changes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Protocol, TypeVar

from storyvid.reading.chapters import says
from storyvid.story import Line, Mention, Story, begins

Marked = TypeVar("Marked", Mention, Line)


class Ranged(Protocol):
    """A half-open range of one scene's text."""

    @property
    def scene(self) -> str: ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Place = tuple[str, int, int]
"""A scene's id and the half-open range in its text."""

_PIECE = re.compile(r"\w+|[^\w\s]")
_MOST_COMPARED = 4_000_000  # pieces times pieces


def overlap(one: Ranged, other: Ranged) -> bool:
    """Whether two ranges share a letter."""
    return one.scene == other.scene and one.start < other.end and other.start < one.end


def clash(one: Ranged, other: Ranged) -> bool:
    """Whether two ranges cannot both be marked: they are the same, or overlap and neither lies inside the other.

    "his" inside "his wife" is no clash: each is a mention of somebody else.
    """
    inside = one.start <= other.start and other.end <= one.end or other.start <= one.start and one.end <= other.end
    same = (one.start, one.end) == (other.start, other.end)
    return overlap(one, other) and (same or not inside)


def in_order(story: Story, marked: Iterable[Marked]) -> tuple[Marked, ...]:
    """The ranges in text order, each once."""
    rank = {scene.id: at for at, scene in enumerate(story.scenes)}
    return tuple(sorted(dict.fromkeys(marked), key=lambda one: (rank.get(one.scene, len(rank)), one.start, -one.end)))


def carried(story: Story, change: Callable[[Place], Place | None]) -> Story:
    """The story with every marked range where `change` says it is now, without those for which it says None."""

    def moved(marked: Iterable[Marked]) -> tuple[Marked, ...]:
        places = ((one, change((one.scene, one.start, one.end))) for one in marked)
        return in_order(story, (replace(one, scene=p[0], start=p[1], end=p[2]) for one, p in places if p is not None))

    return replace(
        story,
        characters=tuple(replace(character, mentions=moved(character.mentions)) for character in story.characters),
        rejected=moved(story.rejected),
        lines=moved(story.lines),
    )


def carried_over(old: Story, new: Story) -> Story:
    """`new`, which has other scenes, with the ranges of `old` wherever the same words stand in its text.

    What holds from a scene on (an outfit) holds from the scene that has that scene's first words now, or from
    the nearest one after it.  A scene that begins with those words has the author's own chapter heading too.
    """
    place = _by_words(old.text, new.text)
    begin, bounds = begins(old), _bounds(new)
    same = {(scene.id, scene.text) for scene in old.scenes} & {(scene.id, scene.text) for scene in new.scenes}
    unchanged = {scene for scene, _ in same}

    def change(at: Place) -> Place | None:
        scene, start, end = at
        if scene in unchanged:
            return at
        found = place(begin[scene] + start, begin[scene] + end) if scene in begin else None
        return _within(bounds, *found) if found else None

    return _with_chapters(old, with_outfits(carried(new, change), _heirs(old, new, place)), place)


def with_outfits(story: Story, heirs: dict[str, str]) -> Story:
    """The story with the outfits that held from a scene that is gone holding from the one that took its place."""
    characters = []
    for character in story.characters:
        worn = {heirs.get(outfit.scene, outfit.scene): outfit for outfit in character.outfits}
        outfits = tuple(replace(outfit, scene=scene) for scene, outfit in worn.items())
        characters.append(character if outfits == character.outfits else replace(character, outfits=outfits))
    return replace(story, characters=tuple(characters))


def _with_chapters(old: Story, new: Story, place: Callable[[int, int], tuple[int, int] | None]) -> Story:
    """The story with the headings the author wrote or took away before scenes that begin as they did."""
    begin, starts = begins(old), {start: scene for start, _, scene in _bounds(new)}
    kept: dict[str, str] = {}
    for scene in old.scenes:
        first = re.search(r"\w+", scene.text)
        if first is None or says(scene.text, scene.chapter):
            continue  # read off its words, which may be others now
        found = place(begin[scene.id] + first.start(), begin[scene.id] + first.end())
        if found and (heir := starts.get(found[0] - first.start())):
            kept[heir] = scene.chapter
    return replace(new, scenes=tuple(replace(one, chapter=kept.get(one.id, one.chapter)) for one in new.scenes))


def _heirs(old: Story, new: Story, place: Callable[[int, int], tuple[int, int] | None]) -> dict[str, str]:
    """Each old scene that is gone with the new scene where its first surviving word stands."""
    begin, bounds = begins(old), _bounds(new)
    here = {scene.id for scene in new.scenes}
    heirs: dict[str, str] = {}
    waiting: list[str] = []
    for scene in old.scenes:
        words = [(begin[scene.id] + m.start(), begin[scene.id] + m.end()) for m in re.finditer(r"\w+", scene.text)]
        found = next((at for span in words if (moved := place(*span)) and (at := _within(bounds, *moved))), None)
        waiting += [scene.id] if scene.id not in here else []
        if found is not None or scene.id in here:
            heirs.update(dict.fromkeys(waiting, found[0] if found and scene.id not in here else scene.id))
            waiting = []
    return heirs


def _bounds(story: Story) -> list[tuple[int, int, str]]:
    starts = begins(story)
    return [(starts[scene.id], starts[scene.id] + len(scene.text), scene.id) for scene in story.scenes]


def _within(bounds: list[tuple[int, int, str]], start: int, end: int) -> Place | None:
    return next(((scene, start - low, end - low) for low, high, scene in bounds if low <= start and end <= high), None)


def _by_words(old: str, new: str) -> Callable[[int, int], tuple[int, int] | None]:
    """A function from a range of the old text to its range in the new one, None where its words are not there.

    White space counts for nothing: a line break in the middle of a name leaves it the name.
    """
    if old == new:
        return lambda start, end: (start, end)
    before, after = list(_PIECE.finditer(old)), list(_PIECE.finditer(new))
    now = _matched([m.group() for m in before], [m.group() for m in after])
    starts = [m.start() for m in before]

    def place(start: int, end: int) -> tuple[int, int] | None:
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end) - 1
        if first < 0 or last < first or end > before[last].end() or start >= before[first].end():
            return None
        to = [now.get(at) for at in range(first, last + 1)]
        if to[0] is None or to[-1] is None or to != list(range(to[0], to[0] + len(to))):
            return None
        into, left = start - before[first].start(), before[last].end() - end
        return after[to[0]].start() + into, after[to[-1]].end() - left

    return place


def _matched(old: list[str], new: list[str]) -> dict[int, int]:
    """Which of the new pieces each old one is: whole sentences first, then the pieces of those that changed."""
    matched: dict[int, int] = {}
    before, after = _sentences(old), _sentences(new)
    a, b = [tuple(old[x:y]) for x, y in before], [tuple(new[x:y]) for x, y in after]
    for tag, a0, a1, b0, b1 in SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        if a0 == a1 or b0 == b1:
            continue
        low, high, to_low, to_high = before[a0][0], before[a1 - 1][1], after[b0][0], after[b1 - 1][1]
        if tag == "equal":
            matched.update(zip(range(low, high), range(to_low, to_high), strict=True))
            continue
        common = (high - low) * (to_high - to_low) > _MOST_COMPARED  # rarer words only: letter by letter takes minutes
        for block in SequenceMatcher(a=old[low:high], b=new[to_low:to_high], autojunk=common).get_matching_blocks():
            matched.update({low + block.a + i: to_low + block.b + i for i in range(block.size)})
    return matched


def _sentences(pieces: list[str]) -> list[tuple[int, int]]:
    ends = [at + 1 for at, piece in enumerate(pieces) if piece in ".!?…。！？"]
    ends += [len(pieces)] if not ends or ends[-1] < len(pieces) else []
    return list(zip([0, *ends], ends, strict=False))
