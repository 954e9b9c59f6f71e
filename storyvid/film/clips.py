"""The makers of segments: a stretch of one shot, or one shot going over into the next."""

from pathlib import Path

import cv2

from storyvid.errors import BadInput
from storyvid.film.compose import drawn, write_drawn
from storyvid.models import Assets, Progress
from storyvid.recipes import ClipRecipe, JoinRecipe


def make_clip(recipe: ClipRecipe, assets: Assets, out: Path, *, progress: Progress) -> dict:
    """Renders the frames [start_frame, end_frame) of a shot; facts: frames, width, height."""
    if not 0 <= recipe.start_frame < recipe.end_frame <= recipe.shot.frames:
        raise BadInput(
            f"A shot of {recipe.shot.frames} frames has no frames {recipe.start_frame} to {recipe.end_frame}."
        )
    return _made(recipe, recipe.shot, assets, out, progress)


def make_join(recipe: JoinRecipe, assets: Assets, out: Path, *, progress: Progress) -> dict:
    """Renders the last frames of one shot going over into the first of the next; facts: frames, width, height."""
    before, after = recipe.before, recipe.after
    if (before.width, before.height, before.fps) != (after.width, after.height, after.fps):
        raise BadInput("Two shots of different sizes or rates cannot be joined. Plan the film again.")
    if not 0 < recipe.frames <= min(before.frames, after.frames):
        raise BadInput(f"Shots of {before.frames} and {after.frames} frames are too short to join by {recipe.frames}.")
    return _made(recipe, before, assets, out, progress)


def _made(recipe, shot, assets: Assets, out: Path, progress: Progress) -> dict:
    cv2.setNumThreads(1)  # a process per clip: its neighbours have the other cores
    frames = write_drawn(drawn(recipe, assets), out, quality=recipe.quality, progress=progress)
    return {"frames": frames, "width": shot.width, "height": shot.height}
