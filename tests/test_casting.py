"""Edits of the cast: proposals add, corrections stay."""

from dataclasses import replace

import pytest

from storyvid import casting, edits
from storyvid.errors import BadInput
from storyvid.models import Cluster, Found, Reading
from storyvid.story import Mention
from tests.stories import WOLF
from tests.test_edits import said


def cluster(story, name, *words, entity="person"):
    """A cluster of the first free occurrences of the words in the story's text, in order."""
    mentions, at = [], 0
    for word in words:
        at = story.text.index(word, at)
        mentions.append(Found(start=at, end=at + len(word), kind="noun"))
        at += len(word)
    return Cluster(name=name, entity=entity, mentions=tuple(mentions))


BARE = replace(WOLF, characters=())
READING = Reading(
    characters=(cluster(BARE, "Anna", "Anna", "She", "her"), cluster(BARE, "The wolf", "a wolf", "he", entity="animal"))
)


def test_a_first_reading_becomes_the_cast():
    story = casting.accepted(BARE, casting.proposal(BARE, READING))
    assert [character.name for character in story.characters] == ["Anna", "The wolf"]
    assert said(story, "c1") == ["Anna", "She", "her"] and story.character("c2").entity == "animal"


def test_reading_the_same_again_proposes_nothing():
    story = casting.accepted(BARE, casting.proposal(BARE, READING))
    again = casting.proposal(story, READING)
    assert again == casting.Proposal(characters=(), mentions=())


def test_a_corrected_mention_is_never_proposed_back():
    story = casting.accepted(BARE, casting.proposal(BARE, READING))
    her = story.character("c1").mentions[2]
    for to in ("c2", None):
        changed = casting.reassigned(story, her, to)
        assert casting.accepted(changed, casting.proposal(changed, READING)) == changed


def test_a_dropped_character_is_never_proposed_back():
    story = casting.dropped(casting.accepted(BARE, casting.proposal(BARE, READING)), "c2")
    assert casting.proposal(story, READING) == casting.Proposal(characters=(), mentions=())


def test_a_new_mention_joins_the_character_that_owns_the_rest_of_its_cluster():
    story = casting.renamed(casting.accepted(BARE, casting.proposal(BARE, READING)), "c1", "Anna Rose")
    wider = Reading(characters=(cluster(BARE, "Anna", "Anna", "She", "her", "Anna", "her"),))
    proposed = casting.proposal(story, wider)
    assert not proposed.characters and len(proposed.mentions) == 2
    assert said(casting.accepted(story, proposed), "c1") == ["Anna", "She", "her", "Anna", "her"]


def test_a_character_keeps_its_name_and_look_when_the_story_is_read_again_after_an_edit():
    story = casting.given_look(casting.renamed(WOLF, "c2", "Grey"), "c2", "one ear")
    story = edits.retext(story, "s3", "The wolf slept.")
    reading = Reading(characters=(cluster(story, "The wolf", "a wolf", "The wolf", entity="animal"),))
    story = casting.accepted(story, casting.proposal(story, reading))
    assert story.character("c2").name == "Grey" and story.character("c2").look == "one ear"
    assert said(story, "c2")[-1] == "The wolf"


def test_merging_joins_mentions_in_order_and_looks():
    story = casting.merged(WOLF, "c1", "c2")
    assert len(story.characters) == 1 and len(story.character("c1").mentions) == 8
    assert story.character("c1").look == "a girl in a red hood, grey fur"
    assert said(story, "c1")[:3] == ["Anna", "a wolf", "She"]


def test_a_character_cannot_be_merged_with_itself():
    with pytest.raises(BadInput, match="two different"):
        casting.merged(WOLF, "c1", "c1")


def test_splitting_off_takes_some_mentions_along_and_no_more():
    some = WOLF.character("c1").mentions[3:]
    story = casting.split_off(WOLF, "c1", some, name="Hanna")
    assert said(story, "c1") == ["Anna", "She", "her"] and said(story, "c3") == ["Anna", "her"]
    for wrong in ((), WOLF.character("c1").mentions):
        with pytest.raises(BadInput, match="some of the character"):
            casting.split_off(WOLF, "c1", wrong, name="x")


def test_a_character_added_by_hand_finds_its_name_where_nobody_else_is():
    story = casting.added(WOLF, "the moon")
    assert said(story, "c3") == ["The moon"]
    assert casting.added(WOLF, "Anna").characters[-1].mentions == ()


def test_a_marked_range_takes_the_place_of_what_it_overlaps():
    story = casting.reassigned(WOLF, Mention(scene="s1", start=0, end=8), "c2")
    assert said(story, "c2")[0] == "Anna met" and said(story, "c1")[0] == "She"


def test_a_mention_can_start_a_new_character():
    story = casting.reassigned_to_new(WOLF, Mention(scene="s3", start=0, end=8), name="Moon")
    assert said(story, "c3") == ["The moon"] and story.character("c3").name == "Moon"


def test_a_range_outside_its_scene_is_refused():
    with pytest.raises(BadInput, match="Reload"):
        casting.reassigned(WOLF, Mention(scene="s3", start=5, end=99), "c1")


def test_a_mention_across_a_scene_boundary_is_left_out():
    text = WOLF.text
    across = Found(start=text.index("afraid"), end=text.index("“") + 3, kind="noun")
    reading = Reading(characters=(Cluster(name="Odd", entity="person", mentions=(across,)),))
    assert casting.proposal(BARE, reading).characters == ()


@pytest.mark.parametrize("name", ["", "   "])
def test_a_blank_name_is_refused(name):
    with pytest.raises(BadInput, match="needs a name"):
        casting.renamed(WOLF, "c1", name)
    with pytest.raises(BadInput, match="needs a name"):
        casting.added(WOLF, name)
