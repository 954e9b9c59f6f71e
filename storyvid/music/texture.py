"""What plays under a tune: figures of broken chords, bass lines and percussion, a bar at a time."""

from collections.abc import Sequence

from storyvid.music.melody import Bar, Sung
from storyvid.music.theory import Chord, bass_note, pitches

_ORDERS: dict[str, tuple[int, ...]] = {  # which chord tone, counted from the lowest, on each quaver
    "wave": (0, 1, 2, 3, 4, 3, 2, 1),
    "rock": (0, 2, 1, 2),
    "drive": (0, 1, 2, 1, 3, 1, 2, 1),
}
# beats of a bar on which an instrument strikes, by metre, with its strength
_STROKES: dict[str, dict[int, tuple[tuple[float, float], ...]]] = {
    "triangle": {4: ((0, 0.6), (2, 0.4)), 3: ((0, 0.6),)},
    "tambourine": {4: ((1, 0.7), (3, 0.8), (3.5, 0.4)), 3: ((1, 0.6), (2, 0.7))},
    "shaker": {
        4: tuple((at / 2, 0.7 if at % 2 else 0.4) for at in range(8)),
        3: tuple((at / 2, 0.5) for at in range(6)),
    },
    "woodblock": {4: ((0, 0.5), (1.5, 0.5), (3, 0.6)), 3: ((0, 0.5), (2.5, 0.4))},
    "snare": {
        4: ((0, 0.6), (0.5, 0.3), (0.75, 0.3), (1, 0.5), (2, 0.6), (2.5, 0.3), (2.75, 0.3), (3, 0.5)),
        3: ((0, 0.5),),
    },
    "timpani": {4: ((0, 0.8), (2, 0.5), (3, 0.4), (3.5, 0.5)), 3: ((0, 0.8), (2, 0.5))},
    "taiko": {4: ((0, 0.8), (1.5, 0.5), (3, 0.5)), 3: ((0, 0.8), (2, 0.4))},
}


def figured(bar: Bar, figure: str, *, metre: int, low: int, sparse: bool) -> list[Sung]:
    """A bar of a broken-chord figure from `low` up, beats from the bar's beginning; sparse: half the notes."""
    found: list[Sung] = []
    span = metre / len(bar.chords)
    for number, chord in enumerate(bar.chords):
        tones = pitches(chord.classes, low, low + 28)
        notes = _FIGURES.get(figure, _ordered)(chord, tones, figure, span)
        found += [Sung(number * span + note.beat, note.beats, note.pitch) for note in notes if note.beat < span]
    return [note for note in found if note.beat == int(note.beat)] if sparse else found


def bass_line(bar: Bar, following: Chord | None, *, metre: int, low: int, walks: bool) -> list[Sung]:
    """The roots, held; a walking bass steps to the fifth and leads into the next chord."""
    span = metre / len(bar.chords)
    found = [Sung(number * span, span, bass_note(chord, low)) for number, chord in enumerate(bar.chords)]
    if not walks or len(bar.chords) > 1:
        return found
    root = found[0].pitch
    fifth = root + 7 if root + 7 <= low + 14 else root - 5
    line = [Sung(0, span - 2, root), Sung(span - 2, 1, fifth)] if metre == 4 else [Sung(0, span - 1, root)]
    aim = bass_note(following, low) if following else root
    lead = fifth if abs(aim - root) < 2 else (aim - 1 if aim > root else aim + 2)
    return [*line, Sung(span - 1, 1, lead)]


def struck(name: str, metre: int) -> tuple[tuple[float, float], ...]:
    """When a percussion instrument strikes in a bar, in beats, and how hard (0.0..1.0)."""
    return _STROKES.get(name, {}).get(metre, ())


def _ordered(chord: Chord, tones: Sequence[int], figure: str, span: float) -> list[Sung]:
    order = _ORDERS[figure]
    length = 0.45 if figure == "drive" else 1.0
    return [Sung(at / 2, length, _tone(tones, order[at % len(order)])) for at in range(int(span * 2))]


def _wide(chord: Chord, tones: Sequence[int], figure: str, span: float) -> list[Sung]:
    order = (0, 2, 4, 5, 3, 4)
    return [Sung(at, 2.0, _tone(tones, order[at % len(order)])) for at in range(int(span))]


def _ripple(chord: Chord, tones: Sequence[int], figure: str, span: float) -> list[Sung]:
    run = [Sung(at / 4, 2.0, _tone(tones, at)) for at in range(6)]
    return [*run, *(Sung(at, 1.5, _tone(tones, 5 - int(at) % 3)) for at in range(2, int(span)))]


def _gallop(chord: Chord, tones: Sequence[int], figure: str, span: float) -> list[Sung]:
    beats = [(beat + part, 0.25 if part else 0.45) for beat in range(int(span)) for part in (0, 0.5, 0.75)]
    return [Sung(at, length, _tone(tones, 0 if at == int(at) else 1 + int(at) % 2)) for at, length in beats]


def _oompah(chord: Chord, tones: Sequence[int], figure: str, span: float) -> list[Sung]:
    strong = [Sung(at, 0.5, tones[0]) for at in range(0, int(span), 4)]
    weak = [Sung(at, 0.4, _tone(tones, voice)) for at in range(1, int(span)) for voice in (3, 4)]
    return [*strong, *weak]


def _skip(chord: Chord, tones: Sequence[int], figure: str, span: float) -> list[Sung]:
    found = []
    for beat in range(int(span)):
        found += [Sung(beat, 0.5, _tone(tones, (0, 2, 1, 3)[beat % 4])), Sung(beat + 0.75, 0.25, _tone(tones, 4))]
    return found


def _toll(chord: Chord, tones: Sequence[int], figure: str, span: float) -> list[Sung]:
    return [Sung(0, span, tones[0]), *([Sung(span / 2, span / 2, _tone(tones, 2))] if span > 2 else [])]


def _tone(tones: Sequence[int], index: int) -> int:
    return tones[min(index, len(tones) - 1)]


_FIGURES = {"wide": _wide, "ripple": _ripple, "gallop": _gallop, "oompah": _oompah, "skip": _skip, "toll": _toll}
