"""Rooms to learn in: classroom and library."""

from storyvid.images.storyboard import brush, frames
from storyvid.images.storyboard.colour import mix, shade
from storyvid.images.storyboard.places.fittings import BOOKS, OPEN, boxed, ceiling_lights, furnished, off_side
from storyvid.images.storyboard.places.interiors import lamplight, shelf, table, walls, window
from storyvid.images.storyboard.stage import Stage

_STROKES = {
    "0": "M0 0h.5v1h-.5z", "1": "M.25 0v1", "2": "M0 .1q.5-.3.5.2q0 .2-.5.7h.55", "3": "M0 "
    "0h.5l-.3.4q.5.1.2.5q-.2.2-.4 0",
    "4": "M.4 1v-1l-.4.65h.6", "5": "M.5 "
    "0h-.4v.45q.5-.1.4.35q-.2.3-.5.1", "7": "M0 0h.5l-.35 1", "+": "M.25.25v.5M0 .5h.5",
    "-": "M0 .5h.5", "=": "M0 .35h.5M0 .65h.5", "A": "M0 1l.28-1l.28 1M.1.65h.36", "B": "M0 0v1M0 "
    "0q.6.05.4.4q-.2.1-.4.1q.7 0 .5.4q-.2.2-.5.1",
    "C": "M.5.15q-.5-.3-.5.35q0 .65.5.35",
}  # fmt: skip


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
