"""Narration put together from what a voice says piece by piece, with rests between and the time of every word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from storyvid.errors import ModelFailed
from storyvid.models import Progress, Speech, SpokenWord
from storyvid.recipes import SpeechRecipe
from storyvid.speech.pauses import PARAGRAPH_MS, pause_ms
from storyvid.speech.pronouncing import in_source
from storyvid.speech.read_out import read_out

_LEAD_MS, _TAIL_MS = 40, 120
_NOTHING_TO_SAY_MS = 400
_KEPT_MS = 30  # of the quiet around a piece
_FLOOR = 0.008  # of the loudest sample: what is quieter is silence (-42 dB)
_EDGE_MS = 8
_USUAL_RATE = 24_000


@dataclass(frozen=True)
class Utterance:
    """What a voice made of a piece: samples (n,) float32; its words where the voice tells them, else None."""

    samples: np.ndarray
    rate: int
    words: tuple[SpokenWord, ...] | None = None


Say = Callable[[str], Utterance]


def narrated(
    recipe: SpeechRecipe, pieces: Sequence[tuple[int, int]], say: Say, *, reads_numbers: bool, progress: Progress
) -> Speech:
    """The pieces of the recipe's text, said one after the other and joined by the rests that stand between them.

    `reads_numbers`: the voice is given numbers and abbreviations as they are written.  A text with nothing to say
    becomes a short silence without words.
    """
    spoken: list[tuple[int, int, Utterance]] = []
    for start, end in pieces:
        text = recipe.text[start:end]
        if any(character.isalnum() for character in text):
            spoken.append((start, end, _piece(text, recipe.language, say, reads_numbers)))
        progress(0.95 * end / max(len(recipe.text), 1))
    speech = _joined(recipe, spoken)
    progress(1.0)
    return speech


def _piece(text: str, language: str, say: Say, reads_numbers: bool) -> Utterance:
    """One piece with the ranges of its words in the piece as it is written, without silence at its ends."""
    said = read_out(text, language="" if reads_numbers else language)
    heard = say(said.text)
    samples = np.nan_to_num(np.asarray(heard.samples, np.float32).reshape(-1))
    first, last = _sounding(samples, heard.rate)
    if last <= first:
        raise ModelFailed("The voice gave back silence. Try again, or choose another voice.")
    samples = _edged(np.clip(samples[first:last], -1, 1), heard.rate)
    if heard.words is None:
        # brings scipy.signal, which takes a second or two to import: not for a list of voices
        from storyvid.speech.aligning import aligned

        words = aligned(samples, heard.rate, said.text, language=language)
    else:
        words = _moved(heard.words, -first * 1000 / heard.rate, len(samples) * 1000 / heard.rate)
    return Utterance(samples, heard.rate, in_source(words, said))


def _joined(recipe: SpeechRecipe, spoken: list[tuple[int, int, Utterance]]) -> Speech:
    if not spoken:
        return Speech(np.zeros(_USUAL_RATE * _NOTHING_TO_SAY_MS // 1000, np.float32), _USUAL_RATE)
    rate = spoken[0][2].rate
    sounds, words = [np.zeros(rate * _LEAD_MS // 1000, np.float32)], list[SpokenWord]()
    at = len(sounds[0])
    for number, (start, end, heard) in enumerate(spoken):
        samples = _at_rate(heard, rate)
        moved = _moved(heard.words or (), at * 1000 / rate, (at + len(samples)) * 1000 / rate)
        words += [replace(word, start=word.start + start, end=word.end + start) for word in moved]
        last = number == len(spoken) - 1
        rest_ms = _TAIL_MS if last else _rest_ms(recipe.text, end, spoken[number + 1][0]) * 100 // recipe.speed_percent
        sounds += [samples, np.zeros(rate * rest_ms // 1000, np.float32)]
        at += len(samples) + len(sounds[-1])
    return Speech(np.concatenate(sounds), rate, tuple(words))


def _rest_ms(text: str, end: int, start: int) -> int:
    """The rest between two pieces, one ending at `end` and the next beginning at `start`, less the quiet they keep."""
    last = max((at for at in range(end) if text[at].isalnum()), default=end - 1)
    first = next((at for at in range(start, len(text)) if text[at].isalnum()), start)
    between = text[last + 1 : first]
    if between.count("\n") > 1:
        return PARAGRAPH_MS
    return max(pause_ms(between, text[first:]) - 2 * _KEPT_MS, 0)


def _sounding(samples: np.ndarray, rate: int) -> tuple[int, int]:
    """The range in which something is heard, a little around it kept."""
    loudest = float(np.abs(samples).max(initial=0.0))
    if loudest < 1e-4:
        return 0, 0
    loud = np.flatnonzero(np.abs(samples) > loudest * _FLOOR)
    kept = _KEPT_MS * rate // 1000
    return max(0, int(loud[0]) - kept), min(len(samples), int(loud[-1]) + kept)


def _edged(samples: np.ndarray, rate: int) -> np.ndarray:
    edge = min(_EDGE_MS * rate // 1000, len(samples) // 2)
    if edge:
        ramp = np.linspace(0, 1, edge, endpoint=False, dtype=np.float32)
        samples[:edge] *= ramp
        samples[len(samples) - edge :] *= ramp[::-1]
    return samples


def _at_rate(heard: Utterance, rate: int) -> np.ndarray:
    if heard.rate == rate:
        return heard.samples
    step = int(np.gcd(heard.rate, rate))
    from scipy.signal import resample_poly

    return resample_poly(heard.samples, rate // step, heard.rate // step).astype(np.float32)


def _moved(words: Sequence[SpokenWord], by_ms: float, until_ms: float) -> tuple[SpokenWord, ...]:
    """Words later by so much, in order, none of them after `until_ms`."""
    found: list[SpokenWord] = []
    clock = max(0, int(by_ms))
    for word in words:
        start_ms = min(max(clock, round(word.start_ms + by_ms)), int(until_ms))
        clock = min(max(start_ms, round(word.end_ms + by_ms)), int(until_ms))
        found.append(replace(word, start_ms=start_ms, end_ms=clock))
    return tuple(found)
