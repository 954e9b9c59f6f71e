"""Every family that the presets and the table of families name: the same path from folder to picture for each."""

import shutil
from dataclasses import replace
from inspect import signature

import diffusers
import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from storyvid import models
from storyvid.errors import BadInput, Cancelled, ModelFailed
from storyvid.images import weights
from storyvid.images.diffusion import PRESETS, Diffusers
from storyvid.images.diffusion.batching import Notebook
from storyvid.images.diffusion.families import FAMILIES, family
from storyvid.images.diffusion.machine import Machine
from storyvid.images.diffusion.presets import follows_with, settings_of
from storyvid.images.diffusion.prompts import room_of
from storyvid.images.diffusion.readiness import tokens_with
from storyvid.models import NoAssets
from storyvid.recipes import Likeness, Start
from tests import tiny_diffusion as tiny
from tests import tiny_families
from tests.images.diffusion.conftest import apart, pixels, take, untold
from tests.images.diffusion.test_conditioning import kohya_lora

NEWER = ("sd3", "flux", "chroma", "pixart", "sana", "lumina2", "qwen_image", "z_image", "flux2")
BUILDERS = {name: getattr(tiny_families, name, None) or getattr(tiny, name) for name in NEWER}


@pytest.fixture(scope="module", params=NEWER)
def model(request, kept, tmp_path_factory) -> str:
    """The SHA-256 of each tiny pipeline in turn; the tests of one run together, so that it is loaded once."""
    return weights.add(tiny.saved(BUILDERS[request.param](), tmp_path_factory.mktemp(request.param)))


@pytest.fixture(scope="module")
def painter(model, tmp_path_factory):
    """A painter that has it loaded."""
    return Diffusers(Machine(batches=True), Notebook(tmp_path_factory.mktemp("notes") / "n.json"))


def test_it_paints_every_take_alike_alone_and_in_a_batch(model, painter):
    first, second, third = (take(model, seed, options={"batch": 2}) for seed in (1, 2, 3))
    together = pixels(painter, first, second, third)
    alone = pixels(painter, replace(third, options=take(model, options={"batch": 1}).options), third)
    assert all(picture.shape == (64, 64, 3) and picture.std() > 5 for picture in together)
    assert apart(together[0], together[1]) > 1
    assert all(np.abs(together[2] - picture).max() <= 1 for picture in alone)
    assert pixels(painter, replace(first, width=48, height=96))[0].shape == (96, 48, 3)


def test_the_words_of_many_takes_are_read_once(model, painter):
    pipeline, read = painter.studio(settings_of(take(model).options)).pipeline, []
    encoder = next(part for name, part in pipeline.components.items() if name.startswith("text_encoder"))
    encoder.register_forward_hook(lambda *_: read.append(1))
    pixels(painter, take(model))
    once = len(read)
    pixels(painter, *(take(model, seed) for seed in (1, 2, 3)))
    assert once and len(read) == 2 * once
    encoder._forward_hooks.clear()


def test_words_and_guidance_and_words_to_avoid_move_the_picture(model, painter):
    plain = take(model)
    follows = family(type(painter.studio(settings_of(plain.options)).pipeline).__name__).follows
    (base,) = pixels(painter, plain)
    changed = [take(model, text="a blue wolf in the river"), take(model, options={"guidance_percent": 150})]
    changed += [replace(plain, negative="a blue wolf")] if "negative" in follows else []
    for other in changed:
        assert apart(base, pixels(painter, other)[0]) > 0.01, other


def test_progress_rises_with_every_step_and_cancelling_stops_within_one(model, painter):
    told: list[float] = []
    pixels(painter, take(model, options={"steps": 4}), progress=told.append)
    assert told == sorted(told) and {0.25, 0.5, 0.75, 1.0} <= set(told)
    steps = []

    def stop(share: float) -> None:
        steps.append(share)
        if share > 0.15:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        pixels(painter, take(model, options={"steps": 10}), progress=stop)
    assert steps[-1] < 0.35
    assert pixels(painter, take(model))[0].std() > 5


@pytest.mark.parametrize("use", ["vary", "repaint"])
def test_it_starts_from_a_picture_or_says_that_it_cannot(use, model, painter, pictures, sketch, left_half):
    start = Start(picture=sketch, use=use, strength_percent=100, mask=left_half if use == "repaint" else None)
    recipe = take(model, start=start, options={"steps": 4})
    if use not in family(type(painter.studio(settings_of(recipe.options)).pipeline).__name__).follows:
        with pytest.raises(ModelFailed, match="cannot start from a picture in this way"):
            pixels(painter, recipe, assets=pictures)
        return
    one, other = pixels(painter, recipe, replace(recipe, seed=2), assets=pictures)
    assert apart(one, other) > 0.5
    little, least = (
        pixels(painter, replace(recipe, start=replace(start, strength_percent=percent)), assets=pictures)[0]
        for percent in (30, 1)
    )
    if use == "repaint":
        assert np.abs(one[:, 40:] - least[:, 40:]).max() <= 1 and apart(one[:, :24], least[:, :24]) > 0.5
    else:
        assert apart(little, least) < apart(one, least)


def test_a_lora_moves_the_picture_with_its_scale_or_is_refused(model, painter, tmp_path):
    studio = painter.studio(settings_of(take(model).options))
    plain, likeness = take(model), Likeness(weights=lora_for(studio.pipeline, tmp_path), name="Anna")
    if "lora" not in family(type(studio.pipeline).__name__).follows:
        with pytest.raises(ModelFailed, match="takes no LoRA"):
            pixels(painter, replace(plain, likenesses=(likeness,)))
        return
    (base,) = pixels(painter, plain)
    moved = [
        apart(base, pixels(painter, replace(plain, likenesses=(replace(likeness, trainedness_percent=percent),)))[0])
        for percent in (0, 30, 100)
    ]
    assert moved[0] == 0 and 0 < moved[1] < moved[2]
    assert np.array_equal(pixels(painter, plain)[0], base)


def test_a_lora_of_another_family_is_refused_and_leaves_nothing_behind(model, painter, old_lora):
    (base,) = pixels(painter, take(model))
    with pytest.raises((BadInput, ModelFailed), match="was made for another model|takes no LoRA"):
        pixels(painter, take(model, likenesses=(Likeness(weights=old_lora, name="Anna"),)))
    assert np.array_equal(pixels(painter, take(model))[0], base)


@pytest.fixture(scope="module")
def old_lora(kept, tmp_path_factory) -> str:
    """A kohya LoRA for Stable Diffusion 1.5."""
    return kohya_lora(tmp_path_factory.mktemp("old") / "old.safetensors", seed=1)


def lora_for(pipeline, folder) -> str:
    """A LoRA on the attention of a pipeline's transformer, as diffusers' trainers save it."""
    torch.manual_seed(3)
    held = {}
    for name, module in pipeline.transformer.named_modules():
        if isinstance(module, torch.nn.Linear) and name.rpartition(".")[2] in ("to_q", "to_k", "to_v"):
            held[f"transformer.{name}.lora_A.weight"] = torch.randn(4, module.in_features) * 0.4
            held[f"transformer.{name}.lora_B.weight"] = torch.randn(module.out_features, 4) * 0.4
    save_file(held, folder / "anna.safetensors")
    return weights.add(folder / "anna.safetensors")


def test_a_tuned_checkpoint_goes_from_the_base_to_itself(model, painter, tmp_path):
    base_files = weights.path(model)
    tuned = weights.add(shifted(base_files, tmp_path / "tuned"))
    plain = take(model)

    def at(percent: int) -> np.ndarray:
        likeness = Likeness(weights=tuned, form="checkpoint", trainedness_percent=percent)
        return pixels(painter, replace(plain, likenesses=(likeness,)))[0]

    (base,), levels = pixels(painter, plain), [at(percent) for percent in (0, 40, 100)]
    assert np.array_equal(levels[0], base) and np.array_equal(pixels(painter, plain)[0], base)
    assert apart(base, levels[1]) > 0 and apart(base, levels[2]) > 0
    between = painter._studio.tuned
    direct = states_of(base_files), states_of(base_files.parent / tuned)
    for percent in (40, 100):
        level = between.between(painter._studio, ((tuned, percent),))
        assert set(level) == {name for name in direct[0]}
        for part, tensors in level.items():
            assert tensors
            for name, tensor in tensors.items():
                if name not in direct[0][part] or not tensor.is_floating_point():
                    continue
                one, other = (held[part][name].double() for held in direct)
                assert torch.allclose(tensor.double(), one + (other - one) * percent / 100, atol=1e-6), (part, name)
    assert between.between(painter._studio, ((tuned, 40),)) is between.between(painter._studio, ((tuned, 40),))


def test_a_prompt_longer_than_is_read_is_said_with_the_picture(model, painter):
    room = room_of(painter.studio(settings_of(take(model).options)))
    short, long = take(model), take(model, text=f"{'a fox walks on, ' * (room // 4)} and sleeps")
    heard, unheard = painter.paint([short, long], assets=NoAssets(), progress=untold)
    assert "notice" not in heard.info
    assert f"this model reads {room}" in unheard.info["notice"]


def test_a_scheduler_is_refused_where_a_family_steps_in_its_own_way(model, painter):
    with pytest.raises(BadInput, match="it takes no scheduler"):
        pixels(painter, take(model, options={"scheduler": "dpm++"}))


@pytest.mark.parametrize("name", FAMILIES)
def test_the_table_of_families_says_what_diffusers_can_do(name):
    """It is read before anything is loaded, so a new diffusers must not make it untrue."""
    told, pipeline = FAMILIES[name], getattr(diffusers, name)
    takes = signature(pipeline.__call__).parameters
    assert ("lora" in told.follows) == hasattr(pipeline, "load_lora_weights")
    assert "negative" not in told.follows or "negative_prompt" in takes
    assert "checkpoint" in told.follows
    for use, ending, needed in (("vary", "Img2Img", {"image", "strength"}), ("repaint", "Inpaint", {"mask_image"})):
        if use in told.follows:
            edition = getattr(diffusers, f"{name.removesuffix('Pipeline')}{ending}Pipeline")
            assert needed <= set(signature(edition.__call__).parameters)
    assert (told.tokens is None) == (told.piece is not None)
    if told.tokens and name not in ("StableDiffusion3Pipeline",):  # that one reads more than it is set to
        assert told.tokens == takes["max_sequence_length"].default


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset_names_a_pipeline_of_the_table(preset):
    card = models.card("images", "diffusers")
    assert preset.pipeline in FAMILIES
    assert card.tokens_with(preset.options) == tokens_with(preset.options) != (None, None)
    assert ("negative" in card.follows_with(preset.options)) <= preset.settings.is_guided
    assert set(follows_with(preset.options)) <= set(card.follows)


def test_what_is_read_of_a_prompt_is_known_of_an_authors_own_files(model, painter):
    pipeline = type(painter.studio(settings_of(take(model).options)).pipeline).__name__
    assert tokens_with(take(model).options)[0] == family(pipeline).tokens is not None


def shifted(folder, to):
    """A copy of a model's folder whose transformer and readers of words were trained a little."""
    shutil.copytree(folder, to)
    torch.manual_seed(5)
    for file in [*to.glob("transformer/*.safetensors"), *to.glob("text_encoder*/*.safetensors")]:
        held = {name: t + torch.randn_like(t) * 0.02 for name, t in load_file(file).items()}
        save_file(held, file, metadata={"format": "pt"})
    return to


def states_of(folder) -> dict:
    """By part, the tensors of its files as they are on the disk."""
    found: dict[str, dict] = {}
    for file in folder.glob("*/*.safetensors"):
        found.setdefault(file.parent.name, {}).update(load_file(file))
    return found
