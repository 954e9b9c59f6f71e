"""The voice of a character: who speaks what it says, and how that sounds."""

import streamlit as st

from storyvid import casting
from storyvid.cast_reading import Said
from storyvid.errors import StoryvidError
from storyvid.plan import speech_of
from storyvid.recipes import SpeechRecipe
from storyvid.story import Character, Scene, Story
from storyvid.ui import desk
from storyvid.ui.fields import field, told_apart, value
from storyvid.ui.heard import listen
from storyvid.ui.sounding import sounding, voices_for
from storyvid.ui.spoken import quotes

_MOST = 200  # characters of a line that are heard


def draw(story: Story, character: Character) -> None:
    """The choice, and the character's first line to listen to."""
    try:
        titles = told_apart({voice.name: voice.title for voice in voices_for(story)})
    except StoryvidError:  # the engine is not here: the sound page says so
        return
    name, first = field(f"voice-{character.id}", character.voice or "")  # None would be shown as nothing chosen
    options = ["", *titles, *([first] if first and first not in titles else [])]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Voice of what they say",
            options,
            index=options.index(first),
            format_func=lambda name: titles.get(name, name) if name else "The narrator's",
            key=name,
            on_change=_given_voice,
            args=(character.id,),
        )
        line = first_line(quotes(story), story, character)
        if line and character.voice:
            listen("Hear", line, key=f"hear-{character.id}")


def first_line(said: tuple[Said, ...], story: Story, character: Character) -> SpeechRecipe | None:
    """The first thing that the character says, in its voice; None where it says nothing."""
    own = next((one for one in said if one.speaker == character.id), None)
    if own is None:
        return None
    words = story.scene(own.scene).text[own.start : own.end][:_MOST]
    return speech_of(sounding(story, voice=character.voice or story.sound.voice), Scene(id=own.scene, text=words))


def _given_voice(character_id: str) -> None:
    voice = value(f"voice-{character_id}") or None
    name = desk.project().story.character(character_id).name
    desk.edit(f"Voice of {name}", lambda story: casting.given_voice(story, character_id, voice))
