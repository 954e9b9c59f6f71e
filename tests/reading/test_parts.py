"""Chapters, scene breaks, letters and quotations: where an author would be surprised to see a scene end or go on."""

import pytest

from storyvid.reading.split import split

BEFORE = "It was dark. Tom found a key. He took it.\n\nHe ran."
AFTER = "In the morning it rained hard on the roof of the little house. Tom ran out into the yard."


def scenes(text, n=2, by="sentences"):
    return [piece.text for piece in split(text, by=by, n=n)]


@pytest.mark.parametrize(
    "heading",
    [
        "CHAPTER I.",
        "Chapter I.",
        "Chapter One.",
        "Chapter 1: The House",
        "Chapter the First.",
        "I. The House",
        "I.",
        "1",
    ]
    + ["1. The House", "The House", "Prologue.", "Act I, Scene 2", "1. Kapitel", "Erstes Kapitel", "Глава 1.", "第一章"]
    + ["Capítulo I.", "## Two", "* * *", "***", "#", "---", "⁂", "~", "§", "=====", "• • •", "Part II.", "THE HOUSE"]
    + ["الفصل الأول", "LETTER 1"],
)
@pytest.mark.parametrize("by, n", [("sentences", 2), ("count", 3), ("seconds", 20)])
def test_a_chapter_and_a_scene_break_always_begin_a_scene(heading, by, n):
    found = scenes(f"{BEFORE}\n\n{heading}\n\n{AFTER}", n, by)
    opening = [scene for scene in found if heading in scene]
    assert len(opening) == 1 and opening[0].startswith(f"{heading}\n\nIn the morning it rained")


def test_a_few_words_alone_before_a_scene_break_do_not_run_on_into_it():
    assert scenes(f"Tom ran.\n\n* * *\n\n{AFTER}", 4) == ["Tom ran.", f"* * *\n\n{AFTER}"]


def test_by_count_a_chapter_outweighs_scenes_of_like_length():
    told = "\n\n".join(f"Tom saw the number {number} ship." for number in range(4))
    assert scenes(f"Tom ran off to the sea.\n\nChapter 2\n\n{told}", 2, "count")[1].startswith("Chapter 2")


def test_the_scenes_by_count_are_still_as_many_as_asked_for_where_there_are_more_chapters():
    text = "\n\n".join(f"Chapter {number}\n\nTom ran to the sea and back. He slept." for number in range(1, 9))
    assert len(scenes(text, 3, "count")) == 3


def test_lines_without_full_stops_are_a_text_and_not_all_headings():
    lines = [
        "Anna went to the forest",
        "She saw a fox",
        "The fox was red",
        "They played",
        "It was dark",
        "She went home",
    ]
    assert scenes("\n\n".join(lines)) == ["\n\n".join(lines[:2]), "\n\n".join(lines[2:4]), "\n\n".join(lines[4:])]


def test_title_author_and_chapter_stay_together_above_the_text():
    text = "The Lost Key\n\nby J. K. Writer\n\nChapter I\n\nIt was dark in the old house by the sea. Tom slept."
    assert scenes(text) == [text]


def test_a_letters_end_stays_with_the_letter():
    letter = "Dear Anna,\n\nI have found your key. Come soon, for the sea is rising and the ship will not wait."
    told = "Anna read the letter by the window until the light was gone. She packed her things."
    assert scenes(f"{letter}\n\nYours truly,\n\nTom\n\n{told}", 1)[2:4] == [
        "Yours truly,\n\nTom",
        "Anna read the letter by the window until the light was gone.",
    ]
    assert scenes(f"{letter}\n\nYours truly,\nTom\n\n* * *\n\n{told}") == [
        f"{letter}\n\nYours truly,\nTom",
        f"* * *\n\n{told}",
    ]


def test_numbered_steps_are_no_headings():
    assert scenes("1. First she walked\n\n2. Then she ran\n\n3. She slept", 1) == [
        "1. First she walked",
        "2. Then she ran",
        "3. She slept",
    ]


def test_a_shout_on_a_line_of_its_own_is_no_chapter():
    text = 'He came.\n\n"STOP!"\n\nNobody stopped, for nobody had heard him over the noise of the sea.'
    assert scenes(text)[0].startswith('He came.\n\n"STOP!"')


def test_speech_in_single_marks_is_not_cut_when_it_soon_ends():
    text = "'Just think! Oh! how could I be so stupid! I've forgotten the reels of cotton!' She wept. The cart went on."
    assert scenes(text)[0].endswith("cotton!'")


@pytest.mark.parametrize("end", ["THE END", "The End.", "~ Fin ~", "Ende", "Конец."])
def test_the_end_is_no_scene_of_its_own(end):
    text = f"The ship came home at last. The town was full of light and music.\n\n{end}"
    assert scenes(text) == [text]
    assert len(scenes(text, 1)) == 3  # as asked for
