"""The plan of the sound: what is spoken and by whom, what plays, what is heard around."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from storyvid.ambience.places import LEVELS_PERCENT
from storyvid.captioning import Spoken
from storyvid.models import full_name
from storyvid.plan.around import heard_around
from storyvid.plan.facts import Facts
from storyvid.plan.headings import opening_of
from storyvid.recipes import (
    AmbienceRecipe,
    MusicRecipe,
    Passage,
    Placed,
    Recipe,
    SoundtrackRecipe,
    SpeechRecipe,
    UploadRecipe,
    key_of,
)
from storyvid.speaking import voiced_parts
from storyvid.speech.pauses import pause_ms
from storyvid.speech.pronouncing import occurring
from storyvid.speech.timing import speaking_ms
from storyvid.story import Scene, Story
from storyvid.timeline import Timeline, cues, ms_of

Card = Literal["title", "chapter", "end"]

_SILENT_MS = 2500  # how long a scene with nothing to speak is heard
_FADE_OVER_MS = 3000  # what a piece of music needs beyond its passage
_LONGEST_MUSIC_MS = 3_600_000


@dataclass(frozen=True)
class WithoutVoice:
    """Facts in which some narration, by its keys, counts as made: silent, for as long as it takes to read."""

    known: Facts
    failed: frozenset[str]

    def has(self, recipe: Recipe) -> bool:
        return self._is_silent(recipe) or self.known.has(recipe)

    def facts(self, recipe: Recipe) -> dict:
        if isinstance(recipe, SpeechRecipe) and self._is_silent(recipe):
            read_ms = speaking_ms(recipe.text, language=recipe.language, speed_percent=recipe.speed_percent)
            return {"duration_ms": max(read_ms, 1), "words": [], "silent": True}
        return self.known.facts(recipe)

    def _is_silent(self, recipe: Recipe) -> bool:
        return recipe.kind == "speech" and key_of(recipe) in self.failed


def speech_of(story: Story, scene: Scene) -> SpeechRecipe:
    """The scene's whole text in the narrator's voice."""
    return _speech(story, scene.text, story.sound.voice)


def speeches_of(story: Story, scene: Scene) -> tuple[SpeechRecipe, ...]:
    """The scene's speech, a recipe for each stretch in one voice: the narrator's, or that of who is quoted.

    What is said over the cards before it comes first.
    """
    cards: tuple[Card, ...] = ("title", "chapter")
    over_cards = [speech for form in cards if (speech := heading_speech(story, scene, form))]
    told = (_speech(story, scene.text[start:end], voice) for start, end, voice in _parts(story, scene))
    return (*over_cards, *told)


def heading_speech(story: Story, scene: Scene, form: Card) -> SpeechRecipe | None:
    """What the narrator says over a card; None for one that stands in silence."""
    opening = opening_of(story, scene)
    words = {"title": opening.title, "chapter": opening.chapter, "end": ""}[form]
    return _speech(story, words, story.sound.voice) if words else None


def music_for(story: Story, duration_ms: int, *, mood: str = "") -> MusicRecipe | UploadRecipe | None:
    """Music that lasts at least `duration_ms`, rounded up in coarse steps so that small edits keep it.

    Under a film longer than an hour an hour's music begins again: engines make no longer piece.
    """
    sound = story.sound
    if sound.music_upload:
        return sound.music_upload
    if (mood or sound.mood) == "none":
        return None
    step_ms = 10_000 if duration_ms <= 60_000 else 30_000 if duration_ms <= 300_000 else 60_000
    return MusicRecipe(
        model=full_name("music", sound.music_model),
        mood=mood or sound.mood,
        seed=sound.music_seed,
        duration_ms=min(-(-duration_ms // step_ms) * step_ms, _LONGEST_MUSIC_MS),
    )


def soundtrack_of(story: Story, timeline: Timeline, facts: Facts) -> SoundtrackRecipe:
    """All of the film's sound; every scene's narration must be made already."""
    sound = story.sound
    spoken = [spoken_of(story, scene, facts) for scene in story.scenes]
    told = [
        Placed(speech=speech, start_ms=cue.start_ms + offset_ms)
        for scene, cue in zip(story.scenes, cues(timeline, spoken), strict=True)
        for speech, offset_ms in _in_a_row(story, scene, facts)
    ]
    placed = tuple(
        one
        for one in sorted([*_announced(story, timeline), *told], key=lambda one: one.start_ms)
        if not facts.facts(one.speech).get("silent")
    )
    moods = _moods(story)
    passages = _passages(story, timeline, moods) if len(set(moods)) > 1 else ()
    ambience = _ambience(story, timeline)
    return SoundtrackRecipe(
        narration=placed,
        duration_ms=timeline.duration_ms,
        music=None if passages else music_for(story, timeline.duration_ms, mood=moods[0]),
        narration_level_percent=sound.narration_level_percent,
        music_level_percent=sound.music_level_percent,
        passages=passages,
        ambience=ambience,
        ambience_level_percent=sound.ambience_level_percent if ambience else 100,
    )


def spoken_of(story: Story, scene: Scene, facts: Facts) -> Spoken:
    """The scene's speech as it turned out: its stretches in a row, the words' ranges those of the text that is told.

    That is the scene's text, without the headings that are said over the cards before it.
    """
    row = _in_a_row(story, scene, facts)
    told_from = opening_of(story, scene).told_from
    starts = [start - told_from for start, _, _ in _parts(story, scene)]
    alone = len(row) == 1
    words: list[tuple[int, int, int, int]] = []
    for (speech, offset_ms), begin in zip(row, starts, strict=True):
        known = facts.facts(speech)
        heard = known.get("words", ()) or ([] if alone else _read(speech.text, known["duration_ms"]))
        words += [(a + begin, b + begin, first + offset_ms, last + offset_ms) for a, b, first, last in heard]
    last, offset_ms = row[-1]
    known = facts.facts(last)
    duration_ms = offset_ms + known["duration_ms"]
    if not words and not known.get("silent"):
        duration_ms = max(duration_ms, _SILENT_MS)
    return Spoken(text=scene.text[told_from:], duration_ms=duration_ms, words=tuple(words))


def mood_for(story: Story, scene: Scene) -> str:
    """The music's mood in a scene: its own, else that of the last scene before it that has one, else the story's."""
    return dict(zip((one.id for one in story.scenes), _moods(story), strict=True)).get(scene.id, story.sound.mood)


def ambience_for(setting: str) -> AmbienceRecipe:
    """The sound of a setting."""
    return AmbienceRecipe(setting=setting)


def _speech(story: Story, text: str, voice: str) -> SpeechRecipe:
    sound = story.sound
    return SpeechRecipe(
        model=full_name("speech", sound.speech_model),
        voice=voice,
        language=story.language,
        text=text,
        speed_percent=sound.speed_percent,
        pitch_percent=sound.pitch_percent,
        pronunciations=occurring(sound.pronunciations, text) if sound.pronunciations else (),
    )


def _announced(story: Story, timeline: Timeline) -> Iterator[Placed]:
    """What is said over the cards, placed in time."""
    for shot in timeline.shots:
        speech = heading_speech(story, story.scene(shot.scene), shot.heading.form) if shot.heading else None
        if speech:
            yield Placed(speech=speech, start_ms=ms_of(shot.start_frame, timeline.fps) + shot.speech_ms)


def _parts(story: Story, scene: Scene) -> list[tuple[int, int, str]]:
    """What is told of a scene, in parts of one voice each: all of it, or what is below the headings on its cards."""
    parts, told_from = voiced_parts(story, scene), opening_of(story, scene).told_from
    if not told_from:
        return parts
    below = [(max(start, told_from), end, voice) for start, end, voice in parts if end > told_from]
    return below or [(told_from, len(scene.text), story.sound.voice)]


def _in_a_row(story: Story, scene: Scene, facts: Facts) -> list[tuple[SpeechRecipe, int]]:
    """The scene's speeches with their times from the first one's start: each a storyteller's rest after the last word.

    The rest is that of the punctuation between; no two overlap.
    """
    row: list[tuple[SpeechRecipe, int]] = []
    for part in _parts(story, scene):
        speech = _speech(story, scene.text[part[0] : part[1]], part[2])
        if not row:
            row.append((speech, 0))
            continue
        before, offset_ms = row[-1]
        file_end_ms = offset_ms + facts.facts(before)["duration_ms"]
        rest_ms = _rest_ms(scene.text, part[0]) * 100 // story.sound.speed_percent
        word_end_ms = offset_ms + _last_word_ms(facts.facts(before))
        row.append((speech, max(file_end_ms, word_end_ms + rest_ms - _first_word_ms(facts.facts(speech)))))
    return row


def _rest_ms(text: str, at: int) -> int:
    """How long a storyteller rests between the last letter before `at` and the first one from there on."""
    before = max((index for index in range(at) if text[index].isalnum()), default=-1)
    after = next((index for index in range(at, len(text)) if text[index].isalnum()), len(text))
    return pause_ms(text[before + 1 : after], text[after:])


def _first_word_ms(known: dict) -> int:
    words = known.get("words", ())
    return words[0][2] if words else 0


def _last_word_ms(known: dict) -> int:
    words = known.get("words", ())
    return words[-1][3] if words else known["duration_ms"]


def _read(text: str, duration_ms: int) -> list[tuple[int, int, int, int]]:
    """The words of a silent stretch, each for its share of the time."""
    found = [(match.start(), match.end()) for match in re.finditer(r"\S+", text)]
    total = max(sum(end - start for start, end in found), 1)
    ends = list(accumulate((end - start for start, end in found), initial=0))
    times = [duration_ms * end // total for end in ends]
    return [(*word, first, last) for word, (first, last) in zip(found, pairwise(times), strict=True)]


def _moods(story: Story) -> list[str]:
    mood, moods = story.sound.mood, []
    for scene in story.scenes:
        mood = scene.mood or mood
        moods.append(mood)
    return moods


def _passages(story: Story, timeline: Timeline, moods: list[str]) -> tuple[Passage, ...]:
    """A passage for each run of scenes in one mood."""
    found = []
    for mood, start_ms, end_ms in _runs(moods, timeline):
        music = None if story.sound.music_upload else music_for(story, end_ms - start_ms + _FADE_OVER_MS, mood=mood)
        if isinstance(music, MusicRecipe):
            found.append(Passage(sound=music, start_ms=start_ms, end_ms=end_ms))
    return tuple(found)


def _ambience(story: Story, timeline: Timeline) -> tuple[Passage, ...]:
    runs = _runs(heard_around(story), timeline)
    return tuple(
        Passage(sound=ambience_for(name), start_ms=a, end_ms=b, level_percent=LEVELS_PERCENT.get(name, 100))
        for name, a, b in runs
        if name
    )


def _runs(names: Sequence[str], timeline: Timeline) -> list[tuple[str, int, int]]:
    """What holds for each scene as runs of the film: (name, from, to) in ms, from its beginning to its end."""
    first: dict[str, int] = {}  # of each scene: its card, where it has one, or its picture
    for shot in timeline.shots:
        first.setdefault(shot.scene, ms_of(shot.start_frame, timeline.fps))
    starts = list(first.values())
    runs: list[tuple[str, int, int]] = []
    for name, start_ms, end_ms in zip(names, starts, [*starts[1:], timeline.duration_ms], strict=True):
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1], end_ms)
        else:
            runs.append((name, start_ms, end_ms))
    return runs
