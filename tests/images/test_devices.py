"""What this machine paints with: cards found without torch, one worker a card, the processor's speed."""

import stat

import pytest

from storyvid.crew import place
from storyvid.images import devices
from storyvid.lanes import LocalPool
from storyvid.recipes import ImageRecipe, Part


@pytest.fixture(autouse=True)
def unremembered():
    devices.cards.cache_clear()
    yield
    devices.cards.cache_clear()


@pytest.mark.parametrize(
    ("visible", "found"), [("0,2", ("0", "2")), ("", ()), ("-1", ()), ("GPU-8a, GPU-8b", ("GPU-8a", "GPU-8b"))]
)
def test_the_cards_that_the_author_allows_are_those_used(visible, found, monkeypatch):
    monkeypatch.setenv(devices.VISIBLE, visible)
    assert devices.cards() == found


def test_cards_are_asked_of_the_driver(monkeypatch, tmp_path):
    monkeypatch.delenv(devices.VISIBLE, raising=False)
    asker = tmp_path / "nvidia-smi"
    asker.write_text("#!/bin/sh\nprintf '0\\n1\\n'\n")
    asker.chmod(asker.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert devices.cards() == ("0", "1")


def test_each_card_has_a_worker_that_sees_it_alone(monkeypatch, tmp_path):
    monkeypatch.setenv(devices.VISIBLE, "0,1")
    pool = LocalPool(tmp_path)
    assert pool.lanes()["gpu"] == 2
    assert [pool.worker("gpu").env for _ in range(2)] == [{devices.VISIBLE: "0"}, {devices.VISIBLE: "1"}]
    monkeypatch.setenv(devices.VISIBLE, "")
    devices.cards.cache_clear()
    pool = LocalPool(tmp_path)
    assert pool.lanes()["gpu"] == 1 and pool.worker("gpu").env == {}


def test_the_processor_does_some_sums():
    assert 0.5 < devices.processor_giga_operations() < 100_000


def test_a_worker_prefers_takes_of_the_weights_that_it_has_loaded():
    parts = (Part(source="scene", text="a fox"),)
    one, other = (
        ImageRecipe(model="diffusers@1", parts=parts, width=64, height=64, seed=1, options=(("model", name),))
        for name in ("a/b", "c/d")
    )
    assert place(one).lane == "gpu" and place(one).model != place(other).model
    board = ImageRecipe(model="storyboard@1", parts=parts, width=64, height=64, seed=1)
    assert place(board).model == ""
