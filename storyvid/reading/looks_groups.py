"""Whose look a group gives: the twins, Ana and Leo, are seven as the twins are; the eldest is one of the brothers."""

from collections.abc import Iterator, Sequence

from storyvid.models import Cluster
from storyvid.reading.coref import lexicon
from storyvid.reading.coref.tokens import Token

Place = tuple[int, int, str]

_ONE_OF_THEM = frozenset("eldest oldest elder youngest younger second third middle first".split())
_KIN = frozenset("brother sister son daughter twin triplet prince princess".split())
_CHILDREN = frozenset("child kid boy girl twin triplet".split())
_LISTS = frozenset((",", ":", "named", "called"))
_NAMES = frozenset(("names", "named", "called"))  # "three kittens, and their names were Tom and Moppet"
_TO_NAMES = 6  # words from the group to them
_LONG_LIST = 12  # words
_LONG_ASIDE = 9


def shared_places(words: list[Token], places: Sequence[Place], groups: Sequence[Sequence[Place]]) -> Iterator[Place]:
    """The mentions of the groups that a character belongs to; `places`, `groups`: [first, last) tokens and kinds.

    "The twins, Ana and Leo, were seven" tells of them to the second comma.
    """
    own = {first for first, _, kind in places if kind != "pronoun"}
    for group in groups:
        if any(_holds(words, first, last, kind, own, places) for first, last, kind in group):
            for first, last, kind in group:
                yield first, last, kind
                if (end := _past_aside(words, last)) is not None:
                    yield first, end, kind


def kind_of_group(words: list[Token], shared: Sequence[Place]) -> str:
    """What each of a group is by its noun: "kitten" of the three kittens, "child" of the twins; "" of brothers."""
    for first, last, kind in shared:
        for token in words[first:last] if kind != "pronoun" else ():
            known = lexicon.noun(token.lower)
            if known is not None and known[3] and (known[1] == "animal" or known[0] in _CHILDREN):
                return "child" if known[0] in ("twin", "triplet") else known[0]
    return ""


def is_many_alike(cluster: Cluster) -> bool:
    """Whether what is said of a group is said of each: the brothers, no party of a girl, a baker and a dog."""
    return cluster.entity == "group" or cluster.gender == "plural"


def _colon_after(words: list[Token], last: int) -> int | None:
    """The colon of "two girls came and sat with them: Mia and Zoe"."""
    for place in range(last, min(last + _LONG_ASIDE, len(words))):
        if words[place].text == ":":
            return place
        if words[place].text in ".!?;," or words[place].quote >= 0:
            return None
    return None


def _holds(words: list[Token], first: int, last: int, kind: str, own: set[int], places: Sequence[Place]) -> bool:
    """Whether a mention of a group lists the character, or the character is told to be one of it."""
    if kind == "pronoun":
        return False
    many = [known for token in words[first:last] if (known := lexicon.noun(token.lower)) and known[3]]
    if not many:
        return False
    if words[last : last + 1] and words[last].lower in _LISTS and _is_listed(words, last + 1, own):
        return True
    if (colon := _colon_after(words, last)) is not None and _is_listed(words, colon + 1, own):
        return True
    told = [token.lower for token in words[last : last + _TO_NAMES]]
    names = next((k for k, word in enumerate(told) if word in _NAMES), None)
    if names is not None and not {".", ";", "!", "?"} & set(told[:names]):
        at = last + names + 1
        if _is_listed(words, at + (words[at : at + 1] != [] and words[at].lower in ("were", "are")), own):
            return True
    return any(known[0] in _KIN for known in many) and any(_is_one(words, a, b, known_as) for a, b, known_as in places)


def _is_listed(words: list[Token], at: int, own: set[int]) -> bool:
    """Whether a list of names from a word on holds the character: "Ana and Leo", "Mia, Lou and Jo"."""
    for place in range(at, min(at + _LONG_LIST, len(words))):
        if place in own:
            return True
        token = words[place]
        if not (token.text[0].isupper() or token.lower in (",", "and", "&")):
            return False
    return False


def _is_one(words: list[Token], first: int, last: int, kind: str) -> bool:
    """ "The eldest", "The second, Bertram,", "the youngest, whose name was Finn"."""
    inside = {token.lower for token in words[first : min(last, first + 3)]}
    before = [token.lower for token in words[max(0, first - 3) : first]]
    told = before[-1:] == [","] and before[-2:-1] != [] and before[-2] in _ONE_OF_THEM
    return kind != "pronoun" and (told or (bool(inside & _ONE_OF_THEM) and not inside & {"king", "queen"}))


def _past_aside(words: list[Token], last: int) -> int | None:
    """Where what is said of a group begins behind the names between commas."""
    if not words[last : last + 1] or words[last].text != ",":
        return None
    for place in range(last + 1, min(last + _LONG_ASIDE, len(words))):
        if words[place].text == ",":
            return place + 1
        if words[place].text in ".;:!?":
            return None
    return None
