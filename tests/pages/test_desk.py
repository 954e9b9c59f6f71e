"""What the desk does with an edit: saves it, keeps it in a conflict, and leaves be what changes nothing."""

import errno
from dataclasses import replace

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from storyvid import edits, files
from storyvid.project import Project
from storyvid.ui import desk
from tests.pages.conftest import fresh


@pytest.fixture
def on_desk(project, monkeypatch) -> Project:
    """The project as the open one, outside a page: what callbacks see."""
    monkeypatch.setattr(st, "session_state", {"project": project})
    monkeypatch.setattr(st, "toast", lambda *_, **__: None)
    return project


def test_a_held_edit_is_not_lost_for_what_a_browser_tells_of_a_new_field(on_desk):
    before = on_desk.story.scenes[0].text
    other = Project.open(on_desk.folder)
    other.save(replace(other.story, title="Theirs"), revision=other.revision)
    desk.edit("Mine", lambda story: edits.retext(story, "s1", "Mira slept."))
    desk.edit("Nothing", lambda story: edits.retext(story, "s1", before))
    assert st.session_state["held"].label == "Mine"
    desk.make_mine_again()
    story = fresh(on_desk)
    assert (story.title, story.scenes[0].text) == ("Theirs", "Mira slept.")


def test_edits_that_a_full_disk_does_not_take_are_held_all_of_them_until_it_does(on_desk, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as while_full:
        while_full.setattr(files, "write_through", full)
        desk.edit("One", lambda story: edits.retext(story, "s1", "Mira slept."))
        desk.edit("Two", lambda story: replace(story, title="Another"))
        desk.make_mine_again()
        assert "is full" in st.session_state["held"].why
        assert fresh(on_desk).title == on_desk.story.title != "Another"
    desk.make_mine_again()
    story = fresh(on_desk)
    assert (story.title, story.scenes[0].text) == ("Another", "Mira slept.")
    assert "held" not in st.session_state


def test_what_changes_nothing_is_no_revision(on_desk):
    revision = on_desk.revision
    assert desk.saved("Nothing", lambda story: story) and on_desk.revision == revision


def test_an_edit_is_saved_though_its_callback_is_cut_short_while_it_is_made(on_desk):
    """Streamlit ends a callback at a touch of the session's state when the next run is asked for."""

    class Ended(dict):
        def __getitem__(self, name: str):
            raise StopException

    def slow(story):
        st.session_state = Ended()
        return edits.retext(story, "s1", "Mira slept.")

    desk.edit("Slow", slow)
    assert fresh(on_desk).scenes[0].text == "Mira slept."
