"""What is drawn in the browser: the shelf, the stepper, a filmstrip, a choice of pictures, a prompt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import ceil
from typing import Literal

from storyvid.recipes import Part
from storyvid.ui import telling
from storyvid.ui.browser import component

_stepper = component("stepper", tells=True)
_filmstrip = component("filmstrip", "roving", tells=True)
_picture_choice = component("picture_choice", tells=True)
_prompt_view = component("prompt_view")
_bookshelf = component("bookshelf", tells=True)
_foot_pager = component("foot_pager", tells=True)
_STEPPER_PX = 95  # its room from the first moment; page.css comes a little later


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the way from text to film."""

    name: str
    href: str
    state: Literal["todo", "begun", "done"]
    note: str
    here: bool


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One scene in the filmstrip; `share` is how much of its takes is painted, None when it is at rest."""

    id: str
    number: int
    text: str
    state: Literal["unpainted", "painting", "to-pick", "picked", "earlier", "failed"]
    word: str
    picked: bool
    url: str | None = None
    share: float | None = None


@dataclass(frozen=True, kw_only=True)
class Section:
    """A stretch of a long story, to jump to: the numbers of its scenes, how many are picked; `open` is shown first."""

    first: int
    last: int
    open: str
    ids: list[str]
    picked: int
    painting: int
    failed: int


@dataclass(frozen=True, kw_only=True)
class Option:
    """One picture to choose; `url` None while it is being painted."""

    id: str
    title: str
    url: str | None = None
    note: str = ""
    waiting: bool = False  # it is being painted


@dataclass(frozen=True, kw_only=True)
class Book:
    """One project on the shelf; without a cover it gets a cloth binding (`cloth` is its hue) and a letter."""

    id: str
    title: str
    note: str
    url: str | None
    cloth: int
    letter: str


def bookshelf(books: Sequence[Book], *, key: str) -> dict | None:
    """Draw the shelf; `{id, act}` when a book was opened or something of its menu chosen, once."""
    deed = telling.once(key)  # before it is drawn: told again it would draw the page anew, and close what was opened
    data = {"books": [asdict(book) for book in books], **telling.answer(key)}
    _bookshelf(key=key, data=data, on_told_change=_nothing)
    return {"id": deed["id"], "act": deed["act"]} if deed else None


def stepper(steps: Sequence[Step], *, key: str) -> str | None:
    """Draw the steps; the name of the one that was clicked, once."""
    data = {"steps": [asdict(step) for step in steps], **telling.answer(key)}
    _stepper(key=key, data=data, height=_STEPPER_PX, on_told_change=_nothing)
    deed = telling.once(key)
    return deed["step"] if deed else None


def filmstrip(
    frames: Sequence[Frame],
    *,
    here: str | None,
    ratio: tuple[int, int],
    key: str,
    on_open: Callable[[str], None],
    sections: Sequence[Section] = (),
) -> None:
    """Draw the filmstrip, under the sections of a long story; `on_open(scene)` is called before the page runs again."""

    def open_it(deed: telling.Deed) -> None:
        on_open(deed["scene"])

    telling.catch_up(key, open_it)
    data = {
        "scenes": [asdict(frame) for frame in frames],
        "sections": [asdict(section) for section in sections],
        "here": here,
        "ratio": ratio,
        **telling.answer(key),
    }
    _filmstrip(
        key=key,
        data=data,
        height=strip_px(ratio, is_long=bool(sections)),
        on_told_change=lambda: telling.hear(key, open_it),
    )


def foot_pager(ways: Mapping[str, Mapping | None], *, top: str, key: str, on_turn: Callable[[int], None]) -> None:
    """Draw the ways from the foot of a list: `back` and `on` with `page` and `label`; None where it ends.

    `on_turn(page)` is called before the page runs again; the browser goes to the container with the key `top`.
    """

    def turn(deed: telling.Deed) -> None:
        on_turn(deed["page"])

    telling.catch_up(key, turn)
    data = {"ways": dict(ways), "top": top, **telling.answer(key)}
    _foot_pager(key=key, data=data, on_told_change=lambda: telling.hear(key, turn))


def strip_px(ratio: tuple[int, int], *, is_long: bool) -> int:
    """How high the filmstrip is, as filmstrip.css has it: its room is there before it is."""
    wide_px = 128 if ratio[0] > ratio[1] else 68
    return ceil(wide_px * ratio[1] / ratio[0]) + 37 + (49 if is_long else 0)


def picture_choice(
    label: str,
    options: Sequence[Option],
    *,
    chosen: str | None,
    key: str,
    on_choose: Callable[[str], None] | None = None,
    redraw: Callable[[], None] | None = None,
    ratio: tuple[int, int] = (3, 4),
    tile_px: int = 120,
    phone_px: int = 96,
) -> None:
    """Draw pictures to choose from, or only to look at when there is no `on_choose`; `redraw` ends a choice."""

    def choose(deed: telling.Deed) -> None:
        if on_choose:
            on_choose(deed["id"])

    def hear() -> None:
        if telling.hear(key, choose) and redraw:
            redraw()

    telling.catch_up(key, choose)
    data = {
        "label": label,
        "options": [asdict(option) for option in options],
        "chosen": chosen,
        "ratio": ratio,
        "tile": tile_px,
        "phone": phone_px,
        "still": on_choose is None,
        **telling.answer(key),
    }
    _picture_choice(key=key, data=data, on_told_change=hear)


def prompt_view(
    parts: Sequence[Part],
    *,
    lost: Sequence[Part],
    tokens: int,
    limit: int | None,
    piece: int | None = None,
    key: str,
) -> None:
    """Draw a prompt coloured by source; `limit` and `piece` are those of the model's card."""
    shown = [{**asdict(part), "lost": part in lost} for part in parts]
    _prompt_view(key=key, data={"parts": shown, "tokens": tokens, "limit": limit, "piece": piece})


def _nothing() -> None:
    """Streamlit keeps a component's state only where something is called when it changes."""
