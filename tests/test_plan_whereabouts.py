"""Where scenes play on: the last place told lasts, in the same hour and weather, until another is told."""

from dataclasses import replace

import pytest

from storyvid import plan
from storyvid.plan.whereabouts import LASTS
from storyvid.recipes import Setting, key_of
from storyvid.story import Scene, Story

KITCHEN = "In the kitchen of the old house it was late at night, and rain fell outside."
NOTHING = "“I do not know,” said Anna."


def told(*texts: str, **more) -> Story:
    return Story(scenes=tuple(Scene(id=f"s{n}", text=text) for n, text in enumerate(texts)), **more)


def settings(story: Story) -> list[Setting | None]:
    return [plan.takes(story, scene, 1)[0].setting for scene in story.scenes]


def test_a_scene_that_names_no_place_plays_on_where_the_last_one_did():
    assert settings(told(NOTHING, KITCHEN, NOTHING, "They went into the forest.", NOTHING)) == [
        Setting(era="once"),
        Setting(era="once"),
        Setting(place="kitchen", hour="night", weather="rain", era="once"),
        Setting(hour="night", weather="rain", era="once"),
        Setting(place="forest", hour="night", weather="rain", era="once"),
    ]


def test_what_is_told_of_the_hour_alone_is_kept_from_then_on():
    made = settings(told(KITCHEN, "Then it was morning, and Anna smiled.", NOTHING))
    assert [(one.place, one.hour) for one in made] == [("", ""), ("kitchen", ""), ("kitchen", "dawn")]


def test_nothing_lasts_for_ever_and_a_chapter_begins_somewhere_new():
    made = settings(told(KITCHEN, *[NOTHING] * 12))
    for name, scenes in LASTS.items():
        assert [bool(getattr(one, name)) for one in made[1:]] == [True] * scenes + [False] * (12 - scenes)
    story = told(KITCHEN, NOTHING)
    parted = replace(story, scenes=(story.scenes[0], replace(story.scenes[1], chapter="Two")))
    assert settings(parted)[1] == Setting(era="once")


def test_what_somebody_only_speaks_of_takes_nobody_there():
    made = settings(told(KITCHEN, "“I have seen the sea,” said Anna."))
    assert made[1].place == "kitchen"


@pytest.mark.parametrize("text", ["Anna came to the harbour.", "Sie gingen in den Wald."])
def test_the_authors_own_prompt_and_other_tongues_are_heard(text):
    story = told("One day.", NOTHING)
    prompted = replace(story, scenes=(replace(story.scenes[0], prompt=text), story.scenes[1]))
    assert settings(prompted)[1].place in ("shore", "sea", "forest")


def test_a_story_plays_today_by_all_of_its_words_and_every_scene_of_it():
    today = told("The robot took the bus to the airport.", KITCHEN)
    tale = told(KITCHEN + " The nurse slept on a sofa.", *["Once upon a time there was a king with three sons."] * 40)
    assert {one.era for one in settings(today)} == {"today"} and {one.era for one in settings(tale)} == {"once"}


def test_changing_a_scene_changes_the_takes_of_those_that_play_on_in_it_alone():
    story = told(KITCHEN, NOTHING, "They went into the forest at noon, in fog.", NOTHING)
    other = replace(story, scenes=(replace(story.scenes[0], text="In the cellar it was dark."), *story.scenes[1:]))
    keys = [[key_of(plan.takes(one, scene, 1)[0]) for scene in one.scenes] for one in (story, other)]
    assert [a == b for a, b in zip(*keys, strict=True)] == [False, False, True, True]


def test_a_model_that_reads_no_places_is_told_none():
    assert settings(told(KITCHEN, NOTHING, image_model="openai")) == [None, None]
