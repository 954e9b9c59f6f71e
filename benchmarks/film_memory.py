"""The memory a film takes: the most that making its segments and putting it together needs, by number of scenes.

    python benchmarks/film_memory.py [--scenes 10 200] [--frames 45]

Every number of scenes is made by a fresh process, from pictures of one colour gradient each, at 540x960; its peak is
what the kernel says of it (getrusage).  Narration and music are left out: `benchmarks/sound.py` has the soundtrack's.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

from storyvid.film.clips import make_clip, make_join
from storyvid.film.mix import make_soundtrack
from storyvid.film.probe import probed
from storyvid.film.render import make_film
from storyvid.recipes import (
    Caption,
    ClipRecipe,
    FilmRecipe,
    JoinRecipe,
    Recipe,
    Shot,
    SoundtrackRecipe,
    UploadRecipe,
    key_of,
)

JOIN = 15


@dataclass
class Folder:
    """Assets in a folder."""

    folder: Path
    known: dict[str, dict] = field(default_factory=dict)

    def path(self, recipe: Recipe) -> Path:
        return self.folder / f"{key_of(recipe)}.mp4"

    def facts(self, recipe: Recipe) -> dict:
        return {}


def picture(assets: Folder, number: int) -> UploadRecipe:
    """One scene's picture: a gradient."""
    recipe = UploadRecipe(media="image", sha256=f"{number:064x}", suffix=".png")
    ramp = np.linspace(number % 200, 255, 960).astype(np.uint8)[:, None, None]
    Image.fromarray(np.broadcast_to(ramp, (960, 540, 3)).copy()).save(assets.path(recipe), format="PNG")
    return recipe


def made(assets: Folder, scenes: int, frames: int) -> FilmRecipe:
    """The film, with all it is made from."""
    shots = [
        Shot(
            picture=picture(assets, number),
            width=540,
            height=960,
            fps=30,
            frames=frames,
            motion="auto",
            captions=(Caption(text=f"Scene number {number}", start_ms=0, end_ms=1500),),
        )
        for number in range(scenes)
    ]
    segments: list[ClipRecipe | JoinRecipe] = []
    for at, shot in enumerate(shots):
        first, last = at == 0, at == scenes - 1
        clip = ClipRecipe(
            shot=shot, start_frame=0 if first else JOIN, end_frame=frames - (0 if last else JOIN), quality="preview"
        )
        segments.append(clip)
        if not last:
            segments.append(JoinRecipe(before=shot, after=shots[at + 1], frames=JOIN, quality="preview"))
    total = scenes * frames - (scenes - 1) * JOIN
    sound = SoundtrackRecipe(narration=(), duration_ms=total * 1000 // 30)
    film = FilmRecipe(segments=tuple(segments), soundtrack=sound)
    for segment in segments:
        make = make_clip if isinstance(segment, ClipRecipe) else make_join
        make(segment, assets, assets.path(segment), progress=quiet)
    make_soundtrack(sound, assets, assets.path(sound), progress=quiet)
    make_film(film, assets, assets.path(film), progress=quiet)
    return film


def quiet(share: float) -> None:
    """Progress that nobody watches."""


def peak_mb(scenes: int, frames: int) -> None:
    """Makes the film here, and prints the process's peak in MB and the film's frames."""
    with tempfile.TemporaryDirectory() as folder:
        assets = Folder(Path(folder))
        film = made(assets, scenes, frames)
        video = probed(assets.path(film)).video
        assert video is not None and video.even
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, video.frames)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scenes", type=int, nargs="+", default=[10, 200])
    parser.add_argument("--frames", type=int, default=45, help="of each scene")
    parser.add_argument("--here", action="store_true", help="in this process, and nothing but the figures")
    options = parser.parse_args()
    if options.here:
        peak_mb(options.scenes[0], options.frames)
        return
    peaks = []
    for scenes in options.scenes:
        command = [sys.executable, __file__, "--here", "--scenes", str(scenes), "--frames", str(options.frames)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        peaks.append(float(said[0]))
        print(f"{scenes:5} scenes, {said[1]:>6} frames: {peaks[-1]:6.0f} MB, {peaks[-1] / peaks[0]:.2f}x")


if __name__ == "__main__":
    main()
