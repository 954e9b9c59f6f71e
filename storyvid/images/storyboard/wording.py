"""The words of a scene as the tables know them: plainer forms, pairs that are one, the sense in their company."""

import re

from storyvid.images.storyboard import lexicon
from storyvid.images.storyboard.presence import words_with_speech


def plain(text: str) -> str:
    """The text without what no encoding can hold (lone surrogates)."""
    return text.encode("utf-8", "replace").decode()


def words_of(text: str) -> list[str]:
    """The text's words in lower case, with "." for each end of a sentence."""
    return words_with_speech(text)[0]


def joined(words: list[str], spoken: list[bool]) -> tuple[list[str], list[bool]]:
    """The words with pairs that mean one thing as one word, and each in the sense that its company gives it."""
    out: list[str] = []
    said: list[bool] = []
    at = 0
    while at < len(words):
        pair = lexicon.TOGETHER.get((words[at], words[at + 1])) if at + 1 < len(words) else None
        if words[at] == "." and out and out[-1] in lexicon.SHORTENED:
            at += 1
            continue
        out.append(pair or words[at])
        said.append(spoken[at])
        at += 2 if pair else 1
    company = set(out)
    meant = meant_in(company)
    return [meant.get(word, word) for word in out], said


def meant_in(company: set[str]) -> dict[str, str]:
    """The words that mean another in such company: the captain of a team is a player."""
    return {word: other for word, around, other in lexicon.SENSES if word in company and around & company}


def in_sense(text: str, sense: dict[str, str]) -> str:
    """The text with words in the sense that their company gives them."""
    return re.sub(r"[^\W\d_]+", lambda match: sense.get(match[0].casefold(), match[0]), text)


def stems(word: str) -> tuple[str, ...]:
    """The word and the plainer forms it may stand for: forests -> forest, hurried -> hurry, riding -> ride."""
    if word in lexicon.IRREGULAR:
        return (word, lexicon.IRREGULAR[word])
    word = re.sub(r"['’]s?$", "", word)
    found = [word]
    for ending, ends in (
        ("ies", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ied", ("y",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
        ("er", ()),
        ("y", ("",)),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 2 and not word.endswith("ss"):
            stem = word[: -len(ending)]
            found += [stem + end for end in ends]
            if ending in ("ed", "ing") and len(stem) > 3 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return tuple(found)


def look_up(word: str, table: dict) -> tuple[str, object] | None:
    return next(((stem, table[stem]) for stem in stems(word) if stem in table), None)


def noun_at(words: list[str], at: int, table: dict) -> tuple[str, object] | None:
    """What the noun at that place stands for: only plurals are undone, for fishing is no fish and "he rose" no rose."""
    word = words[at]
    if word in lexicon.ALSO_VERBS and (at == 0 or words[at - 1] not in lexicon.BEFORE_NOUNS):
        return None
    forms = stems(word) if word.endswith("s") or word in lexicon.IRREGULAR else (re.sub(r"['’]s?$", "", word),)
    return next(((form, table[form]) for form in forms if form in table), None)
