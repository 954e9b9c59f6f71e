"""Rough pictures while steps run: by a tiny decoder where one is installed, else by the colours of the latents.

The decoders are madebyollin's tiny autoencoders (TAESD); the colours are the linear fit of latents to RGB that the
web interfaces use, four latent channels to red, green and blue.
"""

from typing import Any

from PIL import Image

from storyvid.errors import StoryvidError
from storyvid.images.diffusion import sources
from storyvid.images.diffusion.studio import Studio

DECODERS = {"sd": "madebyollin/taesd", "sdxl": "madebyollin/taesdxl", "sd3": "madebyollin/taesd3"}
_SIDE = 240  # pixels of the longer side

_COLOURS = {
    "sd": ((0.3512, 0.2297, 0.3227), (0.3250, 0.4974, 0.2350), (-0.2829, 0.1762, 0.2721), (-0.2120, -0.2616, -0.7177)),
    "sdxl": (
        (0.3920, 0.4054, 0.4549),
        (-0.2634, -0.0196, 0.0653),
        (0.0568, 0.1687, -0.0755),
        (-0.3112, -0.2359, -0.2076),
    ),
}


def rough(studio: Studio, latents: Any) -> list[Image.Image]:
    """One small RGB picture per latent of shape (n, channels, height, width); empty where they cannot be seen."""
    if latents is None or latents.ndim != 4:
        return []
    decoder = _decoder(studio)
    if decoder is None and (studio.family.name not in _COLOURS or latents.shape[1] != 4):
        return []
    import torch

    with torch.inference_mode():
        seen = _decoded(decoder, latents) if decoder is not None else _coloured(studio.family.name, latents)
        pixels = ((seen.float() / 2 + 0.5).clamp(0, 1) * 255).round().to("cpu", torch.uint8)
    return [_small(Image.fromarray(one.permute(1, 2, 0).numpy())) for one in pixels]


def _decoded(decoder: Any, latents: Any) -> Any:
    return decoder.decode(latents.to(decoder.device, decoder.dtype)).sample


def _coloured(family: str, latents: Any) -> Any:
    import torch

    colours = torch.tensor(_COLOURS[family], device=latents.device)
    return torch.einsum("nchw,cr->nrhw", latents.float(), colours)


def _small(picture: Image.Image) -> Image.Image:
    scale = _SIDE / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.BICUBIC)


def _decoder(studio: Studio) -> Any:
    """The tiny decoder of the family, loaded once; None where it is not on this machine."""
    if studio.preview is None:
        studio.preview = _loaded(studio) or False
    return studio.preview or None


def _loaded(studio: Studio) -> Any:
    name = DECODERS.get(studio.family.name)
    if name is None or not sources.is_here(name):
        return None
    from diffusers import AutoencoderTiny

    try:
        source = sources.find(name)
        for file in sources.weight_files(source.path):
            sources.read_header(file)
        decoder = AutoencoderTiny.from_pretrained(source.path, use_safetensors=True, local_files_only=True)
    except (StoryvidError, OSError, ValueError):  # a picture is painted without being seen before it is done
        return None
    return decoder.to(studio.machine.device)
