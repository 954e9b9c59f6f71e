"""Light tiled rooms: hospital and bathroom."""

from storyvid.images.storyboard import brush, frames
from storyvid.images.storyboard.colour import mix, tint
from storyvid.images.storyboard.places.fittings import boxed, ceiling_lights, furnished, off_side
from storyvid.images.storyboard.places.interiors import lamplight, walls, window
from storyvid.images.storyboard.stage import Stage


def hospital(stage: Stage) -> None:
    """A light ward: beds behind curtains, a drip, a screen with a heartbeat, a cross on the wall."""
    rng, width, height, horizon = stage.rng, stage.width, stage.height, stage.horizon
    walls(
        stage,
        mix("#dfeee9", stage.palette.wall, 0.12),
        floor=mix("#c9d8d6", stage.palette.wood, 0.08),
        boards=False,
        pattern="plain",
    )
    boxed(stage, "far", stage.left, horizon - height * 0.14, width * 1.6, height * 0.014, "#8fc0b4")
    side = off_side(stage)
    window(stage, width * (0.5 - side * 0.22), horizon - height * 0.15, min(width * 0.26, height * 0.3), height * 0.2)
    wide = min(width * 0.6, height * 0.46)
    x, base = width * (0.5 + side * 0.3), horizon + height * 0.075
    _screen(stage, x + side * wide * 0.2, horizon, wide * 0.9, height * 0.4)
    _ward_bed(stage, x, base, wide)
    _drip(stage, x - side * wide * 0.62, base, height * 0.3)
    _monitor(stage, x - side * wide * 0.3, horizon - height * 0.24, height * 0.07)
    cx, cy, arm = width * (0.5 + side * 0.02), horizon - height * rng.uniform(0.38, 0.42), height * 0.022
    boxed(stage, "far", cx - arm * 1.9, cy - arm * 1.9, arm * 3.8, arm * 3.8, "#f7faf8")
    boxed(stage, "far", cx - arm * 0.45, cy - arm * 1.4, arm * 0.9, arm * 2.8, "#d0453f")
    boxed(stage, "far", cx - arm * 1.4, cy - arm * 0.45, arm * 2.8, arm * 0.9, "#d0453f")
    ceiling_lights(stage, count=2)
    frames.framed(stage, ("none",))
    lamplight(stage)


def _ward_bed(stage: Stage, x: float, base: float, wide: float) -> None:
    ink, rng, tall = stage.air(0.02), stage.rng, wide * 0.2
    left, steel = x - wide / 2, "#a9b4ba"
    for share in (0.03, 0.94):
        stage.put("mid", ink.shape(brush.box(left + wide * share, base - tall * 1.1, wide * 0.03, tall * 1.1), steel))
        stage.put("mid", ink.ellipse(left + wide * (share + 0.015), base, wide * 0.028, wide * 0.028, "#5a6268"))
    boxed(stage, "mid", left - wide * 0.01, base - tall * 2.4, wide * 0.045, tall * 1.5, steel)
    boxed(stage, "mid", left, base - tall * 1.45, wide, tall * 0.62, "#f6f8f6")
    stage.put(
        "mid", ink.shape(brush.blob(rng, left + wide * 0.17, base - tall * 1.6, wide * 0.12, tall * 0.28), "#ffffff")
    )
    quilt = rng.choice(("#8fc3cf", "#9fb6dc", "#a9d0b0"))
    d = (
        f"M{left + wide * 0.32:.1f} {base - tall * 1.62:.1f}q{wide * 0.34:.1f} {-tall * 0.3:.1f} {wide * 0.69:.1f} 0"
        f"v{tall * 0.95:.1f}h{-wide * 0.69:.1f}z"
    )
    stage.put("mid", ink.shape(d, quilt, role="cloth"))
    boxed(stage, "mid", left + wide * 0.985, base - tall * 1.9, wide * 0.035, tall * 1.2, steel)


def _screen(stage: Stage, x: float, base: float, wide: float, tall: float) -> None:
    """A curtain on a rail behind a bed."""
    ink = stage.air(0.03)
    stage.put("far", ink.line(f"M{x - wide / 2:.1f} {base - tall:.1f}h{wide:.1f}", "#9aa4a8", width=6))
    folds = 9
    for at in range(folds):
        tone = mix("#bfe0da", "#9cc8c4", at % 2)
        left = x - wide / 2 + wide * at / folds
        stage.put(
            "far",
            ink.shape(
                f"M{left:.1f} {base - tall:.1f}h{wide / folds:.1f}v{tall * 0.94:.1f}q{-wide / folds / 2:.1f} "
                f"{tall * 0.04:.1f} {-wide / folds:.1f} 0z",
                tone,
                role="cloth",
            ),
        )


def _drip(stage: Stage, x: float, base: float, tall: float) -> None:
    ink = stage.air(0.0)
    stage.put(
        "mid",
        ink.line(
            f"M{x:.1f} {base:.1f}v{-tall:.1f}m{-tall * 0.08:.1f} 0h{tall * 0.16:.1f}M{x - tall * 0.12:.1f} "
            f"{base:.1f}h{tall * 0.24:.1f}",
            "#9aa4aa",
            width=6,
        ),
        ink.shape(brush.box(x + tall * 0.03, base - tall * 0.98, tall * 0.1, tall * 0.2), "#d4ecf4"),
        ink.line(
            f"M{x + tall * 0.08:.1f} {base - tall * 0.78:.1f}q{tall * 0.02:.1f} {tall * 0.3:.1f} {tall * 0.2:.1f} "
            f"{tall * 0.34:.1f}",
            "#b8d4dc",
            width=3,
        ),
    )


def _monitor(stage: Stage, x: float, y: float, size: float) -> None:
    ink, w = stage.air(0.0), size * 1.5
    boxed(stage, "far", x - w / 2 - 6, y - size / 2 - 6, w + 12, size + 12, "#d7dde0")
    boxed(stage, "far", x - w / 2, y - size / 2, w, size, "#1f3a3a")
    beat = (
        f"M{x - w * 0.42:.1f} {y:.1f}h{w * 0.22:.1f}l{w * 0.06:.1f} {-size * 0.3:.1f}l{w * 0.08:.1f} "
        f"{size * 0.55:.1f}l{w * 0.07:.1f} {-size * 0.25:.1f}h{w * 0.38:.1f}"
    )
    stage.put("far", ink.line(beat, "#7fe0a8", width=4))


def bathroom(stage: Stage) -> None:
    """Tiles, a tub with foam, a mirror over a basin."""
    rng, width, height, horizon = stage.rng, stage.width, stage.height, stage.horizon
    walls(
        stage,
        mix(stage.palette.wall, "#d6ecee", 0.7),
        floor=mix("#bcd0d4", stage.palette.wood, 0.06),
        boards=False,
        pattern="plain",
    )
    ink = stage.air(0.04)
    lines = "".join(f"M{stage.left:.1f} {horizon - height * 0.05 * row:.1f}H{stage.right:.1f}" for row in range(1, 7))
    lines += "".join(f"M{x:.1f} {horizon:.1f}v{-height * 0.3:.1f}" for x in stage.across(22, jitter=0.0))
    stage.put("far", ink.line(lines, "#f4fafa", width=3))
    side = off_side(stage)
    x, base, wide, tall = (
        width * (0.5 + side * 0.28),
        horizon + height * 0.08,
        min(width * 0.62, height * 0.5),
        height * 0.12,
    )
    tub = (
        f"M{x - wide / 2:.1f} {base - tall:.1f}h{wide:.1f}q0 {tall * 0.9:.1f} {-wide * 0.16:.1f} "
        f"{tall * 0.9:.1f}h{-wide * 0.68:.1f}q{-wide * 0.16:.1f} 0 {-wide * 0.16:.1f} {-tall * 0.9:.1f}z"
    )
    foam = "".join(
        brush.blob(rng, x + wide * share, base - tall * 1.02, wide * 0.08, tall * 0.22)
        for share in (-0.36, -0.24, -0.1, 0.05, 0.2, 0.34)
    )
    stage.put("mid", ink.shape(foam, "#ffffff"), ink.shape(tub, "#f4f6f6"))
    stage.put("mid", ink.shape(brush.box(x - wide * 0.53, base - tall * 1.06, wide * 1.06, tall * 0.12), "#ffffff"))
    for _ in range(12):
        r = height * rng.uniform(0.006, 0.014)
        bx, by = x + wide * rng.uniform(-0.5, 0.5), base - tall * rng.uniform(1.3, 2.6)
        stage.put("mid", ink.group([ink.ellipse(bx, by, r, r, "#e4f4fa", role="light")], opacity=0.7))
    furnished(stage, "mirror", width * (0.5 - side * 0.26), horizon - height * 0.1, height * 0.11, layer="far")
    boxed(
        stage,
        "far",
        width * (0.5 - side * 0.26) - height * 0.07,
        horizon - height * 0.09,
        height * 0.14,
        height * 0.03,
        "#f8fafa",
    )
    boxed(
        stage,
        "far",
        width * (0.5 - side * 0.26) - height * 0.02,
        horizon - height * 0.06,
        height * 0.04,
        height * 0.07,
        tint("#dfe6e8", 0.2),
    )
    frames.framed(stage, ("none",))
    lamplight(stage)
