"""Whose mother Mama is: “his mother”, “Mama” and “Mother Hedgehog” are one where a story tells of no second."""

from dataclasses import dataclass, field

import numpy as np

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_beings import species
from storyvid.reading.coref.embedded_evidence import Evidence
from storyvid.reading.coref.embedded_introductions import are_many, is_other_sex
from storyvid.reading.coref.embedded_traits import head_of
from storyvid.reading.coref.kin import KIN

_PARENTS = frozenset(("mother", "father"))


@dataclass
class _Relative:
    """A cluster that is called somebody's mother: whose, and how."""

    owners: set[int] = field(default_factory=set)
    alone: bool = False  # Mama
    titled: bool = False  # Mother Hedgehog, Aunt May
    named: set[str] = field(default_factory=set)  # what else it is called


def one_family(evidence: Evidence, of: np.ndarray) -> np.ndarray:
    """(m,) clusters where the mother of one is his Mama; `of`: (m,) clusters."""
    of = of.copy()
    for relatives in _relatives(evidence, of).values():
        numbers = list(relatives)
        for one in numbers:
            for other in numbers[numbers.index(one) + 1 :]:
                if of[of == other].size and of[of == one].size and _are_one(relatives, one, other):
                    fits = not is_other_sex(evidence, of, one, other)
                    if fits and not are_many(evidence, of, one) and not are_many(evidence, of, other):
                        relatives[one].owners |= relatives[other].owners
                        of[of == other] = one
    return of


def _are_one(relatives: dict[int, _Relative], one: int, other: int) -> bool:
    """By an owner that both have, or as the only one that is owned and the only one that is not."""
    a, b = relatives[one], relatives[other]
    if a.named and b.named and not a.named & b.named:
        return False
    if a.owners and b.owners:
        return bool(a.owners & b.owners)
    owned = [relative for relative in relatives.values() if relative.owners]
    titled = [relative for relative in relatives.values() if relative.titled]
    return bool(a.owners or b.owners) and len(owned) == 1 and len(titled) <= 1


def _relatives(evidence: Evidence, of: np.ndarray) -> dict[str, dict[int, _Relative]]:
    """By kin: the clusters so called, in text order."""
    words, spans = evidence.words, evidence.traits.spans.tolist()
    lower = [token.lower() for token in words.tokens]
    alone = {start: row for row, (start, end) in enumerate(spans) if start == end}
    found: dict[str, dict[int, _Relative]] = {}
    for row, (start, end) in enumerate(spans):
        head = head_of(words.tokens, start, end)
        kin = KIN.get(lower[head] if start == head or lower[start] in lexicon.POSSESSIVES else lower[start])
        if kin is None or evidence.pronoun[row]:
            continue
        relative = found.setdefault(kin, {}).setdefault(int(of[row]), _Relative())
        if lower[start] in lexicon.POSSESSIVES and head == start + 1:
            relative.owners |= {int(of[alone[start]])} if start in alone else set()
        elif start == head and words.tokens[head][0].isupper():
            relative.alone = True
        elif evidence.named[row] and start < head and (kin not in _PARENTS or species(lower[head])):
            relative.titled = True
    for relatives in found.values():
        for number in [number for number, one in relatives.items() if not (one.owners or one.alone or one.titled)]:
            del relatives[number]
        for number, relative in relatives.items():
            relative.named = _called(evidence, of, number)
    return found


def _called(evidence: Evidence, of: np.ndarray, number: int) -> set[str]:
    """The words of a cluster's names, without those that say kin or title."""
    tokens, spans = evidence.words.tokens, evidence.traits.spans
    held = (spans[row] for row in np.flatnonzero((of == number) & evidence.named))
    told = {token.lower() for start, end in held for token in tokens[start : end + 1] if token[0].isupper()}
    return told - KIN.keys() - lexicon.TITLES.keys()
