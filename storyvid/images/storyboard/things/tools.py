"""What a hand can hold: weapons, tools, staffs, lights, baskets."""

from storyvid.images.storyboard.things.geometry import polar
from storyvid.images.storyboard.things.pen import Pen
from storyvid.images.storyboard.things.sketch import Sketch, pick

WOOD = "#8a6242"
STEEL = "#b9c3cc"
GOLD = "#dcab37"


def sword(pen: Pen, seed: int) -> None:
    """A sword on its pommel, 56 units long."""
    pen.poly([(-2.1, -14), (-1.8, -50), (0, -56), (1.8, -50), (2.1, -14)], STEEL)
    pen.stroke([(0, -16), (0, -48)], pen.shade(STEEL, 0.2), 0.7)
    pen.limb([(-7.4, -13.4), (7.4, -13.4)], [2.6, 2.6], GOLD)
    pen.limb([(0, -3), (0, -13)], [2.6, 2.8], "#5a3c2c")
    pen.oval(0, -2, 2.2, 2.2, GOLD)


def shield(pen: Pen, seed: int) -> None:
    """A shield, 40 units tall."""
    tone = pick(seed, ("#38639b", "#a33a3f", "#4c7d45"))
    pen.blob(
        [(0, 0), (0, 0), (-13, -13), (-16, -38), (-16, -38), (0, -41), (16, -38), (16, -38), (13, -13)], GOLD, "body"
    )
    pen.blob(
        [(0, -4), (0, -4), (-10.4, -15), (-13, -35), (-13, -35), (0, -37.6), (13, -35), (13, -35), (10.4, -15)],
        tone,
        "body",
    )
    pen.poly(
        [
            (0, -31),
            (2.4, -24.6),
            (9, -24),
            (4, -19.6),
            (5.6, -13),
            (0, -16.6),
            (-5.6, -13),
            (-4, -19.6),
            (-9, -24),
            (-2.4, -24.6),
        ],
        "#efe1b4",
        "detail",
    )


def bow(pen: Pen, seed: int) -> None:
    """A bow, 60 units tall, strung."""
    pen.stroke([(-6, -2), (-6, -58)], "#e9e0cc", 0.5)
    pen.curve([(-7, 0), (3, -14), (6, -30), (3, -46), (-7, -60)], WOOD, 2.6)
    pen.limb([(5.8, -26), (5.8, -34)], [3.4, 3.4], "#5a3c2c")


def axe(pen: Pen, seed: int) -> None:
    """An axe, 44 units long."""
    pen.limb([(0, 0), (0.6, -22), (0, -43)], [3.0, 2.6, 2.8], WOOD)
    pen.blob(
        [(-1, -42), (-1, -42), (7, -44), (13, -46), (15, -38), (13, -30), (7, -34), (-1, -35), (-1, -35)], STEEL, "body"
    )


def hammer(pen: Pen, seed: int) -> None:
    """A hammer, 26 units long."""
    pen.limb([(0, 0), (0, -22)], [2.6, 2.2], WOOD)
    pen.box(-7, -27, 14, 6.4, "#6f757d")


def spear(pen: Pen, seed: int) -> None:
    """A spear, 120 units long."""
    pen.stroke([(0, 0), (0, -108)], WOOD, 2.4)
    pen.poly([(-3.4, -106), (0, -122), (3.4, -106), (0, -102)], STEEL)


def trident(pen: Pen, seed: int) -> None:
    """A trident, 110 units long."""
    pen.stroke([(0, 0), (0, -104)], GOLD, 2.4)
    pen.curve([(-8, -108), (-7, -95), (0, -91), (7, -95), (8, -108)], GOLD, 2.2)
    for x, y in ((-8, -112), (0, -114), (8, -112)):
        pen.poly([(x - 2, y + 5), (x, y - 2), (x + 2, y + 5)], GOLD)


def staff(pen: Pen, seed: int) -> None:
    """A wanderer's staff, 100 units long."""
    pen.limb([(0, 0), (1, -40), (-0.6, -78), (1, -98)], [2.4, 3.0, 3.0, 3.8], WOOD)
    pen.curve([(1, -96), (-4, -103), (2, -107), (5, -101)], WOOD, 2.8)


def wand(pen: Pen, seed: int) -> None:
    """A magic wand with a star, 28 units long."""
    pen.stroke([(0, 0), (0, -20)], "#6d4a7a", 1.5)
    star = [polar((0, -25), 180 + i * 36, 6 if i % 2 == 0 else 2.6) for i in range(10)]
    pen.poly(star, "#f3cf5a", "light")


def broom(pen: Pen, seed: int) -> None:
    """A besom, 96 units long, its twigs up."""
    pen.stroke([(0, 0), (0, -70)], WOOD, 2.4)
    pen.blob(
        [
            (-2, -66),
            (-2, -66),
            (-8, -80),
            (-9, -97),
            (-4, -93),
            (0, -98),
            (4, -93),
            (9, -97),
            (8, -80),
            (2, -66),
            (2, -66),
        ],
        "#c09a4f",
        "body",
    )
    for x in (-3.4, 0, 3.4):
        pen.stroke([(x * 0.5, -70), (x * 1.4, -92)], "#93703a", 0.8)
    pen.limb([(-3.4, -70), (3.4, -70)], [2.4, 2.4], "#8a3f38")


def basket(pen: Pen, seed: int) -> None:
    """A basket with a handle, 26 units tall."""
    straw = "#b98a4a"
    pen.curve([(-11, -12), (-9, -23), (0, -27), (9, -23), (11, -12)], pen.shade(straw, 0.12), 2)
    pen.blob([(-10, -14), (-4, -18), (4, -18), (10, -14)], pick(seed, ("#c9473d", "#efe7d6", "#38639b")), "cloth")
    pen.blob([(-13, -14), (-13, -14), (-10.4, 0), (10.4, 0), (13, -14), (13, -14)], straw, "body")
    for y in (-4, -8.6):
        pen.stroke([(-11.4 + y * 0.14, y), (11.4 - y * 0.14, y)], pen.shade(straw, 0.2), 0.9)
    pen.limb([(-13, -14), (13, -14)], [2.6, 2.6], pen.tint(straw, 0.15))


def bucket(pen: Pen, seed: int) -> None:
    """A wooden bucket, 24 units tall."""
    pen.curve([(-9, -15), (0, -26), (9, -15)], "#4f4a4a", 1.1)
    pen.poly([(-10, -16), (10, -16), (8, 0), (-8, 0)], WOOD)
    for y in (-3.6, -12):
        pen.stroke([(-8.6 + y * 0.1, y), (8.6 - y * 0.1, y)], "#4f4a4a", 1.4)


def lantern(pen: Pen, seed: int) -> None:
    """A lit lantern, 22 units tall."""
    iron = "#3f3b40"
    pen.curve([(-4, -17), (0, -23.4), (4, -17)], iron, 1)
    pen.oval(0, -8.6, 9, 9, "#f8e3a0", "light")
    pen.poly([(-5, -2), (-5.6, -14), (5.6, -14), (5, -2)], "#f6c95a", "light")
    pen.poly([(-7, -14), (-3, -18.6), (3, -18.6), (7, -14)], iron)
    pen.box(-6.4, -2.4, 12.8, 2.4, iron)
    for x in (-5, 5):
        pen.stroke([(x, -2), (x * 1.08, -14)], iron, 1)
    pen.blob([(0, -3), (-1.8, -6), (0, -10.6), (0, -10.6), (1.8, -6)], "#e8842f", "light")


def torch(pen: Pen, seed: int) -> None:
    """A burning torch, 42 units long."""
    pen.limb([(0, 0), (0, -26)], [2.6, 4.4], WOOD)
    pen.blob([(-4, -25), (-5, -32), (0, -43), (0, -43), (5, -32), (4, -25)], "#d9662a", "light")
    pen.blob([(-2, -26), (-2.4, -31), (0, -37), (0, -37), (2.4, -31), (2, -26)], "#f8d06a", "light")


def spindle(pen: Pen, seed: int) -> None:
    """A spindle full of thread, 28 units long."""
    pen.limb([(0, 0), (0, -28)], [1.0, 1.5], WOOD)
    pen.oval(0, -6.5, 4.4, 1.5, pen.shade(WOOD, 0.2))
    pen.blob([(0, -23), (-4, -16), (-3, -8), (3, -8), (4, -16)], "#efe2c4", "cloth")
    for y in (-11, -14, -17):
        pen.curve([(-3.4, y), (0, y + 1), (3.4, y)], "#cbb88f", 0.5)


def spoon(pen: Pen, seed: int) -> None:
    """A wooden spoon, 24 units long."""
    pen.stroke([(0, 0), (0, -18)], WOOD, 1.5)
    pen.oval(0, -20.5, 3, 4, WOOD)


SKETCHES: dict[str, Sketch] = {
    "sword": Sketch(sword, grip=(0, -8), tilt=24),
    "shield": Sketch(shield, grip=(0, -22)),
    "bow": Sketch(bow, grip=(5.8, -30)),
    "axe": Sketch(axe, grip=(0, -12), tilt=14),
    "hammer": Sketch(hammer, grip=(0, -6), tilt=16),
    "spear": Sketch(spear, grip=(0, -50), tilt=3),
    "trident": Sketch(trident, grip=(0, -48), tilt=3),
    "staff": Sketch(staff, grip=(0, -56), tilt=3),
    "wand": Sketch(wand, grip=(0, -4), tilt=24),
    "broom": Sketch(broom, grip=(0, -40), tilt=6),
    "basket": Sketch(basket, grip=(0, -26)),
    "bucket": Sketch(bucket, grip=(0, -25)),
    "lantern": Sketch(lantern, grip=(0, -22.5)),
    "torch": Sketch(torch, grip=(0, -10), tilt=12),
    "spindle": Sketch(spindle, grip=(0, -24)),
    "spoon": Sketch(spoon, grip=(0, -5), tilt=16),
}
