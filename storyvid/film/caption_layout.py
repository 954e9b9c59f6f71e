"""Caption layout: what stands in which line, how large and where, so that a phone's owner can read it (pure)."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate, pairwise

from storyvid.errors import UnknownName
from storyvid.film.fonts import Font
from storyvid.film.shaping import Line, shaped
from storyvid.phrases import Stop, joints, stop_between

MOST_LINES = 2
ONE_LINE = 0.75  # of the widest line there may be: a longer text is broken in two
LINE_HEIGHT_EM = 1.28
ASCENT_EM, DESCENT_EM = 1.0, 0.3
CLEAR_EM = 0.07  # between the marks of one line and the next, and around them
LEAST_SHARE = 0.6  # of its size that a caption keeps: a longer word is broken in two
_NOT_FIRST = set("、。，．！？：；）］｝」』】〉》…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％%)]},.!?:;")
_STOP_EM: dict[Stop, float] = {"sentence": -2.0, "clause": -2.0, "opening": -0.8, "none": 0.0, "hanging": 3.0}

PLACES = ("auto", "top", "middle", "bottom")
LEAST_SIZE_PERCENT, MOST_SIZE_PERCENT = 50, 200


@dataclass(frozen=True)
class Area:
    """Where captions may stand, in pixels of the frame: `hang` 0.0 above `y`, 0.5 around it, 1.0 below it."""

    em: float
    most_width: float
    centre_x: float
    y: float
    hang: float = 0.0


@dataclass(frozen=True)
class Block:
    """Lines in place: `starts` are the places of the lines in the caption's text, `em` the size in pixels.

    `baselines` are in pixels, from the block's top.
    """

    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    em: float
    width: float
    height: float
    bottom: float
    baselines: tuple[float, ...]


def area_of(width: int, height: int, *, one_word: bool = False, place: str = "auto", size_percent: int = 100) -> Area:
    """The captions' place in a frame. Raises UnknownName for a place there is not.

    Tall frames: narrower than the frame, and "auto" is above the lowest quarter, where TikTok, Reels and Shorts
    put their own words and buttons (`safe_zones`).
    """
    if place not in PLACES:
        raise UnknownName(f'No place "{place}" for captions. There are: {", ".join(PLACES)}.')
    tall, square = height > width, height == width
    # a square's lines are as long as the timeline breaks them: with less room every third caption would be smaller
    em_share, width_share = (0.062, 0.80) if tall else (0.053, 0.86) if square else (0.056, 0.74)
    em = em_share * min(width, height) * (1.7 if one_word else 1.0)
    em *= min(max(size_percent, LEAST_SIZE_PERCENT), MOST_SIZE_PERCENT) / 100
    most = width_share * width
    lowest = 0.90 if square else 0.925
    y, hang = {
        "auto": (0.735 if tall else lowest, 0.0),
        "bottom": (0.82 if tall else lowest, 0.0),
        "middle": (0.5, 0.5),
        "top": (0.16 if tall else 0.075, 1.0),
    }[place]
    return Area(em, most, width / 2, y * height, hang)


def laid_out(text: str, area: Area, font: Font | None = None) -> Block:
    """The text on at most two lines of nearly the same length, smaller if it must be to fit the area."""
    parts = _explicit(text) or _broken(text, area.most_width / area.em, font)
    lines = tuple(shaped(text[start:end], font) for start, end in parts)
    if max((line.width for line in lines), default=0.0) * LEAST_SHARE * area.em > area.most_width:
        parts, lines = _broken_anywhere(text.replace("\n", " "), font)
    widest = max((line.width for line in lines), default=0.0)
    em = min(area.em, area.most_width / widest) if widest else area.em
    baselines, height = _stacked(lines)
    return Block(
        lines,
        tuple(start for start, _ in parts),
        em,
        widest * em,
        height * em,
        area.y + area.hang * height * em,
        tuple(at * em for at in baselines),
    )


def _stacked(lines: tuple[Line, ...]) -> tuple[list[float], float]:
    """Each line's baseline, from the top, and the height of all, in em: marks above and below have room."""
    if not lines:
        return [], 0.0
    baselines = [max(ASCENT_EM, CLEAR_EM - lines[0].ink[0])]
    for above, below in pairwise(lines):
        baselines.append(baselines[-1] + max(LINE_HEIGHT_EM, above.ink[1] - below.ink[0] + CLEAR_EM))
    return baselines, baselines[-1] + max(DESCENT_EM, lines[-1].ink[1] + CLEAR_EM)


def _broken_anywhere(text: str, font: Font | None) -> tuple[list[tuple[int, int]], tuple[Line, ...]]:
    """A text with a word that is longer than a line, on two lines of about one length, parted with a hyphen."""
    start, end = _trimmed(text, 0, len(text))
    advances = [0.0] * (len(text) + 1)
    for glyph in shaped(text, font).glyphs:
        advances[glyph.at + 1] += glyph.advance
    widths = list(accumulate(advances))
    middle = (widths[start] + widths[end]) / 2
    places = [at for at in range(start + 2, end - 1) if _may_start(text[at]) and text[at - 1] != "\u200d"]
    if not places:
        return [(start, end)], (shaped(text[start:end], font),)
    at = min(places, key=lambda place: abs(widths[place] - middle))
    first, second = _trimmed(text, start, at), _trimmed(text, at, end)
    hyphen = "-" if text[at - 1].isalpha() and text[at].isalpha() and ord(text[at]) < 0x0E00 else ""
    return [first, second], (shaped(text[slice(*first)] + hyphen, font), shaped(text[slice(*second)], font))


def _explicit(text: str) -> list[tuple[int, int]]:
    """The lines the author broke, if they are at most two."""
    if "\n" not in text.strip():
        return []
    parts, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            parts.append(_trimmed(text, at, at + len(line)))
        at += len(line) + 1
    return parts if len(parts) <= MOST_LINES else []


def _broken(text: str, most_em: float, font: Font | None) -> list[tuple[int, int]]:
    whole = _trimmed(text, 0, len(text))
    width = shaped(text[slice(*whole)], font).width
    if width <= most_em * ONE_LINE:
        return [whole]
    best = min(breaks(text, whole), key=lambda at: _badness(text, whole, at, font), default=None)
    if best is None:
        return [whole]
    return [_trimmed(text, whole[0], best), _trimmed(text, best, whole[1])]


def _badness(text: str, whole: tuple[int, int], at: int, font: Font | None) -> float:
    """How uneven a break is, in em; a break by sense is worth some unevenness."""
    first = shaped(text[slice(*_trimmed(text, whole[0], at))], font).width
    second = shaped(text[slice(*_trimmed(text, at, whole[1]))], font).width
    before, after = text[:at].split(), text[at:].split()
    return abs(first - second) + _STOP_EM[stop_between(before[-1] if before else "", after[0] if after else "")]


def breaks(text: str, whole: tuple[int, int]) -> list[int]:
    """Where a line may end inside the range: after spaces, and between phrases in scripts without them."""
    found: list[int] = []
    for run in re.finditer(r"\S+", text[slice(*whole)]):
        start = whole[0] + run.start()
        found += [start] if start > whole[0] else []
        found += [start + at for at in joints(run.group())]
    if found or all(ord(char) < 0x0E00 for char in text):
        return found
    # a script whose phrases nobody here knows: between any two characters, but for marks and closing signs
    return [at for at in range(whole[0] + 1, whole[1]) if _may_start(text[at]) and not _leads(text[at - 1])]


def _leads(char: str) -> bool:
    # opening signs, and the vowels that Thai and Lao write before their consonant
    return unicodedata.category(char) in ("Ps", "Pi") or char in "เแโใไເແໂໃໄ"


def _may_start(char: str) -> bool:
    return char not in _NOT_FIRST and unicodedata.category(char) not in ("Mn", "Mc", "Cf", "Pe", "Pf")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
