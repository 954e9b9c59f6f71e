"""One in another's arms, drawn as one: a pet at the chest, a large animal round its neck, two people face to face."""

from dataclasses import replace

from storyvid.images.storyboard.drawing import Drawing
from storyvid.images.storyboard.figures import draw
from storyvid.images.storyboard.figures.body import draw_person
from storyvid.images.storyboard.figures.poses import SIDE, Facing, Pose
from storyvid.images.storyboard.figures.skeleton import measures_of, posed
from storyvid.images.storyboard.figures.traits import Traits
from storyvid.images.storyboard.ink import Ink
from storyvid.images.storyboard.things.geometry import Point
from storyvid.images.storyboard.things.pen import Pen

CARRIED = replace(SIDE["read"], near_arm=(6, 96), far_arm=(22, 104), head=12, lean=-2)
STOOPING = replace(SIDE["hug"], near_arm=(26, 62), far_arm=(38, 72), lean=11, head=8)  # to a child
LOW = 0.78  # of a person's height: who is lower is stooped to
LIGHT = 0.85  # of it: who is longer or taller is not lifted
SHARE = 0.44  # of it: how large one in the arms is at most
LEAST = 0.24  # and at least, so that a mouse is seen
TINY = 0.5  # a small robot, of its kind
APART = 25.0  # units between two who embrace


def draw_embrace(
    person: Traits, other: Traits, *, facing: Facing, ink: Ink, expression: str = "calm", seed: int = 0
) -> Drawing:
    """`person` with `other` in the arms, or the arms about it where it is too large to be lifted; from the side."""
    pen, tall = Pen(ink), measures_of(person).height
    wide, high = _size(other, ink, seed)
    lifted = (draw.is_beast(other) or other.being == "baby") and max(wide, high) <= tall * LIGHT
    with pen.frame(flip=facing == "left"):
        if lifted:
            size = min(max(max(wide, high), tall * LEAST), tall * SHARE) / max(wide, high)
            _in_arms(pen, person, other, size=size * _natural(other), expression=expression, seed=seed)
        else:
            posture = STOOPING if high < tall * LOW and not draw.is_beast(other) else SIDE["hug"]
            _about(pen, person, other, posture, wide=wide, expression=expression, seed=seed)
    return pen.drawing("ground")


def _natural(other: Traits) -> float:
    """How large it is beside the grown of its kind."""
    tiny = other.build == "small" and other.being in ("robot", "dragon", "ghost")
    return draw.YOUNG if draw.is_small(other) else TINY if tiny else 1.0


def _size(other: Traits, ink: Ink, seed: int) -> Point:
    pen = Pen(ink)
    pose = "sit" if draw.is_beast(other) else "hug"
    with pen.frame(scale=_natural(other)):
        draw.sketch(pen, other, pose=pose, facing="right", expression="calm", holding="", seed=seed)
    left, top, right, bottom = pen.bounds()
    return right - left, bottom - top


def _in_arms(pen: Pen, person: Traits, other: Traits, *, size: float, expression: str, seed: int) -> None:
    """The far arm under it, the near arm before it."""
    bones = posed(measures_of(person), CARRIED, frontal=False)
    tall = bones.measures.height

    def hold(held: Pen, hand: Point, _: float) -> None:
        with held.frame(at=(hand[0] - tall * 0.1, hand[1] + tall * 0.035), scale=size):
            draw.sketch(held, other, pose="sit", facing="right", expression="happy", holding="", seed=seed)

    draw_person(pen, person, bones, CARRIED, expression=expression, view="side", hold=hold)


def _about(pen: Pen, person: Traits, other: Traits, posture: Pose, *, wide: float, expression: str, seed: int) -> None:
    """Face to face on the ground, y 0: a child before who stoops to it, all others behind the arms about them."""
    beast = draw.is_beast(other)
    alone = Pen(pen.ink)
    _sketch(alone, other, seed=seed)
    at = (APART + (wide * 0.34 if beast else 0.0), -alone.bounds()[3])
    bones = posed(measures_of(person), posture, frontal=False)
    foot = max(bones.near_leg[2][1], bones.far_leg[2][1]) + bones.measures.foot
    for first in (posture is STOOPING, posture is not STOOPING):
        if first:
            with pen.frame(at=(0.0, -foot)):
                draw_person(pen, person, bones, posture, expression=expression, view="side", hold=None)
        else:
            with pen.frame(at=at, flip=True):
                _sketch(pen, other, seed=seed)


def _sketch(pen: Pen, other: Traits, *, seed: int) -> None:
    pose = "stand" if draw.is_beast(other) else "hug"
    with pen.frame(scale=_natural(other)):
        draw.sketch(pen, other, pose=pose, facing="right", expression="happy", holding="", seed=seed)
