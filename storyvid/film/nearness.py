"""Nearness: any picture in sheets for parallax, cut by how near what it shows is, and filled in behind what is nearer.

Where to cut is the split of the map's levels with the least variance within (Otsu, "A threshold selection method from
gray-level histograms", 1979, for several thresholds); the edge of a sheet follows the picture's (He and Sun, "Fast
Guided Filter", 2015); what was hidden is grown from around it (Telea, "An Image Inpainting Technique Based on the
Fast Marching Method", 2004) at a reduced size, for little of it is ever seen.
"""

from itertools import combinations, pairwise
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, UnidentifiedImageError

from storyvid.film.layers import Apart
from storyvid.models import Layer

SIDE = 320  # pixels of the longer side at which sheets are cut and filled
MOST_SHEETS = 4
FARTHEST, NEAREST = 0.15, 0.75  # depths of the ends: sheets that were cut move less apart than drawn ones
SHARPNESS = 1.25  # pixels of a sheet for one of the cover: the camera comes closer
_LEVELS = 32
_EXPLAINED = 0.9  # of the map's variance, by as many sheets as are cut
_LEAST_SPREAD, _LEAST_AREA = 0.06, 0.02
_RIM = 4  # pixels at the reduced size in which a matte goes from all to nothing
_LEAST_MARGIN, _MARGIN = 4, 0.01  # pixels, and of the picture's side
_SMOOTH = 1e-3  # the guided filter's epsilon: how much of an edge in the picture counts as one


def apart(picture: Image.Image, nearness: Path, *, width: float) -> Apart | None:
    """The sheets of an RGB picture that will be about `width` pixels wide in the film, farthest first.

    `nearness` is a grey picture of it, white the nearest.  None where all is about as near, or without a map.
    """
    near = _levels(nearness, picture)
    cuts = _cuts(near)
    if not cuts:
        return None
    picture = _no_larger(picture, width)
    colours = np.asarray(picture)
    small = cv2.resize(colours, near.shape[::-1], interpolation=cv2.INTER_AREA)
    classes = cv2.medianBlur(np.digitize(near, cuts).astype(np.uint8), 5)
    made = [
        Layer(_sheet(colours, small, classes, number), FARTHEST + (NEAREST - FARTHEST) * float(near[held].mean()))
        for number in range(len(cuts) + 1)
        if (held := classes == number).any()
    ]
    return Apart(made, picture.width) if len(made) > 1 else None


def _levels(nearness: Path, picture: Image.Image) -> np.ndarray:
    """The map at the reduced size, float32 from 0.0 to 1.0; all the same where it cannot be read."""
    share = SIDE / max(picture.size)
    size = max(8, round(picture.width * share)), max(8, round(picture.height * share))
    try:
        with Image.open(nearness, formats=("PNG",)) as held:
            grey = held.convert("L").resize(size, Image.Resampling.BOX)
    except (OSError, UnidentifiedImageError):
        return np.zeros(size[::-1], np.float32)  # a film is made without it
    return np.asarray(grey, np.float32) / 255


def _no_larger(picture: Image.Image, width: float) -> Image.Image:
    wide = max(16, round(width * SHARPNESS))
    if picture.width <= wide:
        return picture
    high = max(16, round(picture.height * wide / picture.width))
    return picture.resize((wide, high), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _cuts(near: np.ndarray) -> list[float]:
    """The levels at which sheets are cut, lowest first: as few as tell most of the map; none where it is even."""
    spread = float(near.std())
    if spread < _LEAST_SPREAD:
        return []
    counts = np.bincount((near * (_LEVELS - 1) + 0.5).astype(int).ravel(), minlength=_LEVELS)
    best: tuple[int, ...] = ()
    for number in range(1, MOST_SHEETS):
        best, explained = _best_split(counts, number)
        if explained >= _EXPLAINED:
            break
    return [(level - 0.5) / (_LEVELS - 1) for level in _large_enough(counts, best)]


def _best_split(counts: np.ndarray, number: int) -> tuple[tuple[int, ...], float]:
    """The levels that begin a sheet, and the share of the variance that lies between the sheets."""
    levels = np.arange(_LEVELS)
    held = np.concatenate([[0], np.cumsum(counts)]).astype(float)
    sums = np.concatenate([[0], np.cumsum(counts * levels)]).astype(float)
    splits = np.array(list(combinations(range(1, _LEVELS), number)))
    ends = np.pad(splits, ((0, 0), (1, 1)), constant_values=((0, 0), (0, _LEVELS)))
    weights, totals = np.diff(held[ends], axis=1), np.diff(sums[ends], axis=1)
    between = (totals**2 / np.maximum(weights, 1)).sum(axis=1) - sums[-1] ** 2 / held[-1]
    whole = float((counts * levels**2).sum() - sums[-1] ** 2 / held[-1])
    at = int(between.argmax())
    return tuple(int(level) for level in splits[at]), float(between[at]) / max(whole, 1e-9)


def _large_enough(counts: np.ndarray, levels: tuple[int, ...]) -> list[int]:
    # a cut with too little in front of it goes; what is left over at the back counts with what is before it
    kept: list[int] = []
    for first, after in pairwise((*levels, _LEVELS)):
        behind = counts[kept[-1] if kept else 0 : first].sum()
        if min(counts[first:after].sum(), behind) >= _LEAST_AREA * counts.sum():
            kept.append(first)
    return kept


def _sheet(colours: np.ndarray, small: np.ndarray, classes: np.ndarray, number: int) -> Image.Image:
    """One sheet, a margin around the picture: RGB for the last, which is whole, RGBA for those before it."""
    hidden = cv2.dilate((classes > number).astype(np.uint8), _disc(_RIM - 1))
    if hidden.any():
        colours = _filled(colours, small, (classes == number) & (hidden == 0), hidden)
    if number == 0:
        return Image.fromarray(_with_margin(colours))
    held = _reaching_behind(classes, number) == number
    matte = _matte(colours, small, held.astype(np.uint8))
    return Image.fromarray(_with_margin(np.dstack([colours, matte])))


def _with_margin(colours: np.ndarray) -> np.ndarray:
    """What may show beyond the picture where a sheet is rounded to whole pixels: the same, mirrored."""
    high, wide = (max(_LEAST_MARGIN, round(side * _MARGIN)) for side in colours.shape[:2])
    return cv2.copyMakeBorder(colours, high, high, wide, wide, cv2.BORDER_REFLECT)


def _filled(colours: np.ndarray, small: np.ndarray, known: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """The picture, what nearer things hide replaced by what is known of the sheet around them."""
    if not known.any():
        return colours
    grown = cv2.inpaint(small, (~known).astype(np.uint8), 3, cv2.INPAINT_TELEA)
    size = colours.shape[1::-1]
    share = cv2.resize(hidden.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)[..., None]
    grown = cv2.resize(grown, size, interpolation=cv2.INTER_CUBIC)
    return np.rint(colours * (1 - share) + grown * share).astype(np.uint8)


def _reaching_behind(classes: np.ndarray, number: int) -> np.ndarray:
    """The classes without what is nearer than a sheet: there, that of the closest place that is seen."""
    nearer = classes > number
    if not nearer.any() or nearer.all():
        return classes
    kind = cv2.DIST_LABEL_PIXEL
    _, labels = cv2.distanceTransformWithLabels(nearer.astype(np.uint8), cv2.DIST_L2, 5, labelType=kind)
    seen = np.zeros(labels.max() + 1, np.uint8)
    seen[labels[~nearer]] = classes[~nearer]
    return seen[labels]


def _matte(colours: np.ndarray, small: np.ndarray, held: np.ndarray) -> np.ndarray:
    """How opaque a sheet is, uint8 at the picture's size: a soft edge where the picture has one."""
    size = colours.shape[1::-1]
    guide, mask = _grey(small), held.astype(np.float32)
    side = (2 * _RIM + 1, 2 * _RIM + 1)
    mean_guide, mean_mask = cv2.blur(guide, side), cv2.blur(mask, side)
    together = cv2.blur(guide * mask, side) - mean_guide * mean_mask
    slope = together / (cv2.blur(guide**2, side) - mean_guide**2 + _SMOOTH)
    offset = mean_mask - slope * mean_guide
    # never beyond the rim: a textured thing stays whole, and nothing far from it shows
    sure, possible = cv2.erode(held, _disc(_RIM)), cv2.dilate(held, _disc(_RIM))
    larger = [
        cv2.resize(one.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
        for one in (cv2.blur(slope, side), cv2.blur(offset, side), sure, possible)
    ]
    soft = larger[0] * _grey(colours) + larger[1]
    return np.rint(255 * np.clip((soft - 0.2) / 0.6, larger[2], larger[3])).astype(np.uint8)


def _grey(colours: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255


def _disc(radius: int) -> np.ndarray:
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
