"""Subtitle files hold the words as they are, and nothing in the words can break the file."""

import re

from hypothesis import given
from hypothesis import strategies as st

from storyvid.film.subtitles import ass, srt, vtt
from storyvid.recipes import Caption, Word

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


WORDS = (Word(text="One", start_ms=100, end_ms=500), Word(text="two.", start_ms=900, end_ms=1500))


def events_of(text: str) -> list[str]:
    return [line.split(",", 9)[9] for line in text.splitlines() if line.startswith("Dialogue:")]


def test_ass_stands_where_our_captions_stand():
    held = ass([Caption(text="Hi\nyou", start_ms=1000, end_ms=3661234)], width=1080, height=1920)
    assert "PlayResX: 1080\nPlayResY: 1920" in held
    assert "Dialogue: 0,0:00:01.00,1:01:01.23,Story,,0,0,0,,Hi\\Nyou" in held
    style = next(line for line in held.splitlines() if line.startswith("Style:")).removeprefix("Style: ").split(",")
    assert style[18:22] == ["2", "108", "108", str(round(0.265 * 1920))]
    top = ass([], width=1080, height=1920, place="top").split("Style: Story")[1].split(",")
    assert top[18] == "8" and top[21].startswith(str(round(0.16 * 1920)))


def test_ass_lights_words_up_when_they_are_heard():
    caption = Caption(text="One\ntwo.", start_ms=0, end_ms=1500, words=WORDS)
    (event,) = events_of(ass([caption], width=1080, height=1920, style="word-highlight"))
    assert event == "{\\k10}{\\k40}One{\\k40}\\N{\\k60}two."


@given(st.text(max_size=200))
def test_no_word_of_a_story_is_a_command_in_ass(text):
    words = tuple(Word(text=word, start_ms=0, end_ms=10) for word in text.split())
    for style in ("plain", "word-highlight"):
        held = ass([Caption(text=text, start_ms=0, end_ms=900, words=words)], width=540, height=960, style=style)
        assert held.count("Dialogue:") <= 1
        for event in events_of(held):
            said = re.sub(r"\{\\k\d+\}", "", event) if style == "word-highlight" else event
            assert "{" not in said and "}" not in said and not re.search(r"\\(?!N|\u2060)", said)


def test_ffmpeg_reads_our_ass(tmp_path):
    import av

    path = tmp_path / "captions.ass"
    captions = [
        Caption(text="Ho, {\\an8}\\N ho", start_ms=0, end_ms=900),
        Caption(text="two", start_ms=900, end_ms=1500),
    ]
    path.write_text(ass(captions, width=1080, height=1920, title="A\nB"), "utf-8")
    with av.open(str(path), format="ass") as held:
        assert len([packet for packet in held.demux() if packet.size]) == 2
