"""Who makes what: from a recipe's kind to the code that makes its asset, imported when it is needed."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from storyvid import files, models
from storyvid.errors import ModelFailed, NoRoom, StoryvidError
from storyvid.models import Assets, Progress
from storyvid.recipes import (
    AmbienceRecipe,
    ClipRecipe,
    ImageRecipe,
    JoinRecipe,
    MusicRecipe,
    Recipe,
    SpeechRecipe,
    UploadRecipe,
)
from storyvid.store import Store

# each is a function (recipe, assets, out, *, progress) -> facts that writes the file `out`
MAKERS = {
    "embedding": "storyvid.images.ranking.sight:make_embedding",
    "depth": "storyvid.images.depth:make_depth",
    "clip": "storyvid.film.clips:make_clip",
    "join": "storyvid.film.clips:make_join",
    "soundtrack": "storyvid.film.mix:make_soundtrack",
    "film": "storyvid.film.render:make_film",
}

KEPT = "stages"  # the project's folder for what saves time while a film is made
TOLD = ("revision", "notice")  # what a model may say of a picture, by `Image.info`; kept in the facts


class Result(NamedTuple):
    """An asset fresh from its maker: bytes, or a file that will be moved into the store."""

    recipe: Recipe
    content: bytes | Path
    facts: dict


class Unmade(NamedTuple):
    """One picture of several that could not be made; the others are."""

    recipe: Recipe
    error: StoryvidError


def make(recipes: Sequence[Recipe], store: Store, *, progress: Progress) -> Iterator[Result | Unmade]:
    """Makes one recipe, or several pictures that differ only by seed; yields each as it is finished.

    What the recipes need must be in the store.  Raises what models raise, ModelFailed for an upload that is gone.
    """
    first = recipes[0]
    match first:
        case ImageRecipe():
            yield from _images([recipe for recipe in recipes if isinstance(recipe, ImageRecipe)], store, progress)
        case UploadRecipe():
            noun = "picture" if first.media == "image" else "sound"
            raise ModelFailed(f"The {noun} you brought is not in the project any more. Upload it again.")
        case _:
            yield from _in_scratch(first, store, progress)


def prepare(recipe: ClipRecipe, store: Store) -> None:
    """Keeps what takes long of a clip: its picture, apart and at the film's size. Raises what making the clip would."""
    from storyvid.film.frames import source_of

    source_of(recipe.shot, _assets(recipe, store))


def _images(recipes: list[ImageRecipe], store: Store, progress: Progress) -> Iterator[Result | Unmade]:
    model = _model("images", recipes[0].model)
    pictures = model.paint(recipes, assets=store, progress=progress)
    for recipe, picture in zip(recipes, pictures, strict=False):
        if isinstance(picture, StoryvidError):
            yield Unmade(recipe, picture)
            continue
        if (picture.width, picture.height) != (recipe.width, recipe.height):
            raise ModelFailed(
                f"{model.card.title} painted {picture.width}x{picture.height} pixels where "
                f"{recipe.width}x{recipe.height} were asked for. Report this to the model's author."
            )
        written = BytesIO()
        picture.convert("RGB").save(written, "PNG", compress_level=1)  # a third larger, five times as fast
        told = {name: picture.info[name] for name in TOLD if isinstance(picture.info.get(name), str)}
        yield Result(recipe, written.getvalue(), {"width": picture.width, "height": picture.height, **told})


def _in_scratch(recipe: Recipe, store: Store, progress: Progress) -> Iterator[Result]:
    scratch = store.scratch(recipe)
    try:
        facts = _maker(recipe)(recipe, _assets(recipe, store), scratch, progress=progress)
        yield Result(recipe, scratch, facts)
    except OSError as error:
        if error.errno not in files.FULL:
            raise
        raise NoRoom(
            f"The disk that holds {store.folder} is full: the {recipe.kind} was not written, what was there is "
            "untouched. Free some space (storyvid gc shows what can go), then try again."
        ) from error
    finally:
        store.drop_scratch(scratch)


def _assets(recipe: Recipe, store: Store) -> Assets:
    if not isinstance(recipe, (ClipRecipe, JoinRecipe)):
        return store
    from storyvid.film.kept import Keeping

    return Keeping(store, store.folder.parent / KEPT)


def _maker(recipe: Recipe) -> Callable[..., dict]:
    match recipe:
        case SpeechRecipe():
            return _speech
        case MusicRecipe():
            return _music
        case AmbienceRecipe():
            return _ambience
        case _:
            module, _, name = MAKERS[recipe.kind].partition(":")
            return getattr(import_module(module), name)


def _speech(recipe: SpeechRecipe, store: Store, out: Path, *, progress: Progress) -> dict:
    from storyvid.film.sound_files import write_wav
    from storyvid.speech.pronouncing import spoken

    speech = spoken(_model("speech", recipe.model), recipe, progress=progress)
    write_wav(out, speech.samples, speech.rate)
    words = [[word.start, word.end, word.start_ms, word.end_ms] for word in speech.words]
    return {"duration_ms": round(len(speech.samples) * 1000 / speech.rate), "rate": speech.rate, "words": words}


def _music(recipe: MusicRecipe, store: Store, out: Path, *, progress: Progress) -> dict:
    from storyvid.film.sound_files import write_wav

    music = _model("music", recipe.model).compose(recipe, progress=progress)
    write_wav(out, music.samples, music.rate)
    return {"duration_ms": round(len(music.samples) * 1000 / music.rate), "rate": music.rate}


def _ambience(recipe: AmbienceRecipe, store: Store, out: Path, *, progress: Progress) -> dict:
    from storyvid.ambience.settings import RATE, heard
    from storyvid.film.sound_files import write_wav

    samples = heard(recipe.setting, seed=recipe.seed, duration_ms=recipe.duration_ms, progress=progress)
    write_wav(out, samples, RATE)
    return {"duration_ms": round(len(samples) * 1000 / RATE), "rate": RATE}


def _model(kind: models.Kind, name: str):
    """The model of exactly the revision that the recipe names: another one would make something else."""
    model = models.find(kind, name)
    if "@" in name and model.card.full_name != name:
        raise ModelFailed(
            f"This was asked of {name}, and {model.card.full_name} is installed, which makes something else. "
            "Ask for it anew to use the installed one."
        )
    return model
