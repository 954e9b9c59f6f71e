"""A picture into words: what a tagger sees in a character's reference picture, to be edited into its look."""

import streamlit as st
from PIL import Image

from storyvid import casting, settings
from storyvid.errors import ModelNotInstalled, StoryvidError
from storyvid.images.tag_words import is_of_a_look
from storyvid.images.tagging import Tag, install_command, tagger_called
from storyvid.project import Project
from storyvid.recipes import Picture, key_of
from storyvid.story import Character
from storyvid.ui import desk, frame

_SHOWN = 40


def offer(project: Project, character: Character) -> None:
    """The button that has the reference picture read."""
    if character.reference and project.store.has(character.reference):
        st.button(
            "Into words",
            icon=":material/text_fields:",
            key=f"tag-{character.id}",
            type="tertiary",
            on_click=_read,
            args=(character.id, key_of(character.reference)),
            help="Has the picture read, and words for the look proposed",
        )


def draw(project: Project, character: Character) -> None:
    """What was seen, to choose from and to change before it becomes the look."""
    picture = character.reference
    if not picture or st.session_state.get(_open(character.id)) != key_of(picture):
        return
    with st.container(border=True):
        model = settings.read().of("tagger")
        try:
            with st.spinner("Looking at the picture…"):
                tags = _tags(project, picture, str(model["model"]), int(model["general_percent"]))
        except ModelNotInstalled:
            _how_to_add(str(model["model"]))
        except StoryvidError as error:
            st.error(str(error), icon=":material/error:")
        else:
            _words(character, tags)


def _words(character: Character, tags: tuple[Tag, ...]) -> None:
    seen = {tag.words: tag for tag in tags if tag.category == "general"}
    shown = [*seen][:_SHOWN]
    if not shown:
        st.caption("The tagger is sure of nothing in this picture. Let it be less sure in Settings, or take another.")
        return
    chosen = st.pills(
        "What the picture shows; choose what belongs to them",
        shown,
        selection_mode="multi",
        default=[words for words in shown if is_of_a_look(seen[words].name) and not _is_said(character.look, words)],
        format_func=lambda words: f"{words} {seen[words].percent}%",
        key=f"tags-{character.id}",
    )
    words = ", ".join(one for one in shown if one in (chosen or ()))
    # the box follows the choice: its key is the choice, so that changing one pill writes the box anew
    key = f"tagged-{character.id}-{words}"
    look = st.text_area("The look, as it will be", with_words(character.look, words), key=key)
    blank = not (look or "").strip()
    if st.button("Use as the look", type="primary", key=f"use-tags-{character.id}", disabled=blank):
        desk.edit(
            f"Look of {character.name}, from a picture",
            lambda story: casting.given_look(story, character.id, (look or "").strip()),
        )
        _close(character.id)
        st.rerun()


def with_words(look: str, words: str) -> str:
    """The look with those words that it has not yet."""
    known = {part.strip().casefold() for part in look.split(",")}
    added = [part.strip() for part in words.split(",") if part.strip() and part.strip().casefold() not in known]
    return ", ".join(filter(None, (look.strip().rstrip(","), *added)))


def _is_said(look: str, words: str) -> bool:
    return set(words.casefold().split()) <= set(look.casefold().replace(",", " ").split())


def _how_to_add(name: str) -> None:
    st.markdown(f"The tagger **{frame.plain(name)}** is not on this machine yet. Add it with this command:")
    st.code(install_command(name), language=None)
    st.caption("Settings names another one, or a folder that has one.")


@st.cache_data(show_spinner=False, max_entries=64)
def _seen(path: str, key: str, model: str, general_percent: int) -> tuple[Tag, ...]:
    with Image.open(path, formats=("PNG", "JPEG", "WEBP")) as image:
        return tagger_called(model).tags(image, general_percent=general_percent)


def _tags(project: Project, picture: Picture, model: str, general_percent: int) -> tuple[Tag, ...]:
    return _seen(str(project.store.path(picture)), key_of(picture), model, general_percent)


def _open(character_id: str) -> str:
    return f"tags-open-{character_id}"


def _read(character_id: str, key: str) -> None:
    """Opens what was seen, or closes it again."""
    if st.session_state.get(_open(character_id)) == key:
        return _close(character_id)
    st.session_state[_open(character_id)] = key


def _close(character_id: str) -> None:
    st.session_state.pop(_open(character_id), None)
