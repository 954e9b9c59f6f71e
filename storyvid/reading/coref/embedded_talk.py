"""Who says each quotation, by the clusters so far: for the second reading."""

from typing import Literal

import numpy as np

from storyvid.models import Cluster, Entity, MentionKind
from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_evidence import Evidence
from storyvid.reading.coref.embedded_others import not_speaking, ruled_out
from storyvid.reading.coref.embedded_traits import HE, ME, SHE, THEY, WE, YOU
from storyvid.reading.coref.mentions import Mention, is_subject
from storyvid.reading.coref.speakers import speeches
from storyvid.reading.coref.tokens import Token, Tokens
from storyvid.reading.quotations import Quotation
from storyvid.reading.turns import speakers

_GOES_ON = 4  # words between two quotations of one speech
_POLITE = frozenset(("sir", "madam", "ma'am", "my dear", "my lord", "my lady", "my friend", "my boy", "my girl"))
_ENTITIES: tuple[Entity, ...] = ("person", "place", "place", "place", "vehicle", "thing")


def tokens_of(evidence: Evidence) -> Tokens:
    """The words as the rules for quotations read them."""
    words = evidence.words
    made = [
        Token(text.replace("’", "'") if len(text) > 1 else text, text.lower().replace("’", "'"), int(start), int(end),
              int(sentence), int(paragraph), int(quote) - 1, bool(shape >= 6))
        for text, start, end, sentence, paragraph, quote, shape in zip(
            words.tokens, words.starts, words.ends, words.sentences, words.paragraphs, words.quotes, words.shapes,
            strict=True)
    ]  # fmt: skip
    return Tokens("", made, [Quotation(0, 0)] * int(words.quotes.max(initial=0)))


def mentions_of(evidence: Evidence, text: Tokens) -> list[Mention]:
    """The mentions as the rules for quotations read them, row for row."""
    made = []
    kinds = evidence.kinds.argmax(1)
    entities = evidence.entities.argmax(1)
    for row, (start, end) in enumerate(evidence.traits.spans.tolist()):
        kind: MentionKind = (
            "pronoun" if evidence.pronoun[row] else "name" if evidence.named[row] or kinds[row] == 0 else "noun"
        )
        first = text.all[start].lower
        definite = "owned" if first in lexicon.POSSESSIVES else "the" if first in lexicon.DETERMINERS else "bare"
        entity = "animal" if evidence.acting[row] else _ENTITIES[entities[row]]
        mention = Mention(start, end + 1, kind, first, entity, "", definite=definite)
        mention.subject = is_subject(text.all, mention)
        made.append(mention)
    return made


def told(evidence: Evidence, of: np.ndarray) -> np.ndarray:
    """(quotations + 1,) the cluster that says each quotation, -1 where nobody is known; `of`: (m,) clusters.

    Whose "I", "you", "we" and "sir" in quotations are tells nothing here: it is by who speaks that they are settled.
    """
    said = np.full(int(evidence.words.quotes.max(initial=0)) + 1, -1, np.int64)
    if len(said) == 1:
        return said
    text = tokens_of(evidence)
    mentions = mentions_of(evidence, text)
    clusters = _clusters(evidence, of)
    open_ = in_talk(evidence)
    whose = [(mention, clusters[number]) for mention, number, hidden in zip(mentions, of.tolist(), open_, strict=True)
             if not hidden]  # fmt: skip
    numbers = {id(cluster): number for number, cluster in clusters.items()}
    somebody = set(of[~open_].tolist())
    cast = {id(cluster) for number, cluster in clusters.items()
            if number in somebody and cluster.entity in ("person", "group", "animal")}  # fmt: skip
    for quote, found in enumerate(speakers(text, speeches(text, mentions), whose, cast), 1):
        said[quote] = -1 if found is None else numbers[id(found.who)]
    return said


def in_talk(evidence: Evidence) -> np.ndarray:
    """(m,) whether a mention is an "I", "you", "we" or "sir" inside a quotation."""
    inside = np.isin(evidence.traits.classes, (ME, YOU, WE)) & (evidence.traits.quotes > 0)
    return inside | called_politely(evidence)


def called_politely(evidence: Evidence) -> np.ndarray:
    """(m,) whether a mention is what anybody may be called to their face: “Yes, sir.”"""
    tokens, traits = evidence.words.tokens, evidence.traits
    made = np.zeros(len(traits.spans), bool)
    for row in np.flatnonzero(traits.quotes > 0).tolist():
        start, end = traits.spans[row].tolist()
        made[row] = " ".join(tokens[start : end + 1]).lower().replace("’", "'") in _POLITE
    return made


def continued(evidence: Evidence, of: np.ndarray) -> np.ndarray:
    """(m,) clusters where who goes on speaking is one: “...,” said the cat. “...,” said she; `of`: (m,) clusters."""
    traits, words, of = evidence.traits, evidence.words, of.copy()
    named = {int(traits.speaks[row]): row for row in np.flatnonzero((traits.speaks > 0) & ~evidence.pronoun).tolist()}
    for row in np.flatnonzero((traits.speaks > 1) & np.isin(traits.classes, (HE, SHE))).tolist():
        before = named.get(int(traits.speaks[row]) - 1)
        if before is None or row < before or _is_other_sex(evidence, of, row, before):
            continue
        opening, end = int(np.argmax(words.quotes == traits.speaks[row])), int(traits.spans[before][1])
        if 0 < opening - end <= _GOES_ON and words.paragraphs[end] == words.paragraphs[opening]:
            of[row] = of[before]
    return of


def _is_other_sex(evidence: Evidence, of: np.ndarray, row: int, before: int) -> bool:
    told = evidence.traits.classes[of == of[before]]
    mine = evidence.traits.classes[row]
    return not evidence.acting[before] and bool((told == HE + SHE - mine).sum() > (told == mine).sum())


def spoken(evidence: Evidence, of: np.ndarray) -> np.ndarray:
    """(m,) clusters where in a quotation "I" is who says it and "you" or "sir" is not; `of`: (m,) clusters."""
    of = ruled_out(evidence, of, told(evidence, of))
    said, somebody = told(evidence, of), _somebody(evidence, of)
    quotes, classes = evidence.traits.quotes, evidence.traits.classes
    to_face = np.isin(classes, (ME, YOU)) | called_politely(evidence)
    for row in np.flatnonzero(to_face & (said[quotes] >= 0) & (quotes > 0)).tolist():
        quote, who = int(quotes[row]), int(said[quotes[row]])
        if classes[row] == ME:
            of[row] = who
        elif of[row] == who or of[row] not in somebody:
            near = [said[quote + step] for step in (-1, 1, -2, 2) if 0 < quote + step < len(said)]
            of[row] = next((other for other in near if other not in (-1, who)), of[row])
    return not_speaking(evidence, of, said)


def _somebody(evidence: Evidence, of: np.ndarray) -> set[int]:
    """The clusters that are more than the "I" and "you" of quotations."""
    return set(of[(evidence.traits.quotes == 0) | (evidence.traits.classes > YOU)].tolist())


def _clusters(evidence: Evidence, of: np.ndarray) -> dict[int, Cluster]:
    made = {}
    for number in np.unique(of).tolist():
        rows = np.flatnonzero(of == number)
        classes = evidence.traits.classes[rows]
        men, women = int((classes == HE).sum()), int((classes == SHE).sum())
        many = int(np.isin(classes, (WE, THEY)).sum())
        entity = _ENTITIES[int(evidence.entities[rows].mean(0).argmax())]
        entity = "animal" if evidence.acting[rows].any() and entity != "person" else entity
        if entity == "person" and many > len(rows) - many:
            entity = "group"
        gender: Literal["male", "female", ""] = "male" if men > women else "female" if women > men else ""
        made[number] = Cluster(name=str(number), entity=entity, mentions=(), gender=gender)
    return made
