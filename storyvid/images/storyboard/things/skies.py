"""What hangs in the air: sun, moon, stars, clouds, rainbows, butterflies."""

from storyvid.images.storyboard.things.geometry import polar, scallops
from storyvid.images.storyboard.things.pen import Pen
from storyvid.images.storyboard.things.sketch import Sketch, pick


def sun(pen: Pen, seed: int) -> None:
    """The sun with its rays, 110 units across."""
    for i in range(14):
        angle = i * 360 / 14
        pen.poly(
            [
                polar((0, -55), angle - 7, 37),
                polar((0, -55), angle, 55 if i % 2 else 48),
                polar((0, -55), angle + 7, 37),
            ],
            "#f0b84a",
            "light",
        )
    pen.oval(0, -55, 33, 33, "#f6cf62", "light")
    pen.oval(-6, -61, 20, 20, "#fae294", "light")


def moon(pen: Pen, seed: int) -> None:
    """A crescent moon, 80 units tall; full for an odd seed."""
    if seed % 2:
        pen.oval(0, -40, 38, 38, "#f4ecd0", "light")
        for x, y, r in ((-12, -50, 7), (10, -30, 9), (14, -56, 5), (-14, -24, 5)):
            pen.oval(x, y, r, r * 0.9, "#e3d8b4", "light")
        return
    pen.blob(
        [(10, -80), (10, -80), (-24, -64), (-32, -36), (-14, -8), (20, -2), (20, -2), (0, -18), (-8, -42), (-2, -66)],
        "#f4e7b4",
        "light",
    )


def star(pen: Pen, seed: int) -> None:
    """A five-pointed star, 30 units across."""
    pen.poly([polar((0, -15), 180 + i * 36, 16 if i % 2 == 0 else 6.6) for i in range(10)], "#f6dc82", "light")


def cloud(pen: Pen, seed: int) -> None:
    """A cloud, 110 units wide."""
    tone = pick(seed, ("#f7f8fa", "#eef2f6", "#fbf3ec"))
    pen.blob(
        [
            (-54, 0),
            (-54, 0),
            (-60, -14),
            (-46, -26),
            (-34, -24),
            (-26, -42),
            (-2, -48),
            (18, -38),
            (24, -28),
            (42, -32),
            (56, -18),
            (54, 0),
            (54, 0),
        ],
        tone,
        "body",
    )
    pen.blob(
        [(-50, -1), (-46, -10), (-20, -8), (0, -12), (30, -8), (50, -10), (52, -1)], pen.shade(tone, 0.07), "shade"
    )


def rainbow(pen: Pen, seed: int) -> None:
    """A rainbow, 300 units wide."""
    for i, tone in enumerate(("#c9473d", "#e08a3a", "#ecd05a", "#6fae5c", "#4c8ec9", "#6d5aa6")):
        r = 146 - i * 9
        pen.curve([polar((0, 0), 90 + step * 22.5, r) for step in range(9)], tone, 9.4)


def butterfly(pen: Pen, seed: int) -> None:
    """A butterfly, 14 units wide."""
    tone = pick(seed, ("#d9782d", "#4c8ec9", "#e3b93c", "#b05aa0"))
    for side in (-1, 1):
        pen.blob([(0, -6), (0, -6), (side * 3, -11), (side * 8, -11), (side * 7, -6)], tone, "body")
        pen.blob(
            [(0, -5.6), (0, -5.6), (side * 6, -4.6), (side * 5.4, 0), (side * 2, -1.4)], pen.shade(tone, 0.12), "body"
        )
        pen.oval(side * 5, -8.6, 1, 1, "#f7efe0", "detail")
        pen.stroke([(0, -9), (side * 2.4, -13)], "#33272b", 0.4)
    pen.limb([(0, -2), (0, -9.4)], [1.0, 1.5], "#33272b", "body")


def bee(pen: Pen, seed: int) -> None:
    """A bee, 8 units long."""
    for x in (-0.6, 1.4):
        pen.oval(x, -6, 1.9, 2.6, "#dcecf2")
    pen.oval(0, -3, 4.2, 2.8, "#e8b93a")
    for x in (-1.8, 0.6):
        pen.stroke([(x, -5.2), (x, -0.9)], "#33272b", 1)
    pen.oval(3.4, -3.4, 0.5, 0.6, "#1d181b", "detail")


def snowflake(pen: Pen, seed: int) -> None:
    """A snowflake, 16 units across."""
    for i in range(6):
        end = polar((0, -8), i * 60, 7.6)
        pen.stroke([(0, -8), end], "#f4f8fb", 1.0)
        fork = polar((0, -8), i * 60, 4.6)
        for bend in (-40, 40):
            pen.stroke([fork, polar(fork, i * 60 + bend, 2.6)], "#f4f8fb", 0.8)


def lightning(pen: Pen, seed: int) -> None:
    """A flash of lightning, 130 units tall."""
    pen.poly([(14, -130), (-22, -66), (-2, -70), (-18, 0), (24, -84), (4, -80), (30, -130)], "#f8e38a", "light")


def smoke(pen: Pen, seed: int) -> None:
    """A puff of smoke, 60 units tall."""
    for x, y, r in ((0, -10, 10), (5, -26, 13), (-3, -44, 15)):
        pen.blob(scallops(x, y, r, r * 0.9, 7, 0.1), "#c9c8cc", "shade")


def comet(pen: Pen, seed: int) -> None:
    """A shooting star, 90 units long."""
    for bend in (-5, 0, 5):
        pen.limb([(40, -10), (0, -22 - bend), (-46, -38 - bend * 2)], [8, 5, 0.8], "#f8e9b4", "light")
    pen.poly([polar((42, -10), i * 36 + 18, 11 if i % 2 == 0 else 4.6) for i in range(10)], "#f6dc82", "light")


def planet(pen: Pen, seed: int) -> None:
    """A ringed planet, 70 units across."""
    tone = pick(seed, ("#d9a066", "#8a9ccf", "#b9788a"))
    pen.oval(0, -30, 24, 24, tone)
    pen.curve([(-20, -38), (0, -33), (20, -38)], pen.shade(tone, 0.14), 4)
    pen.curve([(-24, -36), (-40, -26), (-24, -20), (0, -20), (24, -26), (40, -36), (25, -40)], pen.tint(tone, 0.4), 3.4)


_ALL = (sun, moon, star, cloud, rainbow, butterfly, bee, snowflake, lightning, smoke, comet, planet)
SKETCHES: dict[str, Sketch] = {function.__name__: Sketch(function, "air") for function in _ALL}
