"""Hats, hoods, crowns and helmets, in head units."""

import math

from storyvid.images.storyboard.figures.traits import Garment, Traits
from storyvid.images.storyboard.things.pen import Pen

GOLD = "#dcab37"


def draw_headgear_back(pen: Pen, traits: Traits, *, turn: float) -> None:
    """What of a hood, veil or halo lies behind the head."""
    head = traits.worn("head")
    if head is None:
        return
    x = -0.12 * turn
    if head.kind == "hood":
        pen.blob([(x - 0.2, -1.62), (0.9 + x, -0.95), (1.2 + x, 0.2), (0.9, 1.3), (-0.9, 1.3), (-1.28 + x, 0.2),
            (-1.06 + x, -0.95)], pen.shade(head.colour, 0.2), "cloth")
    elif head.kind in ("veil", "kerchief"):
        low = 2.6 if head.kind == "veil" else 1.0
        pen.blob([(x, -1.3), (0.95 + x, -0.9), (1.2 + x, 0.4), (1.2 + x, low), (-1.3 + x, low), (-1.2 + x, 0.4),
            (-0.95 + x, -0.9)], pen.shade(head.colour, 0.1), "cloth")
    elif head.kind == "halo":
        pen.oval(x, -0.35, 1.5, 1.5, "#f6e6a8", "light")
    elif head.kind == "helmet" and _glass(traits):
        pen.oval(0.05, 0.0, 1.5, 1.5, "#dfe6ec", "body")


def draw_headgear(pen: Pen, traits: Traits, *, turn: float, back: bool = False) -> None:
    """Whatever is worn on the head, over the hair."""
    head = traits.worn("head")
    if head is None:
        return
    lift = -0.16 if traits.dressed else 0.0
    with pen.frame(at=(turn * 0.04, lift), scale=0.9 if traits.dressed else 1.0):
        _DRAWN.get(head.kind, _hat)(pen, traits, head, turn * (0 if back else 1))


def _hat(pen: Pen, traits: Traits, hat: Garment, turn: float) -> None:
    if hat.pattern == "pointed":
        return _pointed(pen, hat, turn)
    if hat.pattern == "jester":
        return _jester(pen, hat)
    colour = "#dcc078" if hat.pattern == "straw" else hat.colour
    band = hat.accent if hat.accent != colour else "#8f2f2c"
    tall = -2.5 if hat.pattern == "tall" else -1.62
    top = 0.78 if hat.pattern == "tall" else 0.62
    if hat.pattern == "tall" and traits.worn("apron"):
        colour = "#f4efe4"
    pen.blob([(-1.55, -0.5), (-0.7, -0.78), (0.1, -0.84), (0.9, -0.78), (1.6, -0.52), (0.8, -0.36), (0, -0.3),
        (-0.8, -0.34)], pen.shade(colour, 0.1), "cloth")
    pen.blob([(-0.9, -0.58), (-0.9, -0.58), (-top - 0.12, tall * 0.8), (-top, tall), (0, tall - 0.1), (top, tall),
        (top + 0.12, tall * 0.8), (0.92, -0.58), (0.92, -0.58), (0, -0.42)], colour, "cloth")
    pen.limb([(-0.86, -0.7), (0, -0.56), (0.88, -0.7)], [0.24, 0.24, 0.24], band, "cloth")
    if hat.pattern == "feathered":
        pen.blob([(-0.75, -0.7), (-0.75, -0.7), (-1.2, -1.5), (-1.9, -1.95), (-1.9, -1.95), (-1.35, -1.2)],
            "#c9473d" if colour != "#c9473d" else "#f0e4c8", "cloth")


def _pointed(pen: Pen, hat: Garment, turn: float) -> None:
    colour = hat.colour
    pen.blob([(-1.75, -0.42), (-0.8, -0.72), (0.1, -0.8), (1.0, -0.72), (1.8, -0.44), (0.9, -0.26), (0, -0.18),
        (-0.9, -0.24)], pen.shade(colour, 0.12), "cloth")
    pen.blob([(-0.94, -0.5), (-0.94, -0.5), (-0.5, -1.5), (-0.42, -2.2), (-0.95, -2.85), (-0.95, -2.85),
        (0.02, -2.45), (0.42, -1.6), (0.96, -0.5), (0.96, -0.5), (0, -0.32)], colour, "cloth")
    pen.limb([(-0.9, -0.64), (0, -0.48), (0.92, -0.64)], [0.26, 0.26, 0.26], hat.accent, "cloth")
    pen.curve([(-0.3, -2.2), (-0.05, -2.12), (0.14, -2.2)], pen.shade(colour, 0.25), 0.07)


def _jester(pen: Pen, hat: Garment) -> None:
    for side, tone in ((-1, hat.colour), (1, "#d9a534")):
        pen.blob([(0, -1.1), (side * 0.9, -0.5), (side * 0.9, -0.5), (side * 1.3, -0.9), (side * 1.75, -0.5),
            (side * 1.75, -0.5), (side * 1.4, -1.6), (side * 0.5, -1.75)], tone, "cloth")
        pen.oval(side * 1.75, -0.45, 0.16, 0.16, GOLD, "detail")
    pen.limb([(-0.94, -0.5), (0, -0.4), (0.94, -0.5)], [0.3, 0.3, 0.3], pen.shade(hat.colour, 0.15), "cloth")


def _cap(pen: Pen, traits: Traits, cap: Garment, turn: float) -> None:
    if cap.pattern == "pointed" or traits.being in ("dwarf", "elf"):
        pen.blob([(-1.06, -0.36), (-1.06, -0.36), (-0.85, -1.2), (-0.5, -2.0), (-1.0, -2.55), (-1.0, -2.55),
            (0.1, -2.2), (0.85, -1.2), (1.06, -0.36), (1.06, -0.36), (0, -0.2)], cap.colour, "cloth")
        pen.limb([(-1.04, -0.4), (0, -0.24), (1.04, -0.4)], [0.32, 0.32, 0.32], pen.tint(cap.colour, 0.25), "cloth")
        return
    pen.blob([(-1.08, -0.34), (-1.08, -0.34), (-1.1, -0.95), (-0.6, -1.4), (0.1, -1.48), (0.75, -1.3), (1.1, -0.85),
        (1.08, -0.4), (1.08, -0.4), (0, -0.32)], cap.colour, "cloth")
    if traits.gender == "female":
        pen.limb([(-1.1, -0.3), (0, -0.46), (1.08, -0.36)], [0.34, 0.3, 0.34], pen.tint(cap.colour, 0.35), "cloth")
        return
    pen.limb([(-1.04, -0.42), (0, -0.34), (1.06, -0.46)], [0.26, 0.24, 0.26], pen.shade(cap.colour, 0.18), "cloth")
    if turn:
        pen.blob([(0.5, -0.52), (1.1, -0.56), (1.75, -0.3), (1.75, -0.3), (1.05, -0.26), (0.5, -0.28)],
            pen.shade(cap.colour, 0.28), "cloth")


def _hood(pen: Pen, traits: Traits, hood: Garment, turn: float) -> None:
    s = turn * 0.2
    pen.blob(
        [(-0.2 - s, -1.66), (0.72, -1.22), (1.12, -0.4), (1.04, 0.55), (0.7, 1.12), (0.7, 1.12), (0.78 + s * 0.6,
            0.5), (0.8 + s * 0.5, -0.2), (0.5 + s, -0.72), (s, -0.86),
         (-0.5 + s, -0.7), (-0.78 + s, -0.16), (-0.74 + s, 0.55), (-0.55 + s, 1.12), (-0.55 + s, 1.12), (-1.1,
             0.8), (-1.24, -0.1), (-0.98, -1.0)],
        hood.colour, "cloth",
    )  # fmt: skip
    pen.curve([(0.74 + s * 0.5, 0.6), (0.76 + s * 0.5, -0.2), (0.48 + s, -0.7), (s, -0.84), (-0.48 + s, -0.68),
        (-0.76 + s, -0.14), (-0.72 + s, 0.6)], pen.shade(hood.colour, 0.22), 0.09)


def _crown(pen: Pen, traits: Traits, crown: Garment, turn: float) -> None:
    top = [(-0.9, -0.72), (-1.0, -1.55), (-0.55, -1.12), (-0.3, -1.75), (0.05, -1.16), (0.4, -1.75), (0.62, -1.12),
        (1.04, -1.52), (0.92, -0.72)]
    pen.poly([*top, (0.5, -0.58), (0, -0.53), (-0.5, -0.58)], crown.colour, "body")
    pen.limb([(-0.9, -0.76), (0, -0.6), (0.92, -0.76)], [0.2, 0.2, 0.2], pen.shade(crown.colour, 0.16), "body")
    for x, y, gem in ((-1.0, -1.6, GOLD), (-0.3, -1.8, "#b03048"), (0.4, -1.8, "#b03048"), (1.04, -1.58, GOLD)):
        pen.oval(x, y, 0.1, 0.1, gem, "detail")
    for x, y, gem in ((-0.5, -0.86, "#3a6ea5"), (0.06, -0.82, "#b03048"), (0.58, -0.86, "#3a8a5a")):
        pen.oval(x, y, 0.11, 0.11, gem, "detail")


def _tiara(pen: Pen, traits: Traits, tiara: Garment, turn: float) -> None:
    x = turn * 0.12
    pen.poly([(-0.78 + x, -0.78), (-0.5 + x, -1.14), (-0.3 + x, -1.02), (x, -1.48), (0.3 + x, -1.02),
        (0.5 + x, -1.14), (0.78 + x, -0.78), (x, -0.9)], tiara.colour, "body")
    pen.oval(x, -1.1, 0.1, 0.13, "#b03048", "detail")


def _helmet(pen: Pen, traits: Traits, helmet: Garment, turn: float) -> None:
    if _glass(traits):
        pen.limb([(-1.1, 1.05), (0, 1.3), (1.15, 1.05)], [0.34, 0.34, 0.34], "#aab4bd", "body")
        ring = [(0.05 + math.sin(i * 0.6283) * 1.5, math.cos(i * 0.6283) * 1.5) for i in range(11)]
        pen.curve(ring, "#aab4bd", 0.13)
        pen.curve([(-1.2, -0.6), (-0.9, -1.05), (-0.4, -1.35)], "#ffffff", 0.12)
        return
    s = turn * 0.2
    pen.blob([(-1.1, 0.3), (-1.1, 0.3), (-1.16, -0.5), (-0.75, -1.2), (0, -1.46), (0.75, -1.2), (1.14, -0.5),
        (1.06, 0.2), (1.06, 0.2), (0.88 + s * 0.3, -0.2), (0.5 + s, -0.42), (s, -0.46), (-0.5 + s, -0.42),
        (-0.84 + s * 0.6, -0.16), (-0.84 + s * 0.4, 0.5), (-0.84 + s * 0.4, 0.5)], helmet.colour, "body")
    pen.limb([(-0.84 + s * 0.7, -0.34), (s, -0.5), (0.9 + s * 0.2, -0.34)], [0.16, 0.16, 0.16],
        pen.shade(helmet.colour, 0.25), "body")
    pen.curve([(-0.75, -0.8), (-0.4, -1.15), (0.05, -1.25)], pen.tint(helmet.colour, 0.5), 0.1)
    armour = traits.worn("dress")
    if helmet.pattern == "horned":
        for side in (-1, 1):
            pen.blob([(side * 0.9, -0.8), (side * 0.95, -0.5), (side * 1.6, -0.9), (side * 1.7, -1.6),
                (side * 1.7, -1.6), (side * 1.35, -1.1)], "#efe4cc", "body")
    elif traits.being == "knight" or armour and armour.kind == "armour":
        pen.blob([(-0.05, -1.4), (-0.4, -2.0), (-1.2, -1.95), (-1.75, -1.1), (-1.75, -1.1), (-1.0, -1.4),
            (-0.4, -1.3)], "#b23a34", "cloth")


def _turban(pen: Pen, traits: Traits, turban: Garment, turn: float) -> None:
    pen.blob([(-1.16, -0.4), (-1.3, -0.9), (-0.7, -1.6), (0.1, -1.75), (0.85, -1.55), (1.32, -0.9), (1.14, -0.42),
        (0, -0.55)], turban.colour, "cloth")
    tone = pen.shade(turban.colour, 0.15)
    for line in ([(-1.2, -0.7), (-0.2, -1.1), (0.5, -1.65)], [(-0.7, -0.5), (0.3, -0.9), (1.1, -1.2)],
        [(1.2, -0.7), (0.2, -0.9), (-0.8, -1.4)]):
        pen.curve(line, tone, 0.07)
    pen.oval(0.1 + turn * 0.15, -0.85, 0.17, 0.2, "#b03048", "detail")


def _veil(pen: Pen, traits: Traits, veil: Garment, turn: float) -> None:
    pen.blob([(-1.16, 0.5), (-1.16, 0.5), (-1.12, -0.6), (-0.6, -1.28), (0.1, -1.38), (0.7, -1.2), (1.06, -0.7),
        (0.5, -0.9), (-0.2, -0.95), (-0.75, -0.5), (-0.9, 0.5), (-0.9, 0.5)], veil.colour, "cloth")
    for x in (-0.5, -0.1, 0.3, 0.65):
        pen.oval(x, -1.02 + abs(x) * 0.2, 0.13, 0.13, "#e9b6c0", "detail")


def _beret(pen: Pen, traits: Traits, beret: Garment, turn: float) -> None:
    pen.blob([(-1.0, -0.66), (-1.5, -1.1), (-0.8, -1.55), (0.3, -1.5), (1.0, -1.1), (0.98, -0.66), (0, -0.56)],
        beret.colour, "cloth")
    pen.stroke([(-0.3, -1.52), (-0.34, -1.76)], beret.colour, 0.12)


def _wreath(pen: Pen, traits: Traits, wreath: Garment, turn: float) -> None:
    for i in range(9):
        angle = math.radians(200 + i * 17.5)
        x, y = math.cos(angle) * 1.0, math.sin(angle) * 0.5 - 0.42
        pen.oval(x, y, 0.19, 0.15, wreath.colour if i % 2 else ("#e08fa4", "#f0e4c8", "#e3b93c")[i // 2 % 3], "detail")


def _halo(pen: Pen, traits: Traits, halo: Garment, turn: float) -> None:
    pen.curve([(-0.75, -1.55), (0, -1.38), (0.75, -1.55), (0, -1.72), (-0.75, -1.55)], "#e8c45a", 0.12)


def _ribbon(pen: Pen, traits: Traits, ribbon: Garment, turn: float) -> None:
    pen.limb([(-1.02, -0.45), (-0.3 + turn * 0.1, -1.0), (0.7, -0.92), (1.02, -0.45)], [0.16, 0.2, 0.2, 0.16],
        ribbon.colour, "cloth")
    for side in (-1, 1):
        pen.blob([(-0.42, -1.16), (-0.42, -1.16), (-0.42 + side * 0.56, -1.56), (-0.42 + side * 0.62, -0.96)],
            ribbon.colour, "cloth")
    pen.oval(-0.42, -1.16, 0.15, 0.15, pen.shade(ribbon.colour, 0.2), "detail")


def _wig(pen: Pen, traits: Traits, wig: Garment, turn: float) -> None:
    pen.blob([(-0.9, -0.3), (-1.12, -0.8), (-0.6, -1.45), (0.1, -1.55), (0.8, -1.35), (1.14, -0.7), (0.92, -0.3),
        (0.5, -0.72), (0, -0.78), (-0.5, -0.66)], wig.colour, "hair")
    for side in (-1, 1):
        for y in (-0.1, 0.25, 0.6):
            pen.oval(side * 1.02, y, 0.24, 0.2, pen.shade(wig.colour, 0.05), "hair")


def _kerchief(pen: Pen, traits: Traits, cloth: Garment, turn: float) -> None:
    s = turn * 0.18
    pen.blob([(-1.1, 0.1), (-1.16, -0.6), (-0.6, -1.3), (0.1, -1.42), (0.75, -1.22), (1.1, -0.5), (1.0, 0.1),
        (0.7 + s, -0.5), (s, -0.78), (-0.6 + s, -0.5), (-0.8 + s, 0.3)], cloth.colour, "cloth")


def _headphones(pen: Pen, traits: Traits, phones: Garment, turn: float) -> None:
    ears = (-0.56,) if turn else (-1.08, 1.08)
    band = [(0.55, -1.2), (0.1, -1.46)] if turn else [(1.08, 0.0), (1.02, -0.8), (0.5, -1.36), (0.0, -1.44)]
    over = [(-0.38, -1.3), (-0.6, -0.8), (-0.56, 0.0)] if turn else [(-0.5, -1.36), (-1.02, -0.8), (-1.08, 0.0)]
    pen.curve([*band, *over], pen.shade(phones.colour, 0.25), 0.17)
    for x in ears:
        pen.blob([(x - 0.24, -0.32), (x + 0.24, -0.32), (x + 0.3, 0.1), (x + 0.22, 0.46), (x - 0.22, 0.46),
            (x - 0.3, 0.1)], phones.colour, "cloth")


def _glass(traits: Traits) -> bool:
    dress = traits.worn("dress")
    head = traits.worn("head")
    return dress is not None and dress.kind == "spacesuit" and head is not None and head.kind == "helmet"


_DRAWN = {
    "hat": _hat, "cap": _cap, "hood": _hood, "crown": _crown, "tiara": _tiara, "helmet": _helmet, "turban": _turban,
    "veil": _veil, "beret": _beret, "wreath": _wreath, "halo": _halo, "ribbon": _ribbon, "wig": _wig,
    "kerchief": _kerchief, "headphones": _headphones,
}  # fmt: skip
