"""How many quotations are given to who says them, on LitBank: by true clusters and by each reader's own.

    python benchmarks/quotes.py litbank.dev.jsonl [--readers rules embedded]

A quotation is right where the cluster that says it is the true speaker's: "matched", by the best one-to-one matching of
clusters; "mostly", where most of the cluster's mentions are the speaker's.  "Mention" leaves the clusters out: the one
mention through which the quotation is given (the subject of "said", or whoever stands nearest; by turns alone, that of
the same speaker's last quotation) is, word for word, one of the true speaker's by the annotation.  Kinds are those of
the annotated text: by name or noun beside a verb of speech (explicit), by pronoun, or neither (implicit).
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from reader import clusters_of, written
from scipy.optimize import linear_sum_assignment

from storyvid import models
from storyvid.reading.coref.lexicon import SPEECH_VERBS
from storyvid.reading.quotes import attributed

_KINDS = {"PROP": "name", "NOM": "noun", "PRON": "pronoun"}
_ENTITIES = {"PER": "person", "FAC": "place", "GPE": "place", "LOC": "place", "VEH": "vehicle", "ORG": "thing"}
_SAID = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female", "hers": "female"}
_BESIDE = 6  # words from a quotation to its verb of speech


def annotated(document: dict, places: list[tuple[int, int]]) -> models.Reading:
    """The true clusters as a reader would propose them."""
    tokens = [token.lower() for sentence in document["sentences"] for token in sentence]
    people, rest = [], []
    rows = zip(document["clusters"], document["mention_types"], document["entity_types"], strict=True)
    for number, (spans, kinds, entities) in enumerate(rows):
        told = Counter(_SAID[tokens[start]] for start, end in spans if start == end and tokens[start] in _SAID)
        found = [
            models.Found(start=places[start][0], end=places[end][1], kind=_KINDS[kind])
            for (start, end), kind in zip(spans, kinds, strict=True)
        ]
        cluster = models.Cluster(
            name=str(number), entity=_ENTITIES[entities[0]], gender=told.most_common(1)[0][0] if told else "",
            mentions=tuple(sorted(found, key=lambda mention: (mention.start, -mention.end))),
        )  # fmt: skip
        (people if cluster.entity == "person" else rest).append(cluster)
    return models.Reading(characters=tuple(people), others=tuple(rest))


def kind_of(document: dict, tokens: list[str], quote: dict) -> str:
    """How the text says who speaks: "explicit", "pronoun" or "implicit"."""
    start, end = quote["start"], quote["end"]
    spans = zip(document["clusters"][quote["cluster"]], document["mention_types"][quote["cluster"]], strict=True)
    beside = [kind for (a, b), kind in spans if end < a <= end + 4 or start - _BESIDE <= b < start]
    around = tokens[max(0, start - _BESIDE) : start] + tokens[end + 1 : end + 1 + _BESIDE]
    if not beside or not SPEECH_VERBS & {token.lower() for token in around}:
        return "implicit"
    return "pronoun" if set(beside) == {"PRON"} else "explicit"


def counted(document: dict, reading: models.Reading, text: str, places: list[tuple[int, int]]) -> Counter:
    """How many quotations there are and are right, by (kind, what is counted)."""
    every = (*reading.characters, *reading.others)
    found = [(clusters_of(models.Reading(characters=(one,)), places) or [[]])[0] for one in every]
    shared = np.array([[len(set(map(tuple, true)) & set(own)) for true in document["clusters"]] for own in found])
    matched = dict(zip(*linear_sum_assignment(-shared), strict=True))
    tokens = [token for sentence in document["sentences"] for token in sentence]
    said = attributed(text, reading)
    counts: Counter = Counter()
    theirs = [{(places[start][0], places[end][1]) for start, end in spans} for spans in document["clusters"]]
    for quote in document["quotes"]:
        kind, start, end = kind_of(document, tokens, quote), places[quote["start"]][0], places[quote["end"]][1]
        best = max(said, key=lambda one: min(one.end, end) - max(one.start, start), default=None)
        speaker = best.speaker if best is not None and min(best.end, end) > max(best.start, start) else None
        counts[kind, "all"] += 1
        if speaker is not None and shared[speaker].any():
            counts[kind, "matched"] += matched.get(speaker) == quote["cluster"]
            counts[kind, "mention"] += best.through in theirs[quote["cluster"]]
            counts[kind, "mostly"] += int(shared[speaker].argmax()) == quote["cluster"]
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="LitBank as JSON lines")
    parser.add_argument("--readers", nargs="*", default=["rules", "embedded"])
    options = parser.parse_args()
    documents = [json.loads(line) for line in options.gold.read_text("utf-8").splitlines()]
    for name in ["annotated", *options.readers]:
        reader = models.find("readers", name) if name != "annotated" else None
        counts: Counter = Counter()
        for document in (document for document in documents if document["quotes"]):
            text, places = written(document["sentences"])
            reading = reader.read(text, language="en") if reader else annotated(document, places)
            counts += counted(document, reading, text, places)
        parts = []
        for measure in ("matched", "mostly", "mention"):
            right = sum(count for (_, what), count in counts.items() if what == measure)
            every = sum(count for (_, what), count in counts.items() if what == "all")
            told = (f"{kind} {counts[kind, measure]}/{counts[kind, 'all']}" for kind in _ORDER)
            parts.append(f"{measure} {100 * right / every:.1f} % ({', '.join(told)})")
        print(name, *parts, sep="  ")


_ORDER = ("explicit", "pronoun", "implicit")

if __name__ == "__main__":
    sys.exit(main())
