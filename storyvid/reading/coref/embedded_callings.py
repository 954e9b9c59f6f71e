"""What a story says that somebody is: “the baker was Mr. Crumb”, “Koru, a potter, ...” and then “the potter”."""

from collections.abc import Iterator

import numpy as np

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_evidence import Evidence
from storyvid.reading.coref.embedded_introductions import are_many, is_other_sex
from storyvid.reading.coref.embedded_names import OFFICES
from storyvid.reading.coref.embedded_numbered import is_numbered
from storyvid.reading.coref.embedded_traits import DEFINITE, NOUNS, POSSESSED, head_of

_MACHINES = frozenset(("robot", "android", "machine", "droid"))
_NEAR = 40  # mentions back to the machine that has a name
_IS = frozenset(("was", "is"))
_CALLED = frozenset(("called", "named"))
_ONE = frozenset(("a", "an"))
_THE = frozenset("the these those all".split())
_ENDS = frozenset(", . ; ! ? and but".split())
_STOPS = frozenset(", . ; : ! ?".split())
_ASIDE = 9  # words between commas: "the dog, a scruffy brown terrier, was named Biscuit"
_ANYBODY = lexicon.GENERAL | lexicon.KIN | frozenset("person friend companion guest neighbour neighbor".split())


def told_to_be(evidence: Evidence, of: np.ndarray) -> np.ndarray:
    """(m,) clusters where who is told to be somebody is one with them; `of`: (m,) clusters."""
    callings = _Callings(evidence, of.copy())
    callings.join_names()
    callings.join_predicates()
    callings.join_offices()
    callings.join_machines()
    callings.join_many()
    return callings.of


class _Callings:
    """Clusters being joined by what their bearers are called."""

    def __init__(self, evidence: Evidence, of: np.ndarray) -> None:
        self.of, self._evidence, self._words = of, evidence, evidence.words
        self._lower = [token.lower() for token in evidence.words.tokens] + ["."] * 4
        self._spans: list[tuple[int, int]] = [(int(a), int(b)) for a, b in evidence.traits.spans]
        self._starts: dict[int, int] = {}
        for row, (start, _) in enumerate(self._spans):
            self._starts.setdefault(start, row)

    def join_names(self) -> None:
        """ "The girl was called Tilda", "the baker was Mr. Crumb", "the dog, a terrier, was named Biscuit"."""
        told = np.isin(self._evidence.traits.articles, (DEFINITE, POSSESSED)) & ~self._evidence.named
        for row in np.flatnonzero(told & ~self._evidence.pronoun).tolist():
            if self._noun(row) and not self._words.quotes[self._spans[row][0]]:
                name = self._name_of(row)
                if name is not None:
                    self._join(row, name)

    def _name_of(self, row: int) -> int | None:
        at = self._past_aside(self._spans[row][1] + 1)
        if self._lower[at] not in _IS:
            return None
        called = self._lower[at + 1] in _CALLED
        name = self._starts.get(at + 1 + called)
        if name is None or not self._evidence.named[name]:
            return None
        return name if called or self._lower[self._spans[name][1] + 1] in _ENDS else None

    def _past_aside(self, at: int) -> int:
        """Where the sentence goes on after an aside between commas; `at` itself where there is none."""
        if self._lower[at] != ",":
            return at
        end = next((k for k in range(at + 1, min(at + _ASIDE, len(self._lower))) if self._lower[k] in _STOPS), at)
        return end + 1 if self._lower[end] == "," and end > at else at

    def join_predicates(self) -> None:
        """ "Pip was a hedgehog", "a dragon, Othramaur,": where the noun's cluster goes on, or is an animal's."""
        for name, row in self._predicates():
            rows = np.flatnonzero(self.of == self.of[row])
            if self.of[name] == self.of[row] or (len(rows) == 1 and not self._evidence.acting[row]):
                continue
            nouns = [one for one in rows.tolist() if not self._evidence.pronoun[one]]
            met = self._lower[self._spans[row][0]] in _ONE
            if met and row == rows[0] and all(self._says_no_more(one, row) for one in nouns):
                self._join(row, name)
            elif (met and self._evidence.acting[row]) or len(nouns) > 1:
                self.of[row] = self.of[name]

    def _predicates(self) -> Iterator[tuple[int, int]]:
        """(a name, the noun phrase with "a" that is said of it)."""
        for name in np.flatnonzero(self._evidence.named).tolist():
            start, end = self._spans[name]
            if self._words.quotes[start] and self._lower[end + 1] != ",":
                continue
            row = self._starts.get(end + 2) if self._lower[end + 1] in {*_IS, ","} else None
            told = self._lower[end + 2] in _ONE or (self._lower[end + 1] == "," and self._lower[end + 2] == "the")
            if row is not None and told and self._is_predicate(row, self._lower[end + 1]):
                yield name, row
        for row in range(len(self._spans)):
            start, end = self._spans[row]
            named = self._starts.get(end + 2) if self._lower[end + 1] == "," else None
            if named is None or not self._evidence.named[named] or self._lower[start] not in _ONE:
                continue
            if self._lower[self._spans[named][1] + 1] in (",", ".", "the") and self._noun(row):
                yield named, row

    def _is_predicate(self, row: int, link: str) -> bool:
        """Whether a phrase is said of who stands before it: not the next of a list."""
        if self._evidence.named[row] or self._evidence.pronoun[row] or not self._noun(row):
            return False
        end = self._spans[row][1] + 1
        listed = {"and", "or", "&"} & {self._lower[end], self._lower[end + 1]}
        return link in _IS or (not listed and self._lower[end] in (",", ".", ";"))

    def _says_no_more(self, one: int, row: int) -> bool:
        """Whether a noun phrase is of the same head and has no adjective of its own: "the hedgehog"."""
        (a, b), (c, d) = self._spans[one], self._spans[row]
        tokens = self._words.tokens
        if one == row:
            return True
        if self._evidence.named[one] or self._lower[head_of(tokens, a, b)] != self._lower[head_of(tokens, c, d)]:
            return False
        return set(self._lower[a : b + 1]) & lexicon.ADJECTIVES <= set(self._lower[c : d + 1])

    def join_offices(self) -> None:
        """ "The goddess" is Anahera, where the story tells of one who is a goddess and has no second."""
        told = self._offices()
        for row in np.flatnonzero((self._evidence.traits.articles == DEFINITE) & ~self._evidence.named).tolist():
            start, end = self._spans[row]
            noun = self._noun(row)
            bearers = {int(self.of[name]) for name in told.get(noun, ())}
            plain = self._lower[start] == "the" and end == start + 1 and self._lower[end + 1] not in ("of", ",", "who")
            if len(bearers) != 1 or not plain or int(self.of[row]) in bearers or self._lower[start - 1] == ",":
                continue
            if min(told[noun]) < row:
                self._give(row, bearers.pop())

    def _offices(self) -> dict[str, list[int]]:
        """The names that are told to be a goddess: "the goddess Anahera", "Koru, a potter," "a potter named Koru"."""
        told: dict[str, list[int]] = {}
        for name in np.flatnonzero(self._evidence.named).tolist():
            start, end = self._spans[name]
            inside = [noun for k in range(start, end) if (noun := self._person(self._lower[k]))]
            at = start - 1 - (self._lower[start - 1] in _CALLED)
            article = next((k for k in range(at - 1, max(-1, at - 5), -1) if self._lower[k] in {"the", *_ONE}), None)
            before = self._person(self._lower[at]) if at > 0 and article is not None else ""
            if inside or before:
                told.setdefault(inside[0] if inside else before, []).append(name)
        for name, row in self._predicates():
            told.setdefault(self._noun(row), []).append(name)
        return {noun: names for noun, names in told.items() if noun not in _ANYBODY and noun not in OFFICES}

    def join_machines(self) -> None:
        """ "The little robot" behind “Bot-3, come!” is Bot-3."""
        named = [is_numbered(self._said(row)) for row in range(len(self._spans))]
        for row in np.flatnonzero((self._evidence.traits.articles == DEFINITE) & ~self._evidence.named).tolist():
            same = np.flatnonzero(self.of == self.of[row]).tolist()
            if self._noun(row) not in _MACHINES or any(named[one] for one in same):
                continue
            near = {int(self.of[one]) for one in range(max(0, row - _NEAR), row) if named[one]}
            if len(near) == 1:
                stays = [one for one in same if not self._evidence.pronoun[one] and self._noun(one) not in _MACHINES]
                self.of[row if stays else same] = near.pop()

    def join_many(self) -> None:
        """ "Three brothers" of the beginning are "the three brothers" of the end."""
        first: dict[str, int] = {}
        for row in np.flatnonzero(self._evidence.traits.classes == NOUNS).tolist():
            start, end = self._spans[row]
            start += self._lower[start] in _THE
            told = " ".join(self._lower[start : head_of(self._words.tokens, start, end) + 1])
            known = first.setdefault(told, row)
            counted = self._lower[start] in lexicon.NUMBERS and start < end
            if counted and known != row and self.of[known] != self.of[row]:
                self.of[self.of == self.of[row]] = self.of[known]

    def _said(self, row: int) -> str:
        start, end = self._spans[row]
        return " ".join(self._words.tokens[start : end + 1])

    def _person(self, word: str) -> str:
        known = lexicon.noun(word)
        return known[0] if known and known[1] in ("person", "animal") and not known[3] else ""

    def _noun(self, row: int) -> str:
        """The person's or animal's noun that a phrase is of, "" where it is of another or of many."""
        return self._person(self._lower[head_of(self._words.tokens, *self._spans[row])])

    def _give(self, row: int, bearer: int) -> None:
        """One mention, or its whole cluster where that is called nothing else."""
        rows = np.flatnonzero(self.of == self.of[row])
        strings = self._evidence.traits.strings
        same = self._evidence.pronoun[rows] | (strings[rows] == strings[row])
        fits = not is_other_sex(self._evidence, self.of, int(self.of[row]), bearer)
        self.of[rows if same.all() and fits else row] = bearer

    def _join(self, row: int, name: int) -> None:
        one, other = int(self.of[row]), int(self.of[name])
        if one == other or is_other_sex(self._evidence, self.of, one, other) or are_many(self._evidence, self.of, one):
            return
        if self._evidence.named[self.of == one].any():
            self.of[row] = other
        else:
            self.of[self.of == one] = other
