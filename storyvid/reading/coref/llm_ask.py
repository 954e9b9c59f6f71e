"""One question to an OpenAI-compatible service: schema-checked, repaired once, then failed clearly."""

from types import TracebackType
from typing import Any, TypeVar

import openai
from pydantic import BaseModel, ValidationError

from storyvid.errors import ModelFailed, NeedsAnEdit
from storyvid.reading.coref.llm import Service
from storyvid.reading.coref.llm_schema import Answer, asked, response_format

Shape = TypeVar("Shape", bound=BaseModel)
_REPAIR = "Your answer did not fit the JSON schema: {}. Answer again with the whole JSON object and nothing else."


class Asker:
    """A connection to the service; the SDK itself retries 429, 5xx and lost lines and honours Retry-After."""

    def __init__(self, service: Service) -> None:
        self.model = service.model
        self._client = openai.OpenAI(
            api_key=service.key, base_url=service.base_url, timeout=service.timeout_s, max_retries=service.retries
        )

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
        reply = self._reply(messages, shape)
        choices = getattr(reply, "choices", None)
        if not choices or getattr(choices[0], "message", None) is None:
            raise ModelFailed(f"The service for {self.model} did not answer as an OpenAI-compatible one does.")
        choice = choices[0]
        if choice.message.refusal or choice.finish_reason == "content_filter":
            raise NeedsAnEdit(f"{self.model} refuses to read this story. Change the text or choose another reader.")
        return None if choice.finish_reason == "length" else choice.message.content or ""

    def _reply(self, messages: list[dict[str, str]], shape: type[BaseModel]) -> Any:
        # what the service says may repeat the key or the story: only the status is passed on
        try:
            return self._client.chat.completions.create(
                model=self.model, messages=messages, response_format=response_format(shape)  # type: ignore[call-overload]
            )  # fmt: skip
        except openai.APITimeoutError:
            raise ModelFailed(f"{self.model} did not answer in time. Try again later.") from None
        except openai.AuthenticationError:
            raise ModelFailed("The service does not accept the key in OPENAI_API_KEY.") from None
        except openai.RateLimitError:
            raise ModelFailed(f"{self.model} is over its rate limit or its quota. Try again later.") from None
        except openai.BadRequestError as error:
            if error.code in ("content_filter", "content_policy_violation"):
                raise NeedsAnEdit(f"{self.model} refuses to read this story. Change the text.") from None
            raise ModelFailed(f"The service does not take the question (400). Check the model {self.model}.") from None
        except openai.APIStatusError as error:
            raise ModelFailed(
                f"The service answered {error.status_code} for {self.model}. Check the model and the address."
            ) from None
        except openai.APIConnectionError:
            raise ModelFailed("The service cannot be reached. Check the network and STORYVID_LLM_BASE_URL.") from None
        except (openai.OpenAIError, ValueError):  # a body that is no JSON
            raise ModelFailed(f"The service for {self.model} answered with something that is no JSON.") from None
