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
from storyvid.film.pieces import cut
from storyvid.film.planes import Planes, premultiplied
from storyvid.models import Layer

MARGIN_PERCENT = 8
FARTHEST_STRENGTH, NEAREST_STRENGTH = 0.4, 1.5  # how much of the picture's motion a sheet makes
LEAST_STEP = 0.04  # in depth: sheets closer than this move as one

Rows = tuple[int, int]


@dataclass(frozen=True)
class Sheet:
    """One piece of a sheet, cut to what is not transparent, and the affines that place it.

    `planes` are multiplied by alpha, `veils` are 255 - alpha; `luma` and `chroma` are (frames, 2, 3), from
    the frame to the piece; `solid` are its rows without any hole.
    """

    planes: Planes
    veils: Planes
    luma: np.ndarray
    chroma: np.ndarray
    solid: Rows
    spans_frame: bool

    def rect(self, index: int, width: int, height: int) -> tuple[int, int, int, int]:
        """The even box (left, top, right, bottom) of the frame that the piece may touch."""
        matrix = self.luma[index]
        scales, offsets, sides = np.diag(matrix), matrix[:, 2], (width, height)
        low = np.floor((-1 - offsets) / scales / 2) * 2 - 2
        high = np.ceil((np.array(self.veils.y.shape[::-1]) - offsets) / scales / 2) * 2 + 2
        left, top = np.clip(low, 0, sides).astype(int).tolist()
        right, bottom = np.clip(high, 0, sides).astype(int).tolist()
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


def prepared(layers: Sequence[Layer], *, picture_width: int, cover: motion.Cover, cameras: np.ndarray) -> list[Sheet]:
    """The sheets at the size they are needed, farthest first; `picture_width` is without the margins."""
    made: list[Sheet] = []
    larger = cover.cover_width / picture_width
    for group in _together(sorted(layers, key=lambda layer: layer.depth)):
        made.extend(_pieces(group, larger, cover, cameras, lowest=not made))
    return made


def _lay(sheet: Sheet, index: int, out: Planes, box: tuple[int, int, int, int], solid: bool) -> None:
    view, origin = out.box(*box), np.array(box[:2], float)
    luma, chroma = _moved(sheet.luma[index], origin), _moved(sheet.chroma[index], origin / 2)
    if solid:
        for source, target, matrix in zip(sheet.planes, view, (luma, chroma, chroma), strict=True):
            _warp(source, matrix, target.shape, dst=target, borderMode=cv2.BORDER_REPLICATE)
        return
    veil = _warp(sheet.veils.y, luma, view.y.shape, borderValue=255.0)
    veil_half = _warp(sheet.veils.u, chroma, view.u.shape, borderValue=255.0)
    for number, (target, matrix) in enumerate(zip(view, (luma, chroma, chroma), strict=True)):
        cv2.multiply(target, veil_half if number else veil, dst=target, scale=1 / 255)
        cv2.add(target, _warp(sheet.planes[number], matrix, target.shape), dst=target)


def _moved(matrix: np.ndarray, origin: np.ndarray) -> np.ndarray:
    # the same affine, counted from a box's corner instead of the frame's
    return np.column_stack([matrix[:, :2], matrix[:, 2] + matrix[:, :2] @ origin])


def _warp(source: np.ndarray, matrix: np.ndarray, shape: tuple[int, ...], **options) -> np.ndarray:
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(source, matrix, (shape[1], shape[0]), flags=flags, **options)


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


def _pieces(
    group: list[Layer], larger: float, cover: motion.Cover, cameras: np.ndarray, *, lowest: bool
) -> Iterator[Sheet]:
    # what the sheets have beyond the picture, counted from their size: a margin is whole pixels
    margin_x = (group[0].image.width * larger - cover.cover_width) / 2
    margin_y = (group[0].image.height * larger - cover.cover_height) / 2
    depth = float(np.clip(group[0].depth, 0.0, 1.0))
    strength = FARTHEST_STRENGTH + (NEAREST_STRENGTH - FARTHEST_STRENGTH) * depth
    # half of the margin stays in reserve for what a sheet's own edge may lack
    seen = motion.at_depth(cameras, cover, strength=strength, margin_x=margin_x / 2, margin_y=margin_y / 2)
    colours = _at_size(_premultiplied(group), cover, (margin_x, margin_y), float(seen[:, 0].max()))
    if lowest:
        colours = _on_paper(colours)
    # of the size the sheet was given, which is whole pixels
    sides = np.array([cover.cover_width + 2 * margin_x, cover.cover_height + 2 * margin_y])
    scale = np.array(colours.shape[1::-1]) / sides
    luma = np.stack([motion.affine(camera, cover, scale=tuple(scale)) for camera in seen])
    chroma = np.stack([motion.affine(camera, cover, scale=tuple(scale), chroma=True) for camera in seen])
    for left, top, right, bottom in cut(colours[..., 3]):
        shift = scale * (margin_x, margin_y) - (left, top)
        planes, veils = premultiplied(colours[top:bottom, left:right])
        yield Sheet(
            planes,
            veils,
            _shifted(luma, shift),
            _shifted(chroma, shift / 2),
            _solid_rows(veils.y),
            spans_frame=right - left == colours.shape[1],
        )


def _shifted(matrices: np.ndarray, shift: np.ndarray) -> np.ndarray:
    # to a piece's own corner
    shifted = matrices.copy()
    shifted[:, :, 2] += shift
    return shifted


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
