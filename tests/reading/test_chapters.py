"""Headings and chapters: what an author means as one, however the lines lie, and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.reading.blocks import blocks
from storyvid.reading.chapters import LONGEST_CHARS, chapters, prose_start
from storyvid.reading.split import split

TOLD = "Tom ran to the door. He fell."


def headings(text: str) -> list[str]:
    return [text[block.start : block.end] for block in blocks(text) if block.kind == "heading"]


@pytest.mark.parametrize("between", ["\n\n", "\n", " "])
@pytest.mark.parametrize(
    "heading",
    [
        "Chapter I. The House.",
        "CHAPTER 12.",
        "Chapter Twenty-One: A Walk in the Wood.",
        "Chapter I. In which Tom meets a bear.",
        "Act 2. Scene 3.",
        "Day 3.",
        "Prologue.",
        "1. Kapitel. Das Haus.",
    ],
)
def test_a_chapter_is_known_by_its_number_wherever_its_text_begins(heading: str, between: str):
    text = f"Ann slept.\n\n{heading}{between}{TOLD}"
    assert headings(text) == [heading]
    assert list(chapters(text)) == [(12, heading.rstrip("."))]
    assert split(text, by="sentences", n=2)[1].chapter == heading.rstrip(".")


@pytest.mark.parametrize(
    "heading", ["Chapter I. The House", "CHAPTER 1", "Part the Second", "Book V The Sea", "Chapitre II"]
)
def test_a_line_without_an_end_is_a_heading_above_a_text_with_or_without_a_blank_line(heading: str):
    for text in (f"{heading}\n\n{TOLD}", f"{heading}\n{TOLD}", f"Ann slept.\n{heading}\n{TOLD}"):
        assert headings(text) == [heading]


@pytest.mark.parametrize(
    "text",
    [
        "Part one of the plan was done. Tom ran.",
        "Book one of these seats! Tom ran.",
        "Chapter 3 of the book that he read\nwas torn, and Tom ran home.",
        "Letter I wrote to her, and no other. Tom ran.",
        "I loved Chapter I. The House was dark in it.",
        "Tom read on.\nHe closed the book at Part Two. The House was dark.",
    ],
)
def test_a_sentence_that_names_a_chapter_is_none(text: str):
    assert headings(text) == [] and list(chapters(text)) == []


def test_the_words_of_the_first_sentence_are_no_title():
    assert headings("Chapter I. Tom ran to the door. He fell.") == ["Chapter I."]
    assert headings("Chapter I. No. He would not go.") == ["Chapter I."]


@pytest.mark.parametrize(
    "end",
    [
        *("Yours ever,\nTom", "Yours ever\n\nTom", "Yours ever, Tom", "With love from Tom\n\nMarket Street", "Tom"),
        *("Your loving son,\n\nTom Brown", "Love, Tom", "Best wishes\n\nTom", "Sincerely\n\nMr. T. Brown", "—Tom"),
        *("Viele Grüße\n\nTom", "Deine Anna", "Bien à toi\n\nTom", "Un abrazo\n\nTomás"),
    ],
)
@pytest.mark.parametrize("greeting", ["Dear Ann,", "Dear Ann", "Liebe Anna"])
def test_no_end_of_a_letter_is_a_heading(greeting: str, end: str):
    text = f"It came by post.\n\n{greeting}\n\nI am well. It rains.\n\n{end}\n\nShe read it and wept."
    assert headings(text) == [] or headings(text) == ["Market Street"]
    assert "Tom" not in dict(chapters(text)).values()


def test_a_name_that_ends_no_letter_is_a_heading_still():
    assert headings("She wept.\n\nTom\n\nHe ran home.") == ["Tom"]
    assert headings("Dear Ann,\n\nI am well.\n\nChapter 2\n\nTom\n\nHe ran home.") == ["Chapter 2", "Tom"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Chapter One\n\nThe House\n\n" + TOLD, ["Chapter One: The House"]),
        ("The Lost Key\n\nby J. K. Writer\n\nChapter I\n\n" + TOLD, ["Chapter I"]),
        ("The Lost Key\n\nby J. K. Writer\n\n" + TOLD, []),
        ("# The Lost Key\n\n## Chapter 1\n\n" + TOLD, ["Chapter 1"]),
        ("# The Lost Key\n\n" + TOLD, []),
        ("The Fox\n\n1\n\nThe House\n\n" + TOLD, ["1. The House"]),
        (TOLD + "\n\nThe Old Wood\n\n" + TOLD, ["The Old Wood"]),
        (TOLD + "\n\n# Night\n\n" + TOLD, ["Night"]),
        (TOLD + "\n\nWhere are you\n\n" + TOLD, []),
        (TOLD + "\n\nHome\n\n" + TOLD, []),
        (TOLD + "\n\n* * *\n\n" + TOLD, []),
        (TOLD + "\n\nThe End", []),
        ("第一章 家\n\n狐狸跑了。它睡了。", ["第一章 家"]),
    ],
)
def test_a_title_is_what_its_headings_say_together(text: str, titles: list[str]):
    assert [title for _, title in chapters(text)] == titles


def test_a_title_is_no_longer_than_a_card_has_room_for():
    [(_, title)] = chapters(
        "Chapter 1\n\n" + "\n\n".join(["The Long Way Home to the Old House of the Fox"] * 3) + "\n\n" + TOLD
    )
    assert len(title) <= LONGEST_CHARS and title.endswith("…")


WORDS = st.sampled_from(
    [
        "Chapter I.",
        "Chapter 2",
        "The House.",
        "Tom ran.",
        "Yours ever,",
        "Dear Ann",
        "Tom",
        "PART II",
        "* * *",
        "“No!”",
        "1.",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(WORDS, st.sampled_from([" ", "\n", "\n\n", " \n "])), min_size=1, max_size=10))
def test_blocks_hold_all_but_white_space_in_order_and_chapters_lie_in_them(told: list[tuple[str, str]]):
    text = "".join(word + space for word, space in told)
    at = 0
    for block in blocks(text):
        assert not text[at : block.start].strip() and block.start < block.end
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        at = block.end
    assert not text[at:].strip()
    starts = {block.start for block in blocks(text) if block.kind == "heading"}
    assert {start for start, _ in chapters(text)} <= starts
    assert prose_start(text) in {0, *(block.start for block in blocks(text) if block.kind != "heading")}
