"""The timeline's arithmetic: whole frames, no gaps, words where they are spoken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid.captioning import Spoken
from storyvid.recipes import Heading
from storyvid.timeline import Shown, card, cues, frames_of, laid_out, ms_of
from tests.test_recipes import IMAGE


def shown(*durations_ms):
    return [
        Shown(scene=f"s{at}", picture=IMAGE, motion="hold", spoken=Spoken(text="Some words here.", duration_ms=ms))
        for at, ms in enumerate(durations_ms, 1)
    ]


@given(st.integers(0, 10**7), st.sampled_from([12, 24, 25, 30, 60]))
def test_frames_cover_the_time_and_no_more_than_a_frame_too_much(duration_ms, fps):
    frames = frames_of(duration_ms, fps)
    assert frames * 1000 >= duration_ms * fps > (frames - 1) * 1000 or duration_ms == frames == 0
    assert abs(ms_of(frames, fps) - frames * 1000 / fps) <= 0.5


@given(st.lists(st.integers(0, 60_000), min_size=1, max_size=30), st.sampled_from(["crossfade", "cut"]))
def test_clips_overlap_by_the_transition_and_leave_no_gap(durations, transition):
    timeline = laid_out(shown(*durations), fps=30, transition=transition, line_width=22)
    for before, after, join in zip(timeline.clips, timeline.clips[1:], timeline.transitions, strict=False):
        assert after.start_frame == before.start_frame + before.frames - join.frames
    assert timeline.frames == sum(c.frames for c in timeline.clips) - sum(j.frames for j in timeline.transitions)
    for clip in timeline.clips:
        assert clip.frames > 2 * 15  # both joins fit and something stays


def test_speech_never_starts_before_its_picture_nor_ends_after_it():
    scenes = shown(4000, 300, 9000)
    timeline = laid_out(scenes, fps=30, transition="crossfade", line_width=22)
    for clip, cue in zip(timeline.clips, cues(timeline, [one.spoken for one in scenes]), strict=True):
        assert ms_of(clip.start_frame, 30) < cue.start_ms
        assert cue.end_ms < ms_of(clip.start_frame + clip.frames, 30)


def test_speech_of_neighbouring_scenes_never_overlaps():
    scenes = shown(4000, 100, 9000, 2500)
    placed = cues(laid_out(scenes, fps=30, transition="crossfade", line_width=22), [one.spoken for one in scenes])
    assert all(after.start_ms - before.end_ms >= 200 for before, after in zip(placed, placed[1:], strict=False))


@pytest.mark.parametrize("fps, frames, ms", [(30, 1, 33), (30, 30, 1000), (24, 1, 42), (25, 1, 40)])
def test_the_time_of_a_frame_is_rounded_to_the_nearest_millisecond(fps, frames, ms):
    assert ms_of(frames, fps) == ms


def test_a_card_is_seen_longer_the_more_there_is_to_read():
    short, long = (card(Heading(text=text), scene="s1", picture=IMAGE) for text in ("The fox", "The fox " * 30))
    assert 2000 <= short.spoken.duration_ms < long.spoken.duration_ms <= 7000
    timeline = laid_out([short, *shown(4000, 3000)], fps=30, transition="crossfade", line_width=22)
    assert len(timeline.clips) == 2 and timeline.shots[0].heading and not timeline.shots[0].captions
    placed = cues(timeline, [one.spoken for one in shown(4000, 3000)])
    assert [cue.scene for cue in placed] == ["s1", "s2"] and placed[0].start_ms > 2000
