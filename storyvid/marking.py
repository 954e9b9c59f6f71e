"""Edits of what is marked in the text (who is mentioned where, who says what): functions from a story to a story."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from storyvid import spans
from storyvid.errors import BadInput
from storyvid.story import Character, Line, Mention, Story

_GONE = "The marked words are not in that scene any more. Reload the page."


def given(story: Story, mentions: Sequence[Mention], to: str | None) -> Story:
    """The ranges as mentions of the character `to`, in place of those they clash with and of its own that they touch.

    None: of nobody, and no reader may propose them again.  Raises BadInput for a range outside its scene.
    """
    if to is not None:
        story.character(to)
    for mention in mentions:
        _check(story, mention)

    def cleared(marked: Sequence[Mention], away: Callable = spans.clash) -> tuple[Mention, ...]:
        return tuple(old for old in marked if not any(away(old, mention) for mention in mentions))

    characters = []
    for character in story.characters:
        held = cleared(character.mentions)
        if character.id == to:
            held = spans.in_order(story, (*cleared(held, spans.overlap), *mentions))
        characters.append(replace(character, mentions=held))
    rejected = cleared(story.rejected)
    if to is None:
        rejected = spans.in_order(story, (*rejected, *mentions))
    return replace(story, characters=tuple(characters), rejected=rejected)


def given_to_new(story: Story, mentions: Sequence[Mention], *, name: str) -> Story:
    """The ranges as the first mentions of a new character; done twice it is still one character."""
    name = " ".join(name.split()) or "New character"
    places = spans.in_order(story, mentions)
    if any(character.name == name and character.mentions == places for character in story.characters):
        return story
    number = 1 + max((int(c.id[1:]) for c in story.characters if c.id[1:].isdigit()), default=0)
    new = Character(id=f"c{number}", name=name)
    return given(replace(story, characters=(*story.characters, new)), mentions, new.id)


def adjusted(story: Story, mention: Mention, start: int, end: int) -> Story:
    """The mention grown or shrunk to [start, end); it keeps its character.

    Raises BadInput when it is not there any more, and for a range outside the scene or clashing with another mention.
    """
    owner = next((character for character in story.characters if mention in character.mentions), None)
    wanted = replace(mention, start=start, end=end)
    _check(story, wanted)
    others = (one for character in story.characters for one in character.mentions if one != mention)
    if owner is None:
        raise BadInput(_GONE)
    if any(spans.clash(wanted, other) for other in others):
        raise BadInput("Those words are somebody's already. Give them away first.")
    kept = replace(owner, mentions=tuple(one for one in owner.mentions if one != mention))
    without = tuple(kept if one.id == owner.id else one for one in story.characters)
    return given(replace(story, characters=without), [wanted], owner.id)


def said_by(story: Story, line: Line) -> Story:
    """The quotation spoken by the line's speaker, whatever the text suggests; None: by nobody of the cast."""
    _check(story, line)
    if line.speaker is not None:
        story.character(line.speaker)
    kept = tuple(old for old in story.lines if not spans.overlap(old, line))
    return replace(story, lines=spans.in_order(story, (*kept, line)))


def said_as_read(story: Story, scene_id: str, start: int, end: int) -> Story:
    """The quotation spoken by whom the text suggests: what the author said about it is forgotten."""
    place = Mention(scene=scene_id, start=start, end=end)
    return replace(story, lines=tuple(old for old in story.lines if not spans.overlap(old, place)))


def _check(story: Story, marked: Mention | Line) -> None:
    if not 0 <= marked.start < marked.end <= len(story.scene(marked.scene).text):
        raise BadInput(_GONE)
