"""Rooms of today: classroom, hospital, office, library, shop, restaurant, bathroom, and the parts they share."""

from storyvid.images.storyboard import brush, frames
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.places.interiors import lamplight, picture, shelf, table, walls, window
from storyvid.images.storyboard.stage import Stage
from storyvid.images.storyboard.things import draw_thing

BOOKS = ("#b5523f", "#d8a24a", "#5f8a80", "#e8dcc4", "#7a6a98", "#8a9a5a", "#4f6f9c")
OPEN = ("none", "none", "none", "none", "curtain", "none", "none")


def off_side(stage: Stage) -> int:
    """The side (-1 left, 1 right) where the main group is not."""
    return -1 if stage.composition.side > 0 else 1


def furnished(
    stage: Stage, name: str, x: float, base: float, wide: float, *, layer: str = "mid", seed: int = 0
) -> None:
    """A thing of the catalogue as furniture, `wide` units across."""
    drawing = draw_thing(name, ink=stage.air(0.03), seed=seed)
    scale = wide / max(drawing.width, 1.0)
    ink = stage.air(0.03).at(scale=scale)
    svg = draw_thing(name, ink=ink, seed=seed).svg
    stage.put(layer, ink.group([svg], transform=f"translate({x:.1f} {base:.1f}) scale({scale:.4f})"))


def boxed(
    stage: Stage, layer: str, x: float, y: float, wide: float, tall: float, colour: str, *, haze: float = 0.02
) -> None:
    """A plain box from its upper left corner."""
    stage.put(layer, stage.air(haze).shape(brush.box(x, y, wide, tall), colour))


def ceiling_lights(stage: Stage, *, count: int = 3) -> None:
    """Lamps in a row under the ceiling."""
    for x in stage.across(count, jitter=0.05, bleed=0.0):
        y = stage.height * 0.055
        stage.put("far", stage.air(0.0).line(f"M{x:.1f} {-0.3 * stage.height:.1f}V{y:.1f}", "#5a5a5e", width=3))
        stage.put(
            "far",
            stage.air(0.0).shape(
                brush.box(x - stage.width * 0.1, y, stage.width * 0.2, stage.height * 0.011), "#fdf6dd", role="light"
            ),
        )
        stage.glow("far", x, y, stage.height * 0.16, "#fff2c4", strength=0.4)


def classroom(stage: Stage) -> None:
    """A blackboard with sums, windows, a map, a clock and rows of desks."""
    rng, width, height, horizon = stage.rng, stage.width, stage.height, stage.horizon
    walls(stage, mix(stage.palette.wall, "#e9dfb8", 0.6), floor=mix(stage.palette.wood, "#c09a6a", 0.6))
    side, wide = off_side(stage), min(width * 0.62, height * 0.5)
    _blackboard(stage, width * (0.5 - side * rng.uniform(0.06, 0.16)), horizon - height * 0.13, wide, height * 0.2)
    window(stage, width * (0.5 + side * 0.4), horizon - height * 0.13, min(width * 0.24, height * 0.3), height * 0.22)
    furnished(stage, "clock", width * (0.5 - side * 0.46), horizon, height * 0.06, layer="far")
    if rng.random() < 0.6:
        _map(stage, width * (0.5 + side * 0.18), horizon - height * 0.4, min(width * 0.2, height * 0.16))
    count = max(4, round(width / height * 5))
    for row, share in enumerate((0.055, 0.15)):
        for at, x in enumerate(stage.across(count - row, jitter=0.03)):
            if abs(x / width - 0.5 - stage.composition.side * 0.2) > 0.1 or not row:
                _desk(stage, x, horizon + height * share, height * (0.06 + 0.02 * row), BOOKS[(at + row) % len(BOOKS)])
    ceiling_lights(stage)
    frames.framed(stage, OPEN)
    lamplight(stage)


def _blackboard(stage: Stage, x: float, foot: float, wide: float, tall: float) -> None:
    ink, rng = stage.air(0.02), stage.rng
    left, top = x - wide / 2, foot - tall
    green = rng.choice(("#2f5a4a", "#3a4a52", "#2d4f5a"))
    boxed(stage, "far", left - 12, top - 12, wide + 24, tall + 24, mix(stage.palette.wood, "#b98a58", 0.4))
    boxed(stage, "far", left, top, wide, tall, green)
    chalk = mix("#ffffff", green, 0.18)
    row = tall / 4.4
    for at, sign in enumerate(("2+3=5", "ABC", "7-4=3")):
        _chalked(stage, sign, left + wide * 0.07, top + row * (at + 0.9), row * 0.62, chalk)
    cx, cy, r = left + wide * 0.74, top + tall * 0.48, tall * 0.2
    drawn = rng.choice(("sun", "house", "star"))
    if drawn == "sun":
        rays = "".join(
            f"M{cx + dx * r * 1.25:.1f} {cy + dy * r * 1.25:.1f}l{dx * r * 0.5:.1f} {dy * r * 0.5:.1f}"
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
        )
        ring = f"M{cx - r:.1f} {cy:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0"
        stage.put("far", ink.line(ring + rays, chalk, width=5))
    elif drawn == "house":
        d = f"M{cx - r:.1f} {cy + r:.1f}v{-r * 1.2:.1f}l{r:.1f} {-r:.1f}l{r:.1f} {r:.1f}v{r * 1.2:.1f}z"
        stage.put("far", ink.line(d, chalk, width=5))
    else:
        stage.put("far", ink.line(brush.star(cx, cy, r * 1.2, points=5, waist=0.42) + "z", chalk, width=5))
    boxed(stage, "far", left, foot + 4, wide, 10, shade(stage.palette.wood, 0.1))


_STROKES = {
    "0": "M0 0h.5v1h-.5z", "1": "M.25 0v1", "2": "M0 .1q.5-.3.5.2q0 .2-.5.7h.55", "3": "M0 0h.5l-.3.4q.5.1.2.5q-.2.2-.4 0",
    "4": "M.4 1v-1l-.4.65h.6", "5": "M.5 0h-.4v.45q.5-.1.4.35q-.2.3-.5.1", "7": "M0 0h.5l-.35 1", "+": "M.25.25v.5M0 .5h.5",
    "-": "M0 .5h.5", "=": "M0 .35h.5M0 .65h.5", "A": "M0 1l.28-1l.28 1M.1.65h.36", "B": "M0 0v1M0 0q.6.05.4.4q-.2.1-.4.1q.7 0 .5.4q-.2.2-.5.1",
    "C": "M.5.15q-.5-.3-.5.35q0 .65.5.35",
}  # fmt: skip


def _chalked(stage: Stage, text: str, x: float, y: float, size: float, colour: str) -> None:
    """Letters and numbers in chalk strokes."""
    parts = [f'<path d="{_STROKES[sign]}" transform="translate({at * 0.82:.2f} 0)"/>' for at, sign in enumerate(text)]
    stage.put(
        "far",
        f'<g transform="translate({x:.1f} {y - size:.1f}) scale({size:.2f})" fill="none" stroke="{colour}" '
        f'stroke-width="0.09" stroke-linecap="round">{"".join(parts)}</g>',
    )


def _map(stage: Stage, x: float, y: float, wide: float) -> None:
    ink, rng, tall = stage.air(0.03), stage.rng, wide * 0.66
    boxed(stage, "far", x - wide / 2, y - tall / 2, wide, tall, "#a9cfe0", haze=0.03)
    for dx, dy, size in ((-0.24, -0.1, 0.15), (0.14, -0.14, 0.2), (-0.16, 0.26, 0.1), (0.2, 0.2, 0.1)):
        d = brush.blob(rng, x + dx * wide, y + dy * wide * 0.7, size * wide, size * wide * 0.6, jitter=0.3)
        stage.put("far", ink.shape(d, rng.choice(("#8fb06a", "#d8b86a", "#c8906a")), role="shade"))


def _desk(stage: Stage, x: float, base: float, tall: float, book: str) -> None:
    ink, wide, wood = stage.air(0.02), tall * 1.9, "#c89a62"
    for share in (-0.4, 0.36):
        stage.put("mid", ink.shape(brush.box(x + wide * share, base - tall, wide * 0.05, tall), "#7d8288"))
    stage.put(
        "mid",
        ink.shape(brush.box(x - wide / 2, base - tall * 1.1, wide, tall * 0.16), wood),
        ink.shape(
            brush.box(x - wide * 0.44, base - tall * 0.94, wide * 0.88, tall * 0.24), shade(wood, 0.22), role="shade"
        ),
        ink.shape(brush.box(x - wide * 0.2, base - tall * 1.2, wide * 0.32, tall * 0.1), book),
    )


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
                f"M{left:.1f} {base - tall:.1f}h{wide / folds:.1f}v{tall * 0.94:.1f}q{-wide / folds / 2:.1f} {tall * 0.04:.1f} {-wide / folds:.1f} 0z",
                tone,
                role="cloth",
            ),
        )


def _drip(stage: Stage, x: float, base: float, tall: float) -> None:
    ink = stage.air(0.0)
    stage.put(
        "mid",
        ink.line(
            f"M{x:.1f} {base:.1f}v{-tall:.1f}m{-tall * 0.08:.1f} 0h{tall * 0.16:.1f}M{x - tall * 0.12:.1f} {base:.1f}h{tall * 0.24:.1f}",
            "#9aa4aa",
            width=6,
        ),
        ink.shape(brush.box(x + tall * 0.03, base - tall * 0.98, tall * 0.1, tall * 0.2), "#d4ecf4"),
        ink.line(
            f"M{x + tall * 0.08:.1f} {base - tall * 0.78:.1f}q{tall * 0.02:.1f} {tall * 0.3:.1f} {tall * 0.2:.1f} {tall * 0.34:.1f}",
            "#b8d4dc",
            width=3,
        ),
    )


def _monitor(stage: Stage, x: float, y: float, size: float) -> None:
    ink, w = stage.air(0.0), size * 1.5
    boxed(stage, "far", x - w / 2 - 6, y - size / 2 - 6, w + 12, size + 12, "#d7dde0")
    boxed(stage, "far", x - w / 2, y - size / 2, w, size, "#1f3a3a")
    beat = f"M{x - w * 0.42:.1f} {y:.1f}h{w * 0.22:.1f}l{w * 0.06:.1f} {-size * 0.3:.1f}l{w * 0.08:.1f} {size * 0.55:.1f}l{w * 0.07:.1f} {-size * 0.25:.1f}h{w * 0.38:.1f}"
    stage.put("far", ink.line(beat, "#7fe0a8", width=4))


def office(stage: Stage) -> None:
    """A desk with a computer before a wide window over the town, a filing cabinet and a plant."""
    rng, width, height, horizon = stage.rng, stage.width, stage.height, stage.horizon
    walls(
        stage,
        mix(stage.palette.wall, "#cfd4d4", 0.55),
        floor=mix("#8b8f98", stage.palette.wood, 0.25),
        boards=False,
        pattern="plain",
    )
    side = off_side(stage)
    town_window(stage, width * (0.5 - side * 0.14), horizon - height * 0.12, width * 0.52, height * 0.26)
    x, base, wide = width * (0.5 + side * 0.28), horizon + height * 0.1, min(width * 0.56, height * 0.42)
    cabinet = wide * 0.34
    left = width * (0.5 + side * 0.46) - cabinet / 2
    boxed(stage, "far", left, horizon - cabinet * 1.9, cabinet, cabinet * 1.95, "#8d979c")
    for row in range(3):
        boxed(
            stage,
            "far",
            left + cabinet * 0.08,
            horizon - cabinet * (1.8 - 0.6 * row),
            cabinet * 0.84,
            cabinet * 0.5,
            "#a3adb2",
        )
        boxed(
            stage,
            "far",
            left + cabinet * 0.38,
            horizon - cabinet * (1.58 - 0.6 * row),
            cabinet * 0.24,
            cabinet * 0.07,
            "#5f686d",
        )
    table(stage, x, base, wide, height * 0.1, candle_on=False)
    furnished(stage, "computer", x - wide * 0.06, base - height * 0.108, wide * 0.34, seed=rng.randrange(9))
    plant(stage, width * (0.5 - side * 0.46), horizon + height * 0.03, height * 0.2)
    if rng.random() < 0.6:
        picture(stage, width * (0.5 + side * 0.24), horizon - height * 0.36)
    ceiling_lights(stage)
    frames.framed(stage, ("none",))
    lamplight(stage)


def town_window(stage: Stage, x: float, sill: float, wide: float, tall: float) -> None:
    """A wide window with towers in it, lit at night."""
    ink, palette, rng = stage.air(0.0), stage.palette, stage.rng
    left, top = x - wide / 2, sill - tall
    fill = stage.gradient("far", (palette.sky_top, palette.sky_mid, palette.sky_low), top=top, foot=sill)
    stage.put("far", f'<path d="{brush.box(left, top, wide, tall)}" fill="{fill}"/>')
    at = left
    while at < left + wide * 0.97:
        w = min(wide * rng.uniform(0.08, 0.14), left + wide - at)
        h = tall * rng.uniform(0.25, 0.75)
        stage.put("far", ink.at(haze=0.4).shape(brush.box(at, sill - h, w, h), "#6f7f92", role="shade"))
        panes = "".join(
            brush.box(at + w * (0.2 + 0.4 * column), sill - h + tall * (0.05 + 0.1 * row), w * 0.18, tall * 0.045)
            for row in range(int(h / tall * 9))
            for column in range(2)
            if rng.random() < 0.55
        )
        if panes:
            lit = stage.vision.time in ("night", "dusk")
            stage.put("far", ink.shape(panes, palette.lamp if lit else "#c9d8e2", role="light" if lit else "shade"))
        at += w * 1.05
    frame = mix("#e8e6e0", palette.wall, 0.2)
    stage.put("far", ink.line(brush.box(left, top, wide, tall), frame, width=14))
    stage.put(
        "far",
        ink.line(
            f"M{x - wide * 0.17:.1f} {top:.1f}v{tall:.1f}M{x + wide * 0.17:.1f} {top:.1f}v{tall:.1f}", frame, width=9
        ),
    )


def plant(stage: Stage, x: float, base: float, tall: float) -> None:
    """A green plant in a pot."""
    ink, rng = stage.air(0.0), stage.rng
    leaves = "".join(
        brush.leaf(x, base - tall * 0.3, tall * rng.uniform(0.5, 0.72), -1.57 + lean, plump=0.16)
        for lean in (-0.9, -0.5, -0.15, 0.2, 0.55, 0.95)
    )
    pot = f"M{x - tall * 0.15:.1f} {base - tall * 0.32:.1f}h{tall * 0.3:.1f}l{-tall * 0.05:.1f} {tall * 0.32:.1f}h{-tall * 0.2:.1f}z"
    stage.put("mid", ink.shape(leaves, mix(stage.palette.leaf, "#4f8a4a", 0.6)), ink.shape(pot, "#b8694a"))


def library(stage: Stage) -> None:
    """Walls of books up to the ceiling, a ladder, a reading table with a lamp."""
    rng, width, height, horizon = stage.rng, stage.width, stage.height, stage.horizon
    walls(stage, mix(stage.palette.wall, stage.palette.wood, 0.5), floor=mix(stage.palette.wood, "#8a5f44", 0.5))
    side, rows = off_side(stage), 6
    step = (horizon + height * 0.02) / rows
    for column, x in enumerate(stage.across(max(3, round(width / height * 5)), jitter=0.0)):
        wide = width * 1.6 / max(3, round(width / height * 5)) * 0.94
        boxed(
            stage,
            "far",
            x - wide / 2 - 8,
            -0.3 * height,
            wide + 16,
            horizon + 0.3 * height,
            shade(stage.palette.wood, 0.22),
        )
        for row in range(rows):
            shelf(stage, x, step * (row + 1) - 6 + column % 2 * 2, wide, step * 0.72)
    furnished(stage, "ladder", width * (0.5 - side * rng.uniform(0.28, 0.42)), horizon + height * 0.02, height * 0.09)
    table(
        stage,
        width * (0.5 + side * 0.34),
        horizon + height * 0.1,
        min(width * 0.5, height * 0.4),
        height * 0.11,
        laid=BOOKS[:2],
    )
    frames.framed(stage, OPEN)
    lamplight(stage)


def shop(stage: Stage) -> None:
    """Full shelves, a counter with a till and bread, a lamp above."""
    rng, width, height, horizon = stage.rng, stage.width, stage.height, stage.horizon
    walls(stage, mix(stage.palette.wall, "#f0dfc0", 0.5), floor=mix("#c9a47c", stage.palette.wood, 0.3))
    side = off_side(stage)
    count = max(3, round(width / height * 4))
    for x in stage.across(count, jitter=0.02):
        wide = width * 1.6 / count * 0.84
        for row in range(4):
            shelf(stage, x, horizon - height * (0.1 + 0.105 * row), wide, height * 0.07)
    x, wide, base = width * (0.5 + side * 0.34), min(width * 0.72, height * 0.5), horizon + height * 0.1
    front = mix(rng.choice(("#7fb0a0", "#c8735a", "#8a9ac0", "#d8a85a")), stage.palette.wood, 0.2)
    tall = height * 0.15
    boxed(stage, "mid", x - wide / 2, base - tall, wide, tall, front)
    for at in range(5):
        boxed(
            stage,
            "mid",
            x - wide * (0.46 - 0.19 * at),
            base - tall * 0.78,
            wide * 0.15,
            tall * 0.62,
            shade(front, 0.12),
        )
    boxed(
        stage,
        "mid",
        x - wide * 0.53,
        base - tall * 1.1,
        wide * 1.06,
        tall * 0.14,
        mix(stage.palette.wood, "#c89a62", 0.5),
    )
    for at, name in enumerate(("bread", "cheese", "apple", "bread", "pear")):
        furnished(
            stage,
            name,
            x + wide * (-0.42 + 0.13 * at),
            base - tall * 1.1,
            wide * (0.11 if name in ("bread", "cheese") else 0.05),
        )
    till = x + wide * 0.33
    boxed(stage, "mid", till - wide * 0.1, base - tall * 1.62, wide * 0.2, tall * 0.52, "#5d6670")
    boxed(stage, "mid", till - wide * 0.07, base - tall * 1.9, wide * 0.14, tall * 0.3, "#8fa0a8")
    ceiling_lights(stage)
    frames.framed(stage, ("none",))
    lamplight(stage)


def restaurant(stage: Stage) -> None:
    """Small laid tables with chairs, hanging lamps, a board with the menu, a window to the street."""
    rng, width, height, horizon = stage.rng, stage.width, stage.height, stage.horizon
    walls(stage, mix(stage.palette.wall, "#d9a07a", 0.35), floor=mix(stage.palette.wood, "#9a6a4c", 0.5))
    side = off_side(stage)
    town_window(stage, width * (0.5 + side * 0.22), horizon - height * 0.1, width * 0.46, height * 0.24)
    wide, tall = min(width * 0.24, height * 0.2), height * 0.17
    left, top = width * (0.5 - side * 0.3) - wide / 2, horizon - height * 0.36
    boxed(stage, "far", left - 8, top - 8, wide + 16, tall + 16, stage.palette.wood)
    boxed(stage, "far", left, top, wide, tall, "#34423f")
    rows = "".join(
        f"M{left + wide * 0.14:.1f} {top + tall * (0.2 + 0.17 * at):.1f}h{wide * rng.uniform(0.4, 0.72):.1f}"
        for at in range(5)
    )
    stage.put("far", stage.air(0.0).line(rows, "#e8e4d4", width=4))
    cloth = rng.choice(("#c8463f", "#5f8a80", "#d8a24a"))
    for share, size in ((-0.42, 0.3), (0.42, 0.3), (0.02, 0.24)):
        x, base = width * (0.5 + share), horizon + height * (0.11 if size > 0.25 else 0.05)
        span = min(width * size, height * size * 0.8)
        for way in (-1, 1):
            furnished(stage, "chair", x + way * span * 0.62, base, span * 0.3)
        table(stage, x, base, span, height * 0.08, laid=("#f4efe4", "#e8dcc4"))
        drop = f"M{x - span / 2:.1f} {base - height * 0.09:.1f}h{span:.1f}l{-span * 0.05:.1f} {height * 0.045:.1f}h{-span * 0.9:.1f}z"
        stage.put("mid", stage.air(0.0).shape(drop, cloth, role="cloth"))
    for x in stage.across(4, jitter=0.08, bleed=0.0):
        y = height * 0.12
        stage.put("far", stage.air(0.0).line(f"M{x:.1f} {-0.3 * height:.1f}V{y:.1f}", "#3a3030", width=3))
        stage.put("far", stage.air(0.0).shape(f"M{x - 34:.1f} {y + 26:.1f}q34 -60 68 0z", cloth))
        stage.glow("far", x, y + 26, height * 0.14, stage.palette.lamp, strength=0.6)
    frames.framed(stage, ("none",))
    lamplight(stage)


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
    tub = f"M{x - wide / 2:.1f} {base - tall:.1f}h{wide:.1f}q0 {tall * 0.9:.1f} {-wide * 0.16:.1f} {tall * 0.9:.1f}h{-wide * 0.68:.1f}q{-wide * 0.16:.1f} 0 {-wide * 0.16:.1f} {-tall * 0.9:.1f}z"
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
