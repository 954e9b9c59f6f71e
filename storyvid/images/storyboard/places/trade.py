"""Rooms of work and trade: office, shop, restaurant."""

from storyvid.images.storyboard import frames
from storyvid.images.storyboard.colour import mix, shade
from storyvid.images.storyboard.places.fittings import boxed, ceiling_lights, furnished, off_side, plant, town_window
from storyvid.images.storyboard.places.interiors import lamplight, picture, shelf, table, walls
from storyvid.images.storyboard.stage import Stage


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
        drop = (
            f"M{x - span / 2:.1f} {base - height * 0.09:.1f}h{span:.1f}l{-span * 0.05:.1f} "
            f"{height * 0.045:.1f}h{-span * 0.9:.1f}z"
        )
        stage.put("mid", stage.air(0.0).shape(drop, cloth, role="cloth"))
    for x in stage.across(4, jitter=0.08, bleed=0.0):
        y = height * 0.12
        stage.put("far", stage.air(0.0).line(f"M{x:.1f} {-0.3 * height:.1f}V{y:.1f}", "#3a3030", width=3))
        stage.put("far", stage.air(0.0).shape(f"M{x - 34:.1f} {y + 26:.1f}q34 -60 68 0z", cloth))
        stage.glow("far", x, y + 26, height * 0.14, stage.palette.lamp, strength=0.6)
    frames.framed(stage, ("none",))
    lamplight(stage)
