"""What is wanted, on disk: recipes, remembered failures, and orders for films; a restart goes on from here."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal, get_args

from filelock import FileLock, Timeout

from storyvid import files
from storyvid.errors import BadInput, Conflict
from storyvid.images import depth
from storyvid.jobs import FailureKind
from storyvid.recipes import FilmRecipe, Quality, Recipe, key_of
from storyvid.store import recipe_from
from storyvid.story import Story, from_json, once, said_of, to_json

SCHEMA = 1
OrderState = Literal["wanted", "made", "failed", "cancelled"]


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Why a recipe could not be made; remembered until the author retries or forgets it."""

    key: str
    message: str
    kind: FailureKind
    recipe: Recipe


@dataclass(frozen=True, kw_only=True)
class Order:
    """A film that was ordered: the story as it was then, and what has become of it."""

    id: str
    story: Story
    quality: Quality
    state: OrderState = "wanted"
    film: FilmRecipe | None = None
    message: str = ""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The file's content, by key."""

    recipes: dict[str, tuple[Recipe, bool]] = field(default_factory=dict)  # with whether it goes in front
    failures: dict[str, Failure] = field(default_factory=dict)


class WantedFile:
    """wanted.json and orders/ of a project, shared by every process that works on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / "wanted.json"

    def read(self) -> Wanted:
        """What is wanted and what failed; a damaged file counts as empty (it holds no work, only wishes)."""
        return _wanted(self._load())

    def add(self, recipes: dict[str, Recipe], *, front: bool) -> None:
        """Adds recipes by key; when it returns, the disk has them. Raises NoRoom."""
        fresh = {key: {"recipe": asdict(recipe), "front": front} for key, recipe in recipes.items()}
        self._update(lambda held: held["recipes"].update(fresh))

    def drop(self, keys: Iterable[str] | None = None) -> None:
        """Takes recipes out by key, all of them by default."""
        gone = None if keys is None else set(keys)
        self._update(lambda held: _drop(held["recipes"], gone))

    def remember(self, failures: Iterable[Failure]) -> None:
        """Adds failures."""
        fresh = {failure.key: {**asdict(failure), "recipe": asdict(failure.recipe)} for failure in failures}
        self._update(lambda held: held["failures"].update(fresh))

    def forget(self, keys: Iterable[str] | None = None) -> None:
        """Takes failures out by key, all of them by default."""
        gone = None if keys is None else set(keys)
        self._update(lambda held: _drop(held["failures"], gone))

    def orders(self) -> dict[str, Order]:
        """Every order by id, the latest last."""
        found = sorted((self.folder / "orders").glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        orders = (_order(path) for path in found)
        return {order.id: order for order in orders if order}

    def put(self, order: Order) -> None:
        """Writes an order down. Raises NoRoom."""
        head = {"schema": SCHEMA, **asdict(replace(order, story=Story()))}
        head["story"] = json.loads(to_json(order.story))
        files.make_folder(self.folder / "orders")
        files.write_text(self.folder / "orders" / f"{order.id}.json", json.dumps(head, ensure_ascii=False))

    def _load(self) -> dict:
        try:
            held = json.loads(self._path.read_bytes())
        except (FileNotFoundError, ValueError):
            held = {}
        if not isinstance(held, dict) or held.get("schema") != SCHEMA:
            held = {}
        return {"schema": SCHEMA, "recipes": held.get("recipes", {}), "failures": held.get("failures", {})}

    def _update(self, change: Callable[[dict], None]) -> None:
        with self._locked():
            held = self._load()
            before = json.dumps(held, ensure_ascii=False)
            change(held)
            after = json.dumps(held, ensure_ascii=False)
            if after != before:
                files.write_text(self._path, after)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = FileLock(self.folder / ".wanted.lock", timeout=20)
        try:
            with files.making_room(self._path):
                lock.acquire()
        except Timeout as error:
            raise Conflict("Another storyvid has kept wanted.json for 20 seconds. Try again.") from error
        try:
            yield
        finally:
            lock.release()


def order_id(story: Story, quality: Quality) -> str:
    """The name of an order: the same story in the same quality is the same order, by the same depth model if any."""
    name, model = _order_ids(story)[quality], depth.full_name()
    return hashlib.sha256(f"{name}\n{model}".encode()).hexdigest()[:16] if model else name


@once
def _order_ids(story: Story) -> dict[Quality, str]:
    written = said_of(story)
    return {quality: hashlib.sha256(f"{quality}\n{written}".encode()).hexdigest()[:16] for quality in get_args(Quality)}


def _drop(held: dict, gone: set[str] | None) -> None:
    for key in list(held):
        if gone is None or key in gone:
            del held[key]


def _wanted(held: dict) -> Wanted:
    recipes, failures = {}, {}
    for entry in held["recipes"].values():
        if recipe := _recipe(entry.get("recipe")):
            recipes[key_of(recipe)] = (recipe, entry.get("front") is True)
    for entry in held["failures"].values():
        recipe, kind = _recipe(entry.get("recipe")), entry.get("kind")
        if recipe and kind in get_args(FailureKind):
            key = key_of(recipe)
            failures[key] = Failure(key=key, message=str(entry.get("message")), kind=kind, recipe=recipe)
    return Wanted(recipes=recipes, failures=failures)


def _recipe(held: object) -> Recipe | None:
    """The recipe, or None for what a newer storyvid wrote: one wish that is not understood must not undo the rest."""
    try:
        return recipe_from(held)
    except BadInput:
        return None


def _order(path: Path) -> Order | None:
    try:
        held = json.loads(path.read_bytes())
        story = from_json(json.dumps(held["story"]))
        film = _recipe(held["film"]) if held["film"] else None
        return Order(
            id=path.stem,
            story=story,
            quality=held["quality"],
            state=held["state"],
            film=film if isinstance(film, FilmRecipe) else None,
            message=held["message"],
        )
    except (BadInput, ValueError, KeyError, TypeError):
        return None  # an order that cannot be read is no order: the author presses the button again
