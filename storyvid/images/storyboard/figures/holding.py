"""What a hand holds: the thing, put into the hand by its grip, tilted as people carry it."""

from collections.abc import Callable

from storyvid.images.storyboard.figures.traits import Traits
from storyvid.images.storyboard.things.catalogue import sketch_of
from storyvid.images.storyboard.things.geometry import Point
from storyvid.images.storyboard.things.pen import Pen

_HANDS_FREE = {"hug", "cry", "climb", "fall", "sleep", "swim", "bow", "dance", "raise", "wave", "kneel", "point"}
_HANDS_FREE |= {"kick", "throw", "crouch"}


def hold_for(
    traits: Traits, *, pose: str, holding: str, seed: int, ground_y: float
) -> Callable[[Pen, Point, float], None] | None:
    """Draws the held thing at the hand, or None where the hands are free; reading wants a book."""
    name = holding or {"read": "book", "cook": "spoon"}.get(pose, "")
    if not name and pose not in _HANDS_FREE and traits.props:
        name = traits.props[0]
    sketch = sketch_of(name) if name else None
    if sketch is None or sketch.grip is None:
        return None
    grip = sketch.grip

    def hold(pen: Pen, hand: Point, thick: float) -> None:
        scale = max(min(thick, 1.3), 0.45)
        reach = (ground_y - hand[1]) / scale  # a staff or a sack ends at the ground, not under it
        below = -min(grip[1], 0.0)
        low = max(min(below, reach), 0.0) if abs(sketch.tilt) < 10 else below
        with pen.frame(at=hand, turn=sketch.tilt, scale=scale), pen.frame(at=(-grip[0], low)):
            sketch.draw(pen, seed)

    return hold
