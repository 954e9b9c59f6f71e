"""Sentences: where a text may be cut, found by its marks, and verbatim by construction."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from storyvid.abbreviations import titles
from storyvid.reading.blocks import Block, blocks
from storyvid.reading.quotations import Quotation, quotations

_EVERYWHERE = frozenset("mr mrs dr prof st e.g i.e z.b d.h p.ex cf vs".split())
_NUMBERED = frozenset("no nos nr núm n° vol ch chap fig p pp art op cap kap".split())
# Where a figure with a full stop is an ordinal: "am 3. Mai".
_ORDINAL_STOPS = frozenset("de da nb no nn fi cs sk hu pl sl hr sr et lv is tr".split())

_STOPS = ".!?…‼⁇⁈⁉؟۔।॥"
_WIDE_STOPS = "。！？｡．"
_CLOSERS = "\"'”’»«›‹)]}」』】》〉）*_"
_END = re.compile(
    rf"(?P<mark>(?:\.(?:[ \u00a0]\.)+|[{_STOPS}{_WIDE_STOPS}])[{_STOPS}{_WIDE_STOPS}]*)"
    rf"(?P<close>(?:[ \u00a0\u202f]?[»›](?=\W|$)|[{re.escape(_CLOSERS)}]|[“‘](?=[\s,;]|$))*)(?P<space>\s*)"
)
_WORD_BEFORE = re.compile(r"[\w.°]+$")
_QUOTE = re.compile('["“”„「」『』]')
_OTHER_QUOTES = re.compile('["“”„「『«»]|^[ \t]*[—–]', re.M)
_SPEECH = (
    "said says saying cried cries asked asks answered answers replied replies called shouted whispered exclaimed "
    "screamed returned continued went quoth added began thought laughed sighed roared growled sobbed murmured "
    "muttered repeated inquired enquired demanded remarked observed told responded begged sang groaned squeaked"
).split()
_NOT_A_SPEAKER = "So|Then|And|But|When|As|After|Now|At|Thus|Having|With"
_ENGLISH_TAG = re.compile(rf"(?!{_NOT_A_SPEAKER})(?:(?:Mrs?\.|Dr\.|St\.|[\w'’-]+)\s+){{0,4}}(?:{'|'.join(_SPEECH)})\b")
_WIDE_TAG = re.compile(r"と|って|[^，。！？“”「」、]{0,6}[说說问問道叫喊答想笑]")
_OPENING_MARKS = "\"'“‘«»„‚‹›([{—–-¿¡*_ \u00a0「『"


@dataclass(frozen=True)
class Sentence:
    """One sentence: [start, end) of the text without the white space around it.

    `starts_paragraph`: a paragraph begins here; `in_quote`: the quotation it stands in goes on after it;
    `opens_part`: a chapter, or another scene of the author's ("* * *"), begins here.
    """

    start: int
    end: int
    starts_paragraph: bool
    in_quote: bool = False
    opens_part: bool = False


def sentences(text: str, *, language: str = "en") -> list[Sentence]:
    """The sentences of the text in order; headings and rulers belong to the sentence that follows them.

    Together they cover all but white space.  Stanzas and list entries count as sentences.
    """
    found: list[Sentence] = []
    waiting: Sentence | None = None  # a heading, or "and he said:", goes on in the next block
    heading_waits = False
    singles = _single_quotations(text)
    for block in blocks(text):
        if waiting is not None and block.opens_part and not heading_waits:
            found.append(waiting)  # "Yours truly," at the end of a chapter
            waiting = None
        spans = [(block.start, block.end, False)] if block.kind != "prose" else list(_spans(text, block, language))
        for start, end, in_quote in spans:
            marks_only = block.kind == "prose" and not any(c.isalnum() for c in text[start:end])
            if marks_only and found and waiting is None:
                found[-1] = replace(found[-1], end=end)  # stray marks after the last stop
                continue
            begun = waiting or Sentence(start, end, start == block.start, opens_part=block.opens_part)
            found.append(replace(begun, end=end, in_quote=in_quote or _is_within(singles, end)))
            waiting = None
        if block.kind == "heading" or (block.kind == "prose" and text[block.end - 1] in ",:"):
            waiting, heading_waits = found.pop(), block.kind == "heading"
    return found if waiting is None else _with_tail(found, text, waiting)


def _single_quotations(text: str) -> list[Quotation]:
    """The quotations of a text that knows no other marks than single ones, as British books do."""
    return [] if _OTHER_QUOTES.search(text) else quotations(text)


def _is_within(spans: list[Quotation], place: int) -> bool:
    before = bisect_right(spans, place, key=lambda span: span.start) - 1
    return before >= 0 and spans[before].start < place < spans[before].end


def _with_tail(found: list[Sentence], text: str, tail: Sentence) -> list[Sentence]:
    """A heading that nothing follows stands alone if it has words, else belongs to what came before."""
    if found and not any(c.isalnum() for c in text[tail.start : tail.end]):
        return [*found[:-1], replace(found[-1], end=tail.end)]
    return [*found, tail]


def _spans(text: str, block: Block, language: str) -> Iterator[tuple[int, int, bool]]:
    start, quotes = block.start, _Quotes(text, block)
    for cut, resume in _cuts(text, block, language):
        quotes.feed(text, start, cut)
        yield start, cut, quotes.open
        start = resume
    if start < block.end:
        yield start, block.end, False


def _cuts(text: str, block: Block, language: str) -> Iterator[tuple[int, int]]:
    """Where a sentence ends and where the next begins, both inside the block."""
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        resume = match.end()
        if resume >= block.end:
            return
        if _has_words(text[start : match.start()]) and _ends(text, match, block, language):
            yield match.end("close"), resume
            start = resume


def _has_words(held: str) -> bool:
    """Whether there is more than a mark or the number of a list entry."""
    return any(c.isalnum() for c in held) and not re.fullmatch(r"\W*\d{1,3}", held)


def _ends(text: str, match: re.Match[str], block: Block, language: str) -> bool:
    mark, close, after = match["mark"], match["close"], text[match.end() : min(match.end() + 80, block.end)]
    if mark[-1] in _WIDE_STOPS:
        return not (close and _WIDE_TAG.match(after)) and not all(c in _CLOSERS for c in after)
    if not match["space"]:
        return mark[-1] in "।॥۔؟" or (close in ("”", "»", "“") and after[:1] in "“«„")
    word_start = after.lstrip(_OPENING_MARKS)
    if word_start[:1].islower() or after[:1] in ",;:":
        return False
    if close and language == "en" and close.strip("*_)]") and _ENGLISH_TAG.match(after):
        return False
    return mark != "." or bool(close) or not _abbreviated(text, match.start(), after, language)


def _abbreviated(text: str, stop: int, after: str, language: str) -> bool:
    """Whether the full stop at `stop` belongs to the word before it."""
    found = _WORD_BEFORE.search(text, max(0, stop - 24), stop)
    word = found.group() if found else ""
    lower = word.lower()
    if lower in _EVERYWHERE or lower in titles(language):
        return True
    if len(word) == 1 and word.isupper():
        return not (word == "I" and language == "en")
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word) and language != "en":
        return True
    if lower in _NUMBERED and after[:1].isdigit():
        return True
    return language in _ORDINAL_STOPS and word.isdigit() and len(word) <= 2


class _Quotes:
    """Whether a quotation is open, told stretch by stretch of one paragraph."""

    def __init__(self, text: str, block: Block) -> None:
        first = _QUOTE.search(text, block.start, block.end)
        self.open = first is not None and first.group() in '"”' and not self._opens(text, first)

    def feed(self, text: str, start: int, end: int) -> None:
        for mark in _QUOTE.finditer(text, start, end):
            self.open = self._opens(text, mark)

    def _opens(self, text: str, mark: re.Match[str]) -> bool:
        before, after = text[max(0, mark.start() - 1) : mark.start()] or " ", text[mark.end() : mark.end() + 1] or " "
        if mark.group() == '"':  # straight: it opens where a word follows and none precedes
            return (after.isalnum() or after in "'‘") and not before.isalnum() and before not in ".,!?"
        if mark.group() == "“":  # opens in English, closes in German
            return not after.isspace()
        return mark.group() in "„「『"
