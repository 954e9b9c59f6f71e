"""Birds from the side, facing right: standing, walking, flying, swimming, asleep."""

from dataclasses import dataclass, replace

from storyvid.images.storyboard.figures.head import INK
from storyvid.images.storyboard.figures.headgear import draw_headgear
from storyvid.images.storyboard.figures.traits import Traits
from storyvid.images.storyboard.things.geometry import Point, polar, scallops
from storyvid.images.storyboard.things.pen import Pen


@dataclass(frozen=True, kw_only=True)
class Plumage:
    """A bird's build, in units; lengths of beak and tail in radii of head and body."""

    body: tuple[float, float]  # half length, half depth
    neck: float
    head: float
    leg: float
    beak: tuple[float, float]  # length, depth
    beak_colour: str = "#e0a03a"
    leg_colour: str = "#d98f35"
    tail: float = 0.9
    upright: float = 0.0  # degrees the breast is lifted
    hooked: bool = False
    webbed: bool = False
    comb: bool = False
    span: float = 2.2


_SMALL = Plumage(body=(5.4, 4.0), neck=1.6, head=3.0, leg=3.2, beak=(0.8, 0.42), upright=22)
BUILDS: dict[str, Plumage] = {
    "bird": _SMALL,
    "crow": replace(_SMALL, body=(9.6, 5.8), neck=3, head=4.2, leg=5, beak=(1.5, 0.62), beak_colour="#4a4650",
                    leg_colour="#4a4650", tail=1.2),
    "penguin": replace(_SMALL, body=(15, 9.4), neck=2, head=7.0, leg=2.4, beak=(0.8, 0.34), upright=76, webbed=True,
                       tail=0.3),
    "hen": replace(_SMALL, body=(10.5, 8.4), neck=7, head=4.0, leg=6.5, beak=(0.85, 0.55), comb=True, tail=1.0,
        upright=14),
    "duck": replace(_SMALL, body=(10.5, 6.0), neck=5.5, head=4.4, leg=4, beak=(1.25, 0.6), webbed=True, tail=0.7,
        upright=8),
    "swan": replace(_SMALL, body=(20, 11.0), neck=27, head=5.0, leg=8, beak=(1.5, 0.62), webbed=True, tail=0.6,
        upright=4,
                    leg_colour="#4a4650"),
    "owl": replace(_SMALL, body=(9.5, 7.6), neck=2, head=8.0, leg=2.4, beak=(0.4, 0.3), upright=62, hooked=True,
        tail=0.8),
    "eagle": replace(_SMALL, body=(16, 8.6), neck=6, head=6.0, leg=6.5, beak=(1.0, 0.72), upright=38, hooked=True,
        tail=1.1,
                     span=2.6),
}  # fmt: skip


def draw_bird(pen: Pen, traits: Traits, *, pose: str, expression: str, front: bool) -> None:
    """The bird facing right; an owl looks at the viewer."""
    build = BUILDS[traits.being]
    flying, swimming = pose in ("fly", "fall", "run", "raise", "dance"), pose == "swim" and build.webbed
    lift = 6.0 if pose in ("fly", "run") else build.upright * (0.2 if swimming or pose in ("sleep", "sit") else 1.0)
    if pose in ("eat", "bow", "cry"):
        lift -= 18
    rests = pose in ("sleep", "sit") or swimming
    if not flying and not rests:
        _legs(pen, build, walking=pose == "walk", lift=lift)
    elif pose == "raise" or pose == "dance":
        _legs(pen, build, walking=False, lift=lift)
    if flying:
        _wing_up(pen, traits, build, far=True)
    with pen.frame(turn=-lift):
        _body(pen, traits, build, wing=not flying)
    _head(pen, traits, build, lift=lift, expression="asleep" if pose == "sleep" else expression, flying=pose == "fly",
        nod=pose in ("eat", "bow", "cry", "sleep"), front=front)
    if flying:
        _wing_up(pen, traits, build, far=False)


def _body(pen: Pen, traits: Traits, b: Plumage, *, wing: bool) -> None:
    a, d = b.body
    coat = traits.fur
    tail = pen.shade(coat, 0.22)
    with pen.frame(at=(-a * 0.8, -d * 0.1), turn=20 if traits.being == "hen" else 0):
        if traits.being == "hen" and traits.gender == "male":
            for bend, tone in ((-1.1, "#2f4a3d"), (-0.7, "#3a5a48"), (-0.3, tail)):
                pen.limb([(0, 0), (-a * 0.7, bend * d * 1.2), (-a * 1.1, bend * d * 0.5)], [d * 0.5, d * 0.4,
                    d * 0.14], tone, "hair")
        else:
            pen.blob([(0, -d * 0.4), (0, -d * 0.4), (-a * b.tail, -d * 0.62), (-a * b.tail * 1.12, -d * 0.1),
                (-a * b.tail * 0.9, d * 0.25), (0, d * 0.4), (0, d * 0.4)], tail, "hair")
    pen.blob([(-a, -d * 0.25), (-a * 0.45, -d * 0.86), (a * 0.35, -d * 1.0), (a * 0.98, -d * 0.35),
        (a * 0.92, d * 0.45), (a * 0.2, d), (-a * 0.55, d * 0.72)], coat, "hair")
    belly = traits.belly or ("#c9562f" if traits.being == "bird" and traits.seed % 3 == 0 else _pale(pen, traits))
    if traits.being not in ("swan", "crow"):
        pen.blob([(a * 0.95, -d * 0.2), (a * 0.9, d * 0.45), (a * 0.2, d * 0.96), (-a * 0.4, d * 0.74),
            (a * 0.1, d * 0.42), (a * 0.55, d * 0.1)], belly, "shade")
    if wing:
        _folded_wing(pen, coat, a, d)


def _pale(pen: Pen, traits: Traits) -> str:
    return "#f4f1ea" if traits.being == "penguin" else pen.tint(traits.fur, 0.45)


def _folded_wing(pen: Pen, coat: str, a: float, d: float) -> None:
    tone = pen.shade(coat, 0.13)
    pen.blob([(a * 0.52, -d * 0.42), (a * 0.3, d * 0.34), (-a * 0.4, d * 0.42), (-a * 1.12, -d * 0.05),
        (-a * 1.12, -d * 0.05), (-a * 0.5, -d * 0.5), (a * 0.1, -d * 0.72)], tone, "hair")
    for t in (0.0, 0.3):
        pen.curve([(a * (0.15 - t), d * 0.1), (-a * (0.25 + t), d * 0.2), (-a * (0.62 + t * 0.5), d * 0.02)],
            pen.shade(coat, 0.28), d * 0.07)


def _wing_up(pen: Pen, traits: Traits, b: Plumage, *, far: bool) -> None:
    a, d = b.body
    coat = pen.shade(traits.fur, 0.2 if far else 0.1)
    root: Point = (a * 0.3, -d * 0.5)
    long = a * b.span
    with pen.frame(at=(root[0] + (a * 0.3 if far else 0), root[1]), turn=14 if far else -12):
        pen.blob(
            [(a * 0.28, d * 0.1), (a * 0.1, -long * 0.5), (-a * 0.3, -long), (-a * 0.3, -long),
                (-a * 0.7, -long * 0.84), (-a * 0.62, -long * 0.8), (-a * 0.62, -long * 0.8),
                (-a * 1.05, -long * 0.58),
             (-a * 0.88, -long * 0.52), (-a * 0.88, -long * 0.52), (-a * 1.2, -long * 0.3), (-a * 0.95,
                 -long * 0.22), (-a * 0.95, -long * 0.22), (-a * 1.05, d * 0.1), (-a * 0.5, d * 0.4)],
            coat, "hair",
        )  # fmt: skip
        pen.curve([(a * 0.1, -long * 0.1), (-a * 0.15, -long * 0.42), (-a * 0.4, -long * 0.7)], pen.tint(coat, 0.2),
            d * 0.1)


def _legs(pen: Pen, b: Plumage, *, walking: bool, lift: float) -> None:
    a, d = b.body
    for offset, swing, far in ((a * 0.16, 24, True), (-a * 0.1, -22, False)):
        angle = swing if walking else 0
        top: Point = (offset - a * lift * 0.004, d * 0.6)
        foot = polar(top, angle, b.leg + d * 0.5)
        tone = pen.shade(b.leg_colour, 0.18) if far else b.leg_colour
        wide = max(b.leg * 0.16, 0.55)
        pen.stroke([top, foot], tone, wide)
        if b.webbed:
            pen.poly([(foot[0] - b.leg * 0.2, foot[1] - wide * 0.4), (foot[0] + b.leg * 0.75, foot[1] + wide * 0.5),
                (foot[0] - b.leg * 0.35, foot[1] + wide * 0.5)], tone, "body")
        else:
            for toe in (-0.4, 0.34, 0.72):
                pen.stroke([foot, (foot[0] + b.leg * toe, foot[1] + wide * 0.3)], tone, wide * 0.8)


def _head(pen: Pen, traits: Traits, b: Plumage, *, lift: float, expression: str, flying: bool, nod: bool,
    front: bool) -> None:
    a, d = b.body
    coat = traits.fur
    chest = polar((0, 0), 90 + lift, a * 0.72)
    chest = (chest[0], chest[1] - d * 0.2)
    if traits.being == "owl":
        return _owl_head(pen, traits, b, expression, flying=flying)
    if b.neck > 15:
        joints = _long_neck(chest, b.neck, flying=flying, nod=nod)
        pen.limb(joints, [d * 0.95, b.head * 1.5, b.head * 1.3, b.head * 1.35], coat, "hair")
        head = joints[-1]
    else:
        angle = 150 if not flying else 112
        head = polar(chest, (70 if nod else angle) + (0 if nod else lift * 0.2), b.neck + b.head * 0.9)
        pen.limb([(chest[0] - a * 0.12, chest[1] + d * 0.1), head], [d * 1.25, b.head * 1.7], coat, "hair")
    with pen.frame(at=head, scale=b.head, turn=26 if nod else 0):
        _bird_face(pen, traits, b, expression)
        pen.head(1.4)
        draw_headgear(pen, traits, turn=0.0)


def _long_neck(chest: Point, neck: float, *, flying: bool, nod: bool) -> list[Point]:
    x, y = chest
    if flying:
        return [chest, (x + neck * 0.4, y - neck * 0.16), (x + neck * 0.8, y - neck * 0.2), (x + neck * 1.15,
            y - neck * 0.12)]
    if nod:
        return [chest, (x + neck * 0.3, y - neck * 0.5), (x + neck * 0.1, y - neck * 0.62), (x - neck * 0.18,
            y - neck * 0.34)]
    return [chest, (x + neck * 0.34, y - neck * 0.42), (x + neck * 0.02, y - neck * 0.86), (x + neck * 0.3,
        y - neck * 1.12)]


def _bird_face(pen: Pen, traits: Traits, b: Plumage, expression: str) -> None:
    long, deep = b.beak
    colour = b.beak_colour
    pale = "#f4f1ea" if traits.being == "eagle" else traits.fur
    if b.comb:
        size = 1.25 if traits.gender == "male" else 1.0
        pen.blob([(-0.7 * size, -0.7), (-0.8 * size, -1.35 * size), (-0.35, -1.1 * size), (-0.1, -1.6 * size),
            (0.2, -1.15 * size), (0.5 * size, -1.45 * size), (0.6, -0.7)], "#c23a32", "body")
        pen.oval(0.75, 0.85, 0.26, 0.42, "#c23a32", "body")
    if b.hooked:
        pen.blob([(0.7, -0.42), (1.1 + long * 0.5, -0.3), (0.95 + long, 0.3), (0.85 + long, 0.62),
            (0.85 + long, 0.62), (0.7 + long * 0.5, 0.3), (0.7, 0.42)], colour, "body")
    elif b.webbed:
        pen.blob([(0.7, -0.3), (0.75 + long * 0.4, -0.2), (0.8 + long, 0.06), (0.86 + long, 0.24), (0.7 + long * 0.6,
            0.4), (0.6, 0.46)], colour, "body")
        if traits.being == "swan":
            pen.blob([(0.55, -0.4), (0.95, -0.24), (1.0, 0.1), (0.6, 0.2)], "#2f2b30", "detail")
    else:
        pen.poly([(0.75, -deep * 0.75), (0.85 + long, 0.12), (0.75, deep)], colour, "body")
    pen.oval(0, 0, 1.0, 0.96, pale, "hair")
    if not b.hooked:
        pen.stroke([(0.98, 0.14), (0.82 + long * 0.8, 0.16)], pen.shade(colour, 0.3), 0.07)
    x, y = 0.36, -0.2
    if expression == "asleep":
        pen.curve([(x - 0.2, y), (x, y + 0.12), (x + 0.2, y)], INK, 0.09)
        return
    pen.oval(x, y, 0.25, 0.26, "#f3e3b0" if traits.being in ("crow", "eagle", "hen") else "#fbf6ea", "detail")
    pen.oval(x + 0.03, y, 0.16, 0.18, "#1c171a", "detail")
    pen.oval(x + 0.09, y - 0.07, 0.06, 0.06, "#ffffff", "detail")
    if expression == "angry" or b.hooked:
        pen.stroke([(x - 0.3, y - 0.34), (x + 0.36, y - 0.16)], pen.shade(traits.fur, 0.35), 0.13)


def _owl_head(pen: Pen, traits: Traits, b: Plumage, expression: str, *, flying: bool) -> None:
    coat = traits.fur
    at = (b.body[0] * 1.05, -b.body[1] * 0.5) if flying else (b.body[0] * 0.42, -b.body[0] * 0.98)
    with pen.frame(at=at, scale=b.head):
        pen.head()
        pen.blob([(-0.9, -0.4), (-0.95, -1.12), (-0.95, -1.12), (-0.4, -0.86), (0.4, -0.86), (0.95, -1.12),
            (0.95, -1.12), (0.9, -0.4), (1.02, 0.2), (0.6, 0.8), (-0.6, 0.8), (-1.02, 0.2)], coat, "hair")
        pen.blob(scallops(0, 0.02, 0.86, 0.66, 8, 0.06), pen.tint(coat, 0.5), "shade")
        for side in (-0.4, 0.4):
            if expression == "asleep":
                pen.curve([(side - 0.22, 0.0), (side, 0.12), (side + 0.22, 0.0)], INK, 0.08)
                continue
            pen.oval(side, -0.05, 0.34, 0.34, "#e9b73f", "detail")
            pen.oval(side, -0.05, 0.2, 0.22, "#1c171a", "detail")
            pen.oval(side + 0.08, -0.13, 0.07, 0.07, "#ffffff", "detail")
        pen.blob([(-0.13, 0.16), (0.13, 0.16), (0.02, 0.5), (0.02, 0.5)], "#d9a03a", "detail")
