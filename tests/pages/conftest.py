"""The pages as a browser session sees them, on a real project in a temporary folder."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from storyvid.project import Project
from storyvid.shelf import Shelf
from storyvid.story import Story
from storyvid.ui.frame import UNFORESEEN
from storyvid.ui.starting import story_from
from storyvid.workshop import close_workshop

ROOT = Path(__file__).parents[2]
FOX = (
    "Mira lived at the edge of the wood. She kept a lantern in her window.\n\n"
    "One winter evening a fox came to her door. “Will you walk with me?” it asked.\n\n"
    "They walked through the snow. The moon shone on the river.\n\n"
    "In the morning the fox was gone. A golden star stood in the window."
)


@pytest.fixture(autouse=True)
def home(tmp_path_factory, monkeypatch) -> None:
    """Settings and a ledger that no other test has touched."""
    monkeypatch.setenv("STORYVID_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def shelf(tmp_path, monkeypatch) -> Shelf:
    """An empty shelf, where the app looks for one."""
    monkeypatch.setenv("STORYVID_PROJECTS", str(tmp_path))
    yield Shelf(tmp_path)
    for shown in Shelf(tmp_path).list():
        close_workshop(shown.folder)


@pytest.fixture
def project(shelf) -> Project:
    """A project with four scenes."""
    return shelf.create(story_from(FOX, "The lantern"))


@pytest.fixture
def visit():
    """Opens a page of a project, as a deep link does."""

    def opened(page: str, project: Project | None = None) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        if page != "app.py":
            app.switch_page(f"pages/{page}.py")
        if project:
            app.query_params["project"] = project.folder.name
        return app.run()

    return opened


def fresh(project: Project) -> Story:
    """The story as the disk has it."""
    return Project.open(project.folder).story


def went_well(app: AppTest) -> bool:
    """Whether the page ran to its end: no traceback, and nothing that the frame had to cover up."""
    return not app.exception and UNFORESEEN not in [error.value for error in app.error]


def called(widgets, key: str):
    """The field of a key among the page's widgets, whatever number it has by now."""
    return next(one for one in widgets if one.key and one.key.partition("#")[0] == key)
