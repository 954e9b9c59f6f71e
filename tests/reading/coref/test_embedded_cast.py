"""How the cast is named: what an author would call each."""

import numpy as np
import pytest

from storyvid.models import Reading
from storyvid.reading.coref.embedded_cast import reading_of
from storyvid.reading.coref.embedded_heads import Judged
from storyvid.reading.coref.embedded_model import Clustered
from storyvid.reading.coref.embedded_traits import traits_of
from storyvid.reading.coref.embedded_words import Words, words_of

PROP, NOM = 0, 1


def read(text: str, *clusters: tuple[str, ...], many: tuple[int, ...] = ()) -> Reading:
    """The cast where each cluster is every saying of its phrases; capitals make names; `many`: which are groups."""
    words = words_of(text)
    found: dict[tuple[int, int], int] = {}
    for number, phrases in enumerate(clusters):
        for parts in (tuple(words_of(phrase).tokens) for phrase in phrases):
            for at in range(len(words) - len(parts) + 1):
                if words.tokens[at : at + len(parts)] == parts:
                    found.setdefault((at, at + len(parts) - 1), number)
    spans = sorted(found, key=lambda span: (span[0], -span[1]))
    rows = tuple(tuple(k for k, span in enumerate(spans) if found[span] == number) for number in range(len(clusters)))
    return read_spans(words, spans, rows, many=many)


def read_spans(
    words: Words, places: list[tuple[int, int]], rows: tuple[tuple[int, ...], ...], *, many: tuple[int, ...] = ()
) -> Reading:
    """The cast of clusters given as rows of `places`, the mentions' first and last words in order."""
    spans, m = np.array(places), len(places)
    of = [next(number for number, held in enumerate(rows) if row in held) for row in range(m)]
    named = [PROP if words.tokens[b][0].isupper() and words.tokens[a] != "one" else NOM for a, b in spans.tolist()]
    genders = np.eye(4)[[3 if number in many else 0 for number in of]]
    judged = Judged(spans, np.ones(m), np.eye(3)[named], np.eye(6)[np.zeros(m, int)], genders, np.zeros((m, 1)))
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
        (
            "Then one of the Afghans who wished to sing came. He sang.",
            ("one of the Afghans who wished to sing", "He"),
            "One of the Afghans",
        ),
        ("Then an old, bent woman came. She sang.", ("an old, bent woman", "She"), "The old, bent woman"),
        ("Then a good and wise queen came. She sang.", ("a good and wise queen", "She"), "The good and wise queen"),
        ("Then the old, as ever, sang. They slept.", ("the old", "They"), "The old"),
        ("Then some little girls came. They sang.", ("some little girls", "They"), "The little girls"),
        ("Then the stork came. Stork sang. The stork slept.", ("the stork", "Stork", "The stork"), "The stork"),
    ],
)
def test_a_noun_phrase_is_named_for_the_screen(text, phrases, name):
    assert names(read(text, phrases)) == {name}


@pytest.mark.parametrize("text", ["Whoever came was glad, for he ate.", "Nobody came, for he slept."])
def test_nobody_in_particular_is_no_character(text):
    assert names(read(text, (text.split()[0], "he"))) == set()


@pytest.mark.parametrize(
    ("text", "phrases", "name"),
    [
        ("Then KING HENRY VIII rode out. KING HENRY VIII sang.", ("KING HENRY VIII",), "King Henry VIII"),
        ("Then CIVIL CLARA rode out.", ("CIVIL CLARA",), "Civil Clara"),
        ("Then VIVI came. VIVI sang.", ("VIVI",), "Vivi"),
        ("Then such a gallant man came. He sang.", ("such a gallant man", "He"), "The gallant man"),
    ],
)
def test_a_name_is_written_as_in_a_book(text, phrases, name):
    assert names(read(text, phrases)) == {name}


_TWICE = "Tom sang. Tom ran. Tom ate. Tom slept. Tom wept. He rose. Later, {0} was seen."


@pytest.mark.parametrize(
    ("said", "phrase", "many", "expected"),
    [
        ("Lady Tom", "Lady Tom", (), {"Tom", "Lady Tom"}),
        ("Tom", "Tom", (), {"Tom"}),
        ("the second Tom", "the second Tom", (), {"Tom", "Tom (2)"}),
        ("Tom", "Tom", (1,), {"Tom", "Tom (2)"}),
    ],
)
def test_a_name_heard_again_in_passing_is_no_second_bearer(said, phrase, many, expected):
    words = words_of(_TWICE.format(said))
    last = len(words) - 4  # the later mention's last word
    spans = [(at, at) for at, word in enumerate(words.tokens) if word in ("Tom", "He") and at != last]
    spans.append((last - len(phrase.split()) + 1, last))
    rows = (tuple(range(len(spans) - 1)), (len(spans) - 1,))
    found = read_spans(words, spans, rows, many=many)
    assert names(found) == expected
    assert sum(len(character.mentions) for character in found.characters) == len(spans)


def test_any_of_them_is_nobody():
    text = "Every one of the boys sang. They ran. Each boy ate his bread. The cook slept. She woke."
    assert names(read(text, ("Every one of the boys", "They"), ("Each boy", "his"), ("The cook", "She"))) == {
        "The cook"
    }


@pytest.mark.parametrize(
    ("text", "phrase", "is_somebody"),
    [
        ("She prayed at St. Mary's Convent. Then the Abbess of St. Mary's came.", "St. Mary", False),
        ("She saw the eyes of St. Mary. She saw St. Mary's robe.", "St. Mary", True),
        ("Then St. Mary sang. They were at St. Mary's.", "St. Mary", True),
        ("They climbed Mount Fuji. Then Mount Fuji smoked.", "Mount Fuji", False),
    ],
)
def test_a_church_or_a_mountain_is_no_character(text, phrase, is_somebody):
    assert (names(read(text, (phrase,))) == {phrase}) == is_somebody


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ("Mr. Finch taught the third class. The pupils liked Mr. Finch.", "Mr. Finch", "person"),
        ("Julian Crane sat in his chair. Julian Crane said nothing.", "Julian Crane", "person"),
        ("Mr. Fox went out at night. Mr. Fox had a long red tail.", "Mr. Fox", "animal"),
        ("Peter Rabbit ate a radish. One day the little rabbit was ill. Peter Rabbit slept.", "Peter Rabbit", "animal"),
        ("Brave Finch sang. Brave Finch slept.", "Brave Finch", "animal"),
    ],
)
def test_an_animal_in_a_surname_makes_no_animal_where_the_story_tells_of_none(text, phrase, entity):
    assert [one.entity for one in read(text, (phrase,)).characters] == [entity]
