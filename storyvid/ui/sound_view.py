"""The sound's page: the narrator, the music, the levels; each can be heard before it is chosen."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from storyvid import models
from storyvid.models import Voice
from storyvid.plan import music_for, speech_of
from storyvid.reading.sentences import sentences
from storyvid.recipes import SpeechRecipe
from storyvid.story import Sound, Story
from storyvid.ui import desk, frame
from storyvid.ui.heard import listen
from storyvid.ui.languages import language_name

_SAMPLE_MS = 20_000
_MOODS = {
    "calm": ":material/spa: Calm",
    "wonder": ":material/auto_awesome: Wonder",
    "adventure": ":material/explore: Adventure",
    "dark": ":material/dark_mode: Dark",
    "sad": ":material/water_drop: Sad",
    "merry": ":material/celebration: Merry",
    "none": ":material/music_off: No music",
}


def draw() -> None:
    """The page's content."""
    story = desk.project().story
    voice, music = st.columns(2, gap="large")
    with voice:
        _narrator(story)
    with music:
        _music(story)
        _levels(story)


def sounding(story: Story, **changes) -> Story:
    """The story with other sound settings."""
    return replace(story, sound=replace(story.sound, **changes))


def voices_for(story: Story) -> list[Voice]:
    """The engine's voices, those of the story's language first."""
    voices = models.find("speech", story.sound.speech_model).voices()
    return sorted(voices, key=lambda voice: voice.language != story.language)


def first_words(story: Story) -> SpeechRecipe:
    """The first sentence, spoken as the story is set."""
    scene = story.scenes[0]
    first = sentences(scene.text, language=story.language)[0]
    return speech_of(story, replace(scene, text=scene.text[first.start : first.end].strip()))


def _narrator(story: Story) -> None:
    st.subheader("The voice that tells it", anchor=False)
    engines = {card.name: card.title for card in models.cards("speech") if not card.missing}
    if len(engines) > 1:
        st.selectbox(
            "Engine",
            [*engines],
            format_func=engines.__getitem__,
            on_change=_set("speech-model", "speech_model", "Engine"),
            key=desk.bound("speech-model", story.sound.speech_model),
        )
    voices = {"": f"The engine's choice for {language_name(story.language)}"}
    voices |= {voice.name: _titled(voice) for voice in voices_for(story)}
    st.selectbox(
        "Voice",
        [*voices],
        format_func=lambda name: voices.get(name, name),
        on_change=_set("voice", "voice", "Voice"),
        key=desk.bound("voice", story.sound.voice),
    )
    st.slider(
        "Speed",
        50,
        200,
        step=5,
        format="%d %%",
        on_change=_set("speed", "speed_percent", "Speed"),
        key=desk.bound("speed", story.sound.speed_percent),
    )
    st.slider(
        "Pitch",
        50,
        150,
        step=5,
        format="%d %%",
        on_change=_set("pitch", "pitch_percent", "Pitch"),
        key=desk.bound("pitch", story.sound.pitch_percent),
    )
    listen("Hear the first sentence", first_words(story), key="hear-voice")


def _music(story: Story) -> None:
    st.subheader("Music under it", anchor=False)
    if story.sound.music_upload:
        st.markdown("Your own music plays.")
        listen("", story.sound.music_upload, key="hear-upload")
        st.button(
            "Take it out",
            icon=":material/close:",
            key="drop-music",
            on_click=desk.edit,
            args=("Take my music out", lambda s: sounding(s, music_upload=None)),
        )
        return
    moods = (*models.find("music", story.sound.music_model).moods, "none")
    st.pills(
        "Mood",
        moods,
        format_func=lambda mood: _MOODS.get(mood, mood.capitalize()),
        required=True,
        wrap=True,
        key=desk.bound("mood", story.sound.mood),
        on_change=_set("mood", "mood", "Mood"),
    )
    tune = music_for(story, _SAMPLE_MS)
    if tune:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                "Another tune",
                icon=":material/casino:",
                key="another-tune",
                on_click=desk.edit,
                args=("Another tune", lambda s: sounding(s, music_seed=s.sound.music_seed + 1)),
            )
            st.caption(f"Tune {story.sound.music_seed}")
        listen("Hear the music", tune, key="hear-music")
    with st.popover("Use my own music", icon=":material/upload:"):
        st.file_uploader(
            "MP3, WAV, OGG, FLAC or M4A", type=["mp3", "wav", "ogg", "flac", "m4a"], key="music-file", on_change=_bring
        )


def _levels(story: Story) -> None:
    st.subheader("Levels", anchor=False)
    st.slider(
        "Narration",
        0,
        200,
        step=5,
        format="%d %%",
        key=desk.bound("level-voice", story.sound.narration_level_percent),
        on_change=_set("level-voice", "narration_level_percent", "Narration level"),
    )
    st.slider(
        "Music",
        0,
        200,
        step=5,
        format="%d %%",
        key=desk.bound("level-music", story.sound.music_level_percent),
        on_change=_set("level-music", "music_level_percent", "Music level"),
    )
    st.caption("The music steps back while someone speaks.")
    if story.sound != Sound():
        st.button(
            "Back to the defaults",
            type="tertiary",
            key="default-sound",
            on_click=desk.edit,
            args=("Default sound", lambda s: replace(s, sound=Sound())),
        )


def _set(key: str, field: str, label: str) -> Callable[[], None]:
    def save() -> None:
        value = st.session_state[key]
        desk.edit(f"{label} {value}".strip(), lambda story: sounding(story, **{field: value}))

    return save


def _bring() -> None:
    file = st.session_state.get("music-file")
    recipe = desk.answer(desk.project().adopt_upload, file.getvalue(), "audio") if file else None
    if recipe is not None:
        desk.edit("Use my own music", lambda story: sounding(story, music_upload=recipe))


def _titled(voice: Voice) -> str:
    return frame.plain(voice.title).replace("\\", "")
