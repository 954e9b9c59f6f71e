"""A look-ahead limiter: true peaks bent under a ceiling by a gain that moves slowly enough not to be heard."""

import numpy as np
from scipy.ndimage import minimum_filter1d, uniform_filter1d

from storyvid.film.loudness import true_peaks
from storyvid.film.tape import Tape

_LOOK_MS, _HOLD_MS = 8, 40
_LOOK = 48 * _LOOK_MS  # half the smoothing window, in samples
_HOLD = 48 * _HOLD_MS
MARGIN = 2 * (_LOOK + _HOLD) + 64
_CHUNK = 4096
_OVERSHOOT = 0.6  # between samples a curve rises by less than 1 / this


def limited(tape: Tape, start: int, end: int, *, gain: float, ceiling: float) -> np.ndarray:
    """The stretch [start, end) of a tape, `gain` applied, its true peak at most about `ceiling`.

    It reads a margin on both sides, so that stretches put together are what the whole would be.
    """
    block = tape.read(start - MARGIN, end + MARGIN) * np.float32(gain)
    wanted = _wanted_gain(block, ceiling)
    if wanted.min() >= 1.0:
        return block[MARGIN:-MARGIN]
    # every point of the smoothing window has seen the peak, so their mean is low enough at the peak
    lowest = minimum_filter1d(wanted, 2 * (_LOOK + _HOLD) + 1, mode="nearest")
    smooth = uniform_filter1d(uniform_filter1d(lowest, _LOOK), _LOOK)
    return (block * smooth[:, None].astype(np.float32))[MARGIN:-MARGIN]


def _wanted_gain(block: np.ndarray, ceiling: float) -> np.ndarray:
    """The gain each sample needs; chunks that are far from the ceiling are not oversampled."""
    wanted = np.ones(len(block))
    for first in range(0, len(block), _CHUNK):
        near = block[max(0, first - 32) : first + _CHUNK + 32]
        if np.abs(near).max() <= ceiling * _OVERSHOOT:
            continue
        peaks = true_peaks(near)[first - max(0, first - 32) :][: len(wanted[first : first + _CHUNK])]
        wanted[first : first + _CHUNK] = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    return wanted
