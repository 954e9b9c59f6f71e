"""The form of a piece: which phrases it has, in which keys and how full, fitted to a length in time."""

from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from storyvid.music.moods import Mood, Phrase

Part = Literal["intro", "A", "A'", "B", "A''", "bridge", "outro"]
PHRASE_BARS = 4
_KEYS = (0, 0, 5, 0, -3, 0, 2, 0, -5, 0)  # semitones from the home key, a chapter each
_FULLNESS: dict[Part, float] = {"intro": 0.2, "A": 0.45, "A'": 0.65, "B": 0.8, "A''": 1.0, "bridge": 0.3, "outro": 0.3}
# phrases of one chapter: each part but the bridge is an eight-bar period
_CHAPTER: tuple[Part, ...] = ("A", "A", "A'", "A'", "B", "B", "A''", "A''")


@dataclass(frozen=True)
class Section:
    """Four bars, or two at either end of the piece: their chords, the tune they carry and how many play."""

    part: Part
    chapter: int
    tune: int  # which tune of the piece; the same number is the same tune
    half: int  # 0 opens a period, 1 closes it
    chords: Phrase
    key: int  # semitones from the home key
    fullness: float


@dataclass(frozen=True)
class Form:
    """The whole plan: sections of four bars or two, beats a bar and a tempo at which the last one ends in time."""

    sections: tuple[Section, ...]
    metre: int
    tempo: float
    tonic: int
    mode: str

    @property
    def bars(self) -> int:
        return sum(len(section.chords) for section in self.sections)


def planned(mood: Mood, random: Random, *, playing_ms: int) -> Form:
    """A form whose bars take about `playing_ms`, at a tempo near the mood's own."""
    metre = random.choice(mood.metres)
    wished = random.uniform(*mood.tempo)
    pair_ms = 2 * metre * 60_000 / wished
    pairs = max(1, round(playing_ms / pair_ms))
    tempo = wished * pairs * pair_ms / playing_ms
    tonic, mode = random.choice(mood.tonics), random.choice(mood.modes)
    sections = _fitted(_sections(mood, random, _parts(max(1, pairs // 2))), pairs, home=mood.opening[0][0])
    return Form(tuple(sections), metre, tempo, tonic, mode)


def _parts(count: int) -> list[tuple[Part, int]]:
    """The part and the chapter of each phrase: an intro, chapters with bridges between them, an outro."""
    if count == 1:
        return [("outro", 0)]
    if count < 4:
        begun: list[tuple[Part, int]] = [("A", 0)] * (count - 1)
        return [*begun, ("outro", 0)]
    parts: list[tuple[Part, int]] = [("intro", 0)]
    chapter = 0
    while len(parts) < count - 1:
        room = count - 1 - len(parts)
        parts += [(part, chapter) for part in _chapter(room)]
        chapter += 1
        if count - 1 - len(parts) > 2:
            parts.append(("bridge", chapter))
    return [*parts, ("outro", 0)]


def _chapter(room: int) -> tuple[Part, ...]:
    """As much of a chapter as there is room for, a middle part among it where possible."""
    if room >= len(_CHAPTER):
        return _CHAPTER
    shorter: dict[int, tuple[Part, ...]] = {
        1: ("A",),
        2: ("A", "A"),
        3: ("A", "B", "A''"),
        4: ("A", "A", "A''", "A''"),
        5: ("A", "A", "B", "A''", "A''"),
        6: ("A", "A", "B", "B", "A''", "A''"),
        7: ("A", "A", "A'", "B", "B", "A''", "A''"),
    }
    return shorter[room]


def _sections(mood: Mood, random: Random, parts: list[tuple[Part, int]]) -> list[Section]:
    openings = random.sample(mood.opening, len(mood.opening))
    closings = random.sample(mood.closing, len(mood.closing))
    middles = random.sample(mood.middle, len(mood.middle))
    found: list[Section] = []
    half = 0
    for at, (part, chapter) in enumerate(parts):
        same = at > 0 and parts[at - 1] == (part, chapter)
        half = 1 - half if same else 0
        # a period cut to one phrase comes home; the third chapter brings the first one's tune again
        alone = not same and (at + 1 == len(parts) or parts[at + 1] != (part, chapter))
        theme = chapter % 2
        closes = half == 1 or (alone and part in ("A'", "B", "A''"))
        if part == "outro":
            chords = mood.cadence
        elif part == "B":
            chords = middles[(theme + half) % len(middles)] if not closes else _led_home(middles[theme], openings)
        else:
            chords = (closings if closes else openings)[theme % len(openings)]
        tune = 2 * theme + (1 if part == "B" else 0)
        key = _KEYS[chapter % len(_KEYS)] if part not in ("intro", "outro") else 0
        found.append(Section(part, chapter, tune, 1 if closes else 0, chords, key, _FULLNESS[part]))
    return found


def _fitted(sections: list[Section], pairs: int, *, home: str) -> list[Section]:
    """The sections as `pairs` pairs of bars: where there is one too many, a vamp of two bars leads in."""
    if pairs == 1:
        return [replace(sections[0], chords=sections[0].chords[-2:])]
    if pairs % 2 == 0:
        return sections
    first = sections[0]
    return [replace(first, part="intro", chords=(home, home), key=0, fullness=_FULLNESS["intro"]), *sections]


def _led_home(middle: Phrase, openings: list[Phrase]) -> Phrase:
    """A middle phrase that ends on the opening's last chord, which leads back to the tonic."""
    return (*middle[: PHRASE_BARS - 1], openings[0][-1])
