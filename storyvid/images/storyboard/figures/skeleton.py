"""The skeleton: a body's proportions, and where its joints are in a pose."""

from dataclasses import dataclass, replace

from storyvid.images.storyboard.figures.poses import Pose
from storyvid.images.storyboard.figures.traits import Traits
from storyvid.images.storyboard.things.geometry import Point, polar

# height, and the head's radius as a share of it; a head is about 2.2 radii tall
_SIZES: dict[str, tuple[float, float]] = {
    "woman": (100, 0.116), "man": (107, 0.110), "girl": (70, 0.150), "boy": (70, 0.150), "baby": (38, 0.205),
    "old woman": (92, 0.122), "old man": (98, 0.118), "king": (107, 0.114), "queen": (101, 0.116),
    "prince": (102, 0.113), "princess": (97, 0.119), "knight": (106, 0.108), "witch": (97, 0.119),
    "wizard": (104, 0.113), "fairy": (84, 0.135), "mermaid": (100, 0.122), "giant": (260, 0.088), "ogre": (150, 0.118),
    "dwarf": (58, 0.172), "elf": (60, 0.160),
}  # fmt: skip
# an animal that stands up in clothes
_DRESSED: dict[str, tuple[float, float]] = {
    "bear": (92, 0.165), "lion": (84, 0.175), "wolf": (78, 0.165), "horse": (105, 0.15), "donkey": (90, 0.16),
    "cow": (92, 0.165), "pig": (62, 0.20), "goat": (72, 0.17), "sheep": (64, 0.185), "deer": (92, 0.145),
    "fox": (54, 0.185), "dog": (56, 0.19), "cat": (44, 0.205), "rabbit": (36, 0.205), "hedgehog": (26, 0.235),
    "squirrel": (28, 0.215), "mouse": (20, 0.225), "rat": (24, 0.215), "frog": (22, 0.235), "monkey": (58, 0.18),
    "elephant": (120, 0.18), "dragon": (110, 0.16), "hen": (30, 0.19), "duck": (30, 0.19), "owl": (32, 0.22),
    "bird": (22, 0.21), "crow": (28, 0.19), "eagle": (44, 0.18), "swan": (46, 0.17), "turtle": (26, 0.21),
    "fish": (30, 0.22), "snake": (40, 0.18),
}  # fmt: skip


@dataclass(frozen=True)
class Measures:
    """Lengths and full widths of one body, in units."""

    height: float
    head: float  # radius
    neck: float
    torso: float
    arm: float  # of each half
    thigh: float
    shin: float
    foot: float
    shoulder: float  # half widths
    waist: float
    hip: float
    thick: float  # of the limbs, 1.0 a grown woman's share of her height


@dataclass(frozen=True)
class Skeleton:
    """Joints; `near` is the limb before the body. `frontal`: seen from the front or the back."""

    measures: Measures
    frontal: bool
    lean: float
    head_tilt: float
    pelvis: Point
    chest: Point
    head: Point
    near_arm: tuple[Point, Point, Point]  # shoulder, elbow, wrist
    far_arm: tuple[Point, Point, Point]
    near_leg: tuple[Point, Point, Point]  # hip, knee, ankle
    far_leg: tuple[Point, Point, Point]

    def along(self, share: float, across: float = 0.0) -> Point:
        """A point of the trunk: `share` 0 at the pelvis, 1 at the chest; `across` units to the figure's front."""
        dx, dy = self.chest[0] - self.pelvis[0], self.chest[1] - self.pelvis[1]
        size = (dx * dx + dy * dy) ** 0.5
        return (
            self.pelvis[0] + dx * share - dy / size * across,
            self.pelvis[1] + dy * share + dx / size * across,
        )


def measures_of(traits: Traits) -> Measures:
    """The body's lengths: by being, then by build and age."""
    table = _DRESSED if traits.dressed else _SIZES
    height, head_share = table.get(traits.being, (100, 0.118))
    if traits.age == "child" and height > 80:
        height, head_share = height * 0.7, head_share * 1.28
    height *= {"tall": 1.1, "small": 0.86}.get(traits.build, 1.0)
    head, child = height * head_share, head_share > 0.14
    neck, torso, foot = height * (0.02 if child else 0.034), height * (0.27 if child else 0.285), height * 0.035
    leg = height - head * 2.12 - neck - torso - foot
    male = traits.gender == "male" and not child
    base = Measures(
        height=height, head=head, neck=neck, torso=torso, arm=height * (0.14 if child else 0.158), thigh=leg * 0.5,
        shin=leg * 0.5, foot=foot, shoulder=height * (0.122 if male else 0.098),
        waist=height * (0.088 if male else 0.070),
        hip=height * (0.088 if male else 0.090), thick=1.12 if male or child else 1.0,
    )  # fmt: skip
    return _built(base, traits)


def _built(base: Measures, traits: Traits) -> Measures:
    if traits.being in ("giant", "ogre", "dwarf") or traits.dressed and traits.being in ("bear", "pig", "elephant"):
        base = replace(base, shoulder=base.shoulder * 1.22, waist=base.waist * 1.4, hip=base.hip * 1.25, thick=1.35)
    if traits.being == "baby":
        base = replace(base, waist=base.waist * 1.35, thick=1.35)
    if traits.build == "fat":
        return replace(base, shoulder=base.shoulder * 1.1, waist=base.waist * 1.75, hip=base.hip * 1.4,
            thick=base.thick * 1.2)
    if traits.build == "thin":
        return replace(base, shoulder=base.shoulder * 0.9, waist=base.waist * 0.84, hip=base.hip * 0.88,
            thick=base.thick * 0.8)
    return base


def posed(measures: Measures, pose: Pose, *, frontal: bool) -> Skeleton:
    """The joints in a pose, the pelvis at the origin; facing right when not frontal."""
    m = measures
    depth = 1.0 if frontal else 0.82  # shoulders seen at an angle are narrower
    pelvis: Point = (0.0, 0.0)
    chest = polar(pelvis, 180 - pose.lean, m.torso * pose.crouch)
    joint = polar(chest, -pose.lean, m.torso * 0.12)
    neck = polar(chest, 180 - pose.lean - pose.head * 0.5, m.neck + m.head * 0.1)
    tilt = pose.lean * 0.6 + pose.head
    head = polar(neck, 180 - tilt, m.head * 1.0)

    def across(origin: Point, amount: float) -> Point:
        return polar(origin, 90 - pose.lean, amount)

    def chain(origin: Point, angles: tuple[float, float], lengths: tuple[float, float], side: float) -> tuple[Point,
        Point, Point]:
        middle = polar(origin, angles[0] * side, lengths[0])
        return (origin, middle, polar(middle, angles[1] * side, lengths[1]))

    near_side = -1.0 if frontal else 1.0
    short = pose.short
    return Skeleton(
        measures=m, frontal=frontal, lean=pose.lean, head_tilt=tilt, pelvis=pelvis, chest=chest, head=head,
        near_arm=chain(across(joint, -m.shoulder * 0.9 * depth), pose.near_arm, (m.arm, m.arm * 0.92), near_side),
        far_arm=chain(across(joint, m.shoulder * depth * 0.84), pose.far_arm, (m.arm, m.arm * 0.92), 1.0),
        near_leg=chain(across(pelvis, -m.hip * 0.5 * depth), pose.near_leg, (m.thigh * short[0], m.shin * short[1]),
            near_side),
        far_leg=chain(across(pelvis, m.hip * 0.5 * depth), pose.far_leg, (m.thigh * short[2], m.shin * short[3]), 1.0),
    )  # fmt: skip
