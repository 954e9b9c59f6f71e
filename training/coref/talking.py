"""The second reading's networks: whose "I", "you" and "we" in quotations are, learnt from books new to the model.

`python -m training.coref.talking CHECKPOINT BOOKS`: the checkpoint must not have been trained on the books, or its
scores are surer than they will ever be.  Writes the networks among the shipped heads.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from storyvid.reading.coref.embedded_clusters import Choice, clusters_of, numbered
from storyvid.reading.coref.embedded_evidence import Evidence
from storyvid.reading.coref.embedded_names import joined_by_name
from storyvid.reading.coref.embedded_revising import offers_of, renumbered, told_in_talk
from storyvid.reading.coref.embedded_talk import told
from storyvid.reading.coref.embedded_traits import traits_of
from training.coref.books import Book
from training.coref.steps import Scores

HIDDEN, MEMBERS, EPOCHS, RATE = 32, 3, 30, 3e-3


@dataclass(frozen=True)
class Lesson:
    """The offers of one book: (c, k) traits, (c,) whose offer each is (from 0), (c,) whether it is right."""

    traits: Tensor
    whose: Tensor
    right: Tensor


class Member(nn.Module):
    """One small network over the traits of an offer."""

    def __init__(self, traits: int):
        super().__init__()
        self.a, self.b, self.c = nn.Linear(traits, HIDDEN), nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, 1)
        self.drop = nn.Dropout(0.3)

    def forward(self, x: Tensor) -> Tensor:
        """(c,) logits of (c, k) traits, scaled."""
        hidden = self.drop(F.relu(self.b(self.drop(F.relu(self.a(x))))))
        return self.c(hidden)[:, 0]


def evidence_of(book: Book, scores: Scores) -> Evidence:
    """What the model knows of a book's mentions."""
    keep = scores.mentions > 0
    rows, place = np.flatnonzero(keep), np.cumsum(keep) - 1
    both = keep[scores.later] & keep[scores.earlier]
    return Evidence(
        book.words, traits_of(book.words, scores.spans[rows]), scores.kinds[rows], scores.entities[rows],
        scores.genders[rows], scores.alone[rows], place[scores.later[both]], place[scores.earlier[both]],
        scores.links[both],
    )  # fmt: skip


def first_read(evidence: Evidence, choice: Choice) -> np.ndarray:
    """(m,) the clusters of the first reading, joined by names, numbered as they begin."""
    seen = evidence
    clusters = clusters_of(seen.traits, seen.alone, seen.later, seen.earlier, seen.links, choice=choice)
    of = numbered(clusters, len(seen.traits))
    return renumbered(joined_by_name(seen.words, seen.traits, seen.entities, of))


def lesson_of(book: Book, evidence: Evidence, of: np.ndarray) -> Lesson | None:
    """What a book teaches; None where nothing in it is said of "I", "you" or "we" in quotations."""
    known = {tuple(span): int(cluster) for span, cluster in zip(book.spans.tolist(), book.clusters, strict=True)}
    gold = np.array([known.get(tuple(span), -1) for span in evidence.traits.spans.tolist()])
    asked = told_in_talk(evidence)
    asked = asked[gold[asked] >= 0]
    if not len(asked):
        return None
    offers = offers_of(evidence, of, told(evidence, of), asked)
    right = right_offers(offers.rows, offers.clusters, of, gold)
    return Lesson(
        torch.from_numpy(offers.traits),
        torch.from_numpy(np.unique(offers.rows, return_inverse=True)[1]),
        torch.from_numpy(right),
    )


def right_offers(rows: np.ndarray, clusters: np.ndarray, of: np.ndarray, gold: np.ndarray) -> np.ndarray:
    """(c,) the offers of clusters most of whose other mentions are of the mention's entity; none, where there is no
    such cluster. `of`, `gold`: (m,) clusters found and true, -1 where a mention is no true one."""
    table = np.zeros((int(of.max(initial=0)) + 1, int(gold.max(initial=0)) + 1), np.int64)
    true = gold >= 0
    np.add.at(table, (of[true], gold[true]), 1)
    held = table[clusters]
    held[np.arange(len(rows)), gold[rows]] -= of[rows] == clusters
    right = (clusters >= 0) & (held.max(1) > 0) & (held.argmax(1) == gold[rows])
    found = np.isin(rows, rows[right])
    return right | ((clusters < 0) & ~found)


def trained(lessons: list[Lesson], *, seed: int, mean: Tensor, scale: Tensor, epochs: int = EPOCHS) -> Member:
    """A network that has seen all lessons: the loss is the likelihood of the right offers among a mention's."""
    torch.manual_seed(seed)
    member = Member(lessons[0].traits.shape[1])
    optimizer = torch.optim.AdamW(member.parameters(), lr=RATE, weight_decay=1e-2)
    steps, step = epochs * len(lessons), 0
    for _ in range(epochs):
        for number in torch.randperm(len(lessons)).tolist():
            for group in optimizer.param_groups:
                group["lr"] = RATE * (1 - step / steps)
            step += 1
            optimizer.zero_grad()
            _loss(member, lessons[number], mean, scale).backward()
            optimizer.step()
    return member.eval()


def _loss(member: Member, lesson: Lesson, mean: Tensor, scale: Tensor) -> Tensor:
    raised = (member((lesson.traits - mean) / scale).clamp(-30, 30)).exp()
    mentions = torch.zeros(int(lesson.whose.max()) + 1)
    every = mentions.index_add(0, lesson.whose, raised)
    right = mentions.index_add(0, lesson.whose, raised * lesson.right)
    return (every.log() - right.log()).sum() / 20


def networks_of(lessons: list[Lesson], *, members: int = MEMBERS, epochs: int = EPOCHS) -> dict[str, np.ndarray]:
    """The networks' weights by their names among the heads."""
    whole = torch.cat([lesson.traits for lesson in lessons])
    mean, scale = whole.mean(0), whole.std(0) + 0.1
    made = {"talk.mean": mean.numpy(), "talk.scale": scale.numpy()}
    for number in range(members):
        member = trained(lessons, seed=number, mean=mean, scale=scale, epochs=epochs)
        made |= {f"talk.{number}.{name}": held.numpy() for name, held in member.state_dict().items()}
    return made


def main() -> None:
    import hashlib
    import json

    from safetensors.numpy import load_file, save_file

    from training.coref.books import load_books, load_tokenizer
    from training.coref.export import SHIPPED, reader_of
    from training.coref.steps import read_book

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("books", type=Path)
    parser.add_argument("--weights", type=Path, default=SHIPPED)
    options = parser.parse_args()
    record = json.loads((options.weights / "record.json").read_text("utf-8"))
    reader, choice = reader_of(options.checkpoint), Choice(**record["choice"])
    lessons = []
    for book in load_books(options.books, load_tokenizer(options.weights / "tokenizer.json")):
        evidence = evidence_of(book, read_book(reader, book))
        lessons.append(lesson_of(book, evidence, first_read(evidence, choice)))
    made = networks_of([lesson for lesson in lessons if lesson is not None])
    path = options.weights / "heads.safetensors"
    heads = {name: held for name, held in load_file(path).items() if not name.startswith("talk.")}
    save_file({**heads, **{name: held.astype(np.float32) for name, held in made.items()}}, path)
    record["sha256"][path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    (options.weights / "record.json").write_text(json.dumps(record, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
