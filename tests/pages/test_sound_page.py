"""The sound page: characters' voices, names, places and moods by scene, failures, and exports on the film page."""

from dataclasses import replace

import pytest

from storyvid.errors import BadInput
from storyvid.film.sound_files import check_sound
from storyvid.story import Line
from storyvid.ui.sounding import with_engine
from storyvid.ui.voices_view import read_list
from storyvid.workshop import workshop_for
from tests.pages.conftest import called, fresh, went_well
from tests.test_plan import PICKED
from tests.test_speaking import STORY, voiced


@pytest.fixture
def spoken(project):
    """A project in which the fox says its line."""
    from storyvid import casting

    story = casting.added(project.story, "fox", look="red fur")
    scene = next(scene for scene in story.scenes if "“" in scene.text)
    fox = next(character for character in story.characters if character.name.lower() == "fox")
    start, end = scene.text.index("“"), scene.text.index("”") + 1
    story = replace(story, lines=(Line(scene=scene.id, start=start, end=end, speaker=fox.id),))
    project.save(story, revision=project.revision, label="Cast the fox")
    return project, fox


def test_a_character_that_speaks_is_given_a_voice(spoken, visit):
    project, fox = spoken
    app = visit("4_Sound", project)
    assert went_well(app)
    (voice,) = (box for box in app.selectbox if box.label == "Voice of what they say")
    voice.select("en-gb").run()
    assert went_well(app) and fresh(project).character(fox.id).voice == "en-gb"
    called(app.toggle, "character-voices").set_value(False).run()
    assert went_well(app) and not fresh(project).sound.character_voices
    assert "Voice of what they say" not in [one.label for one in app.selectbox]


def test_names_are_kept_as_they_are_said_and_strange_lines_are_named(project, visit):
    app = visit("4_Sound", project)
    called(app.text_area, "pronunciations").set_value("Mira = Meera\nnonsense").run()
    assert went_well(app) and fresh(project).sound.pronunciations == (("Mira", "Meera"),)
    assert any("nonsense" in warning.value for warning in app.warning)


def test_a_list_of_names_is_read_line_by_line():
    assert read_list("A = b\n\n c=d \nno\n= x\ny =") == ((("A", "b"), ("c", "d")), ["no", "= x", "y ="])


def test_a_place_and_a_mood_are_chosen_for_a_scene(project, visit):
    app = visit("4_Sound", project)
    called(app.pills, "ambience").set_value("auto").run()
    assert went_well(app) and fresh(project).sound.ambience == "auto"
    second = project.story.scenes[1].id
    app.selectbox(key="sound-scene").select(second).run()
    called(app.selectbox, f"mood-{second}").select("dark").run()
    called(app.selectbox, f"ambience-{second}").select("rain").run()
    assert went_well(app)
    assert (fresh(project).scene(second).mood, fresh(project).scene(second).ambience) == ("dark", "rain")
    assert any("dark" in caption.value and "rain" in caption.value for caption in app.caption)


def test_voices_that_cannot_run_are_explained_with_their_command(project, visit, monkeypatch):
    for name in ("OPENAI_API_KEY", "ELEVENLABS_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    app = visit("4_Sound", project)
    commands = [code.value for code in app.code]
    assert any("ELEVENLABS_API_KEY" in command for command in commands)


def test_another_engine_starts_with_its_own_voices():
    changed = with_engine(voiced(STORY, c1="high"), "kokoro")
    assert changed.sound.speech_model == "kokoro" and changed.sound.voice == ""
    assert all(character.voice is None for character in changed.characters)


def test_a_file_without_a_sound_is_refused_before_it_is_kept(tmp_path):
    import numpy as np

    from storyvid.film.sound_files import write_wav

    write_wav(tmp_path / "a.wav", np.zeros(48000, np.float32), 48000)
    with pytest.raises(BadInput, match="only silence"):
        check_sound((tmp_path / "a.wav").read_bytes())
    with pytest.raises(BadInput):
        check_sound(b"RIFF....WAVEfmt nonsense")
    write_wav(tmp_path / "b.wav", np.full(8000, 0.1, np.float32), 8000)
    assert check_sound((tmp_path / "b.wav").read_bytes())


def test_a_scene_whose_voice_failed_is_marked_and_can_be_tried_again(project, visit):
    import tests.plugged  # noqa: F401
    from storyvid.workshop import workshop_for

    scenes = (replace(project.story.scenes[0], text="The breathless fox."), *project.story.scenes[1:])
    story = replace(project.story, scenes=scenes, sound=replace(project.story.sound, speech_model="hum"))
    project.save(story, revision=project.revision, label="Hum")
    from storyvid.plan import speech_of

    workshop = workshop_for(project.folder)
    workshop.want([speech_of(story, story.scenes[0])])
    assert workshop.wait(60)
    app = visit("4_Sound", project)
    assert went_well(app)
    assert any("Scene 1: the voice failed" in one.value for one in app.markdown)
    app.button(key="retry-voice").click().run()
    assert went_well(app)


def test_the_film_page_offers_a_book_of_a_story_with_pictures(project, visit):
    from storyvid import edits, plan

    story = project.story
    for scene in story.scenes:
        story = edits.picked(story, scene.id, plan.takes(story, scene, 1)[0])
    project.save(story, revision=project.revision, label="Pick")
    app = visit("5_Film", project)
    assert went_well(app)
    assert app.selectbox(key="export-kind").options[0].startswith("Picture book")
    assert app.button(key="prepare-pdf").label == "Prepare"
    app.selectbox(key="export-kind").select("gif").run()
    assert went_well(app) and len(app.selectbox(key="gif-scene").options) == len(PICKED.scenes) + 1


def test_what_was_asked_to_be_heard_plays_as_soon_as_it_is_there(project, visit):
    app = visit("4_Sound", project)
    assert not app.get("audio")
    app.button(key="hear-voice").click().run()
    assert workshop_for(project.folder).wait(60)
    app.run()
    assert [heard.proto.autoplay for heard in app.get("audio")] == [True]
    assert [heard.proto.autoplay for heard in visit("4_Sound", project).get("audio")] == [False]
