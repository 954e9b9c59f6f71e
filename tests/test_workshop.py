"""The workshop with real worker processes: what is wanted gets made, once, whatever goes wrong."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from PIL import Image

from storyvid.claims import Claims
from storyvid.project import Project
from storyvid.recipes import ClipRecipe, Shot, SpeechRecipe, UploadRecipe, key_of
from storyvid.workshop import Workshop, close_workshop, workshop_for
from tests.plugged import picture

SOON_S = 20


@pytest.fixture
def folder(tmp_path) -> Path:
    return Project.create(tmp_path / "p").folder


@pytest.fixture
def workshop(folder):
    workshop = Workshop(folder, cpu_workers=2)
    yield workshop
    workshop.close()


def until(true, seconds: float = SOON_S) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.01)
    return False


def test_what_is_wanted_gets_made_with_its_thumbnail(workshop, folder):
    recipes = [picture(seed) for seed in range(12)]
    workshop.want(recipes)
    assert workshop.wait(SOON_S)
    assert all(workshop.state_of(recipe) == "made" for recipe in recipes)
    assert workshop.status().made == {"image": 12} and not list(workshop.store.verify())
    assert all(Project.open(folder).thumbnail_path(recipe).exists() for recipe in recipes)


def test_a_second_workshop_reuses_all_of_it(workshop, folder):
    workshop.want([picture(1), picture(2)])
    workshop.wait(SOON_S)
    workshop.close()
    again = Workshop(folder, cpu_workers=1)
    again.want([picture(1), picture(2)])
    assert again.wait(1) and again.status().made == {} and again.status().reused == {"image": 2}
    again.close()


def test_starting_is_cheap_and_starts_no_process(folder):
    began = time.monotonic()
    workshop = Workshop(folder)
    assert time.monotonic() - began < 3
    assert not [child for child in psutil.Process().children() if "storyvid.worker" in " ".join(child.cmdline())]
    workshop.close()


def test_the_page_s_own_module_is_not_run_in_workers(folder):
    """Streamlit puts the page's script into `__main__`; a worker must not run it again."""
    page = folder / "page.py"
    page.write_text(
        "import sys, pathlib\n"
        "with open(sys.argv[1] + '/ran', 'a') as file: file.write('ran ')\n"
        "from storyvid.workshop import Workshop\n"
        "from tests.plugged import picture\n"
        "workshop = Workshop(pathlib.Path(sys.argv[1]), cpu_workers=1)\n"
        "workshop.want([picture(1)]); print(workshop.wait(20)); workshop.close()\n"
    )
    run = subprocess.run(
        [sys.executable, str(page), str(folder)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        timeout=60,
    )
    assert run.stdout == "True\n", run.stderr
    assert (folder / "ran").read_text() == "ran "


def test_batches_are_painted_together_and_each_adopted(workshop):
    recipes = [picture(seed, model="pairs@1") for seed in range(4)]
    workshop.want(recipes)
    workshop.wait(SOON_S)
    with Image.open(workshop.store.path(recipes[0])) as image:
        assert image.getpixel((0, 0))[0] == 4
    assert [Image.open(workshop.store.path(recipe)).getpixel((0, 0))[2] for recipe in recipes] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("recipe", "kind", "says"),
    [
        (picture(1, model="broken@1"), "died", "memory"),
        (picture(1, model="nowhere@1"), "failed", 'No image model "nowhere@1"'),
        (picture(1, model="swatch@9"), "failed", "swatch@1 is installed"),
        (picture(1, model="strict@1", text="forbidden"), "needs-edit", "Change the scene"),
        (picture(1, model="strict@1", text="broken"), "failed", "ZeroDivisionError"),
        (UploadRecipe(media="image", sha256="0" * 64, suffix=".png"), "failed", "Upload it again"),
        (SpeechRecipe(model="nobody@1", voice="", language="en", text="hello"), "failed", "nobody"),
    ],
)
def test_a_failure_costs_one_job_and_says_why(workshop, recipe, kind, says):
    workshop.want([recipe, picture(1), picture(2), picture(3)])
    assert workshop.wait(SOON_S)
    assert [workshop.state_of(picture(seed)) for seed in (1, 2, 3)] == ["made"] * 3
    failure = workshop.status().failed[key_of(recipe)]
    assert (failure.kind, failure.recipe) == (kind, recipe) and says in failure.message
    assert workshop.state_of(recipe) == "failed" and not workshop.store.has(recipe)


def test_failures_are_remembered_until_retried(workshop, folder):
    recipe = picture(1, model="broken@1")
    workshop.want([recipe])
    workshop.wait(SOON_S)
    workshop.close()
    again = Workshop(folder, cpu_workers=1)
    again.want([recipe])
    assert again.wait(0.5) and again.state_of(recipe) == "failed" and again.failure_of(recipe).kind == "died"
    again.retry([recipe])
    assert again.state_of(recipe) in ("waiting", "running")
    assert again.wait(SOON_S) and again.state_of(recipe) == "failed"
    again.forget([recipe])
    assert again.state_of(recipe) == "absent" and not again.status().failed
    again.close()
    assert "broken" not in (folder / "wanted.json").read_text()


def test_what_needs_a_failed_one_fails_with_its_reason(workshop):
    broken = picture(1, model="nowhere@1")
    clip = ClipRecipe(shot=Shot(picture=broken, width=32, height=32, fps=30, frames=30), start_frame=0, end_frame=30)
    workshop.want([clip])
    assert workshop.wait(SOON_S)
    assert workshop.state_of(clip) == "failed" and "nowhere" in workshop.failure_of(clip).message
    assert workshop.status().failed.keys() == {key_of(broken)}


def test_a_running_job_tells_its_share_and_is_cancelled_long_before_its_end(workshop, folder):
    slow = [picture(seed, model="slow@1") for seed in range(3)]
    workshop.want(slow)
    assert until(lambda: workshop.share_of(slow[0]) > 0)
    status = workshop.status()
    assert status.busy and len(status.running) == 2 and status.waiting == 1 and status.seconds_left > 0
    began = time.monotonic()
    workshop.cancel()
    assert workshop.wait(5) and time.monotonic() - began < 4
    assert {workshop.state_of(recipe) for recipe in slow} == {"absent"}
    assert not workshop.status().failed and "slow" not in (folder / "wanted.json").read_text()


def test_cancelling_one_leaves_the_others(workshop):
    slow = picture(1, model="slow@1")
    workshop.want([slow])
    assert until(lambda: workshop.state_of(slow) == "running")
    workshop.want([picture(seed) for seed in range(3)])
    workshop.cancel([slow])
    assert workshop.wait(SOON_S) and workshop.status().made == {"image": 3}


def test_front_is_made_before_what_was_wanted_first(folder):
    workshop = Workshop(folder, cpu_workers=1)
    slow = picture(1, model="slow@1")
    workshop.want([slow])
    until(lambda: workshop.state_of(slow) == "running")
    workshop.want([picture(seed) for seed in range(20)])
    workshop.want([picture(99)], front=True)
    workshop.cancel([slow])
    workshop.wait(SOON_S)
    made = sorted(range(20), key=lambda seed: workshop.store.path(picture(seed)).stat().st_mtime_ns)
    first = workshop.store.path(picture(made[0])).stat().st_mtime_ns
    assert workshop.store.path(picture(99)).stat().st_mtime_ns < first
    workshop.close()


def test_wants_survive_a_close(folder):
    workshop = Workshop(folder, cpu_workers=1)
    workshop.want([picture(1, model="slow@1"), *(picture(seed) for seed in range(5))])
    workshop.close()
    again = Workshop(folder, cpu_workers=2)
    assert until(lambda: again.status().made == {"image": 5})
    assert again.state_of(picture(1, model="slow@1")) == "running"
    again.close()


def test_workers_die_with_their_parent(folder):
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time, pathlib\nfrom storyvid.workshop import Workshop\nfrom tests.plugged import picture\n"
            "workshop = Workshop(pathlib.Path(sys.argv[1]), cpu_workers=1)\n"
            "workshop.want([picture(1, model='slow@1')])\n"
            "while not workshop.status().running or not workshop.status().running[0].share: time.sleep(0.01)\n"
            "print('running', flush=True); time.sleep(60)",
            str(folder),
        ],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    assert parent.stdout.readline() == "running\n"
    workers = psutil.Process(parent.pid).children()
    assert len(workers) == 1
    parent.kill()
    parent.wait()
    assert until(lambda: all(not worker.is_running() or worker.status() == "zombie" for worker in workers), 2)


def test_two_processes_make_each_once(folder):
    """The app and the command line on one project: what one makes, the other finds."""
    script = (
        "import sys, json, pathlib\nfrom storyvid.workshop import Workshop\nfrom tests.plugged import picture\n"
        "workshop = Workshop(pathlib.Path(sys.argv[1]), cpu_workers=2)\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "workshop.want([picture(seed, side=200) for seed in range(60)]); assert workshop.wait(60)\n"
        "status = workshop.status(); print(json.dumps([status.made, status.reused, len(status.failed)]), flush=True)\n"
        "workshop.close()"
    )
    import json

    both = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[1],
        )
        for _ in range(2)
    ]
    for process in both:
        assert process.stdout.readline() == "ready\n"
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    outcomes = [json.loads(process.stdout.readline()) for process in both]
    assert [process.wait(20) for process in both] == [0, 0]
    assert sum(made.get("image", 0) for made, _, _ in outcomes) == 60
    assert all(made.get("image", 0) + reused.get("image", 0) == 60 for made, reused, _ in outcomes)
    assert all(failed == 0 for _, _, failed in outcomes)
    assert not [path for path in (folder / "claims").iterdir() if not path.name.startswith(".")]


def test_what_another_process_has_claimed_is_waited_for(workshop, folder):
    claims = Claims(folder / "claims")
    claim = claims.take(key_of(picture(1)))
    workshop.want([picture(1), picture(2)])
    assert until(lambda: workshop.state_of(picture(2)) == "made")
    assert workshop.state_of(picture(1)) != "made"
    claims.give_back(claim, made=False)  # the other died without making it
    assert workshop.wait(SOON_S) and workshop.state_of(picture(1)) == "made"


def test_one_process_has_one_workshop_a_project(folder):
    found = []
    threads = [threading.Thread(target=lambda: found.append(workshop_for(folder))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(workshop) for workshop in found}) == 1
    close_workshop(folder)
    assert found[0].closed and workshop_for(folder) is not found[0]
    close_workshop(folder)


def test_a_damaged_wanted_file_is_no_obstacle(folder):
    (folder / "wanted.json").write_text('{"schema": 1, "recipes": {"x": {"recipe": {"kind": "no"}}}, "failures": {}}')
    workshop = Workshop(folder, cpu_workers=1)
    workshop.want([picture(1)])
    assert workshop.wait(SOON_S) and workshop.state_of(picture(1)) == "made"
    workshop.close()
    (folder / "wanted.json").write_text("{")
    Workshop(folder, cpu_workers=1).close()


def test_the_disk_forgets_what_is_made(workshop, folder):
    workshop.want([picture(seed) for seed in range(3)])
    workshop.wait(SOON_S)
    assert until(lambda: "swatch" not in (folder / "wanted.json").read_text())


def test_where_everything_stands_is_where_each_is(workshop):
    made, failing, absent = picture(1), picture(2, model="strict@1", text="broken"), picture(3)
    slow = [picture(seed, model="slow@1") for seed in range(4, 8)]
    workshop.want([made, failing])
    assert workshop.wait(SOON_S)
    workshop.want(slow)
    standing = workshop.standing()
    assert standing.of(key_of(made)) == "made" and standing.of(key_of(absent)) == "absent"
    assert standing.of(key_of(failing)) == workshop.state_of(failing) == "failed"
    assert all(standing.of(key_of(one)) in ("waiting", "running") for one in slow)


def test_time_left_counts_all_that_waits_by_what_such_things_took(workshop):
    workshop.want([picture(seed, model="slow@1") for seed in range(30)])
    status = workshop.status()
    waiting = status.waiting + len(status.running)
    assert 0.5 * waiting / 2 < status.seconds_left <= waiting / 2  # a first guess is a second each, on two workers
