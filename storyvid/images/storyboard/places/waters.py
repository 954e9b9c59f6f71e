"""Watery settings: sea, under the sea, shore, ship, river, lake."""

from math import pi, sin

from storyvid.images.storyboard import brush, frames, scenery
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.sky import paint_sky
from storyvid.images.storyboard.stage import Stage


def sea(stage: Stage) -> None:
    """Open sea in rolling sheets of waves, with an island or sails far off."""
    paint_sky(stage)
    rng, horizon, height, palette = stage.rng, stage.horizon, stage.height, stage.palette
    if rng.random() < 0.6:
        island = brush.hills(rng, stage.width * 0.05, stage.width * rng.uniform(0.4, 0.7), horizon, amplitude=height * 0.07,
                             bottom=horizon + 10, waves=2)  # fmt: skip
        stage.sheet("far", island, palette.rock, haze=0.62, top=horizon - height * 0.08, foot=horizon)
    sail(stage, "far", stage.width * rng.uniform(0.15, 0.85), horizon + 6, height * rng.uniform(0.05, 0.1), haze=0.45)
    scenery.water(stage, "far", top=horizon, foot=stage.bottom)
    swell(stage, rows=7)
    frames.framed(stage, ("none", "rocks", "none", "arch+none", "rocks", "none", "rocks"))


def swell(stage: Stage, *, rows: int, first: float = 0.06) -> None:
    """Waves behind one another with pale crests."""
    rng, palette = stage.rng, stage.palette
    rough = 1.9 if stage.vision.weather in ("storm", "wind") else 1.0
    for at in range(rows):
        share = (at + 0.5) / rows
        y = stage.horizon + (stage.height * 1.02 - stage.horizon) * (first + (1 - first) * share**1.25)
        high = stage.height * (0.006 + 0.03 * share) * rough
        count, shift = int(13 - 8 * share), rng.uniform(0, pi)
        step = (stage.right - stage.left) / count / 2
        points = [(stage.left + step * (k - 1), y - (high if (k + int(shift)) % 2 else 0) * rng.uniform(0.6, 1.1))
                  for k in range(count * 2 + 3)]  # fmt: skip
        line = brush.smooth(points, tension=1.0)
        colour = mix(shade(palette.water, 0.28 * share), tint(palette.water, 0.2), (at % 2) * 0.35)
        layer = "far" if share < 0.2 else "ground"
        stage.sheet(layer, f"{line}V{stage.bottom:.1f}H{points[0][0]:.1f}z", colour, haze=0.4 * (1 - share) ** 1.5, top=y - high,
                    foot=y + stage.height * 0.16, fade=0.0)  # fmt: skip
        ink = stage.air(0.25 * (1 - share))
        foam = [(x, py + high * 0.16) for x, py in points]
        stage.put(layer, ink.group([ink.line(brush.smooth(foam, tension=1.0), mix("#f4f7f2", palette.sky_low, 0.3),
                                             width=1.5 + 5 * share)], opacity=0.5))  # fmt: skip


def sail(stage: Stage, layer: str, x: float, base: float, height: float, *, haze: float) -> None:
    """A small sailing ship far off."""
    ink, palette = stage.air(haze), stage.palette
    stage.put(
        layer,
        ink.line(f"M{x:.1f} {base:.1f}v{-height:.1f}", palette.wood, width=height * 0.03),
        ink.shape(f"M{x + height * 0.03:.1f} {base - height * 0.95:.1f}q{height * 0.45:.1f} {height * 0.4:.1f} "
                  f"{height * 0.36:.1f} {height * 0.72:.1f}h{-height * 0.36:.1f}z", "#f6ecd6"),
        ink.shape(f"M{x - height * 0.04:.1f} {base - height * 0.85:.1f}q{-height * 0.3:.1f} {height * 0.4:.1f} "
                  f"{-height * 0.28:.1f} {height * 0.6:.1f}h{height * 0.28:.1f}z", palette.accent),
        ink.shape(f"M{x - height * 0.42:.1f} {base - height * 0.18:.1f}h{height * 0.9:.1f}q{-height * 0.06:.1f} "
                  f"{height * 0.2:.1f} {-height * 0.24:.1f} {height * 0.2:.1f}h{-height * 0.44:.1f}q{-height * 0.18:.1f} 0 "
                  f"{-height * 0.22:.1f} {-height * 0.2:.1f}z", palette.wood),
    )  # fmt: skip


def underwater(stage: Stage) -> None:
    """The sea from within: light from above, rocks, coral, weed, bubbles, small fish."""
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    deep = mix(shade(palette.water, 0.55), palette.sky_top, 0.25)
    top = mix(tint(palette.water, 0.45), palette.sky_mid, 0.3) if not stage.night else mix(palette.water, palette.sky_mid, 0.5)
    stage.backdrop = ((tint(top, 0.15), mix(top, palette.water, 0.75), mix(palette.water, deep, 0.75)), 0.0, height * 0.9)
    stage.halos.append((stage.composition.sun[0], -height * 0.04, height * 0.62, palette.sun, 0.6))
    scenery.beams(stage, "sky", strength=0.22)
    for at in range(3):
        share = at / 2
        base = horizon + height * 0.05 * at
        d = brush.crags(rng, stage.left, stage.right, base, amplitude=height * (0.28 - 0.07 * at), bottom=base + height * 0.2,
                        peaks=4 + at)  # fmt: skip
        stage.put("far", stage._shadow(d, 0.5), f'<path d="{d}" fill="{mix(top, deep, 0.35 + 0.25 * share)}"/>')
    scenery.ground(stage, mix("#c9b98a", palette.water, 0.5), roll=0.03)
    for x in stage.across(13):
        if abs(x / width - 0.5 - stage.composition.side * 0.2) > 0.2:
            _weed(stage, "mid", x, horizon + height * rng.uniform(0.03, 0.09), height * rng.uniform(0.12, 0.32), haze=0.2)
    for _ in range(7):
        _coral(stage, rng.choice((rng.uniform(-0.1, 0.24), rng.uniform(0.76, 1.1))) * width,
               horizon + (height * 0.9 - horizon) * rng.uniform(0.15, 0.9))  # fmt: skip
    _shoal(stage)
    bubbles = stage.air(0.0)
    for _ in range(26):
        radius = rng.uniform(3, 13)
        x, y = rng.uniform(-0.05, 1.05) * width, rng.uniform(0.02, 0.95) * height
        stage.put("foreground" if radius > 9 else "mid", f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="'
                  f'{bubbles.graded("#ffffff", "light")}" fill-opacity="0.16" stroke="#ffffff" stroke-opacity="0.5" '
                  'stroke-width="1.6"/>')  # fmt: skip
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
    left = [(x + sin(at * 1.1) * bend * tall * 0.09 - wide * (1 - at / 8) * 0.8, base - tall * at / 8) for at in range(9)]
    right = [(px + 2 * wide * (1 - at / 8) * 0.8, py) for at, (px, py) in enumerate(left)]
    stage.put(layer, ink.shape(brush.smooth([*left, *reversed(right)], closed=True, tension=1.0), colour, role="shade"))


def _coral(stage: Stage, x: float, y: float) -> None:
    rng, ink = stage.rng, stage.air(0.08)
    size = stage.scale_at(y) * rng.uniform(20, 46)
    colour = rng.choice(("#e2705f", "#e8a05a", "#c8608f", "#e8c07a", "#9a70c0"))
    parts = [brush.bough(x, y, x + size * dx, y - size * dy, size * 0.22, bow=dx * 0.4)
             for dx, dy in ((-0.6, 0.6), (-0.3, 0.95), (0.05, 1.1), (0.35, 0.9), (0.65, 0.55))]  # fmt: skip
    knobs = "".join(brush.blob(rng, x + size * dx, y - size * dy, size * 0.11, size * 0.11, points=6)
                    for dx, dy in ((-0.6, 0.6), (-0.3, 0.95), (0.05, 1.1), (0.35, 0.9), (0.65, 0.55)))  # fmt: skip
    stage.put("ground", ink.shape("".join(parts) + knobs, colour, role="shade"))


def _shoal(stage: Stage) -> None:
    rng, ink = stage.rng, stage.air(0.35)
    x, y = rng.uniform(0.1, 0.6) * stage.width, stage.height * rng.uniform(0.12, 0.34)
    colour = rng.choice(("#f2b04a", "#e8705a", "#d8e4ea"))
    for _ in range(9):
        fx, fy, size = x + rng.uniform(0, 0.4) * stage.width, y + rng.uniform(-0.06, 0.06) * stage.height, rng.uniform(12, 22)
        stage.put("far", ink.shape(f"M{fx - size:.1f} {fy:.1f}q{size} {-size * 0.9:.1f} {size * 2:.1f} 0l{size * 0.7:.1f} "
                                   f"{-size * 0.5:.1f}v{size:.1f}l{-size * 0.7:.1f} {-size * 0.5:.1f}q{-size} {size * 0.9:.1f} "
                                   f"{-size * 2:.1f} 0z", colour, role="shade"))  # fmt: skip


def shore(stage: Stage) -> None:
    """A beach with surf, cliffs, perhaps a lighthouse, shells."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    side = -1 if stage.composition.side > 0 else 1
    for at, haze in enumerate((0.66, 0.46)):
        reach = width * (0.5 + 0.12 * at)
        left = stage.left if side < 0 else width - reach * (0.7 if at else 1)
        right = reach * (0.7 if at else 1) if side < 0 else stage.right
        d = brush.hills(rng, left, right, horizon - height * 0.02, amplitude=height * (0.10 + 0.05 * at),
                        bottom=horizon + height * 0.02, waves=2)  # fmt: skip
        stage.sheet("far", d, palette.rock, haze=haze, top=horizon - height * 0.17, foot=horizon + height * 0.02)
    if rng.random() < 0.5:
        _lighthouse(stage, width * (0.5 + side * 0.36), horizon - height * 0.05, height * 0.2)
    sail(stage, "far", width * (0.5 - side * rng.uniform(0.1, 0.35)), horizon + 5, height * 0.06, haze=0.45)
    scenery.water(stage, "far", top=horizon, foot=horizon + height * 0.25)
    beach = horizon + (height - horizon) * 0.2
    tilt = rng.uniform(-0.03, 0.03) * height
    sand = mix("#ecd3a2", palette.sky_low, 0.15)
    for at, colour in enumerate((mix("#f4f7f2", palette.sky_low, 0.2), shade(sand, 0.16), sand)):
        y = beach + at * height * 0.02
        points = [(stage.left + (stage.right - stage.left) * k / 8, y + tilt * (k - 4) / 4 + rng.uniform(-9, 9))
                  for k in range(9)]  # fmt: skip
        stage.sheet("ground", f"{brush.smooth(points, tension=1.0)}V{stage.bottom:.1f}H{stage.left:.1f}z", colour, haze=0.08,
                    top=y, foot=height, fade=0.0)  # fmt: skip
    scenery.stones(stage, count=9)
    _shells(stage)
    scenery.grass(stage, colour=mix(palette.leaf, sand, 0.4), count=9)
    frames.framed(stage, ("rocks", "grass", "none", "rocks+grass", "reeds", "grass", "leaves"))


def _lighthouse(stage: Stage, x: float, base: float, tall: float) -> None:
    ink, wide = stage.air(0.42), tall * 0.12
    stage.put("far", ink.shape(brush.polygon([(x - wide, base), (x - wide * 0.6, base - tall), (x + wide * 0.6, base - tall),
                                              (x + wide, base)]), "#f2e8da"))  # fmt: skip
    for low, high in ((0.15, 0.35), (0.55, 0.75)):
        a, b = wide * (1 - 0.4 * low), wide * (1 - 0.4 * high)
        stage.put("far", ink.shape(brush.polygon([(x - a, base - tall * low), (x - b, base - tall * high),
                                                  (x + b, base - tall * high), (x + a, base - tall * low)]), "#c8443a"))
    stage.put("far", ink.shape(brush.box(x - wide * 0.5, base - tall * 1.12, wide, tall * 0.12), stage.palette.glow, role="light"),
              ink.shape(f"M{x - wide * 0.75:.1f} {base - tall * 1.12:.1f}L{x:.1f} {base - tall * 1.26:.1f}L"
                        f"{x + wide * 0.75:.1f} {base - tall * 1.12:.1f}z", "#8a2f2a"))  # fmt: skip
    if stage.vision.time in ("night", "dusk"):
        stage.glow("far", x, base - tall * 1.06, tall * 0.7, stage.palette.glow, strength=0.8)


def _shells(stage: Stage) -> None:
    rng, ink = stage.rng, stage.air(0.0)
    for _ in range(6):
        x, y = rng.uniform(0, 1) * stage.width, stage.height * rng.uniform(0.8, 0.97)
        size = stage.height * rng.uniform(0.006, 0.011)
        if rng.random() < 0.5:
            stage.put("ground", ink.shape(brush.star(x, y, size * 1.5, points=5, waist=0.5), "#e08a5a", role="shade"))
        else:
            stage.put("ground", ink.shape(f"M{x:.1f} {y:.1f}L{x - size:.1f} {y - size:.1f}Q{x:.1f} {y - size * 2:.1f} "
                                          f"{x + size:.1f} {y - size:.1f}z", "#f4dcd0", role="shade"))  # fmt: skip


def ship(stage: Stage) -> None:
    """On deck: planks, rail, mast with sail and rigging, the sea beyond."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    sail(stage, "far", width * rng.uniform(0.1, 0.9), horizon + 5, height * 0.07, haze=0.5)
    scenery.water(stage, "far", top=horizon, foot=horizon + height * 0.4)
    ink, deck_top = stage.air(0.04), horizon + (height - horizon) * 0.16
    side = -1 if stage.composition.side > 0 else 1
    mast, wide = width * (0.5 + side * rng.uniform(0.22, 0.34)), width * 0.045
    canvas = mix("#f2e2c0", palette.sky_low, 0.2)
    sheet = (f"M{mast - width * 0.46:.1f} {-0.06 * height:.1f}H{mast + width * 0.46:.1f}C{mast + width * 0.36:.1f} "
             f"{height * 0.1:.1f} {mast + width * 0.4:.1f} {height * 0.2:.1f} {mast + width * 0.5:.1f} {height * 0.3:.1f}"
             f"Q{mast:.1f} {height * 0.38:.1f} {mast - width * 0.5:.1f} {height * 0.3:.1f}C{mast - width * 0.4:.1f} "
             f"{height * 0.2:.1f} {mast - width * 0.36:.1f} {height * 0.1:.1f} {mast - width * 0.46:.1f} {-0.06 * height:.1f}z")
    stage.sheet("mid", sheet, canvas, haze=0.12, top=-0.06 * height, foot=height * 0.36, fade=0.2)
    for share in (-0.25, 0.0, 0.25):
        stage.put("mid", ink.line(f"M{mast + width * share:.1f} {-0.06 * height:.1f}q{-20 * share:.0f} {height * 0.2:.1f} "
                                  f"0 {height * 0.38:.1f}", shade(canvas, 0.18), width=3))  # fmt: skip
    stage.put("mid", ink.shape(brush.box(mast - wide / 2, -0.3 * height, wide, deck_top + 0.34 * height), palette.wood),
              ink.shape(brush.box(mast + wide * 0.1, -0.3 * height, wide * 0.4, deck_top + 0.34 * height),
                        shade(palette.wood, 0.25), role="shade"))  # fmt: skip
    for share in (-0.5, -0.32, 0.32, 0.5):
        stage.put("mid", ink.line(f"M{mast:.1f} {-0.1 * height:.1f}L{mast + width * share * 1.5:.1f} {deck_top:.1f}",
                                  palette.dark, width=2.4))  # fmt: skip
    _deck(stage, deck_top)
    frames.framed(stage, ("none", "none", "curtain", "none", "arch", "none", "none"))


def _deck(stage: Stage, top: float) -> None:
    height, width, palette, ink = stage.height, stage.width, stage.palette, stage.air(0.03)
    plank = mix(palette.wood, "#c8905a", 0.45)
    rail = top - height * 0.055
    stage.put("mid", *(ink.shape(brush.box(x, rail, width * 0.018, height * 0.07), plank) for x in stage.across(18, jitter=0)))
    stage.put("mid", ink.shape(brush.box(stage.left, rail - height * 0.012, width * 1.6, height * 0.018), shade(plank, 0.15)))
    stage.sheet("ground", brush.box(stage.left, top, width * 1.6, stage.bottom - top), plank, haze=0.0, top=top, foot=height,
                fade=0.0)  # fmt: skip
    seams = "".join(f"M{width / 2 + (at - 12) * width * 0.07:.1f} {top:.1f}L{width / 2 + (at - 12) * width * 0.2:.1f} "
                    f"{stage.bottom:.1f}" for at in range(25))  # fmt: skip
    stage.put("ground", ink.line(seams, shade(plank, 0.32), width=4))
    for x in (0.06, 0.94):
        y, size = height * 0.8, height * 0.05
        stage.put("ground", ink.ellipse(x * width, y, size, size * 0.3, shade("#c8a878", 0.3)),
                  ink.ellipse(x * width, y - size * 0.16, size * 0.9, size * 0.26, "#c8a878"),
                  ink.ellipse(x * width, y - size * 0.16, size * 0.45, size * 0.12, shade("#c8a878", 0.4)))  # fmt: skip


def river(stage: Stage) -> None:
    """A river winding from the hills between green banks, with reeds, stones, perhaps a bridge."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    scenery.ridges(stage, palette.leaf, count=3, rise=0.17, jagged=rng.random() < 0.35)
    scenery.trees(stage, "mid", count=10, base=horizon + height * 0.02, height=height * 0.14,
                  kind=rng.choice(("round", "conifer")), haze=0.38)  # fmt: skip
    scenery.ground(stage, palette.ground)
    _stream(stage)
    scenery.stones(stage, count=10)
    scenery.grass(stage, colour=palette.leaf_dark, count=34, flowers=("#f4efe4", "#7a6ad0"))
    side = -1 if stage.composition.side > 0 else 1
    scenery.tree(stage, "mid", width * (0.5 + side * 0.42), horizon + height * 0.07, height * rng.uniform(0.3, 0.42),
                 kind="round", haze=0.15)  # fmt: skip
    frames.framed(stage, ("reeds", "grass", "reeds+leaves", "trunk+grass", "leaves", "reeds+grass", "rocks"))


def _stream(stage: Stage) -> None:
    rng, comp, palette, ink = stage.rng, stage.composition, stage.palette, stage.air(0.05)
    side = -1 if comp.side > 0 else 1
    end, near = stage.width * (0.5 - side * 0.1), stage.width * (0.5 + side * 0.62)
    left, right, height = [], [], stage.bottom - stage.horizon
    for at in range(9):
        share = at / 8
        y = stage.horizon + height * 0.02 + height * share**1.7
        wide = stage.width * (0.012 + 0.36 * share**1.3)
        x = end + (near - end) * share**1.1 + sin_bend(share) * stage.width * 0.16 * side * -1
        left.append((x - wide, y))
        right.append((x + wide, y))
    shape = [*left, *reversed(right)]
    bank = brush.smooth([(x - 12, y - 7) for x, y in left] + [(x + 12, y - 7) for x, y in reversed(right)], closed=True,
                        tension=1.0)  # fmt: skip
    d = brush.smooth(shape, closed=True, tension=1.0)
    stage.put("ground", ink.shape(bank, shade(palette.ground, 0.35), role="shade"))
    near_water = ink.graded(palette.water)
    fill = stage.gradient("ground", (mix(near_water, palette.sky_low, 0.6), near_water, shade(near_water, 0.3)),
                          top=stage.horizon, foot=stage.height)  # fmt: skip
    stage.put("ground", f'<path d="{d}" fill="{fill}"/>')
    glints = []
    for _ in range(40):
        share = rng.random()
        (x, y), (x2, _) = left[min(int(share * 8), 7)], right[min(int(share * 8), 7)]
        cx = x + (x2 - x) * rng.uniform(0.2, 0.8)
        glints.append(scenery._glint(cx, y + rng.uniform(0, 40) * share, (x2 - x) * rng.uniform(0.08, 0.2), 2 + 4 * share))
    stage.put("ground", f'<path d="{"".join(glints)}" fill="{palette.sun}" fill-opacity="0.4"/>')


def sin_bend(share: float) -> float:
    """One swing to the side and back along a stream."""
    return sin(share * pi * 1.6) * (1 - share)


def lake(stage: Stage) -> None:
    """Still water with the far shore mirrored in it, lilies, and the near bank to stand on."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    scenery.ridges(stage, palette.leaf, count=2, rise=0.18, jagged=rng.random() < 0.5, near_haze=0.6)
    scenery.trees(stage, "far", count=16, base=horizon + 4, height=height * 0.08, kind="conifer", haze=0.5)
    scenery.water(stage, "far", top=horizon, foot=height)
    for _ in range(14):  # the shore's dark mirrored in long strokes
        x, y = rng.uniform(stage.left, stage.right), horizon + height * rng.uniform(0.004, 0.05)
        stage.put("far", f'<path d="{scenery._glint(x, y, width * 0.3, 8)}" fill="{palette.leaf_dark}" fill-opacity="0.16"/>')
    bank = horizon + (height - horizon) * 0.3
    _lilies(stage, bank)
    d = brush.hills(rng, stage.left, stage.right, bank, amplitude=height * 0.03, bottom=stage.bottom, waves=2)
    stage.sheet("ground", d, palette.ground, haze=0.06, top=bank - height * 0.03, foot=height, fade=0.0)
    scenery.stones(stage, count=7)
    scenery.grass(stage, colour=palette.leaf_dark, count=34, flowers=("#f4efe4", "#f2b33a"))
    frames.framed(stage, ("reeds", "leaves", "reeds+grass", "leaves+reeds", "trunk", "grass", "reeds"))


def _lilies(stage: Stage, foot: float) -> None:
    rng, ink = stage.rng, stage.air(0.12)
    for _ in range(12):
        x, y = rng.uniform(-0.1, 1.1) * stage.width, rng.uniform(stage.horizon + stage.height * 0.03, foot)
        size = stage.width * 0.012 + stage.width * 0.05 * (y - stage.horizon) / (stage.height - stage.horizon)
        stage.put("far", ink.ellipse(x, y, size, size * 0.24, mix(stage.palette.leaf, stage.palette.leaf_dark, rng.random()),
                                     role="shade"))  # fmt: skip
        if rng.random() < 0.35:
            petals = "".join(brush.leaf(x, y - size * 0.05, size * 0.5, -pi * (0.15 + 0.14 * at), plump=0.4) for at in range(6))
            stage.put("far", ink.shape(petals, "#f6dfe6", role="shade"))
