"""Garbage collection: what is picked, wanted or undoable stays; the rest goes once it is old."""

import os

import pytest

from storyvid.errors import BadInput, NotMade
from storyvid.gc import collect, why
from storyvid.project import Project
from storyvid.recipes import ClipRecipe, Shot, key_of
from storyvid.story import Scene, Story
from storyvid.wanted import WantedFile
from tests.plugged import picture


def story(seed: int | None) -> Story:
    return Story(scenes=(Scene(id="s1", text="A fox.", picked=None if seed is None else picture(seed)),))


@pytest.fixture
def project(tmp_path) -> Project:
    """Takes 1 to 5, all a year old: 1 was picked before, 2 is picked now."""
    project = Project.create(tmp_path / "p", story(None))
    project.save(story(1), revision=1, label="Pick")
    project.save(story(2), revision=2, label="Pick")
    for seed in range(1, 6):
        os.utime(project.store.adopt(picture(seed), b"pixels"), (1_700_000_000, 1_700_000_000))
    return project


def left(project: Project) -> set[int]:
    return {project.store.recipe_of(key).seed for key in tuple(project.store.keys())}


def test_a_dry_run_removes_nothing_and_says_what_would_go(project):
    report = collect(project)
    assert report.dry_run and report.kept == 2 and len(report.removed) == 3 and report.freed_bytes > 18
    assert left(project) == {1, 2, 3, 4, 5}


def test_picks_and_what_undo_reaches_stay(project):
    collect(project, dry_run=False)
    assert left(project) == {1, 2}


def test_what_is_wanted_stays(project):
    WantedFile(project.folder).add({key_of(picture(3)): picture(3)}, front=False)
    collect(project, dry_run=False)
    assert left(project) == {1, 2, 3}


def test_what_a_wanted_clip_needs_stays(project):
    clip = ClipRecipe(shot=Shot(picture=picture(4), width=32, height=32, fps=30, frames=9), start_frame=0, end_frame=9)
    WantedFile(project.folder).add({key_of(clip): clip}, front=False)
    collect(project, dry_run=False)
    assert left(project) == {1, 2, 4}


def test_what_is_young_stays(project):
    os.utime(project.store.path(picture(5)))
    collect(project, dry_run=False)
    assert left(project) == {1, 2, 5}
    collect(project, older_than_days=0, dry_run=False)
    assert left(project) == {1, 2}


def test_thumbnails_go_with_their_pictures(project):
    for seed in (2, 3):
        small = project.thumbnail_path(picture(seed))
        small.parent.mkdir(parents=True, exist_ok=True)
        small.write_bytes(b"small")
    collect(project, dry_run=False)
    assert project.thumbnail_path(picture(2)).exists() and not project.thumbnail_path(picture(3)).exists()


def test_why_tells_where_an_asset_comes_from_and_what_holds_it(project):
    clip = ClipRecipe(shot=Shot(picture=picture(2), width=32, height=32, fps=30, frames=9), start_frame=0, end_frame=9)
    project.store.adopt(clip, b"film")
    told = why(project, key_of(picture(2))[:10])
    assert told.recipe == picture(2) and told.needed_by == (key_of(clip),)
    assert "picked for scene 1" in told.kept_for
    assert why(project, key_of(clip)).made_from == (key_of(picture(2)),)
    assert why(project, key_of(picture(3))).kept_for == ()


def test_why_of_nothing_and_of_everything_says_so(project):
    with pytest.raises(NotMade):
        why(project, "f" * 40)
    with pytest.raises(BadInput, match="keys begin with"):
        why(project, "")
