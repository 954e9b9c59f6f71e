"""The pictures a likeness is trained on: read safely, captioned, and cut to sizes the model likes."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from storyvid import files
from storyvid.errors import BadInput
from storyvid.images.likeness.training import LEAST_PICTURES, MOST_PICTURES
from storyvid.uploads import received

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
_CAPTION_CHARS = 2000
_LEAST_SIDE = 64


def brought(folder: Path) -> list[tuple[bytes, str]]:
    """The folder's pictures in the order of their names, each with the words of a .txt file of the same name.

    Raises BadInput where the folder cannot be read or holds too few or too many.
    """
    try:
        found = sorted(path for path in Path(folder).iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
        _counted(len(found))
        return [(path.read_bytes(), _words_beside(path)) for path in found]
    except OSError as error:
        raise BadInput(f"The pictures in {folder} cannot be read: {error.strerror}.") from error


def kept(pictures: Sequence[tuple[bytes, str]], folder: Path) -> int:
    """Writes pictures and their words into a run's folder, made plain (upright RGB); returns how many.

    Decoded as every upload is: PNG, JPEG or WebP, within the limits.  Raises BadInput naming the one that is not fit.
    """
    _counted(len(pictures))
    for at, (content, words) in enumerate(pictures):
        try:
            upload = received(content, "image")
        except BadInput as error:
            raise BadInput(f"Picture {at + 1}: {error}") from error
        if min(upload.facts["width"], upload.facts["height"]) < _LEAST_SIDE:
            raise BadInput(f"Picture {at + 1} is smaller than {_LEAST_SIDE} pixels. Bring a larger one.")
        files.write_bytes(folder / f"{at:03}{upload.recipe.suffix}", upload.content)
        if words.strip():
            files.write_text(folder / f"{at:03}.txt", words.strip()[:_CAPTION_CHARS])
    return len(pictures)


def paths_in(folder: Path) -> list[Path]:
    """The pictures of a run's folder, in order."""
    return sorted(path for path in folder.glob("[0-9]*") if path.suffix in SUFFIXES)


def words_of(path: Path) -> str:
    """The words kept beside a picture, or nothing."""
    return _words_beside(path)


def bucket(width: int, height: int, *, side_px: int, multiple: int) -> tuple[int, int]:
    """The size to train a picture at: its shape, about `side_px` squared pixels, sides multiples of `multiple`.

    Aspect-ratio buckets as in NovelAI's and SDXL's training (Podell et al. 2023, section 2.3), no narrower than 1:2.
    """
    shape = min(2.0, max(0.5, width / height))

    def rounded(side: float) -> int:
        return max(multiple, round(side / multiple) * multiple)

    return rounded(side_px * shape**0.5), rounded(side_px / shape**0.5)


def fitted(path: Path, size: tuple[int, int]) -> np.ndarray:
    """The picture covering `size`, cut at the middle: (3, height, width), float32 -1..1."""
    width, height = size
    with Image.open(path, formats=("PNG", "JPEG", "WEBP")) as opened:
        image = opened.convert("RGB")
    scale = max(width / image.width, height / image.height)
    large = image.resize(
        (max(width, round(image.width * scale)), max(height, round(image.height * scale))), Image.Resampling.LANCZOS
    )
    left, top = (large.width - width) // 2, (large.height - height) // 2
    cut = large.crop((left, top, left + width, top + height))
    return np.asarray(cut, dtype=np.float32).transpose(2, 0, 1) / 127.5 - 1.0


def _words_beside(path: Path) -> str:
    try:
        return path.with_suffix(".txt").read_bytes()[: 4 * _CAPTION_CHARS].decode("utf-8", "replace")[:_CAPTION_CHARS]
    except FileNotFoundError:
        return ""


def _counted(number: int) -> None:
    if not LEAST_PICTURES <= number <= MOST_PICTURES:
        raise BadInput(
            f"{number} pictures. Bring {LEAST_PICTURES} to {MOST_PICTURES} PNG, JPEG or WebP pictures of the "
            "character; 10 to 30 that differ in pose, distance and light do best."
        )
