"""Lettering: how a card's words look in each style, and how they are set in lines (pure)."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from storyvid.film.caption_layout import breaks
from storyvid.film.fonts import LETTERING, Font, own_fonts
from storyvid.film.shaping import Line, shaped
from storyvid.phrases import stop_between

Panel = Literal["sheets", "wash", "plate", "carved", "block", "scrawl", "none"]

MOST_LINES = (5, 7, 9)  # in a wide frame, a square and a tall one
LEAST_SHARE = 0.62  # of its size that a word keeps; one that is still too long then is broken
LINE_EM = 1.16  # from baseline to baseline
SENSE_SHARE = 0.8  # of its size that a card's text gives for lines broken by sense
_HANGING_COST = 0.4  # of a line's width squared
SMALL_EM, LEAST_SMALL = 0.46, 0.036  # of the large words, what the small ones have; at least of the shorter side
_VOWELS = "aeiouyäöüåæøáéíóúàèìòùâêîôûãõ"
_ONSET = re.compile(rf"(?:sch|[cpst]h|[^\W\d_{_VOWELS}])[{_VOWELS}]", re.IGNORECASE)
_ONE_SOUND = ("ch", "ph", "sc", "sh", "th")
RULE_EM = 0.85  # the room for the ornament between large and small words
HANG_EM = 0.2  # what letters like g and p have below the last line
_LARGE = {"title": 0.116, "chapter": 0.094, "end": 0.108}  # em in shares of the frame's shorter side


@dataclass(frozen=True)
class Lettering:
    """Colours, face and panel of the cards in one style; `veil` is laid over the picture behind, so many percent."""

    face: str
    ink: str
    accent: str
    panel: Panel
    ground: str
    veil: str
    veil_percent: int
    capitals: bool = False
    size_percent: int = 100


_SERIF, _ROUND, _HAND, _PLAIN = "SourceSerifPro-Bold", "FredokaOne-Regular", "AmaticSC-Bold", ""

LETTERINGS = {
    "papercut": Lettering(_ROUND, "#2f3e46", "#d9624a", "sheets", "#fbf4e6", "#2c5f63", 42),
    "watercolour": Lettering(_SERIF, "#2b4257", "#7a8fa6", "wash", "#fdfaf2", "#9db6c4", 34),
    "storybook": Lettering(_SERIF, "#4a2f27", "#b5793a", "plate", "#fff3dc", "#5b3a52", 38),
    "woodcut": Lettering(
        _SERIF, "#1f1a17", "#a5352a", "carved", "#f2e7cf", "#1f1a17", 45, capitals=True, size_percent=82
    ),
    "silhouette": Lettering(_SERIF, "#fff1cf", "#ffc66b", "none", "#0d1430", "#0a1030", 52),
    "flat": Lettering(_PLAIN, "#ffffff", "#ffd166", "block", "#e4572e", "#1d3557", 34, size_percent=84),
    "crayon": Lettering(_HAND, "#2d3142", "#e0603c", "scrawl", "#fffdf6", "#f3d8a0", 30, size_percent=136),
}
PLAIN = Lettering(_SERIF, "#ffffff", "#ffd23f", "none", "#101014", "#101014", 48)


@dataclass(frozen=True)
class Set:
    """Lines that are set: the large ones, then the small ones; sizes in pixels.  `cap`: a capital's height in em.

    `gap`: from the foot of the large ones to the top of the small ones, with the ornament between them.
    """

    large: tuple[Line, ...]
    small: tuple[Line, ...]
    em: float
    small_em: float
    cap: float
    gap: float
    width: float
    height: float


def lettering_of(style: str) -> Lettering:
    """The style's lettering; white on the darkened picture for a style that is not one of ours."""
    return LETTERINGS.get(style.strip().casefold(), PLAIN)


@cache
def face_of(lettering: Lettering) -> Font:
    """The font that the style letters with."""
    return Font(LETTERING / f"{lettering.face}.ttf") if lettering.face else own_fonts()[0]


def words_set(text: str, form: str, *, lettering: Lettering, width: int, height: int, font: Font | None = None) -> Set:
    """The card's words in lines that fit a frame of that size: as large as they may be, smaller where they must.

    The text's first line is set large, the lines after it small.  `font`: the author's own.
    """
    face = font or face_of(lettering)
    first, *rest = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    title = first.upper() if lettering.capitals else first
    most_lines = MOST_LINES[(height >= width) + (height > width)]
    frame = _Frame(0.68 * width, 0.6 * height, min(width, height), most_lines)
    em = _LARGE.get(form, 0.1) * frame.short * lettering.size_percent / 100
    longest = max((_width(word, (0, len(word)), face) for word in title.split()), default=0.0)
    broken = longest * LEAST_SHARE * em > frame.most_width
    return _largest(title, rest, face, em * (LEAST_SHARE if broken else 1), frame, broken=broken)


@dataclass(frozen=True)
class _Frame:
    """What room there is, in pixels, and in how many lines."""

    most_width: float
    most_height: float
    short: int
    most_lines: int

    def holds(self, made: Set) -> bool:
        lines = len(made.large) <= self.most_lines
        return lines and made.height <= self.most_height and made.width <= self.most_width


def _largest(title: str, rest: list[str], face: Font, em: float, frame: _Frame, *, broken: bool) -> Set:
    fits: Set | None = None
    while True:
        made = _set(title, rest, face, em, frame, broken=broken)
        # far down nothing can be read any more: what is still too long then is left as it is
        if not fits and (frame.holds(made) or em < 0.02 * frame.short):
            fits = made
        if fits and not _parted(made.large):
            return made
        if fits and em < SENSE_SHARE * fits.em:
            return fits
        em *= 0.92


def _parted(lines: tuple[Line, ...]) -> bool:
    """Whether a break parts what belongs together."""
    return any(_hangs(f"{above.text} {below.text}", len(above.text)) for above, below in pairwise(lines))


def _set(first: str, rest: list[str], face: Font, em: float, frame: _Frame, *, broken: bool) -> Set:
    small_em = min(em, max(em * SMALL_EM, LEAST_SMALL * frame.short))
    large = tuple(_lines(first, face, frame.most_width / em, broken=broken))
    small = tuple(line for part in rest for line in _lines(part, face, frame.most_width / small_em, broken=True))
    widths = [line.width * em for line in large] + [line.width * small_em for line in small]
    cap = _capital(face)
    height = (cap + LINE_EM * (len(large) - 1) + HANG_EM) * em
    # where the small words are nearly as large, the ornament needs more room
    gap = RULE_EM * em + 0.6 * max(0.0, small_em - SMALL_EM * em)
    if small:
        height += gap + (cap + LINE_EM * (len(small) - 1)) * small_em
    return Set(large, small, em, small_em, cap, gap, max(widths, default=0.0), height)


@cache
def _capital(face: Font) -> float:
    number = face.shaper.get_nominal_glyph(ord("H"))
    extents = face.shaper.get_glyph_extents(number) if number else None
    return extents.y_bearing / face.face.upem if extents else 0.7


def _lines(text: str, face: Font, most_em: float, *, broken: bool) -> list[Line]:
    """The text in as few lines as fit, evened out: the least sum of squared room left over, broken by sense.

    `broken`: words that are longer than a line are broken, too, with a hyphen.
    """
    places = [0, *breaks(text, (0, len(text))), len(text)]
    within = {at for pair in pairwise(places) for at in _within(text, pair, face, most_em)} if broken else set()
    places = sorted({*places, *within})
    hanging = [_hangs(text, at) for at in places]
    widths = {pair: _width(text, pair, face) for pair in pairwise(places)}
    total = sum(widths.values())
    count = max(1, -int(-total // most_em))
    aim = min(most_em, total / count * 1.06)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(places)):
        costs, run = [], 0.0
        for start in range(end - 1, -1, -1):
            run += widths[places[start], places[start + 1]]
            over = max(0.0, run - most_em)
            cost = (aim - run) ** 2 + 1e3 * over + _HANGING_COST * (aim * hanging[end]) ** 2
            costs.append((best[start][0] + cost, start))
            if over and start < end - 1:
                break
        best.append(min(costs))
    cuts = [len(places) - 1]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    spans = [(places[a], places[b]) for a, b in pairwise(reversed(cuts))]
    hyphens = {at for at in within if _is_word(text[:at].split()[-1] + text[at:].split()[0]) and text[at - 1].isalpha()}
    return [shaped(text[a:b].strip() + ("-" if b in hyphens else ""), face) for a, b in spans]


def _within(text: str, place: tuple[int, int], face: Font, most_em: float) -> list[int]:
    """Where a word, or an address, that is longer than a line is broken: parts of about one length, by syllables."""
    start, end = place
    count = -int(-_width(text, place, face) // (most_em - _width("-", (0, 1), face)))
    if count < 2 or any(ord(char) >= 0x0E00 for char in text[start:end]):
        return []  # other scripts have their breaks already
    word = _is_word(text[start:end])
    reach, may_part = (4, _starts_syllable) if word else (9, _follows_sign)
    found = []
    for number in range(1, count):
        middle = start + (end - start) * number // count
        near = range(max(start + 2, middle - reach), min(end - 1, middle + reach + 1))
        found.append(min((at for at in near if may_part(text, at)), key=lambda at: abs(at - middle), default=middle))
    return found


def _starts_syllable(text: str, at: int) -> bool:
    """Whether a syllable may start there: a consonant before a vowel."""
    return bool(_ONSET.match(text, at)) and text[at - 1 : at + 1].casefold() not in _ONE_SOUND


def _follows_sign(text: str, at: int) -> bool:
    return text[at].isalnum() and not text[at - 1].isalnum()


def _is_word(text: str) -> bool:
    """Whether it is no address, nor anything else that a hyphen would change."""
    return text.strip(" .,;:!?\"'()").replace("-", "").isalpha()


def _hangs(text: str, at: int) -> bool:
    """Whether a line that ended there would end on a word that leads on."""
    before, after = text[:at].split(), text[at:].split()
    return bool(before and after) and stop_between(before[-1], after[0]) == "hanging"


def _width(text: str, place: tuple[int, int], face: Font) -> float:
    return shaped(text[slice(*place)], face).width
