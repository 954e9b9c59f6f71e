"""The stage: six layers on which a setting puts its sheets, with the palette and the ink of the picture."""

from dataclasses import dataclass, field
from random import Random

from storyvid.images.storyboard import colour as colours
from storyvid.images.storyboard.composition import Composition
from storyvid.images.storyboard.ink import Ink, Role
from storyvid.images.storyboard.palette import Palette
from storyvid.images.storyboard.reading import Vision

LAYERS = ("sky", "far", "ground", "mid", "figures", "foreground")
AIR = "air"  # soft light before the middle layer: drawn small and enlarged, as it has no edges
BLEED = 0.3  # everything is drawn this share of the size beyond every edge, for parallax

BEDDED = frozenset("room bedroom hospital hall kitchen workshop".split())


@dataclass(frozen=True)
class Lamp:
    """A light within the picture: where it is, how far it reaches, how strong it is (1: as at night)."""

    x: float
    y: float
    reach: float
    strength: float


@dataclass
class Stage:
    """Collects SVG by layer while a picture is composed; drawing order within a layer is call order."""

    composition: Composition
    palette: Palette
    ink: Ink
    vision: Vision
    paper: bool = False  # sheets cast shadows on what is behind them
    fade: float = 1.0  # how much sheets dissolve into the air at their foot
    rng: Random = field(default_factory=Random)
    layers: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in (*LAYERS, AIR)})
    banded: bool = False  # nothing soft: no glow, no mist
    vignette: float = 0.16  # how dark the corners get
    calm: float = 0.4  # how dark the foot gets, where captions go
    backdrop: tuple[tuple[str, ...], float, float] = (("#ffffff",), 0.0, 1.0)  # colours from y to y behind all
    halos: list[tuple[float, float, float, str, float]] = field(default_factory=list)  # x, y, radius, colour, strength
    lamps: list[Lamp] = field(default_factory=list)
    heads: list[tuple[float, float, float]] = field(default_factory=list)  # x, y, radius of who looks this way
    windows: list[tuple[float, float, float]] = field(default_factory=list)  # x, y, size of those that may shine
    water_at: tuple[float, float] | None = None  # open water in view, beside those who stand ashore
    ground_from: float = 0.0  # how far up (y) one can stand, where that is not the horizon
    frames: tuple[str, ...] = ()  # near things that may frame the picture, one a take
    kept_clear: tuple[
        tuple[float, float, float, float], ...
    ] = ()  # faces (left, top, right, bottom): nothing over them
    _ids: int = 0

    @property
    def width(self) -> float:
        return self.composition.width

    @property
    def height(self) -> float:
        return self.composition.height

    @property
    def left(self) -> float:
        return -BLEED * self.width

    @property
    def right(self) -> float:
        return (1 + BLEED) * self.width

    @property
    def bottom(self) -> float:
        return (1 + BLEED) * self.height

    @property
    def horizon(self) -> float:
        return self.composition.horizon

    @property
    def snowy(self) -> bool:
        """Whether snow lies out of doors."""
        return self.vision.season == "winter" and not self.vision.indoor

    @property
    def has_beds(self) -> bool:
        """Whether who sleeps here does so in a bed."""
        return self.vision.place in BEDDED

    @property
    def snow(self) -> str:
        """What lying snow looks like under this sky."""
        return colours.mix("#f2f6f9", self.palette.sky_low, 0.16)

    @property
    def night(self) -> bool:
        return self.vision.time == "night"

    def scale_at(self, y: float) -> float:
        """Units on the picture for one world unit (a grown woman is 100) standing at `y` on the ground."""
        comp = self.composition
        depth = max(y - comp.horizon, 1.0) / max(comp.feet - comp.horizon, 1.0)
        return comp.figure / 100 * max(depth, 0.04)

    def air(self, haze: float) -> Ink:
        """The picture's ink seen through that much air; silhouettes are told apart by air alone."""
        return self.ink.at(haze=min(haze * 1.35, 0.92) if self.ink.manner.silhouette else haze)

    def put(self, layer: str, *elements: str) -> None:
        self.layers[layer].extend(elements)

    def sheet(
        self,
        layer: str,
        d: str,
        colour: str,
        *,
        haze: float = 0.0,
        top: float,
        foot: float,
        fade: float = 0.35,
        role: Role = "body",
    ) -> None:
        """A big form: shadow behind it on paper, its colour, and air gathering towards its foot.

        The gradient runs from `top` to `foot` (y); `fade` is the share of air at the foot.
        """
        ink = self.air(haze)
        fill = ink.graded(colour, role)
        self.put(layer, self._shadow(d, haze))
        if self.fade and fade:
            low = colours.mix(
                fill,
                ink.graded(self.palette.haze, "body") if not ink.manner.silhouette else self.palette.haze,
                min(fade * self.fade, 0.9),
            )
            fill = self.gradient(layer, (fill, low), top=top, foot=foot)
        self.put(layer, f'<path d="{d}" fill="{fill}"{self._rim(colour, haze)}/>')

    def gradient(self, layer: str, stops: tuple[str, ...], *, top: float, foot: float) -> str:
        """A vertical gradient put on the layer; returns what to write in `fill`."""
        marks = "".join(
            f'<stop offset="{at / (len(stops) - 1):.3f}" stop-color="{colour}"/>' for at, colour in enumerate(stops)
        )
        name = self._name()
        self.put(
            layer,
            f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="{top:.1f}" '
            f'y2="{foot:.1f}">{marks}</linearGradient>',
        )
        return f"url(#{name})"

    def glow(self, layer: str, x: float, y: float, radius: float, colour: str, *, strength: float = 0.6) -> None:
        """Light spreading from a point; in a banded picture two plain discs."""
        if self.banded:
            self.put(
                layer,
                *(
                    f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius * share:.1f}" fill="{colour}" '
                    f'fill-opacity="{strength * 0.16:.3f}"/>'
                    for share in (0.62, 0.34)
                ),
            )
            return
        name = self._name()
        self.put(
            "sky" if layer == "sky" else AIR,
            f'<radialGradient id="{name}" gradientUnits="userSpaceOnUse" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}">'
            f'<stop stop-color="{colour}" stop-opacity="{strength:.3f}"/>'
            f'<stop offset="0.35" stop-color="{colour}" stop-opacity="{strength * 0.42:.3f}"/>'
            f'<stop offset="1" stop-color="{colour}" stop-opacity="0"/></radialGradient>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="url(#{name})"/>',
        )

    def veil(self, layer: str, colour: str, *, top: float, foot: float, strength: float) -> None:
        """Mist from nothing at `top` to `strength` at `foot`; none in a banded picture."""
        if self.banded:
            return
        name = self._name()
        self.put(
            layer if layer in ("sky", "far") else AIR,
            f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="{top:.1f}" y2="{foot:.1f}">'
            f'<stop stop-color="{colour}" stop-opacity="0"/><stop offset="1" stop-color="{colour}" '
            f'stop-opacity="{strength:.3f}"/></linearGradient><rect x="{self.left:.1f}" y="{top:.1f}" '
            f'width="{self.right - self.left:.1f}" height="{foot - top:.1f}" fill="url(#{name})"/>',
        )

    def across(self, count: int, *, jitter: float = 0.35, bleed: float = BLEED) -> list[float]:
        """`count` places from left to right, unevenly spaced."""
        left, span = -bleed * self.width, (1 + 2 * bleed) * self.width
        step = span / count
        return [left + step * (at + 0.5 + self.rng.uniform(-jitter, jitter)) for at in range(count)]

    def _shadow(self, d: str, haze: float) -> str:
        if not self.paper:
            return ""
        strength = 0.17 * (1 - haze * 0.7)
        dark, away = self.palette.dark, 1 if self.composition.sun[0] < self.width / 2 else -1
        return "".join(
            f'<path d="{d}" transform="translate({away * reach} {-reach * 0.8:.1f})" fill="{dark}" '
            f'fill-opacity="{strength * share:.3f}"/>'
            for reach, share in ((9, 0.62), (4, 0.95))[1 if haze > 0.15 else 0 :]
        )

    def _rim(self, colour: str, haze: float) -> str:
        manner = self.ink.manner
        if self.paper:
            light = colours.tint(self.air(haze).graded(colour), 0.3)
            return f' stroke="{light}" stroke-width="1.6" stroke-opacity="0.8"'
        if manner.outline == "dark":
            dark = self.air(haze * 0.8).graded(manner.dark, "shade")
            width = manner.outline_width * (1.4 - haze * 0.7)
            return f' stroke="{dark}" stroke-width="{width:.2f}" stroke-linejoin="round"'
        if manner.outline == "own":
            own = colours.shade(self.air(haze).graded(colour), 0.22)
            return f' stroke="{own}" stroke-width="{manner.outline_width:.2f}" stroke-opacity="0.55"'
        return ""

    def _name(self) -> str:
        self._ids += 1
        return f"g{self._ids}"
