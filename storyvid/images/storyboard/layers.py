"""From sheets of SVG to pixels: the whole picture, or each layer by itself with a margin round it."""

import cv2
import numpy as np
from PIL import Image

from storyvid.images.storyboard.finish import finished
from storyvid.images.storyboard.lights import lit as lit_by_lamps
from storyvid.images.storyboard.manners import Style
from storyvid.images.storyboard.raster import backdrop, cast, over, rasterised, rasterised_sparsely, rimmed, straight
from storyvid.images.storyboard.stage import AIR, LAYERS, Stage
from storyvid.models import Layer

BEHIND = ("sky", "far", "ground", "mid")
MOST_MARGIN_PERCENT = 28  # nothing is drawn further out
LARGE = 900  # pixels of the shorter side
SOFTER = 0.67  # of the size at which a large picture's scenery is drawn
DEPTHS = {"sky": 0.0, "far": 0.2, "ground": 0.42, "mid": 0.62, "figures": 0.78, "foreground": 1.0}


def picture(stage: Stage, style: Style, *, width: int, height: int) -> Image.Image:
    """The whole picture, RGB."""
    seen = _seen(stage, width, height, 0)
    back = _behind(stage, seen, width, height)
    back = over(over(_backdrop(stage, seen, width, height), back), _air(stage, seen, width, height))
    whole = over(
        over(back, _figures(stage, style, seen, width, height)), _sheet(stage, "foreground", seen, width, height)
    )
    whole = finished(
        whole,
        style.finish,
        short=min(width, height),
        dark=(stage.vignette, stage.calm),
        size=(width, height),
        paper_edge=style.paper_edge,
    )
    return Image.fromarray(np.ascontiguousarray(whole[:, :, :3]))


def _behind(stage: Stage, seen: tuple[float, float, float, float], width: int, height: int) -> np.ndarray:
    """All that is behind the figures; in a large picture a little softer than they are, and made in half the time."""
    elements = [svg for name in BEHIND for svg in stage.layers[name]]
    if min(width, height) < LARGE:
        return rasterised(elements, box=seen, width=width, height=height)
    drawn = rasterised(elements, box=seen, width=round(width * SOFTER), height=round(height * SOFTER))
    return cv2.resize(drawn, (width, height), interpolation=cv2.INTER_LINEAR)


def sheets(stage: Stage, style: Style, *, width: int, height: int, margin_percent: int) -> list[Layer]:
    """Every layer that has something on it, farthest first, each `margin_percent` larger on every side."""
    margin_percent = min(max(margin_percent, 0), MOST_MARGIN_PERCENT)
    dx, dy = round(width * margin_percent / 100), round(height * margin_percent / 100)
    seen = _seen(stage, width, height, margin_percent)
    wide, tall = width + 2 * dx, height + 2 * dy
    made = []
    for name in LAYERS:
        if name not in ("sky", "mid") and not stage.layers[name]:
            continue
        draw = _figures(stage, style, seen, wide, tall) if name == "figures" else _sheet(stage, name, seen, wide, tall)
        draw = finished(
            draw,
            style.finish,
            short=min(width, height),
            origin=(-dx, -dy),
            dark=(stage.vignette, stage.calm),
            size=(width, height),
            paper_edge=style.paper_edge,
        )
        made.append(Layer(Image.fromarray(straight(draw)), DEPTHS[name]))
    return made


def _seen(stage: Stage, width: int, height: int, margin_percent: int) -> tuple[float, float, float, float]:
    """What the pixels show, in units; whole pixels of margin, so that the stack matches the picture."""
    unit = stage.width / width
    dx, dy = round(width * margin_percent / 100) * unit, round(height * margin_percent / 100) * stage.height / height
    return -dx, -dy, stage.width + 2 * dx, stage.height + 2 * dy


def _sheet(stage: Stage, name: str, seen: tuple[float, float, float, float], width: int, height: int) -> np.ndarray:
    drawn = rasterised_sparsely(stage.layers[name], box=seen, width=width, height=height)
    if name == "sky":
        return over(_backdrop(stage, seen, width, height), drawn)
    return over(drawn, _air(stage, seen, width, height)) if name == "mid" else drawn


def _air(stage: Stage, seen: tuple[float, float, float, float], width: int, height: int) -> np.ndarray:
    """Soft light, drawn at a quarter of the size."""
    small = (max(width // 4, 1), max(height // 4, 1))
    drawn = rasterised(stage.layers[AIR], box=seen, width=small[0], height=small[1])
    return cv2.resize(drawn, (width, height), interpolation=cv2.INTER_LINEAR)


def _backdrop(stage: Stage, seen: tuple[float, float, float, float], width: int, height: int) -> np.ndarray:
    colours, top, foot = stage.backdrop
    return backdrop(colours, stage.halos, span=(top, foot), box=seen, width=width, height=height, banded=stage.banded)


def _figures(
    stage: Stage, style: Style, seen: tuple[float, float, float, float], width: int, height: int
) -> np.ndarray:
    """The figures with light on the edges that face it, and on paper the shadow they throw."""
    drawn = _sheet(stage, "figures", seen, width, height)
    drawn = lit_by_lamps(stage, drawn, box=seen)
    unit = seen[2] / width
    away = 1 if stage.composition.sun[0] < stage.width / 2 else -1
    lit = rimmed(drawn, colour=stage.palette.glow, dx=away * 3.6 / unit, dy=2.6 / unit, percent=style.rim_percent)
    if not style.paper:
        return lit
    return over(cast(lit, colour=stage.palette.dark, blur=11 / unit, dx=away * 6 / unit, dy=7 / unit, percent=46), lit)
