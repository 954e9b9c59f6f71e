"""Beings that act in a tale and that the trained reader was never shown: animals, spirits, things that speak."""

from collections import Counter

import numpy as np

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_words import Words

_FANTASTIC = frozenset(
    "giant ogre dwarf gnome elf goblin troll brownie merman mermaid fairy ghost spirit monster creature witch wizard "
    "demon devil angel sprite imp ogress giantess genie snowman snow-man scarecrow robot android alien".split()
)
_PERSONAL = frozenset("he him his himself she her hers herself".split())
_CALLED = frozenset("you your thou thee thy me us".split())
_REACH = 3  # words between "the moon said" and what it says
_WIDE = 6  # words from a noun back to its article
_OPENERS = frozenset("“‘\"'«".split())
_MARKS = frozenset(", . ! ? ; : ” ’ \" '".split())
_PEOPLE = frozenset(
    "man woman boy girl child lady gentleman lad lass youth maiden damsel fellow stranger guy teenager kid baby".split()
)
_MET = frozenset("a an another".split())
_LIKE = frozenset("like as than such was is were be been".split())
_GOES_ON = frozenset("with in of who whose whom that named called at on from".split())  # what tells more of somebody
_LONGEST = 12  # words that tell more
_NO_DEEDS = frozenset("being thing used need".split())
_NOT_BEINGS = lexicon.NO_SPEAKERS | lexicon.NOT_AFTER_HEAD | {"other", "latter", "former", "first", "second", "last"}


def species(word: str) -> str:
    """The singular of an animal or a fantastic being's noun in small letters, "" for any other word."""
    known = lexicon.noun(word)
    if known is None or (word in lexicon.VERBS_TOO and word not in lexicon.NOUNS):
        return ""
    return known[0] if known[1] == "animal" or known[0] in _FANTASTIC else ""


def acting(words: Words) -> frozenset[str]:
    """The singular nouns of the beings that speak, act twice, or act once and are spoken of again, in the narration."""
    lower = [token.lower() for token in words.tokens]
    speaks: set[str] = set()
    deeds: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for at in range(1, len(lower) - 1):
        if lower[at] in lexicon.FIGURES and (_is_heard(words, lower, at) or _is_asked(words, lower, at)):
            speaks.add(lower[at])
        if words.quotes[at] or not lower[at].isalpha():
            continue
        being = species(lower[at])
        seen[being] += 1
        if _says(words, lower, at, being != ""):
            speaks.add(being or lower[at])
        elif being and (lower[at + 1] in lexicon.VERBS or _is_past(lower[at + 1])):
            deeds[being] += 1
    return frozenset(speaks | {being for being in deeds if deeds[being] > 1 or seen[being] > 1})


def _is_past(word: str) -> bool:
    return len(word) > 4 and word.endswith("ed") and word not in _NO_DEEDS


def _says(words: Words, lower: list[str], at: int, being: bool) -> bool:
    """ "said the fox", "the fox said"; a noun that is no being must do so between a quotation and a mark."""
    first = _first(words, lower, at)
    if first is None or first == 0:
        return False
    said_before = lower[first - 1] in lexicon.SAYING
    if being:
        return said_before or lower[at + 1] in lexicon.SAYING
    if lexicon.noun(lower[at]) or lower[first] != "the" or at - first > 2 or lower[at] in _NOT_BEINGS:
        return False
    if lower[at] in lexicon.FUNCTION | lexicon.ADJECTIVES | lexicon.VERBS or lower[at].endswith(("ly", "ing", "ed")):
        return False
    return first > 1 and said_before and words.quotes[first - 2] > 0 and lower[at + 1] in _MARKS


def _is_heard(words: Words, lower: list[str], at: int) -> bool:
    """ "“...” said the moon", "“...,” the wind whispered", "the star said: “...”"."""
    first = _first(words, lower, at)
    after = words.tokens[at + 1]
    if first is None or words.quotes[at] or after.istitle() or lexicon.noun(after):  # said the Sun Goddess
        return False
    quoted = words.quotes > 0
    if first > 1 and lower[first - 1] in lexicon.SAYING:
        return bool(quoted[max(0, first - 3) : first - 1].any())
    if lower[at + 1] not in lexicon.SAYING:
        return False
    return bool(quoted[max(0, first - 2) : first].any() or quoted[at + 2 : at + 2 + _REACH].any())


def _is_asked(words: Words, lower: list[str], at: int) -> bool:
    """“Sun, have you seen him?”, “O moon, tell me”: it is spoken to, as one that could answer."""
    opens = lower[at - 1] in _OPENERS or lower[at - 1] in ("o", "oh", "dear")
    if not words.quotes[at] or not opens or lower[at + 1] != ",":
        return False
    end = at
    while end < len(lower) and words.quotes[end] == words.quotes[at]:
        end += 1
    return bool(_CALLED & set(lower[at:end]))


def _first(words: Words, lower: list[str], at: int) -> int | None:
    """Where the noun phrase with its head at `at` begins, None where the noun stands bare in small letters."""
    for k in range(at - 1, max(-1, at - 1 - _WIDE), -1):
        if words.quotes[k] != words.quotes[at] or words.sentences[k] != words.sentences[at]:
            break
        if lower[k] in lexicon.DETERMINERS or lower[k] in lexicon.POSSESSIVES:
            return k
        if lower[k] in ("'s", "’s"):
            continue
        plain = lower[k] in lexicon.ADJECTIVES | lexicon.NUMBERS
        if not lower[k][0].isalpha() or (not plain and lower[k] in lexicon.FUNCTION | lexicon.VERBS):
            break
    capital = words.tokens[at].istitle() and words.shapes[at] < 6
    return at if capital or _is_called(words, lower, at) else None


def _is_called(words: Words, lower: list[str], at: int) -> bool:
    """“Come, fox, ...”: called to."""
    if not words.quotes[at] or not at or at + 1 >= len(lower):
        return False
    return lower[at - 1] in _OPENERS | {","} and lower[at + 1] in _MARKS


def spans_of(words: Words, beings: frozenset[str]) -> np.ndarray:
    """(k, 2): the noun phrases that speak of these beings, and every "he" and "she": inclusive word ranges in order."""
    lower = [token.lower() for token in words.tokens]
    made = []
    for at, word in enumerate(lower):
        if beings and word in _PERSONAL:
            made.append((at, at))
        if (species(word) or word) not in beings:
            continue
        after = lower[at + 1] if at + 1 < len(lower) else ""
        if after in lexicon.NOT_AFTER_HEAD or (lexicon.noun(after) and after not in lexicon.VERBS | lexicon.VERBS_TOO):
            continue
        if (first := _first(words, lower, at)) is not None:
            made.append((first, at))
    return np.array(made, np.int64).reshape(-1, 2)


def people_of(words: Words) -> np.ndarray:
    """(k, 2): "a boy", "a boy with braces and a yellow hoodie": every way that the phrase may end, in order."""
    lower = [token.lower() for token in words.tokens]
    made = []
    for at, word in enumerate(lower[:-1]):
        after = lower[at + 1]
        if word not in _PEOPLE or after in lexicon.NOT_AFTER_HEAD or lexicon.noun(after) or after in ("'s", "’s", "-"):
            continue
        if after[0].isalnum() and after not in _GOES_ON | lexicon.VERBS | lexicon.FUNCTION and not _is_past(after):
            continue  # "a woman low-bred and illiberal"
        first = at - 1
        while first > 0 and at - first < _WIDE and lower[first] in lexicon.ADJECTIVES | lexicon.NUMBERS:
            first -= 1
        if first < 1 or words.quotes[first] or lower[first] not in _MET or lower[first - 1] in _LIKE:
            continue
        last = at
        while after in _GOES_ON and last - at < _LONGEST and last + 1 < len(lower) and lower[last + 1][0].isalnum():
            last += 1
        made += [(first, end) for end in range(at, last + 1)]
    return np.array(made, np.int64).reshape(-1, 2)
