"""Arms with sleeves and hands, legs with trousers, boots and shoes, and the mermaid's tail."""

import math
from collections.abc import Callable

from storyvid.images.storyboard.figures.skeleton import Skeleton
from storyvid.images.storyboard.figures.species import SPECIES
from storyvid.images.storyboard.figures.traits import Traits
from storyvid.images.storyboard.ink import Role
from storyvid.images.storyboard.things.geometry import Point, polar, toward
from storyvid.images.storyboard.things.pen import Pen

METAL = "#98a3ae"


def skin_of(traits: Traits) -> str:
    """The colour of hands and feet: skin, or the coat of an animal in clothes."""
    return traits.fur if traits.dressed else traits.skin


def sleeve_of(traits: Traits) -> tuple[str, str]:
    """The sleeve's colour ("" when the arm is bare) and its cut: "wide", "short", "metal" or "plain"."""
    over, dress, top = traits.worn("over"), traits.worn("dress"), traits.worn("top")
    if over and over.kind == "coat":
        return over.colour, "plain"
    if dress and dress.kind in ("robe", "gown"):
        return dress.colour, "wide"
    if dress and dress.kind in ("armour", "spacesuit"):
        return dress.colour, "metal" if dress.kind == "armour" else "puffy"
    if dress and dress.kind == "overall" and top is None:
        return "#efe6d2", "plain"
    if dress and dress.kind != "overall":
        short = dress.kind == "dress" and (traits.seed % 2 == 0 or traits.age == "child") and traits.age != "old"
        return dress.colour, "short" if short else "plain"
    if top and top.kind == "tee":
        return top.colour, "short"
    if top and top.kind != "vest":
        return top.colour, "plain"
    if top is None:
        return "", "bare"
    return "#efe6d2", "plain"  # a shirt under vest or overall


def draw_arm(
    pen: Pen, traits: Traits, bones: Skeleton, *, near: bool, hold: Callable[[Pen, Point, float], None] | None
) -> None:
    """Upper arm to hand; what the hand holds comes between palm and fingers."""
    shoulder, elbow, wrist = bones.near_arm if near else bones.far_arm
    thick = bones.measures.height * 0.01 * bones.measures.thick
    colour, cut = sleeve_of(traits)
    skin = skin_of(traits)
    skin, colour = (skin, colour) if near else (pen.shade(skin, 0.05), pen.shade(colour, 0.1) if colour else "")
    _hand(pen, elbow, wrist, thick, skin, near=near, hold=hold)
    if cut in ("bare", "short"):
        pen.limb([shoulder, elbow, toward(elbow, wrist, 1.02)], [thick * 6.0, thick * 4.9, thick * 3.7], skin, "skin")
        if cut == "short":
            pen.limb([shoulder, toward(shoulder, elbow, 0.62)], [thick * 7.4, thick * 8.2], colour, "cloth")
        return
    wide = {"wide": (7.6, 7.4, 11.0), "puffy": (9.4, 9.0, 7.6)}.get(cut, (6.6, 6.2, 5.2))
    pen.limb([shoulder, elbow, toward(elbow, wrist, 0.97)], [thick * w for w in wide], colour, "cloth")
    if near:
        pen.curve([toward(shoulder, elbow, 0.3), toward(shoulder, elbow, 0.8), toward(elbow, wrist, 0.3)],
            pen.shade(colour, 0.13), thick * 0.7)
    if cut == "metal":
        pen.oval(*shoulder, thick * 5.4, thick * 4.6, pen.tint(colour, 0.15), "body")
        pen.oval(*elbow, thick * 3.4, thick * 3.4, pen.tint(colour, 0.12), "body")
    elif cut != "puffy":
        _cuff(pen, elbow, wrist, thick * wide[2], pen.shade(colour, 0.2))


def _cuff(pen: Pen, elbow: Point, wrist: Point, width: float, colour: str) -> None:
    angle = math.degrees(math.atan2(wrist[0] - elbow[0], wrist[1] - elbow[1]))
    middle = toward(elbow, wrist, 0.93)
    pen.stroke([polar(middle, angle + 90, width * 0.4), polar(middle, angle - 90, width * 0.4)], colour, width * 0.26)


def _hand(
    pen: Pen, elbow: Point, wrist: Point, thick: float, skin: str, *, near: bool, hold: Callable[[Pen, Point, float],
        None] | None
) -> None:
    angle = math.degrees(math.atan2(wrist[0] - elbow[0], wrist[1] - elbow[1]))
    palm = polar(wrist, angle, thick * 2.4)
    if hold is not None:
        hold(pen, palm, thick)
    with pen.frame(at=wrist, turn=-angle, scale=thick * 1.15):
        thumb = 1.0
        if hold is None:
            pen.blob([(-1.7, -0.6), (1.7, -0.6), (2.2, 2.0), (1.5, 4.8), (0.1, 5.6), (-1.4, 4.9), (-2.1, 2.2)], skin,
                "skin")
            pen.limb([(thumb * 1.5, 1.0), (thumb * 3.0, 3.0)], [1.7, 1.2], skin, "skin")
            pen.curve([(0.1, 3.4), (0.15, 5.0)], pen.shade(skin, 0.16), 0.35)
        else:
            pen.blob([(-1.7, -0.6), (1.7, -0.6), (2.6, 1.8), (1.7, 4.2), (-1.4, 4.3), (-2.3, 2.0)], skin, "skin")
            pen.curve([(-1.2, 2.3), (0.4, 2.7), (1.8, 2.4)], pen.shade(skin, 0.18), 0.4)


def draw_leg(pen: Pen, traits: Traits, bones: Skeleton, *, near: bool) -> None:
    """Thigh to shoe; bare or stockinged legs are thinner than trousers."""
    hip, knee, ankle = bones.near_leg if near else bones.far_leg
    thick = bones.measures.height * 0.01 * bones.measures.thick
    colour, widths = _legwear(traits, thick)
    colour = colour if near else pen.shade(colour, 0.1)
    bottom = traits.worn("bottom")
    covered = bottom is not None and bottom.kind in ("trousers", "jeans", "shorts")
    if bottom is not None and bottom.kind == "shorts":
        _bare_leg(pen, traits, (hip, knee, ankle), thick, near=near)
        pen.limb([hip, toward(hip, knee, 0.96)], [thick * 9.4, thick * 8.6], colour, "cloth")
    elif covered or colour != skin_of(traits):
        pen.limb([hip, knee, ankle], widths, colour, "cloth")
    else:
        _bare_leg(pen, traits, (hip, knee, ankle), thick, near=near)
    _shoe(pen, traits, bones, (knee, ankle), near=near)


def _bare_leg(pen: Pen, traits: Traits, leg: tuple[Point, Point, Point], thick: float, *, near: bool) -> None:
    skin = skin_of(traits) if near else pen.shade(skin_of(traits), 0.06)
    hip, knee, ankle = leg
    calf = toward(knee, ankle, 0.35)
    pen.limb([hip, knee, calf, ankle], [thick * 7.6, thick * 5.0, thick * 4.9, thick * 3.2], skin, "skin")


def _legwear(traits: Traits, thick: float) -> tuple[str, list[float]]:
    dress, bottom = traits.worn("dress"), traits.worn("bottom")
    if dress and dress.kind in ("armour", "spacesuit"):
        puff = 1.3 if dress.kind == "spacesuit" else 1.0
        return dress.colour, [thick * 9.6 * puff, thick * 7.6 * puff, thick * 6.6 * puff]
    if dress and dress.kind == "overall":
        return dress.colour, [thick * 9.6, thick * 7.8, thick * 7.0]
    if bottom and bottom.kind != "skirt":
        return bottom.colour, [thick * 9.4, thick * 7.2, thick * 6.0]
    return skin_of(traits), [thick * 7.6, thick * 5.0, thick * 3.4]


def _shoe(pen: Pen, traits: Traits, bones: Skeleton, shin: tuple[Point, Point], *, near: bool) -> None:
    knee, ankle = shin
    feet, foot = traits.worn("feet"), bones.measures.foot
    thick = bones.measures.height * 0.01 * bones.measures.thick
    dress = traits.worn("dress")
    kind = feet.kind if feet else "barefoot"
    colour = feet.colour if feet and kind != "barefoot" else skin_of(traits)
    if dress and dress.kind in ("armour", "spacesuit"):
        kind, colour = "boots", pen.shade(dress.colour, 0.14)
    colour = colour if near else pen.shade(colour, 0.12)
    angle = math.degrees(math.atan2(ankle[0] - knee[0], ankle[1] - knee[1]))
    if kind == "boots":
        top = toward(knee, ankle, 0.34)
        pen.limb([top, ankle], [thick * 7.6, thick * 5.6], colour, "cloth")
        pen.limb([top, toward(knee, ankle, 0.5)], [thick * 8.4, thick * 8.0], pen.tint(colour, 0.1), "cloth")
    role: Role = "skin" if kind == "barefoot" else "cloth"
    sole = "#f4f1ea" if kind == "sneakers" else pen.shade(colour, 0.35)
    if bones.frontal:
        with pen.frame(at=ankle, scale=foot, flip=near):
            pen.blob([(-0.8, -0.7), (0.8, -0.7), (1.25, 0.5), (1.2, 1.0), (1.2, 1.0), (-0.85, 1.0), (-0.85, 1.0),
                (-1.0, 0.4)], colour, role)
            if kind == "sneakers":
                pen.stroke([(-0.8, 0.92), (1.15, 0.92)], sole, 0.34)
        return
    turn = -angle * (0.3 if abs(angle) < 12 else 0.85)
    with pen.frame(at=ankle, turn=turn, scale=foot):
        pen.blob([(-0.85, -0.7), (0.75, -0.75), (1.25, 0.0), (2.2, 0.3), (2.45, 0.72), (2.3, 1.0), (2.3, 1.0),
            (-0.95, 1.0), (-0.95, 1.0), (-1.0, 0.2)], colour, role)
        if role == "cloth":
            pen.stroke([(-0.9, 0.95), (2.25, 0.95)], sole, 0.34 if kind == "sneakers" else 0.2)


def draw_animal_tail(pen: Pen, traits: Traits, bones: Skeleton) -> None:
    """The tail of an animal in clothes, behind it."""
    m, coat = bones.measures, traits.fur
    species = SPECIES.get(traits.being)
    tail = species.tail if species else "thin" if traits.being == "monkey" else "none"
    x, y = bones.along(-0.05, -m.hip * 0.5)
    h = m.height
    if tail in ("bushy", "plume"):
        pen.limb([(x, y), (x - h * 0.2, y + h * 0.06), (x - h * 0.27, y - h * 0.16)], [h * 0.05, h * 0.13, h * 0.04],
            coat, "hair")
        if traits.being == "fox":
            pen.limb([(x - h * 0.262, y - h * 0.08), (x - h * 0.272, y - h * 0.17)], [h * 0.085, h * 0.03], "#f4ecdf",
                "hair")
    elif tail in ("thin", "curved", "tuft"):
        bare = traits.being in ("mouse", "rat")
        colour = pen.ink.mix(coat, "#dba29a", 0.6) if bare else coat
        points = [(x, y), (x - h * 0.16, y + h * 0.13), (x - h * 0.27, y + h * 0.05), (x - h * 0.26, y - h * 0.1)]
        pen.limb(points, [h * 0.03, h * 0.03, h * 0.028, h * 0.02], colour, "hair")


def draw_tail(pen: Pen, traits: Traits, bones: Skeleton) -> None:
    """A mermaid's tail instead of legs, its fluke sweeping to the front."""
    m = bones.measures
    knee = toward(bones.near_leg[1], bones.far_leg[1], 0.5)
    ankle = toward(bones.near_leg[2], bones.far_leg[2], 0.5)
    tail = next((g.colour for s, g in traits.dress if s == "bottom"), traits.belly or "#2f8a7c")
    end = (ankle[0] + m.height * 0.1, ankle[1] - m.foot)
    low = (knee[0] - m.height * 0.03, toward(knee, ankle, 0.55)[1])
    pen.limb([bones.along(0.14), toward(bones.pelvis, knee, 0.6), low, end], [m.hip * 2.05, m.hip * 1.95, m.hip * 1.2,
        m.hip * 0.42], tail, "body")
    light = pen.tint(tail, 0.22)
    with pen.frame(at=end, scale=m.height * 0.01, turn=-38):
        pen.blob([(0, -2.4), (6, -3), (17, -13), (17, -13), (14, -2), (18, 9), (18, 9), (7, 4), (0, 2.4)], light,
            "body")
        for y in (-8, -2, 4.5):
            pen.curve([(3, y * 0.15), (9, y * 0.45), (13, y * 0.85)], pen.shade(tail, 0.1), 0.7)
    for i in range(4):
        middle = toward(bones.pelvis, knee, 0.15 + i * 0.28)
        wide = m.hip * (0.72 - i * 0.08)
        pen.curve([(middle[0] - wide, middle[1]), (middle[0] - wide * 0.45, middle[1] + wide * 0.36),
            (middle[0], middle[1] + wide * 0.06), (middle[0] + wide * 0.45, middle[1] + wide * 0.36),
            (middle[0] + wide, middle[1])], pen.shade(tail, 0.15), m.height * 0.008)
