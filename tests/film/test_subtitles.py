"""Subtitle files hold the words as they are, and nothing in the words can break the file."""

import re

from hypothesis import given
from hypothesis import strategies as st

from storyvid.film.subtitles import srt, vtt

CUES = [(0, 1500, "Once upon a time"), (61_001, 3_662_000, "there was — “a girl”\nby the sea")]
cues = st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7), st.text(max_size=60)), max_size=8)


def test_srt_is_numbered_with_commas():
    assert srt(CUES) == (
        "1\n00:00:00,000 --> 00:00:01,500\nOnce upon a time\n\n"
        "2\n00:01:01,001 --> 01:01:02,000\nthere was — “a girl”\nby the sea\n"
    )


def test_vtt_has_its_head_points_and_escapes():
    assert vtt([(0, 900, "a < b & c --> d")]) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:00.900\na &lt; b &amp; c --&gt; d\n"
    )


def test_nothing_to_show_gives_an_empty_file():
    assert srt([]) == "" and vtt([(5, 5, "x"), (0, 10, " \n ")]) == "WEBVTT\n\n"


@given(cues)
def test_any_words_keep_the_number_of_cues(held):
    shown = sum(1 for start, end, text in held if end > start and srt([(0, 1, text)]))
    arrows = r"^\d\d+:\d\d:\d\d[,.]\d{3} --> \d\d+:\d\d:\d\d[,.]\d{3}$"
    assert len(re.findall(arrows, srt(held), re.M)) == len(re.findall(arrows, vtt(held), re.M)) == shown
    assert len([block for block in srt(held).split("\n\n") if block.strip()]) == shown
    assert not re.search(r"<[A-Za-z/]|\{\\", srt(held))


def test_tags_stay_readable_but_are_no_tags():
    assert "<\u200bb>" in srt([(0, 1, "<b>x</b>")]) and "3 < 4" in srt([(0, 1, "3 < 4")])
