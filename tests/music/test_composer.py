"""The composer: levels, endings, lengths, and that seeds and moods differ."""

from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.errors import BadInput, UnknownName
from storyvid.film.mix import make_soundtrack
from storyvid.film.sound_files import read_audio, write_wav
from storyvid.models import MusicModel
from storyvid.music.composer import Composer
from storyvid.music.instruments import DRUM_CHANNEL, INSTRUMENTS
from storyvid.music.moods import MOODS
from storyvid.music.orchestra import RATE
from storyvid.music.score import Score, written
from storyvid.recipes import MusicRecipe, SoundtrackRecipe
from tests.film.test_mix import Folder


@cache
def composed(mood: str, seed: int = 1, duration_ms: int = 20_000) -> np.ndarray:
    recipe = MusicRecipe(model="composer@1", mood=mood, seed=seed, duration_ms=duration_ms)
    return Composer().compose(recipe, progress=lambda share: None).samples


def scored(mood: str, seed: int, playing_ms: int = 60_000) -> Score:
    return written(MOODS[mood], Random(f"{mood}/{seed}"), playing_ms=playing_ms, ring_ms=4000)


def level_db(samples: np.ndarray) -> float:
    return 20 * float(np.log10(np.sqrt(np.mean(np.square(samples))) + 1e-9))


def test_it_is_a_music_model_with_the_moods_that_the_page_shows():
    assert isinstance(Composer(), MusicModel)
    assert Composer().moods[:6] == ("calm", "wonder", "adventure", "dark", "sad", "merry")


@pytest.mark.parametrize("mood", list(MOODS))
def test_every_mood_plays_at_one_loudness_without_clipping(mood: str):
    sound = composed(mood)
    assert sound.shape == (20 * RATE, 2) and sound.dtype == np.float32
    assert pyloudnorm.Meter(RATE).integrated_loudness(sound) == pytest.approx(-20, abs=0.7)
    assert np.abs(sound).max() < 0.95
    assert min(level_db(sound[start : start + RATE]) for start in range(0, 15 * RATE, RATE)) > -45


@pytest.mark.parametrize("mood", list(MOODS))
def test_the_last_chord_rings_out_instead_of_being_cut(mood: str):
    sound = composed(mood)
    assert np.abs(sound[-1]).max() < 1e-6
    ends = [level_db(sound[len(sound) - ms * RATE // 1000 :][: RATE // 10]) for ms in (1500, 700, 200)]
    assert ends[0] > ends[1] > ends[2] and ends[2] < -40
    assert level_db(sound[-4 * RATE : -2 * RATE]) > -45


@pytest.mark.parametrize("mood", list(MOODS))
def test_a_film_that_ends_with_a_piece_does_not_end_in_silence(mood: str, tmp_path: Path):
    folder, out = Folder(tmp_path), tmp_path / "out.m4a"
    piece = MusicRecipe(model="composer@1", mood=mood, seed=1, duration_ms=20_000)
    write_wav(folder.path(piece), composed(mood)[-8 * RATE :], RATE)
    make_soundtrack(
        SoundtrackRecipe(narration=(), duration_ms=6300, music=piece), folder, out, progress=lambda share: None
    )
    levels = [level_db(part) for part in np.split(read_audio(out)[0][-48_000:], 50)]
    assert max(levels[-15:]) > -50 and levels[-1] < -45  # heard in the last 300 ms, and gone without a click


@pytest.mark.parametrize("mood", list(MOODS))
def test_a_piece_ends_on_its_tonic_chord(mood: str):
    for seed in range(5):
        notes = scored(mood, seed).notes
        final = [note for note in notes if note.end == max(note.end for note in notes)]
        bass = min(final, key=lambda note: note.key).key % 12
        assert len(final) >= 6 and (bass + 7) % 12 in {note.key % 12 for note in final}


def test_the_same_recipe_gives_the_same_samples():
    first = composed("wonder", 3)
    composed("dark", 1)
    composed.cache_clear()
    assert np.array_equal(first, composed("wonder", 3))


def test_seeds_are_different_pieces():
    for mood in ("calm", "merry"):
        tunes = set()
        for seed in range(30):
            score = scored(mood, seed)
            keys = [note.key for note in score.notes if note.channel == 0][:12]
            tunes.add(tuple(key - keys[0] for key in keys))
        assert len(tunes) >= 29
    one, other = composed("calm", 1), composed("calm", 2)
    assert abs(np.corrcoef(one[:, 0], other[:, 0])[0, 1]) < 0.3


def test_moods_sound_different():
    tune = {
        mood: np.mean([note.key for seed in range(8) for note in scored(mood, seed).notes if note.channel < 2])
        for mood in ("dark", "merry")
    }
    assert tune["dark"] < tune["merry"] - 9
    busy = {mood: np.mean([len(scored(mood, seed).notes) for seed in range(6)]) for mood in ("calm", "dark", "merry")}
    assert busy["merry"] > 1.7 * busy["calm"] and busy["merry"] > 1.7 * busy["dark"]


def test_a_tune_comes_back():
    for seed in range(6):
        keys = [note.key for note in scored("merry", seed, 90_000).notes if note.channel in (0, 1)]
        phrases = [tuple(np.diff(keys[at : at + 7])) for at in range(len(keys) - 7)]
        assert max(phrases.count(phrase) for phrase in phrases) >= 2


@pytest.mark.parametrize("duration_ms", [1, 700, 4000, 10_000, 33_333])
def test_the_length_is_exact(duration_ms: int):
    sound = composed("tender", 5, duration_ms)
    assert len(sound) == duration_ms * RATE // 1000 and np.isfinite(sound).all()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(MOODS)), st.integers(0, 10**6), st.integers(500, 400_000))
def test_players_keep_to_their_instruments_and_to_the_time(mood: str, seed: int, playing_ms: int):
    score = written(MOODS[mood], Random(seed), playing_ms=playing_ms, ring_ms=4000)
    seats = {player.channel: player for player in score.players}
    for note in score.notes:
        assert 0 <= note.start < note.end <= playing_ms / 1000 + 4
        assert 1 <= note.velocity <= 127
        if note.channel != DRUM_CHANNEL and note.start < playing_ms / 1000 * 0.7:
            assert 0 <= note.key - INSTRUMENTS[seats[note.channel].instrument].low <= 60


def test_an_unknown_mood_names_the_moods():
    with pytest.raises(UnknownName, match=r'^No mood "angry"\. Installed: calm, wonder,'):
        composed("angry")


def test_more_than_an_hour_is_refused():
    with pytest.raises(BadInput, match="60 minutes"):
        composed("calm", 1, 3_600_001)
