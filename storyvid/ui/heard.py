"""Hearing before choosing: a button that has a sound made, then the player with it."""

import time

import streamlit as st

from storyvid.recipes import AmbienceRecipe, MusicRecipe, SpeechRecipe, UploadRecipe, key_of
from storyvid.ui import desk

_POLL_S = 0.5
_AT_ONCE_S = 30.0  # a sound that comes later than that after it was asked for waits to be played

_ASKED = "asked-to-hear"

Sound = SpeechRecipe | MusicRecipe | AmbienceRecipe | UploadRecipe


def listen(label: str, recipe: Sound, *, key: str) -> None:
    """The player when the sound is made; else the button that has it made, with its progress."""
    going_on = desk.workshop().state_of(recipe) in ("waiting", "running")
    # no fragment while nothing is being made: what is pressed in one may be dropped while the page is still being drawn
    shown = st.fragment(_listen, run_every=_POLL_S) if going_on else _listen
    shown(label, recipe, key, going_on)


def _listen(label: str, recipe: Sound, key: str, was_going_on: bool) -> None:
    state = desk.workshop().state_of(recipe)
    if state == "made":
        st.audio(str(desk.project().store.path(recipe)), autoplay=_plays_at_once(recipe, time.monotonic()))
    elif state in ("waiting", "running"):
        st.button("Being made…", key=key, icon=":material/hourglass_top:", disabled=True)
    else:
        if failure := desk.workshop().failure_of(recipe):
            st.error(failure.message, icon=":material/error:")
        st.button(label, key=key, icon=":material/play_arrow:", on_click=_have_made, args=(recipe,))
    if was_going_on != (desk.workshop().state_of(recipe) in ("waiting", "running")):
        st.rerun()


def _plays_at_once(recipe: Sound, now: float) -> bool:
    """Whether the author asked to hear it a moment ago."""
    key, at = st.session_state.get(_ASKED, ("", 0.0))
    return key == key_of(recipe) and now - at < _AT_ONCE_S


def _have_made(recipe: Sound) -> None:
    st.session_state[_ASKED] = (key_of(recipe), time.monotonic())
    desk.act(desk.workshop().retry, [recipe])
    desk.act(lambda: desk.workshop().want([recipe], front=True))
