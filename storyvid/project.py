"""A project: a folder with the story, every revision of it, and the assets made for it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from filelock import FileLock, Timeout

from storyvid import files
from storyvid.errors import BadInput, Conflict, NewerProject, NotMade
from storyvid.recipes import Recipe, UploadRecipe, key_of
from storyvid.store import Store
from storyvid.story import Story, from_json, to_json
from storyvid.thumbnails import THUMBNAIL_PX, thumbnail_path, write_thumbnail

PROJECT_SCHEMA = 1
UNDO_STEPS = 500


@dataclass(frozen=True, kw_only=True)
class Step:
    """A revision one can go back to: the number of its file in history/, and what the author did to get there."""

    revision: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Saved:
    """One file of history/, the newest of which is story.json too.

    `here` is the step whose story this is: undo and redo are saves of their own, so a revision only grows.
    """

    revision: int
    here: Step
    story: Story
    undo: tuple[Step, ...] = field(default=())
    redo: tuple[Step, ...] = field(default=())


class Project:
    """The story as it was read or saved here last, and where its assets are."""

    def __init__(self, folder: Path, saved: Saved) -> None:
        self.folder = folder
        self.store = Store(folder / "assets")
        self._saved = saved
        self._seen = _stamp(folder / "story.json")

    @classmethod
    def create(cls, folder: Path, story: Story | None = None, *, label: str = "Start") -> "Project":
        """A new project in a folder that has none yet. Raises BadInput when it has, NoRoom."""
        folder = files.make_folder(Path(folder))
        project = cls(folder, Saved(revision=0, here=Step(revision=0, label=""), story=Story()))
        with project._locked():
            if (folder / "story.json").exists():
                raise BadInput(f"There is a project in {folder} already. Open it, or choose another folder.")
            if project.revisions():  # they would be written over, one by one
                raise BadInput(f"{folder} has lost its story.json but not its history. {_way_back(folder)}")
            first = Saved(revision=1, here=Step(revision=1, label=label), story=story or Story())
            project._write(first)
        return project

    @classmethod
    def open(cls, folder: Path) -> "Project":
        """The project in a folder. Raises BadInput when there is none or it is damaged, NewerProject."""
        project = cls(Path(folder), Saved(revision=0, here=Step(revision=0, label=""), story=Story()))
        project.reload()  # the stamp is taken before the file is read: a save in between shows
        return project

    @property
    def story(self) -> Story:
        return self._saved.story

    @property
    def revision(self) -> int:
        return self._saved.revision

    @property
    def undo_label(self) -> str | None:
        """What undo would take back; None: nothing."""
        return self._saved.here.label if self._saved.undo else None

    @property
    def redo_label(self) -> str | None:
        """What redo would bring back; None: nothing."""
        return self._saved.redo[-1].label if self._saved.redo else None

    @property
    def can_undo(self) -> bool:
        return bool(self._saved.undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._saved.redo)

    def save(self, story: Story, *, revision: int, label: str = "") -> int:
        """Saves an edit of the story as it was at `revision`; returns the new revision.

        When it returns, the disk has it.  Raises Conflict when the project has moved on elsewhere, NoRoom;
        either way the project is as it was.
        """
        with self._locked():
            old = self._unmoved(revision)
            if story == old.story:
                self._saved = old
                return old.revision
            new = old.revision + 1
            undo = (*old.undo, old.here)[-UNDO_STEPS:]
            self._write(Saved(revision=new, here=Step(revision=new, label=label), story=story, undo=undo))
        return self.revision

    def undo(self) -> Story:
        """Takes the last edit back, and saves that. Raises BadInput when there is none, Conflict, NoRoom."""
        with self._locked():
            old = self._unmoved(self.revision)
            if not old.undo:
                raise BadInput("There is nothing to undo.")
            back = replace(old, here=old.undo[-1], undo=old.undo[:-1], redo=(*old.redo, old.here))
            self._write(self._with_story_of(back))
        return self.story

    def redo(self) -> Story:
        """Brings the last undone edit back, and saves that. Raises BadInput when there is none, Conflict, NoRoom."""
        with self._locked():
            old = self._unmoved(self.revision)
            if not old.redo:
                raise BadInput("There is nothing to redo.")
            forth = replace(old, here=old.redo[-1], undo=(*old.undo, old.here), redo=old.redo[:-1])
            self._write(self._with_story_of(forth))
        return self.story

    def reload(self) -> bool:
        """Reads what another tab or the command line has saved; whether there was anything."""
        before, stamp = self.revision, _stamp(self.folder / "story.json")
        if before and stamp is not None and stamp == self._seen:  # no page need read a long story to learn nothing new
            return False
        self._seen = stamp
        self._saved = _read(self.folder / "story.json")
        return self.revision != before

    def steps(self) -> tuple[Step, ...]:
        """Every step that undo and redo reach, oldest first."""
        return (*self._saved.undo, self._saved.here, *reversed(self._saved.redo))

    def story_at(self, revision: int) -> Story:
        """The story as it was saved at a revision. Raises BadInput when there is no such revision."""
        return _read(self._history(revision)).story

    def revisions(self) -> tuple[int, ...]:
        """The revisions that history/ holds."""
        return tuple(sorted(int(path.stem) for path in (self.folder / "history").glob("[0-9]*.json")))

    def adopt_upload(self, content: bytes, media: str) -> UploadRecipe:
        """Takes in a picture or a sound that the author brought. Raises BadInput with the limit or what it is, NoRoom.

        `media` is "image" or "audio"; the content is recognised by its bytes, its name counts for nothing.
        """
        from storyvid.uploads import received

        upload = received(content, media)
        self.store.adopt(upload.recipe, upload.content, upload.facts)
        return upload.recipe

    def thumbnail(self, recipe: Recipe, size: int = THUMBNAIL_PX) -> Path:
        """A small WebP of a picture that is made, its longer side `size` px; made once. Raises NotMade, NoRoom."""
        path = self.thumbnail_path(recipe, size)
        if not path.exists():
            if not self.store.has(recipe):
                raise NotMade(f"The {recipe.kind} {key_of(recipe)} has not been made yet.")
            write_thumbnail(self.store.path(recipe), path, size=size)
        return path

    def thumbnail_path(self, recipe: Recipe, size: int = THUMBNAIL_PX) -> Path:
        """Where the thumbnail is, or would be."""
        return thumbnail_path(self.folder, recipe, size)

    def _unmoved(self, revision: int) -> Saved:
        unmoved = self._seen is not None and self._seen == _stamp(self.folder / "story.json")
        saved = self._saved if unmoved else _read(self.folder / "story.json")
        if saved.revision != revision:
            raise Conflict(
                "This project was changed in another tab or by the command line since this page read it. "
                "Nothing was lost: reload to see that change, then make yours again."
            )
        return saved

    def _with_story_of(self, saved: Saved) -> Saved:
        return replace(saved, revision=saved.revision + 1, story=self.story_at(saved.here.revision))

    def _write(self, saved: Saved) -> None:
        text = _text(saved)
        files.make_folder(self.folder / "history")
        files.write_text(self._history(saved.revision), text)  # history first: story.json is the last word
        files.write_text(self.folder / "story.json", text)
        self._saved, self._seen = saved, _stamp(self.folder / "story.json")

    def _history(self, revision: int) -> Path:
        return self.folder / "history" / f"{revision:06}.json"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = FileLock(self.folder / ".lock", timeout=20)
        try:
            with files.making_room(self.folder / "story.json"):
                lock.acquire()
        except Timeout as error:
            raise Conflict("Another storyvid has been saving this project for 20 seconds. Try again.") from error
        try:
            yield
        finally:
            lock.release()


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes whenever the file is replaced: a large story need not be read again to be known unmoved."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _text(saved: Saved) -> str:
    steps = {"undo": [asdict(step) for step in saved.undo], "redo": [asdict(step) for step in saved.redo]}
    head = {"project": PROJECT_SCHEMA, "revision": saved.revision, "here": asdict(saved.here), **steps}
    return json.dumps(head, ensure_ascii=False)[:-1] + ',\n"story": ' + to_json(saved.story) + "}\n"


def _read(path: Path) -> Saved:
    try:
        held = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BadInput(f"There is no project in {path.parent}.") from error
    except ValueError as error:
        raise BadInput(f"{path} is damaged ({error}). {_way_back(path.parent)}") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}). Check who owns it and the disk.") from error
    if not isinstance(held, dict):
        raise BadInput(f"{path} is not a project. {_way_back(path.parent)}")
    if isinstance(held.get("project"), int) and held["project"] > PROJECT_SCHEMA:
        raise NewerProject("This project was written by a newer storyvid. Update storyvid, then open it again.")
    try:
        return _saved(held)
    except (KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{path} is not a project. {_way_back(path.parent)}") from error


def _way_back(folder: Path) -> str:
    """What to do where story.json is lost: the newest revision that can still be read is a story.json, too."""
    for revision in sorted((folder / "history").glob("[0-9]*.json"), reverse=True):
        with suppress(ValueError, OSError, KeyError, TypeError, AttributeError, BadInput):
            _saved(json.loads(revision.read_bytes()))
            return f"Copy {revision} to {folder / 'story.json'}: it is the newest revision that is whole."
    return "No revision in its history is whole: take the project from a backup, or start a new one."


def _saved(held: dict) -> Saved:
    return Saved(
        revision=held["revision"],
        here=Step(**held["here"]),
        story=from_json(json.dumps(held["story"])),
        undo=tuple(Step(**step) for step in held["undo"]),
        redo=tuple(Step(**step) for step in held["redo"]),
    )
