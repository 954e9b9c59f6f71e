"""Scenery that several settings share: ground, paths, rows of trees, ridges, grass, flowers, water, houses."""

from math import pi

from storyvid.images.storyboard import brush
from storyvid.images.storyboard.colour import mix, shade, tint, turned
from storyvid.images.storyboard.stage import AIR, Stage


def ridges(
    stage: Stage, colour: str, *, count: int = 3, rise: float = 0.16, jagged: bool = False, near_haze: float = 0.42
) -> None:
    """Hills or mountains behind one another, the farthest nearly air."""
    rng, horizon = stage.rng, stage.horizon
    for at in range(count):
        share = at / max(count - 1, 1)
        haze = 0.82 + (near_haze - 0.82) * share
        high = stage.height * rise * (1.25 - 0.62 * share) * rng.uniform(0.85, 1.15)
        foot = horizon + stage.height * (0.012 + 0.05 * share)
        draw = brush.crags if jagged else brush.hills
        waves = {"peaks": rng.randint(4, 6)} if jagged else {"waves": rng.randint(3, 5)}
        d = draw(
            rng,
            stage.left,
            stage.right,
            foot - high * (0.1 if jagged else 0.35),
            amplitude=high,
            bottom=foot + stage.height * 0.09,
            **waves,
        )
        stage.sheet(
            "far",
            d,
            turned(colour, degrees=8 * at),
            haze=haze,
            top=foot - high * 1.2,
            foot=foot + stage.height * 0.03,
            fade=0.55,
        )


def ground(stage: Stage, colour: str, *, roll: float = 0.018, steps: int = 3) -> None:
    """The ground from the horizon to the bottom, in rolling sheets that darken towards the eye."""
    rng, horizon, height = stage.rng, stage.horizon, stage.height
    depth = height - horizon
    if stage.snowy:
        colour = stage.snow
    for at in range(steps):
        share = at / steps
        y = horizon + depth * share**1.25 * 0.95
        d = brush.hills(
            rng,
            stage.left,
            stage.right,
            y + height * roll * 0.4,
            amplitude=height * roll * (1 + share * 1.4),
            bottom=stage.bottom if at == steps - 1 else horizon + depth * ((at + 1) / steps) ** 1.25 + height * 0.08,
            waves=rng.randint(2, 3),
        )
        shaded = shade(colour, (0.19 if not stage.snowy else 0.07) * at) if at else tint(colour, 0.08)
        stage.sheet(
            "ground",
            d,
            turned(shaded, degrees=9 * at),
            haze=(0.7 if stage.ink.manner.silhouette else 0.26) * (1 - share) ** 2,
            top=y - height * 0.03,
            foot=y + depth * 0.75,
            fade=0.0,
        )


def path(stage: Stage, colour: str, *, width: float = 0.34, to: float | None = None) -> None:
    """A way that winds from the lower edge to the horizon."""
    rng, comp = stage.rng, stage.composition
    end = stage.width * (to if to is not None else rng.uniform(0.3, 0.7))
    near = stage.width * (0.5 + comp.side * 0.15)
    top, bottom = stage.horizon + stage.height * 0.005, stage.bottom
    sway = rng.choice((-1, 1)) * stage.width * rng.uniform(0.16, 0.3)
    left, right = [], []
    for at in range(9):
        share = at / 8
        y = top + (bottom - top) * share**1.9
        wide = stage.width * (0.004 + width * share**1.9)
        x = end + (near - end) * share + sway * (share * (1 - share) * 4) * (1 - share) * (1 if at % 8 else 0)
        left.append((x - wide, y))
        right.append((x + wide, y))
    d = brush.smooth([*left, *reversed(right)], closed=True, tension=1.0)
    ink = stage.air(0.12)
    tone = mix(colour, stage.palette.ground, 0.2) if not stage.snowy else shade(stage.snow, 0.16)
    stage.put("ground", ink.group([ink.shape(d, tone, role="shade")], opacity=0.85 if not stage.snowy else 0.5))


def grass(stage: Stage, *, colour: str, count: int = 26, flowers: tuple[str, ...] = ()) -> None:
    """Tufts and flowers scattered over the ground, larger towards the eye, thinner where captions go."""
    if stage.snowy:
        return
    rng, top = stage.rng, stage.horizon + stage.height * 0.03
    ink = stage.air(0.0)
    spots = sorted(
        (top + (stage.height * 0.99 - top) * rng.random() ** 0.8, rng.uniform(-0.1, 1.1)) for _ in range(count)
    )
    for y, x in spots:
        size = stage.scale_at(y) * rng.uniform(9, 17)
        size = min(max(size, 8.0), stage.height * 0.045)
        tone = shade(colour, rng.uniform(0.05, 0.4))
        stage.put(
            "ground", ink.shape(brush.tuft(rng, x * stage.width, y, size, blades=rng.randint(4, 6)), tone, role="shade")
        )
        if flowers and rng.random() < 0.75:
            flower(
                stage,
                "ground",
                x * stage.width + rng.uniform(-1, 1) * size,
                y - size * 0.7,
                size * 0.24,
                rng.choice(flowers),
            )


def flower(stage: Stage, layer: str, x: float, y: float, radius: float, colour: str) -> None:
    """A small five-petalled flower."""
    ink = stage.air(0.0)
    petals = "".join(brush.leaf(x, y, radius * 1.7, at * 2 * pi / 5 + x, plump=0.5) for at in range(5))
    stage.put(
        layer,
        ink.shape(petals, colour, role="shade"),
        ink.ellipse(x, y, radius * 0.42, radius * 0.42, tint("#e8b030", 0.2), role="shade"),
    )


def stones(stage: Stage, *, count: int = 5, colour: str | None = None, size: float = 1.0) -> None:
    """Stones lying about, off the middle."""
    rng, ink = stage.rng, stage.air(0.05)
    for _ in range(count):
        x = stage.width * rng.choice((rng.uniform(-0.1, 0.25), rng.uniform(0.75, 1.1)))
        y = stage.horizon + (stage.height * 0.92 - stage.horizon) * rng.uniform(0.08, 0.95)
        tall = stage.scale_at(y) * rng.uniform(9, 24) * size
        outline, facet = brush.rock(rng, x, y, tall * rng.uniform(1.2, 1.9), tall)
        base = colour or stage.palette.rock
        stage.put("ground", ink.shape(outline, shade(base, 0.25)), ink.shape(facet, tint(base, 0.08), role="shade"))
        if stage.snowy:
            cap = f"M{x - tall * 0.62:.1f} {y - tall * 0.5:.1f}Q{x - tall * 0.4:.1f} {y - tall * 1.12:.1f} {x:.1f} "
            cap += f"{y - tall * 1.08:.1f}T{x + tall * 0.6:.1f} {y - tall * 0.5:.1f}Q{x:.1f} {y - tall * 0.82:.1f} "
            cap += f"{x - tall * 0.62:.1f} {y - tall * 0.5:.1f}z"
            stage.put("ground", ink.shape(cap, stage.snow, role="shade"))


def water(stage: Stage, layer: str, *, top: float, foot: float, haze: float = 0.15, shine: bool = True) -> None:
    """Open water with the sky's light on it."""
    palette, rng = stage.palette, stage.rng
    ink = stage.air(0.0)
    near, far = ink.graded(palette.water), mix(ink.graded(palette.water), palette.sky_low, 0.62)
    fill = stage.gradient(layer, (far, mix(far, near, 0.6), near, shade(near, 0.3)), top=top, foot=foot)
    stage.put(
        layer,
        f'<rect x="{stage.left}" y="{top:.1f}" width="{stage.right - stage.left}" '
        f'height="{stage.bottom - top:.1f}" fill="{fill}"/>',
    )
    x = stage.composition.sun[0]
    light: list[str] = []
    dark: list[str] = []
    for _ in range(70):
        share = rng.random() ** 1.6
        y, long = top + (foot - top) * share + 3, stage.width * (0.02 + 0.12 * share) * rng.uniform(0.5, 1.3)
        cx = rng.uniform(stage.left, stage.right)
        (light if rng.random() < 0.6 else dark).append(_glint(cx, y, long, 1.2 + 5 * share))
    for at in range(26 if shine else 0):
        share = (at / 26) ** 1.5
        y, long = top + (foot - top) * share + 2, stage.width * (0.03 + 0.1 * share) * rng.uniform(0.5, 1.4)
        light.append(_glint(x + rng.uniform(-1, 1) * stage.width * (0.02 + 0.07 * share), y, long, 2 + 6 * share))
    stage.put(
        layer,
        f'<path d="{"".join(dark)}" fill="{shade(near, 0.35)}" fill-opacity="0.3"/>',
        f'<path d="{"".join(light)}" fill="{palette.sun}" fill-opacity="{0.3 if stage.night else 0.42}"/>',
    )


def glitter(stage: Stage, layer: str, *, top: float, foot: float) -> None:
    """The path that a low sun or the moon lays over water."""
    rng, x, strokes = stage.rng, stage.composition.sun[0], []
    if stage.vision.weather in ("rain", "storm", "fog"):
        return
    for at in range(34):
        share = (at / 34) ** 1.4
        spread = stage.width * (0.012 + 0.07 * share)
        long = stage.width * (0.03 + 0.12 * share) * rng.uniform(0.4, 1.3)
        strokes.append(_glint(x + rng.uniform(-1, 1) * spread, top + (foot - top) * share + 3, long, 1.8 + 5 * share))
    strength = {"night": 0.62, "dusk": 0.6, "dawn": 0.5}.get(stage.vision.time, 0.34)
    stage.put(layer, f'<path d="{"".join(strokes)}" fill="{stage.palette.sun}" fill-opacity="{strength}"/>')


def ripples(stage: Stage, layer: str, *, top: float) -> None:
    """Long low ripples on still water, larger towards the eye."""
    rng, near = stage.rng, stage.air(0.0).graded(stage.palette.water)
    light: list[str] = []
    dark: list[str] = []
    for _ in range(64):
        share = rng.random() ** 1.3
        y, x = top + (stage.height - top) * share, rng.uniform(stage.left, stage.right)
        (light if rng.random() < 0.5 else dark).append(
            _glint(x, y, stage.width * (0.05 + 0.26 * share) * rng.uniform(0.6, 1.3), 1.6 + 5 * share)
        )
    pale = mix(near, stage.palette.sky_low, 0.55)
    stage.put(
        layer,
        f'<path d="{"".join(dark)}" fill="{shade(near, 0.34)}" fill-opacity="0.5"/>',
        f'<path d="{"".join(light)}" fill="{pale}" fill-opacity="0.6"/>',
    )


def _glint(x: float, y: float, length: float, thick: float) -> str:
    return (
        f"M{x - length / 2:.1f} {y:.1f}Q{x:.1f} {y - thick:.1f} {x + length / 2:.1f} {y:.1f}"
        f"Q{x:.1f} {y + thick:.1f} {x - length / 2:.1f} {y:.1f}z"
    )


def beams(stage: Stage, layer: str, *, strength: float = 0.16) -> None:
    """Slanting light that falls through from the sun's side."""
    rng, (x, y), shafts = stage.rng, stage.composition.sun, []
    for _ in range(4):
        foot = x + (stage.width * 0.5 - x) * 1.6 + rng.uniform(-0.6, 0.6) * stage.width
        wide = stage.width * rng.uniform(0.05, 0.14)
        shafts.append(f"M{x:.1f} {y:.1f}L{foot - wide:.1f} {stage.height * 0.9:.1f}H{foot + wide:.1f}z")
    name = stage._name()
    stage.put(
        "sky" if layer == "sky" else AIR,
        f'<linearGradient id="{name}" x1="0" x2="0" y1="0" y2="1"><stop stop-color="{stage.palette.sun}" '
        f'stop-opacity="{strength}"/><stop offset="1" stop-color="{stage.palette.sun}" stop-opacity="0"/>'
        f'</linearGradient><path d="{"".join(shafts)}" fill="url(#{name})"/>',
    )
