"""Under the earth: the cave."""

from math import pi, sin

from storyvid.images.storyboard import brush, frames, scenery
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.stage import Stage


def cave(stage: Stage) -> None:
    """Vault behind vault towards a glow, with crystals, stalagmites and a pool."""
    width, height, horizon, palette, rng = stage.width, stage.height, stage.horizon, stage.palette, stage.rng
    glow = rng.choice((palette.glow, "#8fd8d0", "#ffb86a", "#b8a0f0"))
    if stage.vision.bright:
        glow = "#ffb86a"
    stone = mix(mix("#5f5660", palette.sky_top, 0.3), palette.dark, 0.1)
    x = width * (0.5 + stage.composition.side * -0.16)
    stage.backdrop = ((mix(glow, stone, 0.4), mix(glow, stone, 0.15)), 0.0, horizon)
    stage.halos.append((x, horizon - height * 0.12, height * 0.5, tint(glow, 0.4), 0.95))
    for at in range(4):
        _vault(stage, x, mix(stone, glow, 0.5 - 0.16 * at), reach=0.2 + 0.11 * at, layer="far", glow=glow)
    floor = mix(stone, "#7a6a5a", 0.35)
    if stage.vision.bright:
        floor = mix(floor, glow, 0.38)
        stage.glow("ground", x, horizon + height * 0.1, height * 0.62, glow, strength=0.4)
    scenery.ground(stage, floor, roll=0.03)
    ink = stage.air(0.05)
    for px in stage.across(10):
        if abs(px / width - 0.5 - stage.composition.side * 0.2) < 0.17:
            continue
        base = horizon + height * rng.uniform(0.03, 0.10)
        tall = height * rng.uniform(0.04, 0.13)
        if rng.random() < 0.4:
            _crystals(stage, px, base, tall, glow)
        else:
            stage.put(
                "mid",
                ink.shape(
                    brush.polygon(
                        [
                            (px - tall * 0.25, base),
                            (px - tall * 0.08, base - tall * 0.6),
                            (px, base - tall),
                            (px + tall * 0.1, base - tall * 0.55),
                            (px + tall * 0.28, base),
                        ]
                    ),
                    stone,
                ),
            )
    scenery.stones(stage, count=12, colour=stone)
    frames.framed(stage, ("cavern", "rocks", "cavern", "arch", "cavern", "rocks", "cavern"))
    stage.vignette = 0.55 if not stage.vision.bright else 0.28


def _vault(stage: Stage, x: float, colour: str, *, reach: float, layer: str, glow: str) -> None:
    rng, width, height = stage.rng, stage.width, stage.height
    rim = []
    for at in range(19):
        angle = pi * at / 18
        jag = rng.uniform(0.86, 1.12)
        long = 0.8 if at % 4 == 2 else 1.0  # stalactites hang in
        rim.append(
            (
                x - width * (reach + 0.08) * jag * (1 - 2 * at / 18) * (1.0 + 0.25 * sin(angle)),
                stage.horizon + height * 0.06 - sin(angle) * height * (reach * 1.25 + 0.1) * jag * long,
            )
        )
    d = (
        f"M{stage.left:.1f} {-0.3 * height:.1f}H{stage.right:.1f}V{stage.horizon + height * 0.25:.1f}H{rim[-1][0]:.1f}L"
        + "L".join(f"{px:.1f} {py:.1f}" for px, py in reversed(rim))
        + f"V{stage.horizon + height * 0.25:.1f}H{stage.left:.1f}z"
    )
    fill = stage.air(0.0).graded(colour)
    stage.put(
        layer, stage._shadow(d, 0.1), f'<path d="{d}" fill="{fill}" stroke="{mix(fill, glow, 0.25)}" stroke-width="4"/>'
    )


def _crystals(stage: Stage, x: float, base: float, tall: float, glow: str) -> None:
    ink = stage.air(0.0)
    stage.glow("mid", x, base - tall * 0.5, tall * 1.5, glow, strength=0.5)
    for lean, size in ((-0.5, 0.7), (0.45, 0.6), (0.0, 1.0)):
        tip = (x + lean * tall * 0.6, base - tall * size)
        w = tall * 0.14
        stage.put(
            "mid",
            ink.shape(
                brush.polygon(
                    [
                        (x - w + lean * 20, base),
                        (tip[0] - w * 0.8, tip[1] + w * 1.4),
                        tip,
                        (tip[0] + w * 0.8, tip[1] + w * 1.4),
                        (x + w + lean * 20, base),
                    ]
                ),
                tint(glow, 0.2),
                role="light",
            ),
            ink.shape(
                brush.polygon(
                    [tip, (tip[0] + w * 0.8, tip[1] + w * 1.4), (x + w + lean * 20, base), (x + lean * 20, base)]
                ),
                shade(glow, 0.25),
                role="shade",
            ),
        )
