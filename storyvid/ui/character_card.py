"""A character's card: name, colour, look, outfits, voice, and what they do to the prompts."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import streamlit as st

from storyvid import casting
from storyvid.plan import from_earlier_prompt
from storyvid.project import Project
from storyvid.prompts import compose
from storyvid.story import THINGS, Character, Story, scenes_with
from storyvid.ui import (
    cast_dialogs,
    character_voice,
    desk,
    frame,
    likeness_view,
    looks_view,
    mention_acts,
    outfits_view,
    tried_looks,
)
from storyvid.ui.colours import colour_choice, hues
from storyvid.ui.fields import field, told_apart, value
from storyvid.ui.prompt_changes import ScenePrompt, changed_scenes, prompt_changes, runs
from storyvid.ui.takes import by_other_painter

_EXAMPLES = {
    "person": "a woman of forty, long red hair, freckles, brown boots",
    "animal": "thick fur, white chest, torn left ear, a red collar",
    "group": "seven old men with white beards, coloured caps, leather aprons",
    "place": "grey stone walls, three round towers, ivy, a drawbridge",
    "vehicle": "a wooden ship with two masts, patched brown sails",
    "thing": "a tall brass lantern with blue glass",
}
_MENU = {
    "merge": ":material/merge: Same as another…",
    "split": ":material/call_split: Two in one…",
    "minor": ":material/swap_vert: Main part or walk-on",
    "drop": ":material/person_off: Not a character",
}


def draw(project: Project, here: str) -> None:
    """The chosen character's card, and the way to the others."""
    story = project.story
    character = story.character(here)
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _chooser(story, character)
            act = st.menu_button(
                "More",
                [*_MENU],
                format_func=_MENU.__getitem__,
                key=f"act-{here}",
                type="tertiary",
                help="Merge, split, drop",
            )
        _who(story, character)
        _look(story, character)
        with st.container(gap="small"):  # places are kept: what comes and goes moves nothing of what follows
            outfits_view.draw(story, character)
        with st.container(horizontal=True, gap="medium"):
            outfits_view.offer(story, character)
            tried_looks.offer(story, character)
        with st.container(gap="small"):
            tried_looks.draw(story, character)
        with st.container(gap="small"):
            likeness_view.draw(project, character)
        with st.container(gap="small"):
            if character.entity not in THINGS:
                character_voice.draw(story, character)
        _prompts(project, character)
    if act:
        do(act, character)


def do(act: str, character: Character) -> None:
    """Does what was chosen in a character's menu."""
    if act == "merge":
        cast_dialogs.merge(character)
    elif act == "split":
        cast_dialogs.split(character)
    elif act == "minor":
        desk.edit(
            f"{character.name}: {'main part' if character.minor else 'walk-on'}",
            lambda story: casting.promoted(story, character.id, minor=not character.minor),
        )
        st.rerun()
    elif act == "drop":
        desk.edit(f"Drop {character.name}", lambda story: casting.dropped(story, character.id))
        st.rerun()


def prompts_of(project: Project, character: Character) -> list[ScenePrompt]:
    """The prompts that the last edit changed and all where the character appears, in story order."""
    story, before = project.story, story_before(project.folder, project.revision) or project.story
    changed = set(changed_scenes(before, story))
    shown = changed | {scene.id for scene in scenes_with(story, character)}
    rows = []
    for number, scene in enumerate(story.scenes, 1):
        if scene.id not in shown:
            continue
        now = compose(story, scene)
        was = compose(before, before.scene(scene.id)) if scene.id in changed else now
        earlier = from_earlier_prompt(story, scene) and not by_other_painter(story, scene)
        rows.append(ScenePrompt(number=number, runs=runs(was, now), changed=scene.id in changed, earlier=earlier))
    return rows


@lru_cache(maxsize=8)
def story_before(folder: Path, revision: int) -> Story | None:
    """The story as it was one revision earlier; None where that was the first."""
    project = desk.project()
    return project.story_at(revision - 1) if revision - 1 in project.revisions() else None


def _chooser(story: Story, character: Character) -> None:
    cast = in_order(story.characters)
    titles = told_apart({one.id: f"{one.name} · {frame.count(len(one.mentions), 'mention')}" for one in cast})
    chosen, first = field("cast-chosen", character.id, titles=titles)
    st.selectbox(
        "Character",
        [*titles],
        index=[*titles].index(first) if first in titles else 0,
        format_func=lambda one: titles.get(one, one),
        key=chosen,
        on_change=lambda: mention_acts.select(value("cast-chosen")),
        label_visibility="collapsed",
    )


def in_order(characters: Sequence[Character]) -> list[Character]:
    """Main parts, then things with a look, then walk-ons."""
    return sorted(characters, key=lambda one: (one.minor, one.entity in THINGS))


def _who(story: Story, character: Character) -> None:
    key, hue = character.id, hues(story.characters)
    name, first = field(f"name-{key}", character.name)
    st.text_input("Name", first, key=name, max_chars=80, on_change=_renamed, args=(key,))
    colour_choice(
        hue[key],
        taken=sorted(set(hue.values())),
        key=f"colour-{key}",
        on_choose=lambda colour: desk.edit(
            f"Colour of {character.name}", lambda story: casting.given_colour(story, key, colour)
        ),
    )


def _look(story: Story, character: Character) -> None:
    key = character.id
    look, first = field(f"look-{key}", character.look)
    st.text_area(
        "Look: what a picture must show"
        if character.entity in THINGS
        else "Look: face, hair, build; what never changes",
        value=first,
        key=look,
        height=80,
        placeholder=_EXAMPLES.get(character.entity, _EXAMPLES["person"]),
        on_change=_given_look,
        args=(key,),
    )
    looks_view.draw(story, character)


def _prompts(project: Project, character: Character) -> None:
    rows = prompts_of(project, character)
    if not rows:
        return
    changed = sum(row.changed for row in rows)
    told = f"Your last change rewrote {frame.count(changed, 'prompt')}" if changed else "In the pictures"
    st.markdown(f"**{told}**")
    prompt_changes(rows, key="prompts")


def _renamed(character_id: str) -> None:
    name = value(f"name-{character_id}")
    desk.edit(f"Rename to {name}", lambda story: casting.renamed(story, character_id, name))


def _given_look(character_id: str) -> None:
    look = value(f"look-{character_id}")
    name = desk.project().story.character(character_id).name
    desk.edit(f"Look of {name}", lambda story: casting.given_look(story, character_id, look))
