"""Importing a story from a file: plain text, Markdown, web page, Word or EPUB, told by content and not by name."""

import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath

from storyvid.errors import BadInput
from storyvid.reading.epub import epub_text
from storyvid.reading.markdown import looks_like_markdown, markdown_text
from storyvid.reading.markup import web_page
from storyvid.reading.split import MAX_TEXT_BYTES, clean
from storyvid.reading.word import word_text

MAX_FILE_BYTES = 25_000_000
_MAX_ENTRIES, _MAX_UNPACKED_BYTES = 5_000, 200_000_000
_BINARY = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a sound",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"Rar!": "a compressed file",
    b"OggS": "a sound",
    b"ID3": "a sound",
}
_WEB_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_WEB_NAMES = (".html", ".htm", ".xhtml")
_TAG = re.compile(r"<[a-z][a-z0-9]*[^<>]*>", re.I)
_UNPACKING = (zlib.error, lzma.LZMAError, OSError, ValueError)  # what a broken stream of any packing ends in
_FEW_CONTROLS = 4  # strays of an old editor, not a binary file
_AS_TEXT = "Save it as text (.txt), Word (.docx) or EPUB, then bring that."


@dataclass(frozen=True)
class Imported:
    """A story as it came out of a file: the title it carries (or the file's name) and its text."""

    title: str
    text: str


def imported(data: bytes, filename: str) -> Imported:
    """The story in a file's bytes.

    Raises BadInput, which says what to do, for what is not a story: binary files, PDF, old Word files, locked
    books, files over MAX_FILE_BYTES, texts over MAX_TEXT_BYTES, files without words.
    """
    if len(data) > MAX_FILE_BYTES:
        raise BadInput(f"{filename} has {len(data):,} bytes; at most {MAX_FILE_BYTES:,} can be read.")
    title, text = _read(data, filename)
    text = clean(text).strip("\n")
    if not any(c.isalnum() for c in text):
        raise BadInput(f"There are no words in {filename}. {_AS_TEXT}")
    size = len(text.encode())
    if size > MAX_TEXT_BYTES:
        raise BadInput(
            f"The text of {filename} has {size:,} bytes; at most {MAX_TEXT_BYTES:,} fit. Bring it chapter by chapter."
        )
    return Imported(clean(title).strip() or _name_as_title(filename), text)


def _read(data: bytes, filename: str) -> tuple[str, str]:
    if data[:4] == b"PK\x03\x04":
        return _from_zip(data, filename)
    _refuse_known_binaries(data, filename)
    text = _decoded(data, filename)
    if _WEB_PAGE.match(text) or (PurePath(filename).suffix.lower() in _WEB_NAMES and _TAG.search(text)):
        return web_page(text)
    if PurePath(filename).suffix.lower() in (".md", ".markdown") or looks_like_markdown(text):
        return markdown_text(text)
    return "", text


def _from_zip(data: bytes, filename: str) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive, filename)
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return word_text(data, filename)
            if "META-INF/container.xml" in names:
                return epub_text(archive, filename)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, *_UNPACKING) as error:
        raise BadInput(f"{filename} is damaged ({error}). Save it anew, then bring that.") from error
    raise BadInput(f"{filename} is a zip file that holds neither a Word text nor an EPUB. {_AS_TEXT}")


def _check_size(archive: zipfile.ZipFile, filename: str) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    markup = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", "html"))), default=0)
    if len(entries) > _MAX_ENTRIES or unpacked > _MAX_UNPACKED_BYTES or markup > MAX_FILE_BYTES:
        raise BadInput(f"{filename} unpacks to far more than a story ({len(entries):,} parts, {unpacked:,} bytes).")


def _refuse_known_binaries(data: bytes, filename: str) -> None:
    if b"%PDF-" in data[:1024]:
        raise BadInput(f"{filename} is a PDF, which keeps no order of words. Paste its text, or save it as .docx.")
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise BadInput(f"{filename} is an old Word file (.doc). Open it in Word or LibreOffice and save it as .docx.")
    if data[:5] == b"{\\rtf":
        raise BadInput(f"{filename} is rich text (RTF). Open it in a word processor and save it as .docx or .txt.")
    if data[60:68] == b"BOOKMOBI":
        raise BadInput(f"{filename} is a Kindle book. Convert it to EPUB, then bring that.")
    for magic, kind in _BINARY.items():
        if data.startswith(magic):
            raise BadInput(f"{filename} is {kind}, not a story. {_AS_TEXT}")


def _decoded(data: bytes, filename: str) -> str:
    """The text in whatever encoding it is: marks first, then UTF-8, then the likeliest by its letters."""
    for mark in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        if data.startswith(mark):
            return _strict(data, "utf-32", filename)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _strict(data, "utf-16", filename)
    data = data.removeprefix(b"\xef\xbb\xbf")  # some editors set it before what is not UTF-8
    if data.count(b"\0") > _FEW_CONTROLS:
        return _strict(data, _wide_encoding(data, filename), filename)
    try:
        return _without_many_controls(data.decode("utf-8"), filename)
    except UnicodeDecodeError:
        return _without_many_controls(_guessed(data, filename), filename)


def _strict(data: bytes, encoding: str, filename: str) -> str:
    try:
        return _without_many_controls(data.decode(encoding), filename)
    except UnicodeDecodeError as error:
        raise BadInput(f"{filename} is not the {encoding} text that it says it is. {_AS_TEXT}") from error


def _wide_encoding(data: bytes, filename: str) -> str:
    """UTF-16 without a mark: Latin text has its zeros on one side."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) < 0.3 * len(data) / 2 or min(even, odd) > 0.05 * max(even, odd):
        raise BadInput(f"{filename} is a binary file, not a story. {_AS_TEXT}")
    return "utf-16-le" if odd > even else "utf-16-be"


def _guessed(data: bytes, filename: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise BadInput(f"{filename} is in an encoding that could not be told. Save it as UTF-8 text.")
    # what is told apart from Windows-1252 by a few dashes and quotes only is nearly always that
    if best.encoding in ("latin_1", "cp1250", "mac_roman", "cp437", "cp850", "cp858", "mac_iceland") and _reads(data):
        return data.decode("cp1252")
    return str(best)


def _reads(data: bytes) -> bool:
    """Whether every byte above ASCII is a Western letter or a printer's mark in Windows-1252."""
    try:
        high = {c for c in data.decode("cp1252") if ord(c) > 127}
    except UnicodeDecodeError:
        return False
    return high <= set("“”‘’‚„–—…«»¿¡ªº°´`\u00a0ßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒ£§©")


def _without_many_controls(text: str, filename: str) -> str:
    controls = sum(c < " " and c not in "\t\n\r\x0b\x0c" for c in text)
    if controls > _FEW_CONTROLS + len(text) // 200:
        raise BadInput(f"{filename} is a binary file, not a story. {_AS_TEXT}")
    return text


def _name_as_title(filename: str) -> str:
    """`the-red_swan.txt` as `The red swan`."""
    words = re.sub(r"[\s_-]+", " ", PurePath(filename.replace("\\", "/")).stem).strip()
    return words[:1].upper() + words[1:] if words else "Untitled story"
