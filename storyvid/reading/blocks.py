"""The blocks of a text: paragraphs, headings, stanzas and list entries, told apart by their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

BlockKind = Literal["prose", "heading", "stanza"]

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_ENTRY = re.compile(r"\s*(?:[-*•–—+]\s|\(?\d{1,3}[.)]\s)")
_CHAPTER = re.compile(
    r"\s*(?:#{1,6}\s|(?:chapter|kapitel|chapitre|capítulo|capitolo|глава|part|book)\b|第.{1,4}[章回話话])", re.I
)
_ENDED = re.compile(r"[.!?…:;,。！？؟۔।॥—-][\"'”’»«“」』)\]*_]*\s*$")
_CLOSED = re.compile(r"[.!?…。！？؟۔।॥][\"'”’»«“」』)\]*_]*\s*$")
_MAX_HEADING = 80
_WRAPPED_AT_LEAST, _WRAPPED_AT_MOST = 45, 120
_STANZA_LINES, _STANZA_CHARS = 8, 480


@dataclass(frozen=True)
class Block:
    """[start, end) of the text, white space around it left out."""

    start: int
    end: int
    kind: BlockKind


Line = tuple[int, int]


def blocks(text: str) -> Iterator[Block]:
    """The blocks in order; what lies between them is white space."""
    found = [block for start, end in _between_blank_lines(text) for block in _of_lines(text, _lines(text, start, end))]
    for number, block in enumerate(found):
        last = number == len(found) - 1
        yield Block(block.start, block.end, _settled(text, block, last))


def _settled(text: str, block: Block, last: bool) -> BlockKind:
    """Rulers ("* * *") travel with what follows them, as headings do."""
    held = text[block.start : block.end]
    if not any(c.isalnum() for c in held):
        return "heading"
    return "heading" if block.kind == "prose" and not last and _is_heading(held) else block.kind


def _is_heading(line: str) -> bool:
    if "\n" in line or len(line) > _MAX_HEADING:
        return False
    if _CHAPTER.match(line) and not _CLOSED.search(line[2:]):
        return True
    if re.fullmatch(r"[IVXLC]+\.?|\d{1,3}\.?", line.strip()) or (line.isupper() and len(line) > 3):
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
