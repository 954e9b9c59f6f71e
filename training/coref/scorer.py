"""Coreference figures: mentions, MUC, B3, CEAF-phi4, their CoNLL average, LEA, and cast-F1 (who is in which sentence).

Definitions are those of the CoNLL reference scorer v8.01 and of Moosavi and Strube 2016 (LEA); counts are summed over
documents before precision, recall and F1 are taken.  A document is a list of clusters, a cluster a list of spans.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

Clusters = Sequence[Sequence[Hashable]]
Figures = tuple[float, float, float]  # precision, recall, F1 in percent


def score(golds: Sequence[Clusters], predictions: Sequence[Clusters]) -> dict[str, Figures]:
    """Figures by name; singletons count; a span given twice keeps its first cluster."""
    counts = {name: np.zeros(4) for name in ("mention", "muc", "b3", "ceafe", "lea")}
    for gold, predicted in zip(golds, predictions, strict=True):
        key, response = _unique(gold), _unique(predicted)
        in_key, in_response = _index(key), _index(response)
        both = len(in_key.keys() & in_response.keys())
        counts["mention"] += (both, len(in_response), both, len(in_key))
        counts["muc"] += (*_muc(response, in_key), *_muc(key, in_response))
        counts["b3"] += (*_b3(response, in_key), *_b3(key, in_response))
        similar = _ceafe(key, in_response, response)
        counts["ceafe"] += (similar, len(response), similar, len(key))
        counts["lea"] += (*_lea(response, key, in_key), *_lea(key, response, in_response))
    told = {name: _figures(*held) for name, held in counts.items()}
    p, r, f = (float(np.mean([told[name][k] for name in ("muc", "b3", "ceafe")])) for k in range(3))
    return {**told, "conll": (p, r, f)}


def cast(golds: Sequence[Clusters], predictions: Sequence[Clusters], sentences: Sequence[Sequence[int]]) -> Figures:
    """Which characters are in which sentences; clusters of one mention are left out, the rest matched one to one."""
    hits = told = true = 0.0
    for gold, predicted, sentence_of in zip(golds, predictions, sentences, strict=True):
        key, response = (_sentences(clusters, sentence_of) for clusters in (gold, predicted))
        told += sum(map(len, response))
        true += sum(map(len, key))
        if key and response:
            shared = np.array([[len(a & b) for b in response] for a in key])
            hits += float(shared[linear_sum_assignment(-shared)].sum())
    return _figures(hits, told, hits, true)


def _sentences(clusters: Clusters, sentence_of: Sequence[int]) -> list[set[int]]:
    return [{sentence_of[span[0]] for span in c} for c in _unique(clusters) if len(c) >= 2]  # type: ignore[index]


def _unique(clusters: Clusters) -> list[list]:
    seen: set[Hashable] = set()
    kept = []
    for cluster in clusters:
        fresh = [span for span in dict.fromkeys(cluster) if span not in seen]
        seen.update(fresh)
        if fresh:
            kept.append(fresh)
    return kept


def _index(clusters: Clusters) -> dict[Hashable, int]:
    return {span: number for number, cluster in enumerate(clusters) for span in cluster}


def _muc(clusters: Clusters, other: dict[Hashable, int]) -> tuple[float, float]:
    right = links = 0
    for cluster in clusters:
        parts = {other.get(span, span) for span in cluster}
        right += len(cluster) - len(parts)
        links += len(cluster) - 1
    return right, links


def _b3(clusters: Clusters, other: dict[Hashable, int]) -> tuple[float, float]:
    right = spans = 0.0
    for cluster in clusters:
        held = Counter(other[span] for span in cluster if span in other)
        right += sum(count**2 for count in held.values()) / len(cluster)
        spans += len(cluster)
    return right, spans


def _ceafe(key: Clusters, in_response: dict[Hashable, int], response: Clusters) -> float:
    if not key or not response:
        return 0.0
    similar = np.zeros((len(key), len(response)))
    for row, cluster in enumerate(key):
        for number, count in Counter(in_response[span] for span in cluster if span in in_response).items():
            similar[row, number] = 2 * count / (len(cluster) + len(response[number]))
    return float(similar[linear_sum_assignment(-similar)].sum())


def _lea(clusters: Clusters, others: Clusters, other: dict[Hashable, int]) -> tuple[float, float]:
    right = weight = 0.0
    for cluster in clusters:
        n = len(cluster)
        if n == 1:
            resolved = float(cluster[0] in other and len(others[other[cluster[0]]]) == 1)
        else:
            held = Counter(other[span] for span in cluster if span in other)
            resolved = sum(count * (count - 1) for count in held.values()) / (n * (n - 1))
        right += n * resolved
        weight += n
    return right, weight


def _figures(right_told: float, told: float, right_true: float, true: float) -> Figures:
    p = 100 * right_told / told if told else 0.0
    r = 100 * right_true / true if true else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0
