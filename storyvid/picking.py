"""Edits of the picking: stars and rejections, what a scene's takes start from, and who paints them how."""

from dataclasses import replace

from storyvid.errors import BadInput
from storyvid.recipes import Options, Start
from storyvid.story import Story, with_scene


def starred(story: Story, scene_id: str, take: str, on: bool = True) -> Story:
    """The scene with a star on a take (by its key), or without it; a star takes a rejection away."""
    scene = story.scene(scene_id)
    rejected = _without(scene.rejected, take) if on else scene.rejected
    return with_scene(story, replace(scene, starred=_with(scene.starred, take, on), rejected=rejected))


def rejected(story: Story, scene_id: str, take: str, on: bool = True) -> Story:
    """The scene with a take (by its key) put aside, or taken back; a rejection takes a star away."""
    scene = story.scene(scene_id)
    stars = _without(scene.starred, take) if on else scene.starred
    return with_scene(story, replace(scene, starred=stars, rejected=_with(scene.rejected, take, on)))


def started(story: Story, scene_id: str, start: Start | None) -> Story:
    """The scene whose takes start from a picture, or from nothing again.

    Raises BadInput for a strength that is none, or for a part to repaint without a mask.
    """
    if start and not 1 <= start.strength_percent <= 100:
        raise BadInput("How much may change is 1 to 100 percent.")
    if start and (start.use == "repaint") != (start.mask is not None):
        raise BadInput("Paint over the part that shall be painted anew first.")
    return with_scene(story, replace(story.scene(scene_id), start=start))


def painted_by(story: Story, model: str, options: Options = ()) -> Story:
    """The story painted by another image model, with that model's settings."""
    return replace(story, image_model=model, image_options=tuple(sorted(options)))


def avoiding(story: Story, words: str) -> Story:
    """The story whose pictures shall not show what the words say."""
    return replace(story, negative=" ".join(words.split()))


def _with(keys: tuple[str, ...], key: str, on: bool) -> tuple[str, ...]:
    rest = _without(keys, key)
    return (*rest, key) if on else rest


def _without(keys: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(one for one in keys if one != key)
