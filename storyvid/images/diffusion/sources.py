"""Sources: from the name of a model to its files on this machine, looked at before anything of them is loaded."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storyvid.errors import BadInput, ModelNotInstalled
from storyvid.images import weights
from storyvid.images.diffusion.single_files import kind_of
from storyvid.images.safetensors_file import read_header

BROUGHT = "weights:"  # and a SHA-256: what the author brought
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}")
_PICKLES = (".bin", ".ckpt", ".pt", ".pth", ".pkl")


@dataclass(frozen=True, kw_only=True)
class Source:
    """A model's files: a folder in the diffusers layout or a single checkpoint, and which revision they are."""

    path: Path
    revision: str  # the commit on the hub, or the SHA-256 of what was brought
    title: str = ""  # what the author knows it by

    @property
    def is_single(self) -> bool:
        return self.path.is_file()


def find(name: str, revision: str = "main") -> Source:
    """The files of a model by its name on the hub, or by `weights:SHA-256`; never downloads.

    Raises BadInput for what is no name, ModelNotInstalled with the one command that fetches it.
    """
    if name.startswith(BROUGHT):
        sha256 = name.removeprefix(BROUGHT)
        return Source(path=weights.path(sha256), revision=sha256, title=weights.title_of(sha256))
    if not _NAME.fullmatch(name) or ".." in name:
        raise BadInput(f'"{name}" is no name of a model. Names look like stabilityai/sdxl-turbo.')
    folder = _snapshot(name, revision)
    if folder is None:
        raise ModelNotInstalled(
            f"The model {name} is not on this machine. Download it with: {install_command(name, revision)}"
        )
    return Source(path=folder, revision=folder.name, title=name)


def install_command(name: str, revision: str = "main") -> str:
    """The one command that fetches a model."""
    return f"storyvid models install diffusers --model {name}" + (f"@{revision}" if revision != "main" else "")


def is_here(name: str, revision: str = "main") -> bool:
    """Whether the model's files are on this machine."""
    try:
        return bool(list(weight_files(find(name, revision).path)))
    except (BadInput, ModelNotInstalled):
        return False


def checked(source: Source) -> Source:
    """The source, when all of it is safe to load.

    Raises BadInput where a file lies about what it is, where there are pickles only, and where the model would
    bring code of its own.
    """
    if source.is_single:
        read_header(source.path)
        return source
    _check_index(source.path)
    files = list(weight_files(source.path))
    for file in files:
        read_header(file)
    for folder in sorted({file.parent for file in source.path.rglob("*") if file.suffix in _PICKLES}):
        if not any(file.parent == folder for file in files):
            raise BadInput(
                f"{folder.name} of {source.path.name} is stored as pickles, which can run programs when they are "
                "loaded. Choose an edition with .safetensors files."
            )
    if not files:
        raise ModelNotInstalled(f"{source.path.name} has a configuration but no weights. Download the model again.")
    return source


def pipeline_of(source: Source) -> str:
    """The class of a model's pipeline, as its files name it.  Raises BadInput where they name none that is known."""
    if source.is_single:
        return kind_of(read_header(source.path)).pipeline
    return str(_index(source.path)["_class_name"])


def nothing_to_paint_with() -> tuple[str, ...]:
    """Names what is missing where no model at all is on this machine: neither downloaded nor brought."""
    if any(held.form == "checkpoint" for held in weights.known()):
        return ()
    from huggingface_hub import constants

    downloaded = Path(constants.HF_HUB_CACHE).glob("models--*/snapshots/*/model_index.json")
    return () if any(downloaded) else ("a model’s weights",)


def weight_files(path: Path) -> Iterator[Path]:
    """The safetensors files of a source."""
    yield from [path] if path.is_file() else sorted(path.rglob("*.safetensors"))


def bytes_of(source: Source, *, variant: str | None = None) -> int:
    """How many bytes of weights get loaded, of one variant where there are several."""
    files = files_of(source.path, variant=variant)
    if not source.is_single:
        files = [file for file in files if file.parent != source.path]
    return sum(file.stat().st_size for file in files)


def files_of(path: Path, *, variant: str | None = None) -> list[Path]:
    """The safetensors files that get loaded: those of one variant where there are some, else the others."""
    files = list(weight_files(path))
    of_variant = [file for file in files if variant and f".{variant}." in f".{file.name}"]
    return of_variant or files


def variant_of(source: Source) -> str | None:
    """The half-precision edition of the weights where the folder has one: half the reading, the same picture."""
    return "fp16" if not source.is_single and any(source.path.rglob("*.fp16.safetensors")) else None


def _snapshot(name: str, revision: str) -> Path | None:
    """The folder in the hub's cache, by branch, tag or commit.

    The library's own look-up takes a download without the pickles for a broken one.
    """
    from huggingface_hub import constants
    from huggingface_hub.file_download import repo_folder_name

    if ".." in revision or revision.startswith("/"):
        raise BadInput(f'"{revision}" is no revision.')
    cache = Path(constants.HF_HUB_CACHE) / repo_folder_name(repo_id=name, repo_type="model")
    ref = cache / "refs" / revision
    folder = cache / "snapshots" / (ref.read_text("utf-8").strip() if ref.is_file() else revision)
    return folder if revision and folder.is_dir() else None


def _check_index(folder: Path) -> None:
    held = _index(folder)
    parts = {name: part for name, part in held.items() if isinstance(part, list)}
    wanted = held["_class_name"]
    own = [name for name, part in parts.items() if len(part) != 2 or not _is_library(part[0], folder)]
    if own or not isinstance(wanted, str):
        what = ", ".join(own) or str(wanted)
        raise BadInput(f"{folder.name} brings code of its own ({what}), which storyvid does not run. Choose another.")


def _index(folder: Path) -> dict:
    try:
        held = json.loads((folder / "model_index.json").read_text("utf-8"))
        held["_class_name"]
        return dict(held)
    except FileNotFoundError as error:
        raise BadInput(f"{folder.name} has no model_index.json: it is not a model in the diffusers layout.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"model_index.json of {folder.name} is damaged. Download the model again.") from error


def _is_library(name: object, folder: Path) -> bool:
    """Whether a part of a pipeline is of diffusers or transformers, not a program beside the weights."""
    import diffusers

    ours = name in (None, "diffusers", "transformers") or (isinstance(name, str) and hasattr(diffusers.pipelines, name))
    return ours and not (folder / f"{name}.py").exists()
