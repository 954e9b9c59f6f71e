"""The pictures' page: takes wanted, painted, picked; the frame around it kept true."""

import io

import pytest
import streamlit as st
from PIL import Image

from storyvid import edits
from storyvid.plan import takes
from storyvid.recipes import ImageRecipe, UploadRecipe
from storyvid.ui import desk, own_picture, sheet_acts
from storyvid.ui.contact_sheet import Told
from storyvid.ui.sheets import sheet_of
from storyvid.ui.takes import KEPT, frame_of, more_of, next_unpicked, takes_of
from storyvid.workshop import workshop_for
from tests.pages.conftest import fresh, went_well


@pytest.fixture
def on_desk(project, monkeypatch):
    """The project as the open one, outside a page: what callbacks see."""
    monkeypatch.setattr(st, "session_state", {"project": project})
    return project


def adopt(project, recipe: ImageRecipe) -> None:
    """Puts a small picture into the store as the take."""
    written = io.BytesIO()
    Image.new("RGB", (54, 96), (recipe.seed * 20 % 256, 90, 140)).save(written, "PNG")
    project.store.adopt(recipe, written.getvalue())


def paint_some(project, scene, *seeds: int) -> None:
    for recipe in takes(project.story, scene):
        if recipe.seed in seeds:
            adopt(project, recipe)


def test_a_fresh_project_is_invited_to_paint_and_paints_nothing_unasked(project, visit):
    app = visit("3_Pictures", project)
    assert went_well(app)
    assert app.button(key="paint").label == "Paint 15 takes"
    assert not workshop_for(project.folder).status().busy


def test_takes_are_shown_in_seed_order_with_their_gaps(project):
    scene = project.story.scenes[0]
    paint_some(project, scene, 5, 2)
    there = takes_of(project.story, scene, workshop_for(project.folder))
    assert [(take.recipe.seed, take.state) for take in there] == [
        (1, "absent"),
        (2, "made"),
        (3, "absent"),
        (4, "absent"),
        (5, "made"),
    ]


def test_more_paints_the_rest_of_the_first_batch_and_then_the_next_seeds(project):
    scene, workshop = project.story.scenes[0], workshop_for(project.folder)
    paint_some(project, scene, 1)
    assert [recipe.seed for recipe in more_of(project.story, scene, workshop)] == list(range(1, 16))
    paint_some(project, scene, *range(2, 16))
    assert [recipe.seed for recipe in more_of(project.story, scene, workshop)] == list(range(16, 31))


def test_the_filmstrip_says_what_each_scene_wants(project):
    story, workshop = project.story, workshop_for(project.folder)
    first, second, third, _ = story.scenes
    paint_some(project, first, 1)
    paint_some(project, second, 1)
    story = edits.picked(story, second.id, takes(story, second)[0])
    paint_some(project, third, 1)
    story = edits.prompted(edits.picked(story, third.id, takes(story, third)[0]), third.id, "a wolf")
    states = [frame_of(story, one, takes_of(story, one, workshop), project).state for one in story.scenes]
    assert states == ["to-pick", "picked", "earlier", "unpainted"]


def test_a_pick_and_going_on_are_heeded_in_order(on_desk):
    first, second = on_desk.story.scenes[:2]
    paint_some(on_desk, first, 3)
    for _ in range(2):  # what Streamlit cuts short is told again, and comes to the same
        sheet_acts.heed(Told(what="pick", scene=first.id, id="3"))
        sheet_acts.heed(Told(what="next", scene=first.id, id=""))
    assert fresh(on_desk).scenes[0].picked.seed == 3
    assert st.session_state["scene"] == second.id


def test_a_pick_from_an_earlier_prompt_stays_with_a_badge(on_desk):
    scene = on_desk.story.scenes[0]
    paint_some(on_desk, scene, 1)
    sheet_acts.pick(scene.id, "1")
    on_desk.save(edits.prompted(on_desk.story, scene.id, "a wolf"), revision=on_desk.revision)
    sheet = sheet_of(on_desk, on_desk.story.scenes[0], workshop_for(on_desk.folder))
    assert (sheet.picked, sheet.takes[0].id, sheet.takes[0].badge) == (KEPT, KEPT, "from an earlier prompt")
    sheet_acts.pick(scene.id, KEPT)
    assert fresh(on_desk).scenes[0].picked.seed == 1


def test_an_own_picture_is_picked(on_desk):
    written = io.BytesIO()
    Image.new("RGB", (54, 96), "red").save(written, "PNG")
    scene = on_desk.story.scenes[0]
    st.session_state[f"picture-{scene.id}"] = written
    own_picture.bring(scene.id)
    assert isinstance(fresh(on_desk).scenes[0].picked, UploadRecipe)


def test_a_file_that_is_no_picture_is_answered_in_words(on_desk):
    scene = on_desk.story.scenes[0]
    st.session_state[f"picture-{scene.id}"] = io.BytesIO(b"<svg/>")
    own_picture.bring(scene.id)
    assert "not a PNG, JPEG or WebP" in desk.recent_warnings()[0]
    assert fresh(on_desk).scenes[0].picked is None


def test_the_rest_is_picked_where_there_are_takes(on_desk):
    paint_some(on_desk, on_desk.story.scenes[0], 1, 2, 3)
    sheet_acts.pick_rest()
    picked = [scene.picked is not None for scene in fresh(on_desk).scenes]
    assert picked == [True, False, False, False]


def test_next_goes_round_the_end(project):
    story = project.story
    story = edits.picked(story, "s2", takes(story, story.scenes[1])[0])
    assert next_unpicked(story, "s1") == "s3"
    assert next_unpicked(story, "s4") == "s1"
