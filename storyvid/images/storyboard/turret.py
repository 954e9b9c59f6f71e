"""A tower with somebody in it: its shaft before the land, a balcony high up, and who stands there."""

from dataclasses import dataclass, replace

from storyvid.images.storyboard import brush
from storyvid.images.storyboard.actors import Actor
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.drawing import Drawing
from storyvid.images.storyboard.figures import Facing
from storyvid.images.storyboard.ink import Ink
from storyvid.images.storyboard.resting import Stood
from storyvid.images.storyboard.stage import Stage

SEEN = 0.46  # of the grown on the balcony, above its wall
TALL = 0.25  # of the picture: a grown figure up there
POSES = frozenset("stand wave point cry read raise hold hug dance".split())


@dataclass(frozen=True)
class Balcony:
    """Where those in a tower stand: the middle of its floor, how wide it is, how high its wall, in units."""

    x: float
    floor: float
    wide: float
    wall: float


def balcony_of(stage: Stage) -> Balcony:
    """Where the balcony is; on the side where nobody stands below, in the middle half where all are up there."""
    comp, many = stage.composition, len(stage.vision.lodged)
    alone = many == len(stage.vision.actors)
    grown = stage.height * TALL
    wide = max(grown * (0.5 + 0.42 * many), stage.width * 0.2)
    x = stage.width * (0.5 + (-1 if comp.side > 0 else 1) * (0.1 if alone else 0.27))
    edge = wide * 0.66
    return Balcony(min(max(x, edge), stage.width - edge), stage.height * 0.47, wide, grown * SEEN)


def put_shaft(stage: Stage) -> None:
    """The tower up to its roof, with the dark door to the balcony."""
    at, ink, rng = balcony_of(stage), stage.ink.at(haze=0.0), stage.rng
    stone, wide = _stone(stage), at.wide * 0.8
    half, foot, top = wide / 2, stage.bottom, at.floor - stage.height * TALL * 1.26
    body = brush.polygon(
        [(at.x - half * 1.16, foot), (at.x - half, top), (at.x + half, top), (at.x + half * 1.16, foot)]
    )
    dark = brush.polygon(
        [(at.x + half * 0.4, foot), (at.x + half * 0.34, top), (at.x + half, top), (at.x + half * 1.16, foot)]
    )
    stage.put(
        "figures", stage._shadow(body, 0.0), ink.shape(body, stone), ink.shape(dark, shade(stone, 0.14), role="shade")
    )
    for _ in range(34):
        x, y = at.x + rng.uniform(-0.95, 0.7) * half, top + rng.uniform(0.04, 0.97) * (stage.height - top)
        brick = brush.box(x, y, wide * 0.13, wide * 0.055)
        stage.put("figures", ink.shape(brick, shade(stone, rng.uniform(0.06, 0.16)), role="shade"))
    lit = stage.vision.time in ("night", "dusk")
    within = mix(stage.palette.lamp, "#7a4a2a", 0.35) if lit else shade(stone, 0.62)
    door = brush.arch(at.x, at.floor, wide * 0.7, stage.height * TALL * 1.12)
    frame = brush.arch(at.x, at.floor, wide * 0.8, stage.height * TALL * 1.18)
    stage.put("figures", ink.shape(frame, shade(stone, 0.2)), ink.shape(door, within, role="light" if lit else "shade"))
    _put_roof(stage, at, top, half, ink)


def _put_roof(stage: Stage, at: Balcony, top: float, half: float, ink: Ink) -> None:
    eaves, tip = half * 1.34, min(top - stage.height * 0.06, top - half * 1.5)
    left, right = at.x - eaves, at.x + eaves
    low = top + stage.height * 0.012
    roof = f"M{left:.1f} {low:.1f}Q{at.x - half * 0.3:.1f} {top - half * 0.5:.1f} {at.x:.1f} {tip:.1f}"
    cone = f"{roof}Q{at.x + half * 0.3:.1f} {top - half * 0.5:.1f} {right:.1f} {low:.1f}z"
    flank = (
        f"M{at.x:.1f} {tip:.1f}Q{at.x + half * 0.3:.1f} {top - half * 0.5:.1f} {right:.1f} {low:.1f}"
        f"H{at.x + half * 0.4:.1f}z"
    )
    stage.put(
        "figures",
        ink.shape(cone, stage.palette.roof),
        ink.shape(flank, shade(stage.palette.roof, 0.14), role="shade"),
    )


def stand_aloft(stage: Stage, drawn: list[tuple[Actor, Drawing]], facings: list[Facing]) -> list[Stood]:
    """Those drawn side by side on the balcony, behind its wall."""
    at, grown = balcony_of(stage), stage.height * TALL
    step, placed = at.wide * 0.42, []
    for number, ((_, drawing), facing) in enumerate(zip(drawn, facings, strict=True)):
        # a child looks over the wall from a step
        scale = grown / max(drawing.height, 70.0)
        lift = max(0.0, grown * 0.9 - drawing.height * scale)
        x = at.x + step * (number - (len(drawn) - 1) / 2)
        placed.append(Stood(drawing, x, at.floor, scale, lift, facing=facing, aloft=True))
    return placed


def shown_aloft(actor: Actor) -> Actor:
    """The actor as one is seen over a wall."""
    return actor if actor.pose in POSES else replace(actor, pose="stand")


def put_wall(stage: Stage) -> None:
    """The balcony's wall before those who stand on it, on its corbels."""
    at, ink, stone = balcony_of(stage), stage.ink.at(haze=0.0), _stone(stage)
    left, top, deep = at.x - at.wide / 2, at.floor - at.wall, at.wall * 0.32
    under = brush.polygon(
        [(left, at.floor), (left + at.wide, at.floor), (at.x + at.wide * 0.3, at.floor + deep),
         (at.x - at.wide * 0.3, at.floor + deep)]
    )  # fmt: skip
    wall = brush.box(left, top, at.wide, at.wall)
    stage.put(
        "figures", stage._shadow(wall, 0.0), ink.shape(under, shade(stone, 0.26)), ink.shape(wall, tint(stone, 0.08))
    )
    for number in range(7):
        x = left + at.wide * (0.06 + 0.88 * (number + 0.5) / 7)
        slit = brush.arch(x, at.floor - at.wall * 0.16, at.wide * 0.07, at.wall * 0.58)
        stage.put("figures", ink.shape(slit, shade(stone, 0.42), role="shade"))
    rail = brush.box(left - at.wide * 0.03, top - at.wall * 0.09, at.wide * 1.06, at.wall * 0.15)
    ledge = brush.box(left - at.wide * 0.02, at.floor - at.wall * 0.05, at.wide * 1.04, at.wall * 0.11)
    stage.put("figures", ink.shape(rail, tint(stone, 0.2)), ink.shape(ledge, shade(stone, 0.1)))


def _stone(stage: Stage) -> str:
    return mix("#bcae9c", stage.palette.sky_mid, 0.15)
