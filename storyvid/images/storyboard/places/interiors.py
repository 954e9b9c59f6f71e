"""What rooms are furnished with: walls, windows, hearths, tables, shelves, rugs, lamplight."""

from storyvid.images.storyboard import brush
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.stage import AIR, Stage


def _dark(stage: Stage) -> bool:
    return stage.vision.time in ("night", "dusk")


def walls(stage: Stage, colour: str, *, floor: str, boards: bool = True, pattern: str = "") -> None:
    """The back wall with skirting and pattern, and a floor in perspective."""
    rng, horizon, height, width = stage.rng, stage.horizon, stage.height, stage.width
    ink = stage.air(0.06)
    wall = mix(stage.palette.lamp, colour, 0.45) if ink.manner.silhouette else ink.graded(colour)
    stage.backdrop = ((shade(wall, 0.34), wall, tint(wall, 0.08)), -0.1 * height, horizon)
    pattern = pattern or rng.choice(("stripes", "dots", "panel", "plain"))
    tone = shade(wall, 0.07)
    if pattern == "stripes":
        stage.put(
            "sky",
            *(
                f'<rect x="{x:.1f}" y="{-0.3 * height}" width="{width * 0.035:.1f}" '
                f'height="{horizon + 0.3 * height:.1f}" '
                f'fill="{tone}"/>'
                for x in stage.across(22, jitter=0)
            ),
        )
    elif pattern == "dots":
        marks = "".join(
            brush.star(x + (row % 2) * width * 0.04, height * row / 15, width * 0.013, points=4, waist=0.4)
            for row in range(-4, 11)
            for x in stage.across(20, jitter=0)
        )
        stage.put("sky", f'<path d="{marks}" fill="{tone}"/>')
    if pattern in ("panel", "stripes"):
        top = horizon - height * 0.15
        stage.put(
            "far",
            ink.shape(brush.box(stage.left, top, width * 1.6, horizon - top + 10), mix(stage.palette.wood, wall, 0.3)),
        )
        stage.put(
            "far",
            *(
                ink.shape(
                    brush.box(x, top + height * 0.022, width * 0.14, height * 0.105),
                    mix(stage.palette.wood, wall, 0.15),
                    role="shade",
                )
                for x in stage.across(9, jitter=0)
            ),
        )
    stage.put(
        "far",
        ink.shape(
            brush.box(stage.left, horizon - height * 0.022, width * 1.6, height * 0.03), shade(stage.palette.wood, 0.1)
        ),
    )
    stage.sheet(
        "ground",
        brush.box(stage.left, horizon, width * 1.6, stage.bottom - horizon),
        floor,
        haze=0.4 if ink.manner.silhouette else 0.0,
        top=horizon,
        foot=height,
        fade=0.0,
    )
    if boards:
        seams = "".join(
            f"M{width / 2 + (at - 10) * width * 0.11:.1f} {horizon:.1f}L{width / 2 + (at - 10) * width * 0.27:.1f} "
            f"{stage.bottom:.1f}"
            for at in range(21)
        )
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
    hill = (
        f"M{left:.1f} {sill:.1f}v{-tall * 0.2:.1f}q{wide * 0.3:.1f} {-tall * 0.14:.1f} {wide * 0.6:.1f} "
        f"0t{wide * 0.4:.1f} "
        f"{-tall * 0.02:.1f}V{sill:.1f}z"
    )
    stage.put("far", ink.at(haze=0.45).shape(hill, palette.leaf_dark, role="shade"))
    if stage.night:
        stage.put(
            "far",
            f'<circle cx="{x + wide * 0.2:.1f}" cy="{top + tall * 0.32:.1f}" r="{wide * 0.11:.1f}" '
            f'fill="{palette.sun}"/>',
        )
    stage.put(
        "far",
        f'<path d="{d}" fill="none" stroke="{ink.graded(frame)}" stroke-width="{wide * 0.075:.1f}"/>',
        ink.line(
            f"M{x:.1f} {top:.1f}V{sill:.1f}M{left:.1f} {top + tall * 0.45:.1f}h{wide:.1f}", frame, width=wide * 0.035
        ),
        ink.shape(brush.box(left - wide * 0.1, sill, wide * 1.2, tall * 0.045), tint(frame, 0.1)),
    )
    drape = palette.accent
    for side in (-1, 1):
        edge = x + side * wide * 0.68
        stage.put(
            "far",
            ink.shape(
                f"M{edge:.1f} {top - tall * 0.1:.1f}H{x + side * wide * 0.2:.1f}Q{x + side * wide * 0.3:.1f} "
                f"{top + tall * 0.45:.1f} {x + side * wide * 0.52:.1f} "
                f"{top + tall * 0.62:.1f}Q{x + side * wide * 0.42:.1f} "
                f"{sill:.1f} {x + side * wide * 0.46:.1f} {sill + tall * 0.14:.1f}H{edge:.1f}z",
                drape,
                role="cloth",
            ),
        )
    stage.put(
        "far",
        ink.line(f"M{x - wide * 0.78:.1f} {top - tall * 0.1:.1f}h{wide * 1.56:.1f}", palette.wood, width=wide * 0.05),
    )
    _fall_of_light(stage, x, top, sill, wide)


def _fall_of_light(stage: Stage, x: float, top: float, sill: float, wide: float) -> None:
    lean = (stage.width * 0.5 - x) * 0.9 + stage.width * 0.12 * (1 if x < stage.width / 2 else -1)
    name, foot = stage._name(), stage.horizon + (stage.height - stage.horizon) * 0.5
    strength = 0.16 if _dark(stage) else 0.3
    stage.put(
        AIR,
        f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="{top:.1f}" '
        f'y2="{foot:.1f}"><stop '
        f'stop-color="{stage.palette.sun}" stop-opacity="{strength}"/><stop offset="1" '
        f'stop-color="{stage.palette.sun}" '
        f'stop-opacity="0.02"/></linearGradient><path d="M{x - wide / 2:.1f} {top:.1f}H{x + wide / 2:.1f}L'
        f'{x + wide * 0.9 + lean:.1f} {foot:.1f}H{x - wide * 0.7 + lean:.1f}L{x - wide / 2:.1f} {sill:.1f}z" '
        f'fill="url(#{name})"/>',
    )
    patch = (
        f"M{x - wide * 0.6 + lean:.1f} {foot:.1f}h{wide * 1.3:.1f}l{-wide * 0.25:.1f} "
        f"{-(foot - stage.horizon) * 0.5:.1f}"
        f"h{-wide:.1f}z"
    )
    stage.put("ground", f'<path d="{patch}" fill="{stage.palette.sun}" fill-opacity="{strength * 0.7:.2f}"/>')


def hearth(stage: Stage, x: float, base: float, tall: float) -> None:
    """A fireplace with a burning fire and its glow."""
    ink, palette, wide = stage.air(0.0), stage.palette, tall * 0.95
    stone = mix("#a8998a", palette.wall, 0.3)
    stage.put(
        "far",
        ink.shape(
            brush.polygon(
                [
                    (x - wide * 0.36, base - tall),
                    (x - wide * 0.28, -0.3 * stage.height),
                    (x + wide * 0.28, -0.3 * stage.height),
                    (x + wide * 0.36, base - tall),
                ]
            ),
            shade(stone, 0.12),
        ),
        ink.shape(brush.box(x - wide / 2, base - tall, wide, tall), stone),
        ink.shape(brush.arch(x, base, wide * 0.66, tall * 0.72), "#2a1a18", role="shade"),
        ink.shape(
            brush.box(x - wide * 0.58, base - tall * 1.07, wide * 1.16, tall * 0.09),
            mix(palette.wood, palette.dark, 0.1),
        ),
    )
    for size, colour in ((1.0, "#e0582a"), (0.7, "#f29a35"), (0.4, "#ffe08a")):
        w, h = wide * 0.22 * size, tall * 0.42 * size
        flame = (
            f"M{x - w:.1f} {base:.1f}C{x - w * 1.3:.1f} {base - h * 0.5:.1f} {x - w * 0.3:.1f} {base - h * 0.6:.1f} "
            f"{x - w * 0.1:.1f} {base - h:.1f}C{x + w * 0.3:.1f} {base - h * 0.7:.1f} {x + w * 0.2:.1f} "
            f"{base - h * 0.55:.1f} "
            f"{x + w * 0.5:.1f} {base - h * 0.7:.1f}C{x + w * 1.2:.1f} {base - h * 0.4:.1f} {x + w * 1.2:.1f} "
            f"{base - h * 0.2:.1f} "
            f"{x + w:.1f} {base:.1f}z"
        )
        stage.put("far", ink.shape(flame, colour, role="light"))
    stage.put("far", ink.line(f"M{x - wide * 0.24:.1f} {base - 6:.1f}h{wide * 0.48:.1f}", "#5a3320", width=tall * 0.07))
    stage.glow(
        "far",
        x,
        base - tall * 0.2,
        tall * (2.0 if _dark(stage) else 1.2),
        "#ffab4a",
        strength=0.6 if _dark(stage) else 0.35,
    )


def table(
    stage: Stage, x: float, base: float, wide: float, tall: float, *, laid: tuple[str, ...] = (), candle_on: bool = True
) -> None:
    """A table standing behind the figures, with bowls and a candle on it."""
    ink, wood = stage.air(0.0), mix(stage.palette.wood, "#a8703f", 0.35)
    top = base - tall
    for share in (-0.42, 0.36):
        stage.put("mid", ink.shape(brush.box(x + wide * share, top, wide * 0.06, tall), shade(wood, 0.2)))
    stage.put(
        "mid",
        ink.shape(brush.box(x - wide / 2, top - tall * 0.1, wide, tall * 0.13), wood),
        ink.shape(brush.box(x - wide / 2, top, wide, tall * 0.05), shade(wood, 0.3), role="shade"),
    )
    for at, colour in enumerate(laid):
        bx = x + wide * (-0.32 + 0.26 * at)
        stage.put(
            "mid",
            ink.shape(
                f"M{bx - tall * 0.14:.1f} {top - tall * 0.28:.1f}h{tall * 0.28:.1f}q{-tall * 0.02:.1f} "
                f"{tall * 0.18:.1f} "
                f"{-tall * 0.14:.1f} {tall * 0.18:.1f}t{-tall * 0.14:.1f} {-tall * 0.18:.1f}z",
                colour,
            ),
        )
    if candle_on:
        candle(stage, "mid", x + wide * 0.34, top - tall * 0.1, tall * 0.42)


def candle(stage: Stage, layer: str, x: float, base: float, tall: float) -> None:
    """A burning candle."""
    ink = stage.air(0.0)
    stage.put(
        layer,
        ink.shape(brush.box(x - tall * 0.09, base - tall * 0.66, tall * 0.18, tall * 0.66), "#f4ead0"),
        ink.shape(brush.leaf(x, base - tall * 0.64, tall * 0.36, -1.5708, plump=0.35), "#ffd25a", role="light"),
    )
    stage.glow(layer, x, base - tall * 0.8, tall * (3.6 if _dark(stage) else 1.8), stage.palette.lamp, strength=0.5)


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
            stage.put(
                "far",
                ink.shape(
                    f"M{at:.1f} {y:.1f}q{-w * 0.15:.1f} {-h * 0.8:.1f} {w * 0.25:.1f} {-h * 0.8:.1f}h{w * 0.5:.1f}"
                    f"q{w * 0.4:.1f} 0 {w * 0.25:.1f} {h * 0.8:.1f}z",
                    colour,
                ),
            )
            at += w * 1.25


def rug(stage: Stage, colour: str) -> None:
    """A round rug under the figures."""
    ink, comp = stage.air(0.0), stage.composition
    x, y = stage.width * (0.5 + comp.side * 0.12), stage.height * 0.83
    wide = min(stage.width * 0.46, stage.height * 0.5)
    for share, tone in (
        (1.0, shade(colour, 0.2)),
        (0.88, mix(colour, "#f2e2c0", 0.75)),
        (0.8, colour),
        (0.45, shade(colour, 0.15)),
    ):
        stage.put("ground", ink.ellipse(x, y, wide * share, wide * 0.2 * share, tone, role="shade"))


def picture(stage: Stage, x: float, y: float) -> None:
    ink, w, h = stage.air(0.05), stage.width * 0.12, stage.width * 0.15
    stage.put(
        "far",
        ink.shape(brush.box(x - w / 2, y - h / 2, w, h), mix("#c89a4a", stage.palette.wood, 0.3)),
        ink.shape(brush.box(x - w * 0.38, y - h * 0.4, w * 0.76, h * 0.8), stage.palette.sky_low),
        ink.shape(
            f"M{x - w * 0.38:.1f} {y + h * 0.4:.1f}v{-h * 0.3:.1f}q{w * 0.3:.1f} {-h * 0.25:.1f} {w * 0.76:.1f} "
            f"0v{h * 0.3:.1f}z",
            stage.palette.leaf,
            role="shade",
        ),
    )


def lamplight(stage: Stage) -> None:
    """Rooms are darker at their edges."""
    stage.vignette = 0.5 if _dark(stage) else 0.32
