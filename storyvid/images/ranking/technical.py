"""Technical faults of takes: those that show nothing, those that are blurred, and those that repeat another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image

from storyvid.recipes import ImageRecipe

_SIDE = 96  # pixels of the thumbnail that is judged
_BLANK = 6.0  # standard deviation of grey levels under which a picture shows nothing
_BLURRED = 0.35  # share of the sharpest take's edge strength under which a take is blurred
_SAME = 4.0  # mean difference of grey levels under which two takes are one


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One take's technical marks; `fault` is empty, "blank", "blurred" or "duplicate"."""

    recipe: ImageRecipe
    contrast: float
    sharpness: float  # of the sharpest take's, 0.0 to 1.0
    fault: str
    like_seed: int | None = None  # of a duplicate: the seed of the earlier take


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
        same = next((n for n in range(at) if float(np.abs(grey - greys[n]).mean()) < _SAME), None)
        fault = "blank" if contrast < _BLANK else "blurred" if sharpness < _BLURRED**2 else ""
        fault = fault or ("duplicate" if same is not None else "")
        like = recipes[same].seed if fault == "duplicate" and same is not None else None
        marks.append(Judged(recipe=recipe, contrast=contrast, sharpness=sharpness, fault=fault, like_seed=like))
    return marks


def _grey(path: Path) -> np.ndarray:
    return _small(path).astype(np.float32)


@lru_cache(maxsize=2048)  # an asset never changes: a page that asks again need not decode again
def _small(path: Path) -> np.ndarray:
    with Image.open(path, formats=("PNG", "JPEG", "WEBP")) as image:
        image.draft("L", (_SIDE * 2, _SIDE * 2))
        return np.asarray(image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX))


def _edge_strength(grey: np.ndarray) -> float:
    laplacian = -4 * grey[1:-1, 1:-1] + grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:]
    return float(laplacian.var())
