"""The plan: what a story wants, and that an edit changes what is wanted there and nowhere else."""

from dataclasses import replace

import pytest

from storyvid import casting, edits, plan
from storyvid.errors import BadInput
from storyvid.needs import with_needs
from storyvid.recipes import ClipRecipe, JoinRecipe, Recipe, UploadRecipe
from storyvid.story import Scene, Story, Style, with_scene
from storyvid.timeline import ms_of
from tests.stories import WOLF


class Known:
    """Facts held in memory: speech lasts 80 ms a letter, and nothing else has been made unless told."""

    def __init__(self, *made: Recipe, speech: bool = True) -> None:
        self.made = set(made)
        self.speech = speech

    def has(self, recipe: Recipe) -> bool:
        return recipe in self.made or (self.speech and recipe.kind == "speech")

    def facts(self, recipe: Recipe) -> dict:
        return {"duration_ms": 80 * len(recipe.text), "words": [[0, 3, 100, 400]]}


def with_picks(story: Story) -> Story:
    for scene in story.scenes:
        story = edits.picked(story, scene.id, plan.takes(story, scene, 1)[0])
    return story


PICKED = with_picks(WOLF)
TWENTY = with_picks(
    Story(
        scenes=tuple(Scene(id=f"s{n}", text=f"Sentence number {n} is told here. And one more.") for n in range(1, 21))
    )
)


def changed(before: Story, after: Story) -> dict[str, int]:
    """How many recipes of each kind the film of one story wants that the film of the other does not."""
    old, new = (set(with_needs(plan.film_recipe(story, Known(), "final"))) for story in (before, after))
    kinds = [recipe.kind for recipe in new - old]
    return {kind: kinds.count(kind) for kind in dict.fromkeys(sorted(kinds))}


def test_takes_differ_by_seed_alone_and_come_in_seed_order():
    takes = plan.takes(WOLF, WOLF.scenes[0])
    assert len(takes) == 15 and [take.seed for take in takes] == list(range(1, 16))
    assert len({replace(take, seed=0) for take in takes}) == 1
    assert takes[0].model == "storyboard@3" and (takes[0].width, takes[0].height) == (1080, 1920)


def test_more_takes_go_on_where_the_last_ones_ended():
    assert [take.seed for take in plan.takes(WOLF, WOLF.scenes[0], 3, first_seed=16)] == [16, 17, 18]


def test_a_model_that_is_not_here_still_has_its_takes():
    assert plan.takes(replace(WOLF, image_model="crystal"), WOLF.scenes[0], 1)[0].model == "crystal"


def test_the_takes_that_exist_are_found_with_gaps_between_them():
    takes = plan.takes(WOLF, WOLF.scenes[0], 30)
    assert plan.takes_made(WOLF, WOLF.scenes[0], Known(takes[1], takes[19])) == (takes[1],)
    assert plan.takes_made(WOLF, WOLF.scenes[0], Known(takes[1], takes[9], takes[19])) == (
        takes[1],
        takes[9],
        takes[19],
    )


def test_a_pick_knows_when_its_prompt_has_moved_on():
    scene = PICKED.scenes[0]
    assert not plan.from_earlier_prompt(PICKED, scene)
    assert plan.from_earlier_prompt(casting.given_look(PICKED, "c1", "green hood"), scene)
    assert plan.from_earlier_prompt(replace(PICKED, style=Style(preset="woodcut")), scene)
    assert not plan.from_earlier_prompt(casting.given_look(PICKED, "c1", "green hood"), PICKED.scenes[2])


def test_a_picture_of_the_authors_own_is_never_from_an_earlier_prompt():
    own = UploadRecipe(media="image", sha256="0" * 64, suffix=".png")
    story = edits.picked(WOLF, "s1", own)
    assert not plan.from_earlier_prompt(replace(story, style=Style(preset="flat")), story.scenes[0])


def test_a_film_wants_its_narration_first_and_itself_then():
    wanted = plan.wanted_for_film(PICKED, Known(speech=False), "final")
    assert [recipe.kind for recipe in wanted] == ["speech"] * 3
    (film,) = plan.wanted_for_film(PICKED, Known(), "final")
    assert film.kind == "film"


def test_every_frame_of_the_film_is_in_exactly_one_segment():
    timeline = plan.timeline_of(TWENTY, Known())
    segments = plan.segments(TWENTY, timeline, "final")
    lengths = [s.frames if isinstance(s, JoinRecipe) else s.end_frame - s.start_frame for s in segments]
    assert sum(lengths) == timeline.frames and all(length > 0 for length in lengths)
    assert [s.kind for s in segments] == ["clip", *["join", "clip"] * 19]


def test_a_cut_has_no_joins():
    story = replace(TWENTY, cut=replace(TWENTY.cut, transition="cut"))
    assert {s.kind for s in plan.film_recipe(story, Known(), "final").segments} == {"clip"}


def test_changing_one_sentence_of_twenty_wants_its_speech_clip_and_joins_and_no_more():
    story = edits.retext(TWENTY, "s8", "Sentence number 8 is told there. And one more.")
    assert changed(TWENTY, story) == {"clip": 1, "film": 1, "join": 2, "soundtrack": 1, "speech": 1}


def test_another_pick_wants_its_clip_and_joins_and_no_new_sound():
    story = edits.picked(TWENTY, "s1", plan.takes(TWENTY, TWENTY.scenes[0], 1, first_seed=7)[0])
    assert changed(TWENTY, story) == {"clip": 1, "film": 1, "image": 1, "join": 1}


def test_preview_and_final_share_pictures_and_sound():
    preview, final = (set(with_needs(plan.film_recipe(PICKED, Known(), q))) for q in ("preview", "final"))
    assert {recipe.kind for recipe in preview & final} == {"image", "speech", "music", "soundtrack"}
    clip = next(recipe for recipe in preview if isinstance(recipe, ClipRecipe))
    assert (clip.shot.width, clip.shot.height) == (540, 960)


@pytest.mark.parametrize("format, size", [("9:16", (540, 960)), ("16:9", (960, 540)), ("1:1", (540, 540))])
def test_a_preview_is_540_pixels_on_its_short_side(format, size):
    assert plan.preview_size(replace(WOLF, cut=replace(WOLF.cut, format=format))) == size


def test_captions_and_music_can_be_left_out():
    story = replace(PICKED, cut=replace(PICKED.cut, captions="none"), sound=replace(PICKED.sound, mood="none"))
    film = plan.film_recipe(story, Known(), "final")
    assert film.soundtrack.music is None
    assert all(not s.shot.captions for s in film.segments if isinstance(s, ClipRecipe))


@pytest.mark.parametrize(
    "ms, music_ms", [(1, 10_000), (10_000, 10_000), (10_001, 20_000), (60_001, 90_000), (301_000, 360_000)]
)
def test_music_is_rounded_up_coarsely(ms, music_ms):
    assert plan.music_for(WOLF, ms).duration_ms == music_ms


def test_a_story_that_is_not_ready_says_which_scenes_lack_a_picture():
    with pytest.raises(BadInput, match="no scenes yet"):
        plan.film_recipe(Story(), Known(), "final")
    with pytest.raises(BadInput, match="Scenes 1, 3 without"):
        plan.film_recipe(edits.picked(WOLF, "s2", PICKED.scenes[1].picked), Known(), "final")


def test_the_rest_is_picked_and_picks_stay():
    story = edits.picked(WOLF, "s1", PICKED.scenes[0].picked)
    second = plan.takes(WOLF, WOLF.scenes[1], 4)
    chosen = plan.with_rest_picked(story, Known(*second), lambda _, takes: sorted(takes, key=lambda take: -take.seed))
    assert [scene.picked for scene in chosen.scenes] == [PICKED.scenes[0].picked, second[3], None]


def shots_of(story: Story, quality="final") -> list:
    return [s.shot for s in plan.film_recipe(story, Known(), quality).segments if isinstance(s, ClipRecipe)]


def test_motion_is_left_to_the_picture_unless_the_author_chose():
    story = with_scene(PICKED, replace(PICKED.scenes[1], motion="hold", focus=(20, 70)))
    assert [(shot.motion, shot.focus) for shot in shots_of(story)] == [
        ("auto", None),
        ("hold", (20, 70)),
        ("auto", None),
    ]


def test_a_picture_of_another_format_is_framed_and_not_asked_for_again():
    story = replace(PICKED, cut=replace(PICKED.cut, format="16:9"))
    assert all(plan.from_other_format(story, scene) for scene in story.scenes)
    assert not any(plan.from_earlier_prompt(story, scene) for scene in story.scenes)
    assert not any(plan.from_other_format(PICKED, scene) for scene in PICKED.scenes)
    assert changed(PICKED, story).keys() == {"clip", "film", "join"}
    assert {(shot.width, shot.height) for shot in shots_of(story)} == {(1920, 1080)}


CARDS = replace(
    with_scene(PICKED, replace(PICKED.scenes[1], chapter="Two: The wood")),
    cut=replace(PICKED.cut, title_card="The wolf\nan old tale", end_card="Made with AI"),
)


def test_cards_stand_before_the_first_scene_before_a_chapter_and_at_the_end():
    headings = [shot.heading and (shot.heading.form, shot.heading.text) for shot in shots_of(CARDS)]
    assert headings == [
        ("title", "The wolf\nan old tale"),
        None,
        ("chapter", "Two: The wood"),
        None,
        None,
        ("end", "Made with AI"),
    ]
    assert all(not shot.captions for shot in shots_of(CARDS) if shot.heading)


def test_chapters_are_found_with_and_without_their_cards():
    for on in (True, False):
        story = replace(CARDS, cut=replace(CARDS.cut, chapter_cards=on))
        timeline, film = plan.timeline_of(story, Known()), plan.film_recipe(story, Known(), "final")
        start = timeline.shots[2].start_frame
        assert (timeline.shots[2].heading is not None) == on and "The wood" in story.scenes[1].chapter
        assert plan.chapter_starts(story, timeline) == ((start, "Two: The wood"),)
        assert [title for _, title in film.chapters] == [story.title, "Two: The wood"]
        assert film.chapters[1][0] == ms_of(start, 30) and ("The wood" in plan.words_shown(story)) == on


def test_what_is_spoken_moves_with_the_pictures_when_a_card_is_put_before_them():
    before, after = (plan.timeline_of(story, Known()) for story in (PICKED, CARDS))
    assert len(after.clips) == len(before.clips) == 3 and len(after.shots) == 6
    narration = plan.film_recipe(CARDS, Known(), "final").soundtrack
    spoken = [shot for shot in after.shots if not shot.heading or shot.heading.form == "chapter"]
    for shot, placed in zip(spoken, narration.narration, strict=True):
        assert placed.start_ms == ms_of(shot.start_frame, 30) + shot.speech_ms
    assert after.clips[0].start_frame > 60 and narration.duration_ms == after.duration_ms
    assert narration.music.duration_ms >= narration.duration_ms


def test_every_frame_of_a_film_with_cards_and_mixed_joins_is_in_exactly_one_segment():
    story = with_scene(CARDS, replace(CARDS.scenes[0], transition="cut"))
    story = with_scene(story, replace(story.scenes[1], transition="page-turn"))
    timeline = plan.timeline_of(story, Known())
    segments = plan.segments(story, timeline, "final")
    lengths = [s.frames if isinstance(s, JoinRecipe) else s.end_frame - s.start_frame for s in segments]
    assert sum(lengths) == timeline.frames and min(lengths) > 0
    assert [join.kind for join in timeline.transitions] == ["crossfade", "cut", "crossfade", "page-turn", "crossfade"]
    assert [s.transition for s in segments if isinstance(s, JoinRecipe)] == [
        "crossfade",
        "crossfade",
        "page-turn",
        "crossfade",
    ]


def test_one_join_of_twenty_changed_makes_three_segments_anew():
    story = with_scene(TWENTY, replace(TWENTY.scenes[4], transition="slide"))
    assert changed(TWENTY, story) == {"film": 1, "join": 1}
    cut = with_scene(TWENTY, replace(TWENTY.scenes[4], transition="cut"))
    assert changed(TWENTY, cut) == {"clip": 2, "film": 1, "soundtrack": 1}


def test_captions_carry_their_place_their_size_and_the_authors_font():
    font = UploadRecipe(media="font", sha256="1" * 64, suffix=".ttf")
    cut = replace(PICKED.cut, caption_place="top", caption_size_percent=140, font=font)
    shot = shots_of(replace(PICKED, cut=cut))[0]
    assert (shot.caption_place, shot.caption_size_percent, shot.font) == ("top", 140, font)
    assert font in set(with_needs(plan.film_recipe(replace(PICKED, cut=cut), Known(), "final")))
    assert max(len(line) for c in shot.captions for line in c.text.split("\n")) <= 22


def test_all_that_is_lettered_is_known_before_anything_is_made():
    words = plan.words_shown(CARDS)
    assert "an old tale" in words and "Two: The wood" in words and "Made with AI" in words
    silent = replace(CARDS, cut=replace(CARDS.cut, captions="none"))
    assert CARDS.scenes[0].text in words and CARDS.scenes[0].text not in plan.words_shown(silent)


@pytest.mark.parametrize("story", [TWENTY, CARDS, replace(CARDS, cut=replace(CARDS.cut, transition="cut"))])
def test_a_scene_is_looked_at_in_the_films_own_segments_with_its_own_words(story):
    whole = plan.film_recipe(story, Known(), "preview")
    for scene in story.scenes:
        film = plan.scene_film(story, Known(), scene.id)
        assert set(film.segments) <= set(whole.segments)
        said = [placed.speech.text for placed in film.soundtrack.narration]
        assert said == [*filter(None, [scene.chapter]), scene.text] and film.soundtrack.music is None
        lengths = [s.frames if isinstance(s, JoinRecipe) else s.end_frame - s.start_frame for s in film.segments]
        assert abs(sum(lengths) * 1000 / 30 - film.soundtrack.duration_ms) < 2
        before = [s for s in film.segments if isinstance(s, ClipRecipe) and s.shot.heading is None]
        assert len(before) == 1
    assert plan.scene_film(story, Known(speech=False), story.scenes[0].id) is None


def test_the_room_a_film_takes_grows_with_what_is_missing():
    film = plan.film_recipe(TWENTY, Known(), "final")
    whole, half = plan.film_bytes(film, Known()), plan.film_bytes(film, Known(*film.segments))
    assert 10**7 < half < whole < 10**9
    assert plan.film_bytes(plan.film_recipe(TWENTY, Known(), "preview"), Known()) < whole / 2


@pytest.mark.parametrize(
    ("sound", "tail_ms"),
    [
        ({}, 1600),
        ({"mood": "none"}, 350),
        ({"mood": "none", "music_upload": UploadRecipe(media="audio", sha256="1", suffix=".mp3")}, 1600),
        ({"music_level_percent": 0}, 350),
        ({"mood": "none", "ambience": "sea"}, 1600),
    ],
)
def test_a_film_that_ends_with_its_last_word_does_not_go_on_in_silence(sound, tail_ms):
    story = replace(PICKED, sound=replace(PICKED.sound, **sound))
    story = with_scene(story, replace(story.scenes[-1], text="The moon rose over the hills and shone on all of them."))
    last = plan.timeline_of(story, Known()).clips[-1]
    spoken_ms = Known().facts(plan.speech_of(story, story.scenes[-1]))["duration_ms"]
    assert 0 <= ms_of(last.frames, 30) - last.speech_ms - spoken_ms - tail_ms < 34
