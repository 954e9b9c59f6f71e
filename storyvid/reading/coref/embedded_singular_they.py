"""One whom a story calls "they": Robin, who put their head in their hands."""

from collections import Counter

import numpy as np

from storyvid.reading.coref.embedded_evidence import Evidence
from storyvid.reading.coref.embedded_others import given_away
from storyvid.reading.coref.embedded_traits import HE, NOUNS, SHE, THEY

_ONE_HAS = frozenset("head nose mouth face chin forehead neck back chest stomach throat tongue brow waist".split())
_NEAR = 2  # sentences from "they" back to whom it means
_PLURAL = 3  # among genders
_SHARE = 0.6  # of the "they"s that the one named last must be meant by
_FEW = 0.2  # "he" and "she" for each "they" that may be mistakes


def called_they(evidence: Evidence, of: np.ndarray) -> np.ndarray:
    """(m,) clusters where a "they" with one head is the one named before it most often; `of`: (m,) clusters."""
    of, traits = of.copy(), evidence.traits
    for number in np.unique(of[traits.classes == THEY]).tolist():
        rows = np.flatnonzero(of == number)
        if (traits.classes[rows] != THEY).any() or not any(_has_one_head(evidence, row) for row in rows.tolist()):
            continue
        before = Counter(who for row in rows.tolist() if (who := _named_before(evidence, of, row)) is not None)
        who, often = before.most_common(1)[0] if before else (-1, 0)
        theirs = traits.classes[of == who]
        others = np.isin(theirs, (HE, SHE)).sum()
        if often >= _SHARE * before.total() and others <= _FEW * len(rows) and not (theirs == NOUNS).any():
            of[rows] = who
            of = given_away(evidence, of, np.flatnonzero((of == who) & np.isin(traits.classes, (HE, SHE))).tolist())
    return of


def is_one(classes: np.ndarray, named: np.ndarray, genders: np.ndarray) -> bool:
    """Whether a cluster that is called "they" is one being: by names of one, and no noun of many."""
    return bool(named.any()) and not (classes == NOUNS).any() and genders[named].mean(0).argmax() != _PLURAL


def _has_one_head(evidence: Evidence, row: int) -> bool:
    end = int(evidence.traits.spans[row][1]) + 1
    tokens = [token.lower() for token in evidence.words.tokens[end - 1 : end + 3]]
    return tokens[0] == "their" and any(token in _ONE_HAS for token in tokens[1:3])


def _named_before(evidence: Evidence, of: np.ndarray, row: int) -> int | None:
    """The cluster of the person last named in the narration before a mention."""
    traits = evidence.traits
    for before in range(row - 1, -1, -1):
        if traits.sentences[row] - traits.sentences[before] > _NEAR:
            return None
        if evidence.named[before] and not traits.quotes[before] and evidence.entities[before].argmax() == 0:
            return int(of[before])
    return None
