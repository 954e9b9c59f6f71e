"""The embedded reader's model: text in words to clusters of typed mentions."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from storyvid.reading.coref.embedded_beings import acting, people_of, spans_of
from storyvid.reading.coref.embedded_callings import told_to_be
from storyvid.reading.coref.embedded_clusters import Choice, clusters_of, numbered
from storyvid.reading.coref.embedded_encoder import Encoder
from storyvid.reading.coref.embedded_evidence import Evidence
from storyvid.reading.coref.embedded_hailing import hailed
from storyvid.reading.coref.embedded_heads import Judged, alone_of, judged, links_of, vectors_of
from storyvid.reading.coref.embedded_introductions import introduced
from storyvid.reading.coref.embedded_kin import one_family
from storyvid.reading.coref.embedded_kinds import attached, repaired_by_kind
from storyvid.reading.coref.embedded_names import joined_by_name
from storyvid.reading.coref.embedded_narrators import told_by
from storyvid.reading.coref.embedded_numbered import numbered_names
from storyvid.reading.coref.embedded_parting import parted
from storyvid.reading.coref.embedded_repairs import repaired
from storyvid.reading.coref.embedded_revising import renumbered, revised
from storyvid.reading.coref.embedded_singular_they import called_they
from storyvid.reading.coref.embedded_subjects import same_subject
from storyvid.reading.coref.embedded_talk import continued, spoken
from storyvid.reading.coref.embedded_traits import Traits, head_of, traits_of
from storyvid.reading.coref.embedded_words import Words

WEIGHTS = Path(__file__).parent / "weights"
_PARTS = ("spans", "logits", "kinds", "entities", "genders", "inputs")
_NO_SPANS = np.zeros((0, 2), np.int64)


@dataclass(frozen=True)
class Clustered:
    """Mentions with their types and traits, and clusters of their rows in the order of their first mention."""

    found: Judged
    traits: Traits
    clusters: tuple[tuple[int, ...], ...]
    beings: frozenset[str] = frozenset()  # nouns of the animals and the like that act


class Model:
    """Encoder and heads from a folder of weights; loaded at the first use."""

    def __init__(self, folder: Path = WEIGHTS):
        self._folder = folder

    @cached_property
    def record(self) -> dict:
        """What the shipped weights are and what produced them."""
        return json.loads((self._folder / "record.json").read_text("utf-8"))

    @cached_property
    def choice(self) -> Choice:
        return Choice(**self.record["choice"])

    @cached_property
    def _encoder(self) -> Encoder:
        sizes = self.record["sizes"]
        return Encoder(self._folder, window=sizes["window"], stride=sizes["stride"])

    @cached_property
    def weights(self) -> dict[str, np.ndarray]:
        """The heads' arrays by name."""
        from safetensors.numpy import load_file

        return {name: held.astype(np.float32) for name, held in load_file(self._folder / "heads.safetensors").items()}

    def clustered(self, words: Words) -> Clustered:
        """Who is who among the words of a text."""
        from threadpoolctl import threadpool_limits

        with threadpool_limits(limits=1, user_api="blas"):  # small products: more threads wait more than they work
            return self._clustered(words)

    def _clustered(self, words: Words) -> Clustered:
        beings, numbered_ones = acting(words), numbered_names(words)
        beings |= {words.tokens[end].lower() for _, end in numbered_ones.tolist()}
        sure = np.unique(np.concatenate([spans_of(words, beings), numbered_ones, people_of(words)]), axis=0)
        found = self.mentions(words, sure=sure)
        traits = traits_of(words, found.spans)
        vectors = vectors_of(self.weights, found, traits)
        alone = alone_of(self.weights, vectors)
        later, earlier, links = links_of(self.weights, found, traits, vectors, words.tokens)
        clusters = clusters_of(traits, alone, later, earlier, links, choice=self.choice)
        of = joined_by_name(words, traits, found.entities, numbered(clusters, len(traits)))
        of = renumbered(repaired(words, traits, repaired_by_kind(words, traits, of, beings)))
        seen = Evidence(words, traits, found.kinds, found.entities, found.genders, alone, later, earlier, links, beings)
        of = renumbered(joined_by_name(words, traits, found.entities, parted(seen, of)))
        of = called_they(seen, attached(seen, continued(seen, of)))
        of = renumbered(told_by(seen, hailed(seen, introduced(seen, of))))
        of = same_subject(seen, told_to_be(seen, one_family(seen, of)))
        of = revised(seen, renumbered(of), self.weights)
        of = renumbered(spoken(seen, of))
        made = (np.flatnonzero(of == number).tolist() for number in range(int(of.max(initial=-1)) + 1))
        return Clustered(found, traits, tuple(map(tuple, made)), beings)

    def mentions(self, words: Words, *, sure: np.ndarray = _NO_SPANS) -> Judged:
        """The mentions of a text, stretch by stretch; `sure` ones, (k, 2), where the model found none with the head."""
        width = self.record["sizes"]["width"]
        parts: list[Judged] = []
        firsts = lasts = np.zeros((0, 1), np.float32)
        begun = 0
        for more_firsts, more_lasts in self._encoder.vectors(words):
            firsts = np.concatenate([firsts, more_firsts]) if len(firsts) else more_firsts
            lasts = np.concatenate([lasts, more_lasts]) if len(lasts) else more_lasts
            ended = begun + len(firsts) == len(words)
            until = len(firsts) if ended else max(0, len(firsts) - width)  # a span may need the words to come
            if until:
                here = sure[(sure[:, 0] >= begun) & (sure[:, 0] < begun + until) & (sure[:, 1] < begun + len(firsts))]
                part = judged(self.weights, firsts, lasts, until=until, floor=self.choice.mention, sure=here - begun)
                parts.append(_moved(part, begun))
                firsts, lasts, begun = firsts[until:], lasts[until:], begun + until
        return _once(words, _joined(parts), sure, self.choice.mention)


def _once(words: Words, found: Judged, sure: np.ndarray, floor: float) -> Judged:
    """One mention for each head: without spans added to those the model found, and without a phrase's other readings.

    The mother of "the mother duck" is part of it, where the duck is known to act.
    """
    added = {tuple(span) for span in sure.tolist()}
    spans = [tuple(span) for span in found.spans.tolist()]
    heads = [head_of(words.tokens, start, end) for start, end in spans]
    own = {head for head, logit in zip(heads, found.logits, strict=True) if logit > floor}
    kept = np.array([logit > floor or span not in added or head not in own
                     for span, head, logit in zip(spans, heads, found.logits, strict=True)], bool)  # fmt: skip
    longer = {span[0]: span[1] for span, here in zip(spans, kept, strict=True) if here and span in added}
    best: dict[tuple[int, int], int] = {}
    for row in np.flatnonzero(kept).tolist():
        place = spans[row][0], heads[row]
        if heads[row] == spans[row][1] < longer.get(spans[row][0], -1):
            kept[row] = False
        elif place not in best:
            best[place] = row
        else:
            worse, best[place] = sorted((best[place], row), key=lambda one: float(found.logits[one]))
            kept[worse] = False
    return Judged(*(getattr(found, name)[kept] for name in _PARTS))


def _moved(found: Judged, by: int) -> Judged:
    return Judged(found.spans + by, found.logits, found.kinds, found.entities, found.genders, found.inputs)


def _joined(parts: list[Judged]) -> Judged:
    return Judged(*(np.concatenate([getattr(part, name) for part in parts]) for name in _PARTS))
