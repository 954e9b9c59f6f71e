"""Who stands beside whom: "the king bade Jack farewell" speaks of two, whatever cluster both are in."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_evidence import MOST, Evidence
from storyvid.reading.coref.embedded_traits import (
    DEFINITE,
    HE,
    ME,
    NAME_F,
    NAME_M,
    NOUN,
    NOUN_F,
    NOUN_M,
    NOUNS,
    SHE,
    YOU,
    head_of,
    is_genitive,
)

_NO_OTHER = frozenset("latter former first second last one other".split())
_SAME = frozenset(", ( - -- is was be been being am are were become became as like called named or than".split())
_PLURAL = 3  # among genders
_ALSO = {"king 's son": "prince", "king 's daughter": "princess", "king 's wife": "queen"}
_AFTER = 0.1  # of the weight of a link back from a name or noun to what stood before it
_ANYBODY = lexicon.GENERAL | frozenset("man woman boy girl child fellow youth lad creature".split())


@dataclass
class _Called:
    """The mentions of a cluster that share a name, or a noun that may have an owner ("king 's son")."""

    rows: list[int]
    words: set[str]  # of the names; of a noun itself and what says the same
    noun: str = ""
    many: bool = False


def parted(evidence: Evidence, of: np.ndarray) -> np.ndarray:
    """(m,) clusters where those called by nouns and names that stand in one sentence side by side are two; `of`: (m,).

    What else the cluster holds goes, in order, to the part whose mentions so far the network's scores speak for most.
    """
    of = of.copy()
    for number in np.unique(of).tolist():
        rows = np.flatnonzero(of == number)
        called = _called(evidence, rows)
        apart = {pair for pair in combinations(range(len(called)), 2) if _are_two(evidence, *(called[k] for k in pair))}
        if apart:
            _part(evidence, of, rows, _anchors(evidence, called, apart))
    return of


def _called(evidence: Evidence, rows: np.ndarray) -> list[_Called]:
    """What a cluster is called outside quotations: by its names, by definite singular nouns; the usual first."""
    traits = evidence.traits
    nouns: dict[str, list[int]] = defaultdict(list)
    named: list[_Called] = []
    several: list[int] = []
    for row in rows[(traits.quotes[rows] == 0) & ~evidence.pronoun[rows]].tolist():
        if evidence.named[row]:
            words = _words(evidence, row)
            own = [one for one in named if (traits.names[one.rows].any(0) & traits.names[row]).any()]
            one = _Called([held for other in own for held in other.rows] + [row],
                          words.union(*(other.words for other in own)))  # fmt: skip
            one.many = bool(evidence.genders[one.rows].mean(0).argmax() == _PLURAL)
            named = [other for other in named if other not in own] + [one]
        elif traits.classes[row] == NOUNS:
            several.append(row)
        elif traits.classes[row] in (NOUN, NOUN_M, NOUN_F) and (noun := _noun(evidence, row)) not in _NO_OTHER:
            nouns[noun].append(row)
    nouns.pop("", None)
    every = named + [_Called(held, {noun, _ALSO.get(noun, noun)}, noun) for noun, held in nouns.items()]
    titled = any(traits.classes[row] in (NAME_F, NAME_M) for one in named for row in one.rows)
    every += [_Called(several, set(), many=True)] if len(several) > (0 if titled else 1) else []
    return sorted(every, key=lambda one: (-len(one.rows), one.rows[0]))


def _words(evidence: Evidence, row: int) -> set[str]:
    start, end = evidence.traits.spans[row].tolist()
    return {token.lower() for token in evidence.words.tokens[start : end + 1]}


def _noun(evidence: Evidence, row: int) -> str:
    """ "king" of "the old king", "king 's son" of "the king's eldest son", "" of others."""
    start, end = evidence.traits.spans[row].tolist()
    tokens = [token.lower() for token in evidence.words.tokens[start : end + 1]]
    head = tokens[head_of(evidence.words.tokens, start, end) - start]
    if evidence.traits.articles[row] == DEFINITE:
        return head
    marks = [k for k, token in enumerate(tokens) if is_genitive(token) and 0 < k < len(tokens) - 1]
    return f"{tokens[marks[0] - 1]} 's {head}" if marks else ""


def _are_two(evidence: Evidence, one: _Called, other: _Called) -> bool:
    """Whether they stand side by side in a sentence; twice, where a noun for anybody is said but once."""
    if one.noun and other.noun and (f"{one.noun} 's " in other.noun or f"{other.noun} 's " in one.noun):
        return True  # the king's son is not the king
    if one.many != other.many:
        return not one.noun and not other.noun  # the storks are not Peter; the crowd may be the people
    if one.words & other.words:
        return False  # King Kojata is the king
    sentences = evidence.traits.sentences
    beside = {
        int(sentences[a])
        for a in one.rows for b in other.rows if sentences[a] == sentences[b] and _beside(evidence, a, b)
    }  # fmt: skip
    few = min(len(one.rows), len(other.rows)) < 2 and {one.noun, other.noun} & _ANYBODY
    return len(beside) > (1 if few else 0)


def _beside(evidence: Evidence, one: int, other: int) -> bool:
    """Neither within the other, nor told to be it: "the king, an old man", "the boy was the prince"."""
    (_, b), (c, _) = sorted(evidence.traits.spans[[one, other]].tolist())
    between = {token.lower() for token in evidence.words.tokens[b + 1 : c]}
    return b < c and bool(between - _SAME - {"the", "not"})


def _anchors(evidence: Evidence, called: list[_Called], apart: set[tuple[int, int]]) -> dict[int, int]:
    """The part of each mention that is told apart from another: a new one, or one before that bears its name or that
    the scores speak for."""
    parts: list[list[int]] = []
    told = {number for pair in apart for number in pair}
    words = {word for number in told for word in called[number].words}
    for number in (k for k, one in enumerate(called) if k in told or one.words & words):
        free = [part for part in parts if not any(tuple(sorted((number, held))) in apart for held in part)]
        worth = [_worth(evidence, called[number], [called[held] for held in part]) for part in free]
        if worth and max(worth) > 0:
            free[int(np.argmax(worth))].append(number)
        else:
            parts.append([number])
    return {row: k for k, part in enumerate(parts) for number in part for row in called[number].rows}


def _worth(evidence: Evidence, one: _Called, others: list[_Called]) -> float:
    """What speaks for one being those others: a word of their names, else the mean of the best links' gains."""
    if any(one.words & other.words for other in others):
        return MOST
    held = [row for other in others for row in other.rows]
    best = dict.fromkeys(one.rows, -MOST)
    for own, far in ((evidence.later, evidence.earlier), (evidence.earlier, evidence.later)):
        linked = np.isin(own, one.rows) & np.isin(far, held)
        for row, gain in zip(own[linked].tolist(), evidence.gains[linked].tolist(), strict=True):
            best[row] = max(best[row], gain)
    return sum(best.values()) / len(best)


def _part(evidence: Evidence, of: np.ndarray, rows: np.ndarray, anchors: dict[int, int]) -> None:
    """Gives each mention of a cluster to a part; the first keeps the cluster's number."""
    parts = max(anchors.values()) + 1
    barred = _barred(evidence, anchors, parts)
    inside = np.isin(evidence.later, rows) & np.isin(evidence.earlier, rows)
    links: dict[int, list[tuple[int, float]]] = defaultdict(list)
    worth: dict[int, np.ndarray] = defaultdict(lambda: np.zeros(parts))
    for i, j, weight in zip(evidence.later[inside].tolist(), evidence.earlier[inside].tolist(),
                            np.exp(evidence.gains[inside]).tolist(), strict=True):  # fmt: skip
        links[i].append((j, weight))
        if i in anchors:
            worth[j][anchors[i]] += _AFTER * weight
    where = dict(anchors)
    for row in sorted(set(rows.tolist()) - anchors.keys()):
        for before, weight in links[row]:
            if before in where:
                worth[row][where[before]] += weight
        worth[row][barred.get(int(evidence.traits.classes[row]), [])] = -1.0
        where[row] = int(worth[row].argmax())
    new = int(of.max())
    for row, part in where.items():
        of[row] = new + part if part else of[row]
    talk = rows[np.isin(evidence.traits.classes[rows], (ME, YOU)) & (evidence.traits.quotes[rows] > 0)]
    of[talk] = new + parts + np.arange(len(talk))  # the second reading of talk says whose they are


def _barred(evidence: Evidence, anchors: dict[int, int], parts: int) -> dict[int, list[int]]:
    """The parts that "he" and "she" cannot be, by their nouns."""
    kinds = [
        {int(evidence.traits.classes[row]) for row, own in anchors.items() if own == part} for part in range(parts)
    ]
    return {
        HE: [part for part, held in enumerate(kinds) if NOUN_F in held and NOUN_M not in held],
        SHE: [part for part, held in enumerate(kinds) if NOUN_M in held and NOUN_F not in held],
    }
