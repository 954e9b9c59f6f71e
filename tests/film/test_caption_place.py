"""Where "auto" captions stand: off the faces of storyboards in every format, below where nothing speaks against it."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageDraw

from storyvid import models
from storyvid.film import caption_place, frames
from storyvid.film.caption_place import PLACES, hidden_heads, place_for
from storyvid.film.captions import overlay
from storyvid.film.planes import blank
from storyvid.images.storyboard import Storyboard
from storyvid.models import NoAssets
from storyvid.recipes import Caption, ImageRecipe, Part, Word
from tests.film.conftest import quiet, shot_of

TEXT = "The mouse peeped out\nfrom behind the cupboard,"
WORDS = tuple(
    Word(text=word, start_ms=at * 100, end_ms=at * 100 + 100) for at, word in enumerate(TEXT.replace("\n", " ").split())
)
CAPTIONS = (Caption(text=TEXT, start_ms=0, end_ms=900, words=WORDS),)
SIZES = {"9:16": (270, 480), "1:1": (270, 270), "16:9": (480, 270)}
SCENES = (
    ("A mouse sat in the kitchen and looked at the girl.", (("The mouse", "mouse"), ("The girl", "girl, red dress"))),
    ("The old king spoke to Anna in the great hall.", (("The old king", "crown"), ("Anna", "girl, blond braids"))),
    ("The cat and the dog sat in the garden.", (("The cat", "cat"), ("The dog", "dog"))),
)


def recipe_of(scene: int, seed: int, size: tuple[int, int] = (270, 480)) -> ImageRecipe:
    text, cast = SCENES[scene]
    parts = (
        Part(source="scene", text=text),
        *(Part(source="character", name=name, text=look) for name, look in cast),
        Part(source="style", name="flat", text=""),
    )
    full_name = models.full_name("images", "storyboard")
    return ImageRecipe(model=full_name, parts=parts, width=size[0], height=size[1], seed=seed)


@cache
def painted(recipe: ImageRecipe) -> Image.Image:
    return next(iter(Storyboard().paint([recipe], assets=NoAssets(), progress=quiet)))


def shot_with(recipe, format_name="9:16", **fields):
    width, height = SIZES[format_name]
    asked = {"captions": CAPTIONS, "caption_style": "plain", "motion": "auto"} | fields
    return shot_of(recipe, width=width, height=height, **asked)


def prepared(shelf, shot):
    """The shot's sheets, and what draws them."""
    if isinstance(shot.picture, ImageRecipe):
        painted(shot.picture).save(shelf.room(shot.picture), format="PNG")
    sheets = frames._sheets(shot, shelf.path(shot.picture), None)
    return sheets, frames._moving(sheets, shot).draw


def hidden_by_pixels(shot, sheets, place):
    """The share of every head, as a disc in the first, middle and last frame, that the painted captions cover."""
    heads = Storyboard().heads(shot.picture)
    most = 0.0
    letters = blank(shot.width, shot.height)
    for index in (0, 13, 26):
        letters.y[:] = 100
        overlay(replace(shot, caption_place=place)).draw(index, letters)
        covered = letters.y != 100
        for head in heads:
            disc = Image.new("L", (shot.width, shot.height))
            ImageDraw.Draw(disc).ellipse(caption_place._seen(head, sheets[-2], index), fill=255)
            inside = np.asarray(disc) > 0
            if inside.sum() > 60:
                most = max(most, float((covered & inside).sum() / inside.sum()))
    return most


@pytest.mark.parametrize("format_name", SIZES)
def test_no_face_is_covered_that_need_not_be(shelf, format_name):
    covered = {"auto": 0, "chosen": 0}
    for scene in range(len(SCENES)):
        for seed in range(3):
            shot = shot_with(recipe_of(scene, seed), format_name)
            sheets, draw = prepared(shelf, shot)
            place = place_for(shot, sheets, draw)
            by = {one: hidden_by_pixels(shot, sheets, one) for one in PLACES}
            covered["auto"] += by["auto"] > 0.2
            covered["chosen"] += by[place] > 0.2
            if min(by.values()) < 0.05:  # letters hide less than their box, so a place may lose by a little
                assert by[place] <= 0.25, (scene, seed, place, by)
    assert covered["chosen"] <= covered["auto"] / 2
    if format_name == "9:16":
        assert covered["auto"] >= 2  # the test would see no faces dodged otherwise


def test_captions_stay_below_where_they_hide_nobody(shelf):
    storm = Part(source="scene", text="A storm tossed the ship on the sea.")
    recipe = replace(recipe_of(0, 1), parts=(storm, Part(source="style", name="flat", text="")))
    for format_name in SIZES:
        shot = shot_with(recipe, format_name)
        assert place_for(shot, *prepared(shelf, shot)) == "auto"


def test_what_the_author_chose_is_kept_and_without_captions_nothing_is_looked_at(shelf, monkeypatch):
    monkeypatch.setattr(caption_place, "_heads", lambda *_: pytest.fail("looked"))
    for fields in ({"caption_place": "bottom"}, {"caption_style": "none"}, {"captions": ()}):
        shot = shot_with(recipe_of(0, 1), **fields)
        assert place_for(shot, [], lambda number, out: None) == shot.caption_place


def test_one_place_holds_for_a_scene_whatever_its_captions_and_style(shelf):
    shot = shot_with(recipe_of(0, 1), frames=60)
    sheets, draw = prepared(shelf, shot)
    whole = frames._source(shot, shelf.path(shot.picture), 0, None, None, None)
    assert {place_for(shot, sheets, draw) for _ in range(2)} == {whole.overlay._setting.place}
    for style in ("boxed", "word-highlight", "one-word"):
        assert place_for(replace(shot, caption_style=style), sheets, draw) in PLACES


@pytest.mark.parametrize(("y", "place"), [(0.70, "top"), (0.30, "auto"), (0.50, "auto")])
def test_a_head_in_the_way_moves_captions_and_one_elsewhere_does_not(shelf, monkeypatch, y, place):
    shot = shot_with(recipe_of(0, 1), motion="hold")
    sheets, draw = prepared(shelf, shot)
    monkeypatch.setattr(Storyboard, "heads", lambda self, recipe: [(0.4, y - 0.05, 0.6, y + 0.05)])
    assert place_for(shot, sheets, draw) == place


def test_the_whole_motion_counts(shelf, monkeypatch):
    monkeypatch.setattr(Storyboard, "heads", lambda self, recipe: [(0.42, 0.56, 0.58, 0.63)])
    recipe = recipe_of(0, 1)
    held, rising = (shot_with(recipe, motion=motion, frames=150) for motion in ("hold", "rise"))
    assert place_for(held, *prepared(shelf, held)) == "auto"
    assert place_for(rising, *prepared(shelf, rising)) == "top"  # the camera goes up, so the head comes down


def test_nothing_is_hidden_beside_the_frame_or_by_no_heads():
    shot = shot_of(None)
    assert hidden_heads((0, 0, 144, 256), [], shot) == 0
    assert hidden_heads((0, 200, 144, 256), [[(-50.0, 210.0, -10.0, 250.0)]], shot) == 0
    assert hidden_heads((0, 200, 144, 256), [[(20.0, 210.0, 60.0, 250.0)]], shot) == pytest.approx(1)
    assert hidden_heads((0, 230, 144, 256), [[(20.0, 210.0, 60.0, 250.0)]], shot) == pytest.approx(0.5)


def test_of_other_pictures_only_what_stands_out_alone_moves_captions(shelf):
    plain, alone = Image.new("RGB", (270, 480), (70, 90, 80)), Image.new("RGB", (270, 480), (70, 90, 80))
    ImageDraw.Draw(alone).ellipse((95, 295, 175, 350), fill=(240, 60, 40))
    noisy = Image.fromarray(np.random.default_rng(0).integers(40, 220, (60, 34, 3), np.uint8)).resize((270, 480))
    for name, picture, place in (("plain", plain, "auto"), ("alone", alone, "top"), ("noisy", noisy, "auto")):
        shot = shot_with(shelf.picture(picture, name), motion="hold")
        assert place_for(shot, *prepared(shelf, shot)) == place


def test_heads_are_kept_and_found_anew_where_what_is_kept_is_cut_off(shelf, tmp_path, monkeypatch):
    shot = shot_with(recipe_of(0, 1))
    sheets, draw = prepared(shelf, shot)
    folder = tmp_path / "kept"
    found = caption_place._heads(shot, sheets, folder)
    (path,) = folder.iterdir()
    monkeypatch.setattr(Storyboard, "heads", lambda self, recipe: [])
    assert found and caption_place._heads(shot, sheets, folder) == found
    path.write_text(path.read_text()[:20])
    assert caption_place._heads(shot, sheets, folder) == []
    assert caption_place._heads(shot, sheets, tmp_path / "kept" / path.name / "no folder") == []
