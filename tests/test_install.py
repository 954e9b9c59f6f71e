"""The documented way in, on a fresh clone: `make app` sets everything up and the page answers."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STARTED_S = 240


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Path:
    """The last commit, cloned."""
    if not (ROOT / ".git").exists() or not shutil.which("make"):
        pytest.skip("needs git's history and make")
    folder = tmp_path_factory.mktemp("fresh") / "storyvid"
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", f"file://{ROOT}", str(folder)], check=True)
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_make_app_sets_up_and_serves_the_page(clone, tmp_path):
    port = free_port()
    env = {**os.environ, "STORYVID_PROJECTS": str(tmp_path), "BROWSER": "true", "STREAMLIT_SERVER_HEADLESS": "true"}
    env.pop("PYTHONPATH", None)
    log = (tmp_path / "log").open("wb")
    make = ["make", "app", f"PORT={port}", f"PYTHON={sys.executable}"]
    served = subprocess.Popen(make, cwd=clone, env=env, stdout=log, stderr=log, start_new_session=True)
    try:
        began = time.monotonic()
        while time.monotonic() - began < STARTED_S and served.poll() is None and not answers(port):
            time.sleep(0.25)
        assert answers(port), (tmp_path / "log").read_text()[-2000:]
    finally:
        os.killpg(served.pid, signal.SIGKILL)
        served.wait()


def test_the_clone_is_healthy_without_the_extras(clone):
    done = subprocess.run([clone / ".venv/bin/storyvid", "doctor"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not list((clone / ".venv/lib").glob("python3*/site-packages/torch"))


def test_the_readme_opens_with_the_two_commands_and_real_pictures():
    opening = (ROOT / "README.md").read_text("utf-8")[:1500]
    assert "make app" in opening and "make test" in opening
    shown = re.findall(r'src="([^"]+)"', opening)
    assert shown and all((ROOT / path).stat().st_size > 50_000 for path in shown)


def test_no_pin_names_a_host():
    assert not re.search(r"://|--(extra-)?index-url|--find-links", (ROOT / "constraints.txt").read_text("utf-8"))


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as reply:
            return reply.status == 200
    except OSError:
        return False
