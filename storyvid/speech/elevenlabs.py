"""ElevenLabs' voices over their HTTP interface, which tells the time of every character it speaks."""

import base64
import binascii
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

import numpy as np

from storyvid.errors import ModelFailed, ModelNotInstalled, NeedsAnEdit
from storyvid.models import Card, Progress, Speech, SpokenWord, Voice
from storyvid.recipes import SpeechRecipe
from storyvid.speech.choosing import speed_of, voice_for
from storyvid.speech.narrated import Utterance, narrated
from storyvid.speech.paid import billed
from storyvid.speech.pieces import full_pieces
from storyvid.speech.wording import tokens, worded

_ADDRESS = "https://api.elevenlabs.io"
_MODEL = "eleven_multilingual_v2"
_LONGEST = 2500  # characters: the model takes 10 000; prosody wanders in longer ones
_RATE = 24_000
_MILLIONTHS_A_LETTER = 300  # of a dollar: the dearest plan
_MOST_BYTES = 200_000_000
_RETRIED = (429, 500, 502, 503, 504)
_LONGEST_WAIT_S = 30.0


@dataclass(frozen=True, kw_only=True)
class Service:
    """Where the voices answer; `retries` are for 429 and 5xx, waiting as long as Retry-After says."""

    key: str
    base_url: str = _ADDRESS
    model: str = _MODEL
    timeout_s: float = 120.0
    retries: int = 3

    def __repr__(self) -> str:
        return f"Service(base_url={self.base_url!r}, model={self.model!r})"  # the key stays out of logs


def _lacks() -> tuple[str, ...]:
    return () if os.environ.get("ELEVENLABS_API_KEY", "").strip() else ("ELEVENLABS_API_KEY",)


class ElevenLabs:
    """Speaks stretches of whole sentences with the timings that the service gives."""

    card = Card(
        name="elevenlabs",
        revision=_MODEL,
        title="ElevenLabs",
        summary="The voices of your ElevenLabs account, in 29 languages. Paid; the story's text is sent there.",
        needs=("num2words",),
        install="uv pip install 'storyvid[voices]'",
        set_up="export ELEVENLABS_API_KEY=your-key",
        lane="network",
        lacks=_lacks,
    )

    def __init__(self, service: Service | None = None, *, sleep: Callable[[float], None] = time.sleep):
        self._service, self._sleep = service, sleep

    def voices(self) -> tuple[Voice, ...]:
        """The account's voices, asked for once a process. Raises ModelNotInstalled, ModelFailed."""
        service = self._service or from_environment()
        return _listed(service, self._sleep)

    def speak(self, recipe: SpeechRecipe, *, progress: Progress) -> Speech:
        """Mono speech at 24 kHz; the service speaks at 70 to 120 percent and knows no pitch.

        Raises ModelNotInstalled without a key, OverTheCap, NeedsAnEdit for a refused text, ModelFailed where the
        service does not answer usably.
        """
        progress(0.0)
        service = self._service or from_environment()
        chosen = voice_for(recipe, self.voices())
        speed = speed_of(recipe, slowest=0.7, fastest=1.2)
        language = recipe.language[:2].lower()

        def say(text: str) -> Utterance:
            asked = {
                "text": text,
                "model_id": service.model,
                "seed": 1,
                "voice_settings": {"stability": 0.5, "similarity_boost": 0.75, "speed": round(speed, 2)},
            }
            path = f"/v1/text-to-speech/{quote(chosen.name, safe='')}/with-timestamps?output_format=pcm_{_RATE}"
            with billed(
                "elevenlabs", service.model, text, millionths_a_letter=_MILLIONTHS_A_LETTER, address=service.base_url
            ) as bill:
                answer = _asked(service, path, asked, self._sleep)
                bill.answered = True
            return _utterance(answer, text, language)

        pieces = full_pieces(recipe.text, most=_LONGEST)
        return narrated(recipe, pieces, say, reads_numbers=True, progress=progress)


def from_environment() -> Service:
    """ELEVENLABS_API_KEY, ELEVENLABS_BASE_URL, ELEVENLABS_MODEL. Raises ModelNotInstalled where the key is not set."""
    key = os.environ.get("ELEVENLABS_API_KEY", "").strip()
    if not key:
        raise ModelNotInstalled("ElevenLabs' voices need a key: set the environment variable ELEVENLABS_API_KEY.")
    url = os.environ.get("ELEVENLABS_BASE_URL") or _ADDRESS
    return Service(key=key, base_url=url.rstrip("/"), model=os.environ.get("ELEVENLABS_MODEL") or _MODEL)


@lru_cache(maxsize=4)
def _listed(service: Service, sleep: Callable[[float], None]) -> tuple[Voice, ...]:
    held = _asked(service, "/v1/voices", None, sleep).get("voices")
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


_STRANGE = "ElevenLabs answered with something that is no speech. Try again later."


def _asked(service: Service, path: str, asked: dict | None, sleep: Callable[[float], None]) -> dict[str, Any]:
    """A JSON answer. What the service says may repeat the key or the story: only the status is passed on."""
    for attempt in range(service.retries + 1):
        try:
            return _answered(service, path, asked)
        except HTTPError as error:
            if error.code not in _RETRIED or attempt == service.retries:
                raise _failure(error) from None
            sleep(_wait_s(error, attempt))
        except (URLError, TimeoutError, ConnectionError, HTTPException):
            if attempt == service.retries:
                raise ModelFailed("ElevenLabs cannot be reached. Check the network, then try again.") from None
            sleep(2.0**attempt)
        except ValueError:
            raise ModelFailed(_STRANGE) from None
    raise AssertionError("the last round returns or raises")


def _answered(service: Service, path: str, asked: dict | None) -> dict[str, Any]:
    body = None if asked is None else json.dumps(asked).encode()
    headers = {"xi-api-key": service.key, "Content-Type": "application/json", "Accept": "application/json"}
    with urlopen(Request(service.base_url + path, data=body, headers=headers), timeout=service.timeout_s) as answer:
        held = json.loads(answer.read(_MOST_BYTES))
    if not isinstance(held, dict):
        raise ValueError
    return held


def _wait_s(error: HTTPError, attempt: int) -> float:
    told = error.headers.get("Retry-After", "")
    return min(float(told), _LONGEST_WAIT_S) if told.isdigit() else 2.0**attempt


def _failure(error: HTTPError) -> Exception:
    if error.code in (401, 403):
        return ModelFailed("ElevenLabs does not accept the key in ELEVENLABS_API_KEY, or the plan lacks this voice.")
    if error.code == 429:
        return ModelFailed("ElevenLabs is over its rate limit. Try again later.")
    if error.code == 402:
        return ModelFailed("The ElevenLabs account has no characters left. Top it up, or choose another voice.")
    if error.code in (400, 422):
        return NeedsAnEdit("ElevenLabs refuses to say this text. Change the scene, or choose another voice.")
    return ModelFailed(f"ElevenLabs answered with error {error.code}. Try again later.")
