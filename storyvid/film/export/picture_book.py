"""A picture book as PDF: a scene a page, its picture to the edge of the paper and its text set beside or below."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fpdf import FPDF
from fpdf.drawing import DeviceRGB
from fpdf.enums import Align
from PIL import Image

from storyvid.errors import BadInput
from storyvid.film.export.pages import Book, Page, is_rtl, jpeg, paragraphs_of
from storyvid.film.export.typefaces import HEADING, TEXT, others_for
from storyvid.models import Progress

_LONGEST = 2000  # pixels of a picture: 240 dots an inch at 210 mm
_HIGH_MM = 210.0
_MARGIN_MM = 17.0
_LARGEST_PT, _SMALLEST_PT = 21.0, 11.5
_LEADING = 1.5
_PARAGRAPH = 0.62  # of a line, between paragraphs
_LETTER_EM = 0.42  # the width of a letter, spaces counted
_INK, _SOFT = (44, 38, 34), (150, 138, 126)
_PAPER = (253, 250, 244)
_PT_MM = 25.4 / 72


@dataclass(frozen=True)
class _Layout:
    """Millimetres: the paper, the picture on it from its top left corner, and the room for text."""

    width: float
    height: float
    picture_width: float
    picture_height: float
    left: float
    top: float
    text_width: float
    text_height: float


def write_pdf(book: Book, out: Path, *, progress: Progress) -> int:
    """Writes the book; returns how many pages it has.

    Text is real text, shaped by HarfBuzz, that can be searched and read aloud.  A scene's text that is too long for
    its page goes on over the next.  Raises BadInput for a book without pages, MissingGlyph where no font here has a
    character.
    """
    if not book.pages:
        raise BadInput("A picture book needs at least one scene with a picture.")
    first = jpeg(book.pages[0].picture, longest=_LONGEST)
    layout = _layout(first[1] / first[2])
    pdf = _opened(book, layout)
    _cover(pdf, book, layout, first[0])
    for at, page in enumerate(book.pages):
        _page(pdf, page, layout, rtl=is_rtl(book.language))
        progress((at + 1) / (len(book.pages) + 1))
    if book.closing.strip():
        _closing(pdf, book.closing, layout)
    pdf.output(str(out))
    progress(1.0)
    return pdf.page_no()


def _layout(aspect: float) -> _Layout:
    """Upright and square pictures have the text beside them, wide ones below."""
    if aspect <= 1.05:
        width, picture = _HIGH_MM * max(aspect + 0.62, 1.3), _HIGH_MM * aspect
        room = width - picture - 2 * _MARGIN_MM
        return _Layout(
            width, _HIGH_MM, picture, _HIGH_MM, picture + _MARGIN_MM, _MARGIN_MM, room, _HIGH_MM - 2 * _MARGIN_MM
        )
    width = 270.0
    picture = width / aspect
    height = picture + 78.0
    return _Layout(
        width, height, width, picture, 1.6 * _MARGIN_MM, picture + 9, width - 3.2 * _MARGIN_MM, height - picture - 22
    )


def _opened(book: Book, layout: _Layout) -> FPDF:
    pdf = FPDF(unit="mm", format=(layout.width, layout.height))
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.set_title(book.title)
    pdf.set_lang(book.language or "en")
    pdf.set_creator("storyvid")
    pdf.set_page_background(DeviceRGB(*(part / 255 for part in _PAPER)))
    pdf.add_font("text", "", TEXT.path)
    pdf.add_font("heading", "", HEADING.path)
    words = [book.title, book.closing, *(part for page in book.pages for part in (page.text, page.chapter))]
    names = []
    for at, font in enumerate(others_for("".join(words))):
        names.append(f"other{at}")
        pdf.add_font(names[-1], "", font.path, collection_font_number=font.index)
    pdf.set_fallback_fonts(names, exact_match=False)
    pdf.set_text_shaping(True)
    return pdf


def _cover(pdf: FPDF, book: Book, layout: _Layout, picture: bytes) -> None:
    pdf.add_page()
    _put(pdf, picture, layout, alt=book.title)
    size = 44.0
    while size > 16 and (
        _height(pdf, "heading", size, [book.title], layout) > layout.text_height * 0.8
        or _widest(pdf, "heading", size, book.title) > layout.text_width
    ):
        size -= 2
    used = _height(pdf, "heading", size, [book.title], layout)
    pdf.set_y(layout.top + (layout.text_height - used) / 2)
    _set(pdf, "heading", size, [book.title], layout, Align.C)


def _page(pdf: FPDF, page: Page, layout: _Layout, *, rtl: bool) -> None:
    pdf.add_page()
    content, _, _ = jpeg(page.picture, longest=_LONGEST)
    _put(pdf, content, layout, alt=" ".join(page.text.split())[:300])
    align = Align.R if rtl else Align.L
    paragraphs = paragraphs_of(page.text)
    head = _height(pdf, "heading", 17, [page.chapter], layout) + 6 if page.chapter.strip() else 0.0
    size = _guessed_size(page.text, layout.text_width, layout.text_height - head)
    while size > _SMALLEST_PT and head + _height(pdf, "text", size, paragraphs, layout) > layout.text_height:
        size -= 0.5
    fitting, rest = _what_fits(pdf, size, paragraphs, layout, layout.text_height - head)
    used = head + _height(pdf, "text", size, fitting, layout)
    pdf.set_y(layout.top + max(0.0, layout.text_height - used) * (0.42 if layout.left > layout.picture_width else 0.3))
    if head:
        _set(pdf, "heading", 17, [page.chapter], layout, align)
        pdf.set_y(pdf.get_y() + 6)
    _set(pdf, "text", size, fitting, layout, align)
    _number(pdf, layout)
    while rest:
        rest = _more(pdf, rest, layout, align)


def _guessed_size(text: str, width: float, room: float) -> float:
    """A size that is not too small for the text, by its letters alone: breaking lines to see takes much longer."""
    size = _LARGEST_PT
    while size > _SMALLEST_PT and len(text) > 1.3 * _letters(size, width, room):
        size -= 0.5
    return size


def _letters(size: float, width: float, room: float) -> float:
    """About how many letters fit into some room."""
    return (width / (size * _PT_MM * _LETTER_EM)) * max(room / _line(size), 1.0)


def _more(pdf: FPDF, paragraphs: list[str], layout: _Layout, align: Align) -> list[str]:
    """A page of text alone; returns what is left."""
    wide = _Layout(
        layout.width, layout.height, 0, 0, 2 * _MARGIN_MM, 1.4 * _MARGIN_MM,
        layout.width - 4 * _MARGIN_MM, layout.height - 2.8 * _MARGIN_MM,
    )  # fmt: skip
    pdf.add_page()
    fitting, rest = _what_fits(pdf, _SMALLEST_PT + 1, paragraphs, wide, wide.text_height)
    pdf.set_y(wide.top)
    _set(pdf, "text", _SMALLEST_PT + 1, fitting, wide, align)
    _number(pdf, wide)
    return rest


def _closing(pdf: FPDF, words: str, layout: _Layout) -> None:
    pdf.add_page()
    whole = _Layout(layout.width, layout.height, 0, 0, _MARGIN_MM, 0, layout.width - 2 * _MARGIN_MM, layout.height)
    lines = [line for line in words.splitlines() if line.strip()]
    head, small = lines[:1], lines[1:]
    used = _height(pdf, "heading", 30, head, whole) + _height(pdf, "text", 13, small, whole)
    pdf.set_y((layout.height - used) / 2)
    _set(pdf, "heading", 30, head, whole, Align.C)
    _set(pdf, "text", 13, small, whole, Align.C)


def _put(pdf: FPDF, picture: bytes, layout: _Layout, *, alt: str) -> None:
    """The picture in its place, filled: one of other proportions is cut at the edges, never stretched."""
    with pdf.rect_clip(0, 0, layout.picture_width, layout.picture_height):
        with Image.open(BytesIO(picture)) as opened:
            aspect = opened.width / opened.height
        wide = max(layout.picture_width, layout.picture_height * aspect)
        high = wide / aspect
        left, top = (layout.picture_width - wide) / 2, (layout.picture_height - high) / 2
        pdf.image(BytesIO(picture), x=left, y=top, w=wide, h=high, alt_text=alt)


def _number(pdf: FPDF, layout: _Layout) -> None:
    pdf.set_font("text", size=9)
    pdf.set_text_color(*_SOFT)
    pdf.set_xy(layout.left, layout.height - 10.5)
    pdf.cell(layout.text_width, 5, str(pdf.page_no()), align=Align.C)


def _set(pdf: FPDF, font: str, size: float, paragraphs: list[str], layout: _Layout, align: Align) -> None:
    pdf.set_font(font, size=size)
    pdf.set_text_color(*_INK)
    for at, paragraph in enumerate(paragraphs):
        pdf.set_xy(layout.left, pdf.get_y() + (_gap(size) if at else 0))
        pdf.multi_cell(layout.text_width, _line(size), paragraph, align=align, new_x="LMARGIN", new_y="NEXT")


def _height(pdf: FPDF, font: str, size: float, paragraphs: list[str], layout: _Layout) -> float:
    """How high paragraphs are in mm when they are set."""
    pdf.set_font(font, size=size)
    lines = sum(len(_lines(pdf, paragraph, size, layout)) for paragraph in paragraphs)
    return lines * _line(size) + max(0, len(paragraphs) - 1) * _gap(size)


def _lines(pdf: FPDF, paragraph: str, size: float, layout: _Layout) -> list[str]:
    return pdf.multi_cell(layout.text_width, _line(size), paragraph, dry_run=True, output="LINES")  # type: ignore[return-value]


def _what_fits(
    pdf: FPDF, size: float, paragraphs: list[str], layout: _Layout, room: float
) -> tuple[list[str], list[str]]:
    """The paragraphs that fit into so many mm, the last one cut at a line's end, and the rest; at least a line fits."""
    pdf.set_font("text", size=size)
    fitting: list[str] = []
    most = int(3 * _letters(size, layout.text_width, room))  # more is not looked at: it will not fit
    for at, paragraph in enumerate(paragraphs):
        room -= _gap(size) if at else 0
        lines = _lines(pdf, paragraph[:most], size, layout)
        count = int(room / _line(size) + 1e-6)
        if len(lines) <= count and len(paragraph) <= most:
            fitting.append(paragraph)
            room -= len(lines) * _line(size)
            continue
        count = max(count, 0 if fitting else 1)
        head = " ".join(line.strip() for line in lines[:count])
        # in scripts without spaces the lines are put together as they were cut
        cut = len(head) if paragraph.startswith(head) else len("".join(lines[:count]))
        return [*fitting, *([paragraph[:cut].strip()] if count else [])], [
            paragraph[cut:].strip(),
            *paragraphs[at + 1 :],
        ]
    return fitting, []


def _widest(pdf: FPDF, font: str, size: float, text: str) -> float:
    pdf.set_font(font, size=size)
    return max((pdf.get_string_width(word) for word in text.split()), default=0.0)


def _line(size: float) -> float:
    return size * _PT_MM * _LEADING


def _gap(size: float) -> float:
    return _line(size) * _PARAGRAPH
