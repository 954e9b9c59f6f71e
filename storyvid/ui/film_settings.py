"""The film's look: captions, what lies between scenes, cards at the start and the end."""

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from storyvid.film.caption_layout import PLACES
from storyvid.project import Project
from storyvid.story import SIZES, Story
from storyvid.ui import desk, frame
from storyvid.ui.film_samples import CAPTIONS, TRANSITIONS, caption_options, card_picture, transition_options
from storyvid.ui.views import picture_choice

MADE_WITH_AI = "The end\nMade with AI"
PLACE_TITLES = {"auto": "Clear of the apps", "top": "Top", "middle": "Middle", "bottom": "Bottom"}
_CARDS = {"title_card": "Title", "end_card": "End"}
_FONT_TYPES = ["ttf", "otf", "ttc"]


def draw(project: Project) -> None:
    """The settings' part of the page."""
    cut = project.story.cut
    wide, high = SIZES[cut.format]
    look: dict[str, Any] = {"ratio": (1, 1), "tile_px": 80, "phone_px": 80}
    if wide > high:
        look = {"ratio": (wide, high), "tile_px": 140, "phone_px": 140}
    st.subheader("Captions", anchor=False)
    picture_choice(
        "Captions",
        caption_options(project),
        chosen=cut.captions,
        key="captions",
        on_choose=partial(choose, "captions"),
        **look,
    )
    if cut.captions != "none":
        _setting(project)
    st.subheader("From scene to scene", anchor=False)
    picture_choice(
        "Transition",
        transition_options(project),
        chosen=cut.transition,
        key="transition",
        on_choose=partial(choose, "transition"),
        **look,
    )
    st.subheader("Cards", anchor=False)
    _cards(project)


def choose(field: str, value: str) -> None:
    """Makes a caption style or a transition the film's."""
    title = {**CAPTIONS, **TRANSITIONS}[value] if value != "none" else "none"
    change: dict[str, Any] = {field: value}
    desk.edit(f"{field.capitalize()}: {title.lower()}", partial(cutting, **change))


def cutting(story: Story, **changes) -> Story:
    """The story cut another way."""
    return replace(story, cut=replace(story.cut, **changes))


def _setting(project: Project) -> None:
    cut = project.story.cut
    place, size = st.columns([3, 2], vertical_alignment="bottom")
    place.selectbox(
        "Place",
        list(PLACES),
        format_func=PLACE_TITLES.__getitem__,
        key=desk.bound("caption-place", cut.caption_place),
        on_change=_set,
        args=("caption-place", "caption_place", "Captions' place"),
    )
    size.slider(
        "Size",
        60,
        160,
        step=10,
        format="%d %%",
        key=desk.bound("caption-size", cut.caption_size_percent),
        on_change=_set,
        args=("caption-size", "caption_size_percent", "Captions' size"),
    )
    _font(project)


def _font(project: Project) -> None:
    font = project.story.cut.font
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover("My own font" if font is None else "Another font", icon=":material/font_download:"):
            st.file_uploader(
                "A TrueType or OpenType font (20 MB)",
                _FONT_TYPES,
                key="font-file",
                on_change=_bring_font,
                help="Captions and cards are set in it. Characters that it lacks come from the app's fonts.",
            )
        if font is not None:
            family = project.store.facts(font).get("family", "My font") if project.store.has(font) else "My font"
            st.caption(frame.plain(str(family)), width="content")
            st.button("Leave it out", type="tertiary", key="font-out", on_click=_leave_font_out)


def _cards(project: Project) -> None:
    cut = project.story.cut
    for column, (field, title) in zip(st.columns(2), _CARDS.items(), strict=True):
        words = getattr(cut, field)
        with column:
            st.text_area(
                f"{title} card",
                key=desk.bound(field, words),
                height=90,
                max_chars=300,
                placeholder="No card",
                on_change=_set,
                args=(field, field, f"{title} card"),
                help="The first line is set large, those after it small. Empty: no card.",
            )
            if not words.strip():
                suggested: dict[str, Any] = {field: project.story.title if field == "title_card" else MADE_WITH_AI}
                st.button(
                    "Use the title" if field == "title_card" else "Suggest “Made with AI”",
                    type="tertiary",
                    key=f"suggest-{field}",
                    on_click=desk.edit,
                    args=(f"{title} card", partial(cutting, **suggested)),
                )
            elif picture := card_picture(project, words, "title" if field == "title_card" else "end"):
                st.image(picture, width=150 if cut.format != "16:9" else 250)


def _set(key: str, field: str, label: str) -> None:
    change: dict[str, Any] = {field: st.session_state[key]}
    desk.edit(label, partial(cutting, **change))


def _bring_font() -> None:
    file = st.session_state.get("font-file")
    recipe = desk.answer(desk.project().adopt_upload, file.getvalue(), "font") if file else None
    if recipe is not None:
        desk.edit("Use my own font", partial(cutting, font=recipe))


def _leave_font_out() -> None:
    desk.edit("Leave my font out", partial(cutting, font=None))
