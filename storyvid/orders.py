"""Orders for films: planned again as durations arrive, and driven to the end."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from storyvid.ahead import Ahead
from storyvid.board import Board, Post
from storyvid.errors import NoRoom, StoryvidError
from storyvid.needs import with_needs
from storyvid.pace import Pace
from storyvid.recipes import DepthRecipe, FilmRecipe, Quality, Recipe, SpeechRecipe, key_of
from storyvid.room import check_room_for_film
from storyvid.store import Store
from storyvid.story import Story
from storyvid.wanted import Order, WantedFile

_NARRATION_SHARE = 0.1  # of the whole, as the bar shows it while nobody knows yet how long the film is


@dataclass(frozen=True, kw_only=True)
class FilmState:
    """How far a film is."""

    order: str
    quality: Quality
    title: str
    state: Literal["planning", "making", "made", "failed", "cancelled"]
    share: float = 0.0
    message: str = ""  # why it failed, or what the film had to be made without
    film: FilmRecipe | None = None
    path: Path | None = None  # once it is made
    seconds_left: float | None = None


@dataclass(kw_only=True)
class _Open:
    """An order on the way: what was asked of the board for it, and what of all its film is made from was not there."""

    order: Order
    asked: dict[str, Recipe] | None = None
    steps: dict[str, Recipe] = field(default_factory=dict)
    without: frozenset[str] = frozenset()  # keys of narration and of depths that could not be made


class Orders:
    """The orders of one workshop, whose lock (`changed`) guards the board and these."""

    def __init__(
        self,
        board: Board,
        changed: threading.Condition,
        file: WantedFile,
        store: Store,
        *,
        pace: Pace,
        ahead: Ahead,
    ) -> None:
        self._board, self._changed, self._file, self._store, self._pace = board, changed, file, store, pace
        self._ahead = ahead
        self._open: dict[str, _Open] = {}

    def resume(self) -> None:
        """Reads the orders from the disk; those that are wanted go on."""
        self._open = {name: _Open(order=order) for name, order in self._file.orders().items()}

    def place(self, name: str, story: Story, quality: Quality) -> None:
        """Writes an order down and begins it, unless it is on the way or made."""
        with self._changed:
            old = self._open.get(name)
        whole = old and old.order.state == "made" and self._path(old.order) and not old.order.message
        if old and (old.order.state == "wanted" or whole):
            return
        order = Order(id=name, story=story, quality=quality)
        self._file.put(order)
        with self._changed:
            self._open.pop(name, None)
            self._open[name] = _Open(order=order)  # the latest last

    def active(self) -> bool:
        """Whether an order is on the way."""
        return any(open_.order.state == "wanted" for open_ in self._open.values())

    def drive(self) -> None:
        """Takes each order as far as it can go now: plans, asks the board, closes it."""
        with self._changed:
            wanted = [open_ for open_ in self._open.values() if open_.order.state == "wanted"]
        for open_ in wanted:
            if open_.asked is None:
                self._plan(open_)
            # all that a plan asks for may be made already, and then nothing happens that would wake anybody
            while open_.order.state == "wanted" and open_.asked is not None and self._look(open_, open_.asked):
                pass

    def revive(self, keys: set[str]) -> None:
        """Orders that failed by what is tried again now are wanted again."""
        for open_ in list(self._open.values()):
            if open_.order.state == "failed" and open_.asked and keys & (open_.asked.keys() | open_.steps.keys()):
                self._set(open_, "wanted")
            elif open_.order.state == "made" and keys & open_.without:
                open_.asked, open_.steps, open_.without = None, {}, frozenset()
                self._set(open_, "wanted")

    def asked(self, name: str) -> list[str]:
        """The keys on the board for one order."""
        open_ = self._open.get(name)
        return list(open_.asked or ()) if open_ else []

    def cancel(self, name: str) -> None:
        """The order is wanted no more."""
        open_ = self._open.get(name)
        if open_ and open_.order.state in ("wanted", "failed"):
            self._set(open_, "cancelled")

    def cancel_all(self) -> None:
        """No order on the way is wanted any more."""
        for name, open_ in list(self._open.items()):
            if open_.order.state == "wanted":
                self.cancel(name)

    def state(self, name: str, running: Callable[[], dict[str, float]]) -> FilmState | None:
        """How far one order is; `running` tells the shares of what is being made."""
        with self._changed:
            open_ = self._open.get(name)
            if open_ is None:
                return None
            share = self._share(open_, running()) if open_.order.state == "wanted" else 0.0
        order = open_.order
        path = self._path(order) if order.state == "made" else None
        state = {"wanted": "making" if open_.steps else "planning"}.get(order.state, order.state)
        return FilmState(
            order=order.id,
            quality=order.quality,
            title=order.story.title,
            state=state,  # type: ignore[arg-type]
            share=1.0 if order.state == "made" else share,
            message=order.message,
            film=order.film,
            path=path,
        )

    def known(self, name: str) -> bool:
        """Whether there is such an order."""
        with self._changed:
            return name in self._open

    def names(self) -> tuple[str, ...]:
        """Every order, the latest last."""
        with self._changed:
            return tuple(self._open)

    def _plan(self, open_: _Open) -> None:
        from storyvid import plan

        order = open_.order
        try:
            facts = plan.WithoutVoice(self._store, open_.without) if open_.without else self._store
            recipes = plan.wanted_for_film(order.story, facts, order.quality, without=open_.without)
            film = next((recipe for recipe in recipes if isinstance(recipe, FilmRecipe)), None)
            if film:
                check_room_for_film(plan.film_bytes(film, self._store), self._store.folder)
            self._ahead.release(recipes)
        except StoryvidError as error:
            self._set(open_, "failed", message=str(error))
            return
        steps = {key_of(one): one for one in with_needs(film) if not self._store.has(one)} if film else {}
        with self._changed:
            if order is not open_.order:  # cancelled meanwhile
                return
            open_.asked = {key_of(recipe): recipe for recipe in recipes}
            open_.steps = steps
            if film:
                open_.order = replace(order, film=film)
            for recipe in recipes:
                self._board.want(recipe, by=order.id, front=order.quality == "preview")
            self._changed.notify_all()

    def _look(self, open_: _Open, asked: dict[str, Recipe]) -> bool:
        """Closes an order that is at its end, or plans it anew; whether there is a new plan to look after."""
        with self._changed:
            posts = {key: self._board.posts.get(key) for key in asked}
            if any(post and post.state in ("waiting", "running") for post in posts.values()):
                return False
            failed = [post for post in posts.values() if post and post.state == "failed"]
        missing = [recipe for recipe in asked.values() if not self._store.has(recipe)]
        if failed and (without := self._can_go_without(failed, asked)):
            open_.without |= without
            self._plan(open_)
            return True
        if failed:
            self._set(open_, "failed", message=_message(failed))
        elif missing and any(posts[key_of(recipe)] is None for recipe in missing):
            self._set(open_, "cancelled")
        elif open_.order.film:
            self._set(open_, "made", message=_lacking_scenes(open_))
        else:
            self._plan(open_)
            return True
        return False

    def _can_go_without(self, failed: list[Post], asked: dict[str, Recipe]) -> frozenset[str]:
        """The narration and the depths that the film goes on without; none where no scene is spoken, or else failed."""
        if not all(isinstance(post.recipe, (SpeechRecipe, DepthRecipe)) for post in failed):
            return frozenset()
        if any(post.failure and post.failure.kind == "no-room" for post in failed):
            return frozenset()  # no fault of the voice's, nor of the depth model's
        voiced = not any(isinstance(post.recipe, SpeechRecipe) for post in failed)
        spoken = any(isinstance(recipe, SpeechRecipe) and self._store.has(recipe) for recipe in asked.values())
        return frozenset(post.key for post in failed) if voiced or spoken else frozenset()

    def _set(self, open_: _Open, state, *, message: str = "") -> None:
        with self._changed:
            open_.order = replace(open_.order, state=state, message=message)
            if state in ("made", "cancelled"):
                open_.asked, open_.steps = None, {}
                self._board.unwant(by=open_.order.id)
            self._changed.notify_all()
        with suppress(NoRoom):  # at worst a restart finds the order as it was, and finds everything made
            self._file.put(open_.order)

    def _share(self, open_: _Open, running: dict[str, float]) -> float:
        steps = open_.steps or open_.asked or {}
        whole = sum(self._pace.seconds(step) for step in steps.values())
        left = sum(
            self._pace.seconds(step) * (1.0 - running.get(key, 0.0))
            for key, step in steps.items()
            if (post := self._board.posts.get(key)) and post.state != "made"
        )
        done = 1.0 - left / whole if whole else 0.0
        return _NARRATION_SHARE + (1.0 - _NARRATION_SHARE) * done if open_.steps else _NARRATION_SHARE * done

    def _path(self, order: Order) -> Path | None:
        return self._store.path(order.film) if order.film and self._store.has(order.film) else None


def _lacking_scenes(open_: _Open) -> str:
    from storyvid.plan import depths_of, speeches_of

    story, without = open_.order.story, open_.without
    flat = {depth.picture for depth in depths_of(story) if key_of(depth) in without}
    numbered = list(enumerate(story.scenes, 1))
    silent = [at for at, scene in numbered if any(key_of(one) in without for one in speeches_of(story, scene))]
    as_one = [at for at, scene in numbered if scene.picked in flat and scene.motion != "hold"]
    told = [
        _told(silent, "is silent", "are silent", "the voice failed there. The captions tell it."),
        _told(as_one, "moves as one", "move as one", "the depth model failed there."),
    ]
    return " ".join(one for one in told if one)


def _told(numbers: list[int], one: str, several: str, why: str) -> str:
    if not numbers:
        return ""
    noun, does = ("Scene", one) if len(numbers) == 1 else ("Scenes", several)
    return f"{noun} {', '.join(map(str, numbers))} {does}: {why}"


def _message(failed: list[Post]) -> str:
    messages = list(dict.fromkeys(post.failure.message for post in failed if post.failure))
    more = f" (and {len(messages) - 1} more)" if len(messages) > 1 else ""
    return f"A part of the film could not be made: {messages[0] if messages else 'unknown'}{more}"
