"""The sky: its colours, sun or moon, stars, clouds and birds."""

from storyvid.images.storyboard import brush
from storyvid.images.storyboard.colour import mix, tint
from storyvid.images.storyboard.stage import Stage


def paint_sky(stage: Stage) -> None:
    """Everything behind the scenery, out of doors."""
    palette = stage.palette
    foot = max(stage.horizon, stage.height * 0.45) + stage.height * 0.06
    stage.backdrop = ((palette.sky_top, palette.sky_mid, palette.sky_low), -0.02 * stage.height, foot)
    if stage.night:
        _stars(stage)
    if stage.vision.weather not in ("rain", "storm", "fog"):
        _disc(stage)
    else:
        stage.halos.append((*stage.composition.sun, stage.height * 0.4, tint(palette.sky_low, 0.3), 0.5))
    if stage.vision.place == "space":
        return  # no air, no clouds, no birds
    _clouds(stage)
    if stage.vision.time in ("day", "dawn") and stage.vision.weather in ("clear", "wind") and stage.rng.random() < 0.6:
        _birds(stage)


def _disc(stage: Stage) -> None:
    palette, (x, y), rng = stage.palette, stage.composition.sun, stage.rng
    radius = stage.width * (rng.uniform(0.09, 0.19) if stage.vision.time != "day" else rng.uniform(0.05, 0.10))
    radius = min(radius, stage.height * 0.14)
    stage.halos.append((x, y, radius * 5.6, palette.glow, 0.72))
    if stage.paper or stage.banded:  # cut rings of ever lighter paper
        for ring, share in ((2.5, 0.10), (1.75, 0.16)):
            stage.put(
                "sky",
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius * ring:.1f}" fill="{palette.sun}" '
                f'fill-opacity="{share}"/>',
            )
    if stage.night and rng.random() < 0.4:
        horn = (x + radius * 0.5, y - radius * 0.86)
        stage.put(
            "sky",
            f'<path d="M{horn[0]:.1f} {horn[1]:.1f}A{radius:.1f} {radius:.1f} 0 1 0 {x + radius * 0.86:.1f} '
            f'{y + radius * 0.5:.1f}A{radius * 0.86:.1f} {radius * 0.86:.1f} 0 0 1 {horn[0]:.1f} {horn[1]:.1f}z" '
            f'fill="{palette.sun}"/>',
        )
        return
    stage.put("sky", f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{palette.sun}"/>')
    if stage.night:
        for dx, dy, share in ((-0.3, -0.2, 0.22), (0.25, 0.3, 0.16), (0.32, -0.35, 0.11), (-0.2, 0.45, 0.09)):
            stage.put(
                "sky",
                f'<circle cx="{x + dx * radius:.1f}" cy="{y + dy * radius:.1f}" r="{radius * share:.1f}" '
                f'fill="{mix(palette.sun, palette.sky_mid, 0.22)}"/>',
            )


def _stars(stage: Stage) -> None:
    rng, parts, bright = stage.rng, [], []
    for _ in range(150):
        x, y = rng.uniform(stage.left, stage.right), rng.uniform(-0.25, 1) ** 1 * stage.horizon
        size = rng.choice((1.1, 1.5, 1.5, 2.2, 3.0))
        parts.append(f"M{x:.1f} {y - size:.1f}l{size} {size}l{-size} {size}l{-size} {-size}z")
    for _ in range(14):
        x, y = rng.uniform(stage.left, stage.right), rng.uniform(-0.2, 0.75) * stage.horizon
        bright.append(brush.star(x, y, rng.uniform(7, 15)))
    stage.put("sky", f'<path d="{"".join(parts)}" fill="{stage.palette.sun}" fill-opacity="0.75"/>')
    stage.put("sky", f'<path d="{"".join(bright)}" fill="{stage.palette.sun}" fill-opacity="0.92"/>')


def _clouds(stage: Stage) -> None:
    rng, palette = stage.rng, stage.palette
    heavy = stage.vision.weather in ("rain", "storm", "snow")
    kind = rng.choice(("heaped", "bands", "heaped", "few"))
    count = 9 if heavy else {"heaped": 5, "bands": 7, "few": 2}[kind]
    for at in range(count):
        share = at / count
        y = stage.horizon * (0.12 + 0.72 * share + rng.uniform(-0.06, 0.06))
        x = rng.uniform(stage.left * 0.6, stage.right * 0.9)
        width = stage.width * rng.uniform(0.4, 0.85) * (1.25 if heavy else 1.0)
        base = palette.sky_mid if heavy else mix(palette.sky_low, "#ffffff", 0.25 if not stage.night else 0.0)
        colour = mix(base, palette.sky_mid if not heavy else palette.sky_top, 0.15 + 0.35 * rng.random())
        opacity = 0.9 if heavy else 0.35 + 0.4 * share if not stage.night else 0.28
        if kind == "bands" and not heavy:
            d = _band(stage, x, y, width)
        else:
            d = brush.cloud(rng, x, y, width, width * rng.uniform(0.22, 0.32))
        if stage.paper:
            stage.put("sky", stage._shadow(d, 0.55))
        edge = (
            f' stroke="{stage.ink.manner.dark}" stroke-opacity="0.45" stroke-width="2.5"'
            if (stage.ink.manner.outline == "dark")
            else ""
        )
        stage.put("sky", f'<path d="{d}" fill="{colour}" fill-opacity="{opacity:.2f}"{edge}/>')


def _band(stage: Stage, x: float, y: float, width: float) -> str:
    rng, thick = stage.rng, stage.height * stage.rng.uniform(0.008, 0.02)
    top = [
        (x + width * share, y - thick * rng.uniform(0.4, 1.2) * (1 - abs(2 * share - 1) ** 2))
        for share in (0, 0.15, 0.35, 0.5, 0.7, 0.88, 1)
    ]
    low = [(px, 2 * y - py + thick * 0.1) for px, py in reversed(top[1:-1])]
    return brush.smooth([*top, *low], closed=True, tension=1.0)


def _birds(stage: Stage) -> None:
    rng = stage.rng
    x, y = rng.uniform(0.15, 0.75) * stage.width, stage.horizon * rng.uniform(0.2, 0.6)
    strokes = []
    for at in range(rng.randint(4, 7)):
        span = rng.uniform(11, 20)
        bx, by = x + at * rng.uniform(18, 42), y + abs(at - 2) * rng.uniform(6, 16)
        strokes.append(
            f"M{bx - span:.1f} {by - span * 0.35:.1f}q{span * 0.6:.1f} {-span * 0.3:.1f} {span:.1f} "
            f"{span * 0.4:.1f}q{span * 0.35:.1f} {-span * 0.7:.1f} {span:.1f} {-span * 0.45:.1f}"
        )
    colour = mix(stage.palette.dark, stage.palette.sky_mid, 0.25)
    stage.put(
        "sky", f'<path d="{"".join(strokes)}" fill="none" stroke="{colour}" stroke-width="3.2" stroke-linecap="round"/>'
    )
