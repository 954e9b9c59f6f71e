"""Plain texts as training documents: what the shipped reader holds of them, and of which links it is sure.

python -m training.coref.labelling tales.jsonl tales/*.txt
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from storyvid.reading.coref.embedded_clusters import clusters_of, numbered
from storyvid.reading.coref.embedded_heads import alone_of, links_of, vectors_of
from storyvid.reading.coref.embedded_model import WEIGHTS, Clustered, Model
from storyvid.reading.coref.embedded_words import Words, words_of
from training.coref.books import ENTITIES, KINDS

SURE = 0.6  # the least share of the antecedents' weight that lies in the mention's own cluster
_PRONOUN = 7  # classes below are pronouns
_PERSON = ENTITIES.index("PER")


def labelled(model: Model, name: str, text: str) -> dict:
    """A text as a document in LitBank's shape, with `opens` (a paragraph begins at the sentence) and `sure`."""
    words = words_of(text)
    told = model.clustered(words)
    sure = sure_links(model, words, told)
    return {
        "doc_id": name,
        "sentences": [words.tokens[a:b] for a, b in _sentences(words)],
        "opens": [bool(a and words.paragraphs[a] > words.paragraphs[a - 1]) for a, _ in _sentences(words)],
        "clusters": [[told.found.spans[row].tolist() for row in rows] for rows in told.clusters],
        "mention_types": [[_kind(told, row) for row in rows] for rows in told.clusters],
        "entity_types": [[_entity(told, words, rows)] * len(rows) for rows in told.clusters],
        "sure": [[bool(sure[row]) for row in rows] for rows in told.clusters],
    }


def sure_links(model: Model, words: Words, told: Clustered) -> np.ndarray:
    """(m,) which mentions are surely of their cluster: by the network's weights, or because a rule moved them there."""
    weights, choice, m = model.weights, model.choice, len(told.traits)
    vectors = vectors_of(weights, told.found, told.traits)
    alone = alone_of(weights, vectors)
    later, earlier, links = links_of(weights, told.found, told.traits, vectors, words.tokens)
    first = numbered(clusters_of(told.traits, alone, later, earlier, links, choice=choice), m)
    of = numbered([list(rows) for rows in told.clusters], m)
    raised, same = np.exp(np.clip(links - alone[later], -30, 30)), of[later] == of[earlier]
    every = 1 + np.bincount(later, raised, minlength=m)
    opens = np.bincount(later, same, minlength=m) == 0
    share = np.where(opens, 1.0, np.bincount(later, raised * same, minlength=m)) / every
    linked = first[later] == first[earlier]
    kept = np.bincount(later, linked & same, minlength=m) > 0
    before = np.bincount(later, linked, minlength=m) > 0
    return (share > SURE) | (before & ~kept) | (~before & ~opens)


def _sentences(words: Words) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(words.sentences, prepend=-1, append=-1)).tolist()
    return zip(edges, edges[1:], strict=False)


def _kind(told: Clustered, row: int) -> str:
    if told.traits.classes[row] < _PRONOUN:
        return "PRON"
    return KINDS[int(told.found.kinds[row].argmax())]


def _entity(told: Clustered, words: Words, rows: tuple[int, ...]) -> str:
    """The cluster's type; what acts is a person."""
    held = {word.lower() for row in rows for word in words.tokens[slice(*(told.found.spans[row] + [0, 1]))]}
    if held & told.beings:
        return ENTITIES[_PERSON]
    return ENTITIES[int(told.found.entities[list(rows)].mean(0).argmax())]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    model = Model(options.weights)
    with options.out.open("w") as out:
        for path in sorted(options.texts):
            print(json.dumps(labelled(model, path.stem, path.read_text("utf-8"))), file=out, flush=True)


if __name__ == "__main__":
    main()
