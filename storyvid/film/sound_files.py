"""Sound files: writing WAV, and reading any common format as 48 kHz stereo with the demuxer forced by content."""

import math
import wave
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from storyvid.errors import BadInput

RATE = 48_000
FORMATS = "WAV, MP3, Ogg, FLAC or M4A"
_SILENT = 1e-4  # of full scale
_LONGEST_MS = 4 * 3600 * 1000


def write_wav(path: Path, samples: np.ndarray, rate: int) -> None:
    """Write samples (n,) or (n, 2), float in -1..1, as 16-bit WAV, with the rounding dithered.

    The dither is the same for the same samples, so equal sound makes equal files.
    """
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    noise = np.random.default_rng(0)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        for start in range(0, len(samples), rate * 10):
            block = np.asarray(samples[start : start + rate * 10], dtype=np.float32) * 32767
            spread = noise.random(block.shape, dtype=np.float32) - noise.random(block.shape, dtype=np.float32)
            # silence stays silence
            block = np.rint(block + np.where(block == 0, 0, spread))
            file.writeframes(np.clip(block, -32768, 32767).astype("<i2").tobytes())


def read_audio(path: Path, *, limit_ms: int | None = None) -> tuple[np.ndarray, int]:
    """The sound of a file as samples (n, 2) float32 at 48 kHz, at most the first `limit_ms`.

    A file that was cut off in the middle gives what there is of it.  Raises BadInput for a file that is not sound in
    a format that is accepted, or of which nothing can be read.
    """
    blocks = list(audio_blocks(path, limit_ms=limit_ms))
    return np.concatenate(blocks), RATE


def sound_ms(path: Path) -> int:
    """How long a sound file says it is. Raises BadInput as `read_audio` does."""
    import av

    try:
        with av.open(str(path), format=_sniffed(path), options={"protocol_whitelist": "file"}) as file:
            return round((file.duration or 0) / 1000)
    except av.FFmpegError as error:
        raise BadInput(f'"{path.name}" is damaged and cannot be read as sound. Bring {FORMATS}.') from error


def check_sound(content: bytes) -> bool:
    """Whether a sound file's content can be played. Raises BadInput where it cannot, or holds nothing but silence."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "your file"
        path.write_bytes(content)
        if not any(np.abs(block).max(initial=0.0) > _SILENT for block in audio_blocks(path)):
            raise BadInput("There is no sound in this file, only silence. Bring another one.")
    return True


def audio_blocks(path: Path, *, limit_ms: int | None = None) -> Iterator[np.ndarray]:
    """The sound of a file, piece by piece: (n, 2) float32 at 48 kHz. Raises BadInput as `read_audio` does."""
    import av

    room = math.ceil((limit_ms or _LONGEST_MS) * RATE / 1000)
    given = 0
    try:
        with av.open(
            str(path), format=_sniffed(path), options={"protocol_whitelist": "file"}, metadata_errors="replace"
        ) as file:
            if not file.streams.audio:
                raise BadInput(f'"{path.name}" holds no sound. Bring {FORMATS}.')
            room = min(room, _told_length(file))
            for block in _gathered(_resampled(file)):
                yield block[: room - given]
                given += len(block)
                if given >= room:
                    break
            if given >= _LONGEST_MS * RATE // 1000:
                raise BadInput(f'"{path.name}" is longer than four hours. Bring a shorter one.')
    except av.FFmpegError as error:
        raise BadInput(f'"{path.name}" is damaged and cannot be read as sound. Bring {FORMATS}.') from error
    if not given:
        raise BadInput(f'"{path.name}" holds no sound. Bring {FORMATS}.')


def _gathered(parts: Iterator[np.ndarray]) -> Iterator[np.ndarray]:
    """The parts put together to about five seconds each: a decoder's own are tiny."""
    held: list[np.ndarray] = []
    for part in parts:
        held.append(part)
        if len(held) * len(part) >= 5 * RATE:
            yield np.concatenate(held)
            held = []
    if held:
        yield np.concatenate(held)


def _told_length(file) -> int:
    """How many samples an MP4's index says there are: its last packet decodes to more. Else, the longest allowed."""
    stream = file.streams.audio[0]
    if file.format.name.startswith("mov") and stream.duration and stream.time_base:
        return round(stream.duration * stream.time_base * RATE)
    return _LONGEST_MS * RATE // 1000


def _resampled(file) -> Iterator[np.ndarray]:
    import av

    resampler = av.AudioResampler(format="flt", layout="stereo", rate=RATE)
    for frame in _decoded(file):
        frame.pts = None  # gaps in a damaged clock must not become errors
        for part in resampler.resample(frame):
            yield part.to_ndarray().reshape(-1, 2)
    for part in resampler.resample(None):
        yield part.to_ndarray().reshape(-1, 2)


def _decoded(file):
    """The file's frames; of one that was cut off, those before the cut."""
    import av

    heard = False
    try:
        for frame in file.decode(file.streams.audio[0]):
            yield frame
            heard = True
    except av.FFmpegError:
        if not heard:
            raise


def _sniffed(path: Path) -> str:
    """The demuxer for what the file's first bytes say it is; names are not trusted."""
    with path.open("rb") as file:
        head = file.read(16)
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return "wav"
    if head[4:8] == b"ftyp":
        return "mov"
    for magic, demuxer in ((b"OggS", "ogg"), (b"fLaC", "flac"), (b"ID3", "mp3")):
        if head.startswith(magic):
            return demuxer
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return "aac"
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return "mp3"
    raise BadInput(f'"{path.name}" is not a sound file that storyvid reads. Bring {FORMATS}.')
