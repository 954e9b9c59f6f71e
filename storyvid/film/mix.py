"""The film's sound: narration, music and ambience ducked under it, levelled to -14 LUFS, encoded as AAC."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from storyvid.film.aac import write_aac
from storyvid.film.bed import Bed, laid, passage
from storyvid.film.ducking import POINTS_PER_SECOND, duck_curve, spoken_spans
from storyvid.film.limiter import Limiter
from storyvid.film.loudness import SILENT_LUFS, Meter, PeakMeter, decibels
from storyvid.film.sound_files import RATE, audio_blocks, read_audio
from storyvid.film.tape import Tape, stretches
from storyvid.models import Assets, Progress
from storyvid.recipes import Passage, Placed, Recipe, SoundtrackRecipe, SpeechRecipe, key_of

TARGET_LUFS = -14.0
PEAK_DB = -1.0
_CEILING_DB = -1.6  # the encoder may overshoot by some tenths
_NO_CEILING = 1e9
_VOICE_LUFS = -20.0
_MUSIC_LUFS = -23.0  # under the voice it is then 17 dB below, and 14 where a piece is loudest
_AMBIENCE_LUFS = -27.0
_AMBIENCE_DUCKS = 0.35  # of what the music does, in decibels: a place does not go away when someone speaks
_LOUDEST_GAIN_DB = 36.0
_CLOSE_LU = 0.15
_NEAR_LU = 0.6
_ATTEMPTS = 7
_ENCODINGS = 5
_LEAST_YIELD = 0.12
_BLOCK = RATE * 10
_HEARD = 0.005  # of full scale: what is softer at a piece's end is gone under a fade
_EDGE = RATE * 4 // 1000  # a clip's edges are faded, so that none clicks


@dataclass(frozen=True)
class _Clip:
    path: Path
    start: int  # samples from the film's beginning
    length: int
    gain: float


@dataclass(frozen=True)
class _Voice:
    clips: tuple[_Clip, ...]
    spans: tuple[tuple[int, int], ...]  # ms of the film in which it is heard


@dataclass(frozen=True)
class _Sound:
    """A piece of music or an ambience on tape, with the gain that brings it to a loudness."""

    tape: Tape
    gain: float
    rings_out: bool  # it became silent before its file ended


def make_soundtrack(
    recipe: SoundtrackRecipe, assets: Assets, out: Path, *, progress: Progress
) -> dict[str, int | float]:
    """Mix and encode a film's sound into `out` (.m4a, 48 kHz stereo, exactly `duration_ms`).

    Returns the facts `duration_ms`, `loudness_lufs` and `true_peak_db`, measured on the file as it decodes
    (-70.0 and -120.0 for silence).  Raises BadInput for music that cannot be read.
    """
    length = recipe.duration_ms * RATE // 1000
    with tempfile.TemporaryDirectory(dir=out.parent, prefix="mix-") as folder:
        mixed = _mixed(recipe, assets, Path(folder), length, progress=lambda share: progress(0.5 * share))
        limiter = Limiter(mixed)
        gain = _levelled(limiter)
        loudness, peak = _encoded(mixed, limiter, out, gain=gain, progress=lambda share: progress(0.6 + 0.4 * share))
    progress(1.0)
    return {
        "duration_ms": recipe.duration_ms,
        "loudness_lufs": round(loudness, 2),
        "true_peak_db": round(decibels(peak), 2),
    }


def _mixed(recipe: SoundtrackRecipe, assets: Assets, folder: Path, length: int, *, progress: Progress) -> Tape:
    voice = _voice(recipe, assets, length)
    curve = duck_curve(voice.spans, recipe.duration_ms)
    beds = list(_beds(recipe, assets, folder, length))
    mixed = Tape(folder / "mixed")
    read = lru_cache(maxsize=1)(_read)  # a long line goes on through many blocks
    for start, end in stretches(length, _BLOCK):
        block = _spoken(voice, start, end, read)
        times = np.arange(start, end) * (POINTS_PER_SECOND / RATE)
        duck = np.interp(times, np.arange(len(curve)), curve)
        for bed, ducks in beds:
            block += bed(start, end) * (duck**ducks).astype(np.float32)[:, None]
        mixed.append(block)
        progress(end / length)
    return mixed


def _voice(recipe: SoundtrackRecipe, assets: Assets, length: int) -> _Voice:
    """Where each line lies, when it is heard, and the gains that bring every voice to the narration's level."""
    meters: dict[tuple[str, str], Meter] = defaultdict(Meter)
    lines, spans = [], []
    for placed in recipe.narration:
        samples = _line(placed, assets)
        meters[_whose(placed.speech)].add(samples)
        lines.append((placed, len(samples)))
        heard = spoken_spans(samples[:, 0], RATE)
        spans += [(placed.start_ms + first, placed.start_ms + last) for first, last in heard]
    share = recipe.narration_level_percent / 100
    gains = {whose: _gain_to(_VOICE_LUFS, meter.integrated()) * share for whose, meter in meters.items()}
    clips = []
    for placed, count in lines:
        start = placed.start_ms * RATE // 1000
        most = min(count, max(0, length - start))
        clips.append(_Clip(assets.path(placed.speech), start, most, gains[_whose(placed.speech)]))
    return _Voice(tuple(clips), tuple(spans) if share else ())


def _whose(speech: SpeechRecipe) -> tuple[str, str]:
    return speech.model, speech.voice


def _line(placed: Placed, assets: Assets) -> np.ndarray:
    return read_audio(assets.path(placed.speech))[0]


def _read(clip: _Clip) -> np.ndarray:
    return _edged(read_audio(clip.path)[0][: clip.length])


def _spoken(voice: _Voice, start: int, end: int, read: Callable[[_Clip], np.ndarray]) -> np.ndarray:
    """The narration in the stretch [start, end) of the film."""
    block = np.zeros((end - start, 2), np.float32)
    for clip in voice.clips:
        first, last = max(start, clip.start), min(end, clip.start + clip.length)
        if last <= first or not clip.gain:
            continue
        block[first - start : last - start] += read(clip)[first - clip.start : last - clip.start] * clip.gain
    return block


def _edged(samples: np.ndarray) -> np.ndarray:
    edge = min(_EDGE, len(samples) // 2)
    ramp = np.linspace(0, 1, edge, endpoint=False, dtype=np.float32)[:, None]
    samples[:edge] *= ramp
    samples[len(samples) - edge :] *= ramp[::-1]
    return samples


def _beds(recipe: SoundtrackRecipe, assets: Assets, folder: Path, length: int) -> Iterator[tuple[Bed, float]]:
    """Music and ambience, each with how much of the ducking it takes, as a power of the curve."""
    if recipe.music and recipe.music_level_percent:
        # of a longer file, what the film cannot use is not read
        limit_ms = recipe.duration_ms if recipe.music.kind == "upload" else None
        sound = _taped(recipe.music, assets, folder, lufs=_MUSIC_LUFS, limit_ms=limit_ms)
        # a composed piece ends on its cadence, so it is the beginning that goes when the film is shorter
        ends_with = recipe.music.kind == "music"
        gain = sound.gain * recipe.music_level_percent / 100
        yield laid(sound.tape, length, gain=gain, ends_with=ends_with, rings_out=sound.rings_out), 1.0
    for passages, percent, lufs, ducks in (
        (recipe.passages, recipe.music_level_percent, _MUSIC_LUFS, 1.0),
        (recipe.ambience, recipe.ambience_level_percent, _AMBIENCE_LUFS, _AMBIENCE_DUCKS),
    ):
        sounds: dict[Recipe, _Sound] = {}
        for one in passages if percent else ():
            if one.sound not in sounds:
                sounds[one.sound] = _taped(one.sound, assets, folder, lufs=lufs)
            yield _placed(one, sounds[one.sound], length, percent), ducks


def _placed(one: Passage, sound: _Sound, length: int, percent: int) -> Bed:
    return passage(
        sound.tape,
        length,
        start=one.start_ms * RATE // 1000,
        end=one.end_ms * RATE // 1000,
        ends_with=one.sound.kind == "music",
        gain=sound.gain * percent * one.level_percent / 10_000,
        rings_out=sound.rings_out,
    )


def _taped(recipe: Recipe, assets: Assets, folder: Path, *, lufs: float, limit_ms: int | None = None) -> _Sound:
    """A sound file on tape, and the gain that brings it to a loudness.

    The silence at its end is left out: a film that ends with its music would end in it, and a loop would stop.
    """
    tape, meter, heard = Tape(folder / key_of(recipe)), Meter(), 0
    for block in audio_blocks(assets.path(recipe), limit_ms=limit_ms):
        loud = np.flatnonzero(np.abs(block).max(axis=1) > _HEARD)
        heard = tape.length + int(loud[-1]) + 1 if len(loud) else heard
        tape.append(block)
        meter.add(block)
    whole = tape.length
    if heard:
        tape.cut(heard + _EDGE)
    return _Sound(tape, _gain_to(lufs, meter.integrated()), rings_out=tape.length < whole)


def _levelled(limiter: Limiter) -> float:
    """The gain at which the limited mix has the target's loudness."""
    plain = limiter.loudness(gain=1.0, ceiling=_NO_CEILING)
    if plain <= SILENT_LUFS:
        return 1.0
    gain_db = decibels(_gain_to(TARGET_LUFS, plain))
    tried: list[tuple[float, float]] = []
    for _ in range(_ATTEMPTS):
        tried.append((gain_db, limiter.loudness(gain=_factor(gain_db), ceiling=_factor(_CEILING_DB))))
        missing = TARGET_LUFS - tried[-1][1]
        if abs(missing) < _CLOSE_LU:
            break
        gain_db += missing / _yield(tried)
    return _factor(min(tried, key=lambda one: abs(TARGET_LUFS - one[1]))[0])


def _yield(tried: list[tuple[float, float]]) -> float:
    """By how much louder a mix gets for each decibel of gain: less and less, as the limiter takes peaks away."""
    if len(tried) < 2 or abs(tried[-1][0] - tried[-2][0]) < 0.01:
        return 1.0
    (gain, loudness), (before, softer) = tried[-1], tried[-2]
    return min(max((loudness - softer) / (gain - before), _LEAST_YIELD), 1.0)


def _encoded(mixed: Tape, limiter: Limiter, out: Path, *, gain: float, progress: Progress) -> tuple[float, float]:
    """Encode, again with another gain and ceiling while the file as it decodes misses its loudness or its peak.

    Gives loudness and peak of the file.  Noise and sharp attacks overshoot in the encoder, by up to 1.5 dB.
    """
    ceiling_db, gain_db = _CEILING_DB, decibels(gain)
    for attempt in range(_ENCODINGS):
        write_aac(out, _limited(mixed, limiter, gain_db, ceiling_db), length=mixed.length)
        loudness, peak = _measured(out)
        progress((attempt + 1) / _ENCODINGS)
        over, missing = decibels(peak) - PEAK_DB, TARGET_LUFS - loudness
        if over < 0 and (abs(missing) < _NEAR_LU or loudness <= SILENT_LUFS):
            break
        if over >= 0:
            ceiling_db -= over + 0.2
        gain_db += 1.1 * missing if loudness > SILENT_LUFS and abs(missing) > _CLOSE_LU else 0.0
    return loudness, peak


def _limited(mixed: Tape, limiter: Limiter, gain_db: float, ceiling_db: float) -> Iterator[np.ndarray]:
    for start, end in stretches(mixed.length, _BLOCK):
        yield limiter.limited(start, end, gain=_factor(gain_db), ceiling=_factor(ceiling_db))


def _measured(path: Path) -> tuple[float, float]:
    """Integrated loudness and true peak of a sound file as it decodes."""
    meter, peaks = Meter(), PeakMeter()
    for block in audio_blocks(path):
        meter.add(block)
        peaks.add(block)
    peaks.add(np.zeros((RATE // 100, 2), np.float32))
    return meter.integrated(), peaks.peak


def _gain_to(target_lufs: float, measured_lufs: float) -> float:
    """The factor from one loudness to another; 1 for silence, and never more than silence could bear."""
    if measured_lufs <= SILENT_LUFS:
        return 1.0
    return float(10 ** (min(target_lufs - measured_lufs, _LOUDEST_GAIN_DB) / 20))


def _factor(db: float) -> float:
    return float(10 ** (db / 20))
