"""Pictures that training paints itself: of the kind before it learns, and of the character at every checkpoint."""

from collections.abc import Callable
from pathlib import Path

import torch

from storyvid import files
from storyvid.images.likeness.base import Base

Heed = Callable[[], None]


def painted(base: Base, prompt: str, path: Path, *, seed: int, steps: int, side_px: int, heed: Heed) -> None:
    """Paints one picture into a PNG, whole or not at all; `heed` is called every step and may raise Cancelled."""

    def each_step(pipeline, step, time, held):
        heed()
        return held

    unet = base.pipeline.unet.eval()
    with torch.no_grad(), torch.autocast(base.device.type, dtype=base.dtype, enabled=base.dtype != torch.float32):
        image = base.pipeline(
            prompt=prompt,
            num_inference_steps=steps,
            width=side_px,
            height=side_px,
            generator=torch.Generator().manual_seed(seed),
            callback_on_step_end=each_step,
        ).images[0]
    unet.train()
    part = files.part_of(path)
    try:
        with files.making_room(path):
            image.convert("RGB").save(part, "PNG", compress_level=3)
            files.sync(part)
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
