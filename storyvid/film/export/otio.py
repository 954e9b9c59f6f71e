"""The cut as OpenTimelineIO with a media folder beside it, for Resolve, Premiere and other editing programs."""

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from storyvid.errors import BadInput
from storyvid.models import Progress

_OWN_NAMES = {"crossfade": "SMPTE_Dissolve"}


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One clip of the picture's track: its file is `frames` long and begins at `start_frame` of the film.

    It overlaps the shot before it by `overlap` frames, in which one goes over into the other as `transition` says.
    """

    name: str
    media: Path
    start_frame: int
    frames: int
    overlap: int = 0
    transition: str = "cut"
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A sound of one of the sound tracks, heard in [start_ms, start_ms + duration_ms) of the film."""

    name: str
    media: Path
    start_ms: int
    duration_ms: int
    from_ms: int = 0  # where in its file it begins


@dataclass(frozen=True, kw_only=True)
class Cut:
    """A film as an editing program sees it; its first sound track is the finished mix, the others are the parts."""

    title: str
    fps: int
    shots: tuple[Shot, ...]
    sounds: tuple[tuple[str, tuple[Heard, ...]], ...]
    subtitles: str = ""  # SRT
    markers: tuple[tuple[int, str], ...] = field(default=())  # frame and name


def write_otio(cut: Cut, out: Path, *, progress: Progress) -> Path:
    """Writes `out` (.otio) and copies all media into the folder `NAME media` beside it, which is returned.

    The media are named relative to the file, so that both can be moved together.  Picture clips meet in the middle of
    their overlap, with the rest as handles of the transition.  Raises BadInput for a cut without shots.
    """
    import opentimelineio as otio

    if not cut.shots:
        raise BadInput("A cut needs at least one scene.")
    folder = out.with_name(f"{out.stem} media")
    folder.mkdir(parents=True, exist_ok=True)
    media = _Media(folder)
    timeline = otio.schema.Timeline(name=cut.title, global_start_time=otio.opentime.RationalTime(0, cut.fps))
    timeline.tracks.append(_pictures(cut, media))
    for number, (name, heard) in enumerate(cut.sounds):
        timeline.tracks.append(_sounds(name, heard, cut.fps, media, enabled=number == 0))
        progress(0.5 * (number + 1) / len(cut.sounds))
    for frame, name in cut.markers:
        timeline.tracks.markers.append(
            otio.schema.Marker(name=name, marked_range=_range(frame, 1, cut.fps), color=otio.schema.MarkerColor.ORANGE)
        )
    if cut.subtitles:
        (folder / "captions.srt").write_text(cut.subtitles, "utf-8")
    media.copy(progress=lambda share: progress(0.5 + 0.49 * share))
    otio.adapters.write_to_file(timeline, str(out))
    progress(1.0)
    return folder


class _Media:
    """Files under names that people can read, each copied once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[Path, str] = {}

    def url(self, path: Path, name: str) -> str:
        """The address of a file, relative to the folder that holds the timeline."""
        if path not in self._names:
            plain = re.sub(r"[^\w-]+", "-", name).strip("-").lower() or "media"
            taken = set(self._names.values())
            numbered = (f"{plain}{'' if at == 1 else f'-{at}'}{path.suffix}" for at in range(1, len(taken) + 2))
            self._names[path] = next(one for one in numbered if one not in taken)
        return f"{self._folder.name}/{self._names[path]}"

    def copy(self, *, progress: Progress) -> None:
        for at, (path, name) in enumerate(self._names.items(), 1):
            shutil.copyfile(path, self._folder / name)
            progress(at / len(self._names))


def _pictures(cut: Cut, media: _Media):
    import opentimelineio as otio

    track = otio.schema.Track(name="Pictures", kind=otio.schema.TrackKind.Video)
    cuts = [shot.start_frame + shot.overlap // 2 for shot in cut.shots]
    ends = [*cuts[1:], cut.shots[-1].start_frame + cut.shots[-1].frames]
    for shot, begin, end in zip(cut.shots, cuts, ends, strict=True):
        if shot.overlap:
            track.append(
                otio.schema.Transition(
                    name=shot.transition,
                    transition_type=_OWN_NAMES.get(shot.transition, "Custom_Transition"),
                    in_offset=otio.opentime.RationalTime(shot.overlap // 2, cut.fps),
                    out_offset=otio.opentime.RationalTime(shot.overlap - shot.overlap // 2, cut.fps),
                    metadata={"storyvid": {"transition": shot.transition}},
                )
            )
        track.append(
            otio.schema.Clip(
                name=shot.name,
                media_reference=_reference(media.url(shot.media, shot.name), 0, shot.frames, cut.fps),
                source_range=_range(begin - shot.start_frame, end - begin, cut.fps),
                metadata={"storyvid": {"text": shot.text}},
            )
        )
    return track


def _sounds(name: str, heard: tuple[Heard, ...], fps: int, media: _Media, *, enabled: bool):
    """A sound track in whole frames: editing programs place sound by frames, so each is at most half a frame off."""
    import opentimelineio as otio

    track = otio.schema.Track(name=name, kind=otio.schema.TrackKind.Audio)
    at = 0
    for one in sorted(heard, key=lambda one: one.start_ms):
        start = max(at, round(one.start_ms * fps / 1000))
        frames = max(1, one.duration_ms * fps // 1000)
        if start > at:
            track.append(otio.schema.Gap(source_range=_range(0, start - at, fps)))
        first = one.from_ms * fps // 1000
        clip = otio.schema.Clip(
            name=one.name,
            media_reference=_reference(media.url(one.media, f"{name} {one.name}"), 0, first + frames, fps),
            source_range=_range(first, frames, fps),
            metadata={"storyvid": {"start_ms": one.start_ms}},
        )
        clip.enabled = enabled
        track.append(clip)
        at = start + frames
    return track


def _reference(url: str, first: int, frames: int, fps: int):
    import opentimelineio as otio

    return otio.schema.ExternalReference(target_url=url, available_range=_range(first, frames, fps))


def _range(first: int, frames: int, fps: int):
    import opentimelineio as otio

    return otio.opentime.TimeRange(otio.opentime.RationalTime(first, fps), otio.opentime.RationalTime(frames, fps))
