"""The plan of the pictures: the takes a scene wants, those made, and what is picked of them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from storyvid.models import full_name
from storyvid.plan.facts import Facts
from storyvid.prompts import compose
from storyvid.recipes import ImageRecipe
from storyvid.story import SIZES, Scene, Story, with_scene


def takes(story: Story, scene: Scene, count: int | None = None, *, first_seed: int = 1) -> tuple[ImageRecipe, ...]:
    """`count` takes of the scene (the story's own number by default) from `first_seed` on, in seed order."""
    width, height = SIZES[story.cut.format]
    model, parts = full_name("images", story.image_model), compose(story, scene)
    return tuple(
        ImageRecipe(model=model, parts=parts, width=width, height=height, seed=seed)
        for seed in range(first_seed, first_seed + (story.takes if count is None else count))
    )


def takes_made(story: Story, scene: Scene, facts: Facts, *, most: int = 300) -> tuple[ImageRecipe, ...]:
    """The scene's takes that exist already, in seed order, up to the first long run of seeds without any."""
    made, gap = [], 0
    for recipe in takes(story, scene, most):
        if facts.has(recipe):
            made.append(recipe)
            gap = 0
        elif (gap := gap + 1) > story.takes:
            break
    return tuple(made)


def from_earlier_prompt(story: Story, scene: Scene) -> bool:
    """Whether the pick was painted from a prompt, style or model that is not the scene's any more.

    Its format does not count: a picture of another format is framed anew, not painted again.
    """
    if not isinstance(scene.picked, ImageRecipe):
        return False
    now = takes(story, scene, 1, first_seed=scene.picked.seed)[0]
    return replace(now, width=scene.picked.width, height=scene.picked.height) != scene.picked


def from_other_format(story: Story, scene: Scene) -> bool:
    """Whether the pick was painted for a film of another shape than the story's is now."""
    if not isinstance(scene.picked, ImageRecipe):
        return False
    width, height = SIZES[story.cut.format]
    return scene.picked.width * height != scene.picked.height * width


def with_rest_picked(story: Story, facts: Facts, rank: Callable[[Iterable[ImageRecipe]], list[ImageRecipe]]) -> Story:
    """The story with a pick for every scene that has takes and no pick: the first that `rank` puts first."""
    for scene in story.scenes:
        made = takes_made(story, scene, facts)
        if scene.picked is None and made:
            story = with_scene(story, replace(scene, picked=rank(made)[0]))
    return story
