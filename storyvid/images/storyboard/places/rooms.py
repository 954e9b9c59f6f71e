"""Dwelling rooms: room, kitchen, bedroom, workshop."""

from storyvid.images.storyboard import brush, frames
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.figures.words import ANIMALS, being_of
from storyvid.images.storyboard.ink import Ink
from storyvid.images.storyboard.places.interiors import (
    hearth,
    lamplight,
    picture,
    rug,
    shelf,
    table,
    walls,
    window,
)
from storyvid.images.storyboard.stage import Stage


def _off(stage: Stage) -> int:
    return -1 if stage.composition.side > 0 else 1


def room(stage: Stage) -> None:
    """A parlour: window or hearth, picture, shelf, rug, table."""
    rng, width, height, horizon, palette = stage.rng, stage.width, stage.height, stage.horizon, stage.palette
    walls(stage, palette.wall, floor=mix(palette.wood, "#b98555", 0.45))
    side, plan = _off(stage), rng.choice(("window", "hearth", "both"))
    if plan != "hearth":
        window(stage, width * (0.5 + side * 0.26), horizon - height * 0.13, width * 0.27, height * 0.23)
    if plan != "window":
        hearth(
            stage, width * (0.5 - side * 0.3) if plan == "both" else width * (0.5 + side * 0.25), horizon, height * 0.22
        )
    shelf(
        stage,
        width * (0.5 - side * 0.22),
        horizon - height * (0.34 if plan == "both" else 0.24),
        width * 0.26,
        height * 0.05,
    )
    picture(stage, width * (0.5 + side * 0.02), horizon - height * rng.uniform(0.32, 0.38))
    rug(stage, palette.accent)
    if rng.random() < 0.6:
        table(
            stage,
            width * (0.5 + side * 0.36),
            horizon + height * 0.09,
            width * 0.36,
            height * 0.11,
            laid=("#e8dcc4", palette.accent),
        )
    frames.framed(stage, ("curtain", "none", "none", "curtain", "none", "none", "none"))
    lamplight(stage)


def kitchen(stage: Stage) -> None:
    """Hearth with cauldron or oven, shelves of pots, herbs, a laid table."""
    rng, width, height, horizon, palette = stage.rng, stage.width, stage.height, stage.horizon, stage.palette
    walls(stage, mix(palette.wall, "#e8d2a8", 0.4), floor=mix("#b0704f", palette.wood, 0.2), boards=rng.random() < 0.4)
    side = _off(stage)
    hearth(stage, width * (0.5 + side * 0.27), horizon, height * 0.25)
    if rng.random() < 0.7:
        window(stage, width * (0.5 - side * 0.25), horizon - height * 0.15, width * 0.22, height * 0.17)
    else:
        shelf(stage, width * (0.5 - side * 0.26), horizon - height * 0.18, width * 0.36, height * 0.05)
    shelf(stage, width * (0.5 - side * 0.2), horizon - height * 0.36, width * 0.5, height * 0.05)
    ink = stage.air(0.03)
    for x in stage.across(9):
        y, kind = -0.01 * height, rng.choice(("herbs", "pan", "garlic"))
        stage.put("mid", ink.line(f"M{x:.1f} {-0.3 * height:.1f}V{y + height * 0.05:.1f}", palette.dark, width=3))
        _hanging(stage, ink, x, y + height * 0.05, kind)
    table(
        stage,
        width * (0.5 - side * 0.34),
        horizon + height * 0.10,
        width * 0.46,
        height * 0.12,
        laid=("#e8dcc4", "#c8703f", "#8a9a5a"),
    )
    frames.framed(stage, ("none", "none", "none", "none", "curtain", "none", "arch"))
    lamplight(stage)


def _hanging(stage: Stage, ink: Ink, x: float, y: float, kind: str) -> None:
    size = stage.height * 0.03
    if kind == "pan":
        stage.put(
            "mid",
            ink.ellipse(x, y + size, size * 0.8, size * 0.8, "#b87040"),
            ink.ellipse(x, y + size, size * 0.55, size * 0.55, shade("#b87040", 0.25), role="shade"),
        )
    elif kind == "herbs":
        leaves = "".join(brush.leaf(x, y, size * 1.7, 1.57 + lean, plump=0.3) for lean in (-0.5, -0.2, 0.1, 0.4))
        stage.put("mid", ink.shape(leaves, stage.palette.leaf_dark, role="shade"))
    else:
        stage.put(
            "mid",
            *(
                ink.ellipse(x + dx * size, y + dy * size, size * 0.3, size * 0.3, "#f0e6d2")
                for dx, dy in ((0, 0.2), (-0.2, 0.6), (0.2, 0.9), (-0.1, 1.3))
            ),
        )


def bedroom(stage: Stage) -> None:
    """A four-poster or cottage bed, window with moon, rug, candle."""
    rng, width, height, horizon, palette = stage.rng, stage.width, stage.height, stage.horizon, stage.palette
    walls(stage, palette.wall, floor=mix(palette.wood, "#a87a5a", 0.4))
    side = _off(stage)
    window(stage, width * (0.5 - side * 0.2), horizon - height * 0.13, width * 0.25, height * 0.24)
    if not someone_sleeps(stage):
        put_bed(stage, width * (0.5 + side * 0.3), horizon + height * 0.07, width * 0.62, posts=rng.random() < 0.6)
    picture(stage, width * (0.5 + side * 0.12), horizon - height * 0.38)
    rug(stage, palette.accent)
    frames.framed(stage, ("curtain", "none", "none", "none", "none", "curtain", "none"))
    lamplight(stage)


def someone_sleeps(stage: Stage) -> bool:
    """Whether a person lies asleep here, who then brings a bed."""
    return any(
        actor.pose == "sleep" and being_of(words[-1] if (words := actor.name.split()) else "") not in ANIMALS
        for actor in stage.vision.actors
    )


def put_bed(stage: Stage, x: float, base: float, wide: float, *, posts: bool) -> None:
    """A bed seen from its side, with or without a canopy."""
    ink, palette, rng = stage.air(0.02), stage.palette, stage.rng
    wood, quilt, tall = mix(palette.wood, palette.dark, 0.08), palette.accent, stage.height * 0.11
    left, right = x - wide / 2, x + wide / 2
    if posts:
        up = base - stage.height * 0.44
        stage.put(
            "far",
            *(
                ink.shape(brush.box(px, up, wide * 0.035, stage.height * 0.44), wood)
                for px in (left, right - wide * 0.035)
            ),
        )
        stage.put(
            "far",
            ink.shape(
                f"M{left - wide * 0.05:.1f} {up:.1f}h{wide * 1.1:.1f}v{tall * 0.5:.1f}"
                + "".join(f"q{-wide * 0.055:.1f} {tall * 0.4:.1f} {-wide * 0.11:.1f} 0" for _ in range(10))
                + "z",
                shade(quilt, 0.15),
            ),
        )
        for edge, way in ((left, 1), (right, -1)):
            stage.put(
                "far",
                ink.shape(
                    f"M{edge:.1f} {up + tall * 0.3:.1f}h{way * wide * 0.16:.1f}q{-way * wide * 0.02:.1f} "
                    f"{tall * 1.6:.1f} {-way * wide * 0.1:.1f} {tall * 2:.1f}q{way * wide * 0.06:.1f} {tall:.1f} "
                    f"{way * wide * 0.02:.1f} {tall * 1.6:.1f}h{-way * wide * 0.08:.1f}z",
                    quilt,
                    role="cloth",
                ),
            )
    stage.put(
        "mid",
        ink.shape(
            f"M{left:.1f} {base:.1f}v{-tall * 1.9:.1f}q{wide * 0.03:.1f} {-tall * 0.5:.1f} {wide * 0.06:.1f} "
            f"0v{tall * 1.9:.1f}z",
            wood,
        ),
        ink.shape(brush.box(left, base - tall * 0.75, wide, tall * 0.62), "#efe4d2"),
        ink.shape(brush.blob(rng, left + wide * 0.18, base - tall * 0.98, wide * 0.13, tall * 0.3), "#faf3e6"),
        ink.shape(
            f"M{left + wide * 0.3:.1f} {base - tall * 0.85:.1f}q{wide * 0.3:.1f} {-tall * 0.4:.1f} "
            f"{wide * 0.7:.1f} 0v{tall * 0.8:.1f}"
            f"h{-wide * 0.72:.1f}q{wide * 0.05:.1f} {-tall * 0.4:.1f} {wide * 0.02:.1f} {-tall * 0.8:.1f}z",
            quilt,
            role="cloth",
        ),
        ink.shape(brush.box(right - wide * 0.05, base - tall * 1.2, wide * 0.05, tall * 1.2), wood),
    )
    for at in range(5):
        px = left + wide * (0.42 + 0.12 * at)
        stage.put(
            "mid",
            ink.shape(
                brush.star(px, base - tall * 0.5, tall * 0.16, points=4, waist=0.45), tint(quilt, 0.45), role="shade"
            ),
        )


def workshop(stage: Stage) -> None:
    """Bench, tools on the wall, shelves, window."""
    rng, width, height, horizon, palette = stage.rng, stage.width, stage.height, stage.horizon, stage.palette
    walls(stage, mix(palette.wall, palette.wood, 0.35), floor=mix(palette.wood, "#8a6a4a", 0.5))
    side = _off(stage)
    window(stage, width * (0.5 + side * 0.25), horizon - height * 0.14, width * 0.28, height * 0.2)
    for row in range(3):
        shelf(stage, width * (0.5 - side * 0.26), horizon - height * (0.14 + 0.12 * row), width * 0.42, height * 0.06)
    ink = stage.air(0.03)
    for at in range(5):
        x, y = width * (0.5 + side * (0.06 + 0.09 * at)), horizon - height * 0.41
        stage.put(
            "far",
            ink.line(f"M{x:.1f} {y:.1f}v{height * 0.05:.1f}", palette.wood, width=9),
            ink.shape(brush.box(x - 22, y + height * 0.045, 44, 20 if at % 2 else 34), "#8a929a"),
        )
    if rng.random() < 0.5:
        hearth(stage, width * (0.5 - side * 0.36), horizon, height * 0.2)
    table(
        stage,
        width * (0.5 + side * 0.3),
        horizon + height * 0.09,
        width * 0.5,
        height * 0.12,
        laid=("#d8a24a", "#5f8a80"),
    )
    frames.framed(stage, ("none", "arch", "none", "curtain", "none", "none", "none"))
    lamplight(stage)
