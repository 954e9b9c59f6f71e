"""The embedded reader: a small neural coreference model trained on English fiction, inside the package."""

from pathlib import Path

from storyvid.errors import BadInput
from storyvid.models import Card, Reading
from storyvid.reading.coref.embedded_cast import reading_of
from storyvid.reading.coref.embedded_model import WEIGHTS, Model
from storyvid.reading.coref.embedded_words import words_of


class Embedded:
    """MiniLM fine-tuned on LitBank (training/coref), int8, on one thread; weights load at the first reading."""

    card = Card(
        name="embedded",
        revision="1",
        title="Embedded",
        summary="A trained model that ships inside: who is who in English fiction, offline.",
        needs=("onnxruntime", "tokenizers", "safetensors", "threadpoolctl"),
        install="pip install onnxruntime tokenizers safetensors threadpoolctl",
        languages=("en",),
    )

    def __init__(self, folder: Path = WEIGHTS):
        self._model = Model(folder)

    def read(self, text: str, *, language: str) -> Reading:
        """The characters by importance, and every other cluster.  Raises BadInput for any language but English."""
        if language not in self.card.languages:
            raise BadInput(f'The embedded reader reads English only, not "{language}". Add characters by hand.')
        words = words_of(text)
        if not len(words):
            return Reading(characters=())
        return reading_of(words, self._model.clustered(words))
