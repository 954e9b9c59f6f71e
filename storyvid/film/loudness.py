"""Loudness and true peak, measured block by block after ITU-R BS.1770-4.

pyloudnorm needs the whole film in double precision; this reads a film of any length in a few megabytes.  Both filters
are multiplications of spectra or rows of an image: scipy.signal takes longer to import than a film's sound to measure.
"""

from functools import cache

import cv2
import numpy as np

SILENT_LUFS = -70.0  # also the absolute gate of BS.1770
SILENT_DB = -120.0

# the two filters of BS.1770-4 annex 1, tables 1 and 2, for 48 kHz: b0 b1 b2, a0 a1 a2
_K_WEIGHTING = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)
_SPECTRUM = 65_536  # samples filtered at a time
_RINGS = 4096  # samples that the filters ring for: by then less than a millionth is left
_STEP = 4800  # samples: gating blocks of 400 ms begin every 100 ms
_STEPS = 4
_TAPS = 20  # on which a point between two samples depends, for four times oversampling
_RELATIVE_GATE = -10.0
_CONTEXT = 32  # samples on both sides that a point of the curve depends on


class Weighting:
    """The K-weighted power of the blocks it is given, in order: each (n, 2) at 48 kHz gives (n,), channels added."""

    def __init__(self) -> None:
        self._before = np.zeros(_RINGS, np.complex64)

    def power(self, block: np.ndarray) -> np.ndarray:
        # left and right as one complex signal: the filter is real, so it does not mix the two (overlap-save)
        both = np.ascontiguousarray(block, np.float32).view(np.complex64)[:, 0]
        heard = np.concatenate([self._before, both])
        self._before = heard[-_RINGS:]
        hop = _SPECTRUM - _RINGS
        parts = [_weighted_power(heard[at : at + _SPECTRUM]) for at in range(0, len(both), hop)]
        return np.concatenate([*parts, np.zeros(0, np.float32)])


class Meter:
    """Integrated loudness of the blocks it is given, in order: each (n, 2) at 48 kHz."""

    def __init__(self) -> None:
        self._weighting = Weighting()
        self._energies: list[np.ndarray] = []
        self._rest = np.zeros(0, np.float32)

    def add(self, block: np.ndarray) -> None:
        power = np.concatenate([self._rest, self._weighting.power(block)])
        whole = len(power) // _STEP * _STEP
        self._energies.append(power[:whole].reshape(-1, _STEP).mean(axis=1, dtype=float))
        self._rest = power[whole:]

    def integrated(self) -> float:
        """Gated loudness in LUFS; -70.0 for silence. Sound shorter than a gating block is measured whole."""
        steps = np.concatenate([*self._energies, np.zeros(0)])
        if len(steps) < _STEPS:
            total = steps.sum() * _STEP + self._rest.sum(dtype=float)
            length = len(steps) * _STEP + len(self._rest)
            return max(_lufs(total / length), SILENT_LUFS) if length else SILENT_LUFS
        return gated(steps)


def gated(steps: np.ndarray) -> float:
    """Integrated loudness in LUFS of steps of 100 ms, by their mean K-weighted power; -70.0 for silence.

    Fewer than a gating block has are measured whole.
    """
    if len(steps) < _STEPS:
        return max(_lufs(float(steps.mean())), SILENT_LUFS) if len(steps) else SILENT_LUFS
    blocks = np.convolve(steps, np.full(_STEPS, 1 / _STEPS), "valid")
    loud = blocks[blocks > _energy(SILENT_LUFS)]
    if not len(loud):
        return SILENT_LUFS
    kept = loud[loud > _energy(_lufs(loud.mean()) + _RELATIVE_GATE)]
    return _lufs(kept.mean())


class PeakMeter:
    """The true peak of the blocks it is given, in order; between blocks the curve goes on."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._before = np.zeros((2 * _CONTEXT, 2), np.float32)

    def add(self, block: np.ndarray) -> None:
        curve = np.concatenate([self._before, block])
        self._before = curve[-2 * _CONTEXT :]
        # a quieter block's curve cannot rise above what was found
        if np.abs(curve).max(initial=0.0) > 0.5 * self.peak:
            self.peak = max(self.peak, float(true_peaks(curve)[_CONTEXT:-_CONTEXT].max(initial=0.0)))


def true_peaks(block: np.ndarray) -> np.ndarray:
    """For each sample of (n, 2), the highest peak of the curve through the samples, on either side of it.

    Four times oversampled, as BS.1770-4 annex 2 asks.
    """
    rows = np.ascontiguousarray(block, np.float32).reshape(1, -1, 2)
    curve = np.abs(rows)
    for between in _between():
        curve = np.maximum(curve, np.abs(cv2.filter2D(rows, -1, between, borderType=cv2.BORDER_CONSTANT)))
    near = np.maximum(curve[0, :, 0], curve[0, :, 1])  # many times as fast as max(axis=1)
    return np.maximum(near, np.concatenate([near[:1], near[:-1]]))


def decibels(peak: float) -> float:
    """A peak in decibels of full scale; -120.0 for silence."""
    return max(20 * float(np.log10(max(peak, 1e-9))), SILENT_DB)


@cache
def _response() -> np.ndarray:
    """Both filters as what they do to each frequency of a spectrum."""
    late = np.exp(-2j * np.pi * np.arange(_SPECTRUM) / _SPECTRUM)
    first, second = (np.polyval(b[::-1], late) / np.polyval(a[::-1], late) for b, a in _K_WEIGHTING)
    return (first * second).astype(np.complex64)


def _weighted_power(heard: np.ndarray) -> np.ndarray:
    """The power of what comes after the first `_RINGS` samples of at most `_SPECTRUM`."""
    weighted = np.fft.ifft(np.fft.fft(heard, _SPECTRUM) * _response())[_RINGS : len(heard)]
    return weighted.real**2 + weighted.imag**2


@cache
def _between() -> tuple[np.ndarray, ...]:
    """Three filters for the points a quarter, a half and three quarters of the way from a sample to the next."""
    at = np.arange(_TAPS) - (_TAPS // 2 - 1)  # the samples before and after, by their distance in samples
    window = np.kaiser(4 * _TAPS + 1, 5.0)
    filters = []
    for quarter in (1, 2, 3):
        away = at - quarter / 4
        taps = np.sinc(away) * np.interp(away * 4, np.arange(-2 * _TAPS, 2 * _TAPS + 1), window)
        # an odd length, so that its middle is the sample itself
        filters.append(np.append(0.0, taps / taps.sum())[None].astype(np.float32))
    return tuple(filters)


def _lufs(energy: float) -> float:
    return -0.691 + 10 * float(np.log10(max(energy, 1e-12)))


def _energy(lufs: float) -> float:
    return 10 ** ((lufs + 0.691) / 10)
