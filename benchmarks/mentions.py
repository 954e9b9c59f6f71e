"""The mention editor on a long story, in a real Chromium: how soon a click shows, how soon it is saved.

`python benchmarks/mentions.py TALE.txt [--words N]`: medians and the slowest of ten clicks, against 50 and 300 ms.
"""

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from storyvid import casting
from storyvid.models import find
from storyvid.project import Project
from storyvid.shelf import Shelf
from storyvid.ui.starting import story_from

ROOT = Path(__file__).parents[1]
CLICKS, SHOWN_MS, SAVED_MS = 10, 50, 300
# gives one mention to somebody else by the menu; resolves when the browser has painted it
CLICK = """([at, to]) => new Promise((done) => {
  const root = [...document.querySelectorAll('*')].find((one) => one.shadowRoot?.querySelector('.story')).shadowRoot;
  const mark = root.querySelectorAll('mark')[at];
  mark.click();
  const choices = [...root.querySelectorAll('.choices button')].filter((one) => !one.classList.contains('is'));
  const began = performance.now();
  choices[to % choices.length].click();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})"""


def main() -> None:
    """Measures, prints a table, and the share of each limit that is used."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("tale", type=Path)
    asked.add_argument("--words", type=int, default=4000)
    given = asked.parse_args()
    text = " ".join(given.tale.read_text("utf-8").split(" ")[: given.words])
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address, sync_playwright() as playwright:
        project = cast_project(Path(folder), text)
        story = project.story
        marks = sum(len(character.mentions) for character in story.characters)
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        began = time.monotonic()
        page.goto(f"{address}/Characters?project={project.folder.name}")
        page.locator("mark").first.wait_for(timeout=120_000)
        opened_s = time.monotonic() - began
        page.wait_for_timeout(2000)
        shown, saved = zip(*(click(page, project, at) for at in range(CLICKS)), strict=True)
        browser.close()
    print(f"{len(text.split())} words, {len(story.scenes)} scenes, {marks} mentions; open in {opened_s:.1f} s")
    print(f"{'':16}{'median':>10}{'slowest':>10}{'limit':>10}{'ratio':>8}")
    for name, took, limit in (("shown, ms", shown, SHOWN_MS), ("saved, ms", saved, SAVED_MS)):
        middle = statistics.median(took)
        print(f"{name:16}{middle:10.0f}{max(took):10.0f}{limit:10}{middle / limit:8.2f}")


def cast_project(folder: Path, text: str) -> Project:
    """A project with the text, everybody in it accepted as the embedded reader found them."""
    story = story_from(text, "A long story")
    reading = find("readers", "embedded").read(story.text, language="en")
    return Shelf(folder).create(casting.accepted(story, casting.proposal(story, reading)))


def click(page: Page, project: Project, at: int) -> tuple[float, float]:
    """Milliseconds until a click showed, and until the disk had it."""
    revision = Project.open(project.folder).revision
    began = time.monotonic()
    shown_ms = page.evaluate(CLICK, [at * 7, at])
    newest = project.folder / "history" / f"{revision + 1:06}.json"
    while not newest.exists():
        if time.monotonic() - began > 20:
            raise SystemExit("A click was never saved.")
        time.sleep(0.002)
    saved_ms = 1000 * (time.monotonic() - began)
    page.wait_for_timeout(1500)
    return shown_ms, saved_ms


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The app on a free port over a shelf's folder: its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]
    environment = {**os.environ, "STORYVID_PROJECTS": str(folder)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                urlopen(f"{address}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        yield address
        process.terminate()


def chromium() -> str:
    """Where this machine's Chromium is."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or sys.exit("No Chromium here: run `make browser`.")


if __name__ == "__main__":
    main()
