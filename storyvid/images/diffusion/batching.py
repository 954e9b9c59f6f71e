"""Batches: the largest that fits is found once and remembered, and where memory runs out there is always a next step.

The ladder: fewer at once, then the model's parts moved in and out, then a smaller size, with a notice; then the take
fails.  Noise is drawn per seed, and a batch is filled up to its fixed number, so a take's picture does not depend on
its neighbours: matrices of another shape are multiplied in another order, which shows in half precision.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from storyvid.errors import ModelFailed
from storyvid.images.diffusion.machine import is_out_of_memory

Seed = TypeVar("Seed")
Made = TypeVar("Made")
_SMALLER = (75, 50)  # percent of a side


@dataclass(frozen=True, kw_only=True)
class Rung:
    """How much is asked of the memory."""

    batch: int
    offload: bool = False
    size_percent: int = 100


def below(rung: Rung, *, offloads: bool) -> Rung | None:
    """The next step down the ladder; None at its foot."""
    if rung.batch > 1:
        return replace(rung, batch=rung.batch // 2 if rung.batch > 3 else 1)
    if offloads and not rung.offload:
        return replace(rung, offload=True)
    smaller = next((percent for percent in _SMALLER if percent < rung.size_percent), None)
    return replace(rung, size_percent=smaller) if smaller else None


class Notebook:
    """What fitted on this machine: a small JSON file in the user's cache folder, per device, model and size."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, key: str) -> int | None:
        """The batch that fitted; None when it was not tried yet."""
        found = self._all().get(key)
        return found if isinstance(found, int) and found > 0 else None

    def write(self, key: str, batch: int) -> None:
        """Remembers; a folder that cannot be written only means that it is found again."""
        if self.read(key) == batch:
            return
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            part = self.path.with_name(f".{self.path.name}.{os.getpid()}")
            part.write_text(json.dumps({**self._all(), key: batch}, indent=1, sort_keys=True), "utf-8")
            part.replace(self.path)

    def _all(self) -> dict:
        try:
            held = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return held if isinstance(held, dict) else {}


def notebook() -> Notebook:
    """This machine's."""
    from platformdirs import user_cache_path

    return Notebook(user_cache_path("storyvid", appauthor=False) / "diffusion-batches.json")


def in_batches(
    seeds: Sequence[Seed],
    paint: Callable[[Sequence[Seed], Rung], list[Made]],
    *,
    most: int,
    offloads: bool,
    remembered: Notebook,
    key: str,
    tidy: Callable[[], None],
) -> Iterator[Made | ModelFailed]:
    """What `paint` makes of each seed, in order; a ModelFailed in place of the one that fits on no rung.

    `paint` gets exactly as many seeds as the rung's batch, the last ones again where there are fewer.
    """
    rung = Rung(batch=min(most, remembered.read(key) or most))
    at = 0
    while at < len(seeds):
        now = list(seeds[at : at + rung.batch])
        try:
            made = paint([*now, *[now[-1]] * (rung.batch - len(now))], rung)
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            tidy()
            lower = below(rung, offloads=offloads)
            if lower is None:
                yield _no_room()
                at += 1
                continue
            rung = lower
            continue
        remembered.write(key, rung.batch)
        yield from made[: len(now)]
        at += len(now)


def _no_room() -> ModelFailed:
    return ModelFailed(
        "There was not enough memory for this picture, not even at half its size. Close other programs that paint, "
        "or choose a smaller model, then retry."
    )
