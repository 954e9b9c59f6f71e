"""Kept stages: what was prepared of a shot's picture, on disk, for the clips and joins that show it in other processes.

Preparing a layered picture takes as long as drawing a second or more of it.  What is kept is no asset: it may be gone
at any time, and is the same to the last bit as when it is prepared anew.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from shutil import disk_usage

import numpy as np

from storyvid.film.motion import Cover, Stage
from storyvid.film.parallax import Sheet
from storyvid.film.pieces import Piece
from storyvid.film.planes import Planes
from storyvid.models import Assets
from storyvid.recipes import Recipe

MOST_BYTES = 512 * 1024**2  # then the oldest go
_OF_FREE = 10  # at most such a part of what is free on the disk


class Keeping:
    """Assets with a folder beside them in which stages may be kept."""

    def __init__(self, assets: Assets, kept: Path) -> None:
        self._assets, self.kept = assets, kept

    def path(self, recipe: Recipe) -> Path:
        return self._assets.path(recipe)

    def facts(self, recipe: Recipe) -> dict:
        return self._assets.facts(recipe)


def sheets(folder: Path | None, name: str, prepare: Callable[[], list[Sheet]]) -> list[Sheet]:
    """What is kept under a name, or else prepared now and kept; without a folder nothing is."""
    if folder is None:
        return prepare()
    path = folder / f"{name}.stage"
    found = _read(path)
    if found is None:
        found = prepare()
        with suppress(OSError):  # a full disk costs time, not the film
            _write(path, found)
    return found


def _read(path: Path) -> list[Sheet] | None:
    try:
        with path.open("rb") as file:
            head = json.loads(_array(file).tobytes())
            return [_sheet(one, [_array(file) for _ in range(6)]) for one in head]
    except (OSError, ValueError, EOFError):
        return None  # not there, thrown out by another process while it was read, or cut off by a crash


def _array(file) -> np.ndarray:
    return np.lib.format.read_array(file, allow_pickle=False)


def _sheet(head: dict, arrays: list[np.ndarray]) -> Sheet:
    y, u, v, veil_y, veil_u, cameras = arrays
    cover = Cover(**head["cover"] | {"focus": head["cover"]["focus"] and tuple(head["cover"]["focus"])})
    stage = Stage(cover, cameras, head["scale"], head["x"], head["y"])
    pieces = tuple(Piece(*piece) for piece in head["pieces"])
    return Sheet(Planes(y, u, v), Planes(veil_y, veil_u, veil_u), stage, pieces)


def _write(path: Path, made: list[Sheet]) -> None:
    size = sum(plane.nbytes for sheet in made for plane in (*sheet.planes, *sheet.veils))
    path.parent.mkdir(parents=True, exist_ok=True)
    if size > min(MOST_BYTES // 4, disk_usage(path.parent).free // _OF_FREE):
        return
    _make_room(path.parent, size)
    part = path.with_name(f"{path.stem}.{os.getpid()}")
    try:
        with part.open("wb") as file:
            head = json.dumps([_head(sheet) for sheet in made]).encode()
            np.save(file, np.frombuffer(head, np.uint8), allow_pickle=False)
            for sheet in made:
                for array in (*sheet.planes, sheet.veils.y, sheet.veils.u, sheet.stage.cameras):
                    np.save(file, array, allow_pickle=False)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _head(sheet: Sheet) -> dict:
    stage = sheet.stage
    pieces = [(one.left, one.top, one.right, one.bottom, one.solid) for one in sheet.pieces]
    return {"cover": asdict(stage.cover), "scale": stage.scale, "x": stage.x, "y": stage.y, "pieces": pieces}


def _make_room(folder: Path, size: int) -> None:
    """Throws out the oldest until there is room for so much more."""
    held = []
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            told = path.stat()
            held.append((told.st_mtime_ns, told.st_size, path))
    held.sort()
    total = sum(bytes_held for _, bytes_held, _ in held)
    for _, bytes_held, path in held:
        if total + size <= MOST_BYTES:
            return
        with suppress(OSError):  # another process reads it, on Windows
            path.unlink(missing_ok=True)
            total -= bytes_held
