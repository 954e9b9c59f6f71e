"""Animals' heads in skull units: in profile for those on four legs, to the front for those in clothes."""

from storyvid.images.storyboard.figures.head import INK, draw_features, draw_glasses
from storyvid.images.storyboard.figures.species import SPECIES, Species
from storyvid.images.storyboard.figures.traits import Traits
from storyvid.images.storyboard.things.geometry import Point, scallops
from storyvid.images.storyboard.things.pen import Pen

NOSE = "#33272b"
HORN = "#e6d7b5"


def draw_profile(pen: Pen, traits: Traits, s: Species, pale: str, *, expression: str) -> None:
    """A head seen from the side, looking right."""
    coat = traits.fur
    face = pen.shade(coat, 0.5) if s.coat == "wool" and traits.seed % 2 else pen.shade(coat,
        0.05) if s.coat == "wool" else coat
    if s.coat == "spines":
        face = pen.tint(coat, 0.45)
    _horns(pen, s, far=True)
    _profile_ear(pen, s, face, far=True)
    tip: Point = (s.muzzle, 0.42)
    pen.limb([(0.1, 0.12), (s.muzzle * 0.62, 0.26), tip], [s.snout[0] * 1.45, (s.snout[0] + s.snout[1]) * 0.62,
        s.snout[1]], face, "hair")
    pen.oval(0, 0, 1.0, 0.96, face, "hair")
    if s.pale and s.coat != "wool":
        pen.limb([(0.15, 0.62), (s.muzzle * 0.6, 0.56), (tip[0] - 0.08, tip[1] + s.snout[1] * 0.16)],
            [0.42, s.snout[1] * 0.66, s.snout[1] * 0.56], pale, "shade")
    if traits.being == "elephant":
        _trunk(pen, face)
    _profile_nose(pen, traits, s, tip, face)
    _profile_eye(pen, traits, expression)
    if s.coat == "wool":
        pen.blob(scallops(-0.25, -0.75, 0.85, 0.5, 6, 0.16), traits.fur, "hair")
    _profile_ear(pen, s, face, far=False)
    _horns(pen, s, far=False)
    if s.beard:
        pen.blob([(s.muzzle * 0.5, 0.8), (s.muzzle * 0.5, 0.8), (s.muzzle * 0.92, 0.75), (s.muzzle * 0.75, 1.7),
            (s.muzzle * 0.75, 1.7)], pen.tint(traits.fur, 0.4), "hair")


def _profile_nose(pen: Pen, traits: Traits, s: Species, tip: Point, face: str) -> None:
    x, y = tip
    mouth = pen.shade(face, 0.42)
    if traits.being == "pig":
        pen.oval(x + 0.26, y - 0.02, 0.22, 0.46, pen.shade(face, 0.14), "hair")
        pen.oval(x + 0.3, y - 0.14, 0.06, 0.1, pen.shade(face, 0.45), "detail")
    elif s.hoofed:
        pen.oval(x + s.snout[1] * 0.22, y - 0.12, 0.1, 0.13, pen.shade(face, 0.5), "detail")
    else:
        pen.oval(x + s.snout[1] * 0.3, y - s.snout[1] * 0.24, 0.17, 0.14, "#c9817e" if traits.being in ("cat",
            "rabbit", "mouse", "rat") else NOSE, "detail")
    if s.whiskers:
        for dy in (-0.16, 0.0, 0.16):
            start, end = (x - 0.12, y - 0.02 + dy * 0.4), (x - 0.85, y - 0.06 + dy * 1.6)
            pen.stroke([start, end], pen.ink.mix(face, "#4a4040", 0.35), 0.04)
    if traits.being != "elephant":
        pen.curve([(x + s.snout[1] * 0.3, y + s.snout[1] * 0.14), (x - 0.3, y + s.snout[1] * 0.26),
            (min(x - 0.6, 0.75), y + s.snout[1] * 0.14)], mouth, 0.08)


def _profile_eye(pen: Pen, traits: Traits, expression: str) -> None:
    x, y = 0.36, -0.2
    if expression == "asleep":
        pen.curve([(x - 0.2, y), (x, y + 0.1), (x + 0.2, y)], INK, 0.08)
        return
    big = 1.25 if expression in ("afraid", "surprised") else 1.0
    lively = traits.being in ("wolf", "cat", "fox", "lion", "dog")
    pen.oval(x, y, 0.22 * big, 0.22 * big, "#e0b04a" if lively and traits.seed % 3 else pen.ink.mix(traits.eyes,
        "#2a2024", 0.4), "detail")
    pen.oval(x + 0.02, y, 0.13, 0.16 * big, "#1b1518", "detail")
    pen.oval(x + 0.07, y - 0.07, 0.055, 0.06, "#ffffff", "detail")
    if expression in ("calm", "happy", "surprised") and traits.being not in ("wolf", "fox", "lion", "eagle"):
        return
    slant = {"angry": 0.2, "sad": -0.2, "afraid": -0.22}.get(expression, -0.06 if traits.being not in ("wolf",
        "dragon") else 0.08)
    pen.curve([(x - 0.24, y - 0.12 - slant * 0.8), (x, y - 0.25 * big), (x + 0.26, y - 0.12 + slant)], INK, 0.07)


def _profile_ear(pen: Pen, s: Species, face: str, *, far: bool) -> None:
    tone = pen.shade(face, 0.16) if far else pen.shade(face, 0.05)
    inner = pen.ink.mix(face, "#d99a90", 0.5)
    dx = 0.42 if far else 0.0
    match s.ear:
        case "pointed":
            pen.blob([(-0.62 + dx, -0.5), (-0.62 + dx, -0.5), (-0.52 + dx, -1.1), (-0.22 + dx, -1.72),
                (-0.22 + dx, -1.72), (0.12 + dx, -1.15), (0.16 + dx, -0.66), (0.16 + dx, -0.66)], tone, "hair")
            if not far:
                pen.poly([(-0.4, -0.68), (-0.24, -1.4), (0.02, -0.75)], inner, "shade")
        case "round":
            pen.oval(-0.42 + dx, -0.86, 0.38, 0.38, tone, "hair")
            if not far:
                pen.oval(-0.4, -0.84, 0.2, 0.2, inner, "shade")
        case "big":
            if s.skull > 12:
                if not far:
                    pen.blob([(-0.2, -0.8), (-1.0, -1.2), (-1.8, -0.4), (-1.6, 0.9), (-0.9, 1.3), (-0.3, 0.5)], tone,
                        "hair")
                return
            pen.oval(-0.5 + dx * 1.5, -0.95, 0.72, 0.74, tone, "hair")
            if not far:
                pen.oval(-0.46, -0.93, 0.48, 0.5, inner, "shade")
        case "long":
            pen.limb([(-0.35 + dx, -0.6), (-0.6 + dx, -1.7), (-0.75 + dx * 1.4, -2.7)], [0.42, 0.66, 0.26], tone,
                "hair")
            if not far:
                pen.limb([(-0.4, -0.95), (-0.62, -1.7), (-0.74, -2.4)], [0.14, 0.32, 0.12], inner, "shade")
        case "floppy":
            if not far:
                pen.blob([(-0.5, -0.75), (-0.05, -0.8), (0.14, -0.2), (0.02, 0.62), (-0.4, 0.72), (-0.72, 0.1)],
                    pen.shade(face, 0.22), "hair")
        case "side":
            if not far:
                pen.limb([(-0.35, -0.5), (-1.0, -0.42), (-1.45, -0.12)], [0.3, 0.5, 0.14], tone, "hair")
        case "deer":
            pen.limb([(-0.3 + dx * 0.6, -0.65), (-0.85 + dx, -1.2), (-1.1 + dx * 1.4, -1.7)], [0.3, 0.56, 0.12], tone,
                "hair")
        case "horse":
            pen.blob([(-0.5 + dx, -0.62), (-0.5 + dx, -0.62), (-0.5 + dx, -1.1), (-0.22 + dx, -1.6),
                (-0.22 + dx, -1.6), (0.0 + dx, -1.1), (-0.04 + dx, -0.7), (-0.04 + dx, -0.7)], tone, "hair")


def _horns(pen: Pen, s: Species, *, far: bool) -> None:
    dx = 0.34 if far else 0.0
    tone = pen.shade(HORN, 0.18) if far else HORN
    match s.horns:
        case "cow":
            pen.limb([(-0.1 + dx, -0.8), (0.12 + dx, -1.3), (0.5 + dx, -1.62)], [0.3, 0.22, 0.06], tone, "body")
        case "goat":
            pen.limb([(-0.1 + dx, -0.75), (-0.3 + dx, -1.6), (-1.1 + dx, -2.2)], [0.36, 0.28, 0.08], pen.shade(tone,
                0.2), "body")
        case "antlers":
            wood = pen.shade("#a58a66", 0.16 if far else 0.0)
            pen.curve([(-0.1 + dx, -0.8), (-0.5 + dx, -1.9), (-0.3 + dx, -3.2)], wood, 0.2)
            pen.curve([(-0.38 + dx, -1.5), (0.3 + dx, -1.9), (0.42 + dx, -2.5)], wood, 0.17)
            pen.curve([(-0.5 + dx, -2.1), (-1.1 + dx, -2.5), (-1.1 + dx, -3.1)], wood, 0.17)
        case "unicorn" if not far:
            pen.poly([(0.1, -0.86), (0.5, -0.7), (1.0, -3.0)], "#f0d88a", "body")
            for t in (0.25, 0.5, 0.72):
                pen.stroke([(0.1 + 0.9 * t, -0.86 - 2.14 * t), (0.5 + 0.5 * t, -0.7 - 2.3 * t + 0.15)], "#c9a94f",
                    0.08)


def _trunk(pen: Pen, face: str) -> None:
    pen.limb([(0.6, 0.2), (1.25, 1.0), (1.15, 2.3), (1.6, 2.75)], [1.1, 0.7, 0.48, 0.34], face, "hair")
    for t in (0.9, 1.3, 1.7):
        pen.curve([(1.0, t), (1.25, t + 0.08), (1.5, t - 0.02)], pen.shade(face, 0.18), 0.06)
    pen.limb([(0.7, 0.75), (1.3, 1.1), (1.8, 0.95)], [0.3, 0.22, 0.06], "#f1e9d6", "body")


def draw_animal_head(pen: Pen, traits: Traits, *, turn: float, expression: str, back: bool = False) -> None:
    """A head seen from the front or, with `turn` 1, three-quarters to the right."""
    s = SPECIES.get(traits.being, _SHAPE.get(traits.being, SPECIES["dog"]))
    coat = traits.fur
    face = pen.tint(coat, 0.45) if s.coat == "spines" else coat
    pale = traits.belly or pen.tint(coat, 0.55 if s.pale else 0.2)
    if s.mane == "lion" and not back:
        pen.blob(scallops(0, 0.05, 1.75, 1.7, 11, 0.12), "#8a4f26", "hair")
    if s.coat == "spines":
        pen.poly(scallops(-0.1, -0.1, 1.5, 1.5, 15, 0.2), pen.shade(coat, 0.15), "hair")
    _front_horns(pen, s)
    _front_ears(pen, s, face, turn)
    broad = 1.12 if traits.being in ("cat", "fox", "lion", "frog", "bear", "mouse") else 0.96
    chin = 1.18 if s.hoofed and traits.being != "pig" else 0.96
    c = turn * 0.16
    pen.blob([(0, -1.0), (0.72, -0.78), (broad, 0.0), (0.78 + c, 0.62), (0.3 + c, chin), (-0.3 + c, chin),
        (-0.78 + c * 0.4, 0.62), (-broad, 0.0), (-0.72, -0.78)], face, "hair")
    if traits.being in ("fox", "wolf", "cat") and s.pale:
        for side in (-1, 1):
            pen.blob([(side * 0.3 + c, 0.3), (side * (broad + 0.08) + c * 0.4, 0.28),
                (side * (broad + 0.08) + c * 0.4, 0.28), (side * 0.6 + c, 0.86), (c, chin)], pale, "shade")
    if back:
        return
    _front_eyes(pen, traits, turn, pale, expression)
    _front_muzzle(pen, traits, s, turn, face, pale, expression)
    if traits.worn("face"):
        draw_glasses(pen, turn * 0.24)
    if s.coat == "wool":
        pen.blob(scallops(0, -0.92, 0.9, 0.46, 7, 0.16), coat, "hair")


def _front_eyes(pen: Pen, traits: Traits, turn: float, pale: str, expression: str) -> None:
    x = turn * 0.24
    if traits.being == "frog":  # its eyes stand on top of the head
        for side in (-0.4, 0.4):
            pen.oval(x + side, -0.82, 0.34, 0.34, traits.fur, "hair")
        with pen.frame(at=(0, -0.9)):
            draw_features(pen, traits, shift=x, expression=expression, mouth=False)
        return
    if traits.being == "owl":
        for side in (-1, 1):
            pen.poly([(side * 0.35, -0.85), (side * 0.95, -0.45), (side * 0.85, -1.3)], traits.fur, "hair")
            pen.oval(x + side * 0.37, 0.06, 0.4, 0.42, pale, "shade")
    draw_features(pen, traits, shift=x, expression=expression, mouth=False)


def _front_muzzle(pen: Pen, traits: Traits, s: Species, turn: float, face: str, pale: str, expression: str) -> None:
    x, y = turn * (0.3 + s.muzzle * 0.12), 0.52
    big = 0.3 + s.snout[1] * 0.26
    if traits.being in _BEAKS:
        colour = "#e39a2f" if traits.being != "crow" else "#4a4650"
        pen.blob([(x - 0.3, 0.2), (x, 0.06), (x + 0.3, 0.2), (x + 0.16 + turn * 0.5, 0.5), (x + turn * 0.55, 0.72),
            (x + turn * 0.55, 0.72), (x - 0.14, 0.46)], colour, "body")
        pen.curve([(x - 0.26, 0.3), (x + 0.1 + turn * 0.2, 0.4), (x + 0.24 + turn * 0.3, 0.44)], pen.shade(colour,
            0.25), 0.06)
        return
    if traits.being == "frog":
        pen.curve([(x - 0.75, 0.42), (x, 0.7), (x + 0.62, 0.42)], pen.shade(face, 0.4), 0.09)
        pen.oval(x - 0.1, 0.3, 0.04, 0.04, pen.shade(face, 0.4), "detail")
        pen.oval(x + 0.12, 0.3, 0.04, 0.04, pen.shade(face, 0.4), "detail")
        return
    pen.oval(x, y, big * 1.12, big * 0.94, pale if s.pale or s.hoofed else pen.tint(face, 0.2), "hair")
    if traits.being == "pig":
        pen.oval(x, y - 0.06, 0.36, 0.27, pen.shade(face, 0.12), "hair")
        for side in (-1, 1):
            pen.oval(x + side * 0.13, y - 0.06, 0.055, 0.09, pen.shade(face, 0.45), "detail")
    elif s.hoofed:
        for side in (-1, 1):
            pen.oval(x + side * big * 0.45, y - 0.05, 0.07, 0.1, pen.shade(face, 0.5), "detail")
    else:
        nose = "#c9817e" if traits.being in ("cat", "rabbit", "mouse", "rat") else NOSE
        pen.blob([(x - 0.2, y - 0.3), (x + 0.2, y - 0.3), (x + 0.05, y - 0.06), (x - 0.05, y - 0.06)], nose, "detail")
        pen.stroke([(x, y - 0.08), (x, y + 0.12)], INK, 0.06)
    bend = -0.1 if expression in ("sad", "angry", "afraid") else 0.12
    pen.curve([(x - big * 0.6, y + 0.14 - bend * 0.3), (x - big * 0.28, y + 0.16 + bend), (x, y + 0.12),
        (x + big * 0.28, y + 0.16 + bend), (x + big * 0.6, y + 0.14 - bend * 0.3)], INK, 0.06)
    if s.whiskers:
        for side in (-1, 1):
            for dy in (-0.06, 0.1):
                pen.stroke([(x + side * big * 0.7, y + dy), (x + side * (big + 0.7), y + dy * 2.4)], pen.tint(face,
                    0.75), 0.045)
    if s.beard:
        pen.blob([(x - 0.25, y + 0.4), (x + 0.25, y + 0.4), (x + 0.05, y + 1.2), (x + 0.05, y + 1.2)],
            pen.tint(traits.fur, 0.4), "hair")


def _front_ears(pen: Pen, s: Species, face: str, turn: float) -> None:
    inner = pen.ink.mix(face, "#d99a90", 0.5)
    for side in (-1, 1):
        narrow = 1 - turn * 0.16 if side > 0 else 1.0
        x = side * 0.66 * narrow
        match s.ear:
            case "pointed":
                pen.blob([(x - 0.38, -0.55), (x - 0.38, -0.55), (x - 0.1 + side * 0.1, -1.2), (x + side * 0.2, -1.66),
                    (x + side * 0.2, -1.66), (x + 0.36, -1.0), (x + 0.38, -0.45), (x + 0.38, -0.45)], face, "hair")
                pen.poly([(x - 0.18, -0.75), (x + side * 0.16, -1.4), (x + 0.2, -0.7)], inner, "shade")
            case "round":
                pen.oval(x * 1.1, -0.82, 0.4, 0.4, face, "hair")
                pen.oval(x * 1.1, -0.8, 0.23, 0.23, inner, "shade")
            case "big":
                pen.oval(x * 1.35, -0.85, 0.72, 0.72, face, "hair")
                pen.oval(x * 1.35, -0.83, 0.48, 0.48, inner, "shade")
            case "long":
                pen.limb([(x * 0.6, -0.7), (x * 0.85, -1.7), (x * 1.05, -2.6)], [0.42, 0.62, 0.24], face, "hair")
                pen.limb([(x * 0.64, -1.0), (x * 0.85, -1.7), (x * 1.0, -2.3)], [0.14, 0.3, 0.1], inner, "shade")
            case "floppy":
                pen.blob([(x * 0.9, -0.85), (x * 1.5, -0.7), (x * 1.9, 0.2), (x * 1.6, 0.6), (x * 1.3, 0.1)],
                    pen.shade(face, 0.2), "hair")
            case "side" | "deer":
                pen.limb([(x, -0.55), (x * 1.8, -0.75), (x * 2.4, -0.6)], [0.3, 0.52, 0.14], pen.shade(face, 0.08),
                    "hair")
            case "horse":
                pen.blob([(x * 0.7 - 0.2, -0.75), (x * 0.8, -1.6), (x * 0.8, -1.6), (x * 0.7 + 0.24, -0.7)],
                    pen.shade(face, 0.08), "hair")


def _front_horns(pen: Pen, s: Species) -> None:
    for side in (-1, 1):
        if s.horns == "cow":
            pen.limb([(side * 0.5, -0.8), (side * 1.1, -1.1), (side * 1.2, -1.6)], [0.3, 0.24, 0.06], HORN, "body")
        elif s.horns == "goat":
            pen.limb([(side * 0.35, -0.8), (side * 0.6, -1.6), (side * 1.05, -2.0)], [0.34, 0.26, 0.08],
                pen.shade(HORN, 0.2), "body")
        elif s.horns == "antlers":
            pen.curve([(side * 0.35, -0.85), (side * 1.0, -1.7), (side * 0.9, -2.7)], "#a58a66", 0.18)
            pen.curve([(side * 0.8, -1.5), (side * 1.5, -1.9), (side * 1.6, -2.4)], "#a58a66", 0.15)
    if s.horns == "unicorn":
        pen.poly([(-0.16, -0.9), (0.2, -0.9), (0.06, -2.6)], "#f0d88a", "body")


_BEAKS = {"hen", "duck", "owl", "bird", "crow", "eagle", "swan"}
_PLAIN = SPECIES["dog"]
_SHAPE: dict[str, Species] = {}


def _shapes() -> None:
    from dataclasses import replace

    bare = replace(_PLAIN, ear="none", whiskers=False)
    for being in (*_BEAKS, "frog", "fish", "snake", "turtle", "dragon"):
        _SHAPE[being] = bare
    _SHAPE["monkey"] = replace(_PLAIN, ear="round", muzzle=1.0, snout=(1.3, 1.0))
    _SHAPE["elephant"] = SPECIES["elephant"]


_shapes()
