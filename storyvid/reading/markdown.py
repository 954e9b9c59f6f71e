"""Markdown as the words a reader hears: no marks, headings as lines of their own."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<held>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_TITLE = re.compile(r"^title:[ \t]*[\"']?(?P<title>.*?)[\"']?[ \t]*$", re.M | re.I)
_BREAKS = {"softbreak": "\n", "hardbreak": "\n"}


def looks_like_markdown(text: str) -> bool:
    """Whether a text without a telling name has front matter or headings marked with #."""
    return bool(_FRONT_MATTER.match(text) and _TITLE.search(text[:2000])) or bool(
        re.search(r"^#{1,3} \S", text[:20_000], re.M)
    )


def markdown_text(source: str) -> tuple[str, str]:
    """The title (front matter's, else the first heading's when it opens the text) and the text, blocks apart by
    a blank line.  Links and pictures become their words, emphasis marks go, code and HTML are left out.
    """
    front = _FRONT_MATTER.match(source)
    titled = _TITLE.search(front["held"]) if front else None
    body = source[front.end() :] if front else source
    tokens = MarkdownIt("commonmark").parse(body)
    opens_with_heading = bool(tokens) and tokens[0].type == "heading_open"
    title = titled["title"] if titled else _words(tokens[1]) if opens_with_heading else ""
    return title, "\n\n".join(text for token in tokens if token.type == "inline" and (text := _words(token)))


def _words(token: Token) -> str:
    """The words of one inline token."""
    words = "".join(_said(child) for child in token.children or ())
    return re.sub(r"[ \t]+\n", "\n", words).strip()


def _said(token: Token) -> str:
    if token.type in _BREAKS:
        return _BREAKS[token.type]
    if token.type == "image":
        return ""
    return token.content if token.type in ("text", "code_inline", "text_special") else ""
