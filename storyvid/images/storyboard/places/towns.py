"""Built settings out of doors: castle, tower, village, city, market, graveyard."""

from storyvid.images.storyboard import brush, buildings, frames, scenery, trees, turret
from storyvid.images.storyboard.colour import mix, shade
from storyvid.images.storyboard.sky import paint_sky
from storyvid.images.storyboard.stage import Stage


def _off_side(stage: Stage) -> int:
    return -1 if stage.composition.side > 0 else 1


def castle(stage: Stage) -> None:
    """A castle on its hill, woods below it, a way that leads up."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    scenery.ridges(stage, palette.leaf, count=2, rise=0.16, jagged=rng.random() < 0.5, near_haze=0.68)
    side, tall = _off_side(stage), min(height * rng.uniform(0.3, 0.42), horizon * 0.8)
    x = width * (0.5 + side * rng.uniform(0.24, 0.34))
    base = horizon - height * 0.02
    hill = brush.smooth(
        [
            (x - width * 0.75, horizon + height * 0.05),
            (x - width * 0.4, base + height * 0.03),
            (x - width * 0.2, base - height * 0.015),
            (x + width * 0.22, base - height * 0.015),
            (x + width * 0.42, base + height * 0.03),
            (x + width * 0.75, horizon + height * 0.05),
        ],
        tension=1.0,
    )
    buildings.keep(stage, "far", x, base, tall, haze=0.34)
    stage.sheet(
        "far",
        f"{hill}V{horizon + height * 0.2:.1f}H{x - width * 0.75:.1f}z",
        mix(palette.leaf_dark, palette.ground, 0.4),
        haze=0.34,
        top=base - height * 0.02,
        foot=horizon + height * 0.06,
        fade=0.3,
    )
    trees.trees(
        stage,
        "mid",
        count=15,
        base=horizon + height * 0.045,
        height=height * 0.09,
        kind=rng.choice(("round", "conifer")),
        haze=0.3,
    )
    scenery.ground(stage, palette.ground)
    scenery.path(stage, palette.path, width=0.3, to=x / width)
    scenery.grass(stage, colour=palette.leaf_dark, count=26, flowers=("#f4efe4", "#e8503f"))
    scenery.stones(stage, count=5)
    frames.framed(stage, ("leaves", "trunk+grass", "arch", "grass", "leaves+grass", "rocks", "arch"))


def tower(stage: Stage) -> None:
    """One tall tower among thorns and trees."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    scenery.ridges(stage, palette.leaf, count=3, rise=0.15)
    trees.trees(stage, "mid", count=12, base=horizon + height * 0.02, height=height * 0.14, kind="conifer", haze=0.42)
    side = _off_side(stage)
    x, base = width * (0.5 + side * 0.27), horizon + height * 0.06
    wide = min(width * rng.uniform(0.2, 0.26), height * 0.27)
    scenery.ground(stage, palette.ground)
    if stage.vision.lodged:
        turret.put_shaft(stage)
    else:
        _tall_tower(stage, x, base, max(base - height * 0.1, height * 0.4), wide)
    scenery.grass(stage, colour=palette.leaf_dark, count=34, flowers=("#d86aa0", "#f4efe4"))
    scenery.stones(stage, count=7)
    frames.framed(stage, ("leaves", "trunk+grass", "grass", "leaves+grass", "rocks", "trunk", "grass"))


def _tall_tower(stage: Stage, x: float, base: float, tall: float, wide: float) -> None:
    rng, ink, palette = stage.rng, stage.air(0.12), stage.palette
    stone, top = mix("#bcae9c", palette.sky_mid, 0.15), base - tall * 0.74
    body = brush.polygon([(x - wide / 2, base), (x - wide * 0.42, top), (x + wide * 0.42, top), (x + wide / 2, base)])
    stage.put("mid", stage._shadow(body, 0.2), ink.shape(body, stone))
    dark = brush.polygon([(x + wide * 0.12, base), (x + wide * 0.1, top), (x + wide * 0.42, top), (x + wide / 2, base)])
    stage.put("mid", ink.shape(dark, shade(stone, 0.2), role="shade"))
    for _ in range(26):
        bx, by = x + rng.uniform(-0.4, 0.34) * wide, base - tall * rng.uniform(0.02, 0.7)
        stage.put(
            "mid",
            ink.shape(brush.box(bx, by, wide * 0.1, wide * 0.045), shade(stone, rng.uniform(0.08, 0.22)), role="shade"),
        )
    lit = stage.vision.time in ("night", "dusk")
    window = ink.shape(
        brush.arch(x - wide * 0.02, top + tall * 0.16, wide * 0.26, tall * 0.11),
        palette.lamp if lit else shade(stone, 0.6),
        role="light" if lit else "shade",
    )
    roof = (
        f"M{x - wide * 0.66:.1f} {top:.1f}Q{x - wide * 0.16:.1f} {top - tall * 0.08:.1f} {x:.1f} {base - tall:.1f}Q"
        f"{x + wide * 0.16:.1f} {top - tall * 0.08:.1f} {x + wide * 0.66:.1f} {top:.1f}Q{x:.1f} "
        f"{top + tall * 0.03:.1f} "
        f"{x - wide * 0.66:.1f} {top:.1f}z"
    )
    stage.put(
        "mid",
        ink.shape(brush.box(x - wide * 0.54, top, wide * 1.08, tall * 0.04), shade(stone, 0.14)),
        window,
        ink.shape(roof, palette.roof),
    )
    if lit:
        stage.glow("mid", x, top + tall * 0.1, wide * 0.7, palette.lamp, strength=0.5)
    ivy = "".join(
        brush.leaf(
            x - wide * rng.uniform(0.2, 0.52),
            base - tall * rng.random() ** 2 * 0.5,
            wide * 0.11,
            rng.uniform(0, 6.3),
            plump=0.5,
        )
        for _ in range(60)
    )
    stage.put("mid", ink.shape(ivy, palette.leaf_dark, role="shade"))


def village(stage: Stage) -> None:
    """Cottages about a green, one of them near."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    scenery.ridges(stage, palette.leaf, count=3, rise=0.15)
    for x in stage.across(8):
        buildings.house(stage, "far", x, horizon + height * 0.012, height * rng.uniform(0.07, 0.11), haze=0.5)
    trees.trees(stage, "mid", count=8, base=horizon + height * 0.02, height=height * 0.1, kind="round", haze=0.4)
    scenery.ground(stage, palette.ground)
    side = _off_side(stage)
    for x, share, tall in (
        (0.5 - side * 0.42, 0.1, 0.17),
        (0.5 + side * 0.14, 0.08, 0.15),
        (0.5 + side * 0.42, 0.2, 0.31),
    ):
        y = horizon + (height * 0.85 - horizon) * share
        buildings.house(
            stage,
            "mid",
            width * (x + rng.uniform(-0.04, 0.04)),
            y,
            height * tall * rng.uniform(0.9, 1.1),
            haze=0.3 - share,
        )
    scenery.path(stage, palette.path, width=0.3)
    scenery.grass(stage, colour=palette.leaf_dark, count=30, flowers=("#e8503f", "#f2b33a", "#f4efe4"))
    frames.framed(stage, ("leaves", "grass", "trunk+grass", "leaves+grass", "grass", "rocks+grass", "leaves"))


def graveyard(stage: Stage) -> None:
    """Leaning stones and crosses, a bare tree, a chapel, mist."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    scenery.ridges(stage, palette.leaf_dark, count=2, rise=0.12)
    side = _off_side(stage)
    ink = stage.air(0.5)
    x, base, tall = width * (0.5 + side * 0.2), horizon + height * 0.02, height * 0.22
    stage.put(
        "far",
        ink.shape(
            brush.polygon(
                [
                    (x - tall * 0.4, base),
                    (x - tall * 0.4, base - tall * 0.4),
                    (x, base - tall * 0.62),
                    (x + tall * 0.4, base - tall * 0.4),
                    (x + tall * 0.4, base),
                ]
            ),
            palette.rock,
        ),
        ink.shape(
            brush.polygon(
                [
                    (x - tall * 0.12, base),
                    (x - tall * 0.12, base - tall * 0.75),
                    (x, base - tall * 1.1),
                    (x + tall * 0.12, base - tall * 0.75),
                    (x + tall * 0.12, base),
                ]
            ),
            shade(palette.rock, 0.15),
        ),
    )
    scenery.ground(stage, mix(palette.ground, palette.leaf_dark, 0.45))
    trees.tree(stage, "mid", width * (0.5 + side * 0.4), horizon + height * 0.07, height * 0.42, kind="bare", haze=0.2)
    for at, x in enumerate([*stage.across(10), *stage.across(7)]):
        y = horizon + (height * 0.8 - horizon) * (0.14 if at < 10 else 0.36) + rng.uniform(-10, 10)
        if abs(x / width - 0.5 - stage.composition.side * 0.2) > 0.17:
            _stone(stage, x, y, stage.scale_at(y) * rng.uniform(34, 52))
    scenery.grass(stage, colour=palette.leaf_dark, count=44)
    stage.veil("ground", palette.haze, top=horizon, foot=horizon + height * 0.17, strength=0.32)
    frames.framed(stage, ("trunk+grass", "grass", "leaves", "rocks+grass", "arch", "grass", "trunk"))


def _stone(stage: Stage, x: float, base: float, tall: float) -> None:
    rng, ink, colour = stage.rng, stage.air(0.14), mix("#a8a49c", stage.palette.sky_mid, 0.25)
    tilt = rng.uniform(-9, 9)
    if rng.random() < 0.35:
        parts = [
            ink.shape(brush.box(-tall * 0.08, -tall, tall * 0.16, tall), colour),
            ink.shape(brush.box(-tall * 0.28, -tall * 0.78, tall * 0.56, tall * 0.15), colour),
        ]
    else:
        parts = [
            ink.shape(brush.arch(0, 0, tall * 0.6, tall), colour),
            ink.shape(brush.arch(tall * 0.1, 0, tall * 0.38, tall * 0.88), shade(colour, 0.14), role="shade"),
        ]
    stage.put("mid", ink.group(parts, transform=f"translate({x:.1f} {base:.1f}) rotate({tilt:.1f})"))
