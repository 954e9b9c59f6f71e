"""The film's sound, measured as it decodes: loudness, peaks, length, sync, ducking, and files that are not sound."""

import re
import resource
import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from storyvid.film.ducking import DEPTH_DB, duck_curve, spoken_spans
from storyvid.film.limiter import Limiter
from storyvid.film.mix import make_soundtrack
from storyvid.film.sound_files import RATE, read_audio, write_wav
from storyvid.film.tape import Tape
from storyvid.recipes import (
    MusicRecipe,
    Placed,
    Recipe,
    SoundtrackRecipe,
    SpeechRecipe,
    UploadRecipe,
    key_of,
    suffix_of,
)

DURATION_MS = 14_337


class Folder:
    """Assets in a folder, as the store lays them out."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def path(self, recipe: Recipe) -> Path:
        return self._path / (key_of(recipe) + suffix_of(recipe))

    def facts(self, recipe: Recipe) -> dict:
        return {}


def voice(seconds: float, rate: int = 22050) -> np.ndarray:
    """Something that moves like speech: noise in syllables, with a pause in the middle."""
    times = np.arange(int(seconds * rate)) / rate
    syllables = np.clip(np.sin(2 * np.pi * 3.1 * times), 0, 1) * (np.abs(times - seconds / 2) > 0.2)
    noise = np.random.default_rng(2).standard_normal(len(times))
    return (0.12 * syllables * noise).astype(np.float32)


def bed(seconds: float, rate: int = 44100, hertz: float = 330.0) -> np.ndarray:
    times = np.arange(int(seconds * rate)) / rate
    return (0.2 * np.sin(2 * np.pi * hertz * times)[:, None] * [1.0, 0.8]).astype(np.float32)


def line(folder: Folder, text: str, start_ms: int, seconds: float) -> Placed:
    speech = SpeechRecipe(model="espeak@1", voice="", language="en", text=text)
    write_wav(folder.path(speech), voice(seconds), 22050)
    return Placed(speech=speech, start_ms=start_ms)


def music(folder: Folder, seconds: float = 5.0, name: str = "1" * 64) -> UploadRecipe:
    upload = UploadRecipe(media="audio", sha256=name, suffix=".wav")
    write_wav(folder.path(upload), bed(seconds), 44100)
    return upload


def mixed(folder: Folder, out: Path, **fields) -> tuple[dict, np.ndarray]:
    recipe = SoundtrackRecipe(duration_ms=DURATION_MS, **fields)
    facts = make_soundtrack(recipe, folder, out, progress=lambda share: None)
    return facts, read_audio(out)[0]


def ebur128(path: Path) -> tuple[float, float]:
    """Integrated loudness and true peak of a file, by ffmpeg's own meter."""
    ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostats", "-i", str(path)]
    meter = [*ffmpeg, "-af", "ebur128=peak=true", "-f", "null", "-"]
    told = subprocess.run(meter, capture_output=True, text=True, check=True).stderr
    summary = told[told.rindex("Summary") :]
    loudness, peak = re.search(r"I:\s+(\S+) LUFS", summary), re.search(r"Peak:\s+(\S+) dBFS", summary)
    assert loudness and peak
    return float(loudness[1]), float(peak[1])


def tone_db(samples: np.ndarray, start_ms: int, end_ms: int, hertz: float = 330.0) -> float:
    part = samples[start_ms * 48 : end_ms * 48, 0] * np.hanning((end_ms - start_ms) * 48)
    wave = np.exp(-2j * np.pi * hertz * np.arange(len(part)) / RATE)
    return 20 * float(np.log10(np.abs(part @ wave) / len(part) + 1e-12))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.mark.parametrize("sounds", ["voice and music", "voice", "music"])
def test_a_soundtrack_has_streaming_loudness_and_no_peak_above_it(folder: Folder, tmp_path: Path, sounds: str):
    out = tmp_path / "out.m4a"
    narration = (line(folder, "a", 1000, 4), line(folder, "b", 7000, 3)) if "voice" in sounds else ()
    facts, samples = mixed(folder, out, narration=narration, music=music(folder) if "music" in sounds else None)
    loudness, peak = ebur128(out)
    assert loudness == pytest.approx(-14, abs=0.8) and peak < -0.9
    assert facts["loudness_lufs"] == pytest.approx(loudness, abs=0.2)
    assert facts["true_peak_db"] == pytest.approx(peak, abs=0.35)
    assert facts["duration_ms"] == DURATION_MS and len(samples) == DURATION_MS * 48


def test_no_sound_at_all_is_silence_of_the_right_length(folder: Folder, tmp_path: Path):
    facts, samples = mixed(folder, tmp_path / "out.m4a", narration=())
    assert facts == {"duration_ms": DURATION_MS, "loudness_lufs": -70.0, "true_peak_db": -120.0}
    assert len(samples) == DURATION_MS * 48 and np.abs(samples).max() < 1e-4


def test_narration_is_heard_at_its_time_to_the_sample(folder: Folder, tmp_path: Path):
    placed = line(folder, "a", 2345, 3)
    _, samples = mixed(folder, tmp_path / "out.m4a", narration=(placed,))
    original = read_audio(folder.path(placed.speech))[0][:, 0]
    size = 2**20
    match = np.fft.irfft(np.fft.rfft(samples[:, 0], size) * np.conj(np.fft.rfft(original, size)), size)
    assert abs(int(np.argmax(match)) - 2345 * 48) <= 2


def test_music_steps_back_for_the_voice_and_does_not_pump(folder: Folder, tmp_path: Path):
    _, samples = mixed(folder, tmp_path / "out.m4a", narration=(line(folder, "a", 5000, 4),), music=music(folder, 20))
    apart = tone_db(samples, 2500, 4500)
    under = [tone_db(samples, start, start + 300) for start in range(5200, 8800, 300)]
    assert -16 < float(np.median(under)) - apart < -12
    # also in the voice's pause of 0.4 s
    assert max(under) - apart < -11
    assert tone_db(samples, 10_500, 11_500) - apart == pytest.approx(0, abs=1.0)


def test_the_duck_looks_ahead_and_lets_go_slowly():
    curve = 20 * np.log10(duck_curve([(3000, 4000), (4500, 5000)], 10_000))
    assert curve[300] == pytest.approx(DEPTH_DB) and curve[425] == pytest.approx(DEPTH_DB)
    assert curve[260] == 0 and curve[640] == 0
    assert np.abs(np.diff(curve)).max() < 0.6  # dB in 10 ms


def test_a_line_is_one_span_although_it_holds_a_pause():
    assert len(spoken_spans(voice(4), 22050)) == 1
    assert spoken_spans(np.zeros(5000, np.float32), 22050) == []


def test_levels_in_percent_are_obeyed(folder: Folder, tmp_path: Path):
    narration, under = (line(folder, "a", 4500, 9),), music(folder, 20)

    def apart(**levels: int) -> float:
        _, samples = mixed(folder, tmp_path / "out.m4a", narration=narration, music=under, **levels)
        spoken = samples[5000 * 48 : 8000 * 48]
        return tone_db(samples, 1800, 3800) - 20 * float(np.log10(np.sqrt(np.mean(np.square(spoken)))))

    usual = apart()
    assert apart(music_level_percent=50) - usual == pytest.approx(-6, abs=1.2)
    assert apart(music_level_percent=0) - usual < -40
    _, samples = mixed(folder, tmp_path / "out.m4a", narration=narration, music=under, narration_level_percent=0)
    assert tone_db(samples, 6000, 8000) - tone_db(samples, 1800, 3800) == pytest.approx(0, abs=0.5)


def test_short_music_is_looped_without_a_seam(folder: Folder, tmp_path: Path):
    upload = UploadRecipe(media="audio", sha256="2" * 64, suffix=".wav")
    noise = np.random.default_rng(3).standard_normal((44100 * 4, 2)).astype(np.float32) * 0.1
    write_wav(folder.path(upload), noise, 44100)
    _, samples = mixed(folder, tmp_path / "out.m4a", narration=(), music=upload)
    inside = samples[2 * RATE : 11 * RATE, 0]
    levels = np.sqrt(np.mean(np.square(inside[: len(inside) // 4800 * 4800].reshape(-1, 4800)), axis=1))
    assert 20 * np.log10(levels.max() / levels.min()) < 2.5


def test_music_fades_in_and_out_and_nothing_clicks(folder: Folder, tmp_path: Path):
    _, samples = mixed(folder, tmp_path / "out.m4a", narration=(), music=music(folder, 20))
    assert np.abs(samples[:480]).max() < 0.01 and np.abs(samples[-480:]).max() < 0.01
    middle = np.abs(samples[5 * RATE : 6 * RATE]).max()
    # a sine of 330 Hz moves at most this much from sample to sample
    assert np.abs(np.diff(samples[:, 0])).max() < 1.15 * middle * 2 * np.pi * 330 / RATE


def test_a_film_does_not_end_in_the_silence_after_its_music(folder: Folder, tmp_path: Path):
    piece = MusicRecipe(model="composer@1", mood="calm", seed=1, duration_ms=20_000)
    write_wav(folder.path(piece), np.concatenate([bed(17.0), np.zeros((3 * 44100, 2), np.float32)]), 44100)
    _, samples = mixed(folder, tmp_path / "out.m4a", narration=(), music=piece)
    assert tone_db(samples, DURATION_MS - 1400, DURATION_MS - 700) > -40


def test_the_same_recipe_makes_the_same_file(folder: Folder, tmp_path: Path):
    fields = {"narration": (line(folder, "a", 500, 3),), "music": music(folder)}
    mixed(folder, tmp_path / "one.m4a", **fields)
    mixed(folder, tmp_path / "two.m4a", **fields)
    assert (tmp_path / "one.m4a").read_bytes() == (tmp_path / "two.m4a").read_bytes()


def test_nothing_is_left_behind(folder: Folder, tmp_path: Path):
    mixed(folder, tmp_path / "out.m4a", narration=(line(folder, "a", 0, 1),))
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".m4a", ".wav"]


def test_the_index_is_at_the_files_front(folder: Folder, tmp_path: Path):
    mixed(folder, tmp_path / "out.m4a", narration=())
    content = (tmp_path / "out.m4a").read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")


def test_a_long_film_needs_little_memory(folder: Folder, tmp_path: Path):
    tape = Tape(tmp_path / "tape")
    for _ in range(60):
        tape.append(np.zeros((RATE * 10, 2), np.float32))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert tape.length == RATE * 600 and not Limiter(tape).limited(RATE * 300, RATE * 310, gain=1, ceiling=0.8).any()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # kB; the tape holds 230 MB
