"""Puts the quick test models on the path: importing this is installing them."""

import sys
from pathlib import Path

from storyvid.recipes import ImageRecipe, Part

PLUGINS = str(Path(__file__).parent / "plugins")
if PLUGINS not in sys.path:
    sys.path.insert(0, PLUGINS)


def picture(seed: int = 1, *, model: str = "swatch@1", text: str = "a fox", side: int = 32) -> ImageRecipe:
    """A small take."""
    parts = (Part(source="scene", text=text),)
    return ImageRecipe(model=model, parts=parts, width=side, height=side, seed=seed)
