"""Edits of scenes: the author's words stay, and so does everything that the edit does not touch."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid import edits
from storyvid.errors import BadInput
from storyvid.reading.split import Piece, split
from storyvid.story import Mention, Scene, Story
from tests.stories import WOLF, stories
from tests.test_recipes import IMAGE


def said(story: Story, character_id: str) -> list[str]:
    """The words of a character's mentions."""
    return [story.scene(m.scene).text[m.start : m.end] for m in story.character(character_id).mentions]


def assert_mentions_lie_inside(story: Story) -> None:
    for character in story.characters:
        for mention in character.mentions:
            assert 0 <= mention.start < mention.end <= len(story.scene(mention.scene).text)


def test_splitting_anew_keeps_the_pick_of_a_scene_whose_words_stay():
    story = edits.picked(WOLF, "s3", IMAGE)
    pieces = [Piece("Anna met a wolf.", " "), Piece("She ran.", "\n"), Piece("The moon rose.", "")]
    story = edits.split_into(story, pieces)
    assert [scene.text for scene in story.scenes] == ["Anna met a wolf.", "She ran.", "The moon rose."]
    assert story.scenes[2].picked == IMAGE and story.scenes[2].id == "s3"
    assert story.scenes[0].picked is None


def test_splitting_the_same_text_elsewhere_keeps_every_mention_that_still_fits():
    pieces = [Piece("Anna met a wolf.", " "), Piece("She was not afraid.", "\n\n")]
    pieces += [Piece("“Where are you going?” he asked her. Anna gave him her bread.", " "), Piece("The moon rose.", "")]
    story = edits.split_into(WOLF, pieces)
    assert story.text == WOLF.text
    assert said(story, "c1") == said(WOLF, "c1") and said(story, "c2") == said(WOLF, "c2")


def test_retexting_moves_mentions_with_their_letters():
    story = edits.retext(WOLF, "s1", "Little Anna met a big grey wolf. She was not afraid.")
    assert said(story, "c1")[:2] == ["Anna", "She"]


def test_retexting_drops_a_mention_whose_letters_went():
    story = edits.retext(WOLF, "s1", "Nobody met a wolf. It was not afraid.")
    assert "Anna" not in said(story, "c1")[:1] and "a wolf" in said(story, "c2")


def test_a_scene_cannot_lose_all_its_words():
    with pytest.raises(BadInput, match="delete it"):
        edits.retext(WOLF, "s1", "  \n")


def test_merging_keeps_words_mentions_and_the_first_picture():
    story = edits.merged_with_next(edits.picked(WOLF, "s1", IMAGE), "s1")
    assert story.text == WOLF.text
    assert len(story.scenes) == 2 and story.scenes[0].picked == IMAGE
    assert said(story, "c1") == said(WOLF, "c1")


def test_the_last_scene_has_nothing_to_merge_with():
    with pytest.raises(BadInput, match="no scene after"):
        edits.merged_with_next(WOLF, "s3")


def test_splitting_a_scene_keeps_words_mentions_and_the_picture_of_the_first_part():
    story = edits.split_at(edits.picked(WOLF, "s1", IMAGE), "s1", 16)
    assert [scene.text for scene in story.scenes[:2]] == ["Anna met a wolf.", "She was not afraid."]
    assert story.text == WOLF.text
    assert story.scenes[0].picked == IMAGE and story.scenes[1].picked is None
    assert said(story, "c1") == said(WOLF, "c1")


def test_splitting_then_merging_gives_the_story_back():
    story = edits.merged_with_next(edits.split_at(WOLF, "s1", 16), "s1")
    assert story == WOLF


def test_both_parts_of_a_split_need_words():
    with pytest.raises(BadInput, match="inside the scene"):
        edits.split_at(WOLF, "s1", 0)


def test_a_new_scene_goes_where_it_is_asked():
    story = edits.inserted(WOLF, " A bird sang. ", after="s1")
    assert [scene.text for scene in story.scenes][1] == "A bird sang."
    assert edits.inserted(WOLF, "First.", after=None).scenes[0].text == "First."
    assert len({scene.id for scene in story.scenes}) == 4


def test_words_never_run_together_when_a_scene_follows_the_last():
    story = edits.inserted(WOLF, "The end.", after="s3")
    assert story.text.endswith("The moon rose.\n\nThe end.\n\n")


def test_deleting_a_scene_takes_its_mentions_along():
    story = edits.deleted(WOLF, "s1")
    assert {mention.scene for character in story.characters for mention in character.mentions} == {"s2"}


def test_moving_a_scene_stops_at_the_ends_and_reorders_mentions():
    story = edits.moved(WOLF, "s1", 9)
    assert [scene.id for scene in story.scenes] == ["s2", "s3", "s1"]
    assert [mention.scene for mention in story.character("c2").mentions] == ["s2", "s2", "s1"]
    assert edits.moved(WOLF, "s1", -1).scenes == WOLF.scenes


def test_a_blank_prompt_goes_back_to_the_words_of_the_scene():
    assert edits.prompted(edits.prompted(WOLF, "s1", "a wolf"), "s1", "  ") == WOLF


def test_a_long_rewrite_is_quick_and_keeps_what_is_alike():
    text = " ".join(f"word{number}" for number in range(4000))
    scene = Scene(id="s1", text=text)
    story = replace(WOLF, scenes=(scene,), characters=(replace(WOLF.characters[0], mentions=()),))
    story = replace(story, characters=(replace(story.characters[0], mentions=(Mention(scene="s1", start=0, end=5),)),))
    assert said(edits.retext(story, "s1", text[:9000] + "!" * 5000), "c1") == ["word0"]


@settings(deadline=None)
@given(stories(), st.data())
def test_any_run_of_edits_leaves_every_mention_inside_its_scene(story, data):
    for _ in range(data.draw(st.integers(1, 5))):
        scene = data.draw(st.sampled_from(story.scenes))
        kind = data.draw(st.sampled_from(["retext", "merge", "split", "insert", "delete", "move"]))
        try:
            if kind == "retext":
                cut = data.draw(st.integers(0, len(scene.text)))
                story = edits.retext(
                    story, scene.id, scene.text[:cut] + data.draw(st.text(max_size=8)) + scene.text[cut:]
                )
            elif kind == "merge":
                story = edits.merged_with_next(story, scene.id)
            elif kind == "split":
                story = edits.split_at(story, scene.id, data.draw(st.integers(0, len(scene.text))))
            elif kind == "insert":
                story = edits.inserted(story, data.draw(st.text(max_size=8)), after=scene.id)
            elif kind == "delete" and len(story.scenes) > 1:
                story = edits.deleted(story, scene.id)
            else:
                story = edits.moved(story, scene.id, data.draw(st.integers(-3, 3)))
        except BadInput:
            continue
        assert_mentions_lie_inside(story)
        assert len({one.id for one in story.scenes}) == len(story.scenes)
        assert all(one.text.strip() for one in story.scenes)


FIRST = "Chapter I. The House\n\nTom ran home. He fell. He rose. He went to the sea and slept."
CHAPTERS = f"{FIRST}\n\nChapter II. The Wood. Ann slept. She woke."


def cut(story: Story, text: str, sentences: int) -> Story:
    return edits.split_into(story, split(text, by="sentences", n=sentences))


def test_a_scene_that_opens_a_chapter_has_its_heading():
    story = cut(Story(), CHAPTERS, 2)
    assert [scene.chapter for scene in story.scenes] == ["Chapter I. The House", "", "Chapter II. The Wood"]


def test_cutting_anew_keeps_a_chapter_heading_that_the_author_wrote_or_took_away():
    first, second, third = cut(Story(), CHAPTERS, 2).scenes
    scenes = (replace(first, chapter=""), replace(second, chapter="Later"), replace(third, chapter="In the Wood"))
    story = cut(replace(Story(), scenes=scenes), CHAPTERS, 1)
    assert [scene.chapter for scene in story.scenes] == ["", "", "Later", "", "In the Wood", ""]


def test_a_heading_changed_or_put_into_the_text_is_the_chapter_from_then_on():
    story = cut(cut(Story(), CHAPTERS, 2), CHAPTERS.replace("The House", "The Old House"), 2)
    assert story.scenes[0].chapter == "Chapter I. The Old House"
    story = cut(Story(), "Tom fell. He rose. Ann slept. She woke.", 2)
    story = cut(story, "Tom fell. He rose.\n\n# Night\n\nAnn slept. She woke.", 2)
    assert [scene.chapter for scene in story.scenes] == ["", "Night"]
