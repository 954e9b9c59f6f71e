"""Reading scenes: words to settings, hours, weathers, people, poses and things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid.images.storyboard.reading import envision
from storyvid.images.storyboard.wording import stems, words_of
from storyvid.recipes import ImageRecipe, Part


def seen(scene, *cast, words=""):
    parts = [Part(source="scene", text=scene)]
    parts += [Part(source="character", name=name, text=look) for name, look in cast]
    parts.append(Part(source="style", text=words))
    return envision(ImageRecipe(model="storyboard@1", parts=tuple(parts), width=90, height=160, seed=0))


@pytest.mark.parametrize(
    ("scene", "place"),
    [
        ("They went deep into the dark forests.", "forest"),
        ("The waves rolled over the wide ocean.", "sea"),
        ("At the bottom of the sea lived the mermaid.", "underwater"),
        ("He picked up shells on the beach.", "shore"),
        ("The sailors hoisted the sails of the ship.", "ship"),
        ("They climbed the highest mountain.", "mountain"),
        ("She came to the gate of the castle.", "castle"),
        ("The king sat upon his throne in the great hall.", "hall"),
        ("In a small cottage in the village lived a widow.", "village"),
        ("The streets of the town were full.", "city"),
        ("The merchants sold silk in the market.", "market"),
        ("She baked bread in the kitchen oven.", "kitchen"),
        ("The child lay in bed under a warm blanket.", "bedroom"),
        ("They sat by the fireplace in the parlour.", "room"),
        ("The dragon slept in its cave.", "cave"),
        ("The camels crossed the desert.", "desert"),
        ("They crossed the river by the old bridge.", "river"),
        ("Swans swam upon the lake.", "lake"),
        ("Roses bloomed in the garden.", "garden"),
        ("The shepherd watched his flock in the meadow.", "field"),
        ("Snow lay deep and the ice was frozen hard.", "snow"),
        ("He walked along the road with his wagon.", "road"),
        ("The ghost rose from its grave in the churchyard.", "graveyard"),
        ("She let down her hair from the tower.", "tower"),
        ("They were thrown into the dungeon.", "cellar"),
        ("And that was that.", "field"),
    ],
)
def test_a_scene_plays_where_its_words_say(scene, place):
    assert seen(scene).place == place


@pytest.mark.parametrize(
    ("scene", "time"),
    [("The moon shone at midnight.", "night"), ("The sunset was red.", "dusk"),
     ("He rose early in the morning.", "dawn"),
     ("At noon they rested.", "day"), ("They walked on.", "day")],
)  # fmt: skip
def test_the_hour_is_read(scene, time):
    assert seen(scene).time == time


@pytest.mark.parametrize(
    ("scene", "weather"),
    [("It was raining hard.", "rain"), ("Snowflakes fell.", "snow"), ("Thunder and lightning!", "storm"),
     ("A thick mist.", "fog"), ("The wind blew.", "wind"), ("A fine day.", "clear")],
)  # fmt: skip
def test_the_weather_is_read(scene, weather):
    assert seen(scene).weather == weather


def test_style_words_may_set_the_hour_and_the_season():
    vision = seen("They walked on.", words="autumn colours, dusk")
    assert (vision.time, vision.season) == ("dusk", "autumn")


def test_characters_come_first_and_unnamed_beings_follow():
    vision = seen("A wolf met Anna on the road.", ("Anna", "red hood"))
    assert [(actor.name, actor.named) for actor in vision.actors] == [("Anna", True), ("wolf", False)]


def test_counted_beings_are_as_many_as_the_count():
    assert [actor.name for actor in seen("Three sisters danced.").actors] == ["sister"] * 3
    assert len(seen("Two fish swam by.").actors) == 2


def test_a_character_is_not_seen_twice_by_its_noun():
    vision = seen("The old king rode out. The king was sad.", ("The old king", "golden crown"))
    assert [actor.name for actor in vision.actors] == ["The old king"]


@pytest.mark.parametrize(
    ("scene", "pose"),
    [("Anna ran to the well.", "run"), ("Anna sat by the fire.", "sit"), ("Anna slept soundly.", "sleep"),
     ("Anna was walking home.", "walk"), ("Anna danced.", "dance"), ("Anna swam across.", "swim"),
     ("Anna flew over the hills.", "fly"), ("Anna knelt down.", "kneel"), ("Anna was there.", "stand")],
)  # fmt: skip
def test_what_someone_does_becomes_a_pose(scene, pose):
    assert seen(scene, ("Anna", "")).actors[0].pose == pose


def test_each_does_what_is_said_of_them():
    vision = seen("Anna sat on a stone, while Tom danced.", ("Anna", ""), ("Tom", ""))
    assert {actor.name: actor.pose for actor in vision.actors} == {"Anna": "sit", "Tom": "dance"}


def test_a_crowd_is_kept_to_what_a_picture_can_hold():
    assert len(seen("Twelve dwarfs, nine wolves and seven giants came.").actors) <= 6


def test_stems_find_the_plain_word():
    assert (
        "forest" in stems("forests")
        and "carry" in stems("carried")
        and "ride" in stems("riding")
        and "wolf" in stems("wolves")
    )


@given(st.text())
def test_any_text_is_words(text):
    assert all(isinstance(word, str) and word for word in words_of(text))


@given(st.text(max_size=300), st.text(max_size=20))
def test_any_text_gives_a_vision(scene, name):
    vision = seen(scene, (name, scene[:40]))
    assert vision.place and vision.time in ("day", "dusk", "night", "dawn")
