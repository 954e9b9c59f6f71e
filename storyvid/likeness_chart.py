"""The likeness chart: how like a character its picked pictures are, scene by scene, and which stand out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np

from storyvid.images.consistency import Alike, against, among
from storyvid.images.descriptors import described
from storyvid.images.ranking import sight
from storyvid.recipes import EmbeddingRecipe, Picture
from storyvid.store import Store
from storyvid.story import Character, Story, scenes_with


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A character's likeness over the scenes that have a picture, in story order.

    `by="model"`: an image-text model compares; "descriptors": colours and structure do, which is rough.
    `to="reference"`: with the character's reference picture; "others": with the mean of its other pictures.
    """

    by: Literal["model", "descriptors"]
    to: Literal["reference", "others"]
    scenes: tuple[Alike, ...] = ()
    wanted: tuple[EmbeddingRecipe, ...] = ()  # what has to be made before the chart is whole

    @property
    def outliers(self) -> tuple[Alike, ...]:
        """The scenes to paint again, the least alike first."""
        return tuple(sorted((one for one in self.scenes if one.outlier), key=lambda one: one.percent))


def chart(story: Story, character: Character, store: Store, *, path_of: Callable[[Picture], Path]) -> Chart:
    """The chart as far as it can be drawn now; `path_of` is where a small picture is.  Raises BadInput."""
    model = sight.full_name()
    by: Literal["model", "descriptors"] = "model" if model else "descriptors"
    to: Literal["reference", "others"] = "reference" if _is_made(character.reference, store) else "others"
    pictures = {scene.id: scene.picked for scene in scenes_with(story, character) if _is_made(scene.picked, store)}
    needed = [*pictures.values(), *([character.reference] if to == "reference" else [])]
    recipes = [EmbeddingRecipe(model=model, picture=picture) for picture in dict.fromkeys(needed)] if model else []
    wanted = tuple(recipe for recipe in recipes if not store.has(recipe))
    if wanted:
        return Chart(by=by, to=to, wanted=wanted)

    def vector(picture: Picture | None) -> np.ndarray:
        assert picture is not None
        return (
            _seen(store.path(EmbeddingRecipe(model=model, picture=picture))) if model else described(path_of(picture))
        )

    found = [(scene, vector(picture)) for scene, picture in pictures.items()]
    alike = against(vector(character.reference), found) if to == "reference" else among(found)
    return Chart(by=by, to=to, scenes=tuple(alike))


def _is_made(picture: Picture | None, store: Store) -> bool:
    return picture is not None and store.has(picture)


@lru_cache(maxsize=4096)  # an asset never changes
def _seen(path: Path) -> np.ndarray:
    return np.load(path, allow_pickle=False)[0]
