"""Stone within: throne hall, church, cellar, cave."""

from math import pi, sin

from storyvid.images.storyboard import brush, frames
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.places.interiors import candle, lamplight
from storyvid.images.storyboard.stage import AIR, Stage


def _stone_room(stage: Stage, stone: str, floor: str) -> None:
    height, width, horizon = stage.height, stage.width, stage.horizon
    wall = stage.air(0.08).graded(stone)
    if stage.ink.manner.silhouette:
        wall = mix(stage.palette.lamp, stone, 0.45)
    stage.backdrop = ((shade(wall, 0.5), wall, tint(wall, 0.1)), -0.1 * height, horizon)
    stage.sheet(
        "ground",
        brush.box(stage.left, horizon, width * 1.6, stage.bottom - horizon),
        floor,
        haze=0.0,
        top=horizon,
        foot=height,
        fade=0.0,
    )


def _tiles(stage: Stage, light: str, dark: str) -> None:
    ink, marks = stage.air(0.0), []
    middle, rows, columns = stage.width / 2, 9, 16

    def corner(row: int, column: int) -> tuple[float, float]:
        share = (row / rows) ** 1.7
        return middle + (column - columns / 2) * stage.width * (0.085 + 0.22 * share), (
            stage.horizon + (stage.bottom - stage.horizon) * share
        )

    for row in range(rows):
        for column in range(columns):
            if (row + column) % 2:
                marks.append(
                    brush.polygon(
                        [
                            corner(row, column),
                            corner(row, column + 1),
                            corner(row + 1, column + 1),
                            corner(row + 1, column),
                        ]
                    )
                )
    stage.put("ground", ink.group([ink.shape("".join(marks), mix(dark, light, 0.25), role="shade")], opacity=0.7))


def _lancet(stage: Stage, x: float, sill: float, wide: float, tall: float, *, stained: bool) -> None:
    rng, palette, ink = stage.rng, stage.palette, stage.air(0.0)
    fill = stage.gradient("far", (palette.sky_mid, palette.sky_low), top=sill - tall, foot=sill)
    d = brush.arch(x, sill, wide, tall, pointed=True)
    stage.put("far", f'<path d="{d}" fill="{fill}"/>')
    if stained:
        for row in range(4):
            for side in (-1, 1):
                colour = rng.choice(("#c8403a", "#e8b040", "#3f6fb0", "#4f9a6a", "#8a4f9a"))
                cy = sill - tall * (0.12 + 0.2 * row)
                stage.put(
                    "far",
                    f'<circle cx="{x + side * wide * 0.23:.1f}" cy="{cy:.1f}" r="{wide * 0.17:.1f}" fill="{colour}" '
                    'fill-opacity="0.75"/>',
                )
    lead = mix(palette.rock, palette.dark, 0.5)
    stage.put(
        "far",
        f'<path d="{d}" fill="none" stroke="{ink.graded(lead)}" stroke-width="{wide * 0.09:.1f}"/>',
        ink.line(
            f"M{x:.1f} {sill - tall:.1f}V{sill:.1f}M{x - wide / 2:.1f} {sill - tall * 0.4:.1f}h{wide:.1f}",
            lead,
            width=wide * 0.05,
        ),
    )
    lean = (stage.width / 2 - x) * 0.7
    name, foot = stage._name(), stage.horizon + stage.height * 0.2
    stage.put(
        AIR,
        f'<linearGradient id="{name}" x1="0" x2="0" y1="0" y2="1"><stop stop-color="{palette.sun}" '
        f'stop-opacity="0.24"/>'
        f'<stop offset="1" stop-color="{palette.sun}" stop-opacity="0"/></linearGradient><path d="M{x - wide / 2:.1f} '
        f'{sill - tall * 0.8:.1f}h{wide:.1f}L{x + wide + lean:.1f} {foot:.1f}h{-wide * 2:.1f}z" fill="url(#{name})"/>',
    )


def _columns(stage: Stage, stone: str, *, count: int, layer: str, haze: float) -> None:
    ink, wide, base = (
        stage.air(haze),
        stage.width * 0.075,
        stage.horizon + stage.height * (0.01 if layer == "far" else 0.05),
    )
    for x in stage.across(count, jitter=0):
        if layer == "mid" and abs(x / stage.width - 0.5) < 0.3:
            continue
        stage.put(
            layer,
            stage._shadow(brush.box(x - wide / 2, -0.3 * stage.height, wide, base + 0.3 * stage.height), 0.2),
            ink.shape(brush.box(x - wide / 2, -0.3 * stage.height, wide, base + 0.3 * stage.height), stone),
            ink.shape(
                brush.box(x + wide * 0.12, -0.3 * stage.height, wide * 0.38, base + 0.3 * stage.height),
                shade(stone, 0.2),
                role="shade",
            ),
            ink.shape(brush.box(x - wide * 0.75, base - wide * 0.4, wide * 1.5, wide * 0.45), shade(stone, 0.08)),
            ink.shape(
                brush.polygon(
                    [
                        (x - wide * 0.8, stage.height * 0.1),
                        (x + wide * 0.8, stage.height * 0.1),
                        (x + wide * 0.5, stage.height * 0.135),
                        (x - wide * 0.5, stage.height * 0.135),
                    ]
                ),
                tint(stone, 0.1),
            ),
        )


def hall(stage: Stage) -> None:
    """A throne hall: columns, tall windows, banners, carpet, throne."""
    rng, width, height, horizon, palette = stage.rng, stage.width, stage.height, stage.horizon, stage.palette
    stone = mix(mix("#b8a48c", palette.wall, 0.4), palette.sky_mid, 0.1)
    _stone_room(stage, stone, mix("#b09a84", palette.wall, 0.3))
    _tiles(stage, "#cfc0a8", shade(stone, 0.3))
    for x in (0.14, 0.5, 0.86):
        _lancet(stage, width * x, horizon - height * 0.09, width * 0.17, height * 0.3, stained=False)
    for x in (0.32, 0.68):
        _banner(stage, width * x, height * 0.06, width * 0.11, height * rng.uniform(0.22, 0.3))
    _columns(stage, stone, count=6, layer="far", haze=0.12)
    side = -1 if stage.composition.side > 0 else 1
    _throne(stage, width * (0.5 + side * 0.24), horizon + height * 0.05, height * 0.24)
    _carpet(stage, side)
    _columns(stage, mix(stone, palette.dark, 0.12), count=4, layer="mid", haze=0.0)
    if rng.random() < 0.6:
        _chandelier(stage, width * rng.uniform(0.4, 0.6), height * 0.1)
    frames.framed(stage, ("curtain", "arch", "none", "curtain", "arch", "none", "curtain"))
    lamplight(stage)


def _banner(stage: Stage, x: float, top: float, wide: float, tall: float) -> None:
    ink, colour = stage.air(0.05), stage.palette.accent
    stage.put(
        "far",
        ink.shape(
            f"M{x - wide / 2:.1f} {top:.1f}h{wide:.1f}v{tall:.1f}l{-wide / 2:.1f} {-wide * 0.4:.1f}l{-wide / 2:.1f} "
            f"{wide * 0.4:.1f}z",
            colour,
            role="cloth",
        ),
        ink.shape(brush.star(x, top + tall * 0.4, wide * 0.28, points=8, waist=0.5), "#e8c04a"),
    )


def _throne(stage: Stage, x: float, base: float, tall: float) -> None:
    ink, gold, wide = stage.air(0.03), "#d8a83f", tall * 0.5
    cloth = shade(stage.palette.accent, 0.1)
    for at in range(3):
        step = wide * (1.7 - 0.25 * at)
        stage.put(
            "mid",
            ink.shape(
                brush.box(x - step / 2, base - tall * 0.045 * (at + 1), step, tall * 0.05),
                mix("#b8a890", stage.palette.wall, 0.2 * at),
            ),
        )
    seat = base - tall * 0.13
    stage.put(
        "mid",
        ink.shape(
            f"M{x - wide * 0.46:.1f} {seat:.1f}V{base - tall * 0.86:.1f}Q{x:.1f} {base - tall * 1.14:.1f} "
            f"{x + wide * 0.46:.1f} "
            f"{base - tall * 0.86:.1f}V{seat:.1f}z",
            gold,
        ),
        ink.shape(
            f"M{x - wide * 0.34:.1f} {seat:.1f}V{base - tall * 0.82:.1f}Q{x:.1f} {base - tall * 1.02:.1f} "
            f"{x + wide * 0.34:.1f} "
            f"{base - tall * 0.82:.1f}V{seat:.1f}z",
            cloth,
            role="cloth",
        ),
        ink.shape(brush.box(x - wide * 0.52, seat - tall * 0.24, wide * 1.04, tall * 0.24), shade(gold, 0.2)),
        ink.shape(
            brush.box(x - wide * 0.4, seat - tall * 0.28, wide * 0.8, tall * 0.07), tint(cloth, 0.15), role="cloth"
        ),
        *(
            ink.shape(brush.box(x + s * wide * 0.5 - wide * 0.06, seat - tall * 0.4, wide * 0.12, tall * 0.4), gold)
            for s in (-1, 1)
        ),
        *(ink.ellipse(x + s * wide * 0.46, base - tall * 0.9, wide * 0.08, wide * 0.08, gold) for s in (-1, 1)),
    )


def _carpet(stage: Stage, side: int) -> None:
    ink, colour, width = stage.air(0.0), stage.palette.accent, stage.width
    x, top = width * (0.5 + side * 0.24), stage.horizon + stage.height * 0.05
    for grow, tone in ((1.0, "#d8a83f"), (0.86, colour)):
        near = width * 0.5 + side * width * 0.04
        stage.put(
            "ground",
            ink.shape(
                brush.polygon(
                    [
                        (x - width * 0.09 * grow, top),
                        (x + width * 0.09 * grow, top),
                        (near + width * 0.42 * grow, stage.bottom),
                        (near - width * 0.42 * grow, stage.bottom),
                    ]
                ),
                tone,
                role="shade",
            ),
        )


def _chandelier(stage: Stage, x: float, y: float) -> None:
    ink, wide = stage.air(0.0), stage.width * 0.2
    stage.put(
        "mid",
        ink.line(
            f"M{x:.1f} {-0.3 * stage.height:.1f}V{y:.1f}M{x - wide / 2:.1f} {y:.1f}Q{x:.1f} {y + wide * 0.34:.1f} "
            f"{x + wide / 2:.1f} {y:.1f}",
            mix("#c89a3f", stage.palette.dark, 0.2),
            width=8,
        ),
    )
    for at in range(5):
        share = at / 4
        candle(stage, "mid", x + wide * (share - 0.5), y + wide * 0.17 * sin(pi * share), wide * 0.2)


def church(stage: Stage) -> None:
    """A nave with stained glass, candles and pews."""
    width, height, horizon, palette, rng = stage.width, stage.height, stage.horizon, stage.palette, stage.rng
    stone = mix("#a8a094", palette.wall, 0.25)
    _stone_room(stage, stone, mix("#988c80", palette.wall, 0.2))
    _tiles(stage, "#b8ac9c", shade(stone, 0.3))
    _lancet(stage, width * 0.5, horizon - height * 0.06, width * 0.26, height * 0.42, stained=True)
    for x in (0.14, 0.86):
        _lancet(stage, width * x, horizon - height * 0.08, width * 0.15, height * 0.3, stained=True)
    _columns(stage, stone, count=6, layer="far", haze=0.1)
    for side in (-1, 1):
        for at in range(3):
            y = horizon + height * (0.03 + 0.05 * at)
            ink, wide = stage.air(0.02), width * (0.3 + 0.05 * at)
            x = width * (0.5 + side * (0.42 + 0.05 * at))
            stage.put(
                "mid",
                ink.shape(
                    brush.box(x - wide / 2, y - height * 0.07, wide, height * 0.07),
                    mix(palette.wood, palette.dark, 0.1 + 0.1 * at),
                ),
            )
        candle(stage, "mid", width * (0.5 + side * rng.uniform(0.16, 0.2)), horizon + height * 0.02, height * 0.1)
    frames.framed(stage, ("arch", "none", "arch", "curtain", "none", "arch", "none"))
    lamplight(stage)


def cellar(stage: Stage) -> None:
    """A dungeon or vault: stone blocks, barred window, barrels, a torch."""
    width, height, horizon, palette, rng = stage.width, stage.height, stage.horizon, stage.palette, stage.rng
    stone = mix(mix("#7f7a78", palette.sky_mid, 0.2), palette.dark, 0.22)
    _stone_room(stage, stone, shade(stone, 0.2))
    ink = stage.air(0.05)
    tall = height * 0.05
    for row in range(-5, int(horizon / tall) + 1):
        for x in stage.across(11, jitter=0.08):
            if rng.random() < 0.42:
                stage.put(
                    "sky",
                    ink.shape(
                        brush.box(
                            x + (row % 2) * width * 0.07, horizon - tall * (row + 1) + 4, width * 0.125, tall - 8
                        ),
                        tint(stone, rng.uniform(0.02, 0.1)),
                        role="shade",
                    ),
                )
    side = -1 if stage.composition.side > 0 else 1
    _lancet(stage, width * (0.5 + side * 0.2), horizon - height * 0.2, width * 0.18, height * 0.15, stained=False)
    for x in (0.5 - side * 0.34,):
        _torch(stage, width * x, horizon - height * 0.18, height * 0.09)
    for at in range(3):
        _barrel(stage, width * (0.5 + side * (0.3 + 0.13 * at)), horizon + height * (0.05 + 0.025 * at), height * 0.13)
    frames.framed(stage, ("arch", "none", "arch", "arch", "none", "rocks", "arch"))
    lamplight(stage)


def _torch(stage: Stage, x: float, y: float, tall: float) -> None:
    ink = stage.air(0.0)
    stage.put("far", ink.shape(brush.bough(x, y - tall * 0.6, x + tall * 0.08, y + tall * 0.5, tall * 0.2), "#5a3a26"))
    for size, colour in ((1.0, "#e86a2a"), (0.62, "#ffc04a")):
        stage.put(
            "far",
            ink.shape(brush.leaf(x, y - tall * 0.5, tall * size, -pi / 2 + 0.1, plump=0.42), colour, role="light"),
        )
    stage.glow("far", x, y - tall, tall * 4.6, "#ffad4a", strength=0.7)


def _barrel(stage: Stage, x: float, base: float, tall: float) -> None:
    ink, wood, wide = stage.air(0.02), mix(stage.palette.wood, "#a8703f", 0.3), tall * 0.72
    stage.put(
        "mid",
        ink.shape(
            f"M{x - wide * 0.42:.1f} {base:.1f}Q{x - wide * 0.62:.1f} {base - tall / 2:.1f} {x - wide * 0.42:.1f} "
            f"{base - tall:.1f}"
            f"h{wide * 0.84:.1f}Q{x + wide * 0.62:.1f} {base - tall / 2:.1f} {x + wide * 0.42:.1f} {base:.1f}z",
            wood,
        ),
        *(
            ink.line(
                f"M{x - wide * 0.49:.1f} {base - tall * up:.1f}q{wide * 0.49:.1f} {tall * 0.06:.1f} "
                f"{wide * 0.98:.1f} 0",
                "#5f5a58",
                width=tall * 0.05,
            )
            for up in (0.22, 0.76)
        ),
        ink.ellipse(x, base - tall, wide * 0.42, tall * 0.06, shade(wood, 0.3)),
    )
