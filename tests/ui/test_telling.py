"""What is told in the browser is heard in order and at least once, wherever Streamlit cuts in."""

import pytest
import streamlit as st
from hypothesis import given, strategies
from streamlit.runtime.scriptrunner import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

from storyvid.errors import BadInput
from storyvid.ui import telling

times = strategies.lists(strategies.integers(1, 50), max_size=20, unique=True)


class CutShort:
    """A session whose every touch is counted; the one that is named cuts the run short, as Streamlit does."""

    def __init__(self, held: dict, cut_at: int):
        self.held, self.cut_at, self.touched = held, cut_at, 0

    def _touch(self) -> dict:
        self.touched += 1
        if self.touched == self.cut_at:
            raise RerunException(RerunData())
        return self.held

    def get(self, name, default=None):
        return self._touch().get(name, default)

    def __getitem__(self, name):
        return self._touch()[name]

    def __setitem__(self, name, value):
        self._touch()[name] = value

    def __contains__(self, name):
        return name in self._touch()


def told(*at: int) -> dict:
    return {"told": {"done": [{"at": one, "what": f"deed {one}"} for one in at]}}


@pytest.fixture
def session(monkeypatch) -> dict:
    held: dict = {"project_id": "p1"}
    monkeypatch.setattr(st, "session_state", held)
    return held


@given(times, strategies.integers(0, 50))
def test_what_was_not_heard_comes_in_the_order_it_was_done(at, heard):
    assert [one["at"] for one in telling.unheard(told(*at), heard)] == sorted(one for one in at if one > heard)


def test_nothing_told_is_nothing_heard(session):
    assert telling.unheard(None, 0) == telling.unheard({}, 0) == telling.unheard({"told": None}, 0) == []
    assert telling.hear("sheet", pytest.fail) is False


def test_each_deed_is_acted_on_once(session):
    done: list[int] = []
    session["sheet"] = told(2, 1)
    assert telling.hear("sheet", lambda deed: done.append(deed["at"]))
    session["sheet"] = told(2, 1, 3)
    assert telling.hear("sheet", lambda deed: done.append(deed["at"]))
    assert not telling.hear("sheet", lambda deed: done.append(deed["at"]))
    assert done == [1, 2, 3]
    assert telling.answer("sheet")["heard"] == 3


def test_a_deed_that_was_cut_short_is_acted_on_again_and_those_before_it_are_not(session):
    done: list[int] = []

    def cut_short_at_two(deed):
        if deed["at"] == 2 and 2 not in done:
            done.append(2)
            raise RerunException(RerunData())
        done.append(deed["at"])

    session["sheet"] = told(1, 2, 3)
    with pytest.raises(RerunException):
        telling.hear("sheet", cut_short_at_two)
    assert telling.answer("sheet")["heard"] == 1
    telling.hear("sheet", cut_short_at_two)
    assert done == [1, 2, 2, 3]


@pytest.mark.parametrize("cut_at", range(1, 12))
def test_wherever_the_session_cuts_in_every_deed_is_done_in_the_end(monkeypatch, cut_at):
    done: list[int] = []
    session = CutShort({"project_id": "p1", "sheet": told(1, 2)}, cut_at)
    monkeypatch.setattr(st, "session_state", session)

    def act(deed):
        st.session_state["scene"] = deed["at"]
        done.append(deed["at"])

    for _ in range(2):  # the callback, then the page that is drawn after it
        try:
            telling.hear("sheet", act)
        except RerunException:
            continue
    assert sorted(set(done)) == [1, 2]
    assert done == sorted(done)


def test_a_deed_that_goes_wrong_is_not_tried_for_ever(session):
    def refuse(deed):
        raise BadInput("No such scene.")

    session["sheet"] = told(1)
    with pytest.raises(BadInput):
        telling.hear("sheet", refuse)
    assert not telling.hear("sheet", refuse)


def test_what_was_done_in_one_project_is_nothing_to_another(session):
    session["sheet"] = told(5)
    telling.hear("sheet", lambda deed: None)
    before = telling.answer("sheet")
    session["project_id"] = "p2"
    assert telling.answer("sheet")["teller"] != before["teller"]
    assert telling.answer("sheet")["heard"] == 0


def test_what_leaves_the_page_is_told_once(session):
    session["stepper"] = told(1, 2)
    assert telling.once("stepper")["at"] == 2
    assert telling.once("stepper") is None
