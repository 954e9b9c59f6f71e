"""The characters' page: the story with mentions coloured, what the reader proposes, and the chosen one's card."""

from functools import partial

import streamlit as st

from storyvid import casting, models
from storyvid.cast_reading import with_looks
from storyvid.errors import BadInput, StoryvidError
from storyvid.models import Reading
from storyvid.project import Project
from storyvid.reading.coref import read_story
from storyvid.story import Story, once
from storyvid.ui import character_card, desk, frame, mention_acts, proposals_view, reader_choice, spoken, things_view
from storyvid.ui.browser import styled
from storyvid.ui.editor_room import NARROW, WIDE, room_px
from storyvid.ui.mention_editor import mention_editor, people

_NOTHING = Reading(characters=())
_SCREEN_PX = 640  # what the editor has of a screen while the rules of cast_page.css are still on their way
_REFUSED = "reading-refused"
_KEPT = 16  # readings
_HAND = "by-hand"


def draw(project: Project) -> None:
    """The page's content: the text beside the cast."""
    reading = _reading(project.story)
    proposed = _proposed(project.story, reading or _NOTHING)
    with st.container():  # before the text is drawn, which would be moved by it; and its place is kept
        reads = _ask(project.story, None if reading is None else proposed)
    text, cast = st.columns([6, 5], gap="large")
    with text, st.container(key="cast-text"):
        _editor(project.story, proposed)
    if reads:
        _read_now(project.story)
    story = project.story
    with cast:
        with st.container():  # its place is kept, so that the card is not built anew when it comes or goes
            proposals_view.draw(story, proposed)
        with st.container():
            if here := mention_acts.selected(story):
                character_card.draw(project, here)
            elif not proposed.characters:
                frame.empty("Nobody is cast yet", "Mark a name in the text, or add somebody by hand.", icon="group")
        with st.container(horizontal=True, gap="small"):
            _by_hand()
            things_view.draw(story, reading or _NOTHING)
        reader_choice.draw(story)


def _ask(story: Story, proposed: casting.Proposal | None) -> bool:
    """The question about what is new, or that it is being read, or why it could not be; whether it is to be read."""
    if message := _refused(story):
        st.error(message, icon=":material/error:")
        st.button("Read again", icon=":material/refresh:", key="read-again", on_click=_forget_refusal)
    elif proposed is None or proposals_view.is_new(proposed):
        with st.container(border=True, key="found"):
            if proposed is None:
                st.markdown(":shimmer[Reading who is who…]")
            else:
                proposals_view.question(proposed)
    return proposed is None and message is None


def _editor(story: Story, proposed: casting.Proposal) -> None:
    cast = people(story, proposed)
    wide_px = room_px(story, cast, WIDE)
    styled("cast_page", wide_px=wide_px, narrow_px=room_px(story, cast, NARROW))
    mention_editor(
        story,
        proposed,
        spoken.quotes(story),
        selected=mention_acts.selected(story),
        key="mentions",
        height_px=min(wide_px, _SCREEN_PX),
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


def _reading(story: Story) -> Reading | None:
    """What the story's reader finds, None until it has read; where it cannot, the page says which one would."""
    card = models.find("readers", story.reader).card
    if card.languages and story.language not in card.languages:
        try:
            read_story(story.text, reader=story.reader, language=story.language)
        except BadInput as error:
            st.info(frame.plain(str(error)), icon=":material/translate:")
        return _NOTHING
    return _readings().get(_asked(story))


def _read_now(story: Story) -> None:
    """Reads while the text stands there already, then has the page drawn with what was found."""
    try:
        found = models.find("readers", story.reader).read(story.text, language=story.language)
    except StoryvidError as error:
        st.session_state[_REFUSED] = (_asked(story), str(error))  # not asked again unasked: it may cost money
    else:
        _keep(_asked(story), found)
    st.rerun()


def _asked(story: Story) -> tuple[str, str, str]:
    return story.reader, story.text, story.language


def _refused(story: Story) -> str | None:
    asked, message = st.session_state.get(_REFUSED, (None, None))
    return message if asked == _asked(story) else None


def _forget_refusal() -> None:
    st.session_state.pop(_REFUSED, None)


@st.cache_resource(show_spinner=False)
def _readings() -> dict[tuple[str, str, str], Reading]:
    """The last readings, whoever asked for them: a frozen value needs no copy."""
    return {}


def _keep(asked: tuple[str, str, str], found: Reading) -> None:
    known = _readings()
    known[asked] = found
    for old in list(known)[:-_KEPT]:
        known.pop(old, None)


def _by_hand() -> None:
    with st.popover("Add by hand", icon=":material/person_add:", type="tertiary", key=_HAND, on_change="rerun"):
        st.text_input("Name, as it stands in the text", key="hand-name", max_chars=80)
        st.text_input("Look", key="hand-look")
        st.button("Add", type="primary", key="hand-add", on_click=_add_by_hand)


def _add_by_hand() -> None:
    """Adds who was written into the popover, and closes it where that could be done."""
    name, look = st.session_state["hand-name"] or "", st.session_state["hand-look"] or ""
    known = len(desk.project().story.characters)
    desk.edit(f"Add {name}", lambda story: casting.added(story, name, look=look))
    added = desk.project().story.characters[known:]
    if added:
        mention_acts.select(added[-1].id)
        st.session_state.update({_HAND: False, "hand-name": "", "hand-look": ""})
