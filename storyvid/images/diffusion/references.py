"""Reference pictures of characters, through IP-Adapter (Ye et al. 2023): hung on before a picture, taken off after."""

from pathlib import Path
from typing import Any

from PIL import Image

from storyvid.errors import BadInput, ModelFailed, ModelNotInstalled
from storyvid.images.diffusion import sources
from storyvid.images.diffusion.studio import Studio
from storyvid.images.safetensors_file import read_header
from storyvid.models import Assets
from storyvid.recipes import Reference

# where IP-Adapter's weights are, by family: the model, the file in it, the folder of the picture's reader
_IP_ADAPTERS = {
    "sd": ("h94/IP-Adapter", "models/ip-adapter_sd15.safetensors", "models/image_encoder"),
    "sdxl": ("h94/IP-Adapter", "sdxl_models/ip-adapter_sdxl_vit-h.safetensors", "models/image_encoder"),
}


def with_references(studio: Studio, references: tuple[Reference, ...], *, assets: Assets) -> dict[str, Any]:
    """Hangs on an IP-Adapter per reference, each at its strength; the keywords that carry the pictures.

    Raises ModelNotInstalled with the one command where its weights are not here, ModelFailed for a family without.
    """
    references = tuple(reference for reference in references if reference.strength_percent > 0)
    if studio.references != len(references):
        _take_off(studio)
        if references:
            _hang_on(studio, len(references))
    if not references:
        return {}
    studio.pipeline.set_ip_adapter_scale([reference.strength_percent / 100 for reference in references])
    return {"ip_adapter_image": [_read(assets, reference) for reference in references]}


def ip_adapter_of(studio: Studio) -> tuple[str, str, str]:
    """The model, file and reader's folder of the IP-Adapter to use. Raises ModelFailed for a family without."""
    settings = studio.settings
    if settings.ip_adapter:
        folder = Path(settings.ip_adapter_file or "ip-adapter.safetensors")
        return settings.ip_adapter, folder.as_posix(), (folder.parent / "image_encoder").as_posix()
    if studio.family.name not in _IP_ADAPTERS:
        raise ModelFailed(
            f"{type(studio.pipeline).__name__} follows no reference pictures here. Take the reference off the "
            "character, train a likeness instead, or choose a Stable Diffusion model."
        )
    return _IP_ADAPTERS[studio.family.name]


def _hang_on(studio: Studio, count: int) -> None:
    import torch
    from safetensors.torch import load_file
    from transformers import CLIPImageProcessor, CLIPVisionModelWithProjection

    name, file, reader = ip_adapter_of(studio)
    folder = sources.find(name).path
    if not (folder / file).exists() or not (folder / reader).is_dir():
        raise ModelNotInstalled(
            f"Reference pictures need {file} and {reader} of {name}. "
            f"Download them with: {sources.install_command(name)}"
        )
    if read_header(folder / file).holds != "ip-adapter":
        raise BadInput(f"{file} of {name} is no IP-Adapter.")
    for weight_file in sources.weight_files(folder / reader):
        read_header(weight_file)
    dtype = studio.pipeline.unet.dtype
    if studio.pipeline.image_encoder is None:
        encoder: Any = CLIPVisionModelWithProjection.from_pretrained(
            folder / reader, use_safetensors=True, local_files_only=True, dtype=dtype
        )
        side = encoder.config.image_size
        processor = CLIPImageProcessor(crop_size={"height": side, "width": side}, size={"shortest_edge": side})
        studio.pipeline.register_modules(
            image_encoder=encoder.to(studio.machine.device, dtype), feature_extractor=processor
        )
    held: dict[str, dict[str, torch.Tensor]] = {"image_proj": {}, "ip_adapter": {}}
    for key, tensor in load_file(folder / file).items():
        side_of, _, rest = key.partition(".")
        held.setdefault(side_of, {})[rest] = tensor.to(dtype)
    try:
        studio.pipeline.load_ip_adapter(
            [held] * count, subfolder=[""] * count, weight_name=[""] * count, image_encoder_folder=None
        )
    except (RuntimeError, KeyError, ValueError) as error:
        raise BadInput(f"{file} of {name} was made for another model than {studio.title}.") from error
    studio.references = count


def _take_off(studio: Studio) -> None:
    if not studio.references:
        return
    encoder, processor = studio.pipeline.image_encoder, studio.pipeline.feature_extractor
    studio.pipeline.unload_ip_adapter()
    studio.pipeline.register_modules(image_encoder=encoder, feature_extractor=processor)  # it is asked for again soon
    studio.references = 0


def _read(assets: Assets, reference: Reference) -> Image.Image:
    with Image.open(assets.path(reference.picture), formats=("PNG", "JPEG", "WEBP")) as opened:
        return opened.convert("RGB")
