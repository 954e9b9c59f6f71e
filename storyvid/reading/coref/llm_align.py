"""Where a quoted mention stands in the text: exact, then with marks and spaces made alike, then nearly alike."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from storyvid.reading.coref.llm_schema import QuotedMention

_ALIKE = str.maketrans("‘’‚‛“”„‟«»–—‑", '\'\'\'\'""""""---')
_CONTEXT = 40  # code points compared on either side
_WINDOW = 400  # how far from where the one before stood a nearly alike one is looked for
_NEARLY = 0.85
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0xABFF), (0x20000, 0x3FFFF))


@dataclass(frozen=True)
class Folded:
    """A text with its marks, case and spaces made alike; `places[i]` is where character i stood."""

    text: str
    places: tuple[int, ...]


def folded(text: str) -> Folded:
    """Every space run is one space, quotation marks and dashes are the plain ones, letters are casefolded NFKC."""
    made: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = unicodedata.normalize("NFKC", char.translate(_ALIKE)).casefold()
        if plain.isspace():
            plain = "" if made and made[-1] == " " else " "
        made.extend(plain)
        places.extend([place] * len(plain))
    return Folded("".join(made), tuple(places))


class Aligner:
    """Finds the mentions of one text; each range is given to one mention of a character only."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = folded(text)

    def place(self, mention: QuotedMention, *, after: int, taken: set[tuple[int, int]]) -> tuple[int, int] | None:
        """The half-open range of the quote that its context and order speak for; None where it is not in the text.

        `after` is where the mention before it began: of equal contexts the first one after it is meant.
        """
        quote = mention.quote.strip()
        if not quote:
            return None
        before, after_it = folded(mention.before).text.strip()[::-1], folded(mention.after).text.strip()
        for found in (self._exact(quote), self._alike(quote), self._nearly(quote, after)):
            ranges = [span for span in found if span not in taken]
            if ranges:
                return max(ranges, key=lambda span: (self._fit(span, before, after_it), span[0] >= after, -span[0]))
        return None

    def _exact(self, quote: str) -> Iterator[tuple[int, int]]:
        for match in re.finditer(re.escape(quote), self._text):
            if _whole(self._text, *match.span()):
                yield match.span()

    def _alike(self, quote: str) -> Iterator[tuple[int, int]]:
        wanted = folded(quote).text.strip()
        for match in re.finditer(re.escape(wanted), self._folded.text) if wanted else ():
            start, last = self._folded.places[match.start()], self._folded.places[match.end() - 1]
            if _whole(self._text, start, last + 1):
                yield start, last + 1

    def _nearly(self, quote: str, after: int) -> Iterator[tuple[int, int]]:
        """The run of as many words most like the quote, near where it should stand; short quotes must be exact."""
        count = len(quote.split())
        low, high = max(0, after - _WINDOW // 4), after + _WINDOW
        words = [match.span() for match in re.finditer(r"\w[\w'’-]*", self._text[low:high])]
        if len(quote) < 6:
            return
        wanted, best, chosen = folded(quote).text, _NEARLY, None
        for at in range(len(words) - count + 1):
            start, end = low + words[at][0], low + words[at + count - 1][1]
            like = SequenceMatcher(None, wanted, folded(self._text[start:end]).text, autojunk=False).ratio()
            if like > best:
                best, chosen = like, (start, end)
        if chosen:
            yield chosen

    def _fit(self, span: tuple[int, int], before: str, after: str) -> int:
        """How many characters of the context, from the mention outwards, are as the text has them."""
        start, end = (bisect_left(self._folded.places, place) for place in span)
        here_before = self._folded.text[max(0, start - _CONTEXT) : start].strip()[::-1]
        here_after = self._folded.text[end : end + _CONTEXT].strip()
        return _common(here_before, before) + _common(here_after, after)


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the range ends where words do: "he" is not in "the"; scripts without spaces have no such ends."""
    return not (_joined(text, start) or _joined(text, end))


def _joined(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    spaced = not (_unspaced(left) or _unspaced(right))
    return left.isalnum() and right.isalnum() and spaced


def _unspaced(char: str) -> bool:
    """Chinese, Japanese, Thai, Lao, Khmer, Burmese: written without spaces between words."""
    code = ord(char)
    return any(low <= code <= high for low, high in _UNSPACED)
