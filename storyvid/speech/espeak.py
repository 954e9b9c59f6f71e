"""The embedded voice: espeak-ng in about a hundred languages, with the time of every word."""

import math
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from storyvid.errors import BadInput
from storyvid.models import Card, Progress, Speech, SpokenWord, Voice
from storyvid.recipes import SpeechRecipe
from storyvid.speech.espeak_library import Library, Native, loaded
from storyvid.speech.espeak_voices import chosen, listed
from storyvid.speech.pauses import PARAGRAPH_MS
from storyvid.speech.phrasing import Phrase, phrased
from storyvid.speech.pronouncing import in_source
from storyvid.speech.read_out import read_out
from storyvid.speech.wording import paragraphs, worded

_CALM_WORDS_PER_MINUTE = 136  # what the library is told; with storyteller's pauses about 155 are heard
_SLOWEST, _FASTEST = 80, 450  # the library takes nothing slower, and garbles faster
_LEAD_MS, _TAIL_MS = 40, 120
_NOTHING_TO_SAY_MS = 400
_SPEED_PERCENT = (50, 200)
_PITCH_PERCENT = (50, 150)


class Espeak:
    """Speaks with espeak-ng; every call is independent of the ones before."""

    card = Card(
        name="espeak",
        revision="2",
        title="espeak-ng",
        summary="A small voice for a hundred languages that runs anywhere: clear, quick, a little robotic.",
        needs=("espeakng_loader", "scipy", "num2words"),
        install="pip install espeakng-loader scipy num2words",
    )

    def voices(self) -> tuple[Voice, ...]:
        return listed(_natives())

    def speak(self, recipe: SpeechRecipe, *, progress: Progress) -> Speech:
        """The recipe's text as mono speech at 22.05 kHz, the same samples for the same recipe.

        Text with nothing to say becomes a short silence without words.  Raises UnknownName for a voice or
        language that is not there, BadInput for a speed or pitch out of range.
        """
        _check("Speed", recipe.speed_percent, _SPEED_PERCENT)
        _check("Pitch", recipe.pitch_percent, _PITCH_PERCENT)
        voice = chosen(recipe.voice, language=recipe.language, natives=_natives(), variants=_variants())
        progress(0.0)
        with loaded() as library:
            speed = min(max(_CALM_WORDS_PER_MINUTE * recipe.speed_percent // 100, _SLOWEST), _FASTEST)
            library.choose(voice.file, words_per_minute=speed, pitch=_pitch(recipe.pitch_percent))
            # the library makes "Mr." a sentence of its own, and a king's number a "Roman eight"
            said = read_out(recipe.text, language=voice.language, numbers=False)
            phrases = _phrases(library, replace(recipe, text=said.text), voice.language, progress=progress)
            rate = library.rate
        speech = _joined(phrases, rate, recipe)
        progress(1.0)
        return replace(speech, words=in_source(speech.words, said))


def _phrases(library: Library, recipe: SpeechRecipe, language: str, *, progress: Progress) -> list[Phrase]:
    found = []
    for start, end in paragraphs(recipe.text):
        wording = worded(recipe.text, start, end, language=language)
        if any(character.isalnum() for character in wording.text):
            heard = library.say(wording.text)
            found.append(phrased(heard, wording, recipe.text, speed_percent=recipe.speed_percent))
        progress(0.95 * end / len(recipe.text))
    return [phrase for phrase in found if len(phrase.samples)]


def _joined(phrases: list[Phrase], rate: int, recipe: SpeechRecipe) -> Speech:
    if not phrases:
        return Speech(np.zeros(rate * _NOTHING_TO_SAY_MS // 1000, np.float32), rate)
    gap = np.zeros(rate * PARAGRAPH_MS * 100 // recipe.speed_percent // 1000, np.float32)
    pieces = [np.zeros(rate * _LEAD_MS // 1000, np.float32)]
    words: list[SpokenWord] = []
    at = len(pieces[0])
    for number, phrase in enumerate(phrases):
        words += [
            SpokenWord(
                start=word.token.source_start,
                end=word.token.source_end,
                start_ms=round((at + word.start) * 1000 / rate),
                end_ms=round((at + word.end) * 1000 / rate),
            )
            for word in phrase.words
        ]
        following = gap if number + 1 < len(phrases) else np.zeros(rate * _TAIL_MS // 1000, np.float32)
        pieces += [phrase.samples, following]
        at += len(phrase.samples) + len(following)
    # brings scipy.signal, which takes a second or two to import: not for a list of voices
    from storyvid.speech.tone import toned

    return Speech(_quiet_ends(toned(np.concatenate(pieces), rate), rate), rate, tuple(words))


def _quiet_ends(samples: np.ndarray, rate: int) -> np.ndarray:
    """The filters' ringing faded to nothing at both ends."""
    length = min(10 * rate // 1000, len(samples))
    samples[:length] *= np.linspace(0, 1, length, endpoint=False, dtype=np.float32)
    samples[len(samples) - length :] *= np.linspace(1, 0, length, dtype=np.float32)
    return samples


def _pitch(percent: int) -> int:
    """The library's 0..100 for a pitch in percent of the voice's own: about an octave over its whole range."""
    return round(min(max(50 + 100 * math.log2(percent / 100), 0), 100))


def _check(what: str, percent: int, bounds: tuple[int, int]) -> None:
    low, high = bounds
    if not low <= percent <= high:
        raise BadInput(f"{what} must be {low} to {high} percent, not {percent}.")


@lru_cache(maxsize=1)
def _natives() -> tuple[Native, ...]:
    with loaded() as library:
        return tuple(library.voices())


def _variants() -> Path:
    import espeakng_loader

    return Path(espeakng_loader.get_data_path()) / "voices" / "!v"
