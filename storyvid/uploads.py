"""What authors bring: recognised by its bytes, held to limits, and made plain."""

import hashlib
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from storyvid.errors import BadInput
from storyvid.recipes import UploadRecipe

PICTURE_BYTES = 25 * 1024**2
PICTURE_PIXELS = 40_000_000
SOUND_BYTES = 50 * 1024**2
FONT_BYTES = 20 * 1024**2
PICTURE_FORMATS = ("PNG", "JPEG", "WEBP")  # no other decoder is ever tried
_SUFFIXES = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}
_FONT_SUFFIXES = {b"\x00\x01\x00\x00": ".ttf", b"true": ".ttf", b"OTTO": ".otf", b"ttcf": ".ttc"}  # OpenType 1.9, otff


@dataclass(frozen=True, kw_only=True)
class Upload:
    """Content fit to be adopted, and its recipe."""

    recipe: UploadRecipe
    content: bytes
    facts: dict = field(default_factory=dict)


def received(content: bytes, media: str) -> Upload:
    """The upload as it will be kept; `media` is "image", "audio" or "font". Raises BadInput."""
    kinds = {"image": _picture, "audio": _sound, "font": _font}
    if media not in kinds:
        raise BadInput(f'An upload is an "image", "audio" or a "font", not "{media}".')
    return kinds[media](content)


def opened(content: bytes) -> Image.Image:
    """The picture, not decoded yet, within the limits. Raises BadInput for what is no PNG, JPEG or WebP."""
    try:
        image = Image.open(BytesIO(content), formats=PICTURE_FORMATS)
    except Image.DecompressionBombError as error:
        raise BadInput(_too_large("more than 178")) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise BadInput("This is not a PNG, JPEG or WebP picture. Save it as one of these, then bring it.") from error
    if image.width * image.height > PICTURE_PIXELS:
        raise BadInput(_too_large(f"{image.width * image.height / 1e6:.0f}"))
    return image


def sound_suffix(content: bytes) -> str:
    """The file ending of a sound, by its first bytes. Raises BadInput when it is none that storyvid plays."""
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return ".wav"
    if content[:4] == b"OggS":
        return ".ogg"
    if content[:4] == b"fLaC":
        return ".flac"
    if content[4:8] == b"ftyp" and content[8:11] in (b"M4A", b"mp4", b"iso", b"M4B"):
        return ".m4a"
    if content[:3] == b"ID3" or _is_mpeg_audio(content):
        return ".mp3"
    raise BadInput("This is not an MP3, WAV, OGG, FLAC or M4A sound. Save it as one of these, then bring it.")


def decoded(content: bytes) -> Image.Image:
    """The picture as upright RGB, within the limits. Raises BadInput for what is no whole PNG, JPEG or WebP."""
    return _decoded(content)[1]


def _decoded(content: bytes) -> tuple[Image.Image, Image.Image]:
    if len(content) > PICTURE_BYTES:
        raise BadInput(f"The picture has {_mb(content)} MB; the limit is 25. Save it smaller, then bring it.")
    image = opened(content)
    try:
        image.load()
        return image, _plain(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadInput(
            "The picture is damaged: it cannot be decoded to its end. Save it again, then bring it."
        ) from error


def _picture(content: bytes) -> Upload:
    image, plain = _decoded(content)
    picture_format = image.format or ""
    kept = content if plain is image else _png(plain)
    suffix = _SUFFIXES[picture_format] if plain is image else ".png"
    return _upload("image", kept, suffix, {"width": plain.width, "height": plain.height})


def _plain(image: Image.Image) -> Image.Image:
    """The picture as upright RGB: itself when it is that already and carries nothing about its author."""
    if image.mode == "RGB" and not image.getexif() and not getattr(image, "is_animated", False):
        return image
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I") or upright.mode == "F":
        upright = _eight_bits(upright)
    if "A" in upright.getbands() or "transparency" in upright.info:
        clear = upright.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("RGB")
    return upright.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """16-bit grey as 8-bit grey; Pillow's own conversion clips instead of scaling."""
    import numpy as np

    deep = np.asarray(image).astype(np.float64)
    return Image.fromarray((deep / 257 if deep.max() > 255 else deep).clip(0, 255).round().astype(np.uint8))


def _png(image: Image.Image) -> bytes:
    written = BytesIO()
    Image.Image.save(image, written, "PNG", compress_level=3)
    return written.getvalue()


def _sound(content: bytes) -> Upload:
    if len(content) > SOUND_BYTES:
        raise BadInput(f"The sound has {_mb(content)} MB; the limit is 50. Save it shorter or as MP3, then bring it.")
    return _upload("audio", content, sound_suffix(content), {})


def _font(content: bytes) -> Upload:
    """A TrueType or OpenType font, or a collection, of which the first is used."""
    import uharfbuzz as hb

    if len(content) > FONT_BYTES:
        raise BadInput(f"The font has {_mb(content)} MB; the limit is 20. Bring one with fewer characters.")
    suffix = _FONT_SUFFIXES.get(content[:4])
    face = hb.Face(hb.Blob(content), 0) if suffix else None
    if suffix is None or face is None or not face.unicodes:
        raise BadInput("This is not a TrueType or OpenType font (.ttf, .otf). Bring one of these.")
    return _upload("font", content, suffix, {"family": face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or "Font"})


def _is_mpeg_audio(content: bytes) -> bool:
    """A frame header of MPEG audio: 11 bits of sync, a layer, a bit rate and a sample rate that exist."""
    if len(content) < 4 or content[0] != 0xFF or content[1] & 0xE0 != 0xE0:
        return False
    layer, rate, sampling = (content[1] >> 1) & 3, content[2] >> 4, (content[2] >> 2) & 3
    return layer != 0 and rate not in (0, 15) and sampling != 3


def _upload(media, content: bytes, suffix: str, facts: dict) -> Upload:
    recipe = UploadRecipe(media=media, sha256=hashlib.sha256(content).hexdigest(), suffix=suffix)
    return Upload(recipe=recipe, content=content, facts=facts)


def _too_large(megapixels: str) -> str:
    return f"The picture has {megapixels} megapixels; the limit is 40. Save it smaller, then bring it."


def _mb(content: bytes) -> str:
    return f"{len(content) / 1024**2:.1f}"
