"""Evaluation: clusters from scores, all of the scorer's figures, and where the errors are."""

from collections.abc import Sequence

import numpy as np

from storyvid.reading.coref.embedded_clusters import Choice, clusters_of
from storyvid.reading.coref.embedded_traits import traits_of
from training.coref.books import KINDS, Book
from training.coref.scorer import cast, score
from training.coref.steps import Scores


def decoded(book: Book, scores: Scores, *, choice: Choice) -> list[list[tuple[int, int]]]:
    """The clusters of a book as token spans."""
    keep = scores.mentions > choice.mention
    rows = np.flatnonzero(keep)
    place = np.cumsum(keep) - 1
    both = keep[scores.later] & keep[scores.earlier]
    clusters = clusters_of(
        traits_of(book.words, scores.spans[rows]), scores.alone[rows], place[scores.later[both]],
        place[scores.earlier[both]], scores.links[both], choice=choice,
    )  # fmt: skip
    return [[tuple(scores.spans[rows[row]].tolist()) for row in cluster] for cluster in clusters]


def figures(books: Sequence[Book], predicted: Sequence[list]) -> dict[str, float]:
    """F1s in percent: mention, muc, b3, ceafe, conll, lea, cast; and mention precision and recall."""
    gold = [book.gold for book in books]
    found = score(gold, predicted)
    told = {name: round(float(value[2]), 2) for name, value in found.items()}
    told["cast"] = round(float(cast(gold, predicted, [book.sentence_of for book in books])[2]), 2)
    told["mention_p"], told["mention_r"] = (round(float(value), 1) for value in found["mention"][:2])
    return told


def breakdown(books: Sequence[Book], predicted: Sequence[list]) -> dict[str, str]:
    """Mentions missed by kind, spurious ones, and per kind how often the found gold antecedents' cluster is right."""
    missed, all_of, wrong = np.zeros(3), np.zeros(3), np.zeros(3)
    found_of, spurious, splits, merges = np.zeros(3), 0, 0, 0
    for book, clusters in zip(books, predicted, strict=True):
        where = {span: number for number, cluster in enumerate(clusters) for span in cluster}
        gold = {tuple(span): row for row, span in enumerate(book.spans.tolist())}
        spurious += sum(span not in gold for span in where)
        firsts: dict[int, list[int]] = {}
        for span, row in gold.items():
            kind = book.kinds[row]
            all_of[kind] += 1
            if span not in where:
                missed[kind] += 1
                continue
            found_of[kind] += 1
            before = firsts.setdefault(int(book.clusters[row]), [])
            right = max(set(before), key=before.count) if before else None
            wrong[kind] += right is not None and where[span] != right
            before.append(where[span])
        splits += sum(len(set(numbers)) - 1 for numbers in firsts.values())
        owners = [{int(book.clusters[gold[s]]) for s in cluster if s in gold} for cluster in clusters]
        merges += sum(max(0, len(held) - 1) for held in owners)
    told = {
        kind: f"missed {missed[k]:.0f}/{all_of[k]:.0f} linked apart {wrong[k]:.0f}/{found_of[k]:.0f}"
        for k, kind in enumerate(KINDS)
    }
    return {**told, "spurious": str(spurious), "splits": str(splits), "merges": str(merges)}


def main() -> None:
    """Figures and errors of the shipped weights (int8, numpy heads) on a file of books."""
    import argparse
    from pathlib import Path

    from storyvid.reading.coref.embedded_model import WEIGHTS, Model
    from training.coref.books import load_books, load_tokenizer

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("books", type=Path)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    model = Model(options.weights)
    books = load_books(options.books, load_tokenizer(options.weights / "tokenizer.json"))
    predicted = []
    for book in books:
        told = model.clustered(book.words)
        predicted.append([[tuple(told.found.spans[row].tolist()) for row in rows] for rows in told.clusters])
    for name, value in {**figures(books, predicted), **breakdown(books, predicted)}.items():
        print(f"{name:10} {value}")


if __name__ == "__main__":
    main()
