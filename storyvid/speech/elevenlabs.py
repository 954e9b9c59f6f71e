"""ElevenLabs' voices over their HTTP interface, which tells the time of every character it speaks."""

import base64
import binascii
from contextlib import closing
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import numpy as np

from storyvid.errors import ModelFailed
from storyvid.models import Card, Progress, Speech, SpokenWord, Voice
from storyvid.prices import is_near
from storyvid.recipes import SpeechRecipe
from storyvid.services.patience import Refused, Trouble, patiently
from storyvid.speech.choosing import speed_of, voice_for
from storyvid.speech.narrated import Utterance, narrated
from storyvid.speech.pieces import full_pieces
from storyvid.speech.service import Counter, Service, from_environment, lacking
from storyvid.speech.wording import tokens, worded

_KEY = "ELEVENLABS_API_KEY"
_LONGEST = 2500  # characters: the model takes 10 000; prosody wanders in longer ones
_RATE = 24_000
_STRANGE = "ElevenLabs answered with something that is no speech. Try again later."
_DEFAULT = Service(
    who="ElevenLabs",
    key="",
    base_url="https://api.elevenlabs.io",
    model="eleven_multilingual_v2",
    millionths_a_letter=300,  # the dearest plan
)


class ElevenLabs:
    """Speaks stretches of whole sentences with the timings that the service gives."""

    card = Card(
        name="elevenlabs",
        revision=_DEFAULT.model,
        title="ElevenLabs",
        summary="The voices of your ElevenLabs account, in 29 languages. Paid; the story's text is sent there.",
        needs=("num2words", "httpx2", "tenacity"),
        install="uv pip install 'storyvid[services,voices]'",
        set_up=f"export {_KEY}=your-key",
        lane="network",
        lacks=lacking(_KEY),
    )

    def __init__(self, service: Service | None = None):
        self._service = service

    def voices(self) -> tuple[Voice, ...]:
        """The account's voices, asked for once a process. Raises ModelNotInstalled, Trouble."""
        return _listed(self._service or service_of_environment())

    def speak(self, recipe: SpeechRecipe, *, progress: Progress) -> Speech:
        """Mono speech at 24 kHz; the service speaks at 70 to 120 percent and knows no pitch.

        Raises ModelNotInstalled without a key, OverTheCap, Refused for a refused text, Trouble where the service does
        not answer usably.
        """
        service = self._service or service_of_environment()
        chosen = voice_for(recipe, self.voices())
        speed = speed_of(recipe, slowest=0.7, fastest=1.2)
        language = recipe.language[:2].lower()
        counter = Counter(service, progress)
        path = f"/v1/text-to-speech/{quote(chosen.name, safe='')}/with-timestamps?output_format=pcm_{_RATE}"

        def say(text: str) -> Utterance:
            voice = {"stability": 0.5, "similarity_boost": 0.75, "speed": round(speed, 2)}
            asked = {"text": text, "model_id": service.model, "seed": 1, "voice_settings": voice}
            return _utterance(counter.ask(lambda: _asked(service, path, asked), text), text, language)

        pieces = full_pieces(recipe.text, most=_LONGEST)
        return narrated(recipe, pieces, say, reads_numbers=True, progress=counter.progress)


def service_of_environment() -> Service:
    """ELEVENLABS_API_KEY, ELEVENLABS_BASE_URL, ELEVENLABS_MODEL. Raises ModelNotInstalled where the key is not set."""
    return from_environment(_DEFAULT, key_name=_KEY, address="ELEVENLABS_BASE_URL", model="ELEVENLABS_MODEL")


@lru_cache(maxsize=4)
def _listed(service: Service) -> tuple[Voice, ...]:
    answer = patiently(
        lambda: _asked(service, "/v1/voices", None), patience=service.patience, progress=lambda share: None
    )
    held = answer.get("voices")
    if not isinstance(held, list):
        raise ModelFailed(_STRANGE)
    return tuple(_voice(one) for one in held if isinstance(one, dict) and one.get("voice_id"))


def _voice(one: dict[str, Any]) -> Voice:
    held = one.get("labels")
    labels: dict[str, Any] = held if isinstance(held, dict) else {}
    told = [str(labels[name]) for name in ("accent", "age") if labels.get(name)]
    title = str(one.get("name") or one["voice_id"]) + (f" ({', '.join(told)})" if told else "")
    gender = labels.get("gender") if labels.get("gender") in ("female", "male") else ""
    # each speaks every language
    return Voice(name=str(one["voice_id"]), title=title, language="", gender=gender)  # type: ignore[arg-type]


def _utterance(answer: dict[str, Any], text: str, language: str) -> Utterance:
    """The sound, and words from the times of characters; without those the aligner finds them."""
    try:
        content = base64.b64decode(answer["audio_base64"], validate=True)
    except (KeyError, TypeError, binascii.Error) as error:
        raise ModelFailed(_STRANGE) from error
    samples = np.frombuffer(content[: len(content) // 2 * 2], "<i2").astype(np.float32) / 32768
    return Utterance(samples, _RATE, _words(answer.get("alignment"), text, language))


def _words(told: object, text: str, language: str) -> tuple[SpokenWord, ...] | None:
    if not isinstance(told, dict):
        return None
    names = ("characters", "character_start_times_seconds", "character_end_times_seconds")
    characters, starts, ends = (told.get(name) or [] for name in names)
    if "".join(map(str, characters)) != text or not len(characters) == len(starts) == len(ends):
        return None
    return tuple(
        SpokenWord(
            start=token.source_start,
            end=token.source_end,
            start_ms=round(1000 * float(starts[token.source_start])),
            end_ms=round(1000 * float(ends[token.source_end - 1])),
        )
        for token in tokens(worded(text, 0, len(text), language=language))
    )


def _asked(service: Service, path: str, asked: dict[str, Any] | None) -> dict[str, Any]:
    """A JSON answer. Raises Trouble, and Refused for a text that the service will not say."""
    from storyvid.services.web import Web

    web = Web(
        service.base_url,
        who=service.who,
        advice="Check the network, then try again.",
        timeout_s=service.timeout_s,
        headers={"xi-api-key": service.key},
        near=is_near(service.base_url),
    )
    try:
        with closing(web):
            answer = web.get(path) if asked is None else web.post(path, asked)
    except Trouble as error:
        if error.status in (400, 422):
            raise Refused("ElevenLabs refuses to say this text. Change the scene, or choose another voice.") from None
        raise
    if not isinstance(answer, dict):
        raise ModelFailed(_STRANGE)
    return answer
