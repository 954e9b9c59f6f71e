"""The coreference model: an encoder over windows, a span scorer and a pair scorer, trained end to end."""

import math
from dataclasses import asdict, dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import BertConfig, BertModel

from storyvid.reading.coref.embedded_pairs import FLAGS, TABLES, pair_traits
from storyvid.reading.coref.embedded_traits import CLASSES, traits_of
from training.coref.books import ENTITIES, KINDS, Book

SHAPES = 12
ARTICLES = 6
GENDERS = 4


@dataclass(frozen=True)
class Sizes:
    """What the model is made of; `window` and `stride` in word pieces, [CLS] and [SEP] not counted."""

    window: int = 382
    stride: int = 288
    width: int = 20
    span: int = 128
    vector: int = 256
    pair: int = 160
    table: int = 24
    dropout: float = 0.25


class PooledDropout(nn.Module):
    """Dropout whose masks are stretches of one random pool: drawing fresh ones takes a third of a step on a CPU."""

    size = 1 << 23

    def __init__(self, share: float):
        super().__init__()
        self.share = share
        self.pool: Tensor | None = None

    def refill(self) -> None:
        self.pool = None

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.share:
            return x
        if x.numel() > self.size // 2 or x.is_cuda:
            return F.dropout(x, self.share)
        if self.pool is None:
            self.pool = F.dropout(torch.ones(self.size), self.share).to(torch.bfloat16)
        start = int(torch.randint(self.size - x.numel(), ()))
        return x * self.pool[start : start + x.numel()].view(x.shape).to(x.dtype)


class Reader(nn.Module):
    """Encoder, span scorer and pair scorer."""

    def __init__(self, encoder: BertModel, sizes: Sizes):
        super().__init__()
        self.encoder, self.sizes = encoder, sizes
        h = encoder.config.hidden_size
        self.shape = nn.Embedding(SHAPES, h)
        self.quoted = nn.Embedding(2, h)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.quoted.weight)
        self.start, self.end = nn.Linear(h, 2 * sizes.span), nn.Linear(h, 2 * sizes.span)
        self.width = nn.Embedding(sizes.width, sizes.span)
        self.rough = nn.Linear(sizes.span, 1)
        self.weigh = nn.Linear(h, 1)
        self.wide = nn.Embedding(sizes.width, 32)
        self.hidden = nn.Linear(3 * h + 32, sizes.vector)
        self.judge = nn.Linear(sizes.vector, 1)
        self.kind, self.entity = nn.Linear(sizes.vector, len(KINDS)), nn.Linear(sizes.vector, len(ENTITIES))
        self.gender = nn.Linear(sizes.vector, GENDERS)
        self.trait = nn.Embedding(CLASSES * ARTICLES, 32)
        said = len(KINDS) + len(ENTITIES) + GENDERS
        self.vector = nn.Linear(3 * h + 32 + 32 + said, sizes.vector)
        self.later, self.earlier = nn.Linear(sizes.vector, sizes.pair), nn.Linear(sizes.vector, sizes.pair, bias=False)
        self.product = nn.Linear(sizes.vector, sizes.pair, bias=False)
        self.tables = nn.ModuleList([nn.Embedding(n, sizes.table) for n in TABLES])
        self.flags = nn.Linear(len(TABLES) * sizes.table + FLAGS + 2, sizes.pair)
        self.deeper, self.link = nn.Linear(sizes.pair, sizes.pair), nn.Linear(sizes.pair, 1)
        self.alone = nn.Sequential(nn.Linear(sizes.vector, sizes.pair), nn.ReLU(), nn.Linear(sizes.pair, 1))
        self.drop = PooledDropout(sizes.dropout)
        nn.init.constant_(self.rough.bias, -2.0)
        _pool_dropout(encoder)

    def settings(self) -> dict:
        return asdict(self.sizes)

    def encode(self, pieces: Tensor, shapes: Tensor, quoted: Tensor, mask: Tensor) -> Tensor:
        """(b, n, h) vectors of windows of piece ids with the shape and quote state of each piece's word."""
        inputs = self.encoder.embeddings.word_embeddings(pieces) + self.shape(shapes) + self.quoted(quoted)
        return self.encoder(inputs_embeds=inputs, attention_mask=mask).last_hidden_state

    def pieces(self, book: Book, lo: int, hi: int, *, shift: int = 0, blank: float = 0.0) -> Tensor:
        """(n, h) vectors of the pieces of words lo..hi, each from the window where it stands most centrally."""
        a, b = int(book.first[lo]), int(book.last[hi - 1]) + 1
        ids, owners = book.pieces[a:b].copy(), book.piece_word[a:b]
        if blank:
            ids[np.random.random(len(ids)) < blank] = 103
        shapes, quoted = book.words.shapes[owners], (book.words.quotes[owners] > 0).astype(np.int64)
        starts, keep_from, keep_to = windows_of(len(ids), self.sizes.window, self.sizes.stride, shift=shift)
        device = self.shape.weight.device
        size = min(self.sizes.window, len(ids)) + 2
        batch = np.zeros((4, len(starts), size), np.int64)
        for row, s in enumerate(starts):
            n = min(size - 2, len(ids) - s)
            batch[0, row, 0], batch[0, row, n + 1] = 101, 102
            batch[0, row, 1 : n + 1], batch[1, row, 1 : n + 1] = ids[s : s + n], shapes[s : s + n]
            batch[2, row, 1 : n + 1], batch[3, row, : n + 2] = quoted[s : s + n], 1
        vectors = self.encode(*(torch.from_numpy(part).to(device) for part in batch))
        return torch.cat([
            vectors[row, keep_from[row] - s + 1 : keep_to[row] - s + 1] for row, s in enumerate(starts)
        ])  # fmt: skip

    def rough_scores(self, firsts: Tensor, lasts: Tensor) -> Tensor:
        """(n, width) logits of the spans that start at word k and are 1..width words long; off the end: -inf."""
        n, width = len(firsts), self.sizes.width
        a, x = self.start(self.drop(firsts)).chunk(2, 1)
        b, y = self.end(self.drop(lasts)).chunk(2, 1)
        index = torch.arange(n, device=a.device)[:, None] + torch.arange(width, device=a.device)
        inside = index < n
        index = index.clamp(max=n - 1)
        hidden = F.relu(a[:, None] + b[index] + self.width.weight)
        scores = self.rough(hidden)[..., 0].float()
        scores = scores + torch.einsum("nd,nwd->nw", x.float(), y[index].float()) / math.sqrt(self.sizes.span)
        return scores.masked_fill(~inside, -1e4)

    def span_inputs(self, firsts: Tensor, lasts: Tensor, spans: Tensor) -> Tensor:
        """(m, 3h + 32): the first word, the last word, the words weighed, the width."""
        s, e = spans.T
        index = (s[:, None] + torch.arange(self.sizes.width, device=s.device)).clamp(max=len(firsts) - 1)
        inside = index <= e[:, None]
        weights = self.weigh(firsts)[:, 0].float()[index].masked_fill(~inside, -1e4).softmax(1)
        weighed = torch.einsum("mw,mwh->mh", weights.to(firsts.dtype), firsts[index])
        wide = self.wide((e - s).clamp(max=self.sizes.width - 1)).to(firsts.dtype)
        return self.drop(torch.cat([firsts[s], lasts[e], weighed, wide], 1))

    def judged(self, inputs: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Mention, kind, entity and gender logits of spans."""
        hidden = self.drop(F.relu(self.hidden(inputs)))
        parts = self.judge(hidden)[:, 0], self.kind(hidden), self.entity(hidden), self.gender(hidden)
        return tuple(part.float() for part in parts)  # type: ignore[return-value]

    def vectors(self, inputs: Tensor, said: Tensor, traits: Tensor) -> Tensor:
        """(m, vector) of mentions, for the pair scorer."""
        both = torch.cat([inputs, self.trait(traits).to(inputs.dtype), said.to(inputs.dtype)], 1)
        return self.drop(F.relu(self.vector(both)))

    def pair_scores(self, vectors: Tensor, agree: Tensor, i: Tensor, j: Tensor, table: Tensor, flags: Tensor) -> Tensor:
        """(p,) logits that mention j is an antecedent of mention i."""
        rows = [embedding(table[:, k]) for k, embedding in enumerate(self.tables)]
        told = self.flags(torch.cat([*rows, flags, agree], 1))
        hidden = self.later(vectors)[i] + self.earlier(vectors)[j] + self.product(vectors[i] * vectors[j]) + told
        hidden = self.drop(F.relu(hidden))
        return self.link(self.drop(F.relu(self.deeper(hidden))))[:, 0].float()


def _pool_dropout(encoder: BertModel) -> None:
    shared = PooledDropout(0.1)
    for module in encoder.modules():
        for name, child in module.named_children():
            if isinstance(child, nn.Dropout) and child.p:
                setattr(module, name, shared)


def windows_of(n: int, window: int, stride: int, *, shift: int = 0) -> tuple[list[int], list[int], list[int]]:
    """Starts of windows over n pieces, and the half-open ranges kept of each: where it is the most central."""
    if n <= window:
        return [0], [0], [n]
    starts = [0]
    if 0 < shift < stride and n > window + shift:
        starts.append(shift)
    while starts[-1] + window < n:
        starts.append(min(starts[-1] + stride, n - window))
    middles = [(later + earlier + window) // 2 for earlier, later in zip(starts, starts[1:], strict=False)]
    return starts, [0, *middles], [*middles, n]


def agreement(genders: Tensor, entities: Tensor, i: Tensor, j: Tensor) -> Tensor:
    """(p, 2): how well the genders and the entity types of two mentions agree, 0 to 1."""
    return torch.stack([(genders[i] * genders[j]).sum(1), (entities[i] * entities[j]).sum(1)], 1)


def mention_traits(book_words, spans: np.ndarray):
    """The traits of spans and the row of each in the trait table."""
    traits = traits_of(book_words, spans)
    return traits, traits.classes * ARTICLES + traits.articles


def pairs_of(traits, tokens):
    """Every pair (later, earlier) with its table rows and flags."""
    i, j = np.tril_indices(len(traits), -1)
    table, flags = pair_traits(traits, i, j, tokens)
    return i, j, table, flags


def new_encoder(folder: str | None) -> BertModel:
    """The encoder with the weights of a folder in Hugging Face's layout; None: a tiny random one, for tests."""
    if folder is None:
        small = BertConfig(
            hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64,
            attention_probs_dropout_prob=0.0, attn_implementation="eager",
        )  # fmt: skip
        return BertModel(small, add_pooling_layer=False)
    return BertModel.from_pretrained(
        folder, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
    )
