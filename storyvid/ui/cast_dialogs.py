"""Questions about the cast that take more than a click: two that are one, one that is two."""

import streamlit as st

from storyvid import casting
from storyvid.story import Character, Mention, Story, scenes_with
from storyvid.ui import desk, frame, mention_acts
from storyvid.ui.fields import told_apart


@st.dialog("The same as another character")
def merge(character: Character) -> None:
    """Asks who the character really is."""
    story = desk.project().story
    others = told_apart({c.id: c.name for c in story.characters if c.id != character.id})
    if not others:
        st.write("There is no other character.")
        return
    into = st.selectbox(
        f"{frame.plain(character.name)} is really", [*others], format_func=others.__getitem__, key="merge-into"
    )
    both = casting.merged(story, into, character.id).character(into)
    st.markdown(f"**{frame.plain(both.name)}** · {_where(story, both)}")
    st.caption(frame.plain(both.look) or "No look yet")
    if st.button("Merge", type="primary", key="do-merge"):
        desk.edit(f"Merge {character.name}", lambda story: casting.merged(story, into, character.id))
        mention_acts.select(into)
        st.rerun()


@st.dialog("Two characters in one", width="large")
def split(character: Character) -> None:
    """Asks which mentions are somebody else, and shows both before it is done."""
    story = desk.project().story
    said = told_apart({at: in_context(story, mention) for at, mention in enumerate(character.mentions)})
    chosen = st.multiselect(
        "Which of these mentions are someone else?",
        [*said],
        key="split-mentions",
        format_func=said.__getitem__,
        placeholder="Find words, or a scene's number",
    )
    later = st.selectbox(
        "Or all from a scene on",
        ["", *(scene.id for scene in scenes_with(story, character)[1:])],
        key="split-from",
        format_func=lambda scene: f"Scene {_number(story, scene)}" if scene else "none",
    )
    name = st.text_input("Name of the new character", key="split-name", max_chars=80) or ""
    leaving = _leaving(story, character, chosen, later or None)
    if not leaving or len(leaving) == len(character.mentions):
        st.caption(
            f"Choose some of the {len(character.mentions)} mentions, and leave {frame.plain(character.name)} one."
        )
        return
    after = casting.split_off(story, character.id, leaving, name=name)
    for column, one in zip(st.columns(2), (after.character(character.id), after.characters[-1]), strict=True):
        with column.container(border=True):
            st.markdown(f"**{frame.plain(one.name)}** · {_where(after, one)}")
            st.caption(frame.plain(_words(after, one)))
    if st.button("Split off", type="primary", key="do-split"):
        desk.edit(f"Split {character.name}", lambda s: casting.split_off(s, character.id, leaving, name=name))
        mention_acts.select(desk.project().story.characters[-1].id)
        st.rerun()


def in_context(story: Story, mention: Mention, *, around: int = 24) -> str:
    """A mention with the words around it, and the number of its scene."""
    scene = story.scene(mention.scene)
    before, after = scene.text[max(0, mention.start - around) : mention.start], scene.text[mention.end :][:around]
    words = f"…{before}[{scene.text[mention.start : mention.end]}]{after}…"
    return " ".join(f"{_number(story, scene.id)}: {words}".split())


def _leaving(story: Story, character: Character, chosen: list[int], later: str | None) -> tuple[Mention, ...]:
    rank = {scene.id: at for at, scene in enumerate(story.scenes)}
    first = rank[later] if later else len(rank)
    return tuple(
        mention for at, mention in enumerate(character.mentions) if at in chosen or rank[mention.scene] >= first
    )


def _where(story: Story, character: Character) -> str:
    numbers = [str(_number(story, scene.id)) for scene in scenes_with(story, character)]
    shown = ", ".join(numbers[:12]) + ("…" if len(numbers) > 12 else "")
    return f"{frame.count(len(character.mentions), 'mention')} in scene{'' if len(numbers) == 1 else 's'} {shown}"


def _words(story: Story, character: Character, *, most: int = 8) -> str:
    said = [story.scene(mention.scene).text[mention.start : mention.end] for mention in character.mentions]
    told = list(dict.fromkeys(said))
    return ", ".join(told[:most]) + ("…" if len(told) > most else "")


def _number(story: Story, scene_id: str) -> int:
    return 1 + story.scenes.index(story.scene(scene_id))
