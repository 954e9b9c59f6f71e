"""The music under a film: looped without a seam or trimmed, faded in at the start and out at the end."""

from collections.abc import Callable

import numpy as np

from storyvid.film.sound_files import RATE
from storyvid.film.tape import Tape

_FADE_IN = RATE * 12 // 10
_FADE_OUT = RATE * 25 // 10
_RUNG_OUT = RATE * 12 // 100  # all that a piece which ends by itself needs: a longer fade would end it in silence
_LATE = RATE * 2  # a piece that is shorter than the film by no more than this begins later, and ends with it
_CROSSFADE = RATE * 3
PASSAGE_FADE = RATE * 2  # in which one passage goes over into the next, half of it on either side

Bed = Callable[[int, int], np.ndarray]
"""From a stretch [start, end) of the film, in samples, to its sound, (n, 2) float32."""


def laid(tape: Tape, length: int, *, gain: float, ends_with: bool = False, rings_out: bool = False) -> Bed:
    """A film `length` samples long with one piece of music under all of it.

    `ends_with`: the piece's own end is heard at the film's end, where it is long enough; else its beginning at the
    film's beginning.  If it ends before the film it begins again, the end and the beginning crossfaded at equal
    power.  `rings_out`: the piece becomes silent by itself, so that its own end is not faded out once more.
    """
    join = min(_CROSSFADE, tape.length // 4)
    skip = _skipped(tape, length) if ends_with else 0
    fade_out = _RUNG_OUT if rings_out and tape.length - skip == length else _FADE_OUT

    def music(start: int, end: int) -> np.ndarray:
        block = _looped(tape, start + skip, end + skip, join, until=length + skip)
        return block * (gain * _faded(np.arange(start, end), length, fade_out))[:, None].astype(np.float32)

    return music


def passage(
    tape: Tape, length: int, *, start: int, end: int, ends_with: bool, gain: float, rings_out: bool = False
) -> Bed:
    """A film `length` samples long with a piece under [start, end) of it, faded over at equal power at its edges.

    `ends_with`: the piece's own end is heard at the passage's end, where it is long enough; else its beginning
    at the passage's beginning.  At the film's beginning and end it fades as `laid` does.
    """
    half = PASSAGE_FADE // 2
    first, last = max(0, start - half), min(length, end + half)
    skip = _skipped(tape, last - first) if ends_with else 0
    join = min(_CROSSFADE, tape.length // 4)
    fade_out = _RUNG_OUT if rings_out and tape.length - skip == last - first else _FADE_OUT

    def music(begin: int, stop: int) -> np.ndarray:
        block = np.zeros((stop - begin, 2), np.float32)
        low, high = max(begin, first), min(stop, last)
        if high <= low:
            return block
        at = np.arange(low, high)
        rise = np.clip((at - first) / PASSAGE_FADE, 0, 1) if first else np.ones(len(at))
        fall = np.clip((last - at) / PASSAGE_FADE, 0, 1) if last < length else np.ones(len(at))
        level = gain * np.sin(0.5 * np.pi * rise) * np.sin(0.5 * np.pi * fall) * _faded(at, length, fade_out)
        heard = _looped(tape, low - first + skip, high - first + skip, join, until=last - first + skip)
        block[low - begin : high - begin] = heard * level[:, None].astype(np.float32)
        return block

    return music


def _skipped(tape: Tape, length: int) -> int:
    """How far into a piece to begin for it to end after `length`; below 0: that much later; 0 if it is far shorter."""
    skip = tape.length - length
    return skip if skip >= -min(_LATE, length // 4) else 0


def _looped(tape: Tape, start: int, end: int, join: int, *, until: int) -> np.ndarray:
    """The tape played again and again: round k begins `join` samples before round k - 1 ends."""
    period = tape.length - join
    block = np.zeros((end - start, 2), np.float32)
    for number in range(max(0, start // period - 1), end // period + 1):
        begin = number * period
        first, last = max(start, begin), min(end, begin + tape.length)
        if last <= first or (number and begin + join >= until):  # the round before lasts to the end
            continue
        at = np.arange(first - begin, last - begin)
        rise = np.clip(at / join, 0, 1) if join and number else np.ones(len(at))
        goes_on = join and begin + tape.length < until
        fall = np.clip((tape.length - at) / join, 0, 1) if goes_on else np.ones(len(at))
        power = (np.sin(0.5 * np.pi * rise) * np.sin(0.5 * np.pi * fall)).astype(np.float32)
        block[first - start : last - start] += tape.read(first - begin, last - begin) * power[:, None]
    return block


def _faded(at: np.ndarray, length: int, fade_out: int) -> np.ndarray:
    fade_in, fade_out = min(_FADE_IN, length // 4), min(fade_out, length // 3)
    rise = np.clip(at / max(fade_in, 1), 0, 1)
    fall = np.clip((length - 1 - at) / max(fade_out, 1), 0, 1)
    return np.sin(0.5 * np.pi * rise) ** 2 * np.sin(0.5 * np.pi * fall) ** 2
