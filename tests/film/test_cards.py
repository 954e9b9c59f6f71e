"""Cards: lettered in their style inside the frame, over the picture they belong to, and readable."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from storyvid.errors import BadInput, MissingGlyph
from storyvid.film import fonts
from storyvid.film.cards import lettered
from storyvid.film.clips import make_clip, make_join
from storyvid.film.frames import source_of
from storyvid.film.lettering import LETTERINGS, lettering_of, words_set
from storyvid.film.planes import blank, to_rgb
from storyvid.recipes import ClipRecipe, Heading, JoinRecipe, UploadRecipe
from storyvid.styles import PRESETS
from tests.film.conftest import decoded, painting, quiet, shot_of

FRAMES = [(216, 384), (384, 216), (240, 240)]


def drawn(shelf, heading: Heading, index: int, **fields) -> np.ndarray:
    fields = {"width": 216, "height": 384, "frames": 60, "motion": "push-in"} | fields
    shot = shot_of(shelf.picture(painting()), heading=heading, **fields)
    out = blank(shot.width, shot.height)
    source_of(shot, shelf).draw(index, out)
    return to_rgb(out)


def test_every_style_preset_has_its_own_lettering():
    assert {preset.name for preset in PRESETS} == set(LETTERINGS)
    assert len({(one.face, one.panel, one.ground) for one in LETTERINGS.values()}) == len(LETTERINGS)


@pytest.mark.parametrize("style", [*LETTERINGS, "my own"])
@pytest.mark.parametrize("size", FRAMES)
@pytest.mark.parametrize("form", ["title", "chapter", "end"])
def test_the_words_lie_inside_the_frame_and_stand_out_from_what_is_behind(style, size, form):
    heading = Heading(text="The girl and the grey sea\nan old tale", form=form, style=style)
    picture, left, top = lettered(heading, width=size[0], height=size[1], font=None)
    assert left % 2 == top % 2 == picture.width % 2 == picture.height % 2 == 0
    assert left >= 0 and top >= 0 and left + picture.width <= size[0] and top + picture.height <= size[1]
    words = words_set(heading.text, form, lettering=lettering_of(style), width=size[0], height=size[1])
    assert words.width <= 0.7 * size[0] and words.height <= 0.62 * size[1] and words.small_em < words.em
    veil = Image.new("RGBA", picture.size, lettering_of(style).veil)
    light = np.asarray(Image.alpha_composite(veil, picture).convert("L"))
    assert int(light.max()) - int(light.min()) > 110


@given(text=st.text(max_size=400), form=st.sampled_from(["title", "chapter", "end"]))
@settings(max_examples=40, deadline=None)
def test_any_words_fit_or_are_made_as_small_as_can_be_read(text, form):
    words = words_set(text, form, lettering=lettering_of("storybook"), width=1080, height=1920)
    fits = words.width <= 0.68 * 1080 + 1 and words.height <= 0.6 * 1920
    assert fits or words.em < 0.02 * 1080


def test_a_title_is_broken_into_even_lines_and_keeps_its_words():
    words = words_set("The lantern fox", "title", lettering=lettering_of("papercut"), width=1080, height=1920)
    assert [line.text for line in words.large] == ["The lantern", "fox"]
    for text, size in (("The Fox and the Wolf", (1080, 1920)), ("An Old Man and the Sea of Stars", (1080, 1080))):
        words = words_set(text, "title", lettering=lettering_of("papercut"), width=size[0], height=size[1])
        assert not {line.text.split()[-1] for line in words.large} & {"The", "the", "and", "of", "An"}
    words = words_set("กาลครั้งหนึ่งนานมาแล้วมีเด็กหญิงคนหนึ่ง", "title", lettering=lettering_of("flat"), width=1080, height=1920)
    assert "".join(line.text for line in words.large) == "กาลครั้งหนึ่งนานมาแล้วมีเด็กหญิงคนหนึ่ง" and len(words.large) >= 2


LONG = (
    "The Story of the Youth Who Went Forth to Learn What Fear Was, and of the Enchanted Castle and the Three Black Cats"
)
COMPOUND = "Donaudampfschifffahrtsgesellschaftskapitänswitwe"
ADDRESS = "https://www.gutenberg.org/ebooks/2591/the-brothers-grimm/collected-fairy-tales-for-children"


@pytest.mark.parametrize("style", LETTERINGS)
@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1080, 1080)])
def test_a_very_long_title_can_still_be_read_and_so_can_who_wrote_it(style, size):
    words = words_set(f"{LONG}\nby Jacob Grimm", "title", lettering=lettering_of(style), width=size[0], height=size[1])
    assert words.width <= 0.68 * size[0] and words.height <= 0.6 * size[1]
    assert words.em >= 0.05 * 1080 and words.em >= words.small_em >= 0.036 * 1080 - 1


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1080, 1080)])
def test_a_word_too_long_for_a_line_is_broken_by_syllables_and_an_address_after_its_signs(size):
    words = words_set(
        f"{COMPOUND}\n{ADDRESS}", "title", lettering=lettering_of("storybook"), width=size[0], height=size[1]
    )
    large, small = ([line.text for line in lines] for lines in (words.large, words.small))
    assert 2 <= len(large) <= 3 and all(line.endswith("-") for line in large[:-1]) and not large[-1].endswith("-")
    assert "".join(line.removesuffix("-") for line in large) == COMPOUND
    assert {line[0] for line in large[1:]} <= set("bcdfghjklmnpqrstvwxz") and not any(
        line.startswith(("ch", "haft")) for line in large
    )
    assert "".join(small) == ADDRESS and all(not line[-1].isalnum() for line in small[:-1])
    assert words.width <= 0.68 * size[0] + 1


def test_a_word_that_fits_a_little_smaller_is_not_broken():
    words = words_set("Rumpelstiltskin", "title", lettering=lettering_of("storybook"), width=1080, height=1920)
    assert [line.text for line in words.large] == ["Rumpelstiltskin"]


@pytest.mark.parametrize(("form", "from_the_first_frame"), [("title", True), ("chapter", False), ("end", False)])
def test_words_come_up_but_a_films_first_frame_has_its_title(shelf, form, from_the_first_frame):
    first, late = (drawn(shelf, Heading(text="The fox", form=form, style="flat"), index) for index in (0, 40))
    middle = (slice(150, 210), slice(70, 146))
    assert (np.abs(first[middle].astype(int) - late[middle]).mean() < 5) == from_the_first_frame


def test_the_picture_behind_the_words_is_out_of_focus(shelf):
    late = drawn(shelf, Heading(text="The fox", style="flat"), 40)
    plain = blank(216, 384)
    source_of(shot_of(shelf.picture(painting()), width=216, height=384, frames=60), shelf).draw(0, plain)
    sharp, soft = (np.abs(np.diff(seen[:100].astype(int), axis=0)).mean() for seen in (to_rgb(plain), late))
    assert soft < 0.75 * sharp


@pytest.mark.parametrize("text", ["</text><image href='/etc/passwd'/>", "a\x00b", "", "\n\n", "x" * 3000, "\u202eevil"])
def test_hostile_words_are_letters(shelf, text):
    drawn(shelf, Heading(text=text, style="storybook"), 30)


def test_a_sign_no_font_has_is_named_before_the_card_is_drawn(shelf):
    with pytest.raises(MissingGlyph, match=r"U\+F8123.*Install"):
        drawn(shelf, Heading(text="The \U000f8123"), 0)


def test_a_card_is_a_clip_and_joins_like_any_shot(shelf):
    picture = shelf.picture(painting())
    card = shot_of(picture, heading=Heading(text="The fox"), motion="push-in")
    scene = shot_of(picture, motion="push-in")
    for recipe, make in (
        (ClipRecipe(shot=card, start_frame=0, end_frame=20), make_clip),
        (JoinRecipe(before=card, after=scene, frames=10), make_join),
    ):
        make(recipe, shelf, shelf.room(recipe), progress=quiet)
    seen = decoded(shelf.path(ClipRecipe(shot=card, start_frame=0, end_frame=20)))
    join = decoded(shelf.path(JoinRecipe(before=card, after=scene, frames=10)))
    assert len(seen) == 20 and len(join) == 10
    out = blank(144, 256)
    source_of(scene, shelf).draw(9, out)
    assert np.abs(join[-1].astype(int) - out.y).mean() < np.abs(join[0].astype(int) - out.y).mean()


def test_a_font_the_author_brought_letters_cards_and_captions(shelf):
    path = fonts.LETTERING / "AmaticSC-Bold.ttf"
    own = UploadRecipe(media="font", sha256="f", suffix=".ttf")
    shelf.room(own).write_bytes(path.read_bytes())
    plain = drawn(shelf, Heading(text="The fox", style="flat"), 40)
    assert np.abs(plain.astype(int) - drawn(shelf, Heading(text="The fox", style="flat"), 40, font=own)).mean() > 0.5
    broken = replace(own, sha256="g")
    shelf.room(broken).write_bytes(b"no font at all")
    with pytest.raises(BadInput, match="font"):
        drawn(shelf, Heading(text="The fox"), 0, font=broken)
