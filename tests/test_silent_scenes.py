"""A voice that fails for one scene: the film is made all the same, and says which scene is silent."""

import time
from dataclasses import replace

from storyvid.plan import speech_of
from storyvid.project import Project
from storyvid.story import Scene
from storyvid.workshop import Workshop
from tests.plugged import picture
from tests.test_orders import SOON_S, story


def with_breathless(scenes=3, at=1, text="The breathless fox ran on and on."):
    told = story(scenes=scenes)
    bad = Scene(id="bad", text=text, picked=picture(77, side=64))
    return replace(told, scenes=(*told.scenes[:at], bad, *told.scenes[at + 1 :]))


def test_the_film_is_made_without_the_voice_of_the_scene_that_failed(tmp_path):
    workshop = Workshop(Project.create(tmp_path / "p").folder, cpu_workers=1)
    told = with_breathless()
    order = workshop.want_film(told, quality="preview")
    assert workshop.wait(SOON_S)
    film = workshop.film_state(order)
    assert film.state == "made" and film.message.startswith("Scene 2 is silent: the voice failed there.")
    assert "lost its breath" in workshop.failure_of(speech_of(told, told.scenes[1])).message
    assert len(film.film.soundtrack.narration) == 2
    workshop.retry([speech_of(told, told.scenes[1])])
    time.sleep(0.1)
    assert workshop.wait(SOON_S) and workshop.film_state(order).state == "made"
    assert workshop.film_state(order).message.startswith("Scene 2 is silent")
    workshop.close()
    again = Workshop(workshop.folder, cpu_workers=1)
    again.want_film(told, quality="preview")
    assert again.wait(SOON_S) and again.film_state(order).message.startswith("Scene 2 is silent")
    again.close()


def test_where_every_scene_fails_so_does_the_film(tmp_path):
    workshop = Workshop(Project.create(tmp_path / "p").folder, cpu_workers=1)
    order = workshop.want_film(with_breathless(scenes=1, at=0), quality="preview")
    assert workshop.wait(SOON_S)
    assert workshop.film_state(order).state == "failed" and "lost its breath" in workshop.film_state(order).message
    workshop.close()


def test_a_full_disk_is_no_fault_of_the_voices_and_leaves_no_scene_silent(tmp_path):
    workshop = Workshop(Project.create(tmp_path / "p").folder, cpu_workers=1)
    order = workshop.want_film(with_breathless(text="The fox filled the brimful jug."), quality="preview")
    assert workshop.wait(SOON_S)
    film = workshop.film_state(order)
    assert film.state == "failed" and "is full: the speech was not written" in film.message
    workshop.close()
