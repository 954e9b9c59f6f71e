"""Models of the hub's kind that lie on this machine: found by name or folder, told apart by what is in them."""

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

INSTALL = "pip install 'storyvid[diffusion]'"


def can_load() -> bool:
    """Whether the libraries that load such models are here."""
    return bool(find_spec("transformers") and find_spec("torch"))


def folder_of(name: str) -> Path | None:
    """Where a model is that is a folder, or `name` or `name@revision` of the hub's cache; None where it is not whole.

    Whole is a configuration with weights in safetensors: pickled ones, which can run code, do not count.
    """
    folder = Path(name).expanduser()
    found = folder if name and folder.is_dir() else _in_cache(name)
    return found if found and (found / "config.json").exists() and any(found.glob("*.safetensors")) else None


def full_name(name: str) -> str:
    """`name@revision` of a model that is here whole; empty for one that is not.

    A folder goes by its last name and the SHA-256 of its configuration and of the sizes of its weights.
    """
    folder = folder_of(name)
    if folder is None:
        return ""
    if Path(name).expanduser().is_dir():
        return f"{folder.name}@{_print_of(folder)}"
    return f"{name.partition('@')[0]}@{folder.name[:12]}"


def download_command(name: str) -> str:
    """The one command that brings a model of the hub to this machine."""
    short, _, revision = name.partition("@")
    return f"hf download {short}" + (f" --revision {revision}" if revision else "")


def _in_cache(name: str) -> Path | None:
    """The snapshot of a model that the hub's own tools have put on this machine."""
    if not name or not find_spec("huggingface_hub"):
        return None
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    short, _, revision = name.partition("@")
    try:
        found = try_to_load_from_cache(short, "config.json", revision=revision or None)
    except HFValidationError:
        return None
    return Path(found).parent if isinstance(found, str) else None


def _print_of(folder: Path) -> str:
    sizes = [f"{file.name} {file.stat().st_size}" for file in sorted(folder.glob("*.safetensors"))]
    return sha256((folder / "config.json").read_bytes() + "\n".join(sizes).encode()).hexdigest()[:12]
