"""Captions: every word when it is heard, screens that break by sense, and time to read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid.captioning import Spoken, captions_of, width_of


def test_words_are_shown_when_they_are_heard():
    spoken = Spoken(text="One, two.", duration_ms=2000, words=((0, 3, 100, 500), (5, 8, 900, 1500)))
    (caption,) = captions_of(spoken, line_width=22)
    assert caption.text == "One, two." and (caption.start_ms, caption.end_ms) == (100, 1500)
    assert [(word.text, word.start_ms, word.end_ms) for word in caption.words] == [
        ("One,", 100, 500),
        ("two.", 900, 1500),
    ]


def test_captions_break_after_sentences_rather_than_inside_them():
    spoken = Spoken(text="He came home late. Nobody was there to greet him at the door.", duration_ms=6000)
    assert captions_of(spoken, line_width=22)[0].text == "He came home late."


def test_a_heading_has_a_caption_of_its_own():
    spoken = Spoken(text="The fox\n\nOnce there was a fox.", duration_ms=3000)
    assert [caption.text for caption in captions_of(spoken, line_width=42)] == ["The fox", "Once there was a fox."]


def test_captions_do_not_end_on_an_article():
    text = "Once upon a time there was a dear little girl who was loved by everyone who looked at the moon"
    for caption in captions_of(Spoken(text=text, duration_ms=8000), line_width=22):
        assert caption.text.split()[-1] not in {"a", "the", "of", "and"}


def test_japanese_breaks_without_spaces():
    text = "昔々、あるところに、おじいさんとおばあさんが住んでいました。"
    captions = captions_of(Spoken(text=text, duration_ms=5000), line_width=22)
    assert "".join(caption.text.replace("\n", "") for caption in captions) == text
    assert all(width_of(line) <= 24 for caption in captions for line in caption.text.split("\n"))


@pytest.mark.parametrize(
    "text", ["옛날 옛적에 깊은 숲속 작은 마을에 소녀가 살고 있었습니다.", "The fox 🦊 smiled 😀 at 李 Wei, 你好!"]
)
@pytest.mark.parametrize("line_width", [22, 42])
def test_captions_keep_the_spaces_that_the_author_wrote_and_add_none(text, line_width):
    captions = captions_of(Spoken(text=text, duration_ms=6000), line_width=line_width)
    assert " ".join(caption.text.replace("\n", " ") for caption in captions) == text


def test_neither_a_caption_nor_a_line_ends_where_the_sense_hangs():
    text = (
        "In the morning Mr. Darcy of the Town Hall took a lantern and went to the sea with the old Queen Anna, "
        "and at the foot of the high mountains the two of them asked a sensible mother of a little boy for bread."
    )
    for line_width in (22, 30, 42):
        for caption in captions_of(Spoken(text=text, duration_ms=15_000), line_width=line_width):
            for line in caption.text.split("\n"):
                assert line.split()[-1] not in {"a", "the", "of", "and", "to", "for", "Mr.", "Town", "Queen"}, line


def test_a_cry_is_not_gone_as_soon_as_it_is_there():
    words = ((0, 2, 0, 250), (4, 7, 300, 600), (8, 12, 620, 1000))
    (caption,) = captions_of(Spoken(text="Ah! Yes, John.", duration_ms=1400, words=words), line_width=22)
    assert caption.text == "Ah! Yes, John."


@given(st.text(max_size=300), st.sampled_from([22, 30, 42]))
def test_captions_of_any_text_hold_its_words_in_order_within_two_lines_and_the_time(text, line_width):
    captions = captions_of(Spoken(text=text, duration_ms=5000), line_width=line_width)
    assert "".join("".join(c.text.split()) for c in captions) == "".join(text.split())
    clock_ms = 0
    for caption in captions:
        assert caption.text.count("\n") <= 1
        assert clock_ms <= caption.start_ms <= caption.end_ms <= 5450
        clock_ms = caption.end_ms
        lines = caption.text.split("\n")
        longest = max(width_of(word.text) for word in caption.words)
        assert all(width_of(line) <= max(line_width * 2, longest) for line in lines)


def test_a_caption_stays_up_until_it_can_be_read_where_the_next_leaves_room():
    words = ((0, 4, 0, 200), (6, 10, 2000, 2300))
    spoken = Spoken(text="Yes!\n\nNo no.", duration_ms=2400, words=words)
    first, second = captions_of(spoken, line_width=22)
    assert first.end_ms - first.start_ms == 900 and second.end_ms <= 2400 + 450
    tight = Spoken(text="Yes!\n\nNo no.", duration_ms=2400, words=((0, 4, 0, 200), (6, 10, 500, 2300)))
    assert captions_of(tight, line_width=22)[0].end_ms == 500


def test_captions_do_not_blink_between_two_sentences_but_go_in_a_long_silence():
    words = ((0, 4, 0, 2000), (5, 11, 2520, 4500), (13, 19, 6500, 8000))
    spoken = Spoken(text="Yes. Never.\n\nAgain.", duration_ms=8200, words=words)
    first, second, _ = captions_of(spoken, line_width=22)
    assert first.end_ms == second.start_ms == 2520 and second.end_ms == 4500


def test_a_scene_of_two_thousand_words_is_captioned_word_by_word():
    text = " ".join(f"word{number}{'.' if number % 14 == 13 else ''}" for number in range(2000))
    spoken = Spoken(text=text, duration_ms=800_000)
    captions = captions_of(spoken, line_width=22)
    assert [word.text for caption in captions for word in caption.words] == text.split()
    assert all(after.start_ms >= before.end_ms for before, after in zip(captions, captions[1:], strict=False))
