"""What makes assets: the protocols that models follow, and how they are found through entry points."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

import numpy as np
from PIL import Image

from storyvid.errors import ModelNotInstalled, NotMade, StoryvidError, UnknownName
from storyvid.recipes import ImageRecipe, MusicRecipe, Options, Recipe, Setting, SpeechRecipe

Kind = Literal["images", "speech", "music", "readers"]
KINDS: tuple[Kind, ...] = ("images", "speech", "music", "readers")


class Assets(Protocol):
    """What is made already: the file of a recipe and the facts in the note beside it."""

    def path(self, recipe: Recipe) -> Path: ...

    def facts(self, recipe: Recipe) -> dict: ...


class NoAssets:
    """Nothing is made yet: enough for what is made from words alone."""

    def path(self, recipe: Recipe) -> Path:
        raise NotMade("This picture is made from others, and none are at hand here.")

    def facts(self, recipe: Recipe) -> dict:
        return {}


Progress = Callable[[float], None]
"""Told the share done, 0.0 to 1.0, as often as the model likes; raises Cancelled to stop the work."""


@runtime_checkable
class Watched(Protocol):
    """Progress that also shows pictures while they are painted; asks for them only when it is time for new ones."""

    def __call__(self, share: float) -> None: ...

    def rough(self, pictures: Callable[[], list[tuple[ImageRecipe, Image.Image]]]) -> None: ...


Follows = Literal["negative", "references", "lora", "checkpoint", "vary", "compose", "repaint", "setting"]


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a model says of itself without loading anything heavy."""

    name: str
    revision: str
    title: str
    summary: str
    needs: tuple[str, ...] = ()  # modules that must be importable
    install: str = ""  # the one command that adds what is missing
    lane: Literal["cpu", "gpu", "network"] = "cpu"
    batch: int = 1  # how many recipes that differ only by seed it takes at once
    follows: tuple[Follows, ...] = ()  # what an image model heeds besides words, size and seed
    token_limit: int | None = None  # of one prompt; None: no limit
    token_piece: int | None = None  # longer prompts are read in pieces of this many tokens, nothing is cut
    languages: tuple[str, ...] = ()  # ISO 639-1; empty: any
    lacks: Callable[[], tuple[str, ...]] | None = None  # what else is missing (weights), when the modules are there
    set_up: str = ""  # the one command that adds what `lacks` names; empty: `install` does
    heeds: Callable[[Options], tuple[Follows, ...]] | None = None  # of `follows`, where it depends on the options
    reads: Callable[[Options], tuple[int | None, int | None]] | None = None  # `token_limit` and `token_piece`, so
    lasts: Callable[[Options], float | None] | None = None  # about how many seconds one takes here; None: a moment

    @property
    def full_name(self) -> str:
        return f"{self.name}@{self.revision}"

    def follows_with(self, options: Options) -> tuple[Follows, ...]:
        """What the model heeds besides words, size and seed in a recipe with these options."""
        return self.heeds(options) if self.heeds else self.follows

    def tokens_with(self, options: Options) -> tuple[int | None, int | None]:
        """With these options: how many tokens of a prompt are read, and the pieces that longer ones are read in."""
        return self.reads(options) if self.reads else (self.token_limit, self.token_piece)

    def seconds_with(self, options: Options) -> float | None:
        """About how long one picture takes on this machine, before any was made; None where nobody knows."""
        return self.lasts(options) if self.lasts else None

    @property
    def missing(self) -> tuple[str, ...]:
        """The modules that cannot be imported here; where none, what `lacks` names."""
        return self._modules_missing or (self.lacks() if self.lacks else ())

    @property
    def remedy(self) -> str:
        """The one command that adds what is missing."""
        return self.install if self._modules_missing else self.set_up or self.install

    @property
    def lacking(self) -> str:
        """What is missing, in a sentence that is the same wherever it is said; empty where nothing is."""
        return f"{self.title} lacks {' and '.join(self.missing)}." if self.missing else ""

    @property
    def _modules_missing(self) -> tuple[str, ...]:
        return tuple(module for module in self.needs if find_spec(module) is None)


@runtime_checkable
class ImageModel(Protocol):
    """Paints takes. `paint` yields one RGB picture per recipe, in order, each of the recipe's size.

    An error in place of a picture is that take's own: the others go on.  `Image.info` may hold a "revision" (of the
    weights that painted) and a "notice" for the author.

    The recipes differ only by seed; the pictures they refer to are in `assets`.  What the card does not list
    under `follows` is not asked of the model.
    """

    card: Card

    def paint(
        self, recipes: Sequence[ImageRecipe], *, assets: Assets, progress: Progress
    ) -> Iterator[Image.Image | StoryvidError]: ...


@dataclass(frozen=True)
class Layer:
    """One sheet of a picture: RGBA of one common size; `depth` 0.0 is the farthest, 1.0 the nearest."""

    image: Image.Image
    depth: float


@runtime_checkable
class LayeredImageModel(Protocol):
    """An image model whose pictures come apart into sheets, farthest first, for parallax.

    The sheets are larger than the recipe's picture by `margin_percent` of it on every side, so that they
    can shift without showing an edge; put on one another and cropped by the margin they are the picture.
    """

    def layers(self, recipe: ImageRecipe, *, margin_percent: int) -> list[Layer]: ...


Box = tuple[float, float, float, float]
"""(left, top, right, bottom) in shares of a picture's width and height; beyond 0.0 and 1.0 where it is cut off."""


@runtime_checkable
class HeadedImageModel(Protocol):
    """An image model that knows, without looking, where in its pictures heads are: captions keep off them."""

    def heads(self, recipe: ImageRecipe) -> list[Box]: ...


@runtime_checkable
class SettledImageModel(Protocol):
    """An image model that reads from words where a scene plays; its card follows "setting"."""

    def setting(self, text: str, *, before: Setting) -> Setting:
        """Where and when a scene of these words plays that comes after another."""
        ...

    def era(self, text: str) -> str:
        """When a whole story of these words plays."""
        ...


def layered(recipe: ImageRecipe) -> bool:
    """Whether the model that painted a picture is here, in that very revision, and can take it apart."""
    try:
        model = find("images", recipe.model)
    except StoryvidError:
        return False  # a film renders where the model that painted its pictures is not installed
    return recipe.model == model.card.full_name and isinstance(model, LayeredImageModel)


@dataclass(frozen=True, kw_only=True)
class Voice:
    """A voice of a speech model; `name` is what recipes hold, `title` what the screen shows."""

    name: str
    title: str
    language: str  # ISO 639-1
    gender: Literal["female", "male", ""] = ""


@dataclass(frozen=True, kw_only=True)
class SpokenWord:
    """When one word is heard; [start, end) is its place in the recipe's text."""

    start: int
    end: int
    start_ms: int
    end_ms: int


@dataclass(frozen=True)
class Speech:
    """Samples of shape (n,), float32 in -1..1, at `rate` Hz, and the words in order."""

    samples: np.ndarray
    rate: int
    words: tuple[SpokenWord, ...] = ()


@runtime_checkable
class SpeechModel(Protocol):
    """Speaks. Raises UnknownName for a voice it does not have."""

    card: Card

    def voices(self) -> tuple[Voice, ...]: ...

    def speak(self, recipe: SpeechRecipe, *, progress: Progress) -> Speech: ...


@dataclass(frozen=True)
class Music:
    """Samples of shape (n, 2), float32 in -1..1, at `rate` Hz."""

    samples: np.ndarray
    rate: int


@runtime_checkable
class MusicModel(Protocol):
    """Composes. Raises UnknownName for a mood it does not have."""

    card: Card
    moods: tuple[str, ...]

    def compose(self, recipe: MusicRecipe, *, progress: Progress) -> Music: ...


Entity = Literal["person", "animal", "group", "place", "vehicle", "thing"]
MentionKind = Literal["name", "noun", "pronoun"]


@dataclass(frozen=True, kw_only=True)
class Found:
    """A mention a reader found: the half-open range [start, end) of the text it read."""

    start: int
    end: int
    kind: MentionKind


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """Mentions of one entity, in text order, with the name a reader would put on the screen."""

    name: str
    entity: Entity
    mentions: tuple[Found, ...]
    gender: Literal["female", "male", "neuter", "plural", ""] = ""
    minor: bool = False  # a walk-on: folded away until the author asks


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a reader proposes: characters by importance, and the rest (places, things, walk-ons unnamed)."""

    characters: tuple[Cluster, ...]
    others: tuple[Cluster, ...] = field(default=())


@runtime_checkable
class Reader(Protocol):
    """Finds who is who. Raises BadInput for a language it cannot read."""

    card: Card

    def read(self, text: str, *, language: str) -> Reading: ...


def installed(kind: Kind) -> dict[str, EntryPoint]:
    """The registered models of one kind by name, in the order of their names."""
    return _installed(kind, tuple(sys.path))


@cache
def _installed(kind: Kind, path: tuple[str, ...]) -> dict[str, EntryPoint]:
    # read once a path: it opens every package's metadata, 4 ms, and a page asks for names by the hundred
    found = entry_points(group=f"storyvid.{kind}")
    return {point.name: point for point in sorted(found, key=lambda point: point.name)}


def cards(kind: Kind) -> list[Card]:
    """The cards of every registered model of one kind."""
    return [_model(kind, name).card for name in installed(kind)]


def card(kind: Kind, name: str) -> Card | None:
    """The card of the model called `name` or `name@revision`; None where nothing is registered under it."""
    short = name.partition("@")[0]
    return _model(kind, short).card if short in installed(kind) else None


def full_name(kind: Kind, name: str) -> str:
    """`name@revision` as recipes hold it: the name as it is where it has a revision, else the installed one's.

    Raises UnknownName if nothing is registered under it.
    """
    return name if "@" in name else _model(kind, _registered(kind, name)).card.full_name


def find(kind: Kind, name: str):
    """The model called `name` or `name@revision`, loaded once a process.

    Raises UnknownName if nothing is registered under it, ModelNotInstalled if a module it needs is missing.
    """
    model = _model(kind, _registered(kind, name))
    if model.card.missing:
        raise ModelNotInstalled(f"{model.card.lacking} Add it with: {model.card.remedy}")
    return model


def _registered(kind: Kind, name: str) -> str:
    short = name.partition("@")[0]
    if short not in installed(kind):
        raise UnknownName(f'No {_spoken(kind)} "{name}". Installed: {", ".join(installed(kind)) or "none"}.')
    return short


@cache
def _model(kind: Kind, name: str):
    return installed(kind)[name].load()()


def _spoken(kind: Kind) -> str:
    return {"images": "image model", "speech": "voice engine", "music": "music model", "readers": "reader"}[kind]
