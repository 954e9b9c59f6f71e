"""LitBank-like books: one JSON line each, turned into pieces, shapes and gold mentions."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from storyvid.reading.coref.embedded_words import Words, described

KINDS = ("PROP", "NOM", "PRON")
ENTITIES = ("PER", "FAC", "GPE", "LOC", "VEH", "ORG")
_GENDER_WORDS = {
    **dict.fromkeys("he him his himself".split(), 0), **dict.fromkeys("she her hers herself".split(), 1),
    **dict.fromkeys("it its itself".split(), 2),
    **dict.fromkeys("they them their theirs themselves we us our ours ourselves".split(), 3),
}  # fmt: skip


@dataclass(frozen=True)
class Book:
    """One annotated text. `spans`: (m, 2) inclusive, sorted; the rest (m,) parallel; gender -1 where unknown.

    `sure`: whether the mention's cluster is to be learnt; not where a reader labelled it and had its doubts.

    `pieces`: word-piece ids of the whole text; `piece_word`: each piece's token; `first`, `last`: each token's pieces.
    """

    name: str
    words: Words
    spans: np.ndarray
    clusters: np.ndarray
    kinds: np.ndarray
    entities: np.ndarray
    genders: np.ndarray
    sure: np.ndarray
    pieces: np.ndarray
    piece_word: np.ndarray
    first: np.ndarray
    last: np.ndarray
    gold: tuple[tuple[tuple[int, int], ...], ...]
    sentence_of: tuple[int, ...]  # the annotators' own sentences, for the scorer only


def load_tokenizer(path: Path) -> Tokenizer:
    """The word-piece tokenizer of a tokenizer.json, without the cutting and padding it may ask for."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load_books(path: Path, tokenizer: Tokenizer, *, limit: int | None = None) -> list[Book]:
    """The books of a JSON Lines file in LitBank's shape."""
    return [book_of(document, tokenizer) for document in read_documents(path)[:limit]]


def read_documents(path: Path) -> list[dict]:
    """The documents of a JSON Lines file."""
    with path.open() as lines:
        return [json.loads(line) for line in lines]


def book_of(document: dict, tokenizer: Tokenizer) -> Book:
    """One document as a book."""
    tokens = [token for sentence in document["sentences"] for token in sentence]
    places = np.arange(len(tokens))
    words = described(tokens, starts=places, ends=places + 1, breaks=_breaks(document, len(tokens)))
    rows = sorted(_rows(document, tokens))
    columns = np.array(rows, np.int64).reshape(-1, 7)
    pieces, piece_word, first, last = pieces_of(tokens, tokenizer)
    return Book(
        name=document["doc_id"],
        words=words,
        spans=np.stack([columns[:, 0], -columns[:, 1]], 1),
        clusters=columns[:, 2],
        kinds=columns[:, 3],
        entities=columns[:, 4],
        genders=columns[:, 5],
        sure=columns[:, 6] > 0,
        pieces=pieces,
        piece_word=piece_word,
        first=first,
        last=last,
        gold=tuple(tuple((s, e) for s, e in cluster) for cluster in document["clusters"]),
        sentence_of=tuple(k for k, sentence in enumerate(document["sentences"]) for _ in sentence),
    )


def pieces_of(tokens: list[str], tokenizer: Tokenizer) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Piece ids, the token of each piece, and the first and last piece of each token (every token has one)."""
    coded = tokenizer.encode(tokens, is_pretokenized=True, add_special_tokens=False)
    ids, owner = list(coded.ids), [int(word) for word in coded.word_ids]
    missing = sorted(set(range(len(tokens))) - set(owner))
    if missing:  # a token of characters that the tokenizer strips
        unknown = tokenizer.token_to_id("[UNK]")
        both = sorted([*zip(owner, range(len(ids)), ids, strict=True), *((word, -1, unknown) for word in missing)])
        owner, ids = [word for word, _, _ in both], [piece for _, _, piece in both]
    owners = np.array(owner, np.int64)
    first = np.searchsorted(owners, np.arange(len(tokens)), "left")
    last = np.searchsorted(owners, np.arange(len(tokens)), "right") - 1
    return np.array(ids, np.int64), owners, first, last


def _breaks(document: dict, n: int) -> list[bool]:
    """Where paragraphs begin, for documents that say so: LitBank's do not."""
    breaks, at = [False] * n, 0
    for sentence, opens in zip(document["sentences"], document.get("opens", ()), strict=False):
        breaks[at] = opens
        at += len(sentence)
    return breaks


def _rows(document: dict, tokens: list[str]):
    seen = set()
    for number, cluster in enumerate(document["clusters"]):
        words = [" ".join(tokens[s : e + 1]).lower() for s, e in cluster]
        told = [_GENDER_WORDS[word] for word in words if word in _GENDER_WORDS]
        gender = max(set(told), key=told.count) if told else -1
        kinds, entities = document["mention_types"][number], document["entity_types"][number]
        sure = document["sure"][number] if "sure" in document else [True] * len(cluster)
        for place, (s, e) in enumerate(cluster):
            if (s, e) not in seen:
                seen.add((s, e))
                yield s, -e, number, KINDS.index(kinds[place]), ENTITIES.index(entities[place]), gender, sure[place]
