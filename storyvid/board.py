"""The board: what is wanted, what it waits for, and what is ready to be made next; no clock, no process, no file."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from storyvid.jobs import Failed, Lane
from storyvid.needs import needs
from storyvid.recipes import ImageRecipe, Recipe, key_of

State = Literal["waiting", "running", "made", "failed"]
AUTHOR = "author"  # who wants what was wanted one by one; films want under their order's name


@dataclass(kw_only=True)
class Post:
    """One recipe on the board."""

    recipe: Recipe
    key: str
    needs: tuple[str, ...]
    state: State = "waiting"
    front: int = 0  # 0: in its turn; 1: a film that was asked for in front; 2: what the author waits for right now
    serial: int = 0
    missing: set[str] = field(default_factory=set)  # the needs that are not made yet
    failure: Failed | None = None
    because_of: str | None = None  # the key whose failure this one only inherits


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a recipe is made: its lane, the model it needs loaded, and how many are painted together."""

    lane: Lane = "cpu"
    model: str = ""
    batch: int = 1


class Board:
    """Wanted recipes in dependency order. Not safe for threads: the workshop holds its lock around every call."""

    def __init__(self, *, is_made: Callable[[Recipe], bool], place: Callable[[Recipe], Place]) -> None:
        self.posts: dict[str, Post] = {}
        self.wanted: dict[str, dict[str, int]] = {}  # key: who wants it, and how far in front
        self.remembered: dict[str, Failed] = {}  # failures of their own, also of what is not on the board now
        self.found: dict[str, Recipe] = {}  # what was made already when it was wanted
        self._is_made, self._place = is_made, place
        self._ready: dict[tuple[Lane, str], list] = defaultdict(list)  # heaps of (-front, serial, key)
        self._later: list[tuple[float, str]] = []  # a heap of (when, key)
        self._needed_by: dict[str, set[str]] = defaultdict(set)
        self._serial = 0

    def want(self, recipe: Recipe, *, by: str = AUTHOR, front: bool = False) -> str:
        """Puts the recipe on the board with all it needs that is not made; returns its key."""
        rank = (2 if by == AUTHOR else 1) if front else 0
        key = self._post(recipe, front=rank).key
        wishes = self.wanted.setdefault(key, {})
        wishes[by] = max(rank, wishes.get(by, 0))
        return key

    def unwant(self, keys: Iterable[str] | None = None, *, by: str | None = None) -> frozenset[str]:
        """Takes keys off (all of them by default), for one who wanted them or for all.

        What nobody needs any more leaves the board; returns the keys among these that are being made right now.
        """
        for key in list(self.wanted) if keys is None else list(keys):
            wishes = self.wanted.get(key, {})
            for who in (by,) if by else tuple(wishes):
                wishes.pop(who, None)
            if not wishes:
                self.wanted.pop(key, None)
        gone = self.posts.keys() - self._alive()
        running = frozenset(key for key in gone if self.posts[key].state == "running")
        for key in gone - running:
            self._drop(key)
        self._step_back()
        return running

    def take(self, lane: Lane, *, loaded: str = "", now: float = 0.0) -> tuple[Recipe, ...]:
        """The next job of a lane, marked as running; empty when nothing is ready.

        What is wanted in front comes first, then what suits the loaded model, then what was wanted first.
        """
        self._bring_back(now)
        while heap := self._next_heap(lane, loaded):
            recipes = self._batch(heap)
            if recipes:
                return recipes
        return ()

    def next_later(self) -> float | None:
        """When the first of the delayed keys comes back; None: none is delayed."""
        return self._later[0][0] if self._later else None

    def delay(self, key: str, until: float) -> None:
        """Another process is making the key: looks again at `until`."""
        if key in self.posts:
            self.posts[key].state = "waiting"
            heapq.heappush(self._later, (until, key))

    def settle_made(self, key: str) -> None:
        """The key is made: what waited for it alone becomes ready."""
        if post := self.posts.get(key):
            post.state, post.failure = "made", None
            for above in list(self._needed_by.get(key, ())):
                self._satisfy(self.posts[above], key)

    def settle_failed(self, failed: Failed, *, because_of: str | None = None) -> Iterator[str]:
        """The key failed, and with it all that needs it; yields every key that failed by this."""
        post = self.posts.get(failed.key)
        if post is None or post.state in ("failed", "made"):
            return
        post.state, post.failure, post.because_of = "failed", failed, because_of
        if because_of is None:
            self.remembered[post.key] = failed
        yield post.key
        root = because_of or failed.key
        for above in list(self._needed_by.get(failed.key, ())):
            inherited = replace(failed, key=above)
            yield from self.settle_failed(inherited, because_of=root)

    def settle_stopped(self, key: str) -> None:
        """The key was stopped while it was being made: it leaves, or waits again when it is wanted anew by now."""
        post = self.posts.get(key)
        if post is None:
            return
        if key in self._alive():
            self._make_ready(post)
        else:
            self._drop(key)

    def revive(self, keys: Iterable[str] | None = None) -> list[str]:
        """Lets failed keys (all by default) wait again, with those whose failure is behind; returns all these."""
        asked_keys = list(self.posts) if keys is None else list(keys)
        failed = [key for key in self._with_needs(asked_keys) if self.posts[key].state == "failed"]
        heirs = [key for key, post in self.posts.items() if post.because_of in failed and key not in failed]
        revived = self._with_needs([*failed, *heirs])
        revived = [key for key in revived if self.posts[key].state == "failed"]
        for key in list(self.remembered) if keys is None else {*asked_keys, *revived}:
            self.remembered.pop(key, None)
        for key in revived:
            post = self.posts[key]
            post.failure = post.because_of = None
            self._wait(post)
        return revived

    def counts(self) -> dict[State, int]:
        """How many posts are in each state."""
        return Counter(post.state for post in self.posts.values())

    def clear_made(self) -> list[str]:
        """Takes off what is made and what nobody needs any more; returns the keys that the author wanted."""
        done = [key for key in self.wanted if self.posts[key].state == "made"]
        by_author = [key for key in done if AUTHOR in self.wanted[key]]
        for key in done:
            del self.wanted[key]
        for key in self.posts.keys() - self._alive():
            if self.posts[key].state != "running":
                self._drop(key)
        return by_author

    def _post(self, recipe: Recipe, *, front: int) -> Post:
        key = key_of(recipe)
        post = self.posts.get(key)
        if post is None:
            below = needs(recipe)
            post = self.posts[key] = Post(recipe=recipe, key=key, needs=tuple(key_of(need) for need in below))
            made = self._is_made(recipe)
            for need in () if made else below:
                self._needed_by[self._post(need, front=front).key].add(key)
            self._serial += 1
            post.serial = self._serial  # after its needs: a film's pictures come before its clips
            post.front = front
            if made:
                post.state, self.found[key] = "made", recipe
            else:
                self._wait(post)
        elif post.state == "made" and not self._is_made(recipe):  # collected since
            self._forget_made(post)
        elif front > post.front:
            self._bring_forward(post, front)
        return post

    def _forget_made(self, post: Post) -> None:
        for need in needs(post.recipe):
            self._needed_by[self._post(need, front=post.front).key].add(post.key)
        self._wait(post)

    def _wait(self, post: Post) -> None:
        post.state = "waiting"
        below = [self.posts[key] for key in post.needs if key in self.posts]
        post.missing = {need.key for need in below if need.state != "made"}
        broken = next((need for need in below if need.state == "failed"), None)
        if post.key in self.remembered:
            list(self.settle_failed(self.remembered[post.key]))
        elif broken and broken.failure:
            root = broken.because_of or broken.key
            list(self.settle_failed(replace(broken.failure, key=post.key), because_of=root))
        elif not post.missing:
            self._make_ready(post)

    def _satisfy(self, post: Post, key: str) -> None:
        post.missing.discard(key)
        if post.state == "waiting" and not post.missing:
            self._make_ready(post)

    def _make_ready(self, post: Post) -> None:
        post.state = "waiting"
        place = self._place(post.recipe)
        heapq.heappush(self._ready[place.lane, place.model], (-post.front, post.serial, post.key))

    def _bring_forward(self, post: Post, front: int) -> None:
        for key in self._with_needs([post.key]):
            below = self.posts[key]
            if below.front < front:
                below.front = front
                if below.state == "waiting" and not below.missing:
                    self._make_ready(below)

    def _step_back(self) -> None:
        """What was in front for a wish that is gone waits where the wishes that are left have it."""
        fronts: dict[str, int] = defaultdict(int)
        for key, wishes in self.wanted.items():
            rank = max(wishes.values())
            for below in self._with_needs([key]) if rank else ():
                fronts[below] = max(rank, fronts[below])
        for post in self.posts.values():
            if post.front > fronts[post.key]:
                post.front = fronts[post.key]
                if post.state == "waiting" and not post.missing:
                    self._make_ready(post)

    def _bring_back(self, now: float) -> None:
        while self._later and self._later[0][0] <= now:
            post = self.posts.get(heapq.heappop(self._later)[1])
            if post and post.state == "waiting":
                self._make_ready(post)

    def _next_heap(self, lane: Lane, loaded: str) -> list | None:
        heaps = [(model, heap) for (of, model), heap in self._ready.items() if of == lane and self._trimmed(heap)]
        if not heaps:
            return None
        return min(heaps, key=lambda named: (named[1][0][0], named[0] != loaded, named[1][0][1]))[1]

    def _trimmed(self, heap: list) -> bool:
        """Drops heads that are stale: taken, cancelled, or entered again further in front."""
        while heap and not self._is_ready(heap[0]):
            heapq.heappop(heap)
        return bool(heap)

    def _is_ready(self, entry: tuple[int, int, str]) -> bool:
        post = self.posts.get(entry[2])
        if post is None or (-post.front, post.serial) != entry[:2]:
            return False
        return post.state == "waiting" and not post.missing

    def _batch(self, heap: list) -> tuple[Recipe, ...]:
        first = self._start(heap)
        recipes, most = [first], self._place(first).batch
        while len(recipes) < most and self._trimmed(heap) and _same_but_seed(first, self.posts[heap[0][2]].recipe):
            recipes.append(self._start(heap))
        return tuple(recipes)

    def _start(self, heap: list) -> Recipe:
        post = self.posts[heapq.heappop(heap)[2]]
        post.state = "running"
        return post.recipe

    def _alive(self) -> set[str]:
        return set(self._with_needs(self.wanted))

    def _with_needs(self, keys: Iterable[str]) -> list[str]:
        """The keys on the board and what they need, to the leaves; what is needed comes first."""
        seen: dict[str, None] = {}

        def visit(key: str) -> None:
            if key in self.posts and key not in seen:
                for need in self.posts[key].needs:
                    visit(need)
                seen[key] = None

        for key in keys:
            visit(key)
        return list(seen)

    def _drop(self, key: str) -> None:
        for need in self.posts.pop(key).needs:
            self._needed_by[need].discard(key)
        self.wanted.pop(key, None)


def _same_but_seed(one: Recipe, other: Recipe) -> bool:
    return isinstance(one, ImageRecipe) and isinstance(other, ImageRecipe) and replace(one, seed=other.seed) == other
