"""Who speaks which words of a scene."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from storyvid.speaking import SpeakingPart, speaking_parts, voiced_parts
from storyvid.story import Character, Line, Mention, Scene, Sound, Story, with_character
from tests.stories import stories

ASKED = "“Where are you going?” asked the wolf.\n\nAnna stopped. “To my grandmother,” she said."
SCENE = Scene(id="s1", text=ASKED)


def mentions(*words):
    found, at = [], 0
    for word in words:
        start = ASKED.index(word, at)
        found.append(Mention(scene="s1", start=start, end=start + len(word)))
        at = start + len(word)
    return tuple(found)


STORY = Story(
    scenes=(SCENE,),
    characters=(
        Character(id="c1", name="Anna", gender="female", mentions=mentions("Anna", "she")),
        Character(id="c2", name="The wolf", entity="animal", mentions=mentions("the wolf")),
    ),
)


def voiced(story, **voices):
    for character, voice in voices.items():
        story = with_character(story, replace(story.character(character), voice=voice))
    return story


def said(parts):
    return [(ASKED[part.start : part.end], part.character) for part in parts]


def test_quotations_go_to_who_says_them_and_the_rest_to_the_narrator():
    assert said(speaking_parts(STORY, SCENE)) == [
        ("“Where are you going?”", "c2"),
        (" asked the wolf.\n\nAnna stopped. ", None),
        ("“To my grandmother,”", "c1"),
        (" she said.", None),
    ]


def test_the_authors_word_about_a_line_goes_before_what_the_text_suggests():
    line = Line(scene="s1", start=0, end=22, speaker="c1")
    assert speaking_parts(replace(STORY, lines=(line,)), SCENE)[0].character == "c1"
    nobody = replace(line, speaker=None)
    assert speaking_parts(replace(STORY, lines=(nobody,)), SCENE)[0] == SpeakingPart(0, 54, None)


def test_a_line_that_the_author_marked_in_another_language_is_spoken_by_its_speaker():
    text = "Der Wolf sprach: Guten Tag."
    story = replace(
        STORY, language="de", scenes=(Scene(id="s1", text=text),), characters=(Character(id="c2", name="Wolf"),)
    )
    story = replace(story, lines=(Line(scene="s1", start=17, end=27, speaker="c2"),))
    assert speaking_parts(story, story.scenes[0]) == [(0, 17, None), (17, 27, "c2")]


def test_without_voices_of_their_own_the_scene_is_spoken_whole():
    assert voiced_parts(STORY, SCENE) == [(0, len(ASKED), "")]
    off = replace(voiced(STORY, c2="low"), sound=Sound(character_voices=False, voice="anna"))
    assert voiced_parts(off, SCENE) == [(0, len(ASKED), "anna")]


def test_parts_of_one_voice_are_one_and_have_no_space_around_them():
    parts = voiced_parts(voiced(STORY, c2="low"), SCENE)
    assert [(ASKED[start:end], voice) for start, end, voice in parts] == [
        ("“Where are you going?”", "low"),
        ("asked the wolf.\n\nAnna stopped. “To my grandmother,” she said.", ""),
    ]


def test_a_character_with_the_narrators_voice_does_not_cut_the_scene():
    story = replace(voiced(STORY, c1="anna", c2="anna"), sound=Sound(voice="anna"))
    assert voiced_parts(story, SCENE) == [(0, len(ASKED), "anna")]


@given(stories(), st.data())
def test_parts_follow_one_another_and_leave_no_word_out(story, data):
    for character in story.characters:
        story = with_character(story, replace(character, voice=data.draw(st.sampled_from([None, "", "low", "high"]))))
    places = st.tuples(st.sampled_from(story.scenes), st.integers(0, 60), st.integers(0, 60))
    who = st.sampled_from([None, "c9", *(character.id for character in story.characters)])
    drawn = data.draw(st.lists(st.tuples(places, who), max_size=3))
    lines = [Line(scene=scene.id, start=min(a, b), end=max(a, b), speaker=name) for (scene, a, b), name in drawn]
    story = replace(story, lines=tuple(lines))
    for scene in story.scenes:
        parts = speaking_parts(story, scene)
        assert parts[0].start == 0 and parts[-1].end == len(scene.text)
        assert all(one.end == other.start for one, other in zip(parts, parts[1:], strict=False))
        ranges = [(start, end) for start, end, _ in voiced_parts(story, scene)]
        assert ranges == sorted(ranges)
        covered = {at for start, end in ranges for at in range(start, end)}
        assert all(at in covered for at, char in enumerate(scene.text) if not char.isspace())
