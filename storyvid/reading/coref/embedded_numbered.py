"""Names with a number that act and that the trained reader was never shown: Unit 7, Bot-3, R2, Number Five."""

import re
from collections import Counter

import numpy as np

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_words import Words

_MIXED = re.compile(r"[A-Z][A-Za-z]*(?:-?\d+[A-Za-z]*)+(?:-[A-Z]*\d+)*|\d+-?[A-Z][A-Za-z]*")  # R2, Bot-3, R2-D2, 3PO
_DIGITS = re.compile(r"\d{1,4}[A-Z]?")
_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty zero".split()
)
_NOBODY = frozenset(
    "chapter part page room route flight gate level floor act scene book volume step day week night year platform bus "
    "track channel section table figure apartment apt building street avenue highway january february march april may "
    "june july august september october november december world".split()
)
_NO_DEEDS = frozenset("was is were are had has did".split())
_MARKS = frozenset(", . ! ? ; : — – - ” ’ \" '".split())
_LEAST = 2  # times that a name is said


def numbered_names(words: Words) -> np.ndarray:
    """(k, 2): the names with a number of those who say or do something, inclusive word ranges in order."""
    lower = [token.lower() for token in words.tokens]
    found: dict[str, list[tuple[int, int]]] = {}
    acts: Counter[str] = Counter()
    for at in range(len(lower)):
        if (end := _end(words, lower, at)) is not None:
            name = " ".join(lower[at : end + 1])
            found.setdefault(name, []).append((at, end))
            acts[name] += _acts(words, lower, at, end)
    spans = [span for name, held in found.items() if acts[name] and len(held) >= _LEAST for span in held]
    return np.array(sorted(spans), np.int64).reshape(-1, 2)


def is_numbered(name: str) -> bool:
    """Whether a name has a number that none but a machine's has: "Unit 7", "R2"; no "Henry 5"."""
    *before, last = name.split() or [""]
    if _MIXED.fullmatch(last):
        return True
    given = lexicon.FEMALE_NAMES | lexicon.MALE_NAMES | lexicon.TITLES.keys()
    counted = bool(_DIGITS.fullmatch(last)) or (last.istitle() and last.lower() in _WORDS)
    told = bool(before) and before[0].istitle() and before[0] != "The"
    return counted and told and not any(word.lower().rstrip(".") in given for word in before)


def _end(words: Words, lower: list[str], at: int) -> int | None:
    """The last word of the numbered name that begins at a word, None where none does."""
    token, after = words.tokens[at], words.tokens[at + 1] if at + 1 < len(lower) else ""
    if _MIXED.fullmatch(token):
        return at
    told = token[:1].isupper() and token.isalpha() and lower[at] not in _NOBODY | lexicon.FUNCTION
    counted = _DIGITS.fullmatch(after) or (after.istitle() and after.lower() in _WORDS)
    return at + 1 if told and counted and words.sentences[at] == words.sentences[at + 1] else None


def _acts(words: Words, lower: list[str], at: int, end: int) -> bool:
    """It says or does something, or is spoken to."""
    before, after = lower[at - 1] if at else "", lower[end + 1] if end + 1 < len(lower) else ""
    if before in lexicon.SAYING or after in lexicon.SAYING or after in lexicon.VERBS - _NO_DEEDS:
        return True
    opens = bool(words.quotes[at]) and (at == 0 or lower[at - 1] in _MARKS | {"“", "‘"})
    return opens and after in _MARKS
