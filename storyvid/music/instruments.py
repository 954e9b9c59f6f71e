"""The instruments the composer writes for: where they are in General MIDI, and where they sound well."""

from dataclasses import dataclass
from typing import Literal

DRUM_CHANNEL = 9


@dataclass(frozen=True)
class Instrument:
    """`low`..`high` are the keys that sound well; `sings` says whether a held note goes on."""

    program: int
    low: int
    high: int
    sings: bool = False


INSTRUMENTS: dict[str, Instrument] = {
    "piano": Instrument(0, 36, 90),
    "celesta": Instrument(8, 60, 96),
    "glockenspiel": Instrument(9, 72, 100),
    "music box": Instrument(10, 60, 92),
    "vibraphone": Instrument(11, 53, 84),
    "marimba": Instrument(12, 45, 84),
    "bells": Instrument(14, 60, 77),
    "dulcimer": Instrument(15, 48, 84),
    "accordion": Instrument(21, 53, 84, True),
    "guitar": Instrument(24, 40, 76),
    "bass": Instrument(32, 28, 52),
    "violin": Instrument(40, 55, 91, True),
    "viola": Instrument(41, 48, 79, True),
    "cello": Instrument(42, 36, 69, True),
    "contrabass": Instrument(43, 28, 52, True),
    "tremolo": Instrument(44, 43, 84, True),
    "pizzicato": Instrument(45, 36, 84),
    "harp": Instrument(46, 36, 91),
    "timpani": Instrument(47, 36, 53),
    "strings": Instrument(48, 36, 88, True),
    "slow strings": Instrument(49, 36, 88, True),
    "choir": Instrument(52, 45, 76, True),
    "voices": Instrument(53, 50, 76, True),
    "trumpet": Instrument(56, 55, 79, True),
    "horn": Instrument(60, 41, 72, True),
    "brass": Instrument(61, 43, 74, True),
    "oboe": Instrument(68, 60, 86, True),
    "english horn": Instrument(69, 53, 77, True),
    "bassoon": Instrument(70, 36, 65, True),
    "clarinet": Instrument(71, 52, 84, True),
    "piccolo": Instrument(72, 74, 98, True),
    "flute": Instrument(73, 62, 91, True),
    "recorder": Instrument(74, 65, 89, True),
    "warm pad": Instrument(89, 36, 79, True),
    "kalimba": Instrument(108, 60, 84),
    "taiko": Instrument(116, 40, 52),
}

Percussion = Literal["triangle", "tambourine", "shaker", "woodblock", "cymbal", "snare", "bass drum"]
PERCUSSION: dict[str, int] = {
    "triangle": 81,
    "tambourine": 54,
    "shaker": 82,
    "woodblock": 76,
    "cymbal": 49,
    "snare": 38,
    "bass drum": 36,
}
ORCHESTRA_KIT = 48
