"""Drawing a figure: traits, pose and view decide which draughtsman draws it."""

from collections.abc import Callable
from typing import get_args

from storyvid.images.storyboard.drawing import Anchor, Drawing
from storyvid.images.storyboard.figures import fantastic, sea_creatures, small_creatures
from storyvid.images.storyboard.figures.birds import BUILDS, draw_bird
from storyvid.images.storyboard.figures.body import draw_person
from storyvid.images.storyboard.figures.holding import hold_for
from storyvid.images.storyboard.figures.poses import Facing, pose_of
from storyvid.images.storyboard.figures.quadrupeds import draw_quadruped
from storyvid.images.storyboard.figures.seats import draw_seat
from storyvid.images.storyboard.figures.skeleton import measures_of, posed
from storyvid.images.storyboard.figures.species import SPECIES
from storyvid.images.storyboard.figures.traits import Traits
from storyvid.images.storyboard.ink import Ink
from storyvid.images.storyboard.things.pen import Pen

EXPRESSIONS = ("calm", "happy", "sad", "afraid", "angry", "surprised", "asleep")
FACINGS: tuple[Facing, ...] = get_args(Facing)

YOUNG = 0.45  # of a grown animal
_Draw = Callable[[Pen, Traits, str, str, bool], None]
_OWN_SHAPE: dict[str, _Draw] = {
    "fish": lambda pen, t, pose, face, _: small_creatures.draw_fish(pen, t, pose=pose, expression=face),
    "frog": lambda pen, t, pose, face, _: small_creatures.draw_frog(pen, t, pose=pose, expression=face),
    "snake": lambda pen, t, pose, face, _: small_creatures.draw_snake(pen, t, pose=pose, expression=face),
    "turtle": lambda pen, t, pose, face, _: small_creatures.draw_turtle(pen, t, pose=pose, expression=face),
    "octopus": lambda pen, t, pose, face, _: sea_creatures.draw_octopus(pen, t, pose=pose, expression=face),
    "crab": lambda pen, t, pose, face, _: sea_creatures.draw_crab(pen, t, pose=pose, expression=face),
    "dolphin": lambda pen, t, pose, face, _: sea_creatures.draw_swimmer(
        pen, t, pose=pose, expression=face, noun="dolphin"
    ),
    "whale": lambda pen, t, pose, face, _: sea_creatures.draw_swimmer(pen, t, pose=pose, expression=face, noun="whale"),
    "shark": lambda pen, t, pose, face, _: sea_creatures.draw_swimmer(pen, t, pose=pose, expression=face, noun="shark"),
    "dragon": lambda pen, t, pose, face, _: fantastic.draw_dragon(pen, t, pose=pose, expression=face),
    "ghost": lambda pen, t, _, face, __: fantastic.draw_ghost(pen, t, expression=face),
    "robot": lambda pen, t, pose, face, _: fantastic.draw_robot(pen, t, pose=pose, expression=face),
    "snowman": lambda pen, t, _, face, __: fantastic.draw_snowman(pen, t, expression=face),
    "treeman": lambda pen, t, pose, face, _: fantastic.draw_treeman(pen, t, pose=pose, expression=face),
}


def draw_figure(
    traits: Traits,
    *,
    pose: str = "stand",
    facing: Facing = "right",
    ink: Ink,
    expression: str = "calm",
    holding: str = "",
    seed: int = 0,
    seat: bool = True,
) -> Drawing:
    """A being in a pose; an unknown pose stands, an unknown expression is calm.

    `holding` is a thing's name (see `things.is_held`) and goes before the props of the look. A sleeper's eyes are
    closed. Without `seat` a sitter brings nothing to sit on. Pose "ride" has no mount: see `draw_mounted`.
    """
    face = "asleep" if pose == "sleep" else expression if expression in EXPRESSIONS else "calm"
    pen = Pen(ink)
    with pen.frame(flip=facing == "left", scale=YOUNG if is_small(traits) else 1.0):
        sketch(pen, traits, pose=pose, facing=facing, expression=face, holding=holding, seed=seed, seat=seat)
    return pen.drawing(_anchor(traits, pose))


def sketch(
    pen: Pen,
    traits: Traits,
    *,
    pose: str,
    facing: Facing,
    expression: str,
    holding: str,
    seed: int,
    seat: bool = True,
) -> None:
    """The figure's marks in the pen's frame, facing right unless front or back."""
    if traits.being in _OWN_SHAPE and not traits.dressed:
        _OWN_SHAPE[traits.being](pen, traits, pose, expression, facing == "front")
    elif traits.being in BUILDS and not traits.dressed:
        draw_bird(pen, traits, pose=pose, expression=expression, front=facing == "front")
    elif traits.being in SPECIES and not traits.dressed:
        draw_quadruped(pen, traits, pose=pose, expression=expression, front=facing == "front")
    else:
        hold = {"holding": holding, "expression": expression}
        _person(pen, traits, pose=pose, facing=facing, seed=seed, seat=seat, **hold)


def is_beast(traits: Traits) -> bool:
    """Whether it goes on four legs, two wings or its belly."""
    return not traits.dressed and (traits.being in SPECIES or traits.being in BUILDS or traits.being in _OWN_SHAPE)


def is_small(traits: Traits) -> bool:
    """Whether it is the young of an animal."""
    return traits.age == "child" and traits.being not in _CHILD_SIZED and is_beast(traits)


def _person(
    pen: Pen, traits: Traits, *, pose: str, facing: Facing, expression: str, holding: str, seed: int, seat: bool
) -> None:
    posture, frontal = pose_of(pose, facing)
    bones = posed(measures_of(traits), posture, frontal=frontal)
    view = "back" if facing == "back" and frontal else "front" if frontal else "side"
    with pen.frame(turn=posture.turn):
        if pose == "sit" and seat:
            draw_seat(pen, bones, seed=traits.seed)
        ground_y = max(bones.near_leg[2][1], bones.far_leg[2][1]) + bones.measures.foot
        hold = hold_for(traits, pose=pose, holding=holding, seed=traits.seed, ground_y=ground_y)
        draw_person(pen, traits, bones, posture, expression=expression, view=view, hold=hold)


def _anchor(traits: Traits, pose: str) -> Anchor:
    if pose == "swim" or traits.being in SWIMMERS and pose not in ("fly", "fall"):
        return "water"
    return "air" if pose in ("fly", "fall") or traits.being == "ghost" else "ground"


SWIMMERS = frozenset(("fish", "dolphin", "whale", "shark"))
_CHILD_SIZED = {"girl", "boy", "baby"}
