"""The workshop: makes what is wanted and missing, in worker processes, and survives whoever is killed."""

import atexit
import os
import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from storyvid import files
from storyvid.ahead import Ahead
from storyvid.board import Board
from storyvid.crew import Crew, place
from storyvid.errors import NoRoom, StoryvidError
from storyvid.jobs import Failed, Pool
from storyvid.lanes import LocalPool
from storyvid.makers import KEPT
from storyvid.needs import with_needs
from storyvid.orders import FilmState, Orders
from storyvid.readiness import Readiness
from storyvid.recipes import Quality, Recipe, key_of
from storyvid.settling import settle_soon
from storyvid.store import Store
from storyvid.story import Story
from storyvid.wanted import Failure, WantedFile, order_id

__all__ = ["Failure", "FilmState", "Running", "Status", "Workshop", "close_workshop", "order_id", "workshop_for"]

_BOOKS_EVERY_S = 0.05  # at most: things happen faster than a plan is made

RecipeState = Literal["made", "waiting", "running", "failed", "absent"]


@dataclass(frozen=True, kw_only=True)
class Running:
    """A recipe that is being made right now."""

    key: str
    kind: str
    share: float
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Status:
    """The workshop at one moment; counts and seconds are since it started, by kind of recipe."""

    waiting: int = 0
    running: tuple[Running, ...] = ()
    failed: dict[str, Failure] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)
    reused: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    seconds_left: float | None = None  # None: nothing is going on
    busy: bool = False  # whether anything is waiting, running, or ordered


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where everything is at one moment, by key."""

    going: Mapping[str, RecipeState]  # what is waiting or running
    made: frozenset[str]
    failed: frozenset[str]

    def of(self, key: str) -> RecipeState:
        """Where the recipe of a key is."""
        if key in self.going:
            return self.going[key]
        return "made" if key in self.made else "failed" if key in self.failed else "absent"


class Workshop:
    """What one process makes for one project. Every method may be called from any thread."""

    def __init__(self, project_folder: Path, *, cpu_workers: int | None = None, pool: Pool | None = None) -> None:
        self.folder = Path(project_folder)
        self.store = Store(self.folder / "assets")
        self.closed = False
        self._changed = threading.Condition()
        self._news = 0  # grows whenever anything has happened
        self._failures: dict[str, Failure] = {}
        self._file = WantedFile(self.folder)
        self._board = Board(is_made=self.store.has, place=place)
        pool = pool or LocalPool(self.folder, cpu_workers=cpu_workers)
        self._crew = Crew(self._board, self._changed, pool, tell=self._tell)
        self._crew.on_failed = self._remember
        self._ahead = Ahead(self.folder)
        self._orders = Orders(
            self._board, self._changed, self._file, self.store, pace=self._crew.pace, ahead=self._ahead
        )
        self._readiness = Readiness(self._crew, self.store, self._ahead, self._file, self._orders)
        self._sweep()
        self._resume()
        self._books = threading.Thread(target=self._keep_books, daemon=True, name="storyvid books")
        self._books.start()
        self._crew.start()

    def want(self, recipes: Iterable[Recipe], *, front: bool = False) -> None:
        """Has the recipes made, with all they need; when it returns, the wish is on the disk. Raises NoRoom.

        What is made already is left alone, and so is what failed before: `retry` is for that.
        """
        by_key = {key_of(recipe): recipe for recipe in recipes}
        self._ahead.release(by_key.values())  # before anything here counts on what is made already
        missing = {key: recipe for key, recipe in by_key.items() if not self.store.has(recipe)}
        found = self._found([recipe for key, recipe in by_key.items() if key not in missing])
        if missing:
            self._file.add(missing, front=front)
        with self._changed:
            self._board.found |= found
            for recipe in missing.values():
                self._board.want(recipe, front=front)
        self._tell()

    def want_film(self, story: Story, *, quality: Quality) -> str:
        """Orders a film of the story as it is; returns the order's name. Raises NoRoom.

        The same story in the same quality is the same order; ordering what failed or was cancelled tries again.
        """
        name = order_id(story, quality)
        state = self.film_state(name)
        if state and state.state == "failed":
            self._retry(self._orders.asked(name))
        elif state and state.state == "made" and state.message:  # a scene's voice or its depth failed: once more
            from storyvid.plan import depths_of, speeches_of

            speeches = [speech for scene in story.scenes for speech in speeches_of(story, scene)]
            self._retry([*map(key_of, speeches), *map(key_of, depths_of(story))])
        elif state and state.film and state.path:
            self.want([state.film])  # made already: counted as reused, with all it is made from
        self._orders.place(name, story, quality)
        self._tell()
        return name

    def get_ready(self, story: Story) -> None:
        """Prepares for a preview of the story that may be asked for soon, while nothing else is to do."""
        self._readiness.look_at(story)
        self._tell()

    def film_state(self, order: str) -> FilmState | None:
        """How far an order is; None when there is no such order."""
        state = self._orders.state(order, self._crew.shares)
        if state and state.state in ("planning", "making"):
            with self._changed:
                return replace(state, seconds_left=self._crew.seconds_left())
        return state

    def films(self) -> tuple[FilmState, ...]:
        """Every order of this project, the latest last."""
        states = (self.film_state(name) for name in self._orders.names())
        return tuple(state for state in states if state)

    def status(self) -> Status:
        """What is going on."""
        now = time.monotonic()
        with self._changed:
            busy = self._is_busy()
            return Status(
                waiting=self._board.counts().get("waiting", 0),
                running=tuple(
                    Running(key=key, kind=recipe.kind, share=bench.share, seconds=now - bench.began)
                    for bench in self._crew.benches
                    for key, recipe in bench.recipes.items()
                ),
                failed=dict(self._failures),
                made=dict(Counter(self._crew.fresh.values())),
                reused=self._reused(),
                seconds={kind: round(seconds, 3) for kind, seconds in self._crew.pace.total.items()},
                seconds_left=self._crew.seconds_left() if busy else None,
                busy=busy,
            )

    def state_of(self, recipe: Recipe) -> RecipeState:
        """Where one recipe is."""
        key = key_of(recipe)
        with self._changed:
            post = self._board.posts.get(key)
            if post and post.state in ("waiting", "running"):
                return post.state
            failed = key in self._board.remembered or (post is not None and post.state == "failed")
        return "made" if self.store.has(recipe) else "failed" if failed else "absent"

    def standing(self) -> Standing:
        """Where everything is: for a page that shows the takes of many scenes, many times a minute."""
        with self._changed:
            posts = self._board.posts.values()
            going = {post.key: post.state for post in posts if post.state in ("waiting", "running")}
            failed = frozenset((*self._board.remembered, *(post.key for post in posts if post.state == "failed")))
        return Standing(going=going, made=self.store.made(), failed=failed)  # type: ignore[arg-type]

    def share_of(self, recipe: Recipe) -> float:
        """How much of a running recipe is done, 0.0 to 1.0; 0.0 when it does not run."""
        with self._changed:
            return self._crew.shares().get(key_of(recipe), 0.0)

    def rough_of(self, recipe: Recipe) -> bytes | None:
        """How a picture that is being painted looks so far: a small WebP; None where there is nothing to see yet."""
        with self._changed:
            return self._crew.rough_of(key_of(recipe))

    def seconds_for(self, recipes: Iterable[Recipe]) -> float | None:
        """How long making these would take; None where none of their sort was made since the workshop opened."""
        with self._changed:
            return self._crew.seconds_for(list(recipes))

    def failure_of(self, recipe: Recipe) -> Failure | None:
        """Why the recipe failed, also when what it needs did; None when it did not."""
        key = key_of(recipe)
        with self._changed:
            post = self._board.posts.get(key)
            failed = post.failure if post else self._board.remembered.get(key)
        return Failure(key=key, message=failed.message, kind=failed.kind, recipe=recipe) if failed else None

    def cancel(self, recipes: Iterable[Recipe] | None = None) -> None:
        """Wants these no more (by default nothing at all, films included); what is running stops within moments."""
        keys = None if recipes is None else [key_of(recipe) for recipe in recipes]
        if keys is None:
            self._orders.cancel_all()
        with self._changed:
            self._crew.stop(self._board.unwant(keys))
        with suppress(NoRoom):
            self._file.drop(keys)
        self._tell()

    def cancel_film(self, order: str) -> None:
        """Wants a film no more, nor what was being made for it alone."""
        self._orders.cancel(order)
        with self._changed:
            self._crew.stop(self._board.unwant(by=order))
        self._tell()

    def retry(self, recipes: Iterable[Recipe] | None = None) -> None:
        """Forgets failures (all by default) and makes what failed again, films that failed by them included."""
        self._retry(None if recipes is None else [key_of(recipe) for recipe in recipes])

    def forget(self, recipes: Iterable[Recipe]) -> None:
        """Forgets the failures of these and wants them no more."""
        recipes = list(recipes)
        keys = {key_of(recipe) for recipe in recipes}
        with self._changed:
            for key in keys:
                self._failures.pop(key, None)
                self._board.remembered.pop(key, None)
        with suppress(NoRoom):
            self._file.forget(keys)
        self.cancel(recipes)

    def wait(self, timeout: float | None = None) -> bool:
        """Waits until nothing is waiting, running or ordered; whether that came before `timeout` seconds passed."""
        with self._changed:
            return self._changed.wait_for(lambda: self.closed or not self._is_busy(), timeout)

    def close(self) -> None:
        """Ends the workers. What was wanted stays wanted on the disk: the next workshop goes on with it."""
        self.closed = True
        self._tell()
        self._crew.close()
        self._books.join(5)
        self._sweep()

    def _sweep(self) -> None:
        """Removes what killed processes left, and what was kept only to save time while films were made."""
        files.sweep_strays(self.folder)
        shutil.rmtree(self.folder / KEPT, ignore_errors=True)

    def _resume(self) -> None:
        wanted = self._file.read()
        self._failures = dict(wanted.failures)
        self._board.remembered = {
            key: Failed(key=key, message=failure.message, kind=failure.kind) for key, failure in wanted.failures.items()
        }
        for recipe, front in wanted.recipes.values():
            self._board.want(recipe, front=front)
        self._orders.resume()

    def _retry(self, keys: list[str] | None) -> None:
        with self._changed:
            revived = self._board.revive(keys)
            forgotten = self._failures.keys() - self._board.remembered.keys()
            failures = [self._failures.pop(key) for key in forgotten]
            for failure in failures:
                if failure.key not in self._board.posts:  # from an earlier day, of what nothing wants right now
                    self._board.want(failure.recipe)
        with suppress(NoRoom):
            self._file.forget(forgotten)
        self._orders.revive(set(revived))
        self._tell()

    def _remember(self, failed: Failed, recipe: Recipe) -> None:
        failure = Failure(key=failed.key, message=failed.message, kind=failed.kind, recipe=recipe)
        with self._changed:
            self._failures[failed.key] = failure
        with suppress(NoRoom):  # a full disk may be the very failure: it is remembered here at least
            self._file.remember([failure])

    def _keep_books(self) -> None:
        """Drives the orders, and takes off the disk what is done."""
        seen = -1
        while not self.closed:
            self._orders.drive()
            again_s = self._readiness.drive()
            self._clear_off()
            time.sleep(_BOOKS_EVERY_S)
            with self._changed:
                self._changed.wait_for(lambda: self.closed or self._news != seen, timeout=again_s)  # noqa: B023
                seen = self._news

    def _clear_off(self) -> None:
        with self._changed:
            if self._is_busy():
                return
            done = self._board.clear_made()
        if done:
            with suppress(StoryvidError):  # at worst a restart finds these made
                self._file.drop(done)

    def _tell(self) -> None:
        with self._changed:
            self._news += 1
            self._changed.notify_all()

    def _found(self, made: list[Recipe]) -> dict[str, Recipe]:
        below = {key_of(recipe): recipe for top in made for recipe in with_needs(top)}
        return {key: recipe for key, recipe in below.items() if self.store.has(recipe)}

    def _reused(self) -> dict[str, int]:
        fresh = self._crew.fresh
        return dict(Counter(recipe.kind for key, recipe in self._board.found.items() if key not in fresh))

    def _is_busy(self) -> bool:
        counts = self._board.counts()
        return bool(counts.get("waiting") or counts.get("running") or self._crew.benches or self._orders.active())


_workshops: dict[Path, Workshop] = {}
_opening = threading.Lock()


def workshop_for(folder: Path) -> Workshop:
    """The workshop of this process for a project, started with the first call; it goes on with what was wanted."""
    path = Path(folder).resolve()
    with _opening:
        if path not in _workshops or _workshops[path].closed:
            _workshops[path] = Workshop(path)
            settle_soon()
        return _workshops[path]


def close_workshop(folder: Path) -> None:
    """Ends this process's workshop for a project, if it has one: before the folder is moved or deleted."""
    with _opening:
        workshop = _workshops.pop(Path(folder).resolve(), None)
    if workshop:
        workshop.close()


@atexit.register
def _close_all() -> None:
    for folder in list(_workshops):
        close_workshop(folder)


if hasattr(os, "register_at_fork"):  # a forked child has the table but none of the threads
    os.register_at_fork(after_in_child=_workshops.clear)
