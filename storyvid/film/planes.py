"""Planes: a frame as the encoder takes it, Y at full and U, V at half size, BT.709 in limited range."""

from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np

BLACK, WHITE, NEUTRAL = 16, 235, 128

# ITU-R BT.709-6, items 3.2 to 3.4, for 8 bits: R'G'B' 0..255 to Y' 16..235 and C 16..240
_LUMA = np.array([0.2126, 0.7152, 0.0722])
_TO_Y = np.array([[*(_LUMA * 219 / 255), 16.0]])
_TO_U = np.array([[*((np.array([0, 0, 1]) - _LUMA) / 1.8556 * 224 / 255), 128.0]])
_TO_V = np.array([[*((np.array([1, 0, 0]) - _LUMA) / 1.5748 * 224 / 255), 128.0]])
_TO_YUV = np.vstack([_TO_Y, _TO_U, _TO_V])

# of R'G'B'A multiplied by alpha: no offset is left over where nothing is
_TO_Y_OVER, _TO_U_OVER, _TO_V_OVER = (np.array([[*row[0, :3], row[0, 3] / 255]]) for row in (_TO_Y, _TO_U, _TO_V))


@dataclass(frozen=True)
class Planes:
    """`y` of shape (height, width), `u` and `v` of half of both; uint8; rows may be padded (views)."""

    y: np.ndarray
    u: np.ndarray
    v: np.ndarray

    @property
    def width(self) -> int:
        return self.y.shape[1]

    @property
    def height(self) -> int:
        return self.y.shape[0]

    def __iter__(self):
        return iter((self.y, self.u, self.v))

    def __getitem__(self, number: int) -> np.ndarray:
        return (self.y, self.u, self.v)[number]

    def box(self, left: int, top: int, right: int, bottom: int) -> "Planes":
        """The part [left, right) x [top, bottom) as views; all four must be even."""
        half = np.s_[top // 2 : bottom // 2, left // 2 : right // 2]
        return Planes(self.y[top:bottom, left:right], self.u[half], self.v[half])


class FrameSource(Protocol):
    """Frames by number. `draw` fills the planes of one frame; they may be views into the encoder's memory."""

    width: int
    height: int
    frames: int

    def draw(self, index: int, out: Planes) -> None: ...


def blank(width: int, height: int, *, luma: int = BLACK) -> Planes:
    """A grey frame of its own memory; `luma` from BLACK to WHITE."""
    half = (height // 2, width // 2)
    return Planes(
        np.full((height, width), luma, np.uint8), np.full(half, NEUTRAL, np.uint8), np.full(half, NEUTRAL, np.uint8)
    )


def from_rgb(rgb: np.ndarray) -> Planes:
    """The planes of an RGB picture, uint8 (height, width, 3), both even; chroma in the middle of its four pixels."""
    height, width = rgb.shape[:2]
    half = cv2.resize(rgb, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    return Planes(cv2.transform(rgb, _TO_Y), cv2.transform(half, _TO_U), cv2.transform(half, _TO_V))


def premultiplied(colours: np.ndarray) -> tuple[Planes, Planes]:
    """The planes of RGBA already multiplied by alpha, and their veils, 255 - alpha.

    `planes + frame * veils / 255` lays the colours over a frame (Porter and Duff, 1984, "over").
    """
    height, width = colours.shape[:2]
    half = cv2.resize(colours, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    planes = Planes(
        cv2.transform(colours, _TO_Y_OVER), cv2.transform(half, _TO_U_OVER), cv2.transform(half, _TO_V_OVER)
    )
    veil = 255 - half[..., 3]
    return planes, Planes(255 - colours[..., 3], veil, veil)


def to_rgb(planes: Planes) -> np.ndarray:
    """The RGB picture of planes whose chroma lies level with the left pixels, uint8 (height, width, 3)."""
    size = (planes.width, planes.height)
    # columns 2i + 0.5 and rows 2j + 1, pixel edges counted, hold the chroma of (i, j)
    up = np.array([[0.5, 0.0, 0.0], [0.0, 0.5, -0.25]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    u, v = (cv2.warpAffine(c, up, size, flags=flags, borderMode=cv2.BORDER_REPLICATE) for c in (planes.u, planes.v))
    return cv2.transform(cv2.merge([planes.y, u, v]), _FROM_YUV)


def _inverse() -> np.ndarray:
    matrix = np.linalg.inv(_TO_YUV[:, :3])
    return np.hstack([matrix, -matrix @ _TO_YUV[:, 3:]])


_FROM_YUV = _inverse()
