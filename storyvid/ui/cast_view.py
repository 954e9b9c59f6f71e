"""The characters' page: the story with mentions coloured, what the reader proposes, and the chosen one's card."""

from functools import partial

import streamlit as st

from storyvid import casting, models
from storyvid.cast_reading import with_looks
from storyvid.errors import BadInput
from storyvid.models import Reading
from storyvid.project import Project
from storyvid.reading.coref import read_story
from storyvid.story import Story, once
from storyvid.ui import character_card, desk, frame, mention_acts, proposals_view, reader_choice, spoken, things_view
from storyvid.ui.browser import styled
from storyvid.ui.mention_editor import mention_editor

_NOTHING = Reading(characters=())


def draw(project: Project) -> None:
    """The page's content: the text beside the cast."""
    reading = _reading(project.story)
    styled("cast_page")
    text, cast = st.columns([6, 5], gap="large")
    with text, st.container(key="cast-text"):
        _editor(project, reading)
    with cast:
        story = project.story
        proposed = _proposed(story, reading)
        proposals_view.draw(story, proposed)
        if here := mention_acts.selected(story):
            character_card.draw(project, here)
        elif not proposed.characters:
            frame.empty("Nobody is cast yet", "Mark a name in the text, or add somebody by hand.", icon="group")
        with st.container(horizontal=True, gap="small"):
            _by_hand()
            things_view.draw(story, reading)
        reader_choice.draw(story)


def _editor(project: Project, reading: Reading) -> None:
    story = project.story
    proposed = _proposed(story, reading)
    mention_editor(
        story,
        proposed,
        spoken.quotes(story),
        selected=mention_acts.selected(story),
        key="mentions",
        on_deed=partial(mention_acts.act, proposed),
    )


def _proposed(story: Story, reading: Reading) -> casting.Proposal:
    """What of the reading is new to the story, worked out once: the editor and the cards both show it."""
    known = _proposals(story)
    if not known or known[0][0] is not reading:
        known[:] = [(reading, with_looks(story, casting.proposal(story, reading)))]
    return known[0][1]


@once
def _proposals(story: Story) -> list[tuple[Reading, casting.Proposal]]:
    """The last reading that was held against the story, and what was new in it."""
    return []


def _reading(story: Story) -> Reading:
    """What the story's reader finds; where it does not read the language, the page says which one would."""
    card = models.find("readers", story.reader).card
    if card.languages and story.language not in card.languages:
        try:
            read_story(story.text, reader=story.reader, language=story.language)
        except BadInput as error:
            st.info(frame.plain(str(error)), icon=":material/translate:")
        return _NOTHING
    return _read(story.reader, story.text, story.language)


@st.cache_resource(show_spinner="Reading who is who…", max_entries=16)  # a frozen value: nobody needs a copy
def _read(reader: str, text: str, language: str) -> Reading:
    return models.find("readers", reader).read(text, language=language)


def _by_hand() -> None:
    with st.popover("Add by hand", icon=":material/person_add:", type="tertiary"):
        name = st.text_input("Name, as it stands in the text", key="hand-name", max_chars=80)
        look = st.text_input("Look", key="hand-look")
        if st.button("Add", type="primary", key="hand-add"):
            desk.edit(f"Add {name}", lambda story: casting.added(story, name or "", look=look or ""))
            if desk.project().story.characters:
                mention_acts.select(desk.project().story.characters[-1].id)
            st.rerun()
