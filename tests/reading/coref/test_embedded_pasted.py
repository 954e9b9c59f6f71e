"""The embedded reader on whole stories as authors paste them: the cast, in order, with the looks the story tells."""

import json
from pathlib import Path

import pytest

from storyvid.cast_reading import quotes_of
from storyvid.story import Story
from storyvid.unattended import story_of
from storyvid.wishes import Wishes

STORIES = Path(__file__).parents[2] / "fixtures" / "stories"
CASTS = json.loads((STORIES / "casts.json").read_text("utf-8"))
_READ: dict[str, Story] = {}


def story(name):
    """A pasted story with its cast, read once."""
    if name not in _READ:
        _READ[name] = story_of((STORIES / f"{name}.txt").read_text("utf-8"), name, Wishes(takes=1))
    return _READ[name]


def words_of(name, character):
    """What a story calls a character, in order."""
    scenes = {scene.id: scene.text for scene in story(name).scenes}
    one = next(one for one in story(name).characters if one.name == character)
    return [scenes[mention.scene][mention.start : mention.end] for mention in one.mentions]


@pytest.mark.parametrize("name", sorted(CASTS))
def test_the_cast_is_what_the_author_wants(name):
    wanted = CASTS[name]
    found = {one.name: one.look for one in story(name).characters if not one.minor}
    assert {who: found.get(who) for who in wanted} == wanted
    assert [who for who in found if who in wanted] == list(wanted)
    assert len(found) <= len(wanted) + 1


def test_two_who_are_both_she_stay_two():
    assert words_of("twins", "Their mother").count("She") == 3
    assert "Their mother" not in words_of("twins", "Ana")


def test_it_is_the_cat_who_washes_its_whiskers():
    assert {"It", "its"} <= set(words_of("night-guard", "The cat"))


def test_no_it_is_a_cat_where_it_is_nobody():
    assert "It" not in words_of("thirteen-lights", "Bot-3")


def test_a_quotation_of_an_it_is_the_wolfs():
    names = {one.id: one.name for one in story("white-well").characters}
    scenes = {scene.id: scene.text for scene in story("white-well").scenes}
    said = {scenes[one.scene][one.start : one.end]: names.get(one.speaker) for one in quotes_of(story("white-well"))}
    assert said['"Who comes?"'] == "The wolf"


def test_a_robot_that_has_a_number_says_its_own():
    names = {one.id: one.name for one in story("thirteen-lights").characters}
    scenes = {scene.id: scene.text for scene in story("thirteen-lights").scenes}
    said = {scenes[one.scene][one.start : one.end]: names.get(one.speaker)
            for one in quotes_of(story("thirteen-lights"))}  # fmt: skip
    assert said['"You took your time,"'] == "Unit 7" and said['"Unit 7 went alone,"'] == "Bot-3"
