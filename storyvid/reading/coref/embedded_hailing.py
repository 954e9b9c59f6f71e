"""Who is called by a name not said before: “Well, Randolph,” she said to the boy, who had none yet; “Hello, Emma!” he
cried. The nurse bent down."""

import numpy as np

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_evidence import Evidence
from storyvid.reading.coref.embedded_talk import told
from storyvid.reading.coref.embedded_traits import HE, SHE, THEY, WE

_REACH = 120  # words back to where whom they talk to was last spoken of
_KNOWN = 3  # mentions of theirs: who is hardly known may be anybody
_TURNS = 4  # quotations in which they took part in the talk, or two that follow
_ANSWER = 30  # words after a greeting in which whom it greets is spoken of
_GREETINGS = frozenset("hello hullo hulloa halloa hallo hi hey welcome greetings morning evening day afternoon".split())
_MARKS = frozenset(", . ! ? ; : ” ’ \" '".split())
_OPENERS = frozenset("“ ‘ \" ' «".split())


def hailed(evidence: Evidence, of: np.ndarray) -> np.ndarray:
    """(m,) clusters where a name first heard in a call is of the one nameless person there; `of`: (m,) clusters."""
    of, said = of.copy(), None
    for row in np.flatnonzero(evidence.named & (evidence.traits.quotes > 0)).tolist():
        if not _calls(evidence, row) or np.flatnonzero(of == of[row])[0] != row:
            continue
        said = told(evidence, of) if said is None else said
        nameless = _nameless(evidence, of, said, row) or _greeted(evidence, of, said, row)
        if len(nameless) == 1:
            of[of == of[row]] = nameless[0]
    return of


def _greeted(evidence: Evidence, of: np.ndarray, said: np.ndarray, row: int) -> list[int]:
    """Whom the narration speaks of next by a noun, where the name stands in a greeting."""
    traits, words, start = evidence.traits, evidence.words, int(evidence.traits.spans[row][0])
    if not {token.lower() for token in words.tokens[max(0, start - 3) : start]} & _GREETINGS:
        return []
    quote = int(traits.quotes[row])
    end = int(np.flatnonzero(words.quotes == quote)[-1])
    begins = traits.spans[:, 0]
    near = (begins > end) & (begins <= end + _ANSWER) & (traits.quotes == 0) & ~evidence.pronoun & ~evidence.named
    near &= (traits.speaks == 0) & (of != said[quote]) & _opening(evidence)
    for number in of[near][:1].tolist():
        rows = np.flatnonzero(of == number)
        known = evidence.named[rows].any() or evidence.acting[rows].any()  # a dog that barks is not who is greeted
        if not known and _is_one_person(evidence, rows) and (
                _sex(traits.classes[rows]) * _sex_of_name(evidence, of, row) >= 0):  # fmt: skip
            return [number]
    return []


def _opening(evidence: Evidence) -> np.ndarray:
    """(m,) whether a mention opens its sentence."""
    starts, sentences = evidence.traits.spans[:, 0], evidence.words.sentences
    return (starts == 0) | (sentences[starts] != sentences[np.maximum(starts - 1, 0)])


def _calls(evidence: Evidence, row: int) -> bool:
    """Whether a name of one word stands between marks, one of them a comma: “Well, Randolph, ...”."""
    start, end = evidence.traits.spans[row].tolist()
    tokens = evidence.words.tokens
    if start != end or not start or end + 1 >= len(tokens):
        return False
    before, after = tokens[start - 1], tokens[end + 1]
    return (before == "," and after in _MARKS) or (before in _OPENERS and after == ",")


def _nameless(evidence: Evidence, of: np.ndarray, said: np.ndarray, row: int) -> list[int]:
    """The people in the talk, besides who calls, whom nobody has named and who may bear the name."""
    traits, quote = evidence.traits, int(evidence.traits.quotes[row])
    talking = set(said[max(1, quote - _TURNS) : quote + 3].tolist()) - {-1, int(said[quote]), int(of[row])}
    return [number for number in sorted(talking) if _may_be(evidence, np.flatnonzero(of == number), row)
            and _sex(traits.classes[of == number]) * _sex_of_name(evidence, of, row) >= 0]  # fmt: skip


def _may_be(evidence: Evidence, rows: np.ndarray, row: int) -> bool:
    traits, before = evidence.traits, rows[rows < row]
    if len(rows) < _KNOWN or not len(before) or evidence.named[rows].any() or (traits.quotes[rows] > 0).all():
        return False
    return _is_one_person(evidence, rows) and int(traits.spans[row][0] - traits.spans[before[-1]][0]) <= _REACH


def _is_one_person(evidence: Evidence, rows: np.ndarray) -> bool:
    many = np.isin(evidence.traits.classes[rows], (WE, THEY)).mean() >= 0.3
    return bool(not many and evidence.entities[rows].mean(0).argmax() == 0)


def _sex(classes: np.ndarray) -> int:
    """1 for her, -1 for him, 0 where nothing tells."""
    return int(np.sign((classes == SHE).sum() - (classes == HE).sum()))


def _sex_of_name(evidence: Evidence, of: np.ndarray, row: int) -> int:
    name = evidence.words.tokens[int(evidence.traits.spans[row][0])].lower()
    given = (name in lexicon.FEMALE_NAMES) - (name in lexicon.MALE_NAMES)
    return given or _sex(evidence.traits.classes[of == of[row]])
