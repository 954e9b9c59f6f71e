"""Composition: how one seed frames a scene - shot, horizon, side, light, colours - so that takes truly differ."""

import hashlib
from dataclasses import dataclass
from random import Random

from storyvid.images.storyboard.reading import Vision

SHORT_SIDE = 1000.0  # units of the picture's shorter side


@dataclass(frozen=True)
class Shot:
    """A way of looking; numbers are shares of the picture's height."""

    name: str
    horizon: float
    height: float  # of a grown figure
    feet: float  # where the main figure stands


# Portrait first: a figure half as high as the frame there fills half of its width too.
SHOTS: tuple[Shot, ...] = (
    Shot("medium", 0.50, 0.43, 0.83),
    Shot("wide", 0.57, 0.30, 0.80),
    Shot("low", 0.70, 0.50, 0.86),
    Shot("close", 0.52, 0.72, 1.10),
    Shot("high", 0.30, 0.36, 0.79),
    Shot("shoulder", 0.50, 0.38, 0.79),
    Shot("vista", 0.64, 0.265, 0.785),
)


@dataclass(frozen=True)
class Composition:
    """One seed's choices. Lengths are in units (the shorter side is 1000), y down from the picture's top."""

    width: float
    height: float
    shot: Shot
    horizon: float
    feet: float
    figure: float  # units a grown figure is tall
    side: float  # where the main group stands: -1 left .. 1 right
    mirrored: bool
    depth: bool  # two figures stand one behind the other, not abreast
    sun: tuple[float, float]
    sky_variant: int
    turn: float
    frame: int  # which foreground frames the picture
    hour: int  # chooses the light where the scene names none
    scenery: int  # seed of the background's forms


def seed_of(*fields: object) -> int:
    """A number from plain fields, the same in every process."""
    return int.from_bytes(hashlib.sha256("\x1f".join(map(str, fields)).encode("utf-8", "replace")).digest()[:8], "big")


def compose(vision: Vision, *, width: int, height: int, seed: int, text: str) -> Composition:
    """The composition of take `seed` of a scene; `text` starts each scene elsewhere in the list of shots."""
    start = seed_of("shots", text)
    rng = Random(seed_of("composition", text, seed))
    order = list(SHOTS)
    Random(start).shuffle(order)
    if seed % len(order) == 0:  # the first take is the plainest telling of the scene
        order.remove(SHOTS[0])
        order.insert(0, SHOTS[0])
    shot = order[seed % len(order)]
    if shot.name == "shoulder" and (vision.lodged or not 2 <= len(vision.actors) <= 3):
        shot = SHOTS[(start + seed) % 2]
    high = vision.climbed or vision.lodged
    if shot.name == "close" and (len(vision.actors) > 3 or high):  # a crowd has no room there, nor a tree, a tower
        shot = SHOTS[(start + seed) % 2]
    unit = SHORT_SIDE / max(min(width, height), 1)
    wide, tall = width * unit, height * unit
    squat = min(1.0, max(0.0, (width / max(height, 1) - 0.6) / 1.1))  # 0 portrait .. 1 landscape
    horizon = shot.horizon + rng.uniform(-0.035, 0.035) - 0.03 * squat
    figure = shot.height * (1 + 0.36 * squat) * rng.uniform(0.94, 1.06)
    feet = shot.feet + 0.03 * squat + rng.uniform(-0.01, 0.015)
    if not vision.actors:
        horizon += rng.uniform(-0.1, 0.1)
    if vision.indoor:
        horizon = min(max(horizon, 0.56), 0.70)
    sides = (-0.55, 0.5, -0.25, 0.7, -0.75, 0.3) if len(vision.actors) < 3 else (-0.5, 0.4, -0.2, 0.6, -0.6, 0.25)
    side = sides[(seed + start) % 6] * rng.uniform(0.8, 1.1)
    sun_x = 0.5 - side * rng.uniform(0.2, 0.42) + rng.uniform(-0.1, 0.1)
    return Composition(
        width=wide,
        height=tall,
        shot=shot,
        horizon=horizon * tall,
        feet=max(feet, horizon + 0.12) * tall,
        figure=figure * tall,
        side=side,
        mirrored=(seed // 2 + start) % 2 == 1,
        sun=(sun_x * wide, tall * min(rng.uniform(0.12, 0.42), horizon - 0.06)),
        sky_variant=(seed + 2 * (seed // 5) + start // 7) % 5,
        turn=rng.uniform(-1, 1),
        frame=(seed * 3 + start) % 7,
        depth=(seed + start) % 5 in ((1, 3) if len(vision.actors) < 3 else (0, 1, 3)),
        hour=(seed + seed // 5 + start // 11) if seed else 0,
        scenery=rng.randrange(1 << 30),
    )
