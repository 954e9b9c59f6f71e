"""How far what a picture shows is away: a map by a monocular depth model, run where takes are painted."""

from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from storyvid import settings
from storyvid.errors import ModelFailed, ModelNotInstalled
from storyvid.images import local_models
from storyvid.models import Assets, Progress
from storyvid.recipes import DepthRecipe

LONGEST_PX = 768  # of a map, and of what the model is given: no model sees more
# these tell metres, where the others tell what grows with nearness
_METRIC = ("zoedepth", "glpn", "depth_pro", "prompt_depth_anything")
_ENDS = (1, 99)  # percentiles: a few pixels that are very far off must not flatten all the rest


def chosen() -> str:
    """The depth model that Settings name: a folder, or a name on the hub with or without its revision; empty: none."""
    return str(settings.read().of("depth")["model"]).strip()


def full_name() -> str:
    """`name@revision` of the model that looks into pictures here; empty where none is chosen or it is not here."""
    name = chosen()
    return local_models.full_name(name) if name and local_models.can_load() else ""


def remedy() -> str:
    """The one command that adds what a chosen model lacks here; empty where it lacks nothing."""
    if not chosen() or full_name():
        return ""
    return local_models.download_command(chosen()) if local_models.can_load() else local_models.INSTALL


def make_depth(recipe: DepthRecipe, assets: Assets, out: Path, *, progress: Progress) -> dict:
    """Writes how near each place of the picture is as a grey PNG, at most 768 pixels long: 255 is the nearest.

    Raises ModelNotInstalled when the recipe's model is not the one that is installed here, ModelFailed when it
    gives nothing that is a map.
    """
    if recipe.model != full_name():
        raise ModelNotInstalled(f"{recipe.model} is not the depth model of this machine. {remedy()}".strip())
    look = _look(str(local_models.folder_of(chosen())))
    progress(0.2)
    nearness = look.nearness(_opened(assets.path(recipe.picture)))
    Image.fromarray(nearness).save(out, "PNG")
    return {"width": nearness.shape[1], "height": nearness.shape[0], "revision": recipe.model}


class Look:
    """A depth model, loaded from its folder alone: safetensors, no code of its own."""

    def __init__(self, folder: str) -> None:
        import torch
        from transformers import AutoImageProcessor, AutoModelForDepthEstimation

        local = {"local_files_only": True, "trust_remote_code": False}
        self._processor = AutoImageProcessor.from_pretrained(folder, **local)
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        model = AutoModelForDepthEstimation.from_pretrained(folder, use_safetensors=True, **local)
        self._model = model.to(self._device).eval()
        config = self._model.config
        self._metric = config.model_type in _METRIC or getattr(config, "depth_estimation_type", "") == "metric"

    def nearness(self, picture: Image.Image) -> np.ndarray:
        """How near each place is: (height, width) uint8, 0 the farthest. Raises ModelFailed for no numbers."""
        import torch

        given = self._processor(images=picture, return_tensors="pt").to(self._device)
        with torch.inference_mode():
            answer = self._model(**given)
        sizes = [(picture.height, picture.width)]
        told = self._processor.post_process_depth_estimation(answer, target_sizes=sizes)[0]["predicted_depth"]
        found = told.float().cpu().numpy()
        if not np.isfinite(found).all():
            raise ModelFailed("The depth model gave no numbers for this picture. Choose another one in Settings.")
        return _in_levels(1 / np.maximum(found, 1e-3) if self._metric else found)


def _in_levels(nearness: np.ndarray) -> np.ndarray:
    far, near = np.percentile(nearness, _ENDS)
    if near - far < 1e-6:
        return np.zeros(nearness.shape, np.uint8)
    return np.rint((nearness - far).clip(0, near - far) * (255 / (near - far))).astype(np.uint8)


def _opened(path: Path) -> Image.Image:
    with Image.open(path, formats=("PNG", "JPEG", "WEBP")) as image:
        picture = ImageOps.exif_transpose(image).convert("RGB")
    picture.thumbnail((LONGEST_PX, LONGEST_PX), Image.Resampling.BICUBIC, reducing_gap=3.0)
    return picture


@lru_cache(maxsize=1)
def _look(folder: str) -> Look:
    from safetensors import SafetensorError

    try:
        return Look(folder)
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise ModelNotInstalled(f"{Path(folder).name} cannot be used as a depth model: {error}") from error
