"""Training a likeness on a tiny pipeline: it learns, it can be loaded and turned up, it stops and goes on."""

import numpy as np
import pytest
import torch
from diffusers import StableDiffusionPipeline, StableDiffusionXLPipeline
from PIL import Image
from safetensors import safe_open
from safetensors.torch import load_file

from storyvid.errors import BadInput, Conflict
from storyvid.images import weights
from storyvid.images.likeness import base as bases
from storyvid.images.likeness.run import Run
from storyvid.images.likeness.train import train
from tests.images.likeness.conftest import run_in, training_of
from tests.tiny_diffusion import flux, saved


def painting(pipeline, *, scale: float | None = None, prompt: str = "Mira, a girl") -> np.ndarray:
    """The last latents for a prompt, an adapter turned to `scale` where there is one."""
    if scale is not None:
        pipeline.set_adapters(["likeness"], [scale])
    pipeline.set_progress_bar_config(disable=True)
    return pipeline(
        prompt,
        num_inference_steps=3,
        generator=torch.Generator().manual_seed(3),
        width=32,
        height=32,
        output_type="latent",
    ).images.numpy()


def test_the_loss_falls_checkpoint_after_checkpoint(trained):
    state = trained.state
    assert state.stage == "done" and state.step == 18 and state.seconds_left is None
    measured = [state.start_loss, *(checkpoint.loss for checkpoint in state.checkpoints)]
    assert [checkpoint.step for checkpoint in state.checkpoints] == [6, 12, 18]
    assert measured == sorted(measured, reverse=True)
    assert measured[-1] < 0.95 * measured[0]


def test_every_checkpoint_is_a_lora_of_half_precision_with_a_picture_of_it(trained):
    for checkpoint in trained.state.checkpoints:
        with safe_open(trained.folder / checkpoint.file, framework="pt") as file:
            names = list(file.keys())
            assert all(name.startswith("unet.") and ".lora" in name for name in names)
            assert file.get_tensor(names[0]).dtype == torch.float16
        with Image.open(trained.folder / checkpoint.picture) as image:
            assert image.size == (32, 32)
    assert not (trained.folder / "resume.safetensors").exists()


def test_the_adapter_loads_and_trainedness_moves_the_output_monotonically(trained, model):
    plain = painting(StableDiffusionPipeline.from_pretrained(model))
    pipeline = StableDiffusionPipeline.from_pretrained(model)
    pipeline.load_lora_weights(trained.folder, weight_name=trained.state.checkpoints[-1].file, adapter_name="likeness")
    moved = [float(np.abs(painting(pipeline, scale=at / 4) - plain).mean()) for at in range(5)]
    assert moved[0] < 1e-6
    assert all(before < after for before, after in zip(moved, moved[1:], strict=False))


def test_a_checkpoint_is_taken_among_the_weights_as_a_lora(trained, tmp_path, monkeypatch):
    from storyvid.likeness_runs import taken

    monkeypatch.setenv(weights.FOLDER, str(tmp_path))
    likeness = taken(trained, trained.state.checkpoints[1], trainedness_percent=70)
    assert (likeness.form, likeness.name, likeness.trainedness_percent) == ("lora", "Mira", 70)
    assert (
        weights.path(likeness.weights).read_bytes() == (trained.folder / trained.state.checkpoints[1].file).read_bytes()
    )
    assert weights.known()[0].title == "Mira, 12 steps"


def test_a_training_that_was_stopped_goes_on_to_what_it_would_have_been(model, tmp_path, trained):
    run = run_in(tmp_path / "run", training_of(model))
    state = train(run, tell=lambda state: run.ask_to_stop() if state.step >= 6 else None)  # told at a checkpoint always
    assert state.stage == "stopped" and 6 <= state.step < 12
    assert len(state.checkpoints) == 1
    assert train(run).stage == "done"
    name = trained.state.checkpoints[-1].file
    whole, in_two = load_file(trained.folder / name), load_file(run.folder / name)
    assert all(torch.allclose(whole[key].float(), in_two[key].float(), atol=2e-4) for key in whole)
    assert [one.loss for one in run.state.checkpoints] == pytest.approx(
        [one.loss for one in trained.state.checkpoints], abs=1e-3
    )


def test_pictures_of_the_kind_are_painted_once_and_count(model, tmp_path):
    with_prior = run_in(tmp_path / "with", training_of(model, steps=2, checkpoints=1))
    train(with_prior)
    first = with_prior.kind / "000.png"
    assert sorted(path.name for path in with_prior.kind.iterdir()) == ["000.png", "001.png"]
    without = run_in(tmp_path / "without", training_of(model, steps=2, checkpoints=1, prior_percent=0))
    train(without)
    assert not list(without.kind.iterdir())
    a, b = (load_file(run.folder / "step-000002.safetensors") for run in (with_prior, without))
    assert any(not torch.equal(a[key], b[key]) for key in a)
    assert first.stat().st_size > 0


def test_an_sdxl_learns_with_the_same_code(xl_model, tmp_path):
    run = run_in(tmp_path / "run", training_of(xl_model, steps=5, checkpoints=1, accumulated=2))
    state = train(run)
    assert state.stage == "done" and state.checkpoints[-1].loss < state.start_loss
    pipeline = StableDiffusionXLPipeline.from_pretrained(xl_model)
    pipeline.load_lora_weights(run.folder, weight_name=state.checkpoints[-1].file, adapter_name="likeness")
    assert np.abs(painting(pipeline, scale=1.0) - painting(pipeline, scale=0.0)).mean() > 1e-6


def test_a_whole_model_is_tuned_and_kept_in_the_diffusers_layout(model, tmp_path, monkeypatch):
    run = run_in(
        tmp_path / "run", training_of(model, form="checkpoint", steps=5, checkpoints=1, learning_rate_millionths=500)
    )
    state = train(run)
    assert state.checkpoints[-1].loss < state.start_loss
    tuned = run.folder / state.checkpoints[-1].file
    assert (tuned / "model_index.json").exists()
    pipeline = StableDiffusionPipeline.from_pretrained(tuned)
    assert np.abs(painting(pipeline) - painting(StableDiffusionPipeline.from_pretrained(model))).mean() > 1e-5
    monkeypatch.setenv(weights.FOLDER, str(tmp_path / "weights"))
    assert weights.path(weights.add(tuned, title="Mira")).is_dir()


def test_half_precision_learns_as_a_graphics_card_does(model, tmp_path, monkeypatch, trained):
    monkeypatch.setattr(bases, "_dtype", lambda device: torch.bfloat16)
    run = run_in(tmp_path / "run", training_of(model, steps=10, checkpoints=1, kind_pictures=1))
    state = train(run)
    assert state.checkpoints[-1].loss < 0.98 * state.start_loss
    assert state.start_loss == pytest.approx(trained.state.start_loss, rel=0.02)


def test_two_processes_never_train_one_run(model, tmp_path):
    run = run_in(tmp_path / "run", training_of(model))
    lock = run.claimed()
    with pytest.raises(Conflict):
        train(Run(run.folder))
    lock.release()
    assert run.state.stage == "waiting"


def test_a_model_of_another_family_is_refused_and_the_state_says_so(tmp_path):
    run = run_in(tmp_path / "run", training_of(saved(flux(), tmp_path / "flux")))
    with pytest.raises(BadInput, match="FluxPipeline cannot be trained here"):
        train(run)
    assert run.state.stage == "failed" and "SDXL" in run.state.message


def test_what_goes_wrong_unforeseen_is_recorded_as_a_failure(model, tmp_path, monkeypatch):
    run = run_in(tmp_path / "run", training_of(model))
    (run.pictures / "000.png").write_bytes(b"no picture any more")
    with pytest.raises(OSError):
        train(run)
    assert run.state.stage == "failed" and "log.txt" in run.state.message
