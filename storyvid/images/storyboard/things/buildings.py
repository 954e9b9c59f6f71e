"""Houses, castles, towers, mills and churches, their doors and windows."""

from storyvid.images.storyboard.things.pen import Pen
from storyvid.images.storyboard.things.sketch import Sketch, pick

STONE = "#a9a49b"
WOOD = "#8a6242"
LIT = "#f3d27a"


def _window(pen: Pen, x: float, y: float, wide: float, tall: float, *, arched: bool = False) -> None:
    if arched:
        pen.blob(
            [
                (x - wide / 2, y),
                (x - wide / 2, y),
                (x - wide / 2, y - tall * 0.6),
                (x, y - tall),
                (x + wide / 2, y - tall * 0.6),
                (x + wide / 2, y),
                (x + wide / 2, y),
            ],
            LIT,
            "light",
        )
    else:
        pen.box(x - wide / 2, y - tall, wide, tall, LIT, "light")
    pen.stroke([(x, y), (x, y - tall)], "#6a4a33", wide * 0.1)
    pen.stroke([(x - wide / 2, y - tall * 0.45), (x + wide / 2, y - tall * 0.45)], "#6a4a33", wide * 0.1)


def _door(pen: Pen, x: float, wide: float, tall: float, colour: str = "#6d4630") -> None:
    w = wide / 2
    pen.blob(
        [
            (x - w, 0),
            (x - w, 0),
            (x - w, -tall * 0.66),
            (x - w * 0.6, -tall * 0.93),
            (x, -tall),
            (x + w * 0.6, -tall * 0.93),
            (x + w, -tall * 0.66),
            (x + w, 0),
            (x + w, 0),
        ],
        colour,
        "body",
    )
    pen.oval(x + w * 0.6, -tall * 0.42, wide * 0.06, wide * 0.06, "#d9b24a", "detail")
    for dx in (-0.33, 0.33):
        pen.stroke([(x + w * dx, -2), (x + w * dx, -tall * 0.88)], pen.shade(colour, 0.2), wide * 0.03)


def house(pen: Pen, seed: int) -> None:
    """A house of two floors, 230 units tall."""
    wall, roof = (
        pick(seed, ("#e6d5b4", "#d9b9a0", "#dcd9cf", "#cfd6cc")),
        pick(seed // 2, ("#a8503a", "#7a4a3c", "#5f6a78")),
    )
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
    pen.blob(
        [(-86, -74), (-86, -74), (-62, -128), (-34, -148), (34, -148), (62, -128), (86, -74), (86, -74), (0, -82)],
        straw,
        "body",
    )
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
    pen.poly(
        [(x, -tall - wide * 1.4), (x + w * 1.3, -tall - wide * 0.08), (x + w * 0.4, -tall - wide * 0.08)],
        pen.shade(roof, 0.14),
        "shade",
    )
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
        pen.poly(
            [
                (-38 + low * 0.058, -low),
                (-38 + high * 0.058, -high),
                (38 - high * 0.058, -high),
                (38 - low * 0.058, -low),
            ],
            "#b9423a",
        )
    pen.box(-32, -248, 64, 8, "#4a4a52")
    pen.box(-16, -280, 32, 32, LIT, "light")
    pen.poly([(-24, -278), (0, -316), (24, -278)], "#b9423a")
    _door(pen, 0, 26, 52)


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


SKETCHES: dict[str, Sketch] = {
    function.__name__: Sketch(function)
    for function in (house, cottage, hut, tower, castle, mill, church, barn, lighthouse, door, window)
}
