"""Where a scene plays: every word that tells a place votes for it."""

from collections import Counter

from storyvid.images.storyboard import lexicon
from storyvid.images.storyboard.presence import is_absent
from storyvid.images.storyboard.wording import look_up, words_of
from storyvid.recipes import Part


def place_of(words: list[str], spoken: list[bool], cast: tuple[Part, ...]) -> str:
    votes: Counter[str] = Counter()
    for at, word in enumerate(words):
        found = look_up(word, lexicon.PLACES)
        if found:
            # being "in" or "into" a place says more than naming it, and the first place named is where we are
            before = words[max(at - 3, 0) : at]
            near = (
                1.5 if {"in", "into", "through", "at", "on", "inside", "across", "under", "by"} & set(before) else 1.0
            )
            early = (1.15 if at < 14 else 1.0) * (0.6 if spoken[at] else 1.0) * (0.3 if is_absent(words, at) else 1.0)
            inside = found[0] in lexicon.DWELLINGS and _is_entered(words, at)
            beside = not inside and _is_beside(words, at)
            for place, weight in found[1] if not inside else [("room", 0.9)]:  # type: ignore[attr-defined]
                if beside and place == "sea":  # by the sea is not on it
                    place, near = "shore", 0.8
                votes[place] += weight * near * early  # type: ignore[assignment]
    if lexicon.near(words, {"under", "beneath", "bottom", "below"}, {"sea", "ocean", "water", "waves"}, 4):
        votes["underwater"] += max(votes["sea"], votes["lake"], votes["river"]) + 1  # type: ignore[assignment]
    if votes["shore"] >= 1:
        votes["shore"] += votes["sea"] / 2  # type: ignore[assignment]
    if votes["sky"] < 0.75:
        votes["sky"] = 0  # what flies or is high up does not take us into the clouds
    if not votes or max(votes.values()) < 0.25:
        return _home_of(cast)
    return max(votes, key=lambda place: (votes[place], -lexicon.PLACE_NAMES.index(place)))


def _is_entered(words: list[str], at: int) -> bool:
    """Whether someone is within the dwelling: "in the warm hut they drank", not "in a hut there lived"."""
    before = words[max(at - 4, 0) : at]
    around = set(words[max(at - 8, 0) : at + 6])
    return bool(lexicon.ENTERING & set(before)) and "." not in before and not lexicon.DWELLING & around


def _is_beside(words: list[str], at: int) -> bool:
    return bool({"by", "near", "beside", "at"} & set(words[max(at - 2, 0) : at]))


def _home_of(cast: tuple[Part, ...]) -> str:
    """Where beings are found when the words name no place."""
    homes = {
        "mermaid": "underwater",
        "fish": "underwater",
        "knight": "castle",
        "king": "castle",
        "queen": "castle",
        "dragon": "mountain",
        "wolf": "forest",
        "fox": "forest",
        "bear": "forest",
        "ghost": "graveyard",
    }
    for part in cast:
        for word in words_of(f"{part.name} {part.text}"):
            found = look_up(word, homes)
            if found:
                return str(found[1])
    return "field"
