"""Places of play and of beasts: stadium, playground, stable."""

from storyvid.images.storyboard import brush, frames, scenery, trees
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.places.fittings import boxed, furnished, off_side
from storyvid.images.storyboard.places.interiors import lamplight, walls
from storyvid.images.storyboard.sky import paint_sky
from storyvid.images.storyboard.stage import Stage

SHIRTS = ("#c8463f", "#3f6fa8", "#e0b040", "#f0ece0", "#5f8a5a", "#8a5a90")


def stadium(stage: Stage) -> None:
    """A mown pitch with white lines, a goal, stands full of people and floodlights."""
    paint_sky(stage)
    rng, width, height, horizon, palette = stage.rng, stage.width, stage.height, stage.horizon, stage.palette
    top = horizon - height * rng.uniform(0.13, 0.17)
    ink = stage.air(0.25)
    boxed(
        stage,
        "far",
        stage.left,
        top - height * 0.035,
        width * 1.6,
        height * 0.04,
        mix(palette.rock, "#8f9aa8", 0.6),
        haze=0.3,
    )
    boxed(stage, "far", stage.left, top, width * 1.6, horizon - top + 8, mix(palette.rock, "#5d6674", 0.6), haze=0.25)
    heads: dict[str, list[str]] = {}
    rows = 7
    for row in range(rows):
        y = top + (horizon - top) * (row + 0.7) / (rows + 0.6)
        size = height * (0.0055 + 0.0006 * row)
        for x in stage.across(46, jitter=0.4):
            shirt = heads.setdefault(rng.choice(SHIRTS), [])
            shirt.append(
                f"M{x - size:.0f} {y + size * 1.4:.0f}q0 {-size * 2.6:.0f} {size:.0f} "
                f"{-size * 2.6:.0f}t{size:.0f} {size * 2.6:.0f}z"
            )
    for colour, marks in heads.items():
        stage.put("far", ink.shape("".join(marks), colour, role="shade"))
    boxed(stage, "far", stage.left, horizon - height * 0.022, width * 1.6, height * 0.03, "#e9e6da", haze=0.15)
    for at, x in enumerate(stage.across(5, jitter=0.0)):
        boxed(
            stage,
            "far",
            x - width * 0.12,
            horizon - height * 0.019,
            width * 0.22,
            height * 0.024,
            SHIRTS[at % 3],
            haze=0.15,
        )
    for side in (-1, 1):
        _floodlight(stage, width * (0.5 + side * 0.42), top, height * 0.16)
    _pitch(stage)
    side = off_side(stage)
    _goal(stage, width * (0.5 + side * rng.uniform(0.12, 0.3)), horizon + height * 0.045, height * 0.15)
    frames.framed(stage, ("none",))


def _floodlight(stage: Stage, x: float, base: float, tall: float) -> None:
    ink = stage.air(0.25)
    stage.put("far", ink.line(f"M{x:.1f} {base:.1f}v{-tall:.1f}", "#6a7078", width=tall * 0.05))
    stage.put("far", ink.shape(brush.box(x - tall * 0.22, base - tall * 1.15, tall * 0.44, tall * 0.22), "#525860"))
    for dx in (-0.14, 0.0, 0.14):
        stage.put(
            "far", ink.ellipse(x + dx * tall, base - tall * 1.04, tall * 0.05, tall * 0.05, "#fff6d0", role="light")
        )
    if stage.vision.time in ("night", "dusk") or stage.vision.weather in ("rain", "storm"):
        stage.glow("far", x, base - tall * 1.04, tall * 1.5, "#fff2c8", strength=0.7)


def _pitch(stage: Stage) -> None:
    """Mown stripes and white lines in perspective; brown where it rains."""
    wet = stage.vision.weather in ("rain", "storm")
    grass = mix("#5f9a4a", stage.palette.ground, 0.25) if not wet else mix("#6f7a48", "#8a6a48", 0.4)
    if stage.snowy:
        grass = stage.snow
    horizon, height, width = stage.horizon, stage.height, stage.width
    box = brush.box(stage.left, horizon, width * 1.6, stage.bottom - horizon)
    stage.sheet("ground", box, grass, haze=0.0, top=horizon, foot=height, fade=0.0)
    ink, dark = stage.air(0.0), shade(grass, 0.1)
    y, tall, at = horizon, height * 0.022, 0
    while y < stage.bottom:
        if at % 2:
            stage.put("ground", ink.shape(brush.box(stage.left, y, width * 1.6, tall), dark, role="shade"))
        y, tall, at = y + tall, tall * 1.34, at + 1
    white = mix("#f6f6ee", grass, 0.12)
    near, far, middle = horizon + (height - horizon) * 0.5, horizon + (height - horizon) * 0.1, width / 2
    lines = (
        f"M{stage.left:.1f} {far:.1f}H{stage.right:.1f}M{middle - width * 0.42:.1f} {far:.1f}"
        f"L{middle - width * 0.62:.1f} {near:.1f}H{middle + width * 0.62:.1f}L{middle + width * 0.42:.1f} {far:.1f}"
    )
    stage.put("ground", ink.line(lines, white, width=height * 0.006))
    stage.put("ground", ink.ellipse(middle, horizon + (height - horizon) * 0.3, width * 0.018, height * 0.004, white))
    if wet:
        for _ in range(5):
            x, y = stage.rng.uniform(0, 1) * width, horizon + (height - horizon) * stage.rng.uniform(0.35, 0.95)
            stage.put("ground", ink.ellipse(x, y, width * 0.1, height * 0.012, "#6d5238", role="shade"))


def _goal(stage: Stage, x: float, base: float, tall: float) -> None:
    ink, wide = stage.air(0.04), tall * 2.1
    left, top, deep = x - wide / 2, base - tall, tall * 0.16
    net = "".join(f"M{left + wide * at / 14:.1f} {top:.1f}v{tall - deep * 0.3:.1f}" for at in range(15))
    net += "".join(f"M{left:.1f} {top + tall * at / 7:.1f}h{wide:.1f}" for at in range(1, 7))
    stage.put("mid", ink.group([ink.line(net, "#f2f2ee", width=1.8)], opacity=0.6))
    stage.put(
        "mid", ink.line(f"M{left:.1f} {base:.1f}v{-tall:.1f}h{wide:.1f}v{tall:.1f}", "#fbfbf6", width=tall * 0.055)
    )


def playground(stage: Stage) -> None:
    """A swing, a slide, a sandpit on the grass; the school or houses behind trees."""
    paint_sky(stage)
    rng, width, height, horizon, palette = stage.rng, stage.width, stage.height, stage.horizon, stage.palette
    trees.trees(stage, "far", count=11, base=horizon + height * 0.01, height=height * 0.15, kind="round", haze=0.5)
    side = off_side(stage)
    _school(
        stage, width * (0.5 - side * 0.26), horizon + height * 0.012, min(width * 0.52, height * 0.42), height * 0.18
    )
    scenery.ground(stage, palette.ground)
    furnished(stage, "fence", width * 0.1, horizon + height * 0.03, width * 0.3, layer="mid")
    furnished(stage, "fence", width * 0.9, horizon + height * 0.03, width * 0.3, layer="mid")
    plans = [(_swing, -side * 0.34), (_slide, side * 0.34)]
    for draw, share in plans if rng.random() < 0.5 else [(_slide, -side * 0.3), (_swing, side * 0.36)]:
        draw(stage, width * (0.5 + share), horizon + height * rng.uniform(0.07, 0.11), height * rng.uniform(0.2, 0.24))
    ink, sand = stage.air(0.0), mix("#ecd3a2", palette.sky_low, 0.15)
    x, y = width * (0.5 + side * rng.uniform(0.1, 0.24)), horizon + height * 0.2
    stage.put(
        "ground",
        ink.ellipse(x, y, width * 0.26, height * 0.026, shade(palette.wood, 0.1)),
        ink.ellipse(x, y - 5, width * 0.24, height * 0.021, sand),
    )
    scenery.grass(stage, colour=palette.leaf, count=26)
    frames.framed(stage, ("none", "leaves", "none", "grass", "none", "leaves", "none"))


def _school(stage: Stage, x: float, base: float, wide: float, tall: float) -> None:
    ink = stage.air(0.3)
    wall = mix("#c9785a", stage.palette.wall, 0.25)
    boxed(stage, "far", x - wide / 2, base - tall, wide, tall, wall, haze=0.3)
    roof = (
        f"M{x - wide * 0.54:.1f} {base - tall:.1f}L{x - wide * 0.46:.1f} "
        f"{base - tall * 1.28:.1f}h{wide * 0.92:.1f}L{x + wide * 0.54:.1f} {base - tall:.1f}z"
    )
    stage.put("far", ink.shape(roof, stage.palette.roof))
    lit = stage.vision.time in ("night", "dusk")
    panes = "".join(
        brush.box(x - wide * 0.42 + wide * 0.2 * at, base - tall * (0.86 - 0.42 * row), wide * 0.11, tall * 0.26)
        for row in range(2)
        for at in range(5)
        if not (row and at == 2)
    )
    stage.put("far", ink.shape(panes, stage.palette.lamp if lit else "#dcebf0", role="light" if lit else "detail"))
    stage.put(
        "far",
        ink.shape(
            brush.box(x - wide * 0.05, base - tall * 0.4, wide * 0.1, tall * 0.4), shade(stage.palette.wood, 0.1)
        ),
    )


def _swing(stage: Stage, x: float, base: float, tall: float) -> None:
    ink, half, steel = stage.air(0.02), tall * 0.42, "#c8503f"
    bars = "".join(
        f"M{x + way * half:.1f} {base - tall:.1f}l{dx * tall:.1f} {tall:.1f}" for way in (-1, 1) for dx in (-0.12, 0.12)
    )
    stage.put("mid", ink.line(bars + f"M{x - half:.1f} {base - tall:.1f}h{half * 2:.1f}", steel, width=tall * 0.035))
    for share in (-0.4, 0.4):
        sx, low = x + half * share, base - tall * 0.24
        ropes = (
            f"M{sx - tall * 0.06:.1f} {base - tall:.1f}V{low:.1f}M{sx + tall * 0.06:.1f} {base - tall:.1f}V{low:.1f}"
        )
        stage.put(
            "mid",
            ink.line(ropes, "#6a6258", width=2.6),
            ink.shape(brush.box(sx - tall * 0.09, low, tall * 0.18, tall * 0.03), "#8a5a3a"),
        )


def _slide(stage: Stage, x: float, base: float, tall: float) -> None:
    ink, way = stage.air(0.02), -1 if x > stage.width / 2 else 1
    top = base - tall * 0.8
    rungs = "".join(
        f"M{x - way * tall * 0.3:.1f} {base - tall * 0.13 * at:.1f}h{way * tall * 0.14:.1f}" for at in range(1, 6)
    )
    stage.put(
        "mid",
        ink.line(
            f"M{x - way * tall * 0.3:.1f} {base:.1f}V{top:.1f}M{x - way * tall * 0.16:.1f} {base:.1f}V{top:.1f}"
            + rungs,
            "#6f7f92",
            width=tall * 0.03,
        ),
        ink.line(
            f"M{x - way * tall * 0.2:.1f} {top:.1f}q{way * tall * 0.3:.1f} {tall * 0.1:.1f} "
            f"{way * tall * 0.44:.1f} {tall * 0.5:.1f}t{way * tall * 0.36:.1f} {tall * 0.27:.1f}",
            "#e8b23a",
            width=tall * 0.09,
        ),
        ink.line(
            f"M{x - way * tall * 0.2:.1f} {top - tall * 0.05:.1f}q{way * tall * 0.3:.1f} {tall * 0.1:.1f} "
            f"{way * tall * 0.44:.1f} {tall * 0.5:.1f}t{way * tall * 0.36:.1f} {tall * 0.27:.1f}",
            tint("#e8b23a", 0.3),
            width=tall * 0.02,
        ),
    )


def stable(stage: Stage) -> None:
    """Plank walls under beams, stalls, hay and a lantern."""
    rng, width, height, horizon, palette = stage.rng, stage.width, stage.height, stage.horizon, stage.palette
    wood = mix(palette.wood, "#9a6f48", 0.5)
    walls(stage, mix(wood, palette.wall, 0.25), floor=mix("#a88a58", palette.wood, 0.3), boards=False)
    ink, side = stage.air(0.05), off_side(stage)
    planks = "".join(f"M{x:.1f} {-0.3 * height:.1f}V{horizon:.1f}" for x in stage.across(20, jitter=0.1))
    stage.put("far", ink.line(planks, shade(wood, 0.25), width=4))
    for y in (0.05, 0.16):
        boxed(stage, "far", stage.left, height * y, width * 1.6, height * 0.028, shade(wood, 0.2))
    for x in (0.04, 0.5 + side * 0.08, 0.96):
        boxed(
            stage,
            "far",
            width * x - height * 0.014,
            -0.3 * height,
            height * 0.028,
            horizon + 0.3 * height,
            shade(wood, 0.14),
        )
    x, wide, tall = width * (0.5 - side * 0.2), min(width * 0.24, height * 0.2), height * 0.2
    fill = stage.gradient(
        "far",
        (palette.sky_top, palette.sky_mid, palette.sky_low),
        top=horizon - height * 0.4,
        foot=horizon - height * 0.2,
    )
    stage.put("far", f'<path d="{brush.box(x - wide / 2, horizon - height * 0.4, wide, tall * 0.9)}" fill="{fill}"/>')
    stage.put("far", ink.line(brush.box(x - wide / 2, horizon - height * 0.4, wide, tall * 0.9), wood, width=14))
    gate = "".join(
        brush.box(stage.left, horizon - height * (0.05 + 0.05 * row), width * 1.6, height * 0.018) for row in range(2)
    )
    stage.put("far", ink.shape(gate, tint(wood, 0.1)))
    for heap, size in ((side * 0.36, 0.3), (-side * 0.46, 0.2)):
        hx, base = width * (0.5 + heap), horizon + height * (0.06 if size > 0.25 else 0.04)
        d = brush.crown(rng, hx, base - height * 0.03, width * size, height * 0.055, lobes=26)
        stage.put("mid", stage.air(0.0).shape(d, "#dcb65a"))
        straw = "".join(
            f"M{hx + rng.uniform(-1, 1) * width * size * 0.8:.1f} "
            f"{base - rng.uniform(0, 0.07) * height:.1f}l{rng.uniform(-40, 40):.1f} {rng.uniform(-14, 14):.1f}"
            for _ in range(30)
        )
        stage.put("mid", stage.air(0.0).line(straw, "#f0d488", width=3))
    wisps = "".join(
        f"M{rng.uniform(stage.left, stage.right):.1f} "
        f"{rng.uniform(horizon, height):.1f}l{rng.uniform(-46, 46):.1f} {rng.uniform(-10, 10):.1f}"
        for _ in range(50)
    )
    stage.put("ground", stage.air(0.0).line(wisps, "#e0c070", width=3))
    frames.framed(stage, ("none",))
    lamplight(stage)
