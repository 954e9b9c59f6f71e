"""Likeness of pictures by their colours and structure, and which of them stand out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from storyvid.errors import BadInput
from storyvid.images.consistency import against, among, marked
from storyvid.images.descriptors import described, descriptors


def figure(colour: str, *, shift: int = 0, ground: str = "#88aa77") -> Image.Image:
    image = Image.new("RGB", (120, 160), ground)
    pen = ImageDraw.Draw(image)
    pen.ellipse((45 + shift, 20, 75 + shift, 55), fill="#e8c0a0")
    pen.polygon([(60 + shift, 45), (30 + shift, 140), (90 + shift, 140)], fill=colour)
    return image


def saved(folder, images) -> list:
    paths = [folder / f"{at}.png" for at in range(len(images))]
    for path, image in zip(paths, images, strict=True):
        image.save(path)
    return paths


def test_a_figure_in_the_same_dress_is_more_alike_than_one_in_another(tmp_path):
    images = [figure("#b02020"), figure("#b82828", shift=8), figure("#2040b0", shift=8)]
    vectors = [described(path) for path in saved(tmp_path, images)]
    assert vectors[0].dtype == np.float32
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.05


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 200), st.integers(1, 200), st.integers(0, 2**32 - 1))
def test_any_picture_is_wholly_like_itself(width, height, seed):
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    vector = descriptors(Image.fromarray(pixels))
    assert np.isfinite(vector).all() and vector @ vector == pytest.approx(1, abs=1e-5) and vector.min() >= 0


def test_what_is_no_picture_is_refused(tmp_path):
    figure("red").save(tmp_path / "b.png")
    (tmp_path / "a.png").write_bytes(b"GIF89a no")
    (tmp_path / "b.png").write_bytes((tmp_path / "b.png").read_bytes()[:200])
    for name in ("a.png", "b.png"):
        with pytest.raises(BadInput):
            described(tmp_path / name)


def test_the_scene_that_looks_like_someone_else_stands_out(tmp_path):
    colours = ["#b02020", "#b82828", "#a81c1c", "#b02424", "#2040b0", "#ac2020"]
    images = [figure(colour, shift=3 * at - 8) for at, colour in enumerate(colours)]
    scenes = [(f"s{at}", described(path)) for at, path in enumerate(saved(tmp_path, images), 1)]
    assert [one.scene for one in among(scenes) if one.outlier] == ["s5"]
    reference = descriptors(figure("#b02020", ground="#ffffff"))
    assert [one.scene for one in against(reference, scenes) if one.outlier] == ["s5"]


def test_of_few_pictures_and_of_even_ones_none_stands_out():
    assert not any(one.outlier for one in marked([("s1", 0.9), ("s2", 0.1), ("s3", 0.9)]))
    assert not any(one.outlier for one in marked([(f"s{at}", 0.9 - 0.005 * at) for at in range(6)]))
    assert among([("s1", np.ones(1))]) == [] and marked([]) == []


@given(st.lists(st.floats(-2, 2), max_size=30))
def test_percents_stay_between_none_and_all(values):
    shown = marked([(str(at), value) for at, value in enumerate(values)])
    assert all(0 <= one.percent <= 100 for one in shown)
    assert sum(one.outlier for one in shown) <= len(values) / 2
