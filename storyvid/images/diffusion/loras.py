"""LoRAs: hung on the pipeline by their trainedness, and taken off where a picture asks for none.

diffusers reads its own naming and those of kohya, of ComfyUI and of other trainers; what it would leave aside without
a word, because none or little of a file fits the model, is refused here.
"""

from contextlib import suppress
from math import prod
from pathlib import Path

from storyvid.errors import BadInput, ModelFailed, ModelNotInstalled
from storyvid.images import weights
from storyvid.images.diffusion import sources
from storyvid.images.diffusion.studio import Studio, networks
from storyvid.images.safetensors_file import Header, read_header
from storyvid.recipes import Likeness

_MOST_LORAS = 8  # kept loaded
_LEAST_SHARE = 0.5  # of a file's numbers that must find their place; some files hold readers that a pipeline lacks


def with_loras(studio: Studio, likenesses: tuple[Likeness, ...]) -> None:
    """Hangs on the settings' LoRA and those of the likenesses, each at its percentage; two characters keep both.

    Raises ModelNotInstalled for weights that are not here, BadInput for a LoRA of another family, ModelFailed where the
    pipeline takes none.
    """
    wanted: dict[str, float] = {}
    asked = [likeness for likeness in likenesses if likeness.form == "lora" and likeness.trainedness_percent > 0]
    if (asked or studio.settings.lora) and not hasattr(studio.pipeline, "load_lora_weights"):
        raise ModelFailed(
            f"{type(studio.pipeline).__name__} takes no LoRA. Turn the likeness to 0 or take it off, or choose another "
            "model."
        )
    if studio.settings.lora:
        wanted[_lora_of_settings(studio)] = studio.settings.lora_percent / 100
    for likeness in asked:
        name = _hung(studio, weights.path(likeness.weights), title=likeness.name)
        wanted[name] = wanted.get(name, 0.0) + likeness.trainedness_percent / 100
    if not wanted:
        if studio.adapters:
            studio.pipeline.disable_lora()
        return
    studio.pipeline.enable_lora()
    studio.pipeline.set_adapters(list(wanted), adapter_weights=list(wanted.values()))


def _lora_of_settings(studio: Studio) -> str:
    settings = studio.settings
    source = sources.find(settings.lora)
    file = source.path if source.is_single else source.path / settings.lora_file
    if not file.is_file():
        raise ModelNotInstalled(
            f"{settings.lora_file or 'The LoRA'} of {settings.lora} is not on this machine. "
            f"Download it with: {sources.install_command(settings.lora)}"
        )
    return _hung(studio, file, title=settings.lora)


def _hung(studio: Studio, file: Path, *, title: str) -> str:
    """The name in the pipeline of the LoRA in a file, loaded when it is not yet."""
    key = str(file)
    if key not in studio.adapters:
        if read_header(file).holds != "lora":
            raise BadInput(f"The file of {title or 'the likeness'} holds no LoRA.")
        while len(studio.adapters) >= _MOST_LORAS:
            oldest = next(iter(studio.adapters))
            studio.pipeline.delete_adapters(studio.adapters.pop(oldest))
        name = f"lora-{file.stem[:12]}-{len(studio.adapters)}".replace(".", "-")
        _load(studio, file, name, title)
        studio.adapters[key] = name
    return studio.adapters[key]


def _load(studio: Studio, file: Path, name: str, title: str) -> None:
    try:
        studio.pipeline.load_lora_weights(str(file.parent), weight_name=file.name, adapter_name=name)
        fits = _share_hung(studio, name, read_header(file)) >= _LEAST_SHARE
    except (ValueError, RuntimeError, KeyError, AttributeError) as error:
        _take_off(studio, name)
        raise BadInput(_misfit(studio, file, title)) from error
    if not fits:
        _take_off(studio, name)
        raise BadInput(_misfit(studio, file, title))


def _share_hung(studio: Studio, name: str, header: Header) -> float:
    """How much of a file hangs on the pipeline; more than 1 where what it holds in one is laid out in several."""
    parts = networks(studio.pipeline).values()
    hung = sum(w.numel() for part in parts for key, w in part.named_parameters() if f".{name}." in f"{key}.")
    return hung / max(1, sum(prod(shape) for shape in header.shapes.values() if len(shape) > 1))


def _take_off(studio: Studio, name: str) -> None:
    with suppress(ValueError):  # nothing of it hangs
        studio.pipeline.delete_adapters(name)


def _misfit(studio: Studio, file: Path, title: str) -> str:
    if any(".hada_" in name for name in read_header(file).shapes):
        return f"The likeness of {title or file.stem[:12]} is a LoHa, which is not read here. Bring it as a LoRA."
    return (
        f"The likeness of {title or file.stem[:12]} was made for another model than {studio.title}: it does not fit. "
        "Train it on this model, or choose the model that it was trained on."
    )
