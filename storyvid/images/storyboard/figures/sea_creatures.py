"""Octopus, crab, and the great swimmers: dolphin, whale and shark."""

from math import cos, radians, sin

from storyvid.images.storyboard.figures.head import INK
from storyvid.images.storyboard.figures.small_creatures import draw_eye
from storyvid.images.storyboard.figures.traits import Traits
from storyvid.images.storyboard.things.pen import Pen

SHARKS = frozenset(("shark",))
WHALES = frozenset(("whale",))


def draw_octopus(pen: Pen, traits: Traits, *, pose: str, expression: str) -> None:
    """An octopus with eight curling arms, 52 units tall; a jellyfish has straight threads."""
    coat, dark = traits.fur, pen.shade(traits.fur, 0.16)
    high = -6.0 if pose in ("swim", "dance", "fly", "raise") else 0.0
    for at, (root, reach, bend) in enumerate(
        ((-13, -34, -1), (13, 34, 1), (-9, -24, 1), (9, 24, -1), (-5, -14, -1), (5, 14, 1), (-2, -5, 1), (2, 6, -1))
    ):
        low = 20 - abs(reach) * 0.22 + (at % 3) * 1.5
        tip = (reach + bend * 7, low - 9 + high)
        pen.limb([(root, -8), (root + (reach - root) * 0.45, 7), (reach, low), tip], [8.5, 7, 5, 1.6],
            dark if at in (0, 1, 4, 5) else coat, "body")
        for share in (0.55, 0.75):
            x, y = root + (reach - root) * share, -8 + (low + 8) * share
            pen.oval(x, y + 1.6, 0.9, 0.8, pen.tint(coat, 0.4), "detail")
    pen.blob([(-15, -6), (-19, -22), (-12, -34), (0, -37), (12, -34), (19, -22), (15, -6), (0, -1)], coat, "body")
    pen.blob([(-15, -22), (-10, -32), (0, -35), (-6, -28), (-11, -20)], pen.tint(coat, 0.25), "shade")
    for x, y in ((-10, -27), (8, -31), (13, -25)):
        pen.oval(x, y, 1.6, 1.3, dark, "shade")
    pen.head(17, at=(0, -20))
    for x in (-6.4, 6.4):
        draw_eye(pen, x, -15, 4.2, expression)
    sad = expression in ("sad", "afraid", "angry")
    pen.curve([(-4, -6.4 + sad), (0, -4.6 - 2 * sad), (4, -6.4 + sad)], INK, 1.0)


def draw_crab(pen: Pen, traits: Traits, *, pose: str, expression: str) -> None:
    """A crab from the front, claws up, 30 units wide."""
    coat, dark = traits.fur, pen.shade(traits.fur, 0.18)
    for side in (-1, 1):
        for at in range(3):
            angle = radians(24 + 26 * at)
            x, y = side * (8 + 9 * cos(angle)), 1 + 7 * sin(angle)
            pen.limb([(side * 7, 0), (side * (8 + 6 * cos(angle)), -2 + 3 * at), (x, y)], [2.6, 2.0, 0.8], dark, "body")
        pen.limb([(side * 8, -2), (side * 14, -5), (side * 14, -10)], [3, 2.6, 2.4], coat, "body")
        claw = (side * 14, -13)
        pen.blob([(claw[0] - 3.6, claw[1] + 2), (claw[0] - 4, claw[1] - 4), (claw[0] - 0.6, claw[1] - 1),
            (claw[0] + 0.8, claw[1] - 5), (claw[0] + 4, claw[1] - 2), (claw[0] + 3, claw[1] + 2.4)], coat, "body")
        pen.limb([(side * 3.6, -6), (side * 4.2, -10.4)], [1.6, 1.4], coat, "body")
    pen.blob([(-11, -1), (-8, -6.6), (0, -8), (8, -6.6), (11, -1), (6, 4), (-6, 4)], coat, "body")
    pen.blob([(-8, -2), (-5, -5.8), (2, -6.6), (-2, -4), (-6, -1)], pen.tint(coat, 0.25), "shade")
    pen.head(10, at=(0, -4))
    for x in (-4.2, 4.2):
        draw_eye(pen, x, -11.4, 2.0, expression)
    pen.curve([(-2.4, 0.4), (0, 1.6), (2.4, 0.4)], INK, 0.6)


def draw_swimmer(pen: Pen, traits: Traits, *, pose: str, expression: str, noun: str) -> None:
    """A dolphin, whale or shark facing right, 66 units long."""
    coat, dark = traits.fur, pen.shade(traits.fur, 0.18)
    pale = traits.belly or pen.ink.mix(coat, "#eef2f2", 0.72)
    whale, shark = noun in WHALES, noun in SHARKS
    deep = 1.5 if whale else 1.0
    with pen.frame(turn=-22 if pose in ("raise", "dance", "climb") else 34 if pose == "fall" else 0):
        if shark:
            pen.blob([(-26, 0), (-26, 0), (-37, -15), (-37, -15), (-32, 0), (-35, 9), (-35, 9)], dark, "body")
        else:
            pen.blob([(-26, 0), (-26, 0), (-38, -8), (-38, -8), (-33, 0), (-38, 8), (-38, 8)], dark, "body")
        if not whale:
            pen.blob([(-4, -8), (-4, -8), (-8, -20), (-8, -20), (8, -9), (8, -9)], dark, "body")
        nose = 33 if not whale else 31
        pen.blob([(nose, 0.6), (22, -7.4 * deep), (6, -10.4 * deep), (-12, -7 * deep), (-28, -1), (-28, 1.6),
            (-10, 6 * deep), (8, 8.6 * deep), (24, 6 * deep)], coat, "body")
        pen.blob([(nose - 2, 2.2), (18, 1.6), (2, 3), (-18, 2), (-8, 6 * deep), (8, 8.2 * deep), (24, 5.6 * deep)],
            pale, "shade")
        if not whale and not shark:
            pen.limb([(28, 1.6), (34, 2.2), (38, 2.4)], [5, 3.6, 2.6], coat, "body")
        pen.blob([(6, 4), (6, 4), (-4, 15), (-4, 15), (-4, 5), (-2, 3)], dark, "body")
        pen.head(11, at=(21, -1))
        draw_eye(pen, 21, -2.4 * deep, 1.9, expression)
        if shark:
            for x in (10, 13, 16):
                pen.curve([(x, -3), (x - 1.2, 0), (x, 3)], dark, 0.7)
            for x in (22, 25, 28):
                pen.poly([(x, 2.4), (x + 2.4, 2.4), (x + 1.2, 4.6)], "#fbfaf4", "detail")
        pen.curve([(36 if not whale and not shark else 30, 3.2), (27, 4.0), (22, 2.6)], INK, 0.8)
