"""Captions burnt into the picture: one small box a state, painted once and blended where it lies.

Text never reaches the SVG that is painted, only glyph outlines do, so no caption can be markup.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO

import cv2
import numpy as np
import resvg_py
from PIL import Image

from storyvid.errors import UnknownName
from storyvid.film import fonts
from storyvid.film.caption_layout import Area, Block, area_of, laid_out
from storyvid.film.fonts import Font
from storyvid.film.planes import Planes, premultiplied
from storyvid.film.shaping import Glyph, Line, colour_picture, outline
from storyvid.recipes import Caption, Shot, Word

STYLES = ("none", "plain", "boxed", "word-highlight", "one-word")

INK, LIT, EDGE, BOX = "#ffffff", "#ffd23f", "#101014", "#101014"
EDGE_EM = 0.17  # the outline's whole width; half of it lies under the letters
BOX_OPACITY = 0.74
PAD_EM = 0.42
_BARE = re.compile(r"""^[\s"“”„‟‘‚«»‹›()\[\]{}—–*_]*(.*?)(?:(?<=[.,;:!?…])['’])?[\s"“”„‟«»‹›()\[\]{}—–*_]*$""")
_STOPS = re.compile(r"(?<!\.[^\W\d])[.,;:…、。，；：—–\s]+$")  # not of e.g. or p.m.
POPS = (0.82, 1.05)  # how large a single word is in its first frames


@dataclass(frozen=True)
class State:
    """What is to be seen of a caption: its text, the range [start, end) lit up in it, its size."""

    text: str
    lit: tuple[int, int] = (0, 0)
    scale: float = 1.0


@dataclass(frozen=True)
class Setting:
    """How the captions of a shot are set: everything but their words."""

    style: str
    width: int
    height: int
    place: str = "auto"
    size_percent: int = 100
    font: Font | None = None

    @property
    def area(self) -> Area:
        return area_of(
            self.width,
            self.height,
            one_word=self.style == "one-word",
            place=self.place,
            size_percent=self.size_percent,
        )


@dataclass(frozen=True)
class Painted:
    """A state's box at (`left`, `top`), even, its colour multiplied by alpha; `veils` are 255 - alpha."""

    left: int
    top: int
    colour: Planes
    veils: Planes

    def lay(self, out: Planes) -> None:
        """Lays the box over a frame."""
        right, bottom = self.left + self.colour.width, self.top + self.colour.height
        for target, veil, colour in zip(
            out.box(self.left, self.top, right, bottom), self.veils, self.colour, strict=True
        ):
            cv2.multiply(target, veil, dst=target, scale=1 / 255)
            cv2.add(target, colour, dst=target)


class Overlay:
    """The captions of one shot by frame number."""

    def __init__(self, states: list[State | None], setting: Setting):
        self._states, self._setting = states, setting

    def placed(self, place: str) -> "Overlay":
        """The same captions at another place."""
        return Overlay(self._states, replace(self._setting, place=place))

    def shows(self, index: int) -> bool:
        """Whether there is a caption in that frame."""
        return self._states[index] is not None

    def draw(self, index: int, out: Planes) -> None:
        """Lays the frame's caption, if it has one, over `out`."""
        state = self._states[index]
        if state is None:
            return
        painted = _painted(state, self._setting)
        if painted is not None:
            painted.lay(out)


def overlay(shot: Shot, font: Font | None = None) -> Overlay:
    """The shot's captions in its style, in the font that the author brought, if any.

    Raises UnknownName for a style there is not, MissingGlyph for a character no font here draws.
    """
    if shot.caption_style not in STYLES:
        raise UnknownName(f'No caption style "{shot.caption_style}". Installed: {", ".join(STYLES)}.')
    setting = Setting(shot.caption_style, shot.width, shot.height, shot.caption_place, shot.caption_size_percent, font)
    states: list[State | None] = [None] * shot.frames
    if shot.caption_style != "none":
        for caption in shot.captions:
            fonts.check_glyphs(caption.text, font)
            for start_ms, end_ms, state in _shown(caption, shot.caption_style):
                _place(states, state, _frame(start_ms, shot.fps), _frame(end_ms, shot.fps), shot.caption_style)
    return Overlay(states, setting)


def painted_caption(
    text: str,
    *,
    style: str,
    width: int,
    height: int,
    lit: tuple[int, int] = (0, 0),
    place: str = "auto",
    size_percent: int = 100,
    font: Font | None = None,
) -> Image.Image:
    """A caption as it lies in a frame of that size, RGBA on nothing: what a page shows to choose a style by."""
    canvas = Image.new("RGBA", (width, height))
    made = _box(State(text, lit), Setting(style, width, height, place, size_percent, font))
    if made is not None:
        canvas.alpha_composite(made[0], made[1:])
    return canvas


def _frame(at_ms: int, fps: int) -> int:
    return round(at_ms * fps / 1000)


def _place(states: list[State | None], state: State, start: int, end: int, style: str) -> None:
    start, end = max(0, start), min(end, len(states))
    for index in range(start, end):
        age = index - start
        grown = style != "one-word" or age >= len(POPS) or end - start <= len(POPS)
        states[index] = state if grown else State(state.text, state.lit, POPS[age])


def _shown(caption: Caption, style: str) -> Iterator[tuple[int, int, State]]:
    if not caption.text.strip():
        return
    words = _words(caption) if style in ("word-highlight", "one-word") else []
    if not words:
        yield caption.start_ms, caption.end_ms, State(caption.text)
        return
    if style == "word-highlight":
        yield caption.start_ms, words[0][0].start_ms, State(caption.text)
    for (word, at), following in zip(words, [*words[1:], None], strict=True):
        # a word stays until the next one is spoken
        end_ms = following[0].start_ms if following else caption.end_ms
        if style == "one-word":
            yield word.start_ms, end_ms, State(alone(word.text))
        else:
            yield word.start_ms, end_ms, State(caption.text, at)


def alone(word: str) -> str:
    """A word as it stands by itself: without the quotes, brackets, commas and full stops that are its sentence's."""
    found = _BARE.match(word.replace("\n", " "))
    bare = _STOPS.sub("", found[1]) if found else ""
    return bare if any(char.isalnum() for char in bare) else word.strip()


def _words(caption: Caption) -> list[tuple[Word, tuple[int, int]]]:
    """The caption's words with their places in its text; a word that is not there has no place."""
    found, at = [], 0
    for word in caption.words:
        text = word.text.strip()
        start = caption.text.find(text, at)
        if text and start >= 0:
            at = start + len(text)
            found.append((word, (start, at)))
    return found


@lru_cache(maxsize=64)
def _painted(state: State, setting: Setting) -> Painted | None:
    made = _box(state, setting)
    return painted(*made) if made else None


def painted(image: Image.Image, left: int, top: int) -> Painted:
    """An RGBA picture of even sides, ready to be laid over frames at an even place."""
    multiplied = image.convert("RGBa")
    colours = np.frombuffer(multiplied.tobytes(), np.uint8).reshape(image.height, image.width, 4)
    colour, veils = premultiplied(colours)
    return Painted(left, top, colour, veils)


@lru_cache(maxsize=8)
def _box(state: State, setting: Setting) -> tuple[Image.Image, int, int] | None:
    """The state as an RGBA box and its place; None if there is nothing to see."""
    area, style, width, height = setting.area, setting.style, setting.width, setting.height
    block = laid_out(state.text, area, setting.font)
    if not block.width:
        return None
    pad = PAD_EM * block.em
    left = max(0, int((area.centre_x - block.width / 2 - pad) // 2 * 2))
    top = max(0, int((block.bottom - block.height - pad) // 2 * 2))
    right = min(width, left + int(-(-(block.width + 2 * pad) // 2) * 2) + 2)
    bottom = min(height, top + int(-(-(block.height + 2 * pad) // 2) * 2) + 2)
    sides = (left, top, right, bottom)
    if state.lit == (0, 0):
        return rasterised(_grown(_letters(style, block, area), state.scale, block, area), sides), left, top
    plain = _box(State(state.text, scale=state.scale), setting)
    assert plain is not None  # the same text, so the same block
    lit = "".join(
        line_outlines(line, x, y, block.em, LIT, (state.lit[0] - start, state.lit[1] - start))
        for start, (line, x, y) in zip(block.starts, _baselines(block, area), strict=True)
    )
    return Image.alpha_composite(plain[0], rasterised(_grown(lit, state.scale, block, area), sides)), left, top


def rasterised(body: str, sides: tuple[int, int, int, int]) -> Image.Image:
    """SVG shapes of ours as RGBA pixels of the box (left, top, right, bottom)."""
    left, top, right, bottom = sides
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{right - left}" height="{bottom - top}" viewBox="{left} {top} {right - left} {bottom - top}">'
        f"{body}</svg>"
    )
    with Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)))) as painted:
        return painted.convert("RGBA")


def _grown(body: str, scale: float, block: Block, area: Area) -> str:
    x, y = area.centre_x, block.bottom - block.height / 2
    return f'<g transform="translate({x} {y}) scale({scale}) translate({-x} {-y})">{body}</g>'


def _letters(style: str, block: Block, area: Area) -> str:
    lines = _baselines(block, area)
    letters = "".join(line_outlines(line, x, y, block.em, INK) for line, x, y in lines)
    if style == "boxed":
        return _plate(block, area) + letters
    # one outline for all lines, so that no line's outline lies on another's letters
    edges = "".join(line_outlines(line, x, y, block.em, EDGE) for line, x, y in lines)
    shadow = (
        f'<g opacity="0.35" stroke="{EDGE}" stroke-width="{EDGE_EM * 1.5}" stroke-linejoin="round" '
        f'transform="translate(0 {0.07 * block.em:.2f})">{edges}</g>'
    )
    return f'{shadow}<g stroke="{EDGE}" stroke-width="{EDGE_EM}" stroke-linejoin="round">{edges}</g>{letters}'


def _plate(block: Block, area: Area) -> str:
    pad_x, pad_y = 0.38 * block.em, 0.14 * block.em
    return (
        f'<rect x="{area.centre_x - block.width / 2 - pad_x:.2f}" y="{block.bottom - block.height - pad_y:.2f}" '
        f'width="{block.width + 2 * pad_x:.2f}" height="{block.height + 2 * pad_y:.2f}" '
        f'rx="{0.3 * block.em:.2f}" fill="{BOX}" fill-opacity="{BOX_OPACITY}"/>'
    )


def _baselines(block: Block, area: Area) -> list[tuple[Line, float, float]]:
    """Each line with its left end and its baseline, in pixels."""
    top = block.bottom - block.height
    return [
        (line, area.centre_x - line.width * block.em / 2, top + baseline)
        for line, baseline in zip(block.lines, block.baselines, strict=True)
    ]


def line_outlines(line: Line, x: float, y: float, em: float, fill: str, only: tuple[int, int] | None = None) -> str:
    """A line's glyphs as SVG, or only those of its characters [start, end)."""
    glyphs = "".join(_glyph(glyph, fill) for glyph in line.glyphs if only is None or only[0] <= glyph.at < only[1])
    return f'<g transform="translate({x:.2f} {y:.2f}) scale({em:.4f})">{glyphs}</g>'


def _glyph(glyph: Glyph, fill: str) -> str:
    picture = colour_picture(glyph.font, glyph.number)
    if picture:
        url, left, top, width, height = picture
        return (
            f'<image x="{glyph.x + left:.4f}" y="{glyph.y + top:.4f}" width="{width:.4f}" height="{height:.4f}" '
            f'xlink:href="{url}"/>'
        )
    path = outline(glyph.font, glyph.number)
    return f'<path transform="translate({glyph.x:.4f} {glyph.y:.4f})" fill="{fill}" d="{path}"/>' if path else ""
