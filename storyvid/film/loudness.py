"""Loudness and true peak, measured block by block after ITU-R BS.1770-4.

pyloudnorm needs the whole film in double precision; this reads a film of any length in a few megabytes.
"""

import numpy as np
from scipy.signal import firwin, resample_poly, sosfilt

SILENT_LUFS = -70.0  # also the absolute gate of BS.1770
SILENT_DB = -120.0

# the two filters of BS.1770-4 annex 1, tables 1 and 2, for 48 kHz
_K_WEIGHTING = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)
_STEP = 4800  # samples: gating blocks of 400 ms begin every 100 ms
_STEPS = 4
_BETWEEN = firwin(81, 0.25, window=("kaiser", 5.0)).astype(np.float32)  # for four times oversampling
_RELATIVE_GATE = -10.0
_CONTEXT = 32  # samples on both sides that a point of the curve depends on


class Meter:
    """Integrated loudness of the blocks it is given, in order: each (n, 2) at 48 kHz."""

    def __init__(self) -> None:
        self._state = np.zeros((len(_K_WEIGHTING), 2, 2))
        self._energies: list[np.ndarray] = []
        self._rest = np.zeros(0)

    def add(self, block: np.ndarray) -> None:
        weighted, self._state = sosfilt(_K_WEIGHTING, block, axis=0, zi=self._state)
        power = np.concatenate([self._rest, np.einsum("ij,ij->i", weighted, weighted)])
        whole = len(power) // _STEP * _STEP
        self._energies.append(power[:whole].reshape(-1, _STEP).mean(axis=1))
        self._rest = power[whole:]

    def integrated(self) -> float:
        """Gated loudness in LUFS; -70.0 for silence. Sound shorter than a gating block is measured whole."""
        steps = np.concatenate([*self._energies, np.zeros(0)])
        if len(steps) < _STEPS:
            total = steps.sum() * _STEP + self._rest.sum()
            length = len(steps) * _STEP + len(self._rest)
            return max(_lufs(total / length), SILENT_LUFS) if length else SILENT_LUFS
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
    both = np.abs(resample_poly(block, 4, 1, axis=0, window=_BETWEEN))
    curve = np.maximum(both[:, 0], both[:, 1])  # many times as fast as max(axis=1)
    near = np.maximum(np.maximum(curve[0::4], curve[1::4]), np.maximum(curve[2::4], curve[3::4]))
    before = np.concatenate([near[:1], near[:-1]])
    return np.maximum(near, before)


def decibels(peak: float) -> float:
    """A peak in decibels of full scale; -120.0 for silence."""
    return max(20 * float(np.log10(max(peak, 1e-9))), SILENT_DB)


def _lufs(energy: float) -> float:
    return -0.691 + 10 * float(np.log10(max(energy, 1e-12)))


def _energy(lufs: float) -> float:
    return 10 ** ((lufs + 0.691) / 10)
