"""The frame around every page: where one is, undo and redo, what is saved, what is being made, what went wrong."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from storyvid.errors import StoryvidError
from storyvid.project import Project
from storyvid.recipes import ImageRecipe, Quality
from storyvid.samples import asset
from storyvid.story import Sound, Story
from storyvid.ui import desk, last_words, stray_runs
from storyvid.ui.browser import styled
from storyvid.ui.progress import doing, failed_now
from storyvid.ui.views import Step, stepper
from storyvid.workshop import order_id

SHELF = "app.py"
PAGES = {
    name: f"pages/{at}_{name}.py" for at, name in enumerate(("Story", "Characters", "Pictures", "Sound", "Film"), 1)
}
SETTINGS = "pages/6_Settings.py"
ICON = asset("ui/icon.png")
_PULSE_S = 2.0
_FRAME = "frame"
UNFORESEEN = (
    "Something went wrong that storyvid did not foresee. Your story is saved. Reload the page; if it happens again, "
    "the terminal where storyvid runs says what it was."
)
_log = logging.getLogger(__name__)
stray_runs.kept_out()
last_words.heard_out()


@contextmanager
def page(name: str, *, of_project: bool = True) -> Iterator[Project | None]:
    """Everything around the page called `name`; its content is what is written inside the `with`.

    Gives None where no project is open, which the page then says itself; StoryvidErrors become messages.
    """
    st.set_page_config(page_title=f"{name} · storyvid", page_icon=str(ICON), layout="wide")
    styled("page")
    if st.context.theme.type == "dark":
        styled("page_dark")
    with _centred():
        project = None
        with errors_shown():
            if of_project:
                project = _framed(name)
            else:
                _bar(None)
                _warnings()
        with errors_shown():
            yield project


@contextmanager
def errors_shown() -> Iterator[None]:
    """What storyvid says went wrong, in a box instead of a traceback."""
    try:
        yield
    except StoryvidError as error:
        st.error(str(error), icon=":material/error:")
    except Exception:  # the screen is an edge too: nobody is helped by a traceback there, and the log has it
        _log.exception("A page went wrong")
        st.error(UNFORESEEN, icon=":material/error:")


def go(name: str) -> None:
    """Opens a page, taking the open project along."""
    target = {"Shelf": SHELF, "Settings": SETTINGS}.get(name) or PAGES[name]
    st.switch_page(target, query_params=_address())


def next_step(name: str, label: str, *, ready: bool = True) -> None:
    """The way on, at the foot of a page."""
    st.space("small")
    key = "onward-ready" if ready else "onward-later"  # where it is ready page.css keeps it in sight
    with st.container(horizontal=True, horizontal_alignment="right", key=key):
        if st.button(label, type="primary" if ready else "secondary", icon=":material/arrow_forward:", key="onward"):
            go(name)


def empty(title: str, advice: str, *, icon: str) -> None:
    """An empty state: what is not here yet, and what to do about it."""
    with st.container(border=True, horizontal_alignment="center"):
        st.space("small")
        st.markdown(f"# :gray[:material/{icon}:]", width="content", text_alignment="center")
        st.subheader(title, anchor=False, text_alignment="center")
        st.markdown(advice, width=460, text_alignment="center")
        st.space("small")


def no_scenes() -> None:
    """The empty state of every page that needs scenes."""
    empty(
        "No scenes yet",
        "Everything starts with the words: paste your story, and it is cut into scenes.",
        icon="edit_note",
    )
    with st.container(horizontal=True, horizontal_alignment="center"):
        if st.button("Paste the story", type="primary", key="to-story"):
            go("Story")


def states(project: Project) -> dict[str, tuple[str, str]]:
    """Each step's state and note."""
    story = project.story
    scenes, cast, picked = len(story.scenes), len(story.characters), sum(s.picked is not None for s in story.scenes)
    film = _film_state(project)
    heard = story.sound != Sound() or film[0] != "todo"  # who has a film made has let the sound be as it is
    return {
        "Story": ("done", count(scenes, "scene")) if scenes else ("todo", "paste it"),
        "Characters": ("done", count(cast, "character")) if cast else ("todo", "who is who"),
        "Pictures": _pictures_state(story, picked, scenes),
        "Sound": ("done", story.sound.mood) if heard else ("todo", "voice and music"),
        "Film": film,
    }


def _pictures_state(story: Story, picked: int, scenes: int) -> tuple[str, str]:
    if not scenes or not any(isinstance(scene.picked, ImageRecipe) or scene.picked for scene in story.scenes):
        return "todo", "paint and pick"
    return "done" if picked == scenes else "begun", f"{picked} of {scenes} picked"


def _film_state(project: Project) -> tuple[str, str]:
    qualities: tuple[tuple[Quality, str], ...] = (("final", "done"), ("preview", "begun"))
    for quality, state in qualities:
        film = desk.workshop().film_state(order_id(project.story, quality))
        if film and film.state == "made":
            return state, f"{quality} ready"
        if film and film.state in ("planning", "making"):
            return "begun", f"{quality} {film.share:.0%}"
    return "todo", "preview, render"


def count(number: int, noun: str) -> str:
    """`1 scene`, `2 scenes`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


@contextmanager
def _centred() -> Iterator[None]:
    with st.container(horizontal_alignment="center"), st.container(width=1180):
        yield


def with_frame(key: str, edit: Callable[..., None]) -> Callable[..., None]:
    """A callback inside the fragment `key` that changes what the frame shows, so that both are drawn again."""

    def edit_and_draw(*given: object) -> None:
        edit(*given)
        st.rerun([_FRAME, key])

    return edit_and_draw


def _framed(name: str) -> Project | None:
    try:
        project = desk.opened()
    except StoryvidError as error:
        desk.clear()  # what the address names is no way on, and the shelf is one
        _bar(None)
        _nothing_open(str(error))
        return None
    if project is None:
        _bar(None)
        _nothing_open()
    else:
        _around(name)
    return project


@st.fragment(key=_FRAME, run_every=_PULSE_S)
def _around(name: str) -> None:
    """The frame of a project's page; it tells what is saved and what is being made while the page is open."""
    project = desk.project()
    _bar(project)
    _title(project)
    _steps(project, name)
    _held_edit()
    _warnings()


def _bar(project: Project | None) -> None:
    row = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="bar")
    with row.container(horizontal=True, width="content", gap="small"):
        st.page_link(SHELF, label="Shelf", icon=":material/shelves:")
        st.page_link(SETTINGS, label="Settings", icon=":material/tune:", query_params=_address())
    if project:
        with row.container(horizontal=True, width="content", gap="xsmall"):
            _travel("Undo", desk.undo, project.undo_label, "undo")
            _travel("Redo", desk.redo, project.redo_label, "redo")


def _travel(name: str, act: Callable[[], None], label: str | None, icon: str) -> None:
    said = f"{name}: {label}" if label else f"Nothing to {name.lower()}"
    shown = f"{name} :gray[“{plain(_short(label))}”]" if label and name == "Undo" else name
    if st.button(shown, key=name.lower(), icon=f":material/{icon}:", disabled=not label, help=said, type="tertiary"):
        act()
        st.rerun()


def _short(label: str, most: int = 22) -> str:
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def _title(project: Project) -> None:
    status = desk.workshop().status()
    told = doing(status)
    line = f":material/brush: {told}" if told else f":material/cloud_done: Saved, version {project.revision}"
    failed = failed_now(project.story, status)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="story-title"):
        st.header(plain(project.story.title), anchor=False, width="content")
        st.caption(line + (f" · :red[{failed} failed]" if failed else ""), width="content")


def _steps(project: Project, here: str) -> None:
    address = "&".join(f"{name}={value}" for name, value in _address().items())
    steps = [
        Step(name=name, href=f"{name}?{address}", state=state, note=note, here=name == here)  # type: ignore[arg-type]
        for name, (state, note) in states(project).items()
    ]
    if chosen := stepper(steps, key="stepper"):
        go(chosen)


def _held_edit() -> None:
    held = st.session_state.get("held")
    if held is None:
        return
    kept = f"Your edit ({plain(held.label)}) is not saved yet, and not lost"
    with st.container(border=True):
        if held.why:
            st.markdown(f":red[:material/hard_drive:] **{plain(held.why)}** {kept} while this page stays open.")
        else:
            st.markdown(f":orange[:material/call_split:] **This project was changed in another tab.** {kept}.")
        with st.container(horizontal=True):
            yes = "Save it now" if held.why else "Take theirs, then make my edit"
            again = st.button(yes, type="primary", key="again")
            out = st.button("Leave my edit out" if held.why else "Reload, leave my edit out", key="leave-out")
    if again or out:
        desk.make_mine_again() if again else desk.leave_mine_out()
        st.rerun()


def _warnings() -> None:
    for message in desk.recent_warnings():
        st.warning(plain(message), icon=":material/info:")


def _nothing_open(why: str = "") -> None:
    advice = "Open one from the shelf, or start a new one there."
    empty("No story is open", f"{plain(why)} {advice}" if why else advice, icon="auto_stories")
    with st.container(horizontal=True, horizontal_alignment="center"):
        if st.button("To the shelf", type="primary", icon=":material/shelves:"):
            go("Shelf")


def _address() -> dict[str, str]:
    known = st.session_state.get("project_id")
    return {"project": known} if known else {}


def one_line(text: str) -> str:
    """A scene's words in one line, its paragraphs told apart: a heading does not run into what it stands above."""
    return " · ".join(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def plain(text: str) -> str:
    """Words for a Markdown widget that show as they are."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]()<>#+-.!|~$:" else char for char in text)
