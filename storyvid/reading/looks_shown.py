"""What the words around a mention show of its bearer: build, hair, face, clothes."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.tokens import Token
from storyvid.reading.wordlists import word_lists

WORDS = word_lists(files(__package__) / "looks.txt")
ORDER = ("being", "build", "hair", "face", "body", "clothes", "carried")
KIND_OF = {word: kind for kind in ORDER[2:] for word in WORDS[kind]}
COLOURS, BUILD = set(WORDS["colours"]), set(WORDS["build"])
LINKS = {"was", "were", "is", "are", "became", "grew", "looked", "looks", "'s"}
DEGREES = {"very", "so", "quite", "rather", "too", "most", "more", "always", "still", "now", "as", "a", "an", "the"}
_TELLS_ALONE = set(WORDS["tells-alone"])  # a beard needs no adjective
_IS = frozenset("was is were are became".split())
_ONE = frozenset(("a", "an"))
_SHAPES = set(WORDS["shapes"])
_CALLED = {"little", "young", "old", "tiny"}  # of a figure even where it begins a name: "Little Tomas"
_GIVES = {"with", "had", "has", "have", "of"}
_WEARS = {"wore", "wears", "wearing", "in", "with"}
_TELLS_MORE = {"with", "who", "whom", "whose", "which", "that", "in", "of", "on", "around", ","}
_ON_THE_WAY = (
    {",", "and", "his", "her", "its", "their", "my", "pair", "of", "on", "little", "same"} | DEGREES | lexicon.NUMBERS
)
_RESETS = _ON_THE_WAY - {",", "and", "little"} - DEGREES - lexicon.NUMBERS
_FARTHEST = 8
_OBJECTS = frozenset("him me them us".split())
_AGES = frozenset(
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety years old taller shorter older younger one".split()
)
_LOOKING = frozenset("looked stared gazed peered glared blinked watched glanced squinted smiled grinned".split())


@dataclass(frozen=True)
class Trait:
    """A part or a garment, and the words that show it: hair, "golden hair"."""

    kind: str
    noun: str
    words: str


def phrase_end(words: list[Token], first: int, last: int) -> int:
    """Where the noun phrase ends before what tells more: after "girl" of "a girl with short black hair"."""
    return next((at for at in range(first + 1, last) if words[at].lower in _TELLS_MORE), last)


def _beside(words: list[Token], at: int) -> list[str]:
    """ "three brothers, tall and red-haired, lived": adjectives alone between commas."""
    if not words[at : at + 1] or words[at].text != ",":
        return []
    told = []
    for token in words[at + 1 : at + 8]:
        if token.lower in BUILD:
            told.append(token.lower)
        elif token.lower not in DEGREES | {"and", "but"}:
            return told if token.text in ",." else []
    return []


def builds_at(words: list[Token], first: int, last: int) -> Iterator[str]:
    """Adjectives of the whole figure: in the phrase ("a tall youth") or said of it ("she was tall and fair")."""
    end = phrase_end(words, first, last)
    for place in range(first, max(end - 1, first + 1)):
        token = words[place]
        called = place == first < end - 1 and token.lower in _CALLED
        if token.lower in BUILD and (token.text.islower() or called):
            yield token.lower
    at = last
    yield from _beside(words, end)
    if (noun := _apposed(words, last)) is not None:
        yield from builds_at(words, last + 1, noun + 1)
    if at >= len(words) or words[at].lower not in LINKS:
        return
    told = []
    for token in words[at + 1 : at + 8]:
        if token.lower in BUILD:
            told.append(token.lower)
        elif token.lower not in DEGREES | lexicon.NUMBERS | _AGES | {"and", ",", "but"}:
            break
    owns = words[at].lower == "'s" and token.word and token.lower not in lexicon.FUNCTION  # "the baker's brown dog"
    yield from () if owns else told


def traits_at(words: list[Token], first: int, last: int) -> Iterator[Trait]:
    """What a mention's neighbourhood shows: "her golden hair", "with a long beard", "wore a red cloak"."""
    if words[first].lower in lexicon.POSSESSIVES:
        yield from _listed(words, first + 1, worn=False)
        return
    if last < len(words) and words[last].lower == "'s":
        yield from _listed(words, last + 1, worn=False)
    if (noun := _said_to_be(words, last)) is not None:
        yield from traits_at(words, last + 1, noun + 1)
        return
    if (noun := _apposed(words, last)) is not None:
        yield from traits_at(words, last + 1, noun + 1)
    yield from _looking(words, last)
    yield from _also_with(words, last)
    if words[first].lower in _OBJECTS and last - first == 1:
        return  # "it looked at him with green eyes"
    end = phrase_end(words, first, last)
    at = end + (end < len(words) and words[end].text == ",")
    for place in range(at, min(at + _FARTHEST, len(words))):
        token = words[place]
        if token.sentence != words[first].sentence or (place > at and _starts_afresh(token)):
            return
        dressed = token.lower in ("dressed", "clad", "clothed")
        if dressed or (token.lower in _WEARS and (place == at or token.lower not in ("in", "with"))):
            yield from _worn(words, place + 1, dressed)
        elif place == at and token.lower in _GIVES:
            yield from _listed(words, place + 1, worn=False)


def _also_with(words: list[Token], last: int) -> Iterator[Trait]:
    """ "She was sixteen, tall, with long braids", "He was fifty, with a blue uniform"."""
    if not words[last : last + 1] or words[last].lower not in _IS:
        return
    for place in range(last + 1, min(last + _FARTHEST, len(words))):
        word = words[place].lower
        if word == "with":
            yield from _listed(words, place + 1, worn=False)
            return
        if word not in BUILD | DEGREES | lexicon.NUMBERS | _AGES | {",", "and"}:
            return


def _looking(words: list[Token], last: int) -> Iterator[Trait]:
    """ "It looked at him with green eyes": the eyes are whose look it is."""
    if not words[last : last + 1] or words[last].lower not in _LOOKING:
        return
    for place in range(last + 1, min(last + _FARTHEST, len(words))):
        if words[place].text in ".;:!?,":
            return
        if words[place].lower == "with":
            yield from (trait for trait in _listed(words, place + 1, worn=False) if trait.kind == "face")
            return


def _said_to_be(words: list[Token], last: int) -> int | None:
    """The noun of "he was a tall man with a grey beard", where the beard is told of."""
    if [token.lower in told for token, told in zip(words[last : last + 2], (_IS, _ONE), strict=False)] != [True, True]:
        return None
    for place in range(last + 2, min(last + _FARTHEST, len(words))):
        known = lexicon.noun(words[place].lower)
        if known is not None:
            return place if known[1] in ("person", "animal") else None
        if not words[place].word:
            return None
    return None


def _apposed(words: list[Token], last: int) -> int | None:
    """The noun of "the director, a fat man with a grey beard,"; None in a list: "Tom, a girl and a dog"."""
    if not words[last : last + 1] or words[last].text != "," or words[last + 1 : last + 2] == []:
        return None
    for place in range(last + 2, min(last + _FARTHEST, len(words) - 1) if words[last + 1].lower in _ONE else 0):
        known = lexicon.noun(words[place].lower)
        if known is not None:
            return place if known[1] in ("person", "animal") and words[place + 1].lower in ("with", "in") else None
        if not words[place].word:
            return None
    return None


def _worn(words: list[Token], at: int, dressed: bool) -> Iterator[Trait]:
    """ "a red cloak" of "wore a red cloak"; "dressed all in black" shows clothes without a noun."""
    while dressed and at < len(words) and words[at].lower in ("in", "all", "entirely", "from", "head", "to", "toe"):
        at += 1
    after = words[at + 1].text if at + 1 < len(words) else "."
    if dressed and at < len(words) and words[at].lower in COLOURS and not after[0].isalpha():
        yield Trait("clothes", "clothes", f"{words[at].lower} clothes")
    yield from _listed(words, at, worn=True)


def _starts_afresh(token: Token) -> bool:
    """Somebody or something else comes in: what follows is said of that."""
    return token.text in ".;:!?" or token.lower in lexicon.PRONOUNS or token.lower in lexicon.DETERMINERS


def _listed(words: list[Token], at: int, *, worn: bool) -> Iterator[Trait]:
    """The parts and garments listed from a token on: "long hair and blue eyes"."""
    told: list[str] = []
    passing = -1
    for place in range(at, min(at + 18, len(words))):
        token = words[place]
        kind = KIND_OF.get(token.lower)
        if (
            kind is not None
            and not _is_made_of(words, place)
            and (told or token.lower in _TELLS_ALONE or (worn and kind == "clothes"))
        ):
            yield Trait(kind, token.lower, " ".join([*told, token.lower]))
            told = []
        elif kind is not None and place == passing:
            told = []
        elif kind is not None and not _is_made_of(words, place):
            yield from _said_of(words, place, kind)
            return
        elif token.lower in COLOURS | _SHAPES or _is_compound(token.lower) or kind is not None:
            told.append(token.lower)
        elif _is_untold(words, place):
            passing, told = place + 1, []
        elif token.lower not in _ON_THE_WAY and token.text != "-":
            return
        elif token.lower in _RESETS:
            told = []


def _is_untold(words: list[Token], at: int) -> bool:
    """An adjective that shows nothing, of a part of the body: "quick" of "quick hands, a crooked nose"."""
    token = words[at]
    if not token.text.islower() or not token.word or at + 1 >= len(words):
        return False
    plain = token.lower in lexicon.FUNCTION | lexicon.VERBS | lexicon.PRONOUNS.keys() | _ON_THE_WAY
    return not plain and KIND_OF.get(words[at + 1].lower) in ("face", "body", "hair")


def _is_compound(word: str) -> bool:
    """ "white-blond", "silver-rimmed", "knee-length"."""
    parts = word.split("-")
    return len(parts) == 2 and all(len(part) > 2 for part in parts)


def _is_made_of(words: list[Token], at: int) -> bool:
    """A noun before a garment: "lab coat", "fur hat", "leather jacket", "silk scarf"."""
    return at + 1 < len(words) and KIND_OF.get(words[at + 1].lower) == "clothes"


def _said_of(words: list[Token], at: int, kind: str) -> Iterator[Trait]:
    """ "her eyes were blue", "hair as black as ebony"."""
    after = [token.lower for token in words[at + 1 : at + 5]]
    if after[:1] and (after[0] in LINKS or after[0] == "as"):
        for word in after[1:]:
            if word in COLOURS:
                yield Trait(kind, words[at].lower, f"{word} {words[at].lower}")
                return
            if word not in DEGREES:
                return
