"""Ink: one style's way of putting shapes and lines on a sheet, with the light of the scene in its colours."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from storyvid.images.storyboard import colour as colours

_OPACITY = re.compile(r' fill-opacity="([0-9.]+)"')
Role = Literal["body", "skin", "hair", "cloth", "shade", "light", "detail"]


@dataclass(frozen=True)
class Manner:
    """What is particular to a style: how a shape's inside and its edge are drawn."""

    name: str
    outline: Literal["none", "own", "dark"] = "none"
    outline_width: float = 0.0
    fill_opacity: float = 1.0
    chroma: float = 1.0
    inks: tuple[str, ...] = ()  # a print's few inks: every colour becomes the nearest of them
    ink_share: float = 0.0  # how far it goes there
    dark: str = "#1d1a26"  # contours, and the body of a silhouette
    silhouette: bool = False


@dataclass(frozen=True)
class Light:
    """The scene's light: every colour takes `share` of `colour`, and is dimmed by `dim` (0..1)."""

    colour: str = "#ffffff"
    share: float = 0.0
    dim: float = 0.0
    glow: str = "#ffd98a"  # what lamps, windows and fires give


@dataclass(frozen=True)
class Ink:
    """Draws in one manner under one light; `haze` is air between the eye and the sheet (0 near, 1 gone)."""

    manner: Manner = field(default_factory=lambda: Manner("flat"))
    light: Light = field(default_factory=Light)
    haze: float = 0.0
    haze_colour: str = "#c8d4e0"
    scale: float = 1.0  # how much a drawing will be enlarged: outlines stay equally thick on the sheet

    def shape(self, d: str, colour: str, *, role: Role = "body") -> str:
        """A filled closed path; `d` is SVG path data."""
        return f'<path d="{d}"{self._paint(colour, role)}/>'

    def ellipse(self, cx: float, cy: float, rx: float, ry: float, colour: str, *, role: Role = "body") -> str:
        """A filled ellipse."""
        return f'<ellipse cx="{cx:.2f}" cy="{cy:.2f}" rx="{rx:.2f}" ry="{ry:.2f}"{self._paint(colour, role)}/>'

    def line(self, d: str, colour: str, *, width: float) -> str:
        """An open path with round ends."""
        return (
            f'<path d="{d}" fill="none" stroke="{self.graded(colour, "detail")}" stroke-width="{width:.2f}"'
            ' stroke-linecap="round" stroke-linejoin="round"/>'
        )

    def group(self, children: Iterable[str], *, transform: str = "", opacity: float = 1.0) -> str:
        """Elements together, moved or made translucent as one."""
        children = list(children)
        if opacity < 1 and len(children) == 1 and not transform and _is_plain_path(children[0]):
            # a translucent group costs a canvas of its own, a translucent path nothing
            own = _OPACITY.search(children[0])
            fill = opacity * (float(own[1]) if own else 1.0)
            shown = f'fill-opacity="{fill:.3f}" stroke-opacity="{opacity:.3f}"'
            return _OPACITY.sub("", children[0]).replace("<path ", f"<path {shown} ", 1)
        moved = f' transform="{transform}"' if transform else ""
        faded = f' opacity="{opacity:.3f}"' if opacity < 1 else ""
        return f"<g{moved}{faded}>{''.join(children)}</g>"

    def mix(self, colour: str, other: str, share: float) -> str:
        """`colour` with `share` of `other`; ungraded, to be drawn with."""
        return colours.mix(colour, other, share)

    def shade(self, colour: str, share: float) -> str:
        """`colour` in shadow."""
        return colours.shade(colour, share)

    def tint(self, colour: str, share: float) -> str:
        """`colour` in light."""
        return colours.tint(colour, share)

    def graded(self, colour: str, role: Role = "body") -> str:
        """`colour` as it is put on the sheet: in this manner, under this light, through this haze."""
        return _graded(self.manner, self.light, self.haze, self.haze_colour, colour, role)

    def at(self, *, haze: float | None = None, scale: float | None = None) -> "Ink":
        """The same ink farther away, or for drawings that will be enlarged by `scale`."""
        return replace(self, haze=self.haze if haze is None else haze, scale=self.scale if scale is None else scale)

    def _paint(self, colour: str, role: Role) -> str:
        fill = self.graded(colour, role)
        opacity = f' fill-opacity="{self.manner.fill_opacity}"' if self.manner.fill_opacity < 1 else ""
        return f' fill="{fill}"{opacity}{self._edge(fill, role)}'

    def _edge(self, fill: str, role: Role) -> str:
        if self.manner.outline == "none" or role in ("shade", "light"):
            return ""
        dark = self.graded(self.manner.dark, "shade") if self.manner.outline == "dark" else colours.shade(fill, 0.28)
        width = self.manner.outline_width / self.scale * (0.6 if role in ("detail", "skin") else 1.0)
        return f' stroke="{dark}" stroke-width="{width:.2f}" stroke-linejoin="round"'


def _is_plain_path(element: str) -> bool:
    return element.startswith("<path ") and element.count("<") == 1 and "stroke-opacity" not in element


# In a silhouette the parts of a body differ by a breath only, so that an arm reads in front of a cloak.
SILHOUETTE_LIFT = {"body": 0.0, "cloth": 0.02, "hair": 0.0, "skin": 0.05, "shade": 0.0, "detail": 0.07, "light": 0.0}


@lru_cache(maxsize=16384)
def _graded(manner: Manner, light: Light, haze: float, haze_colour: str, colour: str, role: Role) -> str:
    if manner.silhouette:
        lit = light.glow if role == "light" else colours.turned(manner.dark, light=SILHOUETTE_LIFT[role])
        return colours.mix(lit, haze_colour, haze)
    lit = colours.turned(colour, chroma=manner.chroma) if manner.chroma != 1 else colour
    if manner.inks:
        lit = colours.mix(lit, min(manner.inks, key=lambda one: colours.distance(one, lit)), manner.ink_share)
    if role != "light":  # what shines is not dimmed
        lit = colours.mix(lit, light.colour, light.share)
        lit = colours.turned(lit, light=-light.dim * colours.lightness(lit))
    return colours.mix(lit, haze_colour, haze)
