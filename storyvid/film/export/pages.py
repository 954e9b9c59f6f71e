"""The pages that books and sheets are made of, plain values, and their pictures made ready for print."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

_JPEG_QUALITY = 90


@dataclass(frozen=True, kw_only=True)
class Page:
    """One scene: its picture's file, its text as the author wrote it, and the heading before it, if any."""

    picture: Path
    text: str
    chapter: str = ""


@dataclass(frozen=True, kw_only=True)
class Book:
    """A story as pages; `language` is an ISO 639-1 code."""

    title: str
    language: str
    pages: tuple[Page, ...]
    closing: str = ""  # the words after the last page, such as "The end"


def paragraphs_of(text: str) -> list[str]:
    """The text's paragraphs, each on one line, without mark-up of line breaks."""
    blocks = (" ".join(block.split()) for block in text.replace("\r\n", "\n").split("\n\n"))
    return [block for block in blocks if block]


def jpeg(picture: Path, *, longest: int) -> tuple[bytes, int, int]:
    """The picture as JPEG with at most so many pixels on its longer side, and its width and height."""
    with Image.open(picture) as opened:
        image = opened.convert("RGB")
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    written = BytesIO()
    image.save(written, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    return written.getvalue(), image.width, image.height


def is_rtl(language: str) -> bool:
    """Whether the language is written from right to left."""
    return language[:2] in ("ar", "he", "fa", "ur", "yi", "ps", "ug")
