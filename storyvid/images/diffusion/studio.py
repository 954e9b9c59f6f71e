"""The studio: one pipeline, loaded and kept, with what is hung on it for the picture at hand."""

import inspect
import logging
from dataclasses import dataclass, field
from functools import cached_property
from math import lcm, prod
from typing import Any

from storyvid.errors import BadInput, ModelFailed, ModelNotInstalled
from storyvid.images.diffusion import sources
from storyvid.images.diffusion.families import Family, family
from storyvid.images.diffusion.machine import Machine, dtype_for
from storyvid.images.diffusion.presets import Settings
from storyvid.images.diffusion.single_files import kind_of
from storyvid.images.safetensors_file import read_header

_AGAIN = "Download the model again."


@dataclass
class Studio:
    """A loaded text-to-image pipeline; its other uses (vary, repaint) share its weights."""

    pipeline: Any
    machine: Machine
    settings: Settings
    revision: str
    title: str = ""  # what the author knows the model by
    scheduler: Any = None  # the model's own
    offloaded: bool = False
    adapters: dict[str, str] = field(default_factory=dict)  # source of a LoRA: its name in the pipeline
    references: int = 0  # how many reference pictures it is ready for
    tuned: Any = None  # the checkpoints that its weights lie between, when some were asked for
    controlnet: Any = None
    preview: Any = None  # the tiny decoder of rough pictures; False: there is none here

    @property
    def family(self) -> Family:
        return family_of(self.pipeline)

    @cached_property
    def takes_words(self) -> frozenset[str]:
        """The keywords that the pipeline's call takes."""
        return frozenset(inspect.signature(self.pipeline.__call__).parameters)

    @property
    def multiple(self) -> int:
        """What a side in pixels must be a multiple of: the VAE's scale times the halvings or the patch above it.

        Pipelines ask for eights besides.
        """
        scale = getattr(self.pipeline, "vae_scale_factor", 8)
        unet = getattr(self.pipeline, "unet", None)
        return lcm(8, scale * (2 ** (len(unet.config.block_out_channels) - 1) if unet is not None else 2))

    @property
    def side(self) -> int:
        """The side in pixels of the square that the model was trained on."""
        if self.settings.size:
            return self.settings.size
        core = core_of(self.pipeline)
        sample = getattr(core.config, "sample_size", None) or getattr(self.pipeline, "default_sample_size", None) or 128
        return (sample if isinstance(sample, int) else max(sample)) * getattr(self.pipeline, "vae_scale_factor", 8)

    @property
    def batch(self) -> int:
        """How many pictures are painted together, when they fit."""
        if not self.machine.batches:
            return 1
        return self.settings.batch or self.family.batch

    def tile(self, on: bool) -> None:
        """Whether the VAE works in tiles: slower, and faintly another picture, but in a fraction of the memory."""
        vae = getattr(self.pipeline, "vae", None)
        if vae is not None and hasattr(vae, "enable_tiling"):
            vae.enable_tiling() if on else vae.disable_tiling()

    def offload(self) -> None:
        """Keeps on the device only the part that is at work."""
        self.pipeline.to("cpu")
        self.pipeline.enable_model_cpu_offload(device=self.machine.device)
        self.offloaded = True


def opened(settings: Settings, machine: Machine) -> Studio:
    """The studio for a model.

    Raises ModelNotInstalled where the files are not on this machine, BadInput where they are not to be trusted or
    not a text-to-image model.
    """
    source = sources.checked(sources.find(settings.model, settings.revision))
    _hush()
    pipeline = _single(source, settings, machine) if source.is_single else _folder(source, machine)
    studio = Studio(pipeline=pipeline, machine=machine, settings=settings, revision=source.revision, title=source.title)
    settle(studio, sources.bytes_of(source, variant=sources.variant_of(source)))
    return studio


def family_of(pipeline: Any) -> Family:
    """The family that decides how words are read and what can be hung on a pipeline."""
    return family(type(pipeline).__name__)


def core_of(pipeline: Any) -> Any:
    """The network that takes the noise away: a U-Net or a transformer."""
    return getattr(pipeline, "unet", None) or pipeline.transformer


def _folder(source: sources.Source, machine: Machine) -> Any:
    import json

    from diffusers import DiffusionPipeline

    wanted = json.loads((source.path / "model_index.json").read_text("utf-8"))["_class_name"]
    dtype = dtype_for(machine, family(wanted))
    try:
        pipeline = DiffusionPipeline.from_pretrained(
            source.path,
            torch_dtype=dtype,
            use_safetensors=True,
            variant=sources.variant_of(source),
            local_files_only=True,
            trust_remote_code=False,
        )
    except (OSError, ValueError, AttributeError, RuntimeError, KeyError) as error:
        raise ModelFailed(f"{source.title} could not be loaded: {_first_line(error)}") from error
    takes = inspect.signature(pipeline.__call__).parameters
    if "prompt" not in takes or "num_frames" in takes or core_missing(pipeline):
        raise BadInput(f"{wanted} does not paint pictures from words. Choose a text-to-image model.")
    if lacking := _parts_not_whole(pipeline, source):
        raise BadInput(f"{source.title} is not whole: weights of its {', '.join(lacking)} are missing. {_AGAIN}")
    return pipeline


def _parts_not_whole(pipeline: Any, source: sources.Source) -> list[str]:
    """The parts whose files hold fewer numbers than the network has: what is missing would be made up at random."""
    variant = sources.variant_of(source)
    found = []
    for name, part in networks(pipeline).items():
        headers = [read_header(file) for file in sources.files_of(source.path / name, variant=variant)]
        held = sum(prod(shape) for header in headers for shape in header.shapes.values())
        packed = getattr(part.config, "quantization_config", None)  # several numbers in one
        if not packed and held < sum(weight.numel() for weight in part.parameters()):
            found.append(name)
    return found


def networks(pipeline: Any) -> dict[str, Any]:
    """The pipeline's parts that have weights, by name."""
    from torch.nn import Module

    return {name: part for name, part in pipeline.components.items() if isinstance(part, Module)}


def core_missing(pipeline: Any) -> bool:
    """Whether the pipeline has none of the networks that storyvid steers."""
    return getattr(pipeline, "unet", None) is None and getattr(pipeline, "transformer", None) is None


def _single(source: sources.Source, settings: Settings, machine: Machine) -> Any:
    import diffusers

    kind = kind_of(read_header(source.path))
    config = settings.config or kind.config
    try:
        layout = sources.find(config).path
    except ModelNotInstalled as error:
        raise ModelNotInstalled(
            f"A single file needs the small configuration of {config} beside it (a few MB). Download it with: "
            f"{sources.install_command(config)} --configuration-only"
        ) from error
    try:
        pipeline = getattr(diffusers, kind.pipeline).from_single_file(
            str(source.path),
            config=str(layout),
            torch_dtype=dtype_for(machine, family(kind.pipeline)),
            local_files_only=True,
        )
    except NotImplementedError as error:  # what the file lacks is nowhere, and cannot be given its precision
        raise BadInput(f"{source.title} is not whole: some of its weights are missing. {_AGAIN}") from error
    except (OSError, ValueError, AttributeError, RuntimeError, KeyError) as error:
        raise ModelFailed(f"{source.title} could not be loaded: {_first_line(error)}") from error
    if any(weight.is_meta for part in networks(pipeline).values() for weight in part.parameters()):
        raise BadInput(f"{source.title} is not whole: some of its weights are missing. {_AGAIN}")
    return pipeline


def settle(studio: Studio, weight_bytes: int) -> None:
    """Moves the pipeline to its device, laid out for speed; moves its parts in and out where they do not all fit."""
    import torch

    pipeline, machine = studio.pipeline, studio.machine
    pipeline.set_progress_bar_config(disable=True)
    studio.scheduler = pipeline.scheduler
    for name in ("unet", "vae", "controlnet"):
        if (part := getattr(pipeline, name, None)) is not None and machine.device != "cpu":
            part.to(memory_format=torch.channels_last)
    if (vae := getattr(pipeline, "vae", None)) is not None and hasattr(vae, "enable_slicing"):
        vae.enable_slicing()  # one picture at a time: a batch's memory is for its steps
    # what the steps themselves take comes on top of the weights
    if machine.offloads and weight_bytes * 1.3 + 2 * 1024**3 > machine.memory_bytes:
        studio.offload()
    else:
        pipeline.to(machine.device)
    if machine.compiles:
        core_of(pipeline).compile(mode="reduce-overhead" if machine.device == "cuda" else "default")


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]


def _hush() -> None:
    """What these libraries say of themselves is no news to an author."""
    from diffusers.utils import logging as of_diffusers
    from transformers.utils import logging as of_transformers

    of_diffusers.set_verbosity_error()
    of_transformers.set_verbosity_error()
    of_diffusers.disable_progress_bar()
    of_transformers.disable_progress_bar()
    logging.getLogger("accelerate").setLevel(logging.ERROR)
