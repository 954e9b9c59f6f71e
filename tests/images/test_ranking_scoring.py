"""Scores from vectors: what fits better is ranked higher, whatever the model."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from storyvid.images.ranking.scoring import COUNTS, scored

directions = arrays(np.float64, 8, elements=st.floats(-1, 1)).filter(lambda array: np.linalg.norm(array) > 0.1)


def unit(*values: float) -> np.ndarray:
    array = np.asarray(values, dtype=np.float64)
    return array / np.linalg.norm(array)


def test_the_picture_nearer_to_the_prompt_has_the_higher_total():
    near, far = scored([unit(1, 0.1, 0), unit(0.2, 1, 0)], unit(1, 0, 0))
    assert near.total > 0 > far.total
    assert near.prompt_percent == 100 and far.prompt_percent < 60


def test_likeness_is_to_the_nearest_picture_that_the_author_approved():
    like = {"Mira": [unit(0, 1, 0), unit(0, 0, 1)]}
    first, second = scored([unit(0, 0, 1), unit(1, 0.3, 0)], like=like)
    assert first.likeness_percent == {"Mira": 100} and first.total > second.total
    assert second.likeness_percent["Mira"] < 40


def test_the_number_of_figures_asked_for_counts():
    counts = np.eye(len(COUNTS))
    two, crowd = scored([counts[2], counts[4]], counts=counts, expected=2)
    assert (two.figures, crowd.figures) == (2, 4)
    assert two.figures_sure_percent == 100 and crowd.figures_sure_percent == 0
    assert two.total > crowd.total


def test_more_figures_than_can_be_counted_are_a_crowd():
    counts = np.eye(len(COUNTS))
    crowd, one = scored([counts[4], counts[1]], counts=counts, expected=9)
    assert crowd.total > one.total


def test_without_anything_to_compare_with_all_are_alike():
    scores = scored([unit(1, 0), unit(0, 1)])
    assert [score.total for score in scores] == [0.0, 0.0]
    assert scores[0].prompt_percent is None and scores[0].figures is None


@given(st.lists(directions, min_size=1, max_size=6), directions)
def test_totals_are_finite_and_even_out_to_nothing(pictures, prompt):
    scores = scored([unit(*picture) for picture in pictures], unit(*prompt))
    assert np.isfinite([score.total for score in scores]).all()
    assert abs(sum(score.total for score in scores)) < 1e-6
    assert all(0 <= score.prompt_percent <= 100 for score in scores)
