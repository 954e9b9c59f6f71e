"""What is said over cards: a heading while its card stands, once, and the scene below it without it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid import plan
from storyvid.plan.headings import Opening, opening_of
from storyvid.recipes import ClipRecipe, key_of
from storyvid.story import Cut, Scene, Sound, Story
from storyvid.timeline import BREATH_MS, CARD_LEAD_MS, JOIN_MS, LEAD_MS, ms_of
from tests.plugged import picture
from tests.test_plan_sound import ASKED, STORY, Timed, voiced

BOOK = "Chapter Two\n\nThe Wood\n\nThe fox ran on. Nobody saw her."
HEADING, TOLD = "Chapter Two\n\nThe Wood", "The fox ran on. Nobody saw her."


def story(*scenes: tuple[str, str], **cut) -> Story:
    """A silent-music story of (chapter, text)."""
    made = tuple(Scene(id=f"s{at}", text=text, chapter=chapter, picked=picture(at)) for at, (chapter, text) in
                 enumerate(scenes, 1))  # fmt: skip
    return Story(scenes=made, sound=Sound(mood="none"), cut=Cut(**cut))


TWO = story(("", "Once there was a fox."), ("Chapter Two: The Wood", BOOK), ("", "Then it was night."))


def said(told: Story, facts=None) -> list[tuple[str, int]]:
    facts = facts or Timed()
    track = plan.soundtrack_of(told, plan.timeline_of(told, facts), facts)
    return [(placed.speech.text, placed.start_ms) for placed in track.narration]


def test_a_heading_is_said_while_its_card_stands_and_nowhere_else():
    facts = Timed()
    timeline = plan.timeline_of(TWO, facts)
    assert [text for text, _ in said(TWO)] == [TWO.scenes[0].text, HEADING, TOLD, TWO.scenes[2].text]
    (card,) = [shot for shot in timeline.shots if shot.heading]
    heading, told = said(TWO)[1:3]
    begins = ms_of(card.start_frame, 30)
    assert heading[1] == begins + CARD_LEAD_MS
    long_ms = facts.facts(plan.speeches_of(TWO, TWO.scenes[1])[0])["duration_ms"]
    assert 0 <= ms_of(card.frames, 30) - (CARD_LEAD_MS + long_ms + BREATH_MS) <= 34
    assert abs(told[1] - heading[1] - long_ms - (BREATH_MS - JOIN_MS + LEAD_MS)) <= 34, "a breath, and it goes on"


def test_there_is_no_caption_over_the_card_and_none_of_the_heading():
    timeline = plan.timeline_of(TWO, Timed())
    (card,) = [shot for shot in timeline.shots if shot.heading]
    assert card.captions == ()
    (clip,) = [clip for clip in timeline.clips if clip.scene == "s2"]
    assert " ".join(" ".join(one.text.split()) for one in clip.captions) == TOLD
    words = [word for one in clip.captions for word in one.words]
    assert [word.text for word in words] == TOLD.split()
    letters = [(TOLD.index(word.text), word) for word in words]
    assert all(word.start_ms == clip.speech_ms + 40 + 100 * at for at, word in letters)


def test_a_card_stands_long_enough_to_be_read_where_little_is_said():
    short = story(("", "A fox."), ("A heading nobody reads in a moment", "It ran."))
    (card,) = [shot for shot in plan.timeline_of(short, Brief()).shots if shot.heading]
    assert card.frames * 1000 / 30 > 2900


class Brief(Timed):
    def facts(self, recipe):
        return {"duration_ms": 300, "words": []}


def test_with_the_cards_off_a_scene_says_all_of_its_words():
    off = replace(TWO, cut=Cut(chapter_cards=False))
    assert [text for text, _ in said(off)] == [scene.text for scene in TWO.scenes]
    assert plan.spoken_of(off, off.scenes[1], Timed()).text == BOOK
    assert all(opening_of(off, scene) == Opening() for scene in off.scenes)


@pytest.mark.parametrize(
    ("chapter", "text", "opening"),
    [
        ("Later", "The fox ran.", Opening(chapter="Later")),
        ("Later\nat night", "The fox ran.", Opening(chapter="Later\nat night")),
        ("Later", BOOK, Opening(chapter="Later")),  # the card's own words, and the text's where they stand
        ("Chapter Two", "Chapter Two", Opening()),  # a scene that is its heading says it
        ("The fox", "The fox ran.", Opening()),
        ("The Wood", BOOK, Opening(chapter=HEADING, told_from=BOOK.index(TOLD))),
        ("Chapter Two: The…", BOOK, Opening(chapter=HEADING, told_from=BOOK.index(TOLD))),
        ("", BOOK, Opening()),
        ("  ", BOOK, Opening()),
    ],
)
def test_the_card_says_what_is_on_it_and_the_text_nothing_twice(chapter, text, opening):
    told = story((chapter, text))
    assert opening_of(told, told.scenes[0]) == opening


@pytest.mark.parametrize(
    ("card", "chapter", "opening"),
    [
        ("The Old Fox\na tale", "Chapter Two: The Wood", Opening(title="THE OLD FOX", chapter=HEADING)),
        ("", "Chapter Two: The Wood", Opening(chapter=f"THE OLD FOX\n\n{HEADING}")),
        ("Something else", "Chapter Two: The Wood", Opening(chapter=f"THE OLD FOX\n\n{HEADING}")),
        ("The Old Fox", "", Opening(title=f"THE OLD FOX\n\n{HEADING}")),
    ],
)
def test_the_storys_title_is_said_over_its_own_card(card, chapter, opening):
    text = f"THE OLD FOX\n\n{BOOK}"
    told = story((chapter, text), ("", text), title_card=card)
    assert opening_of(told, told.scenes[0]) == replace(opening, told_from=text.index(TOLD))
    assert opening_of(told, told.scenes[1]) == Opening(), "only before the first scene is there a title"


def test_a_voice_that_failed_over_a_card_leaves_it_standing_in_silence():
    heading, _ = plan.speeches_of(TWO, TWO.scenes[1])
    facts = plan.WithoutVoice(Timed(), frozenset([key_of(heading)]))
    assert [text for text, _ in said(TWO, facts)] == [TWO.scenes[0].text, TOLD, TWO.scenes[2].text]
    assert any(shot.heading for shot in plan.timeline_of(TWO, facts).shots)


def test_a_scene_by_itself_has_its_own_heading_and_not_the_next_ones():
    heard = [plan.scene_film(TWO, Timed(), scene.id).soundtrack.narration for scene in TWO.scenes]
    assert [[placed.speech.text for placed in one] for one in heard] == [
        [TWO.scenes[0].text],
        [HEADING, TOLD],
        [TWO.scenes[2].text],
    ]
    assert all(placed.start_ms >= LEAD_MS for one in heard for placed in one)


def test_chapters_begin_with_their_card_and_captions_with_their_words():
    facts = Timed()
    timeline, film = plan.timeline_of(TWO, facts), plan.film_recipe(TWO, facts, "preview")
    (card,) = [shot for shot in timeline.shots if shot.heading]
    assert film.chapters[1] == (ms_of(card.start_frame, 30), "Chapter Two: The Wood")
    spoken = dict(said(TWO))
    first = next(one for one in timeline.captions if one.text.startswith("The fox"))
    assert first.start_ms == spoken[TOLD] + 40
    clips = [segment.shot for segment in film.segments if isinstance(segment, ClipRecipe)]
    assert [shot.captions for shot in clips if shot.heading] == [()]


def test_a_character_speaks_below_the_heading_in_its_own_voice():
    text = f"{HEADING}\n\n{ASKED}"
    scene = replace(STORY.scenes[0], text=text, chapter="Chapter Two: The Wood", picked=picture())
    moved = tuple(
        replace(one, mentions=tuple(replace(m, start=m.start + len(HEADING) + 2, end=m.end + len(HEADING) + 2)
                                    for m in one.mentions))
        for one in STORY.characters
    )  # fmt: skip
    told = voiced(replace(STORY, scenes=(scene,), characters=moved), c1="high", c2="low")
    speeches = plan.speeches_of(told, scene)
    assert [(one.text, one.voice) for one in speeches][:2] == [(HEADING, ""), ("“Where are you going?”", "low")]
    spoken = plan.spoken_of(told, scene, Timed())
    assert spoken.text == ASKED and [ASKED[a:b] for a, b, _, _ in spoken.words] == ASKED.split()


LINES = ["Chapter Two", "FOX", "The Wood", "It ran. It sat.", "“Go!”", "* * *", ""]


@given(
    title=st.sampled_from(["", "Fox", "A"]) | st.text(max_size=12),
    chapter=st.sampled_from(["", "Chapter Two", "Wood"]) | st.text(max_size=12),
    text=st.lists(st.sampled_from(LINES), max_size=5).map("\n\n".join) | st.text(max_size=40),
)
def test_every_word_is_said_once_whatever_the_cards(title, chapter, text):
    told = story((chapter, text), title_card=title)
    scene, facts = told.scenes[0], Timed()
    opening = opening_of(told, scene)
    below = text[opening.told_from :]
    over = "".join((opening.title + opening.chapter).split())
    if opening.told_from:
        assert over.endswith("".join(text[: opening.told_from].split())) or opening.chapter == chapter.strip()
        assert any(char.isalnum() for char in below)
    speeches = plan.speeches_of(told, scene)
    assert speeches[-1].text.strip() == below.strip()
    timeline = plan.timeline_of(told, facts)
    assert timeline.frames and len(said(told)) == len(speeches)
