"""Modes, chords and voice leading, in numbers: pitches are MIDI keys (60 is middle C), classes are 0..11."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

MODES: dict[str, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
}
_NUMERALS = {"i": 0, "ii": 2, "iii": 4, "iv": 5, "v": 7, "vi": 9, "vii": 11}
_SHAPES = {
    "": (0, 4, 7),
    "7": (0, 4, 7, 10),
    "maj7": (0, 4, 7, 11),
    "add9": (0, 4, 7, 14),
    "6": (0, 4, 7, 9),
    "sus4": (0, 5, 7),
    "sus2": (0, 2, 7),
    "+": (0, 4, 8),
}
_MINOR_SHAPES = {
    "": (0, 3, 7),
    "7": (0, 3, 7, 10),
    "add9": (0, 3, 7, 14),
    "6": (0, 3, 7, 9),
    "o": (0, 3, 6),
    "o7": (0, 3, 6, 9),
}
_WRITTEN = re.compile(r"(b|#)?([ivIV]+)(.*)")


@dataclass(frozen=True)
class Chord:
    """The pitch classes of a chord, root first."""

    classes: tuple[int, ...]

    @property
    def root(self) -> int:
        return self.classes[0]


def chord(written: str, tonic: int) -> Chord:
    """A chord from its Roman numeral over a tonic (0..11): "ii7", "bVI", "V7", "viio".

    Degrees are those of the major scale, so the sixth of a minor key is "bVI".  Raises ValueError.
    """
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise ValueError(f"not a chord: {written}")
    shift = {"b": -1, "#": 1, None: 0}[match[1]]
    minor = match[2].islower()
    shape = (_MINOR_SHAPES if minor else _SHAPES)[match[3]]
    root = tonic + _NUMERALS[match[2].lower()] + shift
    return Chord(tuple(dict.fromkeys((root + step) % 12 for step in shape)))


def scale_under(mode: str, tonic: int, over: Chord) -> frozenset[int]:
    """The classes a melody may use over a chord: the mode, bent where the chord bends it (the leading note)."""
    classes = {(tonic + step) % 12 for step in MODES[mode]}
    for borrowed in set(over.classes) - classes:
        classes -= {(borrowed - 1) % 12, (borrowed + 1) % 12} - set(over.classes)
        classes.add(borrowed)
    return frozenset(classes)


def pitches(classes: Iterable[int], low: int, high: int) -> list[int]:
    """Every pitch of the classes in low..high, both included, rising."""
    wanted = set(classes)
    return [pitch for pitch in range(low, high + 1) if pitch % 12 in wanted]


def voiced(over: Chord, previous: Sequence[int], *, low: int, high: int, voices: int = 4) -> tuple[int, ...]:
    """The voicing in low..high that moves least from the one before, every chord tone in it, rising."""
    centre = (low + high) / 2
    best: tuple[float, tuple[int, ...]] | None = None
    for choice in _voicings(over, low, high, voices):
        spread = choice[-1] - choice[0]
        cost = 0.4 * abs(sum(choice) / len(choice) - centre) + 0.3 * abs(spread - 15)
        cost += 4.0 * sum(above - below < 2 for below, above in zip(choice, choice[1:], strict=False))
        if len(previous) == len(choice):
            moves = [new - old for old, new in zip(previous, choice, strict=True)]
            cost += sum(abs(move) for move in moves)
            # all voices leaping the same way is not part-writing
            cost += 3.0 * (all(move > 0 for move in moves) or all(move < 0 for move in moves))
        if best is None or (cost, choice) < best:
            best = (cost, choice)
    if best is None:
        return tuple(pitches(over.classes, low, high)[:voices])
    return best[1]


def nearest(candidates: Sequence[int], target: float) -> int:
    """The candidate closest to a target; of two, the lower."""
    return min(candidates, key=lambda pitch: (abs(pitch - target), pitch))


def bass_note(over: Chord, low: int) -> int:
    """The root, at `low` or up to a major seventh above it."""
    return low + (over.root - low) % 12


def _voicings(over: Chord, low: int, high: int, voices: int) -> Iterable[tuple[int, ...]]:
    tones = list(over.classes)[:voices]
    doubled = [*tones, *(over.classes[0], over.classes[2 % len(tones)])][:voices]
    choices = [pitches([tone], low, high) for tone in doubled]
    for choice in product(*choices):
        rising = tuple(sorted(choice))
        if len(set(rising)) == len(rising) and rising[-1] - rising[0] <= 21:
            yield rising
