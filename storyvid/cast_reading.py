"""The accepted cast as a reader would have found it: what is said of a character and by it, with the author's word."""

from dataclasses import dataclass, replace

from storyvid import spans
from storyvid.casting import Proposal
from storyvid.models import Cluster, Entity, Found, MentionKind, Reading
from storyvid.reading.coref import lexicon
from storyvid.reading.looks import suggested_look
from storyvid.reading.quotations import quotations
from storyvid.reading.quotes import Known, Quote, attributed
from storyvid.reading.scripts import cues
from storyvid.story import THINGS, Character, Line, Mention, Story, begins, once

_ENTITIES: dict[str, Entity] = {one: one for one in ("person", "animal", "group", "place", "vehicle", "thing")}  # type: ignore[misc]
_GENDERS = ("female", "male", "neuter", "plural")


@dataclass(frozen=True, kw_only=True)
class Said:
    """A quotation [start, end) of one scene, marks included, and the id of who says it; None: nobody of the cast.

    `how` it is known: "author", else as in `storyvid.reading.quotes`.
    """

    scene: str
    start: int
    end: int
    speaker: str | None
    how: Known | str


def reading_of(story: Story) -> Reading:
    """The cast as clusters over `story.text`, in the order of `beings(story)`; things with a look are the others."""
    return Reading(
        characters=tuple(_cluster(story, one) for one in beings(story)),
        others=tuple(_cluster(story, one) for one in story.characters if one.entity in THINGS),
    )


def beings(story: Story) -> tuple[Character, ...]:
    """The characters that are somebody: no places and things."""
    return tuple(character for character in story.characters if character.entity not in THINGS)


def look_in_text(story: Story, character: Character, *, cast: tuple[Character, ...] = ()) -> str:
    """Prompt words for a character from the story's own descriptions; "" where there are none, or no English.

    `cast`: who else is in the story, by default its characters.
    """
    if story.language != "en":
        return ""
    who = cast or story.characters
    telling = [one for one in who if one is who[0] or one.entity == "group"]  # of others nothing is asked
    known = {one.id: _cluster(story, one) for one in (*telling, character)}
    return suggested_look(story.text, known[character.id], cast=tuple(known.values()))


def asked_look_of(story: Story, character: Character) -> str:
    """Prompt words for a character from a language model, in any language; raises as `asked_look` does."""
    from storyvid.reading.llm_looks import asked_look  # pydantic with it, which no plan needs

    return asked_look(story.text, _cluster(story, character), language=story.language)


def with_looks(story: Story, proposed: Proposal) -> Proposal:
    """The proposal with the look that the story tells of each new character."""
    cast = proposed.characters
    looks = (replace(one, look=one.look or look_in_text(story, one, cast=cast)) for one in cast)
    return replace(proposed, characters=tuple(looks))


def quotes_of(story: Story) -> tuple[Said, ...]:
    """The story's quotations in text order: who says them by the author's word, else by what the text suggests.

    A quotation that runs over the end of a scene is cut there; where the author marked words as spoken that are
    in no quotation marks, they are one too.
    """
    cast, offset, found = beings(story), 0, []
    quotes = attributed(story.text, reading_of(story)) if story.language == "en" else _unattributed(story.text)
    for scene in story.scenes:
        end = offset + len(scene.text)
        for quote in quotes:
            if quote.start < end and quote.end > offset:
                start, stop = max(quote.start, offset) - offset, min(quote.end, end) - offset
                speaker = cast[quote.speaker].id if quote.speaker is not None else None
                said = Said(scene=scene.id, start=start, end=stop, speaker=speaker, how=quote.how)
                found.append(_by_author(story, said))
        marked = [line for line in story.lines if line.scene == scene.id]
        found += [_marked(line) for line in marked if not any(spans.overlap(line, said) for said in found)]
        offset = end + len(scene.gap)
    return tuple(found)


@once
def labels_of(story: Story) -> dict[str, list[tuple[int, int]]]:
    """Where a script's scenes have the names of who speaks, by the scene's id."""
    starts, found = begins(story), {}
    labels = [(cue.label_start, cue.label_end) for cue in cues(story.text)]
    for scene in story.scenes if labels else ():
        offset, end = starts[scene.id], starts[scene.id] + len(scene.text)
        here = [(max(a, offset) - offset, min(b, end) - offset) for a, b in labels if a < end and b > offset]
        found[scene.id] = here
    return found


def _marked(line: Line) -> Said:
    return Said(scene=line.scene, start=line.start, end=line.end, speaker=line.speaker, how="author")


def _unattributed(text: str) -> tuple[Quote, ...]:
    return tuple(Quote(quotation.start, quotation.end, None, "unknown") for quotation in quotations(text))


def _by_author(story: Story, said: Said) -> Said:
    for line in story.lines:
        if spans.overlap(line, said):
            return replace(said, speaker=line.speaker, how="author")
    return said


def _cluster(story: Story, character: Character) -> Cluster:
    starts = begins(story)
    texts = {scene.id: scene.text for scene in story.scenes}
    found = tuple(
        Found(
            start=starts[mention.scene] + mention.start,
            end=starts[mention.scene] + mention.end,
            kind=_kind(texts[mention.scene], mention),
        )
        for mention in character.mentions
    )
    return Cluster(
        name=character.name,
        entity=_ENTITIES.get(character.entity, "person"),
        mentions=found,
        gender=character.gender if character.gender in _GENDERS else "",  # type: ignore[arg-type]
        minor=character.minor,
    )


def _kind(text: str, mention: Mention) -> MentionKind:
    """A pronoun by the list; a name by its capitals, where it does not only begin a sentence with an article."""
    words = text[mention.start : mention.end].split()
    if len(words) == 1 and words[0].lower() in lexicon.PRONOUNS:
        return "pronoun"
    first = words[0].lower() if words else ""
    told = words[1:] if first in lexicon.DETERMINERS or first in lexicon.POSSESSIVES else words
    known = len(told) == 1 and lexicon.noun(told[0].lower()) is not None
    return "name" if told and told[0][:1].isupper() and not (known and told is not words) else "noun"
