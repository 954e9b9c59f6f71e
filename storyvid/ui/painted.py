"""A row of small pictures that a page has painted for the author to judge by: polled, shown, tried again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from storyvid.recipes import ImageRecipe
from storyvid.ui import desk, frame, media
from storyvid.ui.views import Option, picture_choice

_POLL_S = 0.7


@dataclass(frozen=True, kw_only=True)
class Face:
    """One picture of the row."""

    id: str
    recipe: ImageRecipe
    title: str = ""
    note: str = ""


def row(
    label: str,
    faces: Sequence[Face],
    *,
    key: str,
    chosen: str | None = None,
    on_choose: Callable[[str], None] | None = None,
    redraw: Callable[[], None] | None = None,
    tile_px: int = 120,
    phone_px: int = 96,
) -> None:
    """Draw the row; it polls while one of its pictures is being painted, and only then; `redraw` ends a choice."""

    def pictures(was_going_on: bool) -> None:
        options = [_option(face) for face in faces]
        picture_choice(
            label,
            options,
            chosen=chosen,
            key=key,
            on_choose=on_choose,
            redraw=redraw,
            tile_px=tile_px,
            phone_px=phone_px,
        )
        _failed([face.recipe for face in faces], key)
        if was_going_on and not any(option.waiting for option in options):
            st.rerun()

    going_on = any(_option(face).waiting for face in faces)
    st.fragment(pictures, run_every=_POLL_S if going_on else None)(going_on)


def want(recipes: Sequence[ImageRecipe]) -> None:
    """Has those painted that are not, before everything else; what failed is left alone."""
    absent = [recipe for recipe in recipes if desk.workshop().state_of(recipe) == "absent"]
    if absent:
        desk.act(lambda: desk.workshop().want(absent, front=True))


def _option(face: Face) -> Option:
    waiting = desk.workshop().state_of(face.recipe) in ("waiting", "running")
    url = media.small(desk.project(), face.recipe)
    return Option(id=face.id, title=face.title, note=face.note, url=url, waiting=waiting)


def _failed(recipes: Sequence[ImageRecipe], key: str) -> None:
    failed = [recipe for recipe in recipes if desk.workshop().state_of(recipe) == "failed"]
    failure = desk.workshop().failure_of(failed[0]) if failed else None
    if failure:
        st.caption(f":red[{frame.plain(failure.message)}]")
        st.button(
            "Try again", icon=":material/refresh:", key=f"retry-{key}", type="tertiary", on_click=_retry, args=(failed,)
        )


def _retry(recipes: Sequence[ImageRecipe]) -> None:
    desk.workshop().retry(recipes)
    desk.act(lambda: desk.workshop().want(recipes, front=True))
