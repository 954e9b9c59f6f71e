"""Surnames that are animals' nouns, too: Mr. Finch and Julian Crane are people where a story tells of no finch."""

from collections.abc import Sequence

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_beings import species

_OF_ANIMALS = frozenset(
    "paw paws tail tails fur furry whiskers wing wings feather feathers beak beaks claw claws snout hoof hooves nest "
    "burrow den mane fin fins hopped squeaked croaked barked growled purred mewed chirped quacked".split()
)


def is_surname(tokens: Sequence[str], start: int, head: int) -> bool:
    """Whether the animal's noun at `head` is only a surname in the name that begins at `start`; `tokens`: the story's.

    It is not in Peter Rabbit's and Mr. Fox's stories, which tell of rabbits, of tails or of other animals.
    """
    before = head - 1 - (tokens[head - 1] == ".")  # "Mr", ".", "Finch" is three tokens to some readers
    if before < start or not tokens[head][0].isupper() or not tokens[before][0].isupper():
        return False
    return _is_given(tokens[before].lower().rstrip(".")) and not _tells_of_animals(tokens)


def _is_given(word: str) -> bool:
    """Mr., Anna, Julian; no Brave, Mother or King."""
    if word in ("mr", "mrs", "ms", "miss", "dr", "prof") or word in lexicon.FEMALE_NAMES | lexicon.MALE_NAMES:
        return True
    return lexicon.noun(word) is None and word not in lexicon.ADJECTIVES | lexicon.FUNCTION | lexicon.TITLES.keys()


def _tells_of_animals(tokens: Sequence[str]) -> bool:
    return any(token in _OF_ANIMALS or (token.islower() and _is_animal(token)) for token in tokens)


def _is_animal(word: str) -> bool:
    """A finch; no ogre, and no "fly" that may be a verb."""
    known = lexicon.noun(word)
    return known is not None and known[1] == "animal" and bool(species(word))
