"""Places and things with a look: the castle, the ship; offered when the author asks for them."""

import streamlit as st

from storyvid import casting
from storyvid.cast_reading import look_in_text
from storyvid.casting import Proposal
from storyvid.models import Reading
from storyvid.story import Character, Story
from storyvid.ui import desk, frame, mention_acts

_ICONS = {"place": "castle", "vehicle": "sailing", "thing": "category"}
_SHOWN = 24


def draw(story: Story, reading: Reading) -> None:
    """What the reader found that is nobody, commonest first; a press makes it one of the cast, with a look."""
    found = casting.things(story, reading)[:_SHOWN]
    if not found:
        return
    with st.popover("Places and things", icon=":material/castle:", type="tertiary"):
        st.caption("Give a place or a thing a look, and it looks the same in every picture.")
        with st.container(horizontal=True, gap="small"):
            for thing in found:
                st.button(
                    f"{frame.plain(thing.name)} · {len(thing.mentions)}",
                    key=f"thing-{thing.id}",
                    icon=f":material/{_ICONS[thing.entity]}:",
                    on_click=take_in,
                    args=(thing,),
                )


def take_in(thing: Character) -> None:
    """The place or thing as one of those with a look, its card open."""
    proposed = Proposal(characters=(thing,), mentions=())

    def change(story: Story) -> Story:
        story = casting.accepted(story, proposed)
        new = story.characters[-1]
        return casting.given_look(story, new.id, look_in_text(story, new))

    desk.edit(f"Give {thing.name} a look", change)
    mention_acts.select(desk.project().story.characters[-1].id)
