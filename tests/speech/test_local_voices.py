"""Piper and Kokoro, through their own libraries, on voices of a few hundred bytes; and how voices are installed."""

import hashlib
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from typer.testing import CliRunner

from storyvid.cli import app
from storyvid.errors import ModelFailed, ModelNotInstalled, UnknownName
from storyvid.recipes import SpeechRecipe
from storyvid.speech import weights
from storyvid.speech.kokoro import Kokoro
from storyvid.speech.piper import Piper

pytest.importorskip("onnx")
from tests.speech.tiny_voices import write_kokoro, write_piper  # noqa: E402

ENGINES = ("piper", "kokoro")
TEXT = "The wolf slept. In 1812, Clara walked home!\n\nDr. Brown had 3 apples."


@pytest.fixture(autouse=True)
def voices(tmp_path, monkeypatch):
    monkeypatch.setenv("STORYVID_VOICES", str(tmp_path))
    return tmp_path


@pytest.fixture(params=ENGINES)
def engine(request, voices):
    pytest.importorskip({"piper": "piper", "kokoro": "kokoro_onnx"}[request.param])
    if request.param == "piper":
        write_piper(voices / "piper", "en_US-amy-medium")
        return Piper()
    write_kokoro(voices / "kokoro", "af_heart", "bm_george", "ff_siwis")
    return Kokoro()


def spoken(engine, text=TEXT, **changed):
    recipe = SpeechRecipe(**{"model": engine.card.full_name, "voice": "", "language": "en", "text": text} | changed)
    return engine.speak(recipe, progress=lambda share: None)


def test_every_word_has_its_time_and_its_place_in_the_authors_text(engine):
    speech = spoken(engine)
    assert [TEXT[word.start : word.end].strip(".,") for word in speech.words] == [
        *("The wolf slept In 1812 Clara walked home Dr Brown had 3 apples".split())
    ]
    times = [time for word in speech.words for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times) and times[-1] <= len(speech.samples) * 1000 / speech.rate
    assert speech.samples.dtype == np.float32 and 0.02 < np.sqrt(np.mean(speech.samples**2)) < 0.5


def test_sentences_and_paragraphs_are_apart_by_a_storytellers_rests(engine):
    speech = spoken(engine)
    by_word = {TEXT[word.start : word.end].strip(".,"): word for word in speech.words}
    between = by_word["In"].start_ms - by_word["slept"].end_ms
    assert 400 < between < 750 < by_word["Dr"].start_ms - by_word["home"].end_ms < 1300


def test_it_speaks_as_fast_and_as_high_as_asked(engine):
    usual, fast = (len(spoken(engine, speed_percent=speed).samples) for speed in (100, 160))
    assert usual > fast * 1.35
    high = spoken(engine, "A wolf.", pitch_percent=130)
    assert len(high.samples) == pytest.approx(len(spoken(engine, "A wolf.").samples), rel=0.15)

    def pitch(speech):
        return int(np.argmax(np.abs(np.fft.rfft(speech.samples[: len(high.samples) * 9 // 10], 2**16))))

    assert pitch(high) > 1.15 * pitch(spoken(engine, "A wolf."))


def test_a_text_without_a_word_is_a_short_silence(engine):
    speech = spoken(engine, "… — !")
    assert speech.words == () and 0 < len(speech.samples) < speech.rate and not speech.samples.any()


def test_the_voices_are_named_and_others_refused(engine):
    names = [voice.name for voice in engine.voices()]
    assert names and len(set(names)) == len(names) and all(voice.title and voice.language for voice in engine.voices())
    with pytest.raises(UnknownName, match=f'No voice "nobody". Installed: {names[0]}'):
        spoken(engine, voice="nobody")


def test_a_very_long_sentence_is_split(engine):
    speech = spoken(engine, "the wolf and " * 100 + "the end.")
    assert len(speech.words) == 302


def test_a_damaged_voice_is_named_with_what_to_do(voices):
    pytest.importorskip("piper")
    write_piper(voices / "piper", "en_US-broken-medium").write_bytes(b"nothing")
    with pytest.raises(ModelFailed, match="storyvid models install piper en_US-broken-medium"):
        spoken(Piper(), voice="en_US-broken-medium")


def test_without_files_the_cards_say_what_is_lacking_and_the_command():
    assert Piper.card.missing == ("a voice",) and "models install piper" in Piper.card.remedy
    assert Kokoro.card.missing == ("kokoro-v1.0.onnx", "voices-v1.0.bin")


@pytest.fixture
def server(tmp_path):
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *told):
            pass

    folder = tmp_path / "served"
    folder.mkdir()
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{httpd.server_port}/"
    httpd.shutdown()


def file_at(address, content, name="a.onnx", sha256=""):
    return weights.WeightFile(
        name=name, url=address + name, sha256=sha256 or hashlib.sha256(content).hexdigest(), about_mb=1
    )


def test_a_download_is_kept_when_it_is_what_it_should_be(server, voices):
    folder, address = server
    (folder / "a.onnx").write_bytes(b"weights" * 1000)
    told = []
    weights.fetch("piper", (file_at(address, b"weights" * 1000),), tell=lambda name, count: told.append((name, count)))
    assert (voices / "piper" / "a.onnx").read_bytes() == b"weights" * 1000 and told[-1] == ("a.onnx", 7000)


def test_a_download_that_is_something_else_is_thrown_away(server, voices):
    folder, address = server
    (folder / "a.onnx").write_bytes(b"something else")
    with pytest.raises(ModelNotInstalled, match="is not the file that storyvid knows"):
        weights.fetch("piper", (file_at(address, b"weights"),))
    assert list((voices / "piper").iterdir()) == []


def test_a_download_that_cannot_be_had_says_so(server, voices):
    with pytest.raises(ModelNotInstalled, match="could not be downloaded .*Is the network there"):
        weights.fetch("piper", (file_at(server[1], b""),))
    assert list((voices / "piper").iterdir()) == []


def test_the_command_line_installs_a_voice(server, voices, monkeypatch):
    folder, address = server
    (folder / "a.onnx").write_bytes(b"weights")
    monkeypatch.setattr(weights, "KOKORO_FILES", (file_at(address, b"weights"),))
    done = CliRunner().invoke(app, ["models", "install", "kokoro", "--yes"])
    assert done.exit_code == 0 and "Ready in" in done.output and (voices / "kokoro" / "a.onnx").exists()
    again = CliRunner().invoke(app, ["models", "install", "kokoro"])
    assert "Installed already" in again.output
    unknown = CliRunner().invoke(app, ["models", "install", "piper", "nobody"])
    assert unknown.exit_code == 2 and "en_US-amy-medium" in unknown.output


def test_every_voice_to_install_has_an_address_and_a_hash():
    for name, card in weights.PIPER_VOICES.items():
        assert [file.name for file in card.files] == [f"{name}.onnx", f"{name}.onnx.json"]
        assert all(file.url.startswith("https://") and len(file.sha256) == 64 for file in card.files)
