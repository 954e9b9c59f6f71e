"""A contact sheet: every scene's picture on one page, numbered, with its first words, as PNG."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from storyvid.errors import BadInput
from storyvid.film.export.pages import Book
from storyvid.film.export.typefaces import HEADING, TEXT
from storyvid.film.fonts import Font, check_glyphs
from storyvid.film.shaping import fonts_of
from storyvid.models import Progress

_WIDE_PX = 2400
_MARGIN, _GAP = 80, 36
_TITLE_PX, _TEXT_PX = 64, 26
_PAPER, _INK, _SOFT = "#fdfaf4", "#2c2622", "#8d8177"
_LINES = 2
_MOST_PIXELS = 120_000_000


def write_contact_sheet(book: Book, out: Path, *, progress: Progress) -> tuple[int, int]:
    """Writes the sheet; returns its width and height in pixels.

    Raises BadInput for a book without pages, MissingGlyph where no font here has a character.
    """
    if not book.pages:
        raise BadInput("A contact sheet needs at least one scene with a picture.")
    check_glyphs("".join((book.title, *(page.text for page in book.pages))), TEXT)
    with Image.open(book.pages[0].picture) as first:
        aspect = first.width / first.height
    columns = min(_columns(aspect, len(book.pages)), len(book.pages))
    cell = (_WIDE_PX - 2 * _MARGIN - (columns - 1) * _GAP) // columns
    cell = min(cell, 720)
    high = round(cell / aspect)
    step = high + 2 * _TEXT_PX * 4 // 3 * _LINES // 2 + 46 + _GAP
    rows = -(-len(book.pages) // columns)
    width = 2 * _MARGIN + columns * cell + (columns - 1) * _GAP
    sheet = Image.new("RGB", (width, _MARGIN + _TITLE_PX + rows * step + _GAP), _PAPER)
    if sheet.width * sheet.height > _MOST_PIXELS:
        raise BadInput(f"{len(book.pages)} scenes do not fit on one sheet.")
    drawing = ImageDraw.Draw(sheet)
    _write(
        drawing,
        (_MARGIN, _MARGIN // 2),
        _cut(book.title, HEADING, _TITLE_PX, width - 2 * _MARGIN),
        HEADING,
        _TITLE_PX,
        _INK,
    )
    for at, page in enumerate(book.pages):
        left = _MARGIN + at % columns * (cell + _GAP)
        top = _MARGIN + _TITLE_PX + at // columns * step
        sheet.paste(_filled(page.picture, cell, high), (left, top))
        _write(drawing, (left, top + high + 10), str(at + 1), HEADING, _TEXT_PX, _INK)
        for number, line in enumerate(_wrapped(page.text, cell - 52)):
            _write(drawing, (left + 52, top + high + 10 + number * _TEXT_PX * 4 // 3), line, TEXT, _TEXT_PX, _SOFT)
        progress((at + 1) / len(book.pages))
    sheet.save(out, "PNG", optimize=True)
    return sheet.size


def _columns(aspect: float, count: int) -> int:
    """As many columns as suit the pictures' shape; more where there are many scenes."""
    usual = 6 if aspect < 0.8 else 5 if aspect < 1.3 else 4
    return usual if count <= usual * 6 else usual * 2


def _filled(picture: Path, width: int, height: int) -> Image.Image:
    """The picture, cut at its edges where it has other proportions."""
    from PIL import ImageOps

    with Image.open(picture) as opened:
        return ImageOps.fit(opened.convert("RGB"), (width, height), Image.Resampling.LANCZOS)


def _write(drawing: ImageDraw.ImageDraw, at: tuple[int, int], text: str, font: Font, size: int, ink: str) -> None:
    left: float
    left, top = at
    baseline = top + _face(font, size).getmetrics()[0]
    for face, run in _runs(text, font, size):
        drawing.text((left, baseline), run, font=face, fill=ink, anchor="ls")
        left += face.getlength(run)


def _runs(text: str, font: Font, size: int) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
    """A line in the stretches that one face draws: the usual font's wherever it can."""
    chosen = zip(text, fonts_of(text, font), strict=True)
    for used, stretch in groupby(chosen, key=lambda one: one[1] or font):
        yield _face(used, size), "".join(char for char, _ in stretch)


def _length(text: str, font: Font, size: int) -> float:
    return sum(face.getlength(run) for face, run in _runs(text, font, size))


def _face(font: Font, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font.path), size, index=font.index)


def _wrapped(text: str, width: int) -> list[str]:
    """The text's beginning in at most two lines."""
    words, lines = " ".join(text.split()), []
    for last in (False, True):
        line = _cut(words, TEXT, _TEXT_PX, width, ellipsis=last)
        lines.append(line)
        words = words[len(line) :].lstrip()
        if not words or last:
            break
    return lines


def _cut(text: str, font: Font, size: int, width: int, *, ellipsis: bool = True) -> str:
    """As much of the text as fits, cut between words where there are any."""
    if _length(text, font, size) <= width:
        return text
    mark = "…" if ellipsis else ""
    most = next(
        count for count in range(len(text), -1, -1) if count == 0 or _length(text[:count] + mark, font, size) <= width
    )
    space = text.rfind(" ", 0, most + 1)
    return text[: space if space > most // 2 else most].rstrip() + mark
