"""Boats: who is aboard sits in one, its hull before their legs and the water round it."""

from dataclasses import replace

from storyvid.images.storyboard.actors import Actor
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.resting import Stood
from storyvid.images.storyboard.stage import Stage

RIM = 30.0  # world units the hull rises above the feet of those in it
LOW = 0.36  # of the height of those in it, at most
MOST_ABOARD = 4


def is_afloat(stage: Stage) -> bool:
    """Whether people are in a boat here: nobody stands on the open sea."""
    return stage.vision.place == "sea" or stage.vision.afloat


def seated(actor: Actor, *, beast: bool) -> Actor:
    """The actor as one goes in a boat: sitting, unless it swims or flies beside it."""
    if beast or actor.pose in ("swim", "fly", "point", "wave", "raise", "read", "hold"):
        return actor
    return replace(actor, pose="sit")


def aboard_of(placed: list[Stood]) -> list[Stood]:
    """Those who are in the boat."""
    return [stood for stood in placed if stood.drawing.anchor == "ground" and not stood.lift and not stood.shaded]


def far_side(stage: Stage, aboard: list[Stood]) -> str:
    """The boat's inside and far rim, to be drawn before those aboard."""
    left, right, rim, tall = _measures(stage, aboard)
    ink, wood = stage.air(0.0), _wood(stage)
    middle, reach = (left + right) / 2, (right - left) / 2
    inside = (
        f"M{left:.1f} {rim - tall * 0.5:.1f}Q{middle:.1f} {rim - tall * 0.28:.1f} {right:.1f} {rim - tall * 0.5:.1f}"
        f"Q{middle:.1f} {rim + tall * 0.62:.1f} {left:.1f} {rim - tall * 0.5:.1f}z"
    )
    return ink.shape(inside, shade(wood, 0.42), role="shade") + ink.line(
        f"M{left:.1f} {rim - tall * 0.5:.1f}Q{middle:.1f} {rim - tall * 0.28:.1f} {right:.1f} {rim - tall * 0.5:.1f}",
        tint(wood, 0.14),
        width=reach * 0.012,
    )


def put_boat(stage: Stage, aboard: list[Stood], *, rowed: bool) -> None:
    """The hull before those aboard, an oar where they row, and the water it lies in."""
    left, right, rim, tall = _measures(stage, aboard)
    ink, wood, wide = stage.air(0.0), _wood(stage), right - left
    middle, keel = (left + right) / 2, rim + tall * 0.92
    hull = (
        f"M{left:.1f} {rim - tall * 0.5:.1f}Q{middle:.1f} {rim + tall * 0.62:.1f} {right:.1f} {rim - tall * 0.5:.1f}"
        f"Q{right - wide * 0.03:.1f} {keel - tall * 0.2:.1f} {right - wide * 0.15:.1f} {keel:.1f}"
        f"H{left + wide * 0.15:.1f}Q{left + wide * 0.03:.1f} {keel - tall * 0.2:.1f} {left:.1f} {rim - tall * 0.5:.1f}z"
    )
    stage.put("figures", ink.shape(hull, wood))
    for share in (0.0, 0.34, 0.66):
        inset = wide * 0.022 * (1 + share * 2.4) * (share > 0)
        stage.put(
            "figures",
            ink.line(
                f"M{left + inset:.1f} {rim - tall * (0.5 - share * 0.62):.1f}Q{middle:.1f} "
                f"{rim + tall * (0.62 + share * 0.5):.1f} {right - inset:.1f} {rim - tall * (0.5 - share * 0.62):.1f}",
                tint(wood, 0.16) if not share else shade(wood, 0.28),
                width=tall * (0.09 if not share else 0.035),
            ),
        )
    if rowed:
        _oar(stage, middle, rim + tall * 0.1, tall)
    _lap(stage, left, right, keel, tall)


def _measures(stage: Stage, aboard: list[Stood]) -> tuple[float, float, float, float]:
    """Left and right end, the rim's height on the picture, and the hull's height."""
    left, right = min(stood.left for stood in aboard), max(stood.right for stood in aboard)
    tall = max(stood.scale * min(RIM, stood.drawing.height * LOW) for stood in aboard)
    pad = min(tall * 1.5, max(stage.width * 0.97 - (right - left), 0) / 2)
    return left - pad, right + pad, max(stood.y for stood in aboard) - tall * 0.86, tall


def _wood(stage: Stage) -> str:
    return mix(stage.palette.wood, "#b0703f", 0.5)


def _oar(stage: Stage, x: float, y: float, tall: float) -> None:
    ink, way = stage.air(0.0), -1 if stage.composition.side > 0 else 1
    wood = tint(_wood(stage), 0.2)
    tip = (x + way * tall * 2.3, y + tall * 1.25)
    grip = (x - way * tall * 0.55, y - tall * 0.62)
    stage.put(
        "figures",
        ink.line(f"M{grip[0]:.1f} {grip[1]:.1f}L{tip[0]:.1f} {tip[1]:.1f}", wood, width=tall * 0.09),
        ink.line(
            f"M{tip[0] - way * tall * 0.4:.1f} {tip[1] - tall * 0.32:.1f}L{tip[0]:.1f} {tip[1]:.1f}",
            wood,
            width=tall * 0.24,
        ),
    )


def _lap(stage: Stage, left: float, right: float, keel: float, tall: float) -> None:
    """Water that laps over the keel, with pale ripples going off to both sides."""
    ink, palette = stage.air(0.0), stage.palette
    wide = right - left
    near = shade(palette.water, 0.22)
    y = keel - tall * 0.14
    crest = f"M{left - tall:.1f} {y + tall * 0.2:.1f}"
    steps = 8
    step = (wide + tall * 2) / steps
    for at in range(steps):
        high = tall * (0.2 if at % 2 else 0.12)
        crest += f"q{step / 2:.1f} {-high:.1f} {step:.1f} 0"
    deep = tall * 0.5
    foot = f"q{-step:.1f} {deep:.1f} {-wide / 2 - tall:.1f} {deep:.1f}T{left - tall:.1f} {y + tall * 0.2:.1f}z"
    stage.put("figures", ink.shape(crest + foot, near, role="shade"))
    pale = mix("#f4f7f2", palette.sky_low, 0.35)
    for share, width in ((0.34, 0.05), (0.62, 0.035)):
        inset = wide * (0.05 + share * 0.16)
        stage.put(
            "figures",
            ink.group(
                [
                    ink.line(
                        f"M{left + inset:.1f} {y + tall * share:.1f}q{wide * 0.2:.1f} {tall * 0.08:.1f} "
                        f"{wide * 0.3:.1f} 0M{right - inset:.1f} {y + tall * share:.1f}q{-wide * 0.12:.1f} "
                        f"{tall * 0.08:.1f} {-wide * 0.24:.1f} 0",
                        pale,
                        width=tall * width,
                    )
                ],
                opacity=0.55,
            ),
        )
