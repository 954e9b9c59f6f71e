"""Nearness: a picture cut by a map of its depth is the picture at rest, near things move more, and no hole shows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from storyvid.film import frames, nearness
from storyvid.film.planes import blank, from_rgb
from storyvid.recipes import DepthRecipe
from tests.film.conftest import painting, shot_of, similarity

WIDTH, HEIGHT = 200, 356
BOX = (80, 140, 120, 216)


def scenery() -> Image.Image:
    """A red box before a greenish back with something everywhere."""
    picture = painting(WIDTH, HEIGHT, seed=2)
    levels = np.asarray(picture) // 4 + np.array([20, 110, 60], np.uint8)
    picture = Image.fromarray(levels.astype(np.uint8))
    ImageDraw.Draw(picture).rectangle(BOX, fill=(240, 20, 20))
    return picture


def map_of(*near: tuple[tuple[int, int, int, int], int], size=(WIDTH, HEIGHT), far: int = 20) -> Image.Image:
    image = Image.new("L", size, far)
    for box, level in near:
        ImageDraw.Draw(image).rectangle(box, fill=level)
    return image


def kept(image: Image.Image, folder):
    image.save(folder / "map.png")
    return folder / "map.png"


def moving(shelf, motion: str, *, grey: Image.Image | None, count: int = 40):
    """The luma and chroma of the first and the last frame."""
    upload = shelf.picture(scenery(), f"picture-{motion}-{grey is None}")
    depth = None
    if grey is not None:
        depth = DepthRecipe(model="tiny@1", picture=upload)
        grey.save(shelf.room(depth), format="PNG")
    shot = shot_of(upload, width=WIDTH, height=HEIGHT, frames=count, motion=motion, depth=depth)
    source, seen = frames.source_of(shot, shelf), []
    for index in (0, count // 2, count - 1):
        out = blank(shot.width, shot.height)
        source.draw(index, out)
        seen.append(out)
    return seen


def centre_of_red(planes) -> float:
    weight = (planes.v.astype(float) - 170).clip(0)
    return float((weight.sum(axis=0) * np.arange(weight.shape[1])).sum() / weight.sum()) * 2


def test_at_rest_the_sheets_are_the_picture(shelf):
    seen, picture = moving(shelf, "push-in", grey=map_of((BOX, 230)))[0], from_rgb(np.asarray(scenery()))
    assert similarity(seen.y, picture.y) > 0.97
    assert np.abs(seen.y.astype(int) - picture.y).mean() < 2


@pytest.mark.parametrize("motion", ["pan-right", "pan-left"])
def test_what_is_near_moves_more_than_it_would_as_one_and_the_back_less(shelf, motion):
    flat, deep = moving(shelf, motion, grey=None), moving(shelf, motion, grey=map_of((BOX, 230)))
    near = abs(centre_of_red(deep[2]) - centre_of_red(deep[0]))
    as_one = abs(centre_of_red(flat[2]) - centre_of_red(flat[0]))
    assert near >= as_one * 0.99
    assert far_move(deep) < 0.8 * far_move(flat)
    assert near > 1.3 * far_move(deep) > 1


def far_move(seen) -> float:
    """How far the upper third, in which nothing is near, goes to the side."""
    import cv2

    first, last = (one.y[: HEIGHT // 3].astype(np.float32) for one in (seen[0], seen[2]))
    return abs(cv2.phaseCorrelate(first, last, cv2.createHanningWindow(first.shape[::-1], cv2.CV_32F))[0][0])


@pytest.mark.parametrize("motion", ["pan-right", "push-in", "pull-out", "rise", "drift"])
def test_no_hole_and_no_second_box_show_behind_what_moves(shelf, motion):
    for seen in moving(shelf, motion, grey=map_of((BOX, 230))):
        red = seen.v > 170
        columns, rows = np.flatnonzero(red.any(axis=0)), np.flatnonzero(red.any(axis=1))
        # one box, as large as it is at most when the camera is closest, and nothing as black or white as a hole
        assert len(columns) <= 30 and len(rows) <= 56 and red.sum() > 0.8 * len(columns) * len(rows)
        assert seen.y.min() > 40 and seen.y.max() < 190


def test_the_back_is_filled_with_what_is_around_the_box(tmp_path):
    sheets = nearness.apart(scenery(), kept(map_of((BOX, 230)), tmp_path), width=WIDTH)
    back, box = (np.asarray(layer.image) for layer in sheets.layers)
    assert back.shape == (HEIGHT + 8, WIDTH + 8, 3) and box.shape == (HEIGHT + 8, WIDTH + 8, 4)
    assert (back[..., 0].astype(int) < back[..., 1]).all()  # green everywhere, no red left
    assert box[178, 100, 3] == 255 and box[20, 20, 3] == 0 and sheets.layers[0].depth < sheets.layers[1].depth


def test_a_thing_before_a_ground_leaves_the_ground_whole_and_the_sky_free(tmp_path):
    ground = ((0, 200, WIDTH, HEIGHT), 120)
    sheets = nearness.apart(scenery(), kept(map_of(ground, (BOX, 250)), tmp_path), width=WIDTH)
    assert len(sheets.layers) == 3
    middle = np.asarray(sheets.layers[1].image)[..., 3]
    assert middle[212, 100] == 255  # behind the box the ground goes on
    assert middle[150, 100] == 0  # and where the box is before the sky there is none


@pytest.mark.parametrize("grey", [map_of(), map_of(far=255), map_of(((0, 0, 2, 2), 255))])
def test_a_picture_that_is_about_as_near_everywhere_moves_as_one(shelf, tmp_path, grey):
    assert nearness.apart(scenery(), kept(grey, tmp_path), width=WIDTH) is None
    for deep, flat in zip(moving(shelf, "drift", grey=grey), moving(shelf, "drift", grey=None), strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(deep, flat, strict=True))


def test_a_map_that_cannot_be_read_is_no_map(tmp_path):
    (tmp_path / "map.png").write_bytes(b"\x89PNG cut off")
    assert nearness.apart(scenery(), tmp_path / "map.png", width=WIDTH) is None
    assert nearness.apart(scenery(), tmp_path / "gone.png", width=WIDTH) is None


@settings(max_examples=12)
@given(st.integers(1, 90), st.integers(1, 90), st.integers(0, 99), st.sampled_from([20, 400]))
def test_any_map_gives_whole_sheets_or_none(tmp_path_factory, width, height, seed, wide):
    folder = tmp_path_factory.mktemp("maps")
    picture, grey = painting(width, height, seed=seed), painting(64, 48, seed=seed + 1).convert("L")
    sheets = nearness.apart(picture, kept(grey, folder), width=wide)
    if sheets is None:
        return
    assert 2 <= len(sheets.layers) <= nearness.MOST_SHEETS
    assert len({layer.image.size for layer in sheets.layers}) == 1
    assert sheets.layers[0].image.mode == "RGB" and sheets.picture_width == sheets.layers[0].image.width - 8
    depths = [layer.depth for layer in sheets.layers]
    assert depths == sorted(depths) and depths[0] >= nearness.FARTHEST and depths[-1] <= nearness.NEAREST
    again = nearness.apart(picture, folder / "map.png", width=wide)
    assert [a.image.tobytes() for a in again.layers] == [b.image.tobytes() for b in sheets.layers]
