"""How well and how fast the readers read: coreference F1 and cast-F1 on LitBank, seconds and memory, side by side.

    python benchmarks/reader.py litbank.dev.jsonl [--readers rules embedded]

LitBank is at https://github.com/dbamman/litbank (CC BY 4.0); training/coref/README.md says how the lines look.  Every
reader runs in a process of its own, so that "peak MB" is its own.
"""

import argparse
import importlib.util
import json
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from storyvid import models
from storyvid.errors import ModelNotInstalled

SCORER = Path(__file__).parents[1] / "training" / "coref" / "scorer.py"
_CLITICS = {mark + letters for mark in "'’" for letters in ("s", "ll", "d", "re", "ve", "m")} | {"n't", "n’t"}
_NO_SPACE_BEFORE = set(".,;:!?)]}”’…") | _CLITICS
_NO_SPACE_AFTER = set("“‘([{")


def written(sentences: list[list[str]]) -> tuple[str, list[tuple[int, int]]]:
    """LitBank's tokens put together as print has them, and each token's [start, end).

    The corpus keeps no paragraphs; one quotation right after another begins a new one, as it does in print.
    """
    mark = _straight_mark({token for sentence in sentences for token in sentence})
    text, places, in_quote = "", [], False
    for sentence in sentences:
        for number, token in enumerate(sentence):
            is_mark = token == mark and not (mark == "'" and text[-1:].isalpha())
            in_quote = in_quote and not (is_mark and number == 0)  # it opens a sentence: it opens a quotation
            apostrophe = token == "'" == mark and not is_mark
            adjacent = text[-1:] in ("”", mark) and not in_quote and (is_mark or token == "“")
            if number == 0 and text and (adjacent or (mark == "—" and token in ("—", "--"))):
                text += "\n\n"
            elif text and not (apostrophe or (is_mark and in_quote) or _sticks(text, token, mark, in_quote)):
                text += " "
            in_quote = in_quote != is_mark
            places.append((len(text), len(text) + len(token)))
            text += token
    return text, places


def _straight_mark(used: set[str]) -> str:
    """The mark that both opens and closes quotations in a book; a dash where there are only dashes."""
    curly = {"“", "‘"} & used
    return '"' if '"' in used else "" if curly else "'" if "'" in used else "—"


def _sticks(text: str, token: str, mark: str, in_quote: bool) -> bool:
    return token in _NO_SPACE_BEFORE or text[-1] in _NO_SPACE_AFTER or (in_quote and text[-1] == mark)


def clusters_of(reading: models.Reading, places: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The reading's clusters over token indices, ends inclusive as the scorer wants them."""
    first = {start: index for index, (start, _) in enumerate(places)}
    last = {end: index for index, (_, end) in enumerate(places)}
    made = []
    for cluster in (*reading.characters, *reading.others):
        spans = [(first.get(m.start), last.get(m.end)) for m in cluster.mentions]
        kept = [(start, end) for start, end in spans if start is not None and end is not None]
        if kept:
            made.append(kept)
    return made


def measured(name: str, documents: list[dict], scorer) -> dict[str, float]:
    reader = models.find("readers", name)
    gold, found, sentence_of, words, seconds = [], [], [], 0, 0.0
    for document in documents:
        text, places = written(document["sentences"])
        started = time.process_time()
        reading = reader.read(text, language="en")
        seconds += time.process_time() - started
        words += len(text.split())
        found.append(clusters_of(reading, places))
        gold.append([[tuple(mention) for mention in cluster] for cluster in document["clusters"]])
        sentence_of.append([index for index, sentence in enumerate(document["sentences"]) for _ in sentence])
    scores = scorer.score(gold, found)
    return {
        "CoNLL": scores["conll"][2],
        "cast": scorer.cast(gold, found, sentence_of)[2],
        "mention P": scores["mention"][0],
        "mention R": scores["mention"][1],
        "mention F1": scores["mention"][2],
        "MUC": scores["muc"][2],
        "B3": scores["b3"][2],
        "CEAF": scores["ceafe"][2],
        "s / 1000 words": 1000 * seconds / words,
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def alone(name: str, gold: Path, scorer: Path) -> dict[str, float]:
    """The figures of one reader, in the process that calls."""
    spec = importlib.util.spec_from_file_location("coref_score", scorer)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return measured(name, [json.loads(line) for line in gold.read_text("utf-8").splitlines()], module)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="LitBank as JSON lines")
    parser.add_argument("scorer", type=Path, nargs="?", default=SCORER, help="another scorer with the same functions")
    parser.add_argument("--readers", nargs="*", default=list(models.installed("readers")))
    options = parser.parse_args()
    for name in options.readers:
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
            try:
                figures = process.submit(alone, name, options.gold, options.scorer).result()
            except ModelNotInstalled as error:
                print(name, f"  left out: {error}")
                continue
        print(name, *(f"{key} {value:.2f}" for key, value in figures.items()), sep="  ")


if __name__ == "__main__":
    sys.exit(main())
