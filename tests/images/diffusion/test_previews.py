"""Rough pictures while steps run: shown, small, by the tiny decoder where one is installed."""

import shutil
from io import BytesIO

import numpy as np
import pytest
import torch
from diffusers import AutoencoderTiny
from PIL import Image

from storyvid import models
from storyvid.claims import Claims
from storyvid.images.diffusion.presets import settings_of
from storyvid.images.diffusion.previews import rough
from storyvid.jobs import Job, Rough
from storyvid.recipes import key_of
from storyvid.store import Store
from storyvid.worker import do
from tests.images.diffusion.conftest import pixels, take


class Watching:
    """Progress that keeps every rough picture."""

    def __init__(self):
        self.shares, self.seen = [], []

    def __call__(self, share: float) -> None:
        self.shares.append(share)

    def rough(self, pictures) -> None:
        self.seen += pictures()


def test_a_rough_picture_of_each_take_appears_after_every_step_but_the_last(sd15, shared):
    watching, recipes = Watching(), [take(sd15, seed, options={"steps": 4}) for seed in (1, 2)]
    pixels(shared, *recipes, progress=watching)
    assert [recipe.seed for recipe, _ in watching.seen] == [1, 1, 1, 2, 2, 2]
    assert all(picture.size == (240, 240) for _, picture in watching.seen)
    first, last = (np.asarray(watching.seen[at][1]).astype(int) for at in (0, 2))
    assert first.std() > 2 and np.abs(first - last).mean() > 0.1


def test_a_family_whose_latents_cannot_be_seen_shows_nothing_and_paints(flux, shared):
    watching = Watching()
    assert pixels(shared, take(flux), progress=watching)[0].std() > 5
    assert not watching.seen and watching.shares[-1] == 1.0


def test_the_tiny_decoder_is_used_where_it_is_installed(sd15, painter, monkeypatch, tmp_path):
    torch.manual_seed(0)
    small = AutoencoderTiny(
        encoder_block_out_channels=(8, 8),
        decoder_block_out_channels=(8, 8),
        num_encoder_blocks=(1, 1),
        num_decoder_blocks=(1, 1),
    )
    small.save_pretrained(tmp_path / "taesd")
    there = tmp_path / "hub" / "models--madebyollin--taesd"
    (there / "refs").mkdir(parents=True)
    (there / "refs" / "main").write_text("abc123")
    shutil.copytree(tmp_path / "taesd", there / "snapshots" / "abc123")
    studio = painter.studio(settings_of(take(sd15).options))
    latents = torch.randn(2, 4, 16, 16)
    plain = rough(studio, latents)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    studio.preview = None
    decoded = rough(studio, latents)
    assert len(plain) == len(decoded) == 2 and isinstance(studio.preview, AutoencoderTiny)
    assert np.abs(np.asarray(plain[0]).astype(int) - np.asarray(decoded[0])).mean() > 1


@pytest.mark.parametrize("latents", [None, torch.zeros(1, 64, 16), torch.zeros(1, 16, 8, 8)])
def test_latents_of_no_known_form_are_not_shown(latents, sd15, shared):
    assert rough(shared.studio(settings_of(take(sd15).options)), latents) == []


def test_a_worker_says_how_a_picture_looks_so_far_about_once_a_second(sd15, tmp_path):
    recipe = take(sd15, 7, model=models.full_name("images", "diffusers"), options={"steps": 3})
    events = []
    store, claims = Store(tmp_path / "assets"), Claims(tmp_path / "claims")
    do(Job(recipes=(recipe,)), store, claims, say=events.append, stopped=set())
    seen = [event for event in events if isinstance(event, Rough)]
    assert seen and {event.key for event in seen} == {key_of(recipe)}
    with Image.open(BytesIO(seen[0].picture)) as picture:
        assert picture.format == "WEBP" and picture.size == (240, 240) and len(seen[0].picture) < 30_000
