"""Fish: in the water, leaping out of it or showing above it, and true to size."""

from storyvid.images.storyboard.actors import Actor
from storyvid.images.storyboard.colour import mix, shade
from storyvid.images.storyboard.figures import Facing, Traits, draw_figure
from storyvid.images.storyboard.figures.draw import SWIMMERS
from storyvid.images.storyboard.resting import Stood
from storyvid.images.storyboard.stage import Stage

WET = frozenset(("sea", "river", "lake", "shore", "ship", "swamp"))
BESIDE_A_BOAT = ((0.22, 0.86), (0.77, 0.87), (0.47, 0.9), (0.9, 0.92), (0.1, 0.93), (0.62, 0.95))  # shares of the size
LARGE = {"whale": 2.2, "shark": 1.2}  # times the length at which it is drawn


def is_fish(traits: Traits) -> bool:
    return traits.being in SWIMMERS and not traits.dressed


def leaping(stage: Stage, shoal: list[tuple[Actor, Traits]], *, base: float, alone: bool) -> list[Stood]:
    """The fish of a scene at its water: off the boat, in the stream, or by themselves as the picture's subject."""
    found = []
    for at, (actor, traits) in enumerate(shoal):
        x, y, scale = _spot(stage, at, base, alone)
        facing: Facing = "right" if x < stage.width / 2 else "left"
        ink = stage.ink.at(haze=0.0, scale=scale)
        drawing = draw_figure(traits, facing=facing, ink=ink, expression=actor.expression)
        scale *= min(1.0, 30.0 / drawing.width) if alone else 1.0
        scale *= next((times for word, times in LARGE.items() if word in actor.name.casefold()), 1.0)
        scale = min(scale, stage.width * (0.6 if alone else 0.4) / max(drawing.width, 1.0))
        turn = -34.0 if facing == "right" else 34.0
        found.append(Stood(drawing, x, y, scale, facing=facing, beast=True, turn=turn, splash=True))
    return found


def _spot(stage: Stage, at: int, base: float, alone: bool) -> tuple[float, float, float]:
    """Where a fish leaps and how large: beside the boat, in the stream, far out from a shore."""
    side = 1 if at % 2 else -1
    width, height = stage.width, stage.height
    if alone:
        comp = stage.composition
        if comp.mirrored:
            side = -side
        size = min(0.18 + 0.42 * comp.shot.height, 0.34)
        spread = 0.16 + 0.03 * (comp.frame % 3)
        low = max(stage.horizon / height + 0.08, 0.6) + 0.02 * (comp.frame % 4)
        x = width * (0.5 + comp.side * 0.16 + side * spread * (at + 0.6))
        return (
            min(max(x, width * 0.16), width * 0.84),
            height * min(low + 0.09 * ((at + comp.frame) % 3), 0.9),
            width * size / 23,
        )
    if stage.vision.afloat or stage.vision.place == "sea":
        x, y = BESIDE_A_BOAT[at % len(BESIDE_A_BOAT)]
        lower = max(0.0, stage.horizon - height * 0.62)  # as the boat lies, under a low horizon
        return width * x, min(height * y + lower, height * 0.97), max(base * 1.5, width * 0.13 / 23)
    if stage.water_at:
        x, y = stage.water_at
        size = max(stage.scale_at(y), base * 0.5)
        return x + side * width * 0.035 * at, y + height * 0.012 * (at % 2), size
    y = stage.horizon + height * 0.06
    return width * (0.5 + side * 0.2 - stage.composition.side * 0.2), y, max(stage.scale_at(y), base * 0.3)


def ripples(stage: Stage, stood: Stood) -> str:
    """Water lapping over the lower part of one who swims."""
    ink, palette = stage.air(0.0), stage.palette
    wide, x, y = stood.drawing.width * stood.scale, stood.x, stood.y
    near, pale = shade(palette.water, 0.1), mix("#f4f7f2", palette.sky_low, 0.3)
    return "".join(
        (
            ink.ellipse(x, y + wide * 0.01, wide * 0.62, wide * 0.06, near, role="shade"),
            ink.line(_ring(x, y, wide * 0.66, wide * 0.08), pale, width=wide * 0.012),
            ink.line(_ring(x, y + wide * 0.02, wide * 0.86, wide * 0.12), pale, width=wide * 0.008),
        )
    )


def splash(stage: Stage, stood: Stood) -> str:
    """Rings of water over the tail, with drops."""
    ink, palette = stage.air(0.0), stage.palette
    wide = stood.drawing.width * stood.scale
    near, pale = shade(palette.water, 0.16), mix("#f4f7f2", palette.sky_low, 0.3)
    x, y, rng = stood.x, stood.y, stage.rng
    rings = [
        ink.ellipse(x, y + wide * 0.02, wide * 0.5, wide * 0.085, near, role="shade"),
        ink.line(_ring(x, y, wide * 0.56, wide * 0.1), pale, width=wide * 0.014),
        ink.line(_ring(x, y + wide * 0.02, wide * 0.8, wide * 0.15), pale, width=wide * 0.009),
    ]
    for _ in range(7):
        dx, dy = rng.uniform(-0.5, 0.5) * wide, rng.uniform(0.08, 0.34) * wide
        size = wide * rng.uniform(0.012, 0.026)
        rings.append(ink.ellipse(x + dx, y - dy, size, size * 1.3, pale, role="light"))
    return "".join(rings)


def _ring(x: float, y: float, rx: float, ry: float) -> str:
    """The near half of a ring."""
    return f"M{x - rx:.1f} {y:.1f}A{rx:.1f} {ry:.1f} 0 0 0 {x + rx:.1f} {y:.1f}"
