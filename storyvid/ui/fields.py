"""Fields that show what the story says, and never save what nobody typed.

A browser tells the values of all widgets with anything that is done.  One that it has just put on the page, or that the
page has just given another value, it may still tell with the old value or none; set through `st.session_state`, that
looks as if the author had changed it.  A field here begins with the story's value, and is made anew, under another key,
when the story's value is no longer what it holds.
"""

from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

import streamlit as st

Choice = TypeVar("Choice", bound=Hashable)
_FIELDS = "fields"


def field(key: str, truth: Any, *, titles: Any = None) -> tuple[str, Any]:
    """The key and the first value of the widget that shows the truth.

    `titles` is what a choice calls its options: a browser goes on showing the old title of what was chosen, so that the
    choice is made anew where they are others.
    """
    known: dict[str, tuple[int, Any, Any]] = st.session_state.setdefault(_FIELDS, {})
    number, first, called = known.get(key, (0, truth, titles))
    if st.session_state.get(f"{key}#{number}", first) != truth or called != titles:
        number, first = number + 1, truth
    known[key] = (number, first, titles)
    return f"{key}#{number}", first


def value(key: str) -> Any:
    """What the widget that `field` named holds now, in its own callback."""
    number, first, _ = st.session_state[_FIELDS][key]
    return st.session_state.get(f"{key}#{number}", first)


def told_apart(titles: Mapping[Choice, str]) -> dict[Choice, str]:
    """The titles of options, counted where several read the same: a browser knows an option by its title alone."""
    apart: dict[Choice, str] = {}
    taken = set(titles.values())
    met: set[str] = set()
    for option, title in titles.items():
        number, shown = 1, title
        while shown in met or (number > 1 and shown in taken):
            number += 1
            shown = f"{title} ({number})"
        met.add(shown)
        apart[option] = shown
    return apart
