"""Tongues: German, French, Spanish and Italian words as the English ones that the illustrator's tables know."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from storyvid.images.storyboard import lexicon
from storyvid.images.storyboard.figures import BEINGS
from storyvid.images.storyboard.figures.colours import CLOTH, HAIR
from storyvid.images.storyboard.figures.looks import GARMENTS, LOOK_WORDS
from storyvid.images.storyboard.things import THINGS
from storyvid.images.storyboard.tongue_words import LITTLE, ROWS
from storyvid.recipes import ImageRecipe, Part

Tongue = Literal["de", "fr", "es", "it"]
TONGUES: tuple[Tongue, ...] = ("de", "fr", "es", "it")
FEWEST = 2  # words that must tell a tongue, and more of them than of any other
LONGEST_READ = 6000

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the and of was were is are a an in on at to with his her he she it they had has that for not by from who i you my "
    "me will so be as am have this what we us our your would could should can do no yes if them him".split()
)
_ELISION = re.compile(r"\b(l|d|qu|n|s|c|j|m|t|un|dell|nell|all|dall|sull|quell)['’](?=\w)", re.IGNORECASE)
# German words that in lower case are no nouns: "alle schliefen" is not in space, "er ging weg" on no road
_NO_NOUNS = frozenset("all alle allem allen aller alles weg fest arm dank laut".split())
_SHORTEST_HEAD = 4  # letters of the word a German compound ends in
# endings by tongue, the longest first, and what may stand in their place in the table
_ENDINGS: dict[Tongue, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "de": (
        ("chens", ("", "e")), ("chen", ("", "e")), ("leins", ("", "e")), ("lein", ("", "e")), ("sten", ("",)),
        ("ern", ("", "er")), ("ete", ("en",)), ("ten", ("en",)), ("nen", ("",)), ("end", ("en",)), ("em", ("",)),
        ("en", ("", "e")), ("er", ("", "e")), ("es", ("", "e")), ("te", ("en", "n")), ("st", ("en",)),
        ("e", ("", "en")), ("n", ("",)), ("s", ("",)), ("t", ("en",)), ("", ("en",)),
    ),
    "fr": (
        ("aient", ("er", "ir", "re")), ("èrent", ("er",)), ("irent", ("ir",)), ("ait", ("er", "ir", "re")),
        ("ant", ("er", "ir", "re")), ("ent", ("er",)), ("ées", ("er",)), ("és", ("er",)), ("ée", ("er",)),
        ("aux", ("al", "au")), ("ives", ("if",)), ("euse", ("eur",)), ("es", ("", "er")), ("nne", ("n",)),
        ("é", ("er",)), ("a", ("er",)), ("it", ("ir", "re")), ("e", ("", "er")), ("s", ("",)), ("x", ("",)),
    ),
    "es": (
        ("aban", ("ar",)), ("ieron", ("er", "ir")), ("aron", ("ar",)), ("iendo", ("er", "ir")), ("ando", ("ar",)),
        ("itos", ("o",)), ("itas", ("a",)), ("ito", ("o", "")), ("ita", ("a", "")), ("aba", ("ar",)),
        ("ían", ("er", "ir")), ("ía", ("er", "ir")), ("ces", ("z",)), ("ió", ("er", "ir")), ("ones", ("ón",)),
        ("ó", ("ar",)), ("an", ("ar",)), ("en", ("er", "ir")), ("as", ("o", "a")), ("os", ("o",)), ("es", ("",)),
        ("a", ("o", "ar")), ("e", ("er", "ir")), ("s", ("",)),
    ),
    "it": (
        ("avano", ("are",)), ("evano", ("ere",)), ("ivano", ("ire",)), ("arono", ("are",)), ("irono", ("ire",)),
        ("ando", ("are",)), ("endo", ("ere", "ire")), ("ava", ("are",)), ("eva", ("ere",)), ("iva", ("ire",)),
        ("ino", ("o", "a", "e")), ("ina", ("a",)), ("etto", ("o",)), ("etta", ("a",)), ("chi", ("co",)),
        ("che", ("ca", "co")), ("ghi", ("go",)), ("ò", ("are",)), ("ano", ("are",)), ("ono", ("ere", "ire")),
        ("i", ("o", "e", "io")), ("e", ("a", "ere")), ("a", ("o", "are")),
    ),
}  # fmt: skip


def in_english(recipe: ImageRecipe) -> ImageRecipe:
    """The recipe with the words known of another tongue in English; names and all the rest stay as they are.

    The tongue is told by the little words of the scene (der, und, los, avec...), so a text that mixes is read in
    the one it mostly speaks.
    """
    tongue = tongue_of(" ".join(part.text for part in recipe.parts if part.source == "scene"))
    if tongue is None:
        return recipe
    return replace(recipe, parts=tuple(_told(part, tongue) for part in recipe.parts))


def text_in_english(text: str) -> str:
    """A scene's words as `in_english` reads them."""
    tongue = tongue_of(text)
    return _translated(text, tongue) if tongue else text


def tongue_of(text: str) -> Tongue | None:
    """Which of the tongues a text speaks; None for English and all others."""
    words = [word.casefold() for word in _WORD.findall(text[:LONGEST_READ])]
    tables = _tables()
    found = {tongue: sum((word in LITTLE[tongue]) + (word in tables[tongue]) for word in words) for tongue in TONGUES}
    best = max(TONGUES, key=lambda tongue: found[tongue])
    enough = min(FEWEST, max(1, len(words) // 4))
    own = sum((word in _ENGLISH) + _is_english(word) for word in words)
    return best if found[best] >= enough and found[best] > own else None


def english(word: str, tongue: Tongue) -> str | None:
    """The English for a word of the tongue, bent as it may be; None for a word that is not known."""
    return _english(word.casefold(), tongue)


def _told(part: Part, tongue: Tongue) -> Part:
    if part.source == "style":
        return part
    mixed = part.source == "character"  # a look may be written in English under a story that is not
    return replace(part, text=_translated(part.text, tongue, mixed=mixed), name=_translated(part.name, tongue))


def _translated(text: str, tongue: Tongue, *, mixed: bool = False) -> str:
    """The text in English as far as the words are known.

    What is not known is left out where it would be read as an English word (the German "war", the French "son").
    `mixed`: words that are English already stay.
    """
    if tongue in ("fr", "it"):
        text = _ELISION.sub(r"\1 ", text)
    spots = list(_WORD.finditer(text[:LONGEST_READ]))
    out: list[str] = []
    at = 0
    for match in spots:
        word = match[0]
        # a capital within a sentence is a name, but for German nouns
        named = tongue != "de" and word[0].isupper() and not _opens(text, match.start())
        if tongue == "de" and word in _NO_NOUNS and not mixed:
            out, at = [*out, text[at : match.start()]], match.end()
            continue
        said = word if named or (mixed and _is_english(word)) else english(word, tongue)
        if said is None:
            said = "" if not mixed and (word.islower() or _is_english(word)) else word
        out += [text[at : match.start()], said]
        at = match.end()
    return "".join([*out, text[at:]])


def _is_english(word: str) -> bool:
    return word.casefold() in _english_words()


@lru_cache(maxsize=1)
def _english_words() -> frozenset[str]:
    """All that the illustrator's own tables know."""
    tables = (lexicon.PLACES, lexicon.POSES, lexicon.EXPRESSIONS, lexicon.WEATHERS, lexicon.SEASONS, lexicon.TIMES,
              lexicon.NUMBERS, BEINGS, THINGS, GARMENTS, LOOK_WORDS, CLOTH, HAIR)  # fmt: skip
    return frozenset(word for table in tables for word in table) | _ENGLISH


def _opens(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \n\t\"'“”«»„‚‘’¡¿—–-")
    return not before or before[-1] in ".!?…:"


@lru_cache(maxsize=8192)
def _english(word: str, tongue: Tongue) -> str | None:
    table = _tables()[tongue]
    if word in table:
        return table[word]
    for form in _plainer(word, tongue):
        if form in table:
            return table[form]
    if tongue == "de":
        return _head(word, table)
    return None


def _plainer(word: str, tongue: Tongue) -> list[str]:
    """The forms from which the word may be bent: Kindern -> Kind, lachten -> lachen, corría -> correr."""
    found = []
    for ending, ends in _ENDINGS[tongue]:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: len(word) - len(ending)] if ending else word
            found += [stem + end for end in ends]
    if tongue == "de":
        if word.startswith("ge") and len(word) > 6:
            found += [word[2:-1] + "en", word[2:]]
        found += [form.translate(_UMLAUTS) for form in found]
    return found


_UMLAUTS = str.maketrans("äöü", "aou")


def _head(word: str, table: dict[str, str]) -> str | None:
    """What a German compound is: its last part (Holztisch: Tisch)."""
    for start in range(3, len(word) - _SHORTEST_HEAD + 1):
        for form in (word[start:], *_plainer(word[start:], "de")):
            if len(form) >= _SHORTEST_HEAD and form in table and table[form] in _nouns():
                return table[form]
    return None


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return frozenset(english for kind, english, *_ in ROWS if kind == "n")


@lru_cache(maxsize=1)
def _tables() -> dict[Tongue, dict[str, str]]:
    tables: dict[Tongue, dict[str, str]] = {tongue: {} for tongue in TONGUES}
    for _, said, *columns in ROWS:
        for tongue, words in zip(TONGUES, columns, strict=True):
            for word in words.split():
                tables[tongue].setdefault(word.casefold(), said)
    return tables
