"""Fresh waters: river and lake."""

from math import pi, sin

from storyvid.images.storyboard import brush, frames, scenery, trees
from storyvid.images.storyboard.colour import mix, shade
from storyvid.images.storyboard.sky import paint_sky
from storyvid.images.storyboard.stage import Stage


def river(stage: Stage) -> None:
    """A river winding from the hills between green banks, with reeds, stones, perhaps a bridge."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    scenery.ridges(stage, palette.leaf, count=3, rise=0.17, jagged=rng.random() < 0.35)
    trees.trees(
        stage,
        "mid",
        count=10,
        base=horizon + height * 0.02,
        height=height * 0.14,
        kind=rng.choice(("round", "conifer")),
        haze=0.38,
    )
    scenery.ground(stage, palette.ground)
    _stream(stage)
    scenery.stones(stage, count=10)
    scenery.grass(stage, colour=palette.leaf_dark, count=34, flowers=("#f4efe4", "#7a6ad0"))
    side = -1 if stage.composition.side > 0 else 1
    trees.tree(
        stage,
        "mid",
        width * (0.5 + side * 0.42),
        horizon + height * 0.07,
        height * rng.uniform(0.3, 0.42),
        kind="round",
        haze=0.15,
    )
    frames.framed(stage, ("reeds", "grass", "reeds+leaves", "trunk+grass", "leaves", "reeds+grass", "rocks"))


def _stream(stage: Stage) -> None:
    rng, comp, palette, ink = stage.rng, stage.composition, stage.palette, stage.air(0.05)
    side = -1 if comp.side > 0 else 1
    end, near = stage.width * (0.5 - side * 0.1), stage.width * (0.5 + side * 0.62)
    left, right, height = [], [], stage.bottom - stage.horizon
    for at in range(9):
        share = at / 8
        y = stage.horizon + height * 0.02 + height * share**1.7
        wide = stage.width * (0.012 + 0.36 * share**1.3)
        x = end + (near - end) * share**1.1 + sin_bend(share) * stage.width * 0.16 * side * -1
        left.append((x - wide, y))
        right.append((x + wide, y))
    shape = [*left, *reversed(right)]
    bank = brush.smooth(
        [(x - 12, y - 7) for x, y in left] + [(x + 12, y - 7) for x, y in reversed(right)], closed=True, tension=1.0
    )
    d = brush.smooth(shape, closed=True, tension=1.0)
    stage.put("ground", ink.shape(bank, shade(palette.ground, 0.35), role="shade"))
    near_water = ink.graded(palette.water)
    fill = stage.gradient(
        "ground",
        (mix(near_water, palette.sky_low, 0.6), near_water, shade(near_water, 0.3)),
        top=stage.horizon,
        foot=stage.height,
    )
    stage.put("ground", f'<path d="{d}" fill="{fill}"/>')
    glints = []
    for _ in range(40):
        share = rng.random()
        (x, y), (x2, _) = left[min(int(share * 8), 7)], right[min(int(share * 8), 7)]
        cx = x + (x2 - x) * rng.uniform(0.2, 0.8)
        glints.append(
            scenery._glint(cx, y + rng.uniform(0, 40) * share, (x2 - x) * rng.uniform(0.08, 0.2), 2 + 4 * share)
        )
    stage.put("ground", f'<path d="{"".join(glints)}" fill="{palette.sun}" fill-opacity="0.4"/>')


def sin_bend(share: float) -> float:
    """One swing to the side and back along a stream."""
    return sin(share * pi * 1.6) * (1 - share)


def lake(stage: Stage) -> None:
    """Still water with the far shore mirrored in it, lilies, and the near bank to stand on."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    scenery.ridges(stage, palette.leaf, count=2, rise=0.18, jagged=rng.random() < 0.5, near_haze=0.6)
    trees.trees(stage, "far", count=16, base=horizon + 4, height=height * 0.08, kind="conifer", haze=0.5)
    scenery.water(stage, "far", top=horizon, foot=height)
    for _ in range(14):  # the shore's dark mirrored in long strokes
        x, y = rng.uniform(stage.left, stage.right), horizon + height * rng.uniform(0.004, 0.05)
        stage.put(
            "far", f'<path d="{scenery._glint(x, y, width * 0.3, 8)}" fill="{palette.leaf_dark}" fill-opacity="0.16"/>'
        )
    bank = horizon + (height - horizon) * 0.3
    _lilies(stage, bank)
    d = brush.hills(rng, stage.left, stage.right, bank, amplitude=height * 0.03, bottom=stage.bottom, waves=2)
    stage.sheet("ground", d, palette.ground, haze=0.06, top=bank - height * 0.03, foot=height, fade=0.0)
    scenery.stones(stage, count=7)
    scenery.grass(stage, colour=palette.leaf_dark, count=34, flowers=("#f4efe4", "#f2b33a"))
    frames.framed(stage, ("reeds", "leaves", "reeds+grass", "leaves+reeds", "trunk", "grass", "reeds"))


def _lilies(stage: Stage, foot: float) -> None:
    rng, ink = stage.rng, stage.air(0.12)
    for _ in range(12):
        x, y = rng.uniform(-0.1, 1.1) * stage.width, rng.uniform(stage.horizon + stage.height * 0.03, foot)
        size = stage.width * 0.012 + stage.width * 0.05 * (y - stage.horizon) / (stage.height - stage.horizon)
        stage.put(
            "far",
            ink.ellipse(
                x, y, size, size * 0.24, mix(stage.palette.leaf, stage.palette.leaf_dark, rng.random()), role="shade"
            ),
        )
        if rng.random() < 0.35:
            petals = "".join(
                brush.leaf(x, y - size * 0.05, size * 0.5, -pi * (0.15 + 0.14 * at), plump=0.4) for at in range(6)
            )
            stage.put("far", ink.shape(petals, "#f6dfe6", role="shade"))
