"""Lettering: how a card's words look in each style, and how they are set in lines (pure)."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from storyvid.film.caption_layout import breaks
from storyvid.film.fonts import LETTERING, Font, own_fonts
from storyvid.film.shaping import Line, shaped
from storyvid.phrases import stop_between

Panel = Literal["sheets", "wash", "plate", "carved", "block", "scrawl", "none"]

MOST_LINES = 5
LINE_EM = 1.16  # from baseline to baseline
SENSE_SHARE = 0.8  # of its size that a card's text gives for lines broken by sense
_HANGING_COST = 0.4  # of a line's width squared
SMALL_EM = 0.46  # of the large words, what the small ones below have
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
    """Lines that are set: the large ones, then the small ones; sizes in pixels.  `cap`: a capital's height in em."""

    large: tuple[Line, ...]
    small: tuple[Line, ...]
    em: float
    small_em: float
    cap: float
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
    most_width, most_height = 0.68 * width, 0.6 * height
    em = _LARGE.get(form, 0.1) * min(width, height) * lettering.size_percent / 100
    title = first.upper() if lettering.capitals else first
    fits: Set | None = None
    while True:
        made = _set(title, rest, face, em, most_width)
        # far down nothing can be read any more: what is still too long then is left as it is
        if not fits and ((made.height <= most_height and made.width <= most_width) or em < 0.02 * min(width, height)):
            fits = made
        if fits and not _parted(made.large):
            return made
        if fits and em < SENSE_SHARE * fits.em:
            return fits
        em *= 0.92


def _parted(lines: tuple[Line, ...]) -> bool:
    """Whether a break parts what belongs together."""
    return any(_hangs(f"{above.text} {below.text}", len(above.text)) for above, below in pairwise(lines))


def _set(first: str, rest: list[str], face: Font, em: float, most_width: float) -> Set:
    small_em = em * SMALL_EM
    large = tuple(_lines(first, face, most_width / em))
    small = tuple(line for part in rest for line in _lines(part, face, most_width / small_em))
    widths = [line.width * em for line in large] + [line.width * small_em for line in small]
    cap = _capital(face)
    height = (cap + LINE_EM * (len(large) - 1) + HANG_EM) * em
    if small:
        height += RULE_EM * em + (cap + LINE_EM * (len(small) - 1)) * small_em
    over = 1e9 if len(large) > MOST_LINES else 0.0
    return Set(large, small, em, small_em, cap, max(widths, default=0.0), height + over)


@cache
def _capital(face: Font) -> float:
    number = face.shaper.get_nominal_glyph(ord("H"))
    extents = face.shaper.get_glyph_extents(number) if number else None
    return extents.y_bearing / face.face.upem if extents else 0.7


def _lines(text: str, face: Font, most_em: float) -> list[Line]:
    """The text in as few lines as fit, evened out: the least sum of squared room left over, broken by sense."""
    places = [0, *breaks(text, (0, len(text))), len(text)]
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
    return [shaped(text[places[a] : places[b]].strip(), face) for a, b in pairwise(reversed(cuts))]


def _hangs(text: str, at: int) -> bool:
    """Whether a line that ended there would end on a word that leads on."""
    before, after = text[:at].split(), text[at:].split()
    return bool(before and after) and stop_between(before[-1], after[0]) == "hanging"


def _width(text: str, place: tuple[int, int], face: Font) -> float:
    return shaped(text[slice(*place)], face).width
