"""Within walls: the quiet of a room, and rain on its roof."""

import numpy as np

from storyvid.ambience.noise import RATE, band, curve, pink, put, times


def room(rng: np.random.Generator, length: int) -> np.ndarray:
    """What is heard where nothing is: a low murmur of air, a breath of it higher up, hardly changing."""
    murmur = band(pink(rng, length, slope=1.8), 45, 380) * curve(rng, length, every_s=7.0, low=0.85, high=1.0)
    air = band(pink(rng, length), 400, 2600) * curve(rng, length, every_s=5.0, low=0.7, high=1.0)
    return murmur + 0.16 * air


def roof(rng: np.random.Generator, length: int) -> np.ndarray:
    """Rain from within: a dull rush above, drops that drum on wood and tiles, the hiss outside a window."""
    rush = band(pink(rng, length, slope=1.3), 90, 900) * curve(rng, length, every_s=6.0, low=0.75, high=1.0)
    window = 0.18 * band(pink(rng, length, slope=0.8), 900, 3200)
    sound = rush + window
    for every_s, level, low, high in ((0.008, 0.5, 300, 1100), (0.09, 1.0, 140, 420)):
        for at in times(rng, length, every_s=every_s):
            put(sound, at, _drum(rng, low, high), pan=rng.uniform(-1, 1), level=level * rng.uniform(0.2, 1.0) ** 2)
    return sound


def _drum(rng: np.random.Generator, low_hz: float, high_hz: float) -> np.ndarray:
    seconds, hertz = rng.uniform(0.012, 0.035), rng.uniform(low_hz, high_hz)
    at = np.arange(int(seconds * RATE)) / RATE
    return np.sin(2 * np.pi * hertz * at + rng.uniform(0, 6)) * np.exp(-6 * at / seconds) * np.minimum(at / 0.002, 1)
