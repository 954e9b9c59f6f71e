"""Layers: the sheets of a picture, asked from the model that painted it, at the size a shot needs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from PIL import Image

from storyvid import models
from storyvid.film.parallax import MARGIN_PERCENT
from storyvid.models import Layer, layered
from storyvid.recipes import ImageRecipe

WORTH_PERCENT = 75  # sheets are asked smaller than the picture from this size on: drawing them costs by the pixel
THUMBNAIL = 72  # pixels across
MOST_UNLIKE = 8.0  # of 255, the mean difference of a thumbnail


@dataclass(frozen=True)
class Apart:
    """A picture's sheets; `picture_width` is that of what they show without their margins."""

    layers: list[Layer]
    picture_width: int


def apart(recipe: ImageRecipe, picture: Image.Image, *, width: float) -> Apart | None:
    """The sheets of a picture that will be about `width` pixels wide in the film; None if it has none.

    None too where the model or its revision is another one by now, or where the sheets put together do not
    show the picture the author chose.
    """
    if not layered(recipe):
        return None
    for wanted in _sizes(recipe, width):
        layers = _layers(wanted)
        if layers and _shows(layers, wanted, picture):
            return Apart(layers, wanted.width)
    return None


def _sizes(recipe: ImageRecipe, width: float) -> Iterator[ImageRecipe]:
    # a model may compose another picture at another size: then the picture's own is tried
    if width * 100 <= recipe.width * WORTH_PERCENT:
        share = width / recipe.width
        yield replace(recipe, width=round(recipe.width * share), height=round(recipe.height * share))
    yield recipe


@lru_cache(maxsize=1)
def _layers(recipe: ImageRecipe) -> list[Layer]:
    # one, for they are large: what is drawn of them is kept by `frames`
    return models.find("images", recipe.model).layers(recipe, margin_percent=MARGIN_PERCENT)


def _shows(layers: list[Layer], recipe: ImageRecipe, picture: Image.Image) -> bool:
    size = (THUMBNAIL, max(1, round(THUMBNAIL * recipe.height / recipe.width)))
    whole = Image.new("RGBA", size, "white")
    for layer in sorted(layers, key=lambda layer: layer.depth):
        dx, dy = (layer.image.width - recipe.width) / 2, (layer.image.height - recipe.height) / 2
        inside = (dx, dy, layer.image.width - dx, layer.image.height - dy)
        whole.alpha_composite(
            layer.image.convert("RGBA").resize(size, Image.Resampling.BOX, box=inside, reducing_gap=2.0)
        )
    chosen = picture.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
    unlike = np.asarray(whole.convert("RGB")).astype(int) - np.asarray(chosen)
    return float(np.abs(unlike).mean()) <= MOST_UNLIKE
