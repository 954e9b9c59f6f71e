"""Hardware encoders: those that really work here, found by having them encode something small."""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from io import BytesIO

import av
import numpy as np

from storyvid.film import vaapi
from storyvid.film.pipe import PipedEncoder
from storyvid.recipes import Quality

_TRY_SIDE, _TRY_FRAMES = 256, 12  # nvenc refuses pictures much smaller


@dataclass(frozen=True)
class HardwareEncoder:
    """An H.264 encoder of ffmpeg that takes frames from ordinary memory, and what it is told."""

    codec: str
    pixel_format: str
    options: dict[Quality, dict[str, str]] = field(hash=False)


# in the order they are tried: NVIDIA, Apple, Intel, AMD; where none of PyAV's works, VAAPI through an ffmpeg program
ENCODERS = (
    HardwareEncoder(
        "h264_nvenc",
        "yuv420p",
        {
            "preview": {"preset": "p1", "rc": "constqp", "qp": "28"},
            "final": {"preset": "p5", "rc": "vbr", "cq": "21", "b": "0", "spatial-aq": "1"},
        },
    ),
    HardwareEncoder(
        "h264_videotoolbox",
        "yuv420p",
        {
            "preview": {"b": "3000000", "realtime": "1"},
            "final": {"b": "12000000", "allow_sw": "0"},
        },
    ),
    HardwareEncoder(
        "h264_qsv",
        "nv12",
        {
            "preview": {"preset": "veryfast", "global_quality": "28"},
            "final": {"preset": "medium", "global_quality": "21"},
        },
    ),
    HardwareEncoder(
        "h264_amf",
        "yuv420p",
        {
            "preview": {"quality": "speed", "rc": "cqp", "qp_i": "27", "qp_p": "29"},
            "final": {"quality": "quality", "rc": "cqp", "qp_i": "20", "qp_p": "22"},
        },
    ),
)


@cache
def hardware() -> HardwareEncoder | PipedEncoder | None:
    """The first hardware encoder that works here; None where software does it all. Looked for once a process."""
    within = next((one for one in ENCODERS if one.codec in av.codec.codecs_available and works(one)), None)
    return within or vaapi.found()


def in_words(encoder: HardwareEncoder | PipedEncoder | None) -> str:
    """What encodes films here, for people: "h264_nvenc, this machine's hardware", or the processor's libx264."""
    if encoder is None:
        return "libx264, on the processor"
    if isinstance(encoder, PipedEncoder):
        return f"{encoder.codec} of {encoder.device}, through {encoder.program}"
    return f"{encoder.codec}, this machine's hardware"


def works(encoder: HardwareEncoder) -> bool:
    """Whether the encoder gives, for a few frames, an H.264 stream that decodes to as many."""
    held = BytesIO()
    try:
        with av.open(held, "w", format="mp4") as container:
            _try(container, encoder)
        held.seek(0)
        with av.open(held, "r", format="mp4") as made:
            return sum(1 for _ in made.decode(video=0)) == _TRY_FRAMES
    except (av.FFmpegError, OSError, ValueError, RuntimeError):
        return False  # no such card, no driver, or a driver too old: ffmpeg says so in as many ways


def _try(container, encoder: HardwareEncoder) -> None:
    stream = container.add_stream(encoder.codec, rate=30, options=encoder.options["final"])
    stream.width = stream.height = _TRY_SIDE
    stream.pix_fmt = encoder.pixel_format
    stream.codec_context.time_base = Fraction(1, 30)
    for number in range(_TRY_FRAMES):
        grey = np.full((_TRY_SIDE, _TRY_SIDE, 3), 20 * number, np.uint8)
        frame = av.VideoFrame.from_ndarray(grey, "rgb24").reformat(format=encoder.pixel_format)
        frame.pts = number
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))
