"""What figures rest on: their place on the picture, their shadow, seats, beds, boats."""

from dataclasses import dataclass
from math import cos, radians, sin
from typing import Literal

from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.drawing import Drawing
from storyvid.images.storyboard.stage import Stage


@dataclass(frozen=True)
class Stood:
    """A drawing at its place; `x`, `y` are its feet, `scale` units of the picture per world unit."""

    drawing: Drawing
    x: float
    y: float
    scale: float
    lift: float = 0.0  # how far above the ground it hovers
    shaded: bool = False
    seat: Literal["", "left", "right", "front", "back"] = ""  # sits, and looks that way
    bed: bool = False  # lies on something soft
    facing: str = "front"
    beast: bool = False
    turn: float = 0.0  # degrees, about its feet
    splash: bool = False  # comes out of water
    swims: bool = False  # lies in it
    climbs: bool = False  # what stands behind it
    aloft: bool = False  # up in a tower

    @property
    def left(self) -> float:
        return self.x - self.drawing.width * self.scale / 2

    @property
    def right(self) -> float:
        return self.x + self.drawing.width * self.scale / 2

    @property
    def top(self) -> float:
        return self.y - self.lift - self.drawing.height * self.scale

    @property
    def heads(self) -> list[tuple[float, float, float]]:
        """Where its heads are, x, y and radius; of a being whose head is no part of its own, its upper half."""
        quarter, angle = self.drawing.height / 4, radians(self.turn)
        return [
            (
                self.x + (x * cos(angle) - y * sin(angle)) * self.scale,
                self.y - self.lift + (x * sin(angle) + y * cos(angle)) * self.scale,
                radius * self.scale,
            )
            for x, y, radius in self.drawing.heads or ((0.0, -3 * quarter, quarter),)
        ]


def bed(stage: Stage, stood: Stood) -> list[str]:
    """What a sleeper lies on: a bed, a blanket where there is none, a heap of moss; in the sleeper's own units."""
    ink, half = stage.ink.at(haze=0.0, scale=stood.scale), stood.drawing.width * 0.56
    if not stage.has_beds:
        heap = f"M{-half:.1f} 5Q{-half * 0.9:.1f} -7 {-half * 0.5:.1f} -5T0 -6T{half * 0.6:.1f} -5T{half:.1f} 5z"
        blanket = stage.vision.indoor and stage.vision.place != "cave"
        return [ink.shape(heap, stage.palette.accent if blanket else stage.palette.leaf_dark)]
    wood, linen = mix(stage.palette.wood, "#a8754a", 0.4), "#f3e8d4"
    head = _head_side(stood)
    legs = [ink.shape(f"M{x:.1f} 8h5v20h-5z", shade(wood, 0.2)) for x in (-half - 2, half - 3)]
    return [
        ink.shape(f"M{head * half:.1f} 18V-26q{head * 3:.1f} -5 {head * 6:.1f} 0V18z", wood),
        *legs,
        ink.shape(f"M{-half:.1f} 11V-3q0 -4 4 -4H{half - 4:.1f}q4 0 4 4V11z", linen),
        ink.shape(f"M{-half - 3:.1f} 9H{half + 3:.1f}V17H{-half - 3:.1f}z", wood),
        ink.ellipse(head * half * 0.72, -8, half * 0.2, 6, tint(linen, 0.5)),
    ]


def cover(stage: Stage, stood: Stood) -> list[str]:
    """The quilt over a sleeper in bed, from the chest to the feet."""
    ink, half, tall = stage.ink.at(haze=0.0, scale=stood.scale), stood.drawing.width * 0.53, stood.drawing.height
    head, quilt = _head_side(stood), stage.palette.accent
    top, foot = head * half * 0.18, -head * half * 1.02
    body = f"M{top:.1f} 8V{-tall * 0.74:.1f}Q{(top + foot) / 2:.1f} {-tall * 0.95:.1f} {foot:.1f} {-tall * 0.62:.1f}V8z"
    fold = f"M{top:.1f} 8V{-tall * 0.74:.1f}q{-head * 5:.1f} -2 {-head * 9:.1f} -1V8z"
    return [ink.shape(body, quilt, role="cloth"), ink.shape(fold, tint(quilt, 0.55), role="cloth")]


def _head_side(stood: Stood) -> int:
    """Where a sleeper's head lies: -1 left, 1 right."""
    return 1 if stood.facing == "left" else -1


def seat(stage: Stage, stood: Stood) -> list[str]:
    """A stool within doors, a stump or stone outside; in the sitter's own units."""
    ink, tall = stage.ink.at(haze=0.0, scale=stood.scale), stood.drawing.height * 0.33
    x = {"right": -0.1, "left": 0.1}.get(stood.seat, 0.0) * stood.drawing.width
    if stage.vision.indoor and stage.vision.place != "cave":
        wood = stage.palette.wood
        legs = [
            ink.shape(f"M{x + dx:.1f} {-tall + 3:.1f}h4l{dx * 0.25:.1f} {tall - 3:.1f}h-4z", shade(wood, 0.15))
            for dx in (-13, 9)
        ]
        return [*legs, ink.shape(f"M{x - 17:.1f} {-tall:.1f}h34v5h-34z", wood)]
    if stage.vision.place in ("city", "market", "stadium", "playground", "space"):
        box = mix(stage.palette.wood, "#b08a5a", 0.5) if stage.vision.place != "space" else stage.palette.rock
        slats = "".join(f"M{x - 17:.1f} {-tall * share:.1f}h34" for share in (0.34, 0.67))
        return [
            ink.shape(f"M{x - 18:.1f} {-tall:.1f}h36v{tall:.1f}h-36z", box),
            ink.line(slats, shade(box, 0.25), width=1.4),
        ]
    if stage.vision.place in ("shore", "desert", "mountain", "snow", "cave", "ruins"):
        rock = stage.palette.rock
        d = f"M{x - 24:.1f} 1Q{x - 25:.1f} {-tall * 0.9:.1f} {x - 8:.1f} {-tall:.1f}T{x + 17:.1f} {-tall * 0.9:.1f}Q"
        return [ink.shape(f"{d}{x + 27:.1f} {-tall * 0.4:.1f} {x + 25:.1f} 1z", rock)]
    bark = mix(stage.palette.wood, "#8a6a4a", 0.5)
    return [
        ink.shape(
            f"M{x - 15:.1f} {-tall:.1f}q2 {tall * 0.6:.1f} -5 {tall:.1f}h40q-7 {-tall * 0.4:.1f} -5 {-tall:.1f}z", bark
        ),
        ink.ellipse(x, -tall, 15, 3.4, ink.tint(bark, 0.35)),
    ]


def put_shadow(stage: Stage, stood: Stood) -> None:
    if (
        stage.vision.place in ("underwater", "sea")
        or stood.shaded
        or stood.splash
        or stood.swims
        or stood.aloft
        or stood.drawing.anchor == "water"
    ):
        return
    if stage.vision.afloat:
        return
    wide = max(stood.drawing.width * stood.scale * 0.42, 8.0) * (1 - min(stood.lift / stage.height, 0.5))
    name, dark = stage._name(), stage.palette.dark
    strength = 0.5 if not stood.lift else 0.24
    lean = (0.5 - stage.composition.sun[0] / stage.width) * wide * 0.5
    stage.put(
        "ground",
        f'<radialGradient id="{name}"><stop stop-color="{dark}" stop-opacity="{strength}"/><stop offset="0.55" '
        f'stop-color="{dark}" stop-opacity="{strength * 0.55:.2f}"/><stop offset="1" stop-color="{dark}" '
        f'stop-opacity="0"/></radialGradient><ellipse cx="{stood.x + lean:.1f}" cy="{stood.y:.1f}" '
        f'rx="{wide * 1.25:.1f}" '
        f'ry="{wide * 0.24:.1f}" fill="url(#{name})"/>',
    )
