"""Human faces, drawn in head units: the skull is about one unit in radius, `turn` 1 looks three-quarters right."""

from storyvid.images.storyboard.figures.traits import Traits
from storyvid.images.storyboard.figures.words import ANIMALS
from storyvid.images.storyboard.things.pen import Pen

INK = "#3a2a2a"


def draw_face(pen: Pen, traits: Traits, *, turn: float, expression: str) -> None:
    """Skull, ears, cheeks and features of a person, origin at the middle of the skull."""
    skin = traits.skin
    if traits.being == "alien":
        _feelers(pen, skin)
    if turn < 0.5:
        _ear(pen, traits, 0.93, 1)
    _ear(pen, traits, -0.93 + turn * 0.34, -1)
    wide = 1.06 if traits.build == "fat" or traits.age == "child" else 1.0
    chin = (1.06 if traits.gender == "female" else 1.12) - (0.06 if traits.age == "child" else 0)
    jaw = 0.46 if traits.gender == "female" or traits.age == "child" else 0.6
    c = turn * 0.14
    pen.blob(
        [(0, -1.06), (0.72, -0.8), (0.95 * wide, -0.12), (0.9 * wide, 0.38), (jaw + c, 0.86), (0.08 + c, chin),
         (-jaw + c, 0.84), (-0.86 * wide, 0.36), (-0.95 * wide, -0.12), (-0.72, -0.8)],
        skin, "skin",
    )  # fmt: skip
    _cheeks(pen, traits, turn * 0.3)
    draw_features(pen, traits, shift=turn * 0.3, expression=expression)
    if traits.being == "witch" or traits.being == "ogre":
        _long_nose(pen, skin, turn * 0.3)
        if traits.being == "ogre":
            for side in (-0.2, 0.22):
                pen.poly([(turn * 0.33 + side - 0.06, 0.68), (turn * 0.33 + side + 0.06, 0.68), (turn * 0.33 + side,
                    0.48)], "#f4ecd8", "detail")
    else:
        _nose(pen, traits, turn)
    if traits.worn("face"):
        draw_glasses(pen, turn * 0.3)


def _feelers(pen: Pen, skin: str) -> None:
    """Two stalks with knobs on an alien's head."""
    for side in (-1, 1):
        pen.limb([(side * 0.3, -0.8), (side * 0.42, -1.3), (side * 0.62, -1.62)], [0.16, 0.12, 0.1], skin, "skin")
        pen.oval(side * 0.62, -1.66, 0.15, 0.15, pen.tint(skin, 0.4), "skin")


def draw_features(pen: Pen, traits: Traits, *, shift: float, expression: str, mouth: bool = True) -> None:
    """Eyes, brows and mouth; `shift` moves them toward where the face looks."""
    spread = 0.36
    for side in (-1, 1):
        narrow = 1 - max(0.0, side * shift) * 0.5
        _eye(pen, traits, shift + side * spread * (1 - shift * 0.14), side, expression, narrow)
        if not traits.dressed and traits.being not in ANIMALS or expression not in ("calm", "asleep", "happy"):
            _brow(pen, traits, shift + side * spread * (1 - shift * 0.14), side, expression)
    if mouth:
        _mouth(pen, traits, shift * 1.1, expression)
    if traits.age == "old":
        _wrinkles(pen, traits, shift)


def _ear(pen: Pen, traits: Traits, x: float, side: int) -> None:
    skin = pen.shade(traits.skin, 0.06)
    if traits.being in ("elf", "fairy", "ogre"):
        pen.blob([(x, -0.1), (x, -0.1), (x + side * 0.5, -0.5), (x + side * 0.5, -0.5), (x + side * 0.16, 0.24),
            (x, 0.3)], skin, "skin")
        return
    pen.oval(x, 0.12, 0.17, 0.25, skin, "skin")
    pen.oval(x + side * 0.02, 0.13, 0.08, 0.14, pen.shade(traits.skin, 0.2), "shade")


def _cheeks(pen: Pen, traits: Traits, shift: float) -> None:
    blush = pen.ink.mix(traits.skin, "#d9534a", 0.34 if traits.age == "child" or traits.gender == "female" else 0.22)
    if traits.being in ("ogre", "alien"):
        blush = pen.shade(traits.skin, 0.12)
    pen.oval(shift - 0.56, 0.42, 0.19, 0.14, blush, "shade")
    pen.oval(shift + 0.54 - shift * 0.25, 0.42, 0.17 - shift * 0.1, 0.14, blush, "shade")


def _eye(pen: Pen, traits: Traits, x: float, side: int, expression: str, narrow: float) -> None:
    y, big = 0.08, {"afraid": 1.2, "surprised": 1.25, "sad": 0.92, "angry": 0.86}.get(expression, 1.0)
    if expression == "asleep":
        pen.curve([(x - 0.17, y), (x, y + 0.09), (x + 0.17, y)], INK, 0.065)
        return
    child = 1.5 if traits.being == "alien" else 1.14 if traits.age == "child" else 1.0
    rx, ry = 0.175 * narrow * child, 0.19 * big * child
    pen.oval(x, y, rx, ry, "#fbf8f2", "detail")
    iris = 0.142 * child * (0.8 if big > 1.1 else 1.0)
    look = 0.02 if side else 0.0
    pen.oval(x + look, y + 0.01, iris * narrow, iris * 1.15, traits.eyes, "detail")
    pen.oval(x + look, y + 0.01, iris * 0.56 * narrow, iris * 0.66, "#1d1619", "detail")
    pen.oval(x + look + 0.05, y - 0.06, 0.04, 0.045, "#ffffff", "detail")
    lid = y - ry * {"angry": 0.5, "calm": 0.86, "happy": 0.9}.get(expression, 0.98)
    inner, outer = (side * -rx, side * rx)
    dip = 0.1 if expression == "sad" else 0.0
    pen.curve([(x + inner, lid + 0.1), (x, lid), (x + outer * 1.08, lid + 0.11 + dip)], INK, 0.06)
    if traits.gender == "female" and traits.being != "ogre" and traits.being not in ANIMALS:
        pen.stroke([(x + outer, lid + 0.12), (x + outer * 1.42, lid + 0.03)], INK, 0.05)


def _brow(pen: Pen, traits: Traits, x: float, side: int, expression: str) -> None:
    inner, outer = {
        "happy": (-0.38, -0.34), "sad": (-0.42, -0.22), "afraid": (-0.48, -0.28), "angry": (-0.14, -0.34),
        "surprised": (-0.48, -0.44), "asleep": (-0.26, -0.22),
    }.get(expression, (-0.28, -0.26))  # fmt: skip
    thick = 0.1 if traits.gender == "male" and traits.age != "child" else 0.065
    colour = pen.shade(traits.hair, 0.22) if traits.hair_style != "bald" else "#8d8577"
    bump = min(inner, outer) - 0.05
    pen.curve([(x - side * 0.19, inner), (x + side * 0.03, bump + 0.02), (x + side * 0.23, outer)], colour, thick)


def _nose(pen: Pen, traits: Traits, turn: float) -> None:
    dark = pen.shade(traits.skin, 0.22)
    if turn > 0.5:
        pen.curve([(0.37, 0.12), (0.53, 0.33), (0.5, 0.4), (0.36, 0.4)], dark, 0.06)
    else:
        pen.curve([(-0.1, 0.34), (0.0, 0.4), (0.1, 0.34)], dark, 0.06)
    if traits.age == "old" or traits.being in ("dwarf", "giant"):
        pen.oval(0.42 * turn, 0.33, 0.16, 0.14, pen.ink.mix(traits.skin, "#c9604f", 0.3), "skin")


def _long_nose(pen: Pen, skin: str, shift: float) -> None:
    tone = pen.shade(skin, 0.08)
    pen.blob([(shift * 1.2 - 0.1, 0.1), (shift * 1.2 + 0.06, 0.05), (shift * 2.6 + 0.12, 0.42), (shift * 2.4, 0.56),
        (shift * 1.2 - 0.12, 0.42)], tone, "skin")
    pen.oval(shift * 1.5 + 0.1, 0.3, 0.05, 0.05, pen.shade(skin, 0.3), "shade")


def _mouth(pen: Pen, traits: Traits, x: float, expression: str) -> None:
    lip = pen.ink.mix(traits.skin, "#a8323a", 0.62 if traits.gender == "female" else 0.42)
    y = 0.66
    if expression == "happy":
        pen.blob([(x - 0.27, y - 0.08), (x - 0.27, y - 0.08), (x, y - 0.02), (x + 0.25, y - 0.08),
            (x + 0.25, y - 0.08), (x + 0.12, y + 0.13), (x - 0.12, y + 0.14)], "#7a2430", "detail")
        pen.blob([(x - 0.19, y - 0.05), (x, y - 0.01), (x + 0.18, y - 0.05), (x, y + 0.035)], "#fbf3ea", "detail")
    elif expression in ("afraid", "surprised"):
        pen.oval(x, y + 0.04, 0.11, 0.15 if expression == "surprised" else 0.1, "#6d2430", "detail")
    else:
        bend = {"sad": -0.12, "angry": -0.09, "asleep": 0.05}.get(expression, 0.09)
        pen.curve([(x - 0.2, y - bend * 0.6), (x, y + bend * 0.5), (x + 0.19, y - bend * 0.6)], lip, 0.08)
    if expression == "sad":
        pen.blob([(x - 0.68, 0.34), (x - 0.68, 0.34), (x - 0.6, 0.52), (x - 0.68, 0.58), (x - 0.76, 0.52)], "#8ec3df",
            "detail")


def _wrinkles(pen: Pen, traits: Traits, shift: float) -> None:
    line = pen.shade(traits.skin, 0.16)
    for side in (-1, 1):
        pen.curve([(shift + side * 0.24, 0.34), (shift + side * 0.32, 0.28), (shift + side * 0.44, 0.3)], line, 0.035)
        pen.curve([(shift + side * 0.34, 0.52), (shift + side * 0.4, 0.64), (shift + side * 0.36, 0.74)], line, 0.04)


def draw_glasses(pen: Pen, shift: float) -> None:
    """Round spectacles before the eyes."""
    frame = "#4a3b33"
    for side in (-1, 1):
        x = shift + side * 0.37
        ring = [(x - 0.25, 0.1), (x, -0.14), (x + 0.25, 0.1), (x, 0.34), (x - 0.25, 0.1), (x - 0.1, -0.09)]
        pen.curve(ring, frame, 0.05)
    pen.curve([(shift - 0.12, 0.08), (shift, 0.03), (shift + 0.12, 0.08)], frame, 0.05)
    pen.stroke([(shift - 0.62, 0.06), (-0.92 + shift, 0.0)], frame, 0.05)
