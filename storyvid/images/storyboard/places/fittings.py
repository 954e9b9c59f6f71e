"""What rooms of today share: plain boxes, ready furniture, ceiling lamps, a window over the town, a plant."""

from storyvid.images.storyboard import brush
from storyvid.images.storyboard.colour import mix
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
    pot = (
        f"M{x - tall * 0.15:.1f} {base - tall * 0.32:.1f}h{tall * 0.3:.1f}l{-tall * 0.05:.1f} "
        f"{tall * 0.32:.1f}h{-tall * 0.2:.1f}z"
    )
    stage.put("mid", ink.shape(leaves, mix(stage.palette.leaf, "#4f8a4a", 0.6)), ink.shape(pot, "#b8694a"))
