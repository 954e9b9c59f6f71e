"""Parallax: sheets put on one another are the picture, near ones move more, none shows its edge."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from storyvid import models
from storyvid.errors import UnknownName
from storyvid.film import frames, layers, motion, parallax, stack
from storyvid.film.pieces import Piece, cut
from storyvid.film.planes import blank, from_rgb
from storyvid.models import Card, Layer
from storyvid.recipes import ImageRecipe, Part
from tests.film.conftest import painting, shot_of, similarity

WIDTH, HEIGHT, MARGIN = 200, 360, parallax.MARGIN_PERCENT


def sheets_of(width: int = WIDTH, height: int = HEIGHT, margin_percent: int = MARGIN) -> list[Layer]:
    """A painted back, a half-transparent haze, a ground, two boxes that stand apart."""
    dx, dy = round(width * margin_percent / 100), round(height * margin_percent / 100)
    size = (width + 2 * dx, height + 2 * dy)
    back = painting(*size, seed=3).convert("RGBA")
    haze = Image.new("RGBA", size, (240, 240, 255, 90))
    ground, boxes = Image.new("RGBA", size), Image.new("RGBA", size)
    ImageDraw.Draw(ground).rectangle((0, dy + height * 2 // 3, size[0], size[1]), fill=(30, 90, 50, 255))
    for x in (dx + width // 5, dx + width * 3 // 4):
        box = (x, dy + height // 2, x + width // 10, dy + height * 2 // 3)
        ImageDraw.Draw(boxes).rectangle(box, fill=(200, 40, 30, 255))
    return [Layer(back, 0.0), Layer(haze, 0.3), Layer(ground, 0.6), Layer(boxes, 1.0)]


def flattened(layers: list[Layer]) -> Image.Image:
    whole = layers[0].image.copy()
    for layer in layers[1:]:
        whole.alpha_composite(layer.image)
    dx, dy = (whole.width - WIDTH) // 2, (whole.height - HEIGHT) // 2
    return whole.crop((dx, dy, dx + WIDTH, dy + HEIGHT)).convert("RGB")


def moving(layers: list[Layer], name: str, *, count: int = 60, size=(WIDTH, HEIGHT)) -> stack.Stack:
    cover = motion.cover_of(WIDTH, HEIGHT, width=size[0], height=size[1])
    cameras = motion.path(name, cover=cover, frames=count, fps=30)
    sheets = parallax.prepared(layers, picture_width=WIDTH, cover=cover, cameras=cameras)
    return stack.Stack(sheets, width=size[0], height=size[1], frames=count)


def drawn(source, index: int):
    out = blank(source.width, source.height)
    source.draw(index, out)
    return out


def test_at_rest_the_sheets_are_the_picture():
    # a push-in starts at rest
    seen, picture = drawn(moving(sheets_of(), "push-in"), 0), from_rgb(np.asarray(flattened(sheets_of())))
    assert similarity(seen.y, picture.y) > 0.98
    assert np.abs(seen.y.astype(int) - picture.y).mean() < 2 and np.abs(seen.v.astype(int) - picture.v).mean() < 2


def test_near_sheets_move_more_than_far_ones():
    dots = []
    for depth in (0.0, 1.0):
        image = Image.new("RGBA", (WIDTH + 32, HEIGHT + 58))
        ImageDraw.Draw(image).ellipse((106, 190, 126, 210), fill="white")
        ground = Image.new("RGBA", image.size, "black")
        layers = [Layer(ground, 0.0), Layer(image, depth)]
        source = moving(layers if depth else [Layer(Image.alpha_composite(ground, image), 0.0)], "pan-right")
        dots.append([centre(drawn(source, index).y) for index in (0, 59)])
    far, near = (abs(last - first) for first, last in dots)
    assert near > 2 * far > 0


@pytest.mark.parametrize("name", [name for name in motion.MOTIONS if name != "hold"])
@pytest.mark.parametrize("size", [(WIDTH, HEIGHT), (360, 200), (200, 200)])
def test_no_sheet_shows_its_edge(name, size):
    whole = Image.new("RGBA", sheets_of()[0].image.size, "white")
    source = moving([Layer(Image.new("RGBA", whole.size, "black"), 0.0), Layer(whole, 1.0)], name, size=size)
    for index in (0, 30, 59):
        assert drawn(source, index).y.min() >= 234


@pytest.mark.parametrize("name", ["push-in", "rise", "drift", "pan-left"])
@pytest.mark.parametrize("size", [(WIDTH, HEIGHT), (360, 200)])
def test_cutting_and_skipping_change_nothing(name, size, monkeypatch):
    held = [*sheets_of(), Layer(blob(sheets_of()[0].image.size), 0.8)]
    quick = [drawn(moving(held, name, size=size), index) for index in (0, 25, 59)]
    monkeypatch.setattr(parallax, "cut", lambda alpha: [Piece(0, 0, alpha.shape[1], alpha.shape[0], False)])
    for index, seen in zip((0, 25, 59), quick, strict=True):
        slow = drawn(moving(held, name, size=size), index)
        # pieces are sampled each for itself, to a fiftieth of a pixel: at a hard edge that is some levels
        apart = [np.abs(a.astype(int) - b) for a, b in zip(seen, slow, strict=True)]
        assert max(one.max() for one in apart) <= 12 and max(one.mean() for one in apart) < 0.25


@pytest.mark.parametrize("name", ["push-in", "drift"])
def test_a_frame_is_the_same_whichever_was_drawn_before(name):
    held = [*sheets_of(), Layer(blob(sheets_of()[0].image.size), 0.8)]
    source, other = moving(held, name, count=50), moving(held, name, count=50)
    in_order = [drawn(source, index) for index in range(50)]
    for index in (49, 0, 16, 15, 31, 48):
        assert all((one == two).all() for one, two in zip(drawn(other, index), in_order[index], strict=True))


@pytest.mark.parametrize("name", ["pan-left", "pan-right", "pull-out"])
def test_what_a_near_sheet_uncovers_is_drawn(name, monkeypatch):
    monkeypatch.setattr(stack, "GRAIN", 4)  # so that it shows in a small picture
    back, near = Image.new("RGBA", sheets_of()[0].image.size, "grey"), Image.new("RGBA", sheets_of()[0].image.size)
    for edge in range(40, 160, 9):
        ImageDraw.Draw(near).rectangle((0, 0, edge, near.height), fill="white")
        source = moving([Layer(back, 0.0), Layer(near, 1.0)], name, count=12)
        for index in (0, 6, 11):
            out = blank(WIDTH, HEIGHT, luma=0)
            source.draw(index, out)
            assert out.y.min() > 100


def blob(size: tuple[int, int]) -> Image.Image:
    """Something solid with a hole, soft edges and far-off crumbs."""
    image = Image.new("RGBA", size)
    draw = ImageDraw.Draw(image)
    draw.ellipse((20, 60, size[0] - 40, size[1] - 90), fill=(250, 180, 40, 255))
    draw.ellipse((80, 150, 130, 210), fill=(0, 0, 0, 0))
    draw.rectangle((4, 6, 9, 9), fill=(10, 10, 200, 255))
    return image.filter(ImageFilter.GaussianBlur(2))


@given(seed=st.integers(0, 10**6), width=st.integers(1, 400), height=st.integers(1, 400))
@settings(max_examples=40, deadline=None)
def test_pieces_hold_all_there_is_once(seed, width, height):
    rng = np.random.default_rng(seed)
    small = rng.choice([0, 0, 0, 255, 255, 90], (height // 60 + 1, width // 60 + 1)).astype(np.uint8)
    alpha = np.kron(small, np.ones((60, 60), np.uint8))[:height, :width]
    blended, drawn_solid = np.zeros(alpha.shape, int), np.zeros(alpha.shape, bool)
    for one in cut(alpha):
        place = np.s_[one.top : one.bottom, one.left : one.right]
        blended[place] += not one.solid
        drawn_solid[place] |= one.solid
        assert not one.solid or (alpha[place] == 255).all()
    part = (alpha > 0) & (alpha < 255)
    assert ((blended > 0) | drawn_solid | (alpha == 0)).all()
    assert (blended[part] == 1).all() and not (drawn_solid & (alpha < 255)).any()


def test_what_is_solid_is_not_blended_and_what_is_empty_costs_nothing():
    alpha = np.zeros((1024, 1024), np.uint8)
    alpha[512:] = 255
    alpha[100:130, 100:130] = 128
    found = cut(alpha)
    assert sum((p.right - p.left) * (p.bottom - p.top) for p in found if p.solid) > 0.8 * 512 * 1024
    assert sum((p.right - p.left) * (p.bottom - p.top) for p in found if not p.solid) < 0.12 * 1024 * 1024
    assert cut(np.zeros((40, 40), np.uint8)) == []


class Papers:
    """An image model whose pictures come apart."""

    card = Card(name="papers", revision="2", title="Papers", summary="Sheets of paper")

    def layers(self, recipe: ImageRecipe, *, margin_percent: int) -> list[Layer]:
        return sheets_of(recipe.width, recipe.height, margin_percent)


@pytest.mark.parametrize(
    ("model", "motion_name", "layered"),
    [
        ("papers@2", "drift", True),
        ("papers@1", "drift", False),
        ("gone@1", "drift", False),
        ("papers@2", "hold", False),
    ],
)
def test_sheets_are_used_where_the_same_model_still_has_them(shelf, monkeypatch, model, motion_name, layered):
    def find(kind, name):
        if name.partition("@")[0] == "papers":
            return Papers()
        raise UnknownName("none")

    monkeypatch.setattr(models, "find", find)
    layers._layers.cache_clear()
    recipe = ImageRecipe(model=model, parts=(Part(source="scene", text="x"),), width=WIDTH, height=HEIGHT, seed=1)
    flattened(sheets_of()).save(shelf.room(recipe), format="PNG")
    source = frames.source_of(shot_of(recipe, motion=motion_name), shelf)
    assert isinstance(source.picture, stack.Stack if layered else frames.Flat)
    drawn(source, 12)


@pytest.mark.parametrize(("steady", "asked"), [(True, [100]), (False, [100, 200])])
def test_small_films_ask_for_small_sheets_unless_they_show_another_picture(monkeypatch, steady, asked):
    sizes = []

    class Asked(Papers):
        def layers(self, recipe: ImageRecipe, *, margin_percent: int) -> list[Layer]:
            sizes.append(recipe.width)
            made = sheets_of(recipe.width, recipe.height, margin_percent)
            other = Layer(Image.new("RGBA", made[0].image.size, "magenta"), 0.9)
            return made if steady or recipe.width == WIDTH else [*made, other]

    monkeypatch.setattr(models, "find", lambda kind, name: Asked())
    monkeypatch.setattr("tests.film.test_parallax.painting", plain)
    layers._layers.cache_clear()
    recipe = ImageRecipe(model="papers@2", parts=(), width=WIDTH, height=HEIGHT, seed=1)
    found = layers.apart(recipe, flattened(sheets_of()), width=WIDTH / 2)
    layers._layers.cache_clear()
    assert sizes == asked and found.picture_width == asked[-1]


def test_sheets_that_do_not_show_the_chosen_picture_are_not_used(monkeypatch):
    monkeypatch.setattr(models, "find", lambda kind, name: Papers())
    recipe = ImageRecipe(model="papers@2", parts=(), width=WIDTH, height=HEIGHT, seed=1)
    assert layers.apart(recipe, Image.new("RGB", (WIDTH, HEIGHT), "yellow"), width=WIDTH) is None


def plain(width: int, height: int, *, seed: int) -> Image.Image:
    return Image.new("RGB", (width, height), (90, 120, 160))


def centre(luma: np.ndarray) -> float:
    light = np.maximum(luma.astype(float) - 16, 0)
    return float((light * np.arange(luma.shape[1])).sum() / light.sum())


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_a_black_sheet_hides_what_is_behind_it(mode):
    size = sheets_of()[0].image.size
    white, black = Image.new("RGB", size, "white"), Image.new(mode, size, "black")
    source = moving([Layer(white, 0.0), Layer(black, 1.0)], "drift")
    assert all(np.ptp(drawn(source, index).y) == 0 and drawn(source, index).y[9, 9] == 16 for index in (0, 31, 59))


@pytest.mark.parametrize("name", ["push-in", "pan-left", "drift"])
def test_what_is_empty_beside_a_figure_changes_nothing(name):
    back, haze, ground, boxes = sheets_of()
    boxes = Layer(boxes.image.filter(ImageFilter.GaussianBlur(3)), 1.0)  # soft: sharp edges are told by their phase
    # a speck so faint that no eye sees it in each corner: the sheet is prepared whole
    specks = boxes.image.copy()
    for corner in ((0, 0), (specks.width - 1, 0), (0, specks.height - 1), (specks.width - 1, specks.height - 1)):
        specks.putpixel(corner, (200, 40, 30, 1))
    cut_close, whole = (moving([back, haze, ground, Layer(one, 1.0)], name) for one in (boxes.image, specks))
    for index in (0, 29, 59):
        for seen, expected in zip(drawn(cut_close, index), drawn(whole, index), strict=True):
            assert np.abs(seen.astype(int) - expected).max() <= 4
            assert np.abs(seen.astype(int) - expected).mean() < 0.1
