"""Where heads are: told by whoever drew them, without looking at a pixel."""

import numpy as np
import pytest

from storyvid.images.storyboard import Storyboard
from storyvid.images.storyboard.figures import BEINGS, FACINGS, POSES, draw_figure, draw_mounted, read_traits
from storyvid.images.storyboard.ink import Ink
from storyvid.images.storyboard.layers import DEPTHS
from storyvid.models import HeadedImageModel
from storyvid.recipes import ImageRecipe, Part

INK = Ink()


PEOPLE, SMALL = ("girl", "king", "woman"), ("fish", "frog", "snake", "turtle")


@pytest.mark.parametrize("being", [*PEOPLE, "cat", "dragon", "hen", "owl", "swan", "wolf", *SMALL])
def test_a_head_lies_within_its_figure_and_turns_with_it(being):
    traits = read_traits(f"the {BEINGS.get(being, being)}", "")
    for pose in POSES:
        right, left = (draw_figure(traits, pose=pose, facing=facing, ink=INK) for facing in ("right", "left"))
        assert len(right.heads) == len(left.heads) == 1
        (x, y, radius), (mirrored, *_) = right.heads[0], left.heads[0]
        assert x == pytest.approx(-mirrored)
        assert abs(x) < right.width / 2 and -right.height < y < 0 and 0 < radius < right.height
        if pose == "stand" and being in PEOPLE:
            assert y + radius < -right.height / 2
        if being in SMALL:
            assert x + radius > right.width * 0.3  # they look to the right


def test_one_seen_from_behind_shows_no_face_and_a_rider_and_the_horse_have_two():
    girl, horse = read_traits("the girl", ""), read_traits("the horse", "")
    for facing in FACINGS:
        assert len(draw_figure(girl, pose="stand", facing=facing, ink=INK).heads) == (facing != "back")
    heads = draw_mounted(girl, horse, facing="right", ink=INK).heads
    assert len(heads) == 2 and heads[0] != heads[1]


@pytest.mark.parametrize("size", [(270, 480), (480, 270)])
@pytest.mark.parametrize("seed", range(4))
def test_a_pictures_heads_are_where_its_figures_are_and_little_is_above_them(size, seed):
    width, height = size
    cast = (("Anna", "girl, green dress"), ("The old king", "white beard, golden crown, red cloak"))
    parts = (
        Part(source="scene", text="The old king spoke to Anna in the great hall."),
        *(Part(source="character", name=name, text=look) for name, look in cast),
        Part(source="style", name="flat", text=""),
    )
    recipe = ImageRecipe(model="storyboard@1", parts=parts, width=width, height=height, seed=seed)
    model = Storyboard()
    assert isinstance(model, HeadedImageModel)
    sheets = model.layers(recipe, margin_percent=0)
    figures = np.asarray(next(sheet for sheet in sheets if sheet.depth == DEPTHS["figures"]).image)[:, :, 3] / 255
    heads = model.heads(recipe)
    assert heads
    for left, top, right, bottom in heads:
        x0, x1 = (round(min(max(side, 0), 1) * width) for side in (left, right))
        y0, y1 = (round(min(max(side, 0), 1) * height) for side in (top, bottom))
        assert 0 <= x0 < x1 <= width and 0 <= y0 < y1 <= height
        inner, tall = np.s_[(3 * y0 + y1) // 4 : (y0 + 3 * y1) // 4, (3 * x0 + x1) // 4 : (x0 + 3 * x1) // 4], y1 - y0
        assert figures[inner].mean() > 0.9
        assert figures[max(0, y0 - tall) : max(1, y0 - tall // 2), x0:x1].mean() < 0.5


def test_a_picture_of_nobody_has_no_heads():
    words = "A storm tossed the ship on the sea."
    parts = (Part(source="scene", text=words), Part(source="style", name="flat", text=""))
    assert not Storyboard().heads(ImageRecipe(model="storyboard@1", parts=parts, width=270, height=480, seed=1))
