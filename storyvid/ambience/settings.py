"""The settings that have a sound, each levelled to the same loudness."""

from collections.abc import Callable

import numpy as np
from scipy.signal import butter, sosfiltfilt

from storyvid.ambience.creatures import forest, night
from storyvid.ambience.indoors import roof, room
from storyvid.ambience.noise import RATE
from storyvid.ambience.people import crowd
from storyvid.ambience.weather import fire, rain, sea, stream, wind
from storyvid.errors import BadInput, UnknownName
from storyvid.models import Progress

LOUDNESS_LUFS = -23.0
_LONGEST_MS = 10 * 60 * 1000
_KNEE, _PEAK = 0.6, 0.89
_BLOCK_SECONDS = 0.4
_RUMBLE_HZ = 28

SETTINGS: dict[str, Callable[[np.random.Generator, int], np.ndarray]] = {
    "wind": wind,
    "sea": sea,
    "stream": stream,
    "forest": forest,
    "night": night,
    "rain": rain,
    "fire": fire,
    "crowd": crowd,
    "roof": roof,
    "room": room,
}


def heard(setting: str, *, seed: int, duration_ms: int, progress: Progress) -> np.ndarray:
    """The setting's sound, (n, 2) float32 at 48 kHz and -23 LUFS, the same for the same seed and length.

    Raises UnknownName for a setting it does not have, BadInput for a length over ten minutes.
    """
    if setting not in SETTINGS:
        raise UnknownName(f'No ambience "{setting}". There are: {", ".join(SETTINGS)}.')
    if not 0 < duration_ms <= _LONGEST_MS:
        raise BadInput(f"An ambience can be up to 10 minutes long, not {duration_ms / 60_000:.1f}.")
    progress(0.0)
    rng = np.random.default_rng([seed, *setting.encode()])
    sound = SETTINGS[setting](rng, duration_ms * RATE // 1000)
    progress(0.8)
    levelled = _levelled(_above_rumble(sound)).astype(np.float32)
    progress(1.0)
    return levelled


def _above_rumble(sound: np.ndarray) -> np.ndarray:
    """The sound without what nobody hears, and without an offset: it would take the room that loud passages need."""
    return sosfiltfilt(butter(2, _RUMBLE_HZ, "highpass", fs=RATE, output="sos"), sound, axis=0)


def _levelled(sound: np.ndarray) -> np.ndarray:
    import pyloudnorm

    block = min(_BLOCK_SECONDS, len(sound) / RATE / 2)
    loudness = pyloudnorm.Meter(RATE, block_size=block).integrated_loudness(sound)
    sound = sound * 10 ** ((LOUDNESS_LUFS - loudness) / 20) if np.isfinite(loudness) else sound
    high = np.abs(sound) > _KNEE
    bent = _KNEE + (_PEAK - _KNEE) * np.tanh((np.abs(sound[high]) - _KNEE) / (_PEAK - _KNEE))
    sound[high] = np.sign(sound[high]) * bent
    return sound
