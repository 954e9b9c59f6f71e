"""Green settings: forest, garden, field, road, swamp."""

from storyvid.images.storyboard import brush, buildings, frames, scenery, trees
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.sky import paint_sky
from storyvid.images.storyboard.stage import Stage

FLOWERS = ("#e8503f", "#f2b33a", "#f4efe4", "#d86aa0", "#7a6ad0")

TREE_MIXES: dict[str, tuple[trees.TreeKind, ...]] = {
    "conifer": ("conifer",),
    "round": ("round",),
    "bare": ("bare",),
    "mixed": ("conifer", "round"),
}


def forest(stage: Stage) -> None:
    """Rows of trees going off into light, a clearing, great trunks nearby."""
    paint_sky(stage)
    rng, horizon, height = stage.rng, stage.horizon, stage.height
    kind = rng.choice(("conifer", "round", "mixed", "bare" if stage.vision.season == "winter" else "conifer"))
    kinds: tuple[trees.TreeKind, ...] = TREE_MIXES[kind]
    for at, haze in enumerate((0.8, 0.64)):
        trees.trees(
            stage,
            "far",
            count=13 - at * 2,
            base=horizon + height * 0.015 * at,
            height=height * (0.26 + 0.07 * at),
            kind=kinds[at % len(kinds)],
            haze=haze,
        )
    stage.veil("far", stage.palette.haze, top=horizon - height * 0.16, foot=horizon + height * 0.03, strength=0.8)
    scenery.ground(stage, mix(stage.palette.ground, stage.palette.leaf_dark, 0.42))
    trees.trees(
        stage,
        "mid",
        count=10,
        base=horizon + height * 0.025,
        height=height * 0.42,
        kind=kinds[-1],
        haze=0.36,
        spare=0.26,
    )
    _boles(stage)
    for side in (-1, 1):  # great trees close by, half out of the picture
        if rng.random() < 0.75:
            trees.tree(
                stage,
                "mid",
                stage.width * (0.5 + side * rng.uniform(0.42, 0.52)),
                horizon + height * 0.12,
                height * rng.uniform(0.5, 0.68),
                kind=kinds[0],
                haze=0.06,
            )
    if stage.vision.weather in ("clear", "wind"):
        scenery.beams(stage, "mid", strength=0.14 if stage.night else 0.2)
    if rng.random() < 0.6:
        scenery.path(stage, stage.palette.path, width=0.22)
    scenery.grass(stage, colour=stage.palette.leaf_dark, count=30, flowers=FLOWERS[1:3])
    _mushrooms(stage)
    scenery.stones(stage, count=4)
    frames.framed(stage, ("leaves+grass", "trunk+grass", "grass", "trunk+leaves", "leaves", "grass+rocks", "trunk"))


def _boles(stage: Stage) -> None:
    """Tall trunks whose crowns are above the picture."""
    rng, comp, ink = stage.rng, stage.composition, stage.air(0.18)
    bark = mix(stage.palette.wood, stage.palette.leaf_dark, 0.35)
    for x in stage.across(11, jitter=0.45):
        if abs(x / stage.width - 0.5 - comp.side * 0.25) < 0.17:
            continue
        base = stage.horizon + stage.height * rng.uniform(0.03, 0.10)
        wide = stage.width * rng.uniform(0.03, 0.06)
        d = brush.trunk(rng, x, base, -0.32 * stage.height, wide, lean=rng.uniform(-40, 40))
        stage.put("mid", stage._shadow(d, 0.3), ink.shape(d, bark))


def _mushrooms(stage: Stage) -> None:
    if stage.snowy:
        return
    rng, ink = stage.rng, stage.air(0.0)
    for _ in range(3):
        x, y = (
            stage.width * rng.choice((rng.uniform(0.02, 0.2), rng.uniform(0.8, 0.98))),
            stage.height * rng.uniform(0.78, 0.9),
        )
        size = stage.height * rng.uniform(0.012, 0.02)
        stage.put(
            "ground",
            ink.shape(brush.box(x - size * 0.25, y - size, size * 0.5, size), "#f2e6cf"),
            ink.shape(
                f"M{x - size} {y - size}Q{x - size} {y - size * 2.2} {x} {y - size * 2.2}Q{x + size} "
                f"{y - size * 2.2} {x + size} {y - size}Q{x} {y - size * 0.75} {x - size} {y - size}z",
                "#c8402f",
            ),
        )


def garden(stage: Stage) -> None:
    """Hedges, a rose arch or fountain, flower beds and blossoming trees."""
    paint_sky(stage)
    rng, horizon, height, palette = stage.rng, stage.horizon, stage.height, stage.palette
    scenery.ridges(stage, palette.leaf, count=2, rise=0.12, near_haze=0.6)
    if rng.random() < 0.5:
        buildings.house(
            stage, "far", stage.width * rng.uniform(0.15, 0.85), horizon + height * 0.01, height * 0.2, haze=0.45
        )
    blossom = rng.choice((palette.leaf, "#f2b8c6", "#f6dfe4", palette.leaf))
    blossom = palette.leaf if stage.snowy else blossom
    for x in stage.across(7):
        trees.tree(
            stage,
            "mid",
            x,
            horizon + height * 0.02,
            height * rng.uniform(0.2, 0.3),
            kind="round",
            haze=0.34,
            leaf=blossom,
        )
    hedge = brush.crown(rng, stage.width / 2, horizon + height * 0.05, stage.width * 1.1, height * 0.05, lobes=60)
    stage.sheet("far", hedge, palette.leaf_dark, haze=0.22, top=horizon, foot=horizon + height * 0.09, fade=0.15)
    scenery.ground(stage, palette.ground)
    scenery.path(stage, palette.path, width=0.2)
    _beds(stage)
    scenery.grass(stage, colour=palette.leaf, count=44, flowers=FLOWERS)
    frames.framed(stage, ("leaves", "grass", "leaves+grass", "grass", "leaves", "trunk+grass", "grass"))


def _beds(stage: Stage) -> None:
    """Flower beds left and right, thick with bloom."""
    if stage.snowy:
        return
    rng = stage.rng
    for side in (-1, 1):
        colour = rng.choice(FLOWERS)
        for at in range(26):
            share = rng.random()
            y = stage.horizon + (stage.height * 0.8 - stage.horizon) * (0.12 + 0.8 * share)
            x = stage.width * (0.5 + side * (0.3 + 0.3 * rng.random()))
            size = stage.scale_at(y) * rng.uniform(4, 7)
            ink = stage.air(0.0)
            stage.put(
                "ground",
                ink.shape(
                    brush.tuft(rng, x, y + size * 2, size * 3.4, blades=4), stage.palette.leaf_dark, role="shade"
                ),
            )
            scenery.flower(stage, "ground", x, y - size, size, colour if at % 3 else tint(colour, 0.4))


def field(stage: Stage) -> None:
    """Meadow or corn under a wide sky, hedgerows, far hills, a tree or two, perhaps a farm."""
    paint_sky(stage)
    rng, horizon, height, palette = stage.rng, stage.horizon, stage.height, stage.palette
    scenery.ridges(stage, palette.leaf, count=3, rise=0.13)
    if rng.random() < 0.6:
        buildings.house(
            stage, "mid", stage.width * rng.choice((0.16, 0.84)), horizon + height * 0.03, height * 0.13, haze=0.32
        )
    trees.trees(stage, "mid", count=9, base=horizon + height * 0.02, height=height * 0.09, kind="round", haze=0.4)
    crop = rng.choice((palette.ground, mix("#e3b84f", palette.ground, 0.25), mix(palette.leaf, palette.ground, 0.5)))
    scenery.ground(stage, crop, roll=0.03, steps=4)
    if rng.random() < 0.5:
        _furrows(stage, crop)
    if rng.random() < 0.55:
        side = -1 if stage.composition.side > 0 else 1
        trees.tree(
            stage,
            "mid",
            stage.width * (0.5 + 0.4 * side),
            horizon + height * 0.09,
            height * rng.uniform(0.34, 0.5),
            kind="bare" if stage.vision.season == "winter" else "round",
            haze=0.12,
        )
    scenery.grass(stage, colour=mix(crop, palette.leaf_dark, 0.45), count=46, flowers=FLOWERS)
    frames.framed(stage, ("grass", "leaves", "grass", "leaves+grass", "trunk+grass", "grass", "leaves"))


def _furrows(stage: Stage, crop: str) -> None:
    ink, end = stage.air(0.05), stage.width * stage.rng.uniform(0.2, 0.8)
    top = stage.horizon + stage.height * 0.05
    lines = "".join(
        f"M{end + (at - 11) * 12:.1f} {top:.1f}L{end + (at - 11) * stage.width * 0.24:.1f} {stage.bottom:.1f}"
        for at in range(23)
    )
    stage.put("ground", ink.group([ink.line(lines, shade(crop, 0.25), width=7)], opacity=0.35))


def road(stage: Stage) -> None:
    """A winding way through hills, with poplars, a milestone and a fence."""
    paint_sky(stage)
    rng, horizon, height, palette = stage.rng, stage.horizon, stage.height, stage.palette
    scenery.ridges(stage, palette.leaf, count=3, rise=0.17, jagged=rng.random() < 0.3)
    kind: trees.TreeKind = rng.choice(("poplar", "round", "conifer"))
    trees.trees(stage, "mid", count=8, base=horizon + height * 0.02, height=height * 0.13, kind=kind, haze=0.4)
    scenery.ground(stage, palette.ground, roll=0.03, steps=4)
    scenery.path(stage, palette.path, width=0.4)
    for share, tall in ((0.06, 0.2), (0.16, 0.32)):
        y = horizon + (height * 0.85 - horizon) * share * 1.4
        for side in (-1, 1):
            x = stage.width * (0.5 + side * (0.3 + share)) + rng.uniform(-30, 30)
            trees.tree(stage, "mid", x, y, height * tall * rng.uniform(0.8, 1.1), kind=kind, haze=0.3 - share)
    _fence(stage)
    scenery.stones(stage, count=6)
    scenery.grass(stage, colour=palette.leaf_dark, count=26, flowers=FLOWERS[:3])
    frames.framed(stage, ("grass", "trunk+grass", "leaves", "rocks+grass", "leaves+grass", "grass", "rocks"))


def _fence(stage: Stage) -> None:
    rng, ink = stage.rng, stage.air(0.1)
    side, wood = (-1 if stage.composition.side > 0 else 1), mix(stage.palette.wood, "#b89a78", 0.4)
    spots = []
    for at in range(6):
        share = 0.1 + 0.5 * (at / 5) ** 1.5
        y = stage.horizon + (stage.height - stage.horizon) * share
        spots.append((stage.width * (0.5 + side * (0.2 + share * 0.75)), y, stage.scale_at(y) * 42))
    for (x, y, tall), (x2, y2, tall2) in zip(spots, spots[1:], strict=False):
        for lift in (0.45, 0.8):
            stage.put(
                "ground",
                ink.line(
                    f"M{x:.1f} {y - tall * lift:.1f}L{x2:.1f} {y2 - tall2 * lift:.1f}",
                    shade(wood, 0.15),
                    width=max(tall, tall2) * 0.07,
                ),
            )
    for x, y, tall in spots:
        stage.put(
            "ground", ink.shape(brush.box(x - tall * 0.07, y - tall, tall * 0.14, tall * rng.uniform(1.0, 1.04)), wood)
        )


def swamp(stage: Stage) -> None:
    """Standing water, crooked bare trees, reeds and mist."""
    paint_sky(stage)
    horizon, height, palette, rng = stage.horizon, stage.height, stage.palette, stage.rng
    trees.trees(stage, "far", count=9, base=horizon + height * 0.01, height=height * 0.25, kind="bare", haze=0.7)
    stage.veil("far", palette.haze, top=horizon - height * 0.15, foot=horizon + height * 0.04, strength=0.85)
    trees.trees(
        stage, "mid", count=6, base=horizon + height * 0.04, height=height * 0.4, kind="bare", haze=0.35, spare=0.35
    )
    scenery.ground(stage, mix(palette.ground, "#4f5a3a", 0.55))
    ink = stage.air(0.1)
    for _ in range(7):
        y = horizon + (height - horizon) * rng.uniform(0.06, 0.95)
        size = stage.width * (0.08 + 0.3 * (y - horizon) / (height - horizon))
        x = rng.uniform(-0.1, 1.1) * stage.width
        stage.put(
            "ground",
            ink.ellipse(x, y, size, size * 0.13, mix(palette.water, palette.sky_mid, 0.55), role="shade"),
            ink.ellipse(x - size * 0.1, y - size * 0.02, size * 0.7, size * 0.06, palette.sky_low, role="shade"),
        )
    scenery.grass(stage, colour="#5a6a3f", count=44)
    stage.veil("ground", palette.haze, top=horizon - height * 0.02, foot=horizon + height * 0.16, strength=0.28)
    frames.framed(stage, ("reeds+grass", "trunk+grass", "reeds", "grass", "leaves+reeds", "reeds+rocks", "trunk"))
