"""What kind a being is, against the model's clusters: a fox is no wolf, and the wolf is the great wolf from before."""

from collections import Counter

import numpy as np

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_beings import species
from storyvid.reading.coref.embedded_evidence import MOST, Evidence, pooled
from storyvid.reading.coref.embedded_traits import HE, INDEFINITE, NAME, NAME_F, NAME_M, POSSESSED, SHE, Traits, head_of
from storyvid.reading.coref.embedded_words import Words

_ANY_BEAST = frozenset("animal beast creature monster spirit cub".split())
_MEN_TOO = frozenset("giant ogre dwarf gnome elf goblin troll brownie merman mermaid fairy witch wizard ghost".split())
_NOBODY_ELSE = frozenset("boy girl man woman lad lass lady gentleman maiden youth".split())  # no animal is called so
_ANYBODY = (lexicon.GENERAL | lexicon.KIN | frozenset("servant messenger king queen prince princess".split())) - (
    _NOBODY_ELSE
)
_TRADES = frozenset("student professor doctor teacher child children".split())
_SEVERAL = frozenset("another other second third both either neither".split())
_LIKENED = frozenset("like as but was is be been become became than".split())
_NEAR = 20  # mentions
_SAID = frozenset("was is 's ’s became".split())
_MACHINES = frozenset(("robot", "android"))
_LIKELY, _BEAST_LIKELY = -0.5, -3.0  # gains of "she" for a cluster, in the mean over all that are called she


def repaired_by_kind(words: Words, traits: Traits, of: np.ndarray, beings: frozenset[str]) -> np.ndarray:
    """(m,) clusters after splits and joins by kind; `of`: (m,) clusters, `beings`: the nouns of animals that act."""
    told = [_being(words, traits, row) for row in range(len(traits))]
    return _joined(words, traits, _split(words, traits, of.copy(), told), told, beings)


def _being(words: Words, traits: Traits, row: int) -> str:
    """What a noun or name says its bearer is: a species, "human", or "" where it does not say."""
    if traits.classes[row] < NAME_M:
        return ""
    word = _head(words, traits, row)
    if kind := species(word):
        return "" if kind in _ANY_BEAST or kind in _MEN_TOO else lexicon.KINDS.get(kind, kind)
    known = lexicon.noun(word)
    if known is None or known[1] != "person" or known[0] in _ANYBODY:
        return ""
    return "human" if known[2] in ("male", "female") or word in _TRADES else ""


def _split(words: Words, traits: Traits, of: np.ndarray, told: list[str]) -> np.ndarray:
    """A cluster of foxes and wolves falls apart; its pronouns go to the nearest before them."""
    for number in np.unique(of).tolist():
        rows = np.flatnonzero(of == number).tolist()
        if any(told[row] in _MACHINES for row in rows):  # a fox may be a Mr. Fox
            told = ["human" if row in rows and _is_titled(words, traits, row) else one for row, one in enumerate(told)]
        counts = Counter(told[row] for row in rows if told[row])
        parts = {being for being, count in counts.items() if count > 1 or (being == "human" and len(counts) == 2)}
        if len(parts) > 1:
            _part(words, traits, of, rows, {row: told[row] for row in rows if told[row] in parts})
    return of


def _is_titled(words: Words, traits: Traits, row: int) -> bool:
    return words.tokens[int(traits.spans[row][0])].lower().rstrip(".") in lexicon.TITLES.keys() - _MEN_TOO


def _part(words: Words, traits: Traits, of: np.ndarray, rows: list[int], told: dict[int, str]) -> None:
    """People among an animal's mentions go by their nouns, to who was called so before: the boy is not the student."""
    strays = sum(being == "human" for being in told.values()) * 3 < len(told)
    numbers: dict[str, int] = {}
    own = set(rows)
    now = -1
    for row in sorted(rows, key=lambda row: (row not in told, row)):
        being = told.get(row, "")
        if being == "human" and strays:
            being = _head(words, traits, row)
            before = [k for k in range(row) if k not in own and traits.classes[k] >= NAME_M
                      and _head(words, traits, k) == being]  # fmt: skip
            if being not in numbers and before:
                numbers[being] = int(of[before[-1]])
        if being:
            numbers.setdefault(being, int(of.max()) + 1)
            of[row] = numbers[being]
    for row in rows:
        if row in told:
            now = int(of[row]) if not traits.quotes[row] or now < 0 else now
        else:
            of[row] = now if now >= 0 else int(of[min(told)])


def _head(words: Words, traits: Traits, row: int) -> str:
    start, end = traits.spans[row].tolist()
    return words.tokens[head_of(words.tokens, start, end)].lower()


def _joined(words: Words, traits: Traits, of: np.ndarray, told: list[str], beings: frozenset[str]) -> np.ndarray:
    """Where the text knows but one fox, every fox is that one."""
    for kind in sorted({lexicon.KINDS.get(being, being) for being in beings}):
        rows = [row for row, being in enumerate(told) if being == kind and _is_one(words, traits, row)]
        numbers = list(dict.fromkeys(of[rows].tolist()))
        if len(numbers) < 2 or _are_several(words, traits, rows):
            continue
        looks = {number: _looks(words, traits, [row for row in rows if of[row] == number]) for number in numbers}
        into = max(numbers, key=lambda number: int((of == number).sum()))
        for number in numbers:
            fits = not looks[number] or not looks[into] or looks[number] & looks[into]
            named = _are_named_apart(_called(words, traits, of, number), _called(words, traits, of, into))
            if number != into and fits and not named and _of_kind(of, told, number, kind):
                looks[into] |= looks[number]
                of[of == number] = into
    return of


def _called(words: Words, traits: Traits, of: np.ndarray, number: int) -> set[str]:
    """The capital words of a cluster's names, but for kind and adjectives: Peter of Little Peter Rabbit."""
    rows = np.flatnonzero((of == number) & np.isin(traits.classes, (NAME, NAME_M, NAME_F)))
    spoken = {token for start, end in traits.spans[rows].tolist() for token in words.tokens[start : end + 1]}
    told = {token.lower() for token in spoken if token[0].isupper()} - lexicon.ADJECTIVES - lexicon.NAMELESS
    return {word for word in told if not species(word)}


def _are_named_apart(one: set[str], other: set[str]) -> bool:
    return bool(one and other and not one & other)


def _is_one(words: Words, traits: Traits, row: int) -> bool:
    known = lexicon.noun(_head(words, traits, row))
    return known is not None and not known[3]


def _are_several(words: Words, traits: Traits, rows: list[int]) -> bool:
    """ "another fox", "the second fox", "his fox", or a fox met twice anew."""
    before = [_inner(words, traits, row) for row in rows]
    owned = any(traits.articles[row] == POSSESSED for row in rows)
    fresh = sum(_is_met(words, traits, row) for row in rows)
    told = [inner & _SEVERAL for row, inner in zip(rows, before, strict=True) if not traits.quotes[row]]
    return owned or fresh > 1 or any(told)


def _is_met(words: Words, traits: Traits, row: int) -> bool:
    """ "a fox came", not "like a fox" or "for he was a fox"."""
    start = int(traits.spans[row][0])
    before = words.tokens[start - 1].lower() if start else ""
    return words.tokens[start].lower() in ("a", "an") and not traits.quotes[row] and before not in _LIKENED


def _inner(words: Words, traits: Traits, row: int) -> set[str]:
    start, end = traits.spans[row].tolist()
    return {token.lower() for token in words.tokens[start : head_of(words.tokens, start, end)]}


def _looks(words: Words, traits: Traits, rows: list[int]) -> set[str]:
    """The adjectives that a cluster is told by more than once."""
    said = Counter(word for row in rows for word in _inner(words, traits, row) & lexicon.ADJECTIVES)
    return {word for word, count in said.items() if count > 1}


def _of_kind(of: np.ndarray, told: list[str], number: int, kind: str) -> bool:
    return {told[row] for row in np.flatnonzero(of == number).tolist()} <= {kind, ""}


def attached(evidence: Evidence, of: np.ndarray) -> np.ndarray:
    """(m,) clusters after giving those that are only ever "he" or "she" to who is likely meant; `of`: (m,) from 0.

    "She was a tall woman" says what she is, not who.
    """
    of, n, classes = of.copy(), int(of.max(initial=-1)) + 1, evidence.traits.classes
    told = np.bincount(of[~evidence.pronoun], minlength=n) > 0
    known = np.bincount(of[~evidence.pronoun & ~_only_said_of(evidence)], minlength=n) > 0
    beast = _beasts(evidence, of, n)
    held = pooled(evidence.later * n + of[evidence.earlier], evidence.gains)
    sizes = np.bincount(of, minlength=n)
    for number in sorted(np.flatnonzero(~known & (sizes > 0)).tolist(), key=lambda number: -sizes[number]):
        rows = np.flatnonzero(of == number)
        said, not_said = (HE, SHE) if (classes[rows] == HE).sum() > (classes[rows] == SHE).sum() else (SHE, HE)
        if not (classes[rows] == said).any():
            continue
        counts = [np.bincount(of[classes == kind], minlength=n) for kind in (said, not_said)]
        fits = np.flatnonzero(
            told & (np.arange(n) != number) & ((counts[1] <= counts[0]) | (beast & (counts[1] < len(rows))))
        )
        gains = held.told((rows[:, None] * n + fits).ravel())[:, 1].reshape(len(rows), -1)
        linked = gains > -MOST
        mean = np.where(linked.sum(0) * 2 >= len(rows), (gains * linked).sum(0) / np.maximum(linked.sum(0), 1), -MOST)
        worth = mean - np.where(beast[fits], _BEAST_LIKELY, _LIKELY)
        if len(fits) and worth.max() > 0:
            of[rows] = fits[int(worth.argmax())]
        elif len(rows) > 2 and len(only := _only_one_before(evidence, of, rows, fits)) == 1:
            of[rows] = only[0]
    return of


def _only_one_before(evidence: Evidence, of: np.ndarray, rows: np.ndarray, fits: np.ndarray) -> np.ndarray:
    """The one of the clusters `fits` told of before the first mention in its sentence, if it is one."""
    sentences, first = evidence.traits.sentences, int(rows[0])
    near = np.arange(max(0, first - _NEAR), first)
    near = near[(sentences[near] == sentences[first]) & (evidence.traits.quotes[near] == evidence.traits.quotes[first])]
    people = near[evidence.entities[near].argmax(1) == 0]
    return np.unique(of[people][np.isin(of[people], fits)])


def _only_said_of(evidence: Evidence) -> np.ndarray:
    """(m,) which nouns are said of a pronoun: "she was a tall woman"."""
    lower = [token.lower() for token in evidence.words.tokens]
    starts = evidence.traits.spans[:, 0].tolist()
    said = [start > 1 and lower[start - 1] in _SAID and lower[start - 2] in ("he", "she") for start in starts]
    return np.array(said, bool) & (evidence.traits.articles == INDEFINITE)


def _beasts(evidence: Evidence, of: np.ndarray, n: int) -> np.ndarray:
    """(n,) which clusters are told of by an animal's noun: "he" and "she" say little of a fox."""
    told = [_being(evidence.words, evidence.traits, row) not in ("", "human") for row in range(len(of))]
    return np.bincount(of[np.array(told, bool)], minlength=n) > 1
