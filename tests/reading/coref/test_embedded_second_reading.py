"""The second reading: names and kinds join and part clusters, and talk is given to who speaks and who is spoken to."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid import models
from storyvid.reading.coref.embedded import Embedded
from storyvid.reading.coref.embedded_evidence import pooled
from storyvid.reading.coref.embedded_kinds import repaired_by_kind
from storyvid.reading.coref.embedded_names import joined_by_name
from storyvid.reading.coref.embedded_revising import renumbered
from storyvid.reading.coref.embedded_traits import traits_of
from storyvid.reading.coref.embedded_words import Words, words_of

TALK = (
    "A great wolf came round the corner and met a fox. The fox bowed.\n\n"
    "“Is that you, neighbour?” said the fox politely. “I hope you are well.”\n\n"
    "“I am hungry,” answered the wolf.\n\n“You are always joking!” said the fox.\n\n"
    "“I do not joke. I want to eat you.”\n\nThe fox shook her head, and she ran. The wolf ran after her."
)


@pytest.fixture(scope="module")
def reader() -> Embedded:
    return Embedded()


def clusters(text: str, *phrases: str) -> tuple[Words, np.ndarray, list[tuple[int, int]]]:
    """The words of a text and the spans of phrases (every time they are said), in order."""
    words = words_of(text)
    spans = set()
    for phrase in phrases:
        parts = tuple(phrase.split())
        for at in range(len(words) - len(parts) + 1):
            if words.tokens[at : at + len(parts)] == parts:
                spans.add((at, at + len(parts) - 1))
    return words, np.array(sorted(spans, key=lambda span: (span[0], -span[1]))), sorted(spans)


def apart(words: Words, spans: np.ndarray) -> dict[str, list[int]]:
    """The rows of every phrase."""
    rows: dict[str, list[int]] = {}
    for row, (start, end) in enumerate(spans.tolist()):
        rows.setdefault(" ".join(words.tokens[start : end + 1]), []).append(row)
    return rows


def joined(text: str, *phrases: str) -> set[frozenset[str]]:
    """Which phrases names join where each phrase began as a cluster of its own, all of them people."""
    words, spans, _ = clusters(text, *phrases)
    rows = apart(words, spans)
    of = np.zeros(len(spans), np.int64)
    for number, held in enumerate(rows.values()):
        of[held] = number
    people = np.eye(6)[np.zeros(len(spans), np.int64)]
    made = joined_by_name(words, traits_of(words, spans), people, of)
    return {frozenset(phrase for phrase, held in rows.items() if made[held[0]] == number) for number in set(made)}


def test_emma_is_emma_woodhouse():
    text = "Emma Woodhouse was clever. Emma lived at home. Mr. Woodhouse was old."
    assert frozenset({"Emma Woodhouse", "Emma"}) in joined(text, "Emma Woodhouse", "Emma")


def test_a_first_name_that_two_bear_joins_neither():
    text = "Anna Bell met Anna Reed. Then Anna went home."
    assert len(joined(text, "Anna Bell", "Anna Reed", "Anna")) == 3


def test_mr_and_mrs_are_two():
    text = "Mr. Bennet spoke. Mrs. Bennet laughed."
    assert len(joined(text, "Mr. Bennet", "Mrs. Bennet")) == 2


def test_the_doctor_is_the_only_doctor_with_a_name():
    text = "Dr. Archie came in. The girl saw the doctor."
    assert frozenset({"Dr. Archie", "the doctor"}) in joined(text, "Dr. Archie", "the doctor")
    both = "Dr. Archie met Dr. Bell. The girl saw the doctor."
    assert len(joined(both, "Dr. Archie", "Dr. Bell", "the doctor")) == 3


def by_kind(text: str, groups: tuple[tuple[str, ...], ...], beings: set[str]) -> tuple[list[str], list[int]]:
    """The phrases in order and their clusters after repair by kind, each group one cluster before."""
    words, spans, _ = clusters(text, *(phrase for group in groups for phrase in group))
    said = [" ".join(words.tokens[start : end + 1]) for start, end in spans.tolist()]
    of = np.array([next(k for k, group in enumerate(groups) if phrase in group) for phrase in said])
    return said, repaired_by_kind(words, traits_of(words, spans), of, frozenset(beings)).tolist()


def test_the_one_wolf_of_a_tale_is_one():
    _, of = by_kind("A great wolf came. Soon the wolf slept.", (("A great wolf",), ("the wolf",)), {"wolf"})
    assert len(set(of)) == 1


@pytest.mark.parametrize("text", ["A wolf came. Then another wolf slept.", "A wolf came. Soon a wolf slept."])
def test_two_wolves_stay_two(text):
    _, of = by_kind(text, (("A wolf",), ("another wolf", "a wolf")), {"wolf"})
    assert len(set(of)) == 2


def test_a_boy_is_no_swallow():
    text = "The swallow flew. The boy slept. The swallow sang. The swallow came. The swallow saw the boy."
    said, of = by_kind(text, (("The swallow", "The boy", "the boy"),), {"swallow"})
    told = {phrase.lower(): {of[k] for k, other in enumerate(said) if other == phrase} for phrase in said}
    assert not told["the swallow"] & told["the boy"]


def who(text: str, reading: models.Reading, phrase: str, word: str) -> models.Cluster | None:
    """The cluster that has the word inside the phrase."""
    start = text.index(phrase) + phrase.index(word)
    for cluster in (*reading.characters, *reading.others):
        if any((m.start, m.end) == (start, start + len(word)) for m in cluster.mentions):
            return cluster
    return None


@pytest.mark.parametrize(
    ("phrase", "word", "name"),
    [
        ("I hope you are", "I", "fox"),
        ("you are well", "you", "wolf"),
        ("I am hungry", "I", "wolf"),
        ("You are always", "You", "wolf"),
        ("I want to eat you", "I", "wolf"),
        ("to eat you", "you", "fox"),
    ],
)
def test_talk_belongs_to_who_speaks_and_who_is_spoken_to(reader, phrase, word, name):
    cluster = who(TALK, reader.read(TALK, language="en"), phrase, word)
    assert cluster is not None and name in cluster.name.lower()


def test_a_tale_of_two_has_a_cast_of_two(reader):
    names = [cluster.name.lower() for cluster in reader.read(TALK, language="en").characters]
    assert len(names) == 2 and any("fox" in name for name in names) and any("wolf" in name for name in names)


def test_who_goes_on_speaking_is_one(reader):
    text = (
        "A woman had a cat. The woman went out.\n\n“My fast has hardly been broken,” said the cat. “I will eat you "
        "too,” said she, and the squirrel ran."
    )
    reading = reader.read(text, language="en")
    assert "cat" in who(text, reading, "said she", "she").name.lower()


def test_two_brothers_are_not_one(reader):
    text = (
        "A man had two sons. The eldest son went to the forest, and he cut his arm. Then the second son went to the "
        "forest, and he cut his leg. So the second son went home."
    )
    reading = reader.read(text, language="en")
    assert who(text, reading, "The eldest son", "The eldest son") is not who(
        text, reading, "the second son", "the second son"
    )


@given(st.lists(st.tuples(st.integers(0, 5), st.floats(-10, 10))), st.lists(st.integers(0, 7), min_size=1))
def test_values_pooled_by_key_are_those_counted_one_by_one(pairs, asked):
    keys = np.array([key for key, _ in pairs], np.int64)
    values = np.array([value for _, value in pairs])
    held = pooled(keys, values)
    told, counts = held.told(np.array(asked)), held.counts(np.array(asked))
    for row, key in enumerate(asked):
        mine = values[keys == key] if len(pairs) else values
        assert counts[row] == len(mine)
        expected = [mine.max(), np.log(np.exp(mine).sum()), mine.mean()] if len(mine) else [-10.0] * 3
        np.testing.assert_allclose(told[row], expected, atol=1e-4)


@given(st.lists(st.integers(0, 9), min_size=1))
def test_clusters_are_renumbered_as_they_begin(of):
    made = renumbered(np.array(of)).tolist()
    assert list(dict.fromkeys(made)) == list(range(len(set(of))))
    assert {(a, b) for a, b in zip(of, made, strict=True)} == set(dict(zip(of, made, strict=True)).items())


def test_the_beautiful_hyacinthia_is_princess_hyacinthia():
    """However often; but families share a surname, and "Miss" says little."""
    text = "Princess Hyacinthia sang. He loved the beautiful Hyacinthia. Then Hyacinthia slept."
    assert len(joined(text, "Princess Hyacinthia", "the beautiful Hyacinthia", "Hyacinthia")) == 1
    kin = "Miss Bennet met Mrs. Bennet and Lady Bennet."
    assert len(joined(kin, "Miss Bennet", "Mrs. Bennet", "Lady Bennet")) == 3


def test_joins_by_name_reach_through_one_another():
    text = "Then John sat. Then Smith spoke. John Smith came."
    assert len(joined(text, "John Smith", "John", "Smith")) == 1


def test_peter_rabbit_is_a_name_though_a_rabbit_is_none():
    text = "A rabbit ran. It was not Peter Rabbit. Then Peter slept."
    assert frozenset({"Peter Rabbit", "Peter"}) in joined(text, "Peter Rabbit", "Peter", "A rabbit")


def test_mr_bennet_is_mr_bennet_wherever_he_is():
    """Though Mrs. Bennet bears the name too."""
    text = "Mr. Bennet read. Mrs. Bennet spoke. Then Mr. Bennet slept."
    words, spans, _ = clusters(text, "Mr. Bennet", "Mrs. Bennet")
    people = np.eye(6)[np.zeros(len(spans), np.int64)]
    assert joined_by_name(words, traits_of(words, spans), people, np.arange(3)).tolist() == [0, 1, 0]


def test_peter_rabbit_is_not_benjamin_bunny():
    """Though every rabbit of a tale that knows but one is that one."""
    text = "Old Peter Rabbit ran. Old Benjamin Bunny sat. Then Old Peter Rabbit slept."
    _, of = by_kind(text, (("Old Peter Rabbit",), ("Old Benjamin Bunny",)), {"rabbit"})
    assert of == [0, 1, 0]
    _, of = by_kind("The rabbit ran. Then Peter Rabbit slept.", (("The rabbit",), ("Peter Rabbit",)), {"rabbit"})
    assert len(set(of)) == 1
