"""Pieces: a sheet cut into what is solid, what must be blended and what is empty and costs nothing (pure)."""

from dataclasses import dataclass

import cv2
import numpy as np

CELL = 32  # pixels; the grain at which a sheet is cut
REACH = 6  # pixels that a cell looks around itself: what interpolation, half-size planes and rounding may touch
# what a piece costs, in solid cells: drawing one, by kind, besides its area; and a cell that is blended
_SOLID_COST, _MIXED_COST, _MIXED_CELL = 40.0, 100.0, 2.2

_Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Piece:
    """The part [left, right) x [top, bottom) of a sheet; `solid`: opaque everywhere, and a little around itself."""

    left: int
    top: int
    right: int
    bottom: int
    solid: bool


def cut(alpha: np.ndarray) -> list[Piece]:
    """Pieces that hold all that is not transparent; no pixel that must be blended is in two of them.

    Guillotine cuts, each the best of its box (as the XY-cut of Nagy and Seth, 1984), for as long as they save
    more than one piece more costs.
    """
    height, width = alpha.shape
    solid, mixed = _cells(alpha)
    boxes = _guillotine(solid, mixed, (0, 0, solid.shape[1], solid.shape[0]))[1]
    return [
        Piece(x0 * CELL, y0 * CELL, min(x1 * CELL, width), min(y1 * CELL, height), bool(solid[y0:y1, x0:x1].all()))
        for x0, y0, x1, y1 in boxes
    ]


def _cells(alpha: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which cells are solid, and which hold something else than nothing."""
    rows, columns = -(-alpha.shape[0] // CELL), -(-alpha.shape[1] // CELL)
    below, right = rows * CELL - alpha.shape[0], columns * CELL - alpha.shape[1]
    around = np.ones((2 * REACH + 1, 2 * REACH + 1), np.uint8)
    grids = []
    for seen in (cv2.erode(alpha, around), cv2.dilate(alpha, around)):
        padded = cv2.copyMakeBorder(seen, 0, below, 0, right, cv2.BORDER_REPLICATE)
        grids.append(padded.reshape(rows, CELL, columns, CELL))
    solid = grids[0].min(axis=(1, 3)) == 255
    return solid, (grids[1].max(axis=(1, 3)) > 0) & ~solid


def _guillotine(solid: np.ndarray, mixed: np.ndarray, box: _Box) -> tuple[float, list[_Box]]:
    """The cost of a box of cells and the boxes it is best cut into."""
    x0, y0, x1, y1 = box
    inner_solid, inner_mixed = solid[y0:y1, x0:x1], mixed[y0:y1, x0:x1]
    count, solids, mixeds = (y1 - y0) * (x1 - x0), int(inner_solid.sum()), int(inner_mixed.sum())
    if not solids + mixeds:
        return 0.0, []
    whole = float(_one(count, solids, mixeds))
    if solids == count or _least(solids, mixeds) >= whole:
        return whole, [box]
    cost, axis, at = min(_best(inner_solid, inner_mixed, axis) for axis in (0, 1))
    if not at or cost >= whole:
        return whole, [box]
    first, second = (
        ((x0, y0, x1, y0 + at), (x0, y0 + at, x1, y1))
        if axis == 0
        else (
            (x0, y0, x0 + at, y1),
            (x0 + at, y0, x1, y1),
        )
    )
    (cost_a, boxes_a), (cost_b, boxes_b) = (_guillotine(solid, mixed, part) for part in (first, second))
    return (cost_a + cost_b, boxes_a + boxes_b) if cost_a + cost_b < whole else (whole, [box])


def _best(solid: np.ndarray, mixed: np.ndarray, axis: int) -> tuple[float, int, int]:
    """The best cut across an axis: its cost as far as one can tell, the axis, and where; where 0: none."""
    length, across = solid.shape[axis], solid.shape[1 - axis]
    if length < 2:
        return float("inf"), axis, 0
    solids, mixeds = (np.cumsum(grid.sum(axis=1 - axis))[:-1] for grid in (solid, mixed))
    counts = np.arange(1, length) * across
    costs = np.zeros(length - 1)
    sides = (
        (counts, solids, mixeds),
        (length * across - counts, int(solid.sum()) - solids, int(mixed.sum()) - mixeds),
    )
    for side in sides:
        # half way between what a side costs uncut and what it may cost when it is cut further
        costs += (_one(*side) + np.minimum(_one(*side), _least(*side[1:]))) / 2
    at = int(np.argmin(costs))
    return float(costs[at]), axis, at + 1


def _one(count, solids, mixeds):
    """What cells cost as one piece."""
    blended = np.where(solids + mixeds > 0, _MIXED_COST + _MIXED_CELL * count, 0.0)
    return np.where(solids == count, _SOLID_COST + count, blended)


def _least(solids, mixeds):
    """What the cells cost at the very least."""
    pieces = np.where(solids > 0, _SOLID_COST, 0.0) + np.where(mixeds > 0, _MIXED_COST, 0.0)
    return pieces + solids + _MIXED_CELL * mixeds
