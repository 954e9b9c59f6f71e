"""Built settings out of doors: castle, tower, village, city, market, graveyard."""

from storyvid.images.storyboard import brush, frames, scenery
from storyvid.images.storyboard.colour import mix, shade, tint
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
    hill = brush.smooth([(x - width * 0.75, horizon + height * 0.05), (x - width * 0.4, base + height * 0.03),
                         (x - width * 0.2, base - height * 0.015), (x + width * 0.22, base - height * 0.015),
                         (x + width * 0.42, base + height * 0.03), (x + width * 0.75, horizon + height * 0.05)], tension=1.0)
    scenery.keep(stage, "far", x, base, tall, haze=0.34)
    stage.sheet("far", f"{hill}V{horizon + height * 0.2:.1f}H{x - width * 0.75:.1f}z", mix(palette.leaf_dark, palette.ground, 0.4),
                haze=0.34, top=base - height * 0.02, foot=horizon + height * 0.06, fade=0.3)  # fmt: skip
    scenery.trees(stage, "mid", count=15, base=horizon + height * 0.045, height=height * 0.09, kind=rng.choice(("round", "conifer")),
                  haze=0.3)  # fmt: skip
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
    scenery.trees(stage, "mid", count=12, base=horizon + height * 0.02, height=height * 0.14, kind="conifer", haze=0.42)
    side = _off_side(stage)
    x, base, wide = width * (0.5 + side * 0.27), horizon + height * 0.06, width * rng.uniform(0.2, 0.26)
    scenery.ground(stage, palette.ground)
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
        stage.put("mid", ink.shape(brush.box(bx, by, wide * 0.1, wide * 0.045), shade(stone, rng.uniform(0.08, 0.22)), role="shade"))
    lit = stage.vision.time in ("night", "dusk")
    window = ink.shape(brush.arch(x - wide * 0.02, top + tall * 0.16, wide * 0.26, tall * 0.11), palette.glow if lit else
                       shade(stone, 0.6), role="light" if lit else "shade")  # fmt: skip
    roof = (f"M{x - wide * 0.66:.1f} {top:.1f}Q{x - wide * 0.16:.1f} {top - tall * 0.08:.1f} {x:.1f} {base - tall:.1f}Q"
            f"{x + wide * 0.16:.1f} {top - tall * 0.08:.1f} {x + wide * 0.66:.1f} {top:.1f}Q{x:.1f} {top + tall * 0.03:.1f} "
            f"{x - wide * 0.66:.1f} {top:.1f}z")  # fmt: skip
    stage.put("mid", ink.shape(brush.box(x - wide * 0.54, top, wide * 1.08, tall * 0.04), shade(stone, 0.14)), window,
              ink.shape(roof, palette.roof))  # fmt: skip
    if lit:
        stage.glow("mid", x, top + tall * 0.1, wide * 0.7, palette.glow, strength=0.5)
    ivy = "".join(brush.leaf(x - wide * rng.uniform(0.2, 0.52), base - tall * rng.random() ** 2 * 0.5, wide * 0.11,
                             rng.uniform(0, 6.3), plump=0.5) for _ in range(60))  # fmt: skip
    stage.put("mid", ink.shape(ivy, palette.leaf_dark, role="shade"))


def village(stage: Stage) -> None:
    """Cottages about a green, one of them near."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    scenery.ridges(stage, palette.leaf, count=3, rise=0.15)
    for x in stage.across(8):
        scenery.house(stage, "far", x, horizon + height * 0.012, height * rng.uniform(0.07, 0.11), haze=0.5)
    scenery.trees(stage, "mid", count=8, base=horizon + height * 0.02, height=height * 0.1, kind="round", haze=0.4)
    scenery.ground(stage, palette.ground)
    side = _off_side(stage)
    for x, share, tall in ((0.5 - side * 0.42, 0.1, 0.17), (0.5 + side * 0.14, 0.08, 0.15), (0.5 + side * 0.42, 0.2, 0.31)):
        y = horizon + (height * 0.85 - horizon) * share
        scenery.house(stage, "mid", width * (x + rng.uniform(-0.04, 0.04)), y, height * tall * rng.uniform(0.9, 1.1),
                      haze=0.3 - share)  # fmt: skip
    scenery.path(stage, palette.path, width=0.3)
    scenery.grass(stage, colour=palette.leaf_dark, count=30, flowers=("#e8503f", "#f2b33a", "#f4efe4"))
    frames.framed(stage, ("leaves", "grass", "trunk+grass", "leaves+grass", "grass", "rocks+grass", "leaves"))


def city(stage: Stage) -> None:
    """A street of tall gabled houses under spires, cobbles and lanterns."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    _spires(stage)
    for row, haze in ((0, 0.36), (1, 0.14)):
        for x in stage.across(9 - row * 2, jitter=0.12):
            if row and abs(x / width - 0.5 - stage.composition.side * 0.14) < 0.2:
                continue
            _townhouse(stage, "far" if not row else "mid", x, horizon + height * (0.01 + 0.04 * row), height *
                       rng.uniform(0.2, 0.28) * (1 + row * 0.45), haze=haze)  # fmt: skip
    cobbles(stage)
    lantern(stage, width * (0.5 + _off_side(stage) * 0.4), horizon + height * 0.14, height * 0.26)
    frames.framed(stage, ("none", "arch", "none", "curtain", "leaves", "arch", "none"))


def _spires(stage: Stage) -> None:
    rng, ink = stage.rng, stage.air(0.7)
    for _ in range(4):
        x, tall, wide = rng.uniform(0, 1) * stage.width, stage.height * rng.uniform(0.2, 0.36), stage.width * rng.uniform(0.05, 0.08)
        base = stage.horizon
        stage.put("far", ink.shape(brush.polygon([(x - wide / 2, base), (x - wide / 2, base - tall * 0.6), (x, base - tall),
                                                  (x + wide / 2, base - tall * 0.6), (x + wide / 2, base)]), stage.palette.rock))


def _townhouse(stage: Stage, layer: str, x: float, base: float, tall: float, *, haze: float) -> None:
    rng, palette, ink = stage.rng, stage.palette, stage.air(haze)
    wide = stage.width * rng.uniform(0.17, 0.22)
    wall = mix(rng.choice(("#e0b98a", "#c98f76", "#d8cfae", "#a8b0a0", "#c8a0a0")), palette.sky_mid, 0.12)
    lit, left = stage.vision.time in ("night", "dusk"), x - wide / 2
    gable = base - tall
    steps = brush.polygon([(left, base), (left, gable + tall * 0.26), (left + wide * 0.16, gable + tall * 0.26),
                           (left + wide * 0.16, gable + tall * 0.16), (left + wide * 0.33, gable + tall * 0.16),
                           (left + wide * 0.33, gable + tall * 0.06), (left + wide * 0.67, gable + tall * 0.06),
                           (left + wide * 0.67, gable + tall * 0.16), (left + wide * 0.84, gable + tall * 0.16),
                           (left + wide * 0.84, gable + tall * 0.26), (left + wide, gable + tall * 0.26), (left + wide, base)])
    pointed = brush.polygon([(left, base), (left, gable + tall * 0.3), (x, gable), (left + wide, gable + tall * 0.3),
                             (left + wide, base)])  # fmt: skip
    stage.put(layer, stage._shadow(pointed, haze), ink.shape(rng.choice((steps, pointed)), wall))
    for row in range(3):
        for share in (0.24, 0.5, 0.76):
            on = lit and rng.random() < 0.7
            stage.put(layer, ink.shape(brush.arch(left + wide * share, gable + tall * (0.46 + 0.19 * row), wide * 0.15, tall * 0.11),
                                       palette.glow if on else shade(wall, 0.5), role="light" if on else "shade"))  # fmt: skip


def cobbles(stage: Stage) -> None:
    """A paved square in rows that widen towards the eye."""
    rng, ink = stage.rng, stage.air(0.02)
    stone = mix(mix("#a89c90", stage.palette.sky_mid, 0.2), stage.palette.ground, 0.12)
    top = stage.horizon + stage.height * 0.035
    stage.sheet("ground", brush.box(stage.left, top, stage.width * 1.6, stage.bottom - top), stone, haze=0.06, top=top,
                foot=stage.height, fade=0.0)  # fmt: skip
    y, at, marks = top + 8.0, 0, {0.12: [], 0.24: []}  # type: dict[float, list[str]]
    while y < stage.height * 1.12:
        share = (y - top) / (stage.height - top)
        tall = 7 + 34 * share
        wide = tall * 2.3
        x = stage.width / 2 - (stage.width * 1.4 // wide / 2) * wide + (wide / 2 if at % 2 else 0)
        while x < stage.width * 1.2:
            if rng.random() < 0.34:
                marks[rng.choice((0.12, 0.24))].append(
                    f"M{x + 3:.0f} {y + tall * 0.5:.0f}q0 {-tall * 0.42:.0f} {wide * 0.46:.0f} {-tall * 0.42:.0f}t{wide * 0.42:.0f}"
                    f" {tall * 0.42:.0f}q0 {tall * 0.4:.0f} {-wide * 0.42:.0f} {tall * 0.4:.0f}t{-wide * 0.46:.0f} {-tall * 0.4:.0f}z")
            x += wide
        y, at = y + tall, at + 1
    stage.put("ground", *(ink.shape("".join(d), shade(stone, share), role="shade") for share, d in marks.items() if d))


def lantern(stage: Stage, x: float, base: float, tall: float) -> None:
    """A street lantern, lit in the dark."""
    ink, palette, lit = stage.air(0.05), stage.palette, stage.vision.time in ("night", "dusk")
    size = tall * 0.1
    stage.put("mid", ink.line(f"M{x:.1f} {base:.1f}v{-tall:.1f}", palette.dark, width=tall * 0.03),
              ink.shape(brush.polygon([(x - size * 0.5, base - tall), (x - size * 0.8, base - tall - size * 1.7),
                                       (x + size * 0.8, base - tall - size * 1.7), (x + size * 0.5, base - tall)]),
                        palette.glow if lit else "#c8d4d0", role="light" if lit else "detail"),
              ink.shape(f"M{x - size:.1f} {base - tall - size * 1.7:.1f}L{x:.1f} {base - tall - size * 2.6:.1f}L{x + size:.1f} "
                        f"{base - tall - size * 1.7:.1f}z", palette.dark))  # fmt: skip
    if lit:
        stage.glow("mid", x, base - tall - size, tall * 0.8, palette.glow, strength=0.7)


def market(stage: Stage) -> None:
    """Striped stalls heaped with fruit, pennants above, houses behind."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    for x in stage.across(8, jitter=0.15):
        _townhouse(stage, "far", x, horizon + height * 0.01, height * rng.uniform(0.2, 0.3), haze=0.38)
    cobbles(stage)
    for x in stage.across(6, jitter=0.1):
        if abs(x / width - 0.5 - stage.composition.side * 0.2) > 0.13:
            _stall(stage, x, horizon + height * 0.075, height * rng.uniform(0.17, 0.21))
    flags = []
    for row in range(2):
        y = height * (0.06 + 0.07 * row)
        for k in range(22):
            x = stage.left + width * 1.6 * k / 22
            sag = 60 * ((k % 11) / 11 * (1 - (k % 11) / 11)) * 4
            flags.append((x, y + sag, (k + row) % 4))
    ink = stage.air(0.12)
    for x, y, tone in flags:
        colour = (palette.accent, "#f2c84a", "#f4efe4", palette.roof)[tone]
        stage.put("mid", ink.shape(f"M{x:.1f} {y:.1f}h44l-22 46z", colour))
    frames.framed(stage, ("none", "curtain", "none", "arch", "none", "leaves", "curtain"))


def _stall(stage: Stage, x: float, base: float, tall: float) -> None:
    rng, ink, palette = stage.rng, stage.air(0.16), stage.palette
    wide, table = tall * 1.25, base - tall * 0.36
    stripe = rng.choice((palette.accent, palette.roof, "#3f7a8a", "#d98a3a"))
    for side in (-0.46, 0.46):
        stage.put("mid", ink.shape(brush.box(x + wide * side - 5, base - tall * 0.8, 10, tall * 0.8), palette.wood))
    stage.put("mid", ink.shape(brush.box(x - wide / 2, table, wide, tall * 0.36), mix(palette.wood, "#c89a68", 0.4)),
              ink.shape(brush.box(x - wide / 2, table + tall * 0.14, wide, tall * 0.22), shade(palette.wood, 0.1), role="shade"))
    for k in range(9):
        fruit = rng.choice(("#d9482f", "#e8a02f", "#8fae3f", "#b03a5a", "#f0d060"))
        stage.put("mid", ink.ellipse(x + wide * (k / 8 - 0.5) * 0.86, table - tall * 0.035, tall * 0.055, tall * 0.055, fruit))
    count = 6
    for k in range(count):
        left, top = x - wide * 0.6 + wide * 1.2 * k / count, x - wide * 0.44 + wide * 0.88 * k / count
        step, up = wide * 1.2 / count, wide * 0.88 / count
        d = (f"M{top:.1f} {base - tall:.1f}h{up:.1f}L{left + step:.1f} {base - tall * 0.74:.1f}a{step / 2:.1f} {step / 2:.1f} 0 0 1 "
             f"{-step:.1f} 0z")  # fmt: skip
        stage.put("mid", ink.shape(d, stripe if k % 2 else tint("#f6ecd8", 0.1)))


def graveyard(stage: Stage) -> None:
    """Leaning stones and crosses, a bare tree, a chapel, mist."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    scenery.ridges(stage, palette.leaf_dark, count=2, rise=0.12)
    side = _off_side(stage)
    ink = stage.air(0.5)
    x, base, tall = width * (0.5 + side * 0.2), horizon + height * 0.02, height * 0.22
    stage.put("far", ink.shape(brush.polygon([(x - tall * 0.4, base), (x - tall * 0.4, base - tall * 0.4), (x, base - tall * 0.62),
              (x + tall * 0.4, base - tall * 0.4), (x + tall * 0.4, base)]), palette.rock),
              ink.shape(brush.polygon([(x - tall * 0.12, base), (x - tall * 0.12, base - tall * 0.75), (x, base - tall * 1.1),
                                       (x + tall * 0.12, base - tall * 0.75), (x + tall * 0.12, base)]), shade(palette.rock, 0.15)))
    scenery.ground(stage, mix(palette.ground, palette.leaf_dark, 0.45))
    scenery.tree(stage, "mid", width * (0.5 + side * 0.4), horizon + height * 0.07, height * 0.42, kind="bare", haze=0.2)
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
        parts = [ink.shape(brush.box(-tall * 0.08, -tall, tall * 0.16, tall), colour),
                 ink.shape(brush.box(-tall * 0.28, -tall * 0.78, tall * 0.56, tall * 0.15), colour)]  # fmt: skip
    else:
        parts = [ink.shape(brush.arch(0, 0, tall * 0.6, tall), colour), ink.shape(brush.arch(tall * 0.1, 0, tall * 0.38, tall * 0.88),
                 shade(colour, 0.14), role="shade")]  # fmt: skip
    stage.put("mid", ink.group(parts, transform=f"translate({x:.1f} {base:.1f}) rotate({tilt:.1f})"))
