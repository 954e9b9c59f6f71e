"""The plan of the film: the story laid out in time, and the clips and joins that it is put together from."""

from storyvid.errors import BadInput
from storyvid.plan.facts import Facts
from storyvid.plan.sound import soundtrack_of, speeches_of, spoken_of
from storyvid.recipes import ClipRecipe, FilmRecipe, JoinRecipe, Quality, Recipe, Segment, Shot, key_of
from storyvid.story import SIZES, Scene, Story
from storyvid.timeline import LINE_WIDTHS, Clip, Shown, Timeline, laid_out

PREVIEW_PIXELS = 540  # the short side of a preview
MOTIONS = ("push-in", "pan-left", "pull-out", "drift", "pan-right", "rise")


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
    if not all(facts.has(speech) for scene in story.scenes for speech in speeches_of(story, scene)):
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
    soundtrack = soundtrack_of(story, timeline, facts)
    return FilmRecipe(segments=segments(story, timeline, quality), soundtrack=soundtrack, title=story.title)


def wanted_for_film(story: Story, facts: Facts, quality: Quality) -> tuple[Recipe, ...]:
    """What to make now so that the film gets made: the narration first, then the film with all it needs."""
    film = film_recipe(story, facts, quality)
    if film is not None:
        return (film,)
    return tuple(dict.fromkeys(speech for scene in story.scenes for speech in speeches_of(story, scene)))


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
    return Shown(scene=scene.id, picture=scene.picked, motion=motion_for(scene), spoken=spoken_of(story, scene, facts))
