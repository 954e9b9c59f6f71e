"""Nobody is cut off: neither the small at the foot of a close shot nor the long at the sides of an upright one."""

import pytest

from storyvid.images.storyboard import staging
from storyvid.images.storyboard.drawing import Drawing
from storyvid.images.storyboard.painter import scene_text, staged
from storyvid.images.storyboard.resting import Stood
from storyvid.recipes import ImageRecipe, Part

SCENES = {
    "tortoise": (
        ("The tortoise", "tortoise"),
        ("The stag", "stag, antlers"),
        "“Look how splendid I am,” he said to the tortoise. The tortoise chewed a leaf and said nothing.",
    ),
    "wolf": (("The tortoise", "tortoise"), ("The wolf", "wolf"), "The tortoise stood there. The wolf ran off."),
    "mouse": (("The cow", "cow"), ("The mouse", "mouse"), "The cow and the mouse stood in a field."),
}


@pytest.mark.parametrize("size", [(240, 135), (135, 240)])
@pytest.mark.parametrize("which", SCENES)
def test_most_of_everyone_is_within_the_picture(which, size):
    *cast, text = SCENES[which]
    parts = [Part(source="scene", text=text), *(Part(source="character", name=name, text=look) for name, look in cast)]
    shots = set()
    for seed in range(1, 9):
        recipe = ImageRecipe(model="storyboard@3", parts=tuple(parts), width=size[0], height=size[1], seed=seed)
        stage, _ = staged(recipe)
        shots.add(stage.composition.shot.name)
        for stood in staging.stand_figures(stage, scene_text(recipe)):
            seen = min(stood.y - stood.lift, stage.height) - max(stood.top, 0)
            assert stood.shaded or seen >= 0.55 * stood.drawing.height * stood.scale
            assert stood.shaded or (stood.left >= -0.06 * stage.width and stood.right <= 1.06 * stage.width)
    assert len(shots) > 4


@pytest.mark.parametrize(("tall", "moved"), [(0.3, True), (0.5, False)])
def test_the_small_in_a_close_shot_stand_farther_up(tall, moved):
    stage, _ = staged(ImageRecipe(model="storyboard@3", parts=(), width=240, height=135, seed=1))
    low = Stood(Drawing("", 10.0, 10.0), 500.0, stage.height * 1.17, stage.height * tall / 10)
    there = staging._in_sight(stage, low)
    assert (there.y < low.y) == moved
    assert there.y <= stage.height or there == low


def test_who_climbs_out_into_space_floats_there():
    parts = (
        Part(source="scene", text="Jonas climbed out of the airlock."),
        Part(source="character", name="Jonas", text="man"),
    )
    recipe = ImageRecipe(model="storyboard@3", parts=parts, width=240, height=135, seed=1)
    stage, _ = staged(recipe)
    (stood,) = staging.stand_figures(stage, scene_text(recipe))
    assert stage.vision.place == "space" and stood.lift > 0
