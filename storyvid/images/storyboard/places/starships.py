"""Aboard a starship: a wide window to the stars, panels of lights, a desk of instruments."""

from math import cos, pi, sin

from storyvid.images.storyboard import brush, frames
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.places.fittings import boxed, off_side
from storyvid.images.storyboard.places.interiors import lamplight, walls
from storyvid.images.storyboard.stage import Stage

LIGHTS = ("#e8604a", "#f2c14e", "#6fc3a0", "#6fb0e0", "#f4efe0")


def starship(stage: Stage) -> None:
    """Metal walls with ribs, the window, instruments at the side where the group is not, lights in a strip."""
    rng, width, height, horizon = stage.rng, stage.width, stage.height, stage.horizon
    metal = mix(rng.choice(("#8fa3b5", "#a3a0b8", "#92a8a4")), stage.palette.wall, 0.2)
    walls(stage, metal, floor=mix("#6d7888", metal, 0.3), boards=False, pattern="plain")
    for x in stage.across(5, jitter=0.0):
        boxed(stage, "far", x - width * 0.018, -0.3 * height, width * 0.036, horizon + 0.3 * height, shade(metal, 0.16))
    side = off_side(stage)
    x, wide = width * (0.5 - side * rng.uniform(0.0, 0.12)), min(width * 0.66, height * 0.52)
    _window(stage, x, horizon - height * 0.27, wide, height * 0.27, metal)
    _instruments(stage, width * (0.5 + side * 0.42), horizon + height * 0.06, min(width * 0.42, height * 0.3), metal)
    _hatch(stage, width * (0.5 - side * 0.52), horizon, height * 0.3, metal)
    seams = "".join(
        f"M{width / 2 + (at - 6) * width * 0.2:.1f} {horizon:.1f}L{width / 2 + (at - 6) * width * 0.55:.1f} "
        f"{stage.bottom:.1f}"
        for at in range(13)
    )
    rows = "".join(
        f"M{stage.left:.1f} {horizon + height * at:.1f}H{stage.right:.1f}" for at in (0.03, 0.09, 0.19, 0.34)
    )
    stage.put("ground", stage.air(0.0).line(seams + rows, shade(metal, 0.34), width=3.5))
    strip = brush.box(width * 0.12, height * 0.035, width * 0.76, height * 0.012)
    stage.put("far", stage.air(0.0).shape(strip, "#eefaff", role="light"))
    stage.glow("far", width * 0.5, height * 0.05, height * 0.26, "#dff4ff", strength=0.45)
    frames.framed(stage, ("none",))
    lamplight(stage)


def _window(stage: Stage, x: float, y: float, wide: float, tall: float, metal: str) -> None:
    """An oval pane with stars and a ringed planet."""
    rng, ink = stage.rng, stage.air(0.0)
    rx, ry = wide / 2, tall / 2
    stage.put("far", ink.ellipse(x, y, rx * 1.1, ry * 1.14, shade(metal, 0.24)))
    stage.put("far", ink.ellipse(x, y, rx * 1.03, ry * 1.05, tint(metal, 0.25)))
    name = stage._name()
    stage.put(
        "far",
        f'<radialGradient id="{name}"><stop stop-color="#2c3f7a"/><stop offset="1" stop-color="#10142e"/>'
        f'</radialGradient><ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="url(#{name})"/>',
    )
    stars = ""
    for _ in range(26):
        angle, reach = rng.uniform(0, 2 * pi), rng.uniform(0.0, 0.92)
        stars += brush.star(x + cos(angle) * rx * reach, y + sin(angle) * ry * reach, rng.uniform(2.5, 6.5))
    stage.put("far", ink.shape(stars, "#fdf3d8", role="light"))
    size, colour = ry * rng.uniform(0.34, 0.48), rng.choice(("#6fa8d8", "#d98a5a", "#c8a0c8", "#7fc0a0"))
    px, py = x + rx * rng.uniform(-0.4, 0.4), y + ry * rng.uniform(-0.15, 0.2)
    stage.put(
        "far",
        ink.ellipse(px, py, size, size, colour, role="light"),
        ink.ellipse(px + size * 0.2, py + size * 0.12, size * 0.74, size * 0.8, shade(colour, 0.2), role="light"),
        ink.line(
            f"M{px - size * 1.6:.1f} {py + size * 0.4:.1f}Q{px:.1f} {py + size * 0.75:.1f} {px + size * 1.6:.1f} "
            f"{py - size * 0.35:.1f}",
            tint(colour, 0.45),
            width=size * 0.12,
        ),
    )
    shine = f"M{x - rx * 0.8:.1f} {y - ry * 0.2:.1f}Q{x - rx * 0.66:.1f} {y - ry * 0.66:.1f} {x - rx * 0.2:.1f} "
    stage.put("far", ink.line(f"{shine}{y - ry * 0.84:.1f}", "#a9c4ec", width=ry * 0.05))


def _instruments(stage: Stage, x: float, base: float, wide: float, metal: str) -> None:
    """A desk with screens, dials and rows of lights."""
    rng, ink, tall = stage.rng, stage.air(0.02), wide * 0.62
    dark = shade(metal, 0.42)
    top = base - tall
    body = (
        f"M{x - wide / 2:.1f} {base:.1f}L{x - wide * 0.44:.1f} {top:.1f}H{x + wide * 0.44:.1f}L{x + wide / 2:.1f} "
        f"{base:.1f}z"
    )
    stage.put("mid", ink.shape(body, dark))
    for at, share in enumerate((-0.27, 0.1)):
        boxed(
            stage, "mid", x + wide * share - wide * 0.14, top - tall * 0.62, wide * 0.32, tall * 0.56, shade(metal, 0.5)
        )
        left, y = x + wide * share - wide * 0.115, top - tall * 0.55
        stage.put(
            "mid", ink.shape(brush.box(left, y, wide * 0.27, tall * 0.42), ("#7fd0e0", "#8fe0b0")[at], role="light")
        )
        wave = "".join(
            f"{'M' if not step else 'L'}{left + wide * 0.27 * step / 8:.1f} {y + tall * rng.uniform(0.1, 0.34):.1f}"
            for step in range(9)
        )
        stage.put("mid", ink.line(wave, "#1f4a5a", width=wide * 0.012))
    for row in range(3):
        for at in range(7):
            cx, cy = x + wide * (-0.36 + 0.12 * at), top + tall * (0.2 + 0.24 * row)
            colour = rng.choice(LIGHTS) if rng.random() < 0.72 else shade(metal, 0.6)
            stage.put("mid", ink.ellipse(cx, cy, wide * 0.028, wide * 0.028, colour, role="light"))
    stage.glow("mid", x, top - tall * 0.2, wide * 0.75, "#8fe0e0", strength=0.28)


def _hatch(stage: Stage, x: float, base: float, tall: float, metal: str) -> None:
    """A round-cornered door with a wheel."""
    ink, wide = stage.air(0.02), tall * 0.56
    for share, tone in ((1.14, shade(metal, 0.28)), (1.0, mix(metal, "#d8a24a", 0.3))):
        d = brush.arch(x, base, wide * share, tall * share)
        stage.put("far", ink.shape(d, tone))
    ring = wide * 0.2
    y = base - tall * 0.5
    half = f"a{ring:.1f} {ring:.1f} 0 1 0"
    d = f"M{x - ring:.1f} {y:.1f}{half} {2 * ring:.1f} 0{half} {-2 * ring:.1f} 0"
    stage.put(
        "far",
        ink.line(
            f"{d}M{x - ring:.1f} {y:.1f}h{2 * ring:.1f}M{x:.1f} {y - ring:.1f}v{2 * ring:.1f}",
            shade(metal, 0.4),
            width=wide * 0.05,
        ),
    )
