"""Technical faults are seen in the pixels of any picture."""

import numpy as np
from PIL import Image

from storyvid.images.ranking.technical import judged
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


def test_a_duplicate_says_of_which_take(tmp_path):
    recipes, path_of = painted(tmp_path, {3: noisy(1), 5: noisy(5), 9: noisy(1)})
    assert [mark.like_seed for mark in judged(recipes, path_of)] == [None, None, 3]


def test_no_takes_are_judged_to_nothing():
    assert judged([], lambda recipe: None) == []
