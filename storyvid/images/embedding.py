"""Pictures as vectors that lie close where pictures are alike: an image model by name, else plain descriptors.

`DESCRIPTORS` needs nothing: colours (soft a*b* and lightness histograms) and structure (gradient directions on a grid,
after Dalal and Triggs 2005).  It knows nothing of faces, so it is a rough guide, and is called so on the screen.  A
CLIP, SigLIP or DINO model by name or folder knows far more; it runs in a process of its own.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms

from storyvid.errors import BadInput, ModelFailed, ModelNotInstalled
from storyvid.uploads import opened

DESCRIPTORS = "descriptors"
_SIDE, _CELLS, _DIRECTIONS, _COLOURS, _LIGHTS = 96, 4, 8, 10, 8
_SHARES = (0.55, 0.15, 0.30)  # of colour, lightness and structure in the likeness of two pictures
_PATIENCE_S = 600


def embedded(name: str, paths: Sequence[Path]) -> np.ndarray:
    """The pictures as unit vectors, (n, d) float32; the product of two is their likeness, at most 1.

    `name` is DESCRIPTORS, or that of an image model (on the hub and downloaded before, or a folder).  Raises
    BadInput for what is no picture, ModelNotInstalled with the one command, ModelFailed.
    """
    if not paths:
        return np.zeros((0, 0), dtype=np.float32)
    if name == DESCRIPTORS:
        return np.stack([descriptors(_opened(path)) for path in paths])
    ready(name)
    return _by_process(name, paths)


def ready(name: str) -> None:
    """Raises ModelNotInstalled, with the one command that helps, where the image model is not to be had here."""
    if name == DESCRIPTORS:
        return
    if missing := [module for module in ("torch", "transformers") if find_spec(module) is None]:
        raise ModelNotInstalled(
            f'Likeness by “{name}” needs {", ".join(missing)}. Add it with: pip install "storyvid[diffusion]"'
        )
    if not Path(name).expanduser().is_dir() and not _is_downloaded(name):
        raise ModelNotInstalled(f'The image model "{name}" is not on this machine. Add it with: hf download {name}')


def descriptors(image: Image.Image) -> np.ndarray:
    """The picture's colours and structure as a unit vector; the product of two is a weighted Hellinger affinity."""
    small = image.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    light, a, b = (channel.astype(np.float32) for channel in _lab(small))
    near = _nearness()
    colour, _, _ = np.histogram2d(a.ravel(), b.ravel(), bins=_COLOURS, range=((-60, 60), (-60, 60)), weights=near)
    lights, _ = np.histogram(light.ravel(), bins=_LIGHTS, range=(0, 100), weights=near)
    parts = (np.sqrt(_softened(colour)), np.sqrt(lights), _directions(light))  # roots: a large ground counts less
    roots = [np.sqrt(share * _to_one(part.ravel())) for share, part in zip(_SHARES, parts, strict=True)]
    vector = np.concatenate(roots).astype(np.float32)
    return vector / np.linalg.norm(vector)


def vectors(name: str, images: Sequence[Image.Image]) -> np.ndarray:
    """The pictures through an image model loaded in this process: safetensors only, no code of others, no network."""
    import torch
    from transformers import AutoImageProcessor, AutoModel

    only_here = {"local_files_only": True, "trust_remote_code": False}
    try:
        processor = AutoImageProcessor.from_pretrained(name, **only_here)
        model = AutoModel.from_pretrained(name, use_safetensors=True, **only_here).eval()
    except (OSError, ValueError) as error:
        raise ModelFailed(f'The image model "{name}" cannot be loaded: {error}') from error
    found = []
    with torch.inference_mode():
        for image in images:  # one at a time: the memory of one picture is enough
            pixels = processor(images=image.convert("RGB"), return_tensors="pt")["pixel_values"]
            see = getattr(model, "get_image_features", model)
            found.append(_pooled(see(pixel_values=pixels))[0].float().numpy())
    stacked = np.stack(found)
    return (stacked / np.linalg.norm(stacked, axis=1, keepdims=True)).astype(np.float32)


def _pooled(seen):
    pooled = getattr(seen, "pooler_output", seen)
    return seen.last_hidden_state[:, 0] if pooled is None else pooled


def _by_process(name: str, paths: Sequence[Path]) -> np.ndarray:
    asked = json.dumps([str(Path(path).resolve()) for path in paths]).encode()
    command = [sys.executable, "-m", "storyvid.images.embedding", str(name)]
    try:
        done = subprocess.run(command, input=asked, capture_output=True, timeout=_PATIENCE_S, check=False)
    except subprocess.TimeoutExpired as error:
        raise ModelFailed(f'The image model "{name}" did not answer within {_PATIENCE_S // 60} minutes.') from error
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["it ended without a word"]
        raise ModelFailed(f'The image model "{name}" failed: {last[0]}')
    return np.load(BytesIO(done.stdout), allow_pickle=False)


def _answer(name: str) -> None:
    """The other end of `_by_process`: paths as JSON on standard input, an .npy file on standard output."""
    answer = vectors(name, [_opened(Path(path)) for path in json.loads(sys.stdin.buffer.read())])
    np.save(sys.stdout.buffer, answer, allow_pickle=False)


def _opened(path: Path) -> Image.Image:
    image = opened(Path(path).read_bytes())
    try:
        return image.convert("RGB")
    except (OSError, SyntaxError) as error:
        raise BadInput(f"The picture {path.name} is damaged: it cannot be decoded.") from error


def _is_downloaded(name: str) -> bool:
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        return isinstance(try_to_load_from_cache(name, "config.json"), str)
    except HFValidationError:
        return False


def _lab(image: Image.Image) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """L* 0..100, a* and b* -128..127 of an sRGB picture, D50."""
    space = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
    lab = np.asarray(ImageCms.applyTransform(image, space))
    return lab[..., 0] / 2.55, lab[..., 1].view(np.int8), lab[..., 2].view(np.int8)


def _nearness() -> np.ndarray:
    """What each pixel counts: more towards the middle, where characters are."""
    along = 1 - np.abs(np.linspace(-1, 1, _SIDE)) * 0.7
    return np.outer(along, along).ravel()


def _softened(histogram: np.ndarray) -> np.ndarray:
    """Each bin shared with its neighbours, so that a slightly other shade is no other colour."""
    padded = np.pad(histogram, 1)
    shifted = [padded[y : y + _COLOURS, x : x + _COLOURS] for y in range(3) for x in range(3)]
    return np.tensordot((1, 2, 1, 2, 4, 2, 1, 2, 1), np.stack(shifted), axes=1)


def _directions(light: np.ndarray) -> np.ndarray:
    down, right = np.gradient(light)
    strength, direction = np.hypot(down, right), np.arctan2(down, right) % np.pi
    bins = np.minimum((direction / np.pi * _DIRECTIONS).astype(int), _DIRECTIONS - 1)
    cells = np.arange(_SIDE) * _CELLS // _SIDE
    place = (cells[:, None] * _CELLS + cells[None, :]) * _DIRECTIONS + bins
    return np.bincount(place.ravel(), weights=strength.ravel(), minlength=_CELLS**2 * _DIRECTIONS) + 1e-3


def _to_one(part: np.ndarray) -> np.ndarray:
    return part / max(float(part.sum()), 1e-12)


if __name__ == "__main__":
    _answer(sys.argv[1])
