"""Our clips are moviepy's: an author may change them in moviepy, and both ways of writing show the same."""

import numpy as np
import pytest
from moviepy import VideoClip, concatenate_videoclips, vfx

from storyvid.film.clips import make_clip, make_join
from storyvid.film.compose import film_clip, join_clip, shot_clip, write_clip
from storyvid.recipes import ClipRecipe, FilmRecipe, JoinRecipe
from tests.film.conftest import RATE, decoded, painting, quiet, shot_of, similarity


def test_a_shot_is_a_moviepy_clip_of_its_length_and_size(shelf):
    clip = shot_clip(shot_of(shelf.picture(painting()), frames=45, fps=30, motion="drift"), shelf)
    assert isinstance(clip, VideoClip) and clip.duration == 1.5 and tuple(clip.size) == (144, 256) and clip.fps == 30
    frames = list(clip.iter_frames(fps=30))
    assert len(frames) == 45 and frames[0].shape == (256, 144, 3) and frames[0].dtype == np.uint8


def test_every_time_moviepy_asks_for_is_its_own_frame(shelf):
    shot = shot_of(shelf.picture(painting()), frames=300, fps=24, motion="pan-left")
    drawn = shot_clip(shot, shelf, start_frame=7).frame_function
    asked = []
    drawn.draw = lambda number, out: asked.append(number)
    for number in range(293):
        drawn(number / 24)
    assert asked == list(range(293))


def test_written_straight_and_through_rgb_a_clip_looks_the_same(shelf):
    shot = shot_of(shelf.picture(painting()), motion="push-in", frames=12)
    clip = shot_clip(shot, shelf)
    assert write_clip(clip, shelf.folder / "straight", fps=30, quality="final", progress=quiet) == 12
    through = clip.with_updated_frame_function(lambda t: clip.frame_function(t))
    assert write_clip(through, shelf.folder / "rgb", fps=30, quality="final", progress=quiet) == 12
    for a, b in zip(decoded(shelf.folder / "straight"), decoded(shelf.folder / "rgb"), strict=True):
        assert similarity(a, b) > 0.98


def test_an_effect_of_moviepys_reaches_the_film(shelf):
    clip = shot_clip(shot_of(shelf.picture(painting()), frames=10), shelf)
    write_clip(clip.with_effects([vfx.InvertColors()]), shelf.folder / "x", fps=30, quality="final", progress=quiet)
    write_clip(clip, shelf.folder / "y", fps=30, quality="final", progress=quiet)
    inverted, straight = decoded(shelf.folder / "x"), decoded(shelf.folder / "y")
    assert all(np.abs(a.astype(int) + b - 251).mean() < 6 for a, b in zip(inverted, straight, strict=True))


@pytest.mark.parametrize("transition", ["crossfade", "page-turn"])
def test_clips_and_joins_follow_one_another_in_moviepy(shelf, transition):
    shots = [shot_of(shelf.picture(painting(seed=n), str(n)), frames=20) for n in (1, 2)]
    whole = concatenate_videoclips(
        [
            shot_clip(shots[0], shelf, end_frame=14),
            join_clip(shots[0], shots[1], shelf, frames=6, transition=transition),
            shot_clip(shots[1], shelf, start_frame=6),
        ]
    )
    assert len(list(whole.iter_frames(fps=30))) == 34


def test_a_whole_film_is_a_moviepy_clip_with_its_sound(shelf):
    shots = [shot_of(shelf.picture(painting(seed=n), str(n)), frames=20) for n in (1, 2)]
    segments = (
        ClipRecipe(shot=shots[0], start_frame=0, end_frame=14),
        JoinRecipe(before=shots[0], after=shots[1], frames=6),
        ClipRecipe(shot=shots[1], start_frame=6, end_frame=20),
    )
    for segment in segments:
        make = make_clip if isinstance(segment, ClipRecipe) else make_join
        make(segment, shelf, shelf.room(segment), progress=quiet)
    sound = shelf.soundtrack(np.zeros((2, RATE * 34 // 30), np.float32))
    with film_clip(FilmRecipe(segments=segments, soundtrack=sound), shelf) as film:
        assert film.duration == pytest.approx(34 / 30) and film.audio is not None
        assert film.get_frame(0.5).shape == (256, 144, 3)
