"""Single files: which pipeline a .safetensors checkpoint is for, told by its tensors, and whose settings it shares."""

from dataclasses import dataclass

from storyvid.errors import BadInput
from storyvid.images.safetensors_file import Header

_SD15 = "stable-diffusion-v1-5/stable-diffusion-v1-5"
_SDXL = "stabilityai/stable-diffusion-xl-base-1.0"
_FIRST = "model.diffusion_model.input_blocks.0.0.weight"
_LATENTS = 4  # channels that the U-Nets of Stable Diffusion and SDXL take in; editions for repainting take more
_LARGE_BLOCKS = "model.diffusion_model.joint_blocks.37."  # Stable Diffusion 3.5 Large has 38, the medium ones 24
_READABLE = "storyvid reads single files of Stable Diffusion 1.x, XL, 3.x and FLUX."


@dataclass(frozen=True, kw_only=True)
class Kind:
    """The class of a checkpoint's pipeline, and the model whose configuration it shares."""

    pipeline: str
    config: str


def kind_of(header: Header) -> Kind:
    """What a single file holds.  Raises BadInput, with what it is, for anything but a whole text-to-image model."""
    kind = _kind(header)
    if kind is None:
        raise BadInput(_refusal(header))
    if not (_has(header, "first_stage_model.") or _has(header, "vae.")):
        raise BadInput(
            f"This file holds only one part of a model ({kind.pipeline}): the autoencoder and what reads the words "
            "are not in it. Bring a whole checkpoint, or the model's folder in the diffusers layout."
        )
    first = header.shapes.get(_FIRST)
    if first and len(first) > 1 and first[1] != _LATENTS:
        raise BadInput(
            f"This checkpoint takes {first[1]} channels in: it is for repainting or editing alone. Bring the "
            "text-to-image edition of it, which storyvid repaints with as well."
        )
    return kind


def _kind(header: Header) -> Kind | None:
    if _has(header, "conditioner.embedders.1."):
        return Kind(pipeline="StableDiffusionXLPipeline", config=_SDXL)
    if _has(header, "double_blocks.") or _has(header, "model.diffusion_model.double_blocks."):
        guided = any("guidance_in." in name for name in header.shapes)  # schnell was distilled without
        return Kind(pipeline="FluxPipeline", config=f"black-forest-labs/FLUX.1-{'dev' if guided else 'schnell'}")
    if _has(header, "model.diffusion_model.joint_blocks."):
        return Kind(pipeline="StableDiffusion3Pipeline", config=f"stabilityai/{_edition(header)}")
    if _has(header, "cond_stage_model.transformer."):
        return Kind(pipeline="StableDiffusionPipeline", config=_SD15)
    return None


def _edition(header: Header) -> str:
    if _has(header, _LARGE_BLOCKS):
        return "stable-diffusion-3.5-large"
    newer = any(".x_block.attn2." in name for name in header.shapes)
    return "stable-diffusion-3.5-medium" if newer else "stable-diffusion-3-medium-diffusers"


def _refusal(header: Header) -> str:
    if header.holds == "lora":
        return "This file holds a LoRA, not a whole model. Give it to a character, or use it as a style."
    if _has(header, "conditioner.embedders.0.model."):
        return "This file holds SDXL's refiner, which only finishes another model's pictures. Bring the base model."
    if _has(header, "cond_stage_model.model."):
        return "This is a single file of Stable Diffusion 2.x. Bring its folder in the diffusers layout instead."
    if _has(header, "model.diffusion_model."):
        return f"This file holds a model without what reads its words. {_READABLE}"
    return f"This file is no checkpoint that is known here. {_READABLE}"


def _has(header: Header, start: str) -> bool:
    return any(name.startswith(start) for name in header.shapes)
