"""Motion stays inside the picture, is smooth, and lands within a tenth of a pixel of its path."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from storyvid.film import framing, motion
from storyvid.film.frames import flat
from storyvid.film.planes import blank
from storyvid.recipes import UploadRecipe
from tests.film.conftest import shot_of

MOVING = [name for name in motion.MOTIONS if name != "hold"]
sides = st.integers(min_value=16, max_value=3000)


@given(
    name=st.sampled_from(motion.MOTIONS),
    picture=st.tuples(sides, sides),
    frame=st.sampled_from([(1080, 1920), (1920, 1080), (1080, 1080), (16, 16)]),
    frames=st.integers(min_value=1, max_value=400),
)
def test_the_view_never_leaves_the_picture(name, picture, frame, frames):
    cover = motion.cover_of(*picture, width=frame[0], height=frame[1])
    zoom, x, y = motion.path(name, cover=cover, frames=frames, fps=30).T
    assert (zoom >= 1 - 1e-9).all()
    assert (x - frame[0] / 2 / zoom >= -1e-6).all() and (x + frame[0] / 2 / zoom <= cover.cover_width + 1e-6).all()
    assert (y - frame[1] / 2 / zoom >= -1e-6).all() and (y + frame[1] / 2 / zoom <= cover.cover_height + 1e-6).all()


@given(strength=st.floats(0.2, 1.6), name=st.sampled_from(MOVING), picture=st.tuples(sides, sides))
def test_a_sheet_never_shows_more_than_its_margin(strength, name, picture):
    cover = motion.cover_of(*picture, width=1080, height=1920)
    cameras = motion.path(name, cover=cover, frames=90, fps=30)
    zoom, x, y = motion.at_depth(cameras, cover, strength=strength, margin_x=40, margin_y=70).T
    assert (x - 540 / zoom >= -40 - 1e-6).all() and (x + 540 / zoom <= cover.cover_width + 40 + 1e-6).all()
    assert (y - 960 / zoom >= -70 - 1e-6).all() and (y + 960 / zoom <= cover.cover_height + 70 + 1e-6).all()


@pytest.mark.parametrize("name", MOVING)
def test_every_motion_moves_and_starts_and_ends_softly(name):
    cover = motion.cover_of(1080, 1920, width=1080, height=1920)
    cameras = motion.path(name, cover=cover, frames=120, fps=30)
    steps = np.abs(np.diff(cameras, axis=0)).sum(axis=1)
    assert steps.min() > 0
    assert steps[:5].mean() < 0.7 * steps[50:70].mean() and steps[-5:].mean() < 0.7 * steps[50:70].mean()


def test_hold_copies_a_picture_of_the_frames_own_size_to_the_pixel():
    image = Image.fromarray(np.random.default_rng(1).integers(0, 255, (64, 48, 3), dtype=np.uint8))
    source = flat(image, shot_of(UploadRecipe(media="image", sha256="x", suffix=".png"), width=48, height=64))
    out = blank(48, 64)
    source.draw(3, out)
    expected = np.asarray(image.convert("RGB")) @ np.array([0.2126, 0.7152, 0.0722]) * 219 / 255 + 16
    assert np.abs(out.y - expected).max() <= 0.51


@pytest.mark.parametrize("name", MOVING)
def test_a_dot_stays_within_a_tenth_of_a_pixel_of_its_path(name):
    width, height, frames = 216, 384, 90
    y, x = np.mgrid[0:height, 0:width]
    dot = 220 * np.exp(-((x + 0.5 - 108) ** 2 + (y + 0.5 - 200) ** 2) / (2 * 5.0**2))
    image = Image.fromarray(dot.astype(np.uint8)).convert("RGB")
    shot = shot_of(UploadRecipe(media="image", sha256="x", suffix=".png"), width=width, height=height, frames=frames)
    shot = shot_with(shot, name)
    cameras = framing.framed(image, shot).cameras
    source = flat(image, shot)
    out = blank(width, height)
    worst = 0.0
    for index in range(frames):
        source.draw(index, out)
        light = out.y.astype(np.float64) - 16
        seen = np.array([(light * (x + 0.5)).sum(), (light * (y + 0.5)).sum()]) / light.sum()
        zoom, at_x, at_y = cameras[index]
        ideal = (np.array([108.0, 200.0]) - (at_x, at_y)) * zoom + (width / 2, height / 2)
        worst = max(worst, float(np.hypot(*(seen - ideal))))
    assert worst < 0.1, worst


def test_luma_and_chroma_move_together():
    picture = np.zeros((384, 216, 3), np.uint8)
    cv2.circle(picture, (108, 190), 30, (230, 60, 40), -1, cv2.LINE_AA)
    shot = shot_of(UploadRecipe(media="image", sha256="x", suffix=".png"), width=216, height=384, frames=60)
    source = flat(Image.fromarray(cv2.GaussianBlur(picture, (0, 0), 3)), shot_with(shot, "drift"))
    out = blank(216, 384)
    for index in (0, 23, 59):
        source.draw(index, out)
        luma = centroid(out.y.astype(np.float64) - 16) + 0.5
        # a chroma sample lies level with the left one of its four pixels: 2i + 0.5, 2j + 1
        chroma = centroid(out.v.astype(np.float64) - 128) * 2 + (0.5, 1.0)
        assert np.hypot(*(luma - chroma)) < 0.15


@pytest.mark.parametrize("size", [(400, 300), (300, 900)])
def test_heads_stay_when_a_taller_picture_is_cut(size):
    cover = motion.cover_of(*size, width=300, height=225)
    left_above = cover.base[1] - 225 / 2
    left_below = cover.cover_height - cover.base[1] - 225 / 2
    assert left_above <= left_below


def test_an_unknown_motion_is_named():
    with pytest.raises(ValueError, match="wobble"):
        motion.path("wobble", cover=motion.cover_of(9, 9, width=16, height=16), frames=3, fps=30)


def shot_with(shot, name):
    from dataclasses import replace

    return replace(shot, motion=name)


def centroid(light: np.ndarray) -> np.ndarray:
    y, x = np.mgrid[0 : light.shape[0], 0 : light.shape[1]]
    light = np.maximum(light, 0)
    return np.array([(light * x).sum(), (light * y).sum()]) / light.sum()
