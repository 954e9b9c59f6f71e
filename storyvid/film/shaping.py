"""Shaping: a line of text as glyph outlines in their places, right in every script and direction.

HarfBuzz shapes each run of one font and direction; runs stand in the order of UAX #9 (Unicode
Bidirectional Algorithm), rule L2.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby

import uharfbuzz as hb

from storyvid.film.directions import bidi_levels
from storyvid.film.fonts import Font, font_for, is_silent, own_fonts


@dataclass(frozen=True)
class Glyph:
    """One glyph: `x`, `y` of its origin in em from the line's left end and baseline, y down.

    `at` is the place in the text of the character it comes from.
    """

    font: Font
    number: int
    x: float
    y: float
    at: int
    advance: float


@dataclass(frozen=True)
class Line:
    """A shaped line; `width` in em."""

    text: str
    glyphs: tuple[Glyph, ...]
    width: float

    @cached_property
    def ink(self) -> tuple[float, float]:
        """Highest and lowest point of what is drawn, in em from the baseline, y down; (0, 0) if nothing is."""
        boxes = [(glyph.y, glyph.font, glyph.font.shaper.get_glyph_extents(glyph.number)) for glyph in self.glyphs]
        drawn = [(y, font.face.upem, box) for y, font, box in boxes if box is not None and box.height]
        if not drawn:
            return (0.0, 0.0)
        tops = (y - box.y_bearing / em for y, em, box in drawn)
        bottoms = (y - (box.y_bearing + box.height) / em for y, em, box in drawn)
        return min(tops), max(bottoms)

    def extent(self, start: int, end: int) -> tuple[float, float]:
        """Left and right, in em, of what the characters [start, end) make; (0, 0) if they make nothing."""
        mine = [glyph for glyph in self.glyphs if start <= glyph.at < end]
        if not mine:
            return (0.0, 0.0)
        return min(glyph.x for glyph in mine), max(glyph.x + glyph.advance for glyph in mine)


@dataclass(frozen=True)
class _Run:
    start: int
    end: int
    level: int
    font: Font


@lru_cache(maxsize=256)
def shaped(text: str, first: Font | None = None) -> Line:
    """The line, shaped in the font `first` as far as it goes.

    Characters that no font has are left out (`fonts.check_glyphs` finds them before).
    """
    glyphs: list[Glyph] = []
    pen = 0.0
    for run in _ordered(list(_runs(text, first))):
        made = list(_shaped_run(text, run, pen))
        pen += sum(glyph.advance for glyph in made)
        glyphs += made
    return Line(text, tuple(glyphs), pen)


@lru_cache(maxsize=2048)
def outline(font: Font, number: int) -> str:
    """A glyph's outline as SVG path data, in em, y down; empty for blanks."""
    pen = _SvgPen(1.0 / font.face.upem)
    font.shaper.draw_glyph_with_pen(number, pen)
    return "".join(pen.steps)


@lru_cache(maxsize=256)
def colour_picture(font: Font, number: int) -> tuple[str, float, float, float, float] | None:
    """A colour glyph as a PNG data URL and its box (x, y, width, height) in em, y down; None if it is an outline."""
    if not font.face.has_color_png:
        return None
    png = font.shaper.get_glyph_color_png(number)
    extents = font.shaper.get_glyph_extents(number)
    if not len(png.data) or extents is None:
        return None
    em = font.face.upem
    box = (extents.x_bearing / em, -extents.y_bearing / em, extents.width / em, -extents.height / em)
    return f"data:image/png;base64,{b64encode(png.data).decode()}", *box


def _runs(text: str, first: Font | None) -> Iterator[_Run]:
    fonts, levels = fonts_of(text, first), bidi_levels(text)
    held = [place for place in range(len(text)) if fonts[place] is not None]
    for (font, level), places in groupby(held, key=lambda place: (fonts[place], levels[place])):
        run = list(places)
        if font is not None:
            yield _Run(run[0], run[-1] + 1, level, font)


def fonts_of(text: str, first: Font | None) -> list[Font | None]:
    """A font for each character.

    Marks and joiners stay with the character before them, and so does what its font has; but letters and digits go back
    to the usual font as soon as it has them.
    """
    usual = first or own_fonts()[0]
    chosen: list[Font | None] = []
    current: Font | None = None
    for char in text:
        if char.isalnum() and ord(char) in usual.characters:
            current = usual
        elif current is None or not (ord(char) in current.characters or (is_silent(char) and not char.isspace())):
            current = font_for(char, first) or current
        chosen.append(current)
    return chosen


def _ordered(runs: list[_Run]) -> list[_Run]:
    """Runs from left to right (UAX #9, L2)."""
    highest = max((run.level for run in runs), default=0)
    for level in range(highest, 0, -1):
        runs = [
            run
            for deep, group in groupby(runs, key=lambda run: run.level >= level)
            for run in (reversed(list(group)) if deep else group)
        ]
    return runs


def _shaped_run(text: str, run: _Run, pen: float) -> Iterator[Glyph]:
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(char) for char in text], run.start, run.end - run.start)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    hb.shape(run.font.shaper, buffer)
    em = run.font.face.upem
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        advance = place.x_advance / em
        yield Glyph(run.font, info.codepoint, pen + place.x_offset / em, -place.y_offset / em, info.cluster, advance)
        pen += advance


class _SvgPen:
    """Draws HarfBuzz outlines as SVG path data, upside down and scaled."""

    def __init__(self, scale: float):
        self.steps: list[str] = []
        self._scale = scale

    def moveTo(self, to):
        self._step("M", to)

    def lineTo(self, to):
        self._step("L", to)

    def qCurveTo(self, control, to):
        self._step("Q", control, to)

    def curveTo(self, first, second, to):
        self._step("C", first, second, to)

    def closePath(self):
        self.steps.append("Z")

    def endPath(self):
        pass

    def _step(self, letter: str, *points: Sequence[float]) -> None:
        self.steps.append(letter + " ".join(f"{x * self._scale:.4f} {-y * self._scale:.4f}" for x, y in points))
