"""Services in the workshop: what a kill costs, what the cap and a refusal leave behind."""

import os
import signal
import subprocess
import sys
import time
import zipfile

import pytest

from storyvid import settings
from storyvid.bundle import export
from storyvid.errors import OverTheCap
from storyvid.project import Project
from storyvid.spending import Ledger
from storyvid.story import Scene, Story
from storyvid.unattended import make_film
from storyvid.wishes import Wishes
from storyvid.workshop import Workshop
from tests.images.services.asking import SECRET, put, takes
from tests.images.services.loopback import openai_answer, openai_error, serving

pytest.importorskip("openai")
PRICE = 12_000
WANTING = """
import sys
from pathlib import Path
from storyvid.unattended import make_film
from storyvid.wishes import Wishes
from storyvid.workshop import Workshop
workshop = Workshop(Path(sys.argv[1]))
workshop.wait(60)
"""


@pytest.fixture
def service():
    with serving(openai_answer) as server:
        put("openai", base_url=f"{server.address}/v1", picture_price=PRICE, timeout_s=30)
        yield server


@pytest.fixture
def folder(tmp_path):
    project = Project.create(tmp_path / "p", Story(scenes=(Scene(id="s1", text="A fox in the snow."),)))
    return project.folder


def made(folder) -> int:
    """How many pictures are in the store, whole."""
    return len(list((folder / "assets").glob("[0-9a-f][0-9a-f]/[0-9a-f]*.png")))


def finished(folder) -> tuple:
    """A workshop goes on with what is wanted; its failures when it rests."""
    workshop = Workshop(folder, cpu_workers=1)
    try:
        assert workshop.wait(60)
        return tuple(workshop.status().failed.values())
    finally:
        workshop.close()


def test_a_kill_after_payment_loses_the_call_in_flight_and_nothing_that_is_stored_is_asked_for_again(service, folder):
    slow = []

    def second_is_slow(asked):
        slow.append(asked)
        return openai_answer(asked) if len(slow) == 1 else (service.closing.wait(20), openai_answer(asked))[1]

    service.usual = second_is_slow
    wish(folder, takes("openai@1", 15))
    process = subprocess.Popen([sys.executable, "-c", WANTING, str(folder)], start_new_session=True)
    until = time.monotonic() + 60
    while (made(folder) < 3 or len(service.asked) < 2) and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    there, before = made(folder), len(service.asked)
    assert there >= 3 and sum(asked.fields["n"] for asked in service.asked) == 15
    service.usual = openai_answer
    assert finished(folder) == ()
    assert made(folder) == 15
    assert sum(asked.fields["n"] for asked in service.asked[before:]) == 15 - there
    assert Ledger().spent() == (15 + 15 - there) * PRICE, "the call in flight may have been billed, so it counts"


def test_a_refused_scene_needs_an_edit_and_the_cap_stops_the_rest(service, folder):
    service.replies = [openai_error(400, "moderation_blocked", "Rejected by the safety system.")]
    wish(folder, takes("openai@1", 3, words="Something that is refused."))
    (kind,) = {failure.kind for failure in finished(folder)}
    assert kind == "needs-edit" and len(service.asked) == 1
    settings.change(lambda held: settings.with_cap(held, 2 * PRICE))
    wish(folder, takes("openai@1", 3))
    assert {failure.kind for failure in finished(folder)} == {"needs-edit", "cap"}
    assert len(service.asked) == 1 and Ledger().spent() == 0


def wish(folder, recipes) -> None:
    """Writes down what is wanted, as a page does before its process is killed."""
    from storyvid.recipes import key_of
    from storyvid.wanted import WantedFile

    WantedFile(folder).add({key_of(recipe): recipe for recipe in recipes}, front=False)


def test_an_unattended_film_over_the_cap_is_not_begun(service, tmp_path):
    source = tmp_path / "fox.txt"
    source.write_text("A fox came to the door. It asked for a lantern.")
    settings.change(lambda held: settings.with_cap(held.with_values("openai", quality="low"), 14 * PRICE))
    folder, wishes = tmp_path / "film", Wishes(images="openai", takes=15)
    with pytest.raises(OverTheCap, match=r"About \$0.18, and \$0.17 of this month's cap is left. Raise the cap"):
        make_film(source, tmp_path / "fox.mp4", folder, wishes, quality="preview", tell=lambda *told: None)
    story = Project.open(folder).story
    assert dict(story.image_options)["quality"] == "low" and not service.asked


def test_a_key_that_a_service_repeats_is_in_no_project_and_no_export(service, folder, tmp_path):
    service.replies = [openai_error(400, "invalid_value", f"Bad size. Your key {SECRET} is fine.")]
    wish(folder, takes("openai@1", 1, words="Something else."))
    wish(folder, takes("openai@1", 1))
    (failure,) = finished(folder)
    assert "Bad size" in failure.message
    bundle = export(Project.open(folder), tmp_path / "story.zip", takes=True)
    with zipfile.ZipFile(bundle) as zipped:
        contents = [zipped.read(name) for name in zipped.namelist()]
    contents += [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert made(folder) == 1 and not any(SECRET.encode() in content for content in contents)
