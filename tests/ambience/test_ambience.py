"""What places sound like, measured, and which words tell a place."""

import numpy as np
import pyloudnorm
import pytest
from scipy.signal import welch

from storyvid.ambience.settings import LOUDNESS_LUFS, RATE, SETTINGS, heard
from storyvid.ambience.words import NAMES, setting_of
from storyvid.errors import BadInput, UnknownName

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


@pytest.mark.parametrize(
    ("text", "language", "setting"),
    [
        ("The boat drifted along the shore.", "en", "sea"),
        ("The fox ran into the Forest.", "en", "forest"),
        ("A storm broke over the forest.", "en", "rain"),
        ("She sat in her room and listened to the rain.", "en", ""),
        ("They sat by the fireplace in the old house.", "en", "fire"),
        ("Crickets sang; the moon rose.", "en", "night"),
        ("On market day the square was full.", "en", "crowd"),
        ("He was seasoned, and she sawed.", "en", None),
        ("Anna was not afraid.", "en", None),
        ("Es war Nacht, und alle schliefen.", "de", "night"),
        ("Le renard courut dans la forêt.", "fr", "forest"),
        ("El barco llegó a la playa.", "es", "sea"),
    ],
)
def test_the_words_of_a_scene_tell_its_setting(text, language, setting):
    assert setting_of(text, language=language) == setting
