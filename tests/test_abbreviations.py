"""Abbreviations: what is read aloud before a name neither ends a sentence nor a line of captions."""

import pytest

from storyvid.abbreviations import TITLES
from storyvid.phrases import stop_between
from storyvid.reading.sentences import sentences
from storyvid.speech.read_out import read_out

STOPPED = [(language, title) for language, said in TITLES.items() for title in said if title.endswith(".")]


@pytest.mark.parametrize(("language", "title"), STOPPED, ids=lambda part: str(part))
def test_a_title_ends_neither_a_sentence_nor_a_line_and_is_read_out(language: str, title: str):
    told = f"{title} Grigio"
    assert len(sentences(told, language=language)) == 1
    assert stop_between(title, "Grigio") == "hanging"
    assert title not in read_out(told, language=language).text


@pytest.mark.parametrize(("language", "title"), [("sv", "Hr"), ("da", "Frk"), ("pl", "św"), ("ru", "г"), ("uk", "ім")])
def test_a_title_without_a_reading_ends_no_sentence_either(language: str, title: str):
    assert len(sentences(f"{title}. Nord", language=language)) == 1
