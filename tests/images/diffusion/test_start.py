"""Starts: varying a take, following a sketch, painting a part anew; and ControlNet where it is there."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from diffusers import ControlNetModel
from PIL import Image

from storyvid.errors import BadInput
from storyvid.images import weights
from storyvid.recipes import Start
from tests import tiny_diffusion as tiny
from tests.images.diffusion.conftest import apart, pixels, take


@pytest.mark.parametrize("family", ["sd15", "sdxl", "flux"])
def test_varying_a_picture_keeps_more_of_it_the_less_may_change(family, shared, request, pictures, sketch):
    plain = take(request.getfixturevalue(family), options={"steps": 8})
    little, much = (
        pixels(shared, replace(plain, start=Start(picture=sketch, strength_percent=percent)), assets=pictures)[0]
        for percent in (15, 100)
    )
    (untouched,) = pixels(shared, replace(plain, start=Start(picture=sketch, strength_percent=1)), assets=pictures)
    assert apart(little, untouched) < apart(much, untouched)


def test_variations_differ_by_seed_and_are_the_same_again(sd15, shared, pictures, sketch):
    plain = take(sd15, start=Start(picture=sketch, strength_percent=60))
    one, other, again = pixels(shared, plain, replace(plain, seed=2), plain, assets=pictures)
    assert apart(one, other) > 0.5 and np.abs(one - again).max() <= 1


def test_a_composition_is_followed_more_freely_than_a_variation(sd15, shared, pictures, sketch):
    plain = take(sd15, options={"steps": 10})
    untouched, vary, compose, free = (
        pixels(shared, replace(plain, start=start), assets=pictures)[0]
        for start in (
            Start(picture=sketch, use="vary", strength_percent=1),
            Start(picture=sketch, use="vary", strength_percent=20),
            Start(picture=sketch, use="compose", strength_percent=20),
            None,
        )
    )
    assert apart(vary, untouched) < apart(compose, untouched) and apart(compose, free) > 0.1


@pytest.mark.parametrize("family", ["sd15", "sdxl", "flux"])
def test_painting_a_part_anew_leaves_the_rest_as_it_was(family, shared, request, pictures, sketch, left_half):
    start = Start(picture=sketch, use="repaint", strength_percent=100, mask=left_half)
    (made,) = pixels(shared, take(request.getfixturevalue(family), start=start), assets=pictures)
    before = np.asarray(Image.open(pictures.path(sketch))).astype(int)
    assert np.abs(made[:, 40:] - before[:, 40:]).max() <= 1
    assert apart(made[:, :24], before[:, :24]) > 5


def test_repainting_without_a_mask_asks_for_one(sd15, shared, pictures, sketch):
    with pytest.raises(BadInput, match="mark the part first"):
        pixels(shared, take(sd15, start=Start(picture=sketch, use="repaint")), assets=pictures)


def test_a_sketch_is_followed_through_a_controlnet_where_one_is_named(sd15, painter, pictures, sketch, tmp_path):
    torch.manual_seed(0)
    net = ControlNetModel.from_unet(tiny.sd15().unet, conditioning_embedding_out_channels=(8, 16))
    with torch.no_grad():
        for block in (*net.controlnet_down_blocks, net.controlnet_mid_block):
            block.weight.normal_(std=0.3)  # untrained ones start at nothing
        net.controlnet_cond_embedding.conv_out.weight.normal_(std=0.3)
    net.save_pretrained(tmp_path / "net")
    (tmp_path / "net" / "model_index.json").write_text("{}")
    options = {"controlnet": f"weights:{weights.add(tmp_path / 'net')}"}
    plain = take(sd15, options=options)
    (free,) = pixels(painter, plain)
    loose, strict = (
        pixels(painter, replace(plain, start=Start(picture=sketch, use="compose", strength_percent=p)), assets=pictures)
        for p in (95, 5)
    )
    assert 0 < apart(loose[0], free) < apart(strict[0], free)
    assert np.array_equal(pixels(painter, plain)[0], free)
