"""Scenery that several settings share: ground, paths, rows of trees, ridges, grass, flowers, water, houses."""

from math import pi
from typing import Literal

from storyvid.images.storyboard import brush
from storyvid.images.storyboard.colour import mix, shade, tint, turned
from storyvid.images.storyboard.stage import Stage

TreeKind = Literal["conifer", "round", "bare", "poplar", "palm"]


def ridges(stage: Stage, colour: str, *, count: int = 3, rise: float = 0.16, jagged: bool = False,
           near_haze: float = 0.42) -> None:  # fmt: skip
    """Hills or mountains behind one another, the farthest nearly air."""
    rng, horizon = stage.rng, stage.horizon
    for at in range(count):
        share = at / max(count - 1, 1)
        haze = 0.82 + (near_haze - 0.82) * share
        high = stage.height * rise * (1.25 - 0.62 * share) * rng.uniform(0.85, 1.15)
        foot = horizon + stage.height * (0.012 + 0.05 * share)
        draw = brush.crags if jagged else brush.hills
        waves = {"peaks": rng.randint(4, 6)} if jagged else {"waves": rng.randint(3, 5)}
        d = draw(rng, stage.left, stage.right, foot - high * (0.1 if jagged else 0.35), amplitude=high,
                 bottom=foot + stage.height * 0.09, **waves)  # fmt: skip
        stage.sheet("far", d, turned(colour, degrees=8 * at), haze=haze, top=foot - high * 1.2,
                    foot=foot + stage.height * 0.03, fade=0.55)  # fmt: skip


def ground(stage: Stage, colour: str, *, roll: float = 0.018, steps: int = 3) -> None:
    """The ground from the horizon to the bottom, in rolling sheets that darken towards the eye."""
    rng, horizon, height = stage.rng, stage.horizon, stage.height
    depth = height - horizon
    for at in range(steps):
        share = at / steps
        y = horizon + depth * share**1.25 * 0.95
        d = brush.hills(rng, stage.left, stage.right, y + height * roll * 0.4, amplitude=height * roll * (1 + share * 1.4),
                        bottom=stage.bottom if at == steps - 1 else horizon + depth * ((at + 1) / steps) ** 1.25 + height * 0.08,
                        waves=rng.randint(2, 3))  # fmt: skip
        shaded = shade(colour, 0.19 * at) if at else tint(colour, 0.08)
        stage.sheet("ground", d, turned(shaded, degrees=9 * at), haze=0.26 * (1 - share) ** 2, top=y - height * 0.03,
                    foot=y + depth * 0.75, fade=0.0 if at == steps - 1 else 0.12)  # fmt: skip


def path(stage: Stage, colour: str, *, width: float = 0.34, to: float | None = None) -> None:
    """A way that winds from the lower edge to the horizon."""
    rng, comp = stage.rng, stage.composition
    end = stage.width * (to if to is not None else rng.uniform(0.3, 0.7))
    near = stage.width * (0.5 + comp.side * 0.15)
    top, bottom = stage.horizon + stage.height * 0.005, stage.bottom
    sway = rng.choice((-1, 1)) * stage.width * rng.uniform(0.16, 0.3)
    left, right = [], []
    for at in range(9):
        share = at / 8
        y = top + (bottom - top) * share**1.9
        wide = stage.width * (0.004 + width * share**1.9)
        x = end + (near - end) * share + sway * (share * (1 - share) * 4) * (1 - share) * (1 if at % 8 else 0)
        left.append((x - wide, y))
        right.append((x + wide, y))
    d = brush.smooth([*left, *reversed(right)], closed=True, tension=1.0)
    ink = stage.air(0.12)
    stage.put("ground", ink.group([ink.shape(d, mix(colour, stage.palette.ground, 0.2), role="shade")], opacity=0.85))


def tree(stage: Stage, layer: str, x: float, base: float, height: float, *, kind: TreeKind, haze: float,
         leaf: str | None = None) -> None:  # fmt: skip
    """One tree with its light and its shade."""
    rng, palette, ink = stage.rng, stage.palette, stage.air(haze)
    leaf = leaf or mix(palette.leaf, palette.leaf_dark, rng.random())
    bark = mix(palette.wood, palette.dark, 0.25)
    lit = 1 if stage.composition.sun[0] > x else -1
    if kind == "conifer":
        d = brush.conifer(rng, x, base, height, height * rng.uniform(0.36, 0.5), tiers=rng.randint(4, 6))
        stage.put(layer, stage._shadow(d, max(haze, 0.4)), ink.shape(d, mix(leaf, palette.leaf_dark, 0.55)))
        if haze < 0.6 and not ink.manner.silhouette:
            half = brush.conifer(rng, x + lit * height * 0.05, base - height * 0.1, height * 0.85, height * 0.2, tiers=4)
            stage.put(layer, ink.group([ink.shape(half, tint(leaf, 0.12), role="light" if False else "shade")], opacity=0.4))
    elif kind == "bare":
        stage.put(layer, ink.shape(brush.bare_tree(rng, x, base, height, depth=5), bark, role="shade"))
    elif kind == "poplar":
        d = brush.blob(rng, x, base - height * 0.54, height * 0.12, height * 0.46, points=11, jitter=0.1)
        stage.put(layer, ink.shape(brush.trunk(rng, x, base, base - height * 0.3, height * 0.035), bark, role="shade"),
                  ink.shape(d, leaf))  # fmt: skip
    elif kind == "palm":
        _palm(stage, layer, x, base, height, haze=haze, leaf=leaf)
    else:
        _round(stage, layer, x, base, height, haze=haze, leaf=leaf, lit=lit)


def _round(stage: Stage, layer: str, x: float, base: float, height: float, *, haze: float, leaf: str, lit: int) -> None:
    rng, ink, palette = stage.rng, stage.air(haze), stage.palette
    wide, cy = height * rng.uniform(0.27, 0.36), base - height * 0.66
    bark = mix(palette.wood, palette.dark, 0.3)
    stage.put(layer, ink.shape(brush.trunk(rng, x, base, base - height * 0.6, height * 0.07), bark, role="shade"))
    stage.put(layer, ink.shape(brush.bough(x, base - height * 0.38, x + wide * 0.5, cy, height * 0.05), bark, role="shade"))
    outer = brush.crown(rng, x, cy, wide, height * 0.35, lobes=rng.randint(8, 11))
    stage.put(layer, stage._shadow(outer, max(haze, 0.4)), ink.shape(outer, mix(leaf, palette.leaf_dark, 0.35)))
    if haze < 0.7:
        for dx, dy, size, share in ((0.16, -0.12, 0.66, 0.0), (0.3, -0.3, 0.36, 0.22)):
            inner = brush.crown(rng, x + lit * wide * dx, cy + height * 0.35 * dy, wide * size, height * 0.35 * size, lobes=8)
            stage.put(layer, ink.shape(inner, tint(leaf, share), role="shade"))


def _palm(stage: Stage, layer: str, x: float, base: float, height: float, *, haze: float, leaf: str) -> None:
    rng, ink = stage.rng, stage.air(haze)
    lean = rng.uniform(-0.22, 0.22) * height
    d = brush.bough(x, base, x + lean, base - height, height * 0.075, bow=lean / height * 0.6)
    stage.put(layer, ink.shape(d, stage.palette.wood, role="shade"))
    for at in range(8):
        angle = -pi * (0.02 + 0.96 * at / 7)
        reach = height * rng.uniform(0.34, 0.46)
        tip = (x + lean + reach * (1 - 2 * at / 7), base - height - reach * (0.3 * (1 - abs(1 - 2 * at / 7)) - 0.28 * abs(
            1 - 2 * at / 7)))  # fmt: skip
        frond = brush.bough(x + lean, base - height, *tip, height * 0.09, bow=0.28 if angle > -pi / 2 else -0.28)
        stage.put(layer, ink.shape(frond, mix(leaf, stage.palette.leaf_dark, at % 2 * 0.6)))


def trees(stage: Stage, layer: str, *, count: int, base: float, height: float, kind: TreeKind, haze: float,
          spare: float = 0.0, sway: float = 0.02) -> None:  # fmt: skip
    """A row of trees; `spare` (0..1) keeps that share of the width around the main group open."""
    comp, rng = stage.composition, stage.rng
    middle = stage.width * (0.5 + comp.side * 0.22)
    for x in stage.across(count):
        if abs(x - middle) < stage.width * spare / 2:
            continue
        tree(stage, layer, x, base + rng.uniform(-1, 1) * stage.height * sway, height * rng.uniform(0.75, 1.2), kind=kind,
             haze=haze)  # fmt: skip


def grass(stage: Stage, *, colour: str, count: int = 26, flowers: tuple[str, ...] = ()) -> None:
    """Tufts and flowers scattered over the ground, larger towards the eye, thinner where captions go."""
    rng, top = stage.rng, stage.horizon + stage.height * 0.03
    ink = stage.air(0.0)
    spots = sorted((top + (stage.height * 0.99 - top) * rng.random() ** 0.8, rng.uniform(-0.1, 1.1)) for _ in range(count))
    for y, x in spots:
        size = stage.scale_at(y) * rng.uniform(9, 17)
        size = min(max(size, 8.0), stage.height * 0.045)
        tone = shade(colour, rng.uniform(0.05, 0.4))
        stage.put("ground", ink.shape(brush.tuft(rng, x * stage.width, y, size, blades=rng.randint(4, 6)), tone, role="shade"))
        if flowers and rng.random() < 0.75:
            flower(stage, "ground", x * stage.width + rng.uniform(-1, 1) * size, y - size * 0.7, size * 0.24,
                   rng.choice(flowers))  # fmt: skip


def flower(stage: Stage, layer: str, x: float, y: float, radius: float, colour: str) -> None:
    """A small five-petalled flower."""
    ink = stage.air(0.0)
    petals = "".join(brush.leaf(x, y, radius * 1.7, at * 2 * pi / 5 + x, plump=0.5) for at in range(5))
    stage.put(layer, ink.shape(petals, colour, role="shade"), ink.ellipse(x, y, radius * 0.42, radius * 0.42,
              tint("#e8b030", 0.2), role="shade"))  # fmt: skip


def stones(stage: Stage, *, count: int = 5, colour: str | None = None, size: float = 1.0) -> None:
    """Stones lying about, off the middle."""
    rng, ink = stage.rng, stage.air(0.05)
    for _ in range(count):
        x = stage.width * rng.choice((rng.uniform(-0.1, 0.25), rng.uniform(0.75, 1.1)))
        y = stage.horizon + (stage.height * 0.92 - stage.horizon) * rng.uniform(0.08, 0.95)
        tall = stage.scale_at(y) * rng.uniform(9, 24) * size
        outline, facet = brush.rock(rng, x, y, tall * rng.uniform(1.2, 1.9), tall)
        base = colour or stage.palette.rock
        stage.put("ground", ink.shape(outline, shade(base, 0.25)), ink.shape(facet, tint(base, 0.08), role="shade"))


def water(stage: Stage, layer: str, *, top: float, foot: float, haze: float = 0.15, shine: bool = True) -> None:
    """Open water with the sky's light on it."""
    palette, rng = stage.palette, stage.rng
    ink = stage.air(0.0)
    near, far = ink.graded(palette.water), mix(ink.graded(palette.water), palette.sky_low, 0.62)
    fill = stage.gradient(layer, (far, mix(far, near, 0.6), near, shade(near, 0.3)), top=top, foot=foot)
    stage.put(layer, f'<rect x="{stage.left}" y="{top:.1f}" width="{stage.right - stage.left}" '
                     f'height="{stage.bottom - top:.1f}" fill="{fill}"/>')  # fmt: skip
    light, dark, x = [], [], stage.composition.sun[0]
    for _ in range(70):
        share = rng.random() ** 1.6
        y, long = top + (foot - top) * share + 3, stage.width * (0.02 + 0.12 * share) * rng.uniform(0.5, 1.3)
        cx = rng.uniform(stage.left, stage.right)
        (light if rng.random() < 0.6 else dark).append(_glint(cx, y, long, 1.2 + 5 * share))
    for at in range(26 if shine else 0):
        share = (at / 26) ** 1.5
        y, long = top + (foot - top) * share + 2, stage.width * (0.03 + 0.1 * share) * rng.uniform(0.5, 1.4)
        light.append(_glint(x + rng.uniform(-1, 1) * stage.width * (0.02 + 0.07 * share), y, long, 2 + 6 * share))
    stage.put(layer, f'<path d="{"".join(dark)}" fill="{shade(near, 0.35)}" fill-opacity="0.3"/>',
              f'<path d="{"".join(light)}" fill="{palette.sun}" fill-opacity="{0.3 if stage.night else 0.42}"/>')  # fmt: skip


def _glint(x: float, y: float, length: float, thick: float) -> str:
    return (f"M{x - length / 2:.1f} {y:.1f}Q{x:.1f} {y - thick:.1f} {x + length / 2:.1f} {y:.1f}"
            f"Q{x:.1f} {y + thick:.1f} {x - length / 2:.1f} {y:.1f}z")  # fmt: skip


def house(stage: Stage, layer: str, x: float, base: float, height: float, *, haze: float, thatched: bool = True) -> None:
    """A gabled house with chimney, door, lit windows and half-timbering."""
    rng, palette, ink = stage.rng, stage.palette, stage.air(haze)
    wide = height * rng.uniform(0.75, 1.05)
    wall = mix(rng.choice(("#efdcb8", "#e6c8a0", "#d9d3c4", "#e0a988", "#c9d0c0")), palette.sky_low, 0.12)
    roof = rng.choice((palette.roof, mix("#b5813f", palette.wood, 0.3), mix(palette.roof, palette.dark, 0.4))) if (
        thatched) else palette.roof  # fmt: skip
    eaves, left = base - height * 0.48, x - wide / 2
    window = palette.glow if stage.vision.time in ("night", "dusk") else mix("#38506a", palette.sky_mid, 0.25)
    lit = "light" if stage.vision.time in ("night", "dusk") else "shade"
    beam = mix(palette.wood, palette.dark, 0.2)
    parts = [
        ink.shape(brush.box(x + wide * 0.2, base - height * 1.04, wide * 0.12, height * 0.4), shade("#b08a70", 0.2)),
        ink.shape(brush.box(left, eaves - height * 0.02, wide, height * 0.5), wall),
        ink.shape(brush.box(x + wide * 0.12, eaves, wide * 0.38, height * 0.48), shade(wall, 0.16), role="shade"),
    ]
    if haze < 0.6:
        for share in (0.0, 0.32, 0.64, 0.95):
            parts.append(ink.shape(brush.box(left + wide * share, eaves, wide * 0.05, height * 0.48), beam, role="shade"))
        parts.append(ink.shape(brush.box(left, eaves + height * 0.2, wide, height * 0.03), beam, role="shade"))
    over, ridge = wide * 0.13, base - height
    roof_d = (f"M{left - over:.1f} {eaves + height * 0.03:.1f}Q{left + wide * 0.12:.1f} {eaves - height * 0.2:.1f} "
              f"{left + wide * 0.2:.1f} {ridge:.1f}H{x + wide * 0.3:.1f}Q{x + wide * 0.38:.1f} {eaves - height * 0.2:.1f} "
              f"{x + wide / 2 + over:.1f} {eaves + height * 0.03:.1f}Q{x:.1f} {eaves + height * 0.08:.1f} "
              f"{left - over:.1f} {eaves + height * 0.03:.1f}z")  # fmt: skip
    parts.append(ink.shape(roof_d, roof))
    for row in (0.3, 0.55, 0.8):
        y = ridge + (eaves - ridge) * row
        inset = wide * 0.3 * (1 - row)
        parts.append(ink.line(f"M{left + inset - over * row:.1f} {y:.1f}Q{x:.1f} {y + height * 0.03:.1f} "
                              f"{x + wide / 2 - inset * 0.7 + over * row:.1f} {y:.1f}", shade(roof, 0.25),
                              width=height * 0.012))  # fmt: skip
    parts.append(ink.shape(brush.arch(left + wide * 0.5, base, wide * 0.19, height * 0.33), shade(beam, 0.2)))
    for share in (0.18, 0.8):
        parts.append(ink.shape(brush.box(left + wide * share - wide * 0.075, eaves + height * 0.09, wide * 0.15, height * 0.16),
                               window, role=lit))  # fmt: skip
        parts.append(ink.line(f"M{left + wide * share:.1f} {eaves + height * 0.09:.1f}v{height * 0.16:.1f}"
                              f"m{-wide * 0.075:.1f} {-height * 0.08:.1f}h{wide * 0.15:.1f}", beam, width=height * 0.016))
    stage.put(layer, *parts)
    if lit == "light" and haze < 0.6:
        stage.glow(layer, left + wide * 0.18, eaves + height * 0.17, height * 0.34, palette.glow, strength=0.4)


def keep(stage: Stage, layer: str, x: float, base: float, height: float, *, haze: float) -> None:
    """A castle of several towers with pointed roofs, banners and lit windows."""
    rng, palette, ink = stage.rng, stage.palette, stage.air(haze)
    stone = mix("#b8aa9c", palette.sky_mid, 0.2)
    lit = stage.vision.time in ("night", "dusk")
    towers = sorted(((rng.uniform(0.62, 0.8), -0.42), (rng.uniform(0.7, 0.9), 0.36), (1.0, rng.uniform(-0.12, 0.06)),
                     (rng.uniform(0.5, 0.62), -0.66), (rng.uniform(0.45, 0.6), 0.62)), reverse=True)  # fmt: skip
    for tall, at in towers:
        _turret(stage, layer, x + at * height * 0.62, base, height * tall, haze=haze, stone=stone, lit=lit)
    low = height * 0.34
    wall, teeth = [(x - height * 0.5, base)], 11
    for at in range(teeth):
        left = x - height * 0.5 + height * at / teeth
        up = base - low - (height * 0.035 if at % 2 == 0 else 0)
        wall += [(left, up), (left + height / teeth, up)]
    wall.append((x + height * 0.5, base))
    d = brush.polygon(wall)
    stage.put(layer, ink.shape(d, shade(stone, 0.06)))
    stage.put(layer, ink.shape(brush.arch(x, base, height * 0.15, height * 0.22), shade(palette.wood, 0.4)),
              *(ink.shape(brush.box(x + height * 0.15 * side, base - low * 0.62, height * 0.025, height * 0.07),
                          palette.glow if lit else shade(stone, 0.5), role="light" if lit else "shade")
                for side in (-2.2, -1.3, 1.3, 2.2)))  # fmt: skip


def _turret(stage: Stage, layer: str, x: float, base: float, height: float, *, haze: float, stone: str, lit: bool) -> None:
    rng, palette, ink = stage.rng, stage.palette, stage.air(haze)
    wide, body = height * rng.uniform(0.13, 0.19), height * 0.72
    roof = mix(palette.roof, palette.dark, 0.1)
    top = base - body
    parts = [
        ink.shape(brush.box(x - wide / 2, top, wide, body), stone),
        ink.shape(brush.box(x + wide * 0.12, top, wide * 0.38, body), shade(stone, 0.16), role="shade"),
        ink.shape(brush.box(x - wide * 0.62, top - height * 0.01, wide * 1.24, height * 0.05), shade(stone, 0.1)),
        ink.shape(f"M{x - wide * 0.72:.1f} {top:.1f}Q{x - wide * 0.2:.1f} {top - height * 0.1:.1f} {x:.1f} "
                  f"{base - height:.1f}Q{x + wide * 0.2:.1f} {top - height * 0.1:.1f} {x + wide * 0.72:.1f} {top:.1f}z", roof),
        ink.line(f"M{x:.1f} {base - height:.1f}v{-height * 0.07:.1f}", palette.dark, width=height * 0.006),
        ink.shape(f"M{x:.1f} {base - height * 1.07:.1f}l{wide * 0.6:.1f} {height * 0.016:.1f}l{-wide * 0.6:.1f} "
                  f"{height * 0.018:.1f}z", palette.accent),
    ]  # fmt: skip
    for share in (0.2, 0.5):
        parts.append(ink.shape(brush.arch(x - wide * 0.05, top + body * share + height * 0.05, wide * 0.24, height * 0.06),
                               palette.glow if lit else shade(stone, 0.55), role="light" if lit else "shade"))  # fmt: skip
    stage.put(layer, *parts)


def beams(stage: Stage, layer: str, *, strength: float = 0.16) -> None:
    """Slanting light that falls through from the sun's side."""
    rng, (x, y), shafts = stage.rng, stage.composition.sun, []
    for _ in range(4):
        foot = x + (stage.width * 0.5 - x) * 1.6 + rng.uniform(-0.6, 0.6) * stage.width
        wide = stage.width * rng.uniform(0.05, 0.14)
        shafts.append(f"M{x:.1f} {y:.1f}L{foot - wide:.1f} {stage.height * 0.9:.1f}H{foot + wide:.1f}z")
    name = stage._name()
    stage.put(layer, f'<linearGradient id="{name}" x1="0" x2="0" y1="0" y2="1"><stop stop-color="{stage.palette.sun}" '
                     f'stop-opacity="{strength}"/><stop offset="1" stop-color="{stage.palette.sun}" stop-opacity="0"/>'
                     f'</linearGradient><path d="{"".join(shafts)}" fill="url(#{name})"/>')  # fmt: skip
