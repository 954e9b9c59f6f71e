"""One step of training and one reading: losses of a stretch of a book, and the scores of a whole book."""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from training.coref.books import Book
from training.coref.model import Reader, agreement, mention_traits, pairs_of

KEEP_SHARE = 0.4


@dataclass(frozen=True)
class Losses:
    """Mean losses; `total` is what is trained on."""

    total: Tensor
    spans: float
    links: float


def losses_of(reader: Reader, book: Book, lo: int, hi: int, *, blank: float = 0.0, shift: int = 0) -> Losses:
    """The losses on words lo..hi of a book."""
    inside = (book.spans[:, 0] >= lo) & (book.spans[:, 1] < hi)
    gold = book.spans[inside] - lo
    gold_rows = np.flatnonzero(inside)
    fits = gold[:, 1] - gold[:, 0] < reader.sizes.width
    gold, gold_rows = gold[fits], gold_rows[fits]
    vectors = reader.pieces(book, lo, hi, shift=shift, blank=blank)
    firsts, lasts = _words(reader, book, vectors, lo, hi)
    rough = reader.rough_scores(firsts, lasts)
    target = torch.zeros_like(rough)
    target[gold[:, 0], gold[:, 1] - gold[:, 0]] = 1.0
    valid = rough > -1e3
    rough_loss = F.binary_cross_entropy_with_logits(rough[valid], target[valid], reduction="sum")
    spans, is_gold, rows = _candidates(rough.detach(), gold, gold_rows)
    device = rough.device
    at = torch.from_numpy(spans).to(device)
    inputs = reader.span_inputs(firsts, lasts, at)
    mention, kind, entity, gender = reader.judged(inputs)
    mention = mention + rough[at[:, 0], at[:, 1] - at[:, 0]]
    truth = torch.from_numpy(is_gold).to(device)
    fine_loss = F.binary_cross_entropy_with_logits(mention, truth.float(), reduction="sum")
    kinds, entities, genders = (
        torch.from_numpy(column[rows]).to(device) for column in (book.kinds, book.entities, book.genders)
    )
    typed = F.cross_entropy(kind[truth], kinds, reduction="sum") + F.cross_entropy(
        entity[truth], entities, reduction="sum"
    )
    typed = typed + F.cross_entropy(gender[truth], genders, reduction="sum", ignore_index=-1)
    chosen = np.flatnonzero(is_gold | (mention.detach().cpu().numpy() > -0.4))
    clusters = np.full(len(spans), -1, np.int64)
    clusters[is_gold] = book.clusters[rows]
    sure = np.ones(len(spans), bool)
    sure[is_gold] = book.sure[rows]
    link_loss = _link_loss(reader, book, inputs, spans, chosen, clusters, (kind, entity, gender), lo, hi, sure)
    n = max(1, len(gold))
    total = (rough_loss + fine_loss + 0.3 * typed + link_loss) / n
    return Losses(total, float((rough_loss + fine_loss).detach() / n), float(link_loss.detach() / n))


def _words(reader: Reader, book: Book, vectors: Tensor, lo: int, hi: int) -> tuple[Tensor, Tensor]:
    base = int(book.first[lo])
    first, last = (torch.from_numpy(where[lo:hi] - base).to(vectors.device) for where in (book.first, book.last))
    return vectors[first], vectors[last]


def _candidates(rough: Tensor, gold: np.ndarray, gold_rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Likely and gold spans, sorted; whether each is gold; the book's rows of the gold ones in that order."""
    likely = kept_spans(rough.float().cpu().numpy(), floor=-4.0)
    known = {(s, e): row for (s, e), row in zip(gold.tolist(), gold_rows.tolist(), strict=True)}
    spans = sorted({*map(tuple, likely.tolist()), *known}, key=lambda span: (span[0], -span[1]))
    is_gold = np.array([span in known for span in spans], bool)
    return (
        np.array(spans, np.int64).reshape(-1, 2),
        is_gold,
        np.array([known[s] for s in spans if s in known], np.int64),
    )


def kept_spans(rough: np.ndarray, *, floor: float) -> np.ndarray:
    """The spans whose rough score is over `floor`, at most KEEP_SHARE a word, sorted by place, longer first."""
    limit = max(8, int(KEEP_SHARE * len(rough)))
    flat = rough.ravel()
    over = np.flatnonzero(flat > floor)
    if len(over) > limit:
        over = over[np.argsort(-flat[over], kind="stable")[:limit]]
    s, w = np.divmod(over, rough.shape[1])
    spans = np.stack([s, s + w], 1)
    return spans[np.lexsort((-spans[:, 1], spans[:, 0]))]


def _said(kind: Tensor, entity: Tensor, gender: Tensor) -> Tensor:
    return torch.cat([kind.softmax(1), entity.softmax(1), gender.softmax(1)], 1)


def _linked(
    reader: Reader, words, inputs: Tensor, spans: np.ndarray, typed
) -> tuple[Tensor, Tensor, np.ndarray, np.ndarray]:
    """Antecedent logits of all pairs and the logit of having none, of mentions of given spans."""
    kind, entity, gender = typed
    traits, rows = mention_traits(words, spans)
    device = inputs.device
    vectors = reader.vectors(inputs, _said(kind, entity, gender), torch.from_numpy(rows).to(device))
    i, j, table, flags = pairs_of(traits, words.tokens)
    ti, tj = torch.from_numpy(i).to(device), torch.from_numpy(j).to(device)
    agree = agreement(gender.softmax(1), entity.softmax(1), ti, tj)
    scores = reader.pair_scores(
        vectors, agree, ti, tj, torch.from_numpy(table).to(device), torch.from_numpy(flags).to(device)
    )
    return scores, reader.alone(vectors)[:, 0].float(), i, j


def _link_loss(reader, book, inputs, spans, chosen, clusters, typed, lo, hi, sure) -> Tensor:
    if len(chosen) < 2:
        return inputs.sum() * 0.0
    at = torch.from_numpy(chosen).to(inputs.device)
    part = tuple(logits[at] for logits in typed)
    scores, alone, i, j = _linked(reader, book.words, inputs[at], spans[chosen] + lo, part)
    m = len(chosen)
    table = torch.full((m, m + 1), -1e4, device=inputs.device)
    table[:, 0] = alone
    table[torch.from_numpy(i), torch.from_numpy(j + 1)] = scores
    of = clusters[chosen]
    same = np.zeros((m, m + 1), bool)
    same[i, j + 1] = (of[i] == of[j]) & (of[i] >= 0)
    same[:, 0] = ~same.any(1)
    right = table.masked_fill(~torch.from_numpy(same).to(inputs.device), -1e4)
    learnt = torch.from_numpy(sure[chosen]).to(inputs.device)
    return (table.logsumexp(1) - right.logsumexp(1))[learnt].sum()


@dataclass(frozen=True)
class Scores:
    """What the model says of a whole book, as the reader's decoder takes it.

    `spans`: (m, 2); `mentions`: (m,) logits; `kinds`, `entities`, `genders`: (m, k) probabilities;
    `alone`: (m,); `later`, `earlier`, `links`: (p,) pairs and their logits.
    """

    spans: np.ndarray
    mentions: np.ndarray
    kinds: np.ndarray
    entities: np.ndarray
    genders: np.ndarray
    alone: np.ndarray
    later: np.ndarray
    earlier: np.ndarray
    links: np.ndarray


@torch.no_grad()
def read_book(reader: Reader, book: Book, *, floor: float = -1.5) -> Scores:
    """The scores of a whole book; mentions under `floor` (a logit) are left out."""
    reader.eval()
    hi = len(book.words)
    vectors = reader.pieces(book, 0, hi)
    firsts, lasts = _words(reader, book, vectors, 0, hi)
    rough = reader.rough_scores(firsts, lasts)
    spans = kept_spans(rough.float().cpu().numpy(), floor=-4.0)
    at = torch.from_numpy(spans).to(rough.device)
    inputs = reader.span_inputs(firsts, lasts, at)
    mention, *typed = reader.judged(inputs)
    mention = mention + rough[at[:, 0], at[:, 1] - at[:, 0]]
    keep = (mention > floor).nonzero()[:, 0]
    spans = spans[keep.cpu().numpy()]
    part = tuple(logits[keep] for logits in typed)
    links, alone, i, j = _linked(reader, book.words, inputs[keep], spans, part)
    kinds, entities, genders = (logits.softmax(1).cpu().numpy() for logits in part)
    return Scores(
        spans, mention[keep].cpu().numpy(), kinds, entities, genders, alone.cpu().numpy(), i, j, links.cpu().numpy()
    )


def learning_rate(progress: float, *, warmup: float = 0.05) -> float:
    """The share of the full rate at a `progress` of 0 to 1: up in a line, then down along a cosine."""
    if progress < warmup:
        return max(1e-3, progress / warmup)
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - warmup) / (1 - warmup)))) + 1e-3
