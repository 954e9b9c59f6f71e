"""The film's page: cuts are edits of the story, and what cannot be lettered is said before anything is made."""

from dataclasses import replace

import pytest

from storyvid import edits
from storyvid.errors import MissingGlyph
from storyvid.plan import takes
from storyvid.ui import film_scenes, film_settings, film_view
from tests.pages.conftest import called, fresh, went_well


@pytest.fixture
def picked(project):
    """The project with a picture picked for every scene, none of them painted yet."""
    story = project.story
    for scene in story.scenes:
        story = edits.picked(story, scene.id, takes(story, scene, 1)[0])
    project.save(story, revision=project.revision, label="Pick all")
    return project


def test_a_scene_is_cut_by_itself(picked, visit):
    app = visit("5_Film", picked)
    assert went_well(app)
    first, second = (scene.id for scene in picked.story.scenes[:2])
    called(app.selectbox, f"motion-{first}").set_value("push-in").run()
    called(app.selectbox, f"join-{first}").set_value("page-turn").run()
    called(app.text_input, f"chapter-{first}").set_value("One").run()
    scene = fresh(picked).scene(first)
    assert (scene.motion, scene.transition, scene.chapter) == ("push-in", "page-turn", "One")
    app.selectbox(key="film-scene").set_value(second).run()
    assert went_well(app) and called(app.selectbox, f"motion-{second}").value == "auto"


def test_cards_and_captions_are_edits_that_undo_takes_back(picked, visit):
    app = visit("5_Film", picked)
    app.button(key="suggest-end_card").click().run()
    assert fresh(picked).cut.end_card == film_settings.MADE_WITH_AI
    called(app.text_area, "title_card").set_value("The lantern\na tale").run()
    called(app.selectbox, "caption-place").set_value("top").run()
    called(app.slider, "caption-size").set_value(120).run()
    assert not [one for one in app.toggle if one.label.startswith("A card before each chapter")]
    first = fresh(picked).scenes[0].id
    called(app.text_input, f"chapter-{first}").set_value("One").run()
    called(app.toggle, "chapter_cards").set_value(False).run()
    assert fresh(picked).cut.chapter_cards is False
    for _ in range(2):
        app.button(key="undo").click().run()
    cut = fresh(picked).cut
    assert (cut.title_card, cut.caption_place, cut.caption_size_percent) == ("The lantern\na tale", "top", 120)
    app.button(key="undo").click().run()
    assert fresh(picked).cut.caption_size_percent == 100 and went_well(app)


def test_a_card_that_no_font_can_letter_is_said_before_anything_is_made(picked):
    bad = replace(picked.story, cut=replace(picked.story.cut, end_card="The end \U000f8123"))
    picked.save(bad, revision=picked.revision, label="Bad card")
    with pytest.raises(MissingGlyph, match="U\\+F8123"):
        film_view.checked_glyphs(picked)


def test_a_scene_is_named_by_its_number_and_first_words(picked):
    story = picked.story
    assert film_scenes.titled(story, story.scenes[1].id).startswith("2 · One winter evening")
    said = edits.retext(story, "s1", "“Run!” said Mr. Fox-Hill (the elder) to all of his seventeen children.")
    assert film_scenes.titled(said, "s1") == "1 · “Run!” said Mr. Fox-Hill (the elder) to all of…"
    assert film_scenes.changed(story, story.scenes[0].id, focus=(20, 30)).scenes[0].focus == (20, 30)
