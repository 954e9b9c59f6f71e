"""What carries people: boats, carts, sledges, cars, trains, rockets."""

from storyvid.images.storyboard.things.geometry import polar
from storyvid.images.storyboard.things.pen import Pen
from storyvid.images.storyboard.things.sketch import Sketch, pick

WOOD = "#8a6242"


def _wheel(pen: Pen, x: float, r: float, *, spokes: int = 8, tone: str = "#5f4230") -> None:
    pen.curve([polar((x, -r), i * 30, r * 0.9) for i in range(13)], tone, r * 0.2)
    for i in range(spokes):
        pen.stroke([(x, -r), polar((x, -r), i * 360 / spokes, r * 0.88)], tone, r * 0.09)
    pen.oval(x, -r, r * 0.2, r * 0.2, pen.shade(tone, 0.2))


def boat(pen: Pen, seed: int) -> None:
    """A rowing boat, 110 units long."""
    tone = pick(seed, ("#93602f", "#4f7a8a", "#a8503a"))
    pen.stroke([(-6, -22), (26, 4)], pen.tint(WOOD, 0.2), 2.6)
    pen.blob([(-58, -26), (-58, -26), (-40, 0), (38, 0), (60, -28), (60, -28), (30, -19), (-30, -18)], tone, "body")
    pen.curve([(-58, -25), (-30, -17), (30, -18), (60, -27)], pen.tint(tone, 0.3), 3)
    pen.curve([(-48, -12), (0, -7), (46, -13)], pen.shade(tone, 0.18), 1.4)


def sailboat(pen: Pen, seed: int) -> None:
    """A sailing boat, 150 units tall."""
    pen.stroke([(0, -18), (0, -146)], WOOD, 3.6)
    pen.blob([(4, -140), (4, -140), (48, -60), (46, -34), (46, -34), (4, -30), (4, -30)], "#f3ead6", "cloth")
    pen.blob(
        [(-4, -124), (-4, -124), (-36, -36), (-36, -36), (-4, -32), (-4, -32)],
        pick(seed, ("#c9574a", "#e3d3b0", "#5f86ad")),
        "cloth",
    )
    boat(pen, seed)


def ship(pen: Pen, seed: int) -> None:
    """A three-masted ship, 300 units tall."""
    for x, tall in ((-84, 200), (0, 262), (78, 210)):
        pen.stroke([(x, -56), (x, -tall - 20)], "#6d4a30", 5)
        for low, high, wide in ((0.34, 0.62, 42), (0.68, 0.92, 32)):
            a, b = -tall * low - 20, -tall * high - 20
            pen.blob(
                [
                    (x - wide, b),
                    (x - wide, b),
                    (x + wide, b),
                    (x + wide, b),
                    (x + wide * 1.06, (a + b) / 2),
                    (x + wide * 0.92, a),
                    (x + wide * 0.92, a),
                    (x, a - 9),
                    (x - wide * 0.92, a),
                    (x - wide * 0.92, a),
                    (x - wide * 0.8, (a + b) / 2),
                ],
                "#f0e6d0",
                "cloth",
            )
    pen.poly([(0, -284), (0, -300), (30, -292)], "#b23a34", "cloth")
    pen.stroke([(120, -70), (184, -100)], "#6d4a30", 5)
    pen.blob(
        [
            (-150, -92),
            (-150, -92),
            (-140, -20),
            (-118, 0),
            (104, 0),
            (134, -30),
            (150, -76),
            (150, -76),
            (90, -56),
            (-88, -58),
            (-100, -90),
            (-100, -90),
        ],
        "#7a4f30",
        "body",
    )
    pen.curve([(-143, -50), (-60, -36), (60, -34), (140, -52)], "#d9b24a", 4)
    for x in (-84, -48, -12, 24, 60):
        pen.oval(x, -22, 5, 5, "#3a2a22", "detail")


def raft(pen: Pen, seed: int) -> None:
    """A raft of logs, 100 units long."""
    for i in range(4):
        pen.limb([(-50, -3 - i * 3), (50, -3 - i * 3)], [7, 7], pen.shade(WOOD, 0.14 - i * 0.04))
    for x in (-30, 30):
        pen.stroke([(x, -15), (x + 2, -1)], "#c4a06a", 2.4)


def cart(pen: Pen, seed: int) -> None:
    """A hay cart, 80 units tall."""
    pen.blob([(-46, -50), (-40, -72), (-10, -82), (24, -76), (42, -52)], "#dcb654", "body")
    for a, b in (((-30, -56), (-36, -70)), ((-6, -60), (-4, -78)), ((18, -58), (24, -72))):
        pen.stroke([a, b], "#b9933a", 1.4)
    pen.stroke([(44, -32), (92, -26)], WOOD, 4)
    pen.poly([(-54, -54), (48, -54), (42, -28), (-48, -28)], WOOD)
    for y in (-36, -45):
        pen.stroke([(-50, y), (44, y)], pen.shade(WOOD, 0.18), 1.6)
    _wheel(pen, -24, 20)
    _wheel(pen, 26, 20)


def carriage(pen: Pen, seed: int) -> None:
    """A coach, 110 units tall."""
    tone = pick(seed, ("#8a3f58", "#38639b", "#d9a534"))
    pen.stroke([(48, -32), (96, -28)], "#5f4230", 4)
    pen.blob([(-50, -60), (-44, -92), (0, -106), (44, -92), (50, -60), (34, -30), (-34, -30)], tone, "body")
    pen.curve([(-44, -91), (0, -105), (44, -91)], "#e8c45a", 4)
    pen.oval(0, -110, 5, 5, "#e8c45a")
    for x in (-28, 28):
        pen.blob(
            [(x - 11, -60), (x - 11, -60), (x - 10, -80), (x, -86), (x + 10, -80), (x + 11, -60), (x + 11, -60)],
            "#f3dca0",
            "light",
        )
    pen.box(-11, -84, 22, 50, pen.shade(tone, 0.14))
    pen.curve([(-50, -32), (0, -24), (50, -32)], "#e8c45a", 3)
    _wheel(pen, -36, 20, tone="#b98a3a")
    _wheel(pen, 36, 16, tone="#b98a3a")


def sledge(pen: Pen, seed: int) -> None:
    """A sledge, 30 units tall."""
    pen.curve([(-44, -2), (30, -2), (46, -8), (48, -22), (40, -26)], "#8a3f38", 3.4)
    for x in (-30, 0, 26):
        pen.stroke([(x, -3), (x, -17)], WOOD, 3)
    pen.limb([(-46, -18), (34, -18)], [5, 5], WOOD)


def car(pen: Pen, seed: int) -> None:
    """A motor car, 74 units tall."""
    tone = pick(seed, ("#c9473d", "#4c8ec9", "#e3b93c", "#5c8a6a"))
    pen.blob([(-50, -40), (-50, -40), (-36, -70), (22, -71), (44, -42), (44, -42)], pen.shade(tone, 0.08), "body")
    pen.blob([(-38, -42), (-38, -42), (-29, -63), (-6, -64), (-6, -42), (-6, -42)], "#bfe0ea", "detail")
    pen.blob([(0, -42), (0, -42), (0, -64), (18, -64), (32, -42), (32, -42)], "#bfe0ea", "detail")
    pen.blob([(-84, -14), (-84, -14), (-84, -36), (-50, -44), (46, -44), (82, -34), (86, -14), (86, -14)], tone, "body")
    for x in (-50, 52):
        pen.oval(x, -15, 15, 15, "#2d2c32")
        pen.oval(x, -15, 6.6, 6.6, "#c3c8cd", "detail")
    pen.oval(82, -29, 4, 4.4, "#f8e3a0", "light")


def bus(pen: Pen, seed: int) -> None:
    """A bus, 110 units tall."""
    pen.blob(
        [(-104, -16), (-104, -16), (-104, -98), (-92, -108), (94, -108), (106, -96), (108, -16), (108, -16)],
        "#d9a534",
        "body",
    )
    for x in (-94, -56, -18, 20):
        pen.box(x, -94, 32, 32, "#bfe0ea", "detail")
    pen.box(62, -94, 38, 74, "#bfe0ea", "detail")
    pen.stroke([(-104, -46), (58, -46)], "#8a3f38", 4)
    for x in (-62, 56):
        pen.oval(x, -16, 16, 16, "#2d2c32")
        pen.oval(x, -16, 7, 7, "#c3c8cd", "detail")


def train(pen: Pen, seed: int) -> None:
    """A steam engine with a carriage, 120 units tall."""
    pen.box(-150, -88, 92, 66, "#8a3f38")
    for x in (-140, -110, -82):
        pen.box(x, -76, 20, 22, "#f3dca0", "light")
    pen.box(-154, -94, 100, 8, "#4a3a3a")
    pen.box(-46, -100, 46, 78, "#3d6b50")
    pen.box(-38, -90, 28, 26, "#f3dca0", "light")
    pen.box(-52, -106, 58, 8, "#2f3a38")
    pen.blob([(0, -24), (0, -24), (0, -76), (74, -76), (84, -66), (86, -50), (82, -24), (82, -24)], "#4c7d62", "body")
    for x in (22, 48):
        pen.stroke([(x, -76), (x, -24)], "#d9b24a", 3)
    pen.poly([(56, -74), (52, -108), (78, -108), (72, -74)], "#2f3a38")
    pen.poly([(84, -24), (106, 0), (70, 0)], "#b23a34")
    pen.box(-156, -24, 244, 8, "#2f2d33")
    for x, r in ((-132, 12), (-82, 12), (-28, 18), (20, 14), (56, 14)):
        _wheel(pen, x, r, spokes=6, tone="#3a3538")
    for x, y, r in ((66, -124, 10), (56, -140, 13), (38, -154, 16)):
        pen.oval(x, y, r, r * 0.86, "#e6e6e6", "shade")


def bicycle(pen: Pen, seed: int) -> None:
    """A bicycle, 58 units tall."""
    tone = pick(seed, ("#c9473d", "#38639b", "#3d6b50"))
    for x in (-26, 28):
        pen.curve([polar((x, -18), i * 30, 17) for i in range(13)], "#33313a", 2.6)
        for i in range(4):
            pen.stroke([polar((x, -18), i * 45, 16), polar((x, -18), i * 45 + 180, 16)], "#9a9ea6", 0.5)
    pen.stroke([(-26, -18), (-12, -42), (18, -43), (0, -18), (-26, -18)], tone, 2.8)
    pen.stroke([(-14, -46), (0, -18)], tone, 2.8)
    pen.stroke([(28, -18), (18, -43), (16, -54), (24, -57)], tone, 2.8)
    pen.limb([(-20, -48), (-8, -47)], [4.4, 3], "#4a3530")


def rocket(pen: Pen, seed: int) -> None:
    """A rocket, 240 units tall."""
    tone = pick(seed, ("#c9473d", "#38639b", "#d9782d"))
    for side in (-1, 1):
        pen.blob(
            [
                (side * 26, -80),
                (side * 26, -80),
                (side * 60, -34),
                (side * 58, 0),
                (side * 58, 0),
                (side * 26, -28),
                (side * 26, -28),
            ],
            tone,
            "body",
        )
    pen.poly([(-16, -24), (16, -24), (22, -8), (-22, -8)], "#5d6570")
    pen.blob(
        [
            (0, -240),
            (0, -240),
            (-28, -186),
            (-36, -110),
            (-26, -24),
            (-26, -24),
            (26, -24),
            (26, -24),
            (36, -110),
            (28, -186),
        ],
        "#eceef0",
        "body",
    )
    pen.blob([(0, -240), (0, -240), (-18, -212), (-27, -188), (0, -182), (27, -188), (18, -212)], tone, "body")
    pen.oval(0, -142, 16, 16, "#7d8894")
    pen.oval(0, -142, 11.5, 11.5, "#8fd0e3", "light")
    pen.blob([(-24, -40), (-33, -110), (-26, -176), (-18, -110), (-14, -30)], pen.shade("#eceef0", 0.1), "shade")
    pen.poly([(-5, -96), (5, -96), (5, -8), (-5, -8)], tone)


def airship(pen: Pen, seed: int) -> None:
    """A hot-air balloon, 190 units tall."""
    tone = pick(seed, ("#c9473d", "#4c8ec9", "#7b5aa6"))
    for side in (-1, 1):
        pen.stroke([(side * 14, -24), (side * 30, -76)], "#6d5a45", 1.4)
    pen.blob([(-20, -72), (-58, -112), (-60, -156), (0, -192), (60, -156), (58, -112), (20, -72)], tone, "body")
    pen.blob([(-8, -72), (-24, -112), (-24, -158), (0, -192), (24, -158), (24, -112), (8, -72)], "#f0dca0", "body")
    pen.blob([(-3, -72), (-8, -112), (-8, -158), (0, -192), (8, -158), (8, -112), (3, -72)], tone, "body")
    pen.poly([(-16, -26), (16, -26), (13, 0), (-13, 0)], "#a9793f")
    pen.limb([(-16, -26), (16, -26)], [4, 4], "#8a5f2f")


def aeroplane(pen: Pen, seed: int) -> None:
    """An aeroplane, 150 units long."""
    tone = pick(seed, ("#d9dde2", "#e3b93c", "#c9473d"))
    pen.blob([(-70, -26), (-70, -26), (-80, -56), (-66, -56), (-48, -30)], pen.shade(tone, 0.15), "body")
    pen.blob([(-72, -24), (-40, -34), (40, -36), (74, -26), (78, -18), (60, -9), (-20, -8), (-60, -16)], tone, "body")
    pen.blob([(-6, -18), (-6, -18), (-44, 2), (-30, 4), (22, -14), (22, -14)], pen.shade(tone, 0.12), "body")
    for x in (-20, 0, 20, 40):
        pen.oval(x, -24, 4, 4, "#5f86ad", "detail")


SKETCHES: dict[str, Sketch] = {
    "boat": Sketch(boat, "water"), "sailboat": Sketch(sailboat, "water"), "ship": Sketch(ship,
        "water"), "raft": Sketch(raft, "water"),
    "cart": Sketch(cart), "carriage": Sketch(carriage), "sledge": Sketch(sledge), "car": Sketch(car),
    "bus": Sketch(bus),
    "train": Sketch(train), "bicycle": Sketch(bicycle), "rocket": Sketch(rocket), "hot air balloon": Sketch(airship,
        "air"),
    "aeroplane": Sketch(aeroplane, "air"),
}  # fmt: skip
