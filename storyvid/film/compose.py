"""Composition: shots, joins and films as moviepy clips, so that an author may go on from them in moviepy.

A clip of ours is a plain `moviepy.VideoClip` whose `frame_function` is a `Drawn`: called with a time it
gives the RGB array that moviepy wants; asked to `draw` it fills the encoder's planes, without RGB between.
Effects put their own function in its place, so a clip that was changed in moviepy is written through RGB,
and one that was not, straight from the frame source.
"""

from pathlib import Path

import numpy as np
from moviepy import AudioFileClip, VideoClip, concatenate_videoclips

from storyvid.errors import UnknownName
from storyvid.film.encode import Draw, write_segment
from storyvid.film.frames import Captioned, source_of
from storyvid.film.hardware import hardware
from storyvid.film.joins import JOINS
from storyvid.film.planes import FrameSource, Planes, blank, from_rgb, to_rgb
from storyvid.models import Assets, Progress
from storyvid.recipes import ClipRecipe, FilmRecipe, JoinRecipe, Quality, Shot


class Drawn:
    """A frame function over the frames `numbers` of a source."""

    def __init__(self, source: FrameSource, *, fps: int, numbers: range):
        self.source, self.fps, self.numbers = source, fps, numbers

    def __call__(self, t: float) -> np.ndarray:
        # moviepy's times are frame / fps in floats: half a frame keeps them from falling short
        number = min(int(t * self.fps + 0.5), len(self.numbers) - 1)
        planes = blank(self.source.width, self.source.height)
        self.draw(number, planes)
        return to_rgb(planes)

    def draw(self, number: int, out: Planes) -> None:
        self.source.draw(self.numbers[number], out)


class Joining:
    """A frame source: the last frames of one shot going over into the first of the next.

    Captions are not blended with the pictures: they stay readable, and each lies over the join alone.
    """

    def __init__(self, before: Captioned, after: Captioned, *, frames: int, transition: str):
        if transition not in JOINS:
            raise UnknownName(f'No transition "{transition}". Installed: cut, {", ".join(JOINS)}.')
        self.width, self.height, self.frames = before.width, before.height, frames
        self._before, self._after, self._blend = before, after, JOINS[transition]
        self._first, self._second = blank(self.width, self.height), blank(self.width, self.height)

    def draw(self, index: int, out: Planes) -> None:
        old = self._before.frames - self.frames + index
        share = (index + 1) / (self.frames + 1)
        self._before.picture.draw(old, self._first)
        self._after.picture.draw(index, self._second)
        self._blend(self._first, self._second, share, out)
        if not self._after.overlay.shows(index):
            self._before.overlay.draw(old, out)
        self._after.overlay.draw(index, out)


def shot_clip(shot: Shot, assets: Assets, *, start_frame: int = 0, end_frame: int | None = None) -> VideoClip:
    """A shot, or the frames [start_frame, end_frame) of it, as a moviepy clip without sound."""
    numbers = range(start_frame, shot.frames if end_frame is None else end_frame)
    return _clip(source_of(shot, assets), fps=shot.fps, numbers=numbers)


def join_clip(before: Shot, after: Shot, assets: Assets, *, frames: int, transition: str) -> VideoClip:
    """One shot going over into the next as a moviepy clip; raises UnknownName for a transition there is not."""
    joining = Joining(source_of(before, assets), source_of(after, assets), frames=frames, transition=transition)
    return _clip(joining, fps=before.fps, numbers=range(frames))


def segment_clip(segment: ClipRecipe | JoinRecipe, assets: Assets) -> VideoClip:
    """A segment of a film as a moviepy clip."""
    if isinstance(segment, ClipRecipe):
        return shot_clip(segment.shot, assets, start_frame=segment.start_frame, end_frame=segment.end_frame)
    return join_clip(segment.before, segment.after, assets, frames=segment.frames, transition=segment.transition)


def film_clip(film: FilmRecipe, assets: Assets) -> VideoClip:
    """A whole film with its sound as one moviepy clip: where an author's own moviepy work starts."""
    whole = concatenate_videoclips([segment_clip(segment, assets) for segment in film.segments])
    return whole.with_audio(AudioFileClip(str(assets.path(film.soundtrack))))


def write_clip(clip: VideoClip, out: Path, *, fps: int, quality: Quality, progress: Progress) -> int:
    """Encodes a moviepy clip to a segment that joins others of its size, rate and quality; says its frames."""
    frames = round(clip.duration * fps)
    width, height = clip.size
    write_segment(
        _draw(clip, fps),
        out,
        numbers=range(frames),
        width=width,
        height=height,
        fps=fps,
        quality=quality,
        progress=progress,
        encoder=hardware(),
    )
    return frames


def _clip(source: FrameSource, *, fps: int, numbers: range) -> VideoClip:
    clip = VideoClip(Drawn(source, fps=fps, numbers=numbers), duration=len(numbers) / fps)
    clip.size = (source.width, source.height)
    return clip.with_fps(fps)


def _draw(clip: VideoClip, fps: int) -> Draw:
    drawn = clip.frame_function
    if isinstance(drawn, Drawn) and drawn.fps == fps:
        return drawn.draw

    def through_rgb(number: int, out: Planes) -> None:
        for plane, target in zip(from_rgb(np.ascontiguousarray(clip.get_frame(number / fps))), out, strict=True):
            target[:] = plane

    return through_rgb
