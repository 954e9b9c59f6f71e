"""A film as WebM, a scene as GIF, a film's sound alone: encoded again from what is made, through PyAV."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from storyvid.errors import BadInput, ModelFailed
from storyvid.film.sound_files import RATE, audio_blocks
from storyvid.models import Progress

_SAFE = {"protocol_whitelist": "file"}
_VP9 = {"crf": "30", "b": "0", "deadline": "realtime", "cpu-used": "6", "row-mt": "1", "tile-columns": "2"}
_BT709 = 1
SOUNDS = {".m4a": "", ".mp3": "libmp3lame", ".flac": "flac", ".wav": "pcm_s16le", ".ogg": "libopus"}
GIF_FPS, GIF_WIDTH = 12, 480
_GIF_LONGEST_S = 30


def write_webm(film: Path, out: Path, *, progress: Progress) -> None:
    """The film as WebM: VP9 and Opus, frame for frame, with the film's colour tags and chapters. Raises ModelFailed."""
    import av

    try:
        with (
            av.open(str(film), format="mp4", options=_SAFE) as source,
            av.open(str(out), "w", format="webm", container_options={"fflags": "+bitexact"}) as made,
        ):
            pictures, sound = source.streams.video[0], source.streams.audio[0]
            rate = pictures.average_rate or Fraction(30)
            picture: Any = made.add_stream("libvpx-vp9", rate=rate, options=_VP9)
            picture.width, picture.height, picture.pix_fmt = pictures.width, pictures.height, "yuv420p"
            picture.codec_context.color_primaries = _BT709
            picture.codec_context.color_trc = _BT709
            picture.codec_context.colorspace = _BT709
            picture.codec_context.time_base = 1 / rate
            voice: Any = made.add_stream("libopus", rate=RATE, layout="stereo")
            voice.bit_rate = 128_000
            made.set_chapters(source.chapters())
            total, at = pictures.frames or 1, 0
            resampler = av.AudioResampler(format="flt", layout="stereo", rate=RATE, frame_size=960)
            packet: Any
            for packet in source.demux(pictures, sound):
                for frame in packet.decode():
                    if packet.stream is pictures:
                        frame.pts, frame.time_base, at = at, 1 / rate, at + 1
                        made.mux(picture.encode(frame))
                        progress(min(0.99, at / total))
                    else:
                        for part in resampler.resample(frame):
                            made.mux(voice.encode(part))
            for part in resampler.resample(None):
                made.mux(voice.encode(part))
            made.mux(picture.encode(None))
            made.mux(voice.encode(None))
    except av.FFmpegError as error:
        raise ModelFailed(f"The WebM could not be written ({error}). Render the film again, then try again.") from error
    progress(1.0)


def write_gif(clip: Path, out: Path, *, progress: Progress, fps: int = GIF_FPS, width: int = GIF_WIDTH) -> int:
    """A scene's clip as a GIF that plays for ever, in a palette of its own; returns how many frames it has.

    At most the first 30 s.  The palette weighs what moves (ffmpeg's palettegen, diff), the dither is ordered, so that
    what stands still does not flicker.  Raises ModelFailed.
    """
    import av

    try:
        with av.open(str(clip), format="mp4", options=_SAFE) as source, av.open(str(out), "w", format="gif") as made:
            pictures = source.streams.video[0]
            high = round(pictures.height * width / pictures.width / 2) * 2
            graph = _palette_graph(pictures, fps, width, high)
            stream: Any = made.add_stream("gif", rate=fps)
            stream.width, stream.height, stream.pix_fmt = width, high, "pal8"
            last = _GIF_LONGEST_S * float(pictures.average_rate or 30)
            for at, frame in enumerate(source.decode(pictures)):
                if at >= last:
                    break
                graph.push(frame)
                progress(min(0.6, 0.6 * at / max(pictures.frames, 1)))
            graph.push(None)
            count = 0
            for count, frame in enumerate(_pulled(graph), 1):
                frame.pts, frame.time_base = count - 1, Fraction(1, fps)
                made.mux(stream.encode(frame))
            made.mux(stream.encode(None))
    except av.FFmpegError as error:
        raise ModelFailed(f"The GIF could not be written ({error}). Try again.") from error
    progress(1.0)
    return count


def _palette_graph(pictures, fps: int, width: int, high: int):
    import av.filter

    graph = av.filter.Graph()
    source = graph.add_buffer(template=pictures)
    steps = [graph.add("fps", str(fps)), graph.add("scale", f"{width}:{high}:flags=lanczos"), graph.add("split")]
    palette, painted = graph.add("palettegen", "stats_mode=diff"), graph.add("paletteuse", "dither=bayer:bayer_scale=4")
    source.link_to(steps[0])
    steps[0].link_to(steps[1])
    steps[1].link_to(steps[2])
    steps[2].link_to(palette, 0, 0)
    steps[2].link_to(painted, 1, 0)
    palette.link_to(painted, 0, 1)
    painted.link_to(graph.add("buffersink"))
    graph.configure()
    return graph


def _pulled(graph) -> Iterator:
    import av

    while True:
        try:
            yield graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return


def write_sound(soundtrack: Path, out: Path, *, progress: Progress) -> None:
    """A film's sound in the format that the ending names: .m4a as it is, .mp3, .flac, .wav or .ogg (Opus).

    Raises BadInput for another ending, ModelFailed.
    """
    import av

    ending = out.suffix.lower()
    if ending not in SOUNDS:
        raise BadInput(f'No sound file ends in "{ending}". Choose one of {", ".join(SOUNDS)}.')
    if ending == ".m4a":
        out.write_bytes(soundtrack.read_bytes())
        progress(1.0)
        return
    try:
        with av.open(str(out), "w") as made:
            stream: Any = made.add_stream(SOUNDS[ending], rate=RATE, layout="stereo")
            if ending in (".mp3", ".ogg"):
                stream.bit_rate = 192_000
            wanted = stream.codec_context.format.name
            resampler = av.AudioResampler(
                format=wanted, layout="stereo", rate=RATE, frame_size=stream.codec_context.frame_size or 0
            )
            at = 0
            for block in audio_blocks(soundtrack):
                frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="flt", layout="stereo")
                frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
                at += len(block)
                for part in resampler.resample(frame):
                    made.mux(stream.encode(part))
            for part in resampler.resample(None):
                made.mux(stream.encode(part))
            made.mux(stream.encode(None))
    except av.FFmpegError as error:
        raise ModelFailed(f"The sound could not be written ({error}). Try again.") from error
    progress(1.0)
