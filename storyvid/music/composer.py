"""The embedded composer: writes a piece for a mood and plays it on sampled instruments."""

from random import Random

import numpy as np

from storyvid.errors import BadInput, UnknownName
from storyvid.models import Card, Music, Progress
from storyvid.music.moods import MOODS
from storyvid.music.orchestra import RATE, played
from storyvid.music.score import written
from storyvid.recipes import MusicRecipe

LOUDNESS_LUFS = -20.0
_BLOCK = RATE * 5
_LONGEST_MS = 60 * 60 * 1000
_RING_MS = 4200  # of the end is left to the last chord
_FADE_MS = 1500
_KNEE, _PEAK = 0.65, 0.89
_MEASURED_SECONDS = 20  # how long a stretch is measured for loudness
_MEASURED_STRETCHES = 9


class Composer:
    """Composes music that is the same for the same mood, seed and length."""

    card = Card(
        name="composer",
        revision="1",
        title="Composer",
        summary="Writes a new piece for a mood and plays it on real instruments' samples.",
        needs=("tinysoundfont", "pretty_midi", "scipy", "pyloudnorm"),
        install="pip install tinysoundfont pretty_midi scipy pyloudnorm",
    )
    moods = tuple(MOODS)

    def compose(self, recipe: MusicRecipe, *, progress: Progress) -> Music:
        """Stereo music at 44.1 kHz, exactly `duration_ms` long, at -20 LUFS, ending on a chord that rings out.

        Raises UnknownName for a mood it does not have, BadInput for a length over an hour.
        """
        if recipe.mood not in MOODS:
            raise UnknownName(f'No mood "{recipe.mood}". Installed: {", ".join(MOODS)}.')
        if not 0 < recipe.duration_ms <= _LONGEST_MS:
            raise BadInput(f"Music can be up to 60 minutes long, not {recipe.duration_ms / 60_000:.1f}.")
        from storyvid.music.room import Room  # brings scipy.signal, which takes a second or two to import

        ring_ms = min(_RING_MS, recipe.duration_ms * 4 // 10)
        playing_ms = recipe.duration_ms - ring_ms
        random = Random(f"{recipe.mood}/{recipe.seed}")
        score = written(MOODS[recipe.mood], random, playing_ms=playing_ms, ring_ms=ring_ms)
        sound = np.empty((recipe.duration_ms * RATE // 1000, 2), np.float32)
        room, at = Room(RATE), 0
        for block in played(score, len(sound), block=_BLOCK):
            sound[at : at + len(block)] = room.heard(block)
            at += len(block)
            progress(0.95 * at / len(sound))
        _finish(sound, ring_ms)
        progress(1.0)
        return Music(sound, RATE)


def _finish(sound: np.ndarray, ring_ms: int) -> None:
    """Level the piece and fade its ring into silence, in place."""
    gain = 10 ** ((LOUDNESS_LUFS - _loudness(sound)) / 20)
    fade = min(_FADE_MS, ring_ms // 2) * RATE // 1000
    for start in range(0, len(sound), _BLOCK):
        part = sound[start : start + _BLOCK]
        part *= np.float32(gain)
        high = np.abs(part) > _KNEE
        bent = _KNEE + (_PEAK - _KNEE) * np.tanh((np.abs(part[high]) - _KNEE) / (_PEAK - _KNEE))
        part[high] = np.sign(part[high]) * bent
    if fade:
        sound[-fade:] *= (np.cos(np.linspace(0, np.pi / 2, fade)) ** 2).astype(np.float32)[:, None]


def _loudness(sound: np.ndarray) -> float:
    """Integrated loudness; of a long piece, that of stretches spread over it, so that memory stays small."""
    import pyloudnorm

    length = RATE * _MEASURED_SECONDS
    if len(sound) > length * _MEASURED_STRETCHES:
        starts = np.linspace(0, len(sound) - length, _MEASURED_STRETCHES).astype(int)
        sound = np.concatenate([sound[start : start + length] for start in starts])
    block_seconds = min(0.4, len(sound) / RATE / 2)
    measured = pyloudnorm.Meter(RATE, block_size=block_seconds).integrated_loudness(sound)
    return float(measured) if np.isfinite(measured) else LOUDNESS_LUFS
