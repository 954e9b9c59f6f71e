"""The second reading of "I", "you" and "we" in quotations: whose they are, now that clusters and speakers are known."""

from dataclasses import dataclass

import numpy as np

from storyvid.reading.coref.embedded_evidence import MOST, Evidence, pooled, tallied
from storyvid.reading.coref.embedded_heads import Weights, linear
from storyvid.reading.coref.embedded_talk import told
from storyvid.reading.coref.embedded_traits import CLASSES, HE, ME, SHE, WE, YOU

_LEAST = -6.0  # gains under this make no candidate
_RECENT = 10  # mentions back over which clusters are counted
_ROUNDS = 3  # what one reading changes may change who speaks
_SURER = 0.5  # logits by which another cluster must be likelier than the one that a mention is in


@dataclass(frozen=True)
class Offers:
    """What c clusters offer to mentions: (c,) mention rows in order, cluster numbers (-1: none), (c, k) traits."""

    rows: np.ndarray
    clusters: np.ndarray
    traits: np.ndarray


def revised(evidence: Evidence, of: np.ndarray, weights: Weights) -> np.ndarray:
    """(m,) clusters after giving what quotations say of their speakers and hearers to the likeliest; `of`: (m,)."""
    rows = told_in_talk(evidence)
    for _ in range(_ROUNDS if len(rows) else 0):
        of = renumbered(of)
        offers = offers_of(evidence, of, told(evidence, of), rows)
        of = _chosen(of, offers, worth_of(weights, offers.traits))
    return renumbered(of)


def told_in_talk(evidence: Evidence) -> np.ndarray:
    """The rows of "I", "you" and "we" inside quotations."""
    return np.flatnonzero(np.isin(evidence.traits.classes, (ME, YOU, WE)) & (evidence.traits.quotes > 0))


def renumbered(of: np.ndarray) -> np.ndarray:
    """Clusters numbered from 0 as they begin."""
    _, first, inverse = np.unique(of, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse]


def worth_of(weights: Weights, traits: np.ndarray) -> np.ndarray:
    """(c,) logits of offers: the mean of some small networks."""
    scaled = (traits - weights["talk.mean"]) / weights["talk.scale"]
    worth: list[np.ndarray] = []
    while f"talk.{len(worth)}.a.weight" in weights:
        name = f"talk.{len(worth)}"
        hidden = np.maximum(linear(weights, f"{name}.a", scaled), 0)
        worth.append(linear(weights, f"{name}.c", np.maximum(linear(weights, f"{name}.b", hidden), 0))[:, 0])
    return np.mean(worth, 0)


def _chosen(of: np.ndarray, offers: Offers, worth: np.ndarray) -> np.ndarray:
    """(m,) clusters where every mention with offers takes the best, if it is surely better."""
    size, made = np.bincount(of), of.copy()
    bounds = np.flatnonzero(np.diff(offers.rows, prepend=-1, append=-1))
    for first, last in zip(bounds, bounds[1:], strict=False):
        row = int(offers.rows[first])
        numbers, values = offers.clusters[first:last], worth[first:last]
        own = of[row] if size[of[row]] > 1 else -1  # alone in its cluster is as good as in none
        values = np.where((numbers == of[row]) & (own < 0), -np.inf, values)
        best = int(values.argmax())
        if values[best] > values[numbers == own][0] + _SURER:
            made[row] = numbers[best] if numbers[best] >= 0 else len(of) + row
    return made


def offers_of(evidence: Evidence, of: np.ndarray, said: np.ndarray, asked: np.ndarray) -> Offers:
    """Every cluster that the mentions in rows `asked` may be of, and none.

    `of`: (m,) clusters from 0, `said`: who says each quotation, as `told` gives it.
    """
    m, n = len(of), int(of.max(initial=0)) + 1
    i, j, gains = evidence.later, evidence.earlier, evidence.gains
    likely = gains > _LEAST
    keys = np.unique(np.concatenate([
        (i * n + of[j])[likely], (j * n + of[i])[likely], np.arange(m) * n + of, _spoken(evidence, said, n),
    ]))  # fmt: skip
    keys = keys[np.isin(keys // n, asked)]
    rows, clusters = np.divmod(keys, n)
    columns = [*_scores(evidence, of, keys, n), *_clustered(evidence, of, rows, clusters),
               *_near(evidence, of, rows, clusters), *_forms(evidence, of, rows, clusters),
               *_quoted(evidence, of, said, rows, clusters, keys)]  # fmt: skip
    some = np.stack(columns, 1).astype(np.float32)
    both = np.concatenate([some, np.zeros((len(asked), some.shape[1]), np.float32)])
    every = np.concatenate([rows, asked])
    none = np.concatenate([np.zeros(len(rows)), np.ones(len(asked))])
    classes = np.eye(CLASSES, dtype=np.float32)[evidence.traits.classes[every]]
    whole = np.concatenate([both, none[:, None], classes[:, [ME, YOU, WE]]], 1).astype(np.float32)
    order = np.argsort(every, kind="stable")
    numbers = np.concatenate([clusters, np.full(len(asked), -1)])
    return Offers(every[order], numbers[order], whole[order])


def _spoken(evidence: Evidence, said: np.ndarray, n: int) -> np.ndarray:
    """Pairs of the "I" and "you" in quotations with those who say it and those next to."""
    inside = np.flatnonzero(np.isin(evidence.traits.classes, (ME, YOU)) & (evidence.traits.quotes > 0))
    quotes = evidence.traits.quotes[inside]
    made = []
    for step in (-1, 0, 1):
        who = said[np.clip(quotes + step, 0, len(said) - 1)]
        made.append((inside * n + who)[who >= 0])
    return np.concatenate(made)


def _scores(evidence: Evidence, of: np.ndarray, keys: np.ndarray, n: int) -> list[np.ndarray]:
    i, j, gains = evidence.later, evidence.earlier, evidence.gains
    before, after = pooled(i * n + of[j], gains), pooled(j * n + of[i], gains)
    full = ~evidence.pronoun
    by_full = pooled((i * n + of[j])[full[j]], gains[full[j]])
    to_full = pooled((j * n + of[i])[full[i]], gains[full[i]])
    columns = [*before.told(keys).T, *after.told(keys).T, *by_full.told(keys).T[:2], *to_full.told(keys).T[:2]]
    told = [np.maximum(column, -MOST) / 4 for column in columns]
    return [*told, np.log1p(before.counts(keys)), np.log1p(after.counts(keys))]


def _clustered(evidence: Evidence, of: np.ndarray, rows: np.ndarray, clusters: np.ndarray) -> list[np.ndarray]:
    """What the cluster is without the mention: its size, pronouns, names, gender and type."""
    n = int(of.max(initial=0)) + 1
    own = (of[rows] == clusters).astype(float)
    classes = evidence.traits.classes

    def count(which: np.ndarray) -> np.ndarray:
        return np.bincount(of[which], minlength=n)[clusters] - own * which[rows]

    size = count(np.ones(len(of), bool))
    he, she = count(classes == HE), count(classes == SHE)
    genders = np.stack([np.bincount(of, evidence.genders[:, k], minlength=n) for k in range(4)], 1)[clusters]
    entities = np.stack([np.bincount(of, evidence.entities[:, k], minlength=n) for k in range(6)], 1)[clusters]
    genders = (genders - own[:, None] * evidence.genders[rows]) / np.maximum(size, 1)[:, None]
    entities = (entities - own[:, None] * evidence.entities[rows]) / np.maximum(size, 1)[:, None]
    share_he = (he + 0.5) / (he + she + 1)
    mine = classes[rows]
    against = np.where(mine == HE, 1 - share_he, np.where(mine == SHE, share_he, 0.5))
    return [own, np.log1p(size), against, (genders * evidence.genders[rows]).sum(1),
            (entities * evidence.entities[rows]).sum(1), np.log1p(count(evidence.named)),
            np.log1p(count(~evidence.pronoun)), count(classes == ME) / np.maximum(size, 1),
            count(classes == YOU) / np.maximum(size, 1), np.log1p(he + she)]  # fmt: skip


def _forms(evidence: Evidence, of: np.ndarray, rows: np.ndarray, clusters: np.ndarray) -> list[np.ndarray]:
    """How many of the cluster's names and nouns share the mention's head or words, and whether its names fit."""
    traits, n = evidence.traits, int(of.max(initial=0)) + 1
    own, full = of[rows] == clusters, ~evidence.pronoun
    counts = []
    for words in (traits.heads, traits.strings):
        held = tallied((words * n + of)[full])
        counts.append((held.counts(words[rows] * n + clusters) - own) * full[rows])
    proper = np.flatnonzero(traits.names.any(1))
    table = np.zeros((n, traits.names.shape[1]), np.int64)
    np.add.at(table, of[proper], traits.names[proper])
    rest = table[clusters] - (own[:, None] & traits.names[rows])
    mine = traits.names[rows]
    shared, named = (np.minimum(rest, mine) > 0).any(1), (rest > 0).any(1)
    asked = mine.any(1)
    return [np.log1p(np.maximum(count, 0)) for count in counts] + [asked & shared, asked & named & ~shared]


def _near(evidence: Evidence, of: np.ndarray, rows: np.ndarray, clusters: np.ndarray) -> list[np.ndarray]:
    """How long ago the cluster was spoken of, how often of late, and whether the mention stands inside one of its."""
    traits = evidence.traits
    m, n = len(of), int(of.max(initial=0)) + 1
    places = np.sort(of * m + np.arange(m))
    at = np.searchsorted(places, clusters * m + rows)  # the first of the cluster's from the row on
    last = places[np.maximum(at - 1, 0)]
    before = (at > 0) & (last // m == clusters)
    last = np.where(before, last % m, 0)
    sentences = np.where(before, traits.sentences[rows] - traits.sentences[last], 99)
    steps = np.where(before, rows - last, 999)
    first = np.searchsorted(places, clusters * m + np.maximum(rows - _RECENT, 0))
    often = (at - first) / _RECENT
    narrated = traits.quotes == 0
    opening = np.full(int(traits.sentences.max(initial=0)) + 2, -1)
    for row in np.flatnonzero(narrated)[::-1].tolist():
        opening[traits.sentences[row]] = of[row]
    here = opening[traits.sentences[rows]] == clusters
    previous = opening[np.maximum(traits.sentences[rows] - 1, 0)] == clusters
    inside = _nested(evidence, of, rows * n + clusters, n)
    return [np.log1p(sentences), np.log1p(steps), before, often, here, previous, inside,
            traits.quotes[last] == traits.quotes[rows]]  # fmt: skip


def _nested(evidence: Evidence, of: np.ndarray, keys: np.ndarray, n: int) -> np.ndarray:
    """Whether one mention of the pair's cluster holds the mention, or is held by it."""
    starts, ends = evidence.traits.spans.T
    made = []
    open_rows: list[int] = []
    for row in range(len(starts)):
        open_rows = [other for other in open_rows if ends[other] >= starts[row]]
        for other in open_rows:
            if ends[row] <= ends[other]:
                made += [row * n + of[other], other * n + of[row]]
        open_rows.append(row)
    return np.isin(keys, np.array(made, np.int64))


def _quoted(
    evidence: Evidence, of: np.ndarray, said: np.ndarray, rows: np.ndarray, clusters: np.ndarray, keys: np.ndarray
) -> list[np.ndarray]:
    """Who says the quotation that the mention stands in, who speaks before and after, who is "I" and "you" in it."""
    quotes, classes = evidence.traits.quotes, evidence.traits.classes
    n = int(of.max(initial=0)) + 1
    q = quotes[rows]
    inside = q > 0
    known = inside & (said[q] >= 0)
    speaks = evidence.traits.speaks[rows]
    last = len(said) - 1

    def says(step: int) -> np.ndarray:
        number = q + step
        return inside & (number > 0) & (number <= last) & (said[np.clip(number, 0, last)] == clusters)

    def counted(which: np.ndarray) -> np.ndarray:
        held = tallied((quotes * n + of)[which & (quotes > 0)])
        mine = (of[rows] == clusters) & which[rows]
        return np.minimum(held.counts(q * n + clusters) - mine, 3) * inside

    told = tallied((evidence.traits.speaks * n + of)[evidence.traits.speaks > 0])
    spoken = tallied((quotes * n + of)[quotes > 0])
    return [says(0), known & ~says(0), says(-1), says(1), says(-2) | says(2), counted(classes == ME),
            counted(classes == YOU), counted((classes != ME) & (classes != YOU)),
            inside & (told.counts(q * n + clusters) > 0),
            np.where(speaks > 0, np.minimum(spoken.counts(speaks * n + clusters), 3), 0),
            (speaks > 0) & (said[np.clip(speaks - 1, 0, last)] == clusters)]  # fmt: skip
