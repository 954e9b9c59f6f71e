"""Clothes that follow the body: bodice and skirt, tunic, coat, armour, apron, belt, collar, patterns."""

from storyvid.images.storyboard.figures.limbs import skin_of
from storyvid.images.storyboard.figures.skeleton import Skeleton
from storyvid.images.storyboard.figures.traits import Garment, Traits
from storyvid.images.storyboard.things.geometry import Point, hull, toward
from storyvid.images.storyboard.things.pen import Pen


def draw_clothes(pen: Pen, traits: Traits, bones: Skeleton, *, back: bool = False) -> None:
    """Trunk and skirts from the skin out."""
    dress, top, bottom, over = (traits.worn(slot) for slot in ("dress", "top", "bottom", "over"))
    main = dress or top
    if bottom and bottom.kind == "skirt":
        reach = {"short": 0.8, "knee": 1.02, "long": 1.9}.get(bottom.pattern, 1.6)
        _skirt(pen, bones, bottom, reach=reach, flare=0.06 if reach < 1.1 else 0.10)
    elif bottom and not dress:
        _trunk(pen, bones, bottom.colour, upper=0.4)
    if main is None:
        _trunk(pen, bones, skin_of(traits), role="skin")
        if traits.being == "mermaid":
            _shells(pen, bones)
    else:
        _main(pen, traits, bones, main, back=back)
    if over and over.kind == "coat":
        _coat(pen, traits, bones, over, back=back)
    apron = traits.worn("apron")
    if apron and not back:
        _apron(pen, traits, bones, apron)


def draw_neck(pen: Pen, traits: Traits, bones: Skeleton) -> None:
    """Neck, collar, scarf and necklace, under the head."""
    m, skin = bones.measures, pen.shade(skin_of(traits), 0.1)
    base = bones.along(0.96)
    pen.limb([base, toward(base, bones.head, 0.6)], [m.head * 0.78, m.head * 0.72], skin, "skin")
    dress, top, neck, over = (traits.worn(slot) for slot in ("dress", "top", "neck", "over"))
    main = dress or top
    if main and main.kind in ("dress", "gown"):
        pen.blob([bones.along(1.03, -m.head * 0.46), bones.along(1.03, m.head * 0.5), bones.along(0.84,
            m.head * 0.06)], skin, "skin")
    if main and main.kind in ("shirt", "vest", "tunic", "overall") and not (neck and neck.kind == "scarf"):
        _collar(pen, bones, pen.tint(main.colour, 0.35) if main.kind != "vest" else "#f3ecdc")
    if main and main.kind == "tee":
        pen.limb([bones.along(1.03, -m.head * 0.42), bones.along(0.97, m.head * 0.05), bones.along(1.03,
            m.head * 0.48)], [m.head * 0.16] * 3, pen.shade(main.colour, 0.18), "cloth")
    if over and over.kind == "coat":
        _collar(pen, bones, pen.shade(over.colour, 0.2))
    if neck is None:
        return
    if neck.kind == "scarf":
        _scarf(pen, bones, neck)
    elif neck.kind == "necklace":
        pen.curve([bones.along(1.02, -m.head * 0.5), bones.along(0.84, m.head * 0.06), bones.along(1.02,
            m.head * 0.55)], neck.colour, m.head * 0.1)
        pen.oval(*bones.along(0.83, m.head * 0.06), m.head * 0.12, m.head * 0.13, "#b03048", "detail")
    elif neck.kind == "tie":
        pen.poly([bones.along(0.98, -m.head * 0.1), bones.along(0.98, m.head * 0.2), bones.along(0.5, m.head * 0.22),
            bones.along(0.44, m.head * 0.05), bones.along(0.5, -m.head * 0.1)], neck.colour, "cloth")
    else:
        pen.limb([bones.along(1.0, -m.head * 0.5), bones.along(0.94, m.head * 0.05), bones.along(1.0, m.head * 0.5)],
            [m.head * 0.4] * 3, neck.colour, "cloth")


def _main(pen: Pen, traits: Traits, bones: Skeleton, main: Garment, *, back: bool) -> None:
    if main.kind == "rags" and not traits.worn("bottom"):
        _trunk(pen, bones, skin_of(traits), role="skin")
    reach, flare = _cut(traits, main)
    if reach:
        ragged = main.kind == "rags" or main.pattern == "patched" and main.kind == "tunic"
        _skirt(pen, bones, main, reach=reach, flare=flare, ragged=ragged)
    _trunk(pen, bones, main.colour, lower=0.2 if reach else -0.16, loose=1.18 if main.kind in ("robe", "spacesuit",
        "sweater", "hoodie") else 1.06 if main.kind == "tee" else 1.0)
    _finish(pen, traits, bones, main, back=back)


def _cut(traits: Traits, main: Garment) -> tuple[float, float]:
    """How far down the leg a garment reaches (0 hip, 1 knee, 2 ankle) and how wide it swings."""
    if main.kind in ("dress", "gown"):
        reach = 1.9 if main.kind == "gown" or traits.being in ("queen", "old woman", "princess") else 1.62
        reach = 1.3 if traits.age == "child" else reach
        if main.pattern in ("short", "knee"):
            return (0.85 if main.pattern == "short" else 1.04), 0.08
        return (1.9 if main.pattern == "long" else reach), 0.135
    return {"robe": (1.88, 0.07), "tunic": (0.78, 0.05), "rags": (0.95, 0.05), "armour": (0.42, 0.045)}.get(main.kind,
        (0.0, 0.0))


def _finish(pen: Pen, traits: Traits, bones: Skeleton, main: Garment, *, back: bool) -> None:
    m = bones.measures
    _pattern(pen, bones, main)
    if main.kind in ("tunic", "rags", "robe", "armour"):
        _belt(pen, bones, "#5a3f2a" if main.kind != "robe" else main.accent, 0.3, buckle=main.kind != "rags")
    elif main.kind in ("dress", "gown"):
        _belt(pen, bones, main.accent if traits.seed % 3 else pen.shade(main.colour, 0.25), 0.34, buckle=False)
    if back:
        return
    if main.kind == "vest":
        mid = m.waist * 0.14
        pen.poly([bones.along(1.0, mid - m.head * 0.3), bones.along(1.0, mid + m.head * 0.34), bones.along(0.42,
            mid)], "#f3ecdc", "cloth")
        _buttons(pen, bones, (0.34, 0.2, 0.06), main.accent)
    elif main.kind == "armour":
        pen.curve([bones.along(0.95, m.waist * 0.12), bones.along(0.6, m.waist * 0.2), bones.along(0.36,
            m.waist * 0.12)], pen.tint(main.colour, 0.4), m.height * 0.012)
        pen.curve([bones.along(0.74, -m.waist * 0.7), bones.along(0.6, 0), bones.along(0.74, m.waist * 0.8)],
            pen.shade(main.colour, 0.25), m.height * 0.009)
    elif main.kind == "spacesuit":
        at = bones.along(0.62, m.waist * 0.15)
        pen.box(at[0] - m.waist * 0.5, at[1] - m.waist * 0.3, m.waist, m.waist * 0.62, "#b6bec6", "detail")
        pen.oval(at[0] - m.waist * 0.2, at[1], m.waist * 0.13, m.waist * 0.13, "#c8413a", "detail")
        pen.oval(at[0] + m.waist * 0.22, at[1], m.waist * 0.13, m.waist * 0.13, "#3f7ab0", "detail")
    elif main.kind == "overall":
        plain = Garment(kind="shirt", colour="#efe6d2", accent="#efe6d2")
        for side in (-0.5, 0.62):
            pen.stroke([bones.along(1.0, side * m.shoulder * 0.8), bones.along(0.62, side * m.waist)],
                pen.shade(main.colour, 0.16), m.height * 0.022)
        pen.poly([bones.along(1.02, -m.shoulder * 0.8), bones.along(1.02, m.shoulder * 0.8), bones.along(0.68,
            m.shoulder * 0.74), bones.along(0.68, -m.shoulder * 0.72)], (traits.worn("top") or plain).colour, "cloth")
    elif main.kind == "hoodie":
        _hoodie(pen, bones, main)
    elif main.kind in ("shirt", "tunic") and main.pattern == "":
        _buttons(pen, bones, (0.84, 0.66, 0.48), pen.shade(main.colour, 0.35))


def _hoodie(pen: Pen, bones: Skeleton, hoodie: Garment) -> None:
    """Its pocket, and the hood that lies on the shoulders with its two strings."""
    m, tone = bones.measures, pen.shade(hoodie.colour, 0.16)
    mid = 0.0 if bones.frontal else m.waist * 0.2
    pen.poly([bones.along(0.36, mid - m.waist * 0.42), bones.along(0.36, mid + m.waist * 0.42), bones.along(0.08,
        mid + m.waist * 0.72), bones.along(0.08, mid - m.waist * 0.72)], tone, "cloth")
    pen.limb([bones.along(1.04, -m.head * 0.62), bones.along(0.93, mid * 0.4), bones.along(1.04, m.head * 0.68)],
        [m.head * 0.42] * 3, tone, "cloth")
    for side in (-0.16, 0.2):
        pen.stroke([bones.along(0.9, mid + m.head * side), bones.along(0.66, mid + m.head * side * 1.1)], "#f2ede2",
            m.height * 0.009)


def trunk_outline(bones: Skeleton, *, upper: float = 1.0, lower: float = -0.16, loose: float = 1.0) -> list[Point]:
    """The trunk's outline from `lower` to `upper` of the spine, `loose` times as wide as the body."""
    m = bones.measures
    depth = (1.0 if bones.frontal else 0.86) * loose
    sides = [(1.05, m.shoulder * 0.42), (0.99, m.shoulder * 0.94), (0.8, m.shoulder * 0.98), (0.38, m.waist),
        (0.06, m.hip), (-0.16, m.hip * 0.9)]
    kept = [(share, half) for share, half in sides if lower <= share <= upper + 0.06]
    right = [bones.along(share, half * depth) for share, half in kept]
    left = [bones.along(share, -half * depth) for share, half in reversed(kept)]
    return [*right, *left]


def _trunk(pen: Pen, bones: Skeleton, colour: str, *, upper: float = 1.0, lower: float = -0.16, loose: float = 1.0,
    role: str = "cloth") -> None:
    outline = trunk_outline(bones, upper=upper, lower=lower, loose=loose)
    pen.blob(outline, colour, role)  # type: ignore[arg-type]
    if upper == 1.0:
        m = bones.measures
        depth = (1.0 if bones.frontal else 0.86) * loose
        shadow = [bones.along(0.86, -m.shoulder * 0.9 * depth), bones.along(0.4, -m.waist * depth),
            bones.along(max(lower, 0.0), -m.hip * 0.96 * depth), bones.along(max(lower, 0.0), -m.hip * 0.55 * depth),
            bones.along(0.4, -m.waist * 0.62 * depth)]
        pen.blob(shadow, pen.shade(colour, 0.08), "shade")


def _leg_point(leg: tuple[Point, Point, Point], reach: float) -> Point:
    return toward(leg[0], leg[1], reach) if reach <= 1 else toward(leg[1], leg[2], reach - 1)


def _skirt(pen: Pen, bones: Skeleton, garment: Garment, *, reach: float, flare: float, ragged: bool = False) -> None:
    m = bones.measures
    swing = m.height * flare
    near, far = _leg_point(bones.near_leg, reach), _leg_point(bones.far_leg, reach)
    depth = 1.0 if bones.frontal else 0.86
    waist = [bones.along(0.36, -m.waist * depth), bones.along(0.36, m.waist * depth)]
    hips = [bones.along(0.05, -m.hip * 1.02 * depth), bones.along(0.05, m.hip * 1.02 * depth)]
    knees = [(knee[0] + s * m.hip * 0.42, knee[1]) for knee in (bones.near_leg[1], bones.far_leg[1]) for s in (-1,
        1)] if reach > 1 else []
    back, front = min(near, far), max(near, far)
    hem = [(back[0] - swing * 1.05 - m.hip * 0.25, back[1]), (front[0] + swing * 0.85 + m.hip * 0.25, front[1])]
    low = [((back[0] + front[0]) / 2, max(back[1], front[1]) + m.height * (0.012 if flare > 0.06 else 0.002))]
    ring = hull([*waist, *hips, *knees, *hem, *low])
    corners = set(hem)
    points = [p for point in ring for p in ((point, point) if point in corners else (point,))]
    if ragged:
        points = _ragged(points, hem, low[0], m.height * 0.03)
        pen.poly(points, garment.colour, "cloth")
    else:
        pen.blob(points, garment.colour, "cloth")
    _folds(pen, bones, garment, hem, low[0], banded=not ragged and flare > 0.06)


def _ragged(points: list[Point], hem: list[Point], low: Point, depth: float) -> list[Point]:
    upper = [p for p in points if p != low and p not in hem]
    left, right = hem
    jags = [(left[0] + (right[0] - left[0]) * i / 8,
        left[1] + (right[1] - left[1]) * i / 8 + (depth if i % 2 else -depth * 0.6)) for i in range(9)]
    return [*sorted(upper, key=lambda p: p[0])[::-1], *jags] if upper else jags


def _folds(pen: Pen, bones: Skeleton, garment: Garment, hem: list[Point], low: Point, *, banded: bool) -> None:
    m, dark = bones.measures, pen.shade(garment.colour, 0.14)
    for share, top in ((0.22, -0.5), (0.5, 0.05), (0.76, 0.5)):
        foot = toward(hem[0], hem[1], share)
        start = bones.along(0.2, top * m.waist)
        pen.curve([toward(start, foot, 0.25), toward(start, foot, 0.6), toward(start, foot, 0.93)], dark,
            m.height * 0.009)
    if banded:
        lift = m.height * 0.022
        pen.curve([(hem[0][0] + lift * 0.5, hem[0][1] - lift * 0.8), (low[0], low[1] - lift), (hem[1][0] - lift * 0.5,
            hem[1][1] - lift * 0.8)], garment.accent, m.height * 0.02)


def _coat(pen: Pen, traits: Traits, bones: Skeleton, coat: Garment, *, back: bool) -> None:
    m = bones.measures
    _skirt(pen, bones, coat, reach=0.92, flare=0.035)
    _trunk(pen, bones, coat.colour, lower=0.0, loose=1.08)
    if back:
        return
    inner = (traits.worn("top") or traits.worn("dress") or coat).colour
    inner = "#efe6d2" if inner == coat.colour else inner
    mid = 0.0 if bones.frontal else m.waist * 0.22
    pen.poly([bones.along(1.03, mid - m.head * 0.34), bones.along(1.03, mid + m.head * 0.36), bones.along(0.46, mid)],
        inner, "cloth")
    tone = pen.shade(coat.colour, 0.22)
    hem = toward(_leg_point(bones.near_leg, 0.92), _leg_point(bones.far_leg, 0.92), 0.6)
    pen.stroke([bones.along(0.46, mid), bones.along(0.0, mid), hem], tone, m.height * 0.011)
    for side in (-1, 1):
        pen.poly([bones.along(1.03, mid + side * m.head * 0.3), bones.along(0.8, mid + side * m.head * 0.62),
            bones.along(0.46, mid)], tone, "cloth")
    _buttons(pen, bones, (0.36, 0.2, 0.04), "#d9b24a", across=mid - m.waist * 0.2)


def _apron(pen: Pen, traits: Traits, bones: Skeleton, apron: Garment) -> None:
    m = bones.measures
    mid = 0.0 if bones.frontal else m.waist * 0.2
    low = toward(_leg_point(bones.near_leg, 1.2), _leg_point(bones.far_leg, 1.2), 0.55)
    wide = m.hip * 0.85
    pen.blob([bones.along(0.34, mid - m.waist * 0.62), bones.along(0.34, mid - m.waist * 0.62), bones.along(0.34,
        mid + m.waist * 0.62), bones.along(0.34, mid + m.waist * 0.62), (low[0] + wide, low[1] - m.height * 0.02),
        (low[0] + mid * 0.4, low[1] + m.height * 0.015), (low[0] - wide, low[1] - m.height * 0.02)], apron.colour,
        "cloth")
    bib = [bones.along(0.36, mid - m.waist * 0.55), bones.along(0.82, mid - m.waist * 0.42), bones.along(0.82,
        mid + m.waist * 0.42), bones.along(0.36, mid + m.waist * 0.55)]
    if traits.gender == "male" or traits.seed % 2:
        pen.poly(bib, apron.colour, "cloth")
    _belt(pen, bones, pen.shade(apron.colour, 0.14), 0.34, buckle=False)
    pen.curve([(low[0] - wide * 0.3, low[1] - m.height * 0.06), (low[0] - wide * 0.35, low[1] - m.height * 0.12)],
        pen.shade(apron.colour, 0.14), m.height * 0.008)


def _belt(pen: Pen, bones: Skeleton, colour: str, share: float, *, buckle: bool) -> None:
    m = bones.measures
    half = (m.waist + (m.hip - m.waist) * 0.2) * (1.0 if bones.frontal else 0.86)
    pen.curve([bones.along(share, -half * 0.97), bones.along(share - 0.045, half * 0.1), bones.along(share,
        half * 0.97)], colour, m.height * 0.026)
    if buckle:
        at = bones.along(share - 0.045, half * (0.0 if bones.frontal else 0.3))
        size = m.height * 0.017
        pen.box(at[0] - size, at[1] - size, size * 2, size * 2, "#d9b24a", "detail")


def _buttons(pen: Pen, bones: Skeleton, shares: tuple[float, ...], colour: str, across: float | None = None) -> None:
    m = bones.measures
    side = across if across is not None else 0.0 if bones.frontal else m.waist * 0.24
    for share in shares:
        pen.oval(*bones.along(share, side), m.height * 0.0085, m.height * 0.0085, colour, "detail")


def _collar(pen: Pen, bones: Skeleton, colour: str) -> None:
    m = bones.measures
    mid = 0.0 if bones.frontal else m.head * 0.16
    for side in (-1, 1):
        pen.poly([bones.along(1.07, mid + side * m.head * 0.42), bones.along(0.92, mid + side * m.head * 0.46),
            bones.along(0.95, mid + side * m.head * 0.04)], colour, "cloth")


def _scarf(pen: Pen, bones: Skeleton, scarf: Garment) -> None:
    m = bones.measures
    pen.limb([bones.along(0.92, -m.head * 0.2), bones.along(0.5, -m.head * 0.5)], [m.head * 0.4, m.head * 0.52],
        pen.shade(scarf.colour, 0.1), "cloth")
    pen.limb([bones.along(1.04, -m.head * 0.6), bones.along(0.94, m.head * 0.1), bones.along(1.04, m.head * 0.66)],
        [m.head * 0.42] * 3, scarf.colour, "cloth")


def _shells(pen: Pen, bones: Skeleton) -> None:
    m = bones.measures
    for side in (-0.42, 0.5):
        pen.oval(*bones.along(0.68, side * m.shoulder), m.shoulder * 0.4, m.shoulder * 0.34, "#c98ab0", "cloth")


def _pattern(pen: Pen, bones: Skeleton, garment: Garment) -> None:
    m = bones.measures
    if garment.pattern in ("striped", "checked"):
        for share in (0.2, 0.38, 0.56, 0.74):
            half = m.waist + (m.shoulder - m.waist) * max(0.0, share - 0.4)
            half *= 0.95 if bones.frontal else 0.82
            pen.curve([bones.along(share, -half), bones.along(share - 0.02, 0), bones.along(share, half)],
                garment.accent, m.height * 0.014)
    if garment.pattern == "checked":
        for across in (-0.5, 0.05, 0.55):
            pen.stroke([bones.along(0.9, across * m.waist), bones.along(0.05, across * m.waist)], garment.accent,
                m.height * 0.008)
    if garment.pattern in ("spotted", "starred", "patched"):
        spots = ((0.72, -0.4), (0.62, 0.4), (0.3, -0.1), (-0.15, -0.6), (-0.25, 0.5), (-0.5, 0.0), (-0.75, -0.8),
            (-0.8, 0.7))
        reach = 8 if garment.kind in ("dress", "gown", "robe") else 3
        for share, across in spots[: min(reach, 3) if garment.pattern == "patched" else reach]:
            _spot(pen, bones.along(share, across * m.waist), m.height * 0.016, garment)


def _spot(pen: Pen, at: Point, size: float, garment: Garment) -> None:
    if garment.pattern == "patched":
        tone = pen.ink.mix(garment.colour, garment.accent, 0.5)
        pen.poly([(at[0] - size * 1.5, at[1] - size), (at[0] + size * 1.3, at[1] - size * 1.3), (at[0] + size * 1.5,
            at[1] + size * 1.2), (at[0] - size * 1.2, at[1] + size * 1.4)], tone, "cloth")
    elif garment.pattern == "starred":
        star = [(at[0] + x * size, at[1] + y * size) for x, y in ((0, -1.3), (0.35, -0.35), (1.3, 0), (0.35, 0.35),
            (0, 1.3), (-0.35, 0.35), (-1.3, 0), (-0.35, -0.35))]
        pen.poly(star, "#f0d27a", "detail")
    else:
        pen.oval(*at, size * 0.8, size * 0.8, garment.accent, "detail")
