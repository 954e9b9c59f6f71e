"""Ranking takes without a scoring model: technical faults last, then a fair draw that varies from scene to scene."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from storyvid.recipes import ImageRecipe, key_of

_SIDE = 96  # pixels of the thumbnail that is judged
_BLANK = 6.0  # standard deviation of grey levels under which a picture shows nothing
_BLURRED = 0.35  # share of the sharpest take's edge strength under which a take is blurred
_SAME = 4.0  # mean difference of grey levels under which two takes are one


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One take's technical marks; `fault` is empty, "blank", "blurred" or "duplicate"."""

    recipe: ImageRecipe
    contrast: float
    sharpness: float
    fault: str


def judged(recipes: Iterable[ImageRecipe], path_of: Callable[[ImageRecipe], Path]) -> list[Judged]:
    """The takes with their marks, in the order given.

    Sharpness is the variance of the Laplacian (Pech-Pacheco et al. 2000), relative to the sharpest take.
    """
    recipes = list(recipes)
    greys = [_grey(path_of(recipe)) for recipe in recipes]
    edges = [_edge_strength(grey) for grey in greys]
    sharpest = max(edges, default=0.0)
    marks = []
    for at, (recipe, grey) in enumerate(zip(recipes, greys, strict=True)):
        contrast = float(grey.std())
        sharpness = edges[at] / sharpest if sharpest else 0.0
        same = any(float(np.abs(grey - other).mean()) < _SAME for other in greys[:at])
        fault = "blank" if contrast < _BLANK else "blurred" if sharpness < _BLURRED**2 else "duplicate" if same else ""
        marks.append(Judged(recipe=recipe, contrast=contrast, sharpness=sharpness, fault=fault))
    return marks


def ranked(recipes: Iterable[ImageRecipe], path_of: Callable[[ImageRecipe], Path]) -> list[ImageRecipe]:
    """The takes, best first: those without a fault before the others, each group in the order of its keys.

    Keys are hashes, so scenes with the same seeds do not all get the same framing.
    """
    marks = judged(recipes, path_of)
    return [mark.recipe for mark in sorted(marks, key=lambda mark: (bool(mark.fault), key_of(mark.recipe)))]


def _grey(path: Path) -> np.ndarray:
    with Image.open(path, formats=("PNG", "JPEG", "WEBP")) as image:
        image.draft("L", (_SIDE * 2, _SIDE * 2))
        return np.asarray(image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX), dtype=np.float32)


def _edge_strength(grey: np.ndarray) -> float:
    laplacian = -4 * grey[1:-1, 1:-1] + grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:]
    return float(laplacian.var())
