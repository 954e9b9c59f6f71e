"""What a character wears: outfits that hold from a scene on."""

import streamlit as st

from storyvid import casting
from storyvid.story import Character, Outfit, Story
from storyvid.ui import desk, frame
from storyvid.ui.fields import field, value


def draw(story: Story, character: Character) -> None:
    """The outfits in story order."""
    numbers = {scene.id: at for at, scene in enumerate(story.scenes, 1)}
    for outfit in character.outfits:
        _outfit(character, outfit, numbers.get(outfit.scene))


def offer(story: Story, character: Character) -> None:
    """The way to another outfit."""
    numbers = {scene.id: at for at, scene in enumerate(story.scenes, 1)}
    key = f"dress-{character.id}"
    with st.popover("Changes clothes…", icon=":material/apparel:", type="tertiary", key=key, on_change="rerun"):
        free = [scene for scene in numbers if scene not in {outfit.scene for outfit in character.outfits}]
        there = {mention.scene for mention in character.mentions}
        st.selectbox(
            "From scene",
            free,
            next((at for at, scene in enumerate(free) if scene in there), 0),
            format_func=lambda scene: f"{numbers[scene]}{'' if scene in there else ' (not in it)'}",
            key=f"dress-from-{character.id}",
        )
        st.text_input("wears", placeholder="a blue cloak with a hood", key=f"dress-words-{character.id}")
        st.button("Put on", type="primary", key=f"dress-put-{character.id}", on_click=_chosen, args=(character.id,))


def _chosen(character_id: str) -> None:
    """Puts on what the popover says, and closes it: what comes of it is seen on the card."""
    scene, words = (st.session_state[f"dress-{part}-{character_id}"] for part in ("from", "words"))
    if scene and words:
        st.session_state[f"dress-{character_id}"] = False
        st.session_state[f"dress-words-{character_id}"] = ""
        put_on(character_id, scene, words)


def put_on(character_id: str, scene_id: str, look: str) -> None:
    """The character in other clothes from the scene on; no words: as before."""
    name = desk.project().story.character(character_id).name
    what = f"{name} wears {look}" if look.strip() else f"{name} takes an outfit off"
    desk.edit(what, lambda story: casting.dressed(story, character_id, scene_id, look))


def _outfit(character: Character, outfit: Outfit, number: int | None) -> None:
    key = f"outfit-{character.id}-{outfit.scene}"
    name, first = field(key, outfit.look)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            f"From scene {number} on, wears" if number else "Outfit",
            first,
            key=name,
            on_change=lambda: put_on(character.id, outfit.scene, value(key) or ""),
        )
        st.button(
            "",
            icon=":material/close:",
            key=f"off-{key}",
            type="tertiary",
            help=f"Take it off: {frame.plain(outfit.look)}",
            on_click=put_on,
            args=(character.id, outfit.scene, ""),
        )
