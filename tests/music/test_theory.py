"""Chords and voice leading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid.music.moods import MOODS
from storyvid.music.theory import MODES, chord, pitches, scale_under, voiced

EVERY_CHORD = sorted(
    {
        written
        for mood in MOODS.values()
        for phrase in (*mood.opening, *mood.closing, *mood.middle, mood.cadence)
        for bar in phrase
        for written in bar.split("/")
    }
)


def test_numerals_are_read():
    assert chord("V7", 0).classes == (7, 11, 2, 5)
    assert chord("bVI", 9).classes == (5, 9, 0)
    assert chord("iio", 0).classes == (2, 5, 8)
    with pytest.raises(ValueError):
        chord("H", 0)


def test_every_phrase_has_four_bars():
    for mood in MOODS.values():
        assert all(len(phrase) == 4 for phrase in (*mood.opening, *mood.closing, *mood.middle, mood.cadence))


@given(st.lists(st.sampled_from(EVERY_CHORD), min_size=2, max_size=8), st.integers(0, 11))
def test_voices_hold_every_chord_tone_and_move_little(written: list[str], tonic: int):
    before: tuple[int, ...] = ()
    for numeral in written:
        over = chord(numeral, tonic)
        voicing = voiced(over, before, low=53, high=76)
        assert {pitch % 12 for pitch in voicing} >= set(over.classes[:4])
        assert all(53 <= pitch <= 76 for pitch in voicing)
        if before:
            assert sum(abs(old - new) for old, new in zip(before, voicing, strict=True)) <= 24
        before = voicing


@given(st.sampled_from(EVERY_CHORD), st.sampled_from(sorted(MODES)), st.integers(0, 11))
def test_a_scale_holds_its_chord(written: str, mode: str, tonic: int):
    over = chord(written, tonic)
    assert set(over.classes) <= scale_under(mode, tonic, over)


def test_pitches_are_in_range():
    assert pitches([0], 59, 73) == [60, 72]
