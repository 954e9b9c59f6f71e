"""Piper: quick neural voices that run on the processor, each a file of its own."""

import json
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

_LONGEST = 400  # characters of a sentence


def _lacks() -> tuple[str, ...]:
    return () if any(_installed()) else ("a voice",)


class Piper:
    """Speaks sentence by sentence; the words are timed by the aligner."""

    card = Card(
        name="piper",
        revision="1",
        title="Piper",
        summary="Natural voices in many languages, quick on any processor. Each voice is a download of 60 MB.",
        needs=("piper", "num2words"),
        install="uv pip install 'storyvid[voices]'",
        set_up="storyvid models install piper en_US-amy-medium",
        lacks=_lacks,
    )

    def voices(self) -> tuple[Voice, ...]:
        """Every voice in the folder, those that storyvid knows under their titles."""
        return tuple(_described(path) for path in _installed())

    def speak(self, recipe: SpeechRecipe, *, progress: Progress) -> Speech:
        """Mono speech at the voice's own rate.

        Raises UnknownName for a voice that is not there, ModelFailed where its file is damaged.
        """
        progress(0.0)
        speed = speed_of(recipe, slowest=0.33, fastest=4.0)
        chosen = voice_for(recipe, self.voices())
        voice = _loaded(weights.folder("piper") / f"{chosen.name}.onnx")

        def say(text: str) -> Utterance:
            from piper.config import SynthesisConfig

            # levelled in the mix: a sentence on its own is not brought to full scale, whispers stay whispers
            how = SynthesisConfig(length_scale=voice.config.length_scale / speed, normalize_audio=False)
            chunks = list(voice.synthesize(text, how))
            if not chunks:
                raise ModelFailed(f'{chosen.title} found nothing to say in "{text[:40]}".')
            samples = np.concatenate([chunk.audio_float_array.reshape(-1) for chunk in chunks])
            return Utterance(pitched(samples, recipe), chunks[0].sample_rate)

        pieces = sentence_pieces(recipe.text, most=_LONGEST)
        return narrated(recipe, pieces, say, reads_numbers=False, progress=progress)


def _installed() -> list[Path]:
    found = sorted(weights.folder("piper").glob("*.onnx"))
    return [path for path in found if path.with_name(path.name + ".json").is_file()]


def _described(path: Path) -> Voice:
    known = weights.PIPER_VOICES.get(path.stem)
    if known:
        return known.voice
    language, _, rest = path.stem.partition("-")
    return Voice(name=path.stem, title=f"{rest or path.stem} ({language})", language=language[:2].lower())


@lru_cache(maxsize=2)
def _loaded(path: Path):
    from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf
    from piper import PiperVoice

    try:
        return PiperVoice.load(path)
    except (Fail, InvalidGraph, InvalidProtobuf, json.JSONDecodeError, KeyError, OSError) as error:
        raise ModelFailed(
            f"The voice {path.stem} cannot be loaded: its file is damaged. Install it again with: "
            f"storyvid models install piper {path.stem}"
        ) from error
