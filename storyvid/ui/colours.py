"""The colours of characters on the screen: hues that hold for colour-blind eyes, each with a line of its own."""

from collections.abc import Sequence

from storyvid.story import Character
from storyvid.ui import telling
from storyvid.ui.browser import component

# in the order of mention_view.css: Okabe and Ito (2008); the line tells those apart that share a hue
COLOURS = (
    "vermilion",
    "blue",
    "green",
    "pink",
    "gold",
    "sky",
    "violet",
    "brown",
    "vermilion, dotted",
    "blue, dotted",
    "green, dotted",
    "pink, dotted",
)
_colour_choice = component("colour_choice", tells=True)


def hues(characters: Sequence[Character]) -> dict[str, int]:
    """Each character's place in COLOURS by its id: the author's choice, else one that is free, the same every time."""
    chosen = {one.id: COLOURS.index(one.colour) for one in characters if one.colour in COLOURS}
    taken = set(chosen.values())
    for at, character in enumerate(characters):
        if character.id not in chosen:
            own = _number(character, at) % len(COLOURS)
            order = [(own + step) % len(COLOURS) for step in range(len(COLOURS))]
            chosen[character.id] = next((hue for hue in order if hue not in taken), own)
            taken.add(chosen[character.id])
    return chosen


def colour_choice(chosen: int, *, taken: Sequence[int], key: str, on_choose) -> None:
    """Draw the colours to choose from; `on_choose(name)` is called before the page runs again."""

    def choose(deed: telling.Deed) -> None:
        on_choose(deed["colour"])

    telling.catch_up(key, choose)
    data = {"colours": list(COLOURS), "chosen": chosen, "taken": list(taken), **telling.answer(key)}
    _colour_choice(key=key, data=data, on_told_change=lambda: telling.hear(key, choose))


def _number(character: Character, at: int) -> int:
    return int(character.id[1:]) - 1 if character.id[1:].isdigit() else at
