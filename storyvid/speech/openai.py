"""OpenAI's voices, or those of any service that speaks the same protocol, through the official SDK."""

import os
from dataclasses import dataclass
from typing import Literal

import numpy as np

from storyvid.errors import ModelFailed, ModelNotInstalled, NeedsAnEdit
from storyvid.models import Card, Progress, Speech, Voice
from storyvid.recipes import SpeechRecipe
from storyvid.speech.choosing import pitched, speed_of, voice_for
from storyvid.speech.narrated import Utterance, narrated
from storyvid.speech.paid import billed
from storyvid.speech.pieces import full_pieces

_MODEL = "gpt-4o-mini-tts"
_LONGEST = 700  # characters: the service takes 2000 tokens, but shorter speech is aligned better
_RATE = 24_000  # of "pcm"
_MILLIONTHS_A_LETTER = 30  # of a dollar: about 0.015 a minute, with half as much again for slow speech
_ADDRESS = "https://api.openai.com/v1"
_VOICES: dict[str, Literal["female", "male", ""]] = {
    "alloy": "", "ash": "male", "ballad": "male", "cedar": "male", "coral": "female", "echo": "male", "fable": "",
    "marin": "female", "nova": "female", "onyx": "male", "sage": "female", "shimmer": "female", "verse": "male",
}  # fmt: skip
_TOLD = "Tell this as a warm storyteller would, calmly and clearly, in the language of the text."


@dataclass(frozen=True, kw_only=True)
class Service:
    """Where the voice answers; `timeout_s` ends each try, `retries` are the SDK's for 429, 5xx and lost lines."""

    key: str
    base_url: str = _ADDRESS
    model: str = _MODEL
    timeout_s: float = 120.0
    retries: int = 4

    def __repr__(self) -> str:
        return f"Service(base_url={self.base_url!r}, model={self.model!r})"  # the key stays out of logs


def _lacks() -> tuple[str, ...]:
    return () if os.environ.get("OPENAI_API_KEY", "").strip() else ("OPENAI_API_KEY",)


class OpenAi:
    """Speaks stretches of whole sentences; the words are timed by the aligner."""

    card = Card(
        name="openai",
        revision=_MODEL,
        title="OpenAI",
        summary="Thirteen voices that speak most languages. Paid; the story's text is sent to the service.",
        needs=("openai", "num2words"),
        install="uv pip install 'storyvid[services,voices]'",
        set_up="export OPENAI_API_KEY=your-key",
        lane="network",
        lacks=_lacks,
    )

    def __init__(self, service: Service | None = None):
        self._service = service

    def voices(self) -> tuple[Voice, ...]:
        """The service's voices; each speaks every language."""
        return tuple(
            Voice(name=name, title=name.capitalize(), language="", gender=gender) for name, gender in _VOICES.items()
        )  # type: ignore[arg-type]

    def speak(self, recipe: SpeechRecipe, *, progress: Progress) -> Speech:
        """Mono speech at 24 kHz.

        Raises ModelNotInstalled without a key, OverTheCap, NeedsAnEdit for a refused text, ModelFailed where the
        service does not answer usably.
        """
        progress(0.0)
        speed = speed_of(recipe, slowest=0.25, fastest=4.0)
        chosen = voice_for(recipe, self.voices(), preferred=("coral",))
        service = self._service or from_environment()

        def say(text: str) -> Utterance:
            with billed(
                "openai", service.model, text, millionths_a_letter=_MILLIONTHS_A_LETTER, address=service.base_url
            ) as bill:
                content = _asked(service, text, chosen.name, speed)
                bill.answered = True
            samples = np.frombuffer(content[: len(content) // 2 * 2], "<i2").astype(np.float32) / 32768
            return Utterance(pitched(samples, recipe), _RATE)

        pieces = full_pieces(recipe.text, most=_LONGEST)
        return narrated(recipe, pieces, say, reads_numbers=True, progress=progress)


def from_environment() -> Service:
    """OPENAI_API_KEY, OPENAI_BASE_URL, STORYVID_TTS_MODEL. Raises ModelNotInstalled where the key is not set."""
    key = os.environ.get("OPENAI_API_KEY", "").strip()
    if not key:
        raise ModelNotInstalled("OpenAI's voices need a key: set the environment variable OPENAI_API_KEY.")
    url = os.environ.get("OPENAI_BASE_URL") or _ADDRESS
    return Service(key=key, base_url=url, model=os.environ.get("STORYVID_TTS_MODEL") or _MODEL)


def _asked(service: Service, text: str, voice: str, speed: float) -> bytes:
    import openai

    client = openai.OpenAI(
        api_key=service.key, base_url=service.base_url, timeout=service.timeout_s, max_retries=service.retries
    )
    # what the service says may repeat the key or the story: only the status is passed on
    try:
        with client:
            answer = client.audio.speech.create(
                model=service.model, voice=voice, input=text, response_format="pcm", speed=speed, instructions=_TOLD
            )
            return answer.content
    except openai.APITimeoutError:
        raise ModelFailed(f"{service.model} did not answer in time. Try again later.") from None
    except openai.AuthenticationError:
        raise ModelFailed("The service does not accept the key in OPENAI_API_KEY.") from None
    except openai.RateLimitError:
        raise ModelFailed(f"{service.model} is over its rate limit or its quota. Try again later.") from None
    except openai.BadRequestError as error:
        if error.code in ("content_filter", "content_policy_violation"):
            raise NeedsAnEdit(
                "The voice refuses to say this text. Change the scene, or choose another voice."
            ) from None
        raise ModelFailed(f"The service does not take the request (400). Check the model {service.model}.") from None
    except openai.APIStatusError as error:
        raise ModelFailed(f"The service answered {error.status_code} for {service.model}. Try again later.") from None
    except openai.OpenAIError:
        raise ModelFailed("The service cannot be reached. Check the network and OPENAI_BASE_URL.") from None
