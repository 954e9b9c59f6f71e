"""Who tells a story, and to whom: the "I" who signs or is called by name, the "you" of a second-person tale."""

import numpy as np

from storyvid.reading.coref.embedded_evidence import Evidence
from storyvid.reading.coref.embedded_traits import HE, ME, SHE, YOU, Traits
from storyvid.reading.coref.embedded_words import Words

_LEAST_YOU = 4  # "you" outside quotations that make it somebody in the story
_LEAST_ME = 4
_LEAST_OPENING, _OPENS = 3, 6  # shapes from 6 on open a sentence
_FAREWELLS = frozenset("love yours sincerely regards wishes friend xoxo hugs kisses truly faithfully cheers xx".split())
_MARKS = frozenset(", . ! ? ; “ ” \" ‘ ’ ' — –".split())


def told_by(evidence: Evidence, of: np.ndarray) -> np.ndarray:
    """(m,) clusters where "you" in the narration is one, and the name that the narrator is called by is theirs."""
    return _named(evidence, _addressed(evidence, of.copy()))


def is_told_to_you(words: Words, traits: Traits) -> bool:
    """Whether "you" is who a story is about: in the narration nobody is more often spoken of by a pronoun, and
    sentences begin with it again and again, as they do where you act."""
    you, *others = (int(((traits.classes == kind) & (traits.quotes == 0)).sum()) for kind in (YOU, ME, HE, SHE))
    rows = np.flatnonzero((traits.classes == YOU) & (traits.quotes == 0))
    opening = int((words.shapes[traits.spans[rows, 0]] >= _OPENS).sum())
    return you >= max(_LEAST_YOU, *others) and opening >= _LEAST_OPENING and opening * 5 >= you


def _addressed(evidence: Evidence, of: np.ndarray) -> np.ndarray:
    """Every "you" outside quotations, and the "I" of what you say, in a story told to "you"."""
    traits = evidence.traits
    if not is_told_to_you(evidence.words, traits):
        return of
    you = np.flatnonzero((traits.classes == YOU) & (traits.quotes == 0))
    said = traits.speaks[you]
    own = np.flatnonzero((traits.classes == ME) & np.isin(traits.quotes, said[said > 0]))
    of[[*you, *own]] = int(of.max(initial=-1)) + 1
    return of


def _named(evidence: Evidence, of: np.ndarray) -> np.ndarray:
    """The one whom others only ever call by name, or who signs, is the narrator."""
    traits = evidence.traits
    mine = (traits.classes == ME) & (traits.quotes == 0)
    if mine.sum() < _LEAST_ME:
        return of
    narrator = int(np.bincount(of[mine]).argmax())
    rows = np.flatnonzero(of == narrator)
    if evidence.named[rows].any() or np.isin(traits.classes[rows], (HE, SHE)).sum() > 1:
        return of
    lower = [token.lower() for token in evidence.words.tokens]
    found = [
        number for number in np.unique(of[evidence.named]).tolist() if _is_only_called(evidence, of, number, lower)
    ]
    said = {int(number): np.flatnonzero(traits.speaks > 0) for number in found}
    found = [number for number in found if not (of[said[number]] == number).any()]
    if len(found) == 1:
        of[of == found[0]] = narrator
    return of


def _is_only_called(evidence: Evidence, of: np.ndarray, number: int, lower: list[str]) -> bool:
    """Whether all names of a cluster are called out in quotations or sign, at least one of either surely."""
    signs = calls = 0
    for row in np.flatnonzero((of == number) & ~evidence.pronoun).tolist():
        start, end = evidence.traits.spans[row].tolist()
        before, after = lower[max(0, start - 3) : start], lower[end + 1 : end + 2]
        if evidence.traits.quotes[row]:
            calls += bool(before and before[-1] in _MARKS and after and after[0] in _MARKS)
        elif set(before) & _FAREWELLS:
            signs += 1
        else:
            return False
    spoken = np.isin(evidence.traits.classes[of == number], (HE, SHE)).any()
    return not spoken and (signs > 0 or calls > 1)
