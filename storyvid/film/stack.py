"""A stack of sheets as a frame source: what must be drawn of them for a frame, and in which order.

Where a sheet is opaque it is warped straight into the frame, what lies behind it there is not drawn at all, and where
it is empty nothing is done.  That is worked out for some frames at a time: in so few nothing moves far, and a search
for all of them takes little longer than one for a single frame.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from storyvid.film.parallax import Sheet
from storyvid.film.planes import Planes
from storyvid.film.sampling import Way, ways

AT_ONCE = 16  # frames
GRAIN = 32  # pixels of the frame at which is kept what nearer sheets hide

_Rect = tuple[int, int, int, int]


class _Stroke(NamedTuple):
    """A part of a sheet as it goes into a part of one frame."""

    sheet: Sheet
    luma: tuple[slice, slice]
    chroma: tuple[slice, slice]
    to_luma: Way
    to_chroma: Way
    solid: bool

    def draw(self, out: Planes) -> None:
        sheet, luma, chroma = self.sheet, self.luma, self.chroma
        if self.solid:
            self.to_luma.fill(sheet.planes.y, out.y[luma])
            self.to_chroma.fill(sheet.planes.u, out.u[chroma])
            self.to_chroma.fill(sheet.planes.v, out.v[chroma])
            return
        _lay(self.to_luma.shown(sheet.planes.y), self.to_luma.shown(sheet.veils.y), out.y[luma])
        veil = self.to_chroma.shown(sheet.veils.u)
        _lay(self.to_chroma.shown(sheet.planes.u), veil, out.u[chroma])
        _lay(self.to_chroma.shown(sheet.planes.v), veil, out.v[chroma])


class Stack:
    """A frame source over sheets, farthest first."""

    def __init__(self, sheets: Sequence[Sheet], *, width: int, height: int, frames: int):
        self.width, self.height, self.frames = width, height, frames
        self._sheets = sheets
        self._worked_out = range(0)
        self._strokes: list[list[_Stroke]] = []  # for each frame that is worked out, in the order of drawing

    def draw(self, index: int, out: Planes) -> None:
        if index not in self._worked_out:
            first = index // AT_ONCE * AT_ONCE
            self._worked_out = range(first, min(first + AT_ONCE, self.frames))
            self._strokes = self._of(self._worked_out)
        for stroke in self._strokes[index - self._worked_out.start]:
            stroke.draw(out)

    def _of(self, frames: range) -> list[list[_Stroke]]:
        found = list(self._seen(frames))[::-1]
        strokes: list[list[_Stroke]] = [[] for _ in frames]
        if not found:
            return strokes
        rects = np.concatenate([seen for _, seen, _ in found])
        left, top, right, bottom = rects.T
        wide, high = right - left, bottom - top
        sheets = [sheet for sheet, _, _ in found]
        lumas = _ways(sheets, frames, chroma=False, corner=(left, top), size=(high, wide))
        chromas = _ways(sheets, frames, chroma=True, corner=(left // 2, top // 2), size=(high // 2, wide // 2))
        ready = zip(rects.tolist(), (rects // 2).tolist(), lumas, chromas, strict=True)
        for sheet, _, solid in found:
            for frame in strokes:
                rect, half, to_luma, to_chroma = next(ready)
                if to_luma.width > 0 and to_luma.height > 0:
                    frame.append(_Stroke(sheet, _slices(rect), _slices(half), to_luma, to_chroma, solid))
        return strokes

    def _seen(self, frames: range) -> Iterator[tuple[Sheet, np.ndarray, bool]]:
        """The pieces nearest first, each with where it is to be drawn in each of the frames: (n, 4) int."""
        free = np.ones((-(-self.height // GRAIN), -(-self.width // GRAIN)), bool)
        for sheet in reversed(self._sheets):
            hidden = []
            for piece, rects in zip(sheet.pieces, sheet.rects(frames, self.width, self.height), strict=True):
                lows, highs = rects[:, :2], rects[:, 2:]
                box = _free_of((*lows.min(axis=0).tolist(), *highs.max(axis=0).tolist()), free)
                if box is not None:
                    yield sheet, np.hstack([np.maximum(lows, box[:2]), np.minimum(highs, box[2:])]), piece.solid
                if piece.solid:
                    hidden.append((*lows.max(axis=0).tolist(), *highs.min(axis=0).tolist()))
            for left, top, right, bottom in hidden:
                rows = slice(-(-top // GRAIN), _whole(bottom, self.height))
                free[rows, -(-left // GRAIN) : _whole(right, self.width)] = False


def _ways(
    sheets: list[Sheet],
    frames: range,
    *,
    chroma: bool,
    corner: tuple[np.ndarray, np.ndarray],
    size: tuple[np.ndarray, np.ndarray],
) -> list[Way]:
    """To each sheet's part of each frame, sheet after sheet."""
    views = [sheet.stage.views(frames, chroma=chroma) for sheet in sheets]
    shapes = [(sheet.planes.u if chroma else sheet.planes.y).shape for sheet in sheets]
    heights, widths = (np.repeat(side, len(frames)) for side in np.array(shapes).T)
    together = type(views[0])(*map(np.concatenate, zip(*views, strict=True)))
    return ways(together.moved(*corner), source=(heights, widths), target=size)


def _lay(colour: np.ndarray, veil: np.ndarray, out: np.ndarray) -> None:
    cv2.multiply(out, veil, dst=out, scale=1 / 255)
    cv2.add(out, colour, dst=out)


def _slices(rect: Sequence[int]) -> tuple[slice, slice]:
    return slice(rect[1], rect[3]), slice(rect[0], rect[2])


def _free_of(rect: _Rect, free: np.ndarray) -> _Rect | None:
    """The rect cut to the rows and columns of the grid in which something of it is free; None if nothing is."""
    left, top, right, bottom = rect
    if left >= right or top >= bottom:
        return None
    first_row, first_column = top // GRAIN, left // GRAIN
    cells = free[first_row : -(-bottom // GRAIN), first_column : -(-right // GRAIN)]
    rows, columns = np.flatnonzero(cells.any(axis=1)), np.flatnonzero(cells.any(axis=0))
    if not len(rows):
        return None
    return (
        max(left, int(first_column + columns[0]) * GRAIN),
        max(top, int(first_row + rows[0]) * GRAIN),
        min(right, int(first_column + columns[-1] + 1) * GRAIN),
        min(bottom, int(first_row + rows[-1] + 1) * GRAIN),
    )


def _whole(end: int, side: int) -> int:
    # a cell at the frame's far side is hidden too when only what lies outside is missing
    return -(-side // GRAIN) if end >= side else end // GRAIN
