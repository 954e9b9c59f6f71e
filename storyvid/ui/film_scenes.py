"""Scene by scene: how the camera moves, what stays in the frame, what comes next, and a chapter's heading."""

from dataclasses import replace
from functools import partial
from textwrap import shorten

import streamlit as st

from storyvid.project import Project
from storyvid.story import Scene, Story, with_scene
from storyvid.ui import desk, frame
from storyvid.ui.fields import field, value
from storyvid.ui.film_samples import TRANSITIONS, framing_picture, subject_percent

_WORDS_CHARS = 48
MOTION_TITLES = {
    "auto": "By what is in the picture",
    "hold": "Still",
    "push-in": "Push in",
    "pull-out": "Pull out",
    "pan-left": "Pan to the left",
    "pan-right": "Pan to the right",
    "rise": "Rise",
    "drift": "Drift",
}


def draw(project: Project, scene: Scene) -> None:
    """One scene's part of the cut."""
    story = project.story
    at = [one.id for one in story.scenes].index(scene.id)
    with st.expander("This scene: camera, frame, what comes next", icon=":material/movie_edit:"):  # the title stays
        picture, choices = st.columns([2, 3])
        with choices:
            _choices(story, scene, last=at == len(story.scenes) - 1)
        with picture:
            _frame(project, scene)


def changed(story: Story, scene_id: str, **changes) -> Story:
    """The story with one scene cut another way."""
    return with_scene(story, replace(story.scene(scene_id), **changes))


def _choices(story: Story, scene: Scene, *, last: bool) -> None:
    name, first = field(f"motion-{scene.id}", scene.motion)
    st.selectbox(
        "Camera",
        [*MOTION_TITLES],
        [*MOTION_TITLES].index(first),
        format_func=MOTION_TITLES.__getitem__,
        key=name,
        on_change=_set,
        args=(f"motion-{scene.id}", scene.id, "motion", "Camera"),
    )
    if not last:
        joins = ["", *TRANSITIONS]
        name, first = field(f"join-{scene.id}", scene.transition)
        st.selectbox(
            "To the next scene",
            joins,
            joins.index(first),
            format_func=lambda name: (
                TRANSITIONS.get(name) or f"As the film: {TRANSITIONS[story.cut.transition].lower()}"
            ),
            key=name,
            on_change=_set,
            args=(f"join-{scene.id}", scene.id, "transition", "Transition"),
        )
    name, first = field(f"chapter-{scene.id}", scene.chapter)
    st.text_input(
        "Chapter heading before it",
        first,
        key=name,
        max_chars=120,
        placeholder="None",
        on_change=_set,
        args=(f"chapter-{scene.id}", scene.id, "chapter", "Chapter"),
    )


def _frame(project: Project, scene: Scene) -> None:
    shown = framing_picture(project, scene)
    if shown is None:
        return
    st.image(shown, width=200, caption="What the camera shows: first (white), last (yellow)")
    name, first = field(f"by-hand-{scene.id}", scene.focus is not None)
    by_hand = st.toggle(
        "I say what stays in the frame",
        first,
        key=name,
        on_change=_by_hand,
        args=(scene.id,),
        help="By itself the frame is laid around what the picture is of.",
    )
    if by_hand and scene.focus is not None:
        for axis, (title, percent) in enumerate(zip(("From the left", "From the top"), scene.focus, strict=True)):
            name, first = field(f"focus-{axis}-{scene.id}", percent)
            st.slider(
                title,
                0,
                100,
                first,
                format="%d %%",
                key=name,
                on_change=_move,
                args=(scene.id,),
            )


def _set(key: str, scene_id: str, of: str, label: str) -> None:
    desk.edit(label, partial(changed, scene_id=scene_id, **{of: value(key)}))


def _by_hand(scene_id: str) -> None:
    scene = desk.project().story.scene(scene_id)
    focus = subject_percent(desk.project(), scene) if value(f"by-hand-{scene_id}") else None
    desk.edit("What stays in the frame", partial(changed, scene_id=scene_id, focus=focus))


def _move(scene_id: str) -> None:
    focus = tuple(value(f"focus-{axis}-{scene_id}") for axis in (0, 1))
    desk.edit("What stays in the frame", partial(changed, scene_id=scene_id, focus=focus))


def titled(story: Story, scene_id: str) -> str:
    """A scene as a choice names it: its number and its first words."""
    at = [one.id for one in story.scenes].index(scene_id)
    words = shorten(frame.one_line(story.scenes[at].text), _WORDS_CHARS, placeholder="…")
    return f"{at + 1} · {words}"  # a choice shows no Markdown
