"""Which reader proposes the characters: the author's choice among those that can run here."""

from dataclasses import replace

import streamlit as st

from storyvid import models
from storyvid.story import Story
from storyvid.ui import desk
from storyvid.ui.fields import field, value


def draw(story: Story) -> None:
    """The choice, with what each reader says of itself; characters that are accepted stay as they are."""
    cards = {card.name: card for card in models.cards("readers") if not card.missing or card.name == story.reader}
    if story.reader not in cards:
        cards[story.reader] = models.find("readers", story.reader).card
    name, first = field("reader", story.reader)
    st.selectbox(
        "Who reads",
        [*cards],
        index=[*cards].index(first) if first in cards else 0,
        format_func=lambda name: cards[name].title,
        key=name,
        on_change=_set_reader,
        help="Another reader proposes anew. What you accepted or corrected stays.",
    )
    st.caption(cards[story.reader].summary)


def _set_reader() -> None:
    name = value("reader")
    desk.edit(f"Read with {name}", lambda story: replace(story, reader=name))
