"""Garbage collection: what a project holds on to, and what can go; run by hand."""

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from storyvid import plan
from storyvid.errors import BadInput, NotMade, StoryvidError
from storyvid.needs import needs, with_needs
from storyvid.project import Project
from storyvid.recipes import Recipe, key_of
from storyvid.story import Story, held
from storyvid.wanted import WantedFile

_DAY_S = 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a collection did, or would do: how many assets stay, the keys that go, and the bytes that frees."""

    kept: int
    removed: tuple[str, ...]
    freed_bytes: int
    dry_run: bool


@dataclass(frozen=True, kw_only=True)
class Why:
    """Where an asset comes from, and why it is kept."""

    key: str
    recipe: Recipe
    path: Path
    sha256: str
    size_bytes: int
    facts: dict
    made_from: tuple[str, ...]  # keys
    needed_by: tuple[str, ...]  # keys of made assets that were made from it
    kept_for: tuple[str, ...]  # what holds on to it, in words; empty: collection takes it, once it is old enough


def collect(project: Project, *, older_than_days: int = 7, dry_run: bool = True) -> Report:
    """Removes the assets that nothing holds on to and that are older than so many days, with their thumbnails."""
    alive = {key_of(recipe) for _, recipes in roots(project) for top in recipes for recipe in with_needs(top)}
    floor_s = time.time() - older_than_days * _DAY_S
    kept, removed, freed_bytes = 0, [], 0
    for key in sorted(project.store.keys()):
        if key in alive or _asset(project, key).stat().st_mtime > floor_s:
            kept += 1
        else:
            removed.append(key)
            freed_bytes += sum(path.stat().st_size for path in _traces(project, key))
            if not dry_run:
                _remove(project, key)
    return Report(kept=kept, removed=tuple(removed), freed_bytes=freed_bytes, dry_run=dry_run)


def why(project: Project, beginning: str) -> Why:
    """What an asset was made from and what holds on to it; the beginning of a key is enough if it is the only one.

    Raises NotMade when no key begins so, BadInput when several do.
    """
    keys = project.store.find(beginning)
    if not keys:
        raise NotMade(f"Nothing in this project has a key that begins with {beginning}.")
    if len(keys) > 1:
        raise BadInput(f"{len(keys)} keys begin with {beginning}: {', '.join(keys[:5])}. Give more of it.")
    note = project.store.note(keys[0])
    return Why(
        key=note.key,
        recipe=note.recipe,
        path=project.store.path(note.recipe),
        sha256=note.sha256,
        size_bytes=note.size_bytes,
        facts=note.facts,
        made_from=tuple(key_of(need) for need in needs(note.recipe)),
        needed_by=tuple(_needed_by(project, note.key)),
        kept_for=tuple(dict.fromkeys(_kept_for(project, note.key))),
    )


def roots(project: Project) -> Iterator[tuple[str, list[Recipe]]]:
    """What a project holds on to: a reason in words, and the recipes (what they need is held too)."""
    for at, scene in enumerate(project.story.scenes, 1):
        if scene.picked:
            yield f"picked for scene {at}", [scene.picked]
    yield "the story's own pictures and music", [recipe for recipe in held(project.story)]
    yield "the film of the story as it is", list(_film(project, project.story))
    for step in project.steps():
        with suppress(BadInput):  # its file was removed by hand
            yield f"undo, step {step.revision}", list(_owned(project.story_at(step.revision)))
    wanted = WantedFile(project.folder)
    yield "wanted", [recipe for recipe, _ in wanted.read().recipes.values()]
    for order in _latest(wanted.orders().values()):
        yield f"the {order.quality} film that was ordered", [order.film] if order.film else []


def _latest(orders: Iterable) -> Iterator:
    """Every order on the way, and of those made the latest of each quality."""
    orders = list(orders)
    made = {order.quality: order for order in orders if order.state == "made"}
    yield from made.values()
    yield from (order for order in orders if order.state == "wanted")


def _film(project: Project, story: Story) -> Iterator[Recipe]:
    for quality in ("preview", "final"):
        with suppress(StoryvidError):  # a story that is not ready for a film holds on to none
            yield from plan.wanted_for_film(story, project.store, quality)  # type: ignore[arg-type]
            film = plan.film_recipe(story, project.store, quality)  # type: ignore[arg-type]
            yield from [film] if film else []  # also one that goes without what could not be made for it


def _owned(story: Story) -> Iterator[Recipe]:
    yield from held(story)


def _kept_for(project: Project, key: str) -> Iterator[str]:
    for reason, recipes in roots(project):
        if any(key_of(recipe) == key for top in recipes for recipe in with_needs(top)):
            yield reason


def _needed_by(project: Project, key: str) -> Iterator[str]:
    for other in sorted(project.store.keys()):
        with suppress(BadInput):
            if any(key_of(need) == key for need in needs(project.store.recipe_of(other))):
                yield other


def _remove(project: Project, key: str) -> None:
    project.store.remove(key)
    for path in _thumbnails(project, key):
        path.unlink(missing_ok=True)


def _traces(project: Project, key: str) -> Iterator[Path]:
    yield from (project.store.folder / key[:2]).glob(f"{key}.*")
    yield from _thumbnails(project, key)


def _thumbnails(project: Project, key: str) -> Iterator[Path]:
    yield from (project.folder / "thumbs" / key[:2]).glob(f"{key}-*.webp")


def _asset(project: Project, key: str) -> Path:
    return next(path for path in (project.store.folder / key[:2]).glob(f"{key}.*") if path.suffix != ".json")
