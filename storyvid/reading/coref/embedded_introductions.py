"""Who is introduced: “I'm Pip,” said the bunny; my aunt Rosie; his father, Hamid, looked up."""

from collections.abc import Iterator

import numpy as np

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_evidence import Evidence
from storyvid.reading.coref.embedded_talk import told
from storyvid.reading.coref.embedded_traits import DEFINITE, HE, NOUNS, POSSESSED, SHE, THEY, WE, head_of

_MARKS = frozenset(", . ! ? ; : — – - -- … ... \" ” ’ ' ) and but from your of the".split())
_IS, _AM = frozenset(("is", "'s", "’s")), frozenset(("am", "'m", "’m"))
_PRESENTS = frozenset("is 's ’s meet are".split())
_LISTED = frozenset((",", "and", "or", "&"))


def introduced(evidence: Evidence, of: np.ndarray) -> np.ndarray:
    """(m,) clusters where who says a name of their own, or is told by one, bears it; `of`: (m,) clusters."""
    of = of.copy()
    starts = _named_at(evidence)
    for row, name in _apposed(evidence, starts):
        _join(evidence, of, row, name)
    for row, name in _self_named(evidence, of, starts):
        _join(evidence, of, row, name)
    return of


def _names_own(lower: list[str], at: int) -> bool:
    """Whether the name at a word is the speaker's: "I'm Pip", "my name is Pip", "call me Pip", "Pip's the name"."""
    before = lower[max(0, at - 3) : at]
    if before[-2:-1] == ["i"] and before[-1] in _AM:
        return True
    if before[-2:-1] == ["name"] and before[-1] in _IS:
        return before[:-2] in (["my"], ["the"])
    return before[-2:] == ["call", "me"] or before[-2:] == ["called", "me"]


def _named_at(evidence: Evidence) -> dict[int, int]:
    """The names by their first word, the longest where there are two."""
    rows = np.flatnonzero(evidence.named).tolist()
    return {int(evidence.traits.spans[row][0]): row for row in reversed(rows)}


def _self_named(evidence: Evidence, of: np.ndarray, starts: dict[int, int]) -> Iterator[tuple[int, int]]:
    """(a mention of the speaker, the name) of quotations in which somebody says who they are."""
    words, traits = evidence.words, evidence.traits
    lower = [token.lower() for token in words.tokens]
    said = None
    for at, name in starts.items():
        quote, after = int(words.quotes[at]), int(traits.spans[name][1]) + 1
        if not quote or not _names_own(lower, at) or lower[after : after + 1] == [] or lower[after] not in _MARKS:
            continue
        rows = _speaking(evidence, quote)
        if not len(rows) and name == int(np.flatnonzero(of == of[name])[0]):  # the story's first word of them
            said = told(evidence, of) if said is None else said
            rows = np.flatnonzero((of == said[quote]) & ~evidence.pronoun) if said[quote] >= 0 else rows
        for row in rows[:1].tolist():
            yield row, name
            if (noun := _noun_before(evidence, row)) is not None:
                yield noun, name


def _speaking(evidence: Evidence, quote: int) -> np.ndarray:
    """The mentions that are told to say a quotation, or that before it in its paragraph: “...,” she said. “I'm Pip.”"""
    traits, words = evidence.traits, evidence.words
    here = words.paragraphs[int(np.argmax(words.quotes == quote))]
    rows = np.flatnonzero(np.isin(traits.speaks, (quote, quote - 1)) & (traits.speaks > 0))
    rows = rows[words.paragraphs[traits.spans[rows, 0]] == here]
    own = rows[traits.speaks[rows] == quote]
    return own if len(own) else rows


def _noun_before(evidence: Evidence, row: int) -> int | None:
    """Whom "she said" speaks of where the paragraph names nobody else first: "The fairy sighed. “...,” she said"."""
    traits, words = evidence.traits, evidence.words
    if not evidence.pronoun[row]:
        return None
    for before in range(row - 1, -1, -1):
        place = int(traits.spans[before][0])
        if words.paragraphs[place] != words.paragraphs[traits.spans[row][0]]:
            return None
        if not traits.quotes[before] and not evidence.pronoun[before] and evidence.entities[before].argmax() == 0:
            return before if traits.articles[before] == DEFINITE and not evidence.named[before] else None
    return None


def _apposed(evidence: Evidence, starts: dict[int, int]) -> Iterator[tuple[int, int]]:
    """(the phrase, the name) of "my aunt Rosie" and "his father, Hamid,"; not of a list, nor of one called to."""
    words, traits = evidence.words, evidence.traits
    lower = [token.lower() for token in words.tokens]
    told = np.isin(traits.articles, (POSSESSED, DEFINITE)) & ~evidence.pronoun & ~evidence.named
    for row in np.flatnonzero(told).tolist():
        begin, end = traits.spans[row].tolist()
        known = lexicon.noun(lower[head_of(words.tokens, begin, end)])
        if known is None or known[1] not in ("person", "animal") or known[3] or end + 2 >= len(lower):
            continue
        apart = lower[end + 1] == ","
        name = starts.get(end + 1 + apart)
        if name is None or words.quotes[end] != words.quotes[end + 1 + apart]:
            continue
        close = int(traits.spans[name][1]) + 1
        after = lower[close : close + 2]
        listed = lower[begin - 1 : begin] and lower[begin - 1] in _LISTED
        if apart and (listed or after[:1] not in ([","], ["."], [";"]) or after[1:] in (["and"], ["or"], ["&"])):
            continue
        if apart and words.quotes[end] and lower[begin - 1] not in _PRESENTS:
            continue
        yield row, name


def _join(evidence: Evidence, of: np.ndarray, row: int, name: int) -> None:
    """Puts the cluster of a mention to that of a name; one with names of another only what is called so."""
    one, other = int(of[row]), int(of[name])
    if one == other or is_other_sex(evidence, of, one, other) or are_many(evidence, of, one):
        return
    rows, called = np.flatnonzero(of == one), np.flatnonzero(of == other)
    traits = evidence.traits
    names = rows[evidence.named[rows]]
    theirs = called[evidence.named[called]]
    strangers = len(names) > 0 and not (traits.names[names].any(0) & traits.names[theirs].any(0)).any()
    if not strangers:
        of[rows] = other
    elif evidence.pronoun[row]:
        of[row] = other
    elif not evidence.named[row]:
        of[rows[(traits.strings[rows] == traits.strings[row]) & ~evidence.named[rows]]] = other


def are_many(evidence: Evidence, of: np.ndarray, number: int) -> bool:
    classes = evidence.traits.classes[of == number]
    return bool(np.isin(classes, (NOUNS, THEY, WE)).sum() * 2 > len(classes))


def is_other_sex(evidence: Evidence, of: np.ndarray, one: int, other: int) -> bool:
    counts = [[int((evidence.traits.classes[of == number] == kind).sum()) for kind in (HE, SHE)]
              for number in (one, other)]  # fmt: skip
    told = [(he > she) - (she > he) for he, she in counts]
    return told[0] * told[1] < 0
