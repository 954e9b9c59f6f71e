"""From scores to clusters: every mention joins the cluster that most speaks for it, or begins its own."""

from dataclasses import dataclass

import numpy as np

from storyvid.reading.coref.embedded_traits import HE, IT, SHE, Traits

_GENDERED = {HE: 1, SHE: 2, IT: 3}


@dataclass(frozen=True)
class Choice:
    """How clusters are chosen; found on the dev books."""

    mention: float = 0.0  # the logit over which a span is a mention
    alone: float = 0.0  # added to the logit of beginning a new cluster
    sharpness: float = 1.0  # of the log-sum over a cluster's members; high: its best member alone counts
    mean: float = 0.0  # weight of the mean over the cluster's members
    veto: bool = True


def clusters_of(
    traits: Traits, alone: np.ndarray, later: np.ndarray, earlier: np.ndarray, links: np.ndarray, *, choice: Choice
) -> list[list[int]]:
    """Clusters of mention rows; `later` is sorted and holds for each row its candidate antecedents `earlier`."""
    m = len(traits)
    cluster_of = np.full(m, -1, np.int64)
    clusters: list[list[int]] = []
    marks: list[set[int]] = []
    bounds = np.searchsorted(later, np.arange(m + 1))
    for row in range(m):
        js, scores = earlier[bounds[row] : bounds[row + 1]], links[bounds[row] : bounds[row + 1]]
        best = _best(cluster_of[js], scores, marks, _mark(traits, row), alone[row] + choice.alone, choice)
        if best < 0:
            best = len(clusters)
            clusters.append([])
            marks.append(set())
        clusters[best].append(row)
        cluster_of[row] = best
        if mark := _mark(traits, row):
            marks[best].add(mark)
    return clusters


def _mark(traits: Traits, row: int) -> int:
    return _GENDERED.get(int(traits.classes[row]), 0)


def _best(of: np.ndarray, scores: np.ndarray, marks: list[set[int]], mark: int, alone: float, choice: Choice) -> int:
    """The cluster with the highest pooled score over `alone`, or -1."""
    if not len(of):
        return -1
    near = scores > alone - 8.0
    of, scores = of[near], scores[near]
    best, top = -1, alone
    for cluster in dict.fromkeys(of.tolist()):
        if choice.veto and mark and marks[cluster] and mark not in marks[cluster]:
            continue
        members = scores[of == cluster] * choice.sharpness
        high = members.max()
        pooled = (high + np.log(np.exp(members - high).sum())) / choice.sharpness
        pooled += choice.mean * float(members.mean()) / choice.sharpness
        if pooled > top:
            best, top = cluster, pooled
    return best
