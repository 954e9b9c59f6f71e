"""How fast storyvid speaks, composes and mixes, against ffmpeg doing no more than decode and encode the same sound.

Run: python benchmarks/sound.py [--minutes 5] [--text FILE]
"""

import argparse
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imageio_ffmpeg

from storyvid.film.mix import make_soundtrack
from storyvid.film.sound_files import write_wav
from storyvid.models import Speech
from storyvid.music.composer import Composer
from storyvid.recipes import MusicRecipe, Placed, Recipe, SoundtrackRecipe, SpeechRecipe, key_of, suffix_of
from storyvid.speech.espeak import Espeak

TEXT = (
    "Once upon a time there was a miller who had three sons. To the eldest he left his mill, to the second his ass, "
    "and to the youngest nothing but his cat. “What shall I do with a cat?” said the boy. “Give me a pair of boots,” "
    "said the cat, “and you shall see that you are not so badly off as you think.”\n\n"
) * 20


class Folder:
    """Assets in a folder, as the store lays them out."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def path(self, recipe: Recipe) -> Path:
        return self._path / (key_of(recipe) + suffix_of(recipe))

    def facts(self, recipe: Recipe) -> dict:
        return {}


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=5)
    parser.add_argument("--text", type=Path)
    options = parser.parse_args()
    text = options.text.read_text(encoding="utf-8") if options.text else TEXT
    with tempfile.TemporaryDirectory() as path:
        print(f"{'what':34}{'sound':>9}{'took':>9}{'x real time':>13}")
        spoken = voice_rows(text)
        mix_rows(Folder(Path(path)), Path(path), spoken, options.minutes)
    print(f"most memory held: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def voice_rows(text: str) -> Speech:
    recipe = SpeechRecipe(model="espeak@1", voice="", language="en", text=text)
    speech, seconds = timed(lambda: Espeak().speak(recipe, progress=lambda share: None))
    row("voice: espeak", len(speech.samples) / speech.rate, seconds)
    print(f"{'  per 1000 words':34}{'':9}{1000 * seconds / len(speech.words):8.2f}s")
    return speech


def mix_rows(folder: Folder, path: Path, speech: Speech, minutes: int) -> None:
    film_ms = minutes * 60_000
    for mood in ("calm", "adventure", "triumphant"):
        recipe = MusicRecipe(model="composer@1", mood=mood, seed=1, duration_ms=film_ms)
        music, seconds = timed(lambda recipe=recipe: Composer().compose(recipe, progress=lambda share: None))
        row(f"composer: {mood}", film_ms / 1000, seconds)
    write_wav(folder.path(recipe), music.samples, music.rate)
    line = SpeechRecipe(model="espeak@1", voice="", language="en", text="line")
    write_wav(folder.path(line), speech.samples[: speech.rate * 20], speech.rate)
    narration = tuple(Placed(speech=line, start_ms=start) for start in range(1000, film_ms - 22_000, 24_000))
    film = SoundtrackRecipe(narration=narration, duration_ms=film_ms, music=recipe)
    out = path / "out.m4a"
    facts, seconds = timed(lambda: make_soundtrack(film, folder, out, progress=lambda share: None))
    row("mix: narration, music, levels, AAC", film_ms / 1000, seconds)
    ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-threads", "1", "-i", str(folder.path(recipe))]
    command = [*ffmpeg, "-ar", "48000", "-c:a", "aac", "-b:a", "192k", str(path / "plain.m4a")]
    _, plain = timed(lambda: subprocess.run(command, check=True))
    row("reference: ffmpeg decode, AAC", film_ms / 1000, plain)
    print(f"mix / reference: {seconds / plain:.1f}   {facts}")


def row(what: str, sound_seconds: float, seconds: float) -> None:
    print(f"{what:34}{sound_seconds:8.1f}s{seconds:8.2f}s{sound_seconds / seconds:13.0f}")


if __name__ == "__main__":
    main()
