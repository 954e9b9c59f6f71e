"""The blocks of a text: paragraphs, headings, stanzas and list entries, told apart by their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median
from typing import Literal

BlockKind = Literal["prose", "heading", "stanza"]

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_ENTRY = re.compile(r"\s*(?:[-*•–—+]\s|\(?\d{1,3}[.)]\s)")
_CHAPTER = re.compile(
    r"\s*(?:#{1,6}\s|(?:chapter|kapitel|chapitre|capítulo|capitolo|глава|part|book)\b|第.{1,4}[章回話话])", re.I
)
_NUMBER = (
    r"(?:\d{1,3}|[ivxlc]{1,7}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:the\s+)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)|"
    r"eins|zwei|drei|vier|fünf|un|deux|trois|quatre|cinq|premi[eè]re?|primero|primera|перв\w+|втор\w+|треть\w+)"
)
_PARTS = (
    "chapter|kapitel|chapitre|capítulo|capitolo|глава|rozdział|hoofdstuk|kapittel|luku|"
    "part|book|act|scene|letter|teil|buch|partie|livre|parte|libro|часть|книга"
)
# headings that end like sentences: "Chapter I.", "Part the Second.", "1. Kapitel", "Prologue."
_CLOSED_HEADING = re.compile(
    rf"(?:(?:{_PARTS})\s+{_NUMBER}|\d{{1,3}}\.\s*(?:{_PARTS})|"
    r"prologue|epilogue|prolog|epilog|prólogo|epílogo|пролог|эпилог|preface|foreword|interlude)\s*[.:]?",
    re.I,
)
_ENDED = re.compile(r"[.!?…:;,。！？؟۔।॥—-][\"'”’»«“」』)\]*_]*\s*$")
_CLOSED = re.compile(r"[.!?…。！？؟۔।॥][\"'”’»«“」』)\]*_]*\s*$")
_MAX_HEADING = 80
_HEADINGS_IN_A_ROW = 3  # title, author, chapter; more are the paragraphs of a text without full stops
_SPOKEN_OR_SHOUTED = re.compile(r"[\"'“‘«„「]|.*[!?]\W*$")
_WRAPPED_AT_LEAST, _WRAPPED_AT_MOST = 45, 120
_STANZA_LINES, _STANZA_CHARS = 8, 480


@dataclass(frozen=True)
class Block:
    """[start, end) of the text, white space around it left out.

    `opens_part`: a chapter begins here, or another scene of the author's ("* * *").
    """

    start: int
    end: int
    kind: BlockKind
    opens_part: bool = False


Line = tuple[int, int]


def blocks(text: str) -> Iterator[Block]:
    """The blocks in order; what lies between them is white space."""
    found = [block for start, end in _between_blank_lines(text) for block in _of_lines(text, _lines(text, start, end))]
    yield from _without_false_headings(text, [_settled(text, found, number) for number in range(len(found))])


def _settled(text: str, found: list[Block], number: int) -> Block:
    """Rulers ("* * *") travel with what follows them, as headings do."""
    block, last = found[number], number == len(found) - 1
    held = text[block.start : block.end]
    if not any(c.isalnum() for c in held):
        return replace(block, kind="heading", opens_part=True)
    signed = number > 0 and text[found[number - 1].end - 1] == ","  # "Yours truly," and a name
    heading = not last and (_is_heading(held) or _is_numbered_title(text, found, number))
    if block.kind != "prose" or not heading or (signed and not _CHAPTER.match(held)):
        return block
    return replace(block, kind="heading", opens_part=not (held.isupper() and _SPOKEN_OR_SHOUTED.match(held)))


def _without_false_headings(text: str, found: list[Block]) -> list[Block]:
    """Many short lines without a full stop, one after the other, are no headings."""
    kept: list[Block] = []
    for plain, run in groupby(
        found, lambda block: block.kind == "heading" and _is_plain(text[block.start : block.end])
    ):
        held = list(run)
        many = plain and len(held) > _HEADINGS_IN_A_ROW
        kept += [replace(block, kind="prose", opens_part=False) for block in held] if many else held
    return kept


def _is_plain(held: str) -> bool:
    """Whether nothing but its place and its length says that the line is a heading."""
    return any(c.isalnum() for c in held) and not _CHAPTER.match(held) and not _is_a_number(held) and not held.isupper()


def _is_a_number(line: str) -> bool:
    return bool(re.fullmatch(r"[IVXLC]+\.?|\d{1,3}\.?", line.strip()))


def _is_numbered_title(text: str, found: list[Block], number: int) -> bool:
    """Whether it is "1. The House" above a text, and not an entry of a list."""
    held = text[found[number].start : found[number].end]
    if "\n" in held or len(held) > 60 or _CLOSED.search(held) or not re.match(r"\d{1,3}[.)]\s", held):
        return False
    around = [*found[max(0, number - 1) : number], *found[number + 1 : number + 2]]
    return not any(_ENTRY.match(text[block.start : block.end]) for block in around)


def _is_heading(line: str) -> bool:
    if "\n" in line or len(line) > _MAX_HEADING:
        return False
    if _CHAPTER.match(line) and not _CLOSED.search(line[2:]):
        return True
    if _CLOSED_HEADING.fullmatch(line) or _is_a_number(line) or (line.isupper() and len(line) > 3):
        return True
    return not _ENDED.search(line) and not _ENTRY.match(line) and len(line) <= 60 and line[0] not in "\"'“‘«„「"


def _between_blank_lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BLANK.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _lines(text: str, start: int, end: int) -> list[Line]:
    found = []
    for match in _LINE.finditer(text, start, end):
        held = match.group()
        first = match.start() + len(held) - len(held.lstrip())
        found.append((first, first + len(held.strip())))
    return found


def _of_lines(text: str, lines: list[Line]) -> Iterator[Block]:
    if not lines:
        return
    if len(lines) == 1:
        yield Block(*lines[0], "prose")
    elif _is_verse(text, lines):
        yield from _stanzas(text, lines)
    else:
        yield from (Block(first[0], last[1], "prose") for first, last in _paragraphs(text, lines))


def _is_verse(text: str, lines: list[Line]) -> bool:
    """Short lines that begin with capitals and do not mostly end like sentences."""
    held = [text[start:end] for start, end in lines]
    if len(held) < 2 or max(map(len, held)) > 70 or median(map(len, held)) > 50 or _ENTRY.match(held[0]):
        return False
    begun = sum(not line.lstrip("\"'“‘«„_* ")[:1].islower() for line in held)
    closed = sum(bool(_CLOSED.search(line)) for line in held)
    return begun >= 0.8 * len(held) and (closed <= 0.5 * len(held) or _indented(text, lines))


def _indented(text: str, lines: list[Line]) -> bool:
    return all(start and text[start - 1] in " \t" for start, _ in lines)


def _stanzas(text: str, lines: list[Line]) -> Iterator[Block]:
    """A long poem without blank lines is cut after lines that end a sentence, else every eight."""
    first = 0
    for number, (start, end) in enumerate(lines):
        long = number - first + 1 >= _STANZA_LINES or end - lines[first][0] >= _STANZA_CHARS
        rest = len(lines) - number - 1
        if rest == 0 or (long and rest > 1 and (_CLOSED.search(text[start:end]) or number - first >= 11)):
            yield Block(lines[first][0], end, "stanza")
            first = number + 1


def _paragraphs(text: str, lines: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Lines wrapped at a column go on; other lines are paragraphs of their own when they end like one."""
    wrapped = _is_wrapped(lines)
    first = lines[0]
    for before, line in pairwise(lines):
        if not _goes_on(text[before[0] : before[1]], text[line[0] : line[1]], wrapped):
            yield first, before
            first = line
    yield first, lines[-1]


def _goes_on(before: str, line: str, wrapped: bool) -> bool:
    if _ENTRY.match(line):
        return False
    if wrapped:
        return True
    return line[:1].islower() or not _CLOSED.search(before)


def _is_wrapped(lines: list[Line]) -> bool:
    lengths = [end - start for start, end in lines]
    # the first line may begin late and the last end early
    return max(lengths) <= _WRAPPED_AT_MOST and median(lengths[1:-1] or lengths[:1]) >= _WRAPPED_AT_LEAST
