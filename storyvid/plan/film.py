"""The plan of the film: the story laid out in time, and the clips and joins that it is put together from."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from storyvid.captioning import LINE_WIDTHS
from storyvid.errors import BadInput
from storyvid.needs import needs
from storyvid.plan.around import setting_for
from storyvid.plan.depth import depths_of
from storyvid.plan.facts import Facts
from storyvid.plan.sound import Card, heading_speech, mood_for, soundtrack_of, speeches_of, spoken_of
from storyvid.recipes import (
    ClipRecipe,
    DepthRecipe,
    FilmRecipe,
    Heading,
    JoinRecipe,
    Picture,
    Quality,
    Recipe,
    Segment,
    Shot,
    SoundtrackRecipe,
    key_of,
)
from storyvid.story import SIZES, Scene, Story
from storyvid.timeline import LAST_TAIL_MS, QUIET_TAIL_MS, Clip, Shown, Timeline, card, laid_out, ms_of

PREVIEW_PIXELS = 540  # the short side of a preview
_BITS_A_THOUSAND_PIXELS = {"preview": 90, "final": 150}  # of a frame, on average
_SOUND_BYTES_A_MS = 900  # tapes of stereo samples while it is mixed, then some AAC


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
        [one for at in range(len(story.scenes)) for one in _shown(story, at, facts)],
        fps=story.cut.fps,
        transition=story.cut.transition,
        line_width=LINE_WIDTHS[story.cut.format] * 100 // max(50, story.cut.caption_size_percent),
        last_tail_ms=LAST_TAIL_MS if _ends_with_sound(story) else QUIET_TAIL_MS,
    )


def film_recipe(story: Story, facts: Facts, quality: Quality) -> FilmRecipe | None:
    """The whole film as one recipe; None while the length of some narration is not known yet."""
    timeline = timeline_of(story, facts)
    if timeline is None:
        return None
    return FilmRecipe(
        segments=segments(story, timeline, quality, facts),
        soundtrack=soundtrack_of(story, timeline, facts),
        title=story.title,
        chapters=_chapters(story, timeline),
    )


def scene_film(story: Story, facts: Facts, scene_id: str, quality: Quality = "preview") -> FilmRecipe | None:
    """One scene to look at by itself, with its cards, the joins at both ends and its narration; None as above.

    Its segments are those of the whole film: what is made for it is not made again.
    """
    timeline = timeline_of(story, facts)
    if timeline is None:
        return None
    mine = [at for at, shot in enumerate(timeline.shots) if shot.scene == scene_id]
    pieces = shots_with_segments(story, timeline, quality, facts)
    chosen = [piece for at, held in enumerate(pieces) if mine[0] <= at <= mine[-1] for piece in held]
    if mine[0] and timeline.transitions[mine[0] - 1].frames:
        chosen.insert(0, pieces[mine[0] - 1][-1])  # the join into it
    first, last = timeline.shots[mine[0]], timeline.shots[mine[-1]]
    start_ms = ms_of(first.start_frame, timeline.fps)
    end_ms = ms_of(last.start_frame + last.frames, timeline.fps)
    after = timeline.shots[mine[-1] + 1 :]  # the next scene's first shot, which is a card or not, overlaps this one's
    mine_ms = range(start_ms, ms_of(after[0].start_frame, timeline.fps) if after else end_ms)
    narration = tuple(
        replace(placed, start_ms=placed.start_ms - start_ms)
        for placed in soundtrack_of(story, timeline, facts).narration
        if placed.start_ms in mine_ms
    )
    heard = SoundtrackRecipe(
        narration=narration,
        duration_ms=end_ms - start_ms,
        narration_level_percent=story.sound.narration_level_percent,
    )
    return FilmRecipe(segments=tuple(chosen), soundtrack=heard, title=story.title)


def wanted_for_film(
    story: Story, facts: Facts, quality: Quality, *, without: frozenset[str] = frozenset()
) -> tuple[Recipe, ...]:
    """What to make now so that the film gets made: narration and depth first, then the film with all it needs.

    `without`: keys of depth maps that could not be made; their pictures move as one.
    """
    film = film_recipe(story, facts, quality)
    depths = [one for one in depths_of(story) if not facts.has(one) and key_of(one) not in without]
    if film is not None and not depths:
        return (film,)
    speeches = [speech for scene in story.scenes for speech in speeches_of(story, scene)] if film is None else []
    return tuple(dict.fromkeys((*speeches, *depths)))


def segments(story: Story, timeline: Timeline, quality: Quality, facts: Facts | None = None) -> tuple[Segment, ...]:
    """The film's clips and joins in order: each frame of the film in exactly one."""
    return tuple(piece for held in shots_with_segments(story, timeline, quality, facts) for piece in held)


def shots_with_segments(
    story: Story, timeline: Timeline, quality: Quality, facts: Facts | None = None
) -> list[tuple[Segment, ...]]:
    """For each shot its clip, and the join into the next shot if there is one.

    A picture comes apart by its depth as soon as that is made: until then, and without facts, it moves as one.
    """
    known = {depth.picture: depth for depth in depths_of(story) if facts.has(depth)} if facts else {}
    shots = [_shot(story, clip, timeline.fps, quality, known) for clip in timeline.shots]
    made: list[tuple[Segment, ...]] = []
    for at, shot in enumerate(shots):
        head = timeline.transitions[at - 1].frames if at else 0
        tail = timeline.transitions[at].frames if at < len(shots) - 1 else 0
        clip = ClipRecipe(shot=shot, start_frame=head, end_frame=shot.frames - tail, quality=quality)
        if not tail:
            made.append((clip,))
            continue
        kind = timeline.transitions[at].kind
        after = JoinRecipe(before=shot, after=shots[at + 1], frames=tail, transition=kind, quality=quality)
        made.append((clip, after))
    return made


def sounds_and_first_clips(story: Story, facts: Facts, *, most: int) -> tuple[Recipe, ...]:
    """Music and ambience of the film and the preview's first clips that are not made yet.

    None while it is not known how long the narration is; raises BadInput as `timeline_of` does.
    """
    timeline = timeline_of(story, facts)
    if timeline is None:
        return ()
    sounds = (one for one in needs(soundtrack_of(story, timeline, facts)) if not facts.has(one))
    pieces = segments(story, timeline, "preview", facts)
    clips = (one for one in pieces if isinstance(one, ClipRecipe) and not facts.has(one))
    return (*sounds, *islice(clips, most))


def soundtrack_to_mix(story: Story, facts: Facts) -> tuple[SoundtrackRecipe, ...]:
    """The film's soundtrack where all that it mixes is made and it is not, else nothing; raises BadInput likewise."""
    timeline = timeline_of(story, facts)
    if timeline is None:
        return ()
    mix = soundtrack_of(story, timeline, facts)
    return (mix,) if not facts.has(mix) and all(map(facts.has, needs(mix))) else ()


def first_segments(story: Story, facts: Facts, *, seconds: int) -> tuple[Segment, ...]:
    """The preview's first clips and joins, so many seconds, that are not made yet; raises BadInput likewise."""
    timeline = timeline_of(story, facts)
    left, found = seconds * story.cut.fps, []
    for piece in segments(story, timeline, "preview", facts) if timeline else ():
        if left > 0 and not facts.has(piece):
            found.append(piece)
        left -= _frames(piece)
    return tuple(found)


def film_bytes(film: FilmRecipe, facts: Facts) -> int:
    """About how much room it takes to make the film: what is missing of its segments, its sound, and itself.

    On the cautious side: painted pictures in motion take half of it or less.
    """
    first = film.segments[0]
    shot = first.shot if isinstance(first, ClipRecipe) else first.before
    frames = sum(_frames(segment) for segment in film.segments)
    missing = sum(_frames(segment) for segment in film.segments if not facts.has(segment))
    a_frame = shot.width * shot.height * _BITS_A_THOUSAND_PIXELS[first.quality] // 8000
    return (frames + missing) * a_frame + film.soundtrack.duration_ms * _SOUND_BYTES_A_MS


def _frames(segment: Segment) -> int:
    return segment.frames if isinstance(segment, JoinRecipe) else segment.end_frame - segment.start_frame


def preview_size(story: Story) -> tuple[int, int]:
    """The preview's (width, height) in pixels, both even."""
    width, height = SIZES[story.cut.format]
    share = PREVIEW_PIXELS / min(width, height)
    return round(width * share / 2) * 2, round(height * share / 2) * 2


def words_shown(story: Story) -> str:
    """All that is lettered into the film's pictures: captions and cards. A font must have every sign of it."""
    captions = story.text if story.cut.captions != "none" else ""
    chapters = [scene.chapter for scene in story.scenes if story.cut.chapter_cards]
    cards = (story.cut.title_card, *chapters, story.cut.end_card)
    return "\n".join((captions, *cards))


def _ends_with_sound(story: Story) -> bool:
    """Whether music or a place is heard in the last scene."""
    last, sound = story.scenes[-1], story.sound
    music = (sound.music_upload or mood_for(story, last) != "none") and sound.music_level_percent
    return bool(music or (setting_for(story, last) and sound.ambience_level_percent))


def chapter_starts(story: Story, timeline: Timeline) -> tuple[tuple[int, str], ...]:
    """The first frame of every chapter, that of its card where it has one, and its heading on one line."""
    opens = {scene.id: " ".join(scene.chapter.split()) for scene in story.scenes}
    starts: dict[str, int] = {}
    for shot in timeline.shots:
        if opens[shot.scene] and (shot.heading is None or shot.heading.form == "chapter"):
            starts.setdefault(shot.scene, shot.start_frame)
    return tuple((frame, opens[scene]) for scene, frame in starts.items())


def _chapters(story: Story, timeline: Timeline) -> tuple[tuple[int, str], ...]:
    """Where a player can go to, (start_ms, title): the chapters, and before the first of them the story's title."""
    found = [(ms_of(frame, timeline.fps), words) for frame, words in chapter_starts(story, timeline)]
    before = [(0, story.title)] if found and found[0][0] else []
    return (*before, *found)


def _shot(story: Story, clip: Clip, fps: int, quality: Quality, depths: dict[Picture, DepthRecipe]) -> Shot:
    cut = story.cut
    width, height = preview_size(story) if quality == "preview" else SIZES[cut.format]
    shot = Shot(
        picture=clip.picture,
        width=width,
        height=height,
        fps=fps,
        frames=clip.frames,
        motion=clip.motion,
        focus=clip.focus,
        heading=clip.heading,
    )
    if clip.heading:
        return replace(shot, font=cut.font)
    if clip.motion != "hold":
        shot = replace(shot, depth=depths.get(clip.picture))
    if cut.captions == "none" or not clip.captions:
        return shot
    return replace(
        shot,
        captions=clip.captions,
        caption_style=cut.captions,
        caption_place=cut.caption_place,
        caption_size_percent=cut.caption_size_percent,
        font=cut.font,
    )


def _shown(story: Story, at: int, facts: Facts) -> Iterator[Shown]:
    """The scene with the cards around it: the title before the first, its chapter, the end after the last."""
    scene, cut = story.scenes[at], story.cut
    assert scene.picked is not None
    last = at == len(story.scenes) - 1
    if at == 0 and cut.title_card.strip():
        yield _card(story, scene, cut.title_card, "title", facts)
    if scene.chapter.strip() and cut.chapter_cards:
        yield _card(story, scene, scene.chapter, "chapter", facts)
    yield Shown(
        scene=scene.id,
        picture=scene.picked,
        motion=scene.motion,
        spoken=spoken_of(story, scene, facts),
        focus=scene.focus,
        transition=scene.transition,
    )
    if last and cut.end_card.strip():
        yield _card(story, scene, cut.end_card, "end", facts)


def _card(story: Story, scene: Scene, words: str, form: Card, facts: Facts) -> Shown:
    assert scene.picked is not None
    heading = Heading(text=words.strip(), form=form, style=story.style.preset)
    speech = heading_speech(story, scene, form)
    said_ms = facts.facts(speech)["duration_ms"] if speech else 0
    return replace(card(heading, scene=scene.id, picture=scene.picked, said_ms=said_ms), focus=scene.focus)
