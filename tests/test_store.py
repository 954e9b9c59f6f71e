"""The store: write once, whole or not at all, and notes that tell the truth."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid import files
from storyvid.claims import Claims
from storyvid.errors import BadInput, NoRoom, NotMade
from storyvid.recipes import (
    Caption,
    ClipRecipe,
    FilmRecipe,
    ImageRecipe,
    JoinRecipe,
    MusicRecipe,
    Part,
    Placed,
    Shot,
    SoundtrackRecipe,
    SpeechRecipe,
    UploadRecipe,
    Word,
    key_of,
)
from storyvid.store import Store, recipe_from, recipe_json
from tests.plugged import picture


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "assets")


def test_an_adopted_asset_is_there_with_its_note(store):
    path = store.adopt(picture(), b"pixels", {"width": 32})
    note = store.note(key_of(picture()))
    assert path == store.path(picture()) and path.read_bytes() == b"pixels"
    assert (note.recipe, note.size_bytes, note.facts) == (picture(), 6, {"width": 32})
    assert store.facts(picture()) == {"width": 32} and list(store.keys()) == [note.key]


def test_the_first_result_wins(store):
    store.adopt(picture(), b"first", {"n": 1})
    store.adopt(picture(), b"second", {"n": 2})
    assert store.path(picture()).read_bytes() == b"first" and store.facts(picture()) == {"n": 1}
    assert not list(store.verify())


def test_a_file_is_moved_in_from_scratch(store):
    scratch = store.scratch(picture())
    scratch.write_bytes(b"made by a library")
    store.adopt(picture(), scratch)
    store.drop_scratch(scratch)
    assert store.path(picture()).read_bytes() == b"made by a library" and not scratch.parent.exists()


def test_what_is_not_made_says_so(store):
    assert not store.has(picture())
    with pytest.raises(NotMade):
        store.facts(picture())
    with pytest.raises(NotMade):
        store.note("0" * 40)


def test_a_note_without_its_asset_is_nothing(store):
    path = store.adopt(picture(), b"pixels")
    path.unlink()  # as if the process had been killed between the two
    assert not store.has(picture()) and not list(store.keys())
    store.adopt(picture(), b"anew")
    assert not list(store.verify())


@pytest.mark.parametrize("suffix", ["/../../x", ".png/..", ".json", ".PNG", "", ".a b", ".part"])
def test_an_upload_cannot_choose_its_path(store, suffix):
    with pytest.raises(BadInput):
        store.path(UploadRecipe(media="image", sha256="0" * 64, suffix=suffix))


@pytest.mark.parametrize("key", ["../../etc/passwd", "abc", "g" * 40, "A" * 40])
def test_only_keys_are_looked_up(store, key):
    with pytest.raises(BadInput):
        store.note(key)


def test_damage_is_found(store):
    store.adopt(picture(1), b"sound")
    store.adopt(picture(2), b"short").write_bytes(b"sho")
    store.adopt(picture(3), b"other").write_bytes(b"OTHER")
    store.adopt(picture(4), b"alone").with_suffix(".json").unlink()
    store.adopt(picture(5), b"noted").with_suffix(".json").write_text("{")
    reasons = {damage.key: damage.reason for damage in store.verify()}
    assert reasons.keys() == {key_of(picture(seed)) for seed in (2, 3, 4, 5)}
    assert "bytes" in reasons[key_of(picture(2))] and "not what was made" in reasons[key_of(picture(3))]


def test_removing_frees_both_files(store):
    store.adopt(picture(), b"pixels")
    assert store.remove(key_of(picture())) > 6 and not store.has(picture())


def test_the_beginning_of_a_key_finds_it(store):
    store.adopt(picture(), b"pixels")
    assert store.find(key_of(picture())[:8].upper()) == (key_of(picture()),)


def test_strays_of_the_dead_are_swept_and_those_of_the_living_stay(store):
    path = store.adopt(picture(), b"pixels")
    mine = store.scratch(picture(2))
    mine.write_bytes(b"half")
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    stray = files.part_of(path)
    stray = stray.with_name(stray.name.replace(f"-{os.getpid()}-", f"-{dead.pid}-"))
    stray.write_bytes(b"half")
    assert store.sweep() == 1
    assert not stray.exists() and mine.exists() and store.has(picture())


def test_a_stray_of_an_earlier_process_with_this_number_is_swept(store):
    """In a container the app has the same process number after each restart."""
    stray = files.part_of(store.adopt(picture(), b"pixels"))
    stray.write_bytes(b"half")
    os.utime(stray, (1_000_000_000, 1_000_000_000))
    assert store.sweep() == 1 and not stray.exists()


def test_a_claim_is_one_process_s_and_ends_with_it(tmp_path):
    claims, key = Claims(tmp_path), "0" * 40
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time; from pathlib import Path; from storyvid.claims import Claims\n"
            "claim = Claims(Path(sys.argv[1])).take(sys.argv[2]); print(claim is not None, flush=True); time.sleep(60)",
            str(tmp_path),
            key,
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "True\n"
    assert claims.take(key) is None
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    claim = claims.take(key)
    assert claim is not None
    claims.give_back(claim, made=True)
    assert not list(tmp_path.iterdir())


def test_a_full_disk_keeps_what_was_there(tmp_path):
    """A file size limit is a disk that is full after so many bytes, also for root."""
    path = tmp_path / "story.json"
    files.write_bytes(path, b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    quiet = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(NoRoom, match="is full"):
            files.write_bytes(path, b"x" * 100_000)
        with pytest.raises(NoRoom, match="is full"):
            Store(tmp_path / "assets").adopt(picture(), b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, quiet)
    assert path.read_bytes() == b"old" and not Store(tmp_path / "assets").has(picture())
    assert [left.name for left in tmp_path.rglob("*.part*")] == []


def test_a_folder_that_cannot_be_written_says_so(tmp_path):
    """A file where a folder must be stops root too."""
    (tmp_path / "assets").write_text("in the way")
    with pytest.raises(NoRoom, match="a file in its way"):
        Store(tmp_path / "assets").adopt(picture(), b"pixels")
    assert (tmp_path / "assets").read_text() == "in the way"


def test_writing_replaces_whole(tmp_path):
    path = tmp_path / "file"
    files.write_text(path, "one")
    files.write_text(path, "två")
    assert path.read_text("utf-8") == "två" and list(tmp_path.iterdir()) == [path]


texts = st.text(max_size=20)
counts = st.integers(0, 10**6)
parts = st.builds(Part, source=st.sampled_from(["scene", "character", "style"]), text=texts, name=texts)
options = st.lists(st.tuples(texts, texts | st.integers() | st.booleans()), max_size=3).map(tuple)
images = st.builds(
    ImageRecipe,
    kind=st.just("image"),
    model=texts,
    parts=st.lists(parts, max_size=3).map(tuple),
    width=counts,
    height=counts,
    seed=counts,
    negative=texts,
    options=options,
)
uploads = st.builds(
    UploadRecipe, kind=st.just("upload"), media=st.sampled_from(["image", "audio"]), sha256=texts, suffix=texts
)
speeches = st.builds(SpeechRecipe, kind=st.just("speech"), model=texts, voice=texts, language=texts, text=texts)
music = st.builds(MusicRecipe, kind=st.just("music"), model=texts, mood=texts, seed=counts, duration_ms=counts)
words = st.builds(Word, text=texts, start_ms=counts, end_ms=counts)
captions = st.builds(Caption, text=texts, start_ms=counts, end_ms=counts, words=st.lists(words, max_size=2).map(tuple))
shots = st.builds(
    Shot,
    picture=images | uploads,
    width=counts,
    height=counts,
    fps=counts,
    frames=counts,
    captions=st.lists(captions, max_size=2).map(tuple),
)
clips = st.builds(ClipRecipe, kind=st.just("clip"), shot=shots, start_frame=counts, end_frame=counts)
joins = st.builds(JoinRecipe, kind=st.just("join"), before=shots, after=shots, frames=counts)
placed = st.builds(Placed, speech=speeches, start_ms=counts)
soundtracks = st.builds(
    SoundtrackRecipe,
    kind=st.just("soundtrack"),
    narration=st.lists(placed, max_size=2).map(tuple),
    duration_ms=counts,
    music=st.none() | music | uploads,
)
films = st.builds(
    FilmRecipe,
    kind=st.just("film"),
    segments=st.lists(clips | joins, max_size=3).map(tuple),
    soundtrack=soundtracks,
    title=texts,
)


@given(recipe=images | uploads | speeches | music | clips | joins | soundtracks | films)
def test_a_recipe_comes_back_from_json_with_its_key(recipe):
    import json

    again = recipe_from(json.loads(recipe_json(recipe)))
    assert again == recipe and key_of(again) == key_of(recipe)


@given(
    held=st.recursive(
        st.none() | st.booleans() | st.integers() | texts, lambda inner: st.lists(inner) | st.dictionaries(texts, inner)
    )
)
def test_what_is_no_recipe_is_bad_input(held):
    with pytest.raises(BadInput):
        recipe_from(held)


@given(content=st.binary(max_size=200), facts=st.dictionaries(texts, st.integers() | texts, max_size=3))
def test_content_and_facts_come_back(tmp_path_factory, content, facts):
    store = Store(tmp_path_factory.mktemp("assets"))
    assert store.adopt(picture(), content, facts).read_bytes() == content
    assert store.facts(picture()) == facts and not list(store.verify())


def test_an_unsafe_folder_name_is_no_matter(tmp_path):
    store = Store(Path(f"{tmp_path}/a b % [x] 'ü'"))
    store.adopt(picture(), b"pixels")
    assert list(store.keys()) == [key_of(picture())] and store.remove(key_of(picture()))


@given(st.lists(st.tuples(st.sampled_from(["make", "remove", "look"]), st.integers(1, 12)), max_size=30))
def test_what_is_made_is_known_at_once_whatever_came_and_went(tmp_path_factory, deeds):
    store, there = Store(tmp_path_factory.mktemp("store")), set()
    for deed, seed in deeds:
        recipe = picture(seed)
        if deed == "make":
            store.adopt(recipe, b"a picture")
            there.add(key_of(recipe))
        elif deed == "remove":
            store.remove(key_of(recipe))
            there.discard(key_of(recipe))
        assert store.made() == there == {key_of(one) for one in map(picture, range(1, 13)) if store.has(one)}


def test_folders_that_have_not_changed_for_long_are_not_read_again(store, monkeypatch):
    for seed in range(1, 6):
        store.adopt(picture(seed), b"a picture")
    for folder in store.folder.glob("??"):
        os.utime(folder, (1_000_000_000, 1_000_000_000))
    store.adopt(picture(6), b"a picture")
    known, read = store.made(), []
    monkeypatch.setattr(os, "listdir", lambda folder, listdir=os.listdir: read.append(folder) or listdir(folder))
    assert store.made() == known == {key_of(picture(seed)) for seed in range(1, 7)}
    assert [Path(folder).name for folder in read] == [key_of(picture(6))[:2]]
    os.utime(store.folder / key_of(picture(3))[:2])
    store.made()
    assert key_of(picture(3))[:2] in {Path(folder).name for folder in read}
