"""Things of today: tractor, truck, ambulance, motorcycle, helicopter, television, and what is eaten on a beach."""

from storyvid.images.storyboard.things.pen import Pen
from storyvid.images.storyboard.things.sketch import Sketch, pick

RUBBER, STEEL, GLASS = "#2d2c32", "#c3c8cd", "#bfe0ea"


def _wheel(pen: Pen, x: float, radius: float, hub: str = STEEL) -> None:
    pen.oval(x, -radius, radius, radius, RUBBER)
    pen.oval(x, -radius, radius * 0.45, radius * 0.45, hub, "detail")


def tractor(pen: Pen, seed: int) -> None:
    """A tractor, 96 units tall, facing right."""
    tone = pick(seed, ("#c9473d", "#c9473d", "#4c8a4a"))
    pen.stroke([(44, -58), (44, -84)], "#5a5a60", 4)
    pen.box(-46, -94, 52, 6, pen.shade(tone, 0.15))
    for x in (-42, 2):
        pen.stroke([(x, -50), (x, -92)], pen.shade(tone, 0.25), 4)
    pen.box(-38, -86, 36, 34, GLASS, "detail")
    pen.blob([(-52, -30), (-52, -30), (-50, -54), (4, -56), (8, -60), (66, -58), (72, -50), (72, -26), (72, -26)], tone)
    for y in (-48, -40, -32):
        pen.stroke([(54, y), (68, y)], pen.shade(tone, 0.3), 2)
    _wheel(pen, -28, 31, "#e3b93c")
    _wheel(pen, 50, 18, "#e3b93c")


def _lorry(pen: Pen, cab: str, hold: str) -> None:
    pen.blob([(40, -18), (40, -18), (40, -84), (70, -84), (88, -52), (94, -46), (94, -18), (94, -18)], cab)
    pen.blob([(54, -50), (54, -50), (54, -76), (68, -76), (80, -50), (80, -50)], GLASS, "detail")
    pen.box(-96, -104, 132, 86, hold)
    pen.box(-98, -24, 192, 8, "#4a4c52")
    for x in (-64, -30, 66):
        _wheel(pen, x, 16)
    pen.oval(91, -30, 3.4, 4, "#f8e3a0", "light")


def truck(pen: Pen, seed: int) -> None:
    """A truck with a closed hold, 104 units tall."""
    tone = pick(seed, ("#4c8ec9", "#c9473d", "#5c8a6a", "#d98a3a"))
    _lorry(pen, tone, pen.tint(tone, 0.6))
    pen.stroke([(-94, -62), (34, -62)], tone, 5)


def ambulance(pen: Pen, seed: int) -> None:
    """An ambulance with a red cross and a blue lamp."""
    _lorry(pen, "#f3f3ef", "#f6f6f2")
    pen.box(-96, -50, 132, 9, "#d0453f", "detail")
    pen.box(-36, -94, 8, 28, "#d0453f", "detail")
    pen.box(-46, -84, 28, 8, "#d0453f", "detail")
    pen.box(44, -93, 16, 9, "#5aa0e0", "light")


def fire_engine(pen: Pen, seed: int) -> None:
    """A red fire engine with its ladder."""
    _lorry(pen, "#c93f34", "#d0483c")
    pen.box(-90, -70, 34, 40, STEEL, "detail")
    pen.box(-50, -70, 34, 40, STEEL, "detail")
    for y in (-118, -110):
        pen.stroke([(-100, y), (60, y - 8)], "#e8e6de", 3)
    for x in range(-92, 56, 16):
        pen.stroke([(x, -118 - (x + 100) * 0.05), (x, -110 - (x + 100) * 0.05)], "#e8e6de", 2.4)
    pen.box(46, -93, 14, 9, "#5aa0e0", "light")


def motorcycle(pen: Pen, seed: int) -> None:
    """A motorcycle, 60 units tall, facing right."""
    tone = pick(seed, ("#c9473d", "#3f6fa8", "#2f8a6a"))
    for x in (-36, 38):
        pen.oval(x, -17, 17, 17, RUBBER)
        pen.oval(x, -17, 10, 10, STEEL, "detail")
    pen.stroke([(38, -17), (24, -54)], "#7d828a", 4)
    pen.stroke([(24, -54), (14, -60)], RUBBER, 4)
    pen.blob([(-34, -22), (-20, -34), (22, -32), (26, -20), (-10, -12)], "#5a5f66")
    pen.blob([(-8, -36), (0, -48), (20, -48), (27, -38), (10, -32)], tone)
    pen.blob([(-44, -40), (-36, -46), (-8, -44), (-8, -36), (-38, -34)], "#3a322e")
    pen.oval(30, -48, 5, 5, "#f8e3a0", "light")


def helicopter(pen: Pen, seed: int) -> None:
    """A helicopter in the air, 90 units long."""
    tone = pick(seed, ("#d0483c", "#e0a03a", "#4c8ec9"))
    pen.limb([(-10, -30), (-60, -36), (-82, -38)], [18, 8, 5], tone)
    pen.poly([(-86, -54), (-76, -54), (-72, -34), (-82, -34)], pen.shade(tone, 0.15))
    pen.blob([(-26, -34), (-14, -50), (16, -50), (38, -34), (34, -16), (4, -12), (-20, -16)], tone)
    pen.blob([(10, -46), (24, -42), (35, -30), (32, -26), (12, -26), (10, -26)], GLASS, "detail")
    pen.box(-14, -40, 18, 14, GLASS, "detail")
    pen.stroke([(2, -50), (2, -60)], "#5a5f66", 4)
    pen.stroke([(-62, -61), (66, -61)], "#5a5f66", 3)
    pen.stroke([(-18, -2), (34, -2)], "#5a5f66", 3)
    for x in (-6, 20):
        pen.stroke([(x, -14), (x, -2)], "#5a5f66", 2.4)


def television(pen: Pen, seed: int) -> None:
    """A television on a low board, 78 units tall."""
    pen.box(-50, -24, 100, 22, "#8a6242")
    pen.stroke([(0, -22), (0, -14)], pen.shade("#8a6242", 0.25), 2)
    pen.box(-44, -78, 88, 52, RUBBER)
    pen.box(-40, -74, 80, 44, pick(seed, ("#7ab8d8", "#8fc8a8")), "light")
    pen.blob([(-40, -30), (-40, -44), (-14, -52), (10, -42), (40, -50), (40, -30), (40, -30)], "#5f9a5a", "detail")
    pen.oval(22, -62, 6, 6, "#f2d05a", "detail")


def sandcastle(pen: Pen, seed: int) -> None:
    """A castle of sand with a flag, 62 units tall."""
    sand = "#dcb878"
    pen.blob([(-48, 0), (-48, 0), (-40, -10), (0, -14), (40, -10), (48, 0), (48, 0)], pen.shade(sand, 0.08))
    for x, wide, tall in ((-26, 20, 34), (26, 20, 34), (0, 26, 46)):
        pen.box(x - wide / 2, -tall, wide, tall - 4, sand)
        for at in range(3):
            pen.box(x - wide / 2 + wide * (0.04 + 0.36 * at), -tall - 5, wide * 0.22, 6, sand)
    pen.blob([(-6, -4), (-6, -4), (-6, -16), (0, -22), (6, -16), (6, -4), (6, -4)], pen.shade(sand, 0.3), "shade")
    pen.stroke([(0, -50), (0, -66)], "#6a4a34", 1.8)
    pen.poly([(0, -66), (14, -62), (0, -57)], pick(seed, ("#c9473d", "#3f6fa8", "#e0a03a")))


def ice_cream(pen: Pen, seed: int) -> None:
    """An ice-cream cone, 22 units tall."""
    pen.poly([(-4.6, -12), (4.6, -12), (0, 0)], "#d9a05a")
    for line in (((-3, -9), (1, -3)), ((3, -9), (-1, -3))):
        pen.stroke(line, "#b57a3a", 0.6)
    pen.oval(0, -14, 5.4, 4.6, pick(seed, ("#f4c6cf", "#f6ecd0", "#a8743f")))
    pen.oval(0, -19, 4.4, 4.0, pick(seed // 3, ("#f6ecd0", "#b8dcb0", "#f4c6cf")))
    pen.oval(1, -23, 1.5, 1.5, "#c9303a", "detail")


def pizza(pen: Pen, seed: int) -> None:
    """A pizza on a plate."""
    pen.oval(0, -4, 22, 5, "#eceae4")
    pen.oval(0, -6, 19, 4.4, "#d9a05a")
    pen.oval(0, -6.6, 16.6, 3.6, "#e8c35a", "detail")
    for x, y in ((-9, -7), (-2, -5.4), (6, -7.4), (11, -6), (1, -8.4)):
        pen.oval(x, y, 2.2, 0.9, "#c9473d", "detail")


def guitar(pen: Pen, seed: int) -> None:
    """A guitar, 58 units tall."""
    tone = pick(seed, ("#c98a4a", "#a85a34", "#d9a860"))
    pen.blob([(0, 0), (-11, -3), (-12, -13), (-6.5, -19), (-8.5, -28), (0, -31), (8.5, -28), (6.5, -19), (12, -13),
        (11, -3)], tone)  # fmt: skip
    pen.box(-1.8, -54, 3.6, 36, "#5a3c28")
    pen.box(-3.2, -60, 6.4, 8, "#4a3020")
    pen.oval(0, -19, 4, 4, "#3a241a", "detail")
    pen.box(-4.5, -9, 9, 2, "#3a241a", "detail")


def backpack(pen: Pen, seed: int) -> None:
    """A school bag with a pocket, 30 units tall."""
    tone = pick(seed, ("#c9473d", "#3f6fa8", "#e0a33a", "#4f8a5a"))
    pen.curve([(-3, -27), (-3, -31), (3, -31), (3, -27)], pen.shade(tone, 0.3), 1.6)
    for side in (-1, 1):
        strap = [(side * 9.0, -22.0), (side * 12.5, -12.0), (side * 10.0, -3.0)]
        pen.limb(strap, [2.4, 2.6, 2.2], pen.shade(tone, 0.25), "cloth")
    pen.blob([(-10, 0), (-10, 0), (-11.5, -14), (-8, -26), (0, -28.5), (8, -26), (11.5, -14), (10, 0), (10, 0)], tone,
        "cloth")  # fmt: skip
    pen.blob([(-8, -2), (-8, -2), (-8.4, -12), (8.4, -12), (8, -2), (8, -2)], pen.tint(tone, 0.16), "cloth")
    pen.curve([(-9, -15), (0, -17), (9, -15)], pen.shade(tone, 0.25), 1.0)
    pen.oval(0, -11.5, 1.2, 1.5, "#f0dfae", "detail")


def violin(pen: Pen, seed: int) -> None:
    """A violin with its bow, 44 units tall."""
    tone = pick(seed, ("#b5652f", "#9a4f2a", "#c47a3c"))
    pen.blob([(0, 0), (-7.5, -2), (-8, -9), (-5, -13), (-6.5, -19), (0, -22), (6.5, -19), (5, -13), (8, -9),
        (7.5, -2)], tone)  # fmt: skip
    pen.box(-1.1, -40, 2.2, 28, "#3f2a20")
    pen.limb([(-1.8, -42), (1.2, -43.5)], [3, 2.4], "#5a3524")
    for side in (-1, 1):
        pen.curve([(side * 3.4, -12.5), (side * 2.8, -10), (side * 3.8, -7.5)], "#3f2418", 0.7)
    pen.box(-2.4, -6.6, 4.8, 1.2, "#3f2a20", "detail")
    pen.stroke([(10.5, 0), (13.5, -42)], "#6d4a2d", 1.1)


SKETCHES: dict[str, Sketch] = {
    "backpack": Sketch(backpack, grip=(0.0, -30.0)), "violin": Sketch(violin, grip=(0.0, -32.0)),
    "tractor": Sketch(tractor), "truck": Sketch(truck), "ambulance": Sketch(ambulance),
    "fire engine": Sketch(fire_engine), "motorcycle": Sketch(motorcycle), "helicopter": Sketch(helicopter, "air"),
    "television": Sketch(television), "sandcastle": Sketch(sandcastle),
    "ice cream": Sketch(ice_cream, grip=(0.0, -4.0)), "pizza": Sketch(pizza),
    "guitar": Sketch(guitar, grip=(0.0, -40.0), tilt=12.0),
}  # fmt: skip
