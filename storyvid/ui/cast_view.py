"""The characters' page: the story with mentions coloured, what the reader proposes, and a card for each character."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from storyvid import casting, marking, models
from storyvid.casting import Proposal
from storyvid.errors import BadInput
from storyvid.models import Reading
from storyvid.project import Project
from storyvid.story import Character, Mention, Story
from storyvid.ui import desk, frame, reader_choice, tried_looks
from storyvid.ui.languages import language_name
from storyvid.ui.views import mention_view

HUES = 12
_EXAMPLES = {
    "person": "a woman of forty, long red hair, freckles, green cloak, brown boots",
    "animal": "thick fur, white chest, torn left ear, a red collar",
    "group": "seven old men with white beards, coloured caps, leather aprons",
}
_NOTHING = Proposal(characters=(), mentions=())
_MENU = {
    "merge": ":material/merge: Same as another…",
    "split": ":material/call_split: Split off mentions…",
    "minor": ":material/swap_vert: Main part or walk-on",
    "drop": ":material/person_off: Not a character",
}


def draw(project: Project) -> None:
    """The page's content: the text beside the cast."""
    story = project.story
    proposed = _proposed(story)
    text, cast = st.columns([6, 5], gap="large")
    with text:
        shown = [(c, False) for c in story.characters] + [(c, True) for c in proposed.characters]
        mention_view(_scenes(story, shown), _legend(shown), key="mentions", on_assign=partial(assign, proposed))
        st.caption("Click a coloured word to give it to someone else; select words to add a mention.")
    with cast:
        _proposal(story, proposed)
        _cards(story)
        _by_hand()
        reader_choice.draw(story)


def assign(proposed: Proposal, answer: dict) -> None:
    """Does what was chosen for a mention; a proposed character that is chosen is accepted with it."""
    mention = Mention(scene=answer["scene"], start=answer["start"], end=answer["end"])

    def change(story: Story) -> Story:
        if story.scene(mention.scene).text[mention.start : mention.end] != answer["text"]:
            raise BadInput("These words have changed since the page was drawn. Mark them again.")
        if answer["to"] == "new":
            return marking.given_to_new(story, [mention], name=answer["name"])
        chosen = [one for one in proposed.characters if one.id == answer["to"]]
        if chosen:
            story = casting.accepted(story, only(chosen[0]))
            return marking.given(story, [mention], story.characters[-1].id)
        return marking.given(story, [mention], answer["to"])

    desk.edit("Change a mention", change)


def only(character: Character) -> Proposal:
    """A proposal of one character and nothing else."""
    return Proposal(characters=(character,), mentions=())


def refused(story: Story, character: Character) -> Story:
    """The story knowing that a proposed character is none, so that no reader proposes it again."""
    return casting.refused(story, only(character))


def _proposed(story: Story) -> Proposal:
    reader = models.find("readers", story.reader)
    if reader.card.languages and story.language not in reader.card.languages:
        st.info(
            f"{reader.card.title} does not read {language_name(story.language)}. Add the characters by hand: "
            "select their name in the text.",
            icon=":material/translate:",
        )
        return _NOTHING
    return casting.proposal(story, _read(story.reader, story.text, story.language))


@st.cache_data(show_spinner="Reading who is who…", max_entries=16)
def _read(reader: str, text: str, language: str) -> Reading:
    return models.find("readers", reader).read(text, language=language)


def _scenes(story: Story, shown: list[tuple[Character, bool]]) -> list[dict]:
    by_scene: dict[str, list[dict]] = {scene.id: [] for scene in story.scenes}
    for character, _ in shown:
        for mention in character.mentions:
            by_scene[mention.scene].append({"start": mention.start, "end": mention.end, "character": character.id})
    return [
        {"id": scene.id, "text": scene.text, "mentions": sorted(by_scene[scene.id], key=lambda one: one["start"])}
        for scene in story.scenes
    ]


def _legend(shown: list[tuple[Character, bool]]) -> list[dict]:
    return [
        {"id": c.id, "name": c.name, "hue": at % HUES, "count": len(c.mentions), "proposed": proposed}
        for at, (c, proposed) in enumerate(shown)
    ]


def _proposal(story: Story, proposed: Proposal) -> None:
    if not proposed.characters and not proposed.mentions:
        return
    found = frame.count(len(proposed.characters), "character")
    more = f" and {frame.count(len(proposed.mentions), 'mention')} of those you have" if proposed.mentions else ""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"**The reader found {found}{more}**", width="content")
            _edit_button(
                "Accept all",
                "accept-all",
                "Accept the characters",
                lambda story: casting.accepted(story, proposed),
                type="primary",
            )
        for character in proposed.characters:
            if not character.minor:
                _proposed_row(character)
        walk_ons = [character for character in proposed.characters if character.minor]
        if walk_ons:
            with st.expander(f"Walk-ons ({len(walk_ons)})"):
                for character in walk_ons:
                    _proposed_row(character)


def _proposed_row(character: Character) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"{frame.plain(character.name)} :gray[· {len(character.mentions)}]", width="content")
        with st.container(horizontal=True, width="content", gap="small"):
            _edit_button(
                "Accept",
                f"accept-{character.id}",
                f"Accept {character.name}",
                lambda story: casting.accepted(story, only(character)),
            )
            _edit_button(
                "No",
                f"refuse-{character.id}",
                f"{character.name} is no character",
                lambda story: refused(story, character),
                type="tertiary",
                help="Not a character",
            )


def _edit_button(text: str, key: str, label: str, change: Callable[[Story], Story], **look) -> None:
    st.button(text, key=key, on_click=desk.edit, args=(label, change), **look)


def _cards(story: Story) -> None:
    main = [character for character in story.characters if not character.minor]
    walk_ons = [character for character in story.characters if character.minor]
    if not main and not walk_ons:
        frame.empty("Nobody is cast yet", "Accept who the reader found, or select a name in the text.", icon="group")
    for character in main:
        _card(story, character)
    if walk_ons:
        with st.expander(f"Walk-ons ({len(walk_ons)})"):
            for character in walk_ons:
                _card(story, character)


def _card(story: Story, character: Character) -> None:
    key = character.id
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                "Name", key=desk.bound(f"name-{key}", character.name), max_chars=80, on_change=_renamed, args=(key,)
            )
            act = st.menu_button(
                "More",
                [*_MENU],
                format_func=_MENU.__getitem__,
                key=f"act-{key}",
                type="tertiary",
                help="Merge, split off, drop",
            )
        st.text_area(
            "Look: what a picture must show of them",
            key=desk.bound(f"look-{key}", character.look),
            height=80,
            placeholder=_EXAMPLES.get(character.entity, _EXAMPLES["person"]),
            on_change=_given_look,
            args=(key,),
        )
        tried_looks.draw(story, character)
    if act:
        do(act, character)


def do(act: str, character: Character) -> None:
    """Does what was chosen in a character's menu."""
    if act == "merge":
        _merge(character)
    elif act == "split":
        _split(character)
    elif act == "minor":
        desk.edit(
            f"{character.name}: {'main part' if character.minor else 'walk-on'}",
            lambda story: casting.promoted(story, character.id, minor=not character.minor),
        )
        st.rerun()
    elif act == "drop":
        desk.edit(f"Drop {character.name}", lambda story: casting.dropped(story, character.id))
        st.rerun()


@st.dialog("The same as another character")
def _merge(character: Character) -> None:
    others = {c.id: c.name for c in desk.project().story.characters if c.id != character.id}
    if not others:
        st.write("There is no other character.")
        return
    into = st.selectbox(
        f"{frame.plain(character.name)} is really", [*others], format_func=others.__getitem__, key="merge-into"
    )
    st.caption("All mentions become theirs; the looks are joined. Undo takes it back.")
    if st.button("Merge", type="primary", key="do-merge"):
        desk.edit(f"Merge {character.name}", lambda story: casting.merged(story, into, character.id))
        st.rerun()


@st.dialog("Split off mentions", width="medium")
def _split(character: Character) -> None:
    story = desk.project().story
    chosen = st.multiselect(
        "Mentions that are someone else",
        range(len(character.mentions)),
        key="split-mentions",
        format_func=lambda at: in_context(story, character.mentions[at]),
    )
    name = st.text_input("Name of the new character", key="split-name", max_chars=80)
    if st.button("Split off", type="primary", key="do-split"):
        mentions = tuple(character.mentions[at] for at in chosen)
        with frame.errors_shown():
            casting.split_off(story, character.id, mentions, name=name or "")
            desk.edit(
                f"Split {character.name}", lambda s: casting.split_off(s, character.id, mentions, name=name or "")
            )
            st.rerun()


def in_context(story: Story, mention: Mention, *, around: int = 24) -> str:
    """A mention with the words around it, and the number of its scene."""
    scene = story.scene(mention.scene)
    before, after = scene.text[max(0, mention.start - around) : mention.start], scene.text[mention.end :][:around]
    number = 1 + story.scenes.index(scene)
    return " ".join(f"{number}: …{before}[{scene.text[mention.start : mention.end]}]{after}…".split())


def _by_hand() -> None:
    with st.popover("Add a character by hand", icon=":material/person_add:"):
        name = st.text_input("Name, as it stands in the text", key="hand-name", max_chars=80)
        look = st.text_input("Look", key="hand-look")
        if st.button("Add", type="primary", key="hand-add"):
            desk.edit(f"Add {name}", lambda story: casting.added(story, name or "", look=look or ""))
            st.rerun()


def _renamed(character_id: str) -> None:
    name = st.session_state[f"name-{character_id}"]
    desk.edit(f"Rename to {name}", lambda story: casting.renamed(story, character_id, name))


def _given_look(character_id: str) -> None:
    look = st.session_state[f"look-{character_id}"]
    name = desk.project().story.character(character_id).name
    desk.edit(f"Look of {name}", lambda story: casting.given_look(story, character_id, look))
