"""Loading: folders, single files and what lies about itself; nothing is run, nothing is unpickled."""

import json
import pickle
import shutil
from dataclasses import replace

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from storyvid.errors import BadInput, ModelNotInstalled
from storyvid.images import weights
from storyvid.images.diffusion import sources
from storyvid.images.diffusion.single_files import kind_of
from storyvid.images.diffusion.sources import Source, checked
from storyvid.images.safetensors_file import Header
from storyvid.recipes import Likeness
from tests import tiny_diffusion as tiny
from tests.images.diffusion.conftest import apart, pixels, take
from tests.original_layout import saved_as_one_file


@pytest.fixture
def folder(sd15, tmp_path):
    """A copy of the tiny Stable Diffusion 1.5 that a test may spoil."""
    return shutil.copytree(weights.path(sd15), tmp_path / "model")


def loaded(folder) -> Source:
    return checked(Source(path=folder, revision="x"))


def test_a_good_folder_is_taken(folder):
    assert loaded(folder).path == folder
    assert sources.bytes_of(loaded(folder)) > 10_000


class Bomb:
    """What a malicious checkpoint holds."""

    def __reduce__(self):
        return (exec, ("raise SystemExit('it ran')",))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<!DOCTYPE html><title>Sign in</title>" + b" " * 99, "a web page"),
        (pickle.dumps(Bomb()), "a Python pickle"),
        (b"PK\x03\x04" + b"\x00" * 99, "a pickle checkpoint"),
    ],
)
def test_a_weight_file_of_a_folder_that_lies_is_refused_and_never_run(folder, content, said):
    (folder / "unet" / "diffusion_pytorch_model.safetensors").write_bytes(content)
    with pytest.raises(BadInput, match=said):
        loaded(folder)


def test_a_truncated_weight_file_is_refused(folder):
    file = folder / "vae" / "diffusion_pytorch_model.safetensors"
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(BadInput, match="is not whole"):
        loaded(folder)


def test_a_part_that_is_there_as_a_pickle_only_is_refused(folder):
    (folder / "unet" / "diffusion_pytorch_model.safetensors").rename(folder / "unet" / "diffusion_pytorch_model.bin")
    with pytest.raises(BadInput, match="unet of model is stored as pickles"):
        loaded(folder)


def test_a_model_that_brings_code_of_its_own_is_refused(folder):
    index = json.loads((folder / "model_index.json").read_text())
    index["unet"] = ["my_unet", "MyUnet"]
    (folder / "model_index.json").write_text(json.dumps(index))
    (folder / "my_unet.py").write_text("raise SystemExit('it ran')")
    with pytest.raises(BadInput, match="brings code of its own"):
        loaded(folder)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"_class_name": 3}', "null"])
def test_a_damaged_index_is_refused(folder, text):
    (folder / "model_index.json").write_text(text)
    with pytest.raises(BadInput):
        loaded(folder)


def test_what_makes_no_pictures_from_words_is_refused(folder, painter):
    index = json.loads((folder / "model_index.json").read_text())
    kept = {name: index[name] for name in ("unet", "scheduler")}
    (folder / "model_index.json").write_text(json.dumps({"_class_name": "DDIMPipeline", **kept}))
    with pytest.raises(BadInput, match="does not paint pictures from words"):
        pixels(painter, take(weights.add(folder)))


@pytest.mark.parametrize("name", ["", "sdxl", "../../etc/passwd", "a/b/c", "-x/y", "a/..", "https://evil/x", "a b/c"])
def test_names_that_are_none_are_refused(name):
    with pytest.raises(BadInput):
        sources.find(name)


def test_a_model_downloaded_by_name_is_found_with_its_commit(folder, painter, monkeypatch, tmp_path):
    commit = "c0ffee" * 6 + "c0ff"
    there = tmp_path / "hub" / "models--someone--tiny"
    (there / "refs").mkdir(parents=True)
    (there / "refs" / "main").write_text(commit)
    shutil.copytree(folder, there / "snapshots" / commit)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    assert sources.find("someone/tiny").revision == commit and sources.is_here("someone/tiny")
    recipe = take("0" * 64)
    named = replace(recipe, options=tuple(sorted({**dict(recipe.options), "model": "someone/tiny"}.items())))
    (picture,) = pixels(painter, named)
    assert picture.std() > 5 and painter._studio.revision == commit
    with pytest.raises(ModelNotInstalled, match="someone/tiny@v2"):
        sources.find("someone/tiny", "v2")


@pytest.fixture(scope="module")
def single(kept, tmp_path_factory):
    """The tiny Stable Diffusion 1.5 as a single file of the original layout."""
    return weights.add(saved_as_one_file(tiny.sd15(), tmp_path_factory.mktemp("one") / "checkpoint.safetensors"))


def test_a_single_file_paints_the_same_as_the_folder_that_it_was_made_from(sd15, single, painter):
    (of_folder,) = pixels(painter, take(sd15))
    (of_file,) = pixels(painter, take(single, options={"config": f"weights:{sd15}"}))
    assert np.abs(of_folder - of_file).max() <= 1


def test_a_single_file_of_sdxl_paints_the_same_too(kept, painter, tmp_path):
    pipeline = tiny.sdxl(second=48)  # the two readers of words are told apart by their width
    folder = weights.add(tiny.saved(pipeline, tmp_path / "folder"))
    file = weights.add(saved_as_one_file(pipeline, tmp_path / "xl.safetensors"))
    (of_folder,) = pixels(painter, take(folder))
    (of_file,) = pixels(painter, take(file, options={"config": f"weights:{folder}"}))
    assert np.abs(of_folder - of_file).max() <= 1 and painter._studio.family.name == "sdxl"


@pytest.mark.parametrize("missing", ["middle_block.1.", "decoder.up.", "encoder.layers.1."])
def test_a_single_file_that_lacks_some_of_its_weights_is_refused(missing, sd15, single, painter, tmp_path):
    held = {name: t for name, t in load_file(weights.path(single)).items() if missing not in name}
    save_file(held, tmp_path / "hollow.safetensors")
    lying = weights.add(tmp_path / "hollow.safetensors")
    with pytest.raises(BadInput, match="hollow is not whole: some of its weights are missing"):
        pixels(painter, take(lying, options={"config": f"weights:{sd15}"}))


@pytest.mark.parametrize(("part", "missing"), [("unet", "mid_block."), ("text_encoder", "layers.1."), ("vae", "up_")])
def test_a_folder_that_lacks_some_of_its_weights_is_refused_not_made_up_at_random(part, missing, folder, painter):
    (file,) = (folder / part).glob("*.safetensors")
    held = {name: tensor for name, tensor in load_file(file).items() if missing not in name}
    save_file(held, file, metadata={"format": "pt"})
    with pytest.raises(BadInput, match=f"model is not whole: weights of its {part} are missing"):
        pixels(painter, take(weights.add(folder)))


def header(*names: str, first_channels: int = 4) -> Header:
    first = {"model.diffusion_model.input_blocks.0.0.weight": (320, first_channels, 3, 3)}
    return Header(shapes={**first, **{name: (1,) for name in names}}, metadata={})


VAE, CLIP = "first_stage_model.decoder.conv_in.weight", "cond_stage_model.transformer.text_model.x.weight"
FLUX, JOINT = "model.diffusion_model.double_blocks.0.x", "model.diffusion_model.joint_blocks."


@pytest.mark.parametrize(
    ("names", "pipeline", "config"),
    [
        ((VAE, CLIP), "StableDiffusionPipeline", "stable-diffusion-v1-5/stable-diffusion-v1-5"),
        ((VAE, "conditioner.embedders.1.model.x"), "StableDiffusionXLPipeline", "stable-diffusion-xl-base-1.0"),
        ((VAE, FLUX), "FluxPipeline", "FLUX.1-schnell"),
        ((VAE, FLUX, "model.diffusion_model.guidance_in.in_layer.weight"), "FluxPipeline", "FLUX.1-dev"),
        ((VAE, f"{JOINT}0.x"), "StableDiffusion3Pipeline", "stable-diffusion-3-medium-diffusers"),
        ((VAE, f"{JOINT}0.x_block.attn2.x"), "StableDiffusion3Pipeline", "stable-diffusion-3.5-medium"),
        ((VAE, f"{JOINT}0.x", f"{JOINT}37.x"), "StableDiffusion3Pipeline", "stable-diffusion-3.5-large"),
    ],
)
def test_a_single_file_is_told_by_its_tensors(names, pipeline, config):
    kind = kind_of(header(*names))
    assert kind.pipeline == pipeline and kind.config.endswith(config)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (header(CLIP), "only one part of a model"),
        (header("double_blocks.0.x"), "only one part of a model"),
        (header(VAE, CLIP, first_channels=9), "takes 9 channels in: it is for repainting"),
        (header(VAE, "conditioner.embedders.0.model.x"), "SDXL's refiner"),
        (header(VAE, "cond_stage_model.model.x"), "Stable Diffusion 2.x"),
        (header(VAE), "without what reads its words"),
        (Header(shapes={"a": (1,)}, metadata={}), "no checkpoint that is known here"),
    ],
)
def test_a_single_file_of_another_use_is_refused_with_what_it_is(held, said):
    with pytest.raises(BadInput, match=said):
        kind_of(held)


def test_a_single_file_can_be_the_tuned_end_of_a_likeness(sd15, kept, painter, tmp_path):
    other = weights.add(saved_as_one_file(tiny.sd15(seed=9), tmp_path / "tuned.safetensors"))
    recipe = take(sd15, likenesses=(Likeness(weights=other, form="checkpoint"),))
    (whole,) = pixels(painter, take(other, options={"config": f"weights:{sd15}"}))
    (base,) = pixels(painter, take(sd15))
    (turned,) = pixels(painter, recipe)
    assert apart(turned, base) > 1 and np.abs(turned - whole).max() <= 1


def test_a_single_file_without_its_configuration_names_the_small_download(single, painter, monkeypatch, tmp_path):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelNotInstalled, match="--configuration-only"):
        pixels(painter, take(single))


def test_a_lora_asked_for_as_a_model_is_told_from_one(painter, kept, tmp_path):
    save_file({"lora_unet_a.lora_down.weight": np.ones((2, 4), np.float32)}, tmp_path / "a.safetensors")
    with pytest.raises(BadInput, match="holds a LoRA, not a whole model"):
        pixels(painter, take(weights.add(tmp_path / "a.safetensors")))
