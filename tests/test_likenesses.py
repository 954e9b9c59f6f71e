"""Likenesses in the story: edits of reference and trained weights, levels by scene, and the chart over the scenes."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from storyvid import likenesses
from storyvid.errors import BadInput
from storyvid.images.ranking import sight
from storyvid.likeness_chart import chart
from storyvid.plan import takes
from storyvid.project import Project
from storyvid.recipes import EmbeddingRecipe, Likeness, UploadRecipe
from storyvid.story import Character, Mention, Scene, Story, from_json, to_json
from tests.stories import WOLF, stories

TRAINED = Likeness(weights="ab" * 32, trainedness_percent=80)
DRAWING = UploadRecipe(media="image", sha256="cd" * 32, suffix=".png")


def test_a_reference_and_its_strength_are_the_characters_own():
    story = likenesses.with_reference_strength(likenesses.with_reference(WOLF, "c1", DRAWING), "c1", 35)
    assert (story.character("c1").reference, story.character("c1").reference_percent) == (DRAWING, 35)
    assert story.character("c2") == WOLF.character("c2")
    assert likenesses.with_reference(story, "c1", None).character("c1").reference is None
    assert from_json(to_json(story)) == story


def test_a_likeness_is_called_by_the_characters_name_and_turned_up_scene_by_scene():
    story = likenesses.with_likeness(WOLF, "c1", TRAINED)
    anna = story.character("c1")
    assert anna.likeness.name == "Anna"
    story = likenesses.with_trainedness(story, "s2", "c1", 30)
    levels = [likenesses.trainedness(scene, anna) for scene in story.scenes]
    assert levels == [80, 30, 80]
    story = likenesses.with_trainedness(story, "s2", "c1", None)
    assert story.scene("s2").trainedness == ()
    assert likenesses.with_character_trainedness(story, "c1", 55).character("c1").likeness.trainedness_percent == 55
    assert likenesses.trainedness(story.scene("s1"), story.character("c2")) == 0


def test_a_scenes_level_is_what_its_takes_are_asked_with():
    story = replace(likenesses.with_likeness(WOLF, "c1", TRAINED), image_model="diffusers")
    story = likenesses.with_trainedness(story, "s2", "c1", 30)
    asked = [takes(story, scene, 1)[0].likenesses for scene in story.scenes]
    assert [[one.trainedness_percent for one in given] for given in asked] == [[80], [30], []]
    off = likenesses.with_trainedness(story, "s1", "c1", 0)
    assert takes(off, off.scene("s1"), 1)[0] == takes(replace(WOLF, image_model="diffusers"), WOLF.scene("s1"), 1)[0]


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_level_that_is_none_is_refused(percent):
    story = likenesses.with_likeness(WOLF, "c1", TRAINED)
    for edit in (
        lambda: likenesses.with_trainedness(story, "s1", "c1", percent),
        lambda: likenesses.with_character_trainedness(story, "c1", percent),
        lambda: likenesses.with_reference_strength(story, "c1", percent),
    ):
        with pytest.raises(BadInput):
            edit()


def test_who_has_no_likeness_cannot_be_turned_up():
    with pytest.raises(BadInput, match="Train one, or bring its file"):
        likenesses.with_character_trainedness(WOLF, "c1", 50)


@given(stories(), st.integers(0, 100))
def test_levels_of_one_character_leave_everything_else_alone(story, percent):
    for scene in story.scenes:
        for character in story.characters:
            changed = likenesses.with_trainedness(story, scene.id, character.id, percent)
            assert likenesses.with_trainedness(changed, scene.id, character.id, None) == story


@pytest.fixture
def illustrated(tmp_path) -> Project:
    """Six scenes with Anna; in the fifth picture she wears blue instead of red."""
    scenes, mentions = [], []
    project = Project.create(tmp_path / "project")
    for at, colour in enumerate(["#b02020", "#b82828", "#a81c1c", "#b02424", "#2040b0", "#ac2020"], 1):
        picked = project.adopt_upload(_drawn(colour, shift=3 * at), "image")
        scenes.append(Scene(id=f"s{at}", text="Anna walked on.", picked=picked))
        mentions.append(Mention(scene=f"s{at}", start=0, end=4))
    anna = Character(id="c1", name="Anna", mentions=tuple(mentions))
    story = Story(scenes=(*scenes, Scene(id="s7", text="The end.")), characters=(anna,))
    project.save(story, revision=project.revision)
    return project


def test_the_chart_finds_the_scene_where_the_character_looks_different(illustrated, monkeypatch):
    monkeypatch.setattr(sight, "full_name", lambda: "")
    story = illustrated.story
    drawn = chart(story, story.character("c1"), illustrated.store, path_of=illustrated.thumbnail)
    assert (drawn.by, drawn.to, drawn.wanted) == ("descriptors", "others", ())
    assert [one.scene for one in drawn.scenes] == ["s1", "s2", "s3", "s4", "s5", "s6"]
    assert [one.scene for one in drawn.outliers] == ["s5"]
    reference = illustrated.adopt_upload(_drawn("#b02020", ground="#ffffff"), "image")
    story = likenesses.with_reference(story, "c1", reference)
    drawn = chart(story, story.character("c1"), illustrated.store, path_of=illustrated.thumbnail)
    assert drawn.to == "reference" and [one.scene for one in drawn.outliers] == ["s5"]


def test_with_an_image_model_the_chart_asks_for_vectors_first_and_then_reads_them(illustrated, monkeypatch, tmp_path):
    monkeypatch.setattr(sight, "full_name", lambda: "clip@1")
    story, anna = illustrated.story, illustrated.story.character("c1")
    first = chart(story, anna, illustrated.store, path_of=illustrated.thumbnail)
    assert first.scenes == () and len(first.wanted) == 6
    for recipe in first.wanted:
        scene = next(scene for scene in story.scenes if scene.picked == recipe.picture)
        vector = np.array([[0.0, 1.0]] if scene.id == "s2" else [[1.0, 0.0]], dtype=np.float32)
        np.save(tmp_path / "vector.npy", vector)
        illustrated.store.adopt(recipe, tmp_path / "vector.npy", {})
    drawn = chart(story, anna, illustrated.store, path_of=illustrated.thumbnail)
    assert drawn.by == "model" and [one.scene for one in drawn.outliers] == ["s2"]
    assert isinstance(first.wanted[0], EmbeddingRecipe)


def _drawn(colour: str, *, shift: int = 0, ground: str = "#88aa77") -> bytes:
    from io import BytesIO

    image = Image.new("RGB", (180, 240), ground)
    pen = ImageDraw.Draw(image)
    pen.ellipse((60 + shift, 30, 105 + shift, 80), fill="#e8c0a0")
    pen.polygon([(82 + shift, 70), (38 + shift, 210), (128 + shift, 210)], fill=colour)
    written = BytesIO()
    image.save(written, "PNG")
    return written.getvalue()
