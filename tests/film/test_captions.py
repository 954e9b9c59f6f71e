"""Captions: shaped and ordered right, at most two lines, where phones leave room, and never markup."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.captioning import LINE_WIDTHS, Spoken, captions_of
from storyvid.errors import MissingGlyph, UnknownName
from storyvid.film import captions, fonts
from storyvid.film.caption_layout import area_of, laid_out
from storyvid.film.captions import LIT, painted_caption
from storyvid.film.directions import bidi_levels, right_to_left
from storyvid.film.planes import blank
from storyvid.film.shaping import outline, shaped
from storyvid.recipes import Caption, Shot, UploadRecipe, Word

SENTENCE = "Once upon a time, in a small village, there lived a girl"
SCRIPTS = {
    "Latin": "Žluťoučký kůň, œuvre, Grüße",
    "Greek": "Μια φορά κι έναν καιρό",
    "Cyrillic": "Жили-были дед да баба",
    "Arabic": "كان يا ما كان في قديم الزمان",
    "Hebrew": "היה היתה ילדה קטנה",
    "Devanagari": "एक समय की बात है",
    "Bengali": "একদিন এক রাজা ছিল",
    "Tamil": "ஒரு ஊரில் ஒரு ராஜா",
    "Thai": "กาลครั้งหนึ่งนานมาแล้ว",
    "Georgian": "იყო და არა იყო რა",
    "Armenian": "Կար ու չկար",
}


def shot(*held: Caption, style: str = "plain", width: int = 270, height: int = 480, frames: int = 60) -> Shot:
    picture = UploadRecipe(media="image", sha256="x", suffix=".png")
    return Shot(picture=picture, width=width, height=height, fps=30, frames=frames, captions=held, caption_style=style)


def spoken(text: str, *, start_ms: int = 0, step_ms: int = 200) -> Caption:
    words = tuple(
        Word(text=word, start_ms=start_ms + n * step_ms, end_ms=start_ms + n * step_ms + 150)
        for n, word in enumerate(text.split())
    )
    return Caption(text=text, start_ms=start_ms, end_ms=start_ms + len(words) * step_ms, words=words)


def drawn(one: Shot, index: int) -> np.ndarray:
    out = blank(one.width, one.height)
    captions.overlay(one).draw(index, out)
    return out.y


def box_of(luma: np.ndarray, above: int = 150) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero((luma > above).any(axis=1)), np.flatnonzero((luma > above).any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_apps_own_fonts_draw_these_scripts(script):
    own = fonts.own_fonts()
    assert all(fonts.is_silent(char) or fonts.font_for(char) in own for char in SCRIPTS[script])
    assert fonts.missing_glyphs(SCRIPTS[script]) == {}
    assert all(glyph.number != 0 for glyph in shaped(SCRIPTS[script]).glyphs)


def test_arabic_letters_are_joined_and_run_from_right_to_left():
    line = shaped("كتاب")
    apart = [shaped(letter).glyphs[0].number for letter in "كتاب"]
    assert [glyph.at for glyph in line.glyphs] == sorted((g.at for g in line.glyphs), reverse=True)
    assert {glyph.number for glyph in line.glyphs} - set(apart)
    assert line.width < sum(shaped(letter).width for letter in "كتاب")


def test_a_line_of_two_directions_is_ordered_as_it_is_read():
    text = "مرحبا (Anna) 12 عالم"
    line = shaped(text)
    hello, name, number, world = (
        line.extent(text.find(w), text.find(w) + len(w)) for w in text.replace("(", "").replace(")", "").split()
    )
    assert right_to_left(text)
    # from the right: hello, then Anna, then 12, then world; Anna and 12 themselves from the left
    assert hello[0] > name[1] > name[0] > number[1] > number[0] > world[1]
    a, last = text.find("Anna"), text.find("Anna") + 3
    assert line.extent(a, a + 1)[0] < line.extent(last, last + 1)[0]


@given(text=st.text(alphabet="abאבجد12 .,()[]-", max_size=14))
@settings(deadline=None)
def test_the_order_is_that_of_another_bidi_implementation(text):
    # python-bidi's own display order comes from the Rust crate unicode-bidi
    levels = bidi_levels(text)
    order = list(range(len(text)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    assert "".join(text[place] for place in order) == get_display(text)


def test_brackets_are_mirrored_in_right_to_left_text():
    text = "(שלום)"
    glyphs = {glyph.at: glyph for glyph in shaped(text).glyphs}
    assert outline(glyphs[0].font, glyphs[0].number) == outline(*glyph_of(")", glyphs[0].font))


def glyph_of(char, font):
    return font, font.shaper.get_nominal_glyph(ord(char))


def test_indic_vowel_signs_move_to_their_place_also_beside_other_scripts():
    alone, beside = shaped("हिन्दी"), shaped("Mixed हिन्दी")
    assert [glyph.number for glyph in alone.glyphs] == [glyph.number for glyph in beside.glyphs][6:]
    assert len(alone.glyphs) < len("हिन्दी")


def test_a_character_no_font_draws_is_found_before_rendering(monkeypatch):
    with pytest.raises(MissingGlyph, match=r"U\+F8123.*Install"):
        captions.overlay(shot(Caption(text="ok \U000f8123", start_ms=0, end_ms=500)))
    monkeypatch.setattr(fonts, "_system_fonts", lambda char: iter(()))
    fonts.font_for.cache_clear()
    try:
        assert list(fonts.missing_glyphs("日本 and 한")) == ["日", "本", "한"]
        with pytest.raises(MissingGlyph, match="fonts-noto-cjk"):
            fonts.check_glyphs("Hi 日本")
        with pytest.raises(MissingGlyph, match="Color Emoji"):
            fonts.check_glyphs("Hi \U0001d11e")  # a clef is no emoji
        fonts.check_glyphs("Hi 🦊, 4 of 5 👨\u200d👩\u200d👧")
        fonts.check_glyphs("plain \u200d\ufe0f\u00a0\n text")
    finally:
        fonts.font_for.cache_clear()


def test_emoji_are_drawn_where_the_system_has_none_and_leave_digits_alone(monkeypatch):
    monkeypatch.setattr(fonts, "_system_fonts", lambda char: iter(()))
    fonts.font_for.cache_clear()
    try:
        dragon, four = shaped("🐉4").glyphs  # the digit is the usual font's again
        assert outline(dragon.font, dragon.number) and dragon.font.path.stem == "NotoEmoji-Bold"
        assert four.font.path.stem == "NotoSans-ExtraBold"
        assert len(shaped("👨\u200d👩\u200d👧").glyphs) == 1, "a family is one picture"
        assert shaped("🐉 4").width == pytest.approx(shaped("🐉").width + shaped(" 4").width)
    finally:
        fonts.font_for.cache_clear()


@given(text=st.text(alphabet=st.characters(codec="utf-8", max_codepoint=0x2FF), max_size=160))
@settings(max_examples=60, deadline=None)
def test_any_text_is_laid_out_on_two_lines_at_most_inside_its_area(text):
    area = area_of(1080, 1920)
    block = laid_out(text, area)
    assert len(block.lines) <= 2 and block.width <= area.most_width + 1e-6


def test_lines_are_balanced_and_broken_where_the_sense_pauses():
    area = area_of(1080, 1920)
    first, second = laid_out(SENTENCE, area).lines
    assert abs(first.width - second.width) < 4
    first, _ = laid_out("She opened the door, and there it was", area).lines
    assert first.text.endswith("door,")
    assert [line.text for line in laid_out("My own\nbreak", area).lines] == ["My own", "break"]


@pytest.mark.parametrize("text", ["Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau!", "doch\n" + "lang" * 13])
def test_a_word_longer_than_a_line_is_parted_before_it_becomes_too_small_to_read(text):
    area = area_of(1080, 1920)
    block = laid_out(text, area)
    assert block.em > 0.5 * area.em and block.width <= area.most_width + 1e-6
    first, second = block.lines
    assert first.text.endswith("-") and first.text[:-1] + second.text == text.replace("\n", " ")
    assert block.starts == (0, len(first.text) - 1)
    image = np.asarray(painted_caption(text, style="word-highlight", width=1080, height=1920, lit=(0, len(text))))
    assert (image[..., :3][image[..., 3] == 255] == (255, 210, 63)).all(axis=1).any()


@pytest.mark.parametrize(
    "text", ["في قديم الزمان كان يحب ملك عظيم", "ที่นี่มีปู่ กับที่นั่น", "Åse och Ångström på Öland", "हिन्दी में कृष्ण और सूर्य"]
)
def test_marks_of_a_script_neither_meet_those_of_the_next_line_nor_the_box(text):
    words = text.split()
    block = laid_out(
        " ".join(words[: len(words) // 2]) + "\n" + " ".join(words[len(words) // 2 :]), area_of(1080, 1920)
    )
    edges = [
        (baseline + line.ink[0] * block.em, baseline + line.ink[1] * block.em)
        for line, baseline in zip(block.lines, block.baselines, strict=True)
    ]
    assert len(edges) == 2 and edges[0][0] > 0 and edges[1][1] < block.height
    assert edges[0][1] < edges[1][0]


def test_text_without_spaces_is_broken_but_never_before_a_mark():
    lines = laid_out("กาลครั้งหนึ่งนานมาแล้วมีเด็กหญิงคนหนึ่ง", area_of(1080, 1920)).lines
    assert lines[0].text.endswith(("แล้ว", "มา", "มี", "ครั้งหนึ่ง", "นาน"))
    assert len(lines) == 2 and lines[0].text[-1] not in "เแโใไ" and lines[1].text[0] not in "ัิีึืุู็่้๊๋์"


@pytest.mark.parametrize("style", ["plain", "boxed", "word-highlight", "one-word"])
@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1080, 1080), (540, 960)])
def test_captions_stay_where_phones_leave_room(style, size):
    image = np.asarray(painted_caption(SENTENCE, style=style, width=size[0], height=size[1]))
    rows, columns = np.flatnonzero(image[..., 3].any(axis=1)), np.flatnonzero(image[..., 3].any(axis=0))
    assert columns[0] > 0.05 * size[0] and columns[-1] < 0.95 * size[0]
    assert abs((columns[0] + columns[-1]) / 2 - size[0] / 2) < 0.01 * size[0]
    lowest = 0.77 if size[1] > size[0] else 0.96
    assert 0.5 * size[1] < rows[0] and rows[-1] < lowest * size[1]


def test_letters_are_large_enough_for_a_phone():
    left, top, right, bottom = box_of(
        drawn(shot(Caption(text="HHH", start_ms=0, end_ms=900), width=1080, height=1920), 5)
    )
    assert 0.04 * 1080 < bottom - top < 0.07 * 1080


def test_a_caption_is_seen_in_its_frames_only():
    over = captions.overlay(shot(Caption(text="Hi", start_ms=500, end_ms=1000)))
    assert [over.shows(index) for index in (14, 15, 29, 30)] == [False, True, True, False]


def test_the_spoken_word_lights_up_and_nothing_else_moves():
    one = shot(spoken("one two three"), style="word-highlight")
    first, second = drawn(one, 2).astype(int), drawn(one, 8).astype(int)
    changed = np.flatnonzero((np.abs(first - second) > 8).any(axis=0))
    whole = box_of(drawn(one, 2))
    assert whole[0] <= changed[0] and changed[-1] < whole[0] + 0.75 * (whole[2] - whole[0])
    image = np.asarray(painted_caption("one two three", style="word-highlight", width=270, height=480, lit=(4, 7)))
    lit = tuple(int(LIT[n : n + 2], 16) for n in (1, 3, 5))
    assert (np.abs(image[..., :3].astype(int) - lit).max(axis=-1) < 3).sum() > 50


def test_a_repeated_word_lights_up_where_it_is_spoken():
    states = captions.overlay(shot(spoken("go go go"), style="word-highlight"))._states
    assert [states[index].lit for index in (2, 8, 14)] == [(0, 2), (3, 5), (6, 8)]


def test_one_word_stands_alone_and_larger():
    plain, one = shot(spoken("big small")), shot(spoken("big small"), style="one-word")
    assert captions.overlay(one)._states[5].text == "big" and captions.overlay(one)._states[11].text == "small"
    assert box_of(drawn(one, 5))[3] - box_of(drawn(one, 5))[1] > 1.4 * (
        box_of(drawn(plain, 5))[3] - box_of(drawn(plain, 5))[1]
    )


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        *(('experience,"', "experience"), ("“Come", "Come"), ("pot.", "pot"), ("home!”", "home!"), ("who?", "who?")),
        *(("'tis", "'tis"), ("dogs'", "dogs'"), ("‘here,’", "here"), ("e.g.", "e.g."), ("3.5,", "3.5"), ("-5", "-5")),
        *(("well-known;", "well-known"), ("(so", "so"), ("oh…", "oh"), ("—", "—"), ("...", "..."), ("好。", "好")),
    ],
)
def test_a_word_by_itself_leaves_its_sentences_marks_behind(word, bare):
    assert captions.alone(word) == bare


@given(st.text(max_size=20))
def test_any_word_by_itself_keeps_its_letters(word):
    assert [c for c in captions.alone(word) if c.isalnum()] == [c for c in word if c.isalnum()]


@pytest.mark.parametrize(
    "text",
    [
        "</text><image href='/etc/passwd'/>",
        "{\\an8}%{pts}:'\\,;[a]",
        "&lt;&#0;",
        "a\x00b\x07c",
        "\u202eevil\u202c",
        "x" * 2000,
        "\n\n",
        "\u0301\u0301",
        "\ud800",
        "\U00018d09",
    ],
)
@pytest.mark.parametrize("style", ["plain", "boxed", "word-highlight", "one-word"])
def test_hostile_text_is_drawn_as_letters(text, style):
    one = shot(replace(spoken(text), start_ms=0, end_ms=900), style=style)
    drawn(one, 4)


def test_none_shows_nothing_and_an_unknown_style_is_named():
    assert not captions.overlay(shot(spoken("one two"), style="none")).shows(3)
    with pytest.raises(UnknownName, match="word-highlight"):
        captions.overlay(shot(style="comic"))


def test_a_caption_covers_only_its_box():
    one = shot(spoken("one two"), style="boxed")
    out = blank(one.width, one.height, luma=120)
    captions.overlay(one).draw(3, out)
    assert (out.y[: one.height // 2] == 120).all() and (out.u[: one.height // 4] == 128).all()
    assert (out.y[:, : one.width // 20] == 120).all()


@pytest.mark.parametrize(("name", "size"), [("9:16", (1080, 1920)), ("1:1", (1080, 1080)), ("16:9", (1920, 1080))])
def test_the_captions_of_a_story_are_all_of_one_size(name, size):
    text = (Path(__file__).parents[2] / "assets/sample/the-lantern-fox.md").read_text("utf-8")
    made = captions_of(Spoken(text=text, duration_ms=60 * len(text)), line_width=LINE_WIDTHS[name])
    area = area_of(*size)
    shares = [laid_out(one.text, area).em / area.em for one in made]
    assert len(shares) > 20 and min(shares) > 0.9 and sum(share < 0.99 for share in shares) < 0.1 * len(shares)
