"""The plan: which recipes a story wants, given what is known of those already made."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

from storyvid.errors import BadInput
from storyvid.models import full_name
from storyvid.prompts import compose
from storyvid.recipes import (
    ClipRecipe,
    FilmRecipe,
    ImageRecipe,
    JoinRecipe,
    MusicRecipe,
    Placed,
    Quality,
    Recipe,
    Segment,
    Shot,
    SoundtrackRecipe,
    SpeechRecipe,
    UploadRecipe,
    key_of,
)
from storyvid.story import SIZES, Scene, Story, with_scene
from storyvid.timeline import LINE_WIDTHS, Clip, Shown, Spoken, Timeline, cues, laid_out

PREVIEW_PIXELS = 540  # the short side of a preview
MOTIONS = ("push-in", "pan-left", "pull-out", "drift", "pan-right", "rise")
_SILENT_MS = 2500  # how long a scene with nothing to speak is heard


class Facts(Protocol):
    """What is known of assets: whether they are made, and the facts in their notes."""

    def has(self, recipe: Recipe) -> bool: ...

    def facts(self, recipe: Recipe) -> dict: ...


def takes(story: Story, scene: Scene, count: int | None = None, *, first_seed: int = 1) -> tuple[ImageRecipe, ...]:
    """`count` takes of the scene (the story's own number by default) from `first_seed` on, in seed order."""
    width, height = SIZES[story.cut.format]
    model, parts = full_name("images", story.image_model), compose(story, scene)
    return tuple(
        ImageRecipe(model=model, parts=parts, width=width, height=height, seed=seed)
        for seed in range(first_seed, first_seed + (story.takes if count is None else count))
    )


def takes_made(story: Story, scene: Scene, facts: Facts, *, most: int = 300) -> tuple[ImageRecipe, ...]:
    """The scene's takes that exist already, in seed order, up to the first long run of seeds without any."""
    made, gap = [], 0
    for recipe in takes(story, scene, most):
        if facts.has(recipe):
            made.append(recipe)
            gap = 0
        elif (gap := gap + 1) > story.takes:
            break
    return tuple(made)


def from_earlier_prompt(story: Story, scene: Scene) -> bool:
    """Whether the pick was painted from a prompt, style, format or model that is not the scene's any more."""
    if not isinstance(scene.picked, ImageRecipe):
        return False
    now = takes(story, scene, 1, first_seed=scene.picked.seed)[0]
    return now != scene.picked


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


def timeline_of(story: Story, facts: Facts) -> Timeline | None:
    """The story laid out in time; None while the length of some narration is not known yet.

    Raises BadInput for a story without scenes, or with a scene that has no picture.
    """
    if not story.scenes:
        raise BadInput("The story has no scenes yet. Paste a story first.")
    unpicked = [str(at) for at, scene in enumerate(story.scenes, 1) if scene.picked is None]
    if unpicked:
        noun = "Scene" if len(unpicked) == 1 else "Scenes"
        raise BadInput(f"{noun} {', '.join(unpicked)} without a picture. Paint and pick one, or pick the rest for me.")
    if not all(facts.has(speech_of(story, scene)) for scene in story.scenes):
        return None
    return laid_out(
        [_shown(story, scene, facts) for scene in story.scenes],
        fps=story.cut.fps,
        transition=story.cut.transition,
        line_width=LINE_WIDTHS[story.cut.format],
    )


def film_recipe(story: Story, facts: Facts, quality: Quality) -> FilmRecipe | None:
    """The whole film as one recipe; None while the length of some narration is not known yet."""
    timeline = timeline_of(story, facts)
    if timeline is None:
        return None
    spoken = [_spoken(story, scene, facts) for scene in story.scenes]
    placed = tuple(
        Placed(speech=speech_of(story, scene), start_ms=cue.start_ms)
        for scene, cue in zip(story.scenes, cues(timeline, spoken), strict=True)
    )
    soundtrack = SoundtrackRecipe(
        narration=placed,
        duration_ms=timeline.duration_ms,
        music=music_for(story, timeline.duration_ms),
        narration_level_percent=story.sound.narration_level_percent,
        music_level_percent=story.sound.music_level_percent,
    )
    return FilmRecipe(segments=segments(story, timeline, quality), soundtrack=soundtrack, title=story.title)


def wanted_for_film(story: Story, facts: Facts, quality: Quality) -> tuple[Recipe, ...]:
    """What to make now so that the film gets made: the narration first, then the film with all it needs."""
    film = film_recipe(story, facts, quality)
    return tuple(dict.fromkeys(speech_of(story, scene) for scene in story.scenes)) if film is None else (film,)


def segments(story: Story, timeline: Timeline, quality: Quality) -> tuple[Segment, ...]:
    """The film's clips and joins in order: each frame of the film in exactly one."""
    shots = [_shot(story, clip, timeline.fps, quality) for clip in timeline.clips]
    made: list[Segment] = []
    for at, shot in enumerate(shots):
        head = timeline.transitions[at - 1].frames if at else 0
        tail = timeline.transitions[at].frames if at < len(shots) - 1 else 0
        made.append(ClipRecipe(shot=shot, start_frame=head, end_frame=shot.frames - tail, quality=quality))
        if tail:
            kind = timeline.transitions[at].kind
            made.append(JoinRecipe(before=shot, after=shots[at + 1], frames=tail, transition=kind, quality=quality))
    return tuple(made)


def with_rest_picked(story: Story, facts: Facts, rank: Callable[[Iterable[ImageRecipe]], list[ImageRecipe]]) -> Story:
    """The story with a pick for every scene that has takes and no pick: the first that `rank` puts first."""
    for scene in story.scenes:
        made = takes_made(story, scene, facts)
        if scene.picked is None and made:
            story = with_scene(story, replace(scene, picked=rank(made)[0]))
    return story


def preview_size(story: Story) -> tuple[int, int]:
    """The preview's (width, height) in pixels, both even."""
    width, height = SIZES[story.cut.format]
    share = PREVIEW_PIXELS / min(width, height)
    return round(width * share / 2) * 2, round(height * share / 2) * 2


def motion_for(scene: Scene) -> str:
    """The scene's camera motion: the author's choice, else one that stays with the picture."""
    if scene.motion != "auto" or scene.picked is None:
        return scene.motion
    return MOTIONS[int(key_of(scene.picked)[:8], 16) % len(MOTIONS)]


def _shot(story: Story, clip: Clip, fps: int, quality: Quality) -> Shot:
    width, height = preview_size(story) if quality == "preview" else SIZES[story.cut.format]
    burnt_in = story.cut.captions != "none"
    return Shot(
        picture=clip.picture,
        width=width,
        height=height,
        fps=fps,
        frames=clip.frames,
        motion=clip.motion,
        captions=clip.captions if burnt_in else (),
        caption_style=story.cut.captions if burnt_in else "plain",
    )


def _shown(story: Story, scene: Scene, facts: Facts) -> Shown:
    assert scene.picked is not None
    return Shown(scene=scene.id, picture=scene.picked, motion=motion_for(scene), spoken=_spoken(story, scene, facts))


def _spoken(story: Story, scene: Scene, facts: Facts) -> Spoken:
    known = facts.facts(speech_of(story, scene))
    words = tuple(tuple(word) for word in known.get("words", ()))
    duration_ms = known["duration_ms"] if words else max(known["duration_ms"], _SILENT_MS)
    return Spoken(text=scene.text, duration_ms=duration_ms, words=words)
