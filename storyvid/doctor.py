"""What is installed here: engines, ffmpeg, fonts, versions, disk; and the one command for what is missing."""

import platform
import shutil
import sys
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from storyvid import __version__, models
from storyvid.errors import StoryvidError

PACKAGES = (
    "streamlit",
    "moviepy",
    "av",
    "pillow",
    "resvg-py",
    "spacy",
    "coreferee",
    "torch",
    "diffusers",
    "openai",
    "ray",
)
LEAST_FREE_BYTES = 2_000_000_000


@dataclass(frozen=True, kw_only=True)
class Engine:
    """One registered model: whether it can run here, and how to add what it lacks."""

    kind: str
    name: str
    title: str
    ready: bool
    missing: tuple[str, ...]
    install: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing looked at: `ok`, what was found, and what to do when it is not well."""

    what: str
    ok: bool
    found: str
    remedy: str = ""


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """Everything the doctor looked at."""

    storyvid: str
    python: str
    system: str
    engines: tuple[Engine, ...]
    findings: tuple[Finding, ...]
    packages: dict[str, str] = field(default_factory=dict)

    @property
    def healthy(self) -> bool:
        """Whether a film can be made here."""
        return all(finding.ok for finding in self.findings)

    def plain(self) -> dict:
        """The diagnosis as JSON-ready values."""
        return {**asdict(self), "healthy": self.healthy}


def diagnosis(projects: Path) -> Diagnosis:
    """Looks at this machine; `projects` is the folder where projects live."""
    return Diagnosis(
        storyvid=__version__,
        python=sys.version.split()[0],
        system=f"{platform.system()} {platform.machine()}",
        engines=tuple(engines()),
        findings=(_ffmpeg(), _narrator(), _fonts(), _depth(), _disk(projects), _writable(projects)),
        packages={name: _version_of(name) for name in PACKAGES},
    )


def why_not(kind: models.Kind, name: str) -> str:
    """Why a model cannot run here and the one command that changes it; empty for one that can."""
    short = name.partition("@")[0]
    card = next((card for card in models.cards(kind) if card.name == short), None)
    if card is None:
        there = ", ".join(models.installed(kind))
        return f'"{short}" is not installed here. Install the package it came with, or choose another: {there}.'
    if not card.missing:
        return ""
    return f"{card.lacking} Add it with: {card.remedy}"


def engines() -> list[Engine]:
    """Every registered model of every kind."""
    return [
        Engine(
            kind=kind,
            name=card.name,
            title=card.title,
            ready=not card.missing,
            missing=card.missing,
            install=card.remedy if card.missing else "",
        )
        for kind in models.KINDS
        for card in models.cards(kind)
    ]


def _ffmpeg() -> Finding:
    import av

    from storyvid.film import vaapi
    from storyvid.film.hardware import hardware, in_words

    codecs = [name for name in ("libx264", "aac") if name not in av.codecs_available]
    films = f"PyAV {av.__version__}; films are encoded by {in_words(hardware())}"
    return Finding(
        what="video encoder",
        ok=not codecs,
        found=films if not codecs else f"PyAV without {', '.join(codecs)}",
        remedy=vaapi.remedy() if not codecs else "pip install --force-reinstall av",
    )


def _narrator() -> Finding:
    """Whether the embedded voice really loads: its wheel may be broken, or made for another machine."""
    try:
        voices = models.find("speech", "espeak").voices()
    except StoryvidError as error:
        return Finding(what="embedded voice", ok=False, found="it does not load", remedy=str(error))
    return Finding(what="embedded voice", ok=True, found=f"espeak-ng, {len(voices)} voices")


def _fonts() -> Finding:
    from storyvid.film import fonts

    scripts = {
        "Latin": "a",
        "Cyrillic": "ж",
        "Hebrew": "ש",
        "Arabic": "ع",
        "Hindi": "ह",
        "Chinese": "中",
        "Korean": "한",
        "emoji": "🦊",
    }
    drawn = [name for name, char in scripts.items() if fonts.font_for(char)]
    rest = [name for name in scripts if name not in drawn]
    return Finding(
        what="caption fonts",
        ok="Latin" in drawn,
        found=", ".join(drawn) + (f" (no font for {', '.join(rest)})" if rest else ""),
        remedy=" ".join(dict.fromkeys(fonts.missing_glyphs(scripts[name])[scripts[name]] for name in rest)),
    )


def _depth() -> Finding:
    from storyvid.images import depth

    name, lacks = depth.full_name() or depth.chosen(), depth.remedy()
    found = f"{name} is not here: pictures move as one" if lacks else name or "none chosen: pictures move as one"
    # a film can be made without
    return Finding(what="depth model", ok=True, found=found, remedy=lacks)


def _disk(projects: Path) -> Finding:
    there = next(folder for folder in (projects, *projects.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    return Finding(
        what="disk space",
        ok=free >= LEAST_FREE_BYTES,
        found=f"{free / 1e9:.1f} GB free",
        remedy=""
        if free >= LEAST_FREE_BYTES
        else "Free some space, or set STORYVID_PROJECTS to a folder on another disk.",
    )


def _writable(projects: Path) -> Finding:
    try:
        projects.mkdir(parents=True, exist_ok=True)
        probe = projects / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return Finding(
            what="projects folder", ok=False, found=f"{projects}: {error.strerror}", remedy="Set STORYVID_PROJECTS."
        )
    return Finding(what="projects folder", ok=True, found=str(projects))


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
