"""A real server and a real Chromium: one of each a session, a clean browser context a test."""

import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from storyvid.project import Project
from storyvid.shelf import Shelf
from storyvid.story import Story
from storyvid.ui.starting import story_from

expect.set_options(timeout=30_000)  # a machine that is busy with other tests is slow, not wrong

ROOT = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
FOX = (
    "Mira lived at the edge of the wood. She kept a lantern in her window.\n\n"
    "One winter evening a red fox came to her door. “Will you walk with me?” it asked."
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser test that fails is tried once more, and said to have been: docs/decisions/ has the reason."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@dataclass(frozen=True)
class Server:
    """Where the app is served, and the shelf it serves."""

    address: str
    shelf: Shelf

    def project(self, **settings) -> Project:
        """A new project with two scenes."""
        return self.shelf.create(story_from(FOX, "The lantern", base=Story(title="The lantern", **settings)))

    def page(self, name: str, project: Project) -> str:
        return f"{self.address}/{name}?project={project.folder.name}"


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The app on a free port, with a shelf of its own."""
    folder = tmp_path_factory.mktemp("projects")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]
    log = (tmp_path_factory.mktemp("log") / "server.txt").open("w")
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "STORYVID_PROJECTS": str(folder)}, stdout=log, stderr=log
    ) as process:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/_stcore/health")
        yield Server(address, Shelf(folder))
        process.terminate()


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        pytest.fail("No Chromium here: run `make browser`.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium) -> Page:
    """A page at 1280 px; what the browser's console complains of fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert not complaints


def at_rest(page: Page) -> None:
    """Waits until the page is drawn whole: what is typed into a field that is just being put there may be forgotten."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def bring(page: Page, file: Path) -> None:
    """Gives a file to the one place that takes files: for a moment the last scene's may stand beside it."""
    place = page.locator("input[type=file]")
    expect(place).to_have_count(1)
    place.set_input_files(file)


def _wait_for(address: str, *, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
