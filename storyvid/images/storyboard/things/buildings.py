"""Houses, castles, towers, mills, churches, bridges, wells, walls and their parts."""

from storyvid.images.storyboard.things.geometry import polar
from storyvid.images.storyboard.things.pen import Pen
from storyvid.images.storyboard.things.sketch import Sketch, pick

STONE = "#a9a49b"
WOOD = "#8a6242"
LIT = "#f3d27a"


def _window(pen: Pen, x: float, y: float, wide: float, tall: float, *, arched: bool = False) -> None:
    if arched:
        pen.blob([(x - wide / 2, y), (x - wide / 2, y), (x - wide / 2, y - tall * 0.6), (x, y - tall), (x + wide / 2,
            y - tall * 0.6), (x + wide / 2, y), (x + wide / 2, y)], LIT, "light")
    else:
        pen.box(x - wide / 2, y - tall, wide, tall, LIT, "light")
    pen.stroke([(x, y), (x, y - tall)], "#6a4a33", wide * 0.1)
    pen.stroke([(x - wide / 2, y - tall * 0.45), (x + wide / 2, y - tall * 0.45)], "#6a4a33", wide * 0.1)


def _door(pen: Pen, x: float, wide: float, tall: float, colour: str = "#6d4630") -> None:
    w = wide / 2
    pen.blob([(x - w, 0), (x - w, 0), (x - w, -tall * 0.66), (x - w * 0.6, -tall * 0.93), (x, -tall),
        (x + w * 0.6, -tall * 0.93), (x + w, -tall * 0.66), (x + w, 0), (x + w, 0)], colour, "body")
    pen.oval(x + w * 0.6, -tall * 0.42, wide * 0.06, wide * 0.06, "#d9b24a", "detail")
    for dx in (-0.33, 0.33):
        pen.stroke([(x + w * dx, -2), (x + w * dx, -tall * 0.88)], pen.shade(colour, 0.2), wide * 0.03)


def house(pen: Pen, seed: int) -> None:
    """A house of two floors, 230 units tall."""
    wall, roof = pick(seed, ("#e6d5b4", "#d9b9a0", "#dcd9cf", "#cfd6cc")), pick(seed // 2, ("#a8503a", "#7a4a3c",
        "#5f6a78"))
    pen.box(38, -226, 20, 50, pen.shade(roof, 0.2))
    pen.box(-80, -140, 160, 140, wall)
    pen.poly([(-92, -136), (-60, -208), (60, -208), (92, -136)], roof)
    for y in (-152, -170, -188):
        pen.stroke([(-84 + (140 + y) * -0.4, y), (84 - (140 + y) * -0.4, y)], pen.shade(roof, 0.14), 2)
    _door(pen, -34, 36, 68)
    for x, y in ((34, -30), (-42, -92), (2, -92), (46, -92)):
        _window(pen, x, y, 26, 32)


def cottage(pen: Pen, seed: int) -> None:
    """A thatched cottage, 160 units tall."""
    straw = pick(seed, ("#c9a25a", "#b48f4f", "#a8503a"))
    pen.box(34, -152, 18, 44, "#93857a")
    pen.box(-68, -84, 136, 84, "#eee3cb")
    for x in (-66, -2, 64):
        pen.box(x - 3, -84, 6, 84, "#7a5638")
    pen.blob([(-86, -74), (-86, -74), (-62, -128), (-34, -148), (34, -148), (62, -128), (86, -74), (86, -74),
        (0, -82)], straw, "body")
    for x in (-46, -16, 16, 46):
        pen.curve([(x * 0.8, -138), (x, -110), (x * 1.15, -86)], pen.shade(straw, 0.15), 2)
    _door(pen, -34, 30, 60, "#5f7a5a" if seed % 2 else "#6d4630")
    _window(pen, 32, -28, 30, 30)


def hut(pen: Pen, seed: int) -> None:
    """A small wooden hut, 120 units tall."""
    pen.box(-46, -66, 92, 66, WOOD)
    for y in (-14, -28, -42, -56):
        pen.stroke([(-46, y), (46, y)], pen.shade(WOOD, 0.18), 1.8)
    pen.poly([(-60, -62), (0, -118), (60, -62)], "#6a5140")
    _door(pen, 0, 30, 54, "#4f3a2c")


def _tower(pen: Pen, x: float, wide: float, tall: float, stone: str, roof: str) -> None:
    w = wide / 2
    pen.box(x - w, -tall, wide, tall, stone)
    pen.box(x - w, -tall, wide * 0.26, tall, pen.shade(stone, 0.1), "shade")
    pen.box(x - w * 1.16, -tall - wide * 0.1, wide * 1.16, wide * 0.18, pen.shade(stone, 0.06))
    pen.poly([(x - w * 1.3, -tall - wide * 0.08), (x, -tall - wide * 1.4), (x + w * 1.3, -tall - wide * 0.08)], roof)
    pen.poly([(x, -tall - wide * 1.4), (x + w * 1.3, -tall - wide * 0.08), (x + w * 0.4, -tall - wide * 0.08)],
        pen.shade(roof, 0.14), "shade")
    for share in (0.82, 0.5):
        _window(pen, x, -tall * share, wide * 0.24, wide * 0.42, arched=True)


def tower(pen: Pen, seed: int) -> None:
    """A round tower, 400 units tall."""
    _tower(pen, 0, 92, 272, STONE, pick(seed, ("#7d4a5a", "#4f6485", "#a8503a")))
    _door(pen, 4, 34, 64)
    for x, y in ((-20, -120), (26, -176), (-14, -210), (30, -90), (-28, -60)):
        pen.box(x, y, 15, 7, pen.shade(STONE, 0.1), "shade")


def castle(pen: Pen, seed: int) -> None:
    """A castle with four towers, 400 units tall."""
    stone, roof = pick(seed, ("#b9b4ab", "#a9a49b", "#c4b8a4")), pick(seed, ("#4f6485", "#7d4a5a", "#a8503a"))
    for x, wide, tall in ((-72, 54, 250), (66, 50, 218)):
        _tower(pen, x, wide, tall, pen.shade(stone, 0.08), roof)
    _tower(pen, 0, 74, 290, stone, roof)
    pen.box(-120, -130, 240, 130, stone)
    for i in range(9):
        pen.box(-120 + i * 28, -146, 16, 18, stone)
    for x in (-130, 130):
        _tower(pen, x, 56, 168, stone, roof)
    pen.blob([(-26, 0), (-26, 0), (-26, -50), (0, -82), (26, -50), (26, 0), (26, 0)], "#4b3a33", "body")
    for x in (-16, 0, 16):
        pen.stroke([(x, 0), (x, -60)], "#2f2624", 2)
    for x, y in ((-90, -60), (-60, -100), (60, -88), (92, -40), (-84, -24), (50, -30)):
        pen.box(x, y, 18, 8, pen.shade(stone, 0.09), "shade")
    pen.stroke([(0, -390), (0, -412)], "#5a4a40", 2)
    pen.poly([(0, -412), (24, -405), (0, -397)], "#b9423a", "cloth")


def mill(pen: Pen, seed: int) -> None:
    """A windmill, 260 units tall."""
    pen.poly([(-52, 0), (-34, -160), (34, -160), (52, 0)], "#e3d8c2")
    pen.poly([(-52, 0), (-34, -160), (-22, -160), (-34, 0)], pen.shade("#e3d8c2", 0.1), "shade")
    pen.blob([(-42, -154), (-42, -154), (-26, -190), (0, -202), (26, -190), (42, -154), (42, -154)], "#8a4a3a", "body")
    _door(pen, 0, 32, 58)
    _window(pen, 0, -92, 20, 24)
    for i in range(4):
        with pen.frame(at=(0, -166), turn=i * 90 + 22 + seed % 3 * 20):
            pen.stroke([(0, 0), (0, -96)], "#5f4634", 4)
            pen.poly([(3, -22), (24, -22), (24, -94), (3, -94)], "#efe7d6", "cloth")
            for y in (-40, -58, -76):
                pen.stroke([(3, y), (24, y)], "#b39d80", 1.4)
    pen.oval(0, -166, 6, 6, "#4b382c")


def church(pen: Pen, seed: int) -> None:
    """A village church, 300 units tall."""
    pen.box(-30, -96, 120, 96, "#e9e2d3")
    pen.poly([(-38, -94), (-10, -148), (72, -148), (100, -94)], "#7a4a3c")
    pen.box(-72, -176, 56, 176, "#efe9dc")
    pen.poly([(-80, -174), (-44, -268), (-8, -174)], "#7a4a3c")
    pen.stroke([(-44, -268), (-44, -298)], "#5a4a40", 3)
    pen.stroke([(-54, -287), (-34, -287)], "#5a4a40", 3)
    _door(pen, -44, 28, 58)
    for x in (4, 34, 64):
        _window(pen, x, -30, 15, 40, arched=True)
    pen.oval(-44, -146, 11, 11, "#f5f0e2", "detail")
    pen.stroke([(-44, -153), (-44, -146), (-39, -143)], "#3a3233", 1.6)


def barn(pen: Pen, seed: int) -> None:
    """A barn, 170 units tall."""
    red = "#a0423a"
    pen.box(-78, -96, 156, 96, red)
    pen.poly([(-90, -92), (-64, -140), (0, -168), (64, -140), (90, -92)], "#6a5a52")
    pen.box(-30, -62, 60, 62, pen.shade(red, 0.18))
    for a, b in (((-30, 0), (30, -62)), ((30, 0), (-30, -62))):
        pen.stroke([a, b], "#efe7d6", 4)
    pen.box(-12, -128, 24, 20, "#4a3230")


def lighthouse(pen: Pen, seed: int) -> None:
    """A lighthouse, 320 units tall."""
    pen.poly([(-38, 0), (-24, -240), (24, -240), (38, 0)], "#f1ece2")
    for low, high in ((40, 90), (140, 190)):
        pen.poly([(-38 + low * 0.058, -low), (-38 + high * 0.058, -high), (38 - high * 0.058, -high),
            (38 - low * 0.058, -low)], "#b9423a")
    pen.box(-32, -248, 64, 8, "#4a4a52")
    pen.box(-16, -280, 32, 32, LIT, "light")
    pen.poly([(-24, -278), (0, -316), (24, -278)], "#b9423a")
    _door(pen, 0, 26, 52)


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
    pen.blob([(-118, 0), (-118, 0), (-112, -34), (-60, -58), (0, -66), (60, -58), (112, -34), (118, 0), (118, 0),
        (58, 0), (58, 0), (44, -26), (0, -42), (-44, -26), (-58, 0), (-58, 0)], STONE, "body")
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
        pen.box(-76 + i % 5 * 32 + (i // 5) * 9, -46 + i // 5 * 16, 22, 10, pen.shade(STONE, 0.05 + i % 3 * 0.04),
            "shade")


def door(pen: Pen, seed: int) -> None:
    """A door in its frame, 118 units tall."""
    pen.blob([(-34, 0), (-34, 0), (-34, -84), (0, -120), (34, -84), (34, 0), (34, 0)], STONE, "body")
    _door(pen, 0, 54, 106, pick(seed, ("#6d4630", "#5f7a5a", "#8a3f38", "#46608a")))


def window(pen: Pen, seed: int) -> None:
    """A window with shutters, 62 units tall."""
    for side in (-1, 1):
        pen.box(side * 36 - 13, -60, 26, 58, "#5f7a5a")
    pen.box(-26, -62, 52, 62, "#efe7d6")
    _window(pen, 0, -4, 44, 54)


def tent(pen: Pen, seed: int) -> None:
    """A tent, 110 units tall."""
    tone = pick(seed, ("#c9a25a", "#a8563a", "#5f7a76"))
    pen.poly([(-72, 0), (0, -108), (72, 0)], tone)
    pen.poly([(-20, 0), (0, -108), (20, 0)], pen.shade(tone, 0.45))
    pen.poly([(-20, 0), (0, -108), (-34, 0)], pen.tint(tone, 0.2), "shade")


def cave(pen: Pen, seed: int) -> None:
    """The mouth of a cave in a rock, 170 units tall."""
    rock = "#85807a"
    pen.blob([(-130, 0), (-130, 0), (-112, -80), (-60, -150), (10, -172), (80, -140), (122, -70), (134, 0), (134, 0)],
        rock, "body")
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
    pen.blob([(-20, -40), (-20, -40), (-16, -84), (-18, -112), (0, -122), (18, -112), (15, -84), (20, -40),
        (20, -40)], stone, "body")
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
    pen.poly([(-22 * side, y - 7), (18 * side, y - 7), (28 * side, y), (18 * side, y + 7), (-22 * side, y + 7)],
        WOOD if side > 0 else pen.tint(WOOD, 0.15))


def signpost(pen: Pen, seed: int) -> None:
    """A signpost, 100 units tall."""
    pen.limb([(0, 0), polar((0, 0), 180, 100)], [6, 6], pen.shade(WOOD, 0.15))
    _arrow(pen, -84, 1)
    _arrow(pen, -66, -1)


SKETCHES: dict[str, Sketch] = {
    function.__name__: Sketch(function)
    for function in (house, cottage, hut, tower, castle, mill, church, barn, lighthouse, well, bridge, fence, gate,
        wall, door,
                     window, tent, cave, ladder, grave, statue, fountain, mountain, lamppost, signpost)
}  # fmt: skip
