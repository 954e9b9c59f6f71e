"""Who a story says somebody is: by names with numbers, by who goes on, by kin, by what is told to be whom."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid.reading.coref.embedded import Embedded
from storyvid.reading.coref.embedded_beings import people_of
from storyvid.reading.coref.embedded_its import its
from storyvid.reading.coref.embedded_naming import Member
from storyvid.reading.coref.embedded_numbered import is_numbered, numbered_names
from storyvid.reading.coref.embedded_subjects import same_subject, stretches
from storyvid.reading.coref.embedded_words import words_of
from tests.reading.coref.test_embedded_parting import evidence

READER = Embedded()


def cast(text):
    """What the reader calls each character, and the words that speak of them."""
    return {
        one.name: [text[m.start : m.end] for m in one.mentions] for one in READER.read(text, language="en").characters
    }


def spoken(words, spans):
    return [" ".join(words.tokens[first : last + 1]) for first, last in spans.tolist()]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“Go,” said Unit 7. Unit 7 rolled on.", ["Unit 7", "Unit 7"]),
        ("“Beep,” said R2. Mia petted R2.", ["R2", "R2"]),
        ("Bot-3 laughed. “Bot-3, stop!” said Mia.", ["Bot-3", "Bot-3"]),
        ("Number Five asked for tea. “No,” said Number Five.", ["Number Five", "Number Five"]),
        ("Chapter 7 was long. Chapter 7 said nothing.", []),
        ("They met in Room 12. Room 12 was cold.", []),
        ("Unit 7 stood there.", []),
    ],
)
def test_a_name_with_a_number_is_one_where_it_acts(text, names):
    words = words_of(text)
    assert spoken(words, numbered_names(words)) == names


@given(st.text(max_size=80))
def test_numbered_names_are_spans_of_any_text(text):
    words = words_of(text)
    assert all(0 <= first <= last < len(words) for first, last in numbered_names(words).tolist())


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Unit 7", True), ("R2", True), ("Bot-3", True), ("Agent Nine", True),
     ("Henry 5", False), ("The one", False), ("the other one", False), ("Anna", False), ("", False)],
)  # fmt: skip
def test_only_a_machine_has_a_number_for_a_name(name, expected):
    assert is_numbered(name) == expected


def test_a_phrase_with_what_tells_more_may_end_anywhere_in_it():
    words = words_of("Then a tall boy with braces came. He was a boy like a girl.")
    assert spoken(words, people_of(words)) == ["a tall boy", "a tall boy with", "a tall boy with braces",
                                              "a tall boy with braces came"]  # fmt: skip


def test_narration_falls_into_sentences_and_what_stands_behind_quotations():
    words = words_of("“Hi,” said Bea. She sat.\n\nIt rained.")
    found = [(" ".join(words.tokens[one.first : one.last]), one.tag) for one in stretches(words)]
    assert found == [("said Bea .", True), ("She sat .", False), ("It rained .", False)]


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Mary met Emily . She laughed .", "She", "Mary"),
        ("“ No , ” said Mary . She saw Emily .", "She", "Mary"),
        ("Mary took off her hat . Emily slept .", "her", "Mary"),
    ],
)
def test_she_who_opens_a_sentence_is_who_opened_the_last(text, before, after):
    said, seen = evidence(text, "Mary", "Emily", before)
    of = {"Mary": 0, "Emily": 1, before: 1}
    found = dict(zip(said, same_subject(seen, np.array([of[one] for one in said])).tolist(), strict=True))
    assert found[before] == found[after] != found["Emily"]


def test_she_of_a_new_paragraph_is_left_to_the_network():
    said, seen = evidence("Mary met Emily . Then it rained . She laughed .", "Mary", "Emily", "She")
    found = dict(zip(said, same_subject(seen, np.array([0, 1, 1])).tolist(), strict=True))
    assert found["She"] == found["Emily"]


def test_who_is_called_somebody_is_that_one():
    found = cast(
        "A girl, a baker and a dog lived here. The girl was called Tilda. The baker was Mr. Crumb. The dog, a scruffy "
        "terrier, was named Biscuit.\n\n“Come,” said Tilda. The baker laughed, and the dog barked at the girl."
    )
    assert {"Tilda", "Mr. Crumb", "Biscuit"} <= found.keys() and not {"The girl", "The baker", "The dog"} & found.keys()
    assert "The baker" in found["Mr. Crumb"] and "The girl" in found["Tilda"]


def test_the_goddess_is_the_one_goddess():
    found = cast(
        "The goddess Anahera lived alone. A potter named Koru climbed up to her.\n\n“Why have you come?” asked the "
        "goddess.\n\n“I am thirsty,” said Koru. And the potter sat down."
    )
    assert "the goddess" in found["Anahera"]


def test_mama_and_his_mother_are_one():
    found = cast(
        "Pip was afraid of the dark. “It is only the sky,” said his mother. Pip looked up.\n\n“Mama,” said Pip, “I see "
        "stars.” His mother laughed. “Mama, look!” said Pip."
    )
    assert sum("mother" in word.lower() or word == "Mama" for words in found.values() for word in words) == 4
    assert len(found) == 2


def test_it_is_the_wolf_that_was_the_subject():
    words = words_of("The wolf sat down. It howled, and its tail shook. It was late. Anna sang. It shone.")
    wolf = [Member(0, 1, "noun", -1, False, False)]
    anna = [Member(words.tokens.index("Anna"), words.tokens.index("Anna"), "name", -1, False, False)]
    found = its(words, [wolf, anna], [True, False])
    assert [words.tokens[one.start] for one in found[0]] == ["It", "its"]
    assert its(words, [wolf, anna], [False, False]) == {}
