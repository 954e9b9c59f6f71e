"""The asset store: one file and one note per key."""

import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from filelock import FileLock

from storyvid import files
from storyvid.errors import BadInput, NotMade
from storyvid.recipes import Recipe, key_of, suffix_of

NOTE_SCHEMA = 1
_SETTLED_NS = 2 * 10**9  # file systems' clocks tick coarsely: what changes within a tick looks unchanged
_KEY = re.compile(r"[0-9a-f]{40}")
_SUFFIX = re.compile(r"\.(?!json$|lock$|part$)[a-z0-9]{1,5}")  # names that the store itself uses are no endings


@dataclass(frozen=True, kw_only=True)
class Note:
    """What is known of an asset: the recipe it was made from, the sha256 and size of its content, and facts."""

    key: str
    recipe: Recipe
    sha256: str
    size_bytes: int
    facts: dict


@dataclass(frozen=True, kw_only=True)
class _Listed:
    """One of the store's folders as it was read: its time, whether that is long over, the keys of its assets."""

    changed_ns: int
    settled: bool
    keys: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Damage:
    """An asset whose content is not what its note says."""

    key: str
    reason: str


class Store:
    """The assets of one project. Paths come from keys only; a key is written once, the first result wins."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self._listed: dict[str, _Listed] = {}
        self._made: frozenset[str] = frozenset()
        self._listing = threading.Lock()

    def path(self, recipe: Recipe) -> Path:
        """Where the recipe's asset is, or would be. Raises BadInput for a file ending that cannot be one."""
        suffix = suffix_of(recipe)
        if not _SUFFIX.fullmatch(suffix):
            raise BadInput(f"{suffix!r} is not a file ending.")
        key = key_of(recipe)
        return self.folder / key[:2] / (key + suffix)

    def has(self, recipe: Recipe) -> bool:
        """Whether the asset is there, whole."""
        return self.path(recipe).exists()  # the asset appears last: there means whole

    def made(self) -> frozenset[str]:
        """The keys of all assets that are there: one look for any number of recipes.

        A folder is read again only where its time says that it has changed, or changed so lately that it may once more.
        """
        with self._listing:
            times = _folder_times(self.folder)
            newest = max(times.values(), default=0)
            listed = {
                name: held
                if (held := self._listed.get(name)) and held.settled and held.changed_ns == changed_ns
                else _Listed(
                    changed_ns=changed_ns,
                    settled=newest - changed_ns > _SETTLED_NS,
                    keys=_keys_in(self.folder / name),
                )
                for name, changed_ns in times.items()
            }
            if {name: one.keys for name, one in listed.items()} != {n: one.keys for n, one in self._listed.items()}:
                self._made = frozenset().union(*(one.keys for one in listed.values()))
            self._listed = listed
            return self._made

    def facts(self, recipe: Recipe) -> dict:
        """What its maker learned: durations, word timings, sizes. Raises NotMade."""
        path = self.path(recipe)
        if not path.exists():
            raise NotMade(f"The {recipe.kind} {key_of(recipe)} has not been made yet.")
        return self._read_note(path.with_suffix(".json"))["facts"]

    def note(self, key: str) -> Note:
        """The note of a key. Raises BadInput for what is no key, NotMade when there is no such asset."""
        if not _KEY.fullmatch(key):
            raise BadInput(f"{key!r} is not a key: a key is 40 hex digits.")
        path = self.folder / key[:2] / f"{key}.json"
        if not path.exists() or not self._asset_beside(path):
            raise NotMade(f"Nothing in this project has the key {key}.")
        held = self._read_note(path)
        recipe = recipe_from(held["recipe"])
        return Note(key=key, recipe=recipe, sha256=held["sha256"], size_bytes=held["bytes"], facts=held["facts"])

    def recipe_of(self, key: str) -> Recipe:
        """The recipe that the key's asset was made from. Raises as `note` does."""
        return self.note(key).recipe

    def keys(self) -> Iterator[str]:
        """The keys of all assets that are there."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*.json")):
            if _KEY.fullmatch(path.stem) and self._asset_beside(path):
                yield path.stem

    def find(self, beginning: str) -> tuple[str, ...]:
        """The keys that begin with some hex digits: people type eight of them, not forty."""
        return tuple(key for key in self.keys() if key.startswith(beginning.lower()))

    def adopt(self, recipe: Recipe, content: bytes | Path, facts: dict | None = None) -> Path:
        """Takes in a made asset: bytes, or a file that is moved here; returns where it is.

        The first result wins: when the asset is there already, the new one is dropped.  Raises NoRoom.
        """
        path = self.path(recipe)
        files.make_folder(path.parent)
        with files.making_room(path):
            part, note_part = files.part_of(path), files.part_of(path.with_suffix(".json"))
            try:
                _bring(content, part)
                note = _note_of(recipe, part, facts or {})
                files.write_through(note_part, note.encode())
                self._publish(path, part, note_part)
            finally:
                part.unlink(missing_ok=True)
                note_part.unlink(missing_ok=True)
        return path

    def scratch(self, recipe: Recipe) -> Path:
        """A new name on the same disk for a maker to write to; the file's folder is the maker's own.

        Hand the folder back with `drop_scratch`; what killed makers leave is swept at start.
        """
        folder = files.make_folder(files.part_of(self.folder / "scratch"))
        return folder / f"made{suffix_of(recipe)}"

    def drop_scratch(self, scratch: Path) -> None:
        """Removes a scratch file with its folder."""
        shutil.rmtree(scratch.parent, ignore_errors=True)

    def remove(self, key: str) -> int:
        """Removes an asset and its note; returns how many bytes that frees."""
        freed = 0
        for path in sorted((self.folder / key[:2]).glob(f"{key}.*"), key=lambda path: path.suffix == ".json"):
            with suppress(FileNotFoundError):  # the asset goes before its note
                freed += path.stat().st_size
                path.unlink()
        return freed

    def sweep(self) -> int:
        """Removes what killed makers left under temporary names; returns how many."""
        return files.sweep_strays(self.folder) if self.folder.exists() else 0

    def verify(self) -> Iterator[Damage]:
        """Compares every asset with its note (reads all bytes), and finds assets without one."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/[0-9a-f]*")):
            if path.suffix != ".json" and _KEY.fullmatch(path.stem):
                reason = self._damage(path)
                if reason:
                    yield Damage(key=path.stem, reason=reason)

    def _damage(self, path: Path) -> str | None:
        try:
            held = self._read_note(path.with_suffix(".json"))
        except FileNotFoundError:
            return "it has no note"
        except BadInput as error:
            return str(error)
        if path.stat().st_size != held["bytes"]:
            return f"it has {path.stat().st_size} bytes, its note says {held['bytes']}"
        return None if files.sha256_of(path) == held["sha256"] else "its content is not what was made"

    def _publish(self, path: Path, part: Path, note_part: Path) -> None:
        with self._lock():  # two makers of one key must not mix one's note with the other's asset
            if path.exists():
                return
            note_part.replace(path.with_suffix(".json"))
            part.replace(path)
            files.sync_folder(path.parent)

    def _lock(self) -> FileLock:
        return FileLock(self.folder / ".lock", timeout=60)

    def _asset_beside(self, note: Path) -> Path | None:
        beside = (path for path in note.parent.glob(f"{note.stem}.*") if path.suffix != ".json")
        return next(beside, None)

    def _read_note(self, path: Path) -> dict:
        try:
            held = json.loads(path.read_bytes())
        except ValueError as error:
            raise BadInput(f"The note {path.name} is damaged. Delete the asset; it can be made again.") from error
        if not isinstance(held, dict) or not {"recipe", "sha256", "bytes", "facts"} <= held.keys():
            raise BadInput(f"The note {path.name} is damaged. Delete the asset; it can be made again.")
        return held


def recipe_json(recipe: Recipe) -> str:
    """The recipe as JSON text with every field."""
    return json.dumps(asdict(recipe), ensure_ascii=False)


def recipe_from(held: object) -> Recipe:
    """The recipe that parsed JSON holds. Raises BadInput when it is none."""
    from pydantic import ValidationError

    try:
        return _recipes().validate_json(json.dumps(held))
    except ValidationError as error:
        raise BadInput(f"This is not a recipe: {error.errors()[0]['msg']}.") from error


@cache
def _recipes():
    from typing import Annotated

    from pydantic import Field, TypeAdapter

    return TypeAdapter(Annotated[Recipe, Field(discriminator="kind")])


def _folder_times(folder: Path) -> dict[str, int]:
    try:
        with os.scandir(folder) as there:
            return {one.name: one.stat().st_mtime_ns for one in there if len(one.name) == 2 and one.is_dir()}
    except FileNotFoundError:
        return {}


def _keys_in(folder: Path) -> frozenset[str]:
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return frozenset()
    parted = (name.partition(".") for name in names)
    return frozenset(key for key, _, suffix in parted if suffix != "json" and _KEY.fullmatch(key))


def _note_of(recipe: Recipe, content: Path, facts: dict) -> str:
    held = {
        "schema": NOTE_SCHEMA,
        "key": key_of(recipe),
        "sha256": files.sha256_of(content),
        "bytes": content.stat().st_size,
        "facts": facts,
        "recipe": asdict(recipe),
    }
    return json.dumps(held, ensure_ascii=False, indent=1)


def _bring(content: bytes | Path, part: Path) -> None:
    if isinstance(content, bytes):
        files.write_through(part, content)
        return
    shutil.move(content, part)
    files.sync(part)
