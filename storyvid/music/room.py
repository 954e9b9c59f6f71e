"""The room the music sounds in: a small hall, made of noise that dies away, darker as it does."""

from functools import lru_cache

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft
from scipy.signal import butter, sosfilt

_SECONDS = 2.1
_DECAY_SECONDS = {"low": 1.9, "high": 0.9}  # to -60 dB
_SPLIT_HZ = 2200
_BEFORE_SECONDS = 0.021
_RUMBLE_HZ = 170
_WET = 0.34


class Room:
    """Adds the room to sound given block by block: each (n, 2) float32, overlap-added."""

    def __init__(self, rate: int) -> None:
        self._answer = _answer(rate)
        self._tail = np.zeros((len(self._answer) - 1, 2), np.float32)

    def heard(self, block: np.ndarray) -> np.ndarray:
        """The block with its reverberation and that of the blocks before."""
        length = len(block) + len(self._answer) - 1
        size = next_fast_len(length, real=True)
        spectrum = rfft(block, size, axis=0) * _spectrum(size, len(self._answer), self._answer.tobytes())
        wet = irfft(spectrum, size, axis=0)[:length].astype(np.float32)
        wet[: len(self._tail)] += self._tail
        self._tail = wet[len(block) :]
        return block + wet[: len(block)]


@lru_cache(maxsize=2)
def _spectrum(size: int, length: int, answer: bytes) -> np.ndarray:
    return rfft(np.frombuffer(answer, np.float32).reshape(length, 2), size, axis=0)


@lru_cache(maxsize=2)
def _answer(rate: int) -> np.ndarray:
    """The impulse response, (n, 2) float32, the same every time."""
    noise = np.random.default_rng(1743).standard_normal((int(_SECONDS * rate), 2))
    times = np.arange(len(noise))[:, None] / rate
    low = sosfilt(butter(2, _SPLIT_HZ, fs=rate, output="sos"), noise, axis=0)
    decayed = low * _decay(times, "low") + (noise - low) * _decay(times, "high")
    decayed *= np.clip(times / 0.012, 0, 1)  # the first echoes build up
    decayed = sosfilt(butter(1, _RUMBLE_HZ, "highpass", fs=rate, output="sos"), decayed, axis=0)
    decayed *= _WET / np.sqrt(np.mean(np.sum(np.square(decayed), axis=0)))
    before = np.zeros((int(_BEFORE_SECONDS * rate), 2))
    return np.concatenate([before, decayed]).astype(np.float32)


def _decay(times: np.ndarray, band: str) -> np.ndarray:
    return 10 ** (-3 * times / _DECAY_SECONDS[band])
