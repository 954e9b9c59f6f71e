"""A picture book as EPUB 3: a scene a chapter, its picture and its text, to be read on any reader."""

import hashlib
from html import escape
from importlib.util import find_spec
from pathlib import Path

from storyvid.errors import BadInput, ModelNotInstalled
from storyvid.film.export.pages import Book, Page, is_rtl, jpeg, paragraphs_of
from storyvid.models import Progress

_LONGEST = 1600
_STYLE = """
body { margin: 0; padding: 0 5%; line-height: 1.5; }
figure { margin: 0 0 1.2em; text-align: center; page-break-inside: avoid; }
figure img { max-width: 100%; max-height: 70vh; }
h1, h2 { text-align: center; line-height: 1.2; }
p { margin: 0 0 .8em; }
.closing { margin-top: 30vh; text-align: center; }
"""


def write_epub(book: Book, out: Path, *, progress: Progress) -> int:
    """Writes the book; returns how many chapters it has.

    Raises BadInput for a book without pages, ModelNotInstalled where the library that writes EPUBs is not here.
    """
    if find_spec("ebooklib") is None:
        raise ModelNotInstalled("EPUBs need the library ebooklib. Add it with: uv pip install 'storyvid[epub]'")
    from ebooklib import epub

    if not book.pages:
        raise BadInput("A picture book needs at least one scene with a picture.")
    made = epub.EpubBook()
    made.set_identifier(f"urn:storyvid:{_identity(book)}")
    made.set_title(book.title)
    made.set_language(book.language or "en")
    made.set_direction("rtl" if is_rtl(book.language) else "ltr")
    made.add_metadata("DC", "description", book.title)
    style = epub.EpubItem(uid="style", file_name="style.css", media_type="text/css", content=_STYLE.encode())
    made.add_item(style)
    made.set_cover("cover.jpg", jpeg(book.pages[0].picture, longest=_LONGEST)[0])
    chapters = []
    for at, page in enumerate(book.pages, 1):
        picture = f"picture-{at:03}.jpg"
        content, width, height = jpeg(page.picture, longest=_LONGEST)
        made.add_item(epub.EpubItem(uid=f"picture{at}", file_name=picture, media_type="image/jpeg", content=content))
        chapters.append(_chapter(book, f"scene-{at:03}.xhtml", _name(page, at), _body(page, picture, width, height)))
        progress(at / (len(book.pages) + 1))
    if book.closing.strip():
        lines = "".join(f"<p>{escape(line)}</p>" for line in book.closing.splitlines() if line.strip())
        chapters.append(
            _chapter(book, "closing.xhtml", book.closing.split("\n")[0], f'<div class="closing">{lines}</div>')
        )
    for chapter in chapters:
        chapter.add_item(style)
        made.add_item(chapter)
    made.toc = chapters
    made.spine = ["cover", "nav", *chapters]
    made.add_item(epub.EpubNcx())
    made.add_item(epub.EpubNav())
    epub.write_epub(str(out), made)
    progress(1.0)
    return len(chapters)


def _chapter(book: Book, file: str, title: str, body: str):
    from ebooklib import epub

    chapter = epub.EpubHtml(title=title, file_name=file, lang=book.language or "en")
    chapter.direction = "rtl" if is_rtl(book.language) else "ltr"
    chapter.content = body
    return chapter


def _body(page: Page, picture: str, width: int, height: int) -> str:
    head = f"<h2>{escape(page.chapter)}</h2>" if page.chapter.strip() else ""
    told = escape(" ".join(page.text.split())[:200], quote=True)
    figure = f'<figure><img src="{picture}" alt="{told}" width="{width}" height="{height}"/></figure>'
    return head + figure + "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs_of(page.text))


def _name(page: Page, at: int) -> str:
    """What the list of contents calls a page: its chapter, else its first words."""
    words = page.text.split()
    return page.chapter.strip() or " ".join(words[:6]) + ("…" if len(words) > 6 else "") or str(at)


def _identity(book: Book) -> str:
    told = "\0".join((book.title, book.language, *(page.text for page in book.pages)))
    return hashlib.sha256(told.encode()).hexdigest()[:32]
