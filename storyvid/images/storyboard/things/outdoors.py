"""What stands outdoors and is no house: wells, bridges, fences, caves, statues, signs."""

from storyvid.images.storyboard.things.geometry import polar
from storyvid.images.storyboard.things.pen import Pen
from storyvid.images.storyboard.things.sketch import Sketch, pick

STONE = "#a9a49b"
WOOD = "#8a6242"
LIT = "#f3d27a"


def well(pen: Pen, seed: int) -> None:
    """A draw-well with its roof and bucket, 104 units tall."""
    for x in (-28, 28):
        pen.box(x - 3, -82, 6, 56, WOOD)
    pen.poly([(-46, -76), (0, -106), (46, -76)], "#8a4a3a")
    pen.stroke([(-28, -66), (28, -66)], "#6d4a30", 4)
    pen.stroke([(2, -66), (2, -46)], "#b39d70", 1.4)
    pen.poly([(-5, -48), (9, -48), (7, -36), (-3, -36)], "#93703f")
    pen.blob([(-36, 0), (-36, 0), (-38, -30), (38, -30), (36, 0), (36, 0), (0, 3)], STONE, "body")
    pen.oval(0, -31, 38, 6, pen.shade(STONE, 0.45), "body")
    for x, y in ((-24, -10), (-4, -8), (18, -11), (-14, -20), (8, -19), (28, -21)):
        pen.box(x - 7, y - 3.5, 14, 7, pen.shade(STONE, 0.09), "shade")


def bridge(pen: Pen, seed: int) -> None:
    """A stone bridge of one arch, 230 units long."""
    pen.blob(
        [
            (-118, 0),
            (-118, 0),
            (-112, -34),
            (-60, -58),
            (0, -66),
            (60, -58),
            (112, -34),
            (118, 0),
            (118, 0),
            (58, 0),
            (58, 0),
            (44, -26),
            (0, -42),
            (-44, -26),
            (-58, 0),
            (-58, 0),
        ],
        STONE,
        "body",
    )
    pen.curve([(-114, -42), (-60, -66), (0, -75), (60, -66), (114, -42)], pen.tint(STONE, 0.2), 9)
    for x, y in ((-88, -22), (-70, -42), (-30, -54), (28, -54), (68, -40), (90, -20)):
        pen.box(x - 8, y - 4, 16, 8, pen.shade(STONE, 0.1), "shade")


def fence(pen: Pen, seed: int) -> None:
    """A wooden fence, 40 units tall."""
    for y in (-13, -29):
        pen.box(-62, y - 3, 124, 6, pen.shade(WOOD, 0.12))
    for i in range(7):
        x = -57 + i * 19
        pen.poly([(x - 5, 0), (x - 5, -36), (x, -42), (x + 5, -36), (x + 5, 0)], WOOD)


def gate(pen: Pen, seed: int) -> None:
    """A garden gate between stone posts, 100 units tall."""
    for x in (-50, 50):
        pen.box(x - 10, -88, 20, 88, STONE)
        pen.oval(x, -92, 10, 9, pen.tint(STONE, 0.12))
    for i in range(7):
        pen.stroke([(-36 + i * 12, -2), (-36 + i * 12, -70 + abs(i - 3) * 5)], "#3b3a40", 3)
    for y in (-12, -46):
        pen.stroke([(-40, y), (40, y)], "#3b3a40", 3.4)


def wall(pen: Pen, seed: int) -> None:
    """A stretch of stone wall, 52 units tall."""
    pen.box(-80, -50, 160, 50, STONE)
    for i in range(14):
        pen.box(
            -76 + i % 5 * 32 + (i // 5) * 9, -46 + i // 5 * 16, 22, 10, pen.shade(STONE, 0.05 + i % 3 * 0.04), "shade"
        )


def tent(pen: Pen, seed: int) -> None:
    """A tent, 110 units tall."""
    tone = pick(seed, ("#c9a25a", "#a8563a", "#5f7a76"))
    pen.poly([(-72, 0), (0, -108), (72, 0)], tone)
    pen.poly([(-20, 0), (0, -108), (20, 0)], pen.shade(tone, 0.45))
    pen.poly([(-20, 0), (0, -108), (-34, 0)], pen.tint(tone, 0.2), "shade")


def cave(pen: Pen, seed: int) -> None:
    """The mouth of a cave in a rock, 170 units tall."""
    rock = "#85807a"
    pen.blob(
        [(-130, 0), (-130, 0), (-112, -80), (-60, -150), (10, -172), (80, -140), (122, -70), (134, 0), (134, 0)],
        rock,
        "body",
    )
    pen.blob([(-56, 0), (-56, 0), (-50, -66), (-6, -104), (46, -72), (58, 0), (58, 0)], "#2b2830", "body")
    pen.blob([(-104, -60), (-60, -132), (-30, -140), (-64, -90), (-84, -40)], pen.tint(rock, 0.14), "shade")


def ladder(pen: Pen, seed: int) -> None:
    """A ladder, 150 units tall."""
    for a, b in (((-14, 0), (-10, -150)), ((14, 0), (10, -150))):
        pen.stroke([a, b], WOOD, 4)
    for i in range(9):
        y = -12 - i * 16
        pen.stroke([(-13.6 - y * 0.025, y), (13.6 + y * 0.025, y)], pen.tint(WOOD, 0.15), 3)


def grave(pen: Pen, seed: int) -> None:
    """A gravestone, 48 units tall."""
    pen.blob([(-20, 0), (-20, 0), (-20, -34), (0, -50), (20, -34), (20, 0), (20, 0)], STONE, "body")
    pen.stroke([(0, -38), (0, -18)], pen.shade(STONE, 0.3), 3)
    pen.stroke([(-7, -31), (7, -31)], pen.shade(STONE, 0.3), 3)
    pen.blob([(-30, 0), (-20, -6), (20, -6), (30, 0)], "#6f8a52", "body")


def statue(pen: Pen, seed: int) -> None:
    """A statue on its plinth, 150 units tall."""
    stone = "#b5b1a8"
    pen.box(-26, -34, 52, 34, pen.shade(stone, 0.14))
    pen.box(-30, -40, 60, 8, stone)
    pen.blob(
        [(-20, -40), (-20, -40), (-16, -84), (-18, -112), (0, -122), (18, -112), (15, -84), (20, -40), (20, -40)],
        stone,
        "body",
    )
    pen.limb([(15, -110), (28, -122), (24, -142)], [9, 8, 6], stone, "body")
    pen.limb([(-15, -110), (-20, -88), (-8, -78)], [9, 8, 6], pen.shade(stone, 0.08), "body")
    pen.oval(0, -134, 11, 13, stone)
    pen.curve([(-6, -104), (-3, -80), (-6, -48)], pen.shade(stone, 0.16), 2)


def fountain(pen: Pen, seed: int) -> None:
    """A fountain, 96 units tall."""
    for side in (-1, 1):
        pen.curve([(0, -92), (side * 16, -90), (side * 26, -52)], "#a9d3e3", 3)
        pen.curve([(0, -94), (side * 8, -92), (side * 12, -54)], "#c9e5ee", 2.4)
    pen.limb([(0, -4), (0, -60)], [14, 9], STONE)
    pen.blob([(-32, -56), (-32, -56), (-16, -42), (16, -42), (32, -56), (32, -56)], STONE, "body")
    pen.blob([(-58, -24), (-58, -24), (-50, 0), (50, 0), (58, -24), (58, -24)], pen.shade(STONE, 0.06), "body")
    pen.oval(0, -24, 56, 6, "#7fb6cc")


def mountain(pen: Pen, seed: int) -> None:
    """A single mountain, 420 units tall."""
    rock = "#7d8490"
    pen.poly([(-260, 0), (-110, -230), (-70, -200), (20, -420), (110, -240), (150, -262), (270, 0)], rock)
    pen.poly([(20, -420), (110, -240), (150, -262), (270, 0), (90, 0), (60, -220)], pen.shade(rock, 0.12), "shade")
    pen.poly([(20, -420), (-28, -304), (2, -322), (16, -296), (38, -326), (70, -318)], "#f2f4f7", "detail")


def lamppost(pen: Pen, seed: int) -> None:
    """A street lamp, 170 units tall."""
    pen.limb([(0, 0), (0, -30), (0, -136)], [12, 6, 4], "#3b3d44")
    pen.oval(0, -148, 17, 17, "#f7e3a0", "light")
    pen.poly([(-10, -136), (10, -136), (13, -160), (-13, -160)], LIT, "light")
    pen.poly([(-16, -160), (0, -174), (16, -160)], "#3b3d44")


def _arrow(pen: Pen, y: float, side: int) -> None:
    pen.poly(
        [(-22 * side, y - 7), (18 * side, y - 7), (28 * side, y), (18 * side, y + 7), (-22 * side, y + 7)],
        WOOD if side > 0 else pen.tint(WOOD, 0.15),
    )


def signpost(pen: Pen, seed: int) -> None:
    """A signpost, 100 units tall."""
    pen.limb([(0, 0), polar((0, 0), 180, 100)], [6, 6], pen.shade(WOOD, 0.15))
    _arrow(pen, -84, 1)
    _arrow(pen, -66, -1)


SKETCHES: dict[str, Sketch] = {
    function.__name__: Sketch(function)
    for function in (
        well, bridge, fence, gate, wall, tent, cave, ladder, grave, statue, fountain, mountain, lamppost, signpost
    )
}  # fmt: skip
