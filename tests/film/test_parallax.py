"""Parallax: sheets put on one another are the picture, near ones move more, none shows its edge."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from storyvid.errors import UnknownName
from storyvid.film import frames, layers, motion, parallax
from storyvid.film.pieces import cut
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


def moving(layers: list[Layer], name: str, *, count: int = 60, size=(WIDTH, HEIGHT)) -> parallax.Sheets:
    cover = motion.cover_of(WIDTH, HEIGHT, width=size[0], height=size[1])
    cameras = motion.path(name, cover=cover, frames=count, fps=30)
    sheets = parallax.prepared(layers, picture_width=WIDTH, cover=cover, cameras=cameras)
    return parallax.Sheets(sheets, width=size[0], height=size[1], frames=count)


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
def test_skipping_what_is_hidden_changes_nothing(name, monkeypatch):
    quick = moving(sheets_of(), name)
    seen = [drawn(quick, index) for index in (0, 25, 59)]
    monkeypatch.setattr(parallax.Sheet, "solid_rows", lambda *_: (0, 0))
    for index, held in zip((0, 25, 59), seen, strict=True):
        slow = drawn(quick, index)
        assert all(np.abs(a.astype(int) - b).max() <= 1 for a, b in zip(held, slow, strict=True))


def test_cutting_into_pieces_loses_nothing():
    alpha = np.zeros((300, 500), np.uint8)
    alpha[20:60, 10:50] = alpha[200:290, 400:480] = 255
    alpha[5, 499] = 1
    boxes = cut(alpha)
    left = alpha.copy()
    for x0, y0, x1, y1 in boxes:
        left[y0:y1, x0:x1] = 0
    assert len(boxes) == 3 and not left.any()
    assert sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in boxes) < 0.2 * alpha.size
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

    monkeypatch.setattr(layers, "find", find)
    layers._layers.cache_clear()
    recipe = ImageRecipe(model=model, parts=(Part(source="scene", text="x"),), width=WIDTH, height=HEIGHT, seed=1)
    flattened(sheets_of()).save(shelf.room(recipe), format="PNG")
    source = frames.source_of(shot_of(recipe, motion=motion_name), shelf)
    assert isinstance(source.picture, parallax.Sheets if layered else frames.Flat)
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

    monkeypatch.setattr(layers, "find", lambda kind, name: Asked())
    monkeypatch.setattr("tests.film.test_parallax.painting", plain)
    layers._layers.cache_clear()
    recipe = ImageRecipe(model="papers@2", parts=(), width=WIDTH, height=HEIGHT, seed=1)
    found = layers.apart(recipe, flattened(sheets_of()), width=WIDTH / 2)
    layers._layers.cache_clear()
    assert sizes == asked and found.picture_width == asked[-1]


def test_sheets_that_do_not_show_the_chosen_picture_are_not_used(monkeypatch):
    monkeypatch.setattr(layers, "find", lambda kind, name: Papers())
    recipe = ImageRecipe(model="papers@2", parts=(), width=WIDTH, height=HEIGHT, seed=1)
    assert layers.apart(recipe, Image.new("RGB", (WIDTH, HEIGHT), "yellow"), width=WIDTH) is None


def plain(width: int, height: int, *, seed: int) -> Image.Image:
    return Image.new("RGB", (width, height), (90, 120, 160))


def centre(luma: np.ndarray) -> float:
    light = np.maximum(luma.astype(float) - 16, 0)
    return float((light * np.arange(luma.shape[1])).sum() / light.sum())
