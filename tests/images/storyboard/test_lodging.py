"""Who is up in a tower, and how such a one is seen: over the wall of a balcony, above those who stand below."""

import pytest

from storyvid.images.storyboard import turret
from storyvid.images.storyboard.painter import scene_text, staged
from storyvid.images.storyboard.reading import envision
from storyvid.images.storyboard.staging import stand_figures
from storyvid.images.storyboard.tongues import in_english
from storyvid.images.storyboard.whereabouts import setting_of
from storyvid.recipes import ImageRecipe, Part, Setting


def asked(scene, *cast, seed=0, size=(135, 240), place=""):
    parts = [Part(source="scene", text=scene), *(Part(source="character", name=name, text=look) for name, look in cast)]
    setting = Setting(place=place)
    return ImageRecipe(
        model="storyboard@3", parts=tuple(parts), width=size[0], height=size[1], seed=seed, setting=setting
    )


def lodged(scene, *cast, place=""):
    return [actor.name for actor in envision(in_english(asked(scene, *cast, place=place))).lodged]


ROSALIND = ("Rosalind", "princess")


@pytest.mark.parametrize(
    ("scene", "names"),
    [("The princess lived in a high tower at the edge of the forest.", ["princess"]),
     ("In a high tower lived a king and a queen.", ["king", "queen"]),
     ("A wicked witch locked the princess in a tower. A prince stood below and waved.", ["princess"]),
     ("The princess looked out from the top of the tower.", ["princess"]),
     ("At night the princess wept in her tower.", ["princess"]),
     ("Es war einmal eine Prinzessin, die lebte in einem hohen Turm am Rande des Waldes.", ["princess"]),
     ("Una noche llegó un pastor. La princesa lo vio desde la ventana de la torre.", ["princess"]),
     ("The princess stood in front of the tower.", []), ("The knight rode to the tower.", []),
     ("The prince climbed the tower on a rope.", []), ("The monk prayed in the church tower.", []),
     ("The cat slept in the tower.", [])],
)  # fmt: skip
def test_who_is_in_a_tower_is_told_from_who_is_before_it(scene, names):
    assert lodged(scene) == names


def test_whom_the_witch_keeps_there_is_up_in_the_tower_and_not_the_witch():
    assert lodged("The witch kept her in a tower.", ROSALIND) == ["Rosalind"]


def test_who_sings_at_the_window_where_the_story_stays_at_the_tower_is_up_there():
    assert lodged("Every day Rosalind sang at the window.", ROSALIND, place="tower") == ["Rosalind"]
    assert lodged("Every day Rosalind sang at the window.", ROSALIND, place="room") == []


def test_a_story_stays_at_the_tower_in_which_someone_lives_whatever_stands_round_it():
    scene = "Deep in the forest, in a forest of firs and oaks, she lived in a tower."
    assert setting_of(scene, Setting()).place == "tower"
    assert setting_of("From the forest they saw a tower.", Setting()).place != "tower"


@pytest.mark.parametrize("size", [(135, 240), (240, 135), (180, 180)])
@pytest.mark.parametrize("seed", range(4))
def test_who_is_in_the_tower_is_seen_over_its_wall_above_who_stands_on_the_ground(size, seed):
    recipe = asked("A witch locked the princess in a tower. The prince stood below.", seed=seed, size=size)
    stage, _ = staged(recipe)
    placed = stand_figures(stage, scene_text(recipe))
    (up,) = [stood for stood in placed if stood.aloft]
    below = [stood for stood in placed if not stood.aloft]
    at = turret.balcony_of(stage)
    assert len(below) == 2 and all(stood.y > up.y for stood in below)
    assert up.top > 0 and at.floor - at.wall > up.top + (at.floor - up.top) * 0.35  # the face is free
    assert at.x - at.wide / 2 >= 0 and at.x + at.wide / 2 <= stage.width


def test_a_tower_that_nobody_is_in_has_no_balcony():
    recipe = asked("The knight rode to the tower.")
    stage, _ = staged(recipe)
    assert not any(stood.aloft for stood in stand_figures(stage, scene_text(recipe)))
