"""A look suggested to the author: by the story's own words, or by a language model where one is at hand."""

import os

import streamlit as st

from storyvid import casting, models
from storyvid.cast_reading import asked_look_of, look_in_text
from storyvid.story import Character, Story
from storyvid.ui import desk, frame

_ASKED = "looks-asked"


def draw(story: Story, character: Character) -> None:
    """What the story tells, what the language model said, and the way to ask it."""
    _offer(character, "The story says", look_in_text(story, character), key=f"suggest-{character.id}")
    said = st.session_state.get(_ASKED, {}).get((desk.project().folder.name, character.id), "")
    _offer(character, "The language model says", said, key=f"suggest-llm-{character.id}")
    if llm_at_hand():
        st.button(
            "Ask the language model for a look",
            key=f"ask-look-{character.id}",
            icon=":material/forum:",
            type="tertiary",
            help="Sends the sentences about this character to the service in Settings.",
            on_click=ask,
            args=(character.id,),
        )


def with_suggestion(look: str, suggested: str) -> str:
    """A look with what a suggestion adds to it: words that are there already are not said again."""
    known = {part.strip().casefold() for part in look.split(",")}
    added = [part.strip() for part in suggested.split(",") if part.strip().casefold() not in known]
    return ", ".join(filter(None, (look.strip().rstrip(","), *added)))


def llm_at_hand() -> bool:
    """Whether a language model can be asked: its library is here, and a key is set."""
    card = next((card for card in models.cards("readers") if card.name == "llm"), None)
    return card is not None and not card.missing and bool(os.environ.get("OPENAI_API_KEY", "").strip())


def ask(character_id: str) -> None:
    """Asks the language model; its answer is shown until the author takes it or asks again."""
    story = desk.project().story
    with st.spinner("Asking for a look…"):
        look = desk.answer(asked_look_of, story, story.character(character_id))
    if look:
        st.session_state.setdefault(_ASKED, {})[desk.project().folder.name, character_id] = look


def take(character_id: str, suggested: str) -> None:
    """Puts what a suggestion adds into the character's look."""
    character = desk.project().story.character(character_id)
    look = with_suggestion(character.look, suggested)
    desk.edit(f"Suggested look of {character.name}", lambda story: casting.given_look(story, character_id, look))


def _offer(character: Character, who: str, suggested: str, *, key: str) -> None:
    if not suggested or with_suggestion(character.look, suggested) == character.look:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f"{who}: *{frame.plain(suggested)}*", width="content")
        st.button(
            "Add" if character.look else "Use",
            key=key,
            icon=":material/add:",
            type="tertiary",
            on_click=take,
            args=(character.id, suggested),
        )
