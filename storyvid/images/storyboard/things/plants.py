"""Trees, bushes, flowers, mushrooms and what grows on the ground."""

import math

from storyvid.images.storyboard.things.geometry import polar, scallops
from storyvid.images.storyboard.things.pen import Pen
from storyvid.images.storyboard.things.sketch import Sketch, pick

LEAF = ("#5c8a45", "#4d7d4a", "#6f9448")
BARK = "#76553a"
BLOOM = ("#c9473d", "#e08fa4", "#e3b93c", "#7b5aa6", "#f1ede4", "#d9782d")


def tree(pen: Pen, seed: int) -> None:
    """A broad-leaved tree, 210 units tall."""
    leaf = pick(seed, LEAF)
    _trunk(pen, 26, 120)
    pen.blob(scallops(-38, -132, 44, 38, 8, 0.1), pen.shade(leaf, 0.12), "body")
    pen.blob(scallops(42, -136, 42, 38, 8, 0.1), pen.shade(leaf, 0.08), "body")
    pen.blob(scallops(0, -164, 56, 46, 10, 0.1), leaf, "body")
    pen.blob(scallops(-14, -176, 28, 20, 7, 0.12), pen.tint(leaf, 0.18), "shade")
    pen.blob(scallops(-46, -140, 18, 13, 6, 0.12), pen.tint(leaf, 0.08), "shade")


def _trunk(pen: Pen, wide: float, tall: float) -> None:
    w = wide / 2
    pen.blob(
        [
            (-w * 1.9, 0),
            (-w * 1.9, 0),
            (-w * 0.9, -tall * 0.2),
            (-w * 0.75, -tall),
            (w * 0.75, -tall),
            (w * 0.9, -tall * 0.2),
            (w * 1.9, 0),
            (w * 1.9, 0),
            (0, -w * 0.3),
        ],
        BARK,
        "body",
    )
    pen.curve(
        [(-w * 0.2, -tall * 0.15), (-w * 0.1, -tall * 0.45), (-w * 0.3, -tall * 0.7)], pen.shade(BARK, 0.2), wide * 0.07
    )
    pen.limb([(w * 0.1, -tall * 0.7), (w * 1.6, -tall * 0.95)], [w * 0.7, w * 0.3], BARK, "body")


def oak(pen: Pen, seed: int) -> None:
    """An old oak, 230 units tall and wide."""
    leaf = "#55803f"
    _trunk(pen, 42, 110)
    for x, y, r in ((-66, -120, 40), (66, -124, 40), (-34, -168, 46), (40, -172, 44)):
        pen.blob(scallops(x, y, r * 1.1, r * 0.86, 8, 0.11), pen.shade(leaf, 0.1 if y > -150 else 0.03), "body")
    pen.blob(scallops(0, -150, 50, 38, 9, 0.11), leaf, "body")
    pen.blob(scallops(-20, -186, 24, 15, 7, 0.12), pen.tint(leaf, 0.16), "shade")


def pine(pen: Pen, seed: int) -> None:
    """A fir tree, 220 units tall."""
    green = pick(seed, ("#3d6b50", "#35604a", "#487454"))
    pen.box(-8, -34, 16, 34, BARK)
    for i, (y, wide) in enumerate(((-26, 58), (-72, 48), (-116, 38), (-156, 27))):
        tone = pen.shade(green, 0.12 - i * 0.04)
        pen.blob(
            [
                (0, y - 66),
                (0, y - 66),
                (wide * 0.4, y - 30),
                (wide, y),
                (wide, y),
                (wide * 0.5, y + 4),
                (0, y - 3),
                (-wide * 0.5, y + 4),
                (-wide, y),
                (-wide, y),
                (-wide * 0.4, y - 30),
            ],
            tone,
            "body",
        )


def birch(pen: Pen, seed: int) -> None:
    """A birch, 200 units tall."""
    pen.limb([(0, 0), (3, -90), (-2, -180)], [17, 12, 5], "#ece8de", "body")
    for y in (-18, -44, -66, -92, -112):
        pen.stroke([(-5, y), (2, y - 1.5)], "#4a443f", 2.6)
    leaf = "#93ad4f"
    for x, y, r in ((-26, -120, 26), (28, -130, 27), (0, -164, 36)):
        pen.blob(scallops(x, y, r, r * 1.1, 8, 0.1), pen.shade(leaf, 0.06 if x else 0), "body")


def palm(pen: Pen, seed: int) -> None:
    """A palm, 190 units tall."""
    pen.limb([(0, 0), (8, -70), (26, -150)], [17, 12, 10], "#93734c", "body")
    for y in (-20, -46, -72, -98, -122):
        pen.curve([(-4 - y * 0.1, y), (3 - y * 0.12, y + 3), (10 - y * 0.13, y)], "#75593a", 1.8)
    for angle in (70, 108, 146, 190, 228, 266, 300):
        end = polar((26, -152), angle, 66)
        mid = polar((26, -152), angle, 34)
        pen.limb(
            [(26, -152), (mid[0], mid[1] - 12), (end[0], end[1] + 14)],
            [4, 16, 3],
            "#56874a" if angle % 3 else "#487a45",
            "body",
        )


def beanstalk(pen: Pen, seed: int) -> None:
    """A beanstalk that winds up out of the picture, 420 units tall."""
    turns = [(10.0 * (1 if at % 2 else -1), -60.0 * at) for at in range(8)]
    pen.limb([(-x, y) for x, y in turns], [11 - 0.8 * at for at in range(8)], "#3f7a3f", "body")
    pen.limb(turns, [16 - 1.1 * at for at in range(8)], "#5d9a48", "body")
    for at in range(1, 13):
        side, y = (1 if (at + seed) % 2 else -1), -32.0 * at
        with pen.frame(at=(side * 6, y), turn=side * -(8 + at % 3 * 14), scale=1.25 - at * 0.03, flip=side < 0):
            pen.soft([(0, 0), (16, -14), (46, -2), (14, 12)], "#6fae52" if at % 3 else "#4f9147", "body")
            pen.stroke([(2, 0), (40, -2)], "#3f7a3f", 1.6)


def willow(pen: Pen, seed: int) -> None:
    """A weeping willow, 180 units tall."""
    _trunk(pen, 30, 110)
    pen.blob(scallops(0, -138, 66, 40, 9, 0.1), "#7a9a52", "body")
    for i in range(9):
        x = -64 + i * 16
        pen.limb(
            [(x, -140), (x * 1.15, -90), (x * 1.1, -36 - (i % 3) * 14)],
            [18, 14, 5],
            pen.shade("#7a9a52", 0.04 * (i % 3)),
            "body",
        )


def apple_tree(pen: Pen, seed: int) -> None:
    """A tree with red apples."""
    tree(pen, seed + 1)
    for x, y in ((-48, -132), (-20, -158), (16, -176), (40, -142), (10, -138), (56, -122), (-30, -186)):
        pen.oval(x, y, 5, 5, "#c03a30", "detail")


def dead_tree(pen: Pen, seed: int) -> None:
    """A bare tree, 190 units tall."""
    wood = "#5d4a40"
    pen.limb([(0, 0), (-4, -60), (4, -120), (-4, -178)], [30, 18, 11, 3], wood, "body")
    for root, mid, end in (
        ((0, -70), (34, -100), (52, -142)),
        ((0, -92), (-34, -118), (-44, -156)),
        ((2, -126), (24, -148), (26, -180)),
        ((30, -100), (50, -106), (66, -124)),
    ):
        pen.limb([root, mid, end], [9, 6, 1.6], wood, "body")


def bush(pen: Pen, seed: int) -> None:
    """A round bush, 42 units tall."""
    leaf = pick(seed, LEAF)
    pen.blob(scallops(-16, -17, 22, 17, 7, 0.11), pen.shade(leaf, 0.1), "body")
    pen.blob(scallops(16, -16, 21, 16, 7, 0.11), pen.shade(leaf, 0.06), "body")
    pen.blob(scallops(0, -24, 24, 20, 8, 0.11), leaf, "body")
    for x, y in ((-10, -28), (6, -34), (14, -20), (-20, -14)):
        pen.oval(x, y, 2.2, 2.2, pick(seed, BLOOM), "detail")


def flower(pen: Pen, seed: int) -> None:
    """One flower on its stem, 20 units tall."""
    pen.curve([(0, 0), (0.8, -8), (0, -15)], "#5c8a45", 1.3)
    pen.blob([(0.5, -5), (0.5, -5), (4.5, -9.5), (4.5, -9.5), (4, -5.5)], "#5c8a45", "body")
    _bloom(pen, (0, -16), 4.2, pick(seed, BLOOM))


def _bloom(pen: Pen, at: tuple[float, float], size: float, colour: str) -> None:
    for i in range(6):
        x, y = polar(at, i * 60, size * 0.62)
        pen.oval(x, y, size * 0.46, size * 0.46, colour if i % 2 else pen.tint(colour, 0.15), "detail")
    pen.oval(at[0], at[1], size * 0.4, size * 0.4, "#e3b93c" if colour != "#e3b93c" else "#8a5a2f", "detail")


def rose(pen: Pen, seed: int) -> None:
    """A rose, 22 units tall."""
    pen.curve([(0, 0), (-0.8, -9), (0, -16)], "#4d7d4a", 1.3)
    for side, y in ((-1, -6), (1, -9)):
        pen.blob([(0, y), (0, y), (side * 4.6, y - 3.6), (side * 4.6, y - 3.6), (side * 3.4, y)], "#4d7d4a", "body")
    pen.oval(0, -18, 4, 3.9, "#b3282f", "detail")
    pen.curve([(-3, -19.5), (0, -17), (2.8, -19.6)], "#7d1722", 0.6)
    pen.curve([(-1.6, -20.6), (0.2, -19), (1.6, -20.8)], "#e2636a", 0.6)


def flowers(pen: Pen, seed: int) -> None:
    """A patch of flowers, 24 units tall."""
    for i, (x, tall) in enumerate(((-16, 14), (-9, 20), (-2, 16), (6, 22), (13, 15), (19, 18))):
        pen.curve([(x, 0), (x + 0.8, -tall * 0.5), (x, -tall)], "#5c8a45", 1.1)
        _bloom(pen, (x, -tall), 3.6, BLOOM[(seed + i) % len(BLOOM)])
    grass(pen, seed)


def grass(pen: Pen, seed: int) -> None:
    """A tuft of grass, 14 units tall."""
    for i in range(9):
        x = -12 + i * 3
        lean = math.sin(i * 2.1 + seed) * 4
        pen.poly([(x - 1.2, 0), (x + lean, -7 - (i * 5 % 7)), (x + 1.2, 0)], LEAF[i % 3], "body")


def mushroom(pen: Pen, seed: int) -> None:
    """A toadstool, 14 units tall."""
    pen.blob([(-2.6, 0), (-2.6, 0), (-1.8, -6), (-2, -9), (2, -9), (1.8, -6), (2.6, 0), (2.6, 0)], "#f0e7d4", "body")
    pen.blob([(-8, -7), (-8, -7), (-6.6, -12), (0, -15), (6.6, -12), (8, -7), (8, -7), (0, -6)], "#c03a30", "body")
    for x, y, r in ((-3.6, -10.6, 1.2), (0.4, -12.6, 1.3), (4, -10, 1.1), (0.4, -8.8, 0.8)):
        pen.oval(x, y, r, r * 0.8, "#f7efe0", "detail")


def reeds(pen: Pen, seed: int) -> None:
    """Bulrushes, 60 units tall."""
    for i, x in enumerate((-14, -6, 1, 8, 15)):
        tall = 44 + (i * 7 + seed * 3) % 18
        pen.curve([(x, 0), (x + 1, -tall * 0.5), (x + 2, -tall)], "#6d8a4a", 1.6)
        if i % 2:
            pen.limb([(x + 1.8, -tall + 2), (x + 2, -tall - 9)], [4, 4], "#6d4a30", "body")


def stump(pen: Pen, seed: int) -> None:
    """A tree stump, 24 units tall."""
    pen.blob([(-22, 0), (-22, 0), (-15, -10), (-15, -22), (15, -22), (15, -10), (22, 0), (22, 0)], BARK, "body")
    pen.oval(0, -22, 15, 4, pen.tint(BARK, 0.45), "body")
    pen.oval(0, -22, 8, 2, pen.tint(BARK, 0.3), "shade")


def log(pen: Pen, seed: int) -> None:
    """A felled log, 18 units thick."""
    pen.limb([(-34, -9), (32, -9)], [18, 18], BARK, "body")
    pen.oval(34, -9, 5, 9, pen.tint(BARK, 0.45), "body")
    pen.oval(34, -9, 2.6, 5, pen.tint(BARK, 0.3), "shade")
    pen.stroke([(-30, -12), (6, -12)], pen.shade(BARK, 0.2), 1)


def leaf(pen: Pen, seed: int) -> None:
    """One leaf, 8 units long."""
    tone = pick(seed, ("#c9782d", "#5c8a45", "#b9423a"))
    pen.blob([(0, 0), (0, 0), (-3.4, -4), (0, -9), (0, -9), (3.4, -4)], tone, "body")
    pen.stroke([(0, 0), (0, -7)], pen.shade(tone, 0.25), 0.4)


def pumpkin(pen: Pen, seed: int) -> None:
    """A pumpkin, 24 units tall."""
    for x, wide in ((-9, 9), (9, 9), (-4.5, 9), (4.5, 9), (0, 8)):
        pen.oval(x, -10, wide, 10, pen.shade("#d9782d", 0.1 if abs(x) > 6 else 0.03 if x else 0), "body")
    pen.limb([(0, -19), (2, -25)], [3.6, 2.4], "#5f7a3a", "body")


def wheat(pen: Pen, seed: int) -> None:
    """A sheaf of wheat, 40 units tall."""
    for i in range(7):
        x = -9 + i * 3
        pen.curve([(x * 0.5, 0), (x * 0.4, -14), (x * 1.3, -32)], "#cfa648", 1.2)
        pen.limb([(x * 1.3, -30), (x * 1.6, -41)], [3.4, 1.2], "#dcb654", "body")
    pen.limb([(-5, -15), (5, -15)], [3, 3], "#a8563a", "body")


SKETCHES: dict[str, Sketch] = {
    "tree": Sketch(tree), "oak": Sketch(oak), "pine": Sketch(pine), "birch": Sketch(birch), "palm": Sketch(palm),
    "beanstalk": Sketch(beanstalk),
    "willow": Sketch(willow), "apple tree": Sketch(apple_tree), "dead tree": Sketch(dead_tree), "bush": Sketch(bush),
    "flower": Sketch(flower, grip=(0, -6), tilt=12), "rose": Sketch(rose, grip=(0, -6),
        tilt=12), "flowers": Sketch(flowers),
    "grass": Sketch(grass), "mushroom": Sketch(mushroom, grip=(0, -3)), "reeds": Sketch(reeds), "stump": Sketch(stump),
    "log": Sketch(log), "leaf": Sketch(leaf, grip=(0, -1), tilt=20), "pumpkin": Sketch(pumpkin, grip=(0, -8)),
    "wheat": Sketch(wheat, grip=(0, -15), tilt=10),
}  # fmt: skip
