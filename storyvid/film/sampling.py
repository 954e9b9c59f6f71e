"""Sampling: a plane seen through a scale and a shift, to the sub-pixel, by the quickest way that is exact enough.

`cv2.warpAffine` can do all, but looks up every pixel.  A shift alone is `cv2.getRectSubPix`, eight times as fast.  A
scale is `cv2.resize`, three times as fast, which starts at whole pixels: the stretch of the plane that is resized
begins some pixels early, just so many that the pixels asked for fall where they belong.
"""

import math
from functools import lru_cache
from typing import NamedTuple

import cv2
import numpy as np

NEAR_ENOUGH = 0.02  # of a pixel of the source
UNSCALED = 1e-5  # a scale this near to 1 is less than NEAR_ENOUGH off at the frame's sides
ROOM = 64  # pixels that a source has before its first column and row: how early a stretch may begin
LEAST_SCALE = 1.018  # from here on some stretch fits always: the fractions of so many pixels are all different
_WARP = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP


class View(NamedTuple):
    """Pixel (x, y) of what is shown lies at (`across` * x + `left`, `down` * y + `top`) of the source."""

    across: float
    down: float
    left: float
    top: float

    def moved(self, x: float, y: float) -> "View":
        """The same, counted from pixel (x, y) of what is shown."""
        return self._replace(left=self.left + self.across * x, top=self.top + self.down * y)


def stage_scale(zooms: np.ndarray) -> float:
    """How many pixels of a source one of the cover should have, so that a camera of these zooms is sampled quickly.

    The largest zoom: then no frame magnifies the source; a little more where the zoom changes.
    """
    largest = float(zooms.max())
    return largest if float(zooms.min()) == largest else largest * LEAST_SCALE


def roomy(plane: np.ndarray) -> np.ndarray:
    """A plane with room before its first column and row, in which it goes on as at its sides."""
    return cv2.copyMakeBorder(plane, ROOM, 0, ROOM, 0, cv2.BORDER_REPLICATE)


def sample(source: np.ndarray, view: View, target: np.ndarray) -> None:
    """Fills `target` (uint8, rows may be padded) with what it shows of the source, linear.

    `source` is a `roomy` plane.  Beyond its sides it goes on as at its sides.
    """
    height, width = target.shape
    across, down = view.across, view.down
    left, top = view.left + ROOM, view.top + ROOM
    if abs(across - 1) < UNSCALED and abs(down - 1) < UNSCALED:
        centre = (left + (width - 1) / 2, top + (height - 1) / 2)
        cv2.getRectSubPix(source, (width, height), centre, patch=target)
        return
    columns, rows = _stretch(left, across, width, source.shape[1]), _stretch(top, down, height, source.shape[0])
    if columns is None or rows is None or (_keeps(columns, across) and _keeps(rows, down)):
        matrix = np.array([[across, 0.0, left], [0.0, down, top]])
        cv2.warpAffine(source, matrix, (width, height), dst=target, flags=_WARP, borderMode=cv2.BORDER_REPLICATE)
        return
    (x0, x1, early_x), (y0, y1, early_y) = columns, rows
    seen = cv2.resize(source[y0:y1, x0:x1], None, fx=1 / across, fy=1 / down, interpolation=cv2.INTER_LINEAR)
    target[:] = seen[early_y : early_y + height, early_x : early_x + width]


def _keeps(stretch: tuple[int, int, int], scale: float) -> bool:
    """Whether as many pixels come out as go in: where both sides keep theirs, `cv2.resize` only copies."""
    start, end, _ = stretch
    return round((end - start) / scale) == end - start


@lru_cache(maxsize=64)
def _stretch(offset: float, scale: float, length: int, side: int) -> tuple[int, int, int] | None:
    """The source's pixels [start, end) to resize, and how many of those that come out are too early; None: none fit.

    Resized, pixel i lies at `start + (i + 0.5) * scale - 0.5` of the source.
    """
    for early in range(ROOM):
        ideal = offset + 0.5 - (early + 0.5) * scale
        start = round(ideal)
        if start < 0:
            return None
        if abs(ideal - start) <= NEAR_ENOUGH:
            end = min(start + math.ceil((early + length) * scale) + 2, side)
            return (start, end, early) if round((end - start) / scale) >= early + length else None
    return None
