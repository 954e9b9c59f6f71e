"""Painting with real pipelines: every family, in batches, the same picture for the same recipe, stopped at once."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from storyvid.errors import BadInput, Cancelled, ModelFailed, ModelNotInstalled
from storyvid.images.diffusion import Diffusers
from storyvid.images.diffusion.batching import Notebook
from storyvid.images.diffusion.machine import Machine
from storyvid.models import ImageModel, NoAssets
from tests.images.diffusion.conftest import apart, pixels, take, untold


def test_diffusers_is_an_image_model():
    assert isinstance(Diffusers(), ImageModel)


@pytest.mark.parametrize("family", ["sd15", "sdxl", "flux"])
def test_every_family_paints_recipes_in_order_at_their_size_and_the_same_again(family, shared, request):
    sha256 = request.getfixturevalue(family)
    recipes = [take(sha256, 1), take(sha256, 2), take(sha256, 1, width=48, height=80)]
    first, second, tall = pixels(shared, *recipes)
    assert first.shape == second.shape == (64, 64, 3) and tall.shape == (80, 48, 3)
    assert first.std() > 5 and apart(first, second) > 1
    (again,) = pixels(shared, recipes[0])
    assert np.abs(first - again).max() <= 1


@pytest.mark.parametrize("family", ["sd15", "sdxl"])
def test_a_take_is_the_same_picture_whichever_batch_it_lands_in(family, request, tmp_path):
    sha256 = request.getfixturevalue(family)
    painter = Diffusers(Machine(batches=True), Notebook(tmp_path / "n.json"))
    recipes = [take(sha256, seed, options={"batch": 4}) for seed in range(1, 7)]
    together = pixels(painter, *recipes)
    (alone,) = pixels(painter, recipes[4])
    pair = pixels(painter, recipes[5], recipes[2])
    assert np.abs(together[4] - alone).max() <= 1
    assert np.abs(together[5] - pair[0]).max() <= 1 and np.abs(together[2] - pair[1]).max() <= 1


def test_one_at_a_time_and_together_differ_by_less_than_a_grey_level_in_full_precision(sd15, shared, tmp_path):
    together = Diffusers(Machine(batches=True), Notebook(tmp_path / "n.json"))
    recipes = [take(sd15, seed) for seed in (1, 2, 3)]
    for one, other in zip(pixels(shared, *recipes), pixels(together, *recipes), strict=True):
        assert np.abs(one - other).max() <= 1


def test_words_negative_words_guidance_and_schedulers_all_move_the_picture(sd15, shared):
    plain = take(sd15)
    (base,) = pixels(shared, plain)
    for changed in (
        take(sd15, text="a blue wolf in the river"),
        replace(plain, negative="blue river"),
        take(sd15, options={"guidance_percent": 100}),
        take(sd15, options={"scheduler": "dpm++"}),
        take(sd15, options={"steps": 3}),
    ):
        (moved,) = pixels(shared, changed)
        assert apart(base, moved) > 0.2, changed
    assert np.abs(base - pixels(shared, plain)[0]).max() <= 1  # nothing of it stays behind


@pytest.mark.parametrize("name", ["euler", "euler-a", "euler-trailing", "dpm++", "ddim", "unipc", "lcm", "tcd"])
def test_every_scheduler_paints(name, sd15, shared):
    (picture,) = pixels(shared, take(sd15, options={"scheduler": name}))
    assert picture.std() > 5


def test_progress_rises_with_every_step_and_cancelling_stops_within_one(sd15, shared):
    told = []
    pixels(shared, take(sd15, 1, options={"steps": 4}), take(sd15, 2, options={"steps": 4}), progress=told.append)
    assert told == sorted(told) and len(set(told)) >= 8 and told[-1] == 1.0

    steps = []

    def stop_at_the_second(share: float) -> None:
        steps.append(share)
        if share > 0.2:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        pixels(shared, take(sd15, options={"steps": 10}), progress=stop_at_the_second)
    assert len(steps) <= 5
    before = shared._studio
    assert pixels(shared, take(sd15))[0].std() > 5 and shared._studio is before


def test_the_model_stays_loaded_between_jobs_and_goes_when_another_is_asked_for(sd15, sdxl, painter):
    pixels(painter, take(sd15))
    first = painter._studio
    pixels(painter, take(sd15, 2, text="another", options={"steps": 3}))
    assert painter._studio is first
    pixels(painter, take(sdxl))
    assert painter._studio is not first and painter._studio.family.name == "sdxl"


def test_the_revision_that_painted_is_told_with_the_picture(sd15, shared):
    (picture,) = shared.paint([take(sd15)], assets=NoAssets(), progress=untold)
    assert picture.info["revision"] == sd15


class Narrow(torch.nn.Module):
    """A real U-Net on a device with little memory: too many pictures, or too large ones, do not fit."""

    def __init__(self, unet, *, most: int, side: int = 10**6):
        super().__init__()
        self.unet, self.most, self.side, self.asked = unet, most, side, []
        self.config, self.dtype, self.device, self.add_embedding = unet.config, unet.dtype, unet.device, None

    def forward(self, sample, *args, **kwargs):
        self.asked.append(tuple(sample.shape))
        if sample.shape[0] > self.most or sample.shape[-1] > self.side:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")
        return self.unet(sample, *args, **kwargs)


def narrowed(painter: Diffusers, recipe, **limits) -> Narrow:
    pixels(painter, recipe)
    pipeline = painter._studio.pipeline
    narrow = Narrow(pipeline.unet, **limits)
    pipeline.register_modules(unet=narrow)
    return narrow


def test_out_of_memory_halves_the_batch_once_and_remembers_what_fits(sd15, tmp_path):
    painter = Diffusers(Machine(batches=True), Notebook(tmp_path / "n.json"))
    recipes = [take(sd15, seed, options={"batch": 8}) for seed in range(1, 6)]
    whole = pixels(Diffusers(Machine(), Notebook(tmp_path / "m.json")), *recipes)
    narrow = narrowed(painter, take(sd15, options={"batch": 1}), most=4)  # two pictures: guidance doubles them
    (tmp_path / "n.json").unlink()
    made = pixels(painter, *recipes)
    assert all(np.abs(one - other).max() <= 1 for one, other in zip(made, whole, strict=True))
    assert [shape[0] for shape in narrow.asked[:3]] == [16, 8, 4]
    narrow.asked.clear()
    pixels(painter, *recipes)
    assert {shape[0] for shape in narrow.asked} == {4}


def test_where_not_even_one_fits_the_picture_is_painted_smaller_with_a_notice(sd15, painter):
    narrowed(painter, take(sd15), most=99, side=24)
    (picture,) = painter.paint([take(sd15)], assets=NoAssets(), progress=untold)
    assert picture.size == (64, 64) and "Painted at 75%" in picture.info["notice"]


def test_a_take_that_fits_in_no_way_fails_with_what_to_do(sd15, painter):
    narrowed(painter, take(sd15), most=0)
    one, two = painter.paint([take(sd15), take(sd15, 2)], assets=NoAssets(), progress=untold)
    assert isinstance(one, ModelFailed) and isinstance(two, ModelFailed) and "choose a smaller model" in str(one)


def test_other_runtime_errors_are_not_taken_for_a_lack_of_memory(sd15, painter):
    narrow = narrowed(painter, take(sd15), most=9)
    narrow.unet = torch.nn.Linear(3, 3)
    with pytest.raises((RuntimeError, TypeError)):
        pixels(painter, take(sd15))


def test_a_model_that_is_not_here_is_named_with_the_command_that_fetches_it(painter, monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    recipe = replace(take("0" * 64), options=(("model", "nobody/such-a-model"),))
    with pytest.raises(ModelNotInstalled, match="storyvid models install diffusers --model nobody/such-a-model"):
        pixels(painter, recipe)


@pytest.mark.parametrize("option", [("steps", 0), ("sharpness", 3), ("steps", "many"), ("scheduler", "magic")])
def test_a_setting_that_cannot_be_is_refused(option, sd15, shared):
    with pytest.raises(BadInput):
        pixels(shared, replace(take(sd15), options=(option,)))
