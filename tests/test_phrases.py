"""Phrases: where lines may end in scripts without spaces, and what a break must not part."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid.phrases import joints, stop_between, stretches


def parted(run: str) -> list[str]:
    cuts = [0, *joints(run), len(run)]
    return [run[start:end] for start, end in zip(cuts, cuts[1:], strict=False)]


@pytest.mark.parametrize(
    ("run", "whole"),
    [
        ("おじいさんとおばあさんが住んでいました。", ["住んでいました。"]),
        ("「ロンドンへ行くの？」と聞きました。", ["「ロンドンへ"]),
        ("她每天都和狐狸玩耍。", ["狐狸", "玩耍。"]),
        ("กาลครั้งหนึ่งนานมาแล้วมีเด็กหญิงคนหนึ่ง", ["ครั้งหนึ่ง", "แล้ว", "หนึ่ง"]),
        ("หมู่บ้านเล็กๆกลางป่า", ["เล็กๆ"]),
    ],
)
def test_words_without_spaces_stay_whole(run: str, whole: list[str]):
    pieces = parted(run)
    assert len(pieces) > 1 and set(whole) <= set(pieces)


@pytest.mark.parametrize("run", ["Rotkäppchen", "마음씨", "الحكايات", "कहानी", "🦊", ""])
def test_scripts_with_spaces_are_not_parted_inside_a_word(run: str):
    assert joints(run) == []


@given(st.text(st.sampled_from("かきカー、。」「ゃ从前森林，“”ไปแล้วๆที่aB9 🦊\u200d"), max_size=60))
def test_joints_lie_inside_the_run_in_order_and_never_before_a_mark(run: str):
    found = joints(run)
    assert found == sorted(set(found)) and all(0 < at < len(run) for at in found)
    assert not any(run[at] in "、。」，”ๆーゃ" or unicodedata.category(run[at]) == "Mn" for at in found)
    assert not any(run[at - 1] in "「“" for at in found)


@pytest.mark.parametrize(
    ("before", "after", "stop"),
    [
        ("late.", "Nobody", "sentence"),
        ("“Ah!", "but", "clause"),
        ("weathercock,”", "he", "clause"),
        ("mother", "of", "opening"),
        ("saw", "stars", "none"),
        ("the", "moon", "hanging"),
        ("“The", "moon", "hanging"),
        ("Mr.", "Darcy", "hanging"),
        ("Lt.", "Gray", "hanging"),
        ("Messrs.", "Gray", "hanging"),
        ("Dott.", "Rossi", "hanging"),
        ("J.", "Smith", "hanging"),
        ("Д.", "Петров", "hanging"),
        ("No.", "7", "hanging"),
        ("Chapter", "I.", "hanging"),
        ("Chapter", "12", "hanging"),
        ("Henry", "VIII", "hanging"),
        ("D.", "de", "hanging"),
        ("I.", "The", "sentence"),
        ("Then", "I", "opening"),
        ("of", "I.", "hanging"),
        ("No.", "He", "sentence"),
        ("on.", "He", "sentence"),
        ("Town", "Councillors", "hanging"),
        ("smiled", "🦊", "hanging"),
        ("word", "—", "hanging"),
        ("der", "König", "hanging"),
        ("", "", "none"),
    ],
)
def test_a_break_is_judged_by_the_words_on_both_sides(before: str, after: str, stop: str):
    assert stop_between(before, after) == stop


@given(st.text(st.sampled_from("ab. か狐狸，。ไปแล้ว \n\u3000"), max_size=60))
def test_stretches_are_all_but_white_space_in_order(text: str):
    found = stretches(text)
    assert "".join(text[start:end] for start, end in found) == "".join(text.split())
    assert all(start < end for start, end in found) and found == sorted(found)


def test_stretches_are_words_and_where_there_are_no_spaces_phrases():
    said = "The fox 狐狸玩耍。 ran"
    assert [said[start:end] for start, end in stretches(said)] == ["The", "fox", "狐狸", "玩耍。", "ran"]
