"""The shelf: the folder of projects, and a trash from which they come back."""

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from storyvid import files
from storyvid.errors import BadInput, NoRoom, StoryvidError
from storyvid.project import Project
from storyvid.story import Story
from storyvid.workshop import close_workshop

_ID = re.compile(r"[0-9a-f]{12}")
_TRASH = ".trash"
_NOT_COPIED = (
    "claims",
    "orders",
    "stages",
    "wanted.json",
    ".lock",
    ".wanted.lock",
    "*.part*",
)  # another project's work


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A project as the shelf shows it."""

    id: str
    folder: Path
    title: str
    changed: float  # seconds since 1970
    scenes: int = 0
    picked: int = 0
    cover: Path | None = None  # a thumbnail of the first picked take
    size_bytes: int = 0
    problem: str = ""  # why it cannot be opened


class Shelf:
    """Projects in one folder; each has an id for a folder name, never its title."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = Path(folder or default_folder())

    def list(self) -> tuple[Shown, ...]:
        """Every project, the one changed last first; one that cannot be opened says why."""
        return _by_change(self._folders(self.folder))

    def create(self, story: Story | None = None) -> Project:
        """A new project. Raises NoRoom."""
        files.make_folder(self.folder)
        files.sweep_strays(self.folder, deep=False)
        folder = self.folder / _new_id()
        try:
            return Project.create(folder, story)
        except NoRoom:
            shutil.rmtree(folder, ignore_errors=True)  # half of one would stand on the shelf as a damaged project
            raise

    def open(self, project_id: str) -> Project:
        """The project of an id. Raises BadInput when there is none or it is damaged, NewerProject."""
        return Project.open(self._of(project_id))

    def rename(self, project_id: str, title: str) -> None:
        """Gives the story another title, as an edit that can be undone. Raises BadInput for an empty one, NoRoom."""
        title = " ".join(title.split())[:200]
        if not title:
            raise BadInput("A story needs a title. Write one.")
        project = self.open(project_id)
        project.save(replace(project.story, title=title), revision=project.revision, label="Rename the story")

    def duplicate(self, project_id: str) -> Project:
        """A second project with the same story, history and assets; unchanged files are shared on the disk."""
        source, target = self._of(project_id), self.folder / _new_id()
        staging = files.part_of(target)
        try:
            with files.making_room(target):
                ignored = shutil.ignore_patterns(*_NOT_COPIED)
                shutil.copytree(source, staging, copy_function=_link_or_copy, ignore=ignored)
                project = Project.open(staging)
                copy = replace(project.story, title=f"{project.story.title} (copy)")
                project.save(copy, revision=project.revision, label="Duplicate")
                staging.rename(target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
        return Project.open(target)

    def delete(self, project_id: str) -> None:
        """Puts a project into the trash; its work stops. Raises BadInput when there is none, NoRoom."""
        source = self._of(project_id)
        close_workshop(source)
        trash = files.make_folder(self.folder / _TRASH)
        with files.making_room(source):
            source.rename(trash / project_id)

    def trashed(self) -> tuple[Shown, ...]:
        """What is in the trash."""
        return _by_change(self._folders(self.folder / _TRASH))

    def restore(self, project_id: str) -> Project:
        """Takes a project out of the trash. Raises BadInput when it is not there, NoRoom."""
        trashed = self.folder / _TRASH / project_id
        if not _ID.fullmatch(project_id) or not trashed.is_dir():
            raise BadInput("This project is not in the trash any more.")
        with files.making_room(trashed):
            trashed.rename(self.folder / project_id)
        return self.open(project_id)

    def empty_trash(self) -> int:
        """Deletes what is in the trash for good; returns the bytes that frees."""
        freed_bytes = 0
        for folder in self._folders(self.folder / _TRASH):
            freed_bytes += _size_bytes(folder)
            shutil.rmtree(folder, ignore_errors=True)
        return freed_bytes

    def import_bundle(self, bundle: Path | BinaryIO) -> Project:
        """The project in a bundle, on the shelf. Raises BadInput, NewerProject, NoRoom."""
        from storyvid.bundle import unpack

        return unpack(bundle, self.folder / _new_id())

    def _of(self, project_id: str) -> Path:
        if not _ID.fullmatch(project_id) or not (self.folder / project_id).is_dir():
            raise BadInput("This project is not on the shelf any more.")
        return self.folder / project_id

    def _folders(self, folder: Path) -> Iterator[Path]:
        if folder.is_dir():
            yield from (path for path in folder.iterdir() if _ID.fullmatch(path.name) and path.is_dir())


def default_folder() -> Path:
    """STORYVID_PROJECTS, else the folder where this system keeps a user's data."""
    from platformdirs import user_data_path

    chosen = os.environ.get("STORYVID_PROJECTS")
    return Path(chosen).expanduser() if chosen else user_data_path("storyvid", appauthor=False) / "projects"


def _by_change(folders: Iterator[Path]) -> tuple[Shown, ...]:
    return tuple(sorted((_shown(folder) for folder in folders), key=lambda shown: (-shown.changed, shown.id)))


def _shown(folder: Path) -> Shown:
    story_file = folder / "story.json"
    changed = story_file.stat().st_mtime if story_file.exists() else folder.stat().st_mtime
    try:
        project = Project.open(folder)
    except StoryvidError as error:
        return Shown(id=folder.name, folder=folder, title="Damaged project", changed=changed, problem=str(error))
    scenes = project.story.scenes
    return Shown(
        id=folder.name,
        folder=folder,
        title=project.story.title,
        changed=changed,
        scenes=len(scenes),
        picked=sum(scene.picked is not None for scene in scenes),
        cover=_cover(project),
        size_bytes=_size_bytes(folder),
    )


def _cover(project: Project) -> Path | None:
    for scene in project.story.scenes:
        if scene.picked and project.store.has(scene.picked):
            with suppress(StoryvidError):
                return project.thumbnail(scene.picked)
    return None


def _size_bytes(folder: Path) -> int:
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                total += os.stat(os.path.join(where, name)).st_size
    return total


def _link_or_copy(source: str, target: str) -> None:
    """Assets are never written in place, so two projects may share them."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _new_id() -> str:
    return secrets.token_hex(6)
