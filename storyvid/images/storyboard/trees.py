"""Trees: one with its light and shade, and rows of them."""

from math import pi
from typing import Literal

from storyvid.images.storyboard import brush
from storyvid.images.storyboard.colour import mix, tint
from storyvid.images.storyboard.stage import Stage

TreeKind = Literal["conifer", "round", "bare", "poplar", "palm"]


def tree(
    stage: Stage,
    layer: str,
    x: float,
    base: float,
    height: float,
    *,
    kind: TreeKind,
    haze: float,
    leaf: str | None = None,
) -> None:
    """One tree with its light and its shade."""
    rng, palette, ink = stage.rng, stage.palette, stage.air(haze)
    leaf = leaf or mix(palette.leaf, palette.leaf_dark, rng.random())
    bark = mix(palette.wood, palette.dark, 0.25)
    lit = 1 if stage.composition.sun[0] > x else -1
    if kind == "conifer":
        d = brush.conifer(rng, x, base, height, height * rng.uniform(0.36, 0.5), tiers=rng.randint(4, 6))
        stage.put(layer, stage._shadow(d, max(haze, 0.4)), ink.shape(d, mix(leaf, palette.leaf_dark, 0.55)))
        if haze < 0.6 and not ink.manner.silhouette:
            half = brush.conifer(
                rng, x + lit * height * 0.05, base - height * 0.1, height * 0.85, height * 0.2, tiers=4
            )
            stage.put(layer, ink.group([ink.shape(half, tint(leaf, 0.12), role="shade")], opacity=0.4))
        if stage.snowy and not ink.manner.silhouette:
            _laden(stage, layer, x, base, height, haze)
    elif kind == "bare":
        stage.put(layer, ink.shape(brush.bare_tree(rng, x, base, height, depth=5), bark, role="shade"))
    elif kind == "poplar":
        d = brush.blob(rng, x, base - height * 0.54, height * 0.12, height * 0.46, points=11, jitter=0.1)
        stage.put(
            layer,
            ink.shape(brush.trunk(rng, x, base, base - height * 0.3, height * 0.035), bark, role="shade"),
            ink.shape(d, leaf),
        )
    elif kind == "palm":
        _palm(stage, layer, x, base, height, haze=haze, leaf=leaf)
    else:
        _round(stage, layer, x, base, height, haze=haze, leaf=leaf, lit=lit)


def _round(stage: Stage, layer: str, x: float, base: float, height: float, *, haze: float, leaf: str, lit: int) -> None:
    rng, ink, palette = stage.rng, stage.air(haze), stage.palette
    wide, cy = height * rng.uniform(0.27, 0.36), base - height * 0.66
    bark = mix(palette.wood, palette.dark, 0.3)
    stage.put(layer, ink.shape(brush.trunk(rng, x, base, base - height * 0.6, height * 0.07), bark, role="shade"))
    stage.put(
        layer, ink.shape(brush.bough(x, base - height * 0.38, x + wide * 0.5, cy, height * 0.05), bark, role="shade")
    )
    outer = brush.crown(rng, x, cy, wide, height * 0.35, lobes=rng.randint(8, 11))
    stage.put(layer, stage._shadow(outer, max(haze, 0.4)), ink.shape(outer, mix(leaf, palette.leaf_dark, 0.35)))
    if haze < 0.7:
        for dx, dy, size, share in () if stage.snowy else ((0.16, -0.12, 0.66, 0.0), (0.3, -0.3, 0.36, 0.22)):
            inner = brush.crown(
                rng, x + lit * wide * dx, cy + height * 0.35 * dy, wide * size, height * 0.35 * size, lobes=8
            )
            stage.put(layer, ink.shape(inner, tint(leaf, share), role="shade"))
    if stage.snowy and not ink.manner.silhouette:
        cap = brush.crown(rng, x, cy - height * 0.17, wide * 0.82, height * 0.17, lobes=8)
        stage.put(layer, ink.shape(cap, stage.snow, role="shade"))


def _laden(stage: Stage, layer: str, x: float, base: float, tall: float, haze: float) -> None:
    """Snow on a fir's tiers; on one far off on its top alone."""
    ink, forms = stage.air(haze * 0.8), []
    for at in range(4 if haze < 0.6 else 2):
        y, wide = base - tall * (0.94 - 0.2 * at), tall * (0.035 + 0.04 * at)
        forms.append(
            f"M{x - wide:.1f} {y + wide * 0.55:.1f}Q{x - wide * 0.3:.1f} {y:.1f} {x:.1f} {y - wide * 0.8:.1f}"
            f"Q{x + wide * 0.3:.1f} {y:.1f} {x + wide:.1f} {y + wide * 0.55:.1f}Q{x + wide * 0.4:.1f} "
            f"{y + wide * 0.3:.1f} {x:.1f} {y + wide * 0.6:.1f}Q{x - wide * 0.4:.1f} {y + wide * 0.3:.1f} "
            f"{x - wide:.1f} {y + wide * 0.55:.1f}z"
        )
    stage.put(layer, ink.shape("".join(forms), stage.snow, role="shade"))


def _palm(stage: Stage, layer: str, x: float, base: float, height: float, *, haze: float, leaf: str) -> None:
    rng, ink = stage.rng, stage.air(haze)
    lean = rng.uniform(-0.22, 0.22) * height
    d = brush.bough(x, base, x + lean, base - height, height * 0.075, bow=lean / height * 0.6)
    stage.put(layer, ink.shape(d, stage.palette.wood, role="shade"))
    for at in range(8):
        angle = -pi * (0.02 + 0.96 * at / 7)
        reach = height * rng.uniform(0.34, 0.46)
        tip = (
            x + lean + reach * (1 - 2 * at / 7),
            base - height - reach * (0.3 * (1 - abs(1 - 2 * at / 7)) - 0.28 * abs(1 - 2 * at / 7)),
        )
        frond = brush.bough(x + lean, base - height, *tip, height * 0.09, bow=0.28 if angle > -pi / 2 else -0.28)
        stage.put(layer, ink.shape(frond, mix(leaf, stage.palette.leaf_dark, at % 2 * 0.6)))


def trees(
    stage: Stage,
    layer: str,
    *,
    count: int,
    base: float,
    height: float,
    kind: TreeKind,
    haze: float,
    spare: float = 0.0,
    sway: float = 0.02,
) -> None:
    """A row of trees; `spare` (0..1) keeps that share of the width around the main group open."""
    comp, rng = stage.composition, stage.rng
    middle = stage.width * (0.5 + comp.side * 0.22)
    for x in stage.across(count):
        if abs(x - middle) < stage.width * spare / 2:
            continue
        tree(
            stage,
            layer,
            x,
            base + rng.uniform(-1, 1) * stage.height * sway,
            height * rng.uniform(0.75, 1.2),
            kind=kind,
            haze=haze,
        )
