"""What the author does in the mention editor, done to the story: plain functions that the editor's deeds come to."""

from collections.abc import Mapping, Sequence

import streamlit as st

from storyvid import casting, marking
from storyvid.casting import Proposal
from storyvid.errors import BadInput
from storyvid.story import Line, Mention, Story
from storyvid.ui import desk
from storyvid.ui.telling import Deed

_HERE, _UNDONE = "cast-here", "cast-undone"


def selected(story: Story) -> str | None:
    """The character whose card is open: the one chosen last, else the first."""
    ids = [character.id for character in story.characters]
    here = st.session_state.get(_HERE)
    return here if here in ids else next(iter(ids), None)


def select(character_id: str) -> None:
    """Opens a character's card."""
    st.session_state[_HERE] = character_id


def act(proposed: Proposal, deed: Deed) -> None:
    """Does one deed; done twice it is done once."""
    match deed["act"]:
        case "give":
            _give(proposed, deed)
        case "adjust":
            _adjust(deed)
        case "say":
            _say(proposed, deed)
        case "merge":
            _merge(proposed, deed)
        case "select":
            select(deed["id"])
        case "undo":
            _undo(deed)


def _give(proposed: Proposal, deed: Deed) -> None:
    mentions = [_mention(place) for place in deed["places"]]

    def change(story: Story) -> Story:
        for place in deed["places"]:
            _unchanged(story, place)
        if deed["to"] == "new":
            return marking.given_to_new(story, mentions, name=deed["name"])
        story, to = _taken_in(story, proposed, deed["to"])
        return marking.given(story, mentions, to)

    words = deed["places"][0]["text"]
    desk.edit(f"{_short(words)}: {_whose(proposed, deed)}", change)
    if deed["to"] == "new" and desk.project().story.characters:
        select(desk.project().story.characters[-1].id)


def _adjust(deed: Deed) -> None:
    start, end = deed["from"]
    mention = Mention(scene=deed["scene"], start=start, end=end)

    def change(story: Story) -> Story:
        _unchanged(story, {"scene": deed["scene"], "start": start, "end": end, "text": deed["was"]})
        wanted = Mention(scene=deed["scene"], start=deed["start"], end=deed["end"])
        if not any(mention in one.mentions for one in story.characters) and any(
            wanted in one.mentions for one in story.characters
        ):
            return story  # done already
        return marking.adjusted(story, mention, deed["start"], deed["end"])

    desk.edit(f"Mark {_short(deed['text'])}", change)


def _say(proposed: Proposal, deed: Deed) -> None:
    def change(story: Story) -> Story:
        _unchanged(story, deed)
        if deed["to"] == "as read":
            return marking.said_as_read(story, deed["scene"], deed["start"], deed["end"])
        story, to = _taken_in(story, proposed, deed["to"])
        return marking.said_by(story, Line(scene=deed["scene"], start=deed["start"], end=deed["end"], speaker=to))

    desk.edit(f"Who says {_short(deed['text'])}", change)


def _merge(proposed: Proposal, deed: Deed) -> None:
    def change(story: Story) -> Story:
        story, into = _taken_in(story, proposed, deed["into"])
        story, other = _taken_in(story, proposed, deed["other"])
        if into is None or other is None or into == other:
            return story
        return casting.merged(story, into, other)

    if deed["other"] in {one.id for one in (*desk.project().story.characters, *proposed.characters)}:
        desk.edit("Two characters are one", change)


def _undo(deed: Deed) -> None:
    undone: dict[str, int] = st.session_state.setdefault(_UNDONE, {"at": 0})
    if deed["at"] > undone["at"]:
        desk.undo()
        undone["at"] = deed["at"]


def _taken_in(story: Story, proposed: Proposal, to: str | None) -> tuple[Story, str | None]:
    """The story with the character `to` in it, and its id: one that is only proposed is accepted with it."""
    if to is None or any(character.id == to for character in story.characters):
        return story, to
    chosen = casting.only(proposed, to)
    if not chosen.characters:
        return story, to
    known = [c.id for c in story.characters if set(chosen.characters[0].mentions) <= set(c.mentions)]
    if known:
        return story, known[0]
    story = casting.accepted(story, chosen)
    return story, story.characters[-1].id


def _unchanged(story: Story, place: Mapping) -> None:
    if story.scene(place["scene"]).text[place["start"] : place["end"]] != place["text"]:
        raise BadInput("These words have changed since the page was drawn. Mark them again.")


def _mention(place: Mapping) -> Mention:
    return Mention(scene=place["scene"], start=place["start"], end=place["end"])


def _whose(proposed: Proposal, deed: Deed) -> str:
    known: Sequence = (*desk.project().story.characters, *proposed.characters)
    names = {one.id: one.name for one in known}
    return "nobody" if deed["to"] is None else names.get(deed["to"], str(deed["name"]))


def _short(text: str, most: int = 24) -> str:
    return f"“{text if len(text) <= most else text[: most - 1].rstrip() + '…'}”"
