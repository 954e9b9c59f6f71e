"""Sampling lands where it should to a small part of a pixel, whichever way is the quickest."""

import cv2
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from storyvid.film import motion
from storyvid.film.sampling import (
    AT_MOST,
    LEAST_SCALE,
    NEAR_ENOUGH,
    ROOM,
    UNSCALED,
    View,
    roomy,
    sample,
    stage_scale,
    way,
)

SIDE = 400


def places(scale_x: float, scale_y: float, left: float, top: float, size=(240, 200)) -> tuple[np.ndarray, np.ndarray]:
    """Where each pixel of the target was read from, in x and y, told by blurred dots' centres."""
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    found = []
    for at_x, at_y in ((150.3, 140.8), (220.0, 190.5)):
        dot = 250 * np.exp(-((x - at_x) ** 2 + (y - at_y) ** 2) / (2 * 5.0**2))
        out = np.empty((size[1], size[0]), np.uint8)
        sample(roomy(dot.astype(np.uint8)), View(scale_x, scale_y, left, top), out)
        light = out.astype(float)
        v, u = np.mgrid[0 : size[1], 0 : size[0]]
        seen = np.array([(light * u).sum(), (light * v).sum()]) / light.sum()
        found.append((seen, ((at_x - left) / scale_x, (at_y - top) / scale_y)))
    return tuple(np.array(one) for one in zip(*found, strict=True))


@example(scale=1.001953125, left=20.0, top=20.0)  # as many pixels come out as go in
@given(
    scale=st.one_of(st.just(1.0), st.floats(1.0, 1.003), st.floats(1.0, 1.2)),
    left=st.floats(20.0, 60.0),
    top=st.floats(20.0, 60.0),
)
@settings(max_examples=200, deadline=None)
def test_every_way_is_within_a_small_part_of_a_pixel(scale, left, top):
    seen, ideal = places(scale, scale, left, top)
    # eight bits and a dot cut off at their last one move its centre by some hundredths
    assert np.abs(seen - ideal).max() < NEAR_ENOUGH + 0.05


@pytest.mark.parametrize("scale", [1.0, 1.0004, 1.013, 1.09])
def test_the_quick_ways_show_what_the_slow_one_shows(scale):
    noise = cv2.GaussianBlur(np.random.default_rng(5).integers(0, 255, (SIDE, SIDE), dtype=np.uint8), (0, 0), 2)
    out, slow = np.empty((200, 240), np.uint8), np.empty((200, 240), np.uint8)
    for left in (0.0, 7.25, 33.3):
        matrix = np.array([[scale, 0, left], [0, scale, left + 0.4]])
        sample(roomy(noise), View(scale, scale, left, left + 0.4), out)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        cv2.warpAffine(noise, matrix, (240, 200), dst=slow, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        assert np.abs(out.astype(int) - slow).max() <= 4


def test_a_padded_target_is_filled_and_nothing_beside_it():
    room = np.full((60, 90), 7, np.uint8)
    sample(roomy(np.full((200, 200), 99, np.uint8)), View(1.05, 1.05, 20.3, 11.8), room[:, 10:70])
    assert (room[:, 10:70] == 99).all() and (room[:, :10] == 7).all() and (room[:, 70:] == 7).all()


def test_beyond_its_sides_the_source_goes_on():
    ramp = np.tile(np.arange(100, dtype=np.uint8), (100, 1))
    for scale in (1.0, 1.07):
        out = np.empty((120, 120), np.uint8)
        sample(roomy(ramp), View(scale, scale, -12.0, -12.0), out)
        assert out[50, 0] == 0 and out[50, 119] == 99 and out.max() == 99


@pytest.mark.parametrize("name", ["pan-left", "pan-right", "rise"])
def test_a_pan_is_a_shift_alone(name):
    cover = motion.cover_of(1080, 1920, width=540, height=960)
    cameras = motion.path(name, cover=cover, frames=90, fps=30)
    for strength in (0.4, 1.0, 1.5):
        seen = motion.at_depth(cameras, cover, strength=strength, margin_x=20, margin_y=36)
        stage = motion.Stage(cover, seen, stage_scale(seen[:, 0]))
        for index in (0, 44, 89):
            taken = way(stage.view(index), source=(1300, 800), target=(960, 540))
            assert taken.stretches is None and abs(taken.view.across - 1) < UNSCALED


@example(scale=1.25, left=0.0, width=4)
@example(scale=1.2518090720853507, left=0.0, width=4)  # it would begin before the source
@given(scale=st.floats(LEAST_SCALE, 1.3), left=st.floats(0.0, 60.0), width=st.integers(2, 600))
@settings(max_examples=300, deadline=None)
def test_a_stretch_comes_to_whole_pixels_and_to_its_scale(scale, left, width):
    taken = way(View(scale, scale, left, left), source=(1000, 1000), target=(width, width))
    if taken.stretches is None:  # so few that as many come out as go in, or a scale of small numbers
        starts = [left + ROOM + 0.5 - (early + 0.5) * scale for early in range(ROOM)]
        off = [abs(start - round(start)) for start in starts if start >= 0]
        assert width * (scale - 1) < 1 or min(off) > AT_MOST - 1e-9
        return
    for stretch in taken.stretches:
        told = (stretch.end - stretch.start) / stretch.pixels if stretch.to_scale else scale
        for index in (0, width - 1):
            lies = stretch.start + (stretch.early + index + 0.5) * told - 0.5
            assert abs(lies - (left + ROOM + index * scale)) < 2 * AT_MOST
        assert stretch.early + width <= stretch.pixels and 0 <= stretch.start < stretch.end <= 1000
