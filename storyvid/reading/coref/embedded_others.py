"""Who is spoken of or to is not who speaks: “She is late,” said Anna; “Oh, Emil!” she cried."""

import numpy as np

from storyvid.reading.coref.embedded_evidence import MOST, Evidence, pooled
from storyvid.reading.coref.embedded_traits import HE, NAME_F, NAME_M, NOUN_F, NOUN_M, SHE

_LEAST = -6.0  # gains under this make nobody the one meant


def not_called(evidence: Evidence, of: np.ndarray) -> np.ndarray:
    """(m,) clusters where "she" who says a quotation is nobody whom it names, but the next likely; `of`: (m,)."""
    traits = evidence.traits
    asked = []
    for row in np.flatnonzero((traits.speaks > 0) & np.isin(traits.classes, (HE, SHE))).tolist():
        named = evidence.named & (traits.quotes == traits.speaks[row]) & (of == of[row])
        if named.any():
            asked.append(row)
    return given_away(evidence, of, asked)


def not_speaking(evidence: Evidence, of: np.ndarray, said: np.ndarray) -> np.ndarray:
    """(m,) clusters where "he" and "she" in a quotation are not who is told to say it, but the next likely.

    `of`: (m,) clusters, `said`: who says each quotation.
    """
    traits, asked = evidence.traits, []
    inside = np.isin(traits.classes, (HE, SHE)) & (traits.quotes > 0) & (of == said[traits.quotes])
    for row in np.flatnonzero(inside).tolist():
        tags = np.flatnonzero(traits.speaks == traits.quotes[row])
        if len(tags) and (of[tags] == of[row]).all():
            asked.append(row)
    return given_away(evidence, of, asked)


def given_away(evidence: Evidence, of: np.ndarray, asked: list[int]) -> np.ndarray:
    """(m,) clusters with some pronouns given to the likeliest person of their sex but the one that they are with."""
    of, traits, n = of.copy(), evidence.traits, int(of.max(initial=-1)) + 1
    held = pooled(evidence.later * n + of[evidence.earlier], evidence.gains)
    kinds = {HE: (HE, NOUN_M, NAME_M), SHE: (SHE, NOUN_F, NAME_F)}
    counts = {kind: np.bincount(of[np.isin(traits.classes, same)], minlength=n) for kind, same in kinds.items()}
    people = np.bincount(of, evidence.entities[:, 0], minlength=n) * 2 > np.bincount(of, minlength=n)
    for row in asked:
        mine, theirs = counts[int(traits.classes[row])], counts[HE + SHE - int(traits.classes[row])]
        gains = held.told(row * n + np.arange(n))[:, 1]
        gains[(theirs > mine) | ~people] = -MOST
        gains[of[row]] = -MOST
        if gains.max() > _LEAST:
            of[row] = int(gains.argmax())
    return of
