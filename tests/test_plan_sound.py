"""The plan of the sound: voices in a row, moods and settings by scene, and scenes whose voice failed."""

from dataclasses import replace

import pytest

from storyvid import plan
from storyvid.models import full_name
from storyvid.recipes import MusicRecipe, SpeechRecipe, key_of
from storyvid.story import Scene, Sound, Story, with_character, with_scene
from tests.plugged import picture
from tests.test_plan import PICKED, Known
from tests.test_speaking import ASKED, STORY, voiced

SCENE = replace(STORY.scenes[0], picked=picture())
VOICED = voiced(with_scene(STORY, SCENE), c1="high", c2="low")


class Timed(Known):
    """Speech whose words are known: 100 ms a letter, after 40 ms of silence, with 120 ms more at the end."""

    def facts(self, recipe):
        words, text = [], recipe.text
        for word in text.split():
            start = text.index(word, words[-1][1] if words else 0)
            words.append([start, start + len(word), 40 + 100 * start, 40 + 100 * (start + len(word))])
        return {"duration_ms": 160 + 100 * len(text), "words": words}


def soundtrack(story, facts=None):
    facts = facts or Timed()
    return plan.soundtrack_of(story, plan.timeline_of(story, facts), facts)


def test_a_story_without_voices_of_characters_keeps_the_keys_it_had():
    (speech,) = plan.speeches_of(PICKED, PICKED.scenes[1])
    assert speech == plan.speech_of(PICKED, PICKED.scenes[1])
    old = SpeechRecipe(model=full_name("speech", "espeak"), voice="", language="en", text=PICKED.scenes[1].text)
    assert key_of(speech) == key_of(old)
    assert soundtrack(PICKED, Known()).passages == () and soundtrack(PICKED, Known()).ambience == ()


def test_each_speaker_is_a_recipe_of_its_own():
    speeches = plan.speeches_of(VOICED, SCENE)
    assert [(speech.text, speech.voice) for speech in speeches] == [
        ("“Where are you going?”", "low"),
        ("asked the wolf.\n\nAnna stopped.", ""),
        ("“To my grandmother,”", "high"),
        ("she said.", ""),
    ]


def test_a_changed_voice_changes_what_that_character_says_and_nothing_else():
    before, after = (set(plan.speeches_of(story, SCENE)) for story in (VOICED, voiced(VOICED, c2="deep")))
    assert [speech.text for speech in after - before] == ["“Where are you going?”"]


def test_the_words_of_all_speakers_are_timed_in_the_scenes_own_text():
    spoken = plan.spoken_of(VOICED, SCENE, Timed())
    assert [ASKED[start:end] for start, end, _, _ in spoken.words] == ASKED.split()
    times = [time for word in spoken.words for time in word[2:]]
    assert times == sorted(times) and times[-1] <= spoken.duration_ms


def test_speakers_follow_one_another_after_the_rest_that_the_punctuation_asks_for():
    spoken = plan.spoken_of(VOICED, SCENE, Timed())
    words = {ASKED[start:end]: (first, last) for start, end, first, last in spoken.words}
    assert words["asked"][0] - words["going?”"][1] == 210  # the sentence goes on
    assert words["“To"][0] - words["stopped."][1] == 520
    assert words["she"][0] - words["grandmother,”"][1] == 170


def test_no_two_speeches_of_the_film_overlap():
    facts = Timed()
    track = soundtrack(replace(VOICED, scenes=(SCENE, Scene(id="s2", text="The end.", picked=picture()))), facts)
    ends = [placed.start_ms + facts.facts(placed.speech)["duration_ms"] for placed in track.narration]
    assert len(ends) == 5
    assert all(end <= after.start_ms for end, after in zip(ends, track.narration[1:], strict=False))


def test_a_pronunciation_goes_into_the_recipes_whose_text_has_the_word():
    story = replace(PICKED, sound=Sound(pronunciations=(("Anna", "Ahna"), ("Zoë", "Zowie"))))
    first, second, third = (plan.speech_of(story, scene) for scene in story.scenes)
    assert first.pronunciations == second.pronunciations == (("Anna", "Ahna"),)
    assert third == plan.speech_of(PICKED, PICKED.scenes[2])


def test_a_mood_holds_from_its_scene_on_and_gives_a_passage_of_its_own():
    story = with_scene(PICKED, replace(PICKED.scenes[1], mood="dark"))
    track = soundtrack(story)
    timeline = plan.timeline_of(story, Timed())
    assert track.music is None
    assert [(p.sound.mood, p.start_ms, p.end_ms) for p in track.passages] == [
        ("calm", 0, round(timeline.clips[1].start_frame * 1000 / 30)),
        ("dark", round(timeline.clips[1].start_frame * 1000 / 30), timeline.duration_ms),
    ]
    assert all(p.sound.duration_ms >= p.end_ms - p.start_ms + 3000 for p in track.passages)
    assert plan.mood_for(story, story.scenes[2]) == "dark"


def test_music_can_fall_silent_for_a_scene_and_an_upload_plays_through():
    scenes = (PICKED.scenes[0], replace(PICKED.scenes[1], mood="none"), replace(PICKED.scenes[2], mood="calm"))
    story = replace(PICKED, scenes=scenes)
    assert [p.sound.mood for p in soundtrack(story).passages] == ["calm", "calm"]
    first = with_scene(PICKED, replace(PICKED.scenes[0], mood="merry"))
    assert soundtrack(first).music.mood == "merry" and soundtrack(first).passages == ()
    from storyvid.recipes import UploadRecipe

    upload = UploadRecipe(media="audio", sha256="ab" * 32, suffix=".mp3")
    brought = replace(story, sound=replace(story.sound, music_upload=upload))
    assert soundtrack(brought).music == upload and soundtrack(brought).passages == ()


def test_narration_that_failed_is_silent_for_as_long_as_it_takes_to_read():
    failed = plan.speech_of(PICKED, PICKED.scenes[1])
    facts = plan.WithoutVoice(Known(), frozenset([key_of(failed)]))
    spoken = plan.spoken_of(PICKED, PICKED.scenes[1], facts)
    assert 2500 < spoken.duration_ms < 8000
    track = soundtrack(PICKED, facts)
    assert [placed.speech.text for placed in track.narration] == [PICKED.scenes[0].text, PICKED.scenes[2].text]
    captions = plan.timeline_of(PICKED, facts).clips[1].captions
    assert " ".join(" ".join(caption.text.split()) for caption in captions) == PICKED.scenes[1].text
    assert plan.film_recipe(PICKED, facts, "final") is not None


def test_one_speaker_that_failed_leaves_the_others_heard_and_every_word_in_time():
    (failed, *_) = plan.speeches_of(VOICED, SCENE)
    facts = plan.WithoutVoice(Timed(), frozenset([key_of(failed)]))
    spoken = plan.spoken_of(VOICED, SCENE, facts)
    assert [ASKED[start:end] for start, end, _, _ in spoken.words] == ASKED.split()
    times = [time for word in spoken.words for time in word[2:]]
    assert times == sorted(times)


@pytest.mark.parametrize("mood", ["dark", "none"])
def test_a_mood_of_the_story_needs_no_passages(mood):
    track = soundtrack(replace(PICKED, sound=Sound(mood=mood)))
    assert track.passages == () and (track.music is None) == (mood == "none")
    assert track.music is None or isinstance(track.music, MusicRecipe)


def test_a_character_without_a_voice_is_told_by_the_narrator():
    story = with_character(VOICED, replace(VOICED.character("c2"), voice=None))
    assert [speech.voice for speech in plan.speeches_of(story, SCENE)] == ["", "high", ""]


def test_music_under_a_film_of_hours_is_no_longer_than_the_composer_makes():
    from storyvid.music.composer import _LONGEST_MS
    from storyvid.plan.sound import music_for

    asked, almost = (music_for(Story(), duration_ms) for duration_ms in (3 * _LONGEST_MS, _LONGEST_MS - 90_000))
    assert isinstance(asked, MusicRecipe) and asked.duration_ms == _LONGEST_MS
    assert isinstance(almost, MusicRecipe) and _LONGEST_MS - 90_000 <= almost.duration_ms < _LONGEST_MS
