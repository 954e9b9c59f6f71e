"""How long things take: as measured, before that as the model says, and once something is under way as it goes."""

from dataclasses import replace

import pytest

from storyvid.crew import Bench, seconds_left_of
from storyvid.images import devices
from storyvid.images.diffusion.presets import PRESETS
from storyvid.pace import Pace
from storyvid.recipes import ImageRecipe, Part

TAKE = ImageRecipe(model="storyboard@1", parts=(Part(source="scene", text="A fox."),), width=64, height=64, seed=1)
DRAFT, QUALITY = (replace(TAKE, model="diffusers@1", options=preset.options) for preset in PRESETS[:2])


@pytest.fixture
def no_graphics(monkeypatch):
    monkeypatch.setattr(devices, "has_graphics", lambda: False)
    monkeypatch.setattr(devices, "processor_giga_operations", lambda: 100.0)


def test_a_picture_of_a_heavy_model_is_not_taken_for_a_moment_before_the_first_is_painted(no_graphics):
    pace = Pace()
    assert pace.seconds(TAKE) == 1.0 and pace.measured(DRAFT) is None
    assert pace.seconds(DRAFT) == pytest.approx(4 * 6_000 / 50) and pace.seconds(QUALITY) > 5 * pace.seconds(DRAFT)


def test_what_was_measured_counts_before_what_the_model_says_and_only_for_its_settings(no_graphics):
    pace = Pace()
    guessed = pace.seconds(QUALITY)
    for seconds in (40.0, 44.0, 400.0):
        pace.learn(DRAFT, seconds)
    assert pace.seconds(DRAFT) == pace.measured(DRAFT) == 44.0
    assert pace.seconds(QUALITY) == guessed and pace.measured(QUALITY) is None


def test_a_graphics_card_is_not_guessed_at(monkeypatch):
    monkeypatch.setattr(devices, "has_graphics", lambda: True)
    assert Pace().seconds(DRAFT) == 1.0


def test_time_left_goes_by_how_far_a_job_has_come_once_that_says_something(no_graphics):
    pace, bench = Pace(), Bench(worker=None, recipes={"a": DRAFT}, began=100.0)
    guess = pace.seconds(DRAFT)
    assert seconds_left_of(bench, pace, 110.0) == pytest.approx(guess - 10)
    assert seconds_left_of(bench, pace, 10_000.0) == pytest.approx(guess * 0.1)
    bench.share = 0.25
    assert seconds_left_of(bench, pace, 110.0) == pytest.approx(30.0)
