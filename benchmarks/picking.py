"""Picking in Chromium while takes are painted: 20 scenes of 15 takes, from the click to the mark and to the disk.

Usage: python benchmarks/picking.py [--picks 40]
"""

import argparse
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image, ImageDraw
from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.table import Table

from storyvid.plan import takes
from storyvid.project import Project
from storyvid.recipes import key_of
from storyvid.shelf import Shelf
from storyvid.story import Split, Story
from storyvid.thumbnails import write_thumbnail
from storyvid.ui.starting import story_from
from storyvid.wanted import WantedFile

SCENES, TAKES, MORE = 20, 15, 60
SHOWN_MS, SAVED_MS = 20, 300  # what is promised
ROOT = Path(__file__).parents[1]
CLICK = """(id) => {
  const root = [...document.querySelectorAll('*')].find((one) => one.shadowRoot?.querySelector('.sheet')).shadowRoot;
  const tile = root.querySelector(`.take[data-id="${id}"]`), began = performance.now();
  tile.click();
  const marked = performance.now() - began;
  return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(
    [tile.classList.contains('picked'), marked, performance.now() - began]))));
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--picks", type=int, default=40)
    picks = parser.parse_args().picks
    with tempfile.TemporaryDirectory() as folder:
        project = painted(Shelf(Path(folder)))
        with opened(folder, project) as page:
            at_rest = measured(page, project, picks)
        want_more(project)
        with opened(folder, project) as page:
            page.get_by_role("button", name="Stop painting this scene").wait_for(timeout=60_000)
            while_painting = measured(page, project, picks)
            still = page.get_by_role("button", name="Stop painting this scene").count() > 0
    report(at_rest, while_painting, still=still)


@contextmanager
def opened(folder: str, project: Project) -> Iterator[Page]:
    """The Pictures page of the project in a browser, its takes there."""
    with served(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{address}/Pictures?project={project.folder.name}")
        page.locator(".take.ready").nth(TAKES - 1).wait_for(timeout=60_000)
        page.wait_for_timeout(4000)
        yield page
        browser.close()


def want_more(project: Project) -> None:
    """Wants more takes of every scene than are painted while the picks last, those of the open scene after all others.

    They are wanted as if the app had been closed over them: when it opens, painting goes on.
    """
    story = Project.open(project.folder).story
    first, *others = story.scenes
    wanted = [take for scene in others for take in takes(story, scene, MORE, first_seed=TAKES + 1)]
    wanted += takes(story, first, TAKES, first_seed=TAKES + 1)
    WantedFile(project.folder).add({key_of(recipe): recipe for recipe in wanted}, front=False)


def painted(shelf: Shelf) -> Project:
    """A project of 20 scenes whose takes are in the store: noise over a colour, so that they are worth their bytes."""
    text = "\n\n".join(f"Mira walked to hill number {at}. A red fox came along with her." for at in range(SCENES))
    base = Story(title="Twenty hills", takes=TAKES, split=Split(by="count", n=SCENES))
    project = shelf.create(story_from(text, "Twenty hills", base=base))
    for scene in project.story.scenes:
        for recipe in takes(project.story, scene):
            adopt(project, recipe)
    return project


def adopt(project: Project, recipe) -> None:
    draw = random.Random(recipe.seed)
    image = Image.new("RGB", (recipe.width // 2, recipe.height // 2), tuple(draw.randrange(256) for _ in range(3)))
    pen = ImageDraw.Draw(image)
    for _ in range(60):
        x, y = draw.randrange(image.width), draw.randrange(image.height)
        pen.ellipse((x, y, x + 90, y + 90), fill=tuple(draw.randrange(256) for _ in range(3)))
    scratch = project.store.scratch(recipe)
    image.save(scratch, compress_level=1)
    project.store.adopt(recipe, scratch)
    write_thumbnail(project.store.path(recipe), project.thumbnail_path(recipe), size=360)


def measured(page: Page, project: Project, picks: int) -> list[tuple[float, float, float]]:
    """Milliseconds from a click to the mark in the page, to the next frame, and to the disk, for every pick."""
    seeds, found = random.Random(1), []
    last = 0
    for _ in range(picks):
        seed = seeds.choice([one for one in range(1, TAKES + 1) if one != last])
        revision, last = Project.open(project.folder).revision, seed
        began = time.perf_counter()
        is_marked, marked_ms, frame_ms = page.evaluate(CLICK, str(seed))
        assert is_marked
        while Project.open(project.folder).revision == revision:
            time.sleep(0.004)
        found.append((marked_ms, frame_ms, (time.perf_counter() - began) * 1000))
        page.wait_for_timeout(seeds.randrange(350, 900))
    return found


def report(at_rest, while_painting, *, still: bool) -> None:
    table = Table(title=f"{SCENES} scenes of {TAKES} takes, {len(at_rest)} picks each")
    for column in ("", "click to mark", "click to frame", "click to disk", "promised"):
        table.add_column(column, justify="right" if column else "left")
    for name, found in (("at rest", at_rest), ("while painting", while_painting)):
        middle, slow = ([sorted(one)[int(len(one) * part)] for one in zip(*found, strict=True)] for part in (0.5, 0.95))
        table.add_row(f"{name}, median", *(f"{value:.1f} ms" for value in middle), f"{SHOWN_MS} / {SAVED_MS} ms")
        table.add_row(f"{name}, 95 of 100", *(f"{value:.1f} ms" for value in slow), "")
    Console().print(table)
    if not still:
        raise SystemExit("Painting ended before the last pick: these figures are none. Ask for more takes (MORE).")
    print("Painting went on until after the last pick.")
    marked, _, saved = (median(one) for one in zip(*while_painting, strict=True))
    sys.exit(marked >= SHOWN_MS or saved >= SAVED_MS)


@contextmanager
def served(folder: str):
    """The app on a free port, with a shelf in the folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]
    place = {**os.environ, "STORYVID_PROJECTS": folder, "STORYVID_HOME": folder}
    with subprocess.Popen(command, cwd=ROOT, env=place, stdout=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                urlopen(f"{address}/_stcore/health", timeout=2).close()
                break
            except (URLError, OSError):
                time.sleep(0.2)
        try:
            yield address
        finally:
            process.terminate()


def chromium() -> str:
    """Debian's Chromium, or another one that is there."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    if found is None:
        raise SystemExit("No Chromium here: run `make browser`.")
    return found


if __name__ == "__main__":
    main()
