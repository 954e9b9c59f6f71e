"""Where the time goes when the sample story becomes a film: `python benchmarks/make_film.py [--takes 1] [--runs 1]`.

Fifteen takes a scene are a hundred and twenty pictures, half a minute of work for two cores: a film with them, from
nothing, three times and in both qualities takes several minutes.  Each run is told of as it ends.
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import get_args

from rich.console import Console
from rich.table import Table

from storyvid.recipes import Quality
from storyvid.samples import TEXT, asset
from storyvid.unattended import make_film
from storyvid.wishes import Wishes

KINDS = ("image", "speech", "music", "clip", "join", "soundtrack")


def measured(takes: int, quality: Quality) -> dict[str, float]:
    """Seconds of work by kind for one film from nothing, `wall`, `cpu` and `again` (nothing left to make) included."""
    with tempfile.TemporaryDirectory() as folder:
        out, project = Path(folder) / "film.mp4", Path(folder) / "project"
        source, wishes = asset(TEXT), Wishes(takes=takes)
        began, used = time.perf_counter(), cpu_s()
        report = make_film(source, out, project, wishes, quality=quality, tell=lambda *_: None)
        first, cpu = time.perf_counter() - began, cpu_s() - used
        began = time.perf_counter()
        make_film(source, out, project, wishes, quality=quality, tell=lambda *_: None)
        again = time.perf_counter() - began
        return {**report.seconds, "wall": first, "cpu": cpu, "again": again, "film": report.duration_ms / 1000}


def cpu_s() -> float:
    """Of this process and of its children that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--takes", type=int, default=1)
    arguments.add_argument("--runs", type=int, default=1)
    arguments.add_argument("--quality", choices=get_args(Quality), nargs="+", default=list(get_args(Quality)))
    chosen = arguments.parse_args()
    console = Console(width=140)
    table = Table("quality", *KINDS, "wall s", "CPU s", "again s", "film s", "film/wall")
    for quality in chosen.quality:
        runs = []
        for number in range(1, chosen.runs + 1):
            runs.append(measured(chosen.takes, quality))
            console.print(f"{quality}, run {number} of {chosen.runs}: {runs[-1]['wall']:.1f} s")
        middle = {name: median(run.get(name, 0.0) for run in runs) for name in runs[0]}
        cells = [f"{middle.get(kind, 0.0):.1f}" for kind in (*KINDS, "wall", "cpu")]
        ratio = f"{middle['film'] / middle['wall']:.2f}x"
        table.add_row(quality, *cells, f"{middle['again']:.2f}", f"{middle['film']:.1f}", ratio)
    console.print(table)


if __name__ == "__main__":
    main()
