"""The files that local voices need: where each is fetched from, what it must hash to, and where it is kept."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from storyvid.errors import ModelNotInstalled, NoRoom, UnknownName
from storyvid.models import Voice

_PIPER = "https://huggingface.co/rhasspy/piper-voices/resolve/v1.0.0/"
_KOKORO = "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0/"
_BLOCK_BYTES = 1 << 20
_TIMEOUT_S = 60
Tell = Callable[[str, int], None]
"""Told the file's name and how many bytes of it have come."""


@dataclass(frozen=True, kw_only=True)
class WeightFile:
    """One file; a download that hashes to anything but `sha256` is thrown away."""

    name: str
    url: str
    sha256: str
    about_mb: int


@dataclass(frozen=True, kw_only=True)
class PiperVoiceCard:
    """A voice of piper that can be installed."""

    voice: Voice
    files: tuple[WeightFile, ...]


def folder(engine: str) -> Path:
    """Where an engine's files are: below STORYVID_VOICES, else the user's data folder."""
    from platformdirs import user_data_path

    chosen = os.environ.get("STORYVID_VOICES", "").strip()
    base = Path(chosen).expanduser() if chosen else user_data_path("storyvid", appauthor=False) / "voices"
    return base / engine


def files_for(engine: str, voice: str = "") -> tuple[WeightFile, ...]:
    """What `storyvid models install ENGINE VOICE` fetches. Raises UnknownName."""
    if engine == "kokoro":
        return KOKORO_FILES
    if engine != "piper":
        raise UnknownName(f'No voices to download for "{engine}". There are: kokoro, piper.')
    if voice not in PIPER_VOICES:
        raise UnknownName(f'No voice "{voice}" to download for piper. There are: {", ".join(sorted(PIPER_VOICES))}.')
    return PIPER_VOICES[voice].files


def missing(engine: str, voice: str = "") -> tuple[WeightFile, ...]:
    """Those of the files that are not there yet."""
    return tuple(file for file in files_for(engine, voice) if not (folder(engine) / file.name).is_file())


def fetch(engine: str, files: tuple[WeightFile, ...], *, tell: Tell | None = None) -> Path:
    """Downloads files into the engine's folder, each checked before it gets its name; returns the folder.

    Raises ModelNotInstalled where a file cannot be had or is not what it should be, NoRoom where it cannot be kept.
    """
    target = folder(engine)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoRoom(
            f"{target} cannot be written ({error.strerror}). Set STORYVID_VOICES to another folder."
        ) from error
    for file in files:
        _fetch_one(file, target / file.name, tell)
    return target


def _fetch_one(file: WeightFile, path: Path, tell: Tell | None) -> None:
    part = path.with_name(path.name + ".part")
    try:
        found = _downloaded(file, part, tell)
        if found != file.sha256:
            raise ModelNotInstalled(
                f"{file.name} from {file.url} is not the file that storyvid knows (its SHA-256 is {found[:12]}…, "
                f"{file.sha256[:12]}… was expected). Nothing was installed. Try again later."
            )
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _downloaded(file: WeightFile, part: Path, tell: Tell | None) -> str:
    """Writes the file; returns the SHA-256 of what came."""
    digest, come = hashlib.sha256(), 0
    try:
        asked = Request(file.url, headers={"User-Agent": "storyvid"})
        with urlopen(asked, timeout=_TIMEOUT_S) as answer, part.open("wb") as out:
            while block := answer.read(_BLOCK_BYTES):
                out.write(block)
                digest.update(block)
                come += len(block)
                if tell:
                    tell(file.name, come)
            out.flush()
            os.fsync(out.fileno())
    except (URLError, TimeoutError, ConnectionError) as error:
        raise ModelNotInstalled(
            f"{file.name} could not be downloaded from {file.url} ({getattr(error, 'reason', error)}). "
            "Is the network there? Then try again."
        ) from error
    except OSError as error:
        raise NoRoom(
            f"{part.parent} cannot take {file.name} ({error.strerror}). Free some space, then try again."
        ) from error
    return digest.hexdigest()


def _piper(name: str, title: str, gender: str, model: str, config: str) -> tuple[str, PiperVoiceCard]:
    language, speaker, quality = name.split("-")
    place = f"{_PIPER}{language[:2]}/{language}/{speaker}/{quality}/{name}.onnx"
    files = (
        WeightFile(name=f"{name}.onnx", url=place, sha256=model, about_mb=63),
        WeightFile(name=f"{name}.onnx.json", url=f"{place}.json", sha256=config, about_mb=1),
    )
    return name, PiperVoiceCard(voice=Voice(name=name, title=title, language=language[:2], gender=gender), files=files)  # type: ignore[arg-type]


KOKORO_FILES = (
    WeightFile(
        name="kokoro-v1.0.onnx",
        url=f"{_KOKORO}kokoro-v1.0.onnx",
        sha256="7d5df8ecf7d4b1878015a32686053fd0eebe2bc377234608764cc0ef3636a6c5",
        about_mb=326,
    ),
    WeightFile(
        name="voices-v1.0.bin",
        url=f"{_KOKORO}voices-v1.0.bin",
        sha256="bca610b8308e8d99f32e6fe4197e7ec01679264efed0cac9140fe9c29f1fbf7d",
        about_mb=28,
    ),
)

PIPER_VOICES = dict(
    (
        _piper(
            "en_US-amy-medium",
            "Amy, English (America)",
            "female",
            "b3a6e47b57b8c7fbe6a0ce2518161a50f59a9cdd8a50835c02cb02bdd6206c18",
            "95a23eb4d42909d38df73bb9ac7f45f597dbfcde2d1bf9526fdeaf5466977d77",
        ),
        _piper(
            "en_GB-alba-medium",
            "Alba, English (Scotland)",
            "female",
            "401369c4a81d09fdd86c32c5c864440811dbdcc66466cde2d64f7133a66ad03b",
            "aa965a2f02ecced632c2694e1fc72bbff6d65f265fab567ca945918c73dd89f4",
        ),
        _piper(
            "en_GB-northern_english_male-medium",
            "Northern English man",
            "male",
            "57a219ae8e638873db7d18893304be5069c42868f392bb95c3ff17f0690d0689",
            "69557ed3d974463453e9b0c09dd99a7ed0e52b8b87b64b357dbeeb2540a97d47",
        ),
        _piper(
            "de_DE-thorsten-medium",
            "Thorsten, German",
            "male",
            "7e64762d8e5118bb578f2eea6207e1a35a8e0c30595010b666f983fc87bb7819",
            "974adee790533adb273a1ac88f49027d2a1b8f0f2cf4905954a4791e79264e85",
        ),
        _piper(
            "fr_FR-siwis-medium",
            "Siwis, French",
            "female",
            "641d1ab097da2b81128c076810edb052b385decc8be3381814802a64a73baf99",
            "39479916c2db192b5ac9764daddd0c744d83e023ad890c6976c0633ae4df8959",
        ),
        _piper(
            "es_ES-davefx-medium",
            "Davefx, Spanish (Spain)",
            "male",
            "6658b03b1a6c316ee4c265a9896abc1393353c2d9e1bca7d66c2c442e222a917",
            "0e0dda87c732f6f38771ff274a6380d9252f327dca77aa2963d5fbdf9ec54842",
        ),
        _piper(
            "it_IT-paola-medium",
            "Paola, Italian",
            "female",
            "6fc918b5a0ea6137382833dddfa567bffbe6a5060c02043c87192ee59c04210c",
            "aea19c0a7fce29fbc359b93f10e7902854401e4c95ae2ea328ae516b15d296cf",
        ),
        _piper(
            "pt_BR-faber-medium",
            "Faber, Portuguese (Brazil)",
            "male",
            "858555e3a064209c57088fe6bd70c4c3dc54d03eaa00c45d5ecaf43a33f95aa7",
            "7e694de195ae3fc36dd732c445eb04fb49b649854893cb5506b978f0d50a1d6f",
        ),
    )
)
