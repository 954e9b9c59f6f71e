"""Dwelling rooms: room, kitchen, bedroom, workshop."""

from storyvid.images.storyboard import brush, frames
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.ink import Ink
from storyvid.images.storyboard.stage import Stage


def _dark(stage: Stage) -> bool:
    return stage.vision.time in ("night", "dusk")


def walls(stage: Stage, colour: str, *, floor: str, boards: bool = True) -> None:
    """The back wall with skirting and pattern, and a floor in perspective."""
    rng, horizon, height, width = stage.rng, stage.horizon, stage.height, stage.width
    ink = stage.air(0.06)
    wall = ink.graded(colour)
    stage.backdrop = ((shade(wall, 0.34), wall, tint(wall, 0.08)), -0.1 * height, horizon)
    pattern = rng.choice(("stripes", "dots", "panel", "plain"))
    tone = shade(wall, 0.07)
    if pattern == "stripes":
        stage.put("sky", *(f'<rect x="{x:.1f}" y="{-0.3 * height}" width="{width * 0.035:.1f}" height="{horizon + 0.3 * height:.1f}" '
                           f'fill="{tone}"/>' for x in stage.across(22, jitter=0)))  # fmt: skip
    elif pattern == "dots":
        marks = "".join(brush.star(x + (row % 2) * width * 0.04, height * row / 15, width * 0.013, points=4, waist=0.4)
                        for row in range(-4, 11) for x in stage.across(20, jitter=0))  # fmt: skip
        stage.put("sky", f'<path d="{marks}" fill="{tone}"/>')
    if pattern in ("panel", "stripes"):
        top = horizon - height * 0.15
        stage.put("far", ink.shape(brush.box(stage.left, top, width * 1.6, horizon - top + 10), mix(stage.palette.wood, wall, 0.3)))
        stage.put("far", *(ink.shape(brush.box(x, top + height * 0.022, width * 0.14, height * 0.105), mix(stage.palette.wood, wall, 0.15),
                                     role="shade") for x in stage.across(9, jitter=0)))  # fmt: skip
    stage.put("far", ink.shape(brush.box(stage.left, horizon - height * 0.022, width * 1.6, height * 0.03), shade(stage.palette.wood, 0.1)))
    stage.sheet("ground", brush.box(stage.left, horizon, width * 1.6, stage.bottom - horizon), floor, haze=0.0, top=horizon,
                foot=height, fade=0.0)  # fmt: skip
    if boards:
        seams = "".join(f"M{width / 2 + (at - 10) * width * 0.11:.1f} {horizon:.1f}L{width / 2 + (at - 10) * width * 0.27:.1f} "
                        f"{stage.bottom:.1f}" for at in range(21))  # fmt: skip
        stage.put("ground", ink.line(seams, shade(floor, 0.22), width=3.5))
    stage.veil("far", shade(wall, 0.5), top=horizon - height * 0.02, foot=horizon + height * 0.01, strength=0.35)


def window(stage: Stage, x: float, sill: float, wide: float, tall: float) -> None:
    """A window with the sky in it, curtains, and the light that falls from it."""
    palette, ink, rng = stage.palette, stage.air(0.0), stage.rng
    left, top = x - wide / 2, sill - tall
    fill = stage.gradient("far", (palette.sky_top, palette.sky_mid, palette.sky_low), top=top, foot=sill)
    frame = mix(palette.wood, "#f2e6d0", 0.25)
    d = rng.choice((brush.box(left, top, wide, tall), brush.arch(x, sill, wide, tall)))
    stage.put("far", f'<path d="{d}" fill="{fill}"/>')
    hill = (f"M{left:.1f} {sill:.1f}v{-tall * 0.2:.1f}q{wide * 0.3:.1f} {-tall * 0.14:.1f} {wide * 0.6:.1f} 0t{wide * 0.4:.1f} "
            f"{-tall * 0.02:.1f}V{sill:.1f}z")  # fmt: skip
    stage.put("far", ink.at(haze=0.45).shape(hill, palette.leaf_dark, role="shade"))
    if stage.night:
        stage.put("far", f'<circle cx="{x + wide * 0.2:.1f}" cy="{top + tall * 0.32:.1f}" r="{wide * 0.11:.1f}" fill="{palette.sun}"/>')
    stage.put("far", f'<path d="{d}" fill="none" stroke="{ink.graded(frame)}" stroke-width="{wide * 0.075:.1f}"/>',
              ink.line(f"M{x:.1f} {top:.1f}V{sill:.1f}M{left:.1f} {top + tall * 0.45:.1f}h{wide:.1f}", frame, width=wide * 0.035),
              ink.shape(brush.box(left - wide * 0.1, sill, wide * 1.2, tall * 0.045), tint(frame, 0.1)))  # fmt: skip
    drape = palette.accent
    for side in (-1, 1):
        edge = x + side * wide * 0.68
        stage.put("far", ink.shape(f"M{edge:.1f} {top - tall * 0.1:.1f}H{x + side * wide * 0.2:.1f}Q{x + side * wide * 0.3:.1f} "
                                   f"{top + tall * 0.45:.1f} {x + side * wide * 0.52:.1f} {top + tall * 0.62:.1f}Q{x + side * wide * 0.42:.1f} "
                                   f"{sill:.1f} {x + side * wide * 0.46:.1f} {sill + tall * 0.14:.1f}H{edge:.1f}z", drape, role="cloth"))
    stage.put("far", ink.line(f"M{x - wide * 0.78:.1f} {top - tall * 0.1:.1f}h{wide * 1.56:.1f}", palette.wood, width=wide * 0.05))
    _fall_of_light(stage, x, top, sill, wide)


def _fall_of_light(stage: Stage, x: float, top: float, sill: float, wide: float) -> None:
    lean = (stage.width * 0.5 - x) * 0.9 + stage.width * 0.12 * (1 if x < stage.width / 2 else -1)
    name, foot = stage._name(), stage.horizon + (stage.height - stage.horizon) * 0.5
    strength = 0.16 if _dark(stage) else 0.3
    stage.put("mid", f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="{top:.1f}" y2="{foot:.1f}"><stop '
                     f'stop-color="{stage.palette.sun}" stop-opacity="{strength}"/><stop offset="1" stop-color="{stage.palette.sun}" '
                     f'stop-opacity="0.02"/></linearGradient><path d="M{x - wide / 2:.1f} {top:.1f}H{x + wide / 2:.1f}L'
                     f'{x + wide * 0.9 + lean:.1f} {foot:.1f}H{x - wide * 0.7 + lean:.1f}L{x - wide / 2:.1f} {sill:.1f}z" '
                     f'fill="url(#{name})"/>')  # fmt: skip
    patch = (f"M{x - wide * 0.6 + lean:.1f} {foot:.1f}h{wide * 1.3:.1f}l{-wide * 0.25:.1f} {-(foot - stage.horizon) * 0.5:.1f}"
             f"h{-wide:.1f}z")  # fmt: skip
    stage.put("ground", f'<path d="{patch}" fill="{stage.palette.sun}" fill-opacity="{strength * 0.7:.2f}"/>')


def hearth(stage: Stage, x: float, base: float, tall: float) -> None:
    """A fireplace with a burning fire and its glow."""
    ink, palette, wide = stage.air(0.0), stage.palette, tall * 0.95
    stone = mix("#a8998a", palette.wall, 0.3)
    stage.put("far", ink.shape(brush.polygon([(x - wide * 0.36, base - tall), (x - wide * 0.28, -0.3 * stage.height),
              (x + wide * 0.28, -0.3 * stage.height), (x + wide * 0.36, base - tall)]), shade(stone, 0.12)),
              ink.shape(brush.box(x - wide / 2, base - tall, wide, tall), stone),
              ink.shape(brush.arch(x, base, wide * 0.66, tall * 0.72), "#2a1a18", role="shade"),
              ink.shape(brush.box(x - wide * 0.58, base - tall * 1.07, wide * 1.16, tall * 0.09), mix(palette.wood, palette.dark, 0.1)))
    for size, colour in ((1.0, "#e0582a"), (0.7, "#f29a35"), (0.4, "#ffe08a")):
        w, h = wide * 0.22 * size, tall * 0.42 * size
        flame = (f"M{x - w:.1f} {base:.1f}C{x - w * 1.3:.1f} {base - h * 0.5:.1f} {x - w * 0.3:.1f} {base - h * 0.6:.1f} "
                 f"{x - w * 0.1:.1f} {base - h:.1f}C{x + w * 0.3:.1f} {base - h * 0.7:.1f} {x + w * 0.2:.1f} {base - h * 0.55:.1f} "
                 f"{x + w * 0.5:.1f} {base - h * 0.7:.1f}C{x + w * 1.2:.1f} {base - h * 0.4:.1f} {x + w * 1.2:.1f} {base - h * 0.2:.1f} "
                 f"{x + w:.1f} {base:.1f}z")  # fmt: skip
        stage.put("far", ink.shape(flame, colour, role="light"))
    stage.put("far", ink.line(f"M{x - wide * 0.24:.1f} {base - 6:.1f}h{wide * 0.48:.1f}", "#5a3320", width=tall * 0.07))
    stage.glow("far", x, base - tall * 0.2, tall * (2.0 if _dark(stage) else 1.2), "#ffab4a", strength=0.6 if _dark(stage) else 0.35)


def table(stage: Stage, x: float, base: float, wide: float, tall: float, *, laid: tuple[str, ...] = ()) -> None:
    """A table standing behind the figures, with bowls and a candle on it."""
    ink, wood = stage.air(0.0), mix(stage.palette.wood, "#a8703f", 0.35)
    top = base - tall
    for share in (-0.42, 0.36):
        stage.put("mid", ink.shape(brush.box(x + wide * share, top, wide * 0.06, tall), shade(wood, 0.2)))
    stage.put("mid", ink.shape(brush.box(x - wide / 2, top - tall * 0.1, wide, tall * 0.13), wood),
              ink.shape(brush.box(x - wide / 2, top, wide, tall * 0.05), shade(wood, 0.3), role="shade"))  # fmt: skip
    for at, colour in enumerate(laid):
        bx = x + wide * (-0.32 + 0.26 * at)
        stage.put("mid", ink.shape(f"M{bx - tall * 0.14:.1f} {top - tall * 0.28:.1f}h{tall * 0.28:.1f}q{-tall * 0.02:.1f} {tall * 0.18:.1f} "
                                   f"{-tall * 0.14:.1f} {tall * 0.18:.1f}t{-tall * 0.14:.1f} {-tall * 0.18:.1f}z", colour))  # fmt: skip
    candle(stage, "mid", x + wide * 0.34, top - tall * 0.1, tall * 0.42)


def candle(stage: Stage, layer: str, x: float, base: float, tall: float) -> None:
    """A burning candle."""
    ink = stage.air(0.0)
    stage.put(layer, ink.shape(brush.box(x - tall * 0.09, base - tall * 0.66, tall * 0.18, tall * 0.66), "#f4ead0"),
              ink.shape(brush.leaf(x, base - tall * 0.64, tall * 0.36, -1.5708, plump=0.35), "#ffd25a", role="light"))  # fmt: skip
    stage.glow(layer, x, base - tall * 0.8, tall * (3.6 if _dark(stage) else 1.8), stage.palette.glow, strength=0.5)


def shelf(stage: Stage, x: float, y: float, wide: float, size: float) -> None:
    """A wall shelf with jars and books."""
    ink, rng = stage.air(0.04), stage.rng
    stage.put("far", ink.shape(brush.box(x - wide / 2, y, wide, size * 0.14), stage.palette.wood))
    at = x - wide / 2 + size * 0.2
    while at < x + wide / 2 - size * 0.4:
        colour = rng.choice(("#b5523f", "#d8a24a", "#5f8a80", "#e8dcc4", "#7a6a98", "#8a9a5a"))
        w, h = size * rng.uniform(0.22, 0.5), size * rng.uniform(0.5, 0.95)
        if rng.random() < 0.5:
            stage.put("far", ink.shape(brush.box(at, y - h, w * 0.5, h), colour))
            at += w * 0.55
        else:
            stage.put("far", ink.shape(f"M{at:.1f} {y:.1f}q{-w * 0.15:.1f} {-h * 0.8:.1f} {w * 0.25:.1f} {-h * 0.8:.1f}h{w * 0.5:.1f}"
                                       f"q{w * 0.4:.1f} 0 {w * 0.25:.1f} {h * 0.8:.1f}z", colour))  # fmt: skip
            at += w * 1.25


def _off(stage: Stage) -> int:
    return -1 if stage.composition.side > 0 else 1


def room(stage: Stage) -> None:
    """A parlour: window or hearth, picture, shelf, rug, table."""
    rng, width, height, horizon, palette = stage.rng, stage.width, stage.height, stage.horizon, stage.palette
    walls(stage, palette.wall, floor=mix(palette.wood, "#b98555", 0.45))
    side, plan = _off(stage), rng.choice(("window", "hearth", "both"))
    if plan != "hearth":
        window(stage, width * (0.5 + side * 0.26), horizon - height * 0.13, width * 0.27, height * 0.23)
    if plan != "window":
        hearth(stage, width * (0.5 - side * 0.3) if plan == "both" else width * (0.5 + side * 0.25), horizon, height * 0.22)
    shelf(stage, width * (0.5 - side * 0.22), horizon - height * (0.34 if plan == "both" else 0.24), width * 0.26, height * 0.05)
    _picture(stage, width * (0.5 + side * 0.02), horizon - height * rng.uniform(0.32, 0.38))
    rug(stage, palette.accent)
    if rng.random() < 0.6:
        table(stage, width * (0.5 + side * 0.36), horizon + height * 0.09, width * 0.36, height * 0.11, laid=("#e8dcc4", palette.accent))
    frames.framed(stage, ("curtain", "none", "arch", "curtain", "none", "curtain", "none"))
    lamplight(stage)


def rug(stage: Stage, colour: str) -> None:
    """A round rug under the figures."""
    ink, comp = stage.air(0.0), stage.composition
    x, y, wide = stage.width * (0.5 + comp.side * 0.12), stage.height * 0.83, stage.width * 0.46
    for share, tone in ((1.0, shade(colour, 0.2)), (0.88, mix(colour, "#f2e2c0", 0.75)), (0.8, colour), (0.45, shade(colour, 0.15))):
        stage.put("ground", ink.ellipse(x, y, wide * share, wide * 0.2 * share, tone, role="shade"))


def _picture(stage: Stage, x: float, y: float) -> None:
    ink, w, h = stage.air(0.05), stage.width * 0.12, stage.width * 0.15
    stage.put("far", ink.shape(brush.box(x - w / 2, y - h / 2, w, h), mix("#c89a4a", stage.palette.wood, 0.3)),
              ink.shape(brush.box(x - w * 0.38, y - h * 0.4, w * 0.76, h * 0.8), stage.palette.sky_low),
              ink.shape(f"M{x - w * 0.38:.1f} {y + h * 0.4:.1f}v{-h * 0.3:.1f}q{w * 0.3:.1f} {-h * 0.25:.1f} {w * 0.76:.1f} 0v{h * 0.3:.1f}z",
                        stage.palette.leaf, role="shade"))  # fmt: skip


def lamplight(stage: Stage) -> None:
    """Rooms are darker at their edges."""
    stage.vignette = 0.62 if _dark(stage) else 0.36


def kitchen(stage: Stage) -> None:
    """Hearth with cauldron or oven, shelves of pots, herbs, a laid table."""
    rng, width, height, horizon, palette = stage.rng, stage.width, stage.height, stage.horizon, stage.palette
    walls(stage, mix(palette.wall, "#e8d2a8", 0.4), floor=mix("#b0704f", palette.wood, 0.2), boards=rng.random() < 0.4)
    side = _off(stage)
    hearth(stage, width * (0.5 + side * 0.27), horizon, height * 0.25)
    if rng.random() < 0.7:
        window(stage, width * (0.5 - side * 0.25), horizon - height * 0.15, width * 0.22, height * 0.17)
    else:
        shelf(stage, width * (0.5 - side * 0.26), horizon - height * 0.18, width * 0.36, height * 0.05)
    shelf(stage, width * (0.5 - side * 0.2), horizon - height * 0.36, width * 0.5, height * 0.05)
    ink = stage.air(0.03)
    for x in stage.across(9):
        y, kind = -0.01 * height, rng.choice(("herbs", "pan", "garlic"))
        stage.put("mid", ink.line(f"M{x:.1f} {-0.3 * height:.1f}V{y + height * 0.05:.1f}", palette.dark, width=3))
        _hanging(stage, ink, x, y + height * 0.05, kind)
    table(stage, width * (0.5 - side * 0.34), horizon + height * 0.10, width * 0.46, height * 0.12, laid=("#e8dcc4", "#c8703f", "#8a9a5a"))
    frames.framed(stage, ("none", "arch", "none", "none", "curtain", "none", "arch"))
    lamplight(stage)


def _hanging(stage: Stage, ink: Ink, x: float, y: float, kind: str) -> None:
    size = stage.height * 0.03
    if kind == "pan":
        stage.put("mid", ink.ellipse(x, y + size, size * 0.8, size * 0.8, "#b87040"), ink.ellipse(x, y + size, size * 0.55, size * 0.55,
                  shade("#b87040", 0.25), role="shade"))  # fmt: skip
    elif kind == "herbs":
        leaves = "".join(brush.leaf(x, y, size * 1.7, 1.57 + lean, plump=0.3) for lean in (-0.5, -0.2, 0.1, 0.4))
        stage.put("mid", ink.shape(leaves, stage.palette.leaf_dark, role="shade"))
    else:
        stage.put("mid", *(ink.ellipse(x + dx * size, y + dy * size, size * 0.3, size * 0.3, "#f0e6d2")
                           for dx, dy in ((0, 0.2), (-0.2, 0.6), (0.2, 0.9), (-0.1, 1.3))))  # fmt: skip


def bedroom(stage: Stage) -> None:
    """A four-poster or cottage bed, window with moon, rug, candle."""
    rng, width, height, horizon, palette = stage.rng, stage.width, stage.height, stage.horizon, stage.palette
    walls(stage, palette.wall, floor=mix(palette.wood, "#a87a5a", 0.4))
    side = _off(stage)
    window(stage, width * (0.5 - side * 0.2), horizon - height * 0.13, width * 0.25, height * 0.24)
    _bed(stage, width * (0.5 + side * 0.3), horizon + height * 0.07, width * 0.62, posts=rng.random() < 0.6)
    _picture(stage, width * (0.5 + side * 0.12), horizon - height * 0.38)
    rug(stage, palette.accent)
    frames.framed(stage, ("curtain", "none", "curtain", "arch", "none", "curtain", "none"))
    lamplight(stage)


def _bed(stage: Stage, x: float, base: float, wide: float, *, posts: bool) -> None:
    ink, palette, rng = stage.air(0.02), stage.palette, stage.rng
    wood, quilt, tall = mix(palette.wood, palette.dark, 0.08), palette.accent, stage.height * 0.11
    left, right = x - wide / 2, x + wide / 2
    if posts:
        up = base - stage.height * 0.44
        stage.put("far", *(ink.shape(brush.box(px, up, wide * 0.035, stage.height * 0.44), wood) for px in (left, right - wide * 0.035)))
        stage.put("far", ink.shape(f"M{left - wide * 0.05:.1f} {up:.1f}h{wide * 1.1:.1f}v{tall * 0.5:.1f}" + "".join(
            f"q{-wide * 0.055:.1f} {tall * 0.4:.1f} {-wide * 0.11:.1f} 0" for _ in range(10)) + "z", shade(quilt, 0.15)))
        for edge, way in ((left, 1), (right, -1)):
            stage.put("far", ink.shape(f"M{edge:.1f} {up + tall * 0.3:.1f}h{way * wide * 0.16:.1f}q{-way * wide * 0.02:.1f} "
                                       f"{tall * 1.6:.1f} {-way * wide * 0.1:.1f} {tall * 2:.1f}q{way * wide * 0.06:.1f} {tall:.1f} "
                                       f"{way * wide * 0.02:.1f} {tall * 1.6:.1f}h{-way * wide * 0.08:.1f}z", quilt, role="cloth"))
    stage.put("mid", ink.shape(f"M{left:.1f} {base:.1f}v{-tall * 1.9:.1f}q{wide * 0.03:.1f} {-tall * 0.5:.1f} {wide * 0.06:.1f} 0v{tall * 1.9:.1f}z", wood),
              ink.shape(brush.box(left, base - tall * 0.75, wide, tall * 0.62), "#efe4d2"),
              ink.shape(brush.blob(rng, left + wide * 0.18, base - tall * 0.98, wide * 0.13, tall * 0.3), "#faf3e6"),
              ink.shape(f"M{left + wide * 0.3:.1f} {base - tall * 0.85:.1f}q{wide * 0.3:.1f} {-tall * 0.4:.1f} {wide * 0.7:.1f} 0v{tall * 0.8:.1f}"
                        f"h{-wide * 0.72:.1f}q{wide * 0.05:.1f} {-tall * 0.4:.1f} {wide * 0.02:.1f} {-tall * 0.8:.1f}z", quilt, role="cloth"),
              ink.shape(brush.box(right - wide * 0.05, base - tall * 1.2, wide * 0.05, tall * 1.2), wood))  # fmt: skip
    for at in range(5):
        px = left + wide * (0.42 + 0.12 * at)
        stage.put("mid", ink.shape(brush.star(px, base - tall * 0.5, tall * 0.16, points=4, waist=0.45), tint(quilt, 0.45), role="shade"))


def workshop(stage: Stage) -> None:
    """Bench, tools on the wall, shelves, window."""
    rng, width, height, horizon, palette = stage.rng, stage.width, stage.height, stage.horizon, stage.palette
    walls(stage, mix(palette.wall, palette.wood, 0.35), floor=mix(palette.wood, "#8a6a4a", 0.5))
    side = _off(stage)
    window(stage, width * (0.5 + side * 0.25), horizon - height * 0.14, width * 0.28, height * 0.2)
    for row in range(3):
        shelf(stage, width * (0.5 - side * 0.26), horizon - height * (0.14 + 0.12 * row), width * 0.42, height * 0.06)
    ink = stage.air(0.03)
    for at in range(5):
        x, y = width * (0.5 + side * (0.06 + 0.09 * at)), horizon - height * 0.41
        stage.put("far", ink.line(f"M{x:.1f} {y:.1f}v{height * 0.05:.1f}", palette.wood, width=9),
                  ink.shape(brush.box(x - 22, y + height * 0.045, 44, 20 if at % 2 else 34), "#8a929a"))  # fmt: skip
    if rng.random() < 0.5:
        hearth(stage, width * (0.5 - side * 0.36), horizon, height * 0.2)
    table(stage, width * (0.5 + side * 0.3), horizon + height * 0.09, width * 0.5, height * 0.12, laid=("#d8a24a", "#5f8a80"))
    frames.framed(stage, ("none", "arch", "none", "curtain", "none", "arch", "none"))
    lamplight(stage)
