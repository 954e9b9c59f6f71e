"""The encoder: frames as planes in, an H.264 segment out that joins others without encoding again.

The machine's hardware encoder does it where there is one that works, else libx264; one that fails on the way (its
sessions are few) is never a failure: libx264 begins the segment anew.
"""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

from storyvid.errors import NoRoom
from storyvid.film import pipe
from storyvid.film.hardware import HardwareEncoder
from storyvid.film.pipe import PipedEncoder
from storyvid.film.planes import Planes
from storyvid.models import Progress
from storyvid.recipes import Quality

Draw = Callable[[int, Planes], None]
"""Fills the planes of the frame of that number."""

SECONDS_BETWEEN_KEYS = 2  # how far a player has to seek back


@dataclass(frozen=True)
class Settings:
    """What libx264 is told; the same for all segments of one film, so that their headers are the same."""

    preset: str
    crf: int
    extra: str = ""


SETTINGS: dict[Quality, Settings] = {
    "preview": Settings("ultrafast", 26),
    # as small as veryfast at the same PSNR in half the time: slow cameras gain from look-ahead, not from search
    "final": Settings("superfast", 20, ":mbtree=1:rc-lookahead=10"),
}

# With macroblock-tree, libx264's AVX-512 routines read memory nobody wrote: the same frames then give other bytes
# from run to run (MALLOC_PERTURB_ shows it).  Those for AVX2 do not.
_NO_AVX512 = ":asm=MMX2,SSE2Fast,SSSE3,SSE4.2,LZCNT,AVX,FMA3,BMI2,AVX2"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.ENOENT, errno.EROFS)
_AVX512_SKX = 256  # OpenCV's number for the set that libx264 asks for (cv::CpuFeatures)

_TAGS = {"colorspace": "bt709", "color_primaries": "bt709", "color_trc": "bt709", "color_range": "tv"}


def write_segment(
    draw: Draw,
    out: Path,
    *,
    numbers: range,
    width: int,
    height: int,
    fps: int,
    quality: Quality,
    progress: Progress,
    encoder: HardwareEncoder | PipedEncoder | None = None,
) -> None:
    """Writes the numbered frames to `out`, an MP4 of one H.264 stream, yuv420p, BT.709, square pixels.

    Starts with a key frame, closed groups of pictures; by libx264 unless an encoder is given, in one thread: the
    same frames give the same bytes.  Raises NoRoom where the disk is full; what `progress` raises stops the work.
    """

    def write(by: HardwareEncoder | PipedEncoder | None) -> None:
        if isinstance(by, PipedEncoder):
            pipe.write(
                draw, out, encoder=by, numbers=numbers, width=width, height=height, fps=fps,
                keys=fps * SECONDS_BETWEEN_KEYS, quality=quality, progress=progress,
            )  # fmt: skip
            return
        with av.open(str(out), "w", format="mp4", options={"fflags": "+bitexact"}) as container:
            stream = _stream(container, by, width=width, height=height, fps=fps, quality=quality)
            frame, planes = _frame(width, height)
            for done, number in enumerate(numbers):
                draw(number, planes)
                frame.pts = done
                given = frame if by is None or by.pixel_format == "yuv420p" else frame.reformat(format=by.pixel_format)
                container.mux(stream.encode(given))
                if done % 8 == 0:
                    progress(done / len(numbers))
            container.mux(stream.encode(None))

    try:
        try:
            write(encoder)
        except (av.FFmpegError, ValueError, RuntimeError) as error:
            if encoder is None or getattr(error, "errno", None) in _NO_ROOM:
                raise
            write(None)
    except OSError as error:
        cause = error.strerror or error
        raise NoRoom(f"The clip could not be written ({cause}). Make room, then try again.") from error
    progress(1.0)


def _stream(container, encoder: HardwareEncoder | None, *, width: int, height: int, fps: int, quality: Quality):
    keys = fps * SECONDS_BETWEEN_KEYS
    if encoder is None:
        stream = _libx264(container, keys, fps, quality)
        stream.pix_fmt = "yuv420p"
        stream.codec_context.thread_count = 1
    else:
        options = encoder.options[quality] | _TAGS
        stream = container.add_stream(encoder.codec, rate=fps, options=options)
        stream.pix_fmt = encoder.pixel_format
        stream.codec_context.gop_size, stream.codec_context.max_b_frames = keys, 0
    stream.width, stream.height = width, height
    stream.codec_context.time_base = Fraction(1, fps)
    stream.codec_context.sample_aspect_ratio = Fraction(1, 1)
    return stream


def _libx264(container, keys: int, fps: int, quality: Quality):
    settings = SETTINGS[quality]
    extra = settings.extra + (_NO_AVX512 if "mbtree" in settings.extra and _has_avx512() else "")
    options = {
        "preset": settings.preset,
        "crf": str(settings.crf),
        "x264-params": f"keyint={keys}:open-gop=0:colorprim=bt709:transfer=bt709:colormatrix=bt709" + extra,
    } | _TAGS
    return container.add_stream("libx264", rate=fps, options=options)


def _has_avx512() -> bool:
    return cv2.checkHardwareSupport(_AVX512_SKX)


def _frame(width: int, height: int) -> tuple[av.VideoFrame, Planes]:
    # one frame for all: libx264 copies what it is given before encode() returns
    frame = av.VideoFrame(width, height, "yuv420p")
    frame.colorspace, frame.color_range = av.video.reformatter.Colorspace.ITU709, av.video.reformatter.ColorRange.MPEG
    sides = ((width, height), (width // 2, height // 2), (width // 2, height // 2))
    views = [
        np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[:tall, :wide]
        for plane, (wide, tall) in zip(frame.planes, sides, strict=True)
    ]
    return frame, Planes(*views)
