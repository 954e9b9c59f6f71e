"""Which of those in a picture a word of the scene names: by name, by a noun of the look, by kind."""

import re

from storyvid.images.storyboard import lexicon
from storyvid.images.storyboard.actors import Actor
from storyvid.images.storyboard.figures.words import being_of
from storyvid.images.storyboard.wording import words_of

ENDS = ".!?;"


def named_at(words: list[str], at: int, actors: tuple[Actor, ...]) -> Actor | None:
    """The actor whom the word there names; None for all other words."""
    word = re.sub(r"['’]s?$", "", words[at])
    if not word.isalpha() or word in lexicon.SAYING_NOTHING:
        return None
    for said in (_names, _nouns):
        found = next((actor for actor in actors if word in said(actor)), None)
        if found:
            return found
    being = being_of(word)
    return next((actor for actor in actors if being and being in map(being_of, _names(actor) | _nouns(actor))), None)


def sentence_of(words: list[str], at: int) -> tuple[int, int]:
    """Where the sentence of the word there begins and ends (past its last word)."""
    start = next((spot + 1 for spot in range(at - 1, -1, -1) if words[spot] in ENDS), 0)
    return start, next((spot for spot in range(at, len(words)) if words[spot] in ENDS), len(words))


def _names(actor: Actor) -> set[str]:
    return {word for word in words_of(actor.name) if word.isalpha() and word not in lexicon.SAYING_NOTHING}


def _nouns(actor: Actor) -> set[str]:
    return {word for word in words_of(actor.look) if being_of(word)}
