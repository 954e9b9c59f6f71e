"""Marked ranges: they stay on their words whatever happens to the text around them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid import edits, spans
from storyvid.reading.split import Piece
from storyvid.story import Character, Line, Mention, Outfit, Scene, Story
from tests.stories import WOLF, stories

MARKED = replace(
    WOLF,
    rejected=(Mention(scene="s3", start=4, end=8),),
    lines=(Line(scene="s2", start=0, end=22, speaker="c2"),),
    characters=(replace(WOLF.characters[0], outfits=(Outfit(scene="s2", look="blue cloak"),)), WOLF.characters[1]),
)


def words(story, marked):
    return [story.scene(one.scene).text[one.start : one.end] for one in marked]


def recut(story, text):
    """The story with another text, a scene a paragraph."""
    return edits.split_into(story, [Piece(piece, "\n\n") for piece in text.split("\n\n")])


def test_a_story_cut_anew_keeps_every_correction_on_its_words():
    for text in (MARKED.text.replace("\n\n", " "), MARKED.text.replace(". ", ".\n\n")):
        story = recut(MARKED, text)
        assert words(story, story.rejected) == ["moon"] and words(story, story.lines) == ["“Where are you going?”"]
        assert words(story, story.characters[0].mentions) == words(MARKED, MARKED.characters[0].mentions)


def test_words_that_changed_lose_their_marks_and_the_others_keep_theirs():
    story = recut(
        MARKED, MARKED.text.replace("The moon rose", "Slowly the pale sun rose").replace("Anna met", "Eva met")
    )
    assert story.rejected == () and words(story, story.lines) == ["“Where are you going?”"]
    assert words(story, story.characters[0].mentions) == ["She", "her", "Anna", "her"]


def test_an_outfit_put_on_in_a_scene_that_is_gone_is_put_on_where_its_words_went():
    merged = edits.merged_with_next(MARKED, "s1")
    assert merged.characters[0].outfits == (Outfit(scene="s1", look="blue cloak"),)
    assert edits.deleted(MARKED, "s2").characters[0].outfits == (Outfit(scene="s3", look="blue cloak"),)
    again = recut(MARKED, MARKED.text.replace(" The moon", "\n\nThe moon").replace("“Where are", "“Oh, where are"))
    assert again.scene(again.characters[0].outfits[0].scene).text.startswith("“Oh, where")


def test_editing_a_scene_moves_what_is_no_character_and_who_speaks_too():
    story = edits.retext(edits.retext(MARKED, "s3", "Then the moon rose."), "s2", "Look! " + MARKED.scene("s2").text)
    assert words(story, story.rejected) == ["moon"] and words(story, story.lines) == ["“Where are you going?”"]
    assert edits.deleted(story, "s2").lines == ()


@settings(deadline=None)
@given(stories(), st.data())
def test_however_a_story_is_cut_each_mark_kept_is_on_the_same_words(story, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(story.text)), max_size=4)))
    pieces = [story.text[a:b] for a, b in zip([0, *cuts], [*cuts, None], strict=True)]
    new = edits.split_into(story, [Piece(piece, "") for piece in pieces if piece])
    for old, now in zip(story.characters, new.characters, strict=True):
        assert len(now.mentions) <= len(old.mentions)
        kept = words(new, now.mentions)
        assert all(0 <= m.start < m.end <= len(new.scene(m.scene).text) for m in now.mentions)
        assert set(kept) <= {"".join(text.split()) for text in words(story, old.mentions)} | set(
            words(story, old.mentions)
        )


@pytest.mark.parametrize("insert", ["😀 ", "e\u0301 ", "שלום "])
def test_offsets_are_code_points_whatever_stands_before(insert):
    scene = Scene(id="s1", text="Anna saw Tom.")
    tom = Character(id="c1", name="Tom", mentions=(Mention(scene="s1", start=9, end=12),))
    story = edits.retext(Story(scenes=(scene,), characters=(tom,)), "s1", insert + scene.text)
    assert words(story, story.characters[0].mentions) == ["Tom"]


def test_ranges_overlap_only_in_one_scene():
    one = Mention(scene="s1", start=0, end=4)
    assert spans.overlap(one, Mention(scene="s1", start=3, end=5))
    assert not spans.overlap(one, Mention(scene="s1", start=4, end=5))
    assert not spans.overlap(one, Mention(scene="s2", start=0, end=4))
