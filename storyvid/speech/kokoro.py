"""Kokoro: 54 expressive neural voices in nine languages out of one model of 82 million parameters."""

from functools import lru_cache
from pathlib import Path

import numpy as np

from storyvid.errors import ModelFailed
from storyvid.models import Card, Progress, Speech, Voice
from storyvid.recipes import SpeechRecipe
from storyvid.speech import weights
from storyvid.speech.choosing import pitched, speed_of, voice_for
from storyvid.speech.narrated import Utterance, narrated
from storyvid.speech.pieces import sentence_pieces

_LONGEST = 350  # characters of a sentence: the model takes 510 phonemes
_PREFERRED = ("af_heart", "af_bella", "am_michael", "bf_emma", "ff_siwis", "ef_dora", "if_sara", "pf_dora")
# the first letter of a voice's name: its language for the screen, and for the phonemizer
_LANGUAGES = {
    "a": ("en", "en-us", "English (America)"),
    "b": ("en", "en-gb", "English (Britain)"),
    "e": ("es", "es", "Spanish"),
    "f": ("fr", "fr-fr", "French"),
    "h": ("hi", "hi", "Hindi"),
    "i": ("it", "it", "Italian"),
    "j": ("ja", "ja", "Japanese"),
    "p": ("pt", "pt-br", "Portuguese (Brazil)"),
    "z": ("zh", "cmn", "Chinese"),
}
_GENDERS = {"f": "female", "m": "male"}


def _lacks() -> tuple[str, ...]:
    return tuple(file.name for file in weights.missing("kokoro"))


class Kokoro:
    """Speaks sentence by sentence; the words are timed by the aligner."""

    card = Card(
        name="kokoro",
        revision="1.0",
        title="Kokoro",
        summary="Expressive voices in nine languages, on the processor. A download of 350 MB for all of them.",
        needs=("kokoro_onnx", "num2words"),
        install="uv pip install 'storyvid[voices]'",
        set_up="storyvid models install kokoro",
        lacks=_lacks,
    )

    def voices(self) -> tuple[Voice, ...]:
        """The voices that the file holds."""
        return tuple(_described(name) for name in sorted(_names(_file("voices-v1.0.bin"))) if name[:1] in _LANGUAGES)

    def speak(self, recipe: SpeechRecipe, *, progress: Progress) -> Speech:
        """Mono speech at 24 kHz. Raises UnknownName for a voice it does not have, ModelFailed for damaged files."""
        progress(0.0)
        speed = speed_of(recipe, slowest=0.5, fastest=2.0)
        chosen = voice_for(recipe, self.voices(), preferred=_PREFERRED)
        engine = _loaded(_file("kokoro-v1.0.onnx"), _file("voices-v1.0.bin"))

        def say(text: str) -> Utterance:
            try:
                samples, rate = engine.create(text, voice=chosen.name, speed=speed, lang=_LANGUAGES[chosen.name[0]][1])
            except ValueError as error:
                raise ModelFailed(f'{chosen.title} cannot say "{text[:40]}". Choose another voice for it.') from error
            return Utterance(pitched(np.asarray(samples, np.float32), recipe), rate)

        pieces = sentence_pieces(recipe.text, most=_LONGEST)
        return narrated(recipe, pieces, say, reads_numbers=False, progress=progress)


def _file(name: str) -> Path:
    return weights.folder("kokoro") / name


def _described(name: str) -> Voice:
    language, _, told = _LANGUAGES[name[0]]
    gender = _GENDERS.get(name[1:2], "")
    return Voice(name=name, title=f"{name[3:].capitalize()}, {told}", language=language, gender=gender)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def _names(path: Path) -> tuple[str, ...]:
    try:
        with np.load(path) as held:
            return tuple(held.keys())
    except (OSError, ValueError) as error:
        raise ModelFailed(_damaged(path)) from error


@lru_cache(maxsize=1)
def _loaded(model: Path, voices: Path):
    from kokoro_onnx import Kokoro as Engine
    from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf

    try:
        return Engine(str(model), str(voices))
    except (Fail, InvalidGraph, InvalidProtobuf, OSError, ValueError) as error:
        raise ModelFailed(_damaged(model)) from error


def _damaged(path: Path) -> str:
    return f"{path.name} is damaged. Install it again with: storyvid models install kokoro"
