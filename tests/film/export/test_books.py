"""Picture books and contact sheets, read back by programs that are not ours and looked at as pixels."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from lxml import etree
from PIL import Image

from storyvid.errors import BadInput
from storyvid.film.export.contact_sheet import write_contact_sheet
from storyvid.film.export.epub_book import write_epub
from storyvid.film.export.pages import Book, Page, paragraphs_of
from storyvid.film.export.picture_book import write_pdf

pdfium = pytest.importorskip("pypdfium2")
SIZES = {"9:16": (270, 480), "1:1": (360, 360), "16:9": (480, 270)}
TEXTS = (
    "Mira lived at the edge of the wood.\n\nShe kept a lantern in her window.",
    "“Will you walk with me?” asked the fox & <bowed>.",
    "The end of the night. Чёрная лиса.",
)


def pictures(folder: Path, size=(270, 480), count=3) -> list[Path]:
    paths = []
    for at in range(count):
        path = folder / f"{at}.png"
        Image.new("RGB", size, (220, 40 + 60 * (at % 3), 30)).save(path)
        paths.append(path)
    return paths


def book(folder: Path, *, size=(270, 480), texts=TEXTS, **fields) -> Book:
    pages = tuple(
        Page(picture=picture, text=text)
        for picture, text in zip(pictures(folder, size, len(texts)), texts, strict=True)
    )
    return Book(**{"title": "The lantern", "language": "en", "pages": pages} | fields)


def written(write, made: Book, out: Path) -> Path:
    write(made, out, progress=lambda share: None)
    return out


def text_of(pdf) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


@pytest.mark.parametrize("form", SIZES)
def test_a_book_has_a_cover_and_a_page_for_each_scene_with_its_picture_and_words(tmp_path, form):
    made = written(write_pdf, book(tmp_path, size=SIZES[form]), tmp_path / "book.pdf")
    pdf = pdfium.PdfDocument(made)
    told = text_of(pdf)
    assert len(pdf) == 4 and told[0] == "The lantern"
    for page, text in zip(told[1:], TEXTS, strict=True):
        assert " ".join(text.split()) in page
    assert pdf.get_metadata_value("Title") == "The lantern"
    shown = np.asarray(pdf[2].render(scale=0.5).to_pil().convert("RGB")).astype(int)
    assert np.abs(shown[3, 3] - [220, 100, 30]).max() < 12, "the picture reaches the paper's edge"
    assert shown[-3, -3].min() > 235, "the text lies on paper"


def test_pictures_are_never_stretched_nor_text_set_over_them(tmp_path):
    made = written(write_pdf, book(tmp_path, size=SIZES["9:16"]), tmp_path / "book.pdf")
    page = pdfium.PdfDocument(made)[1]
    shown = np.asarray(page.render(scale=0.6).to_pil().convert("RGB")).astype(int)
    red = (shown[:, :, 0] - shown[:, :, 2]) > 100
    columns = np.flatnonzero(red.mean(axis=0) > 0.9)
    assert columns[-1] + 1 == pytest.approx(shown.shape[0] * 9 / 16, abs=2)
    dark = (shown.max(axis=2) < 90).any(axis=0)
    assert not dark[: columns[-1]].any() and dark.any()


def test_a_scene_of_a_thousand_words_goes_on_over_pages_and_loses_none(tmp_path):
    words = " ".join(f"word{at}" for at in range(1000))
    made = written(write_pdf, book(tmp_path, texts=(words,)), tmp_path / "book.pdf")
    told = text_of(pdfium.PdfDocument(made))
    found = [word for page in told[1:] for word in page.split() if word.startswith("word")]
    assert found == words.split() and len(told) >= 3


def test_a_chapter_and_the_closing_words_stand_in_the_book(tmp_path):
    made = book(tmp_path, closing="The end\nMade with AI")
    first = Page(picture=made.pages[0].picture, text="Once.", chapter="Chapter one")
    told = text_of(
        pdfium.PdfDocument(written(write_pdf, Book(**{**vars(made), "pages": (first,)}), tmp_path / "b.pdf"))
    )
    assert "Chapter one" in told[1] and "The end" in told[2] and "Made with AI" in told[2]


@pytest.mark.parametrize(
    ("language", "text"),
    [("he", "שלום לכם ילדים"), ("ar", "كان يا ما كان"), ("hi", "एक समय की बात है"), ("el", "Μια φορά")],
)
def test_other_scripts_are_set_too(tmp_path, language, text):
    made = written(write_pdf, book(tmp_path, texts=(text,), language=language), tmp_path / "book.pdf")
    page = pdfium.PdfDocument(made)[1]
    shown = np.asarray(page.render(scale=0.6).to_pil().convert("L")).astype(int)
    dark = np.flatnonzero((shown < 90).any(axis=0))
    assert len(dark) > 8
    assert (dark.mean() > shown.shape[1] * 0.75) == (language in ("he", "ar"))


def test_a_book_without_pages_is_refused(tmp_path):
    empty = Book(title="x", language="en", pages=())
    for write in (write_pdf, write_epub, write_contact_sheet):
        with pytest.raises(BadInput, match="at least one scene"):
            write(empty, tmp_path / "out", progress=lambda share: None)


def test_an_epub_is_whole_and_its_text_is_escaped(tmp_path):
    pytest.importorskip("ebooklib")
    made = written(write_epub, book(tmp_path, closing="The end"), tmp_path / "book.epub")
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()
        assert archive.read("mimetype") == b"application/epub+zip" and names[0] == "mimetype"
        pages = sorted(name for name in names if "scene-" in name)
        assert len(pages) == 3 and sum(name.endswith(".jpg") for name in names) == 4
        for name, text in zip(pages, TEXTS, strict=True):
            tree = etree.fromstring(archive.read(name))
            paragraphs = ["".join(node.itertext()) for node in tree.iterfind(".//{*}p")]
            assert paragraphs == paragraphs_of(text)
            (image,) = tree.findall(".//{*}img")
            assert any(one.endswith(image.get("src")) for one in names) and image.get("alt")
        contents = etree.fromstring(archive.read(next(name for name in names if name.endswith("nav.xhtml"))))
        assert len(contents.findall(".//{*}li")) == 4


def test_a_contact_sheet_shows_every_picture_in_order(tmp_path):
    made = written(write_contact_sheet, book(tmp_path, texts=TEXTS * 3), tmp_path / "sheet.png")
    sheet = np.asarray(Image.open(made).convert("RGB")).astype(int)
    red = (sheet[:, :, 0] - sheet[:, :, 2]) > 100
    rows = np.flatnonzero(np.diff((red.mean(axis=1) > 0.2).astype(int)) == 1)
    columns = np.flatnonzero(np.diff((red[rows[0] + 5] > 0).astype(int)) == 1)
    assert len(rows) == 2 and len(columns) == 6
    greens = [int(sheet[rows[0] + 50, column + 50, 1]) for column in columns]
    assert greens == [40, 100, 160, 40, 100, 160]


def test_the_longest_story_and_title_fit_a_sheet(tmp_path):
    texts = tuple(f"Scene {at} of a tale, told at length and without end." for at in range(40))
    made = written(
        write_contact_sheet, book(tmp_path, texts=texts, title="A very long title " * 20), tmp_path / "s.png"
    )
    width, height = Image.open(made).size
    assert width <= 2400 and height < 6000
