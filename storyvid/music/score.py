"""A score: every note of a piece in seconds, written for the instruments that its mood and seed chose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from storyvid.music.form import PHRASE_BARS, Form, Section, planned
from storyvid.music.instruments import DRUM_CHANNEL, INSTRUMENTS, PERCUSSION
from storyvid.music.melody import Bar, Sung, Tune, answering, invented, ornamented, sung
from storyvid.music.moods import Mood
from storyvid.music.texture import bass_line, figured, struck
from storyvid.music.theory import chord, pitches, voiced

_ROLES = ("first", "second", "plucked", "pad", "bass", "answer", "sparkle")
_KETTLE = 10  # a channel for what is tuned and beaten
_LEVELS_DB = {
    "first": 0.0, "second": -1.0, "plucked": -4.0, "pad": -9.0, "bass": -5.0, "answer": -6.0, "sparkle": -9.0,
    "kettle": -6.0, "drums": -12.0,
}  # fmt: skip
_PANS = {"first": 0.06, "second": -0.12, "plucked": -0.28, "pad": 0.1, "bass": 0.0, "answer": 0.3, "sparkle": 0.35}
_RITARDANDO = 0.3  # how much slower the last beats are
_LOOSE_SECONDS = 0.007


@dataclass(frozen=True)
class Note:
    """One note: when it begins and ends in seconds, its channel, key and velocity (1..127)."""

    start: float
    end: float
    channel: int
    key: int
    velocity: int


@dataclass(frozen=True)
class Player:
    """Who plays on a channel: an instrument, its level in dB against the tune, its place (-1.0 left .. 1.0 right)."""

    channel: int
    instrument: str
    level_db: float
    pan: float


@dataclass(frozen=True)
class Score:
    """The players, and their notes in order of time."""

    players: tuple[Player, ...]
    notes: tuple[Note, ...]


def written(mood: Mood, random: Random, *, playing_ms: int, ring_ms: int) -> Score:
    """A whole piece for a mood: its last chord begins before `playing_ms` and is held for most of `ring_ms`."""
    form = planned(mood, random, playing_ms=playing_ms)
    cast = _cast(mood, random)
    copyist = _Copyist(form, random, level=mood.level, ring=ring_ms / 1000)
    tunes = {number: invented(random, mood.rhythms(form.metre)) for number in range(4)}
    figures = random.sample(mood.figures, len(mood.figures))
    writer = _Writer(mood, form, random, cast, tunes, figures, copyist)
    at = 0.0
    for section in form.sections:
        writer.write(section, at)
        at += len(section.chords) * form.metre
    players = [
        Player(_ROLES.index(role), name, _LEVELS_DB[role], _PANS[role]) for role, name in cast.items() if role in _ROLES
    ]
    if "kettle" in cast:
        players.append(Player(_KETTLE, cast["kettle"], _LEVELS_DB["kettle"], -0.1))
    players.append(Player(DRUM_CHANNEL, "drums", _LEVELS_DB["drums"], 0.2))
    return Score(tuple(players), tuple(sorted(copyist.notes, key=lambda note: (note.start, note.channel, note.key))))


def _cast(mood: Mood, random: Random) -> dict[str, str]:
    melodies = random.sample(mood.melodies, 2)
    cast = {
        "first": melodies[0],
        "second": melodies[1],
        "plucked": random.choice([name for name in mood.plucked if name != melodies[0]] or mood.plucked),
        "pad": random.choice(mood.pads),
        "bass": random.choice(mood.basses),
        "answer": random.choice([name for name in mood.answers if name not in melodies] or mood.answers),
        "sparkle": random.choice([name for name in mood.sparkle if name not in melodies] or mood.sparkle),
    }
    kettles = [name for name in mood.drums if name in ("timpani", "taiko")]
    if kettles:
        cast["kettle"] = random.choice(kettles)
    beaten = [name for name in mood.drums if name in PERCUSSION]
    if beaten:
        cast["drums"] = random.choice(beaten)
    return cast


@dataclass
class _Copyist:
    """Turns beats into seconds and strengths into velocities, as a player would: not quite evenly."""

    form: Form
    random: Random
    level: float
    ring: float
    notes: list[Note] = field(default_factory=list)

    @property
    def last_beat(self) -> float:
        return self.form.bars * self.form.metre

    def copy(self, note: Sung, at: float, channel: int, strength: float, *, exact: bool = False) -> None:
        """Put down a note `at` beats into the piece; strength 0.0..1.0."""
        beat = at + note.beat
        loose = 0.0 if exact else self.random.gauss(0, _LOOSE_SECONDS)
        start = max(0.0, self.seconds(beat) + loose)
        end = self.seconds(beat + note.beats * 0.96)
        accent = 0.05 if beat % self.form.metre == 0 else 0.0
        wave = 0.08 * (1 - abs((beat / self.form.metre) % PHRASE_BARS - 2.2) / 2.2)
        loud = 0.28 + 0.42 * strength * (0.55 + 0.45 * self.level) + wave + accent + self.random.gauss(0, 0.025)
        velocity = round(min(max(loud, 0.1), 1.0) * 127)
        self.notes.append(Note(start, max(end, start + 0.05), channel, note.pitch, velocity))

    def hold(self, channel: int, key: int, at: float, strength: float, delay: float = 0.0) -> None:
        """A note of the last chord, held while the piece rings out."""
        start = self.seconds(at) + delay
        velocity = round(min(0.3 + 0.4 * strength, 1.0) * 127)
        self.notes.append(Note(start, self.seconds(self.last_beat) + 0.35 * self.ring, channel, key, velocity))

    def seconds(self, beat: float) -> float:
        """The tempo, slower and slower over the last two bars."""
        slow = 2 * self.form.metre
        late = min(max(0.0, beat - (self.last_beat - slow)), slow)
        return (beat + _RITARDANDO * late * late / (2 * slow)) * 60 / self.pace

    @property
    def pace(self) -> float:
        """Beats a minute before the ritardando, so that the whole takes as long as was planned."""
        return self.form.tempo * (1 + _RITARDANDO * self.form.metre / self.last_beat)


@dataclass
class _Writer:
    mood: Mood
    form: Form
    random: Random
    cast: dict[str, str]
    tunes: dict[int, Tune]
    figures: Sequence[str]
    copyist: _Copyist
    voicing: tuple[int, ...] = ()

    def write(self, section: Section, at: float) -> None:
        """One section, beginning on beat `at` of the piece, for everybody who plays in it."""
        tonic = self.form.tonic + section.key
        bars = [Bar(tuple(chord(each, tonic) for each in written.split("/"))) for written in section.chords]
        final = section.part == "outro"
        playing = bars[:-1] if final else bars
        self._accompany(playing, section, at)
        self._drum(section, at, len(playing))
        if section.part not in ("intro", "bridge", "outro") or len(self.form.sections) == 1:
            self._sing(bars, section, at, tonic)
        if final:
            self._end(bars[-1], at + len(playing) * self.form.metre)

    def _accompany(self, bars: Sequence[Bar], section: Section, at: float) -> None:
        metre, full = self.form.metre, section.fullness
        figure = self.figures[(section.chapter + (section.part == "B")) % len(self.figures)]
        low = max(INSTRUMENTS[self.cast["plucked"]].low, 45)
        for number, bar in enumerate(bars):
            begin = at + number * metre
            for note in figured(bar, figure, metre=metre, low=low, sparse=full < 0.4):
                self._copy("plucked", [note], begin, 0.35 + 0.4 * full)
            for part, over in enumerate(bar.chords):
                span = metre / len(bar.chords)
                self.voicing = voiced(over, self.voicing, low=53, high=76)
                chords = [Sung(part * span, span * 1.02, pitch) for pitch in self.voicing]
                self._copy("pad", chords, begin, 0.25 + 0.5 * full)
            if full >= 0.4 or number == 0:
                following = bars[number + 1].chords[0] if number + 1 < len(bars) else None
                walks = full >= 0.6 and self.mood.level > 0.45
                low_bass = max(INSTRUMENTS[self.cast["bass"]].low, 33)
                line = bass_line(bar, following, metre=metre, low=low_bass, walks=walks)
                self._copy("bass", line, begin, 0.4 + 0.4 * full)

    def _sing(self, bars: Sequence[Bar], section: Section, at: float, tonic: int) -> None:
        # the same tune comes from the same draw, whatever was played before
        tune = self.tunes[section.tune]
        role = {"A": "first", "A'": "second", "B": "second", "A''": "first"}.get(section.part, "first")
        if section.chapter % 2:
            role = {"first": "second", "second": "first"}[role]
        low, high = self._register(role)
        if section.part == "B":
            high = min(high + 3, INSTRUMENTS[self.cast[role]].high)
            low = min(low + 3, high - 14)
        notes = sung(
            tune, bars, mode=self.form.mode, tonic=tonic, metre=self.form.metre, low=low, high=high,
            closes=section.half == 1,
        )  # fmt: skip
        if section.part in ("A'", "A''"):
            notes = ornamented(notes, self.random, mode=self.form.mode, tonic=tonic)
        # narration has room where the tune is silent: a repeat may go without it
        rests = section.part == "A'" and section.half == 0 and self.random.random() > self.mood.busy
        if not rests:
            self._copy(role, notes, at, 0.55 + 0.35 * section.fullness)
        if section.fullness >= 0.6:
            low, high = self._register("answer")
            self._copy("answer", answering(bars, notes, metre=self.form.metre, low=low - 3, high=high - 3), at, 0.5)
        if section.part == "A''":
            self._double(notes, at)

    def _double(self, notes: Sequence[Sung], at: float) -> None:
        """The tune's main notes again, an octave up, on something that sparkles."""
        bounds = INSTRUMENTS[self.cast["sparkle"]]
        high = [Sung(note.beat, note.beats, note.pitch + 12) for note in notes if note.beat == int(note.beat)]
        self._copy("sparkle", [note for note in high if bounds.low <= note.pitch <= bounds.high], at, 0.45)

    def _drum(self, section: Section, at: float, bars: int) -> None:
        if section.fullness < 0.6:
            return
        root = pitches([(self.form.tonic + section.key) % 12], 40, 52)[0]
        for number in range(bars):
            begin = at + number * self.form.metre
            # every other bar is lighter
            share = 1.0 if number % 2 == 0 else 0.75
            for beat, strength in struck(self.cast.get("drums", ""), self.form.metre):
                key = PERCUSSION[self.cast["drums"]]
                self.copyist.copy(Sung(beat, 0.5, key), begin, DRUM_CHANNEL, strength * share)
            for beat, strength in struck(self.cast.get("kettle", ""), self.form.metre):
                if section.fullness >= 0.8 or beat == 0:
                    self.copyist.copy(Sung(beat, 1.0, root), begin, _KETTLE, strength * share)
        if "cymbal" in self.mood.drums and section.fullness >= 0.8 and section.half == 0:
            self.copyist.copy(Sung(0, 4, PERCUSSION["cymbal"]), at, DRUM_CHANNEL, 0.4)

    def _end(self, bar: Bar, at: float) -> None:
        """The last chord: spread upwards, held, and left to ring."""
        over = bar.chords[-1]
        self.voicing = voiced(over, self.voicing, low=53, high=76)
        for index, pitch in enumerate(pitches(over.classes, max(INSTRUMENTS[self.cast["plucked"]].low, 41), 84)[:8]):
            self.copyist.hold(_ROLES.index("plucked"), pitch, at, 0.5, delay=0.07 * index)
        for pitch in self.voicing:
            self.copyist.hold(_ROLES.index("pad"), pitch, at, 0.4)
        low = max(INSTRUMENTS[self.cast["bass"]].low, 33)
        self.copyist.hold(_ROLES.index("bass"), low + (over.root - low) % 12, at, 0.5)
        low, high = self._register("first")
        tonic = pitches([over.root], low, high + 4)
        if tonic:
            self.copyist.hold(_ROLES.index("first"), tonic[len(tonic) // 2], at, 0.4, delay=0.1)
        if "kettle" in self.cast and self.mood.level > 0.6:
            self.copyist.hold(_KETTLE, pitches([over.root], 40, 52)[0], at, 0.6)

    def _register(self, role: str) -> tuple[int, int]:
        """The octave and a half in which an instrument sings best: a little above its middle's fifth."""
        bounds = INSTRUMENTS[self.cast[role]]
        middle = round(bounds.low + 0.5 * (bounds.high - bounds.low))
        return max(bounds.low, middle - 9), min(bounds.high, middle + 10)

    def _copy(self, role: str, notes: Iterable[Sung], at: float, strength: float) -> None:
        bounds = INSTRUMENTS[self.cast[role]]
        for note in notes:
            if bounds.low <= note.pitch <= bounds.high:
                self.copyist.copy(note, at, _ROLES.index(role), strength)
