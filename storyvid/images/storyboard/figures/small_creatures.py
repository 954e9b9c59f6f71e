"""Fish, frogs, snakes and turtles."""

from storyvid.images.storyboard.figures.head import INK
from storyvid.images.storyboard.figures.traits import Traits
from storyvid.images.storyboard.things.pen import Pen


def draw_fish(pen: Pen, traits: Traits, *, pose: str, expression: str, noun_size: float = 1.0) -> None:
    """A fish facing right, 22 units long."""
    coat, dark = traits.fur, pen.shade(traits.fur, 0.2)
    with pen.frame(turn=-24 if pose in ("raise", "dance", "climb") else 40 if pose == "fall" else 0, scale=noun_size):
        pen.blob([(-7, 0), (-7, 0), (-12, -5.6), (-12, -5.6), (-10.4, 0), (-12, 5.6), (-12, 5.6)], dark, "body")
        pen.blob([(-3.4, -4), (-1.8, -7.4), (3.0, -6.6), (4.6, -3.6)], dark, "body")
        pen.blob([(-1, 4), (-2.6, 7), (1.8, 6.2), (2, 4)], dark, "body")
        pen.blob([(11, 0.4), (7.4, -3.6), (1, -4.9), (-5, -2.6), (-8, 0), (-5, 2.9), (1, 4.7), (7.4, 3.7)], coat,
            "body")
        pen.blob([(10, 1.2), (6, 3.6), (0, 4.4), (-5, 2.6), (0, 2.6), (6, 1.4)], traits.belly or pen.tint(coat, 0.55),
            "shade")
        for x, y in ((-3.4, -1), (-0.6, -2.2), (-0.6, 0.6), (2.0, -1)):
            pen.curve([(x + 0.9, y - 1.2), (x - 0.3, y), (x + 0.9, y + 1.2)], dark, 0.45)
        pen.curve([(5.4, -3.2), (4.4, 0), (5.4, 2.8)], dark, 0.6)
        pen.blob([(2.6, 0.8), (-1.4, 0.6), (-2, 3.4), (1.4, 2.8)], dark, "body")
        draw_eye(pen, 7.4, -1.1, 1.25, expression)
        pen.head(5, at=(7, 0))
        pen.curve([(10.6, 0.9), (9.6, 1.5), (8.6, 1.3)], INK, 0.4)


def draw_frog(pen: Pen, traits: Traits, *, pose: str, expression: str) -> None:
    """A frog squatting or leaping, three-quarters right, 11 units tall."""
    coat, pale, dark = traits.fur, traits.belly or "#e6e7b4", pen.shade(traits.fur, 0.2)
    leaping = pose in ("run", "fly", "raise", "dance", "climb", "fall", "swim")
    if leaping:
        with pen.frame(turn=-28):
            pen.limb([(-5, 1), (-9, 3.5), (-13, 0.5), (-17.4, 2.4)], [4.6, 3.0, 2.0, 1.2], dark, "body")
            pen.blob([(-17, 2), (-20, 0.8), (-20.4, 2.4), (-20, 3.8)], dark, "body")
            pen.limb([(4, 2), (7, 5.4), (10.4, 4.6)], [2.6, 1.9, 1.3], dark, "body")
            _frog_body(pen, coat, pale, expression)
        return
    pen.limb([(-3.4, 0.6), (-8.4, 0.4), (-3.6, 5.4), (-8.0, 6.3)], [5.6, 4.0, 2.4, 1.6], dark, "body")
    with pen.frame(turn=-30 if pose not in ("sleep", "bow") else -6):
        _frog_body(pen, coat, pale, expression)
    pen.limb([(3.4, 1.4), (4.0, 4.6), (5.4, 6.2)], [2.8, 2.0, 1.5], coat, "body")
    pen.blob([(4.2, 5.8), (7.6, 6.0), (8, 6.8), (4.4, 6.9)], coat, "body")
    pen.limb([(-4.4, 1.2), (-0.6, 2.6), (-4.6, 5.8), (0.6, 6.3)], [5.4, 4.2, 2.4, 1.6], coat, "body")
    pen.blob([(0, 5.7), (3.2, 6.1), (3.4, 6.9), (-0.4, 6.9)], coat, "body")


def _frog_body(pen: Pen, coat: str, pale: str, expression: str) -> None:
    pen.blob([(8.4, -0.6), (6.4, -3.4), (1, -4.0), (-5.4, -2.4), (-7.4, 1.4), (-4, 3.8), (2, 3.8), (7, 2.2)], coat,
        "body")
    pen.blob([(8, 0.6), (6.6, 2.3), (2, 3.6), (-2.6, 3.4), (2, 1.8), (5.6, 0.8)], pale, "shade")
    for x, y in ((-3.6, -0.8), (-1, -2.2), (-4.8, 1.2)):
        pen.oval(x, y, 0.8, 0.6, pen.shade(coat, 0.2), "shade")
    pen.curve([(8.2, 0.2), (5.8, 1.0), (3.6, 0.2)], INK, 0.4)
    pen.head(5, at=(5, -1.6))
    for x in (5.6, 2.6):
        pen.oval(x, -3.7, 1.8, 1.8, coat, "body")
        draw_eye(pen, x + 0.3, -3.8, 1.2, expression)


def draw_snake(pen: Pen, traits: Traits, *, pose: str, expression: str) -> None:
    """A snake in waves on the ground, its head raised."""
    coat, dark = traits.fur, pen.shade(traits.fur, 0.25)
    high = 0.3 if pose in ("sleep", "swim", "bow") else 1.0
    spine = [(-27, 0), (-19, -2.5), (-11, 1), (-2, -2.4), (6, 0.6), (11, -6 * high), (10, -13 * high - 1),
        (16, -17 * high - 1)]
    pen.limb(spine, [0.8, 3.2, 4.6, 5.2, 5.0, 4.6, 4.0, 4.4], coat, "body")
    for x, y in ((-19, -2.3), (-11, 0.8), (-2, -2.2), (5, 0.2), (10.6, -6 * high), (10.2, -11.6 * high)):
        pen.poly([(x - 1.8, y), (x, y - 1.5), (x + 1.8, y), (x, y + 1.5)], dark, "shade")
    with pen.frame(at=(17, -17.6 * high - 1)):
        pen.stroke([(3.6, 0.6), (7, 0.9)], "#b8323a", 0.5)
        pen.stroke([(7, 0.9), (8.4, 0)], "#b8323a", 0.4)
        pen.stroke([(7, 0.9), (8.4, 1.8)], "#b8323a", 0.4)
        pen.blob([(-3.4, -1), (0, -2.9), (3.6, -1.4), (4.6, 0.6), (2.4, 2.1), (-2, 2.2)], coat, "body")
        draw_eye(pen, 1.4, -0.9, 0.95, expression)
        pen.head(5)
        pen.curve([(4.3, 0.9), (2, 1.3), (0.4, 0.8)], INK, 0.35)


def draw_turtle(pen: Pen, traits: Traits, *, pose: str, expression: str) -> None:
    """A turtle or tortoise facing right."""
    skin, shell = traits.fur, pen.ink.mix(traits.fur, "#7a4f2a", 0.7)
    step = 2.0 if pose in ("walk", "run", "swim") else 0.0
    for x, far in ((6 + step, True), (-6 - step, True), (4 - step, False), (-8 + step, False)):
        pen.limb([(x, -2), (x + (1 if x > 0 else -1), 4)], [5, 4.4], pen.shade(skin, 0.18) if far else skin, "body")
    pen.limb([(-12, 1), (-16, 2.4)], [3, 0.8], skin, "body")
    pen.limb([(9, -1), (13, -4), (16, -7)], [5, 4.6, 4.4], skin, "body")
    pen.oval(17.2, -8, 4.2, 3.7, skin, "body")
    draw_eye(pen, 18.4, -9, 1.1, expression)
    pen.head(5, at=(17.2, -8))
    pen.curve([(21, -6.9), (19.4, -6.2), (17.8, -6.8)], INK, 0.4)
    pen.blob([(-13, 1.4), (-13, 1.4), (-11, -6), (-4, -11), (3, -11), (10, -6), (12, 1.4), (12, 1.4), (0, 2.6)],
        shell, "body")
    light = pen.tint(shell, 0.2)
    pen.blob([(-4, -4), (-2, -8.6), (3, -8.6), (5, -4), (0.5, -1)], light, "shade")
    pen.blob([(-10.6, -1), (-8.6, -5.6), (-5.4, -4), (-2, -0.6), (-5, 0.6)], light, "shade")
    pen.blob([(6, -4), (8, -5), (10, -1), (6, 0.6), (3, -0.4)], light, "shade")
    pen.limb([(-13, 1.2), (0, 2.8), (12.4, 1.2)], [1.8, 2.0, 1.8], pen.tint(skin, 0.25), "body")


def draw_eye(pen: Pen, x: float, y: float, size: float, expression: str) -> None:
    """A round animal eye, shut in sleep."""
    if expression == "asleep":
        pen.curve([(x - size * 0.8, y), (x, y + size * 0.4), (x + size * 0.8, y)], INK, size * 0.3)
        return
    big = 1.2 if expression in ("afraid", "surprised") else 1.0
    pen.oval(x, y, size * big, size * big, "#f7efcf", "detail")
    pen.oval(x + size * 0.16, y, size * 0.58, size * 0.66, "#1d181b", "detail")
    pen.oval(x + size * 0.36, y - size * 0.26, size * 0.22, size * 0.22, "#ffffff", "detail")
