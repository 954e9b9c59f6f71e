"""Films are ordered, planned again as durations arrive, and driven to the end, over restarts too."""

import shutil
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from storyvid.project import Project
from storyvid.story import Cut, Scene, Sound, Story
from storyvid.workshop import Workshop, order_id
from tests.plugged import picture

SOON_S = 90


def story(*, scenes: int = 2, voice: str = "hum", text: str = "A fox ran by.") -> Story:
    return Story(
        scenes=tuple(Scene(id=f"s{at}", text=f"{text} {at}", picked=picture(at, side=64)) for at in range(scenes)),
        sound=Sound(speech_model=voice, mood="none"),
        cut=Cut(captions="none", fps=24),
    )


@pytest.fixture
def folder(tmp_path) -> Path:
    return Project.create(tmp_path / "p").folder


@pytest.fixture
def workshop(folder):
    workshop = Workshop(folder, cpu_workers=2)
    yield workshop
    workshop.close()


def test_a_film_is_made_and_made_once(workshop):
    order = workshop.want_film(story(), quality="preview")
    assert order == order_id(story(), "preview")
    shares, states = [], set()
    while not workshop.wait(0.02):
        now = workshop.film_state(order)
        shares.append(now.share)
        states.add(now.state)
    done = workshop.film_state(order)
    assert (done.state, done.share, done.message) == ("made", 1.0, "")
    assert done.path.read_bytes()[4:8] == b"ftyp" and workshop.store.path(done.film) == done.path
    assert workshop.status().made == {"image": 2, "speech": 2, "clip": 2, "join": 1, "soundtrack": 1, "film": 1}
    assert states <= {"planning", "making", "made"} and all(0.0 <= share <= 1.0 for share in shares)
    workshop.close()
    again = Workshop(workshop.folder, cpu_workers=1)
    assert again.want_film(story(), quality="preview") == order and again.wait(1)
    assert again.status().made == {} and again.status().reused["clip"] == 2
    again.close()


def test_what_was_there_before_an_order_is_no_part_of_its_progress(workshop):
    written = BytesIO()
    Image.new("RGB", (64, 64)).save(written, "PNG")
    for at in range(20):
        workshop.store.adopt(picture(at, side=64), written.getvalue())
    order = workshop.want_film(story(scenes=20), quality="preview")
    shares = []
    while not workshop.wait(0.005):
        now = workshop.film_state(order)
        shares += [now.share] if now.state == "making" else []
    assert shares[0] < 0.15


def test_an_order_outlives_the_process(folder):
    first = Workshop(folder, cpu_workers=2)
    order = first.want_film(story(), quality="preview")
    time.sleep(0.5)
    first.close()
    second = Workshop(folder, cpu_workers=2)
    assert second.wait(SOON_S) and second.film_state(order).state == "made"
    second.close()


def test_a_changed_pick_remakes_its_own_clip_and_the_joins_next_to_it(workshop):
    before = story(scenes=4)
    workshop.want_film(before, quality="preview")
    assert workshop.wait(SOON_S)
    made = workshop.status().made
    changed = replace(before.scenes[1], picked=picture(9, side=64))
    workshop.want_film(replace(before, scenes=(before.scenes[0], changed, *before.scenes[2:])), quality="preview")
    assert workshop.wait(SOON_S)
    fresh = {kind: count - made[kind] for kind, count in workshop.status().made.items() if count > made[kind]}
    assert fresh == {"image": 1, "clip": 1, "join": 2, "film": 1}


def test_a_story_that_is_not_ready_fails_with_what_to_do(workshop):
    bare = replace(story(), scenes=(Scene(id="s1", text="No picture yet."),))
    order = workshop.want_film(bare, quality="final")
    assert workshop.wait(SOON_S)
    assert workshop.film_state(order).state == "failed" and "pick" in workshop.film_state(order).message


def test_a_voice_that_is_missing_fails_the_order_and_nothing_else(workshop):
    order = workshop.want_film(story(voice="nobody@1"), quality="preview")
    workshop.want([picture(7)])
    assert workshop.wait(SOON_S)
    done = workshop.film_state(order)
    assert done.state == "failed" and "nobody" in done.message and workshop.state_of(picture(7)) == "made"
    assert workshop.want_film(story(voice="nobody@1"), quality="preview") == order
    assert workshop.film_state(order).state in ("planning", "failed")
    assert workshop.wait(SOON_S) and workshop.film_state(order).state == "failed"


def test_a_cancelled_order_stops_and_can_be_ordered_again(workshop):
    slow = replace(story(), scenes=(Scene(id="s1", text="A fox.", picked=picture(1, model="slow@1")),))
    order = workshop.want_film(slow, quality="preview")
    while workshop.state_of(slow.scenes[0].picked) != "running":
        time.sleep(0.01)
    workshop.want([picture(7)])
    workshop.cancel_film(order)
    assert workshop.wait(SOON_S) and workshop.film_state(order).state == "cancelled"
    assert workshop.state_of(slow.scenes[0].picked) == "absent" and workshop.state_of(picture(7)) == "made"
    workshop.want_film(slow, quality="preview")
    assert workshop.film_state(order).state in ("planning", "making")


def test_films_are_told_latest_last(workshop):
    assert workshop.films() == () and workshop.film_state("0" * 16) is None
    orders = [workshop.want_film(replace(story(), title=title), quality="preview") for title in ("1", "2")]
    assert [state.order for state in workshop.films()] == orders
    workshop.cancel()
    assert workshop.wait(SOON_S) and {state.state for state in workshop.films()} == {"cancelled"}


def test_a_disk_without_room_is_said_before_the_film_is_begun(workshop, monkeypatch):
    room = shutil.disk_usage(workshop.folder)
    monkeypatch.setattr("storyvid.room.shutil.disk_usage", lambda folder: room._replace(free=1000))
    order = workshop.want_film(story(), quality="final")
    assert workshop.wait(SOON_S)
    state = workshop.film_state(order)
    assert state.state == "failed" and "are free on this disk" in state.message
    assert not workshop.status().made.get("clip")
    monkeypatch.undo()
    assert workshop.want_film(story(), quality="final") == order and workshop.wait(SOON_S)
    assert workshop.film_state(order).state == "made"
