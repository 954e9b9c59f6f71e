"""Names against clusters: Emma is Emma Woodhouse, and the doctor is Dr. Archie where there is no other."""

from collections import Counter

import numpy as np

from storyvid.reading.coref.embedded_traits import (
    DEFINITE,
    HE,
    NAME,
    NAME_F,
    NAME_M,
    NOUN_F,
    NOUN_M,
    POSSESSED,
    SHE,
    Traits,
    head_of,
)
from storyvid.reading.coref.embedded_words import Words

OFFICES = {
    **{word: word for word in "doctor king queen prince princess captain colonel general major lieutenant sergeant "
       "lord lady judge bishop duke duchess count countess baron baroness professor nurse squire emperor empress "
       "priest sultan vizier sheriff mayor abbot friar parson vicar giant".split()},
    "dr": "doctor", "dr.": "doctor", "rev": "priest", "rev.": "priest", "reverend": "priest", "capt.": "captain",
    "capt": "captain", "col.": "colonel", "gen.": "general", "prof.": "professor", "lieut.": "lieutenant",
    "father": "priest",
}  # fmt: skip
_WOMEN_TITLES = frozenset("mrs mrs. miss ms ms. lady queen princess madame mademoiselle mme. mlle. aunt".split())
_MEN_TITLES = frozenset("mr mr. sir lord king prince monsieur m. uncle".split())
_ROYAL = frozenset("king queen prince princess".split())  # one of a name in a story
_SEXES = (((NAME_M, NOUN_M), (NAME_F, NOUN_F)), ((HE,), (SHE,)))
_ALL_TITLES = OFFICES.keys() | _WOMEN_TITLES | _MEN_TITLES | {"miss", "master"}


def joined_by_name(words: Words, traits: Traits, entities: np.ndarray, of: np.ndarray) -> np.ndarray:
    """(m,) clusters after joining the people that a name or a title says are one.

    `entities`: (m, 6) types as `Judged` has them; `of`: (m,) clusters.
    """
    of = of.copy()
    for join in (_fuller_names, _same_names, _offices):
        into: dict[int, int] = {}
        for pair in join(words, traits, of):
            one, other = (into.get(number, number) for number in pair)
            if one == other:
                continue
            people = all(entities[of == number].mean(0).argmax() == 0 for number in (one, other))
            if people and _agree(traits, of, one, other):
                of[of == other] = one
                into = {number: one if now == other else now for number, now in {**into, other: other}.items()}
    return of


def _names(words: Words, traits: Traits, of: np.ndarray) -> dict[int, Counter[tuple[str, ...]]]:
    """Each cluster's names, title and all, with how often each is said."""
    lower = tuple(token.lower() for token in words.tokens)
    found: dict[int, Counter[tuple[str, ...]]] = {}
    for row in np.flatnonzero(np.isin(traits.classes, (NAME, NAME_M, NAME_F))).tolist():
        start, end = traits.spans[row].tolist()
        name = tuple(lower[start : min(end, head_of(lower, start, end)) + 1])
        found.setdefault(int(of[row]), Counter())[name] += 1
    known = {word for names in found.values() for name in names for word in _bare(name)}
    for row in np.flatnonzero(np.isin(traits.articles, (DEFINITE, POSSESSED)) & (traits.classes > NAME)).tolist():
        start, end = traits.spans[row].tolist()
        head = head_of(lower, start, end)
        if lower[head] in known and words.shapes[head] % 6 == 1 and words.shapes[head] < 6:
            found.setdefault(int(of[row]), Counter())[(lower[head],)] += 1  # the beautiful Hyacinthia
    return found


def _bare(name: tuple[str, ...]) -> frozenset[str]:
    """The words that tell who, Quill and Jones of Quill-Jones among them."""
    told = {part for word in name for part in (word, *word.split("-"))}
    return frozenset(word for word in told if word not in _ALL_TITLES and word[:1].isalnum() and word not in _SMALL)


_SMALL = frozenset("the a of de la le von van old young little poor dear good citizen citoyen".split())


def _fuller_names(words: Words, traits: Traits, of: np.ndarray) -> list[tuple[int, int]]:
    """Emma and Emma Woodhouse, where nobody else is an Emma."""
    said = _names(words, traits, of)
    held = {k: {bare for name in names if (bare := _bare(name))} for k, names in said.items()}
    made = []
    for one, short in held.items():
        for name in sorted(short, key=sorted):  # the same in every process
            bearers = [k for k, names in held.items() if any(name <= other for other in names)]
            if len(bearers) == 2:
                other = next(k for k in bearers if k != one)
                if one in bearers and _titles_agree(said[one], said[other]):
                    made.append((min(one, other), max(one, other)))
    return list(dict.fromkeys(made))


def _same_names(words: Words, traits: Traits, of: np.ndarray) -> list[tuple[int, int]]:
    """Mr. Bennet is Mr. Bennet; and Hyacinthia, the beautiful Hyacinthia and Princess Hyacinthia are one where none has
    a surname, or a title that kin share."""
    held: dict[tuple[str, ...] | frozenset[str], list[int]] = {}
    for k, names in _names(words, traits, of).items():
        told = {_bare(name) for name in names} - {frozenset()}
        titles = {word for name in names for word in name} & _ALL_TITLES
        if len(told) == 1 and len(name := next(iter(told))) == 1 and titles <= _ROYAL:
            held.setdefault(name, []).append(k)
        for full in names:
            if len(full) > 1 and full[0] in _ALL_TITLES and _bare(full):
                held.setdefault(full, []).append(k)
    return [(min(same), k) for same in held.values() for k in same if k != min(same)]


def _titles_agree(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> bool:
    """No Mr. in one against Mrs. in the other."""
    told = [{word for name in names for word in name} for names in (one, other)]
    return not any(a & _WOMEN_TITLES and b & _MEN_TITLES for a, b in (told, told[::-1]))


def _offices(words: Words, traits: Traits, of: np.ndarray) -> list[tuple[int, int]]:
    """The doctor and Dr. Archie, where one cluster is only ever the doctor and one name has the title."""
    lower = tuple(token.lower() for token in words.tokens)
    titled: dict[str, set[int]] = {}
    for k, names in _names(words, traits, of).items():
        for name in names:
            if len(name) > 1 and name[0] in OFFICES:
                titled.setdefault(OFFICES[name[0]], set()).add(k)
    holders: dict[str, set[int]] = {}
    for row in np.flatnonzero(traits.articles == DEFINITE).tolist():
        start, end = traits.spans[row].tolist()
        head = lower[head_of(lower, start, end)]
        if end - start < 3 and head in titled:
            holders.setdefault(head, set()).add(int(of[row]))
    return [
        (min(*titled[head], *found), max(*titled[head], *found))
        for head, found in holders.items()
        if len(titled[head]) == 1 and len(found) == 1 and titled[head] != found
    ]


def _agree(traits: Traits, of: np.ndarray, one: int, other: int) -> bool:
    """No man in one against a woman in the other, by names and nouns, or "he" and "she" where those tell nothing."""
    told = []
    for number in (one, other):
        classes = traits.classes[of == number]
        sexes = [int(np.isin(classes, men).sum()) - int(np.isin(classes, women).sum()) for men, women in _SEXES]
        told.append(int(np.sign(next(filter(None, sexes), 0))))
    return told[0] * told[1] >= 0
