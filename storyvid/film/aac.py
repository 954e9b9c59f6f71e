"""Writing AAC in an .m4a file through PyAV, its encoder delay told to players."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np

from storyvid.film.sound_files import RATE

BIT_RATE = 192_000
# ffmpeg's manual: "better and much faster at higher bitrates"; at this one a third of the time for 13 dB less noise
_CODER = {"aac_coder": "fast"}
_FRAME = 1024


def write_aac(out: Path, blocks: Iterator[np.ndarray], *, length: int) -> None:
    """Encode blocks (n, 2) at 48 kHz, `length` samples in all, with the index at the file's front.

    The encoder puts 1024 samples of priming first; the container's edit list says so, and players skip them.
    """
    import av

    options = {"movflags": "+faststart"}
    with av.open(str(out), "w", format="ipod", options=options, container_options={"fflags": "+bitexact"}) as file:
        stream = file.add_stream("aac", rate=RATE, layout="stereo", options=_CODER)
        stream.bit_rate = BIT_RATE
        stream.codec_context.time_base = Fraction(1, RATE)
        for start, part in _framed(blocks, length):
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(part.T), format="fltp", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def _framed(blocks: Iterator[np.ndarray], length: int) -> Iterator[tuple[int, np.ndarray]]:
    """The blocks in the encoder's frames; the last one may be shorter."""
    rest = np.zeros((0, 2), np.float32)
    given = 0
    for block in blocks:
        rest = np.concatenate([rest, block])
        while len(rest) >= _FRAME:
            yield given, rest[:_FRAME]
            rest = rest[_FRAME:]
            given += _FRAME
    if given < length:
        yield given, rest
