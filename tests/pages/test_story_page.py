"""The story page: scenes edited, cut, joined; undone; looks chosen."""

from storyvid.edits import retext
from storyvid.project import Project
from storyvid.ui import look_view, scenes_view
from tests.pages.conftest import FOX, called, fresh, went_well


def on_tab(app, name):
    """The page with another of its tabs open."""
    app.session_state["story-tab"] = name
    return app.run()


def test_every_scene_is_there_to_edit(project, visit):
    app = visit("1_Story", project)
    assert went_well(app)
    assert [called(app.text_area, f"text-{s.id}").value for s in project.story.scenes] == [
        s.text for s in project.story.scenes
    ]


def test_an_edit_of_a_scene_is_saved_and_undo_takes_it_back(project, visit):
    app = visit("1_Story", project)
    called(app.text_area, "text-s1").set_value("Mira lived by the sea.").run()
    assert fresh(project).scenes[0].text == "Mira lived by the sea."
    assert "Edit scene 1" in app.button(key="undo").label
    app.button(key="undo").click().run()
    assert fresh(project).text == FOX
    assert called(app.text_area, "text-s1").value == project.story.scenes[0].text


def test_a_scene_cannot_be_emptied_and_the_page_says_why(project, visit):
    app = visit("1_Story", project)
    called(app.text_area, "text-s1").set_value("  ").run()
    assert "A scene needs words" in app.warning[0].value
    assert fresh(project).text == FOX


def test_cutting_by_another_count_changes_the_scenes_and_not_a_word(project, visit):
    app = visit("1_Story", project)
    called(app.number_input, "cut-n").set_value(1).run()
    story = fresh(project)
    assert (len(story.scenes), story.text, story.split.n) == (8, FOX, 1)


def test_an_edit_that_meets_another_tabs_edit_is_held_and_made_on_top_of_it(project, visit):
    app = visit("1_Story", project)
    other = Project.open(project.folder)
    other.save(retext(other.story, "s2", "A wolf came."), revision=other.revision, label="other tab")
    called(app.text_area, "text-s1").set_value("Mira slept.").run()
    assert fresh(project).scenes[0].text != "Mira slept."
    assert any("changed in another tab" in one.value for one in app.markdown)
    app.button(key="again").click().run()
    story = fresh(project)
    assert (story.scenes[0].text, story.scenes[1].text) == ("Mira slept.", "A wolf came.")


def test_an_edit_that_met_a_conflict_can_be_left_out(project, visit):
    app = visit("1_Story", project)
    other = Project.open(project.folder)
    other.save(retext(other.story, "s2", "A wolf came."), revision=other.revision, label="other tab")
    called(app.text_area, "text-s1").set_value("Mira slept.").run()
    app.button(key="leave-out").click().run()
    assert called(app.text_area, "text-s2").value == "A wolf came."
    assert called(app.text_area, "text-s1").value == project.story.scenes[0].text


def test_the_whole_text_can_be_replaced(project, visit):
    app = on_tab(visit("1_Story", project), "Text and language")
    called(app.text_area, "whole-text").set_value("One. Two. Three.").run()
    assert fresh(project).text == "One. Two. Three."


def test_the_authors_language_stays(project, visit):
    app = on_tab(visit("1_Story", project), "Text and language")
    called(app.selectbox, "language").set_value("fr").run()
    assert (fresh(project).language, fresh(project).language_fixed) == ("fr", True)


def test_the_format_is_chosen(project, visit):
    app = on_tab(visit("1_Story", project), "Look and format")
    app.segmented_control(key="format#0").set_value("16:9").run()
    assert fresh(project).cut.format == "16:9"


def test_a_menu_entry_is_an_edit(project):
    story = project.story
    assert len(scenes_view.menu_edit("merge", "s1")(story).scenes) == 3
    assert scenes_view.menu_edit("down", "s1")(story).scenes[1].id == "s1"
    assert "s2" not in {scene.id for scene in scenes_view.menu_edit("delete", "s2")(story).scenes}


def test_a_scene_s_menu_offers_nothing_that_its_place_makes_idle():
    assert scenes_view.entries(1, 1) == ["insert", "delete"]
    assert scenes_view.entries(1, 3) == ["merge", "insert", "down", "delete"]
    assert scenes_view.entries(3, 3) == ["insert", "up", "delete"]


def test_a_scene_can_be_cut_before_every_sentence_but_the_first(project):
    scene = project.story.scenes[0]
    assert [scene.text[at:] for at in scenes_view.cut_places(scene, "en")] == ["She kept a lantern in her window."]


def test_style_samples_differ_in_their_style_alone(project):
    samples = look_view.style_samples(project.story)
    assert len({sample.parts for sample in samples}) == len(samples) >= 5
    assert len({(s.seed, s.width, s.height, s.parts[0]) for s in samples}) == 1


def test_without_a_project_the_page_says_what_to_do(shelf, visit):
    app = visit("1_Story")
    assert went_well(app)
    assert any("No story is open" in one.value for one in app.subheader)


def test_a_project_that_is_gone_is_answered_in_words(shelf, visit):
    from streamlit.testing.v1 import AppTest

    from tests.pages.conftest import ROOT

    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.switch_page("pages/1_Story.py")
    app.query_params["project"] = "0123456789ab"
    app.run()
    assert went_well(app)
    assert any("not on the shelf any more" in one.value.replace("\\", "") for one in app.markdown)
    assert any(one.label == "To the shelf" for one in app.button)


def test_a_refrain_is_no_obstacle_to_cutting_at_either_of_its_places(project, visit):
    refrain = "Rapunzel, Rapunzel, let down your hair! "
    project.save(retext(project.story, "s1", f"He called. {refrain * 3}"), revision=project.revision, label="refrain")
    app = visit("1_Story", project)
    assert went_well(app)
    scene = fresh(project).scenes[0]
    places = scenes_view.cut_places(scene, "en")
    titles = scenes_view.cut_titles(scene, places)
    assert len(places) == len(set(titles.values())) >= 3
    assert not app.error
