"""The command line as a person or a script uses it: real processes, real films."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import av
import pytest

from tests.plugged import PLUGINS

STORY = """The miller had a daughter named Clara. She was clever.

The old king heard of her and sent his huntsman. The huntsman rode to the mill.

Clara gave him bread. He liked her at once.

A wolf saw them in the forest. It was hungry.
"""


def storyvid(*arguments: object, cwd: Path | None = None, timeout_s: int = 240) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "storyvid.cli", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": PLUGINS}  # the quick test models are installed like any other package's
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=timeout_s, env=env)


def made(*arguments: object, cwd: Path) -> dict:
    """The report of a `make` that must go well."""
    done = storyvid("make", *arguments, "--json", cwd=cwd)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """A film of the story in 540 px, and the report of making it."""
    folder = tmp_path_factory.mktemp("film")
    (folder / "story.txt").write_text(STORY, "utf-8")
    report = made("story.txt", "--out", "film.mp4", "--takes", 2, "--preview", "--project", "project", cwd=folder)
    return folder, report


def test_make_turns_a_text_into_a_film_that_plays(film):
    folder, report = film
    with av.open(str(folder / "film.mp4")) as media:
        video, audio = media.streams.video[0], media.streams.audio[0]
        assert (video.codec_context.name, video.width, video.height) == ("h264", 540, 960)
        assert audio.codec_context.name == "aac"
        assert abs(media.duration / 1000 - report["duration_ms"]) < 100
        frames = sum(1 for _ in media.decode(video=0))
    assert abs(frames / 30 * 1000 - report["duration_ms"]) < 40


def test_the_report_says_what_was_made_and_who_is_in_it(film):
    _, report = film
    assert report["scenes"] == 4 and report["made"]["image"] == 8 and report["made"]["speech"] == 4
    assert report["made"]["clip"] == 4 and report["made"]["join"] == 3 and report["made"]["film"] == 1
    names = [character["name"] for character in report["characters"]]
    assert "Clara" in names and all({"id", "name", "look", "mentions"} <= set(c) for c in report["characters"])
    assert report["seconds"]["total"] > 0


def test_a_second_run_makes_nothing(film):
    folder, first = film
    report = made("story.txt", "--out", "again.mp4", "--takes", 2, "--preview", "--project", "project", cwd=folder)
    assert report["made"] == {}
    assert report["reused"]["image"] == 8 and report["reused"]["film"] == 1
    assert (folder / "again.mp4").read_bytes() == (folder / "film.mp4").read_bytes()
    assert report["duration_ms"] == first["duration_ms"]


def test_changing_one_sentence_of_twenty_scenes_remakes_that_scene_and_its_joins_only(tmp_path):
    sentences = [f"He saw {number} apples. He slept." for number in range(20)]
    source = tmp_path / "story.txt"
    common = ("story.txt", "--out", "film.mp4", "--takes", 2, "--images", "swatch", "--preview", "--project", "p")
    source.write_text("\n\n".join(sentences), "utf-8")
    assert made(*common, cwd=tmp_path)["made"]["clip"] == 20
    sentences[7] = "She saw two pears. He slept."
    source.write_text("\n\n".join(sentences), "utf-8")
    report = made(*common, cwd=tmp_path)
    assert report["made"] == {"image": 2, "speech": 1, "clip": 1, "join": 2, "soundtrack": 1, "film": 1}
    assert report["reused"]["clip"] == 19 and report["reused"]["speech"] == 19 and report["reused"]["image"] == 38


def test_a_windows_file_is_read_in_its_own_encoding(tmp_path):
    (tmp_path / "story.txt").write_bytes("Zoë and the café owner said “no”. They laughed about it.".encode("cp1252"))
    common = ("story.txt", "--out", "film.mp4", "--takes", 1, "--images", "swatch", "--preview", "--music", "none")
    report = made(*common, cwd=tmp_path)
    assert report["scenes"] == 1 and (tmp_path / "film.storyvid" / "story.json").exists()
    assert "café owner said “no”" in (tmp_path / "film.storyvid" / "story.json").read_text("utf-8")


@pytest.mark.parametrize(
    "content, arguments, says",
    [
        (b"", (), "no words"),
        (b"  \n\n ", (), "no words"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, (), "text"),
        (b"A wolf. " * 200_000, (), "1,000,000"),
        ("A sign: \U0010fffd.".encode(), (), "or leave captions out"),
        (b"A wolf came.", ("--voice", "nobody"), 'No voice "nobody"'),
        (b"A wolf came.", ("--music", "grumpy"), "calm"),
        (b"A wolf came.", ("--style", "cubism"), "papercut"),
        (b"A wolf came.", ("--images", "nothing"), "storyboard"),
        (b"A wolf came.", ("--reader", "nothing"), "rules"),
        (b"A wolf came.", ("--format", "4:3"), "9:16"),
        (b"A wolf came.", ("--takes", "0"), "1 to 100"),
        (b"A wolf came.", ("--sentences", "2", "--scenes", "3"), "one of"),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else str(value)[:12],
)
def test_wrong_input_is_answered_with_what_to_do_and_code_two(tmp_path, content, arguments, says):
    (tmp_path / "story.txt").write_bytes(content)
    done = storyvid("make", "story.txt", "--out", "film.mp4", *arguments, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert says in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "film.mp4").exists()


def test_a_missing_file_is_named(tmp_path):
    done = storyvid("make", "nowhere.txt", "--out", "film.mp4", cwd=tmp_path)
    assert done.returncode == 2 and "nowhere.txt" in done.stderr and "Traceback" not in done.stderr


def test_cast_gives_half_open_offsets_into_the_file(tmp_path):
    text = "\ufeffZoë lived in a mill 🐺.\r\nShe was clever. The old king sent for Zoë.\r\n"
    (tmp_path / "story.txt").write_bytes(text.encode())
    done = storyvid("cast", "story.txt", "--reader", "rules", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    held = json.loads(done.stdout.splitlines()[-1])
    assert held["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert "Zoë" in [character["name"] for character in held["characters"]]
    for character in held["characters"]:
        assert set(character) == {"id", "name", "mentions"}
        for mention in character["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]


def test_cast_can_list_everything_with_its_type(tmp_path):
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    told = [storyvid("cast", "story.txt", *more, "--json", cwd=tmp_path).stdout for more in ((), ("--all",))]
    cast, everything = (json.loads(said.splitlines()[-1])["characters"] for said in told)
    assert all("type" in character for character in everything) and not any("type" in one for one in cast)
    assert len(everything) > len(cast)
    assert [one["mentions"] for one in everything[: len(cast)]] == [one["mentions"] for one in cast]
    assert "Type" in storyvid("cast", "story.txt", "--all", cwd=tmp_path).stdout


def test_doctor_finds_the_embedded_engines_ready():
    done = storyvid("doctor", "--json")
    held = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == 0 and held["healthy"]
    ready = {(engine["kind"], engine["name"]) for engine in held["engines"] if engine["ready"]}
    assert {("images", "storyboard"), ("speech", "espeak"), ("music", "composer"), ("readers", "rules")} <= ready
    assert all(engine["install"] for engine in held["engines"] if not engine["ready"])
    assert "ready" in storyvid("doctor").stdout


def test_why_tells_where_a_clip_comes_from(film):
    folder, _ = film
    clip = next((folder / "project" / "assets").glob("*/*.mp4")).stem
    done = storyvid("why", clip[:12], "--project", folder / "project", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["key"] == clip
    assert storyvid("why", "zzzz", "--project", folder / "project").returncode == 2


def test_gc_says_what_it_would_remove_and_removes_only_when_told(film):
    folder, _ = film
    arguments = ("gc", "--project", folder / "project", "--older-than-days", 0, "--json")
    would = json.loads(storyvid(*arguments).stdout.splitlines()[-1])
    did = json.loads(storyvid(*arguments, "--yes").stdout.splitlines()[-1])
    assert would["dry_run"] and not did["dry_run"] and set(did["removed"]) == set(would["removed"])
    after = made("story.txt", "--out", "third.mp4", "--takes", 2, "--preview", "--project", "project", cwd=folder)
    assert "clip" not in after["made"]


def test_help_and_version_are_there():
    assert storyvid("--version").stdout.startswith("storyvid ")
    for command in ("app", "make", "cast", "doctor", "gc", "why"):
        assert storyvid(command, "--help").returncode == 0
