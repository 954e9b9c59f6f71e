"""The takes of a scene, ranked: best first, each with what speaks for it and against it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np

from storyvid.images.ranking import sight
from storyvid.images.ranking.scoring import COUNTS, Score, scored
from storyvid.images.ranking.technical import Judged, judged
from storyvid.recipes import EmbeddingRecipe, ImageRecipe, Picture, key_of, prompt_text
from storyvid.store import Store
from storyvid.story import Scene, Story, cast_of

_BEINGS = ("person", "animal")
_MOST_LIKE = 6  # approved pictures of a character that takes are compared with


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """One take: its place (1 is the best), what is technically wrong with it, and what the scoring model says."""

    recipe: ImageRecipe
    place: int
    judged: Judged
    score: Score = field(default_factory=Score)


def scoring_model() -> str:
    """`name@revision` of the model that looks at takes here; empty where there is none, and faults alone rank."""
    return sight.full_name()


def scoring_remedy() -> str:
    """The one command that adds the scoring model that Settings name; empty where it is here, or none is named."""
    return sight.remedy()


def wanted(story: Story, scene: Scene, takes: Sequence[ImageRecipe]) -> tuple[EmbeddingRecipe, ...]:
    """What has to be made so that the takes are ranked by more than their faults; nothing without a scoring model."""
    model = sight.full_name()
    if not model or not takes:
        return ()
    words = [_words(model, takes[0]), _counts(model)]
    pictures = [*takes, *(picture for given in _approved(story, scene).values() for picture in given)]
    return (*words, *(EmbeddingRecipe(model=model, picture=picture) for picture in dict.fromkeys(pictures)))


def ranked(
    story: Story,
    scene: Scene,
    takes: Sequence[ImageRecipe],
    store: Store,
    *,
    path_of: Callable[[ImageRecipe], Path] | None = None,
) -> list[Ranked]:
    """The takes that are made, best first; `path_of` is where a small picture of a take is.

    Starred takes come first and rejected ones last; then those without a fault; then by their score, as far as its
    vectors are made; then in the order of their keys: keys are hashes, so scenes do not all get the same framing.
    """
    marks = {one.recipe: one for one in judged(takes, path_of or store.path)}
    scores = _scores(story, scene, takes, store)

    def order(recipe: ImageRecipe) -> tuple:
        key = key_of(recipe)
        liking = (key in scene.rejected) - (key in scene.starred)
        return liking, bool(marks[recipe].fault), -scores.get(recipe, Score()).total, key

    best_first = sorted(takes, key=order)
    return [
        Ranked(recipe=recipe, place=place, judged=marks[recipe], score=scores.get(recipe, Score()))
        for place, recipe in enumerate(best_first, 1)
    ]


def best_first(
    story: Story, store: Store, *, path_of: Callable[[ImageRecipe], Path] | None = None
) -> Callable[[Scene, Sequence[ImageRecipe]], list[ImageRecipe]]:
    """What `plan.with_rest_picked` asks for: a scene's takes, the best first."""
    return lambda scene, takes: [one.recipe for one in ranked(story, scene, takes, store, path_of=path_of)]


def _scores(story: Story, scene: Scene, takes: Sequence[ImageRecipe], store: Store) -> dict[ImageRecipe, Score]:
    model = sight.full_name()
    seen = {
        take: vectors[0]
        for take in takes
        if model and (vectors := _vectors(store, EmbeddingRecipe(model=model, picture=take))) is not None
    }
    if not seen:
        return {}
    prompt, counts = _vectors(store, _words(model, takes[0])), _vectors(store, _counts(model))
    like = {
        name: [v[0] for one in given if (v := _vectors(store, EmbeddingRecipe(model=model, picture=one))) is not None]
        for name, given in _approved(story, scene).items()
    }
    scores = scored(
        list(seen.values()),
        None if prompt is None else prompt[0],
        counts=counts,
        expected=expected_figures(story, scene),
        like=like,
    )
    return dict(zip(seen, scores, strict=True))


def expected_figures(story: Story, scene: Scene) -> int:
    """How many people and animals the scene's picture should show; 4 and more are a crowd, and so is a group."""
    cast = cast_of(story, scene)
    if any(one.entity == "group" for one in cast):
        return len(COUNTS) - 1
    return min(len(COUNTS) - 1, sum(one.entity in _BEINGS for one in cast))


def _approved(story: Story, scene: Scene) -> dict[str, list[Picture]]:
    """By the name of each being in the scene: its reference, or the picks of other scenes that it is in."""
    approved: dict[str, list[Picture]] = {}
    for character in cast_of(story, scene):
        if character.entity not in _BEINGS:
            continue
        there = {mention.scene for mention in character.mentions} - {scene.id}
        picks: list[Picture] = [one.picked for one in story.scenes if one.id in there and one.picked]
        approved[character.name] = [character.reference] if character.reference else picks[:_MOST_LIKE]
    return approved


def _words(model: str, take: ImageRecipe) -> EmbeddingRecipe:
    happens = tuple(part for part in take.parts if part.source != "style")  # all takes have the style
    return EmbeddingRecipe(model=model, phrases=(prompt_text(happens or take.parts),))


def _counts(model: str) -> EmbeddingRecipe:
    return EmbeddingRecipe(model=model, phrases=COUNTS)


def _vectors(store: Store, recipe: EmbeddingRecipe) -> np.ndarray | None:
    path = store.path(recipe)
    return _read(path) if path.exists() else None


@lru_cache(maxsize=4096)  # an asset never changes
def _read(path: Path) -> np.ndarray:
    return np.load(path, allow_pickle=False)
