"""Which spaCy model reads with coreferee: those installed, against coreferee's own table of versions."""

import os
from configparser import ConfigParser
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, version
from importlib.util import find_spec
from pathlib import Path

from storyvid.errors import ModelNotInstalled

LANGUAGES = ("en", "de", "fr", "pl")
SPACY_MODEL = "STORYVID_SPACY_MODEL"
_SIZES = ("lg", "trf", "md", "sm")  # trf reads little better than lg and takes many times as long without a GPU


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One row of the table: coreferee's model `name` reads with the spaCy model from one version to another."""

    name: str
    model: str  # with the language: "en_core_web_lg"
    from_version: str
    to_version: str

    def fits(self, found: str) -> bool:
        from packaging.version import parse

        return parse(self.from_version) <= parse(found) <= parse(self.to_version)


@cache
def table(language: str) -> tuple[Entry, ...]:
    """What coreferee says it reads with (coreferee/lang/*/config.cfg), best size first, latest version first."""
    spec = find_spec("coreferee")
    folders = (spec.submodule_search_locations if spec else None) or []
    parser = ConfigParser()
    parser.read([Path(folder, "lang", language, "config.cfg") for folder in folders], encoding="utf-8")
    rows = [
        Entry(
            name=name,
            model=f"{language}_{row['model']}",
            from_version=row["from_version"],
            to_version=row["to_version"],
        )
        for name, row in parser.items()
        if "model" in row
    ]
    latest = sorted(rows, key=lambda entry: [int(part) for part in entry.from_version.split(".")], reverse=True)
    return tuple(sorted(latest, key=lambda entry: _rank(entry.model)))


def model_for(language: str) -> str:
    """The spaCy model to read with: the one STORYVID_SPACY_MODEL names, else the best installed one that fits.

    Raises ModelNotInstalled with the one command where spaCy's or coreferee's model is missing or does not fit.
    """
    wanted = os.environ.get(SPACY_MODEL, "").strip()
    known = list(dict.fromkeys(entry.model for entry in table(language)))
    if wanted.startswith(f"{language}_") and wanted not in known:
        raise ModelNotInstalled(
            f"{SPACY_MODEL} is {wanted}, with which coreferee does not read. It reads with: {', '.join(known)}."
        )
    found = {model: held for model in ([wanted] if wanted in known else known) if (held := _version(model))}
    if not found:
        what = wanted if wanted in known else f"spaCy model for “{language}”"
        raise ModelNotInstalled(f"coreferee needs a {what}. {_remedy(language)}")
    fitting = [entry for entry in table(language) if entry.model in found and entry.fits(found[entry.model])]
    if not fitting:
        raise ModelNotInstalled(_unfitting(language, found))
    return _with_its_own_model(language, fitting)


def any_model() -> bool:
    """Whether at least one language can be read here."""
    for language in LANGUAGES:
        with suppress(ModelNotInstalled):
            return bool(model_for(language))
    return False


def _with_its_own_model(language: str, fitting: list[Entry]) -> str:
    package = f"coreferee_model_{language}"
    folder = _installed_folder(package)
    if folder is None:
        raise ModelNotInstalled(f"coreferee’s own model for “{language}” is not installed. {_remedy(language)}")
    for entry in fitting:
        if (folder / entry.name / "model").is_file():
            return entry.model
    raise ModelNotInstalled(
        f"coreferee’s own model for “{language}” is older than {fitting[0].model}. {_remedy(language)}"
    )


def _installed_folder(package: str) -> Path | None:
    """Where an installer put the package; None for a folder of that name that merely lies on the path.

    coreferee's model holds a pickle, which may run code as it loads: only what was installed is read.
    """
    spec = find_spec(package)
    try:
        placed = Path(str(distribution(package).locate_file(package))).resolve()
    except PackageNotFoundError:
        return None
    folders = [Path(folder).resolve() for folder in (spec.submodule_search_locations or [])] if spec else []
    return placed if folders == [placed] else None


def _unfitting(language: str, found: dict[str, str]) -> str:
    model, held = next(iter(found.items()))
    entry = next(entry for entry in table(language) if entry.model == model)
    return (
        f"coreferee {version('coreferee')} reads with {model} {entry.from_version} to {entry.to_version}, and here is "
        f"{held}. Add a fitting one with: python -m spacy download {model}-{entry.from_version} --direct"
    )


def _remedy(language: str) -> str:
    return f"Add it with: storyvid models install coreferee {language}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _rank(model: str) -> int:
    size = model.rpartition("_")[2]
    return _SIZES.index(size) if size in _SIZES else len(_SIZES)
