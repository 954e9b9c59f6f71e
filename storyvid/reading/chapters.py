"""Chapters: the headings that a scene opens with as one title, and where the prose below them begins."""

from collections.abc import Iterator, Sequence

from storyvid.reading.blocks import Block, blocks
from storyvid.reading.headings import heading_end, is_number, is_title, says_so

LONGEST_CHARS = 120  # of a title on a card
_MARKS = " \t#*_"


def prose_start(text: str) -> int:
    """Where the words below the headings begin that a text opens with; 0 where there are only headings."""
    return next((block.start for block in blocks(text) if block.kind != "heading"), 0)


def chapters(text: str) -> Iterator[tuple[int, str]]:
    """Where each chapter's headings begin, and its title: "Chapter One", "The House" is "Chapter One: The House".

    A chapter says so by a number, a name or Markdown's mark, or is two capitalised words or more between
    paragraphs.  Above the first words such a line is the story's title or its author, and no chapter.
    """
    run: list[Block] = []
    for block in blocks(text):
        if block.kind == "heading":
            run.append(block)
            continue
        if title := _title(text, run):
            yield run[0].start, title
        run = []


def says(text: str, title: str) -> bool:
    """Whether the headings that a text opens with say the title."""
    return bool(title.strip()) and _letters(text[: prose_start(text)]).endswith(_letters(title))


def _title(text: str, run: Sequence[Block]) -> str:
    """The title that headings one below the other make; empty where they are none."""
    lines = [text[block.start : block.end] for block in run if block.opens_part]
    held = [line for line in lines if any(char.isalnum() for char in line)]
    named = [" ".join(line.strip(_MARKS).split()) for line in held]
    first = next((at for at, line in enumerate(named) if is_number(line) or heading_end(line) == len(line)), None)
    if first is None and held and text[: run[0].start].strip() and all(map(_is_told, held)):
        first = 0
    return "" if first is None else _joined(named[first:])


def _is_told(line: str) -> bool:
    return says_so(line) or (len(line.split()) > 1 and is_title(line))


def _joined(lines: Sequence[str]) -> str:
    title = ""
    for line in lines:
        title += ("" if not title else " " if title[-1] in ".:!?" else ". " if is_number(title) else ": ") + line
    title = title.rstrip(" .:")
    if len(title) <= LONGEST_CHARS:
        return title
    return title[: LONGEST_CHARS - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()
