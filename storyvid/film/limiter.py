"""A look-ahead limiter: true peaks bent under a ceiling by a gain that moves slowly enough not to be heard."""

import cv2
import numpy as np

from storyvid.film.loudness import Weighting, gated, true_peaks
from storyvid.film.tape import Tape, stretches

_GRAIN = 48  # samples, a millisecond: how finely peaks and power are known
_LOOK_MS, _HOLD_MS = 8, 40
_LOOK = _GRAIN * _LOOK_MS  # half the smoothing window, in samples
_NEAR = _LOOK_MS + _HOLD_MS + 1  # grains on both sides whose peaks a moment is ready for
_REACH = _NEAR + _LOOK_MS + 1  # grains on both sides that the gain of a moment depends on
_STEP = 100  # grains in a step of the loudness
_AROUND = 32  # samples on both sides that a true peak depends on
_BLOCK = _GRAIN * 10_000


class Limiter:
    """A tape under a limiter: what it takes to know of the tape is found once, for every gain and ceiling."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        peaks, powers, weighting = [np.zeros(0, np.float32)], [np.zeros(0, np.float32)], Weighting()
        for start, end in stretches(tape.length, _BLOCK):
            heard = tape.read(start - _AROUND, end + _AROUND)
            peaks.append(_by_grain(true_peaks(heard)[_AROUND:-_AROUND]).max(axis=1))
            powers.append(_by_grain(weighting.power(heard[_AROUND:-_AROUND])).mean(axis=1))
        self._peaks, self._powers = np.concatenate(peaks), np.concatenate(powers)

    def limited(self, start: int, end: int, *, gain: float, ceiling: float) -> np.ndarray:
        """The stretch [start, end) of the tape, `gain` applied, its true peak at most about `ceiling`.

        Stretches put together are what the whole would be.
        """
        block = self._tape.read(start, end) * np.float32(gain)
        first, last = start // _GRAIN - _REACH, -(-end // _GRAIN) + _REACH
        lowest = self._lowest(first, last, gain=gain, ceiling=ceiling)
        if lowest.min() >= 1.0:
            return block
        # every point of the smoothing window has seen the peak, so their mean is low enough at the peak
        smooth = _smoothed(np.repeat(lowest, _GRAIN), _LOOK)
        return block * smooth[start - first * _GRAIN :][: len(block), None]

    def loudness(self, *, gain: float, ceiling: float) -> float:
        """The integrated loudness of the whole tape, limited: of each millisecond's power and gain."""
        smooth = _smoothed(self._lowest(0, len(self._peaks), gain=gain, ceiling=ceiling), _LOOK_MS)
        powers = self._powers * np.square(gain * smooth, dtype=float)
        steps = powers[: len(powers) // _STEP * _STEP].reshape(-1, _STEP).mean(axis=1)
        return gated(steps if len(steps) else powers)

    def _lowest(self, first: int, last: int, *, gain: float, ceiling: float) -> np.ndarray:
        """For the grains [first, last) the least gain that any grain near them needs."""
        inside = slice(max(first, 0), max(last, 0))
        peaks = np.zeros(last - first, np.float32)
        held = self._peaks[inside]
        peaks[inside.start - first :][: len(held)] = held
        wanted = np.minimum(1.0, ceiling / np.maximum(peaks * np.float32(gain), 1e-9)).astype(np.float32)
        around = np.ones((1, 2 * _NEAR + 1), np.uint8)
        return cv2.erode(wanted[None], around, borderType=cv2.BORDER_REPLICATE)[0]


def _by_grain(samples: np.ndarray) -> np.ndarray:
    return np.pad(samples, (0, -len(samples) % _GRAIN)).reshape(-1, _GRAIN)


def _smoothed(gains: np.ndarray, width: int) -> np.ndarray:
    """Two running means, one over the other."""
    for _ in range(2):
        gains = cv2.blur(gains[None], (width, 1), borderType=cv2.BORDER_REPLICATE)[0]
    return gains
