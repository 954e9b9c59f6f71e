"""Directions: the embedding level of every character of a line (UAX #9, Unicode Bidirectional Algorithm).

python-bidi's open steps do all but the pairing of brackets (rule N0), which is done here.
"""

import unicodedata
from itertools import groupby

from bidi import algorithm

_CLOSES = dict(zip("([{⟨〈「『【（［", ")]}⟩〉」』】）］", strict=True))
_STRONG = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}  # in N0 numbers count as right-to-left


def right_to_left(text: str) -> bool:
    """Whether a line starts at the right: its first strong character says so (P2, P3)."""
    return algorithm.get_base_level(text) == 1


def bidi_levels(text: str) -> list[int]:
    """A level for each character: even runs from left to right, odd from right to left."""
    storage = algorithm.get_empty_storage()
    storage["base_level"] = algorithm.get_base_level(text)
    storage["base_dir"] = ("L", "R")[storage["base_level"]]
    algorithm.get_embedding_levels(text, storage)
    for place, held in enumerate(storage["chars"]):
        held["place"] = place
        held["type"] = held["type"] or "L"  # unassigned characters have no class yet
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _pair_brackets(storage["chars"], storage["base_dir"])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    levels = [storage["base_level"]] * len(text)
    for held in storage["chars"]:
        levels[held["place"]] = held["level"]
    return levels


def _pair_brackets(chars: list[dict], base: str) -> None:
    """Rule N0: both brackets of a pair take the direction of what they hold."""
    for level, run in groupby(chars, key=lambda held: held["level"]):
        held = list(run)
        direction = "R" if level % 2 else "L"
        for opening, closing in _pairs(held):
            within = {_STRONG[char["type"]] for char in held[opening + 1 : closing] if char["type"] in _STRONG}
            if not within:
                continue
            if direction not in within:
                before = (_STRONG[char["type"]] for char in reversed(held[:opening]) if char["type"] in _STRONG)
                chosen = next(before, base)
            else:
                chosen = direction
            held[opening]["type"] = held[closing]["type"] = chosen


def _pairs(held: list[dict]) -> list[tuple[int, int]]:
    """Places of paired brackets, in the order of the opening ones (BD16)."""
    stack: list[tuple[str, int]] = []
    pairs = []
    for place, char in enumerate(held):
        if char["type"] != "ON":
            continue
        sign = unicodedata.normalize("NFC", char["ch"])
        if sign in _CLOSES:
            stack.append((_CLOSES[sign], place))
        elif any(sign == closing for closing, _ in stack):
            while stack:
                closing, opening = stack.pop()
                if closing == sign:
                    pairs.append((opening, place))
                    break
    return sorted(pairs)
