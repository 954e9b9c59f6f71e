"""Finishes: what lies over the whole picture - paper grain, wash, gouache strokes, carved lines, wax.

A finish depends on a pixel's colour and its place on the picture only (the wobble of edges moves pixels by a field
that depends on the place), so finishing sheets one by one and stacking them gives the finished picture.
All take premultiplied RGBA and `origin`, the picture's place (x, y) of the array's first pixel.
"""

from functools import lru_cache

import cv2
import numpy as np

from storyvid.images.storyboard.manners import FinishName

TILE = 1024
REFERENCE = 1080  # short side, in pixels, for which the textures are made


def finished(
    rgba: np.ndarray,
    finish: FinishName,
    *,
    short: int,
    size: tuple[int, int],
    origin: tuple[int, int] = (0, 0),
    dark: tuple[float, float] = (0.0, 0.0),
    paper_edge: bool = False,
) -> np.ndarray:
    """The sheet with its finish; `short` is the shorter side of the picture, `size` its width and height in pixels.

    `dark` is how much the corners and the foot darken, 0 to 1.
    """
    done = _textured(rgba, finish, short / REFERENCE, origin)
    if paper_edge:
        return _on_paper(done, size, origin)
    if not any(dark):
        return done
    return _capped(cv2.multiply(done, _shade(*rgba.shape[:2], size, origin, *dark), scale=1 / 255), rgba)


def _on_paper(rgba: np.ndarray, size: tuple[int, int], origin: tuple[int, int]) -> np.ndarray:
    """The picture runs out unevenly into bare paper at its edges."""
    bare = _bare(*rgba.shape[:2], size, origin)
    paper = cv2.multiply(cv2.merge([rgba[:, :, 3]] * 4), np.full_like(rgba, (250, 245, 232, 255)), scale=1 / 255)
    kept = cv2.multiply(rgba, cv2.bitwise_not(bare), scale=1 / 255)
    return _capped(cv2.add(kept, cv2.multiply(paper, bare, scale=1 / 255)), rgba)


@lru_cache(maxsize=6)
def _bare(height: int, width: int, size: tuple[int, int], origin: tuple[int, int]) -> np.ndarray:
    """255 where the paper is bare: an uneven border about a thirtieth of the shorter side wide."""
    short = min(size)
    scale = short / REFERENCE
    edge = short * 0.03 + short * 0.007 * _laid(_noise(21, 70), height, width, scale, origin)
    edge += short * 0.003 * _laid(_noise(22, 9), height, width, scale, origin)
    xs, ys = np.arange(width, dtype=np.float32) + origin[0], np.arange(height, dtype=np.float32) + origin[1]
    inside = np.minimum(np.minimum(xs, size[0] - xs)[None, :], np.minimum(ys, size[1] - ys)[:, None])
    bare = np.clip((edge - inside) / max(short * 0.004, 1.0) + 0.5, 0, 1) * 255
    return cv2.merge([bare.astype(np.uint8)] * 4)


@lru_cache(maxsize=6)
def _shade(
    height: int, width: int, size: tuple[int, int], origin: tuple[int, int], corners: float, foot: float
) -> np.ndarray:
    """255 in the middle, falling off towards the picture's corners and its foot."""
    xs = (np.arange(width, dtype=np.float32) + origin[0]) / size[0] * 2 - 1
    ys = (np.arange(height, dtype=np.float32) + origin[1]) / size[1] * 2 - 0.92
    away = np.sqrt((xs[None, :] * 0.92) ** 2 + (ys[:, None] * 0.9) ** 2)
    fall = corners * np.clip((away - 0.55) / 0.8, 0, 1) ** 1.4
    fall = 1 - (1 - fall) * (1 - foot * np.clip((ys[:, None] - 0.56) / 0.5, 0, 1) ** 1.3)
    channels = [255 * (1 - fall * share) for share in (1.0, 0.95, 0.82)]  # shade is cooler than light
    return cv2.merge(
        [*(np.clip(each, 0, 255).astype(np.uint8) for each in channels), np.full((height, width), 255, np.uint8)]
    )


def _textured(rgba: np.ndarray, finish: FinishName, scale: float, origin: tuple[int, int]) -> np.ndarray:
    match finish:
        case "paper":
            return _toned(rgba, "fibre", scale, origin)
        case "wash":
            return _toned(_pooled(_wobbled(rgba, 3.4, 40, scale, origin)), "granules", scale, origin)
        case "gouache":
            return _toned(_wobbled(rgba, 1.6, 14, scale, origin), "strokes", scale, origin)
        case "print":
            return _carved(_wobbled(rgba, 1.5, 9, scale, origin), scale, origin)
        case "wax":
            return _waxed(_wobbled(rgba, 4.2, 20, scale, origin), scale, origin)
        case "smoke":
            return _toned(rgba, "dust", scale, origin)
        case _:
            return rgba


def _toned(rgba: np.ndarray, texture: str, scale: float, origin: tuple[int, int]) -> np.ndarray:
    """Colour times a texture around one; alpha stays."""
    return _capped(cv2.multiply(rgba, _field(texture, *rgba.shape[:2], scale, origin), scale=1 / 128), rgba)


def _pooled(rgba: np.ndarray) -> np.ndarray:
    """Pigment gathers at the edges of a wash, and the paper lightens its middle."""
    height, width = rgba.shape[:2]
    small = cv2.resize(rgba, (max(width // 4, 1), max(height // 4, 1)), interpolation=cv2.INTER_AREA)
    soft = cv2.resize(cv2.GaussianBlur(small, (0, 0), 2.2), (width, height), interpolation=cv2.INTER_LINEAR)
    alpha = rgba[:, :, 3]
    if alpha.min() < 255:  # what is bare beside the sheet is not dark
        even = cv2.divide(
            cv2.merge([alpha] * 4), cv2.max(cv2.merge([soft[:, :, 3]] * 4), np.ones_like(rgba)), scale=128
        )
        soft = cv2.multiply(soft, even, scale=1 / 128)
    return _capped(cv2.addWeighted(rgba, 1.28, soft, -0.28, 3), rgba)


def _carved(rgba: np.ndarray, scale: float, origin: tuple[int, int]) -> np.ndarray:
    """Dark lines, thicker where the tone is darker, as a knife leaves them in the block."""
    grey = cv2.cvtColor(rgba[:, :, :3], cv2.COLOR_RGB2GRAY)
    lines = _field("lines", *rgba.shape[:2], scale, origin)[:, :, 0]
    # tone 21 is nearly all ink, tone 87 is clean
    level = cv2.addWeighted(grey, 1.6, lines, -0.82, 62)
    clean = cv2.convertScaleAbs(cv2.subtract(level, np.full_like(level, 96)), alpha=5.0)
    clean = cv2.max(clean, np.full_like(clean, 60))
    return _capped(
        cv2.multiply(
            _toned(rgba, "block", scale, origin),
            cv2.merge([clean, clean, clean, np.full_like(clean, 255)]),
            scale=1 / 255,
        ),
        rgba,
    )


def _waxed(rgba: np.ndarray, scale: float, origin: tuple[int, int]) -> np.ndarray:
    """Wax catches on the paper's teeth: cream shows through in slanting strokes."""
    bare = _field("wax", *rgba.shape[:2], scale, origin)
    alpha = cv2.merge([rgba[:, :, 3]] * 4)
    paper = cv2.multiply(alpha, np.full_like(rgba, (250, 243, 226, 255)), scale=1 / 255)
    kept = cv2.multiply(rgba, cv2.bitwise_not(bare), scale=1 / 255)
    return _capped(cv2.add(kept, cv2.multiply(paper, bare, scale=1 / 255)), rgba)


def _capped(out: np.ndarray, rgba: np.ndarray) -> np.ndarray:
    alpha = rgba[:, :, 3]
    if alpha.min() < 255:
        out = cv2.min(out, cv2.merge([alpha] * 4))
    out[:, :, 3] = alpha
    return out


def _wobbled(rgba: np.ndarray, reach: float, grain: int, scale: float, origin: tuple[int, int]) -> np.ndarray:
    """Every edge moved by up to about `reach` pixels of a full-size picture."""
    xs, ys = _wobble(reach, grain, *rgba.shape[:2], round(scale, 4), origin)
    return cv2.remap(rgba, xs, ys, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


@lru_cache(maxsize=6)
def _wobble(reach: float, grain: int, height: int, width: int, scale: float, origin: tuple[int, int]):
    along, down = (_laid(_noise(seed, grain), height, width, scale, origin) for seed in (11, 12))
    xs, ys = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return cv2.convertMaps(xs + along * (reach * scale), ys + down * (reach * scale), cv2.CV_16SC2)


@lru_cache(maxsize=8)
def _field(texture: str, height: int, width: int, scale: float, origin: tuple[int, int]) -> np.ndarray:
    """A texture laid over the picture, four channels of uint8."""
    laid = np.clip(_laid(_texture(texture), height, width, scale, origin), 0, 255).astype(np.uint8)
    return cv2.merge([laid] * 4)


@lru_cache(maxsize=8)
def _texture(name: str) -> np.ndarray:
    """A tile of float32 that repeats without a seam; 128 leaves a colour as it is, or 0..255 for masks."""
    fine, mid, wide = _noise(1, 1), _noise(2, 5), _noise(3, 60)
    match name:
        case "fibre":
            emboss = np.roll(mid, 2, axis=0) - np.roll(mid, -2, axis=1)
            return 128 + 3.4 * fine + 2.6 * emboss + 0.8 * wide
        case "granules":
            return 130 + 2.6 * fine - 2.0 * np.abs(mid) + 4.2 * _noise(3, 190) + 1.6 * _noise(4, 26)
        case "strokes":
            return 128 + 2.7 * _streaks(5, 37, 2) + 1.8 * _streaks(6, 23, 1) + 0.9 * fine + 1.6 * wide
        case "block":
            return 128 + 2.5 * fine + 3.0 * _streaks(7, 61, 0)
        case "lines":
            return _lines()
        case "wax":
            tooth = 0.9 * _streaks(8, 31, 2) + 0.8 * fine + 0.5 * mid
            return np.clip((tooth - 0.55) * 70, 0, 120).astype(np.float32)
        case _:
            return 128 + 3.0 * fine + 3.0 * wide


def _lines() -> np.ndarray:
    """Parallel grooves that sway a little, 0 between them and 128 in their middle."""
    y = np.arange(TILE, dtype=np.float32)[:, None] + 7.0 * _noise(9, 110) + 0.9 * _noise(10, 7)
    period = TILE / 100
    return (64 + 64 * np.cos(2 * np.pi * y / period)).astype(np.float32)


def _noise(seed: int, grain: int) -> np.ndarray:
    """Seamless noise of standard deviation one whose spots are `grain` pixels wide."""
    white = np.random.RandomState(seed).standard_normal((TILE, TILE)).astype(np.float32)  # noqa: NPY002
    return _evened(white, (grain, grain))


def _streaks(seed: int, length: int, slant: int) -> np.ndarray:
    """Seamless noise drawn out into strokes; `slant` rows down per column, in quarters."""
    white = np.random.RandomState(seed).standard_normal((TILE, TILE)).astype(np.float32)  # noqa: NPY002
    drawn = _evened(white, (length, 2))
    if not slant:
        return drawn
    for column in range(TILE):  # a slant of whole turns keeps the tile seamless
        drawn[:, column] = np.roll(drawn[:, column], column * slant // 2)
    return drawn


def _evened(white: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    if max(size) <= 1:
        return white
    pad = max(size) * 2
    wrapped = cv2.copyMakeBorder(white, pad, pad, pad, pad, cv2.BORDER_WRAP)
    soft = cv2.GaussianBlur(wrapped, (0, 0), sigmaX=size[0] / 2, sigmaY=size[1] / 2)[pad:-pad, pad:-pad]
    return (soft - soft.mean()) / soft.std()


def _laid(tile: np.ndarray, height: int, width: int, scale: float, origin: tuple[int, int]) -> np.ndarray:
    """The tile repeated over (height, width), scaled with the picture and held to the picture's own corner."""
    size = max(round(TILE * scale), 16)
    if size != TILE:
        tile = cv2.resize(tile, (size, size), interpolation=cv2.INTER_AREA if size < TILE else cv2.INTER_LINEAR)
    rows, columns = (np.arange(height) + origin[1]) % size, (np.arange(width) + origin[0]) % size
    return tile[rows][:, columns]
