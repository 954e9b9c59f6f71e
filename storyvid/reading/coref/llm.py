"""The LLM reader: who is who in any language, asked of an OpenAI-compatible service in parts."""

import logging
import os
from dataclasses import dataclass, field
from typing import Any

from storyvid.errors import ModelFailed, ModelNotInstalled
from storyvid.models import Card, Reading
from storyvid.reading.sentences import sentences
from storyvid.services.patience import Patience

_PART_CHARS, _LEAST_CHARS, _OVERLAP_CHARS = 6_000, 600, 600
_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Service:
    """Where the model answers; `timeout_s` ends each try."""

    key: str = field(repr=False)  # stays out of logs
    base_url: str | None
    model: str
    timeout_s: float = 120.0
    patience: Patience = Patience(tries=5)


def from_environment() -> Service:
    """OPENAI_API_KEY, STORYVID_LLM_BASE_URL or OPENAI_BASE_URL, STORYVID_LLM_MODEL.

    Raises ModelNotInstalled where the key is not set.
    """
    key = os.environ.get("OPENAI_API_KEY", "").strip()
    if not key:
        raise ModelNotInstalled(
            "The LLM reader needs a key: set the environment variable OPENAI_API_KEY "
            "(for a local service that needs none, to any word, and STORYVID_LLM_BASE_URL to its address)."
        )
    url = os.environ.get("STORYVID_LLM_BASE_URL") or os.environ.get("OPENAI_BASE_URL") or None
    return Service(key=key, base_url=url, model=os.environ.get("STORYVID_LLM_MODEL") or "gpt-5-mini")


class Llm:
    """Asks for quotes and finds them in the text itself; offsets of a language model are never trusted."""

    card = Card(
        name="llm",
        revision="1",
        title="LLM",
        summary="A language model behind any OpenAI-compatible service. Any language; sends the story there.",
        needs=("openai",),
        install="uv pip install 'storyvid[services]'",
        lane="network",
    )

    def __init__(self, service: Service | None = None):
        self._service = service

    def read(self, text: str, *, language: str) -> Reading:
        """The characters by importance, and places and vehicles.

        Raises ModelNotInstalled without a key, ModelFailed where the service does not answer usably,
        NeedsAnEdit where it refuses the text.
        """
        from storyvid.reading.coref.llm_ask import Asker
        from storyvid.reading.coref.llm_cast import Cast

        service = self._service or from_environment()
        cast = Cast()
        with Asker(service) as asker:
            for start, end in parts(text):
                self._take(asker, cast, text, start, end, language)
        if cast.unfound:
            _log.info("%d mentions that %s gave are not in the text and were left out", cast.unfound, service.model)
        return cast.reading(words=len(text.split()))

    def _take(self, asker: Any, cast: Any, text: str, start: int, end: int, language: str) -> None:
        """One part, or its two halves where the answer to it is too long for the service."""
        answer = asker.ask(text[start:end], language=language, known=cast.names)
        if answer is not None:
            cast.take(answer, text[start:end], offset=start)
            return
        if end - start <= _LEAST_CHARS:
            raise ModelFailed(f"{asker.model} cannot finish an answer even for {end - start} characters of the story.")
        for low, high in parts(text[start:end], size=(end - start) * 2 // 3):
            self._take(asker, cast, text, start + low, start + high, language)


def parts(text: str, *, size: int = _PART_CHARS) -> list[tuple[int, int]]:
    """Half-open ranges of at most about `size` characters, of whole sentences, each overlapping the one before."""
    ends = [sentence.end for sentence in sentences(text)] or [len(text)]
    starts = [0, *ends[:-1]]
    made: list[tuple[int, int]] = []
    start = 0
    while start < len(text) and text[start:].strip():
        end = max((end for end in ends if start < end <= start + size), default=min(len(text), start + size))
        made.append((start, end))
        if end >= ends[-1]:
            break
        overlap = min(_OVERLAP_CHARS, (end - start) // 4)
        start = min((s for s in starts if end - overlap <= s < end and s > start), default=end)
    return made
