"""The same face: LoRAs by trainedness, tuned checkpoints at any level, reference pictures; together and one by one."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file

from storyvid.errors import BadInput, ModelFailed, ModelNotInstalled
from storyvid.images import weights
from storyvid.images.diffusion.loras import _share_hung
from storyvid.images.diffusion.presets import settings_of
from storyvid.images.diffusion.tuned import Tuned, mixed
from storyvid.images.safetensors_file import read_header
from storyvid.recipes import Likeness, Reference, UploadRecipe
from tests import tiny_diffusion as tiny
from tests.images.diffusion.conftest import apart, pixels, take
from tests.original_layout import unet_name

_UNET, _TEXT = ("to_q", "to_k", "to_v", "to_out.0"), ("q_proj", "k_proj", "v_proj", "out_proj")


def kohya_lora(path: Path, *, seed: int, width: int = 32, strength: float = 0.2, parts: str = "both") -> str:
    """A LoRA as kohya's trainer names it, for the tiny Stable Diffusion 1.5: attention of U-Net and text encoder."""
    torch.manual_seed(seed)
    pipeline, held = tiny.sd15(), {}
    sides = (("lora_unet", pipeline.unet, _UNET), ("lora_te", pipeline.text_encoder, _TEXT))
    for prefix, part, endings in sides[1:] if parts == "words" else sides:
        for name, module in part.named_modules():
            if isinstance(module, torch.nn.Linear) and name.endswith(endings):
                stem = f"{prefix}_{name.replace('.', '_')}"
                if prefix == "lora_te" and not name.startswith("text_model"):
                    stem = f"lora_te_text_model_{name.replace('.', '_')}"
                columns = module.in_features if width == 32 else width
                held[f"{stem}.lora_down.weight"] = torch.randn(4, columns) * strength
                held[f"{stem}.lora_up.weight"] = torch.randn(module.out_features, 4) * strength
                held[f"{stem}.alpha"] = torch.tensor(4.0)
    save_file(held, path)
    return weights.add(path)


@pytest.fixture(scope="module")
def anna(kept, tmp_path_factory):
    return kohya_lora(tmp_path_factory.mktemp("lora") / "anna.safetensors", seed=1)


@pytest.fixture(scope="module")
def ben(kept, tmp_path_factory):
    return kohya_lora(tmp_path_factory.mktemp("lora") / "ben.safetensors", seed=2)


def with_likeness(recipe, *likenesses):
    return replace(recipe, likenesses=tuple(likenesses))


def test_a_kohya_lora_moves_the_picture_with_its_trainedness_and_leaves_nothing_behind(sd15, anna, painter):
    plain = take(sd15)
    (base,) = pixels(painter, plain)
    moved = [
        apart(base, pixels(painter, with_likeness(plain, Likeness(weights=anna, trainedness_percent=percent)))[0])
        for percent in (0, 20, 60, 100)
    ]
    assert moved[0] == 0 and moved[1] < moved[2] < moved[3] and moved[1] > 0.02
    assert np.array_equal(pixels(painter, plain)[0], base)


def test_a_lora_of_the_text_encoder_alone_counts_too(sd15, painter, tmp_path):
    words = kohya_lora(tmp_path / "words.safetensors", seed=4, strength=0.5, parts="words")
    (base,) = pixels(painter, take(sd15))
    (moved,) = pixels(painter, with_likeness(take(sd15), Likeness(weights=words)))
    assert apart(base, moved) > 0.02


def test_two_characters_in_one_scene_keep_both_likenesses(sd15, anna, ben, painter):
    plain = take(sd15)
    of_anna, of_ben = Likeness(weights=anna, name="Anna"), Likeness(weights=ben, name="Ben")
    one, other, both, swapped = (
        pixels(painter, with_likeness(plain, *held))[0]
        for held in ((of_anna,), (of_ben,), (of_anna, of_ben), (of_ben, of_anna))
    )
    assert apart(both, one) > 0.1 and apart(both, other) > 0.1
    assert np.abs(both - swapped).max() <= 1


def test_a_lora_of_a_style_lies_under_the_likeness(sd15, anna, ben, painter):
    (alone,) = pixels(painter, with_likeness(take(sd15), Likeness(weights=anna), Likeness(weights=ben)))
    styled = take(sd15, options={"lora": f"weights:{ben}"})
    (under,) = pixels(painter, with_likeness(styled, Likeness(weights=anna)))
    assert np.abs(alone - under).max() <= 1


def test_a_lora_of_another_model_is_refused_by_name(sd15, painter, tmp_path):
    wrong = kohya_lora(tmp_path / "wrong.safetensors", seed=3, width=48)
    with pytest.raises(BadInput, match="The likeness of Anna was made for another model"):
        pixels(painter, with_likeness(take(sd15), Likeness(weights=wrong, name="Anna")))
    assert pixels(painter, take(sd15))[0].std() > 5


def pair(held: dict, stem: str, columns: int, rows: int) -> None:
    """One matrix's adapter as kohya writes it."""
    held[f"{stem}.lora_down.weight"] = torch.randn(4, columns) * 0.2
    held[f"{stem}.lora_up.weight"] = torch.randn(rows, 4) * 0.2
    held[f"{stem}.alpha"] = torch.tensor(4.0)


def kohya_sdxl() -> dict[str, torch.Tensor]:
    """For the tiny SDXL: the U-Net's attention by the names of the original, and both readers of words."""
    pipeline, held = tiny.sdxl(), {}
    for name, module in pipeline.unet.named_modules():
        if isinstance(module, torch.nn.Linear) and name.endswith(_UNET):
            original = unet_name(f"{name}.weight", pipeline.unet).removesuffix(".weight")
            pair(held, f"lora_unet_{original.replace('.', '_')}", module.in_features, module.out_features)
    for at, reader in enumerate((pipeline.text_encoder, pipeline.text_encoder_2), 1):
        for name, module in reader.named_modules():
            if isinstance(module, torch.nn.Linear) and name.endswith(_TEXT):
                stem = f"lora_te{at}_text_model_{name.removeprefix('text_model.').replace('.', '_')}"
                pair(held, stem, module.in_features, module.out_features)
    return held


def kohya_flux() -> dict[str, torch.Tensor]:
    """For the tiny FLUX: queries, keys and values in one matrix."""
    width, held = 32, {}
    for side in ("img", "txt"):
        pair(held, f"lora_unet_double_blocks_0_{side}_attn_qkv", width, 3 * width)
        pair(held, f"lora_unet_double_blocks_0_{side}_attn_proj", width, width)
    return held


@pytest.mark.parametrize(("family", "made"), [("sdxl", kohya_sdxl), ("flux", kohya_flux)])
def test_kohya_loras_of_newer_families_hang_on_whole_and_by_their_trainedness(family, made, request, painter, tmp_path):
    torch.manual_seed(2)
    save_file(made(), tmp_path / "anna.safetensors")
    likeness, plain = (
        Likeness(weights=weights.add(tmp_path / "anna.safetensors")),
        take(request.getfixturevalue(family)),
    )
    (base,) = pixels(painter, plain)
    little, much = (
        apart(base, pixels(painter, with_likeness(plain, replace(likeness, trainedness_percent=percent)))[0])
        for percent in (20, 100)
    )
    assert 0 < little < much
    (name,) = painter._studio.adapters.values()
    assert _share_hung(painter._studio, name, read_header(weights.path(likeness.weights))) >= 1
    assert np.array_equal(pixels(painter, plain)[0], base)


def test_a_lora_of_which_only_little_fits_is_refused(sd15, painter, tmp_path):
    """diffusers takes what it finds for the U-Net and leaves the rest of the file aside without a word."""
    unet = tiny.sd15().unet
    name, module = next((n, m) for n, m in unet.named_modules() if n.endswith("attn1.to_q"))
    fits = {
        f"unet.{name}.lora_A.weight": torch.randn(4, module.in_features),
        f"unet.{name}.lora_B.weight": torch.randn(module.out_features, 4),
    }
    others = {
        f"transformer.blocks.{at}.to_q.lora_{side}.weight": torch.randn(4, 64) for at in range(9) for side in "AB"
    }
    (base,) = pixels(painter, take(sd15))
    for held, refused in ((fits, False), ({**fits, **others}, True)):
        save_file(held, tmp_path / f"{refused}.safetensors")
        recipe = with_likeness(take(sd15), Likeness(weights=weights.add(tmp_path / f"{refused}.safetensors")))
        if refused:
            with pytest.raises(BadInput, match="was made for another model"):
                pixels(painter, recipe)
        else:
            assert apart(base, pixels(painter, recipe)[0]) > 0
    assert np.array_equal(pixels(painter, take(sd15))[0], base)


def test_a_loha_is_told_from_a_lora(sd15, painter, tmp_path):
    held = load_file(weights.path(kohya_lora(tmp_path / "lora.safetensors", seed=3)))
    renamed = {
        name.replace("lora_down.weight", "hada_w1_a").replace("lora_up.weight", "hada_w1_b"): t
        for name, t in held.items()
    }
    save_file(renamed, tmp_path / "loha.safetensors")
    with pytest.raises(BadInput, match="is a LoHa, which is not read here"):
        pixels(painter, with_likeness(take(sd15), Likeness(weights=weights.add(tmp_path / "loha.safetensors"))))


def test_a_likeness_that_is_not_on_this_machine_is_named(sd15, painter):
    with pytest.raises(ModelNotInstalled, match="trained likeness cccccccccccc is not on this machine"):
        pixels(painter, with_likeness(take(sd15), Likeness(weights="c" * 64)))


def test_a_checkpoint_turned_to_0_is_the_base_and_to_100_the_tuned_model(sd15, tuned, painter):
    base, full = pixels(painter, take(sd15))[0], pixels(painter, take(tuned))[0]
    levels = [pixels(painter, with_likeness(take(sd15), checkpoint(tuned, percent)))[0] for percent in (0, 30, 70, 100)]
    assert np.array_equal(levels[0], base) and np.array_equal(levels[3], full)
    distances = [apart(base, level) for level in levels]
    assert distances == sorted(distances) and distances[1] > 0.1
    assert np.array_equal(pixels(painter, take(sd15))[0], base)


def test_a_level_is_the_direct_merge_of_both_files_to_the_bit_at_its_ends(sd15, tuned, painter):
    studio = painter.studio(settings_of(take(sd15).options))
    between = Tuned(studio)
    unet = "unet/diffusion_pytorch_model.safetensors"
    one, other = load_file(weights.path(sd15) / unet), load_file(weights.path(tuned) / unet)
    for percent in (1, 37, 50, 99, 100):
        level = between.between(studio, ((tuned, percent),))["unet"]
        for name, tensor in one.items():
            direct = tensor.double() * (1 - percent / 100) + other[name].double() * (percent / 100)
            assert torch.allclose(level[name].double(), direct, atol=1e-6), name
            if percent == 100:
                assert torch.equal(level[name], other[name])


def test_a_level_met_before_is_kept(sd15, tuned, painter):
    studio = painter.studio(settings_of(take(sd15).options))
    between = Tuned(studio)
    assert between.between(studio, ((tuned, 40),)) is between.between(studio, ((tuned, 40),))


def test_two_checkpoints_add_up_their_differences_from_the_base():
    base = {"unet": {"w": torch.tensor([1.0, 2.0])}}
    one, other = {"unet": {"w": torch.tensor([2.0, 2.0])}}, {"unet": {"w": torch.tensor([1.0, 6.0])}}
    assert torch.allclose(mixed(base, [(one, 50), (other, 25)])["unet"]["w"], torch.tensor([1.5, 3.0]))


def test_a_checkpoint_and_a_lora_go_together(sd15, tuned, anna, painter):
    plain = take(sd15)
    lora, whole = Likeness(weights=anna), checkpoint(tuned, 50)
    first = pixels(painter, with_likeness(plain, lora))[0]
    both = pixels(painter, with_likeness(plain, lora, whole))[0]
    only = pixels(painter, with_likeness(plain, whole))[0]
    assert apart(both, first) > 0.1 and apart(both, only) > 0.1
    assert np.array_equal(pixels(painter, with_likeness(plain, lora))[0], first)


def test_a_checkpoint_of_another_model_is_refused(sd15, sdxl, painter):
    with pytest.raises(BadInput, match="was not tuned from"):
        pixels(painter, with_likeness(take(sd15), checkpoint(sdxl, 50)))


def checkpoint(sha256: str, percent: int) -> Likeness:
    return Likeness(weights=sha256, form="checkpoint", trainedness_percent=percent)


@pytest.fixture(scope="module")
def ip_adapter(kept, tmp_path_factory):
    """A folder with an IP-Adapter for the tiny Stable Diffusion 1.5 and the encoder of its pictures."""
    folder = tmp_path_factory.mktemp("ip")
    tiny.image_encoder().save_pretrained(folder / "image_encoder")
    torch.manual_seed(5)
    held = {
        "image_proj.proj.weight": torch.randn(4 * 32, 32),
        "image_proj.proj.bias": torch.zeros(4 * 32),
        "image_proj.norm.weight": torch.ones(32),
        "image_proj.norm.bias": torch.zeros(32),
    }
    cross = [m for name, m in tiny.sd15().unet.named_modules() if name.endswith("attn2")]
    for at, attention in enumerate(cross):
        for side in ("k", "v"):
            held[f"ip_adapter.{2 * at + 1}.to_{side}_ip.weight"] = torch.randn(attention.to_k.weight.shape) * 0.5
    save_file(held, folder / "ip-adapter.safetensors")
    (folder / "model_index.json").write_text("{}")
    return {"ip_adapter": f"weights:{weights.add(folder)}", "ip_adapter_file": "ip-adapter.safetensors"}


def brought(pictures, number: int, colour: tuple[int, int, int]):
    rows = np.random.default_rng(number).integers(0, 255, (120, 90, 3), np.uint8) // 2 + np.array(colour, np.uint8) // 2
    recipe = UploadRecipe(media="image", sha256=f"{number:064d}", suffix=".png")
    return pictures.with_(recipe, Image.fromarray(rows.astype(np.uint8)))


def test_a_reference_picture_moves_the_take_by_its_strength_and_leaves_nothing_behind(
    sd15, ip_adapter, painter, pictures
):
    plain = take(sd15, options=ip_adapter)
    (base,) = pixels(painter, plain)
    red = brought(pictures, 1, (250, 0, 0))
    moved = [
        apart(base, pixels(painter, replace(plain, references=(ref(red, percent),)), assets=pictures)[0])
        for percent in (0, 20, 60, 100)
    ]
    assert moved[0] == 0 and 0 < moved[1] < moved[2] < moved[3]
    assert np.array_equal(pixels(painter, plain)[0], base)


def test_two_references_each_count_with_their_own_strength(sd15, ip_adapter, painter, pictures):
    plain = take(sd15, options=ip_adapter)
    red, blue = brought(pictures, 1, (250, 0, 0)), brought(pictures, 2, (0, 0, 250))
    one, both, turned = (
        pixels(painter, replace(plain, references=held), assets=pictures)[0]
        for held in ((ref(red, 60),), (ref(red, 60), ref(blue, 60)), (ref(red, 60), ref(blue, 10)))
    )
    assert apart(one, both) > 0.05 and 0 < apart(one, turned) < apart(one, both)


def test_references_and_a_lora_and_a_checkpoint_all_count_at_once(sd15, ip_adapter, anna, tuned, painter, pictures):
    red = brought(pictures, 1, (250, 0, 0))
    whole = replace(
        take(sd15, options=ip_adapter),
        references=(ref(red, 60),),
        likenesses=(Likeness(weights=anna), checkpoint(tuned, 50)),
    )
    (all_of_it,) = pixels(painter, whole, assets=pictures)
    for less in (replace(whole, references=()), replace(whole, likenesses=whole.likenesses[:1])):
        assert apart(all_of_it, pixels(painter, less, assets=pictures)[0]) > 0.05


def test_a_family_without_reference_pictures_says_so(flux, painter, pictures):
    recipe = replace(take(flux), references=(ref(brought(pictures, 1, (9, 9, 9)), 60),))
    with pytest.raises(ModelFailed, match="follows no reference pictures here"):
        pixels(painter, recipe, assets=pictures)


def test_reference_pictures_without_their_adapter_name_the_download(sd15, painter, pictures, monkeypatch, tmp_path):
    recipe = replace(take(sd15), references=(ref(brought(pictures, 1, (9, 9, 9)), 60),))
    with pytest.raises(ModelNotInstalled, match="storyvid models install diffusers --model h94/IP-Adapter"):
        pixels(painter, recipe, assets=pictures)


def ref(picture, percent: int) -> Reference:
    return Reference(picture=picture, name="Anna", strength_percent=percent)
