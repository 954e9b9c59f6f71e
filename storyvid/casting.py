"""Edits of the cast: functions from a story to a story; what the author decided, a reader never takes back."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from storyvid import spans
from storyvid.errors import BadInput
from storyvid.models import Cluster, Reading
from storyvid.story import THINGS, Character, Mention, Outfit, Story, begins, with_character


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What a reading would add: characters of its own, and mentions of characters the story has already."""

    characters: tuple[Character, ...]
    mentions: tuple[tuple[str, Mention], ...]  # (character id, mention)
    kept: int = field(default=0, compare=False)  # mentions that the reader sees otherwise, and the author decided


def proposal(story: Story, reading: Reading) -> Proposal:
    """What of a reading of `story.text` is new: nothing that the author kept, moved or rejected is touched.

    A cluster belongs to the character with which it shares most mentions, else to the one of its name.  Places and
    things are looked for only where the author gave them a look.
    """
    owner = {mention: character.id for character in story.characters for mention in character.mentions}
    taken = _taken_by_scene(story)
    new: list[Character] = []
    added: list[tuple[str, Mention]] = []
    kept: set[Mention] = set()
    for cluster in (*reading.characters, *reading.others):
        mentions = _placed(story, cluster)
        free = [mention for mention in mentions if not _clashes(mention, taken)]
        if match := _owner_of(story, cluster, mentions, owner):
            own = story.character(match).mentions
            free = [mention for mention in free if not any(spans.overlap(mention, held) for held in own)]
            added += [(match, mention) for mention in free]
            kept |= {mention for mention in mentions if mention not in free and owner.get(mention) != match}
        elif cluster in reading.characters and len(free) * 2 > len(mentions):  # most of it is not decided yet
            new.append(_proposed(cluster, tuple(free)))
    return Proposal(characters=tuple(new), mentions=tuple(added), kept=len(kept))


def things(story: Story, reading: Reading) -> tuple[Character, ...]:
    """The places and things that a reading found and the story has no look for yet, commonest first."""
    owner = {mention: character.id for character in story.characters for mention in character.mentions}
    taken, found = _taken_by_scene(story), []
    for cluster in reading.others:
        mentions = _placed(story, cluster)
        free = tuple(mention for mention in mentions if not _clashes(mention, taken))
        if free and cluster.entity in THINGS and not _owner_of(story, cluster, mentions, owner):
            found.append(_proposed(cluster, free))
    return tuple(sorted(found, key=lambda one: -len(one.mentions)))


def only(proposed: Proposal, character_id: str) -> Proposal:
    """The part of a proposal that is about one character, new or known."""
    return Proposal(
        characters=tuple(one for one in proposed.characters if one.id == character_id),
        mentions=tuple(one for one in proposed.mentions if one[0] == character_id),
    )


def accepted(story: Story, proposed: Proposal) -> Story:
    """The story with the proposal taken in; its new characters get the next numbers."""
    characters = []
    for character in story.characters:
        added = tuple(mention for owner, mention in proposed.mentions if owner == character.id)
        characters.append(replace(character, mentions=spans.in_order(story, character.mentions + added)))
    numbers = range(_number_after(story), _number_after(story) + len(proposed.characters))
    new = (replace(one, id=f"c{number}") for one, number in zip(proposed.characters, numbers, strict=True))
    return replace(story, characters=(*characters, *new))


def refused(story: Story, proposed: Proposal) -> Story:
    """The story knowing that what is proposed is no character, so that no reader proposes it again."""
    gone = [mention for character in proposed.characters for mention in character.mentions]
    gone += [mention for _, mention in proposed.mentions]
    return replace(story, rejected=spans.in_order(story, (*story.rejected, *gone)))


def renamed(story: Story, character_id: str, name: str) -> Story:
    """Raises BadInput for a blank name."""
    if not name.strip():
        raise BadInput("A character needs a name.")
    return with_character(story, replace(story.character(character_id), name=" ".join(name.split())))


def given_look(story: Story, character_id: str, look: str) -> Story:
    """The character with new prompt words."""
    return with_character(story, replace(story.character(character_id), look=look.strip()))


def given_voice(story: Story, character_id: str, voice: str | None) -> Story:
    """The character with a voice of its own; None: the narrator's."""
    return with_character(story, replace(story.character(character_id), voice=voice or None))


def given_colour(story: Story, character_id: str, colour: str) -> Story:
    """The character's mentions in a colour of the author's choice; "": one that is free."""
    return with_character(story, replace(story.character(character_id), colour=colour))


def dressed(story: Story, character_id: str, scene_id: str, look: str) -> Story:
    """The character in an outfit from the scene on, until its next one; blank words take it off again."""
    character, scene = story.character(character_id), story.scene(scene_id)
    outfits = [outfit for outfit in character.outfits if outfit.scene != scene.id]
    if look.strip():
        outfits.append(Outfit(scene=scene.id, look=look.strip()))
    rank = {one.id: at for at, one in enumerate(story.scenes)}
    outfits.sort(key=lambda outfit: rank.get(outfit.scene, len(rank)))
    return with_character(story, replace(character, outfits=tuple(outfits)))


def promoted(story: Story, character_id: str, *, minor: bool) -> Story:
    """The character among the walk-ons, or out of them."""
    return with_character(story, replace(story.character(character_id), minor=minor))


def added(story: Story, name: str, *, look: str = "") -> Story:
    """A character by hand: every whole-word occurrence of the name that is free becomes a mention."""
    if not name.strip():
        raise BadInput("A character needs a name.")
    name = " ".join(name.split())
    taken = _taken_by_scene(story)
    found = tuple(mention for mention in _occurrences(story, name) if not _clashes(mention, taken))
    character = Character(id=f"c{_number_after(story)}", name=name, look=look.strip(), mentions=found)
    return replace(story, characters=(*story.characters, character))


def merged(story: Story, into: str, other: str) -> Story:
    """Two characters as one: the first keeps its name; looks are joined; all mentions and lines are its own."""
    if into == other:
        raise BadInput("Choose two different characters to merge.")
    keep, gone = story.character(into), story.character(other)
    worn = {outfit.scene: outfit for outfit in (*gone.outfits, *keep.outfits)}
    rank = {one.id: at for at, one in enumerate(story.scenes)}
    both = replace(
        keep,
        look=", ".join(dict.fromkeys(filter(None, (keep.look, gone.look)))),
        mentions=spans.in_order(story, keep.mentions + gone.mentions),
        minor=keep.minor and gone.minor,
        voice=keep.voice or gone.voice,
        gender=keep.gender or gone.gender,
        outfits=tuple(sorted(worn.values(), key=lambda outfit: rank.get(outfit.scene, len(rank)))),
        reference=keep.reference or gone.reference,
        likeness=keep.likeness or gone.likeness,
    )
    lines = tuple(replace(line, speaker=into) if line.speaker == other else line for line in story.lines)
    story = replace(story, characters=tuple(c for c in story.characters if c.id != other), lines=lines)
    return with_character(story, both)


def split_off(story: Story, character_id: str, mentions: tuple[Mention, ...], *, name: str) -> Story:
    """Some mentions of a character as a character of their own.  Raises BadInput when it would take none or all."""
    character = story.character(character_id)
    leaving = tuple(mention for mention in character.mentions if mention in set(mentions))
    if not leaving or len(leaving) == len(character.mentions):
        raise BadInput("Choose some of the character's mentions, and leave it at least one.")
    staying = tuple(mention for mention in character.mentions if mention not in set(leaving))
    story = with_character(story, replace(character, mentions=staying))
    new = Character(
        id=f"c{_number_after(story)}",
        name=" ".join(name.split()) or f"{character.name} 2",
        entity=character.entity,
        mentions=leaving,
    )
    return replace(story, characters=(*story.characters, new))


def dropped(story: Story, character_id: str) -> Story:
    """The story without the character; its mentions are remembered as no character."""
    gone = story.character(character_id)
    return replace(
        story,
        characters=tuple(c for c in story.characters if c.id != character_id),
        rejected=spans.in_order(story, story.rejected + gone.mentions),
        lines=tuple(line for line in story.lines if line.speaker != character_id),
    )


def _proposed(cluster: Cluster, mentions: tuple[Mention, ...]) -> Character:
    """The character that a cluster would become; until it is accepted, it is called by where it is first mentioned."""
    first = mentions[0]
    return Character(
        id=f"p-{first.scene}-{first.start}-{first.end}",
        name=cluster.name,
        entity=cluster.entity,
        gender=cluster.gender,
        minor=cluster.minor,
        mentions=mentions,
    )


def _placed(story: Story, cluster: Cluster) -> tuple[Mention, ...]:
    """The cluster's ranges of `story.text` as mentions; one that runs over a scene's end is left out."""
    starts = [*begins(story).values()]
    mentions = []
    for found in cluster.mentions:
        at = bisect_right(starts, found.start) - 1
        if at >= 0 and found.end - starts[at] <= len(story.scenes[at].text):
            scene, start = story.scenes[at], found.start - starts[at]
            mentions.append(Mention(scene=scene.id, start=start, end=found.end - starts[at]))
    return tuple(mentions)


def _owner_of(story: Story, cluster: Cluster, mentions: tuple[Mention, ...], owner: dict[Mention, str]) -> str | None:
    owners = [owner[mention] for mention in mentions if mention in owner]
    if owners:
        return max(dict.fromkeys(owners), key=owners.count)
    same = (c.id for c in story.characters if c.name.casefold() == cluster.name.casefold())
    return next(same, None)


def _taken_by_scene(story: Story) -> dict[str, list[Mention]]:
    taken: dict[str, list[Mention]] = {}
    for mention in (*story.rejected, *(m for c in story.characters for m in c.mentions)):
        taken.setdefault(mention.scene, []).append(mention)
    return taken


def _clashes(mention: Mention, taken: dict[str, list[Mention]]) -> bool:
    return any(spans.clash(mention, other) for other in taken.get(mention.scene, ()))


def _occurrences(story: Story, name: str):
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    for scene in story.scenes:
        for match in pattern.finditer(scene.text):
            yield Mention(scene=scene.id, start=match.start(), end=match.end())


def _number_after(story: Story) -> int:
    return 1 + max((int(c.id[1:]) for c in story.characters if c.id[1:].isdigit()), default=0)
