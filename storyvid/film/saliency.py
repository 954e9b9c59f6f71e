"""Saliency: where in a picture the eye goes first, found without any trained weights.

Two maps that complete one another, each normalised:
- the spectral residual: what stands out of the smooth log spectrum that all pictures have in common
  (Hou and Zhang, "Saliency Detection: A Spectral Residual Approach", CVPR 2007), over each channel of Lab;
- colour contrast: how far a pixel's colour lies from the picture's mean, after a small blur
  (Achanta, Hemami, Estrada, Süsstrunk, "Frequency-tuned Salient Region Detection", CVPR 2009).
Skin is a subject more often than not; painters rarely put one at the rim, and a sun in the sky is none: both
weigh in.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from PIL import Image

SIDE = 96  # pixels of the longer side that are looked at
_RIM = 0.5  # what is left of the weight in a corner
_SKIN = 0.5  # what skin adds to a weight of 1
_CLEAR = 4.0  # how many times denser the subject must be than the rest to count as clear


@dataclass(frozen=True)
class Subject:
    """What the picture is of, in shares (0.0 to 1.0) of its width and height from the left top corner.

    (`x`, `y`) is its middle, [`left`, `right`) x [`top`, `bottom`) holds it.  Where nothing is `clear`, it is the
    middle of all that draws the eye.
    """

    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float
    clear: bool


MIDDLE = Subject(0.5, 0.5, 0.25, 0.25, 0.75, 0.75, clear=False)


def subject_of(picture: Image.Image) -> Subject:
    """The subject of an RGB picture."""
    return subject_in(weights_of(picture))


def weights_of(picture: Image.Image) -> np.ndarray:
    """How much each place of an RGB picture counts as what it is of: (height, width) float32, small."""
    return saliency(picture) ** 2  # peaks count more than wide stretches that differ a little


def subject_in(weights: np.ndarray) -> Subject:
    """The subject by what each place of its picture counts."""
    total = float(weights.sum())
    if total <= 0:
        return MIDDLE
    height, width = weights.shape
    threshold = float(weights.mean() + weights.std())
    held = _densest(np.where(weights >= threshold, weights, 0.0).astype(np.float32))
    mass = float(held.sum())
    if mass <= 0:
        return MIDDLE
    left, right = _span(held.sum(axis=0))
    top, bottom = _span(held.sum(axis=1))
    area = max((right - left) * (bottom - top), 1.0)
    density = mass / area / (total / (width * height))
    if density < _CLEAR or area > 0.5 * width * height:
        x, y = _middle(weights)
        return replace(MIDDLE, x=x, y=y)
    x, y = _middle(held)
    return Subject(x, y, left / width, top / height, right / width, bottom / height, clear=True)


def saliency(picture: Image.Image) -> np.ndarray:
    """How much each place draws the eye: (height, width) float32, 0 and more, at most `SIDE` pixels long."""
    share = SIDE / max(picture.size)
    size = (max(8, round(picture.width * share)), max(8, round(picture.height * share)))
    small = np.asarray(picture.convert("RGB").resize(size, Image.Resampling.BOX, reducing_gap=2.0))
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    seen = _normal(_residual(lab)) + _normal(_contrast(lab))
    return np.asarray(seen * _rim(*size) * (1 + _SKIN * _skin(small)), np.float32)


def _residual(lab: np.ndarray) -> np.ndarray:
    found = np.zeros(lab.shape[:2], np.float32)
    for channel in cv2.split(lab):
        spectrum = np.fft.fft2(channel)
        log_size = np.log(np.abs(spectrum) + 1e-6).astype(np.float32)
        residual = log_size - cv2.blur(log_size, (3, 3))
        found += (np.abs(np.fft.ifft2(np.exp(residual + 1j * np.angle(spectrum)))) ** 2).astype(np.float32)
    return cv2.GaussianBlur(found, (0, 0), SIDE / 26)


def _contrast(lab: np.ndarray) -> np.ndarray:
    blurred = cv2.GaussianBlur(lab, (0, 0), 1.2)
    return cv2.GaussianBlur(np.linalg.norm(blurred - lab.mean(axis=(0, 1)), axis=2), (0, 0), SIDE / 40)


def _skin(rgb: np.ndarray) -> np.ndarray:
    # the oval of skin of every tone in Cr and Cb (Hsu, Abdel-Mottaleb, Jain, "Face detection in color images", 2002)
    _, cr, cb = cv2.split(cv2.cvtColor(rgb, cv2.COLOR_RGB2YCrCb).astype(np.float32))
    near = np.exp(-(((cr - 152) / 12) ** 2 + ((cb - 108) / 13) ** 2))
    return cv2.GaussianBlur(near, (0, 0), SIDE / 40)


def _rim(width: int, height: int) -> np.ndarray:
    x, y = np.linspace(-1, 1, width), np.linspace(-1.2, 0.8, height)  # a little below the middle counts most
    away = (x[None, :] ** 2 + y[:, None] ** 2) / 2
    return 1 - (1 - _RIM) * away


def _normal(weights: np.ndarray) -> np.ndarray:
    low, high = float(weights.min()), float(weights.max())
    return (weights - low) / (high - low) if high - low > 1e-6 else np.zeros_like(weights)


def _densest(weights: np.ndarray) -> np.ndarray:
    """The weights of the connected part that holds most, and of those that hold half as much or more."""
    count, labels = cv2.connectedComponents((weights > 0).astype(np.uint8))
    sums = np.bincount(labels.ravel(), weights=weights.ravel(), minlength=count)
    sums[0] = 0
    return np.where(np.isin(labels, np.flatnonzero(sums >= 0.5 * sums.max())) & (labels > 0), weights, 0.0)


def _middle(weights: np.ndarray) -> tuple[float, float]:
    height, width = weights.shape
    total = float(weights.sum())
    x = float((weights.sum(axis=0) * (np.arange(width) + 0.5)).sum()) / total / width
    return x, float((weights.sum(axis=1) * (np.arange(height) + 0.5)).sum()) / total / height


def _span(sums: np.ndarray) -> tuple[float, float]:
    """Where the middle nine tenths of the weight lie."""
    share = np.cumsum(sums) / sums.sum()
    return float(np.searchsorted(share, 0.05)), float(np.searchsorted(share, 0.95) + 1)
