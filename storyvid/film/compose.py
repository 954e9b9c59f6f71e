"""Composition: shots, joins and films as moviepy clips, so that an author may go on from them in moviepy.

A clip of ours is a plain `moviepy.VideoClip` whose `frame_function` is a `Drawn`: called with a time it
gives the RGB array that moviepy wants; asked to `draw` it fills the encoder's planes, without RGB between.
Effects put their own function in its place, so a clip that was changed in moviepy is written through RGB,
and one that was not, straight from the frame source.  A worker that writes segments as they are needs no moviepy, and
does not wait for its import.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from storyvid.errors import UnknownName
from storyvid.film.encode import Draw, write_segment
from storyvid.film.frames import Captioned, source_of
from storyvid.film.hardware import hardware
from storyvid.film.joins import JOINS
from storyvid.film.planes import FrameSource, Planes, blank, from_rgb, to_rgb
from storyvid.models import Assets, Progress
from storyvid.recipes import ClipRecipe, FilmRecipe, JoinRecipe, Quality, Shot

if TYPE_CHECKING:
    from moviepy import VideoClip


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


def drawn(segment: ClipRecipe | JoinRecipe, assets: Assets) -> Drawn:
    """The frames of a segment of a film; raises UnknownName for a transition there is not."""
    if isinstance(segment, ClipRecipe):
        return _shot(segment.shot, assets, segment.start_frame, segment.end_frame)
    return _join(segment.before, segment.after, assets, frames=segment.frames, transition=segment.transition)


def shot_clip(shot: Shot, assets: Assets, *, start_frame: int = 0, end_frame: int | None = None) -> "VideoClip":
    """A shot, or the frames [start_frame, end_frame) of it, as a moviepy clip without sound."""
    return _clip(_shot(shot, assets, start_frame, shot.frames if end_frame is None else end_frame))


def join_clip(before: Shot, after: Shot, assets: Assets, *, frames: int, transition: str) -> "VideoClip":
    """One shot going over into the next as a moviepy clip; raises UnknownName for a transition there is not."""
    return _clip(_join(before, after, assets, frames=frames, transition=transition))


def segment_clip(segment: ClipRecipe | JoinRecipe, assets: Assets) -> "VideoClip":
    """A segment of a film as a moviepy clip."""
    return _clip(drawn(segment, assets))


def film_clip(film: FilmRecipe, assets: Assets) -> "VideoClip":
    """A whole film with its sound as one moviepy clip: where an author's own moviepy work starts."""
    from moviepy import AudioFileClip, concatenate_videoclips

    whole = concatenate_videoclips([segment_clip(segment, assets) for segment in film.segments])
    return whole.with_audio(AudioFileClip(str(assets.path(film.soundtrack))))


def write_clip(clip: "VideoClip", out: Path, *, fps: int, quality: Quality, progress: Progress) -> int:
    """Encodes a moviepy clip to a segment that joins others of its size, rate and quality; says its frames."""
    frames = round(clip.duration * fps)
    width, height = clip.size
    draw = _draw(clip, fps)
    _write(draw, out, numbers=range(frames), size=(width, height), fps=fps, quality=quality, progress=progress)
    return frames


def write_drawn(frames: Drawn, out: Path, *, quality: Quality, progress: Progress) -> int:
    """Encodes frames that no moviepy was at; says how many."""
    numbers, size = range(len(frames.numbers)), (frames.source.width, frames.source.height)
    _write(frames.draw, out, numbers=numbers, size=size, fps=frames.fps, quality=quality, progress=progress)
    return len(numbers)


def _write(
    draw: Draw, out: Path, *, numbers: range, size: tuple[int, int], fps: int, quality: Quality, progress: Progress
) -> None:
    write_segment(
        draw,
        out,
        numbers=numbers,
        width=size[0],
        height=size[1],
        fps=fps,
        quality=quality,
        progress=progress,
        encoder=hardware(),
    )


def _shot(shot: Shot, assets: Assets, start_frame: int, end_frame: int) -> Drawn:
    return Drawn(source_of(shot, assets), fps=shot.fps, numbers=range(start_frame, end_frame))


def _join(before: Shot, after: Shot, assets: Assets, *, frames: int, transition: str) -> Drawn:
    joining = Joining(source_of(before, assets), source_of(after, assets), frames=frames, transition=transition)
    return Drawn(joining, fps=before.fps, numbers=range(frames))


def _clip(frames: Drawn) -> "VideoClip":
    from moviepy import VideoClip

    clip = VideoClip(frames, duration=len(frames.numbers) / frames.fps)
    clip.size = (frames.source.width, frames.source.height)
    return clip.with_fps(frames.fps)


def _draw(clip: "VideoClip", fps: int) -> Draw:
    frames = clip.frame_function
    if isinstance(frames, Drawn) and frames.fps == fps:
        return frames.draw

    def through_rgb(number: int, out: Planes) -> None:
        for plane, target in zip(from_rgb(np.ascontiguousarray(clip.get_frame(number / fps))), out, strict=True):
            target[:] = plane

    return through_rgb
