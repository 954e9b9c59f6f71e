"""The settings of this machine: what engines are asked for by default, where they answer, the cap; never a key."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from storyvid import files
from storyvid.engines import ENGINES, Plain, checked
from storyvid.errors import BadInput, Conflict
from storyvid.recipes import Options

SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the author has set on this machine; what is not set has its default."""

    cap_millionths: int = 5_000_000  # of a dollar, for paid calls of one calendar month
    engines: tuple[tuple[str, Options], ...] = ()

    def of(self, engine: str) -> dict[str, Plain]:
        """Every field of an engine with its value; nothing for an engine without fields."""
        held = dict(dict(self.engines).get(engine, ()))
        return {field.name: held.get(field.name, field.default) for field in ENGINES.get(engine, ())}

    def with_values(self, engine: str, **values: Plain) -> "Settings":
        """The settings with some values of an engine changed. Raises BadInput for what a field cannot hold."""
        fields = {field.name: field for field in ENGINES.get(engine, ())}
        held = dict(dict(self.engines).get(engine, ()))
        for name, value in values.items():
            if name not in fields:
                raise BadInput(f'{engine} has no setting "{name}". It has: {", ".join(fields)}.')
            held[name] = checked(fields[name], value)
        kept = {name: value for name, value in held.items() if value != fields[name].default}
        engines = {**dict(self.engines), engine: tuple(sorted(kept.items()))}
        return replace(self, engines=tuple(sorted((name, options) for name, options in engines.items() if options)))


def default_options(engine: str, settings: Settings | None = None) -> Options:
    """What a recipe for the engine holds besides its words: every field that goes into recipes, sorted by name.

    `engine` is a name with or without its revision; empty for engines without such fields.
    """
    short = engine.partition("@")[0]
    values = (settings or read()).of(short)
    fields = [field for field in ENGINES.get(short, ()) if field.goes == "recipe"]
    return tuple(sorted((field.name, values[field.name]) for field in fields))


def option(options: Options, engine: str, name: str, settings: Settings | None = None) -> Plain:
    """A recipe's own option, else what the settings say."""
    held = dict(options)
    return held[name] if name in held else (settings or read()).of(engine)[name]


def home() -> Path:
    """Where this machine's settings, workflows and ledger are: STORYVID_HOME, else the user's data folder."""
    from platformdirs import user_data_path

    chosen = os.environ.get("STORYVID_HOME")
    return Path(chosen).expanduser() if chosen else user_data_path("storyvid", appauthor=False)


def read(folder: Path | None = None) -> Settings:
    """The settings of this machine; a missing or damaged file counts as none set."""
    try:
        held = json.loads(((folder or home()) / "settings.json").read_bytes())
        return _settings(held)
    except (OSError, ValueError):
        return Settings()


def change(edit: Callable[[Settings], Settings], folder: Path | None = None) -> Settings:
    """Reads, edits and writes the settings, one process at a time. Raises BadInput, NoRoom, Conflict."""
    there = files.make_folder(folder or home())
    try:
        with FileLock(there / ".settings.lock", timeout=10):
            edited = edit(read(there))
            engines = {name: dict(options) for name, options in edited.engines}
            held = {"schema": SCHEMA, "cap_millionths": edited.cap_millionths, "engines": engines}
            files.write_text(there / "settings.json", json.dumps(held, ensure_ascii=False, indent=2))
            return edited
    except Timeout as error:
        raise Conflict("Another storyvid has kept the settings for 10 seconds. Try again.") from error


def with_cap(settings: Settings, millionths: int) -> Settings:
    """The settings with another cap. Raises BadInput for less than nothing."""
    if millionths < 0:
        raise BadInput("A spending cap is 0 or more. With 0 nothing is paid for.")
    return replace(settings, cap_millionths=int(millionths))


def _settings(held: object) -> Settings:
    if not isinstance(held, dict) or held.get("schema") != SCHEMA:
        return Settings()
    cap = held.get("cap_millionths")
    settings = Settings(cap_millionths=cap) if type(cap) is int and cap >= 0 else Settings()
    engines = held.get("engines")
    for engine, values in engines.items() if isinstance(engines, dict) else ():
        for name, value in values.items() if isinstance(values, dict) else ():
            try:
                settings = settings.with_values(engine, **{name: value})
            except BadInput:
                continue  # a value of another version: its default is better than no settings at all
    return settings
