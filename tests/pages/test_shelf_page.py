"""The shelf."""

import pytest

from storyvid.samples import asset
from storyvid.styles import PRESETS
from storyvid.ui import shelf_view
from tests.pages.conftest import FOX, went_well


def test_an_empty_shelf_invites_to_paste_or_to_try_the_sample(shelf, visit):
    app = visit("app.py")
    assert went_well(app)
    assert app.title[0].value == "Paste a story, leave with a film"
    assert {"sample", "make-scenes"} <= {button.key for button in app.button}


def test_every_style_has_its_picture_on_the_empty_shelf():
    assert all(asset(f"ui/styles/{style.name}.webp").exists() for style in PRESETS)


def test_pasting_a_story_makes_a_project_with_its_scenes(shelf, visit):
    app = visit("app.py")
    app.text_area(key="pasted").set_value(FOX)
    app.button(key="make-scenes").click().run()
    assert went_well(app)
    (shown,) = shelf.list()
    assert shelf.open(shown.id).story.text == FOX
    assert app.query_params["project"] == shown.id


def test_text_without_words_is_answered_with_advice_and_makes_nothing(shelf, visit):
    app = visit("app.py")
    app.text_area(key="pasted").set_value(" … ")
    app.button(key="make-scenes").click().run()
    assert "Paste or upload a story" in app.error[0].value
    assert not shelf.list()


def test_a_deleted_project_waits_in_the_trash_and_comes_back(shelf, project, visit):
    shelf.delete(project.folder.name)
    app = visit("app.py")
    app.button(key=f"restore-{project.folder.name}").click().run()
    assert [shown.id for shown in shelf.list()] == [project.folder.name]


@pytest.mark.parametrize(
    "title, name",
    [("The Fox", "the-fox.mp4"), ("../../etc/passwd", "etc-passwd.mp4"), ("???", "story.mp4"), ("Ёлка", "ёлка.mp4")],
)
def test_a_download_gets_a_name_that_every_system_takes(title, name):
    assert shelf_view.file_name(title, ".mp4") == name


def test_when_something_changed_is_said_as_people_say_it():
    assert [shelf_view.ago(s) for s in (5, 61, 7300, 200_000)] == [
        "just now",
        "1 min ago",
        "2 hours ago",
        "2 days ago",
    ]


def test_pressing_a_download_draws_no_page_anew(shelf, project, visit):
    """What is to be packed is forgotten when a page is drawn, and then the browser asks for it in vain."""
    app = visit("app.py")
    app.session_state["asked-on-the-shelf"] = ("export", project.folder.name)
    app.run()
    (button,) = app.get("download_button")
    assert went_well(app) and button.proto.deferred_file_id is not None and button.proto.ignore_rerun
