"""Colours and ink: conversions hold, grading keeps a character's colours told apart in every scene."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid.images.storyboard import colour
from storyvid.images.storyboard.figures import read_traits
from storyvid.images.storyboard.ink import Ink, Light
from storyvid.images.storyboard.manners import STYLES

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@given(COLOURS)
def test_a_colour_comes_back_from_oklab(value):
    back = colour.hexed(colour.lab(value))
    assert all(abs(int(value[at : at + 2], 16) - int(back[at : at + 2], 16)) <= 1 for at in (1, 3, 5))


@given(COLOURS, COLOURS)
def test_mixing_runs_from_one_colour_to_the_other(one, two):
    assert colour.distance(colour.mix(one, two, 0.0), one) < 0.01
    assert colour.distance(colour.mix(one, two, 1.0), two) < 0.01


@given(COLOURS, st.floats(0.05, 0.9))
def test_shade_is_not_lighter_and_tint_not_darker(value, share):
    assert colour.lightness(colour.shade(value, share)) <= colour.lightness(value) + 0.01
    assert colour.lightness(colour.tint(value, share)) >= colour.lightness(value) - 0.03


@pytest.mark.parametrize("style", sorted(set(STYLES) - {"silhouette"}))
def test_red_and_blue_stay_apart_at_night_in_every_style(style):
    ink = Ink(STYLES[style].manner, Light("#27488f", 0.38, 0.26))
    assert colour.distance(ink.graded("#c03030", "cloth"), ink.graded("#3050c0", "cloth")) > 0.1


def test_a_silhouette_is_dark_whatever_it_wears():
    ink = Ink(STYLES["silhouette"].manner)
    assert all(colour.lightness(ink.graded(value, "cloth")) < 0.35 for value in ("#ffffff", "#ff0000", "#00ff88"))


def test_the_same_look_is_the_same_character_in_every_scene():
    look = ("The old king", "white beard, golden crown, red cloak")
    assert read_traits(*look, scene_words="He rode home.") == read_traits(*look, scene_words="Night fell on the sea.")


def test_shapes_are_closed_svg_elements():
    from xml.etree import ElementTree

    for style in STYLES.values():
        ink = Ink(style.manner)
        drawn = ink.group([ink.shape("M0 0L1 1z", "#ff8800"), ink.ellipse(0, 0, 1, 2, "#123456"),
                           ink.line("M0 0L1 1", "#000000", width=1)], transform="scale(2)", opacity=0.5)  # fmt: skip
        assert len(ElementTree.fromstring(drawn)) == 3
