"""Edits of scenes and settings: functions from a story to a story."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Protocol

from storyvid import spans
from storyvid.errors import BadInput
from storyvid.recipes import Picture
from storyvid.story import Scene, Split, Story, with_scene

_LONGEST_COMPARED = 3000  # characters of a changed stretch that are compared letter by letter


class Piece(Protocol):
    """What a scene is made of: its words, the white space after them, and the chapter that it opens."""

    @property
    def text(self) -> str: ...

    @property
    def gap(self) -> str: ...

    @property
    def chapter(self) -> str: ...


def split_into(story: Story, pieces: Sequence[Piece], split: Split | None = None) -> Story:
    """The story cut anew; a scene whose text is unchanged keeps all it had.

    What is marked (mentions, what is none, who speaks) stays on its words wherever they still stand, and a
    scene that begins where one began before has that one's chapter: the author may have changed it.
    """
    new = replace(story, scenes=_matched(story.scenes, pieces), split=split or story.split)
    return spans.carried_over(story, new)


def retext(story: Story, scene_id: str, text: str) -> Story:
    """The scene with new words; mentions move with the letters that stay, and go with those that go.

    Raises BadInput when no words are left: a scene without words is deleted, not emptied.
    """
    scene = story.scene(scene_id)
    if not text.strip():
        raise BadInput("A scene needs words. To take it out of the story, delete it.")
    place = _places(scene.text, text)

    def moved(at: spans.Place) -> spans.Place | None:
        if at[0] != scene_id:
            return at
        span = place(at[1], at[2])
        return (scene_id, *span) if span else None

    return spans.carried(with_scene(story, replace(scene, text=text)), moved)


def merged_with_next(story: Story, scene_id: str) -> Story:
    """The scene and the one after it as one; the first one's picture and prompt stay."""
    at = _index(story, scene_id)
    if at + 1 >= len(story.scenes):
        raise BadInput("There is no scene after this one to merge with.")
    first, second = story.scenes[at], story.scenes[at + 1]
    shift = len(first.text) + len(first.gap)
    prompt = " ".join(filter(None, (first.prompt, second.prompt))) or None
    both = replace(first, text=first.text + first.gap + second.text, gap=second.gap, prompt=prompt)

    def moved(at: spans.Place) -> spans.Place:
        return (first.id, at[1] + shift, at[2] + shift) if at[0] == second.id else at

    story = replace(story, scenes=(*story.scenes[:at], both, *story.scenes[at + 2 :]))
    return spans.with_outfits(spans.carried(story, moved), {second.id: first.id})


def split_at(story: Story, scene_id: str, at: int) -> Story:
    """The scene cut in two at a character offset; the first part keeps picture, prompt and id.

    Raises BadInput when one part would have no words.  A mention across the cut goes.
    """
    where = _index(story, scene_id)
    scene = story.scenes[where]
    head, tail = scene.text[:at].rstrip(), scene.text[at:].lstrip()
    if not head or not tail:
        raise BadInput("Both parts need words: choose a place inside the scene.")
    begin = len(scene.text) - len(tail)
    first = replace(scene, text=head, gap=scene.text[len(head) : begin] or "\n\n")
    second = Scene(id=_fresh(story), text=tail, gap=scene.gap)

    def moved(at: spans.Place) -> spans.Place | None:
        if at[0] != scene.id or at[2] <= len(head):
            return at
        return (second.id, at[1] - begin, at[2] - begin) if at[1] >= begin else None

    story = replace(story, scenes=(*story.scenes[:where], first, second, *story.scenes[where + 1 :]))
    return spans.carried(story, moved)


def inserted(story: Story, text: str, *, after: str | None) -> Story:
    """A new scene after the one named, or first of all when `after` is None."""
    if not text.strip():
        raise BadInput("A scene needs words. Write what is told in it.")
    at = 0 if after is None else _index(story, after) + 1
    scene = Scene(id=_fresh(story), text=text.strip())
    scenes = (*story.scenes[:at], scene, *story.scenes[at:])
    return replace(story, scenes=_gaps_closed(scenes))


def deleted(story: Story, scene_id: str) -> Story:
    """The story without the scene and what is marked in it; an outfit put on there is put on in the next."""
    at = _index(story, scene_id)
    heirs = {scene_id: story.scenes[at + 1].id} if at + 1 < len(story.scenes) else {}
    story = replace(story, scenes=(*story.scenes[:at], *story.scenes[at + 1 :]))
    return spans.with_outfits(spans.carried(story, lambda place: None if place[0] == scene_id else place), heirs)


def moved(story: Story, scene_id: str, by: int) -> Story:
    """The scene `by` places later (earlier if negative), no further than the ends."""
    at = _index(story, scene_id)
    to = max(0, min(len(story.scenes) - 1, at + by))
    scenes = [*story.scenes[:at], *story.scenes[at + 1 :]]
    scenes.insert(to, story.scenes[at])
    return spans.carried(replace(story, scenes=_gaps_closed(tuple(scenes))), lambda place: place)


def prompted(story: Story, scene_id: str, prompt: str | None) -> Story:
    """The scene with the author's own prompt; None or blank goes back to the scene's words."""
    scene = story.scene(scene_id)
    return with_scene(story, replace(scene, prompt=prompt if prompt and prompt.strip() else None))


def picked(story: Story, scene_id: str, picture: Picture | None) -> Story:
    """The scene with its picture chosen (None: not chosen)."""
    return with_scene(story, replace(story.scene(scene_id), picked=picture))


def in_motion(story: Story, scene_id: str, motion: str) -> Story:
    """The scene with its camera motion chosen (`auto` leaves it to storyvid)."""
    return with_scene(story, replace(story.scene(scene_id), motion=motion))


def _matched(scenes: tuple[Scene, ...], pieces: Sequence[Piece]) -> tuple[Scene, ...]:
    matcher = SequenceMatcher(a=[one.text for one in scenes], b=[one.text for one in pieces], autojunk=False)
    same = {block.b + i: scenes[block.a + i] for block in matcher.get_matching_blocks() for i in range(block.size)}
    number = _number_after(scenes)
    made = []
    for at, piece in enumerate(pieces):
        if at in same:
            made.append(replace(same[at], gap=piece.gap))
        else:
            made.append(Scene(id=f"s{number}", text=piece.text, gap=piece.gap, chapter=piece.chapter))
            number += 1
    return tuple(made)


def _places(old: str, new: str):
    """A function from a span of the old text to its span in the new one, None where letters changed."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    blocks = [(0, 0, head), (len(old) - tail, len(new) - tail, tail)]
    middle, changed = old[head : len(old) - tail], new[head : len(new) - tail]
    if middle and changed and len(middle) + len(changed) <= _LONGEST_COMPARED:
        found = SequenceMatcher(a=middle, b=changed, autojunk=False).get_matching_blocks()
        blocks += [(head + block.a, head + block.b, block.size) for block in found if block.size > 1]

    def place(start: int, end: int) -> tuple[int, int] | None:
        for a, b, size in blocks:
            if a <= start and end <= a + size:
                return start - a + b, end - a + b
        return None

    return place


def _gaps_closed(scenes: tuple[Scene, ...]) -> tuple[Scene, ...]:
    """Every scene but the last is followed by white space, so that words never run together."""
    return tuple(
        replace(scene, gap="\n\n") if not scene.gap and at < len(scenes) - 1 else scene
        for at, scene in enumerate(scenes)
    )


def _index(story: Story, scene_id: str) -> int:
    return story.scenes.index(story.scene(scene_id))


def _fresh(story: Story) -> str:
    return f"s{_number_after(story.scenes)}"


def _number_after(scenes: Sequence[Scene]) -> int:
    return 1 + max((int(scene.id[1:]) for scene in scenes if scene.id[1:].isdigit()), default=0)
