"""Whom grammar and talk rule out: “She is late,” said Anna; “Oh, Emil!” she cried; the crow called after him."""

from collections.abc import Iterator

import numpy as np

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_evidence import MOST, Evidence, pooled
from storyvid.reading.coref.embedded_traits import HE, NAME_F, NAME_M, NOUN_F, NOUN_M, SHE
from storyvid.reading.coref.speakers import CLOSING

_CLAUSE = 4  # words from a "him" back to who does it
_BREAKS = frozenset(
    "and or but that who which whom as than to , ; : . ! ? - -- — – “ ” \" ' ‘ ’ ( ) what how if when where because "
    "while for".split()
)
_PLACES = frozenset(
    "with behind about around round before beside over in on near above below under through upon by from of out off "
    "past between inside beyond across along into within without".split()
)
_TOWARDS = frozenset("at towards toward after".split())
_BEHIND = frozenset(', . ; : ! ? ” " in to with on at and from up away by into'.split())
_HELPS = frozenset(
    "had would could will can might must should did do has have was let made kept met gave found took saw left "
    "knew".split()
)
_LEAST = -6.0  # gains under this make nobody the one meant


def ruled_out(evidence: Evidence, of: np.ndarray, said: np.ndarray) -> np.ndarray:
    """(m,) clusters with the "he" and "she" of another given to the next likely, all at once.

    `of`: (m,) clusters, `said`: who says each quotation.
    """
    asked = {*_called(evidence, of), *_answering(evidence, of, said), *_done_to(evidence, of)}
    return given_away(evidence, of, sorted(asked))


def _called(evidence: Evidence, of: np.ndarray) -> Iterator[int]:
    """ "She" who says a quotation is nobody whom it names: “Oh, Emil!” she cried."""
    traits = evidence.traits
    for row in np.flatnonzero((traits.speaks > 0) & np.isin(traits.classes, (HE, SHE))).tolist():
        if (evidence.named & (traits.quotes == traits.speaks[row]) & (of == of[row])).any():
            yield row


def _answering(evidence: Evidence, of: np.ndarray, said: np.ndarray) -> Iterator[int]:
    """ "She" who says a quotation right behind another did not say that one.

    In LitBank's dev and train books 213 of 217 such pairs of quotations are two people's.
    """
    traits, quotes = evidence.traits, evidence.words.quotes
    for row in np.flatnonzero((traits.speaks > 1) & np.isin(traits.classes, (HE, SHE))).tolist():
        first = int(np.argmax(quotes == traits.speaks[row]))
        behind = first and quotes[first - 1] == traits.speaks[row] - 1
        if behind and evidence.words.tokens[first - 1] in CLOSING and said[traits.speaks[row] - 1] == of[row]:
            yield row


def _done_to(evidence: Evidence, of: np.ndarray) -> Iterator[int]:
    """ "Him" to whom somebody does something is not who does it: principle B of binding (Chomsky 1981).

    In LitBank's dev and train books such a "him" was another than the subject that it was given to 22 times of 23.
    """
    traits, tokens = evidence.traits, [token.lower() for token in evidence.words.tokens]
    ends: dict[int, int] = {}
    for row, (_, end) in enumerate(traits.spans.tolist()):
        ends.setdefault(end, row)  # the longest, which comes first
    for row in np.flatnonzero(np.isin(traits.classes, (HE, SHE))).tolist():
        start = int(traits.spans[row][0])
        if not (
            tokens[start] == "him" or (tokens[start] == "her" and "".join(tokens[start + 1 : start + 2]) in _BEHIND)
        ):
            continue
        near = range(start - 2, max(-1, start - 2 - _CLAUSE), -1)
        subject = ends.get(next((at for at in near if at in ends or tokens[at] in _BREAKS), -1), -1)
        if subject < 0 or of[subject] != of[row] or traits.quotes[subject] != traits.quotes[row]:
            continue
        end = int(traits.spans[subject][1])
        if (not evidence.pronoun[subject] or tokens[end] in ("he", "she")) and _reaches(tokens[end + 1 : start]):
            yield row


def _reaches(between: list[str]) -> bool:
    """Whether what is between is a deed, perhaps with "at" or "after": no "behind", "with" or "about"."""
    if not between or _BREAKS & set(between) or not _is_deed(between[0]):
        return False
    return between[-1] not in _PLACES and (between[-1] not in _TOWARDS or len(between) == 2)


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


def _is_deed(word: str) -> bool:
    """Whether a word behind somebody is likely what they do or are about to."""
    return word in lexicon.VERBS or word in _HELPS or word.endswith(("ed", "s"))


def given_away(evidence: Evidence, of: np.ndarray, asked: list[int]) -> np.ndarray:
    """(m,) clusters with some pronouns given to the likeliest person of their sex but the one that they are with."""
    of, traits, n = of.copy(), evidence.traits, int(of.max(initial=-1)) + 1
    held = pooled(evidence.later * n + of[evidence.earlier], evidence.gains)
    kinds = {HE: (HE, NOUN_M, NAME_M), SHE: (SHE, NOUN_F, NAME_F)}
    sure = np.ones(len(of), bool)
    sure[asked] = False  # what is given away speaks for nobody's sex
    counts = {kind: np.bincount(of[np.isin(traits.classes, same) & sure], minlength=n) for kind, same in kinds.items()}
    people = np.bincount(of, evidence.entities[:, 0], minlength=n) * 2 > np.bincount(of, minlength=n)
    people[of[evidence.acting]] = True
    for row in asked:
        mine, theirs = counts[int(traits.classes[row])], counts[HE + SHE - int(traits.classes[row])]
        gains = held.told(row * n + np.arange(n))[:, 1]
        gains[(theirs > mine) | ~people] = -MOST
        gains[of[row]] = -MOST
        if gains.max() > _LEAST:
            of[row] = int(gains.argmax())
    return of
