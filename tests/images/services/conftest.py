"""A home of its own for settings and ledger, and pictures that recipes refer to."""

from pathlib import Path

import pytest

from storyvid.spending import Ledger
from storyvid.store import Store
from tests.images.services.asking import SECRET


@pytest.fixture(autouse=True)
def machine(tmp_path, monkeypatch) -> Path:
    """A machine with a key for everything and nothing set."""
    monkeypatch.setenv("STORYVID_HOME", str(tmp_path / "home"))
    for name in ("OPENAI_API_KEY", "HF_TOKEN"):
        monkeypatch.setenv(name, SECRET)
    monkeypatch.delenv("A1111_LOGIN", raising=False)
    return tmp_path / "home"


@pytest.fixture
def ledger(machine) -> Ledger:
    return Ledger()


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "assets")
