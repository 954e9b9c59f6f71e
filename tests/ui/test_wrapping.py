"""Streamlit's own methods are wrapped once, and left alone where they are called otherwise."""

import pytest
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner

from storyvid.ui import last_words, stray_runs

PARTS = [
    (ScriptRunner, "_run_script", stray_runs.kept_out),
    (AppSession, "_create_scriptrunner", last_words.heard_out),
]


@pytest.mark.parametrize(("owner", "name", "wrapped"), PARTS)
def test_streamlit_is_wrapped_once(owner, name, wrapped):
    wrapped()
    once = getattr(owner, name)
    wrapped()
    assert getattr(owner, name) is once
    assert not hasattr(once.__wrapped__, "__wrapped__")


@pytest.mark.parametrize(("owner", "name", "wrapped"), PARTS)
def test_a_streamlit_that_calls_its_parts_otherwise_is_left_as_it_is(monkeypatch, owner, name, wrapped):
    monkeypatch.delattr(owner, name)
    wrapped()
    assert not hasattr(owner, name)
