"""The coreferee reader: spaCy and coreferee as their users run them, for English, German, French and Polish."""

import io
import pickle
from contextlib import redirect_stdout
from functools import cache
from importlib import import_module
from typing import Any

from storyvid.errors import BadInput, ModelFailed, ModelNotInstalled
from storyvid.models import Card, Reading
from storyvid.reading.coref.coreferee_clusters import clusters
from storyvid.reading.coref.coreferee_models import LANGUAGES, any_model, model_for


class Coreferee:
    """spaCy's parser and coreferee's chains, widened to noun phrases; models load at the first reading."""

    card = Card(
        name="coreferee",
        revision="1",
        title="coreferee",
        summary="spaCy and coreferee: grammar rules with a small network. English, German, French, Polish.",
        needs=("spacy", "coreferee"),
        install="uv pip install 'storyvid[coreferee]' && storyvid models install coreferee en",
        languages=LANGUAGES,
        lacks=lambda: () if any_model() else ("a language model",),
    )

    def read(self, text: str, *, language: str) -> Reading:
        """The characters by importance, and the rest.

        Raises BadInput for another language or a text over spaCy's limit, ModelNotInstalled with the one command
        where a model is missing or does not fit, ModelFailed where coreferee stumbles over the text.
        """
        if language not in self.card.languages:
            raise BadInput(f"coreferee reads {', '.join(LANGUAGES)}, not “{language}”. Add characters by hand.")
        if not text.strip():
            return Reading(characters=())
        nlp = _pipeline(model_for(language))
        if len(text) > nlp.max_length:
            raise BadInput(f"coreferee reads at most {nlp.max_length} characters; this text has {len(text)}.")
        return clusters(text, annotated(nlp, text), language=language)


def annotated(nlp: Any, text: str) -> Any:
    """The text as a spaCy doc with chains.  Raises ModelFailed for what coreferee only prints.

    Its `__call__` catches everything, prints it and returns the doc half done: no chains, or the temporary
    marks that it takes away at its end still there.
    """
    printed = io.StringIO()
    with redirect_stdout(printed):
        doc = nlp(text)
    holder = doc._.coref_chains
    if holder is None or any(name.startswith("temp_") for name in vars(holder)):
        said = " ".join(printed.getvalue().replace("⚠", " ").split()).removeprefix(
            "Unexpected error in Coreferee annotating document, skipping ...."
        )
        raise ModelFailed(f"coreferee could not read this text ({said.strip()[:300]}). Try another reader.")
    return doc


@cache
def _pipeline(model: str) -> Any:
    """spaCy's model with coreferee at its end."""
    import spacy

    errors = import_module("coreferee.errors")  # importing coreferee registers its factory and its extensions
    try:
        nlp = spacy.load(model)
        with redirect_stdout(io.StringIO()):  # what it prints it raises, too
            nlp.add_pipe("coreferee")
    except errors.CorefereeError as error:
        raise ModelNotInstalled(f"{error} Add it with: storyvid models install coreferee {model[:2]}") from error
    except (pickle.UnpicklingError, EOFError, OSError, ValueError, AttributeError, ImportError) as error:
        raise ModelNotInstalled(
            f"{model} or coreferee’s model for it cannot be loaded ({error}). "
            f"Install them again with: storyvid models install coreferee {model[:2]}"
        ) from error
    return nlp
