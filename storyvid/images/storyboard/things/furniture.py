"""What stands in a room or about a fire: beds, chairs, tables, hearths, chests, instruments too big to carry."""

from storyvid.images.storyboard.things.geometry import polar
from storyvid.images.storyboard.things.pen import Pen
from storyvid.images.storyboard.things.sketch import Sketch, pick

WOOD = "#8a6242"
GOLD = "#dcab37"


def bed(pen: Pen, seed: int) -> None:
    """A bed with pillow and quilt, 130 units long."""
    quilt = pick(seed, ("#b9574a", "#4f6f9c", "#6f8f5c", "#8d6a9c"))
    pen.blob([(-68, 0), (-68, 0), (-68, -58), (-62, -68), (-56, -58), (-56, 0), (-56, 0)], WOOD, "body")
    pen.blob([(56, 0), (56, 0), (56, -36), (62, -44), (68, -36), (68, 0), (68, 0)], WOOD, "body")
    pen.box(-58, -22, 116, 12, pen.shade(WOOD, 0.15))
    pen.blob([(-56, -20), (-56, -20), (-56, -33), (50, -33), (58, -22), (58, -14), (58, -14)], "#f3ede0", "cloth")
    pen.blob([(-54, -30), (-50, -42), (-32, -43), (-27, -32)], "#fbf8f0", "cloth")
    pen.blob([(-26, -12), (-26, -12), (-24, -36), (50, -37), (59, -24), (58, -10), (58, -10)], quilt, "cloth")
    for x in (-8, 12, 32):
        pen.curve([(x, -35), (x + 1, -24), (x, -12)], pen.shade(quilt, 0.16), 1.4)
    pen.limb([(-25, -14), (-22, -35)], [6, 6], pen.tint(quilt, 0.4), "cloth")


def chair(pen: Pen, seed: int) -> None:
    """A wooden chair, 64 units tall."""
    for x in (-14, 15):
        pen.stroke([(x, -26), (x * 1.08, 0)], pen.shade(WOOD, 0.12), 4)
    pen.stroke([(-15, -26), (-18, -64)], WOOD, 4.4)
    pen.stroke([(-7, -30), (-9, -62)], pen.shade(WOOD, 0.12), 3)
    for y in (-58, -46):
        pen.stroke([(-17.6, y), (-8.6, y)], WOOD, 5)
    pen.poly([(-18, -30), (19, -30), (20, -24), (-17, -24)], pen.tint(WOOD, 0.12))


def table(pen: Pen, seed: int) -> None:
    """A table, 46 units tall."""
    for x in (-48, 46):
        pen.poly([(x - 5, -42), (x + 5, -42), (x + 3, 0), (x - 3, 0)], pen.shade(WOOD, 0.14))
    pen.poly([(-62, -50), (62, -50), (66, -42), (-66, -42)], WOOD)
    pen.stroke([(-60, -48), (60, -48)], pen.tint(WOOD, 0.25), 1.6)


def throne(pen: Pen, seed: int) -> None:
    """A throne, 124 units tall."""
    pen.blob(
        [(-30, 0), (-30, 0), (-32, -84), (-20, -104), (0, -124), (20, -104), (32, -84), (30, 0), (30, 0)], GOLD, "body"
    )
    pen.blob([(-20, -38), (-20, -38), (-20, -84), (0, -104), (20, -84), (20, -38), (20, -38)], "#9c2f3a", "cloth")
    pen.box(-27, -40, 54, 13, "#b03a45", "cloth")
    pen.box(-34, -27, 68, 27, pen.shade(GOLD, 0.12))
    for side in (-1, 1):
        pen.limb([(side * 34, 0), (side * 34, -50)], [10, 9], GOLD)
        pen.oval(side * 34, -54, 6, 6, pen.tint(GOLD, 0.25))
    pen.oval(0, -114, 4, 4.6, "#b03048", "detail")


def fire(pen: Pen, seed: int) -> None:
    """A log fire, 46 units tall."""
    for turn in (-18, 16):
        with pen.frame(at=(0, -5), turn=turn):
            pen.limb([(-22, 0), (22, 0)], [8, 8], "#5f4230")
    _flame(pen, 1.0, "#d9542a")
    _flame(pen, 0.68, "#eb9a34")
    _flame(pen, 0.38, "#f8dc7a")


def _flame(pen: Pen, k: float, colour: str) -> None:
    pen.blob(
        [
            (-17 * k, -6),
            (-19 * k, -6 - 16 * k),
            (-9 * k, -6 - 26 * k),
            (-8 * k, -6 - 17 * k),
            (1 * k, -6 - 44 * k),
            (1 * k, -6 - 44 * k),
            (9 * k, -6 - 22 * k),
            (13 * k, -6 - 28 * k),
            (13 * k, -6 - 28 * k),
            (19 * k, -6 - 12 * k),
            (14 * k, -4),
            (0, -2),
        ],
        colour,
        "light",
    )


def candle(pen: Pen, seed: int) -> None:
    """A candle in its holder, 18 units tall."""
    pen.blob([(-6, 0), (-6, 0), (-5, -2), (5, -2), (6, 0), (6, 0)], "#b98a3a", "body")
    pen.box(-1.8, -12, 3.6, 11, "#f3ead2")
    pen.blob([(0, -12.4), (-1.7, -14.6), (0, -18.4), (0, -18.4), (1.7, -14.6)], "#f6c24a", "light")


def cauldron(pen: Pen, seed: int) -> None:
    """A cauldron, 42 units tall."""
    iron = "#3d3d45"
    for x in (-16, 16):
        pen.stroke([(x, -8), (x * 1.15, 0)], iron, 4)
    pen.blob([(-24, -36), (-30, -18), (-18, -4), (18, -4), (30, -18), (24, -36)], iron, "body")
    pen.oval(0, -36, 27, 5.4, pen.tint(iron, 0.15))
    pen.oval(0, -36, 22, 3.6, "#7fae52", "detail")
    for x, y, r in ((-8, -41, 3), (4, -44, 4), (12, -40, 2.4)):
        pen.oval(x, y, r, r, "#a5cc70", "detail")


def chest(pen: Pen, seed: int) -> None:
    """A treasure chest, 36 units tall."""
    pen.box(-28, -22, 56, 22, WOOD)
    pen.blob(
        [(-28, -22), (-28, -22), (-26, -34), (0, -38), (26, -34), (28, -22), (28, -22)], pen.shade(WOOD, 0.08), "body"
    )
    for x in (-20, 16):
        pen.box(x, -36, 5, 36, GOLD)
    pen.box(-28, -24, 56, 3.4, GOLD)
    pen.box(-5, -27, 10, 10, pen.tint(GOLD, 0.2))
    pen.oval(0, -22, 1.4, 1.8, "#3a2a22", "detail")


def barrel(pen: Pen, seed: int) -> None:
    """A barrel, 46 units tall."""
    pen.blob(
        [(-15, 0), (-15, 0), (-19, -22), (-15, -46), (-15, -46), (15, -46), (15, -46), (19, -22), (15, 0), (15, 0)],
        WOOD,
        "body",
    )
    for y, w in ((-8, 17), (-37, 17)):
        pen.curve([(-w, y), (0, y + 2), (w, y)], "#4f4a4a", 3)
    for x in (-6, 5):
        pen.curve([(x, -1), (x * 1.2, -22), (x, -45)], pen.shade(WOOD, 0.16), 1.2)


def mirror(pen: Pen, seed: int) -> None:
    """A standing mirror in a gilded frame, 104 units tall."""
    for x in (-20, 20):
        pen.stroke([(x * 0.6, -16), (x, 0)], GOLD, 4)
    pen.oval(0, -58, 30, 46, GOLD)
    pen.oval(0, -58, 24, 39, "#bcd8e3", "detail")
    pen.limb([(-12, -44), (4, -84)], [3, 5], "#e9f4f7", "detail")
    pen.oval(0, -106, 6, 5, pen.tint(GOLD, 0.2))


def wheel(pen: Pen, seed: int) -> None:
    """A spinning wheel, 78 units tall."""
    pen.stroke([(-34, -26), (36, -34)], WOOD, 6)
    for a, b in (((-26, -27), (-34, 0)), ((22, -32), (30, 0)), ((0, -30), (-6, 0))):
        pen.stroke([a, b], pen.shade(WOOD, 0.14), 4)
    ring = [polar((16, -50), i * 30, 26) for i in range(13)]
    pen.curve(ring, pen.shade(WOOD, 0.08), 4.4)
    for i in range(6):
        pen.stroke([(16, -50), polar((16, -50), i * 60 + 15, 25)], WOOD, 1.8)
    pen.oval(16, -50, 4, 4, pen.shade(WOOD, 0.25))
    pen.stroke([(-28, -28), (-30, -70)], WOOD, 4)
    pen.blob([(-30, -58), (-37, -68), (-30, -82), (-23, -68)], "#efe6d2", "cloth")
    pen.curve([(-28, -64), (-6, -66), (10, -74)], "#efe6d2", 0.9)


def clock(pen: Pen, seed: int) -> None:
    """A tall clock, 110 units tall."""
    pen.box(-17, -84, 34, 84, WOOD)
    pen.box(-10, -66, 20, 46, pen.shade(WOOD, 0.4))
    pen.stroke([(0, -66), (2, -36)], GOLD, 1.6)
    pen.oval(2, -34, 5, 5, GOLD)
    pen.blob(
        [(-20, -80), (-20, -80), (-20, -104), (0, -116), (20, -104), (20, -80), (20, -80)], pen.tint(WOOD, 0.1), "body"
    )
    pen.oval(0, -95, 13, 13, "#f7f0df", "detail")
    for i in range(12):
        pen.oval(*polar((0, -95), i * 30, 10.5), 0.7, 0.7, "#3a2f2c", "detail")
    pen.stroke([(0, -95), (0, -104)], "#3a2f2c", 1.4)
    pen.stroke([(0, -95), (6, -92)], "#3a2f2c", 1.8)


def piano(pen: Pen, seed: int) -> None:
    """An upright piano, 76 units tall."""
    pen.box(-46, -76, 92, 76, "#4a3530")
    pen.box(-50, -40, 100, 11, "#5d443c")
    pen.box(-42, -42, 84, 5, "#f5efe2", "detail")
    for i in range(13):
        pen.box(-39 + i * 6.3, -42, 2.4, 3, "#221c1e", "detail")


def cradle(pen: Pen, seed: int) -> None:
    """A cradle, 36 units tall."""
    pen.blob(
        [(-30, -4), (-30, -4), (-36, -36), (-28, -38), (-18, -22), (28, -22), (33, -27), (36, -24), (28, -4), (28, -4)],
        WOOD,
        "body",
    )
    pen.blob([(-20, -22), (-6, -32), (14, -30), (27, -22)], "#e3d3de", "cloth")
    pen.curve([(-32, -3), (0, 1.4), (32, -3)], pen.shade(WOOD, 0.2), 4)


def oven(pen: Pen, seed: int) -> None:
    """A brick oven, 100 units tall."""
    brick = "#a8634a"
    pen.box(8, -150, 26, 60, pen.shade(brick, 0.12))
    pen.blob([(-52, 0), (-52, 0), (-52, -60), (-26, -98), (26, -98), (52, -60), (52, 0), (52, 0)], brick, "body")
    pen.blob([(-24, -22), (-24, -22), (-24, -46), (0, -62), (24, -46), (24, -22), (24, -22)], "#2d2326", "body")
    pen.blob([(-16, -22), (-12, -36), (-4, -30), (0, -48), (6, -30), (13, -36), (16, -22)], "#eb9a34", "light")
    for x, y in ((-40, -20), (30, -14), (-36, -56), (34, -52), (-20, -80), (14, -82)):
        pen.box(x - 7, y - 3, 14, 6, pen.shade(brick, 0.14), "shade")


def shelf(pen: Pen, seed: int) -> None:
    """A bookshelf, 110 units tall."""
    pen.box(-36, -110, 72, 110, WOOD)
    tones = ("#b9423a", "#38639b", "#4c7d45", "#c2922e", "#7b4f8c", "#e0d3b8")
    for row in range(3):
        y = -8 - row * 34
        pen.box(-31, y - 28, 62, 28, pen.shade(WOOD, 0.42))
        for i in range(8):
            tall = 18 + (i * 7 + row * 5 + seed) % 8
            pen.box(-29 + i * 7, y - tall, 6, tall, tones[(i + row * 2 + seed) % 6], "detail")


def stool(pen: Pen, seed: int) -> None:
    """A three-legged stool, 26 units tall."""
    for a, b in (((-9, -22), (-14, 0)), ((9, -22), (14, 0)), ((0, -22), (1, 1))):
        pen.stroke([a, b], pen.shade(WOOD, 0.15), 3.6)
    pen.oval(0, -23, 16, 4.4, WOOD)


def carpet(pen: Pen, seed: int) -> None:
    """A flying carpet, 90 units long."""
    red = "#a33a3f"
    pen.blob(
        [(-48, -8), (-24, -14), (0, -8), (24, -3), (48, -9), (44, -2), (24, 4), (0, -1), (-24, -6), (-46, -1)],
        red,
        "cloth",
    )
    pen.curve([(-42, -6), (-24, -10), (0, -4.6), (24, 0), (43, -5)], "#e9c979", 1.6)
    for x in (-47, 46):
        for dy in (-7, -4, -1):
            pen.stroke([(x, dy), (x * 1.09, dy + 1)], "#e9c979", 0.9)


SKETCHES: dict[str, Sketch] = {
    function.__name__: Sketch(function)
    for function in (bed, chair, table, throne, fire, cauldron, chest, barrel, mirror, clock, piano, cradle, oven,
        shelf, stool)
} | {
    "candle": Sketch(candle, grip=(0, -3)), "spinning wheel": Sketch(wheel), "carpet": Sketch(carpet, "air"),
}  # fmt: skip
