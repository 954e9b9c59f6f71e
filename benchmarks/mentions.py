"""The mention editor on a long story, in a real Chromium: how soon a click shows, how soon it is saved.

`python benchmarks/mentions.py TALE.txt [--words N] [--clicks 100]`: clicks over the whole text, against 50 and 300 ms;
and what one costs the page's main thread in CPU time, which other work on the machine does not change.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import CDPSession, Page, sync_playwright

from storyvid import casting
from storyvid.models import find
from storyvid.project import Project
from storyvid.shelf import Shelf
from storyvid.ui.starting import story_from

ROOT = Path(__file__).parents[1]
SHOWN_MS, SAVED_MS = 50, 300
# opens a mention's menu and gives it to somebody else; resolves when the browser has painted each
CLICK = """([part, to]) => new Promise((done) => {
  const root = [...document.querySelectorAll('*')].find((one) => one.shadowRoot?.querySelector('.story')).shadowRoot;
  const painted = (then) => requestAnimationFrame(() => setTimeout(then));
  const marks = root.querySelectorAll('mark'), mark = marks[Math.floor(part * marks.length)];
  mark.scrollIntoView({ block: 'center' });
  painted(() => {
    const asked = performance.now();
    mark.click();
    painted(() => {
      const choices = [...root.querySelectorAll('.choices button')].filter((one) => !one.classList.contains('is'));
      const began = performance.now(), opened = began - asked;
      choices[to % choices.length].click();
      painted(() => done([opened, performance.now() - began]));
    });
  });
})"""


def main() -> None:
    """Measures, prints a table, and the share of each limit that is used."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("tale", type=Path)
    asked.add_argument("--words", type=int, default=4000)
    asked.add_argument("--clicks", type=int, default=100)
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
        threads = page.context.new_cdp_session(page)
        threads.send("Performance.enable", {"timeDomain": "threadTicks"})
        clicks = [click(page, project, threads, at / given.clicks, at) for at in range(given.clicks)]
        browser.close()
    print(f"{len(text.split())} words, {len(story.scenes)} scenes, {marks} mentions; open in {opened_s:.1f} s")
    print(f"{given.clicks} clicks{'':8}{'median':>10}{'95 of 100':>12}{'slowest':>10}{'limit':>10}{'ratio':>8}")
    limits = (SHOWN_MS, SHOWN_MS, SAVED_MS, SHOWN_MS)
    names = ("menu open, ms", "shown, ms", "saved, ms", "CPU of both, ms")
    for name, limit, took in zip(names, limits, zip(*clicks, strict=True), strict=True):
        middle, late = (sorted(took)[int(part * len(took))] for part in (0.5, 0.95))
        print(f"{name:18}{middle:10.0f}{late:12.0f}{max(took):10.0f}{limit:10}{middle / limit:8.2f}")


def cast_project(folder: Path, text: str) -> Project:
    """A project with the text, everybody in it accepted as the embedded reader found them."""
    story = story_from(text, "A long story")
    reading = find("readers", "embedded").read(story.text, language="en")
    return Shelf(folder).create(casting.accepted(story, casting.proposal(story, reading)))


def click(page: Page, project: Project, threads: CDPSession, part: float, at: int) -> tuple[float, ...]:
    """Milliseconds until the menu was open, until a click in it showed, until the disk had it; and CPU of the page."""
    revision = Project.open(project.folder).revision
    before = cpu_ms(threads)
    began = time.monotonic()
    opened_ms, shown_ms = page.evaluate(CLICK, [part, at])
    cost_ms = cpu_ms(threads) - before
    newest = project.folder / "history" / f"{revision + 1:06}.json"
    while not newest.exists():
        if time.monotonic() - began > 20:
            raise SystemExit("A click was never saved.")
        time.sleep(0.002)
    saved_ms = 1000 * (time.monotonic() - began) - opened_ms
    page.wait_for_timeout(700)
    return opened_ms, shown_ms, saved_ms, cost_ms


def cpu_ms(threads: CDPSession) -> float:
    """CPU time that the page's main thread has spent so far."""
    metrics = threads.send("Performance.getMetrics")["metrics"]
    return 1000 * next(one["value"] for one in metrics if one["name"] == "TaskDuration")


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
        try:
            yield address
        finally:
            process.terminate()


def chromium() -> str:
    """Where this machine's Chromium is."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or sys.exit("No Chromium here: run `make browser`.")


if __name__ == "__main__":
    main()
