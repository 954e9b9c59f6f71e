"""Parallax: the sheets of a layered picture, each warped by its depth and laid over those behind it.

Colour is kept multiplied by its alpha (Porter and Duff, "Compositing Digital Images", 1984), in the
encoder's planes: laying a sheet over others is then one multiplication and one addition a plane.  Where a
sheet is opaque it is warped straight into the frame, and what lies behind it there is not drawn at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from storyvid.film import motion
from storyvid.film.planes import PREMULTIPLIED_TO_U, PREMULTIPLIED_TO_V, PREMULTIPLIED_TO_Y, Planes
from storyvid.models import Layer

MARGIN_PERCENT = 8
FARTHEST_STRENGTH, NEAREST_STRENGTH = 0.4, 1.5  # how much of the picture's motion a sheet makes
LEAST_STEP = 0.04  # in depth: sheets closer than this move as one

_WARP = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
Rows = tuple[int, int]


@dataclass(frozen=True)
class Sheet:
    """One piece of a sheet, cut to what is not transparent, and the affines that place it.

    `planes` are multiplied by alpha, `veil` is 255 - alpha at full and `veil_half` at half size; `luma`
    and `chroma` are (frames, 2, 3), from the frame to the piece; `solid` are its rows without any hole.
    """

    planes: Planes
    veil: np.ndarray
    veil_half: np.ndarray
    luma: np.ndarray
    chroma: np.ndarray
    solid: Rows
    spans_frame: bool

    def rect(self, index: int, width: int, height: int) -> tuple[int, int, int, int]:
        """The even box (left, top, right, bottom) of the frame that the piece may touch."""
        matrix = self.luma[index]
        lengths = self.veil.shape[1], self.veil.shape[0]
        low = [(-1 - matrix[axis, 2]) / matrix[axis, axis] for axis in (0, 1)]
        high = [(lengths[axis] - matrix[axis, 2]) / matrix[axis, axis] for axis in (0, 1)]
        left, top = (int(np.clip(np.floor(at / 2) * 2 - 2, 0, side)) for at, side in zip(low, (width, height), strict=True))
        right, bottom = (int(np.clip(np.ceil(at / 2) * 2 + 2, 0, side)) for at, side in zip(high, (width, height), strict=True))
        return left, top, right, bottom

    def solid_rows(self, index: int, height: int) -> Rows:
        """The even rows of the frame that the piece covers without any hole, from side to side."""
        if not self.spans_frame or self.solid[0] >= self.solid[1]:
            return (0, 0)
        scale, offset = self.luma[index][1, 1], self.luma[index][1, 2]
        # two pixels of the half-size planes inside, so that neither luma nor chroma reaches past the solid rows
        first = np.ceil(((self.solid[0] + 4 - offset) / scale) / 2) * 2
        last = np.floor(((self.solid[1] - 5 - offset) / scale) / 2) * 2
        first, last = (int(np.clip(row, 0, height)) for row in (first, last))
        return (first, last) if first < last else (0, 0)


class Sheets:
    """A frame source over sheets, farthest first."""

    def __init__(self, sheets: Sequence[Sheet], *, width: int, height: int, frames: int):
        self.width, self.height, self.frames = width, height, frames
        self._sheets = sheets

    def draw(self, index: int, out: Planes) -> None:
        for sheet, rows, solid in reversed(list(self._visible(index))):
            left, top, right, bottom = sheet.rect(index, self.width, self.height)
            top, bottom = max(top, rows[0]), min(bottom, rows[1])
            if left < right and top < bottom:
                _lay(sheet, index, out, (left, top, right, bottom), solid)

    def _visible(self, index: int) -> Iterator[tuple[Sheet, Rows, bool]]:
        # nearest first: each sheet, the rows of it that nearer ones leave to be seen, and whether they are solid
        free = [(0, self.height)]
        for sheet in reversed(self._sheets):
            solid = sheet.solid_rows(index, self.height)
            for rows in free:
                yield from ((sheet, part, part_solid) for part, part_solid in _split(rows, solid))
            free = [part for rows in free for part, covered in _split(rows, solid) if not covered]


def prepared(layers: Sequence[Layer], cover: motion.Cover, cameras: np.ndarray) -> list[Sheet]:
    """The sheets of layers whose margin is MARGIN_PERCENT, at the size they are needed, farthest first."""
    made: list[Sheet] = []
    for group in _together(sorted(layers, key=lambda layer: layer.depth)):
        made.extend(_pieces(group, cover, cameras, lowest=not made))
    return made


def _lay(sheet: Sheet, index: int, out: Planes, box: tuple[int, int, int, int], solid: bool) -> None:
    left, top = box[:2]
    veils = (sheet.veil, sheet.veil_half, sheet.veil_half)
    matrices, origins = (sheet.luma[index], sheet.chroma[index], sheet.chroma[index]), ((left, top),) + ((left / 2, top / 2),) * 2
    chroma_veil = None
    for number, target in enumerate(out.box(*box)):
        matrix = matrices[number].copy()
        matrix[:, 2] += matrix[:, :2] @ origins[number]
        size = (target.shape[1], target.shape[0])
        if solid:
            cv2.warpAffine(sheet.planes[number], matrix, size, dst=target, flags=_WARP, borderMode=cv2.BORDER_REPLICATE)
            continue
        if number < 2:
            chroma_veil = cv2.warpAffine(
                veils[number], matrix, size, flags=_WARP, borderMode=cv2.BORDER_CONSTANT, borderValue=255.0
            )
        colour = cv2.warpAffine(sheet.planes[number], matrix, size, flags=_WARP, borderMode=cv2.BORDER_CONSTANT)
        cv2.multiply(target, chroma_veil, dst=target, scale=1 / 255)
        cv2.add(target, colour, dst=target)


def _split(rows: Rows, solid: Rows) -> list[tuple[Rows, bool]]:
    first, last = max(rows[0], solid[0]), min(rows[1], solid[1])
    if first >= last:
        return [(rows, False)]
    parts = [((rows[0], first), False), ((first, last), True), ((last, rows[1]), False)]
    return [(part, covered) for part, covered in parts if part[0] < part[1]]


def _together(layers: Sequence[Layer]) -> Iterator[list[Layer]]:
    group: list[Layer] = []
    for layer in layers:
        if group and layer.depth - group[0].depth >= LEAST_STEP:
            yield group
            group = []
        group.append(layer)
    if group:
        yield group


def _pieces(group: list[Layer], cover: motion.Cover, cameras: np.ndarray, *, lowest: bool) -> Iterator[Sheet]:
    margin_x, margin_y = (side * MARGIN_PERCENT / 100 for side in (cover.cover_width, cover.cover_height))
    depth = float(np.clip(group[0].depth, 0.0, 1.0))
    strength = FARTHEST_STRENGTH + (NEAREST_STRENGTH - FARTHEST_STRENGTH) * depth
    # half of the margin stays in reserve for what a sheet's own edge may lack
    seen = motion.at_depth(cameras, cover, strength=strength, margin_x=margin_x / 2, margin_y=margin_y / 2)
    scale = float(seen[:, 0].max())
    colours = _at_size(_premultiplied(group), cover, (margin_x, margin_y), scale)
    if lowest:
        colours = _on_paper(colours)
    for left, top, right, bottom in _cut(colours[..., 3]):
        yield _piece(colours[top:bottom, left:right], (left, top), colours.shape[1], cover, seen, scale, (margin_x, margin_y))


def _piece(
    colours: np.ndarray,
    origin: tuple[int, int],
    sheet_width: int,
    cover: motion.Cover,
    cameras: np.ndarray,
    scale: float,
    margins: tuple[float, float],
) -> Sheet:
    height, width = colours.shape[:2]
    half = cv2.resize(colours, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    planes = Planes(
        cv2.transform(colours, PREMULTIPLIED_TO_Y),
        cv2.transform(half, PREMULTIPLIED_TO_U),
        cv2.transform(half, PREMULTIPLIED_TO_V),
    )
    luma = np.stack([motion.affine(camera, cover, scale=scale) for camera in cameras])
    chroma = np.stack([motion.affine(camera, cover, scale=scale, chroma=True) for camera in cameras])
    shift = np.array(margins) * scale - origin
    luma[:, :, 2] += shift
    chroma[:, :, 2] += shift / 2
    veil = 255 - colours[..., 3]
    return Sheet(planes, veil, 255 - half[..., 3], luma, chroma, _solid_rows(veil), width == sheet_width)


def _premultiplied(group: list[Layer]) -> np.ndarray:
    colours = _colours(group[0])
    for layer in group[1:]:
        above = _colours(layer)
        veil = cv2.merge([255 - above[..., 3]] * 4)
        colours = cv2.add(cv2.multiply(colours, veil, scale=1 / 255), above)
    return colours


def _colours(layer: Layer) -> np.ndarray:
    image = layer.image.convert("RGBA").convert("RGBa")  # multiplied by its alpha
    return np.frombuffer(image.tobytes(), np.uint8).reshape(image.height, image.width, 4)


def _at_size(colours: np.ndarray, cover: motion.Cover, margins: tuple[float, float], scale: float) -> np.ndarray:
    width = round((cover.cover_width + 2 * margins[0]) * scale / 2) * 2
    height = round((cover.cover_height + 2 * margins[1]) * scale / 2) * 2
    shrinking = width < colours.shape[1]
    sized = cv2.resize(colours, (width, height), interpolation=cv2.INTER_AREA if shrinking else cv2.INTER_CUBIC)
    np.minimum(sized[..., :3], sized[..., 3:], out=sized[..., :3])  # what the cubic filter overshot
    return sized


def _on_paper(colours: np.ndarray) -> np.ndarray:
    if colours[..., 3].min() == 255:
        return colours
    whole = colours + (255 - colours[..., 3:])
    return whole.astype(np.uint8)


def _solid_rows(veil: np.ndarray) -> Rows:
    # the longest run of rows without a hole
    solid = np.concatenate([[0], (veil.max(axis=1) == 0).astype(np.int8), [0]])
    steps = np.diff(solid)
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    if not len(starts):
        return (0, 0)
    longest = int(np.argmax(ends - starts))
    return int(starts[longest]), int(ends[longest])


CELL = 16  # pixels; the grain at which a sheet is cut into pieces
LEAST_GAP = 6  # cells of nothing that are worth a cut


def _cut(alpha: np.ndarray) -> list[tuple[int, int, int, int]]:
    """Boxes (left, top, right, bottom), even, that hold all that is not transparent: an XY-cut at wide gaps."""
    height, width = alpha.shape
    rows, columns = -(-height // CELL), -(-width // CELL)
    padded = np.zeros((rows * CELL, columns * CELL), bool)
    padded[:height, :width] = alpha > 0
    cells = padded.reshape(rows, CELL, columns, CELL).any(axis=(1, 3))
    boxes = _xy_cut(cells, 0, 0)
    return [(x0 * CELL, y0 * CELL, min(x1 * CELL, width), min(y1 * CELL, height)) for x0, y0, x1, y1 in boxes]


def _xy_cut(cells: np.ndarray, left: int, top: int) -> list[tuple[int, int, int, int]]:
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
