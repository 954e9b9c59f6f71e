"""Prompts: every character there once, pronouns by name where it reads well, sources kept."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from storyvid import casting, edits, prompts
from storyvid.story import Character, Mention, Scene, Story, Style
from tests.stories import WOLF, stories


def parts_of(story, scene_id):
    return prompts.compose(story, story.scene(scene_id))


def test_a_character_mentioned_by_a_pronoun_alone_brings_its_look():
    scene = Scene(id="s1", text="She ran home.")
    anna = Character(id="c1", name="Anna", look="red hood", mentions=(Mention(scene="s1", start=0, end=3),))
    parts = prompts.compose(Story(scenes=(scene,), characters=(anna,)), scene)
    assert [(part.source, part.name, part.text) for part in parts[:2]] == [
        ("scene", "", "Anna ran home."),
        ("character", "Anna", "red hood"),
    ]


def test_a_look_comes_once_however_often_the_character_is_mentioned():
    looks = [part for part in parts_of(WOLF, "s2") if part.source == "character"]
    assert [part.name for part in looks] == ["The wolf", "Anna"]


def test_a_scene_without_characters_has_scene_and_style_only():
    assert [part.source for part in parts_of(WOLF, "s3")] == ["scene", "style"]


def test_pronouns_become_names_once_a_sentence_and_never_inside_quotes():
    text = "“He is here,” she said. He took her hand and his hat. Tom saw her."
    spans = [("tom", 1, 3), ("anna", 14, 17), ("tom", 24, 26), ("anna", 32, 35), ("tom", 45, 48), ("tom", 54, 57)]
    spans.append(("anna", 62, 65))
    scene = Scene(id="s1", text=text)

    def character(name):
        mentions = tuple(Mention(scene="s1", start=a, end=b) for who, a, b in spans if who == name)
        return Character(id=f"c{name}", name=name.title(), mentions=mentions)

    story = Story(scenes=(scene,), characters=(character("tom"), character("anna")))
    assert prompts.named(story, scene) == "“He is here,” Anna said. Tom took Anna’s hand and his hat. Tom saw Anna."


def test_an_article_is_small_where_the_pronoun_was():
    text = "“Go!” he cried. He waved."
    mentions = tuple(Mention(scene="s1", start=start, end=start + 2) for start in (6, 16))
    scene = Scene(id="s1", text=text)
    story = Story(scenes=(scene,), characters=(Character(id="c1", name="The fox", mentions=mentions),))
    assert prompts.named(story, scene) == "“Go!” the fox cried. The fox waved."


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Chapter I. The House\n\nTom ran home.", "Tom ran home."),
        ("Chapter I. The House\nTom ran home.", "Tom ran home."),
        ("Chapter I. The House. Tom ran home.", "Tom ran home."),
        ("Chapter I. The House.\nTom ran home.", "Tom ran home."),
        ("Chapter I. Tom ran home.", "Tom ran home."),
        ("Part one of the plan was done. Tom ran home.", "Part one of the plan was done. Tom ran home."),
        ("Prologue. Tom ran home.", "Tom ran home."),
        ("Yours ever,\nTom\n\nAnna wept.", "Yours ever, Tom Anna wept."),
        ("Yours ever\n\nTom\n\nAnna wept.", "Yours ever Tom Anna wept."),
        ("CHAPTER I.\n\nTHE HOUSE\n\n“Come,” said Tom.", "“Come,” said Tom."),
        ("* * *\n\n## The House\n\nTom ran.\n\nThe Wood\n\nHe sang.", "Tom ran. The Wood He sang."),
        ("Chapter I. The House", "Chapter I. The House"),
        ("Chapter I\n\nThe House", "The House"),
        ("Tom ran home.\n\nHe sang.", "Tom ran home. He sang."),
        ("“Tom!”\n\nHe ran.", "“Tom!” He ran."),
    ],
)
def test_what_happens_begins_with_the_prose_below_a_heading(text, prose):
    scene = Scene(id="s1", text=text)
    assert prompts.compose(Story(scenes=(scene,)), scene)[0].text == prose


def test_pronouns_below_a_heading_that_names_somebody_become_names():
    text = "Chapter I. Anna\n\nShe ran home."
    mentions = (Mention(scene="s1", start=11, end=15), Mention(scene="s1", start=17, end=20))
    story = Story(scenes=(Scene(id="s1", text=text),), characters=(Character(id="c1", name="Anna", mentions=mentions),))
    assert prompts.named(story, story.scenes[0]) == "Anna ran home."


def test_the_author_prompt_stands_for_the_words_and_brings_whom_it_names():
    story = edits.prompted(WOLF, "s3", "The moon over Anna, sleeping")
    parts = parts_of(story, "s3")
    assert parts[0].text == "The moon over Anna, sleeping"
    assert [part.name for part in parts if part.source == "character"] == ["Anna"]


def test_the_style_comes_last_preset_before_free_words():
    story = replace(WOLF, style=Style(preset="woodcut", words="cold\nblue"))
    assert [(part.name, part.text) for part in parts_of(story, "s3")[1:]][-1] == ("", "cold blue")
    assert parts_of(story, "s3")[1].name == "woodcut"


def test_changing_a_look_changes_the_prompts_of_its_scenes_and_of_no_other():
    story = casting.given_look(WOLF, "c2", "black fur")
    assert parts_of(story, "s1") != parts_of(WOLF, "s1") and parts_of(story, "s3") == parts_of(WOLF, "s3")


def test_an_outfit_is_worn_from_its_scene_on_until_the_next():
    story = casting.dressed(casting.dressed(WOLF, "c1", "s2", "wet clothes"), "c1", "s3", "nightgown")
    anna = story.character("c1")
    assert [prompts.worn(story, anna, scene) for scene in story.scenes] == [
        "a girl in a red hood",
        "a girl in a red hood, wet clothes",
        "a girl in a red hood, nightgown",
    ]
    assert parts_of(story, "s1") == parts_of(WOLF, "s1")
    assert [part.text for part in parts_of(story, "s2") if part.name == "Anna"] == ["a girl in a red hood, wet clothes"]


def test_an_outfit_goes_with_the_order_of_the_scenes():
    story = edits.moved(casting.dressed(WOLF, "c1", "s2", "wet clothes"), "s2", 1)
    anna = story.character("c1")
    assert [prompts.worn(story, anna, scene).endswith("wet clothes") for scene in story.scenes] == [False, False, True]


def test_a_thing_with_a_look_is_part_of_what_happens_and_nobody():
    moon = Character(id="c3", name="The moon", look="thin, yellow", entity="thing")
    moon = replace(moon, mentions=(Mention(scene="s3", start=0, end=8),))
    story = replace(WOLF, characters=(*WOLF.characters, moon))
    parts = parts_of(story, "s3")
    assert [(part.source, part.name, part.text) for part in parts[:2]] == [
        ("scene", "", "The moon rose."),
        ("scene", "The moon", "The moon, thin, yellow"),
    ]
    assert parts_of(replace(story, characters=(*WOLF.characters, replace(moon, look=""))), "s3") == parts_of(WOLF, "s3")


@pytest.mark.parametrize(
    "text, clip", [("", 2), ("a photo of a cat", 7), ("Anna's red hood, grey fur.", 10), ("1990", 6)]
)
def test_token_counts_are_those_of_clip_for_plain_words(text, clip):
    assert prompts.token_count(text) == clip


def test_what_would_be_cut_is_said_part_by_part():
    parts = parts_of(WOLF, "s2")
    assert prompts.cut_off(parts, None) == () and prompts.cut_off(parts, 500) == ()
    assert prompts.cut_off(parts, 30)[-1].source == "style"


@settings(deadline=None)
@given(stories())
def test_any_story_composes_and_names_each_present_character_once(story):
    for scene in story.scenes:
        parts = prompts.compose(story, scene)
        assert len([p for p in parts if p.source == "character"]) == len(prompts.present(story, scene))
        assert all("\n" not in part.text for part in parts)


def test_a_scene_that_is_only_tried_out_is_composed_as_it_is_and_changes_nothing():
    scene = WOLF.scenes[0]
    told = prompts.compose(WOLF, scene)
    tried = prompts.compose(WOLF, replace(scene, prompt="a castle by night"))
    assert tried[0].text == "a castle by night"
    assert prompts.compose(WOLF, scene) == told


@pytest.mark.parametrize(("text", "expected"), [
    ("I told her about my guitar.", "I told Anna about my guitar."),
    ("I told her secret.", "I told Anna’s secret."),
    ("Mrs. Anna Bell held her apron.", "Mrs. Anna Bell held her apron."),
])  # fmt: skip
def test_her_is_owned_only_before_what_is_hers_and_a_title_ends_no_sentence(text, expected):
    places = [text.index("her")] + ([text.index("Anna")] if "Anna" in text else [])
    ends = {place: place + (3 if text.startswith("her", place) else 9) for place in places}
    mentions = tuple(Mention(scene="s1", start=start, end=end) for start, end in sorted(ends.items()))
    scene = Scene(id="s1", text=text)
    story = Story(scenes=(scene,), characters=(Character(id="c1", name="Anna", mentions=mentions),))
    assert prompts.named(story, scene) == expected
