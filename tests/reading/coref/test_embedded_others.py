"""Whom grammar and talk rule out, whatever cluster the first reading put both in."""

import numpy as np
import pytest

from storyvid.reading.coref.embedded_others import not_speaking, ruled_out
from storyvid.reading.coref.embedded_talk import told
from tests.reading.coref.test_embedded_parting import evidence

ANSWERS = "Mary met Emily . Mary said : “ Good morning . ” “ Thank you , ” she answered ."
CALLS = "Mary met Emily . “ Oh , Emily ! ” she cried ."
SPEAKS = "Mary met Emily . “ She is late , ” said Mary ."


def clusters(text, of, read, *phrases, links):
    """The cluster of each phrase after the reading; `of`: the clusters before by phrase."""
    said, seen = evidence(text, *phrases, links=links)
    found = read(seen, np.array([of[phrase] for phrase in said]))
    return dict(zip(said, found.tolist(), strict=True))


def nobody_said(seen, before):
    return ruled_out(seen, before, np.full(int(seen.words.quotes.max(initial=0)) + 1, -1))


def test_she_who_calls_somebody_by_name_is_the_next_likely():
    of = {"Mary": 0, "Emily": 1, "she": 1}
    found = clusters(CALLS, of, nobody_said, *of, links={("she", "Mary"): -1.0, ("she", "Emily"): 2.0})
    assert found["she"] == found["Mary"] != found["Emily"]


def test_nobody_else_likely_leaves_her_where_she_is():
    of = {"Mary": 0, "Emily": 1, "she": 1}
    found = clusters(CALLS, of, nobody_said, *of, links={("she", "Mary"): -9.0, ("she", "Emily"): 2.0})
    assert found["she"] == found["Emily"]


def test_she_who_answers_is_not_who_was_speaking():
    of = {"Mary": 0, "Emily": 1, "she": 0}

    def read(seen, before):
        return ruled_out(seen, before, np.array([-1, 0, 0]))

    links = {("she", "Mary"): 2.0, ("she", "Emily"): -1.0}
    assert clusters(ANSWERS, of, read, *of, links=links)["she"] == of["Emily"]
    apart = ANSWERS.replace("” “ Thank", "” Then : “ Thank")
    assert clusters(apart, of, read, *of, links=links)["she"] == of["Mary"]


@pytest.mark.parametrize(
    ("text", "word", "moved"),
    [
        ("Tom met Ben . Ben followed him .", "him", True),
        ("Tom met Ben . Ben called after him .", "him", True),
        ("Tom met Ben . Ben shut the door after him .", "him", False),
        ("Tom met Ben . Ben looked behind him .", "him", False),
        ("Tom met Ben . Ben came , and Tom saw him .", "him", False),
        ("Ann met Sue . Sue followed her .", "her", True),
        ("Ann met Sue . Sue followed her sister .", "her", False),
    ],
)
def test_him_to_whom_somebody_does_something_is_another(text, word, moved):
    first, second = ("Tom", "Ben") if word == "him" else ("Ann", "Sue")
    said, seen = evidence(text, first, second, second, word, links={(word, first): -1.0, (word, second): 2.0})
    of = np.array([{first: 0}.get(phrase, 1) for phrase in said])
    found = dict(zip(said, nobody_said(seen, of).tolist(), strict=True))
    assert found[word] == (0 if moved else 1)


def test_what_is_given_away_tells_of_no_sex():
    """A fox and a crow, whose only "she" and "him" are each the other's."""
    text = "The fox met the crow . The fox said : “ Hello . ” “ Yes , ” she answered . Then the crow called him ."
    phrases = ("The fox", "the crow", "The fox", "she", "the crow", "him")
    links = {("she", "The fox"): 1.0, ("she", "the crow"): -2.0, ("him", "The fox"): 1.0, ("him", "the crow"): 1.2}
    said, seen = evidence(text, *phrases, links=links)
    of = np.array([{"The fox": 0, "she": 0}.get(phrase, 1) for phrase in said])
    found = ruled_out(seen, of, np.array([-1, 0, 1])).tolist()
    assert found[said.index("she")] == 1
    assert found[said.index("him")] == 0


def test_whose_i_a_quotation_has_tells_nothing_of_who_speaks():
    """It is by who speaks that it is settled: an error of the first reading must not hold itself up."""
    said, seen = evidence("Mary met Emily . Emily looked up . “ I am late . ”", "Mary", "Emily", "I")
    for whose in (0, 1):
        of = np.array([{"Mary": 0, "Emily": 1, "I": whose}[phrase] for phrase in said])
        assert told(seen, of).tolist() == [-1, 1]


def test_she_in_a_quotation_is_not_who_is_told_to_say_it():
    of = {"Mary": 0, "Emily": 1, "She": 0}

    def read(seen, before):
        return not_speaking(seen, before, np.array([-1, 0]))

    found = clusters(SPEAKS, of, read, *of, links={("She", "Emily"): -2.0, ("She", "Mary"): 2.0})
    assert found["She"] == found["Emily"] != found["Mary"]


def test_he_is_given_to_no_woman():
    of = {"Mary": 0, "Emily": 1, "He": 0}

    def read(seen, before):
        return not_speaking(seen, before, np.array([-1, 0]))

    text = SPEAKS.replace("She is", "He is")
    assert clusters(text, of, read, *of, links={("He", "Emily"): -2.0})["He"] == 0
