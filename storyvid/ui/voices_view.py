"""The voices: the engine, the narrator, the characters that speak, and how names are said."""

import streamlit as st

from storyvid import models
from storyvid.errors import StoryvidError
from storyvid.languages import language_name
from storyvid.plan import speech_of
from storyvid.story import Scene, Story
from storyvid.ui import character_voice, desk, frame
from storyvid.ui.fields import field, told_apart, value
from storyvid.ui.heard import listen
from storyvid.ui.sounding import first_words, keep, sounding, titled, voices_for, with_engine
from storyvid.ui.spoken import quotes

_MOST_CARDS = 12


def draw(story: Story) -> None:
    """The column's content."""
    st.subheader("The voice that tells it", anchor=False)
    _engine(story)
    _narrator(story)
    _more_voices()
    _characters(story)
    _pronunciations(story)


def read_list(text: str) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """A list of pronunciations, one `word = how it is said` a line; and the lines that are none."""
    found, strange = [], []
    for line in filter(str.strip, text.splitlines()):
        word, sign, said = (part.strip() for part in line.partition("="))
        if sign and word and said:
            found.append((word, said))
        else:
            strange.append(line.strip())
    return tuple(found), strange


def _engine(story: Story) -> None:
    cards = models.cards("speech")
    there = {card.name: card.title for card in cards if not card.missing}
    names = [*there] if story.sound.speech_model in there else [story.sound.speech_model, *there]
    if len(names) > 1:
        name, first = field("speech-model", story.sound.speech_model)
        st.selectbox(
            "Engine",
            names,
            names.index(first),
            format_func=lambda name: there.get(name, f"{name} (not here)"),
            on_change=_chosen_engine,
            key=name,
        )


def _more_voices() -> None:
    """What else could speak, and the one command that brings it."""
    lacking = [card for card in models.cards("speech") if card.missing]
    if lacking:
        with st.popover("More voices", icon=":material/add:", type="tertiary"):
            for card in lacking:
                st.markdown(f"**{frame.plain(card.title)}**: {frame.plain(card.summary)}")
                st.caption(f"{frame.plain(card.lacking)} To add it, type in a terminal:")
                st.code(card.remedy, language=None, wrap_lines=True)


def _narrator(story: Story) -> None:
    voices = {"": f"The engine's choice for {language_name(story.language)}"}
    try:
        voices |= told_apart({voice.name: titled(voice) for voice in voices_for(story)})
    except StoryvidError as error:
        st.warning(frame.plain(str(error)), icon=":material/voice_over_off:")
    name, first = field("voice", story.sound.voice)
    options = [*voices, *([] if first in voices else [first])]
    st.selectbox(
        "Voice",
        options,
        options.index(first),
        format_func=lambda name: voices.get(name, name),
        on_change=keep,
        args=("voice", "voice", "Voice"),
        key=name,
    )
    speed, pitch = st.columns(2)
    name, first = field("speed", story.sound.speed_percent)
    speed.slider(
        "Speed",
        50,
        200,
        first,
        step=5,
        format="%d %%",
        on_change=keep,
        args=("speed", "speed_percent", "Speed"),
        key=name,
    )
    name, first = field("pitch", story.sound.pitch_percent)
    pitch.slider(
        "Pitch",
        50,
        150,
        first,
        step=5,
        format="%d %%",
        on_change=keep,
        args=("pitch", "pitch_percent", "Pitch"),
        key=name,
    )
    listen("Hear the first sentence", first_words(story), key="hear-voice")


def _characters(story: Story) -> None:
    speakers = {said.speaker for said in quotes(story)}
    cast = [character for character in story.characters if character.id in speakers]
    if not cast:
        return
    st.subheader("The voices of the characters", anchor=False)
    name, first = field("character-voices", story.sound.character_voices)
    st.toggle(
        "Characters speak with their own voices",
        first,
        key=name,
        on_change=keep,
        args=("character-voices", "character_voices", "Voices of characters"),
        help="What they say in quotation marks. Who says a line can be changed on the Characters page.",
    )
    if not story.sound.character_voices:
        return
    for character in cast[:_MOST_CARDS]:
        with st.container(border=True, gap="small"):
            count = sum(said.speaker == character.id for said in quotes(story))
            st.markdown(f"**{frame.plain(character.name)}** :gray[{frame.count(count, 'line')}]")
            character_voice.draw(story, character)


def _pronunciations(story: Story) -> None:
    with st.expander("How names are said", icon=":material/record_voice_over:"):
        name, first = field("pronunciations", "\n".join(f"{a} = {b}" for a, b in story.sound.pronunciations))
        st.text_area(
            "One word a line",
            first,
            key=name,
            placeholder="Siobhan = Shi vawn\nNguyen = Win",
            help="The captions keep the author's spelling.",
            on_change=_keep_list,
        )
        if story.sound.pronunciations:
            said = ". ".join(word for word, _ in story.sound.pronunciations) + "."
            listen("Hear them", speech_of(story, Scene(id="names", text=said)), key="hear-names")


def _chosen_engine() -> None:
    engine = value("speech-model")
    desk.edit(f"Engine {engine}", lambda story: with_engine(story, engine))


def _keep_list() -> None:
    found, strange = read_list(value("pronunciations"))
    if strange:
        desk.warn(f'Left out "{strange[0]}": write a word, an equals sign, and how it is said.')
    desk.edit("How names are said", lambda story: sounding(story, pronunciations=found))
