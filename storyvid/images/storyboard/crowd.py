"""Crowds: those behind the front row stand where their faces are seen."""

from dataclasses import replace

from storyvid.images.storyboard.drawing import Drawing
from storyvid.images.storyboard.figures import Facing
from storyvid.images.storyboard.resting import Stood

Box = tuple[float, float, float, float]  # left, top, right, bottom
SLOTS = 15
WIDEST = 0.99  # of the picture, of one of those behind
RISES = (0.0, 0.035, 0.07, 0.105, 0.14)  # shares of the height by which those behind may stand higher


def behind(
    row: list[Stood],
    drawn: dict[Facing, Drawing],
    *,
    scale: float,
    y: float,
    size: tuple[float, float],
    beast: bool,
    ground: float,
) -> Stood:
    """One more figure behind `row` (all who stand already), at the place and height where most faces are seen.

    `drawn` is the figure as it looks left and right; a person looks to the middle, an animal where its head shows.
    `ground` is how far up the picture (y) there is ground to stand on.
    """
    width, height = size
    best: tuple[float, Stood] | None = None
    for at in range(SLOTS):
        x = width * (0.1 + 0.8 * at / (SLOTS - 1))
        for facing, drawing in drawn.items():
            if not beast and (facing == "left") != (x > width / 2):
                continue
            for rise in RISES:
                foot = max(y - rise * height, min(ground, y))
                stood = _fitted(drawing, x, foot, scale, size)
                stood = replace(stood, facing=facing, beast=beast)
                cost = _hidden(stood, row, width) + rise * 1.2 + abs(x / width - 0.5) * 0.12
                if best is None or cost < best[0]:
                    best = (cost, stood)
    assert best is not None  # there are always slots
    return best[1]


def _fitted(drawing: Drawing, x: float, y: float, scale: float, size: tuple[float, float]) -> Stood:
    """The figure there, no taller and no wider than the picture and within its sides."""
    scale = min(scale, (y - size[1] * 0.1) / max(drawing.height, 1.0), size[0] * WIDEST / max(drawing.width, 1.0))
    half = drawing.width * scale / 2
    return Stood(drawing, min(max(x, half), size[0] - half) if half * 2 < size[0] else size[0] / 2, y, scale)


def face_of(stood: Stood) -> Box:
    """Where the figure's face is: the top of a person, the fore part of an animal seen from the side."""
    left, top, right = stood.left, stood.top, stood.right
    tall, wide = stood.drawing.height * stood.scale, right - left
    if stood.beast and stood.facing in ("left", "right"):
        fore = (left + wide * 0.58, right) if stood.facing == "right" else (left, right - wide * 0.58)
        return fore[0], top, fore[1], top + tall * 0.6
    half = min(wide * 0.42, tall * 0.14)
    return stood.x - half, top, stood.x + half, top + tall * 0.32


def covered(face: Box, body: Box) -> float:
    """The share of the face that lies under the body."""
    across = max(0.0, min(face[2], body[2]) - max(face[0], body[0]))
    down = max(0.0, min(face[3], body[3]) - max(face[1], body[1]))
    return across * down / max((face[2] - face[0]) * (face[3] - face[1]), 1.0)


def body_of(stood: Stood) -> Box:
    """The figure's bounds, a little narrower than its outstretched limbs."""
    trim = (stood.right - stood.left) * 0.06
    return stood.left + trim, stood.top, stood.right - trim, stood.y - stood.lift


def _hidden(stood: Stood, row: list[Stood], width: float) -> float:
    face = face_of(stood)
    lost = sum(covered(face, body_of(other)) for other in row)
    lost += sum(0.5 * covered(face_of(other), body_of(stood)) for other in row if other.y <= stood.y)
    lost += sum(0.25 * covered(body_of(stood), body_of(other)) for other in row)
    outside = max(0.0, -stood.left, stood.right - width) / max(stood.right - stood.left, 1.0)
    return lost + outside * 2
