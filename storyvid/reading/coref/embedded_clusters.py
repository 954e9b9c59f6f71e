"""From scores to clusters: every mention joins the cluster that most speaks for it, or begins its own."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from storyvid.reading.coref.embedded_traits import (
    CHILD,
    ELDEST,
    HE,
    IT,
    NAME,
    NAME_F,
    NAME_M,
    PARENT,
    SECOND,
    SHE,
    YOUNGEST,
    Traits,
)

_GENDERED = {HE: 1, SHE: 2, IT: 3}
_OTHER_ROLES = {ELDEST: SECOND | YOUNGEST | PARENT, SECOND: ELDEST | YOUNGEST | PARENT,
                YOUNGEST: ELDEST | SECOND | PARENT, CHILD: PARENT,
                PARENT: CHILD | ELDEST | SECOND | YOUNGEST}  # fmt: skip
_FEW = 6  # among more mentions a single "he" may be a mistake
_NEGLIGIBLE = 8.0  # logits below the best by so much add nothing


@dataclass(frozen=True)
class Choice:
    """How clusters are chosen; found on the dev books. All in logits: the `alone_` are added to beginning a cluster."""

    mention: float = 0.0  # over which a span is a mention
    alone_pronoun: float = 0.0
    alone_name: float = 0.0
    alone_noun: float = 0.0
    support: float = (
        3.0  # a name or noun joins names and nouns only where the best of them scores so little under `alone`
    )


@dataclass
class _Cluster:
    """What joining asks of a cluster: its members' pronouns and name words."""

    rows: list[int]
    marks: Counter[int]
    names: np.ndarray | None  # (n, t): the name words of its names
    roles: int = 0

    def refuses(self, mark: int, name: np.ndarray | None, role: int) -> bool:
        """She is not he, a son no father, and a name joins names only where it shares a word with one of them."""
        if role and self.roles & _OTHER_ROLES[role]:
            return True
        against = self.marks.total() - self.marks[mark]
        if mark and against > self.marks[mark] and (against > 1 or len(self.rows) < _FEW):
            return True
        return name is not None and self.names is not None and not (self.names & name).any()


def clusters_of(
    traits: Traits, alone: np.ndarray, later: np.ndarray, earlier: np.ndarray, links: np.ndarray, *, choice: Choice
) -> list[list[int]]:
    """Clusters of mention rows; `later` is sorted and holds for each row its candidate antecedents `earlier`."""
    cluster_of = np.full(len(traits), -1, np.int64)
    clusters: list[_Cluster] = []
    bounds = np.searchsorted(later, np.arange(len(traits) + 1))
    gates = alone + _gates(traits, choice)
    spoken = traits.classes < NAME_M  # pronouns
    for row in range(len(traits)):
        part = slice(bounds[row], bounds[row + 1])
        mark, name = _GENDERED.get(int(traits.classes[row]), 0), _name(traits, row)
        role = int(traits.roles[row])
        before, scores, gate = earlier[part], links[part], float(gates[row])
        of = cluster_of[before]
        barred = (
            set() if spoken[row] else _unsupported(of[~spoken[before]], scores[~spoken[before]], gate - choice.support)
        )
        best = _best(of, scores, clusters, barred, mark, name, role, gate)
        if best < 0:
            best = len(clusters)
            clusters.append(_Cluster([], Counter(), None))
        _join(clusters[best], row, mark, name)
        clusters[best].roles |= role
        cluster_of[row] = best
    return [cluster.rows for cluster in clusters]


def numbered(clusters: list[list[int]], m: int) -> np.ndarray:
    """(m,) the number of each mention's cluster."""
    of = np.full(m, -1, np.int64)
    for number, rows in enumerate(clusters):
        of[rows] = number
    return of


def _gates(traits: Traits, choice: Choice) -> np.ndarray:
    named = np.isin(traits.classes, (NAME, NAME_M, NAME_F))
    other = np.where(traits.classes < NAME_M, choice.alone_pronoun, choice.alone_noun)
    return np.where(named, choice.alone_name, other)


def _name(traits: Traits, row: int) -> np.ndarray | None:
    return traits.names[row] if traits.names[row].any() else None


def _join(cluster: _Cluster, row: int, mark: int, name: np.ndarray | None) -> None:
    cluster.rows.append(row)
    if mark:
        cluster.marks[mark] += 1
    if name is not None:
        cluster.names = name if cluster.names is None else cluster.names | name


def _unsupported(of: np.ndarray, scores: np.ndarray, least: float) -> set[int]:
    """The clusters none of whose names and nouns speaks for the mention: pronouns alone make no king a parson."""
    return set(of.tolist()) - set(of[scores >= least].tolist())


def _best(
    of: np.ndarray,
    scores: np.ndarray,
    clusters: list[_Cluster],
    barred: set[int],
    mark: int,
    name: np.ndarray | None,
    role: int,
    alone: float,
) -> int:
    """The cluster whose members together (a log-sum, as trained) score highest over `alone`, or -1."""
    near = scores > alone - _NEGLIGIBLE
    of, scores = of[near], scores[near]
    best, top = -1, alone
    for number in dict.fromkeys(of.tolist()):
        if number in barred or clusters[number].refuses(mark, name, role):
            continue
        members = scores[of == number]
        high = members.max()
        pooled = float(high + np.log(np.exp(members - high).sum()))
        if pooled > top:
            best, top = number, pooled
    return best
