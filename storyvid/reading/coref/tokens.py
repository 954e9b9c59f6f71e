"""Words and marks of a text, each with its place, its sentence and the quotation it stands in."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from storyvid.reading.quotations import Quotation, quotations
from storyvid.reading.sentences import sentences

_LETTERS = r"[^\W\d_]+"
_TOKEN = re.compile(
    rf"{_LETTERS}n['’]t\b|(?:[OD]['’](?=[A-Z]))?{_LETTERS}(?:-{_LETTERS})*|"
    rf"(?<=[^\W\d_])['’](?:s|m|ll|re|ve|d|S)\b|\d+|[^\w\s]|_"
)

_DIVISIONS = frozenset("chapter book part volume canto act scene section letter stave".split())
_ROMAN = re.compile(r"[IVXLC]+")


@dataclass(slots=True)
class Token:
    """One word or mark at [start, end) of the text."""

    text: str
    lower: str
    start: int
    end: int
    sentence: int
    paragraph: int
    quote: int  # which quotation, -1: narration
    opens: bool  # nothing but marks stands before it in its sentence or its quotation

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def word(self) -> bool:
        return self.text[:1].isalpha()


@dataclass
class Tokens:
    """A text's tokens and its quotations."""

    text: str
    all: list[Token]
    quotes: list[Quotation]


def numbers_a_part(tokens: list[Token], at: int) -> bool:
    """Whether a word is the number of "CHAPTER II", which is no name and no "I"."""
    before = tokens[at - 1] if at else None
    numeral = _ROMAN.fullmatch(tokens[at].text) is not None
    return numeral and before is not None and before.capital and before.lower in _DIVISIONS


def tokens(text: str) -> Tokens:
    """The tokens of an English text, in order."""
    found, quotes = sentences(text), quotations(text)
    starts = [sentence.start for sentence in found]
    paragraphs = _running(sentence.starts_paragraph for sentence in found)
    opens_at = [quotation.start for quotation in quotes]
    made: list[Token] = []
    for match in _TOKEN.finditer(text):
        place = match.start()
        number = max(0, bisect_right(starts, place) - 1)
        quote = bisect_right(opens_at, place) - 1
        inside = quote if quote >= 0 and place < quotes[quote].end else -1
        opens = _opens(made[-1] if made else None, number, inside)
        opens = opens or text.count("\n", made[-1].end, place) > 1  # a heading stands before it
        held = match.group().replace("’", "'")
        paragraph = paragraphs[number] if paragraphs else 0
        made.append(Token(held, held.lower(), place, match.end(), number, paragraph, inside, opens))
    return Tokens(text, made, quotes)


def _opens(before: Token | None, sentence: int, quote: int) -> bool:
    if before is None or before.sentence != sentence or before.text in "!?:":
        return True
    return (before.opens and not before.word) or (quote >= 0 and before.quote != quote)


def _running(flags) -> list[int]:
    numbers, number = [], -1
    for flag in flags:
        number += bool(flag)
        numbers.append(max(number, 0))
    return numbers
