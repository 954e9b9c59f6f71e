"""Hearing what is done in the browser: in order, and each at least once, however Streamlit's runs are cut short.

The browser tells until it is answered with what was heard (`telling.js`); a deed counts as heard when it was acted on,
not when it came.  A callback may be cut short at any touch of `st.session_state`, and then never comes again: a page
that draws such a component hears once more as it is drawn.
"""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

Deed = Mapping[str, Any]
"""One thing the author did; `at` is the browser's clock, which orders them."""

_HEARD = "deeds-heard"


def answer(key: str) -> dict[str, Any]:
    """What the component's data must hold: who tells, and the time of the last deed that was acted on."""
    name = _teller(key)
    return {"teller": name, "heard": _heard().get(name, 0)}


def hear(key: str, on_done: Callable[[Deed], None]) -> bool:
    """Acts on what the component called `key` told and was not acted on yet; whether there was anything.

    `on_done` must take a deed twice with the same outcome as once: it may have been cut short the first time.
    """
    heard, name = _heard(), _teller(key)
    fresh = unheard(st.session_state.get(key), heard.get(name, 0))
    for deed in fresh:
        try:
            on_done(deed)
        except Exception:  # Streamlit cutting it short is none of these: then it is not heard, and told again
            heard[name] = deed["at"]  # it would go wrong every time
            raise
        heard[name] = deed["at"]
    return bool(fresh)


def catch_up(key: str, on_done: Callable[[Deed], None]) -> None:
    """Hears what a callback that was cut short left over, and has the page drawn with it: called before drawing."""
    if hear(key, on_done):
        st.rerun()


def once(key: str) -> Deed | None:
    """The last deed not heard yet, which counts as heard now: where acting on it leaves the page."""
    heard, name = _heard(), _teller(key)
    fresh = unheard(st.session_state.get(key), heard.get(name, 0))
    if not fresh:
        return None
    heard[name] = fresh[-1]["at"]
    return fresh[-1]


def unheard(state: Mapping[str, Any] | None, heard: int) -> list[Deed]:
    """What was done after `heard`, in the order it was done; `state` is the component's, or nothing."""
    told = (state or {}).get("told") or {}
    return sorted((deed for deed in told.get("done", ()) if deed["at"] > heard), key=lambda deed: deed["at"])


def _heard() -> dict[str, int]:
    # one dictionary for all: changing it is no touch of st.session_state, where Streamlit could cut in
    if _HEARD not in st.session_state:
        st.session_state[_HEARD] = {}
    return st.session_state[_HEARD]


def _teller(key: str) -> str:
    # what was done in one project is nothing to another, which this tab may open next
    return f"{key} {st.session_state.get('project_id', '')}"
