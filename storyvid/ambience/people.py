"""People around: a murmur of many voices in which no word is understood."""

import numpy as np
from scipy.signal import lfilter

from storyvid.ambience.noise import RATE, band, below, echoed, pink, put

_VOICES = 26
_FORMANTS_HZ = ((730, 1090), (270, 2290), (300, 870), (530, 1840), (570, 840), (490, 1350), (660, 1720))
_BANDWIDTHS_HZ = (90, 130)


def crowd(rng: np.random.Generator, length: int) -> np.ndarray:
    """Voices near and far that speak in phrases with rests between, in a hall."""
    voices = np.zeros((length, 2))
    for _ in range(_VOICES):
        pitch, pan, level = rng.uniform(95, 235), rng.uniform(-1, 1), rng.uniform(0.25, 1.0)
        at = rng.uniform(0, 3.0)
        while at * RATE < length:
            phrase = _phrase(rng, pitch)
            put(voices, int(at * RATE), phrase, pan=pan, level=level)
            at += len(phrase) / RATE + rng.exponential(1.2)
    steps = band(pink(rng, length, slope=1.3), 70, 400)
    hall = echoed(rng, below(voices, 3200), seconds=0.9, share=0.45)
    return hall / max(float(np.sqrt(np.mean(np.square(hall)))), 1e-9) + 0.18 * steps


def _phrase(rng: np.random.Generator, pitch: float) -> np.ndarray:
    """Some syllables whose pitch falls towards the end."""
    count = int(rng.integers(4, 13))
    syllables = [_syllable(rng, pitch * (1.12 - 0.25 * at / count) * rng.uniform(0.94, 1.08)) for at in range(count)]
    return np.concatenate(syllables)


def _syllable(rng: np.random.Generator, pitch: float) -> np.ndarray:
    """A hiss or a stop, then a vowel: pulses through two resonators (after Klatt, 1980)."""
    length = int(rng.uniform(0.11, 0.24) * RATE)
    pulses = np.zeros(length)
    pulses[np.cumsum(np.full(int(length * pitch / RATE) + 1, RATE / pitch)).astype(int)[:-1] % length] = 1.0
    sound = lfilter([1.0], [1.0, -0.96], pulses)
    for formant, width in zip(_FORMANTS_HZ[int(rng.integers(len(_FORMANTS_HZ)))], _BANDWIDTHS_HZ, strict=True):
        sound = _resonated(sound, formant * rng.uniform(0.92, 1.12), width)
    sound /= max(float(np.abs(sound).max()), 1e-9)
    shape = np.sin(np.pi * np.linspace(0, 1, length)) ** 0.6
    hiss = rng.standard_normal(length) * 0.08 * (np.arange(length) < length * 0.25)
    return (sound + hiss) * shape * rng.uniform(0.4, 1.0)


def _resonated(sound: np.ndarray, hertz: float, width_hz: float) -> np.ndarray:
    radius = np.exp(-np.pi * width_hz / RATE)
    feedback = [1.0, -2 * radius * np.cos(2 * np.pi * hertz / RATE), radius**2]
    return lfilter([1 - radius], feedback, sound)
