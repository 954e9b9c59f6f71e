"""Lights in the picture: lanterns, candles, fires and stars that warm what is round them."""

import cv2
import numpy as np

from storyvid.images.storyboard.stage import Lamp, Stage

WARM = (255, 190, 105)
# How much of a lamp's light is seen; by day none is.
DARKNESS = {"night": 1.0, "dusk": 0.55, "dawn": 0.0, "day": 0.0}


def shine(stage: Stage, x: float, y: float, *, reach: float) -> None:
    """A light at a place of the picture, felt as far as `reach`; where it is bright day nothing is added."""
    dark = max(DARKNESS[stage.vision.time], 0.75 if stage.vision.indoor else 0.0)
    if not dark:
        return
    bright = 1.7 if stage.vision.bright else 1.0
    reach = min(reach * bright, stage.height * 0.6)
    stage.lamps.append(Lamp(x, y, reach, min(dark * bright, 1.2)))
    stage.glow("ground", x, y, reach, "#ffb45c", strength=min(0.6 * dark * bright, 0.86))
    stage.glow("ground", x, y, reach * 0.4, "#ffe2a0", strength=min(0.75 * dark, 0.85))


def lit(stage: Stage, rgba: np.ndarray, *, box: tuple[float, float, float, float]) -> np.ndarray:
    """The sheet with the lamps' warm light on what is near them; premultiplied RGBA, seen through `box`."""
    if not stage.lamps or stage.banded or stage.ink.manner.silhouette:
        return rgba
    height, width = rgba.shape[:2]
    left, top, wide, tall = box
    rows, columns = max(height // 8, 2), max(width // 8, 2)
    ys = top + tall * (np.arange(rows, dtype=np.float32) + 0.5) / rows
    xs = left + wide * (np.arange(columns, dtype=np.float32) + 0.5) / columns
    falling = np.zeros((rows, columns), np.float32)
    for lamp in stage.lamps:
        away = np.sqrt((xs[None, :] - lamp.x) ** 2 + (ys[:, None] - lamp.y) ** 2) / lamp.reach
        falling += lamp.strength * np.clip(1 - away, 0, 1) ** 2
    falling = np.clip(falling * 0.5, 0, 0.5)
    share = cv2.resize((falling * 255).astype(np.uint8), (width, height), interpolation=cv2.INTER_LINEAR)
    band = _rows(share, rgba)
    if band is None:
        return rgba
    return _warmed(rgba, share, band)


def _rows(share: np.ndarray, rgba: np.ndarray) -> slice | None:
    found = np.flatnonzero((share.max(axis=1) > 0) & (rgba[:, :, 3].max(axis=1) > 0))
    return slice(int(found[0]), int(found[-1]) + 1) if found.size else None


def _warmed(rgba: np.ndarray, share: np.ndarray, band: slice) -> np.ndarray:
    """Colours are screened with the lamp's: what is dark warms, what is light hardly changes."""
    part, alpha = rgba[band], rgba[band, :, 3]
    light = cv2.multiply(alpha, share[band], scale=1 / 255)
    # light falls on colour: half of what comes back is the thing's own
    own = cv2.multiply(part, cv2.merge([light] * 4), scale=0.85 / 255)
    warm = cv2.merge([cv2.convertScaleAbs(light, alpha=each / 255 * 0.3) for each in WARM] + [light])
    out = cv2.min(cv2.add(cv2.add(part, own), warm), cv2.merge([alpha] * 4))
    out[:, :, 3] = alpha
    whole = rgba.copy()
    whole[band] = out
    return whole
