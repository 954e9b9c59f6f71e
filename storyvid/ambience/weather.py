"""Air, water and fire: wind, sea, a stream, rain, a hearth."""

import numpy as np

from storyvid.ambience.noise import RATE, band, below, curve, pink, put, times


def wind(rng: np.random.Generator, length: int) -> np.ndarray:
    """Gusts: bands of noise that swell one after the other as the air moves faster."""
    gust = curve(rng, length, every_s=3.5, low=0.1, high=1.0)
    air = pink(rng, length, slope=1.4)
    low, middle, high = band(air, 90, 320), band(air, 300, 900), band(air, 800, 2600)
    whistle = band(pink(rng, length), 620, 760) * gust**3 * curve(rng, length, every_s=5.0, low=0.0, high=0.7)
    return low * (0.5 + 0.5 * gust) + middle * gust**1.5 * 1.2 + high * gust**2.5 * 1.4 + whistle


def sea(rng: np.random.Generator, length: int) -> np.ndarray:
    """Waves that swell, break and run out over a low surf, each from another side."""
    deep = band(pink(rng, length, slope=1.6), 45, 260) * curve(rng, length, every_s=4.0, low=0.5, high=1.0)
    noise = pink(rng, length)
    body, foam = band(noise, 220, 1600), band(noise, 1200, 9000)
    swell, spray = np.full((length, 2), 0.10), np.full((length, 2), 0.04)
    for at in times(rng, length, every_s=6.0, least_s=4.2):
        size, pan = rng.uniform(0.55, 1.0), rng.uniform(-0.6, 0.6)
        put(swell, at, _wave(rise_s=2.6, fall_s=3.4), pan=pan, level=size)
        put(spray, (at + int(1.6 * RATE)) % length, _wave(rise_s=1.1, fall_s=4.6), pan=pan, level=size)
    return 0.9 * deep + 1.4 * body * swell + 1.5 * foam * spray


def _wave(*, rise_s: float, fall_s: float) -> np.ndarray:
    rise = np.sin(0.5 * np.pi * np.linspace(0, 1, int(rise_s * RATE), endpoint=False)) ** 3
    left = np.linspace(1, 0, int(fall_s * RATE))
    return np.concatenate([rise, left**2 * (1.5 - 0.5 * left)])


def stream(rng: np.random.Generator, length: int) -> np.ndarray:
    """A brook: bubbles, each a short tone that rises as it shrinks, over running water."""
    water = pink(rng, length, slope=0.8)
    flow = curve(rng, length, every_s=1.2, low=0.6, high=1.0)
    sound = 0.5 * band(water, 350, 2400) * flow + 0.12 * band(water, 2400, 7000)
    for at in times(rng, length, every_s=0.012):
        put(sound, at, _bubble(rng), pan=rng.uniform(-0.9, 0.9), level=0.9 * min(rng.pareto(2.5), 3.5))
    return sound


def _bubble(rng: np.random.Generator) -> np.ndarray:
    seconds, hertz = rng.uniform(0.015, 0.06), rng.uniform(380, 1700)
    at = np.arange(int(seconds * RATE)) / RATE
    phase = 2 * np.pi * hertz * (at + 0.5 * rng.uniform(2, 9) * at**2)
    return np.sin(phase) * np.exp(-5 * at / seconds) * np.minimum(at / 0.002, 1)


def rain(rng: np.random.Generator, length: int) -> np.ndarray:
    """A steady fall: a hiss, a patter of small drops, some large ones close by."""
    noise = pink(rng, length, slope=0.5)
    sound = 0.8 * band(noise, 900, 11000) * curve(rng, length, every_s=6.0, low=0.75, high=1.0)
    sound += 0.35 * band(pink(rng, length), 150, 700)
    for every_s, level, low, high in ((0.004, 0.7, 1800, 6500), (0.06, 1.6, 700, 2400)):
        for at in times(rng, length, every_s=every_s):
            put(sound, at, _drop(rng, low, high), pan=rng.uniform(-1, 1), level=level * rng.uniform(0.2, 1.0) ** 2)
    return sound


def _drop(rng: np.random.Generator, low_hz: float, high_hz: float) -> np.ndarray:
    seconds, hertz = rng.uniform(0.004, 0.012), rng.uniform(low_hz, high_hz)
    at = np.arange(int(seconds * RATE)) / RATE
    return np.sin(2 * np.pi * hertz * at + rng.uniform(0, 6)) * np.exp(-7 * at / seconds) * np.minimum(at / 0.0006, 1)


def fire(rng: np.random.Generator, length: int) -> np.ndarray:
    """A hearth: the flames' flutter, a soft hiss, crackles, and now and then a log that snaps."""
    flutter = curve(rng, length, every_s=0.14, low=0.35, high=1.0) * curve(rng, length, every_s=3.0, low=0.6, high=1.0)
    sound = 1.1 * band(pink(rng, length, slope=1.5), 50, 420) * flutter
    sound += 0.10 * band(pink(rng, length), 1800, 8000) * flutter
    for at in times(rng, length, every_s=0.11):
        put(sound, at, _crackle(rng), pan=rng.uniform(-0.7, 0.7), level=0.5 * min(rng.pareto(1.7), 6.0))
    for at in times(rng, length, every_s=4.0, least_s=1.0):
        put(sound, at, _snap(rng), pan=rng.uniform(-0.5, 0.5), level=rng.uniform(1.2, 2.6))
    return sound


def _crackle(rng: np.random.Generator) -> np.ndarray:
    length = int(rng.uniform(0.0015, 0.007) * RATE)
    burst = rng.standard_normal(length) * np.exp(-6 * np.arange(length) / length)
    return burst * np.minimum(np.arange(length) / 12, 1)


def _snap(rng: np.random.Generator) -> np.ndarray:
    length = int(0.09 * RATE)
    at = np.arange(length) / RATE
    body = np.sin(2 * np.pi * rng.uniform(160, 320) * at) * np.exp(-at * 60)
    edge = below(rng.standard_normal(length), 3500) * np.exp(-at * 110)
    return (body + 1.4 * edge) * np.minimum(at / 0.0005, 1)
