"""The orchestra: plays a score on General MIDI samples, block by block."""

import math
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from storyvid.errors import ModelNotInstalled
from storyvid.music.instruments import DRUM_CHANNEL, INSTRUMENTS, ORCHESTRA_KIT
from storyvid.music.score import Player, Score

RATE = 44_100
_REFERENCE_DB = -34.0  # of the tune, before the piece is levelled: every instrument can be brought down to it
_TEST_VELOCITY = 80
_VOLUME, _PAN = 7, 10
_DRUMS_DB = -24.0  # a kit has no one loudness to measure


def played(score: Score, samples: int, *, block: int) -> Iterator[np.ndarray]:
    """The score as sound: blocks (n, 2) float32 at 44.1 kHz, `block` long but the last, `samples` in all."""
    synth = _seated(score.players)
    events = _events(score)
    upcoming = next(events, None)
    for start in range(0, samples, block):
        sound = np.zeros((min(block, samples - start), 2), np.float32)
        at = 0
        while upcoming is not None and upcoming[0] < start + len(sound):
            moment, _, channel, key, velocity = upcoming
            at = _generate(synth, sound, at, max(moment - start, at))
            if velocity:
                synth.noteon(channel, key, velocity)
            else:
                synth.noteoff(channel, key)
            upcoming = next(events, None)
        _generate(synth, sound, at, len(sound))
        yield sound


def _events(score: Score) -> Iterator[tuple[int, int, int, int, int]]:
    """(sample, order, channel, key, velocity) in time; velocity 0 ends a note, before one that begins."""
    found = []
    for note in score.notes:
        found.append((round(note.start * RATE), 1, note.channel, note.key, note.velocity))
        found.append((round(note.end * RATE), 0, note.channel, note.key, 0))
    return iter(sorted(found))


def _generate(synth, sound: np.ndarray, start: int, end: int) -> int:
    if end > start:
        synth.generate_simple(end - start, buffer=sound[start:end].data.cast("B"))
    return end


def _seated(players: tuple[Player, ...]):
    """A synthesiser with every player at its channel, level and place."""
    import tinysoundfont

    synth = tinysoundfont.Synth(gain=0, samplerate=RATE)
    font = synth.sfload(_font(), max_voices=192)
    for player in players:
        drums = player.channel == DRUM_CHANNEL
        program = ORCHESTRA_KIT if drums else INSTRUMENTS[player.instrument].program
        synth.program_select(player.channel, font, 0, program, drums)
        own_db = _DRUMS_DB if drums else _own_level_db(player.instrument)
        # the synthesiser takes the cube of volume / 127 as gain
        volume = 127 * 10 ** ((_REFERENCE_DB + player.level_db - own_db) / 60)
        synth.control_change(player.channel, _VOLUME, round(min(max(volume, 1), 127)))
        synth.control_change(player.channel, _PAN, round(64 + 63 * player.pan))
    return synth


@lru_cache(maxsize=64)
def _own_level_db(instrument: str) -> float:
    """How loud an instrument's samples are: the RMS of a note from the middle of its range, over 0.8 s."""
    import tinysoundfont

    synth = tinysoundfont.Synth(gain=0, samplerate=RATE)
    font = synth.sfload(_font())
    chosen = INSTRUMENTS[instrument]
    synth.program_select(0, font, 0, chosen.program)
    synth.noteon(0, (chosen.low + chosen.high) // 2, _TEST_VELOCITY)
    sound = np.frombuffer(bytes(synth.generate_simple(RATE * 8 // 10)), np.float32)
    return 10 * math.log10(float(np.mean(np.square(sound))) + 1e-12)


@lru_cache(maxsize=1)
def _font() -> bytes:
    """The General MIDI SoundFont (TimGM6mb) that the package pretty_midi carries; the package is not imported."""
    found = find_spec("pretty_midi")
    path = Path(found.origin).with_name("TimGM6mb.sf2") if found and found.origin else None
    if path is None or not path.is_file():
        raise ModelNotInstalled("The composer's instruments are missing. Add them with: pip install pretty_midi")
    return path.read_bytes()
