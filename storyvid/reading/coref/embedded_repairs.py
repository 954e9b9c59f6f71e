"""What grammar says against the model's clusters: who is named, and who speaks."""

import numpy as np

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_traits import HE, IT, NAME, NAME_F, NAME_M, SHE, Traits, head_of
from storyvid.reading.coref.embedded_words import Words

_GENDER = {HE: "male", SHE: "female"}


def repaired(words: Words, traits: Traits, of: np.ndarray) -> np.ndarray:
    """(m,) clusters after namings; `of`: (m,) clusters."""
    state = _State(words, traits, of.copy())
    state.join_names()
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
