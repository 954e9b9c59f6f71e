"""Who is spoken of or to is not who speaks, whatever cluster the first reading put both in."""

import numpy as np

from storyvid.reading.coref.embedded_others import not_called, not_speaking
from tests.reading.coref.test_embedded_parting import evidence

CALLS = "Mary met Emily . “ Oh , Emily ! ” she cried ."
SPEAKS = "Mary met Emily . “ She is late , ” said Mary ."


def clusters(text, of, read, *phrases, links):
    """The cluster of each phrase after the reading; `of`: the clusters before by phrase."""
    said, seen = evidence(text, *phrases, links=links)
    found = read(seen, np.array([of[phrase] for phrase in said]))
    return dict(zip(said, found.tolist(), strict=True))


def test_she_who_calls_somebody_by_name_is_the_next_likely():
    of = {"Mary": 0, "Emily": 1, "she": 1}
    found = clusters(CALLS, of, not_called, *of, links={("she", "Mary"): -1.0, ("she", "Emily"): 2.0})
    assert found["she"] == found["Mary"] != found["Emily"]


def test_nobody_else_likely_leaves_her_where_she_is():
    of = {"Mary": 0, "Emily": 1, "she": 1}
    found = clusters(CALLS, of, not_called, *of, links={("she", "Mary"): -9.0, ("she", "Emily"): 2.0})
    assert found["she"] == found["Emily"]


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
