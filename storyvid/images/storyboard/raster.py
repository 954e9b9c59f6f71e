"""Rasterising: SVG to arrays of pixels by resvg, and laying one over another."""

from functools import lru_cache
from math import ceil

import cv2
import numpy as np
from resvg_py import svg_to_bytes

PROBE = 8  # pixels of the picture for one of the probe


def rasterised(elements: list[str], *, box: tuple[float, float, float, float], width: int, height: int) -> np.ndarray:
    """Premultiplied RGBA, uint8 (height, width, 4), of SVG elements seen through `box` (left, top, width, height).

    resvg keeps the picture's proportions, so a box that is not quite those of the pixels is stretched by the view box.
    """
    left, top, wide, tall = box
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" preserveAspectRatio="none" '
        f'viewBox="{left:.3f} {top:.3f} {wide:.3f} {tall:.3f}">{"".join(elements)}</svg>'
    )
    png = bytes(svg_to_bytes(svg_string=svg, skip_system_fonts=True))
    decoded = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)
    assert decoded is not None  # resvg writes whole PNGs
    if decoded.shape[2] == 3:
        return cv2.cvtColor(decoded, cv2.COLOR_BGR2RGBA)
    return premultiplied(cv2.cvtColor(decoded, cv2.COLOR_BGRA2RGBA))


def rasterised_sparsely(
    elements: list[str], *, box: tuple[float, float, float, float], width: int, height: int
) -> np.ndarray:
    """The same pixels as `rasterised`, made faster where much is empty: a small probe finds the bands to draw."""
    whole = np.zeros((height, width, 4), np.uint8)
    if not elements:
        return whole
    if min(width, height) < PROBE * 16:
        return rasterised(elements, box=box, width=width, height=height)
    left, top, wide, tall = box
    rows, columns = ceil(height / PROBE), ceil(width / PROBE)
    reach = (left, top, wide * columns * PROBE / width, tall * rows * PROBE / height)
    found = cv2.dilate(rasterised(elements, box=reach, width=columns, height=rows)[:, :, 3], np.ones((3, 3), np.uint8))
    for first, last in _bands_of(found.max(axis=1)):
        across = np.flatnonzero(found[first:last].max(axis=0))
        x, x2 = int(across[0]) * PROBE, min((int(across[-1]) + 1) * PROBE, width)
        y, y2 = first * PROBE, min(last * PROBE, height)
        part = (left + wide * x / width, top + tall * y / height, wide * (x2 - x) / width, tall * (y2 - y) / height)
        whole[y:y2, x:x2] = rasterised(elements, box=part, width=x2 - x, height=y2 - y)
    return whole


def _bands_of(filled: np.ndarray) -> list[tuple[int, int]]:
    """Runs of filled rows, half-open; gaps of less than a tenth of all rows are not worth a cut."""
    rows = np.flatnonzero(filled)
    if not rows.size:
        return []
    cuts = np.flatnonzero(np.diff(rows) > len(filled) / 10)
    starts, ends = np.r_[rows[0], rows[cuts + 1]], np.r_[rows[cuts], rows[-1]]
    return [(int(start), int(end) + 1) for start, end in zip(starts, ends, strict=True)]


def premultiplied(rgba: np.ndarray) -> np.ndarray:
    """Straight alpha to premultiplied."""
    return cv2.cvtColor(rgba, cv2.COLOR_RGBA2mRGBA)


def straight(rgba: np.ndarray) -> np.ndarray:
    """Premultiplied alpha to straight."""
    return cv2.cvtColor(rgba, cv2.COLOR_mRGBA2RGBA)


def over(below: np.ndarray, above: np.ndarray) -> np.ndarray:
    """`above` laid on `below`, both premultiplied RGBA, touching only the rows where there is something."""
    rows = np.flatnonzero(above[:, :, 3].max(axis=1))
    if not rows.size:
        return below
    band = slice(int(rows[0]), int(rows[-1]) + 1)
    clear = cv2.bitwise_not(cv2.merge([above[band, :, 3]] * 4))
    out = below.copy()
    out[band] = cv2.add(above[band], cv2.multiply(below[band], clear, scale=1 / 255))
    return out


def rimmed(rgba: np.ndarray, *, colour: str, dx: float, dy: float, percent: int) -> np.ndarray:
    """Light on the edges that look to (-dx, -dy): the sheet minus itself shifted, tinted; premultiplied RGBA."""
    if not percent:
        return rgba
    shape, alpha = rgba.shape[:2], rgba[:, :, 3]
    matrix = np.array([[1, 0, dx], [0, 1, dy]], np.float32)
    moved = cv2.warpAffine(alpha, matrix, (shape[1], shape[0]), flags=cv2.INTER_LINEAR)
    edge = cv2.blur(cv2.subtract(alpha, moved), (3, 3))
    edge = cv2.multiply(edge, alpha, scale=percent / 100 / 255)
    light = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    edge4 = cv2.merge([edge] * 4)
    lit = cv2.multiply(edge4, np.full_like(edge4, (*light, 255)), scale=1 / 255)
    out = cv2.add(cv2.multiply(rgba, cv2.bitwise_not(edge4), scale=1 / 255), lit)
    out[:, :, 3] = alpha
    return cv2.min(out, cv2.merge([alpha] * 4))


def cast(rgba: np.ndarray, *, colour: str, blur: float, dx: float, dy: float, percent: int) -> np.ndarray:
    """The soft shadow a sheet throws on what is behind it; made at a quarter of the size. Premultiplied RGBA."""
    height, width = rgba.shape[:2]
    small = cv2.resize(rgba[:, :, 3], (ceil(width / 4), ceil(height / 4)), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), max(blur / 4, 0.6))
    matrix = np.array([[1, 0, dx / 4], [0, 1, dy / 4]], np.float32)
    moved = cv2.warpAffine(soft, matrix, (soft.shape[1], soft.shape[0]))
    shade = cv2.resize(moved, (width, height), interpolation=cv2.INTER_LINEAR)
    shade4 = cv2.merge([shade] * 4)
    dark = [int(colour[at : at + 2], 16) * percent / 100 for at in (1, 3, 5)]
    return cv2.multiply(
        shade4, np.full_like(shade4, [round(each) for each in (*dark, 255 * percent / 100)]), scale=1 / 255
    )


def backdrop(
    colours: tuple[str, ...],
    halos: list[tuple[float, float, float, str, float]],
    *,
    span: tuple[float, float],
    box: tuple[float, float, float, float],
    width: int,
    height: int,
    banded: bool = False,
) -> np.ndarray:
    """What is behind everything: colours from y to y of `span`, with halos (x, y, radius, colour, strength).

    Made at an eighth of the size, as there is nothing sharp in it, with a grain below one level against bands.
    """
    left, top, wide, tall = box
    if banded:
        return _bands(colours, span, top, tall, width, height)
    rows, columns = max(height // 8, 2), max(width // 8, 2)
    ys = top + tall * (np.arange(rows, dtype=np.float32) + 0.5) / rows
    xs = left + wide * (np.arange(columns, dtype=np.float32) + 0.5) / columns
    stops = np.linspace(span[0], span[1], len(colours))
    channels = [np.interp(ys, stops, [int(colour[at : at + 2], 16) for colour in colours]) for at in (1, 3, 5)]
    small = np.repeat(np.stack(channels, axis=-1)[:, None, :], columns, axis=1).astype(np.float32)
    for x, y, radius, colour, strength in halos:
        away = np.sqrt((xs[None, :] - x) ** 2 + (ys[:, None] - y) ** 2) / radius
        share = (strength * np.clip(1 - away, 0, 1) ** 2)[:, :, None]
        small += (np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.float32) - small) * share
    large = cv2.add(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), _dither(width, height))
    return cv2.cvtColor(cv2.convertScaleAbs(large), cv2.COLOR_RGB2RGBA)


@lru_cache(maxsize=4)
def _dither(width: int, height: int) -> np.ndarray:
    """Half a level up or down in a pattern too fine to see, so that wide gradients show no bands."""
    pattern = ((np.arange(width) * 7 + np.arange(height)[:, None] * 13) % 8 / 8 - 0.5).astype(np.float32)
    return cv2.merge([pattern] * 3)


def _bands(
    colours: tuple[str, ...], span: tuple[float, float], top: float, tall: float, width: int, height: int
) -> np.ndarray:
    """The same colours in seven bands with hard edges, and no halos."""
    ys = top + tall * (np.arange(height) + 0.5) / height
    share = np.clip((ys - span[0]) / (span[1] - span[0]), 0, 0.999)
    steps = (np.floor(share * 7) + 0.5) / 7
    stops = np.linspace(0, 1, len(colours))
    channels = [np.interp(steps, stops, [int(colour[at : at + 2], 16) for colour in colours]) for at in (1, 3, 5)]
    column = np.stack([*channels, np.full(height, 255.0)], axis=-1).round().astype(np.uint8)
    return np.repeat(column[:, None, :], width, axis=1)
