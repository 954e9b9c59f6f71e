"""Augmentation: the people of a book get other names of their gender, the same one throughout."""

import random
from collections.abc import Sequence

_TITLES = frozenset(
    "mr mr. mrs mrs. miss ms. sir lord lady dr. doctor captain king queen prince princess father mother uncle "
    "aunt master madame monsieur mademoiselle count countess duke duchess major colonel general saint st. god "
    "the a of de la von van and i judge squire reverend rev. brother sister cousin english french american "
    "christmas".split()
)
_MALE = frozenset("he him his himself".split())
_FEMALE = frozenset("she her hers herself".split())


def names_of(document: dict) -> dict[str, str]:
    """The name words of a document's people, each with the gender its clusters are told by ("m", "f" or "")."""
    tokens = [token for sentence in document["sentences"] for token in sentence]
    common = {token for token in tokens if token[0].islower()}
    told: dict[str, str] = {}
    for cluster, kinds, entities in zip(
        document["clusters"], document["mention_types"], document["entity_types"], strict=True
    ):
        said = [tokens[s].lower() for s, e in cluster if s == e]
        men, women = sum(word in _MALE for word in said), sum(word in _FEMALE for word in said)
        gender = "m" if men > women else "f" if women > men else ""
        for (s, e), kind, entity in zip(cluster, kinds, entities, strict=True):
            if kind == "PROP" and entity == "PER" and e - s < 3:
                for word in tokens[s : e + 1]:
                    if word[0].isupper() and word.isalpha() and len(word) > 2:
                        known = word.lower() in _TITLES or word.lower() in common
                        if not known and not word.isupper():
                            told.setdefault(word, gender)
    return told


def renamed(document: dict, pool: dict[str, Sequence[str]], *, chance: random.Random) -> dict:
    """The document with every name word replaced by one of its gender from the pool; tokens stay as many."""
    swap = {word: chance.choice(pool[gender]) for word, gender in names_of(document).items() if pool.get(gender)}
    sentences = [[swap.get(token, token) for token in sentence] for sentence in document["sentences"]]
    return {**document, "sentences": sentences}


def pool_of(documents: Sequence[dict]) -> dict[str, list[str]]:
    """All name words of the documents by gender."""
    pool: dict[str, set[str]] = {"m": set(), "f": set(), "": set()}
    for document in documents:
        for word, gender in names_of(document).items():
            pool[gender].add(word)
    return {gender: sorted(words) for gender, words in pool.items()}
