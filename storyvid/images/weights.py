"""The machine's weight files, found by what they hold: one copy per SHA-256, with a small note beside it.

A recipe names trained weights by their SHA-256, never by a path, so a story opens on any machine and says what it
lacks there.  A file is linked where the disk allows it and copied where not.
"""

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, cast

from storyvid import files
from storyvid.errors import BadInput, ModelNotInstalled, NoRoom
from storyvid.images.safetensors_file import read_header

FOLDER = "STORYVID_WEIGHTS"  # the environment variable that puts the weights elsewhere
# of a checkpoint's folder: weights, configurations, vocabularies, and how a language model is spoken to
_KEPT = (".safetensors", ".json", ".txt", ".model", ".jinja")

Form = Literal["lora", "checkpoint"]


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What is known of one file (or one folder of a checkpoint): its hash, what the author calls it, its use."""

    sha256: str
    title: str
    form: Form
    base: str = ""  # the model that it was trained on, as people name it; empty: not known
    bytes: int = 0
    modified_ns: int = 0


def folder() -> Path:
    """Where the weights are kept: STORYVID_WEIGHTS, else the user's data folder."""
    from platformdirs import user_data_path

    chosen = os.environ.get(FOLDER, "").strip()
    return Path(chosen) if chosen else user_data_path("storyvid", appauthor=False) / "weights"


def add(path: Path, *, title: str = "", form: Form | None = None, base: str = "") -> str:
    """Takes in a .safetensors file, or the folder of a checkpoint; returns its SHA-256.

    Raises BadInput for a file that is not what its name says, NoRoom where the folder cannot be written.
    """
    path = Path(path)
    if path.is_dir():
        return _add_folder(path, title=title, base=base)
    holds = read_header(path).holds
    if form is None:
        if holds not in ("lora", "checkpoint"):
            raise BadInput(f"{path.name} holds neither a LoRA nor a whole model. Choose another file.")
        form = cast(Form, holds)
    sha256 = files.sha256_of(path)
    return _keep(path, f"{sha256}.safetensors", title=title or path.stem, form=form, base=base, sha256=sha256)


def path(sha256: str) -> Path:
    """The file, or a checkpoint's folder, of a SHA-256.

    Raises ModelNotInstalled when it is not on this machine, or is not any more what it was.
    """
    held = _note(sha256)
    found = next((p for p in (folder() / f"{sha256}.safetensors", folder() / sha256) if held and p.exists()), None)
    if held is None or found is None:
        raise ModelNotInstalled(
            f"The trained likeness {sha256[:12]} is not on this machine. Bring its .safetensors file to the "
            f"character it belongs to, or copy {sha256}* into {folder()}."
        )
    if (_bytes_of(found), _modified_ns(found)) != (held.bytes, held.modified_ns) and _sha256(found) != sha256:
        raise ModelNotInstalled(f"“{held.title}” was changed on the disk since it was brought. Bring its file again.")
    return found


def has(sha256: str) -> bool:
    """Whether the weights of a SHA-256 are on this machine."""
    return _note(sha256) is not None and any((folder() / name).exists() for name in (f"{sha256}.safetensors", sha256))


def known() -> list[Weights]:
    """Everything that was brought to this machine, by title."""
    notes = (_note(note.stem) for note in folder().glob("*.json"))
    return sorted((held for held in notes if held and has(held.sha256)), key=lambda held: held.title.lower())


def title_of(sha256: str) -> str:
    """What the author calls the weights; the beginning of their SHA-256 where nobody has called them anything."""
    held = _note(sha256)
    return held.title if held and held.title else sha256[:12]


def _add_folder(path: Path, *, title: str, base: str) -> str:
    kept = _weight_files(path)
    if not (path / "model_index.json").exists() or not kept:
        raise BadInput(f"{path.name} is not a model in the diffusers layout with safetensors weights.")
    for file in kept:
        read_header(file)
    sha256 = _sha256(path)
    return _keep(path, sha256, title=title or path.name, form="checkpoint", base=base, sha256=sha256)


def _keep(source: Path, name: str, *, title: str, form: Form, base: str, sha256: str) -> str:
    kept = folder() / name
    part = folder() / f".{name}.{os.getpid()}.part"
    try:
        folder().mkdir(parents=True, exist_ok=True)
        if not kept.exists():
            _bring(source, part)
            part.rename(kept)  # what has its final name is whole
    except OSError as error:
        raise NoRoom(f"{folder()} cannot be written: {error.strerror}. Set {FOLDER} to another folder.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True) if part.is_dir() else part.unlink(missing_ok=True)
    held = Weights(
        sha256=sha256, title=title, form=form, base=base, bytes=_bytes_of(kept), modified_ns=_modified_ns(kept)
    )
    note = folder() / f".{sha256}.{os.getpid()}.part"
    note.write_text(json.dumps(asdict(held), ensure_ascii=False, indent=1), "utf-8")
    note.rename(folder() / f"{sha256}.json")
    return sha256


def _bring(source: Path, target: Path) -> None:
    if source.is_file():
        return _link(source, target)
    for file in _kept_files(source):
        (target / file.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
        _link(file, target / file.relative_to(source))


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source.resolve(), target)
    except OSError:  # another disk, or one that knows no links
        shutil.copy2(source, target)


def _note(sha256: str) -> Weights | None:
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):  # it becomes a file's name
        return None
    try:
        return Weights(**json.loads((folder() / f"{sha256}.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _weight_files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.safetensors")) if path.is_dir() else [path]


def _kept_files(path: Path) -> list[Path]:
    return sorted(file for file in path.rglob("*") if file.is_file() and file.suffix in _KEPT)


def _sha256(path: Path) -> str:
    """A file's own; of a folder, that over the names and hashes of what is kept of it."""
    if path.is_file():
        return files.sha256_of(path)
    lines = [f"{file.relative_to(path).as_posix()} {files.sha256_of(file)}" for file in _kept_files(path)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _bytes_of(path: Path) -> int:
    return sum(file.stat().st_size for file in _weight_files(path))


def _modified_ns(path: Path) -> int:
    return max(file.stat().st_mtime_ns for file in _weight_files(path))
