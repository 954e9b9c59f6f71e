"""Pictures and words as vectors of an image-text model of the CLIP kind, run where takes are painted."""

from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image

from storyvid import settings
from storyvid.errors import ModelNotInstalled
from storyvid.images import local_models
from storyvid.models import Assets, Progress
from storyvid.recipes import EmbeddingRecipe


def chosen() -> str:
    """The image-text model that Settings name: a name on the hub, or a folder; empty: none."""
    return str(settings.read().of("ranking")["model"]).strip()


def full_name() -> str:
    """`name@revision` of the model that scores here; empty where none is installed.

    A folder goes by its last name and the SHA-256 of its configuration and of the sizes of its weights.
    """
    return _named(chosen()) if local_models.can_load() else ""


def remedy() -> str:
    """The one command that adds what scoring lacks here; empty where it lacks nothing."""
    if full_name() or not chosen():
        return ""
    return local_models.download_command(chosen()) if local_models.can_load() else local_models.INSTALL


def make_embedding(recipe: EmbeddingRecipe, assets: Assets, out: Path, *, progress: Progress) -> dict:
    """Writes one row of unit length a picture or phrase as a .npy of float32, shape (rows, dimensions).

    Raises ModelNotInstalled when the recipe's model is not the one that is installed here.
    """
    if recipe.model != full_name():
        raise ModelNotInstalled(f"{recipe.model} is not the image-text model of this machine. {remedy()}".strip())
    sight = _sight(chosen())
    progress(0.2)
    rows = sight.of_words(recipe.phrases) if recipe.picture is None else sight.of_picture(assets.path(recipe.picture))
    np.save(out, rows)
    return {"rows": int(rows.shape[0]), "dimensions": int(rows.shape[1])}


class Sight:
    """An image-text model, loaded from what is on this machine alone: safetensors, no code of its own."""

    def __init__(self, name: str) -> None:
        import torch
        from transformers import AutoModel, AutoProcessor

        local = {"local_files_only": True, "trust_remote_code": False}
        self._processor = AutoProcessor.from_pretrained(name, **local)
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        model = AutoModel.from_pretrained(name, use_safetensors=True, **local)
        self._model = model.to(self._device).eval()

    def of_picture(self, path: Path) -> np.ndarray:
        """One row, float32, of length 1."""
        with Image.open(path, formats=("PNG", "JPEG", "WEBP")) as image:
            given = self._processor(images=image.convert("RGB"), return_tensors="pt")
        return self._rows("get_image_features", given)

    def of_words(self, phrases: tuple[str, ...]) -> np.ndarray:
        """A row a phrase, float32, each of length 1; what is longer than the model reads is cut."""
        given = self._processor(text=list(phrases), padding="max_length", truncation=True, return_tensors="pt")
        return self._rows("get_text_features", given)

    def _rows(self, what: str, given) -> np.ndarray:
        import torch

        with torch.inference_mode():
            found = getattr(self._model, what)(**given.to(self._device))
        rows = getattr(found, "pooler_output", found).float().cpu().numpy()
        return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)


@lru_cache(maxsize=1)
def _sight(name: str) -> Sight:
    try:
        return Sight(name)
    except (OSError, ValueError) as error:
        raise ModelNotInstalled(f"{name} cannot be used for ranking: {error}") from error


@lru_cache(maxsize=8)
def _named(name: str) -> str:
    return local_models.full_name(name)
