"""How long things take: learned from what was made, so that time left can be told."""

from collections import defaultdict, deque
from statistics import median

from storyvid.models import card
from storyvid.recipes import ImageRecipe, Recipe

_FIRST_GUESS_S = {
    "image": 1.0,
    "embedding": 0.3,
    "depth": 2.0,
    "speech": 0.5,
    "music": 4.0,
    "ambience": 2.0,
    "clip": 4.0,
    "join": 2.0,
    "soundtrack": 3.0,
    "film": 1.0,
    "upload": 0.0,
}
_REMEMBERED = 31


class Pace:
    """Medians of the latest seconds by kind and by what makes it."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], deque[float]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))
        self._guessed: dict[tuple[str, str], float] = {}
        self.total: dict[str, float] = defaultdict(float)  # seconds by kind

    def learn(self, recipe: Recipe, seconds: float) -> None:
        """Notes that the recipe took so many seconds."""
        self._seen[sort_of(recipe)].append(seconds)
        self.total[recipe.kind] += seconds

    def measured(self, recipe: Recipe) -> float | None:
        """What such a recipe took here; None while none was made."""
        seen = self._seen.get(sort_of(recipe))
        return median(seen) if seen else None

    def seconds(self, recipe: Recipe) -> float:
        """What the recipe will take, as far as one can tell."""
        if (measured := self.measured(recipe)) is not None:
            return measured
        sort = sort_of(recipe)
        if sort not in self._guessed:
            self._guessed[sort] = _model_says(recipe) or _FIRST_GUESS_S[recipe.kind]
        return self._guessed[sort]


def sort_of(recipe: Recipe) -> tuple[str, str]:
    """What takes about the same time: pictures of one model with the same settings, clips of one quality."""
    if isinstance(recipe, ImageRecipe):
        return recipe.kind, f"{recipe.model} {recipe.options}"
    return recipe.kind, str(getattr(recipe, "model", "") or getattr(recipe, "quality", ""))


def _model_says(recipe: Recipe) -> float | None:
    """What the picture's own model says beforehand of how long it takes here."""
    painter = card("images", recipe.model) if isinstance(recipe, ImageRecipe) else None
    return painter.seconds_with(recipe.options) if painter and isinstance(recipe, ImageRecipe) else None
