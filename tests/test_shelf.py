"""The shelf: projects come, go to the trash, and come back."""

import errno
import os

import pytest
from PIL import Image

from storyvid import files
from storyvid.bundle import export
from storyvid.errors import BadInput, NoRoom
from storyvid.shelf import Shelf, default_folder
from storyvid.story import Scene, Story
from tests.plugged import picture


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    return Shelf(tmp_path / "projects")


def illustrated(shelf: Shelf):
    project = shelf.create(Story(title="Fox", scenes=(Scene(id="s1", text="A fox.", picked=picture(1)),)))
    Image.new("RGB", (32, 32), "teal").save(shelf.folder / "x.png")
    project.store.adopt(picture(1), shelf.folder / "x.png", {})
    return project


def test_an_empty_shelf_is_empty(shelf):
    assert shelf.list() == () and shelf.trashed() == () and shelf.empty_trash() == 0


def test_a_project_is_shown_with_its_cover(shelf):
    project = illustrated(shelf)
    (shown,) = shelf.list()
    assert (shown.title, shown.scenes, shown.picked, shown.folder) == ("Fox", 1, 1, project.folder)
    assert shown.cover.suffix == ".webp" and shown.size_bytes > 100 and not shown.problem


def test_the_one_changed_last_comes_first(shelf):
    first, second = shelf.create(Story(title="1")), shelf.create(Story(title="2"))
    os.utime(second.folder / "story.json", (1, 1))
    assert [shown.id for shown in shelf.list()] == [first.folder.name, second.folder.name]


def test_a_title_is_never_a_path(shelf):
    project = shelf.create(Story(title="../../etc"))
    shelf.rename(project.folder.name, "  /tmp/\n..  ")
    assert project.folder.parent == shelf.folder and shelf.list()[0].title == "/tmp/ .."
    with pytest.raises(BadInput):
        shelf.rename(project.folder.name, "  ")


def test_a_copy_goes_its_own_way(shelf):
    project = illustrated(shelf)
    copy = shelf.duplicate(project.folder.name)
    assert copy.story.title == "Fox (copy)" and copy.store.has(picture(1)) and not list(copy.store.verify())
    copy.store.remove(next(copy.store.keys()))
    copy.save(Story(title="Other"), revision=copy.revision)
    assert project.store.has(picture(1)) and shelf.open(project.folder.name).story.title == "Fox"


def test_a_copy_begins_with_nothing_in_the_making(shelf):
    project = illustrated(shelf)
    for name in ("claims", "orders", "stages"):
        (project.folder / name).mkdir(exist_ok=True)
        (project.folder / name / "one").write_bytes(b"half")
    copy = shelf.duplicate(project.folder.name)
    assert not {"claims", "orders", "stages"} & {path.name for path in copy.folder.iterdir()}


def test_a_deleted_project_comes_back_whole(shelf):
    project = illustrated(shelf)
    shelf.delete(project.folder.name)
    assert shelf.list() == () and [shown.title for shown in shelf.trashed()] == ["Fox"]
    assert shelf.restore(project.folder.name).store.has(picture(1)) and shelf.trashed() == ()


def test_an_emptied_trash_is_gone(shelf):
    project = illustrated(shelf)
    shelf.delete(project.folder.name)
    assert shelf.empty_trash() > 100
    with pytest.raises(BadInput, match="not in the trash"):
        shelf.restore(project.folder.name)


@pytest.mark.parametrize("wrong", ["", "..", ".trash", "../x", "0123456789ab", "/etc"])
def test_only_ids_are_opened(shelf, wrong):
    shelf.create()
    for act in (shelf.open, shelf.delete, shelf.restore, shelf.duplicate):
        with pytest.raises(BadInput):
            act(wrong)


def test_a_damaged_project_is_shown_with_its_problem(shelf):
    project = shelf.create(Story(title="Fox"))
    (project.folder / "story.json").write_text("{")
    (shown,) = shelf.list()
    assert "damaged" in shown.problem


def test_a_bundle_is_imported_beside_the_original(shelf, tmp_path):
    project = illustrated(shelf)
    again = shelf.import_bundle(export(project, tmp_path / "fox.zip"))
    assert again.story == project.story and len(shelf.list()) == 2


def test_a_shelf_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "projects").write_text("in the way")
    with pytest.raises(NoRoom):
        Shelf(tmp_path / "projects").create()


def test_a_project_that_a_full_disk_does_not_take_leaves_nothing_on_the_shelf(shelf, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "write_through", full)
    with pytest.raises(NoRoom, match="is full"):
        shelf.create()
    assert shelf.list() == ()


def test_the_environment_chooses_the_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("STORYVID_PROJECTS", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.delenv("STORYVID_PROJECTS")
    assert default_folder().parts[-2:] == ("storyvid", "projects")
