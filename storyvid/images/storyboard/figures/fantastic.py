"""Creatures that are neither people nor beasts: dragon, ghost, robot, snowman, walking tree."""

from storyvid.images.storyboard.figures.head import INK, draw_features
from storyvid.images.storyboard.figures.headgear import draw_headgear
from storyvid.images.storyboard.figures.traits import Traits
from storyvid.images.storyboard.things.geometry import Point, polar, scallops, toward
from storyvid.images.storyboard.things.pen import Pen


def draw_dragon(pen: Pen, traits: Traits, *, pose: str, expression: str) -> None:
    """A dragon facing right, 180 units tall with its wings up."""
    skin, dark = traits.fur, pen.shade(traits.fur, 0.2)
    belly = traits.belly or pen.ink.mix(pen.tint(traits.fur, 0.5), "#e3c98a", 0.6)
    lying, flying = pose == "sleep", pose in ("fly", "fall", "run", "climb")
    drop = 24.0 if lying else 0.0
    spread = 0.45 if lying else 1.0
    _dragon_wing(pen, dark, (18, -72 + drop), spread, far=True)
    if not lying:
        for x, swing in ((34, 14), (-26, -12)):
            _dragon_leg(pen, dark, (x, -44), swing if flying else 4, trailing=flying)
    tail = [(-30, -46 + drop), (-74, -22 + drop * 0.5), (-112, -14 + drop * 0.3), (-140, -34 + drop)]
    pen.limb(tail, [40, 25, 13, 4], skin, "body")
    end = tail[-1]
    pen.blob([(end[0] + 4, end[1] + 2), (end[0] + 4, end[1] + 2), (end[0] - 12, end[1] + 3),
        (end[0] - 14, end[1] - 18), (end[0] - 14, end[1] - 18), (end[0] + 5, end[1] - 9)], dark, "body")
    neck: list[Point] = [(30, -58 + drop), (60, -92 + drop * 1.2), (52, -128 + drop * 2.2), (76, -148 + drop * 3.6)]
    if lying:
        neck = [(30, -30), (66, -30), (92, -18), (112, -14)]
    elif flying:
        neck = [(30, -60), (64, -84), (90, -100), (112, -102)]
    _spikes(pen, [*reversed(tail[:3]), (0, -56 + drop), *neck[:3]], dark)
    pen.limb([(-38, -48 + drop), (0, -54 + drop), (38, -54 + drop)], [46, 62, 52], skin, "body")
    pen.limb(neck, [46, 29, 22, 19], skin, "body")
    front = [(p[0] + 7, p[1] + 5) for p in neck[:3]]
    pen.limb([(4, -32 + drop), (34, -36 + drop), *front[1:]], [12, 26, 12, 8], belly, "shade")
    for t in range(5):
        at = toward((12, -30 + drop), front[1], t / 5)
        pen.curve([(at[0] - 8, at[1] + 2), (at[0], at[1] + 4), (at[0] + 8, at[1])], pen.shade(belly, 0.18), 1.3)
    for x, y in ((-34, -58), (-22, -50), (-10, -62), (-30, -42), (-14, -44), (4, -66), (-46, -46)):
        pen.curve([(x - 4, y + drop), (x, y + 4 + drop), (x + 4, y + drop)], dark, 1.5)
    with pen.frame(at=neck[-1], turn=4):
        if pose == "breathe":
            _flame(pen)
        _dragon_head(pen, traits, skin, belly, expression)
        pen.head(26, at=(12, -2))
    if lying:
        pen.limb([(26, -14), (50, -6), (66, -5)], [16, 11, 9], skin, "body")
    else:
        for x, swing in ((22, 6), (-38, -2)):
            _dragon_leg(pen, skin, (x, -44), swing - 14 if flying else swing, trailing=flying)
    _dragon_wing(pen, skin, (2, -74 + drop), spread, far=False)


def _flame(pen: Pen) -> None:
    """Fire out of the mouth, in three colours."""
    for size, colour in ((1.0, "#e2562a"), (0.74, "#f59a36"), (0.46, "#ffe490")):
        tongue = [(0, 0), (0, 0), (22, -9), (40, -5), (58, -17), (58, -17), (54, -3), (74, -4), (74, -4), (56, 7),
            (62, 18), (62, 18), (38, 10), (18, 9)]  # fmt: skip
        with pen.frame(at=(30, 5), scale=size):
            pen.blob(tongue, colour, "light")


def _dragon_leg(pen: Pen, skin: str, root: Point, swing: float, *, trailing: bool) -> None:
    knee = polar(root, swing + (-40 if trailing else 22), 24)
    foot = polar(knee, swing + (-70 if trailing else -20), 24)
    pen.limb([root, knee, foot], [32, 19, 13], skin, "body")
    pen.blob([(foot[0] - 7, foot[1] - 5), (foot[0] + 10, foot[1] - 5), (foot[0] + 17, foot[1] + 3),
        (foot[0] - 7, foot[1] + 4)], skin, "body")
    for x in (7, 12, 17):
        pen.poly([(foot[0] + x - 3, foot[1] - 1), (foot[0] + x + 4, foot[1] + 4), (foot[0] + x - 3, foot[1] + 4)],
            "#efe6cf", "detail")


def _dragon_wing(pen: Pen, skin: str, root: Point, spread: float, *, far: bool) -> None:
    web = pen.ink.mix(skin, "#d98a4a", 0.45 if not far else 0.25)
    with pen.frame(at=root, turn=(18 if far else -8) - (0 if spread > 0.9 else 30), scale=1.0, tall=spread + 0.1):
        wrist, tips = (-26.0, -62.0), ((-8.0, -104.0), (-66.0, -98.0), (-104.0, -66.0), (-92.0, -24.0))
        pen.blob([(6, 0), (6, 0), (-16, -60), tips[0], tips[0], (-34, -84), tips[1], tips[1], (-70, -72), tips[2],
            tips[2], (-76, -42), tips[3], tips[3], (-48, -8), (-12, 6)], web, "body")
        for tip in tips:
            pen.curve([wrist, toward(wrist, tip, 0.5), tip], pen.shade(skin, 0.15), 2.6)
        pen.limb([(4, 0), wrist], [9, 5], skin, "body")


def _spikes(pen: Pen, spine: list[Point], colour: str) -> None:
    for before, after in zip(spine, spine[1:], strict=False):
        for t in (0.1, 0.45, 0.8):
            x, y = toward(before, after, t)
            dx, dy = after[0] - before[0], after[1] - before[1]
            size = (dx * dx + dy * dy) ** 0.5
            nx, ny = dy / size, -dx / size
            lift = 26 if abs(x) < 45 and y > -75 else 17
            pen.poly([(x - dx / size * 6, y - dy / size * 6), (x + nx * (lift + 9), y + ny * (lift + 9)),
                (x + dx / size * 6, y + dy / size * 6)], colour, "body")


def _dragon_head(pen: Pen, traits: Traits, skin: str, belly: str, expression: str) -> None:
    for dx, tone in ((5, pen.shade("#e6d7b5", 0.2)), (0, "#e6d7b5")):
        pen.limb([(-6 + dx, -8), (-17 + dx, -18), (-31 + dx, -19)], [7, 5, 1.4], tone, "body")
    pen.blob([(-8, 6), (-8, 6), (-22, 4), (-22, 4), (-14, -3)], pen.shade(skin, 0.15), "body")
    pen.limb([(6, 6), (20, 9), (33, 8)], [11, 9, 6], pen.shade(skin, 0.12), "body")
    pen.blob([(-13, -2), (-7, -12), (6, -13), (16, -6), (28, -7), (37, -3), (37, 3), (26, 6), (4, 8), (-9, 8)], skin,
        "body")
    pen.oval(33, -4, 1.6, 1.2, pen.shade(skin, 0.45), "detail")
    pen.curve([(36, 4), (24, 6.6), (10, 5.4), (4, 2)], INK, 1.3)
    for x in (14, 22, 30):
        pen.poly([(x, 5.2), (x + 3.4, 5.2), (x + 1.7, 9)], "#f6efdd", "detail")
    if expression == "asleep":
        pen.curve([(-1, -5), (3, -3), (7, -5)], INK, 1.3)
        return
    pen.oval(4, -6, 4.6, 4.2, "#f2cf55", "detail")
    pen.oval(5, -6, 1.7, 3.4, "#1d181b", "detail")
    pen.oval(6, -7.4, 0.9, 0.9, "#ffffff", "detail")
    slant = -3 if expression in ("sad", "afraid") else 2.5
    pen.limb([(-2, -11.5 - slant * 0.3), (10, -9.5 + slant * 0.4)], [2.6, 1.6], pen.shade(skin, 0.3), "body")


def draw_ghost(pen: Pen, traits: Traits, *, expression: str) -> None:
    """A ghost that floats, 95 units tall."""
    coat = traits.fur
    pen.blob([(-14, -84), (4, -94), (22, -80), (27, -52), (29, -18), (36, 0), (36, 0), (22, -8), (12, 2), (2, -8),
        (-8, 1), (-17, -9), (-32, 0), (-32, 0), (-27, -24), (-22, -56)], coat, "body")
    for side in (-1, 1):
        pen.limb([(side * 20 + 2, -58), (side * 36 + 4, -54), (side * 42 + 5, -64)], [12, 9, 5], pen.shade(coat,
            0.05), "body")
    pen.blob([(-22, -54), (-14, -84), (-10, -60), (-13, -20), (-26, -4), (-26, -24)], pen.shade(coat, 0.1), "shade")
    y = -70
    for x in (-4.0, 12.0):
        if expression == "asleep":
            pen.curve([(x - 4, y), (x, y + 3), (x + 4, y)], INK, 1.6)
        else:
            pen.oval(x, y, 3.8, 5.4, "#2c3042", "detail")
            pen.oval(x + 1.3, y - 2, 1.2, 1.4, "#ffffff", "detail")
    tall = {"happy": 2.5, "afraid": 6, "surprised": 6}.get(expression, 4)
    pen.oval(4.5, -56, 3.6, tall, "#3a3f55", "detail")
    for x in (-11, 19):
        pen.oval(x, -61, 3.4, 2.2, "#e3b9c4", "shade")


def draw_robot(pen: Pen, traits: Traits, *, pose: str, expression: str) -> None:
    """A robot facing the viewer, 96 units tall."""
    metal, dark, light = traits.fur, pen.shade(traits.fur, 0.3), pen.tint(traits.fur, 0.35)
    accent = "#d9663a" if traits.seed % 2 else "#3a86a8"
    raised = {"wave": (-1, 1), "raise": (1, 1), "dance": (1, 1), "point": (-1, 0), "hold": (-1, 0),
        "hug": (0, 0)}.get(pose, (-1, -1))
    for side, lift in zip((-1, 1), raised, strict=True):
        elbow: Point = (side * 30, -46 - lift * 14)
        hand: Point = (side * (27 if lift < 0 else 36), -30 - (lift + 1) * 26)
        pen.stroke([(side * 20, -56), elbow, hand], dark, 5)
        pen.oval(*elbow, 4, 4, metal, "body")
        pen.blob([(hand[0] - 5, hand[1]), (hand[0] - 5, hand[1] - 6), (hand[0], hand[1] - 2),
            (hand[0] + 5, hand[1] - 6), (hand[0] + 5, hand[1]), (hand[0], hand[1] + 5)], metal, "body")
    spread = 5 if pose in ("walk", "run") else 0
    for side in (-1, 1):
        pen.stroke([(side * 10, -26), (side * (10 + spread), -6)], dark, 6.4)
        x = side * (10 + spread)
        pen.blob([(x - 8, 0), (x - 8, 0), (x - 7, -7), (x + 7, -7), (x + 9, 0), (x + 9, 0)], metal, "body")
    pen.blob([(-20, -26), (-20, -26), (-22, -44), (-20, -62), (-20, -62), (0, -64), (20, -62), (20, -62), (22, -44),
        (20, -26), (20, -26), (0, -24)], metal, "body")
    pen.box(-12, -54, 24, 17, dark, "detail")
    for x, tone in ((-7, "#e3c24a"), (0, accent), (7, "#6fb36a")):
        pen.oval(x, -49, 2.4, 2.4, tone, "light")
    pen.curve([(-9, -41), (-4, -44), (1, -40), (6, -43), (9, -41)], "#8fe0c8", 1.2)
    pen.box(-5, -68, 10, 6, dark, "body")
    pen.stroke([(0, -94), (0, -101)], dark, 1.8)
    pen.oval(0, -103, 2.8, 2.8, accent, "light")
    pen.blob([(-18, -68), (-18, -68), (-20, -80), (-16, -93), (0, -95), (16, -93), (20, -80), (18, -68), (18, -68),
        (0, -66)], light, "body")
    for side in (-1, 1):
        pen.box(side * 21 - 2.4, -85, 4.8, 9, accent, "body")
    _robot_face(pen, expression)


def _robot_face(pen: Pen, expression: str) -> None:
    pen.blob([(-14, -74), (-14, -88), (0, -90), (14, -88), (14, -74), (0, -72)], "#26303c", "detail")
    for x in (-6.0, 6.0):
        if expression == "asleep":
            pen.stroke([(x - 3, -82), (x + 3, -82)], "#7fe3ea", 1.4)
        else:
            pen.oval(x, -82, 3.2, 4.2 if expression in ("afraid", "surprised") else 3.4, "#7fe3ea", "light")
    bend = {"sad": -2, "angry": -1, "afraid": -1.4}.get(expression, 2)
    pen.curve([(-4, -76 - bend * 0.4), (0, -76 + bend * 0.5), (4, -76 - bend * 0.4)], "#7fe3ea", 1.2)


def draw_snowman(pen: Pen, traits: Traits, *, expression: str) -> None:
    """A snowman, 90 units tall."""
    snow = traits.fur
    for side in (-1, 1):
        pen.stroke([(side * 17, -48), (side * 36, -60), (side * 42, -58)], "#6a4a33", 2.4)
        pen.stroke([(side * 36, -60), (side * 38, -69)], "#6a4a33", 2.0)
    pen.oval(0, -21, 25, 22, snow, "body")
    pen.oval(0, -49, 19, 17, snow, "body")
    pen.blob([(-24, -24), (-14, -10), (4, -4), (18, -8), (6, 1), (-16, -3)], pen.shade(snow, 0.1), "shade")
    for y in (-55, -46, -26):
        pen.oval(1, y, 2.0, 2.0, "#33303a", "detail")
    pen.oval(0, -73, 14.5, 14, snow, "body")
    scarf = traits.worn("neck").colour if traits.worn("neck") else "#b9423a"  # type: ignore[union-attr]
    pen.limb([(-7, -60), (-11, -44)], [6, 7], pen.shade(scarf, 0.12), "cloth")
    pen.limb([(-13, -62), (0, -57), (13, -62)], [6.4, 7, 6.4], scarf, "cloth")
    for x in (-5, 6):
        if expression == "asleep":
            pen.curve([(x - 2.4, -76), (x, -74.4), (x + 2.4, -76)], "#33303a", 1.2)
        else:
            pen.oval(x, -76, 1.9, 2.2, "#33303a", "detail")
    pen.poly([(0, -73.5), (0.4, -69.5), (15, -70)], "#dd7f2f", "body")
    bend = -2.4 if expression in ("sad", "afraid", "angry") else 2.4
    for i in range(5):
        pen.oval(-6 + i * 3.1, -64.6 + bend * (1 - abs(i - 2) * 0.5) * 0.9, 0.95, 0.95, "#33303a", "detail")
    with pen.frame(at=(0, -73), scale=14):
        if traits.worn("head"):
            draw_headgear(pen, traits, turn=0.0)
        else:
            pen.limb([(-1.25, -0.78), (1.25, -0.78)], [0.22, 0.22], "#2f2d35", "cloth")
            pen.poly([(-0.75, -0.8), (-0.68, -1.75), (0.68, -1.75), (0.75, -0.8)], "#2f2d35", "cloth")
            pen.box(-0.74, -1.08, 1.48, 0.24, "#b9423a", "cloth")


def draw_treeman(pen: Pen, traits: Traits, *, pose: str, expression: str) -> None:
    """A walking tree with a face in its bark, 200 units tall."""
    bark, dark = traits.fur, pen.shade(traits.fur, 0.22)
    leaf = traits.belly or "#5c8a45"
    up = 30 if pose in ("wave", "raise", "dance", "hug") else -14
    for side in (-1, 1):
        pen.limb([(side * 16, -104), (side * 44, -110 - up * 0.4), (side * 60, -104 - up * 1.4)], [18, 11, 4], dark,
            "body")
        for spread in (-22, 4, 26):
            tip = (side * 60, -104 - up * 1.4)
            pen.curve([tip, polar(tip, (150 if up > 0 else 60) * side + spread, 16)], dark, 2.6)
    step = 10 if pose in ("walk", "run") else 0
    for side in (-1, 1):
        pen.limb([(side * 9, -46), (side * (16 + step), -18), (side * (28 + step), -2)], [26, 18, 7], bark, "body")
    pen.blob([(-18, -30), (-22, -80), (-26, -130), (0, -150), (26, -130), (22, -80), (18, -30), (0, -24)], bark,
        "body")
    for x in (-12, 13):
        pen.curve([(x, -38), (x * 1.2, -60), (x * 0.9, -74)], dark, 1.8)
    pen.blob(scallops(-36, -146, 34, 28, 7, 0.12), pen.shade(leaf, 0.14), "body")
    pen.blob(scallops(38, -148, 34, 28, 7, 0.12), pen.shade(leaf, 0.1), "body")
    pen.blob(scallops(0, -166, 46, 36, 9, 0.12), leaf, "body")
    pen.blob(scallops(-10, -174, 24, 17, 7, 0.12), pen.tint(leaf, 0.18), "shade")
    with pen.frame(at=(0, -104), scale=19):
        draw_features(pen, traits, shift=0.0, expression=expression, mouth=True)
        pen.blob([(-0.16, 0.1), (0.14, 0.1), (0.3, 0.46), (-0.26, 0.46)], dark, "shade")
