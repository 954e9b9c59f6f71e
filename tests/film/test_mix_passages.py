"""Passages of music and ambience in the mix, several voices, long films, and sound that is not well."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from storyvid.ambience.settings import heard as sounding
from storyvid.errors import BadInput
from storyvid.film.aac import write_aac
from storyvid.film.bed import PASSAGE_FADE, laid, passage
from storyvid.film.loudness import Meter
from storyvid.film.mix import make_soundtrack
from storyvid.film.sound_files import RATE, audio_blocks, read_audio, write_wav
from storyvid.film.tape import Tape
from storyvid.recipes import AmbienceRecipe, MusicRecipe, Passage, Placed, SoundtrackRecipe, SpeechRecipe, UploadRecipe
from tests.film.test_mix import DURATION_MS, Folder, bed, ebur128, line, mixed, tone_db, voice

LOW, HIGH = 330.0, 620.0


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def piece(folder: Folder, hertz: float, seconds: float = 20) -> MusicRecipe:
    recipe = MusicRecipe(model="composer@1", mood=f"{hertz:.0f}", seed=1, duration_ms=round(seconds * 1000))
    write_wav(folder.path(recipe), bed(seconds, hertz=hertz), 44100)
    return recipe


def place(folder: Folder, setting: str = "rain", seconds: float = 4) -> AmbienceRecipe:
    recipe = AmbienceRecipe(setting=setting)
    noise = np.random.default_rng(5).standard_normal((int(48000 * seconds), 2)) * 0.1
    write_wav(folder.path(recipe), np.cumsum(noise, axis=0).astype(np.float32) % 0.2 - 0.1, 48000)
    return recipe


def two_moods(folder: Folder) -> tuple[Passage, ...]:
    return (
        Passage(sound=piece(folder, LOW), start_ms=0, end_ms=7000),
        Passage(sound=piece(folder, HIGH), start_ms=7000, end_ms=DURATION_MS),
    )


def test_one_mood_goes_over_into_the_next_at_the_scene(folder: Folder, tmp_path: Path):
    facts, samples = mixed(folder, tmp_path / "out.m4a", narration=(), passages=two_moods(folder))
    assert tone_db(samples, 3000, 5500, LOW) - tone_db(samples, 3000, 5500, HIGH) > 40
    assert tone_db(samples, 8500, 11000, HIGH) - tone_db(samples, 8500, 11000, LOW) > 40
    assert abs(tone_db(samples, 6900, 7100, LOW) - tone_db(samples, 6900, 7100, HIGH)) < 1.5
    assert facts["loudness_lufs"] == pytest.approx(-14, abs=1)


def test_a_change_of_mood_neither_dips_nor_clicks(folder: Folder, tmp_path: Path):
    _, samples = mixed(folder, tmp_path / "out.m4a", narration=(), passages=two_moods(folder))
    inside = samples[3 * RATE : 11 * RATE, 0]
    levels = np.sqrt(np.mean(np.square(inside.reshape(-1, RATE // 10)), axis=1))
    assert 20 * np.log10(levels.max() / levels.min()) < 2.5
    steepest = np.abs(inside).max() * 2 * np.pi * HIGH / RATE
    assert np.abs(np.diff(inside)).max() < 1.2 * steepest


def test_a_passage_may_be_silent_and_the_last_one_ends_with_its_piece(folder: Folder, tmp_path: Path):
    tape = Tape(tmp_path / "tape")
    ramp = np.linspace(0, 1, 20 * RATE, dtype=np.float32)
    tape.append(np.stack([ramp, ramp], axis=1))
    heard = passage(tape, 30 * RATE, start=20 * RATE, end=30 * RATE, ends_with=True, gain=1.0)
    assert not heard(0, 18 * RATE).any()
    assert heard(25 * RATE, 25 * RATE + 1)[0, 0] == pytest.approx(0.75, abs=0.01)
    whole = np.concatenate([heard(at, at + RATE) for at in range(0, 30 * RATE, RATE)])
    assert np.array_equal(whole, heard(0, 30 * RATE))


def test_a_short_ambience_lasts_for_its_passage_and_gives_way_less_than_music(folder: Folder, tmp_path: Path):
    around = (Passage(sound=place(folder), start_ms=0, end_ms=DURATION_MS),)
    tape_of = tmp_path / "a.m4a"
    _, samples = mixed(folder, tape_of, narration=(), ambience=around)
    levels = np.sqrt(np.mean(np.square(samples[2 * RATE : 11 * RATE, 0].reshape(-1, RATE)), axis=1))
    assert 20 * np.log10(levels.max() / levels.min()) < 3.0
    tone = AmbienceRecipe(setting="wind")
    write_wav(folder.path(tone), bed(20, 48000), 48000)
    around = (Passage(sound=tone, start_ms=0, end_ms=DURATION_MS),)
    _, samples = mixed(folder, tmp_path / "b.m4a", narration=(line(folder, "a", 5000, 4),), ambience=around)
    dip = tone_db(samples, 6000, 6300) - tone_db(samples, 2500, 4500)
    assert -7.5 < dip < -2


def test_a_place_that_is_not_to_be_noticed_is_as_much_softer_as_it_says(folder: Folder, tmp_path: Path):
    level = {}
    for percent in (100, 20):
        quiet = Passage(sound=place(folder), start_ms=0, end_ms=7000, level_percent=percent)
        loud = Passage(sound=piece(folder, LOW), start_ms=7000, end_ms=DURATION_MS)
        _, samples = mixed(folder, tmp_path / f"{percent}.m4a", narration=(), ambience=(quiet,), passages=(loud,))
        parts = samples[RATE * 2 : RATE * 5], samples[RATE * 9 : RATE * 10]
        first, second = (np.sqrt(np.mean(np.square(part))) for part in parts)
        level[percent] = 20 * np.log10(first / second)
    assert level[100] - level[20] == pytest.approx(20 * np.log10(5), abs=0.7)


def test_music_and_rain_together_leave_the_voice_well_above_them(folder: Folder, tmp_path: Path):
    rain = AmbienceRecipe(setting="rain")
    write_wav(folder.path(rain), sounding("rain", seed=1, duration_ms=6000, progress=lambda share: None), RATE)
    told = (line(folder, "a", 1500, 4), line(folder, "b", 6200, 4))
    sound = {"music": piece(folder, LOW), "ambience": (Passage(sound=rain, start_ms=0, end_ms=DURATION_MS),)}
    _, samples = mixed(folder, tmp_path / "out.m4a", narration=told, **sound, ambience_level_percent=60)
    speech, between = Meter(), Meter()
    speech.add(samples[RATE * 2 : RATE * 5])
    between.add(samples[RATE * 56 // 10 : RATE * 61 // 10])  # a rest as between two sentences
    assert 12 < speech.integrated() - between.integrated() < 22


def test_voices_of_different_loudness_are_brought_to_one(folder: Folder, tmp_path: Path):
    placed = []
    for name, level, start_ms in (("soft", 0.05, 500), ("loud", 1.0, 7500)):
        speech = SpeechRecipe(model="espeak@1", voice=name, language="en", text="Hello.")
        write_wav(folder.path(speech), level * voice(4), 22050)
        placed.append(Placed(speech=speech, start_ms=start_ms))
    _, samples = mixed(folder, tmp_path / "out.m4a", narration=tuple(placed))
    soft, loud = (np.sqrt(np.mean(np.square(samples[at * 48 : (at + 4000) * 48]))) for at in (500, 7500))
    assert abs(20 * np.log10(loud / soft)) < 0.5


def test_there_is_sound_until_the_end(folder: Folder, tmp_path: Path):
    _, samples = mixed(folder, tmp_path / "out.m4a", narration=(), passages=two_moods(folder))
    last = samples[-RATE // 2 : -RATE // 10]
    assert np.sqrt(np.mean(np.square(last))) > 1e-4 and np.abs(samples[-48:]).max() < 0.01


def rung_out(folder: Folder, seconds: float) -> MusicRecipe:
    """A piece that dies away over its last two seconds and a half, as the composer's do."""
    recipe = MusicRecipe(model="composer@1", mood="rung out", seed=1, duration_ms=round(seconds * 1000))
    samples = bed(seconds)
    last = np.linspace(0, np.pi / 2, 44100 * 5 // 2, dtype=np.float32)
    samples[-len(last) :] *= np.cos(last)[:, None] ** 2
    write_wav(folder.path(recipe), samples, 44100)
    return recipe


@pytest.mark.parametrize(
    ("whole", "seconds"), [(True, 14.4), (False, 20)], ids=["one piece that ends a little too soon", "a passage"]
)
def test_a_piece_that_dies_away_by_itself_is_not_faded_into_silence(
    folder: Folder, tmp_path: Path, whole: bool, seconds: float
):
    piece = rung_out(folder, seconds)
    sound = {"music": piece} if whole else {"passages": (Passage(sound=piece, start_ms=0, end_ms=DURATION_MS),)}
    _, samples = mixed(folder, tmp_path / "out.m4a", narration=(line(folder, "a", 500, 9),), **sound)
    levels = np.sqrt(np.mean(np.square(samples[-RATE:].reshape(50, -1)), axis=1))
    assert np.flatnonzero(levels > 10 ** (-50 / 20))[-1] > 50 - 15  # of steps of 20 ms
    assert np.abs(samples[-48:]).max() < 0.01


def test_a_piece_that_stops_by_no_means_softly_is_faded(tmp_path: Path):
    tape = Tape(tmp_path / "tape")
    tape.append(np.ones((20 * RATE, 2), np.float32))
    for heard in (
        laid(tape, 10 * RATE, gain=1.0, ends_with=True),
        laid(tape, 30 * RATE, gain=1.0, ends_with=True, rings_out=True),  # it is in the middle of its second round
    ):
        length = 10 * RATE if not heard(25 * RATE, 26 * RATE).any() else 30 * RATE
        assert heard(length - RATE, length - RATE + 1)[0, 0] < 0.5


def test_noise_and_sharp_attacks_still_come_out_at_the_level_of_films(folder: Folder, tmp_path: Path):
    times = np.arange(22050) / 22050
    placed = []
    for at in range(3):
        speech = SpeechRecipe(model="espeak@1", voice="", language="en", text=str(at))
        write_wav(folder.path(speech), (0.2 * np.sin(2765 * times) * np.exp(-6 * times)).astype(np.float32), 22050)
        placed.append(Placed(speech=speech, start_ms=1000 + at * 4000))
    rain = AmbienceRecipe(setting="rain")
    write_wav(
        folder.path(rain), (0.1 * np.random.default_rng(0).standard_normal((480_000, 2))).astype(np.float32), RATE
    )
    around = (Passage(sound=rain, start_ms=0, end_ms=DURATION_MS),)
    mixed(folder, tmp_path / "out.m4a", narration=tuple(placed), ambience=around)
    loudness, peak = ebur128(tmp_path / "out.m4a")
    assert loudness == pytest.approx(-14, abs=1.0) and peak < -1.0


def test_in_twenty_minutes_of_encoded_sound_nothing_moves(tmp_path: Path):
    starts = [4_800, 28_799_376, 57_519_984]  # samples, of which the last is 48 ms before the end
    click = (0.5 * np.hanning(480)).astype(np.float32)

    def blocks():
        for first in range(0, 1200 * RATE, 10 * RATE):
            block = np.zeros((10 * RATE, 2), np.float32)
            for start in starts:
                if first <= start < first + 10 * RATE:
                    block[start - first : start - first + 480] = click[:, None]
            yield block

    write_aac(tmp_path / "out.m4a", blocks(), length=1200 * RATE)
    found, at = [], 0
    for block in audio_blocks(tmp_path / "out.m4a"):
        if block.max() > 0.3:
            found.append(at + int(np.argmax(block[:, 0])) - 240)
        at += len(block)
    assert at == 1200 * RATE
    assert [abs(one - other) <= 2 for one, other in zip(found, starts, strict=True)] == [True] * 3


def encoded(path: Path, *options: str) -> bytes:
    source = path.with_name("source.wav")
    write_wav(source, voice(5, 44100), 44100)
    ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-i", str(source)]
    subprocess.run([*ffmpeg, *options, str(path)], check=True)
    return path.read_bytes()


@pytest.mark.parametrize("ending", [".mp3", ".flac", ".wav"])
def test_of_a_file_that_was_cut_off_what_there_is_plays(tmp_path: Path, ending: str):
    path = tmp_path / f"cut{ending}"
    content = encoded(tmp_path / f"whole{ending}")
    path.write_bytes(content[: len(content) * 6 // 10])
    assert 2.0 < len(read_audio(path)[0]) / RATE < 4.0


def test_a_file_of_which_nothing_can_be_read_is_named(tmp_path: Path):
    content = encoded(tmp_path / "whole.m4a")
    (tmp_path / "song.m4a").write_bytes(content[: len(content) * 6 // 10])  # the index was at its end
    with pytest.raises(BadInput, match='"song.m4a" is damaged'):
        read_audio(tmp_path / "song.m4a")


def test_music_of_a_telephone_in_mono_and_music_without_a_sound_both_make_a_film(folder: Folder, tmp_path: Path):
    narration = (line(folder, "a", 1000, 4),)
    for name, samples in (("3", bed(6, 8000)[:, 0]), ("4", np.zeros(48000, np.float32))):
        upload = UploadRecipe(media="audio", sha256=name * 64, suffix=".wav")
        write_wav(folder.path(upload), samples, 8000)
        facts, heard = mixed(folder, tmp_path / f"{name}.m4a", narration=narration, music=upload)
        assert facts["loudness_lufs"] == pytest.approx(-14, abs=1) and len(heard) == DURATION_MS * 48


def test_passages_overlap_by_the_fade_alone(tmp_path: Path):
    tape = Tape(tmp_path / "tape")
    tape.append(np.ones((40 * RATE, 2), np.float32))
    first = passage(tape, 30 * RATE, start=0, end=10 * RATE, ends_with=True, gain=1.0)
    second = passage(tape, 30 * RATE, start=10 * RATE, end=30 * RATE, ends_with=True, gain=1.0)
    one, other = (bed(8 * RATE, 12 * RATE)[:, 0] for bed in (first, second))
    both = (one > 0) & (other > 0)
    assert abs(int(both.sum()) - PASSAGE_FADE) <= 2
    assert np.allclose(one[both] ** 2 + other[both] ** 2, 1.0, atol=0.01)


def test_a_line_as_long_as_the_film_is_read_as_often_as_a_short_one(folder: Folder, tmp_path: Path, monkeypatch):
    reads: list[Path] = []

    def counted(path: Path, **options):
        reads.append(path)
        return read_audio(path, **options)

    monkeypatch.setattr("storyvid.film.mix.read_audio", counted)
    told = (line(folder, "A short one.", 0, 2), line(folder, "A long one.", 2000, 38))
    recipe = SoundtrackRecipe(duration_ms=41_000, narration=told)
    make_soundtrack(recipe, folder, tmp_path / "out.m4a", progress=lambda share: None)
    assert len(reads) == 4 and len(set(reads)) == 2  # once for its level, once for the mix
    heard = read_audio(tmp_path / "out.m4a")[0][:, 0]
    assert all(np.abs(heard[at * RATE : (at + 5) * RATE]).max() > 0.1 for at in range(0, 40, 5))
