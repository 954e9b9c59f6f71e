"""The sample: a finished story that comes with storyvid, opened as a project of one's own."""

from pathlib import Path

from storyvid.errors import BadInput
from storyvid.project import Project
from storyvid.serve import app_folder
from storyvid.shelf import Shelf

BUNDLE = "sample/the-lantern-fox.zip"
TEXT = "sample/the-lantern-fox.md"


def open_sample(shelf: Shelf) -> Project:
    """A new project with the sample's scenes, cast, pictures and film in it. Raises BadInput, NoRoom."""
    if not asset(BUNDLE).exists():
        raise BadInput("The sample is not in this copy of storyvid. Make it with: make sample")
    return shelf.import_bundle(asset(BUNDLE))


def asset(name: str) -> Path:
    """The path of a file under assets/."""
    return app_folder() / "assets" / name
