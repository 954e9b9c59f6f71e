"""A sketch: how one thing is drawn, what it rests on, and where a hand takes it."""

from collections.abc import Callable
from dataclasses import dataclass

from storyvid.images.storyboard.drawing import Anchor
from storyvid.images.storyboard.things.geometry import Point
from storyvid.images.storyboard.things.pen import Pen


@dataclass(frozen=True)
class Sketch:
    """`draw(pen, seed)` stands the thing on (0, 0); `grip` is where it is held, None when a hand cannot hold it."""

    draw: Callable[[Pen, int], None]
    anchor: Anchor = "ground"
    grip: Point | None = None
    tilt: float = 0.0  # degrees clockwise in the hand


def pick(seed: int, options: tuple[str, ...]) -> str:
    """One of the colours, by seed."""
    return options[seed % len(options)]
