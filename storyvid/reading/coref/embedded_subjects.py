"""Whom a sentence's first "she" means: who was the subject before it in the paragraph, and whom grammar rules out."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_evidence import Evidence
from storyvid.reading.coref.embedded_others import given_away
from storyvid.reading.coref.embedded_traits import (
    HE,
    IT,
    NAME,
    NAME_F,
    NAME_M,
    NOUN_F,
    NOUN_M,
    NOUNS,
    OTHER,
    PLACE,
    SHE,
    THEY,
    WE,
)
from storyvid.reading.coref.embedded_words import Words

LEADS = frozenset("then but and so now again suddenly still yet slowly finally later meanwhile ,".split())
_WHEN = frozenset("after before at in on one that this every by inside outside all from".split())
_LONG_LEAD = 7  # words
_HELPS = frozenset("had was did could would might must never only just always".split())
_IRREGULAR = frozenset(
    "met kept held knew wrote drew flew threw grew blew slept wept crept swept leapt felt left built sent spent "
    "bent lost meant heard hid bit lit led fed sped rose drove rode froze spoke broke woke wore tore swore chose "
    "stole shook forgot shot sold won hung swung sprang sang rang sank drank began swam slid stuck struck dug spun "
    "clung flung shone fought caught taught bought brought thought sought".split()
)
_CASES = {"he": HE, "she": SHE}
_OWN = {"his": HE, "her": SHE}
_NOBODY = (IT, THEY, WE, OTHER, NOUNS, PLACE)
_LEAST = 0.1  # of its sex that a noun or name must have
_REACH = 3  # words from a verb to "her"
_PARTICLES = frozenset("off on up down out back open both all".split())
_OPENS = 6  # shapes from 6 on open a sentence


@dataclass(frozen=True)
class Stretch:
    """Words [first, last) of narration within one sentence, between quotations; `tag`: right behind one."""

    first: int
    last: int
    tag: bool
    opens: bool


def stretches(words: Words) -> Iterator[Stretch]:
    """The narration of a text, sentence by sentence and between quotations."""
    first = None
    for k in range(len(words) + 1):
        breaks = first is not None and k < len(words) and words.sentences[k] != words.sentences[k - 1]
        if first is not None and (k == len(words) or words.quotes[k] or breaks):
            quoted = first > 0 and words.quotes[first - 1] > 0
            tag = bool(quoted and words.paragraphs[first - 1] == words.paragraphs[first])
            yield Stretch(first, k, tag, not tag or words.shapes[first] >= _OPENS)
            first = None
        if first is None and k < len(words) and not words.quotes[k]:
            first = k


def is_verb(word: str) -> bool:
    """Whether a word behind somebody is what they do."""
    if word in lexicon.VERBS or word in _HELPS or word in _IRREGULAR:
        return True
    if word.endswith("s") and not word.endswith(("ss", "us")):  # "Zoe walks"
        return len(word) > 3 and word not in lexicon.FUNCTION and lexicon.noun(word) is None
    return word.endswith("ed") and len(word) > 3


def same_subject(evidence: Evidence, of: np.ndarray) -> np.ndarray:
    """(m,) clusters where "she" that opens a sentence is who opened the one before in the paragraph; `of`: (m,).

    Of pronouns in this place 99 in 100 are so on LitBank, where the network is wrong in every sixth with a name before.
    """
    of, subjects = of.copy(), _Subjects(evidence)
    moved: set[int] = set()
    for before, row in subjects.pairs():
        if of[row] != of[before]:
            moved.add(row)
        of[row] = of[before]
    return _of_one_sex(evidence, of, moved)


def _of_one_sex(evidence: Evidence, of: np.ndarray, moved: set[int]) -> np.ndarray:
    """(m,) clusters where the few "him"s of whom "she" now is are another's: "Dr. Adeyemi found him. She ..."."""
    classes = evidence.traits.classes
    strays: list[int] = []
    for row in sorted(moved):
        other = HE + SHE - int(classes[row])
        rows = np.flatnonzero(of == of[row])
        against = rows[classes[rows] == other].tolist()
        if len(against) <= (classes[rows] == classes[row]).sum():
            strays += against
    return given_away(evidence, of, list(dict.fromkeys(strays)))


class _Subjects:
    """The subjects of a narration, stretch by stretch."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence, self._words = evidence, evidence.words
        self._lower = [token.lower() for token in evidence.words.tokens]
        self._at: dict[int, int] = {}
        self._alone: dict[int, int] = {}
        for row, (start, end) in enumerate(evidence.traits.spans.tolist()):
            self._at.setdefault(start, row)
            if start == end:
                self._alone[start] = row

    def pairs(self) -> Iterator[tuple[int, int]]:
        """(a subject, the pronoun after it that means the same), in the order of the text."""
        before, paragraph = None, -1
        for stretch in stretches(self._words):
            here = int(self._words.paragraphs[stretch.first])
            row, tagging = self._subject(stretch)
            if row is None:
                before = None if stretch.opens else before
                continue
            spoken = self._lower[int(self._evidence.traits.spans[row][0])]
            if before is not None and paragraph == here and spoken in _CASES and self._fits(before, _CASES[spoken]):
                yield before, row
            if not tagging:
                yield from self._owned(row, stretch.last)
            before, paragraph = row, here

    def _subject(self, stretch: Stretch) -> tuple[int | None, bool]:
        """The mention that is the subject, and whether of "said": "she said", "said Bea", "Then Bea laughed"."""
        lower, at = self._lower, stretch.first
        if stretch.tag:
            if (row := self._at.get(at)) is not None and self._after(row, stretch.last) in lexicon.SPEECH_VERBS:
                return row, True
            if lower[at] in lexicon.SPEECH_VERBS and at + 1 < stretch.last and at + 1 in self._at:
                return self._at[at + 1], True
        while at < stretch.last and lower[at] in LEADS:
            at += 1
        at = self._past_time(at, stretch.last)
        row = self._at.get(at) if at < stretch.last else None
        if row is None or not is_verb(self._after(row, stretch.last)):
            return None, False
        return row, False

    def _past_time(self, at: int, last: int) -> int:
        """Behind "After school", "One night", "At the corner,": where somebody does something next."""
        if at >= last or self._lower[at] not in _WHEN:
            return at
        for k in range(at + 1, min(at + _LONG_LEAD, last)):
            row = self._at.get(k)
            if row is not None and is_verb(self._after(row, last)):
                return k
            if is_verb(self._lower[k]) or not self._lower[k][0].isalpha() and self._lower[k] != ",":
                return at
        return at

    def _after(self, row: int, last: int) -> str:
        start, end = self._evidence.traits.spans[row].tolist()
        end += 1 + (self._lower[end + 1 : end + 2] == [","] and start > 0 and self._lower[start - 1] == ",")
        return self._lower[end] if end < last else ""

    def _owned(self, row: int, last: int) -> Iterator[tuple[int, int]]:
        """ "Bea hugged her knees": who does it to what is theirs."""
        end = int(self._evidence.traits.spans[row][1]) + 1
        for k in range(end + 1, min(end + _REACH, last - 1)):
            if k > end + 1 and self._lower[k - 1] not in _PARTICLES:
                return  # "a fox came to her door"
            owner = self._alone.get(k)
            noun = self._lower[k + 1]
            if self._lower[k] in _OWN and owner is not None and noun.isalpha() and noun not in lexicon.FUNCTION:
                if self._fits(row, _OWN[self._lower[k]]) and not self._is_anybody(row):
                    yield row, owner
                return

    def _is_anybody(self, row: int) -> bool:
        return self._lower[int(self._evidence.traits.spans[row][0])] in ("every", "everybody", "everyone")

    def _fits(self, row: int, said: int) -> bool:
        """Whether "he" or "she", `said`, may be of a mention."""
        kind = int(self._evidence.traits.classes[row])
        if kind in (HE, SHE):
            return kind == said
        if kind in _NOBODY or kind < NAME_M:
            return False
        if kind in (NAME, NAME_M if said == HE else NAME_F):
            return bool(self._evidence.entities[row].argmax() == 0)  # what else is told of them says little
        being = self._evidence.entities[row].argmax() == 0 or self._evidence.acting[row]
        other = (NAME_F, NOUN_F) if said == HE else (NAME_M, NOUN_M)
        return bool(being and kind not in other and self._evidence.genders[row][0 if said == HE else 1] >= _LEAST)
