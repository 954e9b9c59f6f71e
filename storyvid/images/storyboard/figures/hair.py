"""Hair and beards, in head units: what falls behind the head, what lies on it, what grows on the chin."""

import math

from storyvid.images.storyboard.figures.traits import Traits
from storyvid.images.storyboard.things.geometry import Point, scallops
from storyvid.images.storyboard.things.pen import Pen


def draw_back_hair(pen: Pen, traits: Traits, *, turn: float) -> None:
    """The hair behind head and shoulders."""
    dark = pen.shade(traits.hair, 0.14)
    back = -0.14 * turn
    style = traits.hair_style
    if style == "long":
        pen.blob(
            [(0 + back, -1.2), (0.85 + back * 2, -0.85), (1.1 + back * 2, 0.0), (1.08 + back * 3, 1.1),
                (1.2 + back * 4, 2.5),
             (0.6 + back * 3, 2.3), (0.1 + back * 2, 2.75), (-0.5 + back, 2.35), (-1.22 + back, 2.6), (-1.16 + back,
                 1.1), (-1.12 + back, 0.0), (-0.85 + back, -0.85)],
            dark, "hair",
        )  # fmt: skip
    elif style in ("bob", "wild"):
        jag = 0.18 if style == "wild" else 0.0
        low = 1.35 if style == "wild" and traits.gender == "female" else 0.98
        pen.blob(
            [(back, -1.22), (0.88 + back, -0.85), (1.16 + back + jag, 0.1), (1.2 + back, low), (0.6, low - jag * 2),
                (0, low),
             (-0.5, low - jag * 2), (-1.24 + back, low + jag), (-1.18 + back - jag, 0.1), (-0.88 + back, -0.85)],
            dark, "hair",
        )  # fmt: skip
    elif style == "curly":
        low = 0.42 if traits.gender == "male" else 0.75
        pen.blob(scallops(back, -0.38 + low * 0.4, 1.34, 1.2 + low * 0.25, 9, 0.14), dark, "hair")
    elif style == "bun":
        pen.oval(-0.5 * turn, -1.32, 0.46, 0.42, traits.hair, "hair")
        pen.curve([(-0.5 * turn - 0.26, -1.36), (-0.5 * turn, -1.54), (-0.5 * turn + 0.26, -1.36)], dark, 0.07)
    elif style == "braids" and turn > 0.5:  # the far braid falls behind the shoulder
        _braid(pen, dark, (0.86, 0.45), 0.2, 5)
    elif style == "ponytail":
        pen.limb([(-0.5, -0.85), (-1.45 - 0.1 * turn, -0.55), (-1.5, 0.5), (-1.25, 1.4)], [0.5, 0.55, 0.6, 0.12],
            dark, "hair")


def draw_front_hair(pen: Pen, traits: Traits, *, turn: float) -> None:
    """The hair on the skull with its hairline, then braids and locks that fall before the shoulders."""
    style, hair = traits.hair_style, traits.hair
    if traits.being == "baby" and style == "bald":
        pen.curve([(-0.2, -1.0), (0.15, -1.3), (0.4, -1.1), (0.2, -0.95)], hair, 0.12)
        return
    if style == "bald":
        if traits.age == "old" or traits.gender == "male":
            _bald(pen, hair, turn)
        return
    if style == "curly":
        _curls(pen, traits, turn)
    else:
        _cap(pen, traits, turn)
    if style == "braids":
        for side in (-1, 1) if turn < 0.5 else (-1,):
            _braid(pen, hair, (side * 0.92 - 0.05 * turn, 0.4), side * 0.24, 5)
    elif style == "braid":
        _braid(pen, hair, (-0.85, 0.4), -0.15, 13)
    elif style == "long":
        pen.blob([(-0.98, -0.4), (-0.8 + turn * 0.16, 0.1), (-0.92 + turn * 0.1, 1.0), (-0.7, 1.9), (-0.7, 1.9),
            (-1.2, 1.6), (-1.2, 0.5)], hair, "hair")
        if turn < 0.5:
            pen.blob([(0.98, -0.4), (0.8, 0.1), (0.92, 1.0), (0.7, 1.9), (0.7, 1.9), (1.2, 1.6), (1.2, 0.5)], hair,
                "hair")


def draw_whole_hair(pen: Pen, traits: Traits) -> None:
    """A head seen from behind."""
    if traits.hair_style == "bald":
        skin = [(0, -1.06), (0.72, -0.8), (0.95, -0.12), (0.86, 0.5), (0.4, 0.9), (-0.4, 0.9), (-0.86, 0.5),
            (-0.95, -0.12), (-0.72, -0.8)]  # fmt: skip
        for side in (-1, 1):
            pen.oval(side * 0.95, 0.12, 0.17, 0.25, pen.shade(traits.skin, 0.06), "skin")
        pen.blob(skin, traits.skin, "skin")
        return
    low = {"long": 2.5, "bob": 1.0, "wild": 1.1, "curly": 0.8, "braid": 0.9, "braids": 0.9}.get(traits.hair_style,
        0.72)
    pen.blob([(0, -1.26), (0.86, -0.9), (1.12, 0), (1.04, low * 0.7), (0.6, low), (0, low + 0.08), (-0.6, low),
        (-1.04, low * 0.7), (-1.12, 0), (-0.86, -0.9)], traits.hair, "hair")
    light = pen.tint(traits.hair, 0.2)
    pen.curve([(-0.6, -0.6), (-0.1, -0.95), (0.3, -0.98)], light, 0.09)
    if traits.hair_style in ("braids", "braid"):
        _braid(pen, traits.hair, (-0.4, 0.8), -0.1, 6)


def draw_beard(pen: Pen, traits: Traits, *, turn: float) -> None:
    """Beard and moustache, with the mouth left free."""
    if not traits.beard:
        return
    colour, x = traits.beard_colour, turn * 0.3
    if traits.beard != "moustache":
        low = 2.5 if traits.beard == "long" else 1.5
        wide = 0.84
        pen.blob(
            [(-0.86 + x * 0.4, 0.2), (-0.86 + x * 0.4, 0.2), (-0.52 + x * 0.6, 0.42), (-0.3 + x, 0.52), (x, 0.48),
                (0.3 + x, 0.52), (0.6 + x * 0.6, 0.42), (0.9, 0.2), (0.9, 0.2),
             (wide, 0.85), (0.5 + x * 0.7, low * 0.72 + 0.12), (x * 0.8, low), (x * 0.8, low), (-0.5 + x * 0.5,
                 low * 0.72 + 0.12), (-wide + x * 0.2, 0.85)],
            colour, "hair",
        )  # fmt: skip
        dark = pen.shade(colour, 0.13)
        for offset in (-0.3, 0.02, 0.32):
            pen.curve([(x + offset, 0.95), (x * 0.9 + offset * 0.9, low * 0.6 + 0.2), (x * 0.8 + offset * 0.4,
                low * 0.84)], dark, 0.06)
        pen.curve([(x - 0.16, 0.72), (x, 0.78), (x + 0.16, 0.72)], "#8a3c3c", 0.09)
    tone = pen.shade(colour, 0.06)
    pen.blob([(x, 0.44), (x + 0.3, 0.48), (x + 0.6 - x * 0.4, 0.7), (x + 0.6 - x * 0.4, 0.7), (x + 0.2, 0.66),
        (x, 0.58), (x - 0.2, 0.66), (x - 0.6, 0.7), (x - 0.6, 0.7), (x - 0.3, 0.48)], tone, "hair")


def _cap(pen: Pen, traits: Traits, turn: float) -> None:
    fringe = traits.seed % 3
    s = turn * 0.3  # the hairline follows the face
    near = -0.82 + turn * 0.14
    side = 0.5 if traits.hair_style in ("short", "wild") else 0.3
    crown: list[Point] = [(near + 0.02, side), (-1.02, side - 0.08), (-1.14, -0.35), (-0.82, -1.0), (-0.1, -1.3),
        (0.66, -1.08), (1.06, -0.42), (1.0 - turn * 0.04, 0.12)]
    lines: dict[int, list[Point]] = {
        0: [(0.84 + s * 0.2, -0.16), (0.6 + s * 0.5, -0.5), (s + 0.02, -0.78), (s + 0.02, -0.78), (-0.42 + s * 0.8,
            -0.5), (near + 0.04, -0.1)],
        1: [(0.86 + s * 0.2, -0.2), (0.62 + s * 0.5, -0.62), (0.36 + s, -0.74), (0.36 + s, -0.74), (-0.1 + s * 0.8,
            -0.46), (near + 0.1, -0.22), (near + 0.02, 0.0)],
        2: [(0.86 + s * 0.2, -0.28), (0.62 + s * 0.4, -0.3), (0.28 + s, -0.36), (-0.08 + s, -0.32), (-0.4 + s * 0.8,
            -0.34), (near + 0.08, -0.14)],
    }
    if traits.hair_style == "wild":
        crown = [(near, side), (-1.3, side + 0.1), (-1.1, -0.05), (-1.5, -0.4), (-1.05, -0.75), (-1.1, -1.25),
            (-0.45, -1.2), (-0.1, -1.62), (0.3, -1.24), (0.9, -1.4), (0.95, -0.8), (1.36, -0.5), (1.04, 0.16)]
    pen.blob([*crown, *lines[fringe]], traits.hair, "hair")
    light = pen.tint(traits.hair, 0.22)
    pen.curve([(-0.82, -0.42), (-0.55, -0.85), (-0.12, -1.04)], light, 0.1)
    pen.curve([(s + 0.25, -0.98), (0.6, -0.84), (0.8, -0.52)], pen.shade(traits.hair, 0.16), 0.06)


def _curls(pen: Pen, traits: Traits, turn: float) -> None:
    s = turn * 0.22
    for i in range(8):
        angle = math.radians(198 + i * 20.5)
        x, y = math.cos(angle) * 0.98 + s * 0.4, math.sin(angle) * 0.86 - 0.28
        pen.oval(x, y, 0.34, 0.33, traits.hair if i % 2 else pen.tint(traits.hair, 0.07), "hair")
    pen.blob([(-0.86, -0.5), (-0.4, -1.15), (0.3, -1.18), (0.88, -0.55), (0.5 + s, -0.55), (0.1 + s, -0.45),
        (-0.35 + s, -0.55), (-0.6, -0.4)], traits.hair, "hair")
    pen.curve([(-0.5, -0.8), (-0.3, -1.02), (-0.1, -0.9)], pen.tint(traits.hair, 0.22), 0.07)


def _bald(pen: Pen, hair: str, turn: float) -> None:
    x = -0.92 + turn * 0.2
    pen.blob([(x + 0.14, -0.35), (x - 0.08, -0.3), (x - 0.24, 0.1), (x - 0.1, 0.5), (x + 0.12, 0.3)], hair, "hair")
    if turn < 0.5:
        pen.blob([(0.8, -0.35), (1.0, -0.3), (1.16, 0.1), (1.02, 0.5), (0.82, 0.3)], hair, "hair")


def _braid(pen: Pen, hair: str, start: Point, drift: float, beads: int) -> None:
    x, y = start
    for i in range(beads):
        tone = hair if i % 2 else pen.shade(hair, 0.08)
        pen.oval(x + drift * i * 0.3, y + i * 0.36, 0.27 - i * 0.012 * min(1, 6 / beads), 0.25, tone, "hair")
    end = (x + drift * beads * 0.3, y + beads * 0.36)
    pen.box(end[0] - 0.14, end[1] - 0.16, 0.28, 0.12, "#b9423a", "detail")
    pen.limb([end, (end[0] + drift * 0.3, end[1] + 0.4)], [0.26, 0.08], hair, "hair")
