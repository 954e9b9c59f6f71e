"""What is kept of a shot's picture is what would be prepared anew, and never more than a saving of time."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from storyvid.film import frames, kept
from storyvid.film.kept import Keeping
from storyvid.film.planes import blank
from storyvid.images.storyboard import Storyboard
from storyvid.makers import KEPT
from storyvid.models import NoAssets
from storyvid.recipes import Caption, ImageRecipe, Part, Shot
from storyvid.workshop import Workshop
from tests.film.conftest import Shelf, painting, quiet, shot_of


@pytest.fixture
def layered(shelf: Shelf) -> Shot:
    """A shot of a storyboard picture, which comes apart into sheets."""
    said = (Part(source="scene", text="A fox runs through the forest at dusk."),)
    recipe = ImageRecipe(model=Storyboard.card.full_name, parts=said, width=144, height=256, seed=3)
    picture = next(Storyboard().paint([recipe], assets=NoAssets(), progress=quiet))
    picture.save(shelf.room(recipe), format="PNG")
    return shot_of(recipe, frames=20, motion="push-in")


def drawn(shot: Shot, assets) -> list[np.ndarray]:
    """All planes of three frames, prepared as if this process had just begun."""
    frames._source.cache_clear()
    frames.layers._layers.cache_clear()
    source, planes = frames.source_of(shot, assets), []
    for index in (0, 7, 19):
        out = blank(shot.width, shot.height)
        source.draw(index, out)
        planes += [plane.copy() for plane in out]
    return planes


def same(first: list[np.ndarray], second: list[np.ndarray]) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize("kind", ["layered", "flat", "wide"])
def test_what_is_kept_gives_the_same_frames_to_the_bit(kind: str, shelf: Shelf, layered: Shot, tmp_path: Path):
    size = (300, 400) if kind == "flat" else (500, 200)
    shot = layered if kind == "layered" else shot_of(shelf.picture(painting(*size)), frames=20, motion="auto")
    keeping = Keeping(shelf, tmp_path / "stages")
    fresh, first = drawn(shot, shelf), drawn(shot, keeping)
    (stage,) = (tmp_path / "stages").iterdir()
    before = stage.stat().st_mtime_ns
    assert same(fresh, first) and same(fresh, drawn(shot, keeping))
    assert stage.stat().st_mtime_ns == before


def test_what_is_kept_spares_preparing_the_picture(monkeypatch, shelf: Shelf, layered: Shot, tmp_path: Path):
    keeping = Keeping(shelf, tmp_path / "stages")
    drawn(layered, keeping)
    prepared = []
    prepare = frames._sheets

    def counted(shot: Shot, path: Path, depth_path: Path | None):
        prepared.append(shot)
        return prepare(shot, path, depth_path)

    monkeypatch.setattr(frames, "_sheets", counted)
    worded = replace(layered, captions=(Caption(text="A fox", start_ms=0, end_ms=600),), caption_style="boxed")
    drawn(worded, keeping)
    assert not prepared, "other words lie over the same picture"
    drawn(replace(layered, frames=21), keeping)
    assert len(prepared) == 1, "another camera needs other sheets"


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY", None])
def test_a_damaged_stage_is_prepared_anew(damage: bytes | None, shelf: Shelf, layered: Shot, tmp_path: Path):
    keeping = Keeping(shelf, tmp_path / "stages")
    whole = drawn(layered, keeping)
    (stage,) = (tmp_path / "stages").iterdir()
    content = stage.read_bytes()
    stage.write_bytes(content[: len(content) // 2] if damage is None else damage)
    assert same(whole, drawn(layered, keeping))
    assert stage.read_bytes() == content


def test_the_oldest_go_when_there_is_no_room(monkeypatch, shelf: Shelf, tmp_path: Path):
    keeping = Keeping(shelf, tmp_path / "stages")
    shots = [shot_of(shelf.picture(painting(seed=seed), f"{seed}"), frames=20, motion="push-in") for seed in range(5)]
    drawn(shots[0], keeping)
    (stage,) = keeping.kept.iterdir()
    monkeypatch.setattr(kept, "MOST_BYTES", stage.stat().st_size * 4)
    for shot in shots[1:]:
        drawn(shot, keeping)
    assert not stage.exists() and len(list(keeping.kept.iterdir())) == 4


def test_a_folder_that_cannot_be_written_costs_no_film(shelf: Shelf, layered: Shot, tmp_path: Path):
    (tmp_path / "stages").write_text("a file is in the way")
    assert same(drawn(layered, shelf), drawn(layered, Keeping(shelf, tmp_path / "stages")))


def test_a_workshop_that_opens_or_closes_leaves_nothing_kept(tmp_path: Path):
    stage = tmp_path / KEPT / "old.stage"
    stage.parent.mkdir()
    stage.write_bytes(b"from another day")
    workshop = Workshop(tmp_path)
    assert not stage.exists()
    stage.parent.mkdir(exist_ok=True)
    stage.write_bytes(b"from just now")
    workshop.close()
    assert not stage.exists()
