"""What training makes, as the diffusers engine paints with it: by its SHA-256 in a recipe, turned up step by step."""

import numpy as np
import pytest

from storyvid.images import weights
from storyvid.images.diffusion.machine import Machine
from storyvid.images.diffusion.model import Diffusers
from storyvid.images.likeness.train import train
from storyvid.likeness_runs import taken
from storyvid.models import NoAssets
from storyvid.recipes import ImageRecipe, Likeness, Part
from tests.images.likeness.conftest import run_in, training_of


@pytest.fixture
def paint(model, tmp_path, monkeypatch):
    """Paints one small picture with the tiny model, and with likenesses."""
    monkeypatch.setenv(weights.FOLDER, str(tmp_path / "weights"))
    engine, brought = Diffusers(machine=Machine()), weights.add(model, title="tiny")

    def painted(*likenesses: Likeness) -> np.ndarray:
        recipe = ImageRecipe(
            model="diffusers@1",
            parts=(Part(source="character", name="Mira", text="a girl"),),
            width=64,
            height=64,
            seed=3,
            options=(("model", f"weights:{brought}"), ("steps", 3)),
            likenesses=likenesses,
        )
        (image,) = engine.paint([recipe], assets=NoAssets(), progress=lambda share: None)
        return np.asarray(image, dtype=np.float64)

    return painted


def test_the_engine_paints_with_a_trained_lora_at_the_level_asked_for(trained, paint):
    made = trained.state.checkpoints[-1]
    levels = [paint(taken(trained, made, trainedness_percent=level)) for level in (0, 50, 100)]
    plain = paint()
    assert np.abs(levels[0] - plain).max() <= 1
    assert 0 < np.abs(levels[1] - plain).mean() < np.abs(levels[2] - plain).mean()


def test_the_engine_paints_with_a_whole_tuned_model(model, tmp_path, paint):
    run = run_in(
        tmp_path / "run", training_of(model, form="checkpoint", steps=6, checkpoints=1, learning_rate_millionths=2000)
    )
    tuned = taken(run, train(run).checkpoints[-1])
    assert tuned.form == "checkpoint"
    assert np.abs(paint(tuned) - paint()).mean() > 0.5
