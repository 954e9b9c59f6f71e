"""Parallax: the sheets of a layered picture, each warped by its depth and laid over those behind it.

Colour is kept multiplied by its alpha (Porter and Duff, "Compositing Digital Images", 1984), in the
encoder's planes: laying a sheet over others is then one multiplication and one addition a plane.  `pieces` cuts a sheet
into what is opaque, what must be blended and what is empty; `stack` draws it so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from storyvid.film import motion
from storyvid.film.pieces import Piece, cut
from storyvid.film.planes import Planes, premultiplied
from storyvid.film.sampling import roomy, stage_scale
from storyvid.models import Layer

MARGIN_PERCENT = 8
FARTHEST_STRENGTH, NEAREST_STRENGTH = 0.4, 1.5  # how much of the picture's motion a sheet makes
LEAST_STEP = 0.04  # in depth: sheets closer than this move as one

AROUND = 8  # pixels around what is in a sheet that are empty: as far as scaling and sampling reach

NO_VEILS = Planes(*(np.zeros((0, 0), np.uint8) for _ in range(3)))

Rect = tuple[int, int, int, int]
"""(left, top, right, bottom) in pixels of the frame, all even."""


@dataclass(frozen=True)
class Sheet:
    """A sheet cut to what is not transparent, its pieces, and how the cameras see it.

    `planes` are multiplied by alpha, `veils` are 255 - alpha, both roomy; where all pieces are solid there are no
    veils.  Without pieces it is a flat picture, all of it seen.
    """

    planes: Planes
    veils: Planes
    stage: motion.Stage
    pieces: tuple[Piece, ...]

    def rects(self, frames: range, width: int, height: int) -> list[np.ndarray]:
        """Where each piece lies in each frame, (n, 4) int of left, top, right, bottom, all even.

        Pieces that touch one another share their edge to the pixel.
        """
        across, down, left, top = self.stage.views(frames)
        return [
            np.stack(
                [
                    _even((one.left - 0.5 - left) / across, width),
                    _even((one.top - 0.5 - top) / down, height),
                    _even((one.right - 0.5 - left) / across, width),
                    _even((one.bottom - 0.5 - top) / down, height),
                ],
                axis=1,
            )
            for one in self.pieces
        ]


def prepared(layers: Sequence[Layer], *, picture_width: int, cover: motion.Cover, cameras: np.ndarray) -> list[Sheet]:
    """The sheets at the size they are needed, farthest first; `picture_width` is without the margins."""
    made: list[Sheet] = []
    larger = cover.cover_width / picture_width
    for group in _together(sorted(layers, key=lambda layer: layer.depth)):
        made.extend(_sheet(group, larger, cover, cameras, lowest=not made))
    return made


def _even(places: np.ndarray, most: int) -> np.ndarray:
    return np.clip(np.rint(places / 2).astype(int) * 2, 0, most)


def _together(layers: Sequence[Layer]) -> Iterator[list[Layer]]:
    group: list[Layer] = []
    for layer in layers:
        if group and layer.depth - group[0].depth >= LEAST_STEP:
            yield group
            group = []
        group.append(layer)
    if group:
        yield group


def _sheet(
    group: list[Layer], larger: float, cover: motion.Cover, cameras: np.ndarray, *, lowest: bool
) -> Iterator[Sheet]:
    # what the sheets have beyond the picture, counted from their size: a margin is whole pixels
    margin_x = (group[0].image.width * larger - cover.cover_width) / 2
    margin_y = (group[0].image.height * larger - cover.cover_height) / 2
    depth = float(np.clip(group[0].depth, 0.0, 1.0))
    strength = FARTHEST_STRENGTH + (NEAREST_STRENGTH - FARTHEST_STRENGTH) * depth
    # half of the margin stays in reserve for what a sheet's own edge may lack
    seen = motion.at_depth(cameras, cover, strength=strength, margin_x=margin_x / 2, margin_y=margin_y / 2)
    scale = stage_scale(seen[:, 0])
    box = _inside(motion.reached(seen, cover), (margin_x, margin_y), larger)
    left, top, right, bottom = box if lowest else _filled(group, box)
    if left >= right or top >= bottom:
        return
    colours = _at_size(_premultiplied(group, (left, top, right, bottom)), larger * scale)
    # from the cover's corner to that of what is shown of the sheet
    x, y = (scale * (margin - larger * side) for margin, side in ((margin_x, left), (margin_y, top)))
    if lowest:
        colours = _on_paper(colours)
    pieces = cut(colours[..., 3])
    if not pieces:
        return
    left, top = min(one.left for one in pieces), min(one.top for one in pieces)
    right, bottom = max(one.right for one in pieces), max(one.bottom for one in pieces)
    planes, veils = premultiplied(colours[top:bottom, left:right])
    moved = tuple(
        Piece(one.left - left, one.top - top, one.right - left, one.bottom - top, one.solid) for one in pieces
    )
    planes = Planes(*map(roomy, planes))
    if all(one.solid for one in pieces):
        veils = NO_VEILS
    else:
        half = roomy(veils.u)
        veils = Planes(roomy(veils.y), half, half)
    yield Sheet(planes, veils, motion.Stage(cover, seen, scale, left - x, top - y), moved)


def _inside(shown: tuple[float, ...], margins: tuple[float, float], larger: float) -> tuple[int, int, int, int]:
    """What is shown of the cover and a little around it, in a sheet's pixels: even, not before its corner."""
    near = [max(0, int((side + margin) / larger // 2) * 2 - 4) for side, margin in zip(shown[:2], margins, strict=True)]
    far = [int((side + margin) / larger // 2) * 2 + 6 for side, margin in zip(shown[2:], margins, strict=True)]
    return near[0], near[1], far[0], far[1]


def _filled(group: list[Layer], box: Rect) -> Rect:
    """The part of a box in which there is anything, and a little around it; its corner even."""
    bounds = [bound for layer in group if (bound := _bounds(layer.image))]
    if not bounds:
        return 0, 0, 0, 0
    left, top, right, bottom = zip(*bounds, strict=True)
    return (
        max(box[0], min(left) // 2 * 2 - AROUND),
        max(box[1], min(top) // 2 * 2 - AROUND),
        min(box[2], max(right) // 2 * 2 + AROUND),
        min(box[3], max(bottom) // 2 * 2 + AROUND),
    )


def _bounds(image: Image.Image) -> Rect | None:
    # of a picture without alpha Pillow would leave out what is black
    return image.getbbox() if "A" in image.getbands() else (0, 0, *image.size)


def _premultiplied(group: list[Layer], box: Rect) -> np.ndarray:
    colours = _colours(group[0], box)
    for layer in group[1:]:
        above = _colours(layer, box)
        veil = cv2.merge([255 - above[..., 3]] * 4)
        colours = cv2.add(cv2.multiply(colours, veil, scale=1 / 255), above)
    return colours


def _colours(layer: Layer, box: Rect) -> np.ndarray:
    width, height = layer.image.size
    part = layer.image.crop((box[0], box[1], min(box[2], width), min(box[3], height)))
    return cv2.cvtColor(np.asarray(part.convert("RGBA")), cv2.COLOR_RGBA2mRGBA)


def _at_size(colours: np.ndarray, enlarged: float) -> np.ndarray:
    """A sheet at exactly so many times its size, its sides rounded."""
    # a picture's chroma needs even sides
    colours = colours[: colours.shape[0] // 2 * 2, : colours.shape[1] // 2 * 2]
    way = cv2.INTER_AREA if enlarged < 1 else cv2.INTER_CUBIC
    sized = cv2.resize(colours, None, fx=enlarged, fy=enlarged, interpolation=way)
    np.minimum(sized[..., :3], sized[..., 3:], out=sized[..., :3])  # what the cubic filter overshot
    return sized[: sized.shape[0] // 2 * 2, : sized.shape[1] // 2 * 2]


def _on_paper(colours: np.ndarray) -> np.ndarray:
    if colours[..., 3].min() == 255:
        return colours
    whole = colours + (255 - colours[..., 3:])
    return whole.astype(np.uint8)
