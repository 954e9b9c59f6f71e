"""The plan of the pictures: the takes a scene wants, those made, and what is picked of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import get_args

from storyvid.models import Follows, card, full_name
from storyvid.plan.facts import Facts
from storyvid.plan.likeness import likenesses_of, references_of
from storyvid.plan.whereabouts import whereabouts_of
from storyvid.prompts import compose
from storyvid.recipes import ImageRecipe, Setting
from storyvid.story import SIZES, Scene, Story, with_scene


def takes(story: Story, scene: Scene, count: int | None = None, *, first_seed: int = 1) -> tuple[ImageRecipe, ...]:
    """`count` takes of the scene (the story's own number by default) from `first_seed` on, in seed order."""
    width, height = SIZES[story.cut.format]
    model, follows = _painter(story)
    first = ImageRecipe(
        model=model,
        parts=compose(story, scene),
        width=width,
        height=height,
        seed=first_seed,
        negative=story.negative if "negative" in follows else "",
        options=story.image_options,
        references=references_of(story, scene) if "references" in follows else (),
        likenesses=tuple(held for held in likenesses_of(story, scene) if held.form in follows),
        start=scene.start if scene.start and scene.start.use in follows else None,
        setting=_setting(story, scene) if "setting" in follows else None,
    )
    return tuple(
        replace(first, seed=seed) for seed in range(first_seed, first_seed + (story.takes if count is None else count))
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

    Its format does not count: a picture of another format is framed anew, not painted again.  Nor does the picture
    it started from: the author went on from there to others, or came back.
    """
    if not isinstance(scene.picked, ImageRecipe):
        return False
    now = takes(story, scene, 1, first_seed=scene.picked.seed)[0]
    was = scene.picked
    return replace(now, width=was.width, height=was.height, start=was.start) != was


def from_other_format(story: Story, scene: Scene) -> bool:
    """Whether the pick was painted for a film of another shape than the story's is now."""
    if not isinstance(scene.picked, ImageRecipe):
        return False
    width, height = SIZES[story.cut.format]
    return scene.picked.width * height != scene.picked.height * width


def with_rest_picked(
    story: Story, facts: Facts, rank: Callable[[Scene, Sequence[ImageRecipe]], list[ImageRecipe]]
) -> Story:
    """The story with a pick for every scene that has takes and no pick: the one that `rank` puts first."""
    for scene in story.scenes:
        made = takes_made(story, scene, facts)
        if scene.picked is None and made:
            story = with_scene(story, replace(scene, picked=rank(scene, made)[0]))
    return story


def _setting(story: Story, scene: Scene) -> Setting | None:
    found = whereabouts_of(story, scene)
    return scene.picked.setting if found is None and isinstance(scene.picked, ImageRecipe) else found


def _painter(story: Story) -> tuple[str, tuple[str, ...]]:
    """The image model as recipes hold it, and what it follows besides words.

    One that is not here is called as it was when it painted the picks, so that its takes are found again.
    """
    if painter := card("images", story.image_model):
        return full_name("images", story.image_model), painter.follows_with(story.image_options)
    short = story.image_model.partition("@")[0]
    picks = (scene.picked.model for scene in story.scenes if isinstance(scene.picked, ImageRecipe))
    known = next((model for model in picks if model.partition("@")[0] == short), story.image_model)
    return known, get_args(Follows)
