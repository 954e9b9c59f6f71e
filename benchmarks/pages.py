"""The pages with a long story: what the server spends, in CPU time, on a first page, on one edit, and on a poll.

`python benchmarks/pages.py TALE.txt... [--scenes 500] [--words 10000] [--rounds 3]`: medians for each page, of a story
whose cast is read and whose first scenes have takes; polls of Pictures while all is wanted and nothing is made yet.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from unittest.mock import patch

from PIL import Image, ImageDraw
from rich.console import Console
from rich.table import Table
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData
from streamlit.testing.v1 import AppTest, local_script_runner

from storyvid import casting, edits, workshop
from storyvid.models import find
from storyvid.plan import takes
from storyvid.project import Project
from storyvid.shelf import Shelf
from storyvid.story import Split, Story
from storyvid.thumbnails import write_thumbnail
from storyvid.ui import cast_view
from storyvid.ui.starting import story_from

ROOT = Path(__file__).parents[1]
PAGES = {name: f"{at}_{name}" for at, name in enumerate(("Story", "Characters", "Pictures", "Sound", "Film"), 1)}
PAGE_S, POLL_MS = 1.0, 50  # what is aimed at
PAINTED = 12  # scenes that have their takes


class Standstill:
    """A pool with workers that never come to an end: all that is wanted stays wanted, as while a long job runs."""

    def __init__(self) -> None:
        self.over = Event()

    def lanes(self):
        return {"cpu": 1, "gpu": 1, "network": 1}

    def worker(self, lane):
        return self

    def run(self, job) -> Iterator:
        self.over.wait()
        return iter(())

    def stop(self, keys) -> None:
        self.over.set()

    def kill(self) -> None:
        self.over.set()

    def rest(self) -> None:
        pass


def main() -> None:
    """Measures and prints the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("tale", type=Path, nargs="+")
    asked.add_argument("--scenes", type=int, default=500)
    asked.add_argument("--words", type=int, default=10_000)
    asked.add_argument("--rounds", type=int, default=3)
    given = asked.parse_args()
    text = "\n\n".join(tale.read_text("utf-8") for tale in given.tale)
    text = " ".join(text.split(" ")[: given.words])
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"STORYVID_PROJECTS": folder, "STORYVID_HOME": folder}
        project = long_project(Path(folder), text, given.scenes)
        path = project.folder.resolve()
        workshop._workshops[path] = workshop.Workshop(path, pool=Standstill())
        read_s = reread(project)
        small = Shelf(Path(folder)).create(story_from("Mira met a fox. It was red.", "Small"))
        for page in PAGES:
            visit(page, small)  # what is imported once is no page's cost
        rows = [row(page, project, given.rounds) for page in PAGES]
        story = project.story
        print(f"{len(story.text.split())} words, {len(story.scenes)} scenes, {len(story.characters)} characters")
        print(f"Reading who is who anew, after the words have changed: {read_s:.1f} CPU-s")
        report(rows)
        workshop.close_workshop(path)


def long_project(folder: Path, text: str, scenes: int) -> Project:
    """A project of so many scenes: everybody accepted as the reader found them, the first scenes painted."""
    story = story_from(text, "A long story", base=Story(title="A long story", split=Split(by="count", n=scenes)))
    reading = find("readers", "embedded").read(story.text, language="en")
    story = casting.accepted(story, casting.proposal(story, reading))
    project = Shelf(folder).create(story)
    for scene in story.scenes[:PAINTED]:
        for recipe in takes(story, scene):
            adopt(project, recipe)
        story = edits.picked(story, scene.id, takes(story, scene)[int(scene.id[1:]) % 15])
    project.save(story, revision=project.revision, label="Pick")
    return project


def adopt(project: Project, recipe) -> None:
    """Puts a picture into the store as the take."""
    image = Image.new("RGB", (270, 480), (recipe.seed * 16 % 256, 90, 140))
    ImageDraw.Draw(image).ellipse((recipe.seed * 9, 100, recipe.seed * 9 + 120, 300), fill=(240, 220, 180))
    scratch = project.store.scratch(recipe)
    image.save(scratch, compress_level=1)
    project.store.adopt(recipe, scratch)
    write_thumbnail(project.store.path(recipe), project.thumbnail_path(recipe), size=360)


def row(page: str, project: Project, rounds: int) -> dict[str, object]:
    """One page's figures: CPU seconds of the first page, of one drawn again, after an edit, and of polls."""
    reread(project)  # the words may have been changed on the page before
    first, app = cost(lambda: visit(page, project))
    assert not app.exception and not app.error, (page, app.exception, app.error)
    again = [cost(app.run)[0] for _ in range(rounds)]
    after = [edited(page, app, at) for at in range(rounds)]
    return {
        "page": page,
        "first": first,
        "again": statistics.median(again),
        "edit": statistics.median(after),
        **polls(page, app, rounds),
    }


def reread(project: Project) -> float:
    """Has the page's reader read the story as it is on the disk, unless it has; the CPU seconds of it."""
    story = Project.open(project.folder).story
    return cost(lambda: cast_view._read(story.reader, story.text, story.language))[0]


def edited(page: str, app: AppTest, at: int) -> float:
    """CPU seconds of an edit that is made on the page, saved, and of the page drawn with it."""
    project: Project = app.session_state["project"]
    story = project.story
    scene, character = story.scenes[20 + at], story.characters[0]
    change = {
        "Story": lambda: edits.retext(story, scene.id, f"{scene.text} And so it was."),
        "Characters": lambda: casting.given_look(story, character.id, f"a look, number {at}"),
        "Pictures": lambda: edits.picked(story, story.scenes[at].id, takes(story, story.scenes[at])[14 - at]),
        "Sound": lambda: replace(story, sound=replace(story.sound, speed_percent=95 - at)),
        "Film": lambda: edits.in_motion(story, scene.id, "pan"),
    }[page]
    return cost(lambda: (project.save(change(), revision=project.revision, label="Edit"), app.run()))[0]


def polls(page: str, app: AppTest, rounds: int) -> dict[str, float]:
    """The frame's pulse; on Pictures, the poll while takes of all scenes are wanted, one of them painted each time."""
    found = {"pulse": statistics.median(cost(lambda: fragment(app, "frame"))[0] for _ in range(rounds))}
    if page != "Pictures":
        return found
    project: Project = app.session_state["project"]
    app.run()  # all of the page: the pulse drew the frame alone
    app.button(key="paint-all").click().run()
    story, took = project.story, []
    for at in range(rounds + 1):
        adopt(project, takes(story, story.scenes[40 + at])[0])
        took.append(cost(lambda: fragment(app, "pictures"))[0])
    return {**found, "poll": statistics.median(took[1:])}


def fragment(app: AppTest, key: str) -> None:
    """Draws one fragment anew, as its timer does."""
    with only(app, key):
        app.run()


@contextmanager
def only(app: AppTest, key: str) -> Iterator[None]:
    """Runs of AppTest as those of a fragment's timer: AppTest itself knows whole pages only."""
    ids, pages = [*app._fragment_storage._ids_by_target_key[key]], app._registered_pages

    def of_fragment(**given) -> RerunData:
        return RerunData(**given, fragment_id_queue=ids, is_auto_rerun=True)

    with (
        patch.object(local_script_runner, "RerunData", of_fragment),
        patch.object(PagesManager, "get_pages", lambda _: pages),
    ):
        yield


def visit(page: str, project: Project) -> AppTest:
    """The page as a deep link opens it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.switch_page(f"pages/{PAGES[page]}.py")
    app.query_params["project"] = project.folder.name
    return app.run()


def cost(deed: Callable):
    """CPU seconds of this process (all its threads) for a deed, and what it gave."""
    began = time.process_time()
    given = deed()
    return time.process_time() - began, given


def report(rows: list[dict]) -> None:
    table = Table(title="CPU of the server")
    for column in ("page", "first", "drawn again", "after an edit", "pulse", "poll"):
        table.add_column(column, justify="left" if column == "page" else "right")
    for one in rows:
        seconds = [
            f"{1000 * one[name]:.0f} ms" if name in one else "" for name in ("first", "again", "edit", "pulse", "poll")
        ]
        table.add_row(str(one["page"]), *seconds)
    Console().print(table)


if __name__ == "__main__":
    main()
