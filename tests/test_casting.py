"""Edits of the cast: proposals add, corrections stay."""

from dataclasses import replace

import pytest

from storyvid import casting, edits, marking
from storyvid.errors import BadInput
from storyvid.models import Cluster, Found, Reading
from storyvid.story import Line, Outfit
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
        changed = marking.given(story, [her], to)
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


def test_a_part_of_a_proposal_can_be_accepted_or_refused_on_its_own():
    proposed = casting.proposal(BARE, READING)
    anna, wolf = (character.id for character in proposed.characters)
    story = casting.accepted(BARE, casting.only(proposed, wolf))
    assert [character.name for character in story.characters] == ["The wolf"]
    story = casting.refused(story, casting.only(proposed, anna))
    assert casting.proposal(story, READING) == casting.Proposal(characters=(), mentions=())
    assert len(story.rejected) == 3


def test_a_reading_says_how_much_of_what_the_author_decided_it_sees_otherwise():
    story = casting.accepted(BARE, casting.proposal(BARE, READING))
    assert casting.proposal(story, READING).kept == 0
    changed = marking.given(story, [story.character("c1").mentions[2]], "c2")
    assert casting.proposal(changed, READING).kept == 1


def test_a_place_is_no_character_until_the_author_gives_it_a_look():
    moon = cluster(BARE, "The moon", "The moon", entity="thing")
    reading = replace(READING, others=(moon,))
    story = casting.accepted(BARE, casting.proposal(BARE, reading))
    assert [character.name for character in story.characters] == ["Anna", "The wolf"]
    (thing,) = casting.things(story, reading)
    story = casting.accepted(story, casting.Proposal(characters=(thing,), mentions=()))
    assert said(story, "c3") == ["The moon"] and story.character("c3").entity == "thing"
    assert casting.things(story, reading) == ()
    assert casting.proposal(story, reading) == casting.Proposal(characters=(), mentions=())


def test_a_thing_with_a_look_is_found_again_where_the_text_grew():
    moon = cluster(BARE, "The moon", "The moon", entity="thing")
    (thing,) = casting.things(BARE, Reading(characters=(), others=(moon,)))
    story = casting.accepted(BARE, casting.Proposal(characters=(thing,), mentions=()))
    story = edits.retext(story, "s3", "The moon rose. The moon shone.")
    again = Reading(characters=(), others=(cluster(story, "The moon", "The moon", "The moon", entity="thing"),))
    assert len(casting.proposal(story, again).mentions) == 1


def test_an_outfit_holds_from_a_scene_on_and_blank_words_take_it_off():
    story = casting.dressed(casting.dressed(WOLF, "c1", "s3", "nightgown"), "c1", "s2", " blue cloak ")
    assert story.character("c1").outfits == (
        Outfit(scene="s2", look="blue cloak"),
        Outfit(scene="s3", look="nightgown"),
    )
    assert casting.dressed(story, "c1", "s2", " ").character("c1").outfits == (Outfit(scene="s3", look="nightgown"),)
    with pytest.raises(BadInput, match="No scene"):
        casting.dressed(WOLF, "c1", "s9", "cloak")


def test_merging_takes_outfits_voice_and_lines_along():
    story = casting.given_voice(casting.dressed(WOLF, "c2", "s2", "grandmother's cap"), "c2", "low")
    story = marking.said_by(story, Line(scene="s2", start=0, end=22, speaker="c2"))
    story = casting.merged(story, "c1", "c2")
    assert story.lines[0].speaker == "c1" and story.character("c1").voice == "low"
    assert story.character("c1").outfits == (Outfit(scene="s2", look="grandmother's cap"),)


def test_what_a_dropped_character_said_is_attributed_anew():
    story = marking.said_by(WOLF, Line(scene="s2", start=0, end=22, speaker="c2"))
    assert casting.dropped(story, "c2").lines == ()


def test_a_mention_inside_another_is_nobody_s_loss_when_characters_are_accepted_one_by_one():
    wife = Cluster(name="His wife", entity="person", mentions=(Found(start=0, end=8, kind="noun"),))
    his = Cluster(name="Tom", entity="person", mentions=(Found(start=0, end=3, kind="pronoun"),))
    story = replace(BARE, scenes=(replace(BARE.scenes[0], text="His wife slept."),))
    for name in ("Tom", "His wife"):
        proposed = casting.proposal(story, Reading(characters=(wife, his)))
        story = casting.accepted(
            story, casting.only(proposed, next(c.id for c in proposed.characters if c.name == name))
        )
    assert [said(story, character.id) for character in story.characters] == [["His"], ["His wife"]]


def test_a_mention_that_the_author_shrank_is_not_proposed_at_its_old_size():
    story = casting.accepted(BARE, casting.proposal(BARE, READING))
    wolf = story.character("c2").mentions[0]
    story = marking.adjusted(story, wolf, wolf.start + 2, wolf.end)
    assert casting.proposal(story, READING).mentions == ()
