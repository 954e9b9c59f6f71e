"""Watery settings: sea, under the sea, shore, ship, river, lake."""

from math import pi

from storyvid.images.storyboard import brush, frames, scenery
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.sky import paint_sky
from storyvid.images.storyboard.stage import Stage


def sea(stage: Stage) -> None:
    """Open sea in rolling sheets of waves, with an island or sails far off."""
    paint_sky(stage)
    rng, horizon, height, palette = stage.rng, stage.horizon, stage.height, stage.palette
    if rng.random() < 0.6:
        middle, reach = stage.width * rng.uniform(0.1, 0.9), stage.width * rng.uniform(0.22, 0.4)
        heights = (0.0, 0.25, 0.7, 1.0, 0.55, 0.75, 0.2, 0.0)
        points = [
            (middle + reach * (at / 3.5 - 1), horizon + 6 - height * 0.075 * share * rng.uniform(0.7, 1.1))
            for at, share in enumerate(heights)
        ]
        island = f"{brush.smooth(points, tension=1.0)}z"
        stage.sheet("far", island, palette.rock, haze=0.62, top=horizon - height * 0.08, foot=horizon)
    sail(stage, "far", stage.width * rng.uniform(0.15, 0.85), horizon + 6, height * rng.uniform(0.05, 0.1), haze=0.45)
    scenery.water(stage, "far", top=horizon, foot=stage.bottom)
    swell(stage, rows=7)
    scenery.glitter(stage, "ground", top=horizon, foot=height)
    frames.framed(stage, ("none", "rocks", "none", "none", "rocks", "none", "rocks"))


def swell(stage: Stage, *, rows: int, first: float = 0.06) -> None:
    """Waves behind one another with pale crests."""
    rng, palette = stage.rng, stage.palette
    rough = 1.9 if stage.vision.weather in ("storm", "wind") else 0.5
    for at in range(rows):
        share = (at + 0.5) / rows
        y = stage.horizon + (stage.height * 1.02 - stage.horizon) * (first + (1 - first) * share**1.25)
        high = stage.height * (0.006 + 0.03 * share) * rough
        count, shift = int(13 - 7 * share), rng.uniform(0, pi)
        step = (stage.right - stage.left) / count / 2
        points = [
            (stage.left + step * (k - 1), y - (high if (k + int(shift)) % 2 else 0) * rng.uniform(0.6, 1.1))
            for k in range(count * 2 + 3)
        ]
        line = brush.smooth(points, tension=1.0)
        colour = mix(shade(palette.water, 0.28 * share), tint(palette.water, 0.2), (at % 2) * 0.35)
        layer = "far" if share < 0.2 else "ground"
        stage.sheet(
            layer,
            f"{line}V{stage.bottom:.1f}H{points[0][0]:.1f}z",
            colour,
            haze=0.4 * (1 - share) ** 1.5,
            top=y - high,
            foot=y + stage.height * 0.16,
            fade=0.0,
        )
        ink = stage.air(0.25 * (1 - share))
        foam = [(x, py + high * 0.16) for x, py in points]
        stage.put(
            layer,
            ink.group(
                [
                    ink.line(
                        brush.smooth(foam, tension=1.0), mix("#f4f7f2", palette.sky_low, 0.3), width=1.5 + 5 * share
                    )
                ],
                opacity=0.5,
            ),
        )


def sail(stage: Stage, layer: str, x: float, base: float, height: float, *, haze: float) -> None:
    """A small sailing ship far off."""
    ink, palette = stage.air(haze), stage.palette
    stage.put(
        layer,
        ink.line(f"M{x:.1f} {base:.1f}v{-height:.1f}", palette.wood, width=height * 0.03),
        ink.shape(
            f"M{x + height * 0.03:.1f} {base - height * 0.95:.1f}q{height * 0.45:.1f} {height * 0.4:.1f} "
            f"{height * 0.36:.1f} {height * 0.72:.1f}h{-height * 0.36:.1f}z",
            "#f6ecd6",
        ),
        ink.shape(
            f"M{x - height * 0.04:.1f} {base - height * 0.85:.1f}q{-height * 0.3:.1f} {height * 0.4:.1f} "
            f"{-height * 0.28:.1f} {height * 0.6:.1f}h{height * 0.28:.1f}z",
            palette.accent,
        ),
        ink.shape(
            f"M{x - height * 0.42:.1f} {base - height * 0.18:.1f}h{height * 0.9:.1f}q{-height * 0.06:.1f} "
            f"{height * 0.2:.1f} {-height * 0.24:.1f} {height * 0.2:.1f}h{-height * 0.44:.1f}q{-height * 0.18:.1f} 0 "
            f"{-height * 0.22:.1f} {-height * 0.2:.1f}z",
            palette.wood,
        ),
    )


def shore(stage: Stage) -> None:
    """A beach with surf, cliffs, perhaps a lighthouse, shells."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    side = -1 if stage.composition.side > 0 else 1
    for at, haze in enumerate((0.66, 0.46)):
        reach = width * (0.5 + 0.12 * at)
        left = stage.left if side < 0 else width - reach * (0.7 if at else 1)
        right = reach * (0.7 if at else 1) if side < 0 else stage.right
        d = brush.hills(
            rng,
            left,
            right,
            horizon - height * 0.02,
            amplitude=height * (0.10 + 0.05 * at),
            bottom=horizon + height * 0.02,
            waves=2,
        )
        stage.sheet("far", d, palette.rock, haze=haze, top=horizon - height * 0.17, foot=horizon + height * 0.02)
    if rng.random() < 0.5:
        _lighthouse(stage, width * (0.5 + side * 0.36), horizon - height * 0.05, height * 0.2)
    sail(stage, "far", width * (0.5 - side * rng.uniform(0.1, 0.35)), horizon + 5, height * 0.06, haze=0.45)
    scenery.water(stage, "far", top=horizon, foot=horizon + height * 0.25)
    beach = horizon + (height - horizon) * 0.2
    stage.ground_from = beach + height * 0.09
    tilt = rng.uniform(-0.03, 0.03) * height
    sand = mix("#ecd3a2", palette.sky_low, 0.15)
    for at, colour in enumerate((mix("#f4f7f2", palette.sky_low, 0.2), shade(sand, 0.16), sand)):
        y = beach + at * height * 0.02
        points = [
            (stage.left + (stage.right - stage.left) * k / 8, y + tilt * (k - 4) / 4 + rng.uniform(-9, 9))
            for k in range(9)
        ]
        stage.sheet(
            "ground",
            f"{brush.smooth(points, tension=1.0)}V{stage.bottom:.1f}H{stage.left:.1f}z",
            colour,
            haze=0.08,
            top=y,
            foot=height,
            fade=0.0,
        )
    scenery.stones(stage, count=9)
    _shells(stage)
    scenery.grass(stage, colour=mix(palette.leaf, sand, 0.4), count=9)
    frames.framed(stage, ("rocks", "grass", "none", "rocks", "none", "grass", "none"))


def _lighthouse(stage: Stage, x: float, base: float, tall: float) -> None:
    ink, wide = stage.air(0.42), tall * 0.12
    stage.put(
        "far",
        ink.shape(
            brush.polygon(
                [(x - wide, base), (x - wide * 0.6, base - tall), (x + wide * 0.6, base - tall), (x + wide, base)]
            ),
            "#f2e8da",
        ),
    )
    for low, high in ((0.15, 0.35), (0.55, 0.75)):
        a, b = wide * (1 - 0.4 * low), wide * (1 - 0.4 * high)
        stage.put(
            "far",
            ink.shape(
                brush.polygon(
                    [
                        (x - a, base - tall * low),
                        (x - b, base - tall * high),
                        (x + b, base - tall * high),
                        (x + a, base - tall * low),
                    ]
                ),
                "#c8443a",
            ),
        )
    stage.put(
        "far",
        ink.shape(brush.box(x - wide * 0.5, base - tall * 1.12, wide, tall * 0.12), stage.palette.lamp, role="light"),
        ink.shape(
            f"M{x - wide * 0.75:.1f} {base - tall * 1.12:.1f}L{x:.1f} {base - tall * 1.26:.1f}L"
            f"{x + wide * 0.75:.1f} {base - tall * 1.12:.1f}z",
            "#8a2f2a",
        ),
    )
    if stage.vision.time in ("night", "dusk"):
        stage.glow("far", x, base - tall * 1.06, tall * 0.7, stage.palette.lamp, strength=0.8)


def _shells(stage: Stage) -> None:
    rng, ink = stage.rng, stage.air(0.0)
    for _ in range(6):
        x, y = rng.uniform(0, 1) * stage.width, stage.height * rng.uniform(0.8, 0.97)
        size = stage.height * rng.uniform(0.006, 0.011)
        if rng.random() < 0.5:
            stage.put("ground", ink.shape(brush.star(x, y, size * 1.5, points=5, waist=0.5), "#e08a5a", role="shade"))
        else:
            stage.put(
                "ground",
                ink.shape(
                    f"M{x:.1f} {y:.1f}L{x - size:.1f} {y - size:.1f}Q{x:.1f} {y - size * 2:.1f} "
                    f"{x + size:.1f} {y - size:.1f}z",
                    "#f4dcd0",
                    role="shade",
                ),
            )


def ship(stage: Stage) -> None:
    """On deck: planks, rail, mast with sail and rigging, the sea beyond; from afar where no one is aboard."""
    if not stage.vision.actors:
        sea(stage)
        x = stage.width * (0.5 + stage.composition.side * 0.2)
        sail(stage, "mid", x, stage.height * stage.rng.uniform(0.66, 0.74), stage.composition.figure * 1.35, haze=0.04)
        return
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    sail(stage, "far", width * rng.uniform(0.1, 0.9), horizon + 5, height * 0.07, haze=0.5)
    scenery.water(stage, "far", top=horizon, foot=horizon + height * 0.4)
    ink, deck_top = stage.air(0.04), horizon + (height - horizon) * 0.16
    side = -1 if stage.composition.side > 0 else 1
    mast, wide = width * (0.5 + side * rng.uniform(0.22, 0.34)), width * 0.045
    canvas = mix(rng.choice(("#f2e2c0", "#c8553f", "#e0b25a", "#f4efe6", "#7f9aa8")), palette.sky_low, 0.2)
    sheet = (
        f"M{mast - width * 0.46:.1f} {-0.06 * height:.1f}H{mast + width * 0.46:.1f}C{mast + width * 0.36:.1f} "
        f"{height * 0.1:.1f} {mast + width * 0.4:.1f} {height * 0.2:.1f} {mast + width * 0.5:.1f} {height * 0.3:.1f}"
        f"Q{mast:.1f} {height * 0.38:.1f} {mast - width * 0.5:.1f} {height * 0.3:.1f}C{mast - width * 0.4:.1f} "
        f"{height * 0.2:.1f} {mast - width * 0.36:.1f} {height * 0.1:.1f} {mast - width * 0.46:.1f} "
        f"{-0.06 * height:.1f}z"
    )
    stage.sheet("mid", sheet, canvas, haze=0.12, top=-0.06 * height, foot=height * 0.36, fade=0.2)
    for share in (-0.25, 0.0, 0.25):
        stage.put(
            "mid",
            ink.line(
                f"M{mast + width * share:.1f} {-0.06 * height:.1f}q{-20 * share:.0f} {height * 0.2:.1f} "
                f"0 {height * 0.38:.1f}",
                shade(canvas, 0.18),
                width=3,
            ),
        )
    stage.put(
        "mid",
        ink.shape(brush.box(mast - wide / 2, -0.3 * height, wide, deck_top + 0.34 * height), palette.wood),
        ink.shape(
            brush.box(mast + wide * 0.1, -0.3 * height, wide * 0.4, deck_top + 0.34 * height),
            shade(palette.wood, 0.25),
            role="shade",
        ),
    )
    for share in (-0.5, -0.32, 0.32, 0.5):
        stage.put(
            "mid",
            ink.line(
                f"M{mast:.1f} {-0.1 * height:.1f}L{mast + width * share * 1.5:.1f} {deck_top:.1f}",
                palette.dark,
                width=2.4,
            ),
        )
    _deck(stage, deck_top)
    frames.framed(stage, ("none",))


def _deck(stage: Stage, top: float) -> None:
    height, width, palette, ink = stage.height, stage.width, stage.palette, stage.air(0.03)
    plank = mix(palette.wood, "#c8905a", 0.45)
    rail = top - height * 0.055
    stage.put(
        "mid", *(ink.shape(brush.box(x, rail, width * 0.018, height * 0.07), plank) for x in stage.across(18, jitter=0))
    )
    stage.put(
        "mid", ink.shape(brush.box(stage.left, rail - height * 0.012, width * 1.6, height * 0.018), shade(plank, 0.15))
    )
    stage.sheet(
        "ground",
        brush.box(stage.left, top, width * 1.6, stage.bottom - top),
        plank,
        haze=0.0,
        top=top,
        foot=height,
        fade=0.0,
    )
    seams = "".join(
        f"M{width / 2 + (at - 12) * width * 0.07:.1f} {top:.1f}L{width / 2 + (at - 12) * width * 0.2:.1f} "
        f"{stage.bottom:.1f}"
        for at in range(25)
    )
    stage.put("ground", ink.line(seams, shade(plank, 0.32), width=4))
    for x in (0.06, 0.94):
        y, size = height * 0.8, height * 0.05
        stage.put(
            "ground",
            ink.ellipse(x * width, y, size, size * 0.3, shade("#c8a878", 0.3)),
            ink.ellipse(x * width, y - size * 0.16, size * 0.9, size * 0.26, "#c8a878"),
            ink.ellipse(x * width, y - size * 0.16, size * 0.45, size * 0.12, shade("#c8a878", 0.4)),
        )
