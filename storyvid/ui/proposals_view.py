"""What the reader found that the story does not have yet: taken or refused, all at once or one by one."""

from collections.abc import Callable

import streamlit as st

from storyvid import casting
from storyvid.casting import Proposal
from storyvid.story import Character, Mention, Story
from storyvid.ui import cast_dialogs, desk, frame, mention_acts

_MANY, _TALL_PX = 8, 460  # so many characters scroll in a box of their own
_SHOWN = 6  # mentions of one character told with their words


def question(proposed: Proposal) -> None:
    """The first question, above the text: whether all that was found is taken."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{found(proposed)}**", width="content")
        _edit_button(
            "Accept all",
            "accept-all",
            "Accept what the reader found",
            lambda story: casting.accepted(story, proposed),
            type="primary",
        )


def draw(story: Story, proposed: Proposal) -> None:
    """What was found, one by one; nothing where the reader has nothing new."""
    if not is_new(proposed):
        return
    with st.container(border=True, gap="small", key="proposals"):
        main = [character for character in proposed.characters if not character.minor]
        with st.container(height=_TALL_PX if len(main) > _MANY else "content", border=False, gap="small"):
            for character in main:
                _new(proposed, character)
        _more(story, proposed)
        walk_ons = [character for character in proposed.characters if character.minor]
        if walk_ons:
            with st.expander("Walk-ons"):  # a title that changed would close it
                for character in walk_ons:
                    _new(proposed, character)
        if proposed.kept:
            st.caption(
                f"{frame.count(proposed.kept, 'mention')} that the reader sees otherwise: yours stay as they are."
            )


def is_new(proposed: Proposal) -> bool:
    """Whether there is anything to ask about."""
    return bool(proposed.characters or proposed.mentions)


def found(proposed: Proposal) -> str:
    """What is new, in words."""
    told = []
    if proposed.characters:
        told.append(frame.count(len(proposed.characters), "character"))
    if proposed.mentions:
        told.append(frame.count(len(proposed.mentions), "more mention"))
    return f"The reader found {' and '.join(told)}"


def by_owner(proposed: Proposal) -> dict[str, list[Mention]]:
    """The new mentions of each character that the story has already."""
    more: dict[str, list[Mention]] = {}
    for owner, mention in proposed.mentions:
        more.setdefault(owner, []).append(mention)
    return more


def _new(proposed: Proposal, character: Character) -> None:
    look = f"  \n:gray[*{frame.plain(character.look)}*]" if " " in character.look else ""  # "man" tells nothing
    told = f"{frame.plain(character.name)} :gray[· {len(character.mentions)}]{look}"
    _row(proposed, character.id, told, character.name, no="Not a character")


def _more(story: Story, proposed: Proposal) -> None:
    for owner, mentions in by_owner(proposed).items():
        name = story.character(owner).name
        _row(
            proposed,
            owner,
            f"{frame.plain(name)} :green[+ {len(mentions)}]",
            f"{len(mentions)} more of {name}",
            no="These are nobody",
        )
        shown = [cast_dialogs.in_context(story, mention) for mention in mentions[:_SHOWN]]
        rest = f"  \n… and {len(mentions) - _SHOWN} more" if len(mentions) > _SHOWN else ""
        st.caption("  \n".join(frame.plain(words) for words in shown) + rest)


def _row(proposed: Proposal, character_id: str, told: str, name: str, *, no: str) -> None:
    part = casting.only(proposed, character_id)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", wrap=False):
        st.markdown(told)
        with st.container(horizontal=True, width="content", gap="small"):
            _edit_button(
                "Accept", f"accept-{character_id}", f"Accept {name}", lambda story: casting.accepted(story, part)
            )
            _edit_button(
                "No",
                f"refuse-{character_id}",
                f"Refuse {name}",
                lambda story: casting.refused(story, part),
                type="tertiary",
                help=no,
            )


def _edit_button(text: str, key: str, label: str, change: Callable[[Story], Story], **look) -> None:
    st.button(text, key=key, on_click=_do, args=(label, change), **look)


def _do(label: str, change: Callable[[Story], Story]) -> None:
    known = len(desk.project().story.characters)
    desk.edit(label, change)
    if len(desk.project().story.characters) == known + 1:
        mention_acts.select(desk.project().story.characters[-1].id)
