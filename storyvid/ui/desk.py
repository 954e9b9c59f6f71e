"""The desk: the project that this browser session has open, and how the author's edits reach it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from storyvid.errors import Conflict, NoRoom, StoryvidError
from storyvid.project import Project
from storyvid.shelf import Shelf
from storyvid.story import Story
from storyvid.workshop import Workshop, workshop_for

Edit = Callable[[Story], Story]
Answer = TypeVar("Answer")
_WARNING_S = 12.0


@dataclass(frozen=True)
class Held:
    """An edit that met a conflict or a full disk: kept until the author says what to do with it."""

    label: str
    change: Edit
    why: str = ""  # why the disk did not take it; empty for a conflict


def shelf() -> Shelf:
    """Where projects live: STORYVID_PROJECTS, or the user's data folder."""
    return Shelf()


def opened() -> Project | None:
    """The open project: the one the address names, else the one this session had; None when there is none.

    What another tab saved is read first, so that a page never shows an old story.  Raises BadInput.
    """
    wanted = st.query_params.get("project") or st.session_state.get("project_id")
    if not wanted:
        return None
    project = st.session_state.get("project")
    if project is None or project.folder.name != wanted:
        project = shelf().open(wanted)
    elif "held" not in st.session_state and project.reload():
        st.toast("Brought up to date with a change made in another tab.", icon=":material/sync:")
    put_on_desk(project)
    return project


def put_on_desk(project: Project) -> None:
    """Makes the project the open one, in the session and in the address."""
    st.session_state["project"] = project
    st.session_state["project_id"] = project.folder.name
    if st.query_params.get("project") != project.folder.name:
        st.query_params["project"] = project.folder.name


def clear() -> None:
    """Closes the open project, so that the shelf is just the shelf."""
    for name in ("project", "project_id", "held"):
        st.session_state.pop(name, None)
    st.query_params.pop("project", None)


def project() -> Project:
    """The open project, where it is known that there is one: in callbacks and fragments."""
    return st.session_state["project"]


def workshop() -> Workshop:
    """The workshop of the open project; opening it takes up what was wanted before."""
    return workshop_for(project().folder)


def edit(label: str, change: Edit) -> None:
    """Saves an edit of the open story; what went wrong is shown by the frame."""
    saved(label, change)


def saved(label: str, change: Edit) -> bool:
    """`edit`, and whether it was saved.

    What changes nothing is no edit: a browser may tell a new field's first value, and that is no conflict either.
    """
    # once: Streamlit may cut a callback short wherever it touches the session's state, and then nothing is saved
    here = project()
    try:
        if (story := change(here.story)) != here.story:
            here.save(story, revision=here.revision, label=label)
    except Conflict:
        _hold(label, change)
    except NoRoom as error:
        _hold(label, change, why=str(error))
    except StoryvidError as error:
        warn(str(error))
    else:
        return True
    return False


def _hold(label: str, change: Edit, *, why: str = "") -> None:
    """Keeps an edit; what is kept already stays, and comes before it."""
    before: Held | None = st.session_state.get("held")
    if before:
        first = before.change
        held = Held(f"{before.label}, {label}", lambda story: change(first(story)), why)
    else:
        held = Held(label, change, why)
    st.session_state["held"] = held


def act(action: Callable[..., object], *given: object) -> None:
    """Runs an action that is no edit; a StoryvidError is shown by the frame."""
    answer(action, *given)


def answer(action: Callable[..., Answer], *given: object) -> Answer | None:
    """What an action gives; None when it met a StoryvidError, which is shown by the frame."""
    try:
        return action(*given)
    except StoryvidError as error:
        warn(str(error))
        return None


def warn(message: str) -> None:
    """A message for the top of the page, for some seconds."""
    st.session_state.setdefault("warnings", []).append((time.monotonic(), message))


def recent_warnings() -> list[str]:
    """The messages that are not old yet; older ones are let go."""
    known = st.session_state.get("warnings", [])
    st.session_state["warnings"] = [one for one in known if time.monotonic() - one[0] < _WARNING_S]
    return [message for _, message in st.session_state["warnings"]]


def undo() -> None:
    """Takes the last edit back."""
    _travel(Project.undo)


def redo() -> None:
    """Brings the last undone edit back."""
    _travel(Project.redo)


def make_mine_again() -> None:
    """Reads what the other tab saved, if one did, and makes the held edit on top of it."""
    held: Held = st.session_state.pop("held")
    project().reload()
    if saved(held.label, held.change):
        told = "Saved" if held.why else "Saved on top of the other change"
        st.toast(f"{told}: {held.label}.", icon=":material/check:")


def leave_mine_out() -> None:
    """Reads what the other tab saved, and lets the held edit go."""
    st.session_state.pop("held")
    project().reload()


def _travel(move: Callable[[Project], Story]) -> None:
    try:
        move(project())
    except Conflict as error:
        project().reload()
        warn(f"{error} It has been reloaded.")
    except StoryvidError as error:
        warn(str(error))
