"""What is in a media file: its streams, their times and colours, and any frame as a picture (through PyAV)."""

from dataclasses import dataclass
from pathlib import Path

import av
from PIL import Image

from storyvid.errors import BadInput


@dataclass(frozen=True, kw_only=True)
class VideoFacts:
    """A video stream; `times` are the frames' presentation times in ms, in order, `keys` those of key frames."""

    codec: str
    width: int
    height: int
    fps: float
    frames: int
    pixel_format: str
    matrix: str
    primaries: str
    transfer: str
    full_range: bool
    pixel_aspect: str
    times: tuple[float, ...]
    keys: tuple[float, ...]

    @property
    def even(self) -> bool:
        """Whether frame follows frame without a gap or an overlap, within a tenth of a millisecond."""
        step = 1000 / self.fps
        return all(abs(time - self.times[0] - number * step) < 0.1 for number, time in enumerate(self.times))


@dataclass(frozen=True, kw_only=True)
class AudioFacts:
    """An audio stream; `start_ms` is when its first sample is heard, `end_ms` when its last one ends."""

    codec: str
    rate: int
    channels: int
    start_ms: float
    end_ms: float


@dataclass(frozen=True, kw_only=True)
class MediaFacts:
    """A file: its container's names and length, and the first video and audio stream, if it has them."""

    container: str
    duration_ms: float
    title: str
    video: VideoFacts | None
    audio: AudioFacts | None
    faststart: bool


# ITU-T H.273, the code points storyvid writes or may meet
_PRIMARIES = {1: "bt709", 2: "unknown", 5: "bt470bg", 6: "smpte170m", 9: "bt2020"}
_TRANSFERS = {1: "bt709", 2: "unknown", 6: "smpte170m", 13: "srgb", 16: "pq", 18: "hlg"}
_MATRICES = {0: "rgb", 1: "bt709", 2: "unknown", 5: "bt470bg", 6: "smpte170m", 9: "bt2020"}


def probed(path: Path) -> MediaFacts:
    """The facts of a media file, found by reading its packets; raises BadInput if it is not one."""
    try:
        with av.open(str(path), options={"protocol_whitelist": "file"}) as media:
            duration = (media.duration or 0) / 1000
            name, title = media.format.name, media.metadata.get("title", "")
            video = _video(media) if media.streams.video else None
        with av.open(str(path), options={"protocol_whitelist": "file"}) as media:
            audio = _audio(media) if media.streams.audio else None
    except av.FFmpegError as error:
        raise BadInput(f"{path.name} is no film or sound that can be read ({error}).") from error
    return MediaFacts(
        container=name, duration_ms=duration, title=title, video=video, audio=audio, faststart=_index_first(path)
    )


def frame_at(path: Path, ms: float) -> Image.Image:
    """The picture shown at a time: the last frame that starts at or before it, or the first."""
    with av.open(str(path), options={"protocol_whitelist": "file"}) as media:
        stream = media.streams.video[0]
        media.seek(round(max(0.0, ms) * 1000))
        shown = None
        for frame in media.decode(stream):
            if shown is not None and frame.time * 1000 > ms + 0.5:
                break
            shown = frame
    if shown is None:
        raise BadInput(f"{path.name} holds no picture.")
    return shown.to_image()


def _video(media) -> VideoFacts:
    stream = media.streams.video[0]
    context = stream.codec_context
    packets = [packet for packet in media.demux(stream) if packet.pts is not None]
    times = sorted(float(packet.pts * packet.time_base * 1000) for packet in packets)
    keys = sorted(float(packet.pts * packet.time_base * 1000) for packet in packets if packet.is_keyframe)
    return VideoFacts(
        codec=context.name,
        width=context.width,
        height=context.height,
        fps=float(stream.average_rate),
        frames=len(packets),
        pixel_format=context.pix_fmt or "",
        matrix=_MATRICES.get(int(context.colorspace), "other"),
        primaries=_PRIMARIES.get(int(context.color_primaries), "other"),
        transfer=_TRANSFERS.get(int(context.color_trc), "other"),
        full_range=int(context.color_range) == 2,
        pixel_aspect=str(stream.sample_aspect_ratio or "unset"),
        times=tuple(times),
        keys=tuple(keys),
    )


def _audio(media) -> AudioFacts:
    stream = media.streams.audio[0]
    start, end = None, 0.0
    for frame in media.decode(stream):
        start = frame.time if start is None else start
        end = frame.time + frame.samples / frame.sample_rate
    context = stream.codec_context
    return AudioFacts(
        codec=context.name,
        rate=context.sample_rate,
        channels=context.layout.nb_channels,
        start_ms=(start or 0.0) * 1000,
        end_ms=end * 1000,
    )


def _index_first(path: Path) -> bool:
    """Whether an MP4's index lies before its pictures, so that it plays while it loads (ISO/IEC 14496-12, 4.2)."""
    with path.open("rb") as file:
        while len(head := file.read(8)) == 8:
            size, kind = int.from_bytes(head[:4], "big"), head[4:]
            if kind in (b"moov", b"mdat"):
                return kind == b"moov"
            if size == 1:
                size = int.from_bytes(file.read(8), "big") - 8
            if size < 8:
                return False
            file.seek(size - 8, 1)
    return False
