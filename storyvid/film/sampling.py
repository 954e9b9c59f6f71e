"""Sampling: a plane seen through a scale and a shift, to the sub-pixel, by the quickest way that is exact enough.

`cv2.warpAffine` can do all, but looks up every pixel.  A shift alone is `cv2.getRectSubPix`, eight times as fast.  A
scale is `cv2.resize`, three times as fast, which starts at whole pixels: the stretch of the plane that is resized
begins some pixels early and ends some late, just so many that the pixels asked for fall where they belong and that as
many whole pixels come out as the scale makes of them.
"""

import math
from typing import NamedTuple

import cv2
import numpy as np

NEAR_ENOUGH = 0.03  # of a pixel of the source
AT_MOST = 0.05  # where nothing is near enough: a scale may be a ratio of small numbers
UNSCALED = 1e-5  # a scale this near to 1 is less than NEAR_ENOUGH off at the frame's sides
ROOM = 64  # pixels that a source has before its first column and row: how early a stretch may begin
AFTER = 32  # after its last: how late a stretch may end
LEAST_SCALE = 1.018  # from here on some stretch fits always: the fractions of so many pixels are all different
_WARP = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
_IPP = getattr(cv2, "ipp", None)  # in builds for Intel's and AMD's processors


class View(NamedTuple):
    """Pixel (x, y) of what is shown lies at (`across` * x + `left`, `down` * y + `top`) of the source."""

    across: float
    down: float
    left: float
    top: float

    def moved(self, x: float, y: float) -> "View":
        """The same, counted from pixel (x, y) of what is shown."""
        return View(self.across, self.down, self.left + self.across * x, self.top + self.down * y)


def stage_scale(zooms: np.ndarray) -> float:
    """How many pixels of a source one of the cover should have, so that a camera of these zooms is sampled quickly.

    The largest zoom: then no frame magnifies the source; a little more where the zoom changes.
    """
    largest = float(zooms.max())
    # a path of one zoom is so to a few last digits
    return largest if float(zooms.min()) > largest * (1 - UNSCALED / 10) else largest * LEAST_SCALE


def roomy(plane: np.ndarray) -> np.ndarray:
    """A plane with room around it, most of it before its first column and row, in which it goes on as at its sides."""
    return cv2.copyMakeBorder(plane, ROOM, AFTER, ROOM, AFTER, cv2.BORDER_REPLICATE)


class Stretch(NamedTuple):
    """The source's pixels [`start`, `end`) become `pixels`, of which the first `early` are not asked for.

    `to_scale`: as nearly as is needed they are `pixels` times the scale.
    """

    start: int
    end: int
    pixels: int
    early: int
    to_scale: bool


class Way(NamedTuple):
    """The quickest way to show a view: of planes of one size, each as large on the screen as the others."""

    view: View  # of the roomy plane
    width: int
    height: int
    stretches: tuple[Stretch, Stretch] | None  # across and down, where the plane is resized

    def fill(self, source: np.ndarray, target: np.ndarray) -> None:
        """Fills `target` (uint8, rows may be padded), linear; beyond the source's sides it goes on as at its sides."""
        across, down, left, top = self.view
        if self.stretches:
            columns, rows = self.stretches
            part = source[rows.start : rows.end, columns.start : columns.end]
            if columns.to_scale and rows.to_scale:
                seen = _resized(part, (columns.pixels, rows.pixels))
            else:
                seen = cv2.resize(part, None, fx=1 / across, fy=1 / down, interpolation=cv2.INTER_LINEAR)
            target[:] = seen[rows.early : rows.early + self.height, columns.early : columns.early + self.width]
        elif _is_unscaled(self.view):
            centre = (left + (self.width - 1) / 2, top + (self.height - 1) / 2)
            cv2.getRectSubPix(source, (self.width, self.height), centre, patch=target)
        else:
            matrix = np.array([[across, 0.0, left], [0.0, down, top]])
            size = (self.width, self.height)
            cv2.warpAffine(source, matrix, size, dst=target, flags=_WARP, borderMode=cv2.BORDER_REPLICATE)


def way(view: View, *, source: tuple[int, ...], target: tuple[int, ...]) -> Way:
    """The way to a target of a shape, (height, width), from a `roomy` plane of another."""
    height, width = target
    roomy_view = View(view.across, view.down, view.left + ROOM, view.top + ROOM)
    columns = rows = None
    if not _is_unscaled(view):
        columns = _stretch(roomy_view.left, view.across, width, source[1])
        rows = _stretch(roomy_view.top, view.down, height, source[0])
    if columns is None or rows is None or (_keeps(columns) and _keeps(rows)):
        return Way(roomy_view, width, height, None)
    return Way(roomy_view, width, height, (columns, rows))


def sample(source: np.ndarray, view: View, target: np.ndarray) -> None:
    """Fills `target` with what it shows of a `roomy` plane."""
    way(view, source=source.shape, target=target.shape).fill(source, target)


def _resized(part: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    # Intel's routine, where OpenCV has it, takes two thirds of the time and is one level off at most; it is asked for
    # here alone, so that nothing else that this process makes comes out otherwise
    if _IPP is None:
        return cv2.resize(part, size, interpolation=cv2.INTER_LINEAR)
    _IPP.setUseIPP_NotExact(True)
    try:
        return cv2.resize(part, size, interpolation=cv2.INTER_LINEAR)
    finally:
        _IPP.setUseIPP_NotExact(False)


def _is_unscaled(view: View) -> bool:
    return abs(view.across - 1) < UNSCALED and abs(view.down - 1) < UNSCALED


def _keeps(stretch: Stretch) -> bool:
    """Whether as many pixels come out as go in: where both sides keep theirs, `cv2.resize` only copies."""
    return stretch.pixels == stretch.end - stretch.start


def _stretch(offset: float, scale: float, length: int, side: int) -> Stretch | None:
    """A stretch whose pixels lie near enough to where they belong; None: none does.

    Resized, pixel i lies at `start + (i + 0.5) * (end - start) / pixels - 0.5` of the source.
    """
    gain = scale - 1  # each pixel that is begun earlier, or ended later, moves by so much between two of the source
    if gain <= 0:
        return None
    first = offset + 0.5 - 0.5 * scale
    early = _fewest(first, gain, below=min(ROOM, math.floor(first / scale) + 1))
    if early is None:
        return None
    start = round(first - early * scale)
    late = _fewest(-scale * (early + length), gain, below=ROOM)
    count = early + length + (late or 0)
    if late is not None and start + round(scale * count) <= side:
        return Stretch(start, start + round(scale * count), count, early, to_scale=True)
    end = min(start + math.ceil((early + length) * scale) + 2, side)
    count = round((end - start) / scale)
    return Stretch(start, end, count, early, to_scale=False) if count >= early + length else None


def _fewest(between: float, gain: float, *, below: int) -> int | None:
    """How often, at the fewest, `gain` must be taken from a place between two pixels to come near enough to one.

    Where it never does in less than `below` times: what comes nearest, unless it is too far off.
    """
    between %= 1
    best, least = None, AT_MOST
    for turn in range(-1 if between > 1 - AT_MOST else 0, math.ceil(below * gain)):
        often = max(0, round((between + turn) / gain))
        off = abs(between + turn - often * gain)
        if off < least and often < below:
            best, least = often, off
        if least <= NEAR_ENOUGH:
            break
    return best
