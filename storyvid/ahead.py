"""What was made before anybody asked for it: written down, so that it goes again when a change makes it useless."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from storyvid import files
from storyvid.errors import Conflict
from storyvid.needs import with_needs
from storyvid.recipes import Recipe, key_of
from storyvid.store import Store

SCHEMA = 1


class Ahead:
    """ahead.json of a project, shared by every process that works on it: keys that nobody has asked for.

    A key is written down before its asset is made, and taken out before anybody counts on the asset: so whatever
    is killed and whenever, what is not in the file is never swept.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "ahead.json"
        self._store = Store(folder / "assets")

    def note(self, recipes: Iterable[Recipe]) -> None:
        """These are made next though nobody asked; what is made already is left out. Raises NoRoom."""
        fresh = [key_of(recipe) for recipe in recipes if not self._store.has(recipe)]
        if fresh:
            with self._locked():
                self._write({**dict.fromkeys(self.keys()), **dict.fromkeys(fresh)})

    def release(self, recipes: Iterable[Recipe]) -> None:
        """Somebody asks for these: from now on they are the author's, with all they are made from. Raises NoRoom."""
        if not self._path.exists():
            return
        asked = _with_needs(recipes)
        with self._locked():
            held = self.keys()
            if not asked.isdisjoint(held):
                self._write(key for key in held if key not in asked)

    def sweep(self, film: Recipe, *, asked_for: Callable[[], Iterable[Recipe] | None]) -> None:
        """Removes what was made ahead for other films than this one. Raises NoRoom.

        `asked_for` says, where there is something to remove, what stays all the same, with all it is made from; None:
        everything does, for now.
        """
        if not self._path.exists():
            return
        with self._locked():
            held, current = self.keys(), _with_needs([film])
            if current.issuperset(held) or (others := asked_for()) is None:
                return
            authors = _with_needs(others)
            for key in set(held) - current - authors:
                self._store.remove(key)
            # after them: what a kill leaves over is removed next time
            self._write(key for key in held if key in current - authors)

    def keys(self) -> tuple[str, ...]:
        """What was made ahead and is nobody's yet; a file that cannot be read is empty (its assets are left to gc)."""
        try:
            held = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return ()
        keys = held.get("keys") if isinstance(held, dict) and held.get("schema") == SCHEMA else None
        return tuple(key for key in keys if isinstance(key, str)) if isinstance(keys, list) else ()

    def _write(self, keys: Iterable[str]) -> None:
        files.write_text(self._path, json.dumps({"schema": SCHEMA, "keys": list(keys)}))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = FileLock(self._path.with_name(".ahead.lock"), timeout=20)
        try:
            with files.making_room(self._path):
                lock.acquire()
        except Timeout as error:
            raise Conflict("Another storyvid has kept ahead.json for 20 seconds. Try again.") from error
        try:
            yield
        finally:
            lock.release()


def _with_needs(tops: Iterable[Recipe]) -> set[str]:
    return {key_of(recipe) for top in tops for recipe in with_needs(top)}
