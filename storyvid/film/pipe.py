"""A pipe into an ffmpeg program: frames as planes in, the same kind of segment out as by PyAV's encoders.

For encoders that PyAV's own ffmpeg lacks.  That program and its driver are the machine's, not ours: whatever goes wrong
there is `Broken`, never a hang.
"""

import os
import select
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np

from storyvid.film.planes import Planes
from storyvid.models import Progress
from storyvid.recipes import Quality

PATIENCE_S = 30.0  # how long a driver may take nothing before it is held for hung
_TAGS = {"range": "tv", "color_primaries": "bt709", "color_trc": "bt709", "colorspace": "bt709"}


class Broken(RuntimeError):
    """The program could not be started, ended early, hung, or wrote something else than was asked."""


@dataclass(frozen=True)
class PipedEncoder:
    """An H.264 encoder of an ffmpeg program; `filters` bring a yuv420p frame to where the encoder takes it."""

    program: str
    codec: str
    filters: str
    options: dict[Quality, dict[str, str]] = field(hash=False)
    device: str = ""  # of VAAPI
    patience_s: float = PATIENCE_S


def write(
    draw: Callable[[int, Planes], None],
    out: Path,
    *,
    encoder: PipedEncoder,
    numbers: range,
    width: int,
    height: int,
    fps: int,
    keys: int,
    quality: Quality,
    progress: Progress,
) -> None:
    """Has the numbered frames written to `out`, an MP4 with a key frame at least every `keys` frames, none reordered.

    Raises Broken where the program fails; what `draw` and `progress` raise stops it.
    """
    pixels = np.empty(width * height * 3 // 2, np.uint8)
    planes = _planes(pixels, width, height)
    command = _command(encoder, out, size=f"{width}x{height}", fps=fps, keys=keys, quality=quality)
    process = _started(command)
    try:
        assert process.stdin is not None
        for done, number in enumerate(numbers):
            draw(number, planes)
            _feed(process.stdin.fileno(), pixels.data, encoder.patience_s)
            if done % 8 == 0:
                progress(done / len(numbers))
        process.stdin.close()
        _finish(process, encoder.patience_s)
    finally:
        _stop(process)
    if _frames(out, fps) != len(numbers):
        raise Broken(f"{encoder.codec} did not write {len(numbers)} frames in order")


def _command(encoder: PipedEncoder, out: Path, *, size: str, fps: int, keys: int, quality: Quality) -> list[str]:
    # said of the frames and to the encoder: which of the two counts depends on ffmpeg's version
    tagged = "setsar=1,setparams=" + ":".join(f"{name}={value}" for name, value in _TAGS.items())
    told = {name.replace("range", "color_range"): value for name, value in _TAGS.items()}
    # B-frames would be decoded in another order than shown, and then pieces do not follow one another
    settings = encoder.options[quality] | told | {"g": str(keys), "bf": "0"}
    return [
        *(encoder.program, "-hide_banner", "-nostdin", "-loglevel", "quiet", "-y"),
        *(("-vaapi_device", encoder.device) if encoder.device else ()),
        *("-f", "rawvideo", "-pixel_format", "yuv420p", "-video_size", size, "-framerate", str(fps), "-i", "pipe:0"),
        *("-vf", f"{tagged},{encoder.filters}", "-c:v", encoder.codec),
        *(word for name, value in settings.items() for word in (f"-{name}", value)),
        *("-fflags", "+bitexact", "-map_metadata", "-1", "-f", "mp4", str(out.absolute())),
    ]


def _planes(pixels: np.ndarray, width: int, height: int) -> Planes:
    """Views into the frame as rawvideo has it: Y, then U, then V, without padding."""
    y, u, v = np.split(pixels, [width * height, width * height * 5 // 4])
    return Planes(y.reshape(height, width), u.reshape(height // 2, -1), v.reshape(height // 2, -1))


def _started(command: list[str]) -> subprocess.Popen:
    try:
        # unbuffered, and never waited for without an end: the driver behind it may hang
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, bufsize=0
        )
    except OSError as error:
        raise Broken(f"{command[0]} cannot be run") from error
    assert process.stdin is not None
    os.set_blocking(process.stdin.fileno(), False)
    return process


def _feed(pipe: int, frame: memoryview, patience_s: float) -> None:
    at = 0
    while at < len(frame):
        if not select.select([], [pipe], [], patience_s)[1]:
            raise Broken("the encoder takes no more frames")
        try:
            at += os.write(pipe, frame[at:])
        except BlockingIOError:
            continue
        except OSError as error:
            raise Broken("the encoder ended early") from error


def _finish(process: subprocess.Popen, patience_s: float) -> None:
    try:
        if process.wait(patience_s):
            raise Broken("the encoder failed")
    except subprocess.TimeoutExpired as error:
        raise Broken("the encoder does not come to an end") from error


def _stop(process: subprocess.Popen) -> None:
    if process.poll() is None:
        process.kill()
        process.wait()
    assert process.stdin is not None
    with suppress(OSError):
        process.stdin.close()


def _frames(out: Path, fps: int) -> int:
    """How many frames there are, one at each time and in order, the first a key frame; -1 where it is not so."""
    try:
        with av.open(str(out), format="mp4") as made:
            stream = made.streams.video[0]
            found = [packet for packet in made.demux(stream) if packet.size]
            steps = [round((packet.pts or 0) * packet.time_base * fps) for packet in found]
            headed = bool(stream.codec_context.extradata) and stream.average_rate == fps
    except (av.FFmpegError, OSError, IndexError):
        return -1
    return len(found) if headed and steps == list(range(len(found))) and found[0].is_keyframe else -1
