"""What is got ready for a preview before it is asked for: it spares time, makes nothing, and gets in nobody's way."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from storyvid import plan, readiness
from storyvid.crew import place
from storyvid.makers import KEPT
from storyvid.project import Project
from storyvid.recipes import ClipRecipe, MusicRecipe, key_of
from storyvid.story import Story
from storyvid.workshop import Workshop
from tests.plugged import picture
from tests.test_orders import story

SOON_S = 90


@pytest.fixture(autouse=True)
def nothing_rendered(monkeypatch):
    """A preview's clips are rendered ahead only where a test is about that."""
    monkeypatch.setattr(readiness, "RENDER_AFTER_S", 10**6)


@pytest.fixture
def workshop(tmp_path):
    workshop = Workshop(Project.create(tmp_path / "p").folder, cpu_workers=2)
    yield workshop
    workshop.close()


def spoken(workshop: Workshop, told: Story) -> Story:
    """The story with its pictures and its narration made, as it is when its author comes to the film's page."""
    workshop.want([scene.picked for scene in told.scenes])
    workshop.want([speech for scene in told.scenes for speech in plan.speeches_of(told, scene)])
    assert workshop.wait(SOON_S)
    return told


def stages(workshop: Workshop) -> list[Path]:
    return sorted((workshop.folder / KEPT).glob("*.stage"))


def until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + SOON_S
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def until_stages(workshop: Workshop, count: int) -> list[Path]:
    until(lambda: len(stages(workshop)) >= count)
    return stages(workshop)


def workers() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "storyvid.worker" in " ".join(child.cmdline())]


def test_the_film_uses_what_was_got_ready(workshop):
    told = spoken(workshop, story())
    workshop.get_ready(told)
    ready = until_stages(workshop, 2)
    before = [stage.stat().st_mtime_ns for stage in ready]
    order = workshop.want_film(told, quality="preview")
    assert workshop.wait(SOON_S) and workshop.film_state(order).state == "made"
    assert stages(workshop) == ready, "the clips found what was kept, or else they would have kept their own"
    assert [stage.stat().st_mtime_ns for stage in ready] == before


def test_of_a_spoken_story_only_the_sound_is_mixed_and_nobody_waits(workshop):
    told = spoken(workshop, story())
    (mix,) = plan.soundtrack_to_mix(told, workshop.store)
    before = set(workshop.store.made())
    workshop.get_ready(told)
    assert not workshop.status().busy and workshop.wait(0.1), "nobody waits for it"
    assert until(lambda: workshop.store.has(mix)) and len(stages(workshop)) == 2
    assert {key_of(mix)} == set(workshop.store.made()) - before
    assert not workshop.films() and not workshop.status().waiting and not workshop.status().made.get("soundtrack")
    order = workshop.want_film(told, quality="preview")
    assert workshop.wait(SOON_S) and workshop.film_state(order).film.soundtrack == mix
    assert not workshop.status().made.get("soundtrack") and not plan.soundtrack_to_mix(told, workshop.store)


def test_a_story_let_be_has_its_preview_rendered_before_it_is_asked_for(workshop, monkeypatch):
    monkeypatch.setattr(readiness, "RENDER_AFTER_S", 0.5)
    told = spoken(workshop, story())
    wanted = plan.first_segments(told, workshop.store, seconds=90)
    assert {piece.kind for piece in wanted} == {"clip", "join"}
    workshop.get_ready(told)
    assert until(lambda: all(map(workshop.store.has, wanted))) and not workshop.films()
    order = workshop.want_film(told, quality="preview")
    assert workshop.wait(SOON_S) and workshop.film_state(order).state == "made"
    assert set(workshop.status().made) & {"clip", "join", "soundtrack"} == set()
    assert not list(workshop.store.verify())


def test_what_is_changed_again_at_once_is_not_rendered(workshop, monkeypatch):
    monkeypatch.setattr(readiness, "RENDER_AFTER_S", 2.0)
    told = spoken(workshop, story())
    for fps in (10, 12, 15, 20):
        other = replace(told, cut=replace(told.cut, fps=fps))
        workshop.get_ready(other)
        time.sleep(0.2)
    workshop.get_ready(told)
    assert until(lambda: not plan.first_segments(told, workshop.store, seconds=90))
    assert plan.first_segments(other, workshop.store, seconds=90), "nobody stayed with it"


def test_only_the_beginning_of_a_long_film_is_rendered_ahead(workshop):
    told = spoken(workshop, story(scenes=5))
    every = plan.first_segments(told, workshop.store, seconds=90)
    some = plan.first_segments(told, workshop.store, seconds=1)
    assert some == every[: len(some)] and 0 < len(some) < len(every)


def test_sound_is_not_mixed_before_all_of_it_is_there(workshop):
    told = spoken(workshop, story())
    assert not plan.soundtrack_to_mix(replace(told, sound=replace(told.sound, mood="calm")), workshop.store)
    assert not plan.soundtrack_to_mix(replace(told, sound=replace(told.sound, speed_percent=120)), workshop.store)


def test_what_is_wanted_goes_first(workshop):
    told = spoken(workshop, story(scenes=8))
    workshop.get_ready(told)
    workshop.want([picture(100 + seed) for seed in range(4)])
    assert workshop.wait(SOON_S)
    assert all(workshop.store.has(picture(100 + seed)) for seed in range(4))
    assert len(until_stages(workshop, 8)) == 8, "and then it goes on"


def test_a_later_story_takes_the_place_of_an_earlier_one(workshop):
    told = spoken(workshop, story(scenes=8))
    workshop.get_ready(told)
    workshop.get_ready(replace(told, scenes=told.scenes[:1]))
    (clip,) = plan.sounds_and_first_clips(replace(told, scenes=told.scenes[:1]), workshop.store, most=9)
    assert until_stages(workshop, 1) and clip.shot.picture == told.scenes[0].picked
    time.sleep(0.5)
    assert len(stages(workshop)) < 8


def test_narration_by_a_voice_of_this_machine_is_spoken_and_then_the_pictures_are_got_ready(workshop):
    told = story()
    workshop.want([scene.picked for scene in told.scenes])
    assert workshop.wait(SOON_S)
    workshop.get_ready(told)
    assert len(until_stages(workshop, 2)) == 2
    assert all(workshop.store.has(line) for scene in told.scenes for line in plan.speeches_of(told, scene))
    order = workshop.want_film(told, quality="preview")
    assert workshop.wait(SOON_S) and workshop.film_state(order).state == "made"
    assert "speech" not in workshop.status().made and not list(workshop.store.verify())


def test_music_is_composed_ahead(workshop):
    told = spoken(workshop, story())
    told = replace(told, sound=replace(told.sound, mood="calm"))
    (music, *_) = plan.sounds_and_first_clips(told, workshop.store, most=9)
    assert isinstance(music, MusicRecipe)
    workshop.get_ready(told)
    assert until(lambda: workshop.store.has(music)) and not workshop.status().made.get("music")
    assert len(until_stages(workshop, 2)) == 2


def test_a_voice_that_is_paid_for_says_nothing_before_it_is_asked(workshop):
    told = story(voice="openai")
    assert {place(line).lane for scene in told.scenes for line in plan.speeches_of(told, scene)} == {"network"}
    workshop.get_ready(told)
    assert until(lambda: len(workers()) == 2), "processes start"
    time.sleep(0.3)
    assert not workshop.store.made() and not workshop.status().failed


def test_a_voice_that_fails_is_not_heard_of_before_it_is_asked(workshop):
    told = story(voice="nobody@1")
    workshop.want([scene.picked for scene in told.scenes])
    assert workshop.wait(SOON_S)
    workshop.get_ready(told)
    time.sleep(1.0)
    assert not workshop.status().failed and not workshop.status().busy
    order = workshop.want_film(told, quality="preview")
    assert workshop.wait(SOON_S) and "nobody" in workshop.film_state(order).message


@pytest.mark.parametrize(
    "lacking", [Story(), story(voice="gone"), replace(story(), sound=replace(story().sound, music_model="gone"))]
)
def test_a_story_that_cannot_be_planned_stops_nothing(workshop, lacking):
    workshop.get_ready(replace(lacking, sound=replace(lacking.sound, mood="calm")))
    told = spoken(workshop, story())
    order = workshop.want_film(told, quality="preview")
    assert workshop.wait(SOON_S) and workshop.film_state(order).state == "made"


def test_a_picture_that_is_gone_is_no_trouble(workshop):
    told = spoken(workshop, story(scenes=3))
    workshop.store.path(told.scenes[0].picked).unlink()
    workshop.get_ready(told)
    assert len(until_stages(workshop, 2)) == 2 and not workshop.status().failed
    order = workshop.want_film(told, quality="preview")
    assert workshop.wait(SOON_S) and workshop.film_state(order).state == "made"


def test_closing_does_not_wait_for_it(workshop):
    told = spoken(workshop, story(scenes=12))
    workshop.get_ready(told)
    began = time.monotonic()
    workshop.close()
    assert time.monotonic() - began < 5 and not workers()


def test_only_the_first_clips_that_are_missing_are_named(workshop):
    told = spoken(workshop, story(scenes=5))
    named = plan.sounds_and_first_clips(told, workshop.store, most=3)
    assert [clip.shot.picture for clip in named] == [scene.picked for scene in told.scenes[:3]]
    workshop.want(named[:2])
    assert workshop.wait(SOON_S)
    left = plan.sounds_and_first_clips(told, workshop.store, most=9)
    assert [key_of(clip) for clip in left[:1]] == [key_of(named[2])] and len(left) == 3
    assert all(isinstance(clip, ClipRecipe) and clip.quality == "preview" for clip in left)
