"""Settings as they look in stories of today: a street of towers, a fitted kitchen, a living room, a plain bedroom."""

from storyvid.images.storyboard import brush, frames
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.places.fittings import boxed, furnished, off_side, plant
from storyvid.images.storyboard.places.interiors import lamplight, picture, rug, shelf, table, walls, window
from storyvid.images.storyboard.places.rooms import put_bed, someone_sleeps
from storyvid.images.storyboard.sky import paint_sky
from storyvid.images.storyboard.stage import Stage

FRONTS = ("#c9b49a", "#a8785f", "#8f9fb0", "#b8a8a0", "#7f8f98", "#d0c0a8")
AWNINGS = ("#c8503f", "#3f7a8a", "#d8a24a", "#5f8a5a")


def street(stage: Stage) -> None:
    """Towers behind houses with shops, a road with lanes and kerb, street lamps."""
    paint_sky(stage)
    rng, horizon, height, width = stage.rng, stage.horizon, stage.height, stage.width
    for x in stage.across(11, jitter=0.3):
        tower(stage, x, horizon, width * rng.uniform(0.08, 0.13), height * rng.uniform(0.22, 0.46), haze=0.62)
    for x in stage.across(max(6, round(width / height * 8)), jitter=0.04):
        wide = width * 1.6 / max(6, round(width / height * 8)) * 0.97
        _block(stage, x, horizon + height * 0.03, wide, height * rng.uniform(0.2, 0.32))
    _road(stage)
    side = off_side(stage)
    for share, tall in ((side * 0.4, 0.34), (-side * 0.48, 0.26)):
        street_lamp(stage, width * (0.5 + share), horizon + height * (0.09 if tall > 0.3 else 0.06), height * tall)
    if rng.random() < 0.65 and not {"car", "bus", "bicycle"} & set(stage.vision.things):
        x = width * (0.5 + side * rng.uniform(0.18, 0.34))
        kind = "bus" if rng.random() < 0.3 else "car"
        furnished(
            stage, kind, x, horizon + height * 0.118, height * (0.24 if kind == "bus" else 0.17), seed=rng.randrange(9)
        )
    frames.framed(stage, ("none",))


def tower(stage: Stage, x: float, base: float, wide: float, tall: float, *, haze: float) -> None:
    """A tall building with a grid of windows."""
    rng, ink, lit = stage.rng, stage.air(haze), stage.vision.time in ("night", "dusk")
    wall = rng.choice(("#7d8fa3", "#8a94a0", "#6f8298"))
    boxed(stage, "far", x - wide / 2, base - tall, wide, tall, wall, haze=haze)
    panes: list[str] = []
    rows = int(tall / (wide * 0.3))
    for row in range(rows):
        for column in range(3):
            if rng.random() < (0.6 if lit else 0.9):
                panes.append(
                    brush.box(
                        x - wide * (0.38 - 0.29 * column),
                        base - tall + wide * (0.14 + 0.3 * row),
                        wide * 0.17,
                        wide * 0.16,
                    )
                )
    if panes:
        stage.put(
            "far",
            ink.shape(
                "".join(panes), stage.palette.lamp if lit else tint(wall, 0.35), role="light" if lit else "shade"
            ),
        )


def _block(stage: Stage, x: float, base: float, wide: float, tall: float) -> None:
    rng, lit = stage.rng, stage.vision.time in ("night", "dusk")
    air = 0.5 if stage.ink.manner.silhouette else 0.2  # the walkers must be told from the walls
    ink, wall = stage.air(air), mix(rng.choice(FRONTS), stage.palette.sky_mid, 0.1)
    left, top = x - wide / 2, base - tall
    stage.put(
        "far", stage._shadow(brush.box(left, top, wide, tall), air), ink.shape(brush.box(left, top, wide, tall), wall)
    )
    boxed(stage, "far", left - wide * 0.02, top - tall * 0.03, wide * 1.04, tall * 0.05, shade(wall, 0.2), haze=air)
    on: list[str] = []
    off: list[str] = []
    for row in range(3):
        for column in range(3):
            pane = brush.box(
                left + wide * (0.12 + 0.28 * column), top + tall * (0.1 + 0.2 * row), wide * 0.19, tall * 0.13
            )
            (on if lit and rng.random() < 0.65 else off).append(pane)
    if on:
        stage.put("far", ink.shape("".join(on), stage.palette.lamp, role="light"))
    if off:
        stage.put("far", ink.shape("".join(off), shade(wall, 0.42) if lit else "#cfe0e6", role="shade"))
    glass = stage.palette.lamp if lit else "#b8d0d4"
    stage.put(
        "far",
        ink.shape(
            brush.box(left + wide * 0.08, base - tall * 0.26, wide * 0.55, tall * 0.2),
            glass,
            role="light" if lit else "detail",
        ),
    )
    boxed(stage, "far", left + wide * 0.72, base - tall * 0.26, wide * 0.17, tall * 0.26, shade(wall, 0.45), haze=air)
    awning = rng.choice(AWNINGS)
    for at in range(6):
        boxed(
            stage,
            "far",
            left + wide * (0.04 + 0.105 * at),
            base - tall * 0.32,
            wide * 0.105,
            tall * 0.07,
            awning if at % 2 else "#f2eadb",
            haze=air,
        )


def _road(stage: Stage) -> None:
    horizon, height, width = stage.horizon, stage.height, stage.width
    asphalt = mix("#5f636b", stage.palette.sky_mid, 0.12)
    if stage.snowy:
        asphalt = mix(asphalt, stage.snow, 0.55)
    pave = mix("#b4aea6", stage.palette.sky_low, 0.15)
    top, kerb, near = horizon + height * 0.03, horizon + height * 0.075, horizon + (height - horizon) * 0.44
    box = brush.box(stage.left, top, width * 1.6, stage.bottom - top)
    stage.sheet("ground", box, pave, haze=0.3 if stage.ink.manner.silhouette else 0.05, top=top, foot=height, fade=0.0)
    ink = stage.air(0.3 if stage.ink.manner.silhouette else 0.02)
    stage.put("ground", ink.shape(brush.box(stage.left, kerb, width * 1.6, near - kerb), asphalt))
    stage.put(
        "ground", ink.shape(brush.box(stage.left, kerb - height * 0.006, width * 1.6, height * 0.008), tint(pave, 0.2))
    )
    stage.put("ground", ink.shape(brush.box(stage.left, near, width * 1.6, height * 0.012), tint(pave, 0.25)))
    lane = (kerb + near) / 2
    dashes = "".join(brush.box(stage.left + width * 0.18 * at, lane, width * 0.09, height * 0.007) for at in range(10))
    stage.put("ground", ink.shape(dashes, "#f0ead8", role="detail"))
    y, tall = near + height * 0.012, height * 0.03
    seams = ""
    while y < stage.bottom:
        seams += f"M{stage.left:.1f} {y:.1f}H{stage.right:.1f}"
        y, tall = y + tall, tall * 1.25
    middle = width / 2
    seams += "".join(
        f"M{middle + (at - 8) * width * 0.14:.1f} {near:.1f}L{middle + (at - 8) * width * 0.26:.1f} {stage.bottom:.1f}"
        for at in range(17)
    )
    stage.put("ground", ink.line(seams, shade(pave, 0.16), width=3))
    if stage.vision.weather in ("rain", "storm"):
        for _ in range(6):
            x, y = stage.rng.uniform(0, 1) * width, stage.rng.uniform(kerb, height)
            shine = mix(stage.palette.lamp if stage.night else stage.palette.sky_low, asphalt, 0.4)
            stage.put(
                "ground", ink.group([ink.ellipse(x, y, width * 0.1, height * 0.01, shine, role="light")], opacity=0.5)
            )


def street_lamp(stage: Stage, x: float, base: float, tall: float) -> None:
    """A lamp on a bent pole, lit in the dark."""
    ink, lit = stage.air(0.02), stage.vision.time in ("night", "dusk")
    way = 1 if x < stage.width / 2 else -1
    reach = tall * 0.16
    pole = f"M{x:.1f} {base:.1f}v{-tall * 0.88:.1f}q0 {-tall * 0.12:.1f} {way * reach:.1f} {-tall * 0.12:.1f}"
    head = (x + way * reach, base - tall)
    stage.put(
        "mid",
        ink.line(pole, mix("#4a5058", stage.palette.dark, 0.3), width=tall * 0.026),
        ink.ellipse(
            head[0],
            head[1] + tall * 0.012,
            tall * 0.06,
            tall * 0.026,
            stage.palette.lamp if lit else "#dfe6e4",
            role="light" if lit else "detail",
        ),
    )
    if lit:
        stage.glow("mid", head[0], head[1], tall * 0.75, stage.palette.lamp, strength=0.75)


def kitchen(stage: Stage) -> None:
    """Fitted cupboards, a stove with a steaming pot, a fridge, a laid table."""
    rng, width, height, horizon = stage.rng, stage.width, stage.height, stage.horizon
    floor = mix("#c7a98a", stage.palette.wood, 0.25)
    walls(stage, mix(stage.palette.wall, "#f0e6cf", 0.5), floor=floor, boards=rng.random() < 0.5, pattern="plain")
    side, ink = off_side(stage), stage.air(0.02)
    front = rng.choice(("#8fb0a8", "#d8c8a8", "#a8b8c8", "#c89a86"))
    low, base = horizon - height * 0.135, horizon + height * 0.012
    tiles = "".join(f"M{x:.1f} {low:.1f}v{-height * 0.12:.1f}" for x in stage.across(26, jitter=0.0))
    tiles += "".join(f"M{stage.left:.1f} {low - height * 0.04 * row:.1f}h{width * 1.6:.1f}" for row in range(1, 4))
    stage.put("far", ink.line(tiles, mix("#ffffff", front, 0.25), width=2.5))
    boxed(stage, "far", stage.left, low, width * 1.6, base - low, front)
    unit = height * 0.115
    count = round(width * 1.6 / unit)
    for at in range(count):
        x = stage.left + unit * at
        boxed(
            stage,
            "far",
            x + unit * 0.05,
            low + height * 0.026,
            unit * 0.9,
            base - low - height * 0.04,
            tint(front, 0.12),
        )
        boxed(stage, "far", x + unit * 0.42, low + height * 0.036, unit * 0.16, height * 0.005, shade(front, 0.45))
    boxed(
        stage,
        "far",
        stage.left,
        low - height * 0.006,
        width * 1.6,
        height * 0.018,
        mix("#8a6a4c", stage.palette.wood, 0.3),
    )
    x = width * (0.5 - side * rng.uniform(0.18, 0.28))
    window(stage, x, low - height * 0.12, min(width * 0.28, height * 0.22), height * 0.17)
    for way in (0.06, 0.3):
        cup = width * (0.5 + side * way)
        boxed(stage, "far", cup - unit * 0.55, horizon - height * 0.42, unit * 1.1, height * 0.13, front)
        boxed(stage, "far", cup - unit * 0.5, horizon - height * 0.413, unit, height * 0.116, tint(front, 0.12))
    _stove(stage, width * (0.5 + side * 0.18), low, base, unit * 1.25)
    _fridge(stage, width * (0.5 + side * 0.43), base, height * 0.36)
    laid = ("#e8dcc4", "#c8703f", "#8a9a5a")
    table(
        stage,
        width * (0.5 - side * 0.36),
        horizon + height * 0.11,
        min(width * 0.5, height * 0.4),
        height * 0.11,
        laid=laid,
        candle_on=False,
    )
    frames.framed(stage, ("none", "none", "none", "curtain", "none", "none", "none"))
    lamplight(stage)


def _stove(stage: Stage, x: float, top: float, base: float, wide: float) -> None:
    ink, tall = stage.air(0.0), base - top
    boxed(stage, "far", x - wide / 2, top, wide, tall, "#e9e9e6", haze=0.0)
    boxed(stage, "far", x - wide * 0.38, top + tall * 0.34, wide * 0.76, tall * 0.5, "#4a4f55", haze=0.0)
    boxed(stage, "far", x - wide * 0.34, top + tall * 0.4, wide * 0.68, tall * 0.36, "#e8964a", haze=0.0)
    knobs = "".join(
        brush.box(x - wide * 0.36 + wide * 0.2 * at, top + tall * 0.12, wide * 0.08, wide * 0.08) for at in range(4)
    )
    stage.put("far", ink.shape(knobs, "#5a5f66", role="detail"))
    boxed(stage, "far", x - wide * 0.46, top - tall * 0.06, wide * 0.92, tall * 0.07, "#3f444a", haze=0.0)
    pot, size = x + wide * 0.14, wide * 0.34
    boxed(stage, "far", pot - size / 2, top - tall * 0.06 - size * 0.6, size, size * 0.6, "#b0563f", haze=0.0)
    boxed(
        stage,
        "far",
        pot - size * 0.55,
        top - tall * 0.06 - size * 0.68,
        size * 1.1,
        size * 0.12,
        shade("#b0563f", 0.2),
        haze=0.0,
    )
    for dx in (-0.12, 0.12):
        y = top - tall * 0.06 - size * 0.8
        curl = (
            f"M{pot + dx * size:.1f} {y:.1f}q{size * 0.2:.1f} {-size * 0.25:.1f} 0 {-size * 0.5:.1f}t0 "
            f"{-size * 0.5:.1f}"
        )
        stage.put("far", ink.group([ink.line(curl, "#ffffff", width=size * 0.09)], opacity=0.55))


def _fridge(stage: Stage, x: float, base: float, tall: float) -> None:
    wide, ink = tall * 0.46, stage.air(0.0)
    body = stage.rng.choice(("#e6e8e6", "#d8e4e2", "#e8d8c8"))
    boxed(stage, "far", x - wide / 2, base - tall, wide, tall, body, haze=0.0)
    boxed(stage, "far", x - wide / 2, base - tall * 0.66, wide, tall * 0.012, shade(body, 0.25), haze=0.0)
    for top, long in ((0.9, 0.14), (0.58, 0.2)):
        boxed(stage, "far", x - wide * 0.4, base - tall * top, wide * 0.06, tall * long, "#8d959a", haze=0.0)
    for dx, dy, colour in ((0.1, 0.86, "#f2c84a"), (0.24, 0.8, "#d8634a"), (0.05, 0.5, "#7fb0c8")):
        stage.put(
            "far",
            ink.shape(brush.box(x + wide * dx, base - tall * dy, wide * 0.16, wide * 0.18), colour, role="detail"),
        )


def room(stage: Stage) -> None:
    """A sofa, a wide window or shelves, a floor lamp, a picture and a rug."""
    rng, width, height, horizon, palette = stage.rng, stage.width, stage.height, stage.horizon, stage.palette
    walls(
        stage,
        palette.wall,
        floor=mix(palette.wood, "#b98f62", 0.5),
        pattern=rng.choice(("plain", "plain", "stripes", "dots")),
    )
    side = off_side(stage)
    window(stage, width * (0.5 - side * 0.2), horizon - height * 0.13, min(width * 0.34, height * 0.3), height * 0.24)
    x, base = width * (0.5 + side * 0.24), horizon + height * 0.055
    _sofa(stage, x, base, min(width * 0.6, height * 0.4))
    if rng.random() < 0.5:
        shelf(stage, x, horizon - height * 0.3, min(width * 0.4, height * 0.3), height * 0.05)
    else:
        for dx in (-0.1, 0.1):
            picture(stage, x + dx * min(width, height), horizon - height * rng.uniform(0.28, 0.34))
    lamp = width * (0.5 + side * 0.02)
    ink = stage.air(0.0)
    stage.put("far", ink.line(f"M{lamp:.1f} {base:.1f}v{-height * 0.3:.1f}", "#5a5048", width=7))
    stage.put(
        "far",
        ink.shape(
            f"M{lamp - 26:.1f} {base - height * 0.36:.1f}h52l26 {height * 0.06:.1f}h-104z",
            "#f2d9a0",
            role="light" if stage.night else "body",
        ),
    )
    if stage.vision.time in ("night", "dusk"):
        stage.glow("far", lamp, base - height * 0.33, height * 0.3, palette.lamp, strength=0.6)
    rug(stage, palette.accent)
    plant(stage, width * (0.5 - side * 0.47), horizon + height * 0.04, height * 0.18)
    frames.framed(stage, ("none", "none", "curtain", "none", "none", "none", "curtain"))
    lamplight(stage)


def _sofa(stage: Stage, x: float, base: float, wide: float) -> None:
    ink, tall = stage.air(0.0), wide * 0.36
    cloth = stage.rng.choice(("#5f8a80", "#b0604a", "#5a6f98", "#c99a4a", "#8a6a8f"))
    back = (
        f"M{x - wide * 0.44:.1f} {base - tall * 0.2:.1f}v{-tall * 0.66:.1f}q0 {-tall * 0.14:.1f} "
        f"{wide * 0.06:.1f} {-tall * 0.14:.1f}h{wide * 0.76:.1f}q{wide * 0.06:.1f} 0 {wide * 0.06:.1f} "
        f"{tall * 0.14:.1f}v{tall * 0.66:.1f}z"
    )
    stage.put("mid", ink.shape(back, shade(cloth, 0.08), role="cloth"))
    for at in range(2):
        boxed(
            stage,
            "mid",
            x - wide * 0.41 + wide * 0.41 * at,
            base - tall * 0.5,
            wide * 0.4,
            tall * 0.24,
            tint(cloth, 0.12),
            haze=0.0,
        )
    boxed(stage, "mid", x - wide * 0.44, base - tall * 0.3, wide * 0.88, tall * 0.24, cloth, haze=0.0)
    for way in (-1, 1):
        arm = brush.box(x + way * wide * 0.44 - wide * 0.055, base - tall * 0.62, wide * 0.11, tall * 0.56)
        stage.put("mid", ink.shape(arm, shade(cloth, 0.14), role="cloth"))
        boxed(
            stage,
            "mid",
            x + way * wide * 0.4 - wide * 0.02,
            base - tall * 0.06,
            wide * 0.04,
            tall * 0.08,
            "#5a4030",
            haze=0.0,
        )
    pillow = brush.blob(stage.rng, x - wide * 0.27, base - tall * 0.58, wide * 0.08, tall * 0.17, jitter=0.06)
    stage.put("mid", ink.shape(pillow, stage.palette.accent, role="cloth"))


def bedroom(stage: Stage) -> None:
    """A plain bed, a window, a shelf of toys, a rug."""
    rng, width, height, horizon, palette = stage.rng, stage.width, stage.height, stage.horizon, stage.palette
    walls(
        stage, palette.wall, floor=mix(palette.wood, "#b08a66", 0.5), pattern=rng.choice(("plain", "stripes", "dots"))
    )
    side = off_side(stage)
    window(stage, width * (0.5 - side * 0.2), horizon - height * 0.13, min(width * 0.3, height * 0.26), height * 0.22)
    if not someone_sleeps(stage):
        wide = min(width * 0.62, height * 0.46)
        put_bed(stage, width * (0.5 + side * 0.3), horizon + height * 0.07, wide, posts=False)
    shelf(stage, width * (0.5 + side * 0.26), horizon - height * 0.24, min(width * 0.36, height * 0.26), height * 0.05)
    furnished(stage, "doll", width * (0.5 + side * 0.2), horizon - height * 0.24, height * 0.03, layer="far")
    if rng.random() < 0.6:
        picture(stage, width * (0.5 + side * 0.3), horizon - height * 0.38)
    rug(stage, palette.accent)
    frames.framed(stage, ("none", "curtain", "none", "none", "none", "curtain", "none"))
    lamplight(stage)
