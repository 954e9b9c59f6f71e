"""A tape: stereo sound on disk at 48 kHz, written and read by stretches, so that long films need little memory."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

_FRAME_BYTES = 8  # two float32


class Tape:
    """Samples (n, 2) float32 in a raw file; appended in order, read anywhere."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.length = 0
        path.touch()

    def append(self, block: np.ndarray) -> None:
        with self._path.open("ab") as file:
            file.write(np.ascontiguousarray(block, dtype=np.float32).tobytes())
        self.length += len(block)

    def cut(self, length: int) -> None:
        """Leaves out what comes after so many samples."""
        self.length = min(self.length, length)

    def read(self, start: int, end: int) -> np.ndarray:
        """The samples [start, end); what lies outside the tape is silence."""
        first, last = min(max(start, 0), self.length), max(min(end, self.length), 0)
        block = np.zeros((end - start, 2), np.float32)
        if last > first:
            count = (last - first) * 2
            held = np.fromfile(self._path, np.float32, count, offset=first * _FRAME_BYTES)
            block[first - start : last - start] = held.reshape(-1, 2)
        return block


def stretches(length: int, size: int) -> Iterator[tuple[int, int]]:
    """The half-open ranges of at most `size` that make up [0, length)."""
    for start in range(0, length, size):
        yield start, min(start + size, length)
