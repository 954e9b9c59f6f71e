"""A film that the disk, or a kill, interrupts: said clearly, the last film kept, and taken up where it stopped."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import av
import pytest

from storyvid.project import Project
from tests.plugged import PLUGINS

TALE = "The fox walked over the first hill.\n\nThe moon shone on the river."
LAST_FILM = b"the last good film"
MOST_BYTES = 1_500_000  # enough for each picture and clip, not for the sound while it is mixed


def make(folder: Path, *, most_bytes: int | None = None) -> subprocess.Popen:
    """`storyvid make`, in a process group of its own; `most_bytes`: no file may become larger."""

    def limited() -> None:
        if most_bytes:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    settings = [
        "--format",
        "1:1",
        "--images",
        "swatch",
        "--takes",
        "1",
        "--sentences",
        "1",
        "--preview",
        "--music",
        "none",
        "--language",
        "en",
        "--json",
    ]
    command = [
        sys.executable,
        "-m",
        "storyvid.cli",
        "make",
        "tale.txt",
        "--out",
        "film.mp4",
        "--project",
        "p",
        *settings,
    ]
    told = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    environment = {**os.environ, "PYTHONPATH": PLUGINS}
    return subprocess.Popen(command, cwd=folder, env=environment, preexec_fn=limited, start_new_session=True, **told)


def left_behind(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.part*") if path.is_file()]


@pytest.mark.timeout(300)
def test_a_full_disk_and_a_kill_cost_neither_the_last_film_nor_what_is_made(tmp_path):
    (tmp_path / "tale.txt").write_text(TALE)
    (tmp_path / "film.mp4").write_bytes(LAST_FILM)
    full = make(tmp_path, most_bytes=MOST_BYTES)
    said = " ".join(full.communicate()[0].split())
    assert full.returncode == 1, said
    assert "is full: the soundtrack was not written" in said and "Free some space" in said
    assert "Traceback" not in said and "silent" not in said
    assert (tmp_path / "film.mp4").read_bytes() == LAST_FILM and not left_behind(tmp_path)
    spoken = len(list((tmp_path / "p").rglob("assets/*/*.wav")))
    assert spoken >= 2

    for clip in (tmp_path / "p").rglob("assets/*/*.mp4"):
        clip.unlink()
    killed = make(tmp_path)
    until = time.monotonic() + 120
    while not list((tmp_path / "p").rglob("assets/*/*.mp4")) and time.monotonic() < until:
        time.sleep(0.01)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()
    assert (tmp_path / "film.mp4").read_bytes() == LAST_FILM
    assert len(Project.open(tmp_path / "p").story.scenes) == 2

    again = make(tmp_path)
    told = again.communicate()[0]
    assert again.returncode == 0, told
    assert '"reused"' in told and '"speech"' not in told.partition('"made"')[2].partition("}")[0]
    with av.open(str(tmp_path / "film.mp4")) as film:
        assert sum(1 for _ in film.decode(video=0)) == film.streams.video[0].frames > 60
    assert not left_behind(tmp_path)
