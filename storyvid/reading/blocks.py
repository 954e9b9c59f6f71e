"""The blocks of a text: paragraphs, headings, stanzas and list entries, told apart by their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile
from statistics import median
from typing import Literal

from storyvid.reading.headings import (
    CLOSED,
    ENTRY,
    greets,
    heading_end,
    is_heading,
    is_name,
    is_number,
    says_so,
    signs_off,
)

BlockKind = Literal["prose", "heading", "stanza"]

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_HEADINGS_IN_A_ROW = 3  # title, author, chapter; more are the paragraphs of a text without full stops
_LETTER_BLOCKS = 12  # so many paragraphs below "Dear Ann," a name is still the writer's
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
    heading = not last and (is_heading(held) or _is_numbered_title(text, found, number))
    if block.kind != "prose" or not heading or _is_signature(text, found, number):
        return block
    return replace(block, kind="heading", opens_part=not (held.isupper() and _SPOKEN_OR_SHOUTED.match(held)))


def _is_signature(text: str, found: list[Block], number: int) -> bool:
    """Whether it is the name below "Yours truly" or, some paragraphs on, below "Dear Ann,"."""
    held = text[found[number].start : found[number].end]
    if number == 0 or says_so(held):
        return False
    before = [text[block.start : block.end] for block in found[max(0, number - _LETTER_BLOCKS) : number]]
    if before[-1].endswith(","):
        return True
    since = takewhile(lambda block: not says_so(block) and not is_number(block), reversed(before))
    return is_name(held) and (signs_off(before[-1]) or any(map(greets, since)))


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
    return any(c.isalnum() for c in held) and not says_so(held) and not is_number(held) and not held.isupper()


def _is_numbered_title(text: str, found: list[Block], number: int) -> bool:
    """Whether it is "1. The House" above a text, and not an entry of a list."""
    held = text[found[number].start : found[number].end]
    if "\n" in held or len(held) > 60 or CLOSED.search(held) or not re.match(r"\d{1,3}[.)]\s", held):
        return False
    around = [*found[max(0, number - 1) : number], *found[number + 1 : number + 2]]
    return not any(ENTRY.match(text[block.start : block.end]) for block in around)


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
    """The blocks of lines without a blank one between them: a chapter's heading is one even so."""
    prose: list[Line] = []
    for start, end in lines:
        opens = not prose or CLOSED.search(text[slice(*prose[-1])])
        while start < end and opens and (reach := heading_end(text[start:end])):
            yield from _of_prose(text, prose)
            yield Block(start, start + reach, "prose")
            prose, start = [], end - len(text[start + reach : end].lstrip())
        prose += [(start, end)] if start < end else []
    yield from _of_prose(text, prose)


def _of_prose(text: str, lines: list[Line]) -> Iterator[Block]:
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
    if len(held) < 2 or max(map(len, held)) > 70 or median(map(len, held)) > 50 or ENTRY.match(held[0]):
        return False
    begun = sum(not line.lstrip("\"'“‘«„_* ")[:1].islower() for line in held)
    closed = sum(bool(CLOSED.search(line)) for line in held)
    return begun >= 0.8 * len(held) and (closed <= 0.5 * len(held) or _indented(text, lines))


def _indented(text: str, lines: list[Line]) -> bool:
    return all(start and text[start - 1] in " \t" for start, _ in lines)


def _stanzas(text: str, lines: list[Line]) -> Iterator[Block]:
    """A long poem without blank lines is cut after lines that end a sentence, else every eight."""
    first = 0
    for number, (start, end) in enumerate(lines):
        long = number - first + 1 >= _STANZA_LINES or end - lines[first][0] >= _STANZA_CHARS
        rest = len(lines) - number - 1
        if rest == 0 or (long and rest > 1 and (CLOSED.search(text[start:end]) or number - first >= 11)):
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
    if ENTRY.match(line):
        return False
    if wrapped:
        return True
    return line[:1].islower() or not CLOSED.search(before)


def _is_wrapped(lines: list[Line]) -> bool:
    lengths = [end - start for start, end in lines]
    # the first line may begin late and the last end early
    return max(lengths) <= _WRAPPED_AT_MOST and median(lengths[1:-1] or lengths[:1]) >= _WRAPPED_AT_LEAST
