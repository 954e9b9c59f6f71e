"""Where the time goes when the sample story becomes a film: `python benchmarks/make_film.py --takes 15 --runs 3`."""

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from storyvid.samples import TEXT, asset
from storyvid.unattended import Wishes, make_film


def measured(takes: int, quality: str) -> dict[str, float]:
    """Seconds of work by kind for one film from nothing, `wall` and `again` (nothing left to make) included."""
    with tempfile.TemporaryDirectory() as folder:
        out, project = Path(folder) / "film.mp4", Path(folder) / "project"
        source, wishes = asset(TEXT), Wishes(takes=takes)
        began = time.perf_counter()
        report = make_film(source, out, project, wishes, quality=quality, tell=lambda *_: None)
        first = time.perf_counter() - began
        began = time.perf_counter()
        make_film(source, out, project, wishes, quality=quality, tell=lambda *_: None)
        again = time.perf_counter() - began
        return {**report.seconds, "wall": first, "again": again, "film": report.duration_ms / 1000}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--takes", type=int, default=15)
    arguments.add_argument("--runs", type=int, default=3)
    chosen = arguments.parse_args()
    table = Table(
        "quality",
        *(kinds := ["image", "speech", "music", "clip", "join", "soundtrack"]),
        "wall s",
        "again s",
        "film s",
        "film/wall",
    )
    for quality in ("preview", "final"):
        runs = [measured(chosen.takes, quality) for _ in range(chosen.runs)]
        middle = {name: median(run.get(name, 0.0) for run in runs) for name in {*runs[0]}}
        cells = [f"{middle.get(kind, 0.0):.1f}" for kind in kinds]
        ratio = middle["film"] / middle["wall"]
        table.add_row(
            quality, *cells, f"{middle['wall']:.1f}", f"{middle['again']:.2f}", f"{middle['film']:.1f}", f"{ratio:.2f}x"
        )
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
