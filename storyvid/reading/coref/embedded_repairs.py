"""What grammar says against the model's clusters: who is named, and who speaks."""

import numpy as np

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_traits import HE, IT, ME, NAME, NAME_F, NAME_M, SHE, YOU, Traits, head_of
from storyvid.reading.coref.embedded_words import Words

_GENDER = {HE: "male", SHE: "female"}
_TALK = 8  # words between two quotations of one speech: “...,” said the fox. “...”
_BACK = 40  # mentions back to whom a speaker may be talking


def repaired(words: Words, traits: Traits, of: np.ndarray) -> np.ndarray:
    """(m,) clusters after namings; `of`: (m,) clusters."""
    state = _State(words, traits, of.copy())
    state.join_names()
    return state.of


def given_to_speakers(words: Words, traits: Traits, of: np.ndarray) -> np.ndarray:
    """(m,) clusters after giving the "I" of quotations to whom the text names as their speakers; `of`: (m,)."""
    state = _State(words, traits, of.copy())
    state.give_quotes_to_speakers()
    return state.of


class _State:
    """Clusters being repaired: the cluster of every row."""

    def __init__(self, words: Words, traits: Traits, cluster_of: np.ndarray) -> None:
        self._words, self._traits, self.of = words, traits, cluster_of
        self._lower = [token.lower() for token in words.tokens]
        self._heads = [head_of(words.tokens, s, e) for s, e in traits.spans.tolist()]
        self._pronoun = traits.classes < NAME_M

    # names

    def join_names(self) -> None:
        """ "a girl named Mira", "whose name was Mira", "Mira, the miller's daughter": one being, two clusters."""
        starts = {int(s): row for row, (s, _) in reversed(list(enumerate(self._traits.spans.tolist())))}
        ends: dict[int, int] = {}
        for row, (_, e) in enumerate(self._traits.spans.tolist()):
            ends.setdefault(self._heads[row] if self._traits.spans[row][1] == e else e, row)
        for row in range(len(self._traits)):
            if not self._is_name(row):
                self._join_inside(row)
            else:
                before = self._named_before(row, ends)
                if before is not None:
                    self._join(before, row)
                elif (told := self._apposed(row, starts)) is not None and (self.of == self.of[told]).sum() > 1:
                    self._join(told, row)

    def _join_inside(self, row: int) -> None:
        """ "a girl named Mira, who lived there" as one mention: with the cluster that Mira names."""
        head, end = self._heads[row], int(self._traits.spans[row][1])
        if self._pronoun[row] or self._lower[head + 1 : head + 2] not in (["named"], ["called"]) or head + 2 > end:
            return
        last = head + 2
        while last < end and self._words.tokens[last + 1].istitle() and self._words.tokens[last + 1].isalpha():
            last += 1
        called = self._lower[head + 2 : last + 1]
        for name in range(len(self._traits)):
            (s, _), h = self._traits.spans[name].tolist(), self._heads[name]
            if name != row and self._is_name(name) and self._lower[s : h + 1] == called:
                return self._join(row, name)

    def _is_name(self, row: int) -> bool:
        return int(self._traits.classes[row]) in (NAME, NAME_M, NAME_F)

    def _named_before(self, row: int, ends: dict[int, int]) -> int | None:
        """The mention that a naming construction before the name speaks of."""
        at = int(self._traits.spans[row][0])
        before = self._lower[max(0, at - 5) : at]
        if before[-1:] in (["named"], ["called"]):
            return ends.get(at - 2) if before[-2:-1] != [","] else ends.get(at - 3)
        if before[-4:] == ["by", "the", "name", "of"]:
            return ends.get(at - 5)
        if before[-3:] in (["whose", "name", "was"], ["whose", "name", "is"]):
            return ends.get(at - 4, ends.get(at - 5))
        if before[-2:] in (["name", "was"], ["name", "is"]) and before[-3:-2] != []:
            owner = ends.get(at - 3)
            return owner if owner is not None and self._pronoun[owner] else None
        return None

    def _apposed(self, row: int, starts: dict[int, int]) -> int | None:
        """The noun phrase between commas after the name: "Mira, the miller's daughter,"."""
        end = int(self._traits.spans[row][1])
        if self._lower[end + 1 : end + 2] != [","]:
            return None
        told = starts.get(end + 2)
        if told is None or self._pronoun[told] or self._is_name(told) or self._lower[end + 2] != "the":
            return None
        after = self._lower[int(self._traits.spans[told][1]) + 1 :][:1]
        known = lexicon.noun(self._lower[self._heads[told]])
        return told if after and after[0] in ",.;" and known and known[1] in ("person", "animal") else None

    def _join(self, told: int, name: int) -> None:
        """Puts the cluster told of into the named one, unless they say they are two."""
        one, other = int(self.of[told]), int(self.of[name])
        if one == other:
            return
        rows = np.flatnonzero(self.of == one).tolist()
        named = np.flatnonzero(self.of == other).tolist()
        if any(self._is_name(row) and not self._inside(name, row) for row in rows):
            return
        if len(self._genders(rows) | self._genders(named)) > 1 or int(self._traits.classes[name]) == IT:
            return
        self.of[rows] = other

    def _inside(self, name: int, row: int) -> bool:
        (a, b), (s, e) = self._traits.spans[name].tolist(), self._traits.spans[row].tolist()
        return s <= a and b <= e

    def _genders(self, rows: list[int]) -> set[str]:
        return {_GENDER[kind] for row in rows if (kind := int(self._traits.classes[row])) in _GENDER}

    # who speaks

    def give_quotes_to_speakers(self) -> None:
        """In a quotation that somebody named says, "I" is who says it and "you" is not."""
        told = self._speakers()
        for row in range(len(self._traits)):
            speaker = told.get(int(self._traits.quotes[row]))
            if speaker is None:
                continue
            kind, who = int(self._traits.classes[row]), int(self.of[speaker])
            if kind == ME and self.of[row] != who:
                self.of[row] = who
            elif kind == YOU and self.of[row] == who:
                self.of[row] = self._listener(speaker, row)

    def _speakers(self) -> dict[int, int]:
        """For each quotation the row that is told to say it, or said the one just before in its paragraph."""
        speaks, quotes = self._traits.speaks, self._words.quotes
        edges = {int(quotes[k]): k for k in np.flatnonzero(np.diff(quotes, prepend=0) > 0).tolist() if quotes[k]}
        here = [row for row in range(len(self._traits)) if speaks[row] and self._says(row, edges)]
        told = {int(speaks[row]): row for row in here if not self._pronoun[row]}
        by_pronoun = {int(speaks[row]) for row in here} - told.keys()
        for number, first in edges.items():
            before = told.get(number - 1)
            if number in told or before is None or number in by_pronoun:
                continue
            span = self._traits.spans[before]
            same = self._words.paragraphs[span[0]] == self._words.paragraphs[first]
            if same and 0 < first - span[1] <= _TALK and not quotes[span[0]] and quotes[first - 1] == 0:
                told[number] = before
        return told

    def _says(self, row: int, edges: dict[int, int]) -> bool:
        """Not past the paragraph of what it says: “...?” / Mira put on her cloak."""
        first = edges.get(int(self._traits.speaks[row]))
        paragraphs, at = self._words.paragraphs, int(self._traits.spans[row][0])
        return first is not None and paragraphs[at] <= paragraphs[first]

    def _listener(self, speaker: int, row: int) -> int:
        """The latest being spoken of in narration who is not the speaker; a cluster of its own where there is none."""
        who = int(self.of[speaker])
        for before in range(row - 1, max(-1, row - _BACK), -1):
            kind = int(self._traits.classes[before])
            number = int(self.of[before])
            if number != who and not self._traits.quotes[before] and (kind in (HE, SHE) or self._acts(before)):
                return number
        return int(self.of.max()) + 1

    def _acts(self, row: int) -> bool:
        known = lexicon.noun(self._lower[self._heads[row]])
        return self._is_name(row) or (known is not None and known[1] in ("person", "animal") and not known[3])
