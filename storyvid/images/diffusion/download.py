"""Downloads: what of a model is fetched is listed first, then fetched from the hub and looked at; never a pickle."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from storyvid.errors import BadInput, Cancelled, ModelNotInstalled
from storyvid.images.diffusion import previews, sources
from storyvid.images.diffusion.presets import PRESETS

_KEPT = (".safetensors", ".json", ".txt", ".model", ".jinja")  # as weights.py keeps of what an author brings
_NOT = ("non_ema", "openvino", "onnx", "flax", ".msgpack")
# models that are not whole pipelines: what of them is used
_FILES: dict[str, tuple[str, ...]] = {
    "h94/IP-Adapter": (
        "models/ip-adapter_sd15.safetensors",
        "sdxl_models/ip-adapter_sdxl_vit-h.safetensors",
        "models/image_encoder/config.json",
        "models/image_encoder/model.safetensors",
    )
} | {name: ("config.json", "diffusion_pytorch_model.safetensors") for name in previews.DECODERS.values()}
_FILES |= {preset.settings.lora: (preset.settings.lora_file,) for preset in PRESETS if preset.settings.lora}


@dataclass(frozen=True, kw_only=True)
class Download:
    """What would be fetched: files of one commit, and their size."""

    name: str
    revision: str
    commit: str
    files: tuple[str, ...]
    bytes: int

    def __str__(self) -> str:
        return f"{self.name}, {len(self.files)} files, {self.bytes / 1e9:.1f} GB, revision {self.commit[:12]}"


def planned(
    name: str, revision: str = "main", *, configuration_only: bool = False, endpoint: str | None = None
) -> Download:
    """What a download would bring.

    Raises ModelNotInstalled where the hub cannot be reached or the model is not to be had, BadInput for a model
    without safetensors.
    """
    from huggingface_hub import HfApi

    with _hub_errors(name):
        about = HfApi(endpoint=endpoint).model_info(name, revision=revision, files_metadata=True)
    sizes = {file.rfilename: file.size or 0 for file in about.siblings or ()}
    files = wanted(name, tuple(sizes), configuration_only=configuration_only)
    return Download(
        name=name, revision=revision, commit=about.sha or "", files=files, bytes=sum(sizes[file] for file in files)
    )


def wanted(name: str, files: tuple[str, ...], *, configuration_only: bool = False) -> tuple[str, ...]:
    """Of a model's files those that are used: safetensors in half precision where there are, and configurations.

    Raises BadInput where nothing of it can be used.
    """
    if name in _FILES:
        return tuple(file for file in files if file in _FILES[name])
    kept = [file for file in files if file.endswith(_KEPT) and not any(mark in file for mark in _NOT)]
    if "model_index.json" not in kept:
        if "config.json" in kept:  # a ControlNet
            return tuple(file for file in kept if "/" not in file and _of_variant(file, kept))
        raise BadInput(f"{name} is no whole model. Bring a LoRA or a checkpoint as a file instead.")
    weights = [file for file in kept if file.endswith(".safetensors") and "/" in file and _of_variant(file, kept)]
    if configuration_only:
        weights = []
    elif not weights:
        raise BadInput(f"{name} has no safetensors files. storyvid loads no pickles; look for another edition.")
    return tuple([file for file in kept if not file.endswith(".safetensors")] + weights)


def fetch(download: Download, *, endpoint: str | None = None) -> sources.Source:
    """Fetches, looks at every file, and gives the source; what was fetched before is not fetched again.

    Raises as `planned` and `sources.checked` do.
    """
    from huggingface_hub import snapshot_download

    with _hub_errors(download.name):
        folder = snapshot_download(
            download.name, revision=download.revision, allow_patterns=list(download.files), endpoint=endpoint
        )
    source = sources.Source(path=Path(folder), revision=Path(folder).name)
    for file in sources.weight_files(source.path):
        sources.read_header(file)
    return source


def install(
    name: str,
    revision: str = "main",
    *,
    agreed: Callable[[], bool],
    say: Callable[[str], None],
    configuration_only: bool = False,
    endpoint: str | None = None,
) -> None:
    """Says what would come, asks, and fetches it. Raises Cancelled where it is not agreed to."""
    download = planned(name, revision, configuration_only=configuration_only, endpoint=endpoint)
    say(str(download))
    if not agreed():
        raise Cancelled("Nothing was downloaded.")
    source = fetch(download, endpoint=endpoint)
    say(f"Ready: {name} at revision {source.revision}.")


def names_for(preset: str, model: str) -> tuple[tuple[str, str], ...]:
    """The (name, revision) of what to download for a preset, or for one model `name` or `name@revision`.

    Raises BadInput for no such preset.
    """
    if model:
        name, _, revision = model.partition("@")
        return ((name, revision or "main"),)
    found = next((one for one in PRESETS if one.name == (preset or PRESETS[0].name)), None)
    if found is None:
        raise BadInput(f'No preset "{preset}". There are: {", ".join(one.name for one in PRESETS)}.')
    return tuple((name, "main") for name in found.downloads)


def _of_variant(file: str, files: list[str]) -> bool:
    """Whether the file is the edition to take: half precision where its folder has it."""
    folder = PurePosixPath(file).parent
    halves = [other for other in files if ".fp16." in other and PurePosixPath(other).parent == folder]
    return not file.endswith(".safetensors") or not halves or file in halves


def _unreachable() -> tuple[type[Exception], ...]:
    """What the hub's transport raises; the library changed it from httpx to httpx2."""
    names = (name for name in ("httpx2", "httpx") if find_spec(name))
    return tuple(import_module(name).HTTPError for name in names)


@contextmanager
def _hub_errors(name: str) -> Iterator[None]:
    """What the hub's library raises, in our words."""
    from huggingface_hub.errors import (
        GatedRepoError,
        HfHubHTTPError,
        HFValidationError,
        LocalEntryNotFoundError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    lost: tuple[type[Exception], ...] = (HfHubHTTPError, LocalEntryNotFoundError, OSError, *_unreachable())
    try:
        yield
    except GatedRepoError as error:
        raise ModelNotInstalled(
            f"{name} asks for a sign-in: accept its terms at huggingface.co/{name}, then set HF_TOKEN."
        ) from error
    except (RepositoryNotFoundError, RevisionNotFoundError, HFValidationError) as error:
        raise ModelNotInstalled(f"The hub has no {name} of that revision. Check the name.") from error
    except lost as error:
        said = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ModelNotInstalled(
            f"{name} could not be downloaded: {said}. Is the network there? Try again; what came already is kept."
        ) from error
