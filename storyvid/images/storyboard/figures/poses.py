"""Poses: the angles of a body's joints, from the side and from the front."""

from dataclasses import dataclass
from typing import Literal

Angles = tuple[float, float]
Facing = Literal["left", "right", "front", "back"]


@dataclass(frozen=True, kw_only=True)
class Pose:
    """Angles of upper and lower limb in degrees: 0 hangs down, 90 points forward (from the front: outward), 180 up.

    `lean` bends the trunk forward, `head` nods it further; `turn` then turns the whole body (90: face down, -90: on
    its back). `short` foreshortens near thigh, near shin, far thigh, far shin. `rest` is what it rests on.
    """

    near_arm: Angles = (-14.0, 6.0)
    far_arm: Angles = (16.0, 26.0)
    near_leg: Angles = (-3.0, -4.0)
    far_leg: Angles = (5.0, 3.0)
    lean: float = 0.0
    head: float = 0.0
    turn: float = 0.0
    crouch: float = 1.0
    short: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    rest: Literal["ground", "seat", "air", "water"] = "ground"
    hands_over: bool = False  # the far hand, too, comes before the body


SIDE: dict[str, Pose] = {
    "stand": Pose(),
    "walk": Pose(near_arm=(-34, -12), far_arm=(30, 52), near_leg=(25, 14), far_leg=(-20, -46), lean=4),
    "run": Pose(near_arm=(-62, 24), far_arm=(46, 128), near_leg=(66, -4), far_leg=(-30, -92), lean=15),
    "sit": Pose(near_arm=(18, 62), far_arm=(30, 74), near_leg=(84, 4), far_leg=(76, -6), rest="seat"),
    "kneel": Pose(near_arm=(24, 66), far_arm=(38, 84), near_leg=(-6, -92), far_leg=(82, -4), lean=6),
    "sleep": Pose(near_arm=(16, 36), far_arm=(6, -14), near_leg=(4, 0), far_leg=(10, -14), turn=-88),
    "hold": Pose(near_arm=(-12, 10), far_arm=(34, 92)),
    "point": Pose(near_arm=(-14, 8), far_arm=(86, 92), lean=3),
    "wave": Pose(near_arm=(-14, 8), far_arm=(112, 168), head=-3),
    "raise": Pose(near_arm=(-152, -172), far_arm=(148, 170), head=-8, lean=-3),
    "hug": Pose(near_arm=(62, 86), far_arm=(78, 98), lean=7, far_leg=(12, 0), near_leg=(-12, -18)),
    "read": Pose(near_arm=(16, 102), far_arm=(30, 112), head=14, hands_over=True),
    "dance": Pose(near_arm=(-106, -150), far_arm=(108, 156), near_leg=(-4, -4), far_leg=(58, -34), lean=-5, head=6),
    "fly": Pose(near_arm=(140, 158), far_arm=(160, 172), near_leg=(-4, -14), far_leg=(6, -8), turn=62, head=-38,
        rest="air"),
    "swim": Pose(near_arm=(-38, -20), far_arm=(150, 168), near_leg=(16, -16), far_leg=(-14, -34), turn=68, head=-48,
        rest="water"),
    "ride": Pose(near_arm=(32, 72), far_arm=(44, 80), near_leg=(58, -8), far_leg=(58, -8), lean=2, rest="seat"),
    "kick": Pose(near_arm=(-64, -30), far_arm=(62, 96), near_leg=(72, 44), far_leg=(-10, -16), lean=-8),
    "throw": Pose(near_arm=(-128, -172), far_arm=(72, 84), near_leg=(22, 8), far_leg=(-22, -34), lean=8, head=-4),
    "crouch": Pose(near_arm=(30, 92), far_arm=(46, 104), near_leg=(96, -52), far_leg=(82, -66), lean=22, head=-6),
    "cook": Pose(near_arm=(8, 84), far_arm=(30, 96), hands_over=True, lean=4, head=8),
    "bow": Pose(near_arm=(44, 112), far_arm=(-20, -40), near_leg=(-6, -6), far_leg=(10, 2), lean=46, head=14),
    "cry": Pose(near_arm=(34, 158), far_arm=(42, 164), head=18, lean=8, hands_over=True),
    "eat": Pose(near_arm=(-8, 40), far_arm=(40, 146), head=4, hands_over=True),
    "climb": Pose(near_arm=(112, 158), far_arm=(146, 168), near_leg=(88, 2), far_leg=(8, -24), lean=10, head=-16),
    "fall": Pose(near_arm=(-120, -150), far_arm=(128, 152), near_leg=(36, -28), far_leg=(70, 6), turn=-52, head=10,
        rest="air"),
}

_ARM = (14.0, 6.0)
_LEG = (4.0, 1.0)
FRONT: dict[str, Pose] = {
    "stand": Pose(near_arm=_ARM, far_arm=_ARM, near_leg=_LEG, far_leg=_LEG),
    "walk": Pose(near_arm=(22, -8), far_arm=(10, 16), near_leg=(4, 2), far_leg=(8, -6), short=(1, 1, 0.92, 0.8)),
    "run": Pose(near_arm=(40, -60), far_arm=(34, 40), near_leg=(4, 2), far_leg=(12, -8), short=(1, 1, 0.8, 0.6),
        lean=3),
    "sit": Pose(near_arm=(24, -28), far_arm=(24, -28), near_leg=(20, 2), far_leg=(20, 2), short=(0.38, 1, 0.38, 1),
        rest="seat"),
    "kneel": Pose(near_arm=(26, -40), far_arm=(26, -40), near_leg=(8, -14), far_leg=(8, -14), short=(0.95, 0.3, 0.95,
        0.3), hands_over=True),
    "hold": Pose(near_arm=_ARM, far_arm=(34, 60), near_leg=_LEG, far_leg=_LEG),
    "point": Pose(near_arm=_ARM, far_arm=(84, 92), near_leg=_LEG, far_leg=_LEG),
    "wave": Pose(near_arm=_ARM, far_arm=(112, 166), near_leg=_LEG, far_leg=_LEG, head=4),
    "raise": Pose(near_arm=(140, 166), far_arm=(140, 166), near_leg=_LEG, far_leg=_LEG),
    "hug": Pose(near_arm=(34, -84), far_arm=(34, -70), near_leg=_LEG, far_leg=_LEG, hands_over=True, head=6),
    "read": Pose(near_arm=(24, -58), far_arm=(24, -58), near_leg=_LEG, far_leg=_LEG, hands_over=True),
    "dance": Pose(near_arm=(104, 152), far_arm=(104, 152), near_leg=(2, 2), far_leg=(42, -46), head=6, lean=-4),
    "bow": Pose(near_arm=(20, -40), far_arm=(30, 14), near_leg=_LEG, far_leg=_LEG, crouch=0.86, head=10),
}

POSES = tuple(SIDE)


def pose_of(name: str, facing: Facing) -> tuple[Pose, bool]:
    """The pose and whether it is seen from the front; what has no frontal pose is seen from the side."""
    if facing in ("front", "back") and name in FRONT:
        return FRONT[name], True
    return SIDE.get(name, SIDE["stand"]), False
