"""The tone of a synthetic voice: rumble and edge taken off, dynamics evened, one level for every line."""

import numpy as np
from scipy.signal import butter, lfilter, sosfilt

LEVEL = 0.11  # RMS of the voiced stretches: about -20 LUFS
_PEAK = 0.84
_KNEE = 0.6
_RUMBLE_HZ = 75
_EDGE_HZ = 5200
_EDGE_SHARE = 0.55  # how much of what is above the edge is left (-5 dB)
_BODY_HZ = (140, 420)
_BODY_SHARE = 0.18  # how much of the chest is added (+1.4 dB)
_RATIO = 2.0
_SMOOTHING_MS = 25


def toned(samples: np.ndarray, rate: int) -> np.ndarray:
    """The same speech, (n,) float32, of the same length and timing, never above -1.5 dB of full scale."""
    if not len(samples) or not np.any(samples):
        return samples.astype(np.float32)
    shaped = _equalised(samples, rate)
    level = _level(shaped, rate)
    even = shaped * _compression(level, rate)
    voiced = level > level.max() * 0.1
    even *= LEVEL / max(float(np.sqrt(np.mean(np.square(even[voiced])))), 1e-9)
    return _rounded(even).astype(np.float32)


def _equalised(samples: np.ndarray, rate: int) -> np.ndarray:
    kept = sosfilt(butter(2, _RUMBLE_HZ, "highpass", fs=rate, output="sos"), samples.astype(np.float64))
    body = sosfilt(butter(1, _BODY_HZ, "bandpass", fs=rate, output="sos"), kept)
    edge = sosfilt(butter(1, _EDGE_HZ, "highpass", fs=rate, output="sos"), kept)
    return kept + _BODY_SHARE * body - (1 - _EDGE_SHARE) * edge


def _level(samples: np.ndarray, rate: int) -> np.ndarray:
    keep = np.exp(-1000 / (_SMOOTHING_MS * rate))
    return np.sqrt(np.maximum(lfilter([1 - keep], [1, -keep], np.square(samples)), 1e-12))


def _compression(level: np.ndarray, rate: int) -> np.ndarray:
    """Gains that halve, in decibels, what is above the usual level."""
    threshold = np.sqrt(np.mean(np.square(level[level > level.max() * 0.1])))
    gain = np.minimum(1.0, (np.maximum(level, 1e-6) / threshold) ** (1 / _RATIO - 1))
    return gain


def _rounded(samples: np.ndarray) -> np.ndarray:
    """Peaks above the knee bent under the ceiling, smoothly."""
    high = np.flatnonzero(np.abs(samples) > _KNEE)
    room = _PEAK - _KNEE
    samples[high] = np.sign(samples[high]) * (_KNEE + room * np.tanh((np.abs(samples[high]) - _KNEE) / room))
    return samples
