"""Installing what coreferee reads with: what is said, what is run, and what happens where it fails."""

import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from storyvid.cli import app
from storyvid.errors import BadInput, ModelNotInstalled, UnknownName
from storyvid.reading.coref import read_story
from storyvid.reading.coref.coreferee_models import LANGUAGES, table
from storyvid.reading.install import Step, coreferee_steps, fetch

pytest.importorskip("coreferee")


def step(code: str) -> Step:
    return Step(what="A model", about_mb=1, source="nowhere.example", command=(sys.executable, "-c", code))


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_official_installers_are_run_with_this_interpreter_for_a_model_of_the_table(language):
    ran = []
    fetch(coreferee_steps(language), run=lambda command: ran.append(command) or 0)
    model = ran[0][-1]
    assert ran == [
        (sys.executable, "-m", "spacy", "download", model),
        (sys.executable, "-m", "coreferee", "install", language),
    ]
    assert model == table(language)[0].model  # the one that the reader likes best


def test_another_language_is_refused_with_those_there_are():
    with pytest.raises(UnknownName, match="en, de, fr, pl"):
        coreferee_steps("es")


def test_a_step_that_fails_stops_the_rest_and_says_what_to_do(tmp_path):
    mark = tmp_path / "ran"
    later = step(f"open({str(mark)!r}, 'w')")
    with pytest.raises(ModelNotInstalled, match="A model could not be installed .exit code 3.*nowhere.example.*again"):
        fetch([step("raise SystemExit(3)"), later])
    assert not mark.exists()
    fetch([step("pass"), later])
    assert mark.exists()


def test_an_interpreter_that_is_not_there_and_a_missing_pip_are_said():
    with pytest.raises(ModelNotInstalled, match="cannot be run"):
        fetch([Step(what="A model", about_mb=1, source="", command=("/no/such/python",))])
    with pytest.raises(
        ModelNotInstalled, match="need no_such_module. Add it with: uv pip install 'storyvid.coreferee.'"
    ):
        fetch([], needs=("no_such_module",))


def test_what_is_downloaded_is_said_before_anything_is_and_a_no_installs_nothing():
    done = CliRunner().invoke(app, ["models", "install", "coreferee", "en"], input="n\n")
    assert done.exit_code == 130 and "Nothing was installed" in done.output
    assert "en_core_web_lg, about 400 MB from github.com/explosion" in done.output
    assert "about 100 MB from github.com/richardpaulhudson" in done.output


@pytest.mark.parametrize("words", [["coreferee", "es"], ["whisper", "en"]])
def test_what_there_is_nothing_to_download_for_is_wrong_input(words):
    assert CliRunner().invoke(app, ["models", "install", *words, "--yes"]).exit_code == 2


def test_without_a_network_the_real_installer_fails_with_a_message_and_exit_code_1():
    nowhere = dict.fromkeys(["HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"], "http://127.0.0.1:9")
    env = {name: kept for name, kept in os.environ.items() if name.lower() != "no_proxy"} | nowhere
    command = [sys.executable, "-m", "storyvid.cli", "models", "install", "coreferee", "en", "--yes"]
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=120)
    assert done.returncode == 1
    assert (
        "spaCy’s model en_core_web_lg could not be installed" in done.stderr and "is the network there?" in done.stderr
    )


def test_the_list_names_every_kind():
    done = CliRunner().invoke(app, ["models", "list"])
    assert done.exit_code == 0 and all(kind in done.output for kind in ("images", "speech", "music", "readers"))


def test_a_language_that_the_reader_does_not_read_is_told_which_engine_would():
    with pytest.raises(BadInput, match="does not read Deutsch.*coreferee.*Characters can be added by hand"):
        read_story("Der König schläft.", reader="rules", language="de")
    with pytest.raises(BadInput, match="does not read 日本語.*LLM.*Characters can be added by hand"):
        read_story("王様は眠る。", reader="rules", language="ja")
