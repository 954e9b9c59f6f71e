"""Long prompts: read in pieces, none of it cut; short ones exactly as the pipeline reads them."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from storyvid.images.diffusion import prompts
from storyvid.images.diffusion.presets import settings_of
from tests.images.diffusion.conftest import apart, pixels, take

LONG = "a girl walks in the old house, " * 22  # 8 tokens each: 176


def studio_of(painter, recipe):
    return painter.studio(settings_of(recipe.options))


def test_prompts_that_differ_only_past_the_77th_token_give_different_pictures(sd15, shared):
    one, other, again = pixels(
        shared,
        take(sd15, text=LONG + "a red fox sleeps"),
        take(sd15, text=LONG + "a blue wolf sleeps"),
        take(sd15, text=LONG + "a red fox sleeps"),
    )
    assert apart(one, other) > 0.01 and apart(one, again) < apart(one, other) / 10


@pytest.mark.parametrize("family", ["sd15", "sdxl"])
def test_a_short_prompt_is_read_exactly_as_the_pipeline_reads_it(family, shared, request):
    studio = studio_of(shared, take(request.getfixturevalue(family)))
    ours = prompts.read(studio, "a red fox in the forest", "blue river").embeddings
    with torch.inference_mode():
        theirs = studio.pipeline.encode_prompt(
            "a red fox in the forest",
            device="cpu",
            num_images_per_prompt=1,
            do_classifier_free_guidance=True,
            negative_prompt="blue river",
        )
    names = ("prompt_embeds", "negative_prompt_embeds", "pooled_prompt_embeds", "negative_pooled_prompt_embeds")
    for name, held in zip(names, theirs, strict=False):
        assert torch.allclose(ours[name], held, atol=1e-5), name


def test_a_long_prompt_has_as_many_pieces_as_the_longer_of_its_two_sides(sd15, sdxl, shared):
    for sha256 in (sd15, sdxl):
        studio = studio_of(shared, take(sha256))
        read = prompts.read(studio, LONG, "blue").embeddings
        assert read["prompt_embeds"].shape[1] == read["negative_prompt_embeds"].shape[1] == 77 * 3
        assert prompts.read(studio, "red", LONG).embeddings["prompt_embeds"].shape[1] == 77 * 3


def test_pieces_part_after_a_comma_near_the_end_else_between_words():
    words = ["a</w>"] * 70 + [",</w>"] + ["ra", "bb", "it</w>"] * 10
    cut = prompts.pieces(list(range(len(words))), words, room=75)
    assert cut[0][-1] == 70 and [at for piece in cut for at in piece] == list(range(len(words)))
    words = ["ra", "bb", "it</w>"] * 40
    cut = prompts.pieces(list(range(120)), words, room=74)
    assert [len(piece) for piece in cut] == [72, 48]


@given(st.lists(st.sampled_from(["a</w>", ",</w>", "ra", "it</w>"]), max_size=400), st.integers(2, 90))
def test_pieces_lose_nothing_keep_the_order_and_fit(words, room):
    cut = prompts.pieces(list(range(len(words))), words, room=room)
    assert [at for piece in cut for at in piece] == list(range(len(words)))
    assert all(len(piece) <= room for piece in cut) and all(cut[:-1])


@given(st.text(max_size=400))
def test_any_text_is_read(sd15, shared, text):
    read = prompts.read(studio_of(shared, take(sd15)), text)
    assert torch.isfinite(read.embeddings["prompt_embeds"]).all()
