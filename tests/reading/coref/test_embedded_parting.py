"""Who stands beside whom in a sentence is two, and what is said of both goes to whom the scores speak for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid.reading.coref.embedded import Embedded
from storyvid.reading.coref.embedded_evidence import Evidence
from storyvid.reading.coref.embedded_parting import parted
from storyvid.reading.coref.embedded_traits import traits_of
from storyvid.reading.coref.embedded_words import words_of

PLURAL = 3


def evidence(text: str, *phrases: str, links: dict[tuple[str, str], float] | None = None) -> tuple[list[str], Evidence]:
    """The mentions of a text by phrase, in order, and what is known of them; `links`: (later, earlier) phrases."""
    words = words_of(text)
    found = {
        (at, at + len(parts) - 1)
        for parts in (tuple(phrase.split()) for phrase in phrases)
        for at in range(len(words) - len(parts) + 1)
        if words.tokens[at : at + len(parts)] == parts
    }
    spans = np.array(sorted(found, key=lambda span: (span[0], -span[1])))
    said = [" ".join(words.tokens[start : end + 1]) for start, end in spans.tolist()]
    m = len(said)
    later, earlier = np.tril_indices(m, -1)
    scores = [(links or {}).get((said[i], said[j]), -5.0) for i, j in zip(later, earlier, strict=True)]
    genders = np.eye(4)[[PLURAL if phrase.endswith("s") else 0 for phrase in said]]
    kinds, entities = np.eye(3)[np.zeros(m, int)], np.eye(6)[np.zeros(m, int)]
    return said, Evidence(
        words, traits_of(words, spans), kinds, entities, genders, np.zeros(m), later, earlier, np.array(scores)
    )


def parts(text: str, *phrases: str, links: dict[tuple[str, str], float] | None = None) -> set[frozenset[str]]:
    """Which phrases stay together of what was one cluster."""
    said, seen = evidence(text, *phrases, links=links)
    of = parted(seen, np.zeros(len(said), np.int64))
    return {frozenset(phrase for phrase, number in zip(said, of, strict=True) if number == one) for one in of.tolist()}


def test_the_king_who_meets_jack_is_not_jack():
    text = "One day Jack met the king in the wood. Jack bowed. Then the king rode on."
    assert parts(text, "Jack", "the king") == {frozenset({"Jack"}), frozenset({"the king"})}


@pytest.mark.parametrize(
    "text",
    [
        "One day Jack was the king. Jack bowed. Then the king rode on.",
        "One day Jack, the king, rode out. Jack bowed. Then the king rode on.",
        "One day Jack rode out. The king bowed. Jack smiled.",
    ],
)
def test_who_is_told_to_be_the_king_is_one(text):
    assert len(parts(text, "Jack", "the king", "The king")) == 1


def test_king_kojata_is_the_king_but_prince_milan_is_not():
    text = (
        "King Kojata saw Prince Milan. Then the king called Milan. Prince Milan came. "
        "King Kojata smiled, for the king was glad."
    )
    assert parts(text, "King Kojata", "Prince Milan", "the king", "Milan") == {
        frozenset({"King Kojata", "the king"}), frozenset({"Prince Milan", "Milan"}),
    }  # fmt: skip


def test_the_kings_son_is_the_prince_and_not_the_king():
    text = "The king slept. Then the king 's son rode out. Soon the prince came to the wood."
    assert parts(text, "The king", "the king 's son", "the prince") == {
        frozenset({"The king"}), frozenset({"the king 's son", "the prince"}),
    }  # fmt: skip


def test_the_storks_are_not_peter():
    text = "The storks sang. Peter listened. Then the storks flew."
    assert parts(text, "The storks", "the storks", "Peter") == {
        frozenset({"The storks", "the storks"}), frozenset({"Peter"}),
    }  # fmt: skip


def test_a_noun_for_anybody_said_once_parts_nobody():
    text = "Then Jack shut the door, for the man was tired. Jack slept."
    assert len(parts(text, "Jack", "the man")) == 1


def test_a_pronoun_goes_to_whom_the_scores_speak_for():
    text = "One day Jack met the king in the wood. He bowed. Then Jack and the king rode on."
    for who, other in (("Jack", "the king"), ("the king", "Jack")):
        links = {("He", who): 3.0, ("He", other): 1.0}
        assert frozenset({who, "He"}) in parts(text, "Jack", "the king", "He", links=links)


NAMES = ["Jack", "Anna", "the king", "the prince", "he", "she", "the storks", "a fox", "the fox 's son"]


@given(st.lists(st.sampled_from([*NAMES, "met", "was", ".", ",", "and", "“", "”"]), min_size=1, max_size=40))
def test_clusters_only_ever_fall_apart(told):
    said, seen = evidence(" ".join(told), *NAMES) if set(told) & set(NAMES) else ([], None)
    if not said:
        return
    before = np.arange(len(said)) % 2
    after = parted(seen, before)
    assert len(after) == len(said) and (after >= 0).all()
    assert all(len(set(before[after == number].tolist())) == 1 for number in after.tolist())


def test_a_tale_of_a_king_and_a_giant_has_both():
    text = (
        "Once a king had a youngest son, who went to find the giant. The prince rode far. At last the prince came to "
        "the castle of the giant. The giant was asleep, and the prince crept past the giant to the princess. The king "
        "waited for the prince at home. The giant woke, and he roared. When the giant saw the prince he ran after him."
    )
    names = {character.name for character in Embedded().read(text, language="en").characters if not character.minor}
    assert {"The giant", "The prince"} <= names


def test_mr_wood_is_no_child_of_his():
    text = "Then Mr. Wood came in. Soon the children slept."
    assert len(parts(text, "Mr. Wood", "the children")) == 2
    assert len(parts(text.replace("Mr. Wood", "Oz"), "Oz", "the children")) == 1  # may be many, said but once
