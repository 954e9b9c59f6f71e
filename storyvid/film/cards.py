"""Cards: title, chapter and end, lettered in their style over the picture they belong to, which lies out of focus.

What is behind the words moves with the same camera as the scene, so that a crossfade from a card to its scene
looks as if the eye found its focus.
"""

from functools import lru_cache

import cv2
import numpy as np
from PIL import Image

from storyvid.film import fonts
from storyvid.film.captions import Painted, line_outlines, painted, rasterised
from storyvid.film.fonts import Font
from storyvid.film.lettering import HANG_EM, LINE_EM, Lettering, Set, face_of, lettering_of, words_set
from storyvid.film.planes import FrameSource, Planes
from storyvid.recipes import Heading, Shot

BACKDROP = 256  # pixels of the shorter side: what is out of focus needs no more
BLUR = 0.035  # of the shorter side
FADE_MS = 500  # until the words are there
Box = tuple[float, float, float, float]
"""(left, top, width, height) in pixels."""

MIDDLE = 0.47  # of the height: where the words' middle is, a little above the frame's


class Card:
    """A frame source: a backdrop in motion, and words that come up over it."""

    def __init__(self, backdrop: FrameSource, shot: Shot, heading: Heading, font: Font | None):
        fonts.check_glyphs(heading.text, font or face_of(lettering_of(heading.style)))
        self.width, self.height, self.frames = shot.width, shot.height, shot.frames
        self._backdrop = backdrop
        # a film's first frame is its picture in every list of films: the title is there from the start
        self._fade = 1 if heading.form == "title" else max(1, min(shot.frames // 2, FADE_MS * shot.fps // 1000))
        picture, left, top = lettered(heading, width=shot.width, height=shot.height, font=font)
        self._words = painted(picture, left, top)

    def draw(self, index: int, out: Planes) -> None:
        self._backdrop.draw(index, out)
        share = (index + 1) / self._fade
        if share >= 1:
            self._words.lay(out)
        else:
            _blended(self._words, share * share * (3 - 2 * share), out)


def backdrop(picture: Image.Image, heading: Heading) -> Image.Image:
    """The picture out of focus under the style's veil, small."""
    lettering = lettering_of(heading.style)
    share = BACKDROP / min(picture.size)
    size = (max(2, round(picture.width * share)), max(2, round(picture.height * share)))
    small = np.asarray(picture.resize(size, Image.Resampling.BOX, reducing_gap=2.0))
    soft = cv2.GaussianBlur(small, (0, 0), BLUR * min(size)).astype(np.float32)
    veil = np.array([int(lettering.veil[at : at + 2], 16) for at in (1, 3, 5)], np.float32)
    percent = lettering.veil_percent
    return Image.fromarray(((soft * (100 - percent) + veil * percent) / 100).astype(np.uint8))


@lru_cache(maxsize=4)
def lettered(heading: Heading, *, width: int, height: int, font: Font | None) -> tuple[Image.Image, int, int]:
    """The words on their panel as an RGBA box of even sides, and its even place in a frame of that size."""
    lettering = lettering_of(heading.style)
    words = words_set(heading.text, heading.form, lettering=lettering, width=width, height=height, font=font)
    pad = 0.95 * words.em
    box_width, box_height = words.width + 2 * pad, words.height + 1.7 * pad
    reach = 0.5 * words.em  # shadows and second sheets
    sides = (
        max(0, int((width / 2 - box_width / 2 - reach) // 2 * 2)),
        max(0, int((MIDDLE * height - box_height / 2 - reach) // 2 * 2)),
        min(width, int((width / 2 + box_width / 2 + reach) // 2 * 2) + 2),
        min(height, int((MIDDLE * height + box_height / 2 + reach) // 2 * 2) + 2),
    )
    panel = (width / 2 - box_width / 2, MIDDLE * height - box_height / 2, box_width, box_height)
    body = _panel(lettering, panel, words.em) + _words(words, lettering, width / 2, MIDDLE * height)
    return rasterised(body, sides), sides[0], sides[1]


def _words(words: Set, lettering: Lettering, centre_x: float, centre_y: float) -> str:
    first = centre_y - words.height / 2 + words.cap * words.em + 0.5 * HANG_EM * words.em
    drawn = []
    for number, line in enumerate(words.large):
        x, y = centre_x - line.width * words.em / 2, first + words.em * LINE_EM * number
        drawn.append(line_outlines(line, x, y, words.em, lettering.ink))
    if words.small:
        last = first + words.em * LINE_EM * (len(words.large) - 1)
        drawn.append(_ornament(lettering, centre_x, last + words.em * HANG_EM + words.gap * 0.4, words.em))
        below = last + words.em * HANG_EM + words.gap + words.cap * words.small_em
        for number, line in enumerate(words.small):
            x, y = centre_x - line.width * words.small_em / 2, below + words.small_em * LINE_EM * number
            drawn.append(line_outlines(line, x, y, words.small_em, lettering.ink))
    letters = "".join(drawn)
    if lettering.panel != "none":
        return letters
    glow = f'<g filter="url(#glow)" opacity="0.85">{letters}</g>'
    blur = 0.16 * words.em
    return (
        f'<filter id="glow" x="-20%" y="-30%" width="140%" height="160%"><feColorMatrix values="0 0 0 0 0.02 '
        f'0 0 0 0 0.03 0 0 0 0 0.08 0 0 0 1 0"/><feGaussianBlur stdDeviation="{blur:.2f}"/></filter>{glow}{letters}'
    )


def _ornament(lettering: Lettering, x: float, y: float, em: float) -> str:
    """A short rule with a diamond in its middle."""
    half, size, thick = 1.25 * em, 0.11 * em, max(1.0, 0.035 * em)
    lines = "".join(
        f'<rect x="{start:.2f}" y="{y - thick / 2:.2f}" width="{half - 2.4 * size:.2f}" height="{thick:.2f}"/>'
        for start in (x - half, x + 2.4 * size)
    )
    diamond = f"M{x - size:.2f} {y:.2f}L{x:.2f} {y - size:.2f}L{x + size:.2f} {y:.2f}L{x:.2f} {y + size:.2f}Z"
    return f'<g fill="{lettering.accent}">{lines}<path d="{diamond}"/></g>'


def _panel(lettering: Lettering, panel: Box, em: float) -> str:
    ground, accent = lettering.ground, lettering.accent
    shadow = (
        f'<filter id="shadow" x="-20%" y="-20%" width="140%" height="150%"><feDropShadow dx="0" dy="{0.1 * em:.2f}" '
        f'stdDeviation="{0.14 * em:.2f}" flood-color="#000000" flood-opacity="0.38"/></filter>'
    )
    cast = 'filter="url(#shadow)"'
    match lettering.panel:
        case "sheets":
            under = _rect(
                _grown(panel, 0.06 * em), accent, 0.4 * em, f'transform="rotate(-2.6 {_centre(panel)})" {cast}'
            )
            return shadow + under + _rect(panel, ground, 0.34 * em, cast)
        case "wash":
            rims = (_wobbly(_grown(panel, by * em), 0.13 * em, em, seed) for seed, by in enumerate((0.26, 0.16, 0.08)))
            washes = "".join(f'<path d="{rim}" fill="{ground}" fill-opacity="0.34"/>' for rim in rims)
            rim = _wobbly(panel, 0.1 * em, em, 5)
            pool = f'stroke="{accent}" stroke-opacity="0.4" stroke-width="{0.05 * em:.2f}"'
            return f'{washes}<path d="{rim}" fill="{ground}" fill-opacity="0.9" {pool}/>'
        case "plate":
            line = _frame(_grown(panel, -0.26 * em), accent, 0.16 * em, max(1.0, 0.045 * em))
            return shadow + _rect(panel, ground, 0.3 * em, cast) + line
        case "carved":
            edge = _outlined(_grown(panel, -0.2 * em), lettering.ink, 0.13 * em, em, 1, wobble=0.035)
            line = _outlined(_grown(panel, -0.4 * em), accent, 0.045 * em, em, 2, wobble=0.02)
            return f'<path d="{_wobbly(panel, 0.03 * em, 0.5 * em, 3)}" fill="{ground}"/>{edge}{line}'
        case "block":
            under = _rect((panel[0] + 0.22 * em, panel[1] + 0.22 * em, *panel[2:]), accent, 0)
            return under + _rect(panel, ground, 0)
        case "scrawl":
            sheet = f'<path d="{_wobbly(panel, 0.04 * em, em, 1)}" fill="{ground}"/>'
            strokes = ((2, 0.16, 0.085), (6, 0.2, 0.05), (9, 0.13, 0.04))
            return sheet + "".join(
                _outlined(_grown(panel, -by * em), accent, thick * em, em, seed, wobble=0.05)
                for seed, by, thick in strokes
            )
    return ""


def _wobbly(box: Box, wobble: float, em: float, seed: int) -> str:
    """A rectangle as a hand draws it: its outline swings by `wobble` pixels, the same for the same seed."""
    x, y, width, height = box
    around = 2 * (width + height)
    steps = max(24, round(around / (0.22 * em)))
    at = np.arange(steps) / steps * around
    swing = sum(
        np.sin(2 * np.pi * turns * at / around + 1.7 * seed + 2.3 * number) / (1 + number)
        for number, turns in enumerate((3, 7, 13, 29, 41))
    )
    # how far along each side, clamped: the corners stay corners
    along_x = np.clip(at, 0, width) - np.clip(at - width - height, 0, width)
    along_y = np.clip(at - width, 0, height) - np.clip(at - 2 * width - height, 0, height)
    outward_x = np.where((at >= width) & (at < width + height), 1.0, np.where(at >= 2 * width + height, -1.0, 0.0))
    outward_y = np.where(at < width, -1.0, np.where((at >= width + height) & (at < 2 * width + height), 1.0, 0.0))
    points = zip(x + along_x + wobble * swing * outward_x, y + along_y + wobble * swing * outward_y, strict=True)
    return "M" + "L".join(f"{px:.2f} {py:.2f}" for px, py in points) + "Z"


def _outlined(box: Box, colour: str, thick: float, em: float, seed: int, *, wobble: float) -> str:
    return (
        f'<path d="{_wobbly(box, wobble * em, em, seed)}" fill="none" stroke="{colour}" stroke-width="{thick:.2f}" '
        'stroke-linejoin="round"/>'
    )


def _rect(box: Box, fill: str, radius: float, more: str = "") -> str:
    x, y, width, height = box
    place = f'x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" rx="{radius:.2f}"'
    return f'<rect {place} fill="{fill}" {more}/>'


def _frame(box: Box, colour: str, radius: float, thick: float) -> str:
    return _rect(box, "none", radius, f'stroke="{colour}" stroke-width="{thick:.2f}"')


def _grown(box: Box, by: float) -> Box:
    x, y, width, height = box
    return x - by, y - by, width + 2 * by, height + 2 * by


def _centre(box: Box) -> str:
    x, y, width, height = box
    return f"{x + width / 2:.2f} {y + height / 2:.2f}"


def _blended(words: Painted, share: float, out: Planes) -> None:
    """The words laid over a frame as far as `share`."""
    right, bottom = words.left + words.colour.width, words.top + words.colour.height
    for target, veil, colour in zip(
        out.box(words.left, words.top, right, bottom), words.veils, words.colour, strict=True
    ):
        laid = cv2.add(cv2.multiply(target, veil, scale=1 / 255), colour)
        cv2.addWeighted(laid, share, target, 1 - share, 0, dst=target)
