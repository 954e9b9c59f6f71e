"""The storyboard illustrator as an image model: sizes, determinism, variety, layers, hostile words."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from storyvid.images.storyboard import Storyboard
from storyvid.images.storyboard.manners import STYLES
from storyvid.images.storyboard.places import PLACES
from storyvid.models import ImageModel, LayeredImageModel, NoAssets
from storyvid.recipes import ImageRecipe, Part
from storyvid.styles import PRESETS

SMALL = (90, 160)
KING = ("The old king", "white beard, golden crown, red cloak")
ANNA = ("Anna", "girl, blond braids, green dress")


def recipe(scene, *cast, style="papercut", words="", seed=0, size=SMALL):
    parts = [Part(source="scene", text=scene)]
    parts += [Part(source="character", name=name, text=look) for name, look in cast]
    parts.append(Part(source="style", name=style, text=words))
    return ImageRecipe(model="storyboard@1", parts=tuple(parts), width=size[0], height=size[1], seed=seed)


def painted(*recipes):
    return list(Storyboard().paint(recipes, assets=NoAssets(), progress=lambda share: None))


def thumbnail(picture):
    return np.asarray(picture.convert("RGB").resize((32, 32), Image.Resampling.BOX), dtype=np.float32)


def test_the_storyboard_is_an_image_model_whose_pictures_come_apart():
    assert isinstance(Storyboard(), ImageModel)
    assert isinstance(Storyboard(), LayeredImageModel)


def test_every_preset_has_a_style_of_its_own():
    assert {preset.name for preset in PRESETS} == set(STYLES)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("place", PLACES)
def test_every_setting_shows_something_in_every_style(place, style):
    picture = painted(recipe(f"Anna stood in the {place}, {place}, {place}.", ANNA, style=style))[0]
    assert picture.size == SMALL and picture.mode == "RGB"
    assert np.asarray(picture, dtype=np.float32).std() > 12


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1080, 1080), (270, 480), (33, 700), (1, 1)])
def test_a_picture_has_exactly_the_size_its_recipe_says(size):
    assert painted(recipe("The king rode home.", KING, size=size))[0].size == size


def test_the_same_recipe_gives_the_same_bytes():
    first, second = (painted(recipe("A storm over the sea at night.", KING, seed=4, size=(270, 480)))[0] for _ in "ab")
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize("scene", ["Anna walked in the forest.", "The old king sat in the hall.", "A ship on the sea."])
def test_fifteen_seeds_are_fifteen_different_pictures(scene):
    cast = [one for one in (KING, ANNA) if one[0].casefold() in scene.casefold()]
    small = [thumbnail(picture) for picture in painted(*(recipe(scene, *cast, seed=seed) for seed in range(15)))]
    closest = min(np.abs(one - two).mean() for at, one in enumerate(small) for two in small[at + 1 :])
    assert closest > 8


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("margin", [0, 8])
def test_the_layers_on_one_another_are_the_picture(style, margin):
    asked = recipe("Anna met two wolves in the snowy forest at dusk.", ANNA, style=style, size=(270, 480), seed=2)
    layers = Storyboard().layers(asked, margin_percent=margin)
    assert len(layers) >= 4
    assert [layer.depth for layer in layers] == sorted(layer.depth for layer in layers)
    stack = layers[0].image
    for layer in layers[1:]:
        assert layer.image.size == stack.size and layer.image.mode == "RGBA"
        stack = Image.alpha_composite(stack, layer.image)
    dx, dy = round(270 * margin / 100), round(480 * margin / 100)
    assert stack.size == (270 + 2 * dx, 480 + 2 * dy)
    cropped = np.asarray(stack.crop((dx, dy, dx + 270, dy + 480)).convert("RGB"), dtype=np.float32)
    assert np.abs(cropped - np.asarray(painted(asked)[0], dtype=np.float32)).mean() < 6


def test_the_farthest_layer_has_no_holes():
    sky = Storyboard().layers(recipe("Anna in the village.", ANNA), margin_percent=10)[0]
    assert np.asarray(sky.image)[:, :, 3].min() == 255


def test_style_words_change_the_colours():
    cold, warm = painted(
        recipe("Anna in the field.", ANNA, words="cold blue palette"),
        recipe("Anna in the field.", ANNA, words="warm orange"),
    )
    red_less_blue = [np.asarray(each, dtype=np.float32)[:, :, [0, 2]].mean((0, 1)) @ [1, -1] for each in (cold, warm)]
    assert red_less_blue[0] + 20 < red_less_blue[1]


def test_night_is_darker_than_day():
    day, night = painted(recipe("Anna in the field at noon.", ANNA), recipe("Anna in the field at midnight.", ANNA))
    assert np.asarray(day).mean() > np.asarray(night).mean() + 25


def test_progress_runs_from_nothing_to_all():
    told = []
    list(Storyboard().paint([recipe("Rain."), recipe("Snow.")], assets=NoAssets(), progress=told.append))
    assert told[0] == 0.0 and told[-1] == 1.0 and told == sorted(told)


HOSTILE = [
    "<svg onload='x'>",
    "& < > \" ' ]]>",
    "a\x00b\x1f",
    "🐉👸🏽",
    "\ud800",
    "url(#g1) </g></svg>",
    "",
    " \n\t",
    "é" * 4000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_only_words(text):
    picture = painted(recipe(text, (text, text), style=text, words=text))[0]
    assert np.asarray(picture, dtype=np.float32).std() > 5


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=200), st.text(max_size=30), st.text(max_size=60), st.integers(0, 10**9))
def test_any_words_give_a_picture(scene, name, look, seed):
    assert painted(recipe(scene, (name, look), words=look, seed=seed, size=(40, 64)))[0].size == (40, 64)
