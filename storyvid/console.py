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

_NARROW, _WIDE = 70, 120  # columns of the terminal below which the bar, and the counts beside it, are left out


@contextmanager
def progress_shown() -> Iterator[Tell]:
    """A bar for each stage on standard error where that is a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description:<10}"),
        *(() if console.width < _NARROW else (BarColumn(),)),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        *(() if console.width < _WIDE else (TextColumn("{task.fields[detail]}", style="dim"),)),
    )
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
    name, often = Column("Character", min_width=9), Column("Mentions", min_width=8)
    columns = (name, "Type", often, first) if typed else (name, often, first)
    table = Table(*columns, title="Cast", title_justify="left")
    for character in characters:
        said = ", ".join(dict.fromkeys(" ".join(mention["text"].split()) for mention in character["mentions"]))
        kind = f"{character['type']}{', walk-on' if character['minor'] else ''}" if typed else ""
        row = (escape(character["name"]), kind, str(len(character["mentions"])), escape(said[:80]))
        table.add_row(*(row if typed else (row[0], *row[2:])))
    Console().print(table)


def show_diagnosis(found: Diagnosis) -> None:
    """What the doctor found, engines first; commands stand whole on lines of their own, to be copied."""
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"storyvid {found.storyvid}, Python {found.python}, {found.system}")
    for engine in found.engines:
        state = "ready" if engine.ready else f"missing: {', '.join(engine.missing)}"
        console.print(f"{'ok ' if engine.ready else '-  '} {engine.kind}: {escape(engine.title)}, {escape(state)}")
        if engine.install:
            console.print(f"      {escape(engine.install)}")
    for finding in found.findings:
        console.print(f"{'ok ' if finding.ok else 'BAD'} {escape(finding.what)}: {escape(finding.found)}")
        if finding.remedy:
            console.print(f"      {escape(finding.remedy)}")
    console.print(", ".join(f"{name} {number or '(not installed)'}" for name, number in found.packages.items()))


def show_why(answer: Why) -> None:
    """What an asset was made from, and what needs it."""
    console = Console(soft_wrap=True, highlight=False)
    console.print(answer.key, style="bold")
    console.print(escape(str(answer.recipe)))
    console.print(f"{escape(str(answer.path))}, {answer.size_bytes:,} bytes, sha256 {answer.sha256}")
    for title, names in (
        ("made from", answer.made_from),
        ("needed by", answer.needed_by),
        ("kept for", answer.kept_for),
    ):
        console.print(f"{title}: {escape(', '.join(names)) or 'nothing'}")
