"""The plan of the sound: what is spoken, what plays."""

from storyvid.models import full_name
from storyvid.plan.facts import Facts
from storyvid.recipes import MusicRecipe, Placed, SoundtrackRecipe, SpeechRecipe, UploadRecipe
from storyvid.story import Scene, Story
from storyvid.timeline import Spoken, Timeline, cues

_SILENT_MS = 2500  # how long a scene with nothing to speak is heard


def speech_of(story: Story, scene: Scene) -> SpeechRecipe:
    """The scene's narration."""
    sound = story.sound
    return SpeechRecipe(
        model=full_name("speech", sound.speech_model),
        voice=sound.voice,
        language=story.language,
        text=scene.text,
        speed_percent=sound.speed_percent,
        pitch_percent=sound.pitch_percent,
    )


def music_for(story: Story, duration_ms: int) -> MusicRecipe | UploadRecipe | None:
    """Music that lasts at least `duration_ms`, rounded up in coarse steps so that small edits keep it."""
    sound = story.sound
    if sound.music_upload:
        return sound.music_upload
    if sound.mood == "none":
        return None
    step_ms = 10_000 if duration_ms <= 60_000 else 30_000 if duration_ms <= 300_000 else 60_000
    return MusicRecipe(
        model=full_name("music", sound.music_model),
        mood=sound.mood,
        seed=sound.music_seed,
        duration_ms=-(-duration_ms // step_ms) * step_ms,
    )


def soundtrack_of(story: Story, timeline: Timeline, facts: Facts) -> SoundtrackRecipe:
    """All of the film's sound; every scene's narration must be made already."""
    spoken = [spoken_of(story, scene, facts) for scene in story.scenes]
    placed = tuple(
        Placed(speech=speech_of(story, scene), start_ms=cue.start_ms)
        for scene, cue in zip(story.scenes, cues(timeline, spoken), strict=True)
    )
    return SoundtrackRecipe(
        narration=placed,
        duration_ms=timeline.duration_ms,
        music=music_for(story, timeline.duration_ms),
        narration_level_percent=story.sound.narration_level_percent,
        music_level_percent=story.sound.music_level_percent,
    )


def spoken_of(story: Story, scene: Scene, facts: Facts) -> Spoken:
    """The scene's narration as it turned out."""
    known = facts.facts(speech_of(story, scene))
    words = tuple(tuple(word) for word in known.get("words", ()))
    duration_ms = known["duration_ms"] if words else max(known["duration_ms"], _SILENT_MS)
    return Spoken(text=scene.text, duration_ms=duration_ms, words=words)
