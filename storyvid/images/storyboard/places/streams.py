"""Fresh waters: river and lake."""

from math import pi, sin

from storyvid.images.storyboard import brush, frames, scenery, trees
from storyvid.images.storyboard.colour import mix, shade
from storyvid.images.storyboard.sky import paint_sky
from storyvid.images.storyboard.stage import Stage


def river(stage: Stage) -> None:
    """A river winding from the hills between green banks, with reeds, stones, perhaps a bridge."""
    if stage.vision.afloat or stage.vision.swimming:
        open_water(stage, banks=True)
        return
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


def open_water(stage: Stage, *, banks: bool) -> None:
    """Fresh water seen from a boat: the far shore mirrored in it, ripples, perhaps a bank to either side."""
    paint_sky(stage)
    rng, horizon, height, palette, width = stage.rng, stage.horizon, stage.height, stage.palette, stage.width
    scenery.ridges(stage, palette.leaf, count=2, rise=0.17, jagged=rng.random() < 0.5, near_haze=0.6)
    kind: trees.TreeKind = rng.choice(("conifer", "round"))
    trees.trees(stage, "far", count=15, base=horizon + 4, height=height * 0.1, kind=kind, haze=0.5)
    scenery.water(stage, "far", top=horizon, foot=height)
    for _ in range(16):
        x, y = rng.uniform(stage.left, stage.right), horizon + height * rng.uniform(0.004, 0.06)
        stage.put(
            "far", f'<path d="{scenery._glint(x, y, width * 0.3, 8)}" fill="{palette.leaf_dark}" fill-opacity="0.2"/>'
        )
    scenery.ripples(stage, "ground", top=horizon + height * 0.05)
    scenery.glitter(stage, "ground", top=horizon, foot=height)
    if banks:
        for side in (-1, 1):
            _bank(stage, side)
    if stage.vision.broken:
        broken_bridge(stage, horizon + height * 0.045)
    frames.framed(stage, ("reeds", "none", "reeds", "leaves", "reeds", "none", "leaves"))


def _bank(stage: Stage, side: int) -> None:
    """A green bank that runs from the horizon down one side."""
    rng, horizon, height, width = stage.rng, stage.horizon, stage.height, stage.width
    edge, out = 0.5 + side * rng.uniform(0.26, 0.36), stage.left if side < 0 else stage.right
    drop = height * rng.uniform(0.07, 0.13)
    low = horizon + drop
    d = (
        f"M{width * (0.5 + side * 0.12):.1f} {horizon + 3:.1f}Q{width * edge:.1f} {horizon + drop * 0.25:.1f} "
        f"{width * (0.5 + side * 0.47):.1f} {low:.1f}T{out:.1f} {low + drop * 0.7:.1f}V{horizon - drop * 0.3:.1f}"
        f"Q{width * (0.5 + side * 0.4):.1f} {horizon - drop * 0.34:.1f} {width * (0.5 + side * 0.12):.1f} "
        f"{horizon + 3:.1f}z"
    )
    stage.sheet("mid", d, stage.palette.ground, haze=0.24, top=horizon, foot=low + drop, fade=0.1)
    for _ in range(2):
        x = width * (0.5 + side * rng.uniform(0.36, 0.56))
        tall = height * rng.uniform(0.16, 0.26)
        trees.tree(stage, "mid", x, horizon + drop * rng.uniform(0.1, 0.4), tall, kind="round", haze=0.3)


def broken_bridge(stage: Stage, base: float) -> None:
    """A stone bridge whose middle is gone."""
    ink, width, tall = stage.air(0.3), stage.width, stage.height * 0.075
    stone = stage.palette.rock
    for side in (-1, 1):
        out, edge = width * (0.5 + side * 0.85), width * (0.5 + side * 0.17)
        pier = width * (0.5 + side * 0.3)
        deck = f"M{out:.1f} {base - tall:.1f}L{edge + side * 30:.1f} {base - tall * 1.12:.1f}"
        drop = tall * 0.16
        rubble = f"l{-side * 16} {drop:.1f} {side * 12} {drop * 0.6:.1f} {-side * 18} {drop:.1f}"
        arch = (
            f"L{pier - side * 26:.1f} {base - tall * 0.62:.1f}V{base:.1f}H{pier + side * 34:.1f}"
            f"V{base - tall * 0.3:.1f}Q{pier + side * 130:.1f} {base - tall * 0.95:.1f} {pier + side * 230:.1f} "
            f"{base:.1f}H{out:.1f}z"
        )
        stage.put("mid", ink.shape(deck + rubble + arch, stone))
        stage.put(
            "mid",
            ink.line(
                f"M{out:.1f} {base - tall * 1.02:.1f}L{edge + side * 44:.1f} {base - tall * 1.14:.1f}",
                shade(stone, 0.25),
                width=5,
            ),
        )
    for x in (0.46, 0.53):
        stage.put("mid", ink.ellipse(width * x, base, 26, 12, shade(stone, 0.15)))


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
    (x, y), (x2, _) = left[6], right[6]
    stage.water_at = (min(max((x + x2) / 2, stage.width * 0.16), stage.width * 0.84), y)


def sin_bend(share: float) -> float:
    """One swing to the side and back along a stream."""
    return sin(share * pi * 1.6) * (1 - share)


def lake(stage: Stage) -> None:
    """Still water with the far shore mirrored in it, lilies, and the near bank to stand on."""
    if stage.vision.afloat or stage.vision.swimming:
        open_water(stage, banks=False)
        return
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
    scenery.glitter(stage, "far", top=horizon, foot=bank)
    _lilies(stage, bank)
    stage.water_at = (width * (0.5 - stage.composition.side * 0.42), bank - height * 0.035)
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
