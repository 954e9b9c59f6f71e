"""Pictures: any file an author may bring, opened upright as plain 8-bit RGB."""

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from storyvid.errors import BadInput

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 40_000_000
PAPER = (255, 255, 255)  # what shows through a transparent picture


def opened(path: Path) -> Image.Image:
    """The picture, turned as its EXIF says, in sRGB, on white where it is transparent.

    Raises BadInput for what is no PNG, JPEG or WebP, for a broken file and for more than 40 megapixels.
    """
    try:
        with Image.open(path, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise BadInput(
                    f"A picture of {picture.width} x {picture.height} pixels is over the limit of 40 megapixels. "
                    "Make it smaller, then upload it again."
                )
            picture.load()
            return _as_rgb(ImageOps.exif_transpose(picture))
    except UnidentifiedImageError as error:
        raise BadInput("This picture is no PNG, JPEG or WebP. Save it as one of them, then upload it again.") from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadInput(f"This picture cannot be read ({error}). Save it again, then upload it again.") from error


def _as_rgb(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I") or picture.mode == "F":
        return _from_16_bits(picture)
    if picture.mode == "CMYK" and "icc_profile" in picture.info:
        return _through_profile(picture)
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        above = picture.convert("RGBA")
        paper = Image.new("RGBA", above.size, (*PAPER, 255))
        return Image.alpha_composite(paper, above).convert("RGB")
    return picture.convert("RGB")


def _from_16_bits(picture: Image.Image) -> Image.Image:
    # Pillow clips 16 bits to 8 instead of scaling them
    levels = np.asarray(picture).astype(np.float64)
    return Image.fromarray((levels / 257 + 0.5).clip(0, 255).astype(np.uint8)).convert("RGB")


def _through_profile(picture: Image.Image) -> Image.Image:
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(picture.info["icc_profile"]))
        turned = ImageCms.profileToProfile(picture, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture.convert("RGB")  # a broken profile is no reason to refuse the picture
    return turned or picture.convert("RGB")
