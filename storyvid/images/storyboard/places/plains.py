"""Wide open settings: desert, ruins, a battlefield."""

from storyvid.images.storyboard import brush, frames, scenery, trees
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.sky import paint_sky
from storyvid.images.storyboard.stage import Stage


def desert(stage: Stage) -> None:
    """Dunes with knife edges, far mesas or pyramids, palms or cactus."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    sand = mix("#e2ad66", palette.sky_low, 0.18)
    if rng.random() < 0.5:
        for x, tall in ((0.26, 0.16), (0.47, 0.1), (0.72, 0.13)):
            _pyramid(stage, width * (x + rng.uniform(-0.08, 0.08)), horizon + height * 0.02, height * tall, sand)
    else:
        scenery.ridges(stage, mix(sand, "#a8603f", 0.5), count=2, rise=0.13, jagged=True, near_haze=0.6)
    for at in range(5):
        share = at / 4
        y = horizon + (height - horizon) * share**1.4 * 0.72
        _dune(
            stage,
            y,
            height * (0.035 + 0.05 * share),
            mix(sand, shade(sand, 0.3), 0.25 * (at % 2)),
            haze=0.45 * (1 - share),
        )
    side = -1 if stage.composition.side > 0 else 1
    if rng.random() < 0.6:
        for k in range(3):
            trees.tree(
                stage,
                "mid",
                width * (0.5 + side * (0.28 + 0.09 * k)),
                horizon + height * (0.05 + 0.02 * k),
                height * rng.uniform(0.2, 0.34),
                kind="palm",
                haze=0.2,
            )
    scenery.stones(stage, count=6, colour=shade(sand, 0.35))
    frames.framed(stage, ("rocks", "none", "rocks", "none", "none", "rocks", "none"))


def _pyramid(stage: Stage, x: float, base: float, tall: float, sand: str) -> None:
    ink = stage.air(0.5)
    stage.put(
        "far",
        ink.shape(brush.polygon([(x - tall, base), (x, base - tall), (x + tall, base)]), tint(sand, 0.1)),
        ink.shape(
            brush.polygon([(x, base - tall), (x + tall, base), (x + tall * 0.24, base)]), shade(sand, 0.3), role="shade"
        ),
    )


def _dune(stage: Stage, y: float, tall: float, sand: str, *, haze: float) -> None:
    """A dune whose lee side is a curved sheet of shade."""
    rng = stage.rng
    top = rng.uniform(0.1, 0.9) * stage.width
    left, right = (
        [(stage.left, y), (stage.left + (top - stage.left) * 0.55, y - tall * 0.3), (top, y - tall)],
        [(top + (stage.right - top) * 0.4, y - tall * 0.25), (stage.right, y + tall * 0.2)],
    )
    d = f"{brush.smooth([*left, *right], tension=1.0)}V{stage.bottom:.1f}H{stage.left:.1f}z"
    stage.sheet("ground", d, sand, haze=haze, top=y - tall, foot=y + tall * 3, fade=0.0)
    if not stage.ink.manner.silhouette:
        lee = (
            f"M{top:.1f} {y - tall:.1f}Q{top + tall * 1.2:.1f} {y - tall * 0.2:.1f} {top + tall * 0.3:.1f} "
            f"{y + tall * 0.9:.1f}"
            f"Q{top + tall * 2.4:.1f} {y + tall * 1.4:.1f} {right[0][0]:.1f} {right[0][1]:.1f}Q{top + tall * 2:.1f} "
            f"{y - tall * 0.7:.1f} {top:.1f} {y - tall:.1f}z"
        )
        ink = stage.air(haze)
        stage.put("ground", ink.group([ink.shape(lee, shade(sand, 0.35), role="shade")], opacity=0.45))


def ruins(stage: Stage) -> None:
    """Broken columns and arches overgrown with green."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    scenery.ridges(stage, palette.leaf, count=3, rise=0.15)
    stone = mix("#cbbfa8", palette.sky_mid, 0.15)
    scenery.ground(stage, palette.ground)
    for at, x in enumerate(stage.across(8, jitter=0.2)):
        if abs(x / width - 0.5 - stage.composition.side * 0.2) < 0.16:
            continue
        base = horizon + height * (0.05 + 0.03 * (at % 2))
        _column(stage, x, base, height * rng.uniform(0.14, 0.36), stone)
    scenery.stones(stage, count=12, colour=stone, size=1.2)
    scenery.grass(stage, colour=palette.leaf_dark, count=40)
    frames.framed(stage, ("leaves", "arch", "rocks+grass", "leaves+grass", "arch", "grass", "rocks"))


def _column(stage: Stage, x: float, base: float, tall: float, stone: str) -> None:
    rng, ink, wide = stage.rng, stage.air(0.2), stage.width * 0.055
    top = brush.ragged(
        rng, [(x - wide / 2, base - tall), (x + wide / 2, base - tall * rng.uniform(0.86, 1.0))], steps=4, jitter=9
    )
    d = brush.polygon([(x - wide / 2, base), *top, (x + wide / 2, base)])
    stage.put(
        "mid",
        stage._shadow(d, 0.3),
        ink.shape(d, stone),
        ink.shape(
            brush.box(x + wide * 0.1, base - tall * 0.84, wide * 0.4, tall * 0.84), shade(stone, 0.2), role="shade"
        ),
        ink.shape(brush.box(x - wide * 0.7, base - wide * 0.3, wide * 1.4, wide * 0.3), shade(stone, 0.08)),
    )
    if rng.random() < 0.6:
        stage.put(
            "mid", ink.shape(brush.crown(rng, x, base - tall * 0.95, wide * 0.8, wide * 0.45), stage.palette.leaf)
        )


def battlefield(stage: Stage) -> None:
    """Tents, banners and smoke on a plain."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    scenery.ridges(stage, palette.leaf, count=3, rise=0.14)
    scenery.ground(stage, mix(palette.ground, "#a8855a", 0.45))
    for x in stage.across(7):
        if abs(x / width - 0.5 - stage.composition.side * 0.2) > 0.15:
            _tent(stage, x, horizon + height * rng.uniform(0.02, 0.06), height * rng.uniform(0.06, 0.12))
    for side in (-1, 1):
        x, base, tall = (
            width * (0.5 + side * rng.uniform(0.34, 0.46)),
            horizon + height * 0.12,
            height * rng.uniform(0.28, 0.4),
        )
        ink = stage.air(0.1)
        stage.put(
            "mid",
            ink.line(f"M{x:.1f} {base:.1f}v{-tall:.1f}", palette.wood, width=9),
            ink.shape(
                f"M{x:.1f} {base - tall:.1f}q{-side * tall * 0.2:.1f} {tall * 0.08:.1f} {-side * tall * 0.42:.1f} "
                f"{tall * 0.02:.1f}"
                f"l{side * tall * 0.1:.1f} {tall * 0.12:.1f}l{-side * tall * 0.1:.1f} "
                f"{tall * 0.12:.1f}q{side * tall * 0.2:.1f} "
                f"{tall * 0.06:.1f} {side * tall * 0.42:.1f} {-tall * 0.02:.1f}z",
                palette.accent if side > 0 else palette.roof,
            ),
        )
    scenery.grass(stage, colour=palette.leaf_dark, count=34)
    scenery.stones(stage, count=6)
    frames.framed(stage, ("grass", "rocks", "grass", "rocks+grass", "none", "grass", "trunk"))


def _tent(stage: Stage, x: float, base: float, tall: float) -> None:
    ink, colour = stage.air(0.35), stage.rng.choice(("#e8dcc0", stage.palette.accent, "#d8b070"))
    stage.put(
        "mid",
        ink.shape(brush.polygon([(x - tall * 0.7, base), (x, base - tall), (x + tall * 0.7, base)]), colour),
        ink.shape(
            brush.polygon([(x - tall * 0.14, base), (x, base - tall * 0.6), (x + tall * 0.14, base)]),
            shade(colour, 0.5),
            role="shade",
        ),
    )
