"""The accepted cast as read: looks from the text, who says what, the author's word before the reader's."""

from dataclasses import replace

from storyvid import cast_reading, casting, marking
from storyvid.models import find
from storyvid.story import Character, Line, Mention, Scene, Story
from tests.stories import WOLF

TALE = (
    "Hans had fair hair. He was tall and young. Hans wore a green coat.\n\n"
    "“Where are you going?” said the old woman to Hans. “To the king,” he said."
)


def story_of(text):
    scenes = tuple(Scene(id=f"s{n}", text=piece) for n, piece in enumerate(text.split("\n\n"), 1))
    return Story(scenes=scenes)


def cast(story):
    return casting.accepted(story, casting.proposal(story, find("readers", "embedded").read(story.text, language="en")))


def test_a_look_is_told_by_the_text_at_a_character_s_mentions():
    story = cast(story_of(TALE))
    hans = next(character for character in story.characters if character.name == "Hans")
    look = cast_reading.look_in_text(story, hans)
    assert "fair hair" in look and "green coat" in look and "tall" in look
    assert cast_reading.look_in_text(replace(story, language="de"), hans) == ""


def test_what_is_proposed_comes_with_the_look_that_the_text_tells():
    story = story_of(TALE)
    reading = find("readers", "embedded").read(story.text, language="en")
    proposed = cast_reading.with_looks(story, casting.proposal(story, reading))
    assert any("green coat" in character.look for character in proposed.characters)


def test_a_corrected_mention_changes_who_speaks():
    said = cast_reading.quotes_of(WOLF)
    assert [(one.scene, one.start, one.end, one.speaker) for one in said] == [("s2", 0, 22, "c2")]
    story = marking.given(WOLF, [Mention(scene="s2", start=23, end=25)], "c1")
    assert cast_reading.quotes_of(story)[0].speaker == "c1"


def test_the_author_s_word_about_a_quotation_stands():
    story = marking.said_by(WOLF, Line(scene="s2", start=0, end=22, speaker="c1"))
    assert [(one.speaker, one.how) for one in cast_reading.quotes_of(story)] == [("c1", "author")]


def test_a_quotation_over_two_scenes_is_shown_in_both():
    scenes = (Scene(id="s1", text="“Come in,", gap=" "), Scene(id="s2", text="and sit down,” said Tom.", gap=""))
    tom = Character(id="c1", name="Tom", mentions=(Mention(scene="s2", start=20, end=23),))
    said = cast_reading.quotes_of(Story(scenes=scenes, characters=(tom,)))
    assert [(one.scene, one.start, one.end, one.speaker) for one in said] == [("s1", 0, 9, "c1"), ("s2", 0, 14, "c1")]


def test_quotations_in_other_languages_wait_for_the_author():
    story = Story(language="de", scenes=(Scene(id="s1", text="„Komm herein“, sagte Tom."),))
    assert [(one.start, one.end, one.speaker) for one in cast_reading.quotes_of(story)] == [(0, 13, None)]


def test_words_that_the_author_marked_as_spoken_are_a_quotation_too():
    story = marking.said_by(WOLF, Line(scene="s3", start=0, end=14, speaker="c2"))
    said = cast_reading.quotes_of(story)
    assert [(one.scene, one.start, one.end, one.how) for one in said][-1] == ("s3", 0, 14, "author")


def test_a_thing_never_speaks():
    moon = Character(id="c3", name="The moon", entity="thing", mentions=(Mention(scene="s3", start=0, end=8),))
    story = replace(WOLF, characters=(moon, *WOLF.characters))
    assert cast_reading.quotes_of(story)[0].speaker == "c2"
    assert len(cast_reading.reading_of(story).others) == 1
