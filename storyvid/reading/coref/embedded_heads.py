"""The embedded reader's heads in numpy: which spans are mentions, of what type, and which speak of one entity."""

from dataclasses import dataclass

import numpy as np

from storyvid.reading.coref.embedded_pairs import pair_traits
from storyvid.reading.coref.embedded_traits import NAME, NAME_F, NAME_M, Traits

KEEP_SHARE = 0.4  # spans judged closely, per word
ROUGH_FLOOR = -4.0
ARTICLES = 6
NEAR = 320  # antecedents looked at for every mention; older ones only where they share a name or a head
FAR = 60
_ROWS = 48  # mentions whose pairs are scored at once

Weights = dict[str, np.ndarray]


@dataclass(frozen=True)
class Judged:
    """Mentions in text order: (m, 2) inclusive word spans, (m,) logits, (m, 3) kinds PROP NOM PRON, (m, 6) entities
    PER FAC GPE LOC VEH ORG, (m, 4) genders male female neuter plural, and (m, k) inputs of the pair scorer."""

    spans: np.ndarray
    logits: np.ndarray
    kinds: np.ndarray
    entities: np.ndarray
    genders: np.ndarray
    inputs: np.ndarray


def softmax(logits: np.ndarray) -> np.ndarray:
    """Along the last axis."""
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)


def linear(weights: Weights, name: str, x: np.ndarray) -> np.ndarray:
    """x W^T + b, as torch stores them; without b where there is none."""
    y = x @ weights[f"{name}.weight"].T
    return y + weights[f"{name}.bias"] if f"{name}.bias" in weights else y


def judged(
    weights: Weights, firsts: np.ndarray, lasts: np.ndarray, *, until: int, floor: float, sure: np.ndarray
) -> Judged:
    """The mentions that start at words 0..until of a stretch given by its words' vectors, (n, h) twice.

    `sure`: (k, 2) spans in it that are mentions whatever the model holds of them.
    """
    rough = _rough(weights, firsts, lasts)
    rough[until:] = -1e4
    spans = _with(_likely(rough), sure)
    inputs = _span_inputs(weights, firsts, lasts, spans)
    hidden = np.maximum(linear(weights, "hidden", inputs), 0)
    logits = linear(weights, "judge", hidden)[:, 0] + rough[spans[:, 0], spans[:, 1] - spans[:, 0]]
    kept = (logits > floor) | _among(spans, sure)
    kinds, entities, genders = (softmax(linear(weights, part, hidden[kept])) for part in ("kind", "entity", "gender"))
    return Judged(spans[kept], logits[kept], kinds, entities, genders, inputs[kept])


def _rough(weights: Weights, firsts: np.ndarray, lasts: np.ndarray) -> np.ndarray:
    a, x = np.split(linear(weights, "start", firsts), 2, 1)
    b, y = np.split(linear(weights, "end", lasts), 2, 1)
    n, (widths, size) = len(firsts), weights["width.weight"].shape
    scores = np.full((n, widths), -1e4, np.float32)
    for w in range(min(widths, n)):
        hidden = np.maximum(a[: n - w] + b[w:] + weights["width.weight"][w], 0)
        scores[: n - w, w] = linear(weights, "rough", hidden)[:, 0] + (x[: n - w] * y[w:]).sum(1) / np.sqrt(size)
    return scores


def _likely(rough: np.ndarray) -> np.ndarray:
    limit, flat = max(8, int(KEEP_SHARE * len(rough))), rough.ravel()
    over = np.flatnonzero(flat > ROUGH_FLOOR)
    if len(over) > limit:
        over = over[np.argsort(-flat[over], kind="stable")[:limit]]
    s, w = np.divmod(over, rough.shape[1])
    spans = np.stack([s, s + w], 1)
    return spans[np.lexsort((-spans[:, 1], spans[:, 0]))]


def _with(spans: np.ndarray, more: np.ndarray) -> np.ndarray:
    both = np.unique(np.concatenate([spans, more]), axis=0)
    return both[np.lexsort((-both[:, 1], both[:, 0]))]


def _among(spans: np.ndarray, some: np.ndarray) -> np.ndarray:
    held = set(map(tuple, some.tolist()))
    return np.array([tuple(span) in held for span in spans.tolist()], bool)


def _span_inputs(weights: Weights, firsts: np.ndarray, lasts: np.ndarray, spans: np.ndarray) -> np.ndarray:
    s, e = spans.T
    widths = len(weights["width.weight"])
    index = np.minimum(s[:, None] + np.arange(widths), len(firsts) - 1)
    pull = linear(weights, "weigh", firsts)[:, 0][index]
    pull = softmax(np.where(s[:, None] + np.arange(widths) <= e[:, None], pull, -1e4))
    weighed = np.einsum("mw,mwh->mh", pull, firsts[index], optimize=True)
    return np.concatenate([firsts[s], lasts[e], weighed, weights["wide.weight"][e - s]], 1)


def vectors_of(weights: Weights, found: Judged, traits: Traits) -> np.ndarray:
    """(m, v): what the pair scorer knows of each mention."""
    trait = weights["trait.weight"][traits.classes * ARTICLES + traits.articles]
    whole = np.concatenate([found.inputs, trait, found.kinds, found.entities, found.genders], 1)
    return np.maximum(linear(weights, "vector", whole), 0)


def alone_of(weights: Weights, vectors: np.ndarray) -> np.ndarray:
    """(m,): the logit of beginning a cluster."""
    return linear(weights, "alone.2", np.maximum(linear(weights, "alone.0", vectors), 0))[:, 0]


def links_of(weights: Weights, found: Judged, traits: Traits, vectors: np.ndarray, tokens: tuple[str, ...]):
    """Candidate pairs sorted by the later mention: (p,) later rows, earlier rows, and logits that they are one."""
    later, earlier = linear(weights, "later", vectors), linear(weights, "earlier", vectors)
    parts = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))]
    for low in range(0, len(traits), _ROWS):
        i, j = _candidates(traits, low, min(low + _ROWS, len(traits)))
        if not len(i):
            continue
        table, flags = pair_traits(traits, i, j, tokens)
        agree = np.stack(
            [(found.genders[i] * found.genders[j]).sum(1), (found.entities[i] * found.entities[j]).sum(1)], 1
        )
        rows = [weights[f"tables.{k}.weight"][table[:, k]] for k in range(table.shape[1])]
        told = linear(weights, "flags", np.concatenate([*rows, flags, agree.astype(np.float32)], 1))
        hidden = np.maximum(later[i] + earlier[j] + linear(weights, "product", vectors[i] * vectors[j]) + told, 0)
        parts.append((i, j, linear(weights, "link", np.maximum(linear(weights, "deeper", hidden), 0))[:, 0]))
    i, j, scores = (np.concatenate(column) for column in zip(*parts, strict=True))
    return i, j, scores


def _candidates(traits: Traits, low: int, high: int) -> tuple[np.ndarray, np.ndarray]:
    later, earlier = [], []
    for row in range(low, high):
        near = np.arange(max(0, row - NEAR), row)
        far = _far(traits, row, max(0, row - NEAR))
        both = np.concatenate([far, near])
        later.append(np.full(len(both), row))
        earlier.append(both)
    return np.concatenate(later), np.concatenate(earlier)


def _far(traits: Traits, row: int, before: int) -> np.ndarray:
    """Mentions from long before that share a name or, for nouns, the head."""
    if not before or traits.classes[row] < NAME_M:
        return np.zeros(0, np.int64)
    alike = traits.heads[:before] == traits.heads[row]
    if traits.classes[row] in (NAME, NAME_M, NAME_F):
        alike = alike | (traits.names[:before] & traits.names[row]).any(1)
    return np.flatnonzero(alike)[-FAR:]
