"""Fields: they show the story's value, and a value that nobody typed never looks typed."""

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some

from storyvid.ui.fields import field, told_apart, value


@pytest.fixture
def session(monkeypatch):
    """What a session remembers, outside a page."""
    held: dict = {}
    monkeypatch.setattr(st, "session_state", held)
    return held


def test_a_field_begins_with_the_story_s_value_and_keeps_its_key(session):
    assert field("look", "red") == ("look#0", "red") == field("look", "red")


def test_what_the_author_typed_keeps_the_field_as_it_is_when_it_is_saved(session):
    name, _ = field("look", "red")
    session[name] = "blue"
    assert value("look") == "blue"
    assert field("look", "blue") == ("look#0", "red")


def test_undo_and_refusals_make_the_field_anew(session):
    name, _ = field("look", "red")
    session[name] = ""
    assert field("look", "red") == ("look#1", "red")
    assert field("look", "green") == ("look#2", "green")


def test_a_late_word_from_the_old_field_is_not_heard(session):
    old, _ = field("look", "red")
    session[old] = "red"
    field("look", "green")
    session[old] = "red"  # the browser tells what it still holds
    assert value("look") == "green" and field("look", "green") == ("look#1", "green")


def test_a_choice_whose_options_are_called_otherwise_is_made_anew(session):
    name, _ = field("who", "c1", titles={"c1": "Mira"})
    session[name] = "c1"
    assert field("who", "c1", titles={"c1": "Mira"}) == ("who#0", "c1")
    assert field("who", "c1", titles={"c1": "Mara"}) == ("who#1", "c1")
    assert value("who") == "c1"


def test_options_that_read_the_same_are_counted_and_no_other_is_touched():
    titles = {"c1": "Tom", "c2": "Anna", "c3": "Tom", "c4": "Tom (2)", "c5": "Tom"}
    told = ["Tom", "Anna", "Tom (3)", "Tom (2)", "Tom (4)"]
    assert told_apart(titles) == dict(zip(titles, told, strict=True))


@given(some.dictionaries(some.integers(), some.sampled_from(["a", "a (2)", "a (3)", "a (2) (2)", "b", ""])))
def test_no_two_options_ever_read_the_same(titles):
    told = told_apart(titles)
    assert list(told) == list(titles) and len(set(told.values())) == len(told)
    assert all(words.startswith(titles[option]) for option, words in told.items())
