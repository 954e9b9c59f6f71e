"""What a reader downloads before it can run: explained, then fetched by the official installers."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import invalidate_caches
from importlib.util import find_spec

from storyvid.errors import ModelNotInstalled, UnknownName
from storyvid.reading.coref.coreferee_models import LANGUAGES

Run = Callable[[Sequence[str]], int]
"""Runs a command, a list of arguments, and gives its exit code."""

_SPACY = {
    "en": ("en_core_web_lg", 400),
    "de": ("de_core_news_lg", 540),
    "fr": ("fr_core_news_lg", 545),
    "pl": ("pl_core_news_lg", 550),
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One download: what it brings, about how much, from where, and the official command that fetches it."""

    what: str
    about_mb: int
    source: str
    command: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.what}, about {self.about_mb} MB from {self.source}"


def coreferee_steps(language: str, *, python: str = sys.executable) -> tuple[Step, ...]:
    """spaCy's large model and coreferee's own, for this interpreter.  Raises UnknownName for another language."""
    if language not in LANGUAGES:
        raise UnknownName(f'coreferee has no models for "{language}". It has: {", ".join(LANGUAGES)}.')
    model, size = _SPACY[language]
    return (
        Step(
            what=f"spaCy’s model {model}",
            about_mb=size,
            source="github.com/explosion/spacy-models",
            command=(python, "-m", "spacy", "download", model),
        ),
        Step(
            what=f"coreferee’s models for “{language}”",
            about_mb=100,
            source="github.com/richardpaulhudson/coreferee",
            command=(python, "-m", "coreferee", "install", language),
        ),
    )


def fetch(
    steps: Sequence[Step], *, run: Run | None = None, needs: Sequence[str] = ("spacy", "coreferee", "pip")
) -> None:
    """Runs the steps in order; both installers call pip.

    Raises ModelNotInstalled where a module they need is missing or a command fails, with what to do.
    """
    missing = [module for module in needs if find_spec(module) is None]
    if missing:
        extras = "'storyvid[coreferee]'" if set(missing) - {"pip"} else ""
        names = " ".join(filter(None, (extras, "pip" if "pip" in missing else "")))
        raise ModelNotInstalled(f"The installers need {', '.join(missing)}. Add it with: uv pip install {names}")
    for step in steps:
        code = (run or _run)(step.command)
        if code:
            raise ModelNotInstalled(
                f"{step.what} could not be installed (exit code {code}; what the installer said stands above). "
                f"It comes from {step.source}: is the network there? Then try again, or run: {' '.join(step.command)}"
            )
    invalidate_caches()  # what was just installed is seen by this process


def _run(command: Sequence[str]) -> int:
    try:
        return subprocess.run(list(command), check=False).returncode
    except OSError as error:
        raise ModelNotInstalled(f"{command[0]} cannot be run: {error.strerror}.") from error
