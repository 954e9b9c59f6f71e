"""What two mentions say of each other: distances, classes, quotes and shared words as table rows and flags."""

import numpy as np

from storyvid.reading.coref.embedded_traits import CLASSES, COMPATIBLE, NAME, NAME_F, NAME_M, NOUN, Traits

DISTANCES, SENTENCES, RANKS, QUOTES = 10, 8, 7, 32
TABLES = (DISTANCES, SENTENCES, RANKS, QUOTES, CLASSES * CLASSES)
FLAGS = 18

_DISTANCE = np.array([0, 1, 2, 3, 4, 5, 5, 5, *[6] * 8, *[7] * 16, *[8] * 32], np.int64)
_SENTENCE = np.array([0, 1, 2, 3, 4, 4, *[5] * 5, *[6] * 10], np.int64)


def pair_traits(traits: Traits, later: np.ndarray, earlier: np.ndarray, tokens: tuple[str, ...]):
    """For p pairs of mention rows: (p, 5) table rows in the order of TABLES and (p, FLAGS) float32 flags."""
    a, b = traits, traits
    i, j = later, earlier
    table = np.empty((len(i), len(TABLES)), np.int64)
    table[:, 0] = _bucket(i - j, _DISTANCE, 9)
    table[:, 1] = _bucket(a.sentences[i] - b.sentences[j], _SENTENCE, 7)
    ci, cj = a.classes[i], b.classes[j]
    fits = COMPATIBLE[ci, cj]
    between = a.seen[ci, i] - a.seen[ci, np.minimum(j + 1, len(a))]
    table[:, 2] = np.where(fits, 1 + np.minimum(between, RANKS - 2), 0)
    table[:, 3] = _quote_relation(traits, i, j)
    table[:, 4] = ci * CLASSES + cj
    return table, _flags(traits, i, j, ci, cj, tokens)


def _bucket(distance: np.ndarray, buckets: np.ndarray, far: int) -> np.ndarray:
    distance = np.maximum(distance, 0)
    return np.where(distance < len(buckets), buckets[np.minimum(distance, len(buckets) - 1)], far)


def _quote_relation(traits: Traits, i: np.ndarray, j: np.ndarray) -> np.ndarray:
    qi, qj = traits.quotes[i], traits.quotes[j]
    apart = np.minimum(np.abs(qi - qj), 5)
    both = np.where(apart == 0, 3, np.where(apart == 1, 4, np.where(apart == 2, 5, np.where(apart <= 4, 6, 7))))
    place = np.where(qi > 0, np.where(qj > 0, both, 1), np.where(qj > 0, 2, 0))
    si, sj = traits.speaks[i], traits.speaks[j]
    quote = np.where(qi > 0, qi, qj)
    speaker = np.where((qi > 0) & (sj > 0), sj, np.where((qj > 0) & (si > 0), si, 0))
    gap = np.abs(quote - speaker)
    spoken = np.where(speaker == 0, 0, np.where(gap == 0, 1, np.where(gap == 1, 2, 3)))
    return place * 4 + spoken


def _flags(traits: Traits, i: np.ndarray, j: np.ndarray, ci: np.ndarray, cj: np.ndarray, tokens) -> np.ndarray:
    named = (NAME, NAME_M, NAME_F)
    both_names = np.isin(ci, named) & np.isin(cj, named)
    pronoun = (ci < 8) | (cj < 8)
    ni, nj = traits.names[i], traits.names[j]
    shared = (ni & nj).any(1)
    same = traits.strings[i] == traits.strings[j]
    heads = traits.heads[i] == traits.heads[j]
    (si, ei), (sj, ej) = traits.spans[i].T, traits.spans[j].T
    titles_i, titles_j = traits.titles[i], traits.titles[j]
    gap = si - ej
    commas = np.array([token == "," for token in tokens] + [False])
    flags = np.stack([
        same & ~pronoun, same & pronoun, heads & ~pronoun, heads & ~same & ~pronoun,
        both_names & shared, both_names & ~shared, both_names & shared & ~(ni & ~nj).any(1),
        both_names & shared & ~(nj & ~ni).any(1), (titles_i > 0) & (titles_j > 0) & (titles_i != titles_j),
        (sj <= si) & (ei <= ej), (si <= sj) & (ej <= ei), traits.sentences[i] == traits.sentences[j],
        gap == 1, (gap == 2) & commas[np.clip(ej + 1, 0, len(tokens))],
        np.isin(ci, (NOUN, NOUN + 1)) & heads & (traits.articles[i] == 2),
        (traits.speaks[i] > 0) & (traits.speaks[i] == traits.speaks[j]),
        np.isin(ci, named) != np.isin(cj, named), (traits.articles[i] == 2),
    ], 1)  # fmt: skip
    return flags.astype(np.float32)
