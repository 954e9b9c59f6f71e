"""Who says what: a story's quotations given to the characters that a reader found."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal

from storyvid.models import Cluster, Found, Reading
from storyvid.reading.coref import lexicon
from storyvid.reading.coref.mentions import Mention, is_subject
from storyvid.reading.coref.speakers import speeches
from storyvid.reading.coref.tokens import Token, Tokens, tokens
from storyvid.reading.scripts import cues
from storyvid.reading.turns import speakers

Known = Literal["explicit", "pronoun", "implicit", "unknown"]


@dataclass(frozen=True)
class Quote:
    """What is spoken: [start, end) of the text, marks included, and who speaks, an index into the characters.

    `how` it is known: "explicit" (said the fox), "pronoun" (he said), "implicit" (by turns or the words around
    it), "unknown" (`speaker` is None). `through`: [start, end) of the speaker's mention that says so, here or where
    they last spoke.
    """

    start: int
    end: int
    speaker: int | None
    how: Known
    through: tuple[int, int] | None = None


def attributed(text: str, reading: Reading) -> tuple[Quote, ...]:
    """The quotations of a text in order, each with its speaker among `reading.characters`."""
    words = tokens(text)
    whose = _mentions(words, (*reading.characters, *reading.others))
    spoken = speeches(words, [mention for mention, _ in whose])
    characters = {id(cluster): index for index, cluster in enumerate(reading.characters)}
    who = speakers(words, spoken, whose, characters.keys())
    script = _by_script(text, reading)
    made = []
    for quotation, speech, said in zip(words.quotes, spoken, who, strict=True):
        if quotation.start in script:
            made.append(Quote(quotation.start, quotation.end, *script[quotation.start]))
            continue
        speaker = characters.get(id(said.who)) if said is not None else None
        if said is None or speaker is None:
            made.append(Quote(quotation.start, quotation.end, None, "unknown"))
        else:
            through = words.all[said.through.first].start, words.all[said.through.last - 1].end
            made.append(Quote(quotation.start, quotation.end, speaker, speech.how, through))
    return tuple(made)


def _by_script(text: str, reading: Reading) -> dict[int, tuple[int | None, Known, tuple[int, int] | None]]:
    """Who says what stands behind the names of a script, by where it begins."""
    named = {}
    for index, cluster in reversed(list(enumerate(reading.characters))):
        named.update({found.start: index for found in cluster.mentions})
    called = {cluster.name.lower(): index for index, cluster in reversed(list(enumerate(reading.characters)))}
    made: dict[int, tuple[int | None, Known, tuple[int, int] | None]] = {}
    for cue in cues(text):
        speaker = named.get(cue.start, called.get(cue.name.lower()))
        how: Known = "unknown" if speaker is None else "explicit"
        through = None if speaker is None else (cue.start, cue.end)
        made.update({start: (speaker, how, through) for start, _ in cue.spoken})
    return made


def _mentions(words: Tokens, clusters: tuple[Cluster, ...]) -> list[tuple[Mention, Cluster]]:
    """The reading's mentions over tokens, in text order."""
    starts = [token.start for token in words.all]
    whose = [
        (made, cluster)
        for cluster in clusters
        for found in cluster.mentions
        if (made := _mention(words, starts, found, cluster))
    ]
    return sorted(whose, key=lambda pair: (pair[0].first, -pair[0].last))


def _mention(words: Tokens, starts: list[int], found: Found, cluster: Cluster) -> Mention | None:
    first, last = bisect_right(starts, found.start) - 1, bisect_left(starts, found.end)
    if first < 0 or last <= first:
        return None
    head = words.all[first].lower
    mention = Mention(
        first, last, found.kind, head, cluster.entity, cluster.gender, definite=_definite(words.all[first])
    )
    mention.subject = is_subject(words.all, mention)
    return mention


def _definite(token: Token) -> str:
    if token.lower in lexicon.POSSESSIVES:
        return "owned"
    return "the" if token.lower in lexicon.DETERMINERS else "bare"
