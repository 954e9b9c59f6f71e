"""VAAPI: the encoders of Intel's and AMD's cards on Linux, reached through an ffmpeg program.

PyAV's wheels (18.1) are built without them, and take no frames into a card's memory.  An ffmpeg that can is on many
machines; the one that comes with moviepy knows them too, where it finds the machine's drivers.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np

from storyvid.film import pipe
from storyvid.film.pipe import PipedEncoder
from storyvid.film.planes import Planes
from storyvid.recipes import Quality

CODEC, FILTERS = "h264_vaapi", "format=nv12,hwupload"
# constant QP is what every driver can; bit rates that are steered would differ from piece to piece
_OPTIONS: dict[Quality, dict[str, str]] = {
    "preview": {"rc_mode": "CQP", "qp": "28"},
    "final": {"rc_mode": "CQP", "qp": "21"},
}
_TRY_SIZE, _TRY_FRAMES, _TRY_FPS = (480, 270), 12, 30  # a height that is cropped from whole macroblocks
_MOST_UNLIKE = 6.0  # of 255, the mean difference of luma


def found(devices: Path = Path("/dev/dri")) -> PipedEncoder | None:
    """The first card and program that encode here; None at once where there is no card's device."""
    cards = sorted(devices.glob("renderD*"))
    return next((one for one in _candidates(cards) if works(one)), None) if cards else None


def remedy(devices: Path = Path("/dev/dri")) -> str:
    """What lets a card be used that is here and may not be opened; empty where there is none such."""
    cards = sorted(devices.glob("renderD*"))
    if not cards or any(os.access(card, os.R_OK | os.W_OK) for card in cards):
        return ""
    return f"To have the graphics card encode films, let your user open {cards[0]}: sudo usermod -aG render $USER"


def works(encoder: PipedEncoder) -> bool:
    """Whether a few frames come back as they went in, and other frames under the same header."""
    with TemporaryDirectory() as folder:
        try:
            headers = {_tried(encoder, Path(folder) / "try.mp4", falling) for falling in (False, True)}
        except (pipe.Broken, av.FFmpegError, OSError, IndexError):
            return False  # no driver, no rights, or a card that only decodes: ffmpeg ends in as many ways
    return len(headers) == 1 and None not in headers


def _candidates(cards: list[Path]) -> Iterator[PipedEncoder]:
    for program in programs():
        if CODEC not in _encoders(program):
            continue
        for card in cards:
            yield PipedEncoder(program, CODEC, FILTERS, _OPTIONS, device=str(card), patience_s=10.0)
            # newer Intel cards have only the encoder that draws little power, and ffmpeg does not look for it itself
            saving = {quality: told | {"low_power": "1"} for quality, told in _OPTIONS.items()}
            yield PipedEncoder(program, CODEC, FILTERS, saving, device=str(card), patience_s=10.0)


def programs() -> list[str]:
    """The ffmpeg programs there are: the machine's own, which finds its drivers, then the one moviepy brings."""
    import imageio_ffmpeg

    own = shutil.which("ffmpeg")
    try:
        brought = imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError:
        brought = None
    return list(dict.fromkeys(program for program in (own, brought) if program))


def _encoders(program: str) -> set[str]:
    try:
        asked = subprocess.run(
            [program, "-hide_banner", "-encoders"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=10,
        )
    except (OSError, subprocess.TimeoutExpired):
        return set()
    return {words[1] for words in map(str.split, asked.stdout.splitlines()) if len(words) > 1}


def _tried(encoder: PipedEncoder, out: Path, falling: bool) -> bytes | None:
    """The header of a few frames that were encoded; None where they come back unlike."""
    width, height = _TRY_SIZE

    def draw(number: int, planes: Planes) -> None:
        ramp = np.linspace(30 + 5 * number, 160 + 5 * number, width).astype(np.uint8)
        planes.y[:] = ramp[::-1] if falling else ramp
        planes.u[:], planes.v[:] = 110, 150

    drawn = Planes(np.empty((height, width), np.uint8), *np.empty((2, height // 2, width // 2), np.uint8))
    pipe.write(
        draw, out, encoder=encoder, numbers=range(_TRY_FRAMES), width=width, height=height, fps=_TRY_FPS, keys=60,
        quality="final", progress=lambda share: None,
    )  # fmt: skip
    with av.open(str(out), format="mp4") as made:
        header = made.streams.video[0].codec_context.extradata
        for number, frame in enumerate(made.decode(video=0)):
            draw(number, drawn)
            seen = frame.to_ndarray(format="yuv420p")
            meant = np.concatenate([plane.ravel() for plane in drawn])
            if seen.size != meant.size or np.abs(seen.ravel().astype(int) - meant).mean() > _MOST_UNLIKE:
                return None
    return header
