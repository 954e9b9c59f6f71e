"""A rider and what is ridden, drawn as one."""

from collections.abc import Sequence

from storyvid.images.storyboard.drawing import Drawing
from storyvid.images.storyboard.figures import draw
from storyvid.images.storyboard.figures.birds import BUILDS
from storyvid.images.storyboard.figures.body import draw_person
from storyvid.images.storyboard.figures.poses import SIDE, Facing
from storyvid.images.storyboard.figures.skeleton import measures_of, posed
from storyvid.images.storyboard.figures.species import SPECIES
from storyvid.images.storyboard.figures.traits import Traits
from storyvid.images.storyboard.ink import Ink
from storyvid.images.storyboard.things.catalogue import SKETCHES
from storyvid.images.storyboard.things.geometry import Point
from storyvid.images.storyboard.things.pen import Pen

APART = 24.0  # units between two on one back
WHEELED: dict[str, Point] = {"bicycle": (-13.0, -52.0), "motorcycle": (-8.0, -46.0)}  # where a rider's pelvis comes
_FLIERS = {"dragon", "swan", "eagle", "bird", "crow", "owl"}


def draw_mounted(
    rider: Traits,
    mount: Traits,
    *,
    facing: Facing,
    ink: Ink,
    pose: str = "walk",
    expression: str = "calm",
    seed: int = 0,
    behind: Sequence[Traits] = (),
) -> Drawing:
    """`rider` on the back of `mount`, others `behind`; `pose` is the mount's (walk, stand, run, fly); from the side.

    What has no back to sit on (a person, a fish) carries the rider behind its shoulders all the same.
    """
    pen = Pen(ink)
    with pen.frame(flip=facing == "left"):
        draw.sketch(pen, mount, pose=pose, facing="right", expression="calm", holding="", seed=seed)
        x, y = _back_of(mount, pen)
        forward = APART * 0.5 if behind else 0.0
        for at, each in reversed(list(enumerate((rider, *behind)))):
            with pen.frame(at=(x + forward - APART * at, y), turn=-4 if pose == "run" else 0):
                _seated(pen, each, expression=expression, seed=seed)
    return pen.drawing("air" if pose == "fly" and mount.being in _FLIERS else "ground")


def draw_on_wheels(
    rider: Traits, wheels: str, *, facing: Facing, ink: Ink, expression: str = "calm", seed: int = 0
) -> Drawing:
    """`rider` on a bicycle or motorcycle of the rider's size, from the side."""
    pen = Pen(ink)
    size = measures_of(rider).height / 100
    with pen.frame(flip=facing == "left", scale=size):
        SKETCHES[wheels].draw(pen, rider.seed)
        with pen.frame(at=WHEELED[wheels], scale=1 / size):
            _seated(pen, rider, expression=expression, seed=seed)
    return pen.drawing("ground")


def _seated(pen: Pen, rider: Traits, *, expression: str, seed: int) -> None:
    """A rider astride, the pelvis at the origin."""
    if draw.is_beast(rider):
        draw.sketch(pen, rider, pose="sit", facing="right", expression=expression, holding="", seed=seed)
    else:
        bones = posed(measures_of(rider), SIDE["ride"], frontal=False)
        draw_person(pen, rider, bones, SIDE["ride"], expression=expression, view="side", hold=None)


def _back_of(mount: Traits, pen: Pen) -> Point:
    """Where a rider's pelvis comes, in the mount's own frame."""
    if draw.is_beast(mount) and mount.being in SPECIES:
        species = SPECIES[mount.being]
        return (species.length * 0.4, -species.loin * 0.5 - 2.0)
    if draw.is_beast(mount) and mount.being in BUILDS:
        half, depth = BUILDS[mount.being].body
        return (half * 0.1, -depth * 0.9)
    if mount.being == "dragon":
        return (16.0, -84.0)
    left, top, right, _ = pen.bounds()
    return (-(right - left) * 0.1, top * 0.72)
