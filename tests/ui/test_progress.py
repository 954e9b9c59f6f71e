"""Times and sizes in words."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from storyvid.plan import takes
from storyvid.recipes import key_of
from storyvid.story import Scene, Story
from storyvid.ui.progress import bytes_in_words, clock, doing, failed_now, lasting, time_left
from storyvid.wanted import Failure
from storyvid.workshop import Running, Status


def test_times_are_said_as_people_say_them():
    assert [lasting(s) for s in (0.2, 8.4, 59.4, 90, 3900)] == ["1 s", "8 s", "59 s", "2 min", "1 h 5 min"]


def test_a_length_is_shown_as_players_show_it():
    assert (clock(0), clock(65_000), clock(600_500)) == ("0:00", "1:05", "10:00")


def test_no_time_left_is_told_while_none_is_known():
    assert time_left(None) == ""
    assert time_left(12.2) == ", about 12 s left"


@given(st.integers(0, 9 * 10**14))
def test_sizes_stay_short(count):
    assert len(bytes_in_words(count)) <= 8


def test_a_resting_workshop_says_nothing_and_a_busy_one_what_it_does():
    assert doing(Status()) == ""
    painting = Running(key="k", kind="image", share=0.5, seconds=1.0)
    assert doing(Status(waiting=14, running=(painting,), seconds_left=9.0, busy=True)) == (
        "Painting · 15 to go, about 9 s left"
    )


def test_what_another_engine_failed_at_is_not_held_against_the_story():
    story = Story(scenes=(Scene(id="s1", text="A fox ran."),), image_model="comfyui@1")
    failed = {
        key_of(one): Failure(key=key_of(one), message="It does not answer.", kind="failed", recipe=one)
        for one in takes(story, story.scenes[0])
    }
    assert failed_now(story, Status(failed=failed)) == story.takes
    assert failed_now(replace(story, image_model="storyboard@1"), Status(failed=failed)) == 0
