"""Ranking without a scoring model: faults go last, whatever is without one varies from scene to scene."""

import numpy as np
from PIL import Image

from storyvid.images.rank import judged, ranked
from tests.plugged import picture


def painted(folder, pixels: dict[int, np.ndarray]):
    for seed, array in pixels.items():
        Image.fromarray(array.astype(np.uint8)).save(folder / f"{seed}.png")
    return [picture(seed) for seed in pixels], lambda recipe: folder / f"{recipe.seed}.png"


def noisy(seed: int) -> np.ndarray:
    blocks = np.random.default_rng(seed).integers(0, 255, (16, 16, 3))
    return blocks.repeat(16, 0).repeat(16, 1)


def test_blank_blurred_and_doubled_takes_are_named(tmp_path):
    smooth = np.linspace(40, 200, 256)[:, None, None].repeat(256, 1).repeat(3, 2)
    pixels = {1: noisy(1), 2: np.full((256, 256, 3), 90), 3: smooth, 4: noisy(1), 5: noisy(5)}
    recipes, path_of = painted(tmp_path, pixels)
    assert [mark.fault for mark in judged(recipes, path_of)] == ["", "blank", "blurred", "duplicate", ""]


def test_takes_with_a_fault_come_last_and_none_is_lost(tmp_path):
    pixels = {seed: noisy(seed) for seed in range(1, 7)} | {7: np.full((256, 256, 3), 90)}
    recipes, path_of = painted(tmp_path, pixels)
    order = ranked(recipes, path_of)
    assert order[-1].seed == 7 and sorted(recipe.seed for recipe in order) == list(range(1, 8))


def test_the_first_take_is_not_the_same_seed_in_every_scene(tmp_path):
    pixels = {seed: noisy(seed) for seed in range(1, 7)}
    _, path_of = painted(tmp_path, pixels)
    firsts = {ranked([picture(seed, text=f"scene {n}") for seed in pixels], path_of)[0].seed for n in range(12)}
    assert len(firsts) > 2


def test_no_takes_rank_to_nothing():
    assert ranked([], lambda recipe: None) == []
