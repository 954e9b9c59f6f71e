"""Edits of what is marked: a range has one owner, stays inside its scene, and is never proposed back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid import marking, spans
from storyvid.errors import BadInput
from storyvid.story import Line, Mention
from tests.stories import WOLF, stories
from tests.test_edits import said

QUOTE = Line(scene="s2", start=0, end=22, speaker="c2")


def at(scene, start, end):
    return Mention(scene=scene, start=start, end=end)


def test_a_marked_range_takes_the_place_of_what_it_cuts_through_and_leaves_what_lies_inside():
    story = marking.given(WOLF, [at("s1", 0, 8)], "c1")
    assert said(story, "c1")[:2] == ["Anna met", "She"]
    story = marking.given(WOLF, [at("s1", 5, 13)], "c1")
    assert "met a wo" in said(story, "c1") and "a wolf" not in said(story, "c2")
    story = marking.given(WOLF, [at("s1", 0, 8)], "c2")
    assert said(story, "c2")[0] == "Anna met" and said(story, "c1")[0] == "Anna"


def test_many_mentions_change_hands_at_once():
    story = marking.given(WOLF, WOLF.character("c1").mentions[:3], "c2")
    assert said(story, "c1") == ["Anna", "her"] and len(said(story, "c2")) == 6


def test_a_mention_can_start_a_new_character_once():
    story = marking.given_to_new(WOLF, [at("s3", 0, 8)], name="  The   moon ")
    assert said(story, "c3") == ["The moon"] and story.character("c3").name == "The moon"
    assert marking.given_to_new(story, [at("s3", 0, 8)], name="The moon") == story


def test_a_range_outside_its_scene_is_refused():
    for wrong in (at("s3", 5, 99), at("s3", 5, 5)):
        with pytest.raises(BadInput, match="Reload"):
            marking.given(WOLF, [wrong], "c1")
    with pytest.raises(BadInput, match="No character"):
        marking.given(WOLF, [at("s3", 0, 3)], "c9")


def test_a_mention_grows_and_shrinks_and_keeps_its_character():
    story = marking.adjusted(WOLF, at("s1", 9, 15), 11, 15)
    assert said(story, "c2")[0] == "wolf"
    assert marking.adjusted(story, at("s1", 11, 15), 9, 15) == WOLF


def test_a_mention_grows_into_no_other_and_not_out_of_its_scene():
    with pytest.raises(BadInput, match="somebody's already"):
        marking.adjusted(WOLF, at("s1", 9, 15), 9, 19)
    with pytest.raises(BadInput, match="Reload"):
        marking.adjusted(WOLF, at("s1", 9, 15), 9, 99)
    with pytest.raises(BadInput, match="Reload"):
        marking.adjusted(WOLF, at("s3", 0, 3), 0, 8)


def test_the_author_says_who_speaks_and_can_take_it_back():
    story = marking.said_by(WOLF, QUOTE)
    assert story.lines == (QUOTE,)
    story = marking.said_by(story, Line(scene="s2", start=0, end=22, speaker=None))
    assert story.lines[0].speaker is None and len(story.lines) == 1
    assert marking.said_as_read(story, "s2", 0, 22) == WOLF
    with pytest.raises(BadInput, match="No character"):
        marking.said_by(WOLF, Line(scene="s2", start=0, end=22, speaker="c9"))


@settings(deadline=None)
@given(stories(), st.data())
def test_a_range_has_one_owner_at_most_whatever_is_given_away(story, data):
    if not story.characters:
        return
    scene = data.draw(st.sampled_from(story.scenes))
    start = data.draw(st.integers(0, len(scene.text) - 1))
    mention = at(scene.id, start, data.draw(st.integers(start + 1, len(scene.text))))
    to = data.draw(st.sampled_from([None, *(character.id for character in story.characters)]))
    changed = marking.given(story, [mention], to)
    touching = [m for c in changed.characters for m in c.mentions if spans.clash(m, mention)]
    assert touching == ([] if to is None else [mention])
    assert (mention in changed.rejected) == (to is None)
    assert marking.given(changed, [mention], to) == changed
