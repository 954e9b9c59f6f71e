"""One question to an OpenAI-compatible service: schema-checked, repaired once, then failed clearly."""

from types import TracebackType
from typing import Any, TypeVar

import openai
from pydantic import BaseModel, ValidationError

from storyvid.errors import ModelFailed
from storyvid.reading.coref.llm import Service
from storyvid.reading.coref.llm_schema import Answer, asked, response_format
from storyvid.services.openai_sdk import client, told
from storyvid.services.patience import Refused, patiently

Shape = TypeVar("Shape", bound=BaseModel)
_REPAIR = "Your answer did not fit the JSON schema: {}. Answer again with the whole JSON object and nothing else."


class Asker:
    """A connection to the service; what was surely not answered is asked again after as long as the service wants."""

    def __init__(self, service: Service) -> None:
        self._service, self.model = service, service.model
        self._client = client(service.base_url, service.key, timeout_s=service.timeout_s)

    def __enter__(self) -> "Asker":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def ask(self, part: str, *, language: str, known: list[str]) -> Answer | None:
        """What the model found in the part; None where its answer was cut off for length.

        Raises NeedsAnEdit for a refusal, ModelFailed for a service or an answer that is of no use.
        """
        return self.answered(asked(part, language=language, known=known), Answer)

    def answered(self, messages: list[dict[str, str]], shape: type[Shape]) -> Shape | None:
        """What the model answers in the shape; None, and what it raises, as `ask`."""
        for repairing in (False, True):
            said = self._said(messages, shape)
            if said is None:
                return None
            try:
                return shape.model_validate_json(said)
            except ValidationError as error:
                told = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:5])
                if repairing:
                    raise ModelFailed(
                        f"{self.model} answered twice in a shape that cannot be read. Try again or another model."
                    ) from None
                repair = {"role": "user", "content": _REPAIR.format(told)}
                messages = [*messages, {"role": "assistant", "content": said}, repair]
        raise AssertionError("the second round returns or raises")

    def _said(self, messages: list[dict[str, str]], shape: type[BaseModel]) -> str | None:
        reply = patiently(
            lambda: self._reply(messages, shape), patience=self._service.patience, progress=lambda share: None
        )
        choices = getattr(reply, "choices", None)
        if not choices or getattr(choices[0], "message", None) is None:
            raise ModelFailed(f"The service for {self.model} did not answer as an OpenAI-compatible one does.")
        choice = choices[0]
        if choice.message.refusal or choice.finish_reason == "content_filter":
            raise self._refused({}, "")
        return None if choice.finish_reason == "length" else choice.message.content or ""

    def _reply(self, messages: list[dict[str, str]], shape: type[BaseModel]) -> Any:
        troubles = told(self.model, key=self._service.key, timeout_s=self._service.timeout_s, refused=self._refused)
        try:
            with troubles:
                return self._client.chat.completions.create(
                    model=self.model, messages=messages, response_format=response_format(shape)  # type: ignore[call-overload]
                )  # fmt: skip
        except (openai.OpenAIError, ValueError):  # a body that is no JSON
            raise ModelFailed(f"The service for {self.model} answered with something that is no JSON.") from None

    def _refused(self, body: dict[str, Any], said: str) -> Refused:
        return Refused(f"{self.model} refuses to read this story. Change the text or choose another reader.")
