"""The meters and the limiter that the mix trusts, and reading and writing sound files."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.errors import BadInput
from storyvid.film import loudness
from storyvid.film.limiter import Limiter
from storyvid.film.loudness import Meter, Weighting, decibels, true_peaks
from storyvid.film.sound_files import RATE, read_audio, write_wav
from storyvid.film.tape import Tape


def sine(seconds: float, *, hertz: float = 997.0, peak: float = 0.5, rate: int = RATE) -> np.ndarray:
    wave = peak * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)
    return np.stack([wave, wave], axis=1).astype(np.float32)


def test_loudness_is_that_of_the_standards_test_tone():
    meter = Meter()
    meter.add(sine(20, peak=10 ** (-23 / 20)))  # EBU Tech 3341, case 1
    assert meter.integrated() == pytest.approx(-23, abs=0.1)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 9))
def test_loudness_by_blocks_is_the_librarys_loudness(seed: int, cuts: int):
    random = np.random.default_rng(seed)
    sound = random.standard_normal((RATE * 6, 2)) * np.repeat(random.choice([0.001, 0.02, 0.2], 6), RATE)[:, None]
    meter = Meter()
    for part in np.array_split(sound, cuts):
        meter.add(part)
    assert meter.integrated() == pytest.approx(pyloudnorm.Meter(RATE).integrated_loudness(sound), abs=0.15)


def test_peaks_between_samples_are_found():
    # a quarter of the rate, sampled 45 degrees off its crests: 3 dB higher than any sample
    times = np.arange(4800)
    wave = (np.sin(np.pi / 2 * times + np.pi / 4) * 0.5)[:, None] * [1.0, 1.0]
    assert decibels(float(true_peaks(wave)[200:-200].max())) == pytest.approx(-6.02, abs=0.15)
    assert decibels(float(np.abs(wave).max())) < -8.9


def test_a_peak_between_two_samples_is_found_where_it_is():
    pulse = np.sinc((np.arange(200) - 100.5) / 2)[:, None] * [0.5, 0.25]
    peaks = true_peaks(pulse)
    assert peaks[100] == pytest.approx(0.5, rel=0.01) and peaks[101] == pytest.approx(0.5, rel=0.01)
    assert peaks[98] < 0.2 and peaks[103] < 0.2


def test_the_weighting_is_that_of_the_recursive_filter_at_every_sample():
    from scipy.signal import sosfilt

    random = np.random.default_rng(2)
    sound = np.cumsum(random.standard_normal((150_000, 2)), axis=0).astype(np.float32) / 1000  # much of it deep
    first, second = loudness._K_WEIGHTING
    expected = (sosfilt([[*first[0], *first[1]], [*second[0], *second[1]]], sound.astype(float), axis=0) ** 2).sum(1)
    weighting = Weighting()
    power = np.concatenate([weighting.power(part) for part in np.array_split(sound, [1000, 70_000, 70_001])])
    assert power.shape == expected.shape
    assert np.abs(power - expected).max() < 1e-4 * expected.max()


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000), st.floats(0.5, 8.0))
def test_the_limiter_keeps_every_true_peak_under_the_ceiling(tmp_path_factory, seed: int, gain: float):
    random = np.random.default_rng(seed)
    sound = random.standard_normal((RATE, 2)) * random.choice([0.02, 0.3], RATE // 4800).repeat(4800)[:, None]
    tape = Tape(tmp_path_factory.mktemp("tape") / "tape")
    tape.append(sound.astype(np.float32))
    limiter = Limiter(tape)
    whole = limiter.limited(0, RATE, gain=gain, ceiling=0.8)
    assert true_peaks(whole).max() < 0.8 * 1.02
    halves = np.concatenate([limiter.limited(*ends, gain=gain, ceiling=0.8) for ends in ((0, 20_000), (20_000, RATE))])
    assert np.allclose(whole, halves, atol=2e-3)


def test_the_limiter_leaves_quiet_sound_alone(tmp_path: Path):
    tape = Tape(tmp_path / "tape")
    tape.append(sine(0.5, peak=0.3))
    assert np.array_equal(Limiter(tape).limited(0, 24_000, gain=1.0, ceiling=0.8), sine(0.5, peak=0.3))


@pytest.mark.parametrize(("rate", "channels"), [(22050, 1), (44100, 2), (16000, 1), (96000, 2)])
def test_wav_comes_back_at_48_khz_stereo(tmp_path: Path, rate: int, channels: int):
    wave = sine(1.0, peak=0.5, rate=rate)
    write_wav(tmp_path / "a.wav", wave if channels == 2 else wave[:, 0], rate)
    samples, at = read_audio(tmp_path / "a.wav")
    assert at == RATE and samples.dtype == np.float32 and abs(len(samples) - RATE) <= 2
    middle = samples[RATE // 4 : 3 * RATE // 4]
    expected = 0.5 / np.sqrt(2) * (1 if channels == 2 else np.sqrt(0.5))
    assert np.sqrt(np.mean(np.square(middle))) == pytest.approx(expected, rel=0.01)


def test_silence_is_written_as_silence(tmp_path: Path):
    write_wav(tmp_path / "a.wav", np.zeros(4800, np.float32), RATE)
    assert not read_audio(tmp_path / "a.wav")[0].any()


@pytest.mark.parametrize("suffix", ["mp3", "ogg", "flac", "m4a", "aac"])
def test_common_formats_are_read_by_their_content(tmp_path: Path, suffix: str):
    write_wav(tmp_path / "a.wav", sine(2.0), RATE)
    made = tmp_path / f"a.{suffix}"
    ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(tmp_path / "a.wav")]
    subprocess.run([*ffmpeg, "-ar", "32000", str(made)], check=True)
    misnamed = made.rename(tmp_path / "b.bin")
    samples, _ = read_audio(misnamed)
    assert abs(len(samples) / RATE - 2) < 0.1
    spectrum = np.abs(np.fft.rfft(samples[:RATE, 0]))
    assert abs(int(np.argmax(spectrum)) - 997) <= 2
    assert len(read_audio(misnamed, limit_ms=500)[0]) == RATE // 2


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"RIFF\x00\x00\x00\x00WAVE", b"ID3" + bytes(200), b"fLaC" + b"\xff" * 300, b"OggS" + b"a" * 500,
     b"\x00\x00\x00\x18ftypM4A " + bytes(400), b"#EXTM3U\nfile:///etc/passwd\n", b"\x89PNG\r\n\x1a\n" + bytes(100)],
)  # fmt: skip
def test_what_is_not_sound_is_refused_with_a_reason(tmp_path: Path, content: bytes):
    (tmp_path / "song.mp3").write_bytes(content)
    with pytest.raises(BadInput, match=r'"song\.mp3" .* Bring WAV, MP3'):
        read_audio(tmp_path / "song.mp3")


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"RIFF\x24\x00\x00\x00WAVEfmt ", b"OggS\x00", b"fLaC\x00", b"ID3"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content: bytes, head: bytes):
    path = tmp_path_factory.mktemp("sound") / "a.wav"
    path.write_bytes(head + content)
    try:
        samples, _ = read_audio(path)
    except BadInput:
        return
    assert samples.ndim == 2 and samples.shape[1] == 2
