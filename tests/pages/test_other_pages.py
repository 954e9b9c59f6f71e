"""The sound's, the film's and the settings' pages."""

import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from storyvid.ui import film_view
from storyvid.ui.keys import SERVICES, asked, source_of
from storyvid.ui.sound_view import first_words
from tests.pages.conftest import called, fresh, went_well


@pytest.fixture
def service(monkeypatch):
    """A service on this machine that takes the key `good` alone."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.headers["Authorization"] == "Bearer good" else 401)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield replace(SERVICES[0], variable="STORYVID_TEST_KEY", ask=f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()


def test_a_good_key_is_taken_and_a_bad_one_refused_without_being_shown(service, monkeypatch):
    monkeypatch.setenv("STORYVID_TEST_KEY", "good")
    assert (source_of(service), asked(service)[0]) == ("from the environment", True)
    monkeypatch.setenv("STORYVID_TEST_KEY", "bad-secret")
    works, said = asked(service)
    assert not works and "refuses" in said and "bad-secret" not in said


def test_a_service_out_of_reach_is_said_so(service, monkeypatch):
    monkeypatch.setenv("STORYVID_TEST_KEY", "good")
    assert "cannot be reached" in asked(replace(service, ask="http://127.0.0.1:9/"))[1]


def test_settings_list_every_engine_and_no_key(shelf, visit, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    app = visit("6_Settings")
    assert went_well(app)
    shown = " ".join(one.value for one in app.markdown)
    assert all(name in shown for name in ("Storyboard", "Composer", "OpenAI"))
    assert "sk-very-secret" not in str(app)


def test_voice_speed_and_mood_are_saved_as_edits_that_undo_takes_back(project, visit):
    app = visit("4_Sound", project)
    assert went_well(app)
    called(app.slider, "speed").set_value(130).run()
    called(app.pills, "mood").set_value("merry").run()
    assert (fresh(project).sound.speed_percent, fresh(project).sound.mood) == (130, "merry")
    app.button(key="undo").click().run()
    assert fresh(project).sound.mood == "calm"


def test_the_first_sentence_is_what_one_hears_of_a_voice(project):
    assert first_words(project.story).text == "Mira lived at the edge of the wood."


def test_a_film_without_pictures_leads_to_the_pictures(project, visit):
    app = visit("5_Film", project)
    assert went_well(app)
    assert app.button(key="to-pictures")
    assert "without a picture" in " ".join(one.value for one in app.markdown)


def test_captions_have_no_times_before_the_narration_is_spoken(project):
    from storyvid import edits
    from storyvid.plan import takes

    story = project.story
    for scene in story.scenes:
        story = edits.picked(story, scene.id, takes(story, scene)[0])
    project.save(story, revision=project.revision)
    assert film_view.cues_of(project) == []


def test_an_empty_project_is_led_to_the_story(shelf, visit):
    empty = shelf.create()
    for page in ("2_Characters", "3_Pictures", "4_Sound", "5_Film"):
        app = visit(page, empty)
        assert went_well(app)
        assert "No scenes yet" in [one.value for one in app.subheader]
