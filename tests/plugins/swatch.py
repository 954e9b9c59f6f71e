"""Quick models for tests, found through entry points as any other package's are."""

import errno
import os
import signal
import time
from collections.abc import Iterator, Sequence

import numpy as np
from PIL import Image

from storyvid.errors import ModelFailed, NeedsAnEdit
from storyvid.models import Assets, Card, Progress, Speech, SpokenWord, Voice
from storyvid.recipes import ImageRecipe, SpeechRecipe, prompt_text


class Swatch:
    """Paints one colour, by the seed."""

    card = Card(name="swatch", revision="1", title="Swatch", summary="One colour.")

    def paint(self, recipes: Sequence[ImageRecipe], *, assets: Assets, progress: Progress) -> Iterator[Image.Image]:
        for recipe in recipes:
            progress(0.5)
            yield _colour(recipe)


class Pairs(Swatch):
    """Paints several at once, and says in the picture's red how many those were."""

    card = Card(name="pairs", revision="1", title="Pairs", summary="Batches of four.", batch=4)

    def paint(self, recipes: Sequence[ImageRecipe], *, assets: Assets, progress: Progress) -> Iterator[Image.Image]:
        for recipe in recipes:
            yield Image.new("RGB", (recipe.width, recipe.height), (len(recipes), 0, recipe.seed))


class Slow(Swatch):
    """Takes half a minute, telling how far it is."""

    card = Card(name="slow", revision="1", title="Slow", summary="Half a minute a picture.")

    def paint(self, recipes: Sequence[ImageRecipe], *, assets: Assets, progress: Progress) -> Iterator[Image.Image]:
        for recipe in recipes:
            for step in range(600):
                progress(step / 600)
                time.sleep(0.05)
            yield _colour(recipe)


class Broken(Swatch):
    """Kills its own process, as a crash in native code would."""

    card = Card(name="broken", revision="1", title="Broken", summary="Crashes.")

    def paint(self, recipes: Sequence[ImageRecipe], *, assets: Assets, progress: Progress) -> Iterator[Image.Image]:
        os.kill(os.getpid(), signal.SIGKILL)
        yield _colour(recipes[0])


class Strict(Swatch):
    """Refuses prompts with the word `forbidden` in them, and breaks on `broken`."""

    card = Card(name="strict", revision="1", title="Strict", summary="Refuses.")

    def paint(self, recipes: Sequence[ImageRecipe], *, assets: Assets, progress: Progress) -> Iterator[Image.Image]:
        for recipe in recipes:
            if "forbidden" in prompt_text(recipe.parts):
                raise NeedsAnEdit("The service refused this prompt. Change the scene.")
            if "broken" in prompt_text(recipe.parts):
                raise ZeroDivisionError("by zero")
            yield _colour(recipe)


class Hum:
    """Hums: 100 ms a word."""

    card = Card(name="hum", revision="1", title="Hum", summary="A tone a word.")

    def voices(self) -> tuple[Voice, ...]:
        return (Voice(name="hum", title="Hum", language="en"),)

    def speak(self, recipe: SpeechRecipe, *, progress: Progress) -> Speech:
        if "breathless" in recipe.text:
            raise ModelFailed("The voice lost its breath.")
        if "brimful" in recipe.text:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rate, words, at = 22050, [], 0
        for place, word in enumerate(recipe.text.split()):
            start = recipe.text.index(word, at)
            at = start + len(word)
            words.append(SpokenWord(start=start, end=at, start_ms=place * 100, end_ms=place * 100 + 90))
        time_s = np.arange(rate * len(words) // 10) / rate
        return Speech((0.1 * np.sin(2 * np.pi * 220 * time_s)).astype(np.float32), rate, tuple(words))


def _colour(recipe: ImageRecipe) -> Image.Image:
    return Image.new("RGB", (recipe.width, recipe.height), (recipe.seed % 256, recipe.seed // 256 % 256, 128))
