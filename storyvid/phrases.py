"""Phrases: where a line of text may end, in scripts without spaces too, and where it had better not (pure)."""

import re
import unicodedata
from functools import cache
from itertools import accumulate, pairwise
from typing import Literal

from storyvid.abbreviations import leads_on

Stop = Literal["sentence", "clause", "opening", "none", "hanging"]

_KANA, _HAN, _THAI = "\u3040-\u30ff", "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff", "\u0e00-\u0e7f"
_UNSPACED = re.compile(f"[{_KANA}{_HAN}{_THAI}]")
_MODELS = (
    (re.compile(f"[{_KANA}]"), "japanese"),
    (re.compile(f"[{_THAI}]"), "thai"),
    (re.compile(f"[{_HAN}]"), "simplified_chinese"),
)
_NUMBER = re.compile(r"(?:[IVXLC]{2,}|\d{1,3})[.:]?|[IVXLC][.:]")  # after a name: "Chapter I.", "Henry VIII"
_RUN = re.compile(r"\S+")
_NEVER_FIRST = frozenset("、。，．！？：；）］｝」』】〉》…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％%)]},.!?:;ๆฯ")
_NEVER_LAST = frozenset("（［｛「『【〈《([{“‘«")
_CLOSERS = "\"'”’“»«)）」』】]*_"
_OPENERS = "\"'“‘„»«(（「『【[*_¿¡"
_SENTENCE_ENDS, _CLAUSE_ENDS = ".!?…。！？।؟۔", ",;:—–،，、；："
# articles, prepositions and conjunctions lead to what follows; of two languages' words that are one, the shorter gain
_LEADING = frozenset(
    "a an the of to in on at by for from into upon with without and or but nor as if than that which who whose when "
    "while because lest not very too so my your his her its our their this these those every each no some any "
    "der die das den dem des ein eine einen einem einer eines und oder aber von zu zum zur im am auf für bei nach aus "
    "mit dass weil wenn als mein meine sein seine ihr ihre "
    "le la les un une du de et ou où à au aux en dans sur pour par avec que qui sa ses mes leur leurs "
    "el los las del y o al con por para su sus mi il lo i gli di della del e che per nel nella uno".split()
)


def joints(run: str) -> list[int]:
    """Where a run without spaces may be broken, in order: between the phrases of Japanese, Chinese and Thai.

    Found by BudouX (https://github.com/google/budoux); none for a run in a script that parts its words by spaces.
    """
    if not _UNSPACED.search(run):
        return []
    model = next(name for script, name in _MODELS if script.search(run))
    ends = accumulate(len(phrase) for phrase in _parser(model).parse(run))
    return [at for at in ends if at < len(run) and _parts(run[at - 1], run[at])]


def stretches(text: str) -> list[tuple[int, int]]:
    """The words of a text as ranges in order, cut between phrases where a script writes no spaces."""
    found: list[tuple[int, int]] = []
    for run in _RUN.finditer(text):
        found += pairwise([run.start(), *(run.start() + at for at in joints(run[0])), run.end()])
    return found


def stop_between(before: str, after: str) -> Stop:
    """What ends between two words: a sentence, a clause, something `after` opens anew, nothing.

    "hanging": a break here would part what belongs together, an article and its noun or a name's two words.
    """
    last, first = before.rstrip(_CLOSERS), after.lstrip(_OPENERS)
    word = last.lstrip(_OPENERS)
    if after and not any(char.isalnum() for char in after):
        return "hanging"  # a dash or a picture sign belongs to the word before it
    opens = first[:1].isupper() and first.casefold() in _LEADING
    if leads_on(word, first) and not (len(word) == 2 and opens):  # in "Chapter I. The House" is no initial
        return "hanging"
    if last[-1:] and last[-1] in _SENTENCE_ENDS:
        return "clause" if first[:1].islower() else "sentence"  # "Ah! but we have"
    if last[-1:] and last[-1] in _CLAUSE_ENDS:
        return "clause"
    if word.casefold() in _LEADING or (_is_name(before) and (_is_name(after) or _NUMBER.fullmatch(after))):
        return "hanging"
    return "opening" if first.casefold() in _LEADING else "none"


def _is_name(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


def _parts(before: str, after: str) -> bool:
    return before not in _NEVER_LAST and after not in _NEVER_FIRST and unicodedata.category(after) not in (
        "Mn", "Mc", "Cf", "Pe", "Pf",
    )  # fmt: skip


@cache
def _parser(model: str):
    import budoux

    return getattr(budoux, f"load_default_{model}_parser")()
