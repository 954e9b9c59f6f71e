"""Captions as SRT and WebVTT."""

import re

from hypothesis import given
from hypothesis import strategies as st

from storyvid.recipes import Caption
from storyvid.ui.subtitles import srt, vtt

TWO = (
    Caption(text="Once upon\na time", start_ms=700, end_ms=2_450),
    Caption(text="<b>Tom & Anna</b>", start_ms=3_661_001, end_ms=3_662_000),
)


def test_srt_numbers_its_blocks_and_writes_commas():
    assert srt(TWO).splitlines()[:4] == ["1", "00:00:00,700 --> 00:00:02,450", "Once upon", "a time"]
    assert "01:01:01,001 --> 01:01:02,000" in srt(TWO)


def test_words_never_become_tags_in_webvtt():
    assert vtt(TWO).startswith("WEBVTT\n")
    assert "&lt;b&gt;Tom &amp; Anna&lt;/b&gt;" in vtt(TWO)
    assert "<b>" not in vtt(TWO)


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 10**5)), max_size=20))
def test_every_caption_is_there_once(spans):
    captions = [Caption(text="x", start_ms=start, end_ms=start + length) for start, length in spans]
    assert len(re.findall("-->", srt(captions))) == len(re.findall("-->", vtt(captions))) == len(captions)
