"""The command line with rough input, on odd terminals and in broken places: a message and a code, never a traceback."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from storyvid import models, unattended
from storyvid.cli import app
from storyvid.doctor import engines
from storyvid.errors import BadInput
from storyvid.film.captions import STYLES
from storyvid.project import Project
from storyvid.story import Scene, Story
from storyvid.styles import PRESETS
from tests.test_cli import STORY


def run(*arguments, **env):
    """The command in this process, and what it printed: standard output and error together."""
    done = CliRunner(env={"COLUMNS": "200", **env}).invoke(app, [str(argument) for argument in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture
def story(tmp_path):
    file = tmp_path / "story.txt"
    file.write_text(STORY, "utf-8")
    return file


def test_the_help_of_make_names_every_choice_there_is_and_the_defaults():
    said = " ".join(run("make", "--help").output.split())
    moods = models.find("music", "composer").moods
    assert all(name in said for name in (*STYLES, *moods, *(style.name for style in PRESETS), "9:16", "16:9", "1:1"))
    fresh = Story()
    assert f"[default: {fresh.takes}]" in said and f"[default: {fresh.split.n}]" in said
    assert f"[default: {fresh.sound.mood}]" in said and f"[default: {fresh.cut.captions}]" in said
    assert f"[default: {fresh.style.preset}]" in said and "storyvid make story.txt -o film.mp4" in said


@pytest.mark.parametrize(
    "command", ["app", "make", "cast", "doctor", "gc", "why", "train-likeness", "export", "models"]
)
def test_the_help_fits_a_narrow_terminal_and_cuts_no_option_off(command):
    done = run(command, "--help", COLUMNS="40", TERMINAL_WIDTH="40")
    assert done.exit_code == 0 and "…" not in done.output
    assert max(len(line) for line in done.output.splitlines() if not line.startswith("    ")) <= 80


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--captions", "bogus"), "word-highlight"),
        (("--language", "xx"), "models voices"),
        (("--language", "German"), "named by its code"),
        (("--voice", "nobody"), "models voices"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_made(tmp_path, story, arguments, says):
    done = run("make", story, "-o", tmp_path / "film.mp4", *arguments)
    assert done.exit_code == 2 and says in done.output
    assert os.listdir(tmp_path) == ["story.txt"]


def test_a_film_that_could_not_be_put_there_is_not_begun(tmp_path, story):
    (tmp_path / "folder.mp4").mkdir()
    for out, code, says in (
        (tmp_path / "folder.mp4", 2, "is a folder"),
        (story / "film.mp4", 1, "a file in its way"),
    ):
        done = run("make", story, "-o", out)
        assert done.exit_code == code and says in done.output
    assert run("make", story, "-o", tmp_path / "film.mp4", "--project", story).exit_code == 2
    assert sorted(os.listdir(tmp_path)) == ["folder.mp4", "story.txt"]


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs a folder that not even root can write")
def test_what_the_system_refuses_is_said_without_a_traceback(story):
    done = run("make", story, "-o", "/proc/film.mp4")
    assert done.exit_code == 1 and "No such file" in done.output
    assert run("make", story, "-o", story.parent / "film.mp4", "--project", "/proc/no/p").exit_code == 1


def test_two_runs_that_begin_one_project_share_it(tmp_path, story, monkeypatch):
    begun = unattended.story_of

    def meanwhile(*given):
        Project.create(tmp_path / "p", begun(*given))  # as another process does while the text is read
        return begun(*given)

    monkeypatch.setattr(unattended, "story_of", meanwhile)
    project = unattended._project_with(story, tmp_path / "p", unattended.Wishes())
    assert project.story.scenes and project.revision == 1


def test_a_damaged_project_names_the_revision_that_brings_it_back(tmp_path):
    project = Project.create(tmp_path / "p", Story(title="one"))
    project.save(Story(title="two", scenes=(Scene(id="s1", text="Tom ran."),)), revision=1)
    history = tmp_path / "p" / "history"
    (tmp_path / "p" / "story.json").write_text("{")
    (history / "000002.json").write_text("{")
    done = run("gc", "--project", tmp_path / "p")
    assert done.exit_code == 2 and str(history / "000001.json") in done.output
    (tmp_path / "p" / "story.json").unlink()
    with pytest.raises(BadInput, match=r"lost its story.json.*000001"):
        Project.create(tmp_path / "p", Story(title="three"))
    (history / "000001.json").rename(tmp_path / "p" / "story.json")
    assert Project.open(tmp_path / "p").story.title == "one"


def test_the_doctor_prints_every_command_whole(monkeypatch):
    lines = [line.strip() for line in run("doctor", COLUMNS="40").output.splitlines()]
    assert all(engine.install in lines for engine in engines() if engine.install)


def test_the_voices_of_a_language_are_listed():
    assert "de " in run("models", "voices", "de").output
    spoken = json.loads(run("models", "voices", "de", "--json").output.splitlines()[-1])["voices"]
    assert {voice["language"] for voice in spoken} == {"de"}
    assert run("models", "voices", "xx").exit_code == 2


def test_utf_16_without_a_mark_is_read_by_cast(tmp_path):
    (tmp_path / "story.txt").write_bytes(STORY.encode("utf-16-le"))
    held = json.loads(run("cast", tmp_path / "story.txt", "--reader", "rules", "--json").output.splitlines()[-1])
    assert "Clara" in [character["name"] for character in held["characters"]]


def test_a_reader_of_another_language_is_offered_with_its_own_command(tmp_path):
    (tmp_path / "story.txt").write_text("Es war einmal ein Mädchen, das hieß Anna. Sie ging in den Wald.", "utf-8")
    done = run("cast", tmp_path / "story.txt")
    assert done.exit_code == 2 and "install coreferee en" not in done.output


def test_a_terminal_without_unicode_gets_question_marks_and_whole_json(tmp_path):
    (tmp_path / "story.txt").write_text("Zoë found a wolf. Zoë ran home.", "utf-8")
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "storyvid.cli", "cast", "story.txt", "--reader", "rules"]
    shown, told = (
        subprocess.run([*command, *more], cwd=tmp_path, env=env, capture_output=True) for more in ((), ("--json",))
    )
    assert shown.returncode == told.returncode == 0, shown.stderr + told.stderr
    assert b"Zo?" in shown.stdout and shown.stderr == b""
    assert "Zoë" in [character["name"] for character in json.loads(told.stdout)["characters"]]


def test_a_broken_voice_is_named_by_make_and_by_the_doctor(tmp_path, story):
    broken = tmp_path / "broken" / "espeakng_loader"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text(
        "def get_library_path(): return '/gone.so'\ndef get_data_path(): return '/gone'\n"
    )
    env = {**os.environ, "PYTHONPATH": str(broken.parent), "STORYVID_PROJECTS": str(tmp_path / "projects")}
    for arguments in (("make", "story.txt", "-o", "film.mp4"), ("doctor",)):
        command = [sys.executable, "-m", "storyvid.cli", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
        assert done.returncode == 1 and "Traceback" not in done.stderr
        assert "espeakng-loader" in done.stderr + done.stdout
