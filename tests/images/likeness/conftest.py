"""A tiny model, pictures of a character, and what a short training made of them."""

from io import BytesIO

import pytest
import torch
from PIL import Image, ImageDraw

from storyvid.images.likeness.pictures import kept
from storyvid.images.likeness.run import Run
from storyvid.images.likeness.train import train
from storyvid.images.likeness.training import Training
from tests.tiny_diffusion import saved, sd15, sdxl


@pytest.fixture(scope="session", autouse=True)
def one_thread():
    """Tiny tensors are faster on one thread, and threads that wait for one another slow other tests."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def model(tmp_path_factory):
    """A tiny Stable Diffusion in a folder."""
    return saved(sd15(), tmp_path_factory.mktemp("sd"))


@pytest.fixture(scope="session")
def xl_model(tmp_path_factory):
    """A tiny SDXL in a folder."""
    return saved(sdxl(), tmp_path_factory.mktemp("xl"))


def pictures(count: int = 4) -> list[tuple[bytes, str]]:
    """Pictures of a red figure in front of green, each a little different; the first has words of its own."""
    made = []
    for at in range(count):
        image = Image.new("RGB", (96, 72 + 24 * (at % 2)), (30, 120 + 10 * at, 40))
        ImageDraw.Draw(image).ellipse((20 + 6 * at, 10, 60 + 6 * at, 60), fill=(210, 30, 30))
        written = BytesIO()
        image.save(written, "PNG")
        made.append((written.getvalue(), "in a wood" if at == 0 else ""))
    return made


def training_of(model, **changed) -> Training:
    """A short training on a tiny model."""
    asked = {"steps": 18, "checkpoints": 3, "rank": 8, "learning_rate_millionths": 4000, "kind_pictures": 2}
    asked |= {"side_px": 32}
    return Training(
        character="c1", name="Mira", kind_words="a girl", model=str(model), sample_steps=2, **{**asked, **changed}
    )


def run_in(folder, training: Training) -> Run:
    """A run with its pictures, not started."""
    run = Run.create(folder, training)
    kept(pictures(), run.pictures)
    return run


@pytest.fixture(scope="session")
def trained(tmp_path_factory, model) -> Run:
    """A LoRA trained to its end."""
    run = run_in(tmp_path_factory.mktemp("run"), training_of(model))
    train(run)
    return run
