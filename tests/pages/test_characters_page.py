"""The characters' page: proposals accepted or refused, mentions moved, looks, outfits and voices given."""

import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import streamlit as st

from storyvid import casting, edits, marking
from storyvid.cast_reading import with_looks
from storyvid.casting import Proposal
from storyvid.models import Cluster, Found, Reading, find
from storyvid.prompts import compose
from storyvid.story import Line, Mention, Outfit, Story
from storyvid.ui import (
    cast_dialogs,
    character_card,
    desk,
    looks_view,
    mention_acts,
    outfits_view,
    things_view,
    tried_looks,
)
from storyvid.ui.character_voice import first_line
from storyvid.ui.colours import COLOURS, hues
from storyvid.ui.mention_editor import marked_scenes, people
from storyvid.ui.prompt_changes import changed_scenes, runs
from storyvid.ui.spoken import quotes
from storyvid.ui.starting import story_from
from tests.pages.conftest import FOX, fresh, went_well
from tests.stories import WOLF

NOTHING = Proposal(characters=(), mentions=())
MIRA = {"scene": "s1", "start": 0, "end": 4, "text": "Mira"}


@pytest.fixture
def on_desk(project, monkeypatch):
    """The project as the open one, outside a page: what callbacks see."""
    monkeypatch.setattr(st, "session_state", {"project": project})
    return project


def proposed(story):
    reading = find("readers", story.reader).read(story.text, language="en")
    return with_looks(story, casting.proposal(story, reading))


def give(to, *places, name="", at=1):
    return {"act": "give", "places": list(places) or [MIRA], "to": to, "name": name, "at": at}


def test_who_the_reader_found_is_proposed_and_nothing_is_taken_unasked(project, visit):
    app = visit("2_Characters", project)
    assert went_well(app)
    assert "The reader found" in "".join(one.value for one in app.markdown)
    assert not fresh(project).characters


def test_all_proposals_are_accepted_at_once_with_the_looks_that_the_story_tells(project, visit):
    visit("2_Characters", project).button(key="accept-all").click().run()
    cast = fresh(project).characters
    assert "Mira" in [character.name for character in cast]
    assert [character.look for character in cast] == [one.look for one in proposed(project.story).characters]


def test_one_that_is_refused_is_not_proposed_again(project, visit):
    app = visit("2_Characters", project)
    mira = next(c for c in proposed(project.story).characters if c.name == "Mira")
    app.button(key=f"refuse-{mira.id}").click().run()
    story = fresh(project)
    assert not story.characters
    assert "Mira" not in [c.name for c in proposed(story).characters]


def test_accepting_one_opens_its_card_and_leaves_the_others_proposed(project, visit):
    app = visit("2_Characters", project)
    fox = next(c for c in proposed(project.story).characters if "fox" in c.name.lower())
    app.button(key=f"accept-{fox.id}").click().run()
    assert went_well(app) and [character.name for character in fresh(project).characters] == [fox.name]
    assert app.text_input(key="name-c1#0").value == fox.name
    assert any(one.name == "Mira" for one in proposed(fresh(project)).characters)


def test_a_look_and_a_name_are_saved(project, visit):
    app = visit("2_Characters", project)
    app.button(key="accept-all").click().run()
    first = fresh(project).characters[0]
    app.text_area(key=f"look-{first.id}#0").set_value("a girl in a blue cloak").run()
    app.text_input(key=f"name-{first.id}#0").set_value("Mirabel").run()
    assert went_well(app)
    assert (fresh(project).characters[0].look, fresh(project).characters[0].name) == (
        "a girl in a blue cloak",
        "Mirabel",
    )


def test_a_refused_name_gives_way_to_the_one_that_stands(project, visit):
    app = visit("2_Characters", project)
    app.button(key="accept-all").click().run()
    name = fresh(project).characters[0].name
    app.text_input(key="name-c1#0").set_value("  ").run()
    assert went_well(app) and app.text_input(key="name-c1#1").value == name
    assert fresh(project).characters[0].name == name


def test_undo_shows_in_the_fields(project, visit):
    app = visit("2_Characters", project)
    app.button(key="accept-all").click().run()
    app.text_area(key="look-c1#0").set_value("one red shoe").run()
    app.button(key="undo").click().run()
    look = fresh(project).characters[0].look
    assert went_well(app) and app.text_area(key="look-c1#1").value == look != "one red shoe"


def test_every_character_s_card_opens(project, visit):
    app = visit("2_Characters", project)
    app.button(key="accept-all").click().run()
    for character in fresh(project).characters:
        app.selectbox(key="cast-chosen#0").select(character.id).run()
        assert went_well(app) and app.text_input(key=f"name-{character.id}#0").value == character.name


def test_a_voice_is_given_to_what_a_character_says(project, visit):
    app = visit("2_Characters", project)
    app.button(key="accept-all").click().run()
    fox = next(c for c in fresh(project).characters if "fox" in c.name.lower())
    app.selectbox(key="cast-chosen#0").select(fox.id).run()
    app.selectbox(key=f"voice-{fox.id}#0").select("en-gb+f3").run()
    story = fresh(project)
    assert went_well(app) and story.character(fox.id).voice == "en-gb+f3"
    line = first_line(quotes(story), story, story.character(fox.id))
    assert line.voice == "en-gb+f3" and line.text == "“Will you walk with me?”"


def test_a_language_without_a_reader_is_told_which_engine_would_help(project, visit):
    project.save(replace(project.story, language="de", language_fixed=True), revision=project.revision)
    app = visit("2_Characters", project)
    assert went_well(app) and "coreferee" in "".join(one.value for one in app.info)


def test_another_reader_can_be_chosen_and_the_cast_stays(project, visit):
    app = visit("2_Characters", project)
    app.button(key="accept-all").click().run()
    cast = fresh(project).characters
    app.selectbox(key="reader#0").select("rules").run()
    assert went_well(app)
    assert fresh(project).reader == "rules" and fresh(project).characters == cast


def test_what_a_new_reading_adds_is_shown_as_a_difference(project, visit):
    app = visit("2_Characters", project)
    app.button(key="accept-all").click().run()
    story = fresh(project)
    held = type(project).open(project.folder)
    held.save(edits.retext(story, "s3", "Mira sang. " + story.scene("s3").text), revision=held.revision)
    app.run()
    shown = "".join(one.value for one in app.markdown)
    assert went_well(app) and "more mention" in shown
    assert any("Mira" in one.value and "sang" in one.value for one in app.caption)


def test_selected_words_become_a_new_character_whose_card_opens(on_desk):
    scene = on_desk.story.scenes[-1]
    at = scene.text.index("A golden star")
    assert FOX.count("A golden star") == 1
    star = {"scene": scene.id, "start": at, "end": at + 13, "text": "A golden star"}
    for _ in range(2):  # what was cut short is told again
        mention_acts.act(NOTHING, give("new", star, name="The star"))
    (made,) = fresh(on_desk).characters
    assert (made.name, made.mentions) == ("The star", (Mention(scene=scene.id, start=at, end=at + 13),))
    assert mention_acts.selected(on_desk.story) == made.id


def test_a_mention_of_a_proposed_character_can_be_given_to_another_proposed_one(on_desk):
    found = proposed(on_desk.story)
    mira = next(c for c in found.characters if c.name == "Mira")
    fox = next(c for c in found.characters if "fox" in c.name.lower())
    mention = fox.mentions[0]
    text = on_desk.story.scene(mention.scene).text[mention.start : mention.end]
    place = {"scene": mention.scene, "start": mention.start, "end": mention.end, "text": text}
    for _ in range(2):
        mention_acts.act(found, give(mira.id, place))
    (accepted,) = fresh(on_desk).characters
    assert accepted.name == "Mira" and mention in accepted.mentions


def test_words_that_changed_meanwhile_are_not_marked(on_desk):
    mention_acts.act(NOTHING, give("new", {**MIRA, "text": "Anna"}, name="Anna"))
    assert not fresh(on_desk).characters
    assert "have changed" in desk.recent_warnings()[0]


def test_no_character_is_remembered(on_desk):
    mention_acts.act(NOTHING, give(None))
    assert fresh(on_desk).rejected == (Mention(scene="s1", start=0, end=4),)


def test_a_mention_is_grown_once_however_often_it_is_told(on_desk):
    mention_acts.act(NOTHING, give("new", name="Mira"))
    deed = {"act": "adjust", "scene": "s1", "from": [0, 4], "start": 0, "end": 10, "was": "Mira", "text": "Mira lived"}
    for _ in range(2):
        mention_acts.act(NOTHING, deed)
    assert fresh(on_desk).characters[0].mentions == (Mention(scene="s1", start=0, end=10),)
    assert not desk.recent_warnings()


def test_the_author_says_who_speaks_and_takes_it_back(on_desk):
    found = proposed(on_desk.story)
    mira = next(c for c in found.characters if c.name == "Mira")
    (said,) = quotes(on_desk.story)
    text = on_desk.story.scene(said.scene).text[said.start : said.end]
    deed = {"act": "say", "scene": said.scene, "start": said.start, "end": said.end, "text": text, "to": mira.id}
    mention_acts.act(found, deed)
    story = fresh(on_desk)
    assert story.lines == (Line(scene=said.scene, start=said.start, end=said.end, speaker="c1"),)
    assert [(one.speaker, one.how) for one in quotes(story)] == [("c1", "author")]
    mention_acts.act(found, {**deed, "to": "as read"})
    assert fresh(on_desk).lines == ()


def test_two_are_merged_by_dragging_one_on_the_other_accepted_or_not(on_desk):
    found = proposed(on_desk.story)
    mira = next(c for c in found.characters if c.name == "Mira")
    fox = next(c for c in found.characters if "fox" in c.name.lower())
    mention_acts.act(found, give(mira.id))
    for _ in range(2):
        mention_acts.act(proposed(on_desk.story), {"act": "merge", "into": "c1", "other": fox.id})
    (both,) = fresh(on_desk).characters
    assert both.name == "Mira" and set(fox.mentions) <= set(both.mentions)


def test_undo_is_done_once_however_often_it_is_told(on_desk):
    mention_acts.act(NOTHING, give("new", name="Mira"))
    mention_acts.act(NOTHING, give("new", name="Anna"))
    for _ in range(2):
        mention_acts.act(NOTHING, {"act": "undo", "at": 5})
    assert [character.name for character in fresh(on_desk).characters] == ["Mira"]


def test_a_mention_is_told_with_the_words_around_it(project):
    assert cast_dialogs.in_context(project.story, Mention(scene="s1", start=0, end=4)).startswith("1: …[Mira] lived")


def test_a_look_is_tried_in_four_settings(project):
    story = casting.added(project.story, "Mira", look="a girl in a blue cloak")
    recipes = tried_looks.looks(story, story.characters[0])
    assert len({recipe.parts[0] for recipe in recipes}) == 4
    assert len({recipe.parts[1:] for recipe in recipes}) == 1


def test_a_suggestion_adds_to_a_look_what_is_not_there_yet():
    assert looks_view.with_suggestion("", "tall, fair hair") == "tall, fair hair"
    assert looks_view.with_suggestion("Tall, one eye,", "tall, fair hair") == "Tall, one eye, fair hair"


def test_what_the_story_says_of_a_character_is_added_to_its_look_on_a_press(project, visit):
    story = replace(project.story, scenes=(replace(project.story.scenes[0], text="Mira wore a red cloak. Mira sang."),))
    project.save(casting.added(story, "Mira", look="freckles"), revision=project.revision)
    app = visit("2_Characters", project)
    app.button(key="suggest-c1").click().run()
    assert went_well(app) and fresh(project).character("c1").look == "freckles, red cloak"
    assert "suggest-c1" not in [button.key for button in app.button]


def test_a_language_model_is_offered_only_where_one_is_at_hand(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert not looks_view.llm_at_hand()
    monkeypatch.setenv("OPENAI_API_KEY", "any")
    assert looks_view.llm_at_hand()


def test_an_outfit_is_put_on_changed_and_taken_off(on_desk):
    mention_acts.act(NOTHING, give("new", name="Mira"))
    outfits_view.put_on("c1", "s2", "a fur coat")
    assert fresh(on_desk).character("c1").outfits == (Outfit(scene="s2", look="a fur coat"),)
    outfits_view.put_on("c1", "s2", "")
    assert fresh(on_desk).character("c1").outfits == ()


def test_a_thing_is_taken_in_with_its_card_open(on_desk):
    at = on_desk.story.text.index("a lantern")
    lantern = Cluster(name="The lantern", entity="thing", mentions=(Found(start=at, end=at + 9, kind="noun"),))
    (thing,) = casting.things(on_desk.story, Reading(characters=(), others=(lantern,)))
    things_view.take_in(thing)
    story = fresh(on_desk)
    assert story.characters[0].entity == "thing" and mention_acts.selected(story) == "c1"
    assert people(story, NOTHING)[0].thing


def test_a_change_of_look_is_shown_in_the_prompts_of_its_scenes_before_and_after(on_desk):
    mention_acts.act(NOTHING, give("new", name="Mira"))
    desk.edit("Look", lambda story: casting.given_look(story, "c1", "blue cloak"))
    rows = character_card.prompts_of(on_desk, on_desk.story.character("c1"))
    assert [(row.number, row.changed) for row in rows] == [(1, True)]
    new = [run.text for run in rows[0].runs if run.kind == "new"]
    gone = [run.text for run in rows[0].runs if run.kind == "gone"]
    assert new == [" blue cloak"] and gone == [" no look yet"]


def test_a_mention_that_changes_hands_shows_in_the_prompts_too():
    after = marking.given(WOLF, [Mention(scene="s3", start=0, end=8)], "c2")
    assert changed_scenes(WOLF, after) == ["s3"]
    assert runs((), ()) == ()


def test_a_prompt_is_told_whole_and_as_it_is_written():
    told = runs((), compose(WOLF, WOLF.scenes[1]))
    assert "".join(run.text for run in told if run.source == "scene").strip() == compose(WOLF, WOLF.scenes[1])[0].text
    assert [run.name for run in told if run.name] == ["The wolf", "Anna"]


def test_colours_are_the_author_s_else_free_and_steady():
    story = casting.given_colour(WOLF, "c2", "vermilion")
    assert hues(story.characters) == {"c2": 0, "c1": 1}
    assert hues(WOLF.characters) == {"c1": 0, "c2": 1}
    assert hues(casting.dropped(WOLF, "c1").characters) == {"c2": 1}
    many = [replace(WOLF.characters[0], id=f"c{number}") for number in range(1, 30)]
    assert set(hues(many).values()) == set(range(len(COLOURS)))


def test_the_editor_shows_what_is_kept_proposed_and_said():
    more = Proposal(characters=(), mentions=(("c2", Mention(scene="s3", start=0, end=8)),))
    scenes = marked_scenes(WOLF, more, quotes(WOLF))
    assert [(one.of, one.proposed) for one in scenes[2].mentions] == [("c2", True)]
    assert [(one.of, one.how) for one in scenes[1].quotes] == [("c2", "pronoun")]


def test_a_language_that_the_reader_does_not_read_is_called_by_its_name(shelf, visit):
    told = "Es war einmal ein kleiner Fuchs. Der Fuchs lebte im Wald und war sehr müde."
    app = visit("2_Characters", shelf.create(story_from(told, "Der Fuchs")))
    assert went_well(app)
    assert "does not read Deutsch" in app.info[0].value


def test_a_reader_that_fails_is_told_of_once_and_leaves_the_page_to_the_author(shelf, visit, monkeypatch):
    asked = []

    class WrongKey(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(self.path)
            self.send_response(401)
            self.end_headers()

    with HTTPServer(("127.0.0.1", 0), WrongKey) as service:
        threading.Thread(target=service.serve_forever, daemon=True).start()
        monkeypatch.setenv("OPENAI_API_KEY", "wrong")
        monkeypatch.setenv("STORYVID_LLM_BASE_URL", f"http://127.0.0.1:{service.server_port}/v1")
        project = shelf.create(story_from(FOX, "The lantern", base=Story(title="The lantern", reader="llm")))
        app = visit("2_Characters", project)
        assert app.error and len(asked) == 1 and app.selectbox(key="reader#0").value == "llm"
        app.run()
        assert went_well(app) and app.error and len(asked) == 1
        app.button(key="read-again").click().run()
        assert app.error and len(asked) == 2
        service.shutdown()
