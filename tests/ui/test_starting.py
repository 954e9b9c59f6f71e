"""From pasted text to a story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid.errors import BadInput
from storyvid.story import Story
from storyvid.ui.starting import first_words, story_from

FOX = "The fox sat down. She was tired. Then the moon rose over the hill, and she sang."


def test_the_words_stay_the_authors_own():
    assert story_from(FOX).text == FOX


def test_a_story_without_a_title_is_called_by_its_first_words():
    assert story_from("# The Fox\n\nShe ran.").title == "The Fox"
    assert first_words(
        "A very long first line that goes on and on and on until nobody can read it at a glance"
    ).endswith("…")


def test_a_long_first_line_gives_its_first_sentence_as_the_title():
    told = "Ich war neun Jahre alt, als ich Mr. Funke fand. Er saß hinter unserem Schuppen und fror."
    assert story_from(told).title == "Ich war neun Jahre alt, als ich Mr. Funke fand"
    assert first_words("“Who goes there?” cried the fox. “It is only me, and I am small and cold,” said she.") == (
        "“Who goes there?” cried the fox"
    )


def test_a_given_title_is_kept():
    assert story_from(FOX, "Moon").title == "Moon"


def test_the_language_is_recognised_unless_the_author_fixed_it():
    german = "Es war einmal ein kleiner Fuchs. Der Fuchs lebte im Wald und war sehr müde."
    assert story_from(german).language == "de"
    assert story_from(german, base=Story(language="nl", language_fixed=True)).language == "nl"


def test_text_without_words_is_refused_with_advice():
    with pytest.raises(BadInput, match="Paste or upload"):
        story_from(" \n—…\n ")


@given(st.text(min_size=1, max_size=200).filter(lambda text: any(char.isalnum() for char in text)))
def test_any_text_with_words_gets_a_title(text):
    assert first_words(text).strip()
