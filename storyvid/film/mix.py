"""The film's sound: narration and music ducked under it, levelled to -14 LUFS, encoded as AAC."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from storyvid.film.aac import write_aac
from storyvid.film.bed import laid
from storyvid.film.ducking import POINTS_PER_SECOND, duck_curve, spoken_spans
from storyvid.film.limiter import limited
from storyvid.film.loudness import SILENT_LUFS, Meter, PeakMeter, decibels
from storyvid.film.sound_files import RATE, audio_blocks, read_audio
from storyvid.film.tape import Tape, stretches
from storyvid.models import Assets, Progress
from storyvid.recipes import Placed, SoundtrackRecipe

TARGET_LUFS = -14.0
PEAK_DB = -1.0
_CEILING_DB = -1.6  # the encoder may overshoot by some tenths
_VOICE_LUFS = -20.0
_MUSIC_LUFS = -23.0  # under the voice it is then 14 dB below
_LOUDEST_GAIN_DB = 36.0
_CLOSE_LU = 0.15
_ATTEMPTS = 4
_BLOCK = RATE * 10
_EDGE = RATE * 4 // 1000  # a clip's edges are faded, so that none clicks


@dataclass(frozen=True)
class _Clip:
    path: Path
    start: int  # samples from the film's beginning
    length: int


@dataclass(frozen=True)
class _Voice:
    clips: tuple[_Clip, ...]
    spans: tuple[tuple[int, int], ...]  # ms of the film in which it is heard
    gain: float


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
        gain = _levelled(mixed, progress=lambda share: progress(0.5 + 0.25 * share))
        loudness, peak = _encoded(mixed, out, gain=gain, progress=lambda share: progress(0.75 + 0.25 * share))
    progress(1.0)
    return {
        "duration_ms": recipe.duration_ms,
        "loudness_lufs": round(loudness, 2),
        "true_peak_db": round(decibels(peak), 2),
    }


def _mixed(recipe: SoundtrackRecipe, assets: Assets, folder: Path, length: int, *, progress: Progress) -> Tape:
    voice = _voice(recipe, assets, length)
    curve = duck_curve(voice.spans if voice.gain else (), recipe.duration_ms)
    bed = _bed(recipe, assets, folder, length)
    mixed = Tape(folder / "mixed")
    for start, end in stretches(length, _BLOCK):
        block = _spoken(voice, start, end)
        if bed is not None:
            times = np.arange(start, end) * (POINTS_PER_SECOND / RATE)
            duck = np.interp(times, np.arange(len(curve)), curve).astype(np.float32)
            block += bed(start, end) * duck[:, None]
        mixed.append(block)
        progress(end / length)
    return mixed


def _voice(recipe: SoundtrackRecipe, assets: Assets, length: int) -> _Voice:
    """Where each line lies, when it is heard, and the gain that brings the narration to its level."""
    clips, spans, meter = [], [], Meter()
    for placed in recipe.narration:
        samples = _line(placed, assets)
        start = placed.start_ms * RATE // 1000
        clips.append(_Clip(assets.path(placed.speech), start, min(len(samples), max(0, length - start))))
        heard = spoken_spans(samples[:, 0], RATE)
        spans += [(placed.start_ms + first, placed.start_ms + last) for first, last in heard]
        meter.add(samples)
    gain = _gain_to(_VOICE_LUFS, meter.integrated()) * recipe.narration_level_percent / 100
    return _Voice(tuple(clips), tuple(spans), gain)


def _line(placed: Placed, assets: Assets) -> np.ndarray:
    return read_audio(assets.path(placed.speech))[0]


def _spoken(voice: _Voice, start: int, end: int) -> np.ndarray:
    """The narration in the stretch [start, end) of the film."""
    block = np.zeros((end - start, 2), np.float32)
    for clip in voice.clips:
        first, last = max(start, clip.start), min(end, clip.start + clip.length)
        if last <= first or not voice.gain:
            continue
        samples = _edged(read_audio(clip.path)[0][: clip.length])
        block[first - start : last - start] += samples[first - clip.start : last - clip.start] * voice.gain
    return block


def _edged(samples: np.ndarray) -> np.ndarray:
    edge = min(_EDGE, len(samples) // 2)
    ramp = np.linspace(0, 1, edge, endpoint=False, dtype=np.float32)[:, None]
    samples[:edge] *= ramp
    samples[len(samples) - edge :] *= ramp[::-1]
    return samples


def _bed(
    recipe: SoundtrackRecipe, assets: Assets, folder: Path, length: int
) -> Callable[[int, int], np.ndarray] | None:
    """A function that gives the music of a stretch of the film, without ducking; None for no music."""
    if recipe.music is None or recipe.music_level_percent == 0:
        return None
    tape, meter = Tape(folder / "music"), Meter()
    # of a longer file, what the film cannot use is not read
    limit_ms = recipe.duration_ms if recipe.music.kind == "upload" else None
    for block in audio_blocks(assets.path(recipe.music), limit_ms=limit_ms):
        tape.append(block)
        meter.add(block)
    gain = _gain_to(_MUSIC_LUFS, meter.integrated()) * recipe.music_level_percent / 100
    # a composed piece ends on its cadence, so it is the beginning that goes when the film is shorter
    skip = max(0, tape.length - length) if recipe.music.kind == "music" else 0
    return laid(tape, length, skip=skip, gain=gain)


def _levelled(mixed: Tape, *, progress: Progress) -> float:
    """The gain at which the limited mix has the target's loudness."""
    plain = Meter()
    for start, end in stretches(mixed.length, _BLOCK):
        plain.add(mixed.read(start, end))
    gain = _gain_to(TARGET_LUFS, plain.integrated())
    for attempt in range(_ATTEMPTS):
        meter = Meter()
        for block in _limited(mixed, gain, _CEILING_DB):
            meter.add(block)
        progress((attempt + 1) / _ATTEMPTS)
        missing = TARGET_LUFS - meter.integrated()
        if abs(missing) < _CLOSE_LU or meter.integrated() <= SILENT_LUFS:
            break
        # of a higher gain the limiter takes a part away again
        gain *= 10 ** (missing * (1.0 if missing < 0 else 1.5) / 20)
    return gain


def _encoded(mixed: Tape, out: Path, *, gain: float, progress: Progress) -> tuple[float, float]:
    """Encode; once more under a lower ceiling if the encoder's overshoot passes the limit. Loudness and peak."""
    ceiling = _CEILING_DB
    for attempt in range(3):
        write_aac(out, _limited(mixed, gain, ceiling), length=mixed.length)
        loudness, peak = _measured(out)
        progress((attempt + 1) / 3)
        over = decibels(peak) - PEAK_DB
        if over < 0:
            break
        ceiling -= over + 0.2
    return loudness, peak


def _limited(mixed: Tape, gain: float, ceiling_db: float) -> Iterator[np.ndarray]:
    for start, end in stretches(mixed.length, _BLOCK):
        yield limited(mixed, start, end, gain=gain, ceiling=10 ** (ceiling_db / 20))


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
