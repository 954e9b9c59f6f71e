"""Under the sea."""

from math import sin

from storyvid.images.storyboard import brush, frames, scenery
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.stage import Stage


def underwater(stage: Stage) -> None:
    """The sea from within: light from above, rocks, coral, weed, bubbles, small fish."""
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    sea = mix(palette.water, "#1f7f98", 0.7)
    deep = mix(shade(sea, 0.55), palette.dark, 0.2)
    top = mix(tint(sea, 0.45), palette.sky_low, 0.18) if not stage.night else mix(sea, palette.sky_mid, 0.4)
    stage.backdrop = (
        (tint(top, 0.15), mix(top, sea, 0.75), mix(sea, deep, 0.75)),
        0.0,
        height * 0.9,
    )
    stage.halos.append((stage.composition.sun[0], -height * 0.04, height * 0.62, palette.sun, 0.6))
    scenery.beams(stage, "sky", strength=0.22)
    for at in range(3):
        share = at / 2
        base = horizon + height * 0.05 * at
        d = brush.crags(
            rng,
            stage.left,
            stage.right,
            base,
            amplitude=height * (0.28 - 0.07 * at),
            bottom=base + height * 0.2,
            peaks=4 + at,
        )
        stage.put("far", stage._shadow(d, 0.5), f'<path d="{d}" fill="{mix(top, deep, 0.35 + 0.25 * share)}"/>')
    scenery.ground(stage, mix("#c9b98a", sea, 0.55), roll=0.03)
    for x in stage.across(13):
        if abs(x / width - 0.5 - stage.composition.side * 0.2) > 0.2:
            _weed(
                stage, "mid", x, horizon + height * rng.uniform(0.03, 0.09), height * rng.uniform(0.12, 0.32), haze=0.2
            )
    for _ in range(7):
        _coral(
            stage,
            rng.choice((rng.uniform(-0.1, 0.24), rng.uniform(0.76, 1.1))) * width,
            horizon + (height * 0.9 - horizon) * rng.uniform(0.15, 0.9),
        )
    _shoal(stage)
    bubbles = stage.air(0.0)
    for _ in range(26):
        radius = rng.uniform(3, 13)
        x, y = rng.uniform(-0.05, 1.05) * width, rng.uniform(0.02, 0.95) * height
        stage.put(
            "foreground" if radius > 9 else "mid",
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="'
            f'{bubbles.graded("#ffffff", "light")}" fill-opacity="0.16" stroke="#ffffff" stroke-opacity="0.5" '
            'stroke-width="1.6"/>',
        )
    for side in (-1, 1):
        for _ in range(5):
            x = width * (0.5 + side * rng.uniform(0.42, 0.6))
            _weed(stage, "foreground", x, height * 1.05, height * rng.uniform(0.2, 0.42), haze=0.0, dark=True)
    frames.framed(stage, ("none", "rocks", "none", "cavern", "rocks", "none", "rocks"))


def _weed(stage: Stage, layer: str, x: float, base: float, tall: float, *, haze: float, dark: bool = False) -> None:
    rng, ink = stage.rng, stage.air(haze)
    colour = mix(rng.choice(("#3f8f6a", "#6a9a3f", "#8a5a7a")), stage.palette.water, 0.3)
    colour = mix(shade(colour, 0.55), stage.palette.dark, 0.4) if dark else colour
    wide, bend = tall * 0.06, rng.uniform(0.5, 1.0) * rng.choice((-1, 1))
    left = [
        (x + sin(at * 1.1) * bend * tall * 0.09 - wide * (1 - at / 8) * 0.8, base - tall * at / 8) for at in range(9)
    ]
    right = [(px + 2 * wide * (1 - at / 8) * 0.8, py) for at, (px, py) in enumerate(left)]
    stage.put(layer, ink.shape(brush.smooth([*left, *reversed(right)], closed=True, tension=1.0), colour, role="shade"))


def _coral(stage: Stage, x: float, y: float) -> None:
    rng, ink = stage.rng, stage.air(0.08)
    size = stage.scale_at(y) * rng.uniform(20, 46)
    colour = rng.choice(("#e2705f", "#e8a05a", "#c8608f", "#e8c07a", "#9a70c0"))
    parts = [
        brush.bough(x, y, x + size * dx, y - size * dy, size * 0.22, bow=dx * 0.4)
        for dx, dy in ((-0.6, 0.6), (-0.3, 0.95), (0.05, 1.1), (0.35, 0.9), (0.65, 0.55))
    ]
    knobs = "".join(
        brush.blob(rng, x + size * dx, y - size * dy, size * 0.11, size * 0.11, points=6)
        for dx, dy in ((-0.6, 0.6), (-0.3, 0.95), (0.05, 1.1), (0.35, 0.9), (0.65, 0.55))
    )
    stage.put("ground", ink.shape("".join(parts) + knobs, colour, role="shade"))


def _shoal(stage: Stage) -> None:
    rng, ink = stage.rng, stage.air(0.35)
    x, y = rng.uniform(0.1, 0.6) * stage.width, stage.height * rng.uniform(0.12, 0.34)
    colour = rng.choice(("#f2b04a", "#e8705a", "#d8e4ea"))
    for _ in range(9):
        fx, fy, size = (
            x + rng.uniform(0, 0.4) * stage.width,
            y + rng.uniform(-0.06, 0.06) * stage.height,
            rng.uniform(12, 22),
        )
        stage.put(
            "far",
            ink.shape(
                f"M{fx - size:.1f} {fy:.1f}q{size} {-size * 0.9:.1f} {size * 2:.1f} 0l{size * 0.7:.1f} "
                f"{-size * 0.5:.1f}v{size:.1f}l{-size * 0.7:.1f} {-size * 0.5:.1f}q{-size} {size * 0.9:.1f} "
                f"{-size * 2:.1f} 0z",
                colour,
                role="shade",
            ),
        )
