"""The model that a likeness is trained on: which family it is of, where it runs, and what of it is on the device."""

from dataclasses import dataclass
from typing import Any

import torch

from storyvid.errors import BadInput, ModelFailed
from storyvid.images.diffusion import sources
from storyvid.images.diffusion.single_files import kind_of
from storyvid.images.likeness.model_files import TRAINED, cannot, source_of, trainable
from storyvid.images.safetensors_file import read_header


@dataclass(frozen=True, kw_only=True)
class Base:
    """A loaded pipeline of the Stable Diffusion or SDXL family, and how it is run."""

    pipeline: Any
    device: torch.device
    dtype: torch.dtype  # of the frozen weights

    @property
    def is_xl(self) -> bool:
        return getattr(self.pipeline, "text_encoder_2", None) is not None

    @property
    def side_px(self) -> int:
        """The side that the model was trained at."""
        return self.pipeline.unet.config.sample_size * self.pipeline.vae_scale_factor

    @property
    def multiple(self) -> int:
        """What a side in pixels must be a multiple of: the VAE's scale times the U-Net's halvings."""
        return self.pipeline.vae_scale_factor * 2 ** (len(self.pipeline.unet.config.block_out_channels) - 1)

    def on_device(self) -> None:
        """Everything on the device, to paint."""
        self.pipeline.to(self.device)

    def only_unet(self) -> None:
        """Only what is trained stays on the device: a small GPU's memory is for that."""
        for name, part in self.pipeline.components.items():
            if isinstance(part, torch.nn.Module) and name != "unet":
                part.to("cpu")
        if self.device.type == "cuda":
            torch.cuda.empty_cache()


def opened(model: str) -> Base:
    """The model by folder, `.safetensors` checkpoint, `name@revision` on the hub or `weights:SHA-256`; half on a GPU.

    Raises BadInput for a model of another family, ModelNotInstalled where it is not to be had.
    """
    device = the_device()
    dtype = _dtype(device)
    pipeline = _loaded(model, dtype)
    unet = getattr(pipeline, "unet", None)
    if unet is None or getattr(pipeline, "vae", None) is None or getattr(pipeline, "tokenizer", None) is None:
        raise BadInput(cannot(type(pipeline).__name__))
    if unet.config.in_channels != pipeline.vae.config.latent_channels:
        raise BadInput(f"This is a model for repainting. A likeness is trained on a text-to-image model of {TRAINED}.")
    pipeline.set_progress_bar_config(disable=True)
    for part in pipeline.components.values():
        if isinstance(part, torch.nn.Module):
            part.requires_grad_(False)
    return Base(pipeline=pipeline, device=device, dtype=dtype)


def the_device() -> torch.device:
    """The GPU where there is one."""
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def device_title(device: torch.device) -> str:
    """The device as people know it."""
    return torch.cuda.get_device_name(device) if device.type == "cuda" else {"mps": "Apple GPU"}.get(device.type, "CPU")


def memory_mb(device: torch.device) -> int:
    """The most memory that the GPU held for this process; 0 where there is none."""
    return round(torch.cuda.max_memory_allocated(device) / 1024**2) if device.type == "cuda" else 0


def _dtype(device: torch.device) -> torch.dtype:
    if device.type != "cuda":
        return torch.float32
    # emulated bfloat16 is slower than float32: such GPUs (before Ampere) train in float16, with a loss scale
    return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16


def _loaded(model: str, dtype: torch.dtype) -> Any:
    import diffusers

    source = trainable(sources.checked(source_of(model)))
    only_here = {"torch_dtype": dtype, "local_files_only": True}
    try:
        if source.is_single:
            kind = kind_of(read_header(source.path))
            layout = str(sources.find(kind.config).path)
            return getattr(diffusers, kind.pipeline).from_single_file(str(source.path), config=layout, **only_here)
        variant = sources.variant_of(source)
        return diffusers.DiffusionPipeline.from_pretrained(
            source.path, use_safetensors=True, trust_remote_code=False, variant=variant, **only_here
        )
    except (OSError, ValueError, KeyError, AttributeError, RuntimeError) as error:
        raise ModelFailed(f"{model} could not be loaded: {str(error).splitlines()[0]}") from error
