"""Frames: dark near things at the picture's edges that lead the eye in and give depth."""

from math import cos, pi, sin

from storyvid.images.storyboard import brush
from storyvid.images.storyboard.colour import mix, shade
from storyvid.images.storyboard.crowd import Box, face_of
from storyvid.images.storyboard.resting import Stood
from storyvid.images.storyboard.stage import Stage


def _tone(stage: Stage, colour: str) -> str:
    return mix(shade(colour, 0.55), stage.palette.dark, 0.45)


def leaves_above(stage: Stage, *, side: int = 0) -> None:
    """Boughs with leaves hanging in from the top; `side` -1, 1 or both (0)."""
    rng = stage.rng
    tone, bare = _tone(stage, stage.palette.leaf_dark), stage.vision.season == "winter"
    for corner in (-1, 1) if side == 0 else (side,):
        for at in range(4):
            root = (stage.width * (0.5 + corner * 0.62), (-0.06 + 0.022 * at) * stage.height)
            reach = stage.width * rng.uniform(0.3, 0.52) * (1 - at * 0.1)
            _leafy_bough(stage, root, -corner, reach, tone=mix(tone, stage.palette.leaf, 0.09 * (3 - at)), bare=bare)


def _leafy_bough(
    stage: Stage, root: tuple[float, float], way: int, reach: float, *, tone: str, bare: bool = False
) -> None:
    """A drooping bough that grows `way` (-1 left, 1 right), thick with leaves."""
    rng, ink = stage.rng, stage.air(0.0)
    droop = reach * rng.uniform(0.22, 0.5)
    while reach > stage.width * 0.12 and _covers(stage, root[0] + way * reach, root[1] + droop, stage.width * 0.06):
        reach, droop = reach * 0.85, droop * 0.85
    tip = (root[0] + way * reach, root[1] + droop)
    blades = [brush.bough(*root, *tip, stage.width * 0.016, bow=-0.14 * way)]
    for step in range(15 if not bare else 6):
        share = 0.1 + 0.9 * step / (15 if not bare else 6)
        x = root[0] + (tip[0] - root[0]) * share
        y = root[1] + (tip[1] - root[1]) * share - 0.14 * reach * 2 * share * (1 - share)
        for lean in (-0.85, 0.25, 1.1):
            angle = (0.0 if way > 0 else pi) + (lean + rng.uniform(-0.3, 0.3) + 0.25) * way
            long = stage.width * rng.uniform(0.045, 0.078)
            if _covers(stage, x, y, long):
                continue
            blades.append(brush.leaf(x, y, long, angle, plump=0.34 if not bare else 0.06))
    stage.put("foreground", ink.shape("".join(blades), tone, role="shade"))


def trunk_beside(stage: Stage, *, side: int) -> None:
    """A near trunk at one edge, with roots and a bough."""
    rng, ink, tone = stage.rng, stage.air(0.0), _tone(stage, stage.palette.wood)
    x = stage.width * (0.5 + side * rng.uniform(0.475, 0.5))
    wide = stage.width * rng.uniform(0.11, 0.16)
    d = brush.trunk(rng, x, stage.height * 1.12, -0.32 * stage.height, wide, lean=side * stage.width * 0.01)
    _leafy_bough(stage, (x, stage.height * 0.06), -side, stage.width * 0.46, tone=_tone(stage, stage.palette.leaf_dark))
    stage.put("foreground", stage._shadow(d, 0.0), ink.shape(d, tone, role="shade"))
    for share in (-0.22, 0.05, 0.25):
        stage.put(
            "foreground",
            ink.line(
                f"M{x + wide * share:.1f} {stage.height * rng.uniform(0.1, 0.4):.1f}q"
                f"{wide * 0.12:.1f} {stage.height * 0.1:.1f} {-wide * 0.05:.1f} "
                f"{stage.height * 0.22:.1f}",
                mix(tone, stage.palette.wood, 0.3),
                width=wide * 0.035,
            ),
        )


def grass_below(stage: Stage, *, colour: str | None = None) -> None:
    """Tall dark grass along the bottom, high in the corners and low in the middle."""
    rng, ink = stage.rng, stage.air(0.0)
    tone = _tone(stage, colour or stage.palette.leaf_dark)
    for row, lift in ((0, 0.12), (1, 0.0)):
        blades = []
        for x in stage.across(30):
            edge = min(abs(x / stage.width - 0.5) * 2, 1.3)
            tall = stage.height * (0.045 + 0.10 * edge**2.2) * rng.uniform(0.7, 1.25)
            blades.append(brush.tuft(rng, x, stage.height * 1.06, tall + stage.height * 0.06, blades=5))
        mound = brush.hills(
            rng,
            stage.left,
            stage.right,
            stage.height * (1.02 + 0.02 * row),
            amplitude=stage.height * 0.018,
            bottom=stage.bottom,
            waves=4,
        )
        colour_now = mix(tone, stage.palette.leaf, lift)
        stage.put("foreground", ink.shape("".join(blades) + mound, colour_now, role="shade"))


def rocks_below(stage: Stage, *, colour: str | None = None) -> None:
    """Boulders in the lower corners."""
    rng, ink, base = stage.rng, stage.air(0.0), _tone(stage, colour or stage.palette.rock)
    for side in (-1, 1):
        for at in range(3):
            wide = stage.width * rng.uniform(0.28, 0.42) * (1 - at * 0.2)
            x = stage.width * (0.5 + side * (0.52 - 0.04 * at + rng.uniform(0, 0.06)))
            outline, facet = brush.rock(
                rng, x, stage.height * (1.03 + 0.02 * at), wide, stage.height * rng.uniform(0.06, 0.13)
            )
            stage.put(
                "foreground",
                stage._shadow(outline, 0.0),
                ink.shape(outline, base, role="shade"),
                ink.shape(facet, mix(base, stage.palette.rock, 0.25), role="shade"),
            )


def curtain(stage: Stage, *, side: int) -> None:
    """A heavy curtain gathered at one edge of a room."""
    ink, tone, rng = stage.air(0.0), _tone(stage, stage.palette.accent), stage.rng
    edge, reach = stage.width * (0.5 + side * 0.85), stage.width * rng.uniform(0.42, 0.5)
    tie = stage.height * rng.uniform(0.5, 0.6)
    inner = edge - side * reach
    d = (
        f"M{edge:.1f} {-0.3 * stage.height:.1f}H{inner - side * 40:.1f}C{inner:.1f} {tie * 0.5:.1f} "
        f"{inner + side * reach * 0.1:.1f} {tie * 0.8:.1f} {edge - side * reach * 0.72:.1f} {tie:.1f}"
        f"C{inner + side * reach * 0.16:.1f} {tie * 1.2:.1f} {inner + side * reach * 0.1:.1f} {stage.height:.1f} "
        f"{inner + side * reach * 0.12:.1f} {stage.bottom:.1f}H{edge:.1f}z"
    )
    stage.put("foreground", stage._shadow(d, 0.0), ink.shape(d, tone, role="shade"))
    for share in (0.25, 0.45, 0.65, 0.82):
        x = inner + side * reach * share
        stage.put(
            "foreground",
            ink.line(
                f"M{x - side * 20:.1f} {-0.2 * stage.height:.1f}Q{x + side * reach * 0.1:.1f} {tie * 0.6:.1f} "
                f"{edge - side * reach * (0.72 - share * 0.4):.1f} {tie:.1f}Q{x + side * reach * 0.06:.1f} "
                f"{tie * 1.3:.1f} "
                f"{x + side * reach * 0.06:.1f} {stage.bottom:.1f}",
                mix(tone, stage.palette.accent, 0.3),
                width=stage.width * 0.008,
            ),
        )
    stage.put(
        "foreground",
        ink.shape(brush.blob(rng, edge - side * reach * 0.72, tie, 26, 15), stage.palette.lamp, role="detail"),
    )


def archway(stage: Stage, *, colour: str | None = None) -> None:
    """We look in through a dark arch."""
    ink, tone = stage.air(0.0), _tone(stage, colour or stage.palette.rock)
    w, h = stage.width, stage.height
    spring, inset = h * 0.26, w * 0.045
    d = (
        f"M{stage.left:.1f} {-0.3 * h:.1f}H{stage.right:.1f}V{stage.bottom:.1f}H{w - inset:.1f}V{spring:.1f}"
        f"C{w - inset:.1f} {h * 0.1:.1f} {w * 0.75:.1f} {h * 0.025:.1f} {w / 2:.1f} {h * 0.02:.1f}"
        f"C{w * 0.25:.1f} {h * 0.025:.1f} {inset:.1f} {h * 0.1:.1f} {inset:.1f} {spring:.1f}V{stage.bottom:.1f}"
        f"H{stage.left:.1f}z"
    )
    stage.put("foreground", stage._shadow(d, 0.0), ink.shape(d, tone, role="shade"))


def cavern(stage: Stage) -> None:
    """A cave's mouth all around, with stalactites."""
    rng, ink = stage.rng, stage.air(0.0)
    w, h = stage.width, stage.height
    for inset, share in ((0.10, 0.22), (0.03, 0.0)):
        tone = mix(_tone(stage, stage.palette.rock), stage.palette.rock, share)
        rim = []
        for at in range(22):
            angle = pi * (0.92 + 1.16 * at / 21)
            jag = rng.uniform(0.9, 1.06) * (0.9 if at % 3 == 1 else 1.0)
            rim.append(
                (w / 2 + cos(angle) * w * (0.56 - inset) * jag, h * 0.56 + sin(angle) * h * (0.56 - inset) * jag)
            )
        inner = "L".join(f"{x:.1f} {y:.1f}" for x, y in rim)
        d = (
            f"M{stage.left:.1f} {-0.3 * h:.1f}H{stage.right:.1f}V{stage.bottom:.1f}H{rim[-1][0] + 40:.1f}L"
            + "L".join(reversed(inner.split("L")))
            + f"L{rim[0][0] - 40:.1f} {stage.bottom:.1f}H{stage.left:.1f}z"
        )
        stage.put("foreground", stage._shadow(d, 0.0), ink.shape(d, tone, role="shade"))


def reeds(stage: Stage, *, side: int) -> None:
    """Reeds and bulrushes at one side."""
    rng, ink, tone = stage.rng, stage.air(0.0), _tone(stage, stage.palette.leaf_dark)
    for _ in range(16):
        x = stage.width * (0.5 + side * rng.uniform(0.34, 0.62))
        tall, lean = stage.height * rng.uniform(0.14, 0.34), rng.uniform(-0.1, 0.1) - side * 0.05
        tip = (x + lean * stage.width, stage.height * 1.02 - tall)
        stage.put("foreground", ink.shape(brush.bough(x, stage.height * 1.05, *tip, 15, bow=0.06), tone, role="shade"))
        if rng.random() < 0.4:
            stage.put(
                "foreground", ink.ellipse(tip[0], tip[1] + 18, 9, 34, mix(tone, stage.palette.wood, 0.5), role="shade")
            )


def framed(stage: Stage, kinds: tuple[str, ...]) -> None:
    """Says which frames suit the setting; one is drawn when everyone has their place (`put_frames`)."""
    stage.frames = kinds


def put_frames(stage: Stage, placed: list[Stood]) -> None:
    """One of the setting's frames, chosen by the take, where it hides no face; the side away from the group first."""
    comp, kinds = stage.composition, stage.frames
    if not kinds:
        return
    away = -1 if comp.side > 0 else 1
    if comp.shot.name == "close" or len(stage.vision.actors) > 2:  # no one is hidden behind a tree
        kinds = tuple(kind for kind in kinds if kind not in ("trunk", "curtain", "reeds")) or kinds
    stage.kept_clear = tuple(_wider(face, stage) for stood in placed for face in _faces(stood))
    for kind in kinds[comp.frame % len(kinds)].split("+"):
        _put(stage, kind, away)


def _put(stage: Stage, kind: str, away: int) -> None:
    match kind:
        case "leaves":
            leaves_above(stage, side=-away if stage.composition.frame % 2 else 0)
        case "trunk" if side := _free_side(stage, away, 0.17):
            trunk_beside(stage, side=side)
        case "grass" if not stage.snowy and _free_below(stage, 0.87):
            grass_below(stage)
        case "rocks":
            rocks_below(stage)
        case "curtain" if side := _free_side(stage, away, 0.14):
            curtain(stage, side=side)
        case "arch" if _free_sides(stage, 0.06):
            archway(stage)
        case "cavern" if _free_sides(stage, 0.12):
            cavern(stage)
        case "reeds" if side := _free_side(stage, away, 0.14):
            reeds(stage, side=side)


def _faces(stood: Stood) -> list[Box]:
    """Where its heads are; none of one seen from behind."""
    if stood.shaded:
        return []
    return [(x - r, y - r, x + r, y + r) for x, y, r in stood.heads] or [face_of(stood)]


def _wider(face: Box, stage: Stage) -> Box:
    """The face with some air round it."""
    air = stage.width * 0.03
    return face[0] - air, face[1] - air, face[2] + air, face[3]


def _free_side(stage: Stage, wanted: int, share: float) -> int:
    """The wanted side, else the other, where no face lies within that share of the width from the edge; 0: neither."""
    for side in (wanted, -wanted):
        inner = stage.width * (1 - share if side > 0 else share)
        if all(face[2] < inner if side > 0 else face[0] > inner for face in stage.kept_clear):
            return side
    return 0


def _free_sides(stage: Stage, share: float) -> bool:
    return all(_free_side(stage, side, share) == side for side in (-1, 1))


def _free_below(stage: Stage, share: float) -> bool:
    return all(face[3] < stage.height * share for face in stage.kept_clear)


def _covers(stage: Stage, x: float, y: float, reach: float) -> bool:
    """Whether a mark that long, rooted there, would lie over a face."""
    return any(
        face[0] - reach < x < face[2] + reach and face[1] - reach < y < face[3] + reach for face in stage.kept_clear
    )
