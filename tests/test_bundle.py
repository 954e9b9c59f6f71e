"""Bundles: the same project at the other end, and nothing else ever."""

import io
import json
import zipfile
from contextlib import suppress
from random import Random

import pytest
from PIL import Image

from storyvid import bundle
from storyvid.bundle import export, unpack
from storyvid.errors import BadInput, NewerProject, NoRoom, StoryvidError
from storyvid.project import Project
from storyvid.recipes import key_of
from storyvid.story import Scene, Story
from tests.plugged import picture


@pytest.fixture
def project(tmp_path) -> Project:
    story = Story(
        title="Fox", scenes=(Scene(id="s1", text="A fox.", picked=picture(1)), Scene(id="s2", text="It ran."))
    )
    project = Project.create(tmp_path / "p", story)
    for seed in (1, 2):
        written = io.BytesIO()
        Image.new("RGB", (32, 32), (seed, 0, 0)).save(written, "PNG")
        project.store.adopt(picture(seed), written.getvalue(), {"width": 32})
    return project


@pytest.fixture
def bundled(project, tmp_path):
    return export(project, tmp_path / "fox.zip")


def repacked(bundled, tmp_path, *, drop=(), add=(), change=None, manifest=None):
    """The bundle with files dropped, added, or changed; the manifest as it was unless given."""
    out = tmp_path / "evil.zip"
    with zipfile.ZipFile(bundled) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in drop:
                content = old.read(name)
                if name == "manifest.json" and manifest:
                    content = json.dumps(manifest(json.loads(content))).encode()
                new.writestr(name, change(name, content) if change else content)
        for entry, content in add:
            new.writestr(entry, content)
    return out


def listing(name: str, content: bytes):
    def with_it(manifest: dict) -> dict:
        manifest["files"][name] = {"bytes": len(content), "sha256": __import__("hashlib").sha256(content).hexdigest()}
        return manifest

    return with_it


def test_a_project_arrives_whole(project, bundled, tmp_path):
    again = unpack(bundled, tmp_path / "q")
    assert again.story == project.story and not again.can_undo
    assert list(again.store.keys()) == [key_of(picture(1))] and not list(again.store.verify())
    assert again.store.facts(picture(1)) == {"width": 32}


def test_with_takes_every_take_comes_along(project, tmp_path):
    again = unpack(export(project, tmp_path / "all.zip", takes=True), tmp_path / "q")
    assert again.store.has(picture(1)) and again.store.has(picture(2))


def test_the_same_project_is_the_same_file(project, bundled, tmp_path):
    assert export(project, tmp_path / "again.zip").read_bytes() == bundled.read_bytes()


def test_an_open_file_is_as_good_as_a_path(bundled, tmp_path):
    assert unpack(io.BytesIO(bundled.read_bytes()), tmp_path / "q").story.title == "Fox"


def refused(path, tmp_path, match: str, error=BadInput) -> None:
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(error, match=match):
        unpack(path, tmp_path / "q")
    assert sorted(tmp_path.rglob("*")) == before, "nothing may be left of a refused bundle"


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip at all" * 9])
def test_what_is_no_zip_is_refused(tmp_path, content):
    (tmp_path / "x.zip").write_bytes(content)
    refused(tmp_path / "x.zip", tmp_path, "not a whole zip")


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/etc/x",
        "assets/../../x",
        "assets/ab/../x",
        "C:\\x",
        "assets\\ab",
        "run.py",
        "assets/ab/cd.png",
        ".lock",
    ],
)
def test_a_name_no_project_has_is_refused(bundled, tmp_path, name):
    evil = repacked(bundled, tmp_path, add=[(name, b"x")], manifest=listing(name, b"x"))
    refused(evil, tmp_path, "which no project has")


def test_a_link_is_refused(bundled, tmp_path):
    entry = zipfile.ZipInfo("orders/0123456789abcdef.json")
    entry.external_attr = 0o120777 << 16
    evil = repacked(bundled, tmp_path, add=[(entry, b"/etc/passwd")], manifest=listing(entry.filename, b"/etc/passwd"))
    refused(evil, tmp_path, "a link")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(bundled, tmp_path):
    refused(repacked(bundled, tmp_path, add=[("story.json", b"{}")]), tmp_path, "two files of one name")


def test_what_the_manifest_does_not_list_is_refused(bundled, tmp_path):
    evil = repacked(bundled, tmp_path, add=[("orders/0123456789abcdef.json", b"{}")])
    refused(evil, tmp_path, "does not list")


@pytest.mark.parametrize("drop", ["manifest.json", "story.json"])
def test_a_missing_part_is_refused(bundled, tmp_path, drop):
    refused(repacked(bundled, tmp_path, drop=[drop]), tmp_path, "manifest")


def test_changed_content_is_refused(bundled, tmp_path):
    def change(name: str, content: bytes) -> bytes:
        return content[:-1] + b"x" if name.endswith(".png") else content

    refused(repacked(bundled, tmp_path, change=change), tmp_path, "not what its manifest says")


def test_an_asset_under_another_s_key_is_refused(bundled, tmp_path):
    key, other = key_of(picture(1)), key_of(picture(2))

    def swapped(name: str) -> str:
        return name.replace(f"{key[:2]}/{key}", f"{other[:2]}/{other}")

    out = tmp_path / "evil.zip"
    with zipfile.ZipFile(bundled) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                held = json.loads(content)
                held["files"] = {swapped(listed): facts for listed, facts in held["files"].items()}
                content = json.dumps(held).encode()
            new.writestr(swapped(name), content)
    refused(out, tmp_path, "not the asset that its note describes")


@pytest.mark.parametrize("wrong", [{"format": "other"}, {"schema": "x"}, {"files": []}, {"files": {"a": {}}}])
def test_a_wrong_manifest_is_refused(bundled, tmp_path, wrong):
    evil = repacked(bundled, tmp_path, manifest=lambda manifest: {**manifest, **wrong})
    refused(evil, tmp_path, "bundle")


def test_a_newer_bundle_says_so(bundled, tmp_path):
    evil = repacked(bundled, tmp_path, manifest=lambda manifest: {**manifest, "schema": 99})
    refused(evil, tmp_path, "newer storyvid", NewerProject)


def test_a_bomb_is_refused_before_it_is_unpacked(bundled, tmp_path):
    zeros, name = b"\0" * 3_000_000, "orders/0123456789abcdef.json"
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    refused(repacked(bundled, tmp_path, add=[(entry, zeros)], manifest=listing(name, zeros)), tmp_path, "200 times")


def test_limits_are_named(bundled, tmp_path, monkeypatch):
    monkeypatch.setattr(bundle, "MOST_FILES", 2)
    refused(bundled, tmp_path, "limit is 2")
    monkeypatch.undo()
    monkeypatch.setattr(bundle, "MOST_BYTES", 10)
    refused(bundled, tmp_path, "which is the limit")


def test_an_export_that_finds_no_room_keeps_the_old_file(project, bundled, tmp_path):
    before = bundled.read_bytes()
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NoRoom):
        export(project, tmp_path / "file" / "fox.zip")
    assert bundled.read_bytes() == before


def test_a_bundle_with_bytes_changed_anywhere_is_refused_or_whole(project, tmp_path):
    random = Random(1)
    Project.create(tmp_path / "words", Story(title="one", scenes=(Scene(id="s1", text="Tom ran home. " * 40),)))
    whole = export(Project.open(tmp_path / "words"), tmp_path / "words.zip").read_bytes()
    for number in range(200):
        held = bytearray(whole)
        for _ in range(random.randint(1, 4)):
            held[random.randrange(len(held))] = random.randrange(256)
        with suppress(StoryvidError):  # nothing else may come out of it
            unpack(io.BytesIO(bytes(held)), tmp_path / f"in-{number}")
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_no_bundle_uses_is_refused(bundled, tmp_path, packing):
    with zipfile.ZipFile(bundled) as old, zipfile.ZipFile(tmp_path / "other.zip", "w", packing) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name), packing)
    refused(tmp_path / "other.zip", tmp_path, "packed in a way")


def test_a_story_that_is_not_utf_8_is_refused(bundled, tmp_path):
    story = "{}".encode("utf-16")
    more = (("story.json", story),)
    path = repacked(bundled, tmp_path, drop=("story.json",), add=more, manifest=listing("story.json", story))
    refused(path, tmp_path, "Export the project again")
