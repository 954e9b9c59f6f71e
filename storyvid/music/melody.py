"""Tunes: a motif of a bar, repeated, answered and varied over four-bar phrases, singing over the chords."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from storyvid.music.theory import MODES, Chord, nearest, pitches, scale_under

_SHAPES: dict[str, tuple[float, ...]] = {  # height at the four bars, in steps of the scale
    "arch": (0, 2, 4, 1),
    "fall": (4, 2, 1, -1),
    "rise": (-2, 0, 2, 3),
    "wave": (0, 3, -1, 1),
    "late peak": (0, 1, 1, 4),
}


@dataclass(frozen=True)
class Sung:
    """A note of a tune: beats from the phrase's beginning, and its pitch."""

    beat: float
    beats: float
    pitch: int


@dataclass(frozen=True)
class Bar:
    """The chords of a bar, evenly spread over it."""

    chords: tuple[Chord, ...]

    def at(self, beat: float, metre: int) -> Chord:
        return self.chords[min(int(beat / metre * len(self.chords)), len(self.chords) - 1)]


@dataclass(frozen=True)
class Tune:
    """What makes a tune itself: two rhythms, the steps of its motif and the shape of its phrases."""

    rhythms: tuple[tuple[float, ...], tuple[float, ...]]
    motif: tuple[int, ...]
    answer: tuple[int, ...]
    shape: str
    rests: bool  # the second bar ends in a breath


def invented(random: Random, rhythms: Sequence[tuple[float, ...]]) -> Tune:
    """A new tune; its motif moves by step, with one leap."""
    rich = [rhythm for rhythm in rhythms if len(rhythm) > 1]
    first = random.choice(rich)
    second = random.choice([rhythm for rhythm in rich if rhythm != first] or rich)
    return Tune(
        rhythms=(first, second),
        motif=_steps(random, len(first)),
        answer=_steps(random, len(second)),
        shape=random.choice(sorted(_SHAPES)),
        rests=random.random() < 0.5,
    )


def sung(
    tune: Tune, bars: Sequence[Bar], *, mode: str, tonic: int, metre: int, low: int, high: int, closes: bool
) -> list[Sung]:
    """The tune over four bars in low..high: motif, answer, motif a step away, and a long last note.

    A phrase that closes ends on the tonic; one that opens ends on another note of its last chord.
    """
    centre = low + 0.45 * (high - low)
    notes: list[Sung] = []
    previous = centre
    for number, bar in enumerate(bars):
        rhythm, steps = _bar_of(tune, number, metre, last=number == len(bars) - 1)
        target = centre + 1.7 * _SHAPES[tune.shape][number % 4]
        beat = 0.0
        for index, (beats, step) in enumerate(zip(rhythm, steps, strict=True)):
            chord = bar.at(beat, metre)
            scale = pitches(scale_under(mode, tonic, chord), low, high)
            if index == 0:
                pitch = _landed(pitches(chord.classes, low, high), 0.5 * (target + previous), previous)
            else:
                pitch = _stepped(scale, int(previous), step)
                if beat == int(beat) and (beats >= 1 or beat * 2 == metre):
                    pitch = _snapped(pitch, int(previous), chord, scale)
            notes.append(Sung(number * metre + beat, beats, pitch))
            previous, beat = pitch, beat + beats
    notes[-1] = _ended(notes, bars[-1].chords[-1], tonic, low, high, closes=closes)
    return _breathing(notes, tune, metre)


def ornamented(notes: Sequence[Sung], random: Random, *, mode: str, tonic: int) -> list[Sung]:
    """The same tune, some of its long notes broken by a neighbour; the first and last stay."""
    classes = pitches([(tonic + step) % 12 for step in MODES[mode]], 0, 127)
    found: list[Sung] = []
    for index, note in enumerate(notes):
        breaks = 0 < index < len(notes) - 1 and note.beats >= 1.5 and random.random() < 0.55
        if not breaks:
            found.append(note)
            continue
        neighbour = _stepped(classes, note.pitch, random.choice((1, 1, -1)))
        half = 0.5 if note.beats < 2 else 1.0
        found += [
            replace(note, beats=note.beats - half),
            Sung(note.beat + note.beats - half, half / 2, neighbour),
            Sung(note.beat + note.beats - half / 2, half / 2, note.pitch),
        ]
    return found


def answering(bars: Sequence[Bar], notes: Sequence[Sung], *, metre: int, low: int, high: int) -> list[Sung]:
    """A slow second voice: a chord tone a bar or half a bar, moving against the tune."""
    found: list[Sung] = []
    previous = low + 0.5 * (high - low)
    last_tune = None
    for number, bar in enumerate(bars):
        for part, chord in enumerate(bar.chords):
            beat = number * metre + part * metre / len(bar.chords)
            heard = [note.pitch for note in notes if note.beat <= beat + 0.01] or [int(previous) + 12]
            rising = last_tune is not None and heard[-1] > last_tune
            last_tune = heard[-1]
            tones = [tone for tone in pitches(chord.classes, low, high) if tone % 12 != heard[-1] % 12]
            pitch = nearest(tones or pitches(chord.classes, low, high), previous + (-2 if rising else 2))
            found.append(Sung(beat, metre / len(bar.chords), pitch))
            previous = pitch
    return found


def _steps(random: Random, count: int) -> tuple[int, ...]:
    """Steps of the scale from note to note: mostly seconds in one direction, then a leap back."""
    way = random.choice((1, -1))
    leap = random.randrange(1, count) if count > 1 and random.random() < 0.7 else 0
    steps = [0]
    for index in range(1, count):
        steps.append(way * random.choice((2, 2, 3)) if index == leap else way * random.choice((1, 1, 1, -1, 0)))
        if index == leap:
            way = -way
    return tuple(steps)


def _bar_of(tune: Tune, number: int, metre: int, *, last: bool) -> tuple[tuple[float, ...], tuple[int, ...]]:
    if last:
        return (float(metre),), (0,)
    if number % 2 == 0:
        return tune.rhythms[0], tune.motif
    return tune.rhythms[1], tune.answer


def _landed(tones: Sequence[int], target: float, previous: float) -> int:
    # a repeated pitch over a bar line stalls a tune
    def cost(tone: int) -> float:
        return 0.7 * abs(tone - target) + abs(tone - previous) + 2.5 * (tone == previous)

    return min(tones, key=lambda tone: (cost(tone), tone))


def _stepped(scale: Sequence[int], pitch: int, step: int) -> int:
    at = scale.index(nearest(scale, pitch)) + step
    if at >= len(scale):
        at = 2 * (len(scale) - 1) - at
    return scale[min(max(abs(at), 0), len(scale) - 1)]


def _snapped(pitch: int, previous: int, chord: Chord, scale: Sequence[int]) -> int:
    """A chord tone next to the pitch, so that strong beats are consonant; the pitch where that makes a leap."""
    near = [tone for tone in scale if tone % 12 in chord.classes and abs(tone - pitch) <= 2]
    near = [tone for tone in near if abs(tone - previous) <= 5]
    return nearest(near, pitch) if near else pitch


def _ended(notes: Sequence[Sung], chord: Chord, tonic: int, low: int, high: int, *, closes: bool) -> Sung:
    last = notes[-1]
    before = notes[-2].pitch if len(notes) > 1 else last.pitch
    classes = [tonic % 12] if closes and tonic % 12 in chord.classes else [c for c in chord.classes if c != tonic % 12]
    return replace(last, pitch=nearest(pitches(classes or chord.classes, low, high), before))


def _breathing(notes: Sequence[Sung], tune: Tune, metre: int) -> list[Sung]:
    """Breaths: the last note gives up its last beat, and the second bar's end may."""
    found = [*notes[:-1], replace(notes[-1], beats=max(1.0, notes[-1].beats - 1))]
    if tune.rests:
        for index, note in enumerate(found):
            if note.beat + note.beats == 2 * metre and note.beats >= 1:
                found[index] = replace(note, beats=note.beats - 0.5)
    return found
