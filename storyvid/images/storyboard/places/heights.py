"""Wide bare settings: mountains, snow, desert, the sky, space, ruins, a battlefield."""

from storyvid.images.storyboard import brush, frames, scenery, trees
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.sky import paint_sky
from storyvid.images.storyboard.stage import Stage


def mountain(stage: Stage) -> None:
    """Peaks behind peaks with snow on them, firs, and a ledge to stand on."""
    paint_sky(stage)
    rng, horizon, height, palette = stage.rng, stage.horizon, stage.height, stage.palette
    rock = mix(palette.rock, palette.sky_mid, 0.2)
    for at in range(3):
        _peaks(
            stage,
            rock,
            haze=0.76 - 0.17 * at,
            rise=height * (0.34 - 0.07 * at),
            foot=horizon + height * 0.02 * at,
            count=3 + at,
        )
        stage.veil("far", palette.haze, top=horizon - height * 0.12, foot=horizon + height * 0.04, strength=0.5)
    trees.trees(stage, "mid", count=14, base=horizon + height * 0.03, height=height * 0.12, kind="conifer", haze=0.4)
    scenery.ground(stage, mix(palette.ground, palette.rock, 0.4), roll=0.03)
    if rng.random() < 0.5:
        scenery.path(stage, mix(palette.path, palette.rock, 0.3), width=0.22)
    scenery.stones(stage, count=14, size=1.5)
    scenery.grass(stage, colour=palette.leaf_dark, count=18)
    frames.framed(stage, ("rocks", "rocks+grass", "none", "trunk+rocks", "rocks", "grass", "cavern"))


def _peaks(stage: Stage, rock: str, *, haze: float, rise: float, foot: float, count: int) -> None:
    """A range whose sunlit flanks and snow caps are cut as sheets of their own."""
    rng, ink = stage.rng, stage.air(haze)
    step = (stage.right - stage.left) / count
    tops = [
        (stage.left + step * (at + 0.5 + rng.uniform(-0.3, 0.3)), foot - rise * rng.uniform(0.55, 1.0))
        for at in range(count)
    ]
    outline = [(stage.left, foot - rise * 0.2)]
    for at, (x, y) in enumerate(tops):
        outline.append((x, y))
        after = tops[at + 1] if at + 1 < count else (stage.right, foot - rise * 0.3)
        outline.append(((x + after[0]) / 2 + rng.uniform(-0.1, 0.1) * step, foot - rise * rng.uniform(0.12, 0.3)))
    jagged = brush.ragged(rng, outline, steps=5, jitter=rise * 0.028)
    d = brush.polygon([*jagged, (stage.right, foot + rise * 0.5), (stage.left, foot + rise * 0.5)])
    stage.sheet("far", d, rock, haze=haze, top=foot - rise, foot=foot, fade=0.5)
    lit = -1 if stage.composition.sun[0] < stage.width / 2 else 1
    for x, y in tops:
        deep, wide = (foot - y) * 0.8, step * 0.3
        flank = brush.ragged(
            rng,
            [
                (x, y + 4),
                (x + lit * wide * 0.12, y + deep * 0.3),
                (x - lit * wide * 0.1, y + deep * 0.55),
                (x + lit * wide * 0.25, y + deep),
            ],
            steps=3,
            jitter=rise * 0.02,
        )
        if not ink.manner.silhouette:
            shadow = brush.polygon([*flank, (x - lit * wide * 1.15, y + deep), (x - lit * wide * 0.55, y + deep * 0.5)])
            stage.put("far", ink.group([ink.shape(shadow, shade(rock, 0.4), role="shade")], opacity=0.38))
        cap = (foot - y) * rng.uniform(0.24, 0.34)
        zig = [
            (x - wide * 0.36, y + cap),
            (x - wide * 0.2, y + cap * 0.78),
            (x - wide * 0.08, y + cap * 1.15),
            (x + wide * 0.06, y + cap * 0.74),
            (x + wide * 0.2, y + cap * 1.05),
            (x + wide * 0.34, y + cap * 0.92),
        ]
        white = ink.graded(mix("#fbfaf4", stage.palette.sky_low, 0.12))
        if not ink.manner.silhouette and stage.vision.place != "desert":
            stage.put(
                "far", f'<path d="{brush.polygon([(x, y), *reversed(zig)])}" fill="{white}" fill-opacity="0.85"/>'
            )


def snow(stage: Stage) -> None:
    """Deep snow: blue hills, laden firs, tracks, drifts."""
    paint_sky(stage)
    rng, horizon, height, palette = stage.rng, stage.horizon, stage.height, stage.palette
    white = mix("#f2f6f8", palette.sky_low, 0.22)
    if rng.random() < 0.6:
        _peaks(
            stage,
            mix(palette.rock, "#8aa0b8", 0.5),
            haze=0.66,
            rise=height * 0.24,
            foot=horizon + height * 0.02,
            count=4,
        )
    else:
        scenery.ridges(stage, mix(white, palette.sky_mid, 0.3), count=3, rise=0.14, near_haze=0.3)
    trees.trees(stage, "mid", count=11, base=horizon + height * 0.02, height=height * 0.15, kind="conifer", haze=0.45)
    scenery.ground(stage, white, roll=0.03, steps=4)
    kind: trees.TreeKind = rng.choice(("conifer", "bare"))
    for side in (-1, 1):
        x = stage.width * (0.5 + side * rng.uniform(0.36, 0.5))
        tall = height * rng.uniform(0.26, 0.42)
        base = horizon + height * rng.uniform(0.05, 0.10)
        trees.tree(stage, "mid", x, base, tall, kind=kind, haze=0.2, leaf=mix("#3f6a6a", palette.leaf_dark, 0.4))
    if rng.random() < 0.5:
        _tracks(stage, white)
    scenery.stones(stage, count=5, colour=mix(white, palette.rock, 0.45))
    frames.framed(stage, ("none", "trunk", "rocks", "leaves", "none", "trunk+rocks", "none"))


def _tracks(stage: Stage, white: str) -> None:
    ink, comp = stage.air(0.0), stage.composition
    x = stage.width * (0.5 + comp.side * 0.2)
    for at in range(18):
        share = (at / 18) ** 1.6
        y = stage.horizon + (comp.feet - stage.horizon) * (0.1 + 0.88 * share)
        size = stage.scale_at(y) * 3.4
        cx = (
            x
            + (1 - share) ** 1.5 * stage.width * 0.25 * (-1 if comp.mirrored else 1)
            + (size * 1.6 if at % 2 else -size * 1.6)
        )
        stage.put("ground", ink.ellipse(cx, y, size, size * 0.42, shade(white, 0.2), role="shade"))


def sky(stage: Stage) -> None:
    """Above the clouds: heaped sheets of cloud to the horizon, the earth small below."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    white = mix("#ffffff", palette.sky_low, 0.3)
    scenery.ridges(stage, palette.leaf, count=2, rise=0.07, jagged=True, near_haze=0.7)
    for at in range(6):
        share = at / 5
        y = horizon + (height * 1.02 - horizon) * share**1.1
        layer = "far" if share < 0.3 else "ground"
        for x in stage.across(5, jitter=0.5):
            wide = width * (0.34 + 0.3 * share) * rng.uniform(0.8, 1.3)
            d = brush.cloud(rng, x, y + height * 0.05, wide, wide * rng.uniform(0.26, 0.36))
            colour = mix(white, palette.ambient, 0.06 + 0.08 * (at % 2))
            low = mix(mix(palette.sky_mid, palette.sky_top, 0.3 + 0.4 * share), "#6f8fb8", 0.22)
            fill = stage.gradient(
                layer, (colour, mix(colour, low, 0.5), low), top=y - wide * 0.22, foot=y + height * 0.07
            )
            stage.put(layer, stage._shadow(d, 0.4), f'<path d="{d}" fill="{fill}"/>')
        filler = brush.hills(
            rng, stage.left, stage.right, y + height * 0.045, amplitude=height * 0.015, bottom=stage.bottom
        )
        stage.put(layer, f'<path d="{filler}" fill="{mix(palette.sky_mid, palette.sky_top, 0.15 + 0.4 * share)}"/>')
    for side in (-1, 1):
        d = brush.cloud(rng, width * (0.5 + side * 0.55), height * rng.uniform(0.98, 1.04), width * 0.7, width * 0.24)
        ink = stage.air(0.0)
        stage.put(
            "foreground",
            stage._shadow(d, 0.3),
            ink.group([ink.shape(d, mix(white, palette.sky_top, 0.45))], opacity=0.9),
        )


def space(stage: Stage) -> None:
    """A moonscape under stars and planets."""
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    paint_sky(stage)
    for at in range(2):
        size = min(width, height) * rng.uniform(0.05, 0.13)
        x, y = width * (0.16 + 0.5 * at + rng.uniform(0.0, 0.2)), rng.uniform(0.1, 0.62) * horizon
        ink, colour = stage.air(0.2), rng.choice(("#d98a5a", "#7aa8c8", "#c8a0c8", "#e0c070"))
        stage.put(
            "far",
            ink.ellipse(x, y, size, size, colour),
            ink.ellipse(x + size * 0.2, y + size * 0.1, size * 0.75, size * 0.8, shade(colour, 0.2), role="shade"),
            ink.line(
                f"M{x - size * 1.7:.1f} {y + size * 0.35:.1f}q{size * 1.7:.1f} "
                f"{size * 0.3:.1f} {size * 3.4:.1f} {-size * 0.7:.1f}",
                tint(colour, 0.4),
                width=size * 0.1,
            ),
        )
    red = stage.vision.red_ground
    dust = mix("#c2583a", palette.sky_mid, 0.12) if red else mix("#b8a8a0", palette.sky_mid, 0.3)
    scenery.ridges(stage, dust, count=3, rise=0.12, jagged=True)
    scenery.ground(stage, dust)
    ink = stage.air(0.05)
    for _ in range(10):
        x, y = rng.uniform(-0.1, 1.1) * width, horizon + (height - horizon) * rng.uniform(0.05, 0.95)
        size = stage.scale_at(y) * rng.uniform(14, 34)
        stage.put(
            "ground",
            ink.ellipse(x, y, size, size * 0.3, shade(dust, 0.35), role="shade"),
            ink.ellipse(x, y + size * 0.07, size * 0.88, size * 0.22, shade(dust, 0.12), role="shade"),
        )
    frames.framed(stage, ("rocks", "none", "rocks", "none", "none", "rocks", "none"))
