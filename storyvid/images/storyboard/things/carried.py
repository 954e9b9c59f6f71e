"""What is carried about: books and letters, instruments, vessels, flags and toys of the wind."""

from storyvid.images.storyboard.things.geometry import polar, scallops
from storyvid.images.storyboard.things.pen import Pen
from storyvid.images.storyboard.things.sketch import Sketch, pick

WOOD = "#8a6242"
GOLD = "#dcab37"


def book(pen: Pen, seed: int) -> None:
    """An open book, 20 units wide."""
    cover = pick(seed, ("#8a3f38", "#38639b", "#4c6b45"))
    pen.poly([(-11, -1), (-10.4, -14), (0, -11.4), (10.4, -14), (11, -1), (0, 1.6)], cover)
    for side in (-1, 1):
        pen.blob(
            [
                (0, 0),
                (0, 0),
                (side * 5, -2.6),
                (side * 9.6, -2),
                (side * 9.6, -2),
                (side * 9.2, -13.6),
                (side * 9.2, -13.6),
                (side * 4.6, -14),
                (0, -11.8),
                (0, -11.8),
            ],
            "#f6efdf",
            "body",
        )
        for y in (-10.4, -8, -5.6):
            pen.stroke([(side * 2, y + 0.6), (side * 7.6, y - 0.8)], "#b5a891", 0.5)


def scroll(pen: Pen, seed: int) -> None:
    """A letter, sealed, 14 units wide."""
    pen.box(-8, -11, 16, 11, "#f3e8cf")
    pen.stroke([(-8, -11), (0, -5), (8, -11)], "#c9b88f", 0.7)
    pen.oval(0, -4.8, 2, 2, "#a8323a", "detail")


def key(pen: Pen, seed: int) -> None:
    """A key, 14 units long."""
    pen.curve([polar((0, -11), i * 45, 3) for i in range(9)], GOLD, 1.6)
    pen.stroke([(0, -8), (0, -0.8)], GOLD, 1.6)
    for y in (-1, -3.4):
        pen.stroke([(0, y), (3.4, y)], GOLD, 1.5)


def bag(pen: Pen, seed: int) -> None:
    """A sack tied at the neck, 30 units tall."""
    cloth = pick(seed, ("#a58a62", "#93785a", "#7d6a55"))
    pen.blob([(-3, -24), (-13, -13), (-11, 0), (11, 0), (13, -13), (3, -24)], cloth, "cloth")
    pen.blob([(-3, -23), (-3, -23), (-7, -30), (0, -28), (7, -30), (3, -23), (3, -23)], pen.tint(cloth, 0.14), "cloth")
    pen.limb([(-3.6, -23), (3.6, -23)], [2, 2], "#5a3f2a")
    pen.curve([(-6, -16), (-7.4, -9), (-5, -3)], pen.shade(cloth, 0.16), 0.9)


def harp(pen: Pen, seed: int) -> None:
    """A lap harp, 44 units tall."""
    for i in range(6):
        pen.stroke([(-8 + i * 3.6, -4 - i * 1.6), (-8 + i * 3.6, -36 + abs(i - 3) * 1.8)], "#f3e8cf", 0.5)
    pen.limb([(-11, -2), (-13, -24), (-9, -42)], [3, 3, 3.6], GOLD)
    pen.limb([(-9, -42), (2, -33), (13, -38)], [3.4, 3, 4], GOLD)
    pen.limb([(-11, -2), (4, -8), (14, -36)], [4.6, 4, 2.4], pen.shade(GOLD, 0.14))


def drum(pen: Pen, seed: int) -> None:
    """A drum, 26 units tall."""
    red = "#b23a34"
    pen.blob([(-15, -20), (-15, -20), (-15, -2), (0, 1), (15, -2), (15, -20), (15, -20)], red, "body")
    for i in range(5):
        x = -15 + i * 6
        pen.stroke([(x, -19), (x + 3, -1), (x + 6, -19)], "#f0e0b0", 0.8)
    pen.oval(0, -20, 15.4, 4.6, "#f3ead6")
    pen.stroke([(-4, -23), (10, -30)], WOOD, 1.4)


def flute(pen: Pen, seed: int) -> None:
    """A flute, 30 units long."""
    pen.limb([(0, 0), (0, -30)], [2.6, 2.6], "#a9793f")
    for y in (-6, -10, -14, -18):
        pen.oval(0, y, 0.6, 0.6, "#3a2a22", "detail")


def bell(pen: Pen, seed: int) -> None:
    """A bell, 16 units tall."""
    pen.curve([(-2, -14), (0, -17.6), (2, -14)], pen.shade(GOLD, 0.2), 1.3)
    pen.oval(0, -1, 2, 2, pen.shade(GOLD, 0.35))
    pen.blob([(-8, -2), (-8, -2), (-5.4, -6), (-4, -13), (4, -13), (5.4, -6), (8, -2), (8, -2), (0, -1)], GOLD, "body")


def umbrella(pen: Pen, seed: int) -> None:
    """An open umbrella, 60 units tall."""
    tone = pick(seed, ("#b9423a", "#38639b", "#c2922e"))
    pen.curve([(4, -4), (3, 0), (0, -2), (0, -20), (0, -58)], "#5a3c2c", 1.7)
    pen.blob(
        [
            (-30, -34),
            (-30, -34),
            (-24, -50),
            (0, -60),
            (24, -50),
            (30, -34),
            (30, -34),
            (20, -37),
            (20, -37),
            (10, -34),
            (10, -34),
            (0, -37),
            (0, -37),
            (-10, -34),
            (-10, -34),
            (-20, -37),
            (-20, -37),
        ],
        tone,
        "cloth",
    )
    pen.curve([(0, -59), (-9, -48), (-10, -36)], pen.shade(tone, 0.18), 1)
    pen.curve([(0, -59), (9, -48), (10, -36)], pen.shade(tone, 0.18), 1)


def cup(pen: Pen, seed: int) -> None:
    """A goblet, 13 units tall."""
    pen.blob(
        [
            (-5, -13),
            (-5, -13),
            (-4, -7),
            (-1, -5),
            (-1, -2),
            (-4, 0),
            (4, 0),
            (1, -2),
            (1, -5),
            (4, -7),
            (5, -13),
            (5, -13),
        ],
        GOLD,
        "body",
    )
    pen.oval(0, -13, 5, 1.4, "#8f2a3c", "detail")


def bottle(pen: Pen, seed: int) -> None:
    """A bottle, 19 units tall."""
    glass = pick(seed, ("#4f8a6a", "#5f86ad", "#8d5a9c"))
    pen.blob(
        [(-5, 0), (-5, 0), (-5, -9), (-1.8, -13), (-1.8, -17), (1.8, -17), (1.8, -13), (5, -9), (5, 0), (5, 0)],
        glass,
        "body",
    )
    pen.box(-1.6, -19.4, 3.2, 3, "#b98a5a")
    pen.box(-3.6, -8, 7.2, 5, "#f3ead6", "detail")


def feather(pen: Pen, seed: int) -> None:
    """A feather, 18 units long."""
    tone = pick(seed, ("#f1ede4", "#c9473d", "#5f86ad"))
    pen.blob([(0, -3), (0, -3), (-4, -8), (-3, -15), (1, -19), (1, -19), (3.6, -12), (2.6, -7)], tone, "body")
    pen.curve([(-0.6, 0), (0, -8), (0.6, -16)], pen.shade(tone, 0.25), 0.6)


def rope(pen: Pen, seed: int) -> None:
    """A coil of rope, 14 units tall."""
    for y in (-2.4, -5.6, -8.8):
        pen.oval(0, y, 12, 3.4, pen.shade("#c4a06a", 0.1 + y * 0.008))
        pen.curve([(-11, y + 0.5), (0, y + 2.6), (11, y + 0.5)], "#93733f", 0.6)
    pen.curve([(8, -9), (14, -4), (20, -1)], "#c4a06a", 2.6)


def balloon(pen: Pen, seed: int) -> None:
    """A balloon on its string, 54 units tall."""
    tone = pick(seed, ("#c9473d", "#e3b93c", "#4c8ec9", "#6fae5c"))
    pen.curve([(0, 0), (1.6, -10), (-1.2, -20), (0, -30)], "#6a6470", 0.6)
    pen.blob([(0, -30), (-8, -38), (-9.6, -46), (0, -55), (9.6, -46), (8, -38)], tone, "body")
    pen.limb([(-4.6, -44), (-3, -50)], [1.6, 2.2], pen.tint(tone, 0.5), "detail")


def kite(pen: Pen, seed: int) -> None:
    """A kite with its tail, 56 units tall."""
    pen.curve([(0, 0), (5, -7), (-3, -14), (2, -24)], "#5a4a40", 0.8)
    for y in (-4, -11):
        pen.poly([(-4, y - 2.4), (4, y + 2.4), (4, y - 2.4), (-4, y + 2.4)], "#38639b", "cloth")
    pen.poly([(0, -22), (-14, -42), (0, -58), (14, -42)], "#c9473d", "cloth")
    pen.poly([(0, -22), (14, -42), (0, -58)], "#e3b93c", "cloth")
    pen.stroke([(0, -22), (0, -58)], "#5a4a40", 0.9)
    pen.stroke([(-14, -42), (14, -42)], "#5a4a40", 0.9)


def flag(pen: Pen, seed: int) -> None:
    """A flag on its pole, 90 units tall."""
    tone = pick(seed, ("#b9423a", "#38639b", "#4c7d45"))
    pen.stroke([(0, 0), (0, -90)], WOOD, 2.4)
    pen.blob(
        [
            (1, -88),
            (1, -88),
            (14, -91),
            (27, -86),
            (40, -89),
            (40, -89),
            (38, -66),
            (38, -66),
            (26, -63),
            (13, -68),
            (1, -64),
            (1, -64),
        ],
        tone,
        "cloth",
    )
    pen.oval(0, -91, 2.6, 2.6, GOLD)


def bouquet_bunch(pen: Pen, seed: int) -> None:
    """A bunch of flowers, 26 units tall."""
    for i, (x, y) in enumerate(((-7, -19), (0, -23), (7, -19), (-3.4, -16), (4, -15))):
        pen.stroke([(0, -3), (x, y)], "#5c8a45", 0.9)
        pen.blob(
            scallops(x, y, 4, 4, 6, 0.2),
            ("#c9473d", "#e3b93c", "#e08fa4", "#f1ede4", "#7b5aa6")[(i + seed) % 5],
            "detail",
        )
        pen.oval(x, y, 1.2, 1.2, "#8a5a2f", "detail")
    pen.poly([(-5, -11), (5, -11), (1.6, 0), (-1.6, 0)], "#efe1d6", "cloth")


def phone(pen: Pen, seed: int) -> None:
    """A telephone in the hand, 13 units tall."""
    pen.box(-3.6, -13, 7.2, 13, "#2d2f38")
    pen.box(-3, -12, 6, 10, "#8fd0e3", "light")


SKETCHES: dict[str, Sketch] = {
    "book": Sketch(book, grip=(0, -2), tilt=-4),
    "letter": Sketch(scroll, grip=(0, -3), tilt=6),
    "key": Sketch(key, grip=(0, -11)),
    "bag": Sketch(bag, grip=(0, -27)),
    "harp": Sketch(harp, grip=(-9, -20)),
    "drum": Sketch(drum, grip=(0, -20)),
    "flute": Sketch(flute, grip=(0, -8), tilt=52),
    "bell": Sketch(bell, grip=(0, -16)),
    "umbrella": Sketch(umbrella, grip=(0, -10)),
    "cup": Sketch(cup, grip=(0, -5)),
    "bottle": Sketch(bottle, grip=(0, -9)),
    "feather": Sketch(feather, grip=(0, -2), tilt=18),
    "rope": Sketch(rope, grip=(0, -8)),
    "balloon": Sketch(balloon, "air", grip=(0, -1)),
    "kite": Sketch(kite, "air", grip=(0, 0)),
    "flag": Sketch(flag, grip=(0, -26), tilt=4),
    "bouquet": Sketch(bouquet_bunch, grip=(0, -6), tilt=10),
    "phone": Sketch(phone, grip=(0, -4), tilt=-8),
}
