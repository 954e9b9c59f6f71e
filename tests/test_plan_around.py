"""What is heard around scenes: the place, hour and weather that are seen, for as long as they are seen."""

from dataclasses import replace

import pytest

from storyvid import plan
from storyvid.ambience.places import heard_at
from storyvid.plan.around import heard_around
from storyvid.plan.whereabouts import LASTS, settings_of
from storyvid.recipes import AmbienceRecipe, key_of
from storyvid.story import Scene, Sound, Story, with_scene
from tests.plugged import picture
from tests.test_plan_sound import Timed, soundtrack

NOTHING = "“I do not know,” said Anna."


def told(*texts: str, ambience: str = "auto", **more) -> Story:
    scenes = tuple(Scene(id=f"s{at}", text=text, picked=picture(at)) for at, text in enumerate(texts, 1))
    return Story(scenes=scenes, sound=Sound(mood="none", ambience=ambience), **more)


def heard(*texts: str, **more) -> list[str]:
    return list(heard_around(told(*texts, **more)))


def test_a_wood_is_heard_for_as_long_as_it_is_seen():
    names = heard("They went into the forest.", *[NOTHING] * 10)
    assert names == ["forest"] * (1 + LASTS["place"]) + [""] * (10 - LASTS["place"])


def test_rain_and_night_are_heard_outside_and_not_in_the_room_they_go_into():
    assert heard(
        "They went into the forest.",
        "Night fell, and crickets sang in the trees.",
        NOTHING,
        "It began to rain.",
        NOTHING,
        "In the kitchen it was warm.",
        "Down in the cellar he waited.",
        "They walked along the river.",
    ) == ["forest", "night", "night", "rain", "rain", "roof", "room", "stream"]


def test_what_is_heard_is_the_sound_of_what_is_painted():
    story = told("In the garden it was evening.", NOTHING, "They rowed over the sea.", NOTHING, "It rained.", NOTHING)
    for scene, name in zip(story.scenes, heard_around(story), strict=True):
        (take,) = plan.takes(story, scene, 1)
        there = settings_of(story)[scene.id].there
        assert name == heard_at(there)
        for field in LASTS:
            assert getattr(take.setting, field) in ("", getattr(there, field))


def test_a_fire_is_heard_while_the_story_stays_by_it_and_no_longer():
    assert heard("They made a fire in the forest.", NOTHING, "They went up the mountain.") == ["fire", "fire", "wind"]
    assert heard("They made a fire in the forest.", *[NOTHING] * 5) == ["fire"] * 4 + ["forest"] * 2


def test_a_chapter_begins_somewhere_new():
    story = told("They made a fire in the forest.", NOTHING)
    parted = with_scene(story, replace(story.scenes[1], chapter="Two"))
    assert heard_around(story) == ("fire", "fire") and heard_around(parted) == ("fire", "")
    again = with_scene(parted, replace(parted.scenes[1], text="They went through the forest."))
    assert heard_around(again) == ("fire", "forest")


def test_the_authors_own_prompt_is_heard_too():
    story = told("One day.", NOTHING)
    prompted = with_scene(story, replace(story.scenes[0], prompt="Anna sits by a campfire in the desert."))
    assert heard_around(story) == ("", "") and heard_around(prompted) == ("fire", "fire")


def test_a_story_painted_by_a_model_that_is_told_no_places_is_heard_as_well():
    texts = ("They went into the forest.", NOTHING)
    story = told(*texts, image_model="openai")
    assert heard_around(story) == ("forest", "forest") and plan.whereabouts_of(story, story.scenes[1]) is None
    assert heard_around(told(*texts, image_model="nobody-has-it")) == ("forest", "forest")


@pytest.mark.parametrize(
    ("text", "name"), [("Sie gingen in den Wald.", "forest"), ("Le bateau quitta le port.", "sea")]
)
def test_other_tongues_are_heard(text, name):
    assert heard(text, language="de" if "Wald" in text else "fr") == [name]


def test_the_authors_choice_goes_before_and_holds_while_the_story_stays_there():
    story = told("They came to the sea.", NOTHING, NOTHING, "They went into the forest.")
    chosen = with_scene(story, replace(story.scenes[1], ambience="rain"))
    assert heard_around(chosen) == ("sea", "rain", "rain", "forest")
    quiet = with_scene(story, replace(story.scenes[0], ambience="none"))
    assert heard_around(quiet) == ("", "", "", "forest")
    nowhere = told(*[NOTHING] * 12)
    for_a_while = heard_around(with_scene(nowhere, replace(nowhere.scenes[0], ambience="wind")))
    assert for_a_while == ("wind",) * (1 + LASTS["place"]) + ("",) * (11 - LASTS["place"])


def test_one_sound_for_the_whole_story_or_none_asks_no_words():
    story = told("They came to the sea.", NOTHING, ambience="none")
    assert heard_around(story) == ("", "") and soundtrack(story).ambience == ()
    one = with_scene(replace(story, sound=Sound(ambience="wind")), replace(story.scenes[1], ambience="fire"))
    assert heard_around(one) == ("wind", "fire")
    alone = with_scene(story, replace(story.scenes[1], ambience="rain"))
    assert [p.sound for p in soundtrack(alone).ambience] == [AmbienceRecipe(setting="rain")]
    assert plan.setting_for(one, one.scenes[1]) == "fire" and plan.setting_for(one, Scene(id="other", text="")) == ""


def test_scenes_in_one_place_are_one_passage_and_a_quiet_room_is_a_quiet_one():
    story = told("They went into the forest.", NOTHING, "In the kitchen they ate.")
    timeline = plan.timeline_of(story, Timed())
    (wood, kitchen) = soundtrack(story).ambience
    starts = [round(clip.start_frame * 1000 / 30) for clip in timeline.clips]
    assert (wood.sound.setting, wood.start_ms, wood.end_ms, wood.level_percent) == ("forest", 0, starts[2], 100)
    assert (kitchen.sound.setting, kitchen.level_percent) == ("room", 20)
    assert soundtrack(story).ambience_level_percent == 60


def test_a_passage_as_loud_as_ever_keeps_the_key_it_had():
    track = soundtrack(told("They came to the sea.", "They went into the forest."))
    assert key_of(track) == key_of(
        replace(track, ambience=tuple(replace(p, level_percent=100) for p in track.ambience))
    )
    assert key_of(track) != key_of(replace(track, ambience=tuple(replace(p, level_percent=99) for p in track.ambience)))
