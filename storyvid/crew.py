"""The crew: a thread for each worker, which hands it jobs from the board and writes down what became of them."""

import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache

from storyvid import models
from storyvid.board import Board, Place
from storyvid.errors import StoryvidError
from storyvid.jobs import (
    Busy,
    Event,
    Failed,
    FailureKind,
    Job,
    Lane,
    Made,
    Pool,
    Rough,
    Share,
    Stopped,
    Worker,
    WorkerDied,
)
from storyvid.pace import Pace, sort_of
from storyvid.recipes import DepthRecipe, EmbeddingRecipe, ImageRecipe, MusicRecipe, Recipe, SpeechRecipe, key_of

_LOOK_AGAIN_S = 0.3  # at what another process is making
_GRACE_S = 5.0  # for a cancelled job to stop by itself
_TELLING_SHARE = 0.03  # of a job, from which on the time it took tells how long the rest will take
_REST_AFTER_S: dict[Lane, float] = {"cpu": 300.0, "network": 60.0, "gpu": 600.0}


@dataclass(kw_only=True)
class Bench:
    """One job under way."""

    worker: Worker
    recipes: dict[str, Recipe]  # by key, those not settled yet
    began: float  # by the monotonic clock
    share: float = 0.0
    rough: dict[str, bytes] = field(default_factory=dict)  # by key, how a picture looks so far
    stopped: set[str] = field(default_factory=set)


class Crew:
    """The workers of one workshop; `changed` is the workshop's lock, which guards the board and these."""

    def __init__(self, board: Board, changed: threading.Condition, pool: Pool, *, tell: Callable[[], None]) -> None:
        self._board, self._changed, self._pool, self._tell = board, changed, pool, tell
        self.pace = Pace()
        self.benches: list[Bench] = []
        self.fresh: dict[str, str] = {}  # key: kind, of what was made here
        self.on_failed: Callable[[Failed, Recipe], None] = lambda failed, recipe: None
        self._lanes = pool.lanes()
        self._ahead: deque[Job] = deque()
        self._getting_ready: list[Worker] = []
        self._sorts: dict[str, tuple[Lane, str, str]] = {}  # by key, of what was waiting when time left was asked for
        self._closed = False
        self._threads = [
            threading.Thread(target=self._hand, args=(lane,), daemon=True, name=f"storyvid {lane} {at}")
            for lane, count in self._lanes.items()
            for at in range(count)
        ]

    def start(self) -> None:
        """Has the threads begin; a worker's process begins with its first job."""
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Ends every worker, and the threads."""
        with self._changed:
            self._closed = True
            for worker in (*(bench.worker for bench in self.benches), *self._getting_ready):
                worker.kill()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(5)

    def get_ready(self, recipes: Sequence[Recipe], *, whole: bool = False) -> None:
        """Has the CPU's workers started and, while nothing is wanted, these prepared: lines spoken, clips got ready.

        `whole`: clips are rendered, too.
        """
        jobs = [Job(recipes=(recipe,), ahead=True, whole=whole) for recipe in recipes]
        with self._changed:
            self._ahead = deque(jobs or [Job(recipes=(), ahead=True)] * self._lanes["cpu"])
            self._changed.notify_all()

    def is_getting_ready(self) -> bool:
        """Whether what was to be got ready is not all done."""
        with self._changed:
            return bool(self._ahead or self._getting_ready)

    def stop(self, keys: frozenset[str]) -> None:
        """Stops what is being made: by asking, and after a grace by force. The caller holds the lock."""
        for bench in self.benches:
            mine = keys & bench.recipes.keys()
            if mine:
                bench.stopped |= mine
                bench.worker.stop(frozenset(mine))
                timer = threading.Timer(_GRACE_S, self._kill_if_stuck, (bench,))
                timer.daemon = True
                timer.start()

    def shares(self) -> dict[str, float]:
        """How much of each key that is being made is done."""
        return {key: bench.share for bench in self.benches for key in bench.recipes}

    def rough_of(self, key: str) -> bytes | None:
        """How the picture of a key that is being made looks so far: a small WebP. The caller holds the lock."""
        return next((bench.rough[key] for bench in self.benches if key in bench.recipes and key in bench.rough), None)

    def seconds_left(self) -> float:
        """Until all that waits and runs is made, as far as one can tell. The caller holds the lock."""
        sums_s: dict[Lane, float] = dict.fromkeys(self._lanes, 0.0)
        waiting = {post.key: post.recipe for post in self._board.posts.values() if post.state == "waiting"}
        self._sorts = {key: self._sorts.get(key) or _sort_of(recipe) for key, recipe in waiting.items()}
        examples = {sort: waiting[key] for key, sort in self._sorts.items()}
        for sort, count in Counter(self._sorts.values()).items():  # thousands wait, of two or three sorts
            sums_s[sort[0]] += count * self.pace.seconds(examples[sort])
        now = time.monotonic()
        for bench in self.benches:
            for recipe in list(bench.recipes.values())[:1]:  # what lies on one bench is all of one lane
                sums_s[place(recipe).lane] += seconds_left_of(bench, self.pace, now)
        return max(total / self._lanes[lane] for lane, total in sums_s.items())

    def seconds_for(self, recipes: Sequence[Recipe]) -> float | None:
        """How long making these would take with nothing else to do; None where none of their sort was made yet."""
        sums_s: dict[Lane, float] = dict.fromkeys(self._lanes, 0.0)
        sorts = [_sort_of(recipe) for recipe in recipes]
        examples = dict(zip(sorts, recipes, strict=True))
        for sort, count in Counter(sorts).items():
            took = self.pace.measured(examples[sort])
            if took is None:
                return None
            sums_s[sort[0]] += count * took
        return max((total / min(self._lanes[lane], len(recipes)) for lane, total in sums_s.items() if total), default=0)

    def _hand(self, lane: Lane) -> None:
        worker, loaded = self._pool.worker(lane), ""
        while not self._closed:
            match self._next(lane, loaded, worker):
                case Bench() as bench:
                    loaded = place(next(iter(bench.recipes.values()))).model
                    self._do(bench)
                case Job() as ahead:
                    self._do_ahead(ahead, worker)
                case None:
                    worker.rest()
                    loaded = ""
        worker.rest()

    def _next(self, lane: Lane, loaded: str, worker: Worker) -> Bench | Job | None:
        """The next job on its bench, or what to get ready meanwhile.

        None when there was nothing to do for so long that the worker had better rest.
        """
        idle_since = time.monotonic()
        with self._changed:
            while not self._closed:
                now = time.monotonic()
                if recipes := self._board.take(lane, loaded=loaded, now=now):
                    by_key = {key_of(recipe): recipe for recipe in recipes}
                    self.benches.append(Bench(worker=worker, recipes=by_key, began=now))
                    return self.benches[-1]
                if lane == "cpu" and self._ahead:
                    self._getting_ready.append(worker)
                    return self._ahead.popleft()
                if now - idle_since > _REST_AFTER_S[lane]:
                    return None
                later = self._board.next_later()
                self._changed.wait(_REST_AFTER_S[lane] if later is None else max(0.01, later - now))
        return None

    def _do(self, bench: Bench) -> None:
        try:
            for event in bench.worker.run(Job(recipes=tuple(bench.recipes.values()))):
                self._hear(event, bench)
        except WorkerDied as error:
            self._lose(bench, str(error), "died")
        except OSError as error:
            message = f"No worker process could be started ({error.strerror}). Close other programs, then retry."
            self._lose(bench, message, "failed")
        finally:
            with self._changed:
                self.benches.remove(bench)
            self._tell()

    def _do_ahead(self, job: Job, worker: Worker) -> None:
        try:
            with suppress(WorkerDied, OSError):  # it was to save time, no more
                for _ in worker.run(job):
                    pass
        finally:
            with self._changed:
                self._getting_ready.remove(worker)
            self._tell()

    def _hear(self, event: Event, bench: Bench) -> None:
        match event:
            case Share():
                bench.share = event.share
                return
            case Rough():
                bench.rough[event.key] = event.picture
                return
            case Made():
                self._note_made(event, bench)
            case Failed():
                self._note_failed(event, bench)
            case Stopped():
                with self._changed:
                    bench.recipes.pop(event.key, None)
                    self._board.settle_stopped(event.key)
            case Busy():
                with self._changed:
                    bench.recipes.pop(event.key, None)
                    self._board.delay(event.key, time.monotonic() + _LOOK_AGAIN_S)
        self._tell()

    def _note_made(self, event: Made, bench: Bench) -> None:
        with self._changed:
            recipe = bench.recipes.pop(event.key)
            if event.fresh:
                self.fresh[event.key] = recipe.kind
                self.pace.learn(recipe, event.seconds)
            else:
                self._board.found[event.key] = recipe
            bench.began, bench.share = time.monotonic(), 0.0
            self._board.settle_made(event.key)

    def _note_failed(self, event: Failed, bench: Bench) -> None:
        with self._changed:
            recipe = bench.recipes.pop(event.key)
            if event.key in bench.stopped:
                self._board.settle_stopped(event.key)
                return
            list(self._board.settle_failed(event))
        self.on_failed(event, recipe)

    def _lose(self, bench: Bench, message: str, kind: FailureKind) -> None:
        """The worker is gone: each key that it was making has failed, unless all is being closed."""
        for key in list(bench.recipes):
            if not self._closed:
                self._hear(Failed(key=key, message=message, kind=kind), bench)

    def _kill_if_stuck(self, bench: Bench) -> None:
        with self._changed:
            if bench in self.benches and bench.recipes and bench.recipes.keys() <= bench.stopped:
                bench.worker.kill()


def seconds_left_of(bench: Bench, pace: Pace, now: float) -> float:
    """Until a bench is done: by how far it has come once that says something, before by what such recipes take."""
    elapsed = now - bench.began
    if bench.share >= _TELLING_SHARE:
        return elapsed * (1 - bench.share) / bench.share
    guesses = [pace.seconds(recipe) for recipe in bench.recipes.values()]
    return max(0.1 * sum(guesses), sum(guesses) - elapsed)


def _sort_of(recipe: Recipe) -> tuple[Lane, str, str]:
    """Where a recipe is made, and what takes about as long as it."""
    return place(recipe).lane, *sort_of(recipe)


def place(recipe: Recipe) -> Place:
    """Where a recipe is made, by its model's card; what no model makes, and what is unknown, goes to the CPU."""
    match recipe:
        case ImageRecipe():
            return _with_weights(_place("images", recipe.model), recipe)
        case SpeechRecipe():
            return _place("speech", recipe.model)
        case MusicRecipe():
            return _place("music", recipe.model)
        case EmbeddingRecipe() | DepthRecipe():
            return Place(lane="gpu")  # one process with all cores and one model, not one a core with a model each
        case _:
            return Place()


def _with_weights(place: Place, recipe: ImageRecipe) -> Place:
    """On a graphics card, what is loaded is the weights that the recipe's options name."""
    named = dict(recipe.options).get("model")
    return replace(place, model=f"{place.model} {named}") if place.model and named else place


@cache
def _place(kind: models.Kind, name: str) -> Place:
    try:
        card = models.card(kind, name)  # also of one that lacks something now: it may be added while this process runs
    except (StoryvidError, ImportError, AttributeError):
        card = None
    if card is None:
        return Place()  # the worker will say what is wrong
    return Place(lane=card.lane, model=card.full_name if card.lane == "gpu" else "", batch=card.batch)
