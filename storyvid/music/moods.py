"""What each mood asks of the composer: mode, pace, chords, instruments and how they play."""

from dataclasses import dataclass

Phrase = tuple[str, ...]  # four bars of chords; "ii7/V7": two chords share a bar

_RHYTHMS: dict[str, dict[int, tuple[tuple[float, ...], ...]]] = {
    "long": {4: ((2, 2), (3, 1), (2, 1, 1), (1.5, 0.5, 2), (4,)), 3: ((2, 1), (3,), (1.5, 0.5, 1), (1, 2))},
    "flowing": {
        4: ((1, 1, 2), (1.5, 0.5, 1, 1), (2, 1, 1), (1, 0.5, 0.5, 2), (0.5, 0.5, 1, 2)),
        3: ((1, 1, 1), (2, 1), (1.5, 0.5, 1), (1, 0.5, 0.5, 1)),
    },
    "lively": {
        4: ((1, 0.5, 0.5, 1, 1), (0.5, 0.5, 1, 0.5, 0.5, 1), (1.5, 0.5, 1, 1), (1, 1, 0.5, 0.5, 1)),
        3: ((1, 0.5, 0.5, 1), (0.5, 0.5, 0.5, 0.5, 1), (1.5, 0.5, 1), (1, 1, 1)),
    },
    "bold": {
        4: ((1.5, 0.5, 2), (1, 1, 2), (3, 0.5, 0.5), (0.75, 0.25, 1, 2), (2, 1.5, 0.5)),
        3: ((2, 1), (1.5, 0.5, 1), (0.75, 0.25, 2)),
    },
}


@dataclass(frozen=True, kw_only=True)
class Mood:
    """Choices are drawn by seed. Levels 0.0..1.0; instruments by name; chords as Roman numerals."""

    modes: tuple[str, ...]
    tonics: tuple[int, ...]
    tempo: tuple[int, int]  # crotchets a minute
    metres: tuple[int, ...]
    opening: tuple[Phrase, ...]  # phrases that lead on
    closing: tuple[Phrase, ...]  # phrases that come home
    middle: tuple[Phrase, ...]  # the B part
    cadence: Phrase
    melodies: tuple[str, ...]
    plucked: tuple[str, ...]
    pads: tuple[str, ...]
    basses: tuple[str, ...]
    answers: tuple[str, ...]  # the counter-melody
    sparkle: tuple[str, ...]
    drums: tuple[str, ...] = ()
    rhythm: str = "flowing"
    figures: tuple[str, ...] = ("wave", "rock", "wide")
    level: float = 0.5
    busy: float = 0.5  # how much of the time the melody plays

    def rhythms(self, metre: int) -> tuple[tuple[float, ...], ...]:
        return _RHYTHMS[self.rhythm][metre]


MOODS: dict[str, Mood] = {
    "calm": Mood(
        modes=("major",), tonics=(0, 2, 5, 7), tempo=(64, 76), metres=(4, 4, 3),
        opening=(("I", "vi7", "IVmaj7", "Vsus4"), ("Iadd9", "iii7", "IVmaj7", "V"), ("I", "IVadd9", "vi7", "V")),
        closing=(("I", "vi7", "ii7", "I"), ("IVmaj7", "iii7", "ii7/V7", "I"), ("I", "IVadd9", "Vsus4/V", "I")),
        middle=(("vi7", "iii7", "IVmaj7", "I"), ("IVmaj7", "V", "iii7", "vi7"), ("ii7", "V", "iii7", "vi7")),
        cadence=("IVmaj7", "iv", "I", "Iadd9"),
        melodies=("flute", "clarinet", "oboe", "piano"), plucked=("harp", "piano", "guitar"),
        pads=("slow strings", "warm pad"), basses=("cello", "bass"), answers=("cello", "clarinet", "horn"),
        sparkle=("celesta", "vibraphone"), rhythm="long", level=0.35, busy=0.6,
    ),
    "wonder": Mood(
        modes=("lydian", "major"), tonics=(0, 2, 3, 5, 8), tempo=(72, 88), metres=(4, 3),
        opening=(("I", "II", "Imaj7", "II"), ("Iadd9", "bVII", "IVadd9", "V"), ("I", "iii", "IVmaj7", "II")),
        closing=(("IVmaj7", "V", "vi", "I"), ("bVI", "bVII", "I", "Iadd9"), ("IVadd9", "iv", "I", "I")),
        middle=(("vi", "IVadd9", "I", "V"), ("bIII", "bVII", "IVadd9", "I"), ("bVI", "bIII", "IVadd9", "V")),
        cadence=("bVI", "bVII", "Isus4", "Iadd9"),
        melodies=("celesta", "flute", "violin", "oboe"), plucked=("harp", "celesta", "music box"),
        pads=("strings", "choir", "slow strings"), basses=("cello", "contrabass"), answers=("horn", "voices", "oboe"),
        sparkle=("glockenspiel", "celesta"), drums=("triangle",), rhythm="flowing",
        figures=("wave", "ripple", "wide"), level=0.5, busy=0.65,
    ),
    "adventure": Mood(
        modes=("dorian", "minor"), tonics=(2, 4, 7, 9), tempo=(112, 132), metres=(4,),
        opening=(("i", "bVII", "bVI", "bVII"), ("i", "bIII", "bVII", "IV"), ("i", "bVI", "bIII", "bVII")),
        closing=(("i", "bVI", "iv/V", "i"), ("bVI", "bVII", "i", "i"), ("iv", "bVI", "V", "i")),
        middle=(("bIII", "bVII", "iv", "i"), ("bVI", "bIII", "bVII", "i"), ("bVI", "bVII", "bIII", "V")),
        cadence=("bVI", "bVII", "I", "I"),
        melodies=("horn", "trumpet", "violin", "oboe"), plucked=("pizzicato", "marimba", "harp"),
        pads=("strings", "brass"), basses=("contrabass", "cello"), answers=("cello", "trumpet", "bassoon"),
        sparkle=("glockenspiel", "piccolo"), drums=("timpani", "snare", "cymbal"), rhythm="bold",
        figures=("gallop", "drive", "rock"), level=0.75, busy=0.75,
    ),
    "dark": Mood(
        modes=("phrygian", "minor"), tonics=(0, 2, 4, 10), tempo=(56, 70), metres=(4,),
        opening=(("i", "bII", "i", "bVI"), ("i", "bVI", "iv", "bII"), ("i", "iadd9", "bVI", "V")),
        closing=(("iv", "bII", "V", "i"), ("bVI", "iv", "V", "i"), ("bII", "bVI", "V7", "i")),
        middle=(("bVI", "bIII", "bII", "i"), ("iv", "i", "iio", "V"), ("bIII", "iv", "bVI", "V")),
        cadence=("bVI", "iv", "i", "i"),
        melodies=("cello", "bassoon", "english horn", "clarinet"), plucked=("harp", "piano", "pizzicato"),
        pads=("tremolo", "choir", "slow strings"), basses=("contrabass",), answers=("horn", "viola", "cello"),
        sparkle=("bells", "celesta"), drums=("timpani", "taiko"), rhythm="long",
        figures=("toll", "rock", "wide"), level=0.5, busy=0.5,
    ),
    "sad": Mood(
        modes=("minor", "dorian"), tonics=(0, 2, 4, 7, 9), tempo=(58, 70), metres=(4, 3),
        opening=(("i", "bVI", "bIII", "bVII"), ("i", "v7", "bVI", "iv"), ("iadd9", "iv", "bVI", "V")),
        closing=(("iv", "bVI", "V", "i"), ("bVI", "bVII", "v7", "i"), ("iv", "i", "iio/V7", "i")),
        middle=(("bIII", "bVII", "iv", "bVI"), ("bVI", "bIII", "iv", "V"), ("iv", "bVII", "bIII", "bVI")),
        cadence=("bVI", "iv", "i", "iadd9"),
        melodies=("oboe", "cello", "violin", "piano"), plucked=("piano", "harp", "guitar"),
        pads=("slow strings", "strings"), basses=("cello", "contrabass"), answers=("viola", "cello", "english horn"),
        sparkle=("celesta", "vibraphone"), rhythm="long", figures=("wave", "rock", "wide"), level=0.4, busy=0.65,
    ),
    "merry": Mood(
        modes=("major", "mixolydian"), tonics=(0, 2, 5, 7, 9), tempo=(112, 138), metres=(4, 3, 4),
        opening=(("I", "I", "IV", "V"), ("I", "vi", "ii", "V7"), ("I", "V", "IV", "V")),
        closing=(("I", "IV", "V7", "I"), ("vi", "ii", "V7", "I"), ("IV", "I", "ii/V7", "I")),
        middle=(("IV", "I", "ii", "V"), ("vi", "iii", "IV", "V7"), ("V", "I", "II7", "V7")),
        cadence=("IV", "V7", "I", "I"),
        melodies=("recorder", "flute", "clarinet", "violin", "piccolo"), plucked=("pizzicato", "guitar", "dulcimer"),
        pads=("accordion", "strings"), basses=("bassoon", "bass"), answers=("clarinet", "bassoon", "oboe"),
        sparkle=("glockenspiel", "marimba"), drums=("tambourine", "woodblock", "shaker"), rhythm="lively",
        figures=("oompah", "skip", "drive"), level=0.6, busy=0.8,
    ),
    "tender": Mood(
        modes=("major",), tonics=(0, 3, 5, 7, 10), tempo=(62, 74), metres=(3, 4),
        opening=(("I", "V", "vi7", "IVmaj7"), ("Iadd9", "iii7", "IVmaj7", "V"), ("I", "IVmaj7", "ii7", "V")),
        closing=(("IVmaj7", "I", "V7", "I"), ("ii7", "V7", "I", "I"), ("vi7", "IV", "Vsus4/V", "I")),
        middle=(("vi7", "V", "IVmaj7", "I"), ("IVmaj7", "iii7", "ii7", "V"), ("iii7", "vi7", "ii7", "V7")),
        cadence=("IVmaj7", "V7", "I", "Iadd9"),
        melodies=("piano", "violin", "oboe", "clarinet"), plucked=("piano", "harp", "guitar"),
        pads=("slow strings", "warm pad"), basses=("cello",), answers=("cello", "viola", "horn"),
        sparkle=("celesta", "music box"), rhythm="flowing", level=0.35, busy=0.65,
    ),
    "mysterious": Mood(
        modes=("dorian", "phrygian", "minor"), tonics=(1, 2, 4, 6, 9), tempo=(70, 84), metres=(3, 4),
        opening=(("i", "IV", "i", "bII"), ("i", "bVI", "i", "IV"), ("iadd9", "bIII+", "IV", "bVI")),
        closing=(("bVI", "bII", "V", "i"), ("IV", "bVI", "V7", "i"), ("bII", "iv", "V", "i")),
        middle=(("bVI", "bIII", "IV", "i"), ("iv", "bII", "bVI", "V"), ("bIII", "IV", "bVI", "bVII")),
        cadence=("bVI", "bII", "i", "iadd9"),
        melodies=("clarinet", "celesta", "bassoon", "flute"), plucked=("harp", "pizzicato", "kalimba"),
        pads=("tremolo", "voices", "slow strings"), basses=("contrabass", "cello"),
        answers=("bassoon", "english horn", "celesta"), sparkle=("celesta", "glockenspiel", "vibraphone"),
        drums=("triangle", "woodblock"), rhythm="flowing", figures=("rock", "skip", "ripple"), level=0.45, busy=0.5,
    ),
    "triumphant": Mood(
        modes=("major", "mixolydian"), tonics=(0, 2, 3, 5, 10), tempo=(96, 112), metres=(4,),
        opening=(("I", "V", "vi", "IV"), ("I", "bVII", "IV", "V"), ("I", "iii", "IV", "V")),
        closing=(("IV", "V", "vi/V", "I"), ("ii", "IV", "V7", "I"), ("bVI", "bVII", "I", "I")),
        middle=(("vi", "IV", "I", "V"), ("bIII", "bVII", "IV", "V"), ("IV", "V", "iii", "vi")),
        cadence=("bVI", "bVII", "I", "I"),
        melodies=("trumpet", "horn", "violin"), plucked=("harp", "piano", "pizzicato"),
        pads=("strings", "brass", "choir"), basses=("contrabass", "cello"), answers=("horn", "cello", "trumpet"),
        sparkle=("glockenspiel", "bells"), drums=("timpani", "cymbal", "snare"), rhythm="bold",
        figures=("drive", "wide", "gallop"), level=0.85, busy=0.8,
    ),
    "lullaby": Mood(
        modes=("major",), tonics=(0, 2, 5, 7), tempo=(60, 72), metres=(3,),
        opening=(("I", "I", "IV", "V"), ("I", "vi", "IV", "V"), ("I", "IV", "I", "V")),
        closing=(("I", "IV", "V7", "I"), ("vi", "ii7", "V7", "I"), ("IV", "I", "V7", "I")),
        middle=(("IV", "I", "ii7", "V"), ("vi", "iii", "IV", "V"), ("IV", "I", "IV", "V7")),
        cadence=("IV", "V7", "I", "I"),
        melodies=("music box", "celesta", "flute", "clarinet"), plucked=("music box", "harp", "guitar"),
        pads=("slow strings", "warm pad"), basses=("cello", "bass"), answers=("clarinet", "viola", "voices"),
        sparkle=("celesta", "glockenspiel"), rhythm="flowing", figures=("rock", "wave"), level=0.25, busy=0.65,
    ),
}  # fmt: skip
