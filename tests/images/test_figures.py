"""Figures as drawn: they stand on the ground, true to size, differ from one another, and show their look."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.images.storyboard.figures import (
    BEINGS,
    EXPRESSIONS,
    FACINGS,
    POSES,
    draw_figure,
    draw_mounted,
    is_beast,
    read_traits,
)
from storyvid.images.storyboard.ink import Ink
from tests.images.figure_sheets import bounds, parsed, pixels, share_of

ALL_BEINGS = sorted(set(BEINGS.values()))
INK = Ink()


def traits_of(being):
    return read_traits(f"the {being}" if being != "treeman" else "the ent", "")


@pytest.mark.parametrize("being", ALL_BEINGS)
def test_every_pose_and_facing_is_well_formed_and_of_a_sane_size(being):
    traits = traits_of(being)
    assert traits.being == being
    for at, pose in enumerate(POSES):
        for facing in FACINGS if being in ("woman", "king", "wolf", "dragon") else (FACINGS[at % 4],):
            drawing = draw_figure(traits, pose=pose, facing=facing, ink=INK)
            parsed(drawing)
            assert 3 < drawing.height < 460 and 2 < drawing.width < 520
            assert len(drawing.svg) < 19_000


@pytest.mark.parametrize("being", ALL_BEINGS)
def test_it_stands_on_the_ground_and_is_as_tall_as_it_says(being):
    for pose, facing in (("stand", "right"), ("sit", "front")):
        drawing = draw_figure(traits_of(being), pose=pose, facing=facing, ink=INK)
        left, top, right, bottom = bounds(drawing)
        slack = max(drawing.width, drawing.height) * 0.03 + 0.2
        assert abs(bottom) < slack
        assert abs(-top - drawing.height) < slack
        assert abs(right - left - drawing.width) < 2 * slack and abs(left + right) < 2 * slack


@pytest.mark.parametrize(
    ("name", "look", "low", "high"),
    [("Anna", "a woman", 94, 112), ("Mia", "a girl", 62, 80), ("the giant", "", 240, 285), ("the mouse", "", 8, 15),
     ("the dwarf", "", 52, 85), ("the wolf", "", 50, 80), ("the horse", "", 105, 150), ("the frog", "", 8, 15)],
)  # fmt: skip
def test_sizes_are_true_to_one_another(name, look, low, high):
    assert low < draw_figure(read_traits(name, look), ink=INK).height < high


def test_beings_differ_from_one_another():
    drawn = {being: draw_figure(traits_of(being), ink=INK).svg for being in ALL_BEINGS}
    assert len(set(drawn.values())) == len(drawn)


def test_every_pose_of_a_person_differs():
    drawn = {pose: draw_figure(read_traits("Tom", "a man"), pose=pose, ink=INK).svg for pose in POSES}
    assert len(set(drawn.values())) == len(POSES)


def test_every_expression_differs():
    anna = read_traits("Anna", "")
    assert len({draw_figure(anna, expression=one, ink=INK).svg for one in EXPRESSIONS}) == len(EXPRESSIONS)


def test_left_is_right_mirrored():
    anna = read_traits("Anna", "a woman in a red dress")
    right, left = (pixels(draw_figure(anna, facing=way, ink=INK), reach=60) for way in ("right", "left"))
    assert abs(right[:, ::-1].astype(int) - left).mean() < 3.0


RED, BLUE, GOLD = (
    {"red": range(150, 230), "green": range(20, 90), "blue": range(15, 90)},
    {"red": range(20, 90), "green": range(60, 130), "blue": range(110, 190)},
    {"red": range(190, 250), "green": range(140, 200), "blue": range(30, 110)},
)


@pytest.mark.parametrize(
    ("look", "colour"),
    [("a woman in a red dress", RED), ("a woman in a blue dress", BLUE), ("a woman with long golden hair", GOLD),
     ("a man in a red cloak and blue shirt", BLUE), ("a red dragon", RED), ("a cat in a blue coat", BLUE)],
)  # fmt: skip
def test_the_words_of_a_look_change_the_pixels(look, colour):
    without = draw_figure(read_traits("Kay", "a woman in a white dress, black hair"), ink=INK)
    shown = share_of(draw_figure(read_traits("Kay", look), ink=INK), **colour)
    assert shown > 0.06 and shown > 2 * share_of(without, **colour)


def test_what_is_held_is_drawn_and_changes_with_the_thing():
    anna = read_traits("Anna", "a woman")
    drawn = [draw_figure(anna, pose="hold", holding=thing, ink=INK).svg for thing in ("", "lantern", "sword", "basket")]
    assert len(set(drawn)) == 4
    assert draw_figure(anna, pose="hold", holding="house", ink=INK).svg == drawn[0]


def test_a_staff_does_not_lift_its_bearer_off_the_ground():
    ned = read_traits("Ned", "a man")
    plain, staff = (
        pixels(draw_figure(ned, holding=thing, ink=INK), reach=80)[195:200, :, 3] for thing in ("", "staff")
    )
    assert (staff > 40).sum() > 0.8 * (plain > 40).sum()  # the shoes are down there in both


def test_sleepers_lie_and_close_their_eyes():
    tom = read_traits("Tom", "a man")
    assert draw_figure(tom, pose="sleep", ink=INK).width > 1.6 * draw_figure(tom, pose="sleep", ink=INK).height


def test_anchors_follow_pose_and_being():
    assert draw_figure(traits_of("woman"), ink=INK).anchor == "ground"
    assert draw_figure(traits_of("fairy"), pose="fly", ink=INK).anchor == "air"
    assert draw_figure(traits_of("fish"), ink=INK).anchor == "water"
    assert draw_figure(traits_of("duck"), pose="swim", ink=INK).anchor == "water"


@pytest.mark.parametrize("mount", ["horse", "dragon", "bear", "swan", "fish", "man"])
def test_a_rider_sits_on_any_mount(mount):
    rider = read_traits("Prince Leo", "")
    drawing = draw_mounted(rider, traits_of(mount), facing="left", ink=INK)
    parsed(drawing)
    alone = draw_figure(traits_of(mount), pose="walk", ink=INK)
    assert drawing.height > alone.height * 0.95 and len(drawing.svg) > len(alone.svg)


def test_beasts_are_told_from_people():
    assert is_beast(traits_of("wolf")) and not is_beast(traits_of("woman"))
    assert not is_beast(read_traits("Mog", "a cat in a red coat"))


HOSTILE = [
    '"/><script>alert(1)</script>',
    "<image href='file:///etc/passwd'/>",
    "&xxe; ]]>",
    "red\x00dress",
    "a" * 5000,
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_never_reach_the_svg(words):
    drawing = draw_figure(read_traits(words, words), holding=words, pose=words, expression=words, ink=INK)
    parsed(drawing)
    for bad in ("script", "image", "href", "alert", "&"):
        assert bad not in drawing.svg


@given(
    name=st.text(max_size=30), look=st.text(max_size=80), pose=st.sampled_from(POSES), facing=st.sampled_from(FACINGS)
)
@settings(max_examples=60, deadline=None)
def test_any_words_draw_something_whole(name, look, pose, facing):
    drawing = draw_figure(read_traits(name, look), pose=pose, facing=facing, ink=INK)
    parsed(drawing)
    assert drawing.height > 3
