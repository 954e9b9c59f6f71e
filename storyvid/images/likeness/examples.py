"""Examples to learn from: pictures as latents and captions as embeddings, made once so that only the U-Net trains."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from storyvid.images.likeness.base import Base
from storyvid.images.likeness.pictures import bucket, fitted


@dataclass(frozen=True)
class Words:
    """A caption as the model reads it; `pooled` is what SDXL wants besides."""

    embeds: torch.Tensor  # (1, tokens, width)
    pooled: torch.Tensor | None  # (1, width)


@dataclass(frozen=True)
class Example:
    """A picture as the mean and spread of its latents, (1, channels, height, width), and its caption."""

    mean: torch.Tensor
    spread: torch.Tensor
    words: Words
    size: tuple[int, int]  # width, height in pixels


@torch.no_grad()
def encoded(base: Base, pictures: Iterable[tuple[Path, str]], *, side_px: int) -> list[Example]:
    """The pictures with their captions; the VAE runs in float32, which its largest values need (SDXL)."""
    vae, dtype = base.pipeline.vae, base.pipeline.vae.dtype
    base.on_device()
    vae.to(torch.float32)
    known: dict[str, Words] = {}
    examples = []
    for path, caption in pictures:
        words = known.setdefault(caption, _read(base, caption))
        size = bucket(*_size_of(path), side_px=side_px, multiple=base.multiple)
        pixels = torch.from_numpy(fitted(path, size))[None].to(base.device)
        latents = vae.encode(pixels).latent_dist
        examples.append(Example(_scaled(vae, latents.mean), latents.std * vae.config.scaling_factor, words, size))
    vae.to(dtype)
    return examples


def conditions(base: Base, example: Example) -> dict[str, Any]:
    """What SDXL's U-Net is told besides: pooled words, and the sizes of the picture (Podell et al. 2023, 2.2)."""
    if example.words.pooled is None:
        return {}
    width, height = example.size
    sizes = torch.tensor([[height, width, 0, 0, height, width]], dtype=base.dtype, device=base.device)
    return {"added_cond_kwargs": {"text_embeds": example.words.pooled, "time_ids": sizes}}


def _read(base: Base, caption: str) -> Words:
    embeds, _, *pooled = base.pipeline.encode_prompt(
        prompt=caption, device=base.device, num_images_per_prompt=1, do_classifier_free_guidance=False
    )
    return Words(embeds.to(base.dtype), pooled[0].to(base.dtype) if pooled else None)


def _scaled(vae: Any, mean: torch.Tensor) -> torch.Tensor:
    shift = getattr(vae.config, "shift_factor", None) or 0.0
    return (mean - shift) * vae.config.scaling_factor


def _size_of(path: Path) -> tuple[int, int]:
    from PIL import Image

    with Image.open(path, formats=("PNG", "JPEG", "WEBP")) as image:
        return image.size
