"""OpenAI's voices, or those of any service that speaks the same protocol, through the official SDK."""

import time
from typing import Any, Literal

import numpy as np

from storyvid.models import Card, Progress, Speech, Voice
from storyvid.recipes import SpeechRecipe
from storyvid.services.patience import Refused, whole
from storyvid.speech.choosing import pitched, speed_of, voice_for
from storyvid.speech.narrated import Utterance, narrated
from storyvid.speech.pieces import full_pieces
from storyvid.speech.service import Counter, Service, from_environment, lacking

_KEY = "OPENAI_API_KEY"
_LONGEST = 700  # characters: the service takes 2000 tokens, but shorter speech is aligned better
_RATE = 24_000  # of "pcm"
_MOST_BYTES = 64 * 1024**2
_VOICES: dict[str, Literal["female", "male", ""]] = {
    "alloy": "", "ash": "male", "ballad": "male", "cedar": "male", "coral": "female", "echo": "male", "fable": "",
    "marin": "female", "nova": "female", "onyx": "male", "sage": "female", "shimmer": "female", "verse": "male",
}  # fmt: skip
_TOLD = "Tell this as a warm storyteller would, calmly and clearly, in the language of the text."
_DEFAULT = Service(
    who="OpenAI",
    key="",
    base_url="https://api.openai.com/v1",
    model="gpt-4o-mini-tts",
    millionths_a_letter=30,  # about 0.015 of a dollar a minute, with half as much again for slow speech
)


class OpenAi:
    """Speaks stretches of whole sentences; the words are timed by the aligner."""

    card = Card(
        name="openai",
        revision=_DEFAULT.model,
        title="OpenAI",
        summary="Thirteen voices that speak most languages. Paid; the story's text is sent to the service.",
        needs=("openai", "num2words", "tenacity"),
        install="uv pip install 'storyvid[services,voices]'",
        set_up=f"export {_KEY}=your-key",
        lane="network",
        lacks=lacking(_KEY),
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

        Raises ModelNotInstalled without a key, OverTheCap, Refused for a refused text, Trouble where the service does
        not answer usably.
        """
        speed = speed_of(recipe, slowest=0.25, fastest=4.0)
        chosen = voice_for(recipe, self.voices(), preferred=("coral",))
        service = self._service or service_of_environment()
        counter = Counter(service, progress)

        def say(text: str) -> Utterance:
            content = counter.ask(lambda: _spoken(service, text, chosen.name, speed), text)
            samples = np.frombuffer(content[: len(content) // 2 * 2], "<i2").astype(np.float32) / 32768
            return Utterance(pitched(samples, recipe), _RATE)

        pieces = full_pieces(recipe.text, most=_LONGEST)
        return narrated(recipe, pieces, say, reads_numbers=True, progress=counter.progress)


def service_of_environment() -> Service:
    """OPENAI_API_KEY, OPENAI_BASE_URL, STORYVID_TTS_MODEL. Raises ModelNotInstalled where the key is not set."""
    return from_environment(_DEFAULT, key_name=_KEY, address="OPENAI_BASE_URL", model="STORYVID_TTS_MODEL")


def _spoken(service: Service, text: str, voice: str, speed: float) -> bytes:
    """16-bit samples. Raises Trouble, Refused."""
    from storyvid.services.openai_sdk import client, told

    until = time.monotonic() + service.timeout_s
    troubles = told(service.who, key=service.key, timeout_s=service.timeout_s, refused=_refused)
    with troubles, client(service.base_url, service.key, timeout_s=service.timeout_s) as line:
        asking = line.audio.speech.with_streaming_response
        with asking.create(
            model=service.model, voice=voice, input=text, response_format="pcm", speed=speed, instructions=_TOLD
        ) as response:
            return whole(response.iter_bytes(), who=service.who, most_bytes=_MOST_BYTES, until=until)


def _refused(body: dict[str, Any], said: str) -> Refused:
    return Refused("The voice refuses to say this text. Change the scene, or choose another voice.")
