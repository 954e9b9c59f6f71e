"""Edits of the cast: functions from a story to a story; what the author decided, a reader never takes back."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from storyvid.errors import BadInput
from storyvid.models import Cluster, Reading
from storyvid.story import Character, Mention, Story, with_character


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What a reading would add: characters of its own, and mentions of characters the story has already."""

    characters: tuple[Character, ...]
    mentions: tuple[tuple[str, Mention], ...]  # (character id, mention)


def proposal(story: Story, reading: Reading) -> Proposal:
    """What of a reading of `story.text` is new: nothing that the author kept, moved or rejected is touched.

    A cluster belongs to the character with which it shares most mentions, else to the one of its name.
    """
    owner = {mention: character.id for character in story.characters for mention in character.mentions}
    taken = _taken_by_scene(story)
    number = _number_after(story)
    new: list[Character] = []
    added: list[tuple[str, Mention]] = []
    for cluster in reading.characters:
        mentions = _placed(story, cluster)
        free = [mention for mention in mentions if not _overlaps(mention, taken)]
        if match := _owner_of(story, cluster, mentions, owner):
            added += [(match, mention) for mention in free]
        elif len(free) * 2 > len(mentions):  # most of it is not decided yet
            new.append(_character(cluster, f"c{number}", tuple(free)))
            number += 1
    return Proposal(characters=tuple(new), mentions=tuple(added))


def accepted(story: Story, proposed: Proposal) -> Story:
    """The story with the proposal taken in."""
    characters = []
    for character in story.characters:
        added = tuple(mention for owner, mention in proposed.mentions if owner == character.id)
        characters.append(replace(character, mentions=_sorted(story, character.mentions + added)))
    return replace(story, characters=(*characters, *proposed.characters))


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


def promoted(story: Story, character_id: str, *, minor: bool) -> Story:
    """The character among the walk-ons, or out of them."""
    return with_character(story, replace(story.character(character_id), minor=minor))


def added(story: Story, name: str, *, look: str = "") -> Story:
    """A character by hand: every whole-word occurrence of the name that is free becomes a mention."""
    if not name.strip():
        raise BadInput("A character needs a name.")
    name = " ".join(name.split())
    taken = _taken_by_scene(story)
    found = tuple(mention for mention in _occurrences(story, name) if not _overlaps(mention, taken))
    character = Character(id=f"c{_number_after(story)}", name=name, look=look.strip(), mentions=found)
    return replace(story, characters=(*story.characters, character))


def merged(story: Story, into: str, other: str) -> Story:
    """Two characters as one: the first keeps its name; looks are joined; all mentions are its own."""
    if into == other:
        raise BadInput("Choose two different characters to merge.")
    keep, gone = story.character(into), story.character(other)
    look = ", ".join(dict.fromkeys(filter(None, (keep.look, gone.look))))
    both = replace(
        keep, look=look, mentions=_sorted(story, keep.mentions + gone.mentions), minor=keep.minor and gone.minor
    )
    story = replace(story, characters=tuple(c for c in story.characters if c.id != other))
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
        name=name.strip() or f"{character.name} 2",
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
        rejected=_sorted(story, story.rejected + gone.mentions),
    )


def reassigned(story: Story, mention: Mention, to: str | None) -> Story:
    """The mention as another character's; None: it is no character, and no reader may propose it again.

    A range that overlaps another mention takes its place.  Raises BadInput for a range outside its scene.
    """
    if not 0 <= mention.start < mention.end <= len(story.scene(mention.scene).text):
        raise BadInput("The marked words are not in that scene any more. Reload the page.")
    characters = []
    for character in story.characters:
        kept = tuple(old for old in character.mentions if not _overlap(old, mention))
        if character.id == to:
            kept = _sorted(story, (*kept, mention))
        characters.append(replace(character, mentions=kept))
    rejected = tuple(old for old in story.rejected if not _overlap(old, mention))
    if to is None:
        rejected = _sorted(story, (*rejected, mention))
    elif to not in {character.id for character in story.characters}:
        raise BadInput(f'No character "{to}" in this story.')
    return replace(story, characters=tuple(characters), rejected=rejected)


def reassigned_to_new(story: Story, mention: Mention, *, name: str) -> Story:
    """The mention as the first of a new character."""
    new = Character(id=f"c{_number_after(story)}", name=" ".join(name.split()) or "New character")
    return reassigned(replace(story, characters=(*story.characters, new)), mention, new.id)


def _character(cluster: Cluster, character_id: str, mentions: tuple[Mention, ...]) -> Character:
    return Character(
        id=character_id,
        name=cluster.name,
        entity=cluster.entity,
        gender=cluster.gender,
        minor=cluster.minor,
        mentions=mentions,
    )


def _placed(story: Story, cluster: Cluster) -> tuple[Mention, ...]:
    """The cluster's ranges of `story.text` as mentions; one that runs over a scene's end is left out."""
    begins, offset = [], 0
    for scene in story.scenes:
        begins.append(offset)
        offset += len(scene.text) + len(scene.gap)
    mentions = []
    for found in cluster.mentions:
        at = bisect_right(begins, found.start) - 1
        if at >= 0 and found.end - begins[at] <= len(story.scenes[at].text):
            mentions.append(
                Mention(scene=story.scenes[at].id, start=found.start - begins[at], end=found.end - begins[at])
            )
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


def _overlaps(mention: Mention, taken: dict[str, list[Mention]]) -> bool:
    return any(_overlap(mention, other) for other in taken.get(mention.scene, ()))


def _overlap(one: Mention, other: Mention) -> bool:
    return one.scene == other.scene and one.start < other.end and other.start < one.end


def _occurrences(story: Story, name: str):
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    for scene in story.scenes:
        for match in pattern.finditer(scene.text):
            yield Mention(scene=scene.id, start=match.start(), end=match.end())


def _sorted(story: Story, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    rank = {scene.id: at for at, scene in enumerate(story.scenes)}
    unique = dict.fromkeys(mentions)
    return tuple(sorted(unique, key=lambda m: (rank.get(m.scene, len(rank)), m.start)))


def _number_after(story: Story) -> int:
    return 1 + max((int(c.id[1:]) for c in story.characters if c.id[1:].isdigit()), default=0)
