"""What the command line shows on a terminal: progress bars and tables."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Column, Table

from storyvid.doctor import Diagnosis
from storyvid.gc import Why
from storyvid.unattended import Tell
from storyvid.workshop import Status

_NAMES = 3


@contextmanager
def progress_shown() -> Iterator[Tell]:
    """A bar for each stage on standard error where that is a terminal, nothing elsewhere."""
    columns = (
        TextColumn("{task.description:<10}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[detail]}", style="dim"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as bars:
        tasks: dict[str, int] = {}

        def tell(what: str, share: float, status: Status) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=1.0, detail="")
            detail = ", ".join(f"{count} {kind}" for kind, count in status.made.items() if count)
            bars.update(tasks[what], completed=share, detail=detail)  # type: ignore[arg-type]

        yield tell


def show_cast(characters: list[dict]) -> None:
    """The characters as a table: name, what they are where that is told, how often, and their first mentions."""
    typed = any("type" in character for character in characters)
    first = Column("First", no_wrap=True, overflow="ellipsis")
    columns = ("Character", "Type", "Mentions", first) if typed else ("Character", "Mentions", first)
    table = Table(*columns, title="Cast", title_justify="left")
    for character in characters:
        said = ", ".join(dict.fromkeys(" ".join(mention["text"].split()) for mention in character["mentions"]))
        kind = f"{character['type']}{', walk-on' if character['minor'] else ''}" if typed else ""
        row = (escape(character["name"]), kind, str(len(character["mentions"])), escape(said[:80]))
        table.add_row(*(row if typed else (row[0], *row[2:])))
    Console().print(table)


def show_diagnosis(found: Diagnosis) -> None:
    """What the doctor found, engines first."""
    console = Console()
    console.print(f"storyvid {found.storyvid}, Python {found.python}, {found.system}")
    table = Table("Kind", "Engine", "Here", "To add it")
    for engine in found.engines:
        state = "ready" if engine.ready else f"missing: {', '.join(engine.missing)}"
        table.add_row(engine.kind, engine.title, state, escape(engine.install))
    console.print(table)
    for finding in found.findings:
        console.print(f"{'ok ' if finding.ok else 'BAD'} {finding.what}: {finding.found} {finding.remedy}".rstrip())
    console.print(", ".join(f"{name} {number or '(not installed)'}" for name, number in found.packages.items()))


def show_why(answer: Why) -> None:
    """What an asset was made from, and what needs it."""
    console = Console()
    console.print(f"{answer.key}", style="bold")
    console.print(answer.recipe)
    console.print(f"{answer.path}, {answer.size_bytes:,} bytes, sha256 {answer.sha256}")
    for title, names in (
        ("made from", answer.made_from),
        ("needed by", answer.needed_by),
        ("kept for", answer.kept_for),
    ):
        console.print(f"{title}: {', '.join(names) or 'nothing'}")
