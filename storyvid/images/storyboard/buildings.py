"""Buildings that several settings share: the gabled house and the castle."""

from storyvid.images.storyboard import brush
from storyvid.images.storyboard.colour import mix, shade
from storyvid.images.storyboard.ink import Role
from storyvid.images.storyboard.stage import Stage


def house(
    stage: Stage, layer: str, x: float, base: float, height: float, *, haze: float, thatched: bool = True
) -> None:
    """A gabled house with chimney, door, lit windows and half-timbering."""
    rng, palette, ink = stage.rng, stage.palette, stage.air(haze)
    wide = height * rng.uniform(0.75, 1.05)
    wall = mix(rng.choice(("#efdcb8", "#e6c8a0", "#d9d3c4", "#e0a988", "#c9d0c0")), palette.sky_low, 0.12)
    roof = (
        rng.choice((palette.roof, mix("#b5813f", palette.wood, 0.3), mix(palette.roof, palette.dark, 0.4)))
        if (thatched)
        else palette.roof
    )
    eaves, left = base - height * 0.48, x - wide / 2
    window = palette.lamp if stage.vision.time in ("night", "dusk") else mix("#38506a", palette.sky_mid, 0.25)
    lit: Role = "light" if stage.vision.time in ("night", "dusk") else "shade"
    beam = mix(palette.wood, palette.dark, 0.2)
    parts = [
        ink.shape(brush.box(x + wide * 0.2, base - height * 1.04, wide * 0.12, height * 0.4), shade("#b08a70", 0.2)),
        ink.shape(brush.box(left, eaves - height * 0.02, wide, height * 0.5), wall),
        ink.shape(brush.box(x + wide * 0.12, eaves, wide * 0.38, height * 0.48), shade(wall, 0.16), role="shade"),
    ]
    if haze < 0.6:
        for share in (0.0, 0.32, 0.64, 0.95):
            parts.append(
                ink.shape(brush.box(left + wide * share, eaves, wide * 0.05, height * 0.48), beam, role="shade")
            )
        parts.append(ink.shape(brush.box(left, eaves + height * 0.2, wide, height * 0.03), beam, role="shade"))
    over, ridge = wide * 0.13, base - height
    roof_d = (
        f"M{left - over:.1f} {eaves + height * 0.03:.1f}Q{left + wide * 0.12:.1f} {eaves - height * 0.2:.1f} "
        f"{left + wide * 0.2:.1f} {ridge:.1f}H{x + wide * 0.3:.1f}Q{x + wide * 0.38:.1f} {eaves - height * 0.2:.1f} "
        f"{x + wide / 2 + over:.1f} {eaves + height * 0.03:.1f}Q{x:.1f} {eaves + height * 0.08:.1f} "
        f"{left - over:.1f} {eaves + height * 0.03:.1f}z"
    )
    parts.append(ink.shape(roof_d, roof if not stage.snowy else stage.snow))
    roof = roof if not stage.snowy else shade(stage.snow, 0.05)
    for row in (0.3, 0.55, 0.8):
        y = ridge + (eaves - ridge) * row
        inset = wide * 0.3 * (1 - row)
        parts.append(
            ink.line(
                f"M{left + inset - over * row:.1f} {y:.1f}Q{x:.1f} {y + height * 0.03:.1f} "
                f"{x + wide / 2 - inset * 0.7 + over * row:.1f} {y:.1f}",
                shade(roof, 0.25),
                width=height * 0.012,
            )
        )
    parts.append(ink.shape(brush.arch(left + wide * 0.5, base, wide * 0.19, height * 0.33), shade(beam, 0.2)))
    for share in (0.18, 0.8):
        stage.windows.append((left + wide * share, eaves + height * 0.17, height * 0.14))
        parts.append(
            ink.shape(
                brush.box(left + wide * share - wide * 0.075, eaves + height * 0.09, wide * 0.15, height * 0.16),
                window,
                role=lit,
            )
        )
        parts.append(
            ink.line(
                f"M{left + wide * share:.1f} {eaves + height * 0.09:.1f}v{height * 0.16:.1f}"
                f"m{-wide * 0.075:.1f} {-height * 0.08:.1f}h{wide * 0.15:.1f}",
                beam,
                width=height * 0.016,
            )
        )
    stage.put(layer, *parts)
    if lit == "light" and haze < 0.6:
        stage.glow(layer, left + wide * 0.18, eaves + height * 0.17, height * 0.34, palette.lamp, strength=0.4)


def keep(stage: Stage, layer: str, x: float, base: float, height: float, *, haze: float) -> None:
    """A castle of several towers with pointed roofs, banners and lit windows."""
    rng, palette, ink = stage.rng, stage.palette, stage.air(haze)
    stone = mix("#b8aa9c", palette.sky_mid, 0.2)
    lit = stage.vision.time in ("night", "dusk")
    towers = sorted(
        (
            (rng.uniform(0.62, 0.8), -0.42),
            (rng.uniform(0.7, 0.9), 0.36),
            (1.0, rng.uniform(-0.12, 0.06)),
            (rng.uniform(0.5, 0.62), -0.66),
            (rng.uniform(0.45, 0.6), 0.62),
        ),
        reverse=True,
    )
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
    stage.put(
        layer,
        ink.shape(brush.arch(x, base, height * 0.15, height * 0.22), shade(palette.wood, 0.4)),
        *(
            ink.shape(
                brush.box(x + height * 0.15 * side, base - low * 0.62, height * 0.025, height * 0.07),
                palette.lamp if lit else shade(stone, 0.5),
                role="light" if lit else "shade",
            )
            for side in (-2.2, -1.3, 1.3, 2.2)
        ),
    )


def _turret(
    stage: Stage, layer: str, x: float, base: float, height: float, *, haze: float, stone: str, lit: bool
) -> None:
    rng, palette, ink = stage.rng, stage.palette, stage.air(haze)
    wide, body = height * rng.uniform(0.13, 0.19), height * 0.72
    roof = mix(palette.roof, palette.dark, 0.1)
    top = base - body
    parts = [
        ink.shape(brush.box(x - wide / 2, top, wide, body), stone),
        ink.shape(brush.box(x + wide * 0.12, top, wide * 0.38, body), shade(stone, 0.16), role="shade"),
        ink.shape(brush.box(x - wide * 0.62, top - height * 0.01, wide * 1.24, height * 0.05), shade(stone, 0.1)),
        ink.shape(
            f"M{x - wide * 0.72:.1f} {top:.1f}Q{x - wide * 0.2:.1f} {top - height * 0.1:.1f} {x:.1f} "
            f"{base - height:.1f}Q{x + wide * 0.2:.1f} {top - height * 0.1:.1f} {x + wide * 0.72:.1f} {top:.1f}z",
            roof,
        ),
        ink.line(f"M{x:.1f} {base - height:.1f}v{-height * 0.07:.1f}", palette.dark, width=height * 0.006),
        ink.shape(
            f"M{x:.1f} {base - height * 1.07:.1f}l{wide * 0.6:.1f} {height * 0.016:.1f}l{-wide * 0.6:.1f} "
            f"{height * 0.018:.1f}z",
            palette.accent,
        ),
    ]
    for share in (0.2, 0.5):
        parts.append(
            ink.shape(
                brush.arch(x - wide * 0.05, top + body * share + height * 0.05, wide * 0.24, height * 0.06),
                palette.lamp if lit else shade(stone, 0.55),
                role="light" if lit else "shade",
            )
        )
    stage.put(layer, *parts)
