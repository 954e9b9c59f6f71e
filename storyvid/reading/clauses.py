"""Clauses: where a sentence without an end is cut, so that no scene goes on with it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from storyvid.phrases import stop_between, stretches
from storyvid.reading.sentences import Sentence
from storyvid.speech.pauses import PARAGRAPH_MS, SENTENCE_MS
from storyvid.speech.timing import ENDS_MS, speaking_ms

# what a cut costs, in shares of the longest stretch that it may be off the even one
_AT_MARK, _AT_JOINED_COMMA, _AT_COMMA, _AT_OPENING, _AT_WORD, _HANGING = 0.0, 0.1, 0.25, 0.6, 1.0, 2.0
_COMMA_MS = 210  # a voice's rest at a comma or a bracket, at the most
_MARKS, _COMMAS = ";:—–…؛；：.!?。！？।॥", ",،，、"
_JOINING = frozenset(
    "and or but nor so yet for then while when because until though although which who where "
    "und oder aber denn sondern doch während als weil bis obwohl wo et ou mais car donc puis quand tandis lorsque qui "
    "y o pero pues porque cuando mientras que e ma però perché quando mentre che и а но или что когда".split()
)
_EDGE = "\"'“”‘’«»„()[]*_"


class Place(NamedTuple):
    """Where a stretch may end, after `word`, and the next begin; `spent_ms` is what all before it takes to speak."""

    word: str
    end: int
    resume: int
    spent_ms: int


def in_clauses(
    text: str, found: Sequence[Sentence], *, over_ms: int, most_ms: int, language: str, speed_percent: int = 100
) -> list[Sentence]:
    """The sentences, each that takes more than `over_ms` to speak cut into stretches of at most `most_ms`.

    A cut is at a semicolon or a dash, else at a comma, before a conjunction rather than not, else between two
    words that do not hang together.  A word alone that is longer stays whole.
    """
    cut: list[Sentence] = []
    for sentence in found:
        held = text[sentence.start : sentence.end]
        # a letter takes 400 ms at the most: most sentences need no closer look
        short = len(held) * 400 * 100 < over_ms * speed_percent
        if short or speaking_ms(held, language=language, speed_percent=speed_percent) <= over_ms:
            cut.append(sentence)
        else:
            cut += _stretches(sentence, held, most_ms=most_ms, language=language, speed_percent=speed_percent)
    return cut


def _stretches(sentence: Sentence, held: str, *, most_ms: int, language: str, speed_percent: int) -> Iterator[Sentence]:
    places = list(_places(held, language=language, speed_percent=speed_percent))
    start = 0
    for cut in [*_cuts(held, places, most_ms - ENDS_MS), len(places) - 1]:
        _, end, resume, _ = places[cut]
        part = sentence if start == 0 else replace(sentence, starts_paragraph=False, opens_part=False)
        in_quote = sentence.in_quote and cut == len(places) - 1
        yield replace(part, start=sentence.start + start, end=sentence.start + end, in_quote=in_quote)
        start = resume


def _places(held: str, *, language: str, speed_percent: int) -> Iterator[Place]:
    """After every word, and after every phrase of a script without spaces; the last is the end."""
    spans, spent = stretches(held), 0
    for (start, end), after in zip(spans, [*spans[1:], None], strict=True):
        alone = speaking_ms(held[start:end], language=language, speed_percent=speed_percent)
        between = held[end : after[0]] if after else ""
        spent += max(0, alone - ENDS_MS) + _rest_ms(held[end - 1], between) * 100 // speed_percent
        yield Place(held[start:end], end, after[0] if after else end, spent)


def _rest_ms(last: str, between: str) -> int:
    """How long a voice rests after a word that ends so, at the most."""
    if between.count("\n") > 1:
        return PARAGRAPH_MS
    return SENTENCE_MS if last in _MARKS else _COMMA_MS if last in _COMMAS + _EDGE else 0


def _cuts(held: str, places: Sequence[Place], most_ms: int) -> Iterator[int]:
    """The places of the cuts: as few stretches as fit, as even as their clauses let them be."""
    first, before_ms, last = 0, 0, len(places) - 1
    while first < last and places[last].spent_ms - before_ms > most_ms:
        cut = _next_cut(held, places, first, before_ms, most_ms)
        yield cut
        first, before_ms = cut + 1, places[cut].spent_ms


def _next_cut(held: str, places: Sequence[Place], first: int, before_ms: int, most_ms: int) -> int:
    left_ms = places[-1].spent_ms - before_ms
    even_ms = left_ms / -(-left_ms // most_ms)

    def lasts_ms(at: int) -> int:
        return places[at].spent_ms - before_ms

    fitting = list(takewhile(lambda at: lasts_ms(at) <= most_ms, range(first, len(places) - 1)))
    choices = [at for at in fitting if lasts_ms(at) >= most_ms / 4] or fitting[-1:] or [first]
    return min(choices, key=lambda at: _cost(held, places, at) + abs(lasts_ms(at) - even_ms) / (2 * most_ms))


def _cost(held: str, places: Sequence[Place], at: int) -> float:
    """What it costs to cut at a place."""
    last, after = places[at].word, places[at + 1].word
    stop, newlines = stop_between(last, after), held.count("\n", places[at].end, places[at].resume)
    verse = newlines == 1 and after.lstrip(_EDGE)[:1].isupper()  # else a line that was wrapped
    if newlines > 1 or verse or (stop != "hanging" and last.rstrip(_EDGE)[-1:] in _MARKS):
        return _AT_MARK
    if stop in ("clause", "sentence"):
        return _AT_JOINED_COMMA if after.lower().strip(_EDGE) in _JOINING else _AT_COMMA
    return {"opening": _AT_OPENING, "hanging": _HANGING}.get(stop, _AT_WORD)
