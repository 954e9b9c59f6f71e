"""The characters' page: proposals accepted or refused, mentions moved, looks given."""

from functools import partial

import pytest
import streamlit as st

from storyvid import casting
from storyvid.casting import Proposal
from storyvid.models import find
from storyvid.story import Mention
from storyvid.ui import cast_view, tried_looks
from tests.pages.conftest import FOX, fresh, went_well

NOTHING = Proposal(characters=(), mentions=())


@pytest.fixture
def on_desk(project, monkeypatch):
    """The project as the open one, outside a page: what callbacks see."""
    monkeypatch.setattr(st, "session_state", {"project": project})
    return project


def proposed(story):
    return casting.proposal(story, find("readers", story.reader).read(story.text, language="en"))


def test_who_the_reader_found_is_proposed_and_nothing_is_taken_unasked(project, visit):
    app = visit("2_Characters", project)
    assert went_well(app)
    assert "The reader found" in "".join(one.value for one in app.markdown)
    assert not fresh(project).characters


def test_all_proposals_are_accepted_at_once(project, visit):
    visit("2_Characters", project).button(key="accept-all").click().run()
    assert "Mira" in [character.name for character in fresh(project).characters]


def test_one_that_is_refused_is_not_proposed_again(project, visit):
    app = visit("2_Characters", project)
    mira = next(c for c in proposed(project.story).characters if c.name == "Mira")
    app.button(key=f"refuse-{mira.id}").click().run()
    story = fresh(project)
    assert not story.characters
    assert "Mira" not in [c.name for c in proposed(story).characters]


def test_a_look_and_a_name_are_saved(project, visit):
    app = visit("2_Characters", project)
    app.button(key="accept-all").click().run()
    first = fresh(project).characters[0]
    app.text_area(key=f"look-{first.id}").set_value("a girl in a blue cloak").run()
    app.text_input(key=f"name-{first.id}").set_value("Mirabel").run()
    assert went_well(app)
    assert (fresh(project).characters[0].look, fresh(project).characters[0].name) == (
        "a girl in a blue cloak",
        "Mirabel",
    )


def test_selected_words_become_a_new_character(on_desk):
    start = FOX.index("A golden star")
    scene = on_desk.story.scenes[-1]
    at = scene.text.index("A golden star")
    assert start >= at
    answer = {"scene": scene.id, "start": at, "end": at + 13, "text": "A golden star", "to": "new", "name": "The star"}
    cast_view.assign(NOTHING, answer)
    (star,) = fresh(on_desk).characters
    assert (star.name, star.mentions) == ("The star", (Mention(scene=scene.id, start=at, end=at + 13),))


def test_a_mention_of_a_proposed_character_can_be_given_to_another_proposed_one(on_desk):
    found = proposed(on_desk.story)
    mira = next(c for c in found.characters if c.name == "Mira")
    fox = next(c for c in found.characters if "fox" in c.name.lower())
    mention = fox.mentions[0]
    text = on_desk.story.scene(mention.scene).text[mention.start : mention.end]
    place = {"scene": mention.scene, "start": mention.start, "end": mention.end, "text": text}
    partial(cast_view.assign, found)({**place, "to": mira.id, "name": ""})
    (accepted,) = fresh(on_desk).characters
    assert accepted.name == "Mira" and mention in accepted.mentions


def test_words_that_changed_meanwhile_are_not_marked(on_desk):
    answer = {"scene": "s1", "start": 0, "end": 4, "text": "Anna", "to": "new", "name": "Anna"}
    cast_view.assign(NOTHING, answer)
    assert not fresh(on_desk).characters
    assert "have changed" in cast_view.desk.recent_warnings()[0]


def test_no_character_is_remembered(on_desk):
    answer = {"scene": "s1", "start": 0, "end": 4, "text": "Mira", "to": None, "name": ""}
    cast_view.assign(NOTHING, answer)
    assert fresh(on_desk).rejected == (Mention(scene="s1", start=0, end=4),)


def test_a_mention_is_told_with_the_words_around_it(project):
    assert cast_view.in_context(project.story, Mention(scene="s1", start=0, end=4)).startswith("1: …[Mira] lived")


def test_a_look_is_tried_in_four_settings(project):
    story = casting.added(project.story, "Mira", look="a girl in a blue cloak")
    recipes = tried_looks.looks(story, story.characters[0])
    assert len({recipe.parts[0] for recipe in recipes}) == 4
    assert len({recipe.parts[1:] for recipe in recipes}) == 1


def test_another_reader_can_be_chosen_and_the_cast_stays(project, visit):
    app = visit("2_Characters", project)
    app.button(key="accept-all").click().run()
    cast = fresh(project).characters
    app.selectbox(key="reader").select("rules").run()
    assert went_well(app)
    assert fresh(project).reader == "rules" and fresh(project).characters == cast
