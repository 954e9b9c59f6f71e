"""Things: the words that name them, their sizes, and that each is drawn whole on its ground."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.images.storyboard.figures import BEINGS
from storyvid.images.storyboard.ink import Ink
from storyvid.images.storyboard.things import THINGS, draw_thing, is_held, thing_of
from tests.images.figure_sheets import bounds, parsed

INK = Ink()
ALL_THINGS = sorted(set(THINGS.values()))


def test_there_are_more_than_a_hundred_things():
    assert len(ALL_THINGS) > 100


@pytest.mark.parametrize("thing", ALL_THINGS)
def test_every_thing_is_drawn_whole_and_rests_on_its_origin(thing):
    drawing = draw_thing(thing, ink=INK, seed=1)
    parsed(drawing)
    left, top, right, bottom = bounds(drawing)
    slack = max(drawing.width, drawing.height) * 0.03 + 0.2
    assert abs(bottom) < slack and abs(-top - drawing.height) < slack and abs(left + right) < 2 * slack
    assert len(drawing.svg) < 9_000


def test_things_differ_from_one_another():
    assert len({draw_thing(thing, ink=INK).svg for thing in ALL_THINGS}) == len(ALL_THINGS)


@pytest.mark.parametrize(
    ("thing", "low", "high"),
    [("castle", 360, 440), ("tower", 380, 440), ("apple", 6, 12), ("bed", 40, 80), ("tree", 180, 240), ("key", 8, 18),
     ("sword", 45, 70), ("ship", 260, 340), ("ring", 4, 12)],
)  # fmt: skip
def test_things_are_true_to_size(thing, low, high):
    assert low < draw_thing(thing, ink=INK).height < high


@pytest.mark.parametrize(
    ("word", "thing"),
    [("trees", "tree"), ("palace", "castle"), ("leaves", "leaf"), ("Boxes", "chest"), ("knives", "sword"),
        ("berries", None),
     ("torches", "torch"), ("spinning-wheel", "spinning wheel"), ("looking glass", "hand mirror"), ("wolf",
         None), ("", None),
     ("shoes", "shoe"), ("houses", "house"), ("churches", "church"), ("firs", "pine")],
)  # fmt: skip
def test_words_name_things_in_singular_and_plural(word, thing):
    assert thing_of(word) == thing


def test_what_a_hand_can_hold_is_told():
    assert is_held("lantern") and is_held("apples") and not is_held("house") and not is_held("nonsense")


def test_anchors_say_what_a_thing_rests_on():
    anchors = [draw_thing(thing, ink=INK).anchor for thing in ("house", "ship", "moon")]
    assert anchors == ["ground", "water", "air"]


def test_an_unknown_thing_is_a_key_error():
    with pytest.raises(KeyError):
        draw_thing("<script>", ink=INK)


def test_no_word_names_both_a_being_and_a_thing():
    assert not (set(BEINGS) & set(THINGS)) - {"snowman", "doll"}


@given(thing=st.sampled_from(ALL_THINGS), seed=st.integers(0, 2**31))
@settings(max_examples=60, deadline=None)
def test_any_seed_draws_a_thing(thing, seed):
    drawing = draw_thing(thing, ink=INK, seed=seed)
    parsed(drawing)
    assert drawing.svg == draw_thing(thing, ink=INK, seed=seed).svg
