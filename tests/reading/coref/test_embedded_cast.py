"""How the cast is named: what an author would call each."""

import numpy as np
import pytest

from storyvid.models import Reading
from storyvid.reading.coref.embedded_cast import reading_of
from storyvid.reading.coref.embedded_heads import Judged
from storyvid.reading.coref.embedded_model import Clustered
from storyvid.reading.coref.embedded_traits import traits_of
from storyvid.reading.coref.embedded_words import words_of

PROP, NOM = 0, 1


def read(text: str, *clusters: tuple[str, ...], many: tuple[int, ...] = ()) -> Reading:
    """The cast where each cluster is every saying of its phrases; capitals make names; `many`: which are groups."""
    words = words_of(text)
    found: dict[tuple[int, int], int] = {}
    for number, phrases in enumerate(clusters):
        for parts in (tuple(phrase.split()) for phrase in phrases):
            for at in range(len(words) - len(parts) + 1):
                if words.tokens[at : at + len(parts)] == parts:
                    found.setdefault((at, at + len(parts) - 1), number)
    spans = np.array(sorted(found, key=lambda span: (span[0], -span[1])))
    of = np.array([found[tuple(span)] for span in spans.tolist()])
    m = len(spans)
    named = [PROP if words.tokens[b][0].isupper() and words.tokens[a] != "one" else NOM for a, b in spans.tolist()]
    genders = np.eye(4)[[3 if number in many else 0 for number in of]]
    judged = Judged(spans, np.ones(m), np.eye(3)[named], np.eye(6)[np.zeros(m, int)], genders, np.zeros((m, 1)))
    rows = tuple(tuple(np.flatnonzero(of == number).tolist()) for number in range(len(clusters)))
    return reading_of(words, Clustered(judged, traits_of(words, spans), rows))


def names(reading: Reading) -> set[str]:
    return {character.name for character in reading.characters}


def test_a_name_said_once_that_another_bears_is_not_taken():
    text = "Jack ran. Jack sang. Jack ate. The farmer saw a field. The farmer slept. The farmer called Jack Jack."
    words = text.replace("Jack Jack", "Jack little Jack")
    assert names(read(words, ("Jack",), ("The farmer", "little Jack"))) == {"Jack", "The farmer"}


def test_a_group_is_not_called_by_the_name_of_one():
    text = "The storks sang. Peter ran. The storks flew. Some storks slept. They rested."
    assert names(read(text, ("The storks", "Some storks", "They", "Peter"), many=(0,))) == {"The storks"}


@pytest.mark.parametrize(
    ("text", "phrases", "name"),
    [
        ("Soon my wife came. She sang. My wife slept.", ("my wife", "My wife", "She"), "The wife"),
        ("Then one of the Afghans came. He sang.", ("one of the Afghans", "He"), "One of the Afghans"),
        ("Then some little girls came. They sang.", ("some little girls", "They"), "The little girls"),
        ("Then the stork came. Stork sang. The stork slept.", ("the stork", "Stork", "The stork"), "The stork"),
    ],
)
def test_a_noun_phrase_is_named_for_the_screen(text, phrases, name):
    assert names(read(text, phrases)) == {name}


@pytest.mark.parametrize("text", ["Whoever came was glad, for he ate.", "Nobody came, for he slept."])
def test_nobody_in_particular_is_no_character(text):
    assert names(read(text, (text.split()[0], "he"))) == set()
