"""The plan of depth: which pictures are taken apart by how near what they show is, for parallax."""

from storyvid.images import depth
from storyvid.models import layered
from storyvid.recipes import DepthRecipe, ImageRecipe, Picture
from storyvid.story import Story


def depth_of(picture: Picture, motion: str, model: str) -> DepthRecipe | None:
    """The map by which a picture in motion comes apart; None for one that comes apart by itself."""
    if not model or motion == "hold" or isinstance(picture, ImageRecipe) and layered(picture):
        return None
    return DepthRecipe(model=model, picture=picture)


def depths_of(story: Story) -> tuple[DepthRecipe, ...]:
    """The map of every scene that has one, in order, without repeats; none where no depth model is installed."""
    model = depth.full_name()
    held = [depth_of(scene.picked, scene.motion, model) for scene in story.scenes if scene.picked and model]
    return tuple(dict.fromkeys(one for one in held if one))
