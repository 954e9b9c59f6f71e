"""HTML as text: its blocks in order, without scripts, navigation, notes' marks and markup."""

import re
from collections.abc import Iterator

from lxml import etree

_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li blockquote section article pre td th dt dd figcaption header footer hr".split()
)
_LEFT_OUT = frozenset("script style head nav svg math img audio video rt rp".split())
_AROUND = ("aside", "footer", "form", "button", "select", "noscript", "template")  # what a web page has around its text


def web_page(text: str) -> tuple[str, str]:
    """The title and the text of a web page.  Nothing is fetched, and no entity of the page's own is resolved."""
    page = parsed(text.encode("utf-8", "ignore"), "utf-8")
    if page is None:
        return "", ""
    etree.strip_elements(page, *_AROUND, with_tail=False)
    title = page.findtext(".//title") or page.findtext(".//h1") or ""
    return " ".join(title.split()), "\n\n".join(paragraphs(page))


def parsed(held: bytes, encoding: str) -> etree._Element | None:
    """The document, read as forgivingly as browsers do; None for an empty one."""
    # HTML's parser knows &nbsp; and the like, and has no entities of a document's own
    parser = etree.HTMLParser(no_network=True, encoding=encoding)
    return etree.fromstring(held, parser) if held.strip() else None


def paragraphs(page: etree._Element | None) -> Iterator[str]:
    """The text of every block, inner white space made plain, line breaks kept."""
    body = page.find(".//body") if page is not None else None
    if body is None:
        return
    held: list[str] = []
    for piece in _pieces(body):
        if piece is not None:
            held.append(piece)
            continue
        text = _plain("".join(held))
        held = []
        if text:
            yield text
    if text := _plain("".join(held)):
        yield text


def _pieces(element: etree._Element) -> Iterator[str | None]:
    """The text in order; None where a block begins or ends."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag and tag not in _LEFT_OUT and not _is_note_mark(element):
        if tag == "br":
            yield "\v"
        block = tag in _BLOCKS
        if block:
            yield None
        yield _flat(element.text)
        for child in element:
            yield from _pieces(child)
        if block:
            yield None
    yield _flat(element.tail)


def _is_note_mark(element: etree._Element) -> bool:
    return "noteref" in (element.get("epub:type") or element.get("type") or element.get("role") or "")


def _flat(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _plain(text: str) -> str:
    return "\n".join(" ".join(line.split(" ")).strip() for line in re.sub(r" +", " ", text).split("\v")).strip()
