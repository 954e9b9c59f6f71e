"""Tiny pipelines, built once a session and brought as an author brings weights; a bench to paint on."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

from storyvid.images import weights
from storyvid.images.diffusion import Diffusers
from storyvid.images.diffusion.batching import Notebook
from storyvid.images.diffusion.machine import Machine
from storyvid.recipes import ImageRecipe, Part, UploadRecipe
from tests import tiny_diffusion as tiny


@pytest.fixture(scope="session", autouse=True)
def one_thread():
    """Tiny matrices are quickest on one thread, above all where cores are shared."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session", autouse=True)
def kept(tmp_path_factory):
    """The folder of weights of the whole session."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("weights")
        patch.setenv(weights.FOLDER, str(folder))
        yield folder


@pytest.fixture(scope="session")
def sd15(kept, tmp_path_factory) -> str:
    """The SHA-256 of a tiny Stable Diffusion 1.5."""
    return weights.add(tiny.saved(tiny.sd15(), tmp_path_factory.mktemp("sd15")))


@pytest.fixture(scope="session")
def sdxl(kept, tmp_path_factory) -> str:
    """The SHA-256 of a tiny SDXL."""
    return weights.add(tiny.saved(tiny.sdxl(), tmp_path_factory.mktemp("sdxl")))


@pytest.fixture(scope="session")
def flux(kept, tmp_path_factory) -> str:
    """The SHA-256 of a tiny FLUX."""
    return weights.add(tiny.saved(tiny.flux(), tmp_path_factory.mktemp("flux")))


@pytest.fixture(scope="session")
def tuned(kept, tmp_path_factory) -> str:
    """The SHA-256 of the tiny Stable Diffusion 1.5 after some training: the same shapes, other weights."""
    pipeline = tiny.sd15()
    torch.manual_seed(3)
    with torch.no_grad():
        for part in (pipeline.unet, pipeline.text_encoder):
            for tensor in part.parameters():
                tensor.add_(torch.randn_like(tensor) * 0.05)
    return weights.add(tiny.saved(pipeline, tmp_path_factory.mktemp("tuned")))


@dataclass
class Pictures:
    """Pictures that are made already, by recipe."""

    folder: Path
    made: dict = field(default_factory=dict)

    def path(self, recipe) -> Path:
        return self.made[recipe]

    def facts(self, recipe) -> dict:
        return {}

    def with_(self, recipe, picture: Image.Image):
        """The recipe, made: its picture is this one."""
        self.made[recipe] = self.folder / f"{len(self.made)}.png"
        picture.save(self.made[recipe])
        return recipe


@pytest.fixture
def pictures(tmp_path):
    return Pictures(tmp_path)


@pytest.fixture
def sketch(pictures):
    """A picture to start from: a dark house on a light ground."""
    drawn = Image.new("RGB", (64, 64), (230, 225, 200))
    ImageDraw.Draw(drawn).rectangle((16, 24, 48, 60), fill=(60, 40, 30))
    return pictures.with_(UploadRecipe(media="image", sha256="1" * 64, suffix=".png"), drawn)


@pytest.fixture
def left_half(pictures):
    """A mask: the left half is painted anew."""
    drawn = Image.new("RGB", (64, 64), "black")
    ImageDraw.Draw(drawn).rectangle((0, 0, 31, 63), fill="white")
    return pictures.with_(UploadRecipe(media="image", sha256="2" * 64, suffix=".png"), drawn)


@pytest.fixture
def painter(tmp_path):
    """The model with a notebook of its own, one picture at a time."""
    return Diffusers(Machine(), Notebook(tmp_path / "batches.json"))


@pytest.fixture(scope="session")
def shared():
    """The model for tests that leave nothing behind: what is loaded stays loaded."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        yield Diffusers(Machine(), Notebook(Path(folder) / "batches.json"))


def take(sha256: str, seed: int = 1, *, text: str = "a red fox in the forest", options=None, **fields) -> ImageRecipe:
    """A recipe for a tiny pipeline."""
    asked = {"model": f"weights:{sha256}", "steps": 2, "guidance_percent": 500, "size": tiny.SIZE, **(options or {})}
    named = {"model": "diffusers@1", "width": 64, "height": 64, "parts": (Part(source="scene", text=text),), **fields}
    return ImageRecipe(seed=seed, options=tuple(sorted(asked.items())), **named)


def untold(_: float) -> None:
    """Progress that nobody follows."""


def pixels(painter: Diffusers, *recipes: ImageRecipe, assets=None, progress=untold) -> list[np.ndarray]:
    """The pictures as arrays of whole numbers that may be subtracted."""
    from storyvid.models import NoAssets

    made = painter.paint(recipes, assets=assets or NoAssets(), progress=progress)
    return [np.asarray(picture).astype(int) for picture in made]


def apart(one: np.ndarray, other: np.ndarray) -> float:
    """The mean difference in grey levels."""
    return float(np.abs(one - other).mean())
