"""Pictures as vectors by their colours and structure: what tells alike from unlike where no image model is installed.

Colours are soft a*b* and lightness histograms, structure is gradient directions on a grid (after Dalal and Triggs
2005).  They know nothing of faces, so they are a rough guide, and are called so on the screen.
"""

from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms

from storyvid.errors import BadInput
from storyvid.uploads import opened

_SIDE, _CELLS, _DIRECTIONS, _COLOURS, _LIGHTS = 96, 4, 8, 10, 8
_SHARES = (0.55, 0.15, 0.30)  # of colour, lightness and structure in the likeness of two pictures


@lru_cache(maxsize=4096)  # what has its name is whole and never changes
def described(path: Path) -> np.ndarray:
    """The descriptors of a picture file.  Raises BadInput for what is no picture."""
    try:
        return descriptors(opened(path.read_bytes()).convert("RGB"))
    except (OSError, SyntaxError) as error:
        raise BadInput(f"The picture {path.name} is damaged: it cannot be decoded.") from error


def descriptors(image: Image.Image) -> np.ndarray:
    """The picture's colours and structure as a unit vector; the product of two is a weighted Hellinger affinity."""
    small = image.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    light, a, b = (channel.astype(np.float32) for channel in _lab(small))
    near = _nearness()
    colour, _, _ = np.histogram2d(a.ravel(), b.ravel(), bins=_COLOURS, range=((-60, 60), (-60, 60)), weights=near)
    lights, _ = np.histogram(light.ravel(), bins=_LIGHTS, range=(0, 100), weights=near)
    parts = (np.sqrt(_softened(colour)), np.sqrt(lights), _directions(light))  # roots: a large ground counts less
    roots = [np.sqrt(share * _to_one(part.ravel())) for share, part in zip(_SHARES, parts, strict=True)]
    vector = np.concatenate(roots).astype(np.float32)
    return vector / np.linalg.norm(vector)


def _lab(image: Image.Image) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """L* 0..100, a* and b* -128..127 of an sRGB picture, D50."""
    space = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
    lab = np.asarray(ImageCms.applyTransform(image, space))
    return lab[..., 0] / 2.55, lab[..., 1].view(np.int8), lab[..., 2].view(np.int8)


def _nearness() -> np.ndarray:
    """What each pixel counts: more towards the middle, where characters are."""
    along = 1 - np.abs(np.linspace(-1, 1, _SIDE)) * 0.7
    return np.outer(along, along).ravel()


def _softened(histogram: np.ndarray) -> np.ndarray:
    """Each bin shared with its neighbours, so that a slightly other shade is no other colour."""
    padded = np.pad(histogram, 1)
    shifted = [padded[y : y + _COLOURS, x : x + _COLOURS] for y in range(3) for x in range(3)]
    return np.tensordot((1, 2, 1, 2, 4, 2, 1, 2, 1), np.stack(shifted), axes=1)


def _directions(light: np.ndarray) -> np.ndarray:
    down, right = np.gradient(light)
    strength, direction = np.hypot(down, right), np.arctan2(down, right) % np.pi
    bins = np.minimum((direction / np.pi * _DIRECTIONS).astype(int), _DIRECTIONS - 1)
    cells = np.arange(_SIDE) * _CELLS // _SIDE
    place = (cells[:, None] * _CELLS + cells[None, :]) * _DIRECTIONS + bins
    return np.bincount(place.ravel(), weights=strength.ravel(), minlength=_CELLS**2 * _DIRECTIONS) + 1e-3


def _to_one(part: np.ndarray) -> np.ndarray:
    return part / max(float(part.sum()), 1e-12)
