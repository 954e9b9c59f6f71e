"""Food, jewels, clothes and other small things that lie about or lie in a hand."""

from storyvid.images.storyboard.things.geometry import polar
from storyvid.images.storyboard.things.pen import Pen
from storyvid.images.storyboard.things.sketch import Sketch, pick

GOLD = "#dcab37"
STONE = "#9a9690"


def apple(pen: Pen, seed: int) -> None:
    """An apple, 8 units tall."""
    red = pick(seed, ("#c03a30", "#b9b23a", "#c9562f"))
    pen.blob(
        [(0, -6.4), (-2.4, -7.2), (-4, -4.6), (-2.6, -0.6), (0, -0.2), (2.6, -0.6), (4, -4.6), (2.4, -7.2)], red, "body"
    )
    pen.stroke([(0, -6.4), (0.6, -8.6)], "#5a3c2c", 0.7)
    pen.blob([(0.5, -7.6), (0.5, -7.6), (2.6, -9.2), (2.6, -9.2), (2.4, -7.6)], "#5c8a45", "detail")
    pen.oval(-1.8, -5.2, 0.7, 1.0, pen.tint(red, 0.5), "detail")


def pear(pen: Pen, seed: int) -> None:
    """A pear, 10 units tall."""
    pen.blob([(0, -9.4), (-1.6, -7), (-4, -3), (-2, -0.2), (2, -0.2), (4, -3), (1.6, -7)], "#b9b24a", "body")
    pen.stroke([(0, -9), (0.5, -11)], "#5a3c2c", 0.7)


def bread(pen: Pen, seed: int) -> None:
    """A loaf, 11 units tall."""
    crust = "#b97a3c"
    pen.blob([(-14, 0), (-14, 0), (-15, -6), (-8, -11), (8, -11), (15, -6), (14, 0), (14, 0)], crust, "body")
    for x in (-7, 0, 7):
        pen.curve([(x - 2, -4), (x, -8), (x + 2.4, -10)], pen.tint(crust, 0.45), 1.3)


def cake(pen: Pen, seed: int) -> None:
    """A cake of two layers with a candle, 26 units tall."""
    pen.oval(0, -1, 19, 2.6, "#e6e2da")
    pen.box(-15, -11, 30, 10, "#d9a06a")
    pen.blob(
        [
            (-15.6, -12),
            (-15.6, -8),
            (-11, -6),
            (-6, -9),
            (-1, -6),
            (4, -9),
            (9, -6),
            (14, -8.6),
            (15.6, -8),
            (15.6, -12),
        ],
        "#f3d3da",
        "body",
    )
    pen.box(-9, -19, 18, 8, "#f6e8e2")
    for x in (-6, 0, 6):
        pen.oval(x, -19.6, 1.7, 1.7, "#c03a48", "detail")
    pen.box(-0.7, -25, 1.4, 5, "#5f86ad", "detail")
    pen.blob([(0, -25), (-1, -26.4), (0, -29), (0, -29), (1, -26.4)], "#f6c24a", "light")


def cheese(pen: Pen, seed: int) -> None:
    """A wedge of cheese, 11 units tall."""
    pen.poly([(-12, -8), (8, -12), (13, -7), (13, 0), (-12, 0)], "#e8bf4a")
    pen.poly([(-12, -8), (8, -12), (13, -7)], "#f3d775", "shade")
    for x, y, r in ((-4, -3.4, 1.6), (4, -4.4, 2), (9, -2, 1.1)):
        pen.oval(x, y, r, r, "#c4962f", "detail")


def carrot(pen: Pen, seed: int) -> None:
    """A carrot, 17 units long."""
    for x in (-2.4, 0, 2.4):
        pen.stroke([(0, -12), (x, -17.6)], "#5c8a45", 1.1)
    pen.blob([(0, 0), (0, 0), (-2.8, -10), (0, -12.6), (2.8, -10)], "#dd7f2f", "body")


def egg(pen: Pen, seed: int) -> None:
    """An egg, 8 units tall."""
    tone = pick(seed, ("#f3e9d6", GOLD, "#e6d0b0"))
    pen.blob([(0, -8.4), (-2.4, -6), (-3.2, -2.8), (0, 0), (3.2, -2.8), (2.4, -6)], tone, "body")
    pen.oval(-1, -5.2, 0.6, 1.2, pen.tint(tone, 0.6), "detail")


def nest(pen: Pen, seed: int) -> None:
    """A nest with eggs, 14 units tall."""
    for x in (-5, 0, 5):
        pen.oval(x, -10, 3, 4, "#cfe0e0")
    pen.blob([(-16, -9), (-16, -9), (-11, 0), (11, 0), (16, -9), (16, -9), (0, -5)], "#8a6a42", "body")
    for a, b in (((-14, -6), (6, -2)), ((-6, -5), (14, -6)), ((-17, -8), (-8, -2)), ((8, -1), (18, -9))):
        pen.stroke([a, b], "#b3905a", 0.9)


def coin(pen: Pen, seed: int) -> None:
    """A heap of gold coins, 12 units tall."""
    for x, y in ((-8, -2), (0, -1.6), (8, -2), (-4, -5), (4, -5), (0, -8.4)):
        pen.oval(x, y, 5, 2, pen.shade(GOLD, 0.14))
        pen.oval(x, y - 1, 5, 2, GOLD)
        pen.oval(x, y - 1, 3, 1.1, pen.tint(GOLD, 0.35), "detail")


def gem(pen: Pen, seed: int) -> None:
    """A cut jewel, 9 units tall."""
    tone = pick(seed, ("#b3284a", "#2f8a6a", "#3a6ab3", "#8ed0e0"))
    pen.poly([(0, 0), (-6, -6), (-3.4, -9), (3.4, -9), (6, -6)], tone)
    pen.poly([(0, 0), (-2.4, -6), (2.4, -6)], pen.tint(tone, 0.35), "detail")
    pen.poly([(-6, -6), (-3.4, -9), (-2.4, -6)], pen.tint(tone, 0.2), "detail")


def ring(pen: Pen, seed: int) -> None:
    """A ring with a stone, 9 units tall."""
    pen.curve([polar((0, -3.5), i * 45, 2.9) for i in range(9)], GOLD, 1.2)
    pen.poly([(0, -5.6), (-1.9, -7.6), (0, -9.4), (1.9, -7.6)], "#b3284a")


def crown(pen: Pen, seed: int) -> None:
    """A crown, 15 units tall."""
    pen.poly([(-11, 0), (-13, -11), (-7, -6.4), (-4, -14), (0, -7), (4, -14), (7, -6.4), (13, -11), (11, 0)], GOLD)
    pen.box(-11, -3.4, 22, 3.4, pen.shade(GOLD, 0.14))
    for x, y, tone in (
        (-13, -11.6, GOLD),
        (-4, -14.8, "#b3284a"),
        (4, -14.8, "#b3284a"),
        (13, -11.6, GOLD),
        (0, -1.7, "#3a6ab3"),
        (-6, -1.7, "#b3284a"),
        (6, -1.7, "#b3284a"),
    ):
        pen.oval(x, y, 1.3, 1.3, tone, "detail")


def hand_mirror(pen: Pen, seed: int) -> None:
    """A hand mirror, 24 units long."""
    pen.limb([(0, 0), (0, -10)], [2.4, 2], GOLD)
    pen.oval(0, -16.4, 7.4, 8.4, GOLD)
    pen.oval(0, -16.4, 5.8, 6.8, "#bcd8e3", "detail")
    pen.limb([(-2.4, -14), (0.8, -20)], [0.9, 1.6], "#eaf5f8", "detail")


def pearl(pen: Pen, seed: int) -> None:
    """A pearl, 5 units across."""
    pen.oval(0, -2.6, 2.6, 2.6, "#efe6e0")
    pen.oval(-0.8, -3.4, 0.8, 0.8, "#ffffff", "detail")


def shell(pen: Pen, seed: int) -> None:
    """A scallop shell, 10 units tall."""
    tone = pick(seed, ("#e6b9a0", "#e9d3c4", "#d9a3ae"))
    pen.blob([(-2, 0), (-2, 0), (-7, -5), (-5, -9.6), (0, -11), (5, -9.6), (7, -5), (2, 0), (2, 0)], tone, "body")
    for x in (-4.4, -1.6, 1.6, 4.4):
        pen.stroke([(x * 0.2, -1), (x, -9)], pen.shade(tone, 0.18), 0.6)


def bone(pen: Pen, seed: int) -> None:
    """A bone, 20 units long."""
    pen.limb([(-8, -3), (8, -3)], [2.8, 2.8], "#efe8d8")
    for x in (-9, 9):
        for y in (-4.4, -1.7):
            pen.oval(x, y, 2, 1.8, "#efe8d8")


def stone(pen: Pen, seed: int) -> None:
    """A boulder, 30 units tall."""
    pen.blob(
        [(-26, 0), (-26, 0), (-27, -12), (-16, -25), (2, -31), (19, -24), (27, -11), (26, 0), (26, 0)], STONE, "body"
    )
    pen.blob([(-20, -9), (-13, -21), (2, -27), (6, -22), (-8, -14)], pen.tint(STONE, 0.2), "shade")
    pen.curve([(6, -2), (10, -10), (20, -14)], pen.shade(STONE, 0.2), 1.2)


def hat(pen: Pen, seed: int) -> None:
    """A hat, 16 units tall."""
    tone = pick(seed, ("#5a4334", "#38639b", "#8a3f38"))
    pen.oval(0, -2, 18, 3, pen.shade(tone, 0.1))
    pen.blob([(-10, -2), (-10, -2), (-9, -14), (0, -16), (9, -14), (10, -2), (10, -2)], tone, "cloth")
    pen.limb([(-9.6, -4.6), (9.6, -4.6)], [2.6, 2.6], "#d9b24a")


def shoe(pen: Pen, seed: int) -> None:
    """A slipper with a heel, 9 units tall."""
    tone = pick(seed, ("#b9423a", "#c9dbe6", "#7b4f8c"))
    pen.blob(
        [
            (-8, 0),
            (-8, 0),
            (-8.4, -8),
            (-5, -9),
            (-1, -5.4),
            (5, -4),
            (10, -1.6),
            (10, 0),
            (10, 0),
            (3, 0),
            (-1, -2.4),
            (-5.6, -3.4),
            (-6, 0),
            (-6, 0),
        ],
        tone,
        "cloth",
    )
    pen.oval(3.6, -4.6, 1.5, 1.3, GOLD, "detail")


def boots(pen: Pen, seed: int) -> None:
    """A pair of boots, 24 units tall."""
    leather = "#6d452c"
    for x, tone in ((5, pen.shade(leather, 0.14)), (-5, leather)):
        pen.blob(
            [
                (x - 5, 0),
                (x - 5, 0),
                (x - 4.4, -22),
                (x - 4.4, -22),
                (x + 4, -22),
                (x + 4, -22),
                (x + 3.6, -7),
                (x + 10, -4.4),
                (x + 11, 0),
                (x + 11, 0),
            ],
            tone,
            "cloth",
        )
        pen.limb([(x - 4.6, -21), (x + 4.2, -21)], [3.6, 3.6], pen.tint(leather, 0.2), "cloth")


def ball(pen: Pen, seed: int) -> None:
    """A ball, 12 units across."""
    tone = pick(seed, (GOLD, "#c9473d", "#38639b"))
    pen.oval(0, -6, 6, 6, tone)
    pen.curve([(-5.6, -7), (0, -4.6), (5.6, -7)], pen.tint(tone, 0.5), 1.4)
    pen.oval(-2, -8.6, 1.2, 0.9, "#ffffff", "detail")


def doll(pen: Pen, seed: int) -> None:
    """A doll, 20 units tall."""
    pen.poly([(-6, 0), (-2.4, -11), (2.4, -11), (6, 0)], "#b9574a", "cloth")
    for side in (-1, 1):
        pen.limb([(side * 2, -10), (side * 6, -6)], [1.8, 1.6], "#f0c6a2", "skin")
    pen.oval(0, -14.4, 3.7, 3.7, "#f0c6a2", "skin")
    pen.blob([(-4, -13.4), (-4, -17), (0, -19), (4, -17), (4, -13.4), (2.4, -16.4), (-2.4, -16.4)], "#8a5a2f", "hair")
    for x in (-1.3, 1.3):
        pen.oval(x, -14, 0.5, 0.6, "#2d2326", "detail")


def gift(pen: Pen, seed: int) -> None:
    """A wrapped present, 20 units tall."""
    tone = pick(seed, ("#4c7d45", "#b9423a", "#38639b"))
    pen.box(-10, -15, 20, 15, tone)
    pen.box(-2, -15, 4, 15, "#f0dca0", "detail")
    for side in (-1, 1):
        pen.blob([(0, -15), (0, -15), (side * 6, -20), (side * 7, -16)], "#f0dca0", "detail")


def pot(pen: Pen, seed: int) -> None:
    """An earthen jug, 20 units tall."""
    clay = "#b0643f"
    pen.curve([(7, -14), (12, -11), (7.6, -5)], pen.shade(clay, 0.15), 1.8)
    pen.blob(
        [(-5, 0), (-9, -7), (-4.6, -14), (-5.6, -19), (-5.6, -19), (5.6, -19), (5.6, -19), (4.6, -14), (9, -7), (5, 0)],
        clay,
        "body",
    )
    pen.limb([(-5.6, -19), (5.6, -19)], [2, 2], pen.tint(clay, 0.2))


def bowl(pen: Pen, seed: int) -> None:
    """A bowl of soup, 10 units tall."""
    pen.blob([(-11, -8), (-11, -8), (-7, 0), (7, 0), (11, -8), (11, -8)], "#5f86ad", "body")
    pen.oval(0, -8, 11, 2.4, "#e8c98a")
    pen.curve([(-2, -11), (-4, -14), (-2, -17)], "#e9eef0", 0.9)
    pen.curve([(3, -11), (1, -14), (3, -17)], "#e9eef0", 0.9)


def computer(pen: Pen, seed: int) -> None:
    """A computer, 30 units tall."""
    pen.poly([(-4, -6), (4, -6), (6, 0), (-6, 0)], "#8a9098")
    pen.box(-20, -32, 40, 26, "#3a3d45")
    pen.box(-18, -30, 36, 22, "#8fd0e3", "light")
    for y, wide in ((-25, 20), (-21, 26), (-17, 14)):
        pen.stroke([(-14, y), (-14 + wide, y)], "#f2fafc", 1.2)


def spiderweb(pen: Pen, seed: int) -> None:
    """A spider's web, 44 units across."""
    for i in range(8):
        pen.stroke([(0, -22), polar((0, -22), i * 45, 22)], "#d6d9de", 0.6)
    for reach in (7, 13, 19):
        pen.stroke([polar((0, -22), i * 45, reach) for i in range(9)], "#d6d9de", 0.5)


_HELD = {
    "apple": (apple, (0, -4)), "pear": (pear, (0, -4)), "bread": (bread, (0, -4)), "cheese": (cheese, (0, -4)),
    "carrot": (carrot, (0, -9)), "egg": (egg, (0, -4)), "gem": (gem, (0, -3)), "ring": (ring,
        (0, -2)), "crown": (crown, (0, -2)),
    "hand mirror": (hand_mirror, (0, -4)), "pearl": (pearl, (0, -2)), "shell": (shell, (0, -3)), "bone": (bone,
        (0, -3)),
    "hat": (hat, (0, -3)), "shoe": (shoe, (0, -4)), "ball": (ball, (0, -6)), "doll": (doll, (0, -8)), "gift": (gift,
        (0, -4)),
    "pot": (pot, (7, -10)), "bowl": (bowl, (0, -4)), "cake": (cake, (0, -2)), "nest": (nest, (0, -3)),
}  # fmt: skip
SKETCHES: dict[str, Sketch] = {name: Sketch(draw, grip=grip) for name, (draw, grip) in _HELD.items()} | {
    "coin": Sketch(coin), "stone": Sketch(stone), "boots": Sketch(boots), "computer": Sketch(computer),
    "spiderweb": Sketch(spiderweb, "air"),
}  # fmt: skip
