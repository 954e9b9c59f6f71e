"""Recognising the language."""

import tempfile

import pytest

from storyvid.errors import NoRoom
from storyvid.reading import language as module
from storyvid.reading.language import recognised


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The wolf knocked at the door."),
        ("de", "Es war einmal ein König."),
        ("fr", "Il était une fois un roi."),
        ("es", "Érase una vez un rey."),
        ("it", "Il lupo bussò alla porta."),
        ("pt", "O lobo bateu à porta."),
        ("nl", "De wolf klopte op de deur."),
        ("sv", "Det var en gång en kung."),
        ("da", "Ulven bankede på døren."),
        ("pl", "Wilk zapukał do drzwi."),
        ("ru", "Волк постучал в дверь."),
        ("uk", "Вовк постукав у двері."),
        ("zh", "从前有一个国王。"),
        ("ja", "狼が戸を叩いた。"),
        ("ar", "طرق الذئب الباب."),
        ("hi", "एक समय की बात है, एक राजा था।"),
        ("tr", "Kurt kapıyı çaldı."),
        ("el", "Ο λύκος χτύπησε την πόρτα."),
    ],
)
def test_one_sentence_is_enough_to_tell_the_language(language, text):
    assert recognised(text) == language


def test_a_text_without_words_is_taken_for_english():
    assert recognised("") == recognised("123 !?") == "en"


@pytest.mark.parametrize("text", ["Hello", "Anna", "Anna laughed.", "The end", "Run!", "x", "wolf"])
def test_a_word_or_two_are_taken_for_english_unless_they_clearly_are_not(text):
    assert recognised(text) == "en"
    assert recognised("Guten Tag") == "de" and recognised("Bonjour") == "fr"


def test_where_no_temporary_file_can_be_written_it_says_so(tmp_path, monkeypatch):
    module._identifier.cache_clear()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(NoRoom, match="TMPDIR"):
        recognised("The wolf knocked at the door.")
    monkeypatch.undo()
    assert recognised("The wolf knocked at the door.") == "en"
