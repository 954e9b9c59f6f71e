"""The contact sheet: the takes of one scene, in seed order, to look at and pick from with mouse or keyboard."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

from storyvid.ui import telling
from storyvid.ui.browser import component

_mount = component("contact_sheet", "contact_stage", tells=True)
_SHEET_PX = 544  # its room from the first moment; page.css lets it grow

What = Literal["pick", "look", "zoom", "star", "reject", "vary", "repaint", "next"]
State = Literal["waiting", "painting", "ready", "failed"]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One measure of the ranking, explained; `percent` None: said in words alone."""

    name: str
    words: str
    percent: int | None = None


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One take on the sheet; `url` is where its small picture is served, None while there is none."""

    id: str
    number: int | None = None  # what a digit key calls it by; None: a picture that is no numbered take
    label: str = ""
    state: State = "waiting"
    url: str | None = None
    rough: str | None = None  # where it is served as it looks so far, while it is painted
    note: str = ""  # why it failed
    badge: str = ""  # "from an earlier prompt"
    starred: bool = False
    rejected: bool = False
    rank: int | None = None  # 1 is the best; None: not ranked yet
    fault: str = ""  # what is technically wrong with it, in words
    marks: tuple[Mark, ...] = ()  # what its rank comes from


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What the contact sheet shows; `share` is the part that is painted, None when nothing is going on."""

    scene: str
    ratio: tuple[int, int]
    takes: tuple[Tile, ...]
    picked: str | None = None
    large: Mapping[str, str] = field(default_factory=dict)  # where larger pictures of takes are served, by id
    full: Mapping[str, str] = field(default_factory=dict)  # where pictures are served as they are, by id
    edits: tuple[str, ...] = ()  # what can be made of a take here: "vary", "repaint"
    status: str = ""
    share: float | None = None
    unpicked: int = 0  # scenes that still want a pick


@dataclass(frozen=True, kw_only=True)
class Told:
    """One thing the author did on the sheet."""

    what: What
    scene: str
    id: str
    on: bool = True  # of "star" and "reject": whether it is one now


def contact_sheet(
    sheet: Sheet, *, key: str, on_told: Callable[[Told], None], redraw: Callable[[], None] = lambda: None
) -> None:
    """Draw the sheet; `on_told` gets what the author did, in order, before the page runs again; `redraw` ends that.

    "pick": the tile is the scene's picture now; "look", "zoom": the eye rests on a tile, a larger picture, or all of
    it, is welcome; "vary", "repaint": takes shall be made from it; "next": on to the next scene without a pick.
    What Streamlit cut short is told again: twice must do as once.
    """

    told: list[str] = []

    def heed(deed: telling.Deed) -> None:
        told.append(deed["what"])
        on_told(Told(what=deed["what"], scene=deed["scene"], id=deed["id"], on=deed.get("on", True)))

    def hear() -> None:
        told.clear()
        telling.hear(key, heed)
        if any(what not in ("look", "zoom") for what in told):  # these change nothing around the sheet
            redraw()

    telling.catch_up(key, heed)
    _mount(key=key, data={**asdict(sheet), **telling.answer(key)}, height=_SHEET_PX, on_told_change=hear)
