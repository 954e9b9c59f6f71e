"""EPUB books as text: the spine's documents in reading order, without navigation, notes' marks and markup."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from storyvid.errors import BadInput
from storyvid.reading.markup import paragraphs, parsed
from storyvid.reading.split import MAX_TEXT_BYTES

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ENC = "{http://www.w3.org/2001/04/xmlenc#}"
# Fonts may be scrambled in a book that is free to read.
_FONT_SCRAMBLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_MAX_PART_BYTES = 20_000_000


def epub_text(archive: zipfile.ZipFile, filename: str) -> tuple[str, str]:
    """The title and the text of a book (EPUB 3.3, container and package documents).

    Raises BadInput for books locked by DRM and for damaged ones.
    """
    try:
        _refuse_locked(archive, filename)
        place = _package_path(archive)
        package = _xml(archive, place)
        title = package.findtext(f".//{_DC}title") or ""
        return title.strip(), _joined(archive, package, posixpath.dirname(place))
    except (KeyError, ValueError, RuntimeError, LookupError, etree.LxmlError) as error:
        said = error.args[0] if error.args else error  # a KeyError would put its words in quotes
        raise BadInput(f"{filename} is a damaged EPUB ({said}). Get it anew, or save its text as .txt.") from error


def _refuse_locked(archive: zipfile.ZipFile, filename: str) -> None:
    names = archive.namelist()
    locked = "META-INF/rights.xml" in names or any(entry.flag_bits & 1 for entry in archive.infolist())
    if "META-INF/encryption.xml" in names:
        methods = _xml(archive, "META-INF/encryption.xml").iter(f"{_ENC}EncryptionMethod")
        locked = locked or any(method.get("Algorithm") not in _FONT_SCRAMBLING for method in methods)
    if locked:
        raise BadInput(f"{filename} is locked (DRM). Use a copy without the lock, or paste the text.")


def _package_path(archive: zipfile.ZipFile) -> str:
    rootfile = _xml(archive, "META-INF/container.xml").find(f".//{_CONTAINER}rootfile")
    if rootfile is None:
        raise ValueError("no package document")
    return rootfile.get("full-path") or ""


def _joined(archive: zipfile.ZipFile, package: etree._Element, folder: str) -> str:
    parts, size = [], 0
    for place in _spine(package, folder):
        parts.append("\n\n".join(paragraphs(_page(archive, place))))
        size += len(parts[-1])
        if size > MAX_TEXT_BYTES:  # enough to be refused; a whole library need not be unpacked for that
            break
    return "\n\n".join(part for part in parts if part)


def _spine(package: etree._Element, folder: str) -> Iterator[str]:
    """The paths of the documents in reading order, the navigation left out."""
    manifest = {entry.get("id"): entry for entry in package.iter(f"{_OPF}item")}
    for entry in package.iter(f"{_OPF}itemref"):
        held = manifest.get(entry.get("idref"))
        if held is None or entry.get("linear") == "no" or "nav" in (held.get("properties") or "").split():
            continue
        if "html" in (held.get("media-type") or ""):
            yield posixpath.normpath(posixpath.join(folder, unquote(held.get("href") or "")))


def _bytes(archive: zipfile.ZipFile, place: str) -> bytes:
    if archive.getinfo(place).file_size > _MAX_PART_BYTES:
        raise ValueError(f"{place} is far larger than a chapter")
    return archive.read(place)


def _xml(archive: zipfile.ZipFile, place: str) -> etree._Element:
    # entities stay unresolved and nothing is fetched: a book is not trusted
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    root = etree.fromstring(_bytes(archive, place), parser)
    if root is None:
        raise ValueError(f"{place} is empty")
    return root


def _page(archive: zipfile.ZipFile, place: str) -> etree._Element | None:
    held = _bytes(archive, place)
    return parsed(held, _encoding(held))


def _encoding(held: bytes) -> str:
    if held[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    declared = re.search(rb"encoding=[\"']([\w-]+)", held[:200])
    return declared[1].decode() if declared else "utf-8"
