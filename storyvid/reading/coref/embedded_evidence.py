"""What the first reading knows of the mentions of a text, ready to be counted up by cluster for the second."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from storyvid.reading.coref.embedded_beings import species
from storyvid.reading.coref.embedded_traits import NAME, NAME_F, NAME_M, Traits, head_of
from storyvid.reading.coref.embedded_words import Words

MOST = 10.0  # logits: more is no surer


@dataclass(frozen=True)
class Evidence:
    """Mentions, m of them, with their types and the scores of p pairs, as `Judged` and `links_of` give them."""

    words: Words
    traits: Traits
    kinds: np.ndarray
    entities: np.ndarray
    genders: np.ndarray
    alone: np.ndarray
    later: np.ndarray
    earlier: np.ndarray
    links: np.ndarray
    beings: frozenset[str] = frozenset()  # nouns of what acts and is no person: animals, a statue that speaks

    @cached_property
    def gains(self) -> np.ndarray:
        """(p,) by how much each antecedent speaks for being one rather than none."""
        return np.clip(self.links - self.alone[self.later], -MOST, MOST)

    @cached_property
    def acting(self) -> np.ndarray:
        """(m,) whether a mention speaks of one of the beings."""
        tokens, spans = self.words.tokens, self.traits.spans.tolist()
        heads = [tokens[head_of(tokens, start, end)].lower() for start, end in spans]
        return np.array([head in self.beings or species(head) in self.beings for head in heads], bool)

    @cached_property
    def pronoun(self) -> np.ndarray:
        """(m,) whether a mention is a pronoun."""
        return self.traits.classes < NAME_M

    @cached_property
    def named(self) -> np.ndarray:
        """(m,) whether a mention is a name."""
        return np.isin(self.traits.classes, (NAME, NAME_M, NAME_F))


@dataclass(frozen=True)
class Pools:
    """For each of k sorted keys: the highest value, the log-sum-exp, the mean and the count of its values."""

    keys: np.ndarray
    highest: np.ndarray
    summed: np.ndarray
    mean: np.ndarray
    count: np.ndarray

    def rows_of(self, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The rows of some keys and whether each is there at all."""
        if not len(self.keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), bool)
        rows = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return rows, self.keys[rows] == keys

    def told(self, keys: np.ndarray) -> np.ndarray:
        """(n, 3) highest, log-sum-exp and mean of some keys' values, all at the least where there are none."""
        rows, there = self.rows_of(keys)
        if not len(self.keys):
            return np.full((len(keys), 3), -MOST, np.float32)
        columns = np.stack([self.highest[rows], self.summed[rows], self.mean[rows]], 1)
        return np.where(there[:, None], columns, -MOST).astype(np.float32)

    def counts(self, keys: np.ndarray) -> np.ndarray:
        """(n,) how many values each of some keys has."""
        rows, there = self.rows_of(keys)
        return np.where(there, self.count[rows], 0) if len(self.keys) else np.zeros(len(keys), np.int64)


def pooled(keys: np.ndarray, values: np.ndarray) -> Pools:
    """Values by key."""
    if not len(keys):
        none = np.zeros(0)
        return Pools(np.zeros(0, np.int64), none, none, none, np.zeros(0, np.int64))
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order].astype(np.float64)
    starts = np.flatnonzero(np.diff(keys, prepend=keys[0] - 1))
    count = np.diff(np.append(starts, len(keys)))
    highest = np.maximum.reduceat(values, starts)
    summed = highest + np.log(np.add.reduceat(np.exp(values - np.repeat(highest, count)), starts))
    return Pools(keys[starts], highest, summed, np.add.reduceat(values, starts) / count, count)


def tallied(keys: np.ndarray) -> Pools:
    """How often each key is there."""
    return pooled(keys, np.zeros(len(keys)))
