"""What is said in place of what is written: words respelt before any voice reads them, their times given back."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from storyvid.models import Progress, Speech, SpeechModel, SpokenWord
from storyvid.recipes import SpeechRecipe
from storyvid.speech.wording import Piece, Wording

Pronunciations = Sequence[tuple[str, str]]


def spoken(model: SpeechModel, recipe: SpeechRecipe, *, progress: Progress) -> Speech:
    """The recipe as the model speaks it, pronunciations heeded; the words' ranges are those of the recipe's text."""
    if not recipe.pronunciations:
        return model.speak(recipe, progress=progress)
    said = respelt(recipe.text, recipe.pronunciations)
    speech = model.speak(replace(recipe, text=said.text, pronunciations=()), progress=progress)
    return replace(speech, words=in_source(speech.words, said))


def occurring(pronunciations: Pronunciations, text: str) -> tuple[tuple[str, str], ...]:
    """Those pronunciations whose word stands in the text, sorted, each word once (the last one given counts)."""
    known = {_folded(word): (word, said) for word, said in pronunciations if word.strip() and said.strip()}
    return tuple(sorted((word, said) for word, said in known.values() if _pattern([word]).search(text)))


def respelt(text: str, pronunciations: Pronunciations) -> Wording:
    """The text with each word of the list as it is said: whole words, in any case, the longest first."""
    said = {_folded(word): respelling for word, respelling in pronunciations if word.strip()}
    if not said:
        return worded_from([(text, 0, len(text))], text)
    pieces: list[Piece] = []
    at = 0
    for match in _pattern(said).finditer(text):
        pieces += [(text[at : match.start()], at, match.start()), (said[_folded(match[0])], *match.span())]
        at = match.end()
    return worded_from([*pieces, (text[at:], at, len(text))], text)


def worded_from(pieces: Iterable[Piece], source: str) -> Wording:
    """Pieces put together: one that stands unchanged in the source goes letter by letter, any other as a whole."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for said, start, end in pieces:
        same = said == source[start:end]
        texts.append(said)
        starts += range(start, end) if same else [start] * len(said)
        ends += range(start + 1, end + 1) if same else [end] * len(said)
    return Wording("".join(texts), tuple(starts), tuple(ends))


def in_source(words: Iterable[SpokenWord], said: Wording) -> tuple[SpokenWord, ...]:
    """Words of what was said as words of the source; those that stand for the same one become one."""
    found: list[SpokenWord] = []
    for word in words:
        if word.end <= word.start:
            continue
        start, end = said.starts[word.start], max(said.ends[word.start : word.end])
        if found and start < found[-1].end:
            found[-1] = replace(found[-1], end=max(end, found[-1].end), end_ms=max(word.end_ms, found[-1].end_ms))
        else:
            found.append(replace(word, start=start, end=end))
    return tuple(found)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(_whole(word.strip()) for word in longest_first), re.IGNORECASE)


def _whole(word: str) -> str:
    """A word between word ends; in scripts without spaces there are none."""
    if any(unicodedata.east_asian_width(character) == "W" for character in word):
        return re.escape(word)
    return rf"(?<!\w){re.escape(word)}(?!\w)"


def _folded(word: str) -> str:
    return word.strip().lower()
