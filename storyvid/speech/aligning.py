"""When each word is heard in speech that came without timings: it is compared with espeak-ng saying the same words.

The way of the aeneas aligner: cepstra of both (Davis and Mermelstein, 1980) and dynamic time warping (Sakoe and
Chiba, 1978, symmetric steps).  espeak-ng's own word times are carried along the path, and a word begins where sound
does.  In languages that espeak-ng does not speak, words share the sounding time by their length.
"""

import re

import numpy as np
from scipy.fft import dct, rfft
from scipy.signal import resample_poly

from storyvid.errors import StoryvidError
from storyvid.models import SpokenWord
from storyvid.recipes import SpeechRecipe
from storyvid.speech.timing import speaking_ms

_RATE = 16_000
_HOP, _WINDOW, _FFT = 320, 640, 1024  # 20 ms, 40 ms
_MELS, _CEPSTRA = 26, 12
_SILENCE_DB = -38.0  # under the loudest frame
_ENERGY_WEIGHT = 2.5
_CHANGE_WEIGHT = 1.0
_DIAGONAL = 1.4  # of a step in both: less than two steps, so that words keep their length
_LEAST_FRAMES = 2


def aligned(samples: np.ndarray, rate: int, text: str, *, language: str) -> tuple[SpokenWord, ...]:
    """The words of `text` with the times at which they are heard in speech (n,) of it; none where nothing is said."""
    target = _at_common_rate(samples, rate)
    if len(target) < _WINDOW * 2:
        return _shared(text, 0, round(len(samples) * 1000 / rate))
    usual_ms = speaking_ms(text, language=language)
    speed_percent = int(np.clip(round(100 * usual_ms * rate / (len(samples) * 1000)), 50, 200)) if usual_ms else 100
    model = _reference(text, language, speed_percent)
    if model is None:
        sounding = _sounding(_energies(target))
        first, last = (int(sounding[0]), int(sounding[-1]) + 1) if len(sounding) else (0, len(target) // _HOP)
        return _shared(text, first * 20, last * 20)
    spoken, words = model
    path = _path(_features(spoken), _features(target))
    return _timed(words, path, _energies(target))


def _reference(text: str, language: str, speed_percent: int) -> tuple[np.ndarray, tuple[SpokenWord, ...]] | None:
    """The text as espeak-ng says it at about the same pace, and its words; None where it cannot."""
    from storyvid.speech.espeak import Espeak

    recipe = SpeechRecipe(model="espeak", voice="", language=language, text=text, speed_percent=speed_percent)
    try:
        speech = Espeak().speak(recipe, progress=lambda share: None)
    except StoryvidError:
        return None
    if not speech.words:
        return None
    return _at_common_rate(speech.samples, speech.rate), speech.words


def _at_common_rate(samples: np.ndarray, rate: int) -> np.ndarray:
    step = int(np.gcd(rate, _RATE))
    return resample_poly(samples.astype(np.float64), _RATE // step, rate // step)


def _frames(samples: np.ndarray) -> np.ndarray:
    count = max(1, 1 + (len(samples) - _WINDOW) // _HOP)
    padded = np.pad(samples, (0, max(0, _WINDOW + (count - 1) * _HOP - len(samples))))
    return padded[np.arange(count)[:, None] * _HOP + np.arange(_WINDOW)]


def _energies(samples: np.ndarray) -> np.ndarray:
    """Decibels of each frame."""
    return 10 * np.log10(np.mean(np.square(_frames(samples)), axis=1) + 1e-10)


def _sounding(energies: np.ndarray) -> np.ndarray:
    return np.flatnonzero(energies > energies.max() + _SILENCE_DB)


def _features(samples: np.ndarray) -> np.ndarray:
    """Cepstra (frames, 12) and energy, each of mean 0 and deviation 1 over the speech, so that voices compare."""
    frames = _frames(np.append(samples[0], samples[1:] - 0.97 * samples[:-1])) * np.hamming(_WINDOW)
    power = np.square(np.abs(rfft(frames, _FFT, axis=1)))
    mels = np.log(power @ _mel_filters().T + 1e-8)
    cepstra = dct(mels, axis=1, norm="ortho")[:, 1 : _CEPSTRA + 1]
    energies = _energies(samples)
    loud = energies > energies.max() + _SILENCE_DB
    voiced = cepstra[loud] if loud.any() else cepstra
    cepstra = (cepstra - voiced.mean(axis=0)) / (voiced.std(axis=0) + 1e-6)
    cepstra[~loud] *= 0.3  # the timbre of silence says nothing
    level = np.clip((energies - energies.max()) / -_SILENCE_DB + 1, 0, 1)[:, None] * 2 * _ENERGY_WEIGHT
    change = np.gradient(cepstra, axis=0) if len(cepstra) > 1 else np.zeros_like(cepstra)
    return np.concatenate([cepstra / np.sqrt(_CEPSTRA), change * _CHANGE_WEIGHT / np.sqrt(_CEPSTRA), level], axis=1)


def _mel_filters() -> np.ndarray:
    """Triangles (26, bins) evenly spaced on the mel scale from 60 Hz to 7.6 kHz."""
    low, high = (2595 * np.log10(1 + hertz / 700) for hertz in (60.0, 7600.0))
    corners = 700 * (10 ** (np.linspace(low, high, _MELS + 2) / 2595) - 1)
    bins = np.arange(_FFT // 2 + 1) * _RATE / _FFT
    left, middle, right = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    return np.clip(np.minimum((bins - left) / (middle - left), (right - bins) / (right - middle)), 0, None)


def _path(reference: np.ndarray, target: np.ndarray) -> np.ndarray:
    """For each frame of the reference the frame of the target, by the cheapest path, end to end.

    The table is filled diagonal by diagonal: what lies on one depends on the two before it only.
    """
    rows, columns = len(reference), len(target)
    squares = np.square(reference).sum(axis=1)[:, None] + np.square(target).sum(axis=1)[None, :]
    cost = np.sqrt(np.maximum(squares - 2 * reference @ target.T, 0)).astype(np.float32)
    steps = np.zeros((rows, columns), np.uint8)
    before = np.full(rows + 1, np.inf, np.float32)  # the last diagonal by row + 1, and the one before it
    earlier = before.copy()
    for diagonal in range(rows + columns - 1):
        first, last = max(0, diagonal - columns + 1), min(rows, diagonal + 1)
        row = np.arange(first, last)
        here = cost[row, diagonal - row]
        choices = np.stack([earlier[row] + _DIAGONAL * here, before[row] + here, before[row + 1] + here])
        if diagonal == 0:
            choices[0, 0] = here[0]
        step = np.argmin(choices, axis=0)
        steps[row, diagonal - row] = step
        now = np.full(rows + 1, np.inf, np.float32)
        now[row + 1] = choices[step, np.arange(len(row))]
        earlier, before = before, now
    return _walked(steps)


def _walked(steps: np.ndarray) -> np.ndarray:
    """The middle of the target's frames for each frame of the reference."""
    row, column = steps.shape[0] - 1, steps.shape[1] - 1
    total, count = np.zeros(row + 1), np.zeros(row + 1)
    while True:
        total[row] += column
        count[row] += 1
        if row == 0 and column == 0:
            return total / count
        step = steps[row, column]
        row, column = row - (step != 2), column - (step != 1)


def _timed(words: tuple[SpokenWord, ...], path: np.ndarray, energies: np.ndarray) -> tuple[SpokenWord, ...]:
    """The words where the path says they are, without the silence around them, in order and none empty."""
    loud = np.zeros(len(energies) + 1, bool)
    loud[_sounding(energies)] = True
    found: list[SpokenWord] = []
    clock = 0
    for word in words:
        start = max(clock, int(round(path[min(word.start_ms // 20, len(path) - 1)])))
        end = max(start + _LEAST_FRAMES, int(round(path[min(-(-word.end_ms // 20), len(path) - 1)])))
        inside = np.flatnonzero(loud[start:end])
        if len(inside):
            start, end = start + int(inside[0]), start + int(inside[-1]) + 1
        end = min(max(end, start + _LEAST_FRAMES), max(len(energies), start + 1))
        found.append(SpokenWord(start=word.start, end=word.end, start_ms=start * 20, end_ms=end * 20))
        clock = end
    return tuple(found)


def _shared(text: str, start_ms: int, end_ms: int) -> tuple[SpokenWord, ...]:
    """The words of a text, each with its share of the time by its length."""
    found = [match.span() for match in re.finditer(r"\w+(?:['’\-]\w+)*", text)]
    total = sum(end - start for start, end in found)
    words, done = [], 0
    for start, end in found:
        first, done = done, done + end - start
        words.append(
            SpokenWord(
                start=start,
                end=end,
                start_ms=start_ms + (end_ms - start_ms) * first // total,
                end_ms=start_ms + (end_ms - start_ms) * done // total,
            )
        )
    return tuple(words)
