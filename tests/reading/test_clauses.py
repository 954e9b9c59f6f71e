"""Sentences without an end: scenes of them keep to their length, end between clauses, and lose no word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.reading.split import SplitBy, split
from storyvid.speech.timing import speaking_ms

CLAUSES = (
    "the fox ran over the hill and down to the river, where he saw a crow in an old tree; she had a piece of cheese in "
    "her beak — a fine yellow one — but she would not give it to him because she was hungry too, and so he sat down, "
)


def lasts_s(text: str, language: str = "en") -> float:
    return speaking_ms(text, language=language) / 1000


@pytest.mark.parametrize(
    ("by", "n", "most_s"), [("sentences", 2, 30), ("sentences", 1, 15), ("count", 9, 45), ("seconds", 10, 10)]
)
@pytest.mark.parametrize("told", [CLAUSES, "word ", "so he ran and ", "9 8 7, ", "run on "], ids=lambda told: told[:12])
def test_scenes_of_a_sentence_without_an_end_keep_to_their_length(told: str, by: SplitBy, n: int, most_s: int):
    text = told * (2000 // len(told.split()) + 1)
    found = split(text, by=by, n=n)
    longest = max(lasts_s(piece.text) for piece in found)
    assert longest <= (lasts_s(text) / n * 1.5 if by == "count" else most_s)
    assert "".join(piece.text + piece.gap for piece in found) == text


@pytest.mark.parametrize(("by", "n"), [("sentences", 2), ("seconds", 10)])
def test_they_end_where_a_clause_does(by: SplitBy, n: int):
    found = split(CLAUSES * 8, by=by, n=n)
    assert len(found) > 5 and all(piece.text[-1] in ",;—" for piece in found)


def test_they_do_not_end_after_a_title_or_where_a_line_was_wrapped():
    told = "so they went on and met Mr. Fox who told them all of Dr. Crow and of the old Mrs. Hare\nand her house and "
    found = split(told * 12, by="sentences", n=1)
    assert len(found) > 4 and not any(piece.text.endswith(("Mr.", "Dr.", "Mrs.")) for piece in found)
    assert sum(piece.text.endswith("Hare") for piece in found) < len(found) / 2


def test_verse_ends_with_a_line():
    line = "The moon is over all the hills and seas\n"
    found = split(line * 7, by="seconds", n=8)
    assert len(found) > 2 and all(piece.text.endswith("seas") for piece in found)


def test_a_conjunction_is_a_better_end_than_a_list_of_words():
    told = "apples, pears, plums, figs, dates, nuts, cakes, hams, cheeses, breads, creams, pies, and he went on with "
    found = split(told * 9, by="sentences", n=1)
    assert sum(piece.text.startswith("and he") for piece in found) > len(found) / 2


def test_an_ordinary_sentence_stays_whole_however_short_the_scenes_shall_be():
    told = "The fox ran over the hill and down to the river, where he saw a crow, and he sat down."
    assert [piece.text for piece in split(told, by="seconds", n=2)] == [told]


@pytest.mark.parametrize(
    ("told", "language"),
    [("狐狸跑过山丘，来到河边，看见一只乌鸦坐在老树上，", "zh"), ("หมาป่าวิ่งข้ามเนินเขาลงไปที่แม่น้ำ", "th")],
)
def test_a_script_without_spaces_is_cut_between_phrases(told: str, language: str):
    found = split(told * 60, by="sentences", n=2, language=language)
    assert "".join(piece.text for piece in found) == told * 60
    assert max(lasts_s(piece.text, language) for piece in found) <= 30
    assert language != "zh" or all(piece.text.endswith("，") for piece in found)


def test_no_heading_is_left_alone_and_no_chapter_opens_twice():
    found = split(f"Chapter I. The House\n\n{CLAUSES * 8}", by="sentences", n=2)
    assert "the fox" in found[0].text and [piece.chapter for piece in found if piece.chapter] == [
        "Chapter I. The House"
    ]


WORDS = [
    "fox",
    "and",
    "Mr.",
    "ran,",
    "—",
    "he;",
    "(so)",
    "“yes”",
    "1,000",
    "don't",
    "狼が走る",
    "a…b",
    "x" * 30,
    "\n",
    "the",
    "ό",
]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=60),
    st.integers(1, 6),
    st.sampled_from([" ", "  ", "\n", "\u00a0"]),
    st.sampled_from([("sentences", 1), ("sentences", 3), ("seconds", 1), ("seconds", 9), ("count", 4)]),
    st.sampled_from(["en", "de", "ja"]),
    st.sampled_from([50, 100, 300]),
)
def test_no_word_and_no_space_is_lost(told, times, space, way, language, speed):
    text = space.join(told * times)
    if not any(char.isalnum() for char in text):
        return
    found = split(text, by=way[0], n=way[1], language=language, speed_percent=speed)
    assert "".join(piece.text + piece.gap for piece in found) == text.lstrip()
    assert all(piece.text == piece.text.strip() and piece.text and not piece.gap.strip() for piece in found)
