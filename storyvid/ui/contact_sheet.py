"""The contact sheet: the takes of one scene, in seed order, to look at and pick from with mouse or keyboard."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

import streamlit as st

from storyvid.ui.browser import component

_mount = component("contact_sheet")

State = Literal["waiting", "painting", "ready", "failed"]


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One take on the sheet; `url` is where its small picture is served, None while there is none."""

    id: str
    number: int | None = None  # what a digit key calls it by; None: a picture that is no numbered take
    label: str = ""
    state: State = "waiting"
    url: str | None = None
    note: str = ""  # why it failed
    badge: str = ""  # "from an earlier prompt"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What the contact sheet shows; `share` is the part that is painted, None when nothing is going on."""

    scene: str
    ratio: tuple[int, int]
    takes: tuple[Tile, ...]
    picked: str | None = None
    large: Mapping[str, str] = field(default_factory=dict)  # where larger pictures of takes are served, by id
    status: str = ""
    share: float | None = None
    unpicked: int = 0  # scenes that still want a pick


def contact_sheet(
    sheet: Sheet,
    *,
    key: str,
    on_pick: Callable[[str, str], None],
    on_look: Callable[[str, str], None],
    on_next: Callable[[str], None],
) -> None:
    """Draw the sheet; these are called before the page runs again: `on_pick(scene, tile)`, `on_next(scene)`.

    `on_look(scene, tile)` asks for the larger picture of a take that the author rests on.
    """

    def picked() -> None:
        if told := st.session_state[key].get("pick"):
            on_pick(told["scene"], told["id"])

    def looked() -> None:
        if told := st.session_state[key].get("look"):
            on_look(told["scene"], told["id"])

    def went_on() -> None:
        if told := st.session_state[key].get("next"):
            on_next(told["scene"])

    _mount(key=key, data=asdict(sheet), on_pick_change=picked, on_look_change=looked, on_next_change=went_on)
