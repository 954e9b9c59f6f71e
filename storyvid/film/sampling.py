"""Sampling: a plane seen through a scale and a shift, to the sub-pixel, by the quickest way that is exact enough.

`cv2.warpAffine` can do all, but looks up every pixel.  A shift alone is `cv2.getRectSubPix`, eight times as fast.  A
scale is `cv2.resize`, three times as fast, which starts at whole pixels: the stretch of the plane that is resized
begins some pixels early and ends some late, just so many that the pixels asked for fall where they belong and that as
many whole pixels come out as the scale makes of them.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import cv2
import numpy as np

NEAR_ENOUGH = 0.03  # of a pixel of the source
AT_MOST = 0.05  # where nothing is near enough: a scale may be a ratio of small numbers
UNSCALED = 1e-5  # a scale this near to 1 is less than NEAR_ENOUGH off at the frame's sides
ROOM = 64  # pixels that a source has before its first column and row: how early a stretch may begin
AFTER = 32  # after its last: how late a stretch may end
LEAST_SCALE = 1.018  # from here on some stretch fits always: the fractions of so many pixels are all different
_TIMES = np.arange(ROOM)
_WARP = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
_IPP = getattr(cv2, "ipp", None)  # in builds for Intel's and AMD's processors


class View(NamedTuple):
    """Pixel (x, y) of what is shown lies at (`across` * x + `left`, `down` * y + `top`) of the source.

    Numbers, or arrays (n,) of them for n views.
    """

    across: Any
    down: Any
    left: Any
    top: Any

    def moved(self, x, y) -> "View":
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
        if self.stretches:
            target[:] = self.shown(source)
        elif _is_unscaled(self.view):
            cv2.getRectSubPix(source, (self.width, self.height), self._centre(), patch=target)
        else:
            size = (self.width, self.height)
            cv2.warpAffine(source, self._matrix(), size, dst=target, flags=_WARP, borderMode=cv2.BORDER_REPLICATE)

    def shown(self, source: np.ndarray) -> np.ndarray:
        """What `fill` would fill a target with; rows may be padded."""
        size = (self.width, self.height)
        if self.stretches:
            columns, rows = self.stretches
            part = source[rows.start : rows.end, columns.start : columns.end]
            if columns.to_scale and rows.to_scale:
                seen = _resized(part, (columns.pixels, rows.pixels))
            else:
                across, down = self.view[:2]
                seen = cv2.resize(part, None, fx=1 / across, fy=1 / down, interpolation=cv2.INTER_LINEAR)
            return seen[rows.early : rows.early + self.height, columns.early : columns.early + self.width]
        if _is_unscaled(self.view):
            return cv2.getRectSubPix(source, size, self._centre())
        return cv2.warpAffine(source, self._matrix(), size, flags=_WARP, borderMode=cv2.BORDER_REPLICATE)

    def _centre(self) -> tuple[float, float]:
        return self.view.left + (self.width - 1) / 2, self.view.top + (self.height - 1) / 2

    def _matrix(self) -> np.ndarray:
        across, down, left, top = self.view
        return np.array([[across, 0.0, left], [0.0, down, top]])


def ways(views: View, *, source: tuple[np.ndarray, np.ndarray], target: tuple[np.ndarray, np.ndarray]) -> list[Way]:
    """The ways of n views to targets from `roomy` planes; both sizes are (heights, widths), each (n,) or one number."""
    count = len(views.left)
    roomy_views = View(views.across, views.down, views.left + ROOM, views.top + ROOM)
    (heights, widths), (source_heights, source_widths) = (
        (np.broadcast_to(one, count) for one in two) for two in (target, source)
    )
    columns = _stretches(roomy_views.left, roomy_views.across, widths, source_widths)
    rows = _stretches(roomy_views.top, roomy_views.down, heights, source_heights)
    # where both sides keep their pixels, `cv2.resize` would only copy
    resized = columns.found & rows.found & ~(columns.keeps & rows.keeps) & ~_is_unscaled(roomy_views)
    listed = zip(
        *(one.tolist() for one in (*map(np.asarray, roomy_views), widths, heights, resized)),
        columns.listed(),
        rows.listed(),
        strict=True,
    )
    return [
        Way(View(across, down, left, top), width, height, (column, row) if resize else None)
        for across, down, left, top, width, height, resize, column, row in listed
    ]


def way(view: View, *, source: tuple[int, ...], target: tuple[int, ...]) -> Way:
    """The way of one view to a target of a shape, (height, width), from a `roomy` plane of another."""
    views = View(*(np.array([float(one)]) for one in view))
    sizes = [(np.array([height]), np.array([width])) for height, width in (source, target)]
    return ways(views, source=sizes[0], target=sizes[1])[0]


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


def _is_unscaled(view: View):
    return (abs(view.across - 1) < UNSCALED) & (abs(view.down - 1) < UNSCALED)


class _Stretches(NamedTuple):
    """n stretches along one side; where none was `found` the numbers say nothing."""

    found: np.ndarray
    start: np.ndarray
    end: np.ndarray
    pixels: np.ndarray
    early: np.ndarray
    to_scale: np.ndarray

    @property
    def keeps(self) -> np.ndarray:
        """Whether as many pixels come out as go in."""
        return self.pixels == self.end - self.start

    def listed(self) -> Iterator[Stretch]:
        return map(Stretch._make, zip(*(one.tolist() for one in self[1:]), strict=True))


def _stretches(offset: np.ndarray, scale: np.ndarray, length: np.ndarray, side: np.ndarray) -> _Stretches:
    """Stretches whose pixels lie near enough to where they belong; (n,) each.

    Resized, pixel i lies at `start + (i + 0.5) * (end - start) / pixels - 0.5` of the source.
    """
    gain = scale - 1  # each pixel that is begun earlier, or ended later, moves by so much between two of the source
    first = offset + 0.5 - 0.5 * scale
    early, begins = _fewest(first, gain, below=np.floor(first / scale) + 1)
    start = np.rint(first - early * scale).astype(int)
    late, ends = _fewest(-scale * (early + length), gain, below=np.full(len(scale), ROOM))
    count = early + length + late
    end = start + np.rint(scale * count).astype(int)
    to_scale = ends & (end <= side)
    as_far = np.minimum(start + np.ceil((early + length) * scale).astype(int) + 2, side)
    end = np.where(to_scale, end, as_far)
    count = np.where(to_scale, count, np.rint((end - start) / scale).astype(int))
    found = (gain > 0) & begins & (to_scale | (count >= early + length))
    return _Stretches(found, start, end, count, early, to_scale)


def _fewest(between: np.ndarray, gain: np.ndarray, *, below: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How often, at the fewest, `gain` must be taken from a place between two pixels to come near enough to one.

    Where it never does in less than `below` times, or ROOM: what comes nearest; and whether that is near enough.
    """
    places = between[:, None] - gain[:, None] * _TIMES
    off = np.abs(places - np.rint(places))
    off[below[:, None] <= _TIMES] = 1.0
    near = off <= NEAR_ENOUGH
    best = np.where(near.any(axis=1), near.argmax(axis=1), off.argmin(axis=1))
    return best, off[np.arange(len(best)), best] < AT_MOST
