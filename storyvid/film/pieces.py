"""Pieces: a sheet's parts that hold something, so that its empty parts cost nothing (pure)."""

import numpy as np

Box = tuple[int, int, int, int]
"""(left, top, right, bottom), half-open."""

CELL = 16  # pixels; the grain at which a sheet is cut into pieces
LEAST_GAP = 6  # cells of nothing that are worth a cut


def cut(alpha: np.ndarray) -> list[Box]:
    """Boxes (left, top, right, bottom), even, that hold all that is not transparent.

    An XY-cut at wide gaps (Nagy and Seth, "Hierarchical representation of optically scanned documents", 1984).
    """
    height, width = alpha.shape
    rows, columns = -(-height // CELL), -(-width // CELL)
    padded = np.zeros((rows * CELL, columns * CELL), bool)
    padded[:height, :width] = alpha > 0
    cells = np.any(padded.reshape(rows, CELL, columns, CELL), axis=(1, 3))
    boxes = _xy_cut(np.asarray(cells), 0, 0)
    return [(x0 * CELL, y0 * CELL, min(x1 * CELL, width), min(y1 * CELL, height)) for x0, y0, x1, y1 in boxes]


def _xy_cut(cells: np.ndarray, left: int, top: int) -> list[Box]:
    if not cells.any():
        return []
    rows, columns = np.flatnonzero(cells.any(axis=1)), np.flatnonzero(cells.any(axis=0))
    cells = cells[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    left, top = left + int(columns[0]), top + int(rows[0])
    for axis, held in ((1, rows - rows[0]), (0, columns - columns[0])):
        gaps = np.diff(held)
        if len(gaps) and gaps.max() > LEAST_GAP:
            at = int(held[np.argmax(gaps)]) + 1
            first, second = (cells[:at], cells[at:]) if axis else (cells[:, :at], cells[:, at:])
            away = (0, at) if axis else (at, 0)
            return _xy_cut(first, left, top) + _xy_cut(second, left + away[0], top + away[1])
    return [(left, top, left + cells.shape[1], top + cells.shape[0])]
