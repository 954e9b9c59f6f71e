"""Four-legged animals: trunk, legs and tail in a pose, seen from the side and facing right."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from storyvid.images.storyboard.colour import lightness
from storyvid.images.storyboard.figures.animal_heads import draw_animal_head, draw_profile
from storyvid.images.storyboard.figures.headgear import draw_headgear
from storyvid.images.storyboard.figures.species import SPECIES, Species
from storyvid.images.storyboard.figures.traits import Traits
from storyvid.images.storyboard.things.geometry import Point, polar, scallops, toward
from storyvid.images.storyboard.things.pen import Pen

Leg3 = tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class Gait:
    """Angles of fore legs (upper, lower) and hind legs (thigh, shank, foot), 0 down, 90 forward; `pitch` lifts it."""

    fore_near: tuple[float, float] = (3, -3)
    fore_far: tuple[float, float] = (12, 2)
    hind_near: Leg3 = (14, -26, 2)
    hind_far: Leg3 = (26, -22, 6)
    pitch: float = 0.0
    nod: float = 0.0  # the neck, downward
    lying: bool = False
    rest: str = "ground"


_REAR = Gait(fore_near=(96, 40), fore_far=(120, 60), hind_near=(44, -40, 10), hind_far=(58, -34, 16), pitch=56, nod=34)
GAITS: dict[str, Gait] = {
    "stand": Gait(),
    "walk": Gait(fore_near=(26, 10), fore_far=(-14, -34), hind_near=(-8, -44, -22), hind_far=(36, -10, 10)),
    "run": Gait(fore_near=(58, 40), fore_far=(80, 56), hind_near=(-34, -72, -62), hind_far=(-16, -58, -50), pitch=5,
        nod=14),
    "sit": Gait(fore_near=(2, -2), fore_far=(10, 2), hind_near=(74, -62, 84), hind_far=(84, -56, 86), pitch=46,
        nod=18),
    "sleep": Gait(lying=True, nod=66),
    "lie": Gait(lying=True, nod=4),
    "raise": _REAR,
    "leap": Gait(fore_near=(74, 30), fore_far=(96, 48), hind_near=(-42, -66, -58), hind_far=(-22, -52, -46), pitch=17,
        nod=-4),
    "eat": Gait(nod=78),
    "climb": Gait(fore_near=(120, 80), fore_far=(140, 100), hind_near=(40, -40, 10), hind_far=(10, -50, -10),
        pitch=48, nod=20),
    "fall": Gait(fore_near=(60, 100), fore_far=(90, 110), hind_near=(60, 20, 60), hind_far=(90, 40, 70), pitch=-150,
        rest="air"),
}
_LIKE = {
    "hold": "stand", "point": "stand", "wave": "raise", "hug": "raise", "read": "sit", "dance": "leap", "fly": "run",
    "swim": "walk", "ride": "stand", "bow": "eat", "cry": "sit", "kneel": "sit",
}  # fmt: skip


def draw_quadruped(pen: Pen, traits: Traits, *, pose: str, expression: str, front: bool) -> None:
    """The animal facing right; `front` turns its head to the viewer."""
    species = SPECIES[traits.being]
    if species.hoofed and pose in ("sit", "read", "cry", "kneel"):
        pose = "lie"  # hoofed animals fold their legs, they do not sit up
    gait = GAITS.get(pose, GAITS[_LIKE.get(pose, "stand")])
    _Beast(pen, traits, species, gait, expression, front).draw()


def _drop(angles: Sequence[float], shares: Sequence[float]) -> float:
    return sum(math.cos(math.radians(angle)) * share for angle, share in zip(angles, shares, strict=True))


class _Beast:
    """One animal being drawn; all parts share its measures, gait and colours."""

    def __init__(self, pen: Pen, traits: Traits, species: Species, gait: Gait, expression: str, front: bool) -> None:
        self.pen, self.traits, self.s, self.gait = pen, traits, species, gait
        self.expression, self.front = expression, front
        self.coat = traits.fur
        self.pale = traits.belly or (pen.tint(traits.fur, 0.5) if species.pale else pen.tint(traits.fur, 0.12))
        self.hip: Point = (0.0, 0.0)
        self.breast = polar(self.hip, 90 + gait.pitch, species.length * 0.8)

    def draw(self) -> None:
        self._tail()
        if not self.gait.lying:
            self._fore(self.gait.fore_far, far=True)
            self._hind(self.gait.hind_far, far=True)
        self._neck_and_head(behind=True)
        self._trunk()
        if self.gait.lying:
            self._folded()
        else:
            self._hind(self.gait.hind_near, far=False)
            self._fore(self.gait.fore_near, far=False)
        self._neck_and_head(behind=False)

    def _trunk(self) -> None:
        s, pen = self.s, self.pen
        back, middle = polar(self.hip, self.gait.pitch - 90, s.loin * 0.12), toward(self.hip, self.breast, 0.5)
        middle = polar(middle, self.gait.pitch, s.loin * 0.05)
        ahead = polar(self.breast, 90 + self.gait.pitch, s.chest * 0.1)
        waist = (s.chest + s.loin) / 2 * (0.94 if s.loin < s.chest * 0.8 else 1.06)
        if s.coat == "wool":
            self._wool(middle)
            return
        pen.limb([back, middle, ahead], [s.loin * 1.12, waist, s.chest * 1.04], self.coat, "hair")
        if s.pale:
            under = [polar(p, self.gait.pitch, w * 0.41) for p, w in ((toward(self.hip, self.breast, 0.3), waist),
                (middle, waist), (toward(self.hip, self.breast, 1.0), s.chest))]
            pen.limb(under, [s.loin * 0.06, waist * 0.17, s.chest * 0.14], pen.ink.mix(self.coat, self.pale, 0.6),
                "shade")
        self._marking()

    def _wool(self, middle: Point) -> None:
        s = self.s
        with self.pen.frame(at=middle, turn=-self.gait.pitch):
            self.pen.blob(scallops(0, 0, s.length * 0.62, s.chest * 0.62, 11, 0.13), self.coat, "hair")
            for x, y in ((-0.3, -0.15), (0.05, 0.12), (0.3, -0.2), (-0.1, -0.34), (-0.38, 0.2), (0.36, 0.22)):
                cx, cy, r = x * s.length, y * s.chest, s.chest * 0.1
                self.pen.curve([(cx - r, cy), (cx, cy + r), (cx + r, cy), (cx + r * 0.4, cy - r * 0.6)],
                    self.pen.shade(self.coat, 0.12), s.chest * 0.035)

    def _spines(self, middle: Point) -> None:
        s, dark = self.s, self.pen.shade(self.coat, 0.2)
        with self.pen.frame(at=middle, turn=-self.gait.pitch):
            ring = []
            for i in range(21):
                angle = math.radians(158 + i * 9.6)
                reach = 1.16 if i % 2 else 0.96
                ring.append((math.cos(angle) * s.length * 0.84 * reach - s.length * 0.14,
                    math.sin(angle) * s.chest * 0.94 * reach + s.chest * 0.16))
            self.pen.poly([*ring, (s.length * 0.42, s.chest * 0.36), (-s.length * 0.72, s.chest * 0.36)], dark, "hair")
            for x, y in ((-0.3, -0.2), (-0.05, -0.35), (0.2, -0.2), (-0.15, 0.0), (0.1, 0.05), (0.3, 0.02),
                (-0.38, 0.08)):
                self.pen.stroke([(x * s.length, y * s.chest), (x * s.length - 1.1, y * s.chest - 1.3)],
                    self.pen.tint(self.coat, 0.4), 0.4)

    def _marking(self) -> None:
        s, pen, pitch = self.s, self.pen, self.gait.pitch
        dark = pen.shade(self.coat, 0.34)
        patch = "#f3ede2" if lightness(self.coat) < 0.8 else "#4f3d34"
        for i in range(5 if self.traits.marking else 0):
            middle = toward(self.hip, self.breast, 0.05 + i * 0.24)
            if self.traits.marking == "stripes":
                top = polar(middle, 180 + pitch, s.loin * 0.5)
                pen.limb([top, polar(middle, 200 + pitch, s.loin * 0.05)], [s.loin * 0.13, s.loin * 0.03], dark,
                    "shade")
            elif self.traits.marking == "spots":
                pen.oval(*polar(middle, 180 + pitch + (30 if i % 2 else -40), s.loin * 0.22), s.loin * 0.08,
                    s.loin * 0.07, pen.tint(self.coat, 0.55), "shade")
            elif i % 2 == 0:
                spot = polar(middle, 150 + pitch + i * 20, s.loin * 0.14)
                size = s.loin * (0.26 if i != 2 else 0.2)
                pen.blob([(spot[0] + dx * size, spot[1] + dy * size) for dx, dy in ((-1, -0.3), (-0.2, -0.9),
                    (0.9, -0.6), (1.1, 0.3), (0.2, 0.8), (-0.8, 0.6))], patch, "shade")

    def _reach(self) -> float:
        return self.s.withers - max(self.s.chest, self.s.loin) * 0.5

    def _fore_length(self) -> float:
        """How long the fore legs must be for the lower foot to stand where the hind feet stand."""
        if self.gait.rest == "air":
            return self._reach()
        drop = max(_drop(angles, (0.5, 0.5)) for angles in (self.gait.fore_near, self.gait.fore_far))
        root = self.breast[1] + self.s.chest * 0.12
        ground = self._ground()
        if drop < 0.6 or self.gait.pitch > 50:
            return self._reach()
        return (ground - root) / drop

    def _ground(self) -> float:
        shares = (0.36, 0.36, 0.3) if self._squats() else (0.4, 0.36, 0.3)
        long = self._reach() * 1.16
        return self.s.loin * 0.04 + long * max(_drop(angles, shares) for angles in (self.gait.hind_near,
            self.gait.hind_far))

    def _squats(self) -> bool:
        return self.gait.pitch > 40 and self.gait.hind_near[2] > 60

    def _fore(self, angles: tuple[float, float], *, far: bool) -> None:
        s = self.s
        root = (self.breast[0], self.breast[1] + s.chest * 0.12)
        root = (root[0] + (s.leg * 0.5 if far else -s.leg * 0.3), root[1])
        long = self._fore_length()
        elbow = polar(root, angles[0], long * 0.5)
        paw = polar(elbow, angles[1], long * 0.5)
        tone = self.pen.shade(self.coat, 0.16) if far else self.coat
        self.pen.limb([root, elbow, paw], [s.leg * 1.75, s.leg * 1.08, s.leg * 0.76], tone, "hair")
        self._foot(elbow, paw, tone, far=far)

    def _hind(self, angles: Leg3, *, far: bool) -> None:
        s = self.s
        root = (self.hip[0], self.hip[1] + s.loin * 0.04)
        root = (root[0] + (s.leg * 0.6 if far else -s.leg * 0.1), root[1])
        long = self._reach() * 1.16
        folded = self._squats()
        knee = polar(root, angles[0], long * (0.4 if not folded else 0.36))
        hock = polar(knee, angles[1], long * 0.36)
        paw = polar(hock, angles[2], long * 0.3)
        tone = self.pen.shade(self.coat, 0.16) if far else self.coat
        widths = [s.loin * 0.7, s.leg * 1.5, s.leg * 0.86, s.leg * 0.78]
        self.pen.limb([root, knee, hock, paw], widths, tone, "hair")
        if not far:
            self.pen.curve([polar(root, angles[0] + 60, s.loin * 0.26), polar(knee, 100, s.leg * 0.5),
                toward(knee, hock, 0.4)], self.pen.shade(self.coat, 0.14), s.leg * 0.14)
        self._foot(hock, paw, tone, far=far, flat=folded)

    def _foot(self, above: Point, paw: Point, tone: str, *, far: bool, flat: bool = False) -> None:
        s = self.s
        angle = math.degrees(math.atan2(paw[0] - above[0], paw[1] - above[1]))
        if s.socks:
            self.pen.limb([toward(above, paw, 0.3), paw], [s.leg * 0.9, s.leg * 0.86], "#3d2c28", "hair")
            tone = "#3d2c28"
        if s.hoofed:
            with self.pen.frame(at=paw, turn=-angle * 0.8, scale=s.leg):
                self.pen.poly([(-0.4, -0.25), (0.42, -0.25), (0.62, 0.5), (-0.5, 0.5)],
                    "#4a3d38" if not far else "#3d332f", "body")
            return
        with self.pen.frame(at=paw, turn=0 if flat or abs(angle) < 40 else -angle * 0.8, scale=s.leg):
            self.pen.blob([(-0.5, -0.3), (0.3, -0.4), (0.95, 0.0), (1.05, 0.4), (1.0, 0.46), (-0.48, 0.46),
                (-0.56, 0.3)], tone, "hair")
            self.pen.stroke([(0.6, 0.12), (0.62, 0.42)], self.pen.shade(tone, 0.25), 0.09)

    def _folded(self) -> None:
        s, pen = self.s, self.pen
        low = s.loin * 0.5
        pen.oval(self.hip[0] + s.loin * 0.12, self.hip[1] + s.loin * 0.1, s.loin * 0.52, s.loin * 0.46,
            pen.shade(self.coat, 0.05), "hair")
        pen.limb([(self.hip[0] - s.loin * 0.1, low - s.leg * 0.4), (self.hip[0] + s.loin * 0.75, low - s.leg * 0.4)],
            [s.leg * 0.9, s.leg * 0.9], self.coat, "hair")
        x, y = self.breast
        pen.limb([(x - s.chest * 0.1, y + s.chest * 0.2), (x + s.chest * 0.3, low - s.leg * 0.5), (x + s.chest * 0.95,
            low - s.leg * 0.4)], [s.leg * 1.4, s.leg, s.leg * 0.9], self.coat, "hair")

    def _neck_and_head(self, *, behind: bool) -> None:
        s, gait, pen = self.s, self.gait, self.pen
        angle = min(s.neck_angle + gait.nod - gait.pitch * 0.35, 168 if not gait.lying else 104)
        root = polar(self.breast, 180 + gait.pitch, s.chest * 0.16)
        head = polar(root, 180 - angle, s.neck + s.chest * 0.26)
        if behind == (s.coat != "wool"):
            return
        neck = self.coat if s.coat != "wool" else pen.shade(self.coat, 0.06)
        pen.limb([polar(self.breast, gait.pitch - 10, s.chest * 0.04), toward(root, head, 0.45), head],
            [s.chest * 0.92, max(s.chest * 0.56, s.skull * 1.5), s.skull * 1.55], neck, "hair")
        if s.mane == "crest":
            self._crest(root, head)
        elif s.mane == "lion":
            pen.blob(scallops(head[0] - s.skull * 0.4, head[1] + s.skull * 0.45, s.skull * 1.7, s.skull * 1.85, 11,
                0.12), "#8a4f26", "hair")
        elif s.coat == "spines":
            self._spines(toward(self.hip, self.breast, 0.45))
        nod = (angle - s.neck_angle) * 0.4
        with pen.frame(at=head, turn=-4 + (nod if not gait.lying else 6), scale=s.skull):
            if self.front or self.traits.being == "cat":
                draw_animal_head(pen, self.traits, turn=0.3 if self.front else 0.9, expression=self.expression)
            else:
                draw_profile(pen, self.traits, s, self.pale, expression=self.expression)
            draw_headgear(pen, self.traits, turn=0.0)
            pen.head(1.4)
        self._worn(root, head)

    def _crest(self, root: Point, head: Point) -> None:
        s, pen = self.s, self.pen
        mane = self.traits.hair if self.traits.being != "unicorn" else "#c9b3dc"
        mane = mane if self.traits.being in ("unicorn", "pony") else pen.shade(self.coat, 0.4)
        dx, dy = head[0] - root[0], head[1] - root[1]
        size = math.hypot(dx, dy) or 1.0
        nx, ny = dy / size, -dx / size  # to the back of the neck
        edge = [(root[0] + dx * t + nx * s.skull * w, root[1] + dy * t + ny * s.skull * w) for t, w in ((1.2, 0.2),
            (1.05, 1.05), (0.7, 1.0), (0.4, 1.25), (0.02, 1.5), (0.0, 0.95), (0.35, 0.4), (0.7, 0.2), (1.0, 0.1))]
        pen.blob(edge, mane, "hair")

    def _worn(self, root: Point, head: Point) -> None:
        for slot in ("neck", "over"):
            worn = self.traits.worn(slot)  # type: ignore[arg-type]
            if worn is not None and slot == "neck":
                middle = toward(root, head, 0.4)
                self.pen.limb([(middle[0] - self.s.skull * 0.8, middle[1] - self.s.skull * 0.1),
                    (middle[0] + self.s.skull * 0.7, middle[1] + self.s.skull * 0.7)], [self.s.skull * 0.5] * 2,
                    worn.colour, "cloth")

    def _tail(self) -> None:
        s, pen, coat = self.s, self.pen, self.coat
        base = polar(self.hip, self.gait.pitch - 104, s.loin * 0.52)
        low = self.gait.lying or self.gait.pitch > 30
        k = s.length * 0.01
        match s.tail:
            case "bushy":
                end = (base[0] - 26 * k, base[1] + (10 if low else 38) * k)
                pen.limb([base, (base[0] - 20 * k, base[1] + (4 if low else 10) * k), end], [7 * k, 15 * k, 5 * k],
                    pen.shade(coat, 0.08), "hair")
            case "plume" if self.traits.being == "squirrel":
                pen.limb([base, (base[0] - 38 * k, base[1] - 30 * k), (base[0] - 26 * k, base[1] - 112 * k),
                    (base[0] - 62 * k, base[1] - 128 * k)], [18 * k, 52 * k, 56 * k, 24 * k], pen.tint(coat, 0.08),
                    "hair")
            case "plume":
                mid, end = (base[0] - 34 * k, base[1] + (6 if low else 12) * k), (base[0] - 66 * k,
                    base[1] + (10 if low else 22) * k)
                pen.limb([base, mid, end], [8 * k, 26 * k, 8 * k], coat, "hair")
                pen.limb([toward(mid, end, 0.5), toward(mid, end, 1.04)], [17 * k, 5 * k], "#f4ecdf", "hair")
            case "thin" if self.traits.being in ("mouse", "rat"):
                pen.curve([base, (base[0] - 40 * k, base[1] + 20 * k), (base[0] - 80 * k, base[1] + 8 * k),
                    (base[0] - 110 * k, base[1] + 22 * k)], pen.ink.mix(coat, "#dba29a", 0.6), 7 * k)
            case "thin":
                up = -1.0 if not low else 0.3 if self.gait.lying else -0.25
                pen.limb([base, (base[0] - 30 * k, base[1] + 14 * k * up), (base[0] - 46 * k, base[1] + 52 * k * up),
                    (base[0] - 34 * k, base[1] + 82 * k * up)], [9 * k, 9 * k, 9 * k, 7 * k], coat, "hair")
            case "curved":
                pen.limb([base, (base[0] - 20 * k, base[1] - 12 * k), (base[0] - 18 * k, base[1] - 40 * k)],
                    [10 * k, 8 * k, 4 * k], coat, "hair")
            case "tuft":
                end = (base[0] - 14 * k, base[1] + (20 if low else 54) * k)
                pen.limb([base, (base[0] - 13 * k, base[1] + 14 * k), end], [5 * k, 4 * k, 3 * k], coat, "hair")
                pen.oval(end[0], end[1], 4.4 * k, 7.5 * k, pen.shade(coat, 0.42), "hair")
            case "hair":
                mane = "#c9b3dc" if self.traits.being == "unicorn" else pen.shade(coat, 0.4)
                end = (base[0] - 40 * k, base[1] + 12 * k) if low else (base[0] - 18 * k, base[1] + 66 * k)
                pen.limb([base, (base[0] - 18 * k, base[1] + (2 if low else 16) * k), end],
                    [7 * k, 15 * k, 8 * k], mane, "hair")
            case "curly":
                pen.curve([base, (base[0] - 8 * k, base[1] - 8 * k), (base[0] - 2 * k, base[1] - 13 * k),
                    (base[0] - 3 * k, base[1] - 3 * k), (base[0] - 15 * k, base[1] - 8 * k)], pen.shade(coat, 0.1),
                    3.4 * k)
            case "puff":
                pen.oval(base[0] - 3 * k, base[1] + 4 * k, s.loin * 0.22, s.loin * 0.2, pen.tint(coat, 0.4), "hair")
            case "stub":
                pen.limb([base, (base[0] - 8 * k, base[1] + 7 * k)], [8 * k, 5 * k], coat, "hair")
