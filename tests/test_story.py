"""The story's JSON: nothing is lost on the way out and in, old schemas stay readable, bad files say so."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from storyvid.errors import BadInput, NewerProject
from storyvid.story import (
    SCHEMA,
    Scene,
    Story,
    cast_of,
    from_json,
    mentions_by_scene,
    once,
    said_of,
    scenes_with,
    to_json,
    with_scene,
)
from tests.stories import WOLF, stories

FIXTURES = Path(__file__).parent / "fixtures"


@given(stories())
def test_a_story_comes_back_from_json_as_it_was(story):
    assert from_json(to_json(story)) == story


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_stories_of_every_schema_are_still_read(schema):
    story = from_json((FIXTURES / f"story-{schema}.json").read_text("utf-8"))
    assert [scene.text for scene in story.scenes] == [scene.text for scene in WOLF.scenes]
    assert [character.name for character in story.characters] == ["Anna", "The wolf"]
    assert story.scenes[0].picked is not None and story.scenes[1].picked is not None


def test_a_field_this_storyvid_does_not_write_yet_gets_its_default():
    held = json.loads(to_json(WOLF))
    del held["takes"], held["scenes"][0]["motion"]
    assert from_json(json.dumps(held)) == WOLF


def test_a_story_from_a_newer_storyvid_is_refused_with_what_to_do():
    with pytest.raises(NewerProject, match="Update storyvid"):
        from_json(json.dumps({"schema": SCHEMA + 1, "future": True}))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"scenes": 3}', '{"scenes": [{"id": "s1"}]}'])
def test_what_is_not_a_story_is_refused_with_what_to_do(text):
    with pytest.raises(BadInput, match="Restore one from history"):
        from_json(text)


def test_the_cast_of_a_scene_is_in_the_order_of_first_mention():
    assert [character.id for character in cast_of(WOLF, WOLF.scenes[1])] == ["c2", "c1"]
    assert cast_of(WOLF, WOLF.scenes[2]) == ()


def test_the_scenes_with_a_character_are_in_story_order():
    assert [scene.id for scene in scenes_with(WOLF, WOLF.character("c2"))] == ["s1", "s2"]


def test_the_text_of_a_story_is_its_scenes_with_the_white_space_between_them():
    assert Story(scenes=(Scene(id="s1", text="A.", gap="\n"), Scene(id="s2", text="B.", gap=""))).text == "A.\nB."


def test_an_unknown_scene_is_named_in_the_error():
    with pytest.raises(BadInput, match='No scene "s9"'):
        WOLF.scene("s9")


@given(stories())
def test_the_cast_of_a_scene_is_who_is_mentioned_there_first_mention_first(story):
    for scene in story.scenes:
        first = {
            one.id: min(mention.start for mention in one.mentions if mention.scene == scene.id)
            for one in story.characters
            if any(mention.scene == scene.id for mention in one.mentions)
        }
        assert [one.id for one in cast_of(story, scene)] == sorted(first, key=first.__getitem__)


def test_what_is_worked_out_once_is_no_part_of_the_story_and_stays_with_it():
    asked = []

    @once
    def words(story: Story) -> int:
        asked.append(story)
        return len(story.text.split())

    changed = with_scene(WOLF, replace(WOLF.scenes[0], text="Anna met two wolves."))
    written = to_json(WOLF)
    assert words(WOLF) == words(WOLF) == words(WOLF) and len(asked) == 1
    assert words(changed) != words(WOLF) and len(asked) == 2
    assert mentions_by_scene(WOLF)["s1"]
    assert to_json(WOLF) == written and from_json(written) == WOLF and replace(WOLF) == WOLF


def test_a_film_is_found_again_when_a_later_storyvid_knows_more_fields():
    known = said_of(WOLF)
    assert "chapter_cards" not in known and said_of(from_json(to_json(WOLF))) == known
    assert said_of(replace(WOLF, cut=replace(WOLF.cut, chapter_cards=False))) != known
