"""OpenAI's and ElevenLabs' voices against services on this machine that answer well, badly, late or not at all."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from storyvid.errors import Cancelled, ModelFailed, ModelNotInstalled, NeedsAnEdit, OverTheCap, UnknownName
from storyvid.recipes import SpeechRecipe
from storyvid.services.patience import Patience, Trouble
from storyvid.speech import elevenlabs
from storyvid.speech import openai as openai_voice
from storyvid.speech.espeak import Espeak
from storyvid.speech.service import Counter, Service
from storyvid.spending import Ledger

pytest.importorskip("openai")
KEY = "sk-very-secret"
TEXT = "The wolf slept. Clara walked home."


def pcm(text: str) -> bytes:
    """Real speech at 24 kHz, as a service would send it."""
    from scipy.signal import resample_poly

    speech = Espeak().speak(
        SpeechRecipe(model="espeak", voice="", language="en", text=text), progress=lambda share: None
    )
    samples = resample_poly(speech.samples, 160, 147)
    return np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()


def timed(text: str, **changed) -> tuple[int, dict, bytes]:
    """ElevenLabs' answer: 60 ms a character."""
    alignment = {
        "characters": list(text),
        "character_start_times_seconds": [0.06 * at for at in range(len(text))],
        "character_end_times_seconds": [0.06 * (at + 1) for at in range(len(text))],
    }
    noise = np.random.default_rng(1).standard_normal(int(24000 * 0.06 * len(text))) * 3000
    sound = base64.b64encode(noise.astype("<i2").tobytes()).decode()
    return 200, {}, json.dumps({"audio_base64": sound, "alignment": alignment} | changed).encode()


LISTED = json.dumps(
    {
        "voices": [
            {"voice_id": "abc123", "name": "Rachel", "labels": {"gender": "female", "accent": "american"}},
            {"voice_id": "def456", "name": "Tom", "labels": None},
        ]
    }
).encode()


@pytest.fixture
def service(monkeypatch, tmp_path):
    """Answers with `replies` in turn, the last one again and again; a reply may be made from the request."""
    monkeypatch.setenv("STORYVID_HOME", str(tmp_path))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer(200, {}, LISTED)

        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}, asked))
            reply = server.replies[min(len(server.asked), len(server.replies)) - 1]
            self.answer(*(reply(asked) if callable(reply) else reply))

        def answer(self, status, headers, content):
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *told):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.replies = [], []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.url = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()


def openai_at(service, **changed):
    return openai_voice.OpenAi(service_at(service.url, who="OpenAI", **changed))


def eleven_at(service, **changed):
    return elevenlabs.ElevenLabs(service_at(service.url, who="ElevenLabs", **changed))


def service_at(url, **changed):
    options = {"key": KEY, "base_url": url, "model": "m", "millionths_a_letter": 300, "timeout_s": 5}
    return Service(**(options | {"patience": Patience(tries=3, first_s=0.01)} | changed))


def spoken(engine, text=TEXT, **changed):
    recipe = SpeechRecipe(**{"model": engine.card.full_name, "voice": "", "language": "en", "text": text} | changed)
    return engine.speak(recipe, progress=lambda share: None)


def words_of(speech, text=TEXT):
    return [text[word.start : word.end].strip(".,") for word in speech.words]


def test_openai_is_asked_as_the_recipe_says_and_its_words_are_timed(service):
    service.replies = [lambda asked: (200, {}, pcm(asked["input"]))]
    speech = spoken(openai_at(service), voice="onyx", speed_percent=120)
    path, headers, asked = service.asked[0]
    assert path == "/audio/speech" and headers["authorization"] == f"Bearer {KEY}"
    assert (asked["input"], asked["voice"], asked["speed"]) == (TEXT, "onyx", 1.2)
    assert words_of(speech) == TEXT.replace(".", "").split() and speech.rate == 24_000
    times = [time for word in speech.words for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times) and times[-1] < len(speech.samples) / 24


def test_a_text_longer_than_the_service_takes_is_asked_for_in_parts(service):
    service.replies = [lambda asked: (200, {}, pcm("Short."))]
    text = " ".join(f"This is sentence number {at} of a long tale, and it goes on." for at in range(40))
    spoken(openai_at(service), text)
    parts = [asked["input"] for _, _, asked in service.asked]
    assert len(parts) > 2 and all(len(part) <= 700 for part in parts) and " ".join(parts) == text


@pytest.mark.parametrize(
    ("reply", "error", "told"),
    [
        ((401, {}, b'{"error": {"message": "sk-very-secret"}}'), ModelFailed, "does not accept the key"),
        ((429, {"Retry-After": "0"}, b"{}"), ModelFailed, "rate limit"),
        ((500, {"Retry-After": "0"}, b"{}"), ModelFailed, "error 500"),
        ((400, {}, b'{"error": {"code": "content_policy_violation"}}'), NeedsAnEdit, "refuses"),
        ((404, {}, b"{}"), ModelFailed, "Check the model"),
        ((200, {}, b"\0" * 48000), ModelFailed, "gave back silence"),
    ],
)
def test_what_goes_wrong_at_openai_is_said_without_the_key(service, reply, error, told):
    service.replies = [reply]
    with pytest.raises(error, match=told) as caught:
        spoken(openai_at(service))
    assert KEY not in str(caught.value)


def test_openai_is_tried_again_after_a_busy_answer(service):
    service.replies = [(429, {"Retry-After": "0"}, b"{}"), (200, {}, pcm(TEXT))]
    assert words_of(spoken(openai_at(service))) and len(service.asked) == 2


def test_elevenlabs_gives_the_times_of_words_itself(service):
    service.replies = [lambda asked: timed(asked["text"])]
    speech = spoken(eleven_at(service))
    path, headers, asked = service.asked[0]
    assert path == "/v1/text-to-speech/abc123/with-timestamps?output_format=pcm_24000"
    assert headers["xi-api-key"] == KEY and asked["text"] == TEXT
    assert words_of(speech) == TEXT.replace(".", "").split()
    clara = speech.words[3]
    assert clara.start_ms == pytest.approx(40 + 60 * TEXT.index("Clara"), abs=35)


def test_without_the_times_of_characters_the_words_are_aligned(service):
    service.replies = [lambda asked: timed(asked["text"], alignment=None)]
    assert words_of(spoken(eleven_at(service))) == TEXT.replace(".", "").split()


def test_elevenlabs_voices_are_those_of_the_account(service):
    assert [(voice.name, voice.title, voice.gender) for voice in eleven_at(service).voices()] == [
        ("abc123", "Rachel (american)", "female"),
        ("def456", "Tom", ""),
    ]
    with pytest.raises(UnknownName, match='No voice "nobody". Installed: abc123, def456'):
        spoken(eleven_at(service), voice="nobody")


def test_elevenlabs_is_waited_for_as_long_as_it_asks(service):
    service.replies = [(429, {"Retry-After": "1"}, b"{}"), (503, {}, b""), lambda asked: timed(asked["text"])]
    begun = time.monotonic()
    assert spoken(eleven_at(service)).words and len(service.asked) == 3
    assert time.monotonic() - begun >= 1


@pytest.mark.parametrize(
    ("reply", "error", "told"),
    [
        ((401, {}, b'{"detail": "sk-very-secret"}'), ModelFailed, "does not accept the key"),
        ((402, {}, b""), ModelFailed, "no credit left"),
        ((422, {}, b""), NeedsAnEdit, "refuses"),
        ((429, {}, b""), ModelFailed, "rate limit"),
        ((200, {}, b"<html>"), ModelFailed, "not JSON"),
        ((200, {}, b"[]"), ModelFailed, "no speech"),
        ((200, {}, b'{"audio_base64": "%%%"}'), ModelFailed, "no speech"),
    ],
)
def test_what_goes_wrong_at_elevenlabs_is_said_without_the_key(service, reply, error, told):
    service.replies = [reply]
    with pytest.raises(error, match=told) as caught:
        spoken(eleven_at(service))
    assert KEY not in str(caught.value)


def test_a_service_that_is_not_there_is_named(service):
    service.shutdown()
    service.server_close()
    for engine in (eleven_at(service), openai_at(service)):
        with pytest.raises(ModelFailed, match="cannot be reached|does not answer"):
            spoken(engine)


def test_without_a_key_the_card_says_what_is_lacking(monkeypatch):
    for name, engine in (("OPENAI_API_KEY", openai_voice.OpenAi()), ("ELEVENLABS_API_KEY", elevenlabs.ElevenLabs())):
        monkeypatch.delenv(name, raising=False)
        assert engine.card.missing == (name,) and name in engine.card.remedy
        with pytest.raises(ModelNotInstalled, match=name):
            spoken(engine)
        monkeypatch.setenv(name, "word")
        assert engine.card.missing == ()
        assert "word" not in repr(type(engine))


def test_a_call_that_is_cut_off_is_not_made_again_because_it_may_be_charged_for(service):
    for engine in (eleven_at(service, timeout_s=0.3), openai_at(service, timeout_s=0.3)):
        service.asked.clear()
        service.replies = [lambda asked: time.sleep(1) or timed(asked["text"])]
        with pytest.raises(ModelFailed, match="did not (answer|finish) in"):
            spoken(engine)
        assert len(service.asked) == 1


def test_an_author_who_stops_does_not_wait_for_the_service(service):
    def progress(share):
        if service.asked:
            raise Cancelled("stopped")

    service.replies = [lambda asked: time.sleep(3) or timed(asked["text"])]
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        recipe = SpeechRecipe(model="elevenlabs@m", voice="", language="en", text=TEXT)
        eleven_at(service).speak(recipe, progress=progress)
    assert time.monotonic() - begun < 2


def test_paid_speech_is_held_to_the_cap_and_what_surely_failed_is_not_charged_for(monkeypatch, tmp_path):
    monkeypatch.setenv("STORYVID_HOME", str(tmp_path))
    counter = Counter(service_at("https://api.elevenlabs.io", who="ElevenLabs"), lambda share: None)

    def fails(**how):
        raise Trouble("gone", **how)

    assert counter.ask(lambda: "spoken", "x" * 1000) == "spoken" and Ledger().spent() == 300_000
    with pytest.raises(Trouble):
        counter.ask(fails, "x" * 1000)
    assert Ledger().spent() == 300_000
    with pytest.raises(Trouble):
        counter.ask(lambda: fails(billed=True), "x" * 1000)
    assert Ledger().spent() == 600_000
    with pytest.raises(OverTheCap):
        counter.ask(lambda: pytest.fail("nothing may be sent"), "x" * 20_000)
