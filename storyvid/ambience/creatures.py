"""What lives around: birds in the leaves by day, crickets and an owl by night."""

import numpy as np

from storyvid.ambience.noise import RATE, band, curve, echoed, pink, put, times


def forest(rng: np.random.Generator, length: int) -> np.ndarray:
    """Leaves in a light wind, and birds of four kinds that sing from their own trees."""
    leaves = band(pink(rng, length, slope=0.9), 900, 6000) * curve(rng, length, every_s=3.0, low=0.25, high=1.0) ** 2
    ground = 0.35 * band(pink(rng, length, slope=1.5), 80, 500)
    birds = np.zeros((length, 2))
    for phrase, every_s, level in (
        (_trill, 5.5, 0.8),
        (_whistle, 7.0, 0.7),
        (_chirps, 3.6, 0.55),
        (_cuckoo, 17.0, 0.6),
    ):
        pan = rng.uniform(-0.8, 0.8)
        for at in times(rng, length, every_s=every_s, least_s=1.8):
            put(birds, at, phrase(rng), pan=pan, level=level * rng.uniform(0.5, 1.0))
    return 0.16 * leaves + 0.14 * ground + 0.5 * echoed(rng, birds, seconds=1.1, share=0.35)


def night(rng: np.random.Generator, length: int) -> np.ndarray:
    """Crickets near and far, a breath of wind, and an owl a long way off."""
    air = 0.3 * band(pink(rng, length, slope=1.6), 70, 420) * curve(rng, length, every_s=5.0, low=0.4, high=1.0)
    crickets = np.zeros((length, 2))
    for pan, level in ((-0.7, 0.55), (0.55, 0.7), (0.1, 0.3), (0.9, 0.22), (-0.25, 0.18)):
        hertz, pause_s = rng.uniform(3900, 4800), rng.uniform(0.38, 0.55)
        chirp = _cricket(hertz)
        at = rng.uniform(0, pause_s)
        while at * RATE < length:
            put(crickets, int(at * RATE), chirp, pan=pan, level=level * rng.uniform(0.8, 1.0))
            at += pause_s * rng.uniform(0.96, 1.05) + (rng.uniform(1.0, 3.5) if rng.random() < 0.04 else 0.0)
    owl = np.zeros((length, 2))
    for at in times(rng, length, every_s=16.0, least_s=9.0):
        put(owl, at, _owl(rng), pan=rng.uniform(-0.6, 0.6), level=0.5)
    return 0.2 * air + 0.12 * crickets + 0.16 * echoed(rng, owl, seconds=1.8, share=0.6)


def _tone(hertz: np.ndarray, shape: np.ndarray, *, overtone: float = 0.12) -> np.ndarray:
    """A whistle that follows a pitch curve, (n,) in Hz, under an envelope."""
    phase = 2 * np.pi * np.cumsum(hertz) / RATE
    return (np.sin(phase) + overtone * np.sin(2 * phase)) * shape


def _note(start_hz: float, end_hz: float, seconds: float) -> np.ndarray:
    length = int(seconds * RATE)
    share = np.linspace(0, 1, length)
    return _tone(start_hz * (end_hz / start_hz) ** share, np.sin(np.pi * share) ** 1.2)


def _silence(seconds: float) -> np.ndarray:
    return np.zeros(int(seconds * RATE))


def _phrase(*sounds: np.ndarray) -> np.ndarray:
    return np.concatenate(sounds)


def _trill(rng: np.random.Generator) -> np.ndarray:
    top, count = rng.uniform(3600, 4600), int(rng.integers(7, 14))
    notes = [part for _ in range(count) for part in (_note(top, top * 0.78, 0.055), _silence(0.018))]
    return _phrase(_note(top * 0.8, top, 0.16), _silence(0.05), *notes, _note(top * 0.85, top * 1.15, 0.12))


def _whistle(rng: np.random.Generator) -> np.ndarray:
    base = rng.uniform(1900, 2500)
    steps = rng.choice([0.84, 1.0, 1.12, 1.26, 1.33], size=int(rng.integers(3, 6)))
    notes = []
    for step in steps:
        notes += [_note(base * step, base * step * rng.uniform(0.95, 1.08), rng.uniform(0.12, 0.3)), _silence(0.07)]
    return _phrase(*notes)


def _chirps(rng: np.random.Generator) -> np.ndarray:
    top = rng.uniform(4800, 6200)
    count = int(rng.integers(2, 6))
    return _phrase(*(part for _ in range(count) for part in (_note(top * 1.1, top * 0.72, 0.06), _silence(0.13))))


def _cuckoo(rng: np.random.Generator) -> np.ndarray:
    high = rng.uniform(640, 690)
    call = (_note(high, high * 0.99, 0.17), _silence(0.12), _note(high * 0.8, high * 0.79, 0.26), _silence(0.75))
    return _phrase(*call, *call)


def _cricket(hertz: float) -> np.ndarray:
    """A chirp: four pulses, the first one softer."""
    length = int(0.017 * RATE)
    pulse = np.sin(2 * np.pi * hertz * np.arange(length) / RATE) * np.sin(np.pi * np.linspace(0, 1, length)) ** 2
    return _phrase(*(part for level in (0.5, 0.9, 1.0, 0.9) for part in (pulse * level, _silence(0.016))))


def _owl(rng: np.random.Generator) -> np.ndarray:
    base = rng.uniform(330, 380)
    return _phrase(
        _note(base, base * 1.02, 0.35), _silence(0.5), _note(base, base, 0.12), _silence(0.1),
        _note(base * 1.01, base, 0.14), _silence(0.09), _note(base * 1.03, base * 0.94, 0.75),
    )  # fmt: skip
