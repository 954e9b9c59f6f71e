"""A drawing: a piece of SVG that stands on its own origin, with the size it has in the story's world."""

from dataclasses import dataclass
from typing import Literal

Anchor = Literal["ground", "air", "water"]


@dataclass(frozen=True)
class Drawing:
    """SVG elements around the origin at the feet or base centre; y up is negative; a grown woman is 100 tall.

    `width` and `height` bound what is drawn: x in -width/2..width/2 and y in -height..0 (a little over is fine).
    `anchor` says what it rests on: the ground, the air (the origin is then its lowest point) or water.
    """

    svg: str
    width: float
    height: float
    anchor: Anchor = "ground"
    light: tuple[float, float] | None = None  # where it shines: a flame, a star
    heads: tuple[tuple[float, float, float], ...] = ()  # x, y, radius of those that look this way
