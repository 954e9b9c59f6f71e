"""What is heard around the voice: music and places, for the story and scene by scene, and the levels."""

from dataclasses import replace

import streamlit as st

from storyvid import models
from storyvid.ambience.places import NAMES
from storyvid.film.sound_files import check_sound
from storyvid.plan import ambience_for, mood_for, music_for, setting_for
from storyvid.story import Scene, Sound, Story, with_scene
from storyvid.ui import desk, frame
from storyvid.ui.fields import field, value
from storyvid.ui.heard import listen
from storyvid.ui.sounding import keep, sounding
from storyvid.uploads import SOUND_BYTES

_SAMPLE_MS = 20_000
_MOODS = {
    "calm": ":material/spa: Calm",
    "wonder": ":material/auto_awesome: Wonder",
    "adventure": ":material/explore: Adventure",
    "dark": ":material/dark_mode: Dark",
    "sad": ":material/water_drop: Sad",
    "merry": ":material/celebration: Merry",
    "tender": ":material/favorite: Tender",
    "mysterious": ":material/foggy: Mysterious",
    "triumphant": ":material/trophy: Triumphant",
    "lullaby": ":material/bedtime: Lullaby",
    "none": ":material/music_off: No music",
}
_PLACES = {
    "none": ":material/volume_off: Nothing",
    "auto": ":material/auto_fix_high: By the story",
    "wind": ":material/air: Wind",
    "sea": ":material/waves: Sea",
    "stream": ":material/water: Stream",
    "forest": ":material/forest: Forest",
    "night": ":material/nights_stay: Night",
    "rain": ":material/rainy: Rain",
    "fire": ":material/local_fire_department: Fire",
    "crowd": ":material/groups: Crowd",
    "roof": ":material/roofing: Rain on the roof",
    "room": ":material/chair: A quiet room",
}
_FIRST_WORDS = 48


def draw(story: Story) -> None:
    """The column's content."""
    _music(story)
    _ambience(story)
    _by_scene(story)


def with_mood(story: Story, scene_id: str, mood: str) -> Story:
    """The story with another mood from a scene on; "" for as before."""
    return with_scene(story, replace(story.scene(scene_id), mood=mood))


def with_ambience(story: Story, scene_id: str, ambience: str) -> Story:
    """The story with another place heard in a scene."""
    return with_scene(story, replace(story.scene(scene_id), ambience=ambience))


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
    name, first = field("mood", story.sound.mood)
    st.pills(
        "Mood",
        (*models.find("music", story.sound.music_model).moods, "none"),
        default=first,
        format_func=lambda mood: _MOODS.get(mood, f":material/music_note: {frame.plain(mood.capitalize())}"),
        required=True,
        wrap=True,
        key=name,
        on_change=keep,
        args=("mood", "mood", "Mood"),
    )
    tune = music_for(story, _SAMPLE_MS)
    if tune:
        listen("Hear the music", tune, key="hear-music")
    with st.container(horizontal=True, vertical_alignment="center"):
        if tune:
            st.button(
                "Another tune",
                icon=":material/casino:",
                key="another-tune",
                on_click=desk.edit,
                args=("Another tune", lambda s: sounding(s, music_seed=s.sound.music_seed + 1)),
            )
            st.caption(f"Tune {story.sound.music_seed}", width="content")
        with st.popover("Use my own music", icon=":material/upload:"):
            st.file_uploader(
                "MP3, WAV, OGG, FLAC or M4A",
                type=["mp3", "wav", "ogg", "flac", "m4a"],
                key="music-file",
                max_upload_size=SOUND_BYTES >> 20,
                on_change=_bring,
            )


def _ambience(story: Story) -> None:
    st.subheader("The place around it", anchor=False)
    name, first = field("ambience", story.sound.ambience)
    st.pills(
        "Place",
        ("none", "auto", *NAMES),
        default=first,
        format_func=lambda place: _PLACES.get(place, f":material/graphic_eq: {frame.plain(place.capitalize())}"),
        required=True,
        wrap=True,
        label_visibility="collapsed",
        key=name,
        on_change=keep,
        args=("ambience", "ambience", "Place"),
    )
    heard = list(dict.fromkeys(name for scene in story.scenes if (name := setting_for(story, scene))))
    if story.sound.ambience == "auto":
        told = ", ".join(_name(place) for place in heard) if heard else "no place that has a sound"
        st.caption(f"The scenes tell of: {told}.")
    if heard:
        listen(f"Hear {_name(heard[0])}", ambience_for(heard[0]), key=f"hear-place-{heard[0]}")


def _by_scene(story: Story) -> None:
    with st.expander("Scene by scene", icon=":material/view_list:"):
        scenes = {scene.id: f"{at}  {_opening(scene)}" for at, scene in enumerate(story.scenes, 1)}
        chosen = st.selectbox("Scene", [*scenes], format_func=lambda name: scenes.get(name, name), key="sound-scene")
        scene = story.scene(chosen if chosen in scenes else story.scenes[0].id)
        moods = ("", *models.find("music", story.sound.music_model).moods, "none")
        name, first = field(f"mood-{scene.id}", scene.mood)
        st.selectbox(
            "Music from here on",
            moods,
            moods.index(first) if first in moods else 0,
            format_func=lambda mood: _plain(_MOODS, mood) if mood else "As before",
            key=name,
            on_change=_set_mood,
            args=(scene.id,),
            disabled=story.sound.music_upload is not None,
        )
        places = ("auto", "none", *NAMES)
        name, first = field(f"ambience-{scene.id}", scene.ambience)
        st.selectbox(
            "Place",
            places,
            places.index(first) if first in places else 0,
            format_func=lambda place: _plain(_PLACES, place) if place != "auto" else "As the story",
            key=name,
            on_change=_set_ambience,
            args=(scene.id,),
        )
        for at, one in enumerate(story.scenes, 1):
            if one.mood or one.ambience != "auto":
                place = setting_for(story, one) or "no place"
                st.caption(f"Scene {at}: {_plain(_MOODS, mood_for(story, one)).lower()}, {_name(place)}")


def levels(story: Story) -> None:
    """How loud each is."""
    st.subheader("Levels", anchor=False)
    for key, title, of in (
        ("level-voice", "Narration", "narration_level_percent"),
        ("level-music", "Music", "music_level_percent"),
        ("level-place", "Place", "ambience_level_percent"),
    ):
        name, first = field(key, getattr(story.sound, of))
        st.slider(
            title,
            0,
            200,
            first,
            step=5,
            format="%d %%",
            key=name,
            on_change=keep,
            args=(key, of, f"{title} level"),
        )
    st.caption("Music and place step back while someone speaks.")
    if story.sound != Sound():
        st.button(
            "Back to the defaults",
            type="tertiary",
            icon=":material/restart_alt:",
            key="default-sound",
            on_click=desk.edit,
            args=("Default sound", lambda s: replace(s, sound=Sound())),
        )


def _set_mood(scene_id: str) -> None:
    mood = value(f"mood-{scene_id}")
    desk.edit(f"Music: {mood or 'as before'}", lambda story: with_mood(story, scene_id, mood))


def _set_ambience(scene_id: str) -> None:
    place = value(f"ambience-{scene_id}")
    desk.edit(f"Place: {place}", lambda story: with_ambience(story, scene_id, place))


def _bring() -> None:
    file = st.session_state.get("music-file")
    if not file or desk.answer(check_sound, file.getvalue()) is None:
        return
    recipe = desk.answer(desk.project().adopt_upload, file.getvalue(), "audio")
    if recipe is not None:
        desk.edit("Use my own music", lambda story: sounding(story, music_upload=recipe))


def _opening(scene: Scene) -> str:
    words = " ".join(scene.text.split())
    return words if len(words) <= _FIRST_WORDS else words[:_FIRST_WORDS].rsplit(" ", 1)[0] + "…"


def _name(place: str) -> str:
    return _plain(_PLACES, place).lower()


def _plain(titles: dict[str, str], name: str) -> str:
    """A title without its icon."""
    return frame.plain(titles.get(name, name.capitalize()).rpartition(": ")[2]).replace("\\", "")
