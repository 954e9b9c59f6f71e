"""Weather that lies before and between the sheets: rain, snow, mist, lightning, blown leaves."""

from storyvid.images.storyboard import brush
from storyvid.images.storyboard.colour import mix
from storyvid.images.storyboard.stage import Stage


def paint_weather(stage: Stage) -> None:
    """What falls and drifts; nothing within doors or under water."""
    if stage.vision.indoor or stage.vision.place in ("underwater", "space"):
        return
    match stage.vision.weather:
        case "rain":
            _rain(stage, count=120)
        case "storm":
            _rain(stage, count=190)
            _lightning(stage)
        case "snow":
            _snow(stage)
        case "fog":
            _fog(stage)
        case "wind":
            _blown(stage)
        case _:
            dry = stage.night and not stage.snowy
            if dry and stage.vision.place in ("forest", "garden", "field", "swamp", "lake", "river", "road"):
                _fireflies(stage)


def _rain(stage: Stage, *, count: int) -> None:
    rng, lean = stage.rng, stage.rng.choice((-0.22, -0.12, 0.12, 0.22))
    for layer, share, width, opacity in (("mid", 0.4, 1.6, 0.3), ("foreground", 0.6, 2.8, 0.34)):
        strokes = []
        for _ in range(int(count * share)):
            x, y = rng.uniform(stage.left, stage.right), rng.uniform(-0.2, 1.1) * stage.height
            long = stage.height * rng.uniform(0.02, 0.05) * (0.6 + width * 0.25)
            strokes.append(f"M{x:.1f} {y:.1f}l{long * lean:.1f} {long:.1f}")
        colour = mix("#eef4f8", stage.palette.sky_low, 0.3)
        stage.put(
            layer,
            f'<path d="{"".join(strokes)}" stroke="{colour}" stroke-width="{width}" stroke-opacity="{opacity}" '
            'stroke-linecap="round" fill="none"/>',
        )


def _lightning(stage: Stage) -> None:
    rng = stage.rng
    x, y = stage.width * (0.5 - stage.composition.side * 0.25 + rng.uniform(-0.1, 0.1)), -0.05 * stage.height
    points = [(x, y)]
    while y < stage.horizon:
        y += stage.height * rng.uniform(0.03, 0.06)
        x += rng.uniform(-1, 1) * stage.width * 0.07
        points.append((x, y))
    stage.glow("sky", points[len(points) // 2][0], stage.horizon * 0.4, stage.height * 0.4, "#e8ecff", strength=0.5)
    right = [(px + 7 * (1 - at / len(points)) + 2, py) for at, (px, py) in enumerate(points)]
    stage.put("sky", f'<path d="{brush.polygon([*points, *reversed(right)])}" fill="#fbfaff"/>')


def _snow(stage: Stage) -> None:
    rng = stage.rng
    for layer, count, low, high, opacity in (
        ("far", 120, 1.5, 3, 0.75),
        ("mid", 90, 2.5, 5, 0.85),
        ("foreground", 34, 4, 11, 0.8),
    ):
        flakes = []
        for _ in range(count):
            x, y, r = (
                rng.uniform(stage.left, stage.right),
                rng.uniform(-0.2, 1.2) * stage.height,
                rng.uniform(low, high),
            )
            flakes.append(
                f"M{x - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0z"
            )
        stage.put(layer, f'<path d="{"".join(flakes)}" fill="#f8fafc" fill-opacity="{opacity}"/>')


def _fog(stage: Stage) -> None:
    pale = mix(stage.palette.haze, "#eef0ee", 0.35 if not stage.night else 0.1)
    stage.veil(
        "far", pale, top=stage.horizon - stage.height * 0.3, foot=stage.horizon + stage.height * 0.05, strength=0.85
    )
    stage.veil(
        "mid", pale, top=stage.horizon - stage.height * 0.16, foot=stage.horizon + stage.height * 0.14, strength=0.6
    )
    stage.veil("ground", pale, top=stage.horizon, foot=stage.height * 0.72, strength=0.22)


def _blown(stage: Stage) -> None:
    rng, ink = stage.rng, stage.air(0.0)
    colours = (
        ("#d9893a", "#c85a34", "#e0b04a")
        if stage.vision.season == "autumn"
        else (stage.palette.leaf, stage.palette.accent)
    )
    for _ in range(26):
        x, y = rng.uniform(-0.1, 1.1) * stage.width, rng.uniform(0.05, 0.9) * stage.height
        d = brush.leaf(x, y, stage.width * rng.uniform(0.012, 0.03), rng.uniform(-0.6, 0.8), plump=0.4)
        stage.put(rng.choice(("mid", "foreground")), ink.shape(d, rng.choice(colours), role="shade"))


def _fireflies(stage: Stage) -> None:
    rng = stage.rng
    for _ in range(14):
        x, y = rng.uniform(0, 1) * stage.width, rng.uniform(stage.horizon - stage.height * 0.12, stage.height * 0.82)
        stage.glow("ground", x, y, rng.uniform(12, 26), "#ffe98a", strength=0.75)
        stage.put("ground", f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{rng.uniform(1.8, 3.4):.1f}" fill="#fffbd0"/>')
