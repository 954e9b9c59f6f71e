"""Pictures to and from services: decoded safely, cut to the take's shape, sent as PNG."""

import base64
import binascii
from io import BytesIO
from math import sqrt
from pathlib import Path

from PIL import Image, ImageOps

from storyvid.errors import BadInput
from storyvid.recipes import ImageRecipe
from storyvid.services.patience import Refused, Trouble
from storyvid.uploads import decoded

MOST_BYTES = 25 * 1024**2  # of one picture in an answer
_LARGEST_SENT = 1024


def painted(content: bytes, recipe: ImageRecipe, *, who: str) -> Image.Image:
    """The service's picture at the recipe's size: scaled to cover it, what is over cut off evenly.

    Raises Trouble for what is no picture or too large a one, Refused for one all in black, which is how
    services without words for it say no.
    """
    try:
        image = decoded(content)
    except BadInput as error:
        said = str(error).partition(". ")[0]
        raise Trouble(f"What {who} sent cannot be used. {said}. Retry, or choose another model.", billed=True) from None
    if image.getextrema() == ((0, 0),) * 3:
        raise Refused(f"{who} sent a black picture, which is how it refuses. Change what the scene shows.", billed=True)
    return ImageOps.fit(image, (recipe.width, recipe.height), Image.Resampling.LANCZOS)


def from_base64(text: object, *, who: str) -> bytes:
    """The bytes of base64 text, with or without a data address around it. Raises Trouble."""
    plain = text.partition("base64,")[2] if isinstance(text, str) and text.startswith("data:") else text
    try:
        if not isinstance(plain, str) or not plain:
            raise ValueError("no text")
        return base64.b64decode(plain, validate=True)
    except (ValueError, binascii.Error):
        raise Trouble(f"What {who} sent is no whole picture. Retry, or choose another model.", billed=True) from None


def reference(path: Path) -> bytes:
    """A picture of ours as a PNG of at most 1024 pixels a side."""
    image = decoded(path.read_bytes())
    image.thumbnail((_LARGEST_SENT, _LARGEST_SENT), Image.Resampling.LANCZOS)
    return _png(image)


def start(path: Path, size: tuple[int, int]) -> bytes:
    """The picture that a take starts from, as a PNG of exactly the size asked for."""
    return _png(ImageOps.fit(decoded(path.read_bytes()), size, Image.Resampling.LANCZOS))


def mask(path: Path, size: tuple[int, int], *, clear: bool = False) -> bytes:
    """Where to paint anew: white on black, or with `clear` a PNG that is transparent there and opaque elsewhere."""
    white = ImageOps.fit(decoded(path.read_bytes()).convert("L"), size, Image.Resampling.BILINEAR)
    if not clear:
        return _png(white)
    sheet = Image.new("RGBA", size, "black")
    sheet.putalpha(ImageOps.invert(white.point([255 if grey >= 128 else 0 for grey in range(256)])))
    return _png(sheet)


def trained_size(width: int, height: int, *, side: int, step: int = 64) -> tuple[int, int]:
    """The size of the take's shape that has about side x side pixels, both sides multiples of `step`."""
    scale = side / sqrt(width * height)
    return max(step, round(width * scale / step) * step), max(step, round(height * scale / step) * step)


def _png(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "PNG", compress_level=3)
    return written.getvalue()
