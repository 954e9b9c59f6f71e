"""What places sound like, measured, and which words tell a place."""

import numpy as np
import pyloudnorm
import pytest
from scipy.signal import welch

from storyvid.ambience.places import LEVELS_PERCENT, NAMES, heard_at, known_places
from storyvid.ambience.settings import LOUDNESS_LUFS, RATE, SETTINGS, heard
from storyvid.ambience.words import sounds_in
from storyvid.errors import BadInput, UnknownName
from storyvid.images.storyboard.lexicon import INDOOR, PLACE_NAMES
from storyvid.recipes import Setting

SECONDS = 12


def played(setting, seed=1, seconds=SECONDS):
    return heard(setting, seed=seed, duration_ms=seconds * 1000, progress=lambda _: None)


@pytest.fixture(scope="module")
def sounds():
    return {setting: played(setting) for setting in SETTINGS}


def share_of_power(sound, low_hz, high_hz):
    frequency, power = welch(sound.mean(axis=1), RATE, nperseg=8192)
    return power[(frequency >= low_hz) & (frequency < high_hz)].sum() / power.sum()


def test_the_settings_are_those_that_are_named():
    assert tuple(SETTINGS) == NAMES


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_setting_is_stereo_whole_and_as_loud_as_the_others(sounds, setting):
    sound = sounds[setting]
    assert sound.shape == (SECONDS * RATE, 2) and sound.dtype == np.float32
    assert np.isfinite(sound).all() and np.abs(sound).max() < 0.9
    assert abs(pyloudnorm.Meter(RATE).integrated_loudness(sound) - LOUDNESS_LUFS) < 1.0
    quiet = np.square(sound.reshape(-1, RATE // 2, 2)).mean(axis=(1, 2))
    assert quiet.min() > 1e-7, "half a second of silence"
    assert np.corrcoef(sound.T)[0, 1] < 0.8, "both ears hear the same"
    assert np.abs(sound.mean(axis=0)).max() < 1e-3 and share_of_power(sound, 0, 20) < 0.002, "an offset, or rumble"


def test_a_setting_sounds_the_same_for_its_seed_and_otherwise_for_another():
    assert np.array_equal(played("fire", seconds=3), played("fire", seconds=3))
    assert not np.array_equal(played("fire", seconds=3), played("fire", seed=2, seconds=3))


def test_crickets_are_high_and_a_crowd_is_in_the_range_of_voices(sounds):
    assert share_of_power(sounds["night"], 3800, 5000) > 0.15
    assert share_of_power(sounds["crowd"], 80, 3400) > 0.95
    assert share_of_power(sounds["rain"], 1000, 12000) > 0.7
    assert share_of_power(sounds["wind"], 1500, 12000) < 0.3


def test_waves_swell_and_a_fire_crackles_where_rain_is_even(sounds):
    def swing(sound, ms):
        steps = np.square(sound[: len(sound) // (RATE * ms // 1000) * (RATE * ms // 1000)])
        level = steps.reshape(-1, RATE * ms // 1000, 2).mean(axis=(1, 2))
        return level.std() / level.mean()

    assert swing(sounds["sea"], 500) > 4 * swing(sounds["rain"], 500)
    assert swing(sounds["fire"], 5) > 2 * swing(sounds["rain"], 5)


def test_what_is_no_setting_or_too_long_is_refused():
    with pytest.raises(UnknownName, match="There are: wind, sea"):
        played("disco")
    with pytest.raises(BadInput, match="10 minutes"):
        played("rain", seconds=601)


def test_every_place_that_is_drawn_has_its_sound_and_none_outside_is_heard_between_walls():
    assert known_places() == frozenset(PLACE_NAMES), "say in ambience/places.py what is heard at a place that is new"
    for place in PLACE_NAMES:
        for hour in ("", "dawn", "day", "dusk", "night"):
            for weather in ("", "rain", "storm", "snow", "fog", "wind"):
                sound = heard_at(Setting(place=place, hour=hour, weather=weather))
                assert sound in ("", *NAMES)
                assert (place in INDOOR) == (sound in ("room", "roof") or place == "restaurant")
    assert set(LEVELS_PERCENT) <= set(NAMES)


@pytest.mark.parametrize(
    ("place", "hour", "weather", "sounds", "heard_there"),
    [
        ("forest", "", "", (), "forest"),
        ("forest", "night", "", (), "night"),
        ("forest", "night", "snow", (), "wind"),  # no cricket sings in the snow
        ("forest", "night", "rain", ("fire",), "rain"),
        ("forest", "night", "", ("fire",), "fire"),
        ("shore", "night", "wind", (), "sea"),
        ("sea", "", "storm", (), "rain"),
        ("river", "dusk", "fog", (), "stream"),
        ("mountain", "night", "", (), "wind"),
        ("market", "night", "", (), "crowd"),
        ("city", "day", "", (), "crowd"),
        ("city", "night", "", (), "night"),
        ("kitchen", "night", "", (), "room"),
        ("kitchen", "night", "rain", (), "roof"),
        ("kitchen", "", "rain", ("fire",), "fire"),
        ("cellar", "", "storm", (), "room"),
        ("hall", "", "", ("crowd", "fire"), "crowd"),
        ("underwater", "night", "storm", ("crowd",), ""),
        ("space", "night", "", (), ""),
        ("", "", "", (), ""),
        ("", "day", "", (), ""),
        ("", "night", "", (), "night"),
        ("", "", "rain", (), "rain"),
        ("a moon of Saturn", "dusk", "", (), "night"),  # another painter's own term
    ],
)
def test_what_is_seen_outside_is_heard_outside(place, hour, weather, sounds, heard_there):
    assert heard_at(Setting(place=place, hour=hour, weather=weather), sounds) == heard_there


@pytest.mark.parametrize(
    ("text", "language", "sounds"),
    [
        ("They sat by the fireplace in the old house.", "en", ("fire",)),
        ("They lit a campfire beside the market.", "en", ("crowd", "fire")),
        ("He was fired, and ballooned.", "en", ()),
        ("Im Kamin brannte ein Feuer.", "de", ("fire",)),
        ("La foule criait.", "fr", ("crowd",)),
        ("Era una boda.", "es", ("crowd",)),
        ("Огонь.", "ru", ()),
    ],
)
def test_the_words_tell_what_is_heard_besides(text, language, sounds):
    assert sounds_in(text, language=language) == sounds


def test_rain_on_a_roof_is_duller_than_rain_and_a_room_is_even(sounds):
    assert share_of_power(sounds["roof"], 1000, 12000) < 0.3 < 0.7 < share_of_power(sounds["rain"], 1000, 12000)
    assert share_of_power(sounds["room"], 30, 400) > 0.7

    def levels(sound):
        return np.square(sound.reshape(-1, RATE // 4, 2)).mean(axis=(1, 2))

    assert levels(sounds["room"]).std() / levels(sounds["room"]).mean() < 0.5
    assert np.abs(sounds["room"]).max() < 8 * np.sqrt(np.square(sounds["room"]).mean()), "nothing stands out"
