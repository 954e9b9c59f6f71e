"""What was made ahead and is of no use any more goes by itself; what the author asked for never does."""

import os
import random
import shutil
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from storyvid import plan, readiness
from storyvid.ahead import Ahead
from storyvid.needs import with_needs
from storyvid.project import Project
from storyvid.recipes import Recipe, key_of
from storyvid.story import Story
from storyvid.wanted import WantedFile
from storyvid.workshop import Workshop
from tests.plugged import picture
from tests.test_getting_ready import SOON_S, spoken, until
from tests.test_orders import story

KILLS = 5


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(readiness, "RENDER_AFTER_S", 0.1)


@pytest.fixture
def workshop(tmp_path):
    workshop = Workshop(Project.create(tmp_path / "p").folder, cpu_workers=2)
    yield workshop
    workshop.close()


def slower(told: Story, fps: int) -> Story:
    """The story with other clips and joins."""
    return replace(told, cut=replace(told.cut, fps=fps))


def film_of(workshop: Workshop, told: Story) -> set[str]:
    return keys(plan.film_recipe(told, workshop.store, "preview"))


def keys(*tops: Recipe) -> set[str]:
    return {key_of(recipe) for top in tops for recipe in with_needs(top)}


def looked_at(workshop: Workshop, told: Story) -> set[str]:
    """The keys of the clips, joins and sound of a preview, once they are made ahead."""
    workshop.get_ready(told)
    assert until(lambda: not plan.first_segments(told, workshop.store, seconds=90))
    assert until(lambda: not workshop._crew.is_getting_ready())
    return film_of(workshop, told) & workshop.store.made()


def test_what_was_rendered_ahead_goes_when_the_story_has_changed_and_the_new_one_stays(workshop):
    told = spoken(workshop, story())
    before = set(workshop.store.made())
    first = looked_at(workshop, told) - before
    assert len(first) == 4 and set(Ahead(workshop.folder).keys()) == first  # two clips, a join and the sound
    other = slower(told, 12)
    second = looked_at(workshop, other) - before
    assert not first & (workshop.store.made() - second) and second <= workshop.store.made()
    assert set(Ahead(workshop.folder).keys()) == second and before <= workshop.store.made()


def test_a_film_that_was_ordered_keeps_all_it_was_made_from(workshop):
    told = spoken(workshop, story())
    looked_at(workshop, told)
    order = workshop.want_film(told, quality="preview")
    assert workshop.wait(SOON_S) and workshop.film_state(order).state == "made"
    assert not set(workshop.status().made) & {"clip", "join", "soundtrack"}, "it was made of what was there"
    assert Ahead(workshop.folder).keys() == ()
    looked_at(workshop, slower(told, 12))
    looked_at(workshop, slower(told, 15))
    assert film_of(workshop, told) <= workshop.store.made()
    assert not (film_of(workshop, slower(told, 12)) - film_of(workshop, told)) & workshop.store.made()


def test_one_scene_that_was_asked_for_keeps_its_parts(workshop):
    told = spoken(workshop, story())
    looked_at(workshop, told)
    scene = plan.scene_film(told, workshop.store, "s0")
    workshop.want([scene])
    assert workshop.wait(SOON_S) and workshop.store.has(scene)
    looked_at(workshop, slower(told, 12))
    assert keys(scene) <= workshop.store.made()
    gone = film_of(workshop, told) - keys(scene) - workshop.store.made()
    assert len(gone) == 2, "the other clip, and the film that never was"


def test_what_another_process_orders_or_wants_stays(workshop):
    told = spoken(workshop, story())
    first = looked_at(workshop, told)
    file, film = WantedFile(workshop.folder), plan.film_recipe(told, workshop.store, "preview")
    file.add({key_of(film): film}, front=False)
    looked_at(workshop, slower(told, 12))
    assert first <= workshop.store.made()
    file.drop()
    looked_at(workshop, slower(told, 15))
    assert first <= workshop.store.made(), "it was asked for once: it is the author's"


def test_nothing_goes_while_another_process_makes_a_film_whose_plan_is_not_known(workshop):
    from storyvid.wanted import Order

    told = spoken(workshop, story())
    first = looked_at(workshop, told)
    file = WantedFile(workshop.folder)
    order = Order(id="0" * 16, story=told, quality="preview")
    file.put(order)
    looked_at(workshop, slower(told, 12))
    assert first <= workshop.store.made()
    file.put(replace(order, state="cancelled"))
    looked_at(workshop, slower(told, 15))
    assert not (first - film_of(workshop, slower(told, 15))) & workshop.store.made()


def test_nothing_is_rendered_or_mixed_ahead_on_a_disk_without_room_for_the_film(workshop, monkeypatch):
    told = spoken(workshop, story())
    before = set(workshop.store.made())
    room = shutil.disk_usage(workshop.folder)
    monkeypatch.setattr("storyvid.room.shutil.disk_usage", lambda folder: room._replace(free=1000))
    workshop.get_ready(told)
    assert until(lambda: workshop._readiness._story is None) and until(lambda: not workshop._crew.is_getting_ready())
    assert workshop.store.made() == before and not workshop.status().failed
    order = workshop.want_film(told, quality="preview")
    assert workshop.wait(SOON_S) and "are free on this disk" in workshop.film_state(order).message
    monkeypatch.undo()
    monkeypatch.setattr(readiness, "RENDER_AFTER_S", 0.1)
    assert len(looked_at(workshop, slower(told, 12)) - before) == 4, "with room, what is looked at next is"


def test_a_note_that_cannot_be_written_down_has_nothing_made(workshop, monkeypatch):
    told = spoken(workshop, story())
    before = set(workshop.store.made())
    (workshop.folder / "ahead.json").mkdir()
    workshop.get_ready(told)
    assert until(lambda: workshop._readiness._story is None) and until(lambda: not workshop._crew.is_getting_ready())
    assert workshop.store.made() == before


@pytest.mark.parametrize("held", ["", "[]", "{}", '{"schema": 1, "keys": 3}', '{"schema": 9, "keys": ["a"]}', "{"])
def test_a_damaged_list_names_nothing_and_is_written_anew(tmp_path, held):
    (tmp_path / "ahead.json").write_text(held)
    ahead = Ahead(tmp_path)
    assert ahead.keys() == ()
    ahead.note([picture(1)])
    assert ahead.keys() == (key_of(picture(1)),)


def test_what_is_made_already_is_not_written_down(tmp_path):
    ahead, store = Ahead(tmp_path), Project.create(tmp_path).store
    store.adopt(picture(1), b"pixels")
    ahead.note([picture(1)])
    assert ahead.keys() == () and not (tmp_path / "ahead.json").exists()


@pytest.mark.timeout(200)
def test_kills_lose_nothing_that_was_ordered_and_leave_nothing_for_good(tmp_path):
    folder, chance = Project.create(tmp_path / "p").folder, random.Random(3)
    workshop = Workshop(folder, cpu_workers=2)
    told = spoken(workshop, story())
    workshop.close()
    before = set(workshop.store.made())
    made: set[int] = set()  # the frame rates of the films that were told to be made
    for child in range(KILLS):
        made |= killed(folder, told, child, chance)
    workshop = Workshop(folder, cpu_workers=2)
    try:
        assert workshop.wait(SOON_S)
        last = slower(told, 30)
        looked_at(workshop, last)
        films = [film.film for film in workshop.films() if film.film]
        assert made and {film.segments[0].shot.fps for film in films} >= made
        assert keys(*films) <= workshop.store.made() and not list(workshop.store.verify())
        assert workshop.store.made() == before | keys(*films) | (film_of(workshop, last) & workshop.store.made())
    finally:
        workshop.close()


def killed(folder: Path, told: Story, child: int, chance: random.Random) -> set[int]:
    """One process that looks at one story after another and orders some, killed at a random moment."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reading)
            work(folder, told, child, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as heard:
        lines = [heard.readline() for _ in range(chance.choice((0, 1, 2, 2)))]
        time.sleep(chance.uniform(0.0, 1.0))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return {int(line) for line in (*lines, *heard.read().split()) if int(line)}


def work(folder: Path, told: Story, child: int, out: int) -> None:
    workshop, chance = Workshop(folder, cpu_workers=2), random.Random(child)
    for turn in range(100):
        one = slower(told, chance.choice((8, 9, 10, 12)))
        workshop.get_ready(one)
        time.sleep(chance.uniform(0.0, 0.9))
        made = 0
        if (child + turn) % 2:
            order = workshop.want_film(one, quality="preview")
            made = one.cut.fps if workshop.wait(60) and workshop.film_state(order).state == "made" else 0
        os.write(out, f"{made}\n".encode())
