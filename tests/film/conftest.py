"""What the film's tests share: pictures, a shelf of assets, and sound, all made on the spot."""

from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from storyvid.recipes import ClipRecipe, FilmRecipe, JoinRecipe, Recipe, Shot, SoundtrackRecipe, UploadRecipe, key_of

RATE = 48_000


def quiet(share: float) -> None:
    """Progress that nobody watches."""


@dataclass
class Shelf:
    """Assets in a folder, and the makers' way to them."""

    folder: Path
    paths: dict[str, Path] = field(default_factory=dict)

    def path(self, recipe: Recipe) -> Path:
        return self.paths[key_of(recipe)]

    def facts(self, recipe: Recipe) -> dict:
        return {}

    def room(self, recipe: Recipe) -> Path:
        """A place for the recipe's asset, with a name that tells nothing, as in the store's staging."""
        self.paths[key_of(recipe)] = self.folder / f"{key_of(recipe)}.part"
        return self.path(recipe)

    def picture(self, image: Image.Image, name: str = "picture") -> UploadRecipe:
        """Puts a picture on the shelf."""
        recipe = UploadRecipe(media="image", sha256=name, suffix=".png")
        image.save(self.room(recipe), format="PNG")
        return recipe

    def soundtrack(self, samples: np.ndarray) -> SoundtrackRecipe:
        """Puts sound of shape (2, n) at 48 kHz on the shelf, as AAC."""
        recipe = SoundtrackRecipe(narration=(), duration_ms=samples.shape[1] * 1000 // RATE)
        with av.open(str(self.room(recipe)), "w", format="mp4") as out:
            stream = out.add_stream("aac", rate=RATE, layout="stereo")
            for at in range(0, samples.shape[1], 1024):
                frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[:, at : at + 1024]), "fltp", "stereo")
                frame.rate, frame.pts = RATE, at
                out.mux(stream.encode(frame))
            out.mux(stream.encode(None))
        return recipe


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    return Shelf(tmp_path)


def painting(width: int = 300, height: int = 400, *, seed: int = 0) -> Image.Image:
    """A picture with something everywhere, as smooth as a painted one."""
    blocks = np.random.default_rng(seed).integers(20, 235, (height // 40 + 1, width // 40 + 1, 3), dtype=np.uint8)
    return Image.fromarray(blocks).resize((width, height), Image.Resampling.BICUBIC)


def shot_of(picture, *, width: int = 144, height: int = 256, frames: int = 30, **fields) -> Shot:
    return Shot(picture=picture, width=width, height=height, fps=fields.pop("fps", 30), frames=frames, **fields)


def film_of(*segments: ClipRecipe | JoinRecipe, soundtrack: SoundtrackRecipe, title: str = "") -> FilmRecipe:
    return FilmRecipe(segments=segments, soundtrack=soundtrack, title=title)


def decoded(path: Path) -> list[np.ndarray]:
    """The luma of every frame of a film."""
    with av.open(str(path)) as media:
        return [_luma(frame) for frame in media.decode(video=0)]


def _luma(frame: av.VideoFrame) -> np.ndarray:
    plane = frame.planes[0]
    return np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[: frame.height, : frame.width].copy()


def similarity(first: np.ndarray, second: np.ndarray) -> float:
    """The mean SSIM of two grey pictures (Wang, Bovik, Sheikh, Simoncelli 2004; 8x8 windows)."""
    import cv2

    a, b = first.astype(np.float64), second.astype(np.float64)
    mean_a, mean_b = cv2.blur(a, (8, 8)), cv2.blur(b, (8, 8))
    var_a = cv2.blur(a * a, (8, 8)) - mean_a**2
    var_b = cv2.blur(b * b, (8, 8)) - mean_b**2
    both = cv2.blur(a * b, (8, 8)) - mean_a * mean_b
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    above = (2 * mean_a * mean_b + c1) * (2 * both + c2)
    return float((above / ((mean_a**2 + mean_b**2 + c1) * (var_a + var_b + c2))).mean())
