"""The film: segments put end to end without encoding again, under one soundtrack."""

from collections.abc import Iterator
from fractions import Fraction
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np

from storyvid.errors import BadInput, ModelFailed, NoRoom
from storyvid.film.encode import write_segment
from storyvid.film.planes import Planes
from storyvid.models import Assets, Progress
from storyvid.recipes import FilmRecipe, Quality, Segment

if TYPE_CHECKING:
    from av.container.core import Chapter

DECODE_AHEAD = 2  # frames: libx264 never reorders more with the presets used here
_SAFE = {"protocol_whitelist": "file"}


def make_film(recipe: FilmRecipe, assets: Assets, out: Path, *, progress: Progress) -> dict:
    """Writes the MP4, its index in front; facts: duration_ms, frames, width, height, bytes.

    Raises BadInput for a film without segments, ModelFailed when segments do not fit one another, NoRoom
    where the disk is full.
    """
    if not recipe.segments:
        raise BadInput("A film needs at least one scene. Write some text, then render again.")
    try:
        paths = _alike(recipe, [assets.path(segment) for segment in recipe.segments], out.parent)
        frames, width, height, fps = _write(recipe, paths, assets.path(recipe.soundtrack), out, progress)
    except av.FFmpegError as error:
        if isinstance(error, OSError) and error.errno in (28, 13, 30):
            raise NoRoom(f"The film could not be written ({error.strerror}). Make room, then try again.") from error
        raise ModelFailed(f"The film could not be put together ({error}). Render it again.") from error
    progress(1.0)
    return {
        "duration_ms": round(frames * 1000 / fps),
        "frames": frames,
        "width": width,
        "height": height,
        "bytes": out.stat().st_size,
    }


def _write(recipe: FilmRecipe, paths: list[Path], sound: Path, out: Path, progress: Progress):
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with (
        av.open(str(out), "w", format="mp4", options=options) as film,
        _opened(paths[0]) as first,
        _opened(sound) as soundtrack,
    ):
        pattern = first.streams.video[0]
        picture = film.add_stream_from_template(pattern)
        voice = film.add_stream_from_template(soundtrack.streams.audio[0])
        film.metadata["title"] = recipe.title
        fps = pattern.average_rate or Fraction(30)
        picture.time_base = 1 / fps
        total = sum(_frames(segment) for segment in recipe.segments)
        film.set_chapters(_chapters(recipe, round(total * 1000 / fps)))
        pictures = _pictures(recipe.segments, paths, pattern, picture, fps)
        sounds = _sounds(soundtrack, voice, until=total / fps)
        for packet in merge(pictures, sounds, key=_decoded_at):
            progress(min(0.99, max(0.0, float(_decoded_at(packet) * fps / total))))
            film.mux(packet)
        return total, pattern.width, pattern.height, fps


def _chapters(recipe: FilmRecipe, end_ms: int) -> "list[Chapter]":
    starts = [start_ms for start_ms, _ in recipe.chapters]
    return [
        {"id": at, "start": start, "end": end, "time_base": Fraction(1, 1000), "metadata": {"title": title}}
        for at, ((start, title), end) in enumerate(zip(recipe.chapters, [*starts[1:], end_ms], strict=False))
    ]


def _alike(recipe: FilmRecipe, paths: list[Path], scratch: Path) -> list[Path]:
    """The segments' files with one kind of header: what another encoder made is made again by libx264.

    A hardware encoder may have had no session left for one segment, or the project comes from another machine.
    """
    headers = {path: _header(path) for path in dict.fromkeys(paths)}
    if len({header[0] for header in headers.values()}) == 1 or len({header[1:] for header in headers.values()}) > 1:
        return paths  # all alike; or of different sizes, which no encoder can mend
    quality = recipe.segments[0].quality
    wanted = None
    mended: dict[Path, Path] = {}
    for number, (path, (extradata, width, height, fps)) in enumerate(headers.items()):
        again = scratch / f"again-{number}.mp4"
        if wanted is None or extradata != wanted:
            _again(path, again, width=width, height=height, fps=fps, quality=quality)
            wanted = _header(again)[0]
            mended[path] = again if extradata != wanted else path
    return [mended.get(path, path) for path in paths]


def _header(path: Path) -> tuple[bytes | None, int, int, Fraction]:
    with _opened(path) as held:
        stream = held.streams.video[0]
        return stream.codec_context.extradata, stream.width, stream.height, stream.average_rate or Fraction(30)


def _again(path: Path, out: Path, *, width: int, height: int, fps: Fraction, quality: Quality) -> None:
    with _opened(path) as held:
        count = sum(1 for packet in held.demux(video=0) if packet.size)
    with _opened(path) as held:
        frames = held.decode(video=0)

        def draw(number: int, planes: Planes) -> None:
            shown = next(frames).reformat(format="yuv420p").to_ndarray()
            y, u, v = np.split(shown.ravel(), [width * height, width * height * 5 // 4])
            for source, target in zip((y, u, v), planes, strict=True):
                target[:] = source.reshape(target.shape)

        write_segment(
            draw, out, numbers=range(count), width=width, height=height, fps=round(fps), quality=quality,
            progress=lambda share: None,
        )  # fmt: skip


def _pictures(segments: tuple[Segment, ...], paths: list[Path], pattern, stream, fps: Fraction) -> Iterator[av.Packet]:
    before = 0
    for segment, path in zip(segments, paths, strict=True):
        with _opened(path) as held:
            source = held.streams.video[0]
            if source.codec_context.extradata != pattern.codec_context.extradata or source.average_rate != fps:
                raise ModelFailed("The film's segments were not made alike. Render the film again.")
            count = 0
            for packet in held.demux(source):
                if packet.dts is None:
                    continue  # the end
                shown = round(packet.pts * packet.time_base * fps)
                packet.stream, packet.time_base = stream, 1 / fps
                # decoding times are counted anew: one a frame, without gaps from segment to segment
                packet.pts, packet.dts, packet.duration = before + shown, before + count - DECODE_AHEAD, 1
                count += 1
                yield packet
        if count != _frames(segment):
            raise ModelFailed(f"A segment has {count} frames instead of {_frames(segment)}. Render the film again.")
        before += count


def _decoded_at(packet: av.Packet) -> Fraction:
    return (packet.dts or 0) * packet.time_base


def _sounds(soundtrack, stream, *, until: Fraction) -> Iterator[av.Packet]:
    for packet in soundtrack.demux(soundtrack.streams.audio[0]):
        if packet.dts is None or packet.pts * packet.time_base >= until:
            continue
        packet.stream = stream
        yield packet


def _frames(segment: Segment) -> int:
    return segment.frames if hasattr(segment, "frames") else segment.end_frame - segment.start_frame


def _opened(path: Path):
    # the demuxer is forced: nothing in an asset's folder is trusted to say what it is
    return av.open(str(path.resolve()), format="mp4", options=_SAFE)
