"""Framing follows what is in the picture: subjects are found, stay in every format, and are where cameras go."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from storyvid.film import motion
from storyvid.film.framing import chosen, cover_for, framed
from storyvid.film.saliency import MIDDLE, Subject, saliency, subject_of
from storyvid.recipes import UploadRecipe
from tests.film.conftest import shot_of

PICTURE = UploadRecipe(media="image", sha256="a" * 64, suffix=".png")
SIZES = {"9:16": (144, 256), "16:9": (256, 144), "1:1": (144, 144)}
places = st.tuples(st.floats(0.15, 0.85), st.floats(0.2, 0.8))


def someone(x: float, y: float, *, width: int = 400, height: int = 400) -> Image.Image:
    """A landscape, and in it somebody in red with a head, whose middle is at (x, y) in shares."""
    rows = np.linspace(200, 90, height)[:, None, None] * np.ones((1, width, 1))
    canvas = np.concatenate([rows * 0.7, rows * 0.9, rows], axis=2).astype(np.uint8)
    noise = np.random.default_rng(3).integers(0, 18, (height // 8 + 1, width // 8 + 1, 3), dtype=np.uint8)
    canvas = cv2.add(canvas, cv2.resize(noise, (width, height)))
    at, side = (round(x * width), round(y * height)), min(width, height)
    cv2.ellipse(canvas, (at[0], at[1] + side // 30), (side // 22, side // 11), 0, 0, 360, (190, 40, 40), -1)
    cv2.circle(canvas, (at[0], at[1] - side // 13), side // 26, (232, 190, 160), -1)
    return Image.fromarray(canvas)


def face_to_face(*places: float) -> Image.Image:
    """Two large figures in snow, at these shares of the width."""
    canvas = np.full((480, 270, 3), (205, 208, 216), np.uint8)
    for place, colour in zip(places, ((200, 60, 40), (210, 170, 40)), strict=True):
        at = round(place * 270)
        cv2.ellipse(canvas, (at, 330), (34, 90), 0, 0, 360, colour, -1)
        cv2.circle(canvas, (at, 215), 30, (232, 190, 160), -1)
    return Image.fromarray(canvas)


@given(place=places)
@settings(max_examples=40, deadline=None)
def test_somebody_in_a_landscape_is_found(place):
    subject = subject_of(someone(*place))
    assert subject.clear
    assert abs(subject.x - place[0]) < 0.06 and abs(subject.y - place[1]) < 0.08
    assert subject.left < place[0] < subject.right and subject.top < place[1] < subject.bottom


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (3000, 20), (9, 9)])
def test_a_picture_of_nothing_is_looked_at_in_its_middle(size):
    subject = subject_of(Image.new("RGB", size, (90, 120, 30)))
    assert not subject.clear and abs(subject.x - 0.5) < 0.02 and abs(subject.y - 0.5) < 0.02
    assert saliency(Image.new("RGB", size)).min() >= 0


@pytest.mark.parametrize("shape", ["9:16", "16:9", "1:1"])
@pytest.mark.parametrize("name", [*motion.MOTIONS, "auto"])
@pytest.mark.parametrize("place", [(0.2, 0.25), (0.5, 0.6), (0.82, 0.7)])
@pytest.mark.parametrize("of", [(400, 400), (720, 405), (405, 720)])
def test_heads_stay_in_every_frame_of_every_format(shape, name, place, of):
    picture, (width, height) = someone(*place, width=of[0], height=of[1]), SIZES[shape]
    view = framed(picture, shot_of(PICTURE, width=width, height=height, frames=60, motion=name))
    head_y = place[1] - min(of) / 13 / of[1]
    x, y = place[0] * view.cover.cover_width, head_y * view.cover.cover_height
    for zoom, at_x, at_y in view.cameras:
        assert abs(x - at_x) < width / 2 / zoom and abs(y - at_y) < height / 2 / zoom


@pytest.mark.parametrize("place", [(0.25, 0.3), (0.75, 0.65)])
def test_a_push_in_goes_to_the_subject_and_a_pull_out_comes_from_it(place):
    picture = someone(*place)
    for name, order in (("push-in", 1), ("pull-out", -1)):
        view = framed(picture, shot_of(PICTURE, width=256, height=256, frames=60, motion=name))
        point = np.array(place) * (view.cover.cover_width, view.cover.cover_height)
        far, near = view.cameras[::order][[0, -1]]
        offsets = [np.abs(point - camera[1:]) * camera[0] for camera in (far, near)]
        assert near[0] > far[0] and np.hypot(*offsets[1]) < np.hypot(*offsets[0])


def test_where_nothing_stands_out_the_frame_goes_to_where_most_draws_the_eye():
    busy = np.full((720, 405, 3), 120, np.uint8)
    noise = np.random.default_rng(2).integers(0, 255, (9, 15, 3), dtype=np.uint8)
    busy[430:690] = cv2.resize(noise, (405, 260), interpolation=cv2.INTER_NEAREST)
    view = framed(Image.fromarray(busy), shot_of(PICTURE, width=256, height=144, frames=20, motion="hold"))
    assert view.cover.base[1] > 0.55 * view.cover.cover_height


def test_the_authors_focus_is_what_the_frame_is_laid_around():
    picture = someone(0.2, 0.5, width=720, height=405)
    shot = shot_of(PICTURE, focus=(70, 40), frames=20, motion="hold")
    view = framed(picture, shot)
    assert abs(view.cover.base[0] - 0.7 * view.cover.cover_width) < 1.5
    rim = framed(picture, shot_of(PICTURE, focus=(100, 100), frames=20, motion="push-in"))
    assert (rim.cameras[:, 1] + 72 / rim.cameras[:, 0] <= rim.cover.cover_width + 1e-6).all()


@given(
    focus=st.tuples(st.integers(-20, 130), st.integers(-20, 130)),
    of=st.tuples(st.integers(16, 2000), st.integers(16, 2000)),
    shape=st.sampled_from(sorted(SIZES)),
    name=st.sampled_from([*motion.MOTIONS, "auto"]),
    frames=st.integers(1, 90),
)
@settings(deadline=None)
def test_no_focus_and_no_format_ever_shows_an_edge(focus, of, shape, name, frames):
    width, height = SIZES[shape]
    shot = shot_of(PICTURE, width=width, height=height, frames=frames, motion=name, focus=focus)
    view = framed(Image.new("RGB", of), shot)
    zoom, x, y = view.cameras.T
    assert (x - width / 2 / zoom >= -1e-6).all() and (x + width / 2 / zoom <= view.cover.cover_width + 1e-6).all()
    assert (y - height / 2 / zoom >= -1e-6).all() and (y + height / 2 / zoom <= view.cover.cover_height + 1e-6).all()


def test_no_motion_of_its_own_choice_pushes_somebody_at_the_side_out():
    pictures = [UploadRecipe(media="image", sha256=f"{seed * 7919:064x}", suffix=".png") for seed in range(12)]
    shots = [shot_of(picture, width=270, height=480, frames=240, motion="auto") for picture in pictures]
    apart = {framed(face_to_face(0.08, 0.92), shot).motion for shot in shots}
    together = {framed(face_to_face(0.2, 0.8), shot).motion for shot in shots}
    assert not apart & {"pan-left", "pan-right"} and together & {"pan-left", "pan-right"}


def test_a_motion_suits_what_is_seen():
    wide = cover_for((1600, 900), Subject(0.8, 0.5, 0.7, 0.3, 0.9, 0.7, clear=True), width=144, height=256)
    assert chosen(Subject(0.8, 0.5, 0.7, 0.3, 0.9, 0.7, clear=True), wide, key="0" * 40) == "pan-right"
    assert chosen(Subject(0.2, 0.5, 0.1, 0.3, 0.3, 0.7, clear=True), wide, key="0" * 40) == "pan-left"
    tall = cover_for((900, 1600), MIDDLE, width=256, height=144)
    assert chosen(Subject(0.5, 0.3, 0.4, 0.2, 0.6, 0.5, clear=True), tall, key="0" * 40) == "rise"
    fitting = cover_for((144, 256), MIDDLE, width=144, height=256)
    keys = [f"{number:08x}" for number in range(40)]
    assert {chosen(MIDDLE, fitting, key=key) for key in keys} == {"drift", "pan-left", "pull-out", "pan-right", "rise"}
    small = Subject(0.5, 0.5, 0.4, 0.4, 0.6, 0.6, clear=True)
    moves = [chosen(small, fitting, key=key) for key in keys]
    assert moves.count("push-in") == 20 and set(moves) == {"push-in", "drift", "pull-out"}
