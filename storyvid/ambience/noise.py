"""What ambiences are made of: coloured noise, bands, slow curves, and short sounds strewn in time and space."""

from collections.abc import Iterator

import numpy as np
from scipy.fft import irfft, rfft, rfftfreq
from scipy.signal import butter, fftconvolve, sosfilt

RATE = 48_000


def pink(rng: np.random.Generator, length: int, *, slope: float = 1.0) -> np.ndarray:
    """Stereo noise (n, 2) whose power falls with frequency to the power of `slope`; RMS 1, ears apart."""
    spectrum = rfft(rng.standard_normal((length, 2)), axis=0)
    frequency = np.maximum(rfftfreq(length, 1 / RATE), 20.0)[:, None]
    noise = irfft(spectrum * frequency ** (-slope / 2), length, axis=0)
    return noise / max(float(np.sqrt(np.mean(np.square(noise)))), 1e-12)


def band(sound: np.ndarray, low_hz: float, high_hz: float, *, order: int = 2) -> np.ndarray:
    """What of a sound lies between two frequencies."""
    return sosfilt(butter(order, (low_hz, high_hz), "bandpass", fs=RATE, output="sos"), sound, axis=0)


def below(sound: np.ndarray, high_hz: float) -> np.ndarray:
    """What of a sound lies below a frequency."""
    return sosfilt(butter(2, high_hz, fs=RATE, output="sos"), sound, axis=0)


def curve(rng: np.random.Generator, length: int, *, every_s: float, low: float, high: float) -> np.ndarray:
    """A smooth random curve (n, 1) between two values with a turn about every so many seconds."""
    from scipy.interpolate import PchipInterpolator

    count = max(int(length / RATE / every_s), 1) + 3
    points = (np.arange(count) - 0.5 + rng.uniform(-0.3, 0.3, count)) * every_s * RATE
    values = rng.uniform(low, high, count)
    coarse = np.arange(0, length + 480, 480)
    return np.interp(np.arange(length), coarse, PchipInterpolator(points, values)(coarse))[:, None]


def times(rng: np.random.Generator, length: int, *, every_s: float, least_s: float = 0.0) -> Iterator[int]:
    """Samples at which something happens by chance, every so many seconds on average, `least_s` apart or more."""
    at = rng.uniform(0, every_s)
    while at * RATE < length:
        yield int(at * RATE)
        at += least_s + rng.exponential(max(every_s - least_s, 1e-4))


def put(into: np.ndarray, at: int, sound: np.ndarray, *, pan: float, level: float = 1.0) -> None:
    """Adds a short mono sound (n,) at a sample, `pan` -1 (left) to 1; what goes over the end begins the loop."""
    angle = (pan + 1) * np.pi / 4
    ears = np.array([np.cos(angle), np.sin(angle)]) * level
    first = sound[: max(0, len(into) - at)]
    into[at : at + len(first)] += first[:, None] * ears
    rest = sound[len(first) :][: len(into)]
    into[: len(rest)] += rest[:, None] * ears


def echoed(rng: np.random.Generator, sound: np.ndarray, *, seconds: float, share: float) -> np.ndarray:
    """The sound with the echo of a space: noise that dies away within so many seconds, darker than the sound."""
    length = int(seconds * RATE)
    decay = np.exp(-np.arange(length) / (length / 6.0))[:, None]
    answer = below(rng.standard_normal((length, 2)), 2600) * decay
    answer /= np.sqrt(np.sum(np.square(answer), axis=0))
    wet = np.stack([fftconvolve(sound[:, ear], answer[:, ear])[: len(sound)] for ear in (0, 1)], axis=1)
    return sound * (1 - share) + wet * share
