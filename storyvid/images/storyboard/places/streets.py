"""Streets: city and market."""

from storyvid.images.storyboard import brush, frames
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.sky import paint_sky
from storyvid.images.storyboard.stage import Stage


def _off_side(stage: Stage) -> int:
    return -1 if stage.composition.side > 0 else 1


def city(stage: Stage) -> None:
    """A street of tall gabled houses under spires, cobbles and lanterns."""
    paint_sky(stage)
    rng, horizon, height, width = stage.rng, stage.horizon, stage.height, stage.width
    _spires(stage)
    for row, haze in ((0, 0.36), (1, 0.14)):
        for x in stage.across(9 - row * 2, jitter=0.12):
            if row and abs(x / width - 0.5 - stage.composition.side * 0.14) < 0.2:
                continue
            _townhouse(
                stage,
                "far" if not row else "mid",
                x,
                horizon + height * (0.01 + 0.04 * row),
                height * rng.uniform(0.2, 0.28) * (1 + row * 0.45),
                haze=haze,
            )
    cobbles(stage)
    lantern(stage, width * (0.5 + _off_side(stage) * 0.4), horizon + height * 0.14, height * 0.26)
    frames.framed(stage, ("none", "none", "none", "none", "arch", "none", "none"))


def _spires(stage: Stage) -> None:
    rng, ink = stage.rng, stage.air(0.7)
    for _ in range(4):
        x, tall, wide = (
            rng.uniform(0, 1) * stage.width,
            stage.height * rng.uniform(0.2, 0.36),
            stage.width * rng.uniform(0.05, 0.08),
        )
        base = stage.horizon
        stage.put(
            "far",
            ink.shape(
                brush.polygon(
                    [
                        (x - wide / 2, base),
                        (x - wide / 2, base - tall * 0.6),
                        (x, base - tall),
                        (x + wide / 2, base - tall * 0.6),
                        (x + wide / 2, base),
                    ]
                ),
                stage.palette.rock,
            ),
        )


def _townhouse(stage: Stage, layer: str, x: float, base: float, tall: float, *, haze: float) -> None:
    rng, palette, ink = stage.rng, stage.palette, stage.air(haze)
    wide = stage.width * rng.uniform(0.17, 0.22)
    wall = mix(rng.choice(("#e0b98a", "#c98f76", "#d8cfae", "#a8b0a0", "#c8a0a0")), palette.sky_mid, 0.12)
    lit, left = stage.vision.time in ("night", "dusk"), x - wide / 2
    gable = base - tall
    steps = brush.polygon(
        [
            (left, base),
            (left, gable + tall * 0.26),
            (left + wide * 0.16, gable + tall * 0.26),
            (left + wide * 0.16, gable + tall * 0.16),
            (left + wide * 0.33, gable + tall * 0.16),
            (left + wide * 0.33, gable + tall * 0.06),
            (left + wide * 0.67, gable + tall * 0.06),
            (left + wide * 0.67, gable + tall * 0.16),
            (left + wide * 0.84, gable + tall * 0.16),
            (left + wide * 0.84, gable + tall * 0.26),
            (left + wide, gable + tall * 0.26),
            (left + wide, base),
        ]
    )
    pointed = brush.polygon(
        [(left, base), (left, gable + tall * 0.3), (x, gable), (left + wide, gable + tall * 0.3), (left + wide, base)]
    )
    stage.put(layer, stage._shadow(pointed, haze), ink.shape(rng.choice((steps, pointed)), wall))
    for row in range(3):
        for share in (0.24, 0.5, 0.76):
            on = lit and rng.random() < 0.7
            stage.put(
                layer,
                ink.shape(
                    brush.arch(left + wide * share, gable + tall * (0.46 + 0.19 * row), wide * 0.15, tall * 0.11),
                    palette.lamp if on else shade(wall, 0.5),
                    role="light" if on else "shade",
                ),
            )


def cobbles(stage: Stage) -> None:
    """A paved square in rows that widen towards the eye."""
    rng, ink = stage.rng, stage.air(0.02)
    stone = mix(mix("#a89c90", stage.palette.sky_mid, 0.2), stage.palette.ground, 0.12)
    top = stage.horizon + stage.height * 0.035
    stage.sheet(
        "ground",
        brush.box(stage.left, top, stage.width * 1.6, stage.bottom - top),
        stone,
        haze=0.06,
        top=top,
        foot=stage.height,
        fade=0.0,
    )
    y, at = top + 8.0, 0
    marks: dict[float, list[str]] = {0.12: [], 0.24: []}
    while y < stage.height * 1.12:
        share = (y - top) / (stage.height - top)
        tall = 7 + 34 * share
        wide = tall * 2.3
        x = stage.width / 2 - (stage.width * 1.4 // wide / 2) * wide + (wide / 2 if at % 2 else 0)
        while x < stage.width * 1.2:
            if rng.random() < 0.34:
                marks[rng.choice((0.12, 0.24))].append(
                    f"M{x + 3:.0f} {y + tall * 0.5:.0f}q0 {-tall * 0.42:.0f} {wide * 0.46:.0f} "
                    f"{-tall * 0.42:.0f}t{wide * 0.42:.0f}"
                    f" {tall * 0.42:.0f}q0 {tall * 0.4:.0f} {-wide * 0.42:.0f} "
                    f"{tall * 0.4:.0f}t{-wide * 0.46:.0f} {-tall * 0.4:.0f}z"
                )
            x += wide
        y, at = y + tall, at + 1
    stage.put("ground", *(ink.shape("".join(d), shade(stone, share), role="shade") for share, d in marks.items() if d))


def lantern(stage: Stage, x: float, base: float, tall: float) -> None:
    """A street lantern, lit in the dark."""
    ink, palette, lit = stage.air(0.05), stage.palette, stage.vision.time in ("night", "dusk")
    size = tall * 0.1
    stage.put(
        "mid",
        ink.line(f"M{x:.1f} {base:.1f}v{-tall:.1f}", palette.dark, width=tall * 0.03),
        ink.shape(
            brush.polygon(
                [
                    (x - size * 0.5, base - tall),
                    (x - size * 0.8, base - tall - size * 1.7),
                    (x + size * 0.8, base - tall - size * 1.7),
                    (x + size * 0.5, base - tall),
                ]
            ),
            palette.lamp if lit else "#c8d4d0",
            role="light" if lit else "detail",
        ),
        ink.shape(
            f"M{x - size:.1f} {base - tall - size * 1.7:.1f}L{x:.1f} {base - tall - size * 2.6:.1f}L{x + size:.1f} "
            f"{base - tall - size * 1.7:.1f}z",
            palette.dark,
        ),
    )
    if lit:
        stage.glow("mid", x, base - tall - size, tall * 0.8, palette.lamp, strength=0.7)


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
    frames.framed(stage, ("none", "none", "none", "arch", "none", "none", "none"))


def _stall(stage: Stage, x: float, base: float, tall: float) -> None:
    rng, ink, palette = stage.rng, stage.air(0.16), stage.palette
    wide, table = tall * 1.25, base - tall * 0.36
    stripe = rng.choice((palette.accent, palette.roof, "#3f7a8a", "#d98a3a"))
    for side in (-0.46, 0.46):
        stage.put("mid", ink.shape(brush.box(x + wide * side - 5, base - tall * 0.8, 10, tall * 0.8), palette.wood))
    stage.put(
        "mid",
        ink.shape(brush.box(x - wide / 2, table, wide, tall * 0.36), mix(palette.wood, "#c89a68", 0.4)),
        ink.shape(
            brush.box(x - wide / 2, table + tall * 0.14, wide, tall * 0.22), shade(palette.wood, 0.1), role="shade"
        ),
    )
    for k in range(9):
        fruit = rng.choice(("#d9482f", "#e8a02f", "#8fae3f", "#b03a5a", "#f0d060"))
        stage.put(
            "mid", ink.ellipse(x + wide * (k / 8 - 0.5) * 0.86, table - tall * 0.035, tall * 0.055, tall * 0.055, fruit)
        )
    count = 6
    for k in range(count):
        left, top = x - wide * 0.6 + wide * 1.2 * k / count, x - wide * 0.44 + wide * 0.88 * k / count
        step, up = wide * 1.2 / count, wide * 0.88 / count
        d = (
            f"M{top:.1f} {base - tall:.1f}h{up:.1f}L{left + step:.1f} {base - tall * 0.74:.1f}a{step / 2:.1f} "
            f"{step / 2:.1f} 0 0 1 "
            f"{-step:.1f} 0z"
        )
        stage.put("mid", ink.shape(d, stripe if k % 2 else tint("#f6ecd8", 0.1)))
