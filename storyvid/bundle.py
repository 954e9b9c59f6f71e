"""Project bundles: a zip with a manifest, out of one shelf and into another."""

import hashlib
import json
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from storyvid import __version__, files
from storyvid.errors import BadInput, NewerProject
from storyvid.gc import roots
from storyvid.needs import with_needs
from storyvid.project import Project
from storyvid.recipes import key_of, suffix_of
from storyvid.store import Store
from storyvid.story import from_json, to_json
from storyvid.wanted import WantedFile

FORMAT, SCHEMA = "storyvid-bundle", 1
MOST_FILES = 50_000
MOST_BYTES = 4 * 1024**3
MOST_RATIO = 200  # JSON shrinks twentyfold; what shrinks more is made to
_MANIFEST_BYTES = 16 * 1024**2
_CHUNK = 1024**2
_NAMES = re.compile(r"story\.json|assets/([0-9a-f]{2})/\1[0-9a-f]{38}\.[a-z0-9]{1,5}|orders/[0-9a-f]{16}\.json")


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One file as the manifest lists it."""

    bytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """manifest.json: what wrote the bundle, and every other file in it."""

    format: str
    schema: int
    storyvid: str
    title: str
    files: dict[str, Listed]


def export(project: Project, out: Path, *, takes: bool = False) -> Path:
    """Writes the project as a zip: the story, what it picked, and the films of it; with `takes` every take too.

    Raises NoRoom; a file that was there stays until the new one is whole.
    """
    content = {"story.json": to_json(project.story).encode()}
    paths = dict(_assets(project, takes=takes)) | dict(_orders(project))
    listed = {name: _listed_bytes(text) for name, text in content.items()}
    listed |= {name: _listed_file(path) for name, path in paths.items()}
    manifest = Manifest(format=FORMAT, schema=SCHEMA, storyvid=__version__, title=project.story.title, files=listed)
    content["manifest.json"] = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
    files.make_folder(out.parent)
    part = files.part_of(out)
    with files.making_room(out):
        try:
            _zip(part, content, paths)
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
    return out


def unpack(bundle: Path | BinaryIO, folder: Path) -> Project:
    """The project in a bundle, put into a folder that is not there yet: all of it, or nothing.

    Raises BadInput for what is no bundle, is damaged or passes a limit, NewerProject, NoRoom.
    """
    files.make_folder(folder.parent)
    staging = files.part_of(folder)
    try:
        with zipfile.ZipFile(bundle) as zipped, files.making_room(folder):
            manifest = _checked(zipped)
            for name, listed in manifest.files.items():
                _extract(zipped, name, listed, staging / name)
        _settle(staging)
        staging.rename(folder)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, ValueError, zlib.error) as error:
        raise BadInput(f"This is not a whole zip file ({error}). Export the project again, then bring it.") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Project.open(folder)


def _assets(project: Project, *, takes: bool) -> Iterator[tuple[str, Path]]:
    held = [recipe for reason, recipes in roots(project) if not reason.startswith("undo") for recipe in recipes]
    wanted = {key_of(recipe) for top in held for recipe in with_needs(top)}
    for key in sorted(project.store.keys()):
        if takes or key in wanted:
            for path in sorted((project.store.folder / key[:2]).glob(f"{key}.*")):
                yield f"assets/{key[:2]}/{path.name}", path


def _orders(project: Project) -> Iterator[tuple[str, Path]]:
    for name, order in WantedFile(project.folder).orders().items():
        if order.state == "made" and order.story == project.story:
            yield f"orders/{name}.json", project.folder / "orders" / f"{name}.json"


def _zip(out: Path, content: dict[str, bytes], paths: dict[str, Path]) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, strict_timestamps=False) as zipped:
        for name, text in content.items():
            zipped.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)  # dated 1980: the same bytes each time
        for name, path in paths.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED if path.suffix in (".json", ".wav") else zipfile.ZIP_STORED
            entry.file_size = path.stat().st_size
            with path.open("rb") as source, zipped.open(entry, "w") as target:
                shutil.copyfileobj(source, target, _CHUNK)
    files.sync(out)


def _checked(zipped: zipfile.ZipFile) -> Manifest:
    """The manifest, once the zip's directory has nothing in it that a bundle would not have."""
    entries = zipped.infolist()
    if len(entries) > MOST_FILES:
        raise BadInput(f"The bundle has {len(entries)} files; the limit is {MOST_FILES}.")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise BadInput(f"The bundle unpacks to more than {MOST_BYTES // 1024**3} GB, which is the limit.")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise BadInput("The bundle has two files of one name; storyvid makes no such bundle.")
    for entry in entries:
        _check_entry(entry)
    manifest = _manifest(zipped)
    if set(manifest.files) != set(names) - {"manifest.json"}:
        raise BadInput("The bundle's manifest does not list what is in it. Export the project again, then bring it.")
    if "story.json" not in manifest.files:
        raise BadInput("The bundle has no story in it.")
    return manifest


def _check_entry(entry: zipfile.ZipInfo) -> None:
    mode = entry.external_attr >> 16
    if entry.filename != "manifest.json" and not _NAMES.fullmatch(entry.filename):
        raise BadInput(f"The bundle has a file {entry.filename[:80]!r}, which no project has.")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG) or entry.flag_bits & 0x1:
        raise BadInput(f"The bundle's {entry.filename} is a link or encrypted; storyvid makes no such bundle.")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadInput(f"The bundle's {entry.filename} is packed in a way that storyvid never packs.")
    if entry.file_size > _CHUNK and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
        raise BadInput(f"The bundle's {entry.filename} unpacks to more than {MOST_RATIO} times its size.")


def _manifest(zipped: zipfile.ZipFile) -> Manifest:
    from pydantic import TypeAdapter, ValidationError

    try:
        with zipped.open("manifest.json") as file:
            text = file.read(_MANIFEST_BYTES)
    except KeyError as error:
        raise BadInput("The zip has no manifest.json: it is not a storyvid bundle.") from error
    try:
        manifest = TypeAdapter(Manifest).validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise BadInput(f"The bundle's manifest is damaged: {place}: {first['msg']}.") from error
    if manifest.format != FORMAT:
        raise BadInput("The zip is not a storyvid bundle.")
    if manifest.schema > SCHEMA:
        raise NewerProject("The bundle was written by a newer storyvid. Update storyvid, then import it again.")
    return manifest


def _extract(zipped: zipfile.ZipFile, name: str, listed: Listed, path: Path) -> None:
    """Unpacks one file; what the directory says of sizes is not believed, so bytes are counted as they come."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), listed.bytes
    with zipped.open(name) as source, path.open("wb") as target:
        while chunk := source.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                break
            digest.update(chunk)
            target.write(chunk)
    if left != 0 or digest.hexdigest() != listed.sha256:
        raise BadInput(f"The bundle's {name} is not what its manifest says. Export the project again, then bring it.")


def _settle(staging: Path) -> None:
    """Makes the unpacked files a project: every asset must have its note, and be the recipe's that it says."""
    store = Store(staging / "assets")
    for path in (staging / "assets").glob("*/*"):
        note = store.note(path.stem)
        if key_of(note.recipe) != path.stem or path.suffix not in (".json", suffix_of(note.recipe)):
            raise BadInput(f"The bundle's {path.name} is not the asset that its note describes.")
    if damage := next(store.verify(), None):
        raise BadInput(f"The bundle's asset {damage.key} is damaged: {damage.reason}.")
    story = from_json((staging / "story.json").read_text("utf-8"))
    (staging / "story.json").unlink()
    Project.create(staging, story, label="Import")


def _listed_bytes(content: bytes) -> Listed:
    return Listed(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())


def _listed_file(path: Path) -> Listed:
    return Listed(bytes=path.stat().st_size, sha256=files.sha256_of(path))
