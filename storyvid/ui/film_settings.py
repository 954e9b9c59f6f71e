"""The film's look: captions, what lies between scenes, cards at the start and the end."""

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from storyvid.film.caption_layout import PLACES
from storyvid.project import Project
from storyvid.story import SIZES, Story
from storyvid.ui import desk, frame
from storyvid.ui.fields import field, value
from storyvid.ui.film_samples import CAPTIONS, TRANSITIONS, caption_options, card_picture, transition_options
from storyvid.ui.views import picture_choice
from storyvid.uploads import FONT_BYTES

MADE_WITH_AI = "The end\nMade with AI"
PLACE_TITLES = {"auto": "Clear of apps and faces", "top": "Top", "middle": "Middle", "bottom": "Bottom"}
_CARDS = {"title_card": "Title", "end_card": "End"}
_FONT_TYPES = ["ttf", "otf", "ttc"]


def draw(project: Project) -> None:
    """The settings' part of the page."""
    cut = project.story.cut
    wide, high = SIZES[cut.format]
    look: dict[str, Any] = {"ratio": (wide, high) if wide > high else (1, 1), "tile_px": 140, "phone_px": 100}
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


def choose(of: str, name: str) -> None:
    """Makes a caption style or a transition the film's."""
    title = {**CAPTIONS, **TRANSITIONS}[name] if name != "none" else "none"
    change: dict[str, Any] = {of: name}
    desk.edit(f"{of.capitalize()}: {title.lower()}", partial(cutting, **change))


def cutting(story: Story, **changes) -> Story:
    """The story cut another way."""
    return replace(story, cut=replace(story.cut, **changes))


def _setting(project: Project) -> None:
    cut = project.story.cut
    place, size = st.columns([3, 2], vertical_alignment="bottom")
    name, first = field("caption-place", cut.caption_place)
    place.selectbox(
        "Place",
        list(PLACES),
        list(PLACES).index(first),
        format_func=PLACE_TITLES.__getitem__,
        key=name,
        on_change=_set,
        args=("caption-place", "caption_place", "Captions' place"),
    )
    name, first = field("caption-size", cut.caption_size_percent)
    size.slider(
        "Size",
        60,
        160,
        first,
        step=10,
        format="%d %%",
        key=name,
        on_change=_set,
        args=("caption-size", "caption_size_percent", "Captions' size"),
    )
    _font(project)


def _font(project: Project) -> None:
    font = project.story.cut.font
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover("My own font" if font is None else "Another font", icon=":material/font_download:"):
            st.file_uploader(
                "A TrueType or OpenType font",
                _FONT_TYPES,
                key="font-file",
                max_upload_size=FONT_BYTES >> 20,
                on_change=_bring_font,
                help="Captions and cards are set in it. Characters that it lacks come from the app's fonts.",
            )
        if font is not None:
            family = project.store.facts(font).get("family", "My font") if project.store.has(font) else "My font"
            st.caption(frame.plain(str(family)), width="content")
            st.button("Leave it out", type="tertiary", key="font-out", on_click=_leave_font_out)


def _cards(project: Project) -> None:
    cut = project.story.cut
    for column, (of, title) in zip(st.columns(2), _CARDS.items(), strict=True):
        words = getattr(cut, of)
        name, first = field(of, words)
        with column:
            st.text_area(
                f"{title} card",
                first,
                key=name,
                height=90,
                max_chars=300,
                placeholder="No card",
                on_change=_set,
                args=(of, of, f"{title} card"),
                help="The first line is set large, those after it small. Empty: no card.",
            )
            if not words.strip():
                suggested: dict[str, Any] = {of: project.story.title if of == "title_card" else MADE_WITH_AI}
                st.button(
                    "Use the title" if of == "title_card" else "Suggest “Made with AI”",
                    type="tertiary",
                    icon=":material/title:" if of == "title_card" else ":material/auto_awesome:",
                    key=f"suggest-{of}",
                    on_click=desk.edit,
                    args=(f"{title} card", partial(cutting, **suggested)),
                )
            elif picture := card_picture(project, words, "title" if of == "title_card" else "end"):
                st.image(picture, width=150 if cut.format != "16:9" else 250)
    if any(scene.chapter.strip() for scene in project.story.scenes):
        name, first = field("chapter_cards", cut.chapter_cards)
        st.toggle(
            "A card before each chapter",
            first,
            key=name,
            on_change=_set,
            args=("chapter_cards", "chapter_cards", "Chapter cards"),
            help="Each chapter's heading is shown and said before its scene. Players can jump to chapters either way.",
        )


def _set(key: str, of: str, label: str) -> None:
    change: dict[str, Any] = {of: value(key)}
    desk.edit(label, partial(cutting, **change))


def _bring_font() -> None:
    file = st.session_state.get("font-file")
    recipe = desk.answer(desk.project().adopt_upload, file.getvalue(), "font") if file else None
    if recipe is not None:
        desk.edit("Use my own font", partial(cutting, font=recipe))


def _leave_font_out() -> None:
    desk.edit("Leave my font out", partial(cutting, font=None))
