"""The room that the mention editor will take: known before the browser has drawn it, so that nothing below it jumps."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from storyvid.story import Story
from storyvid.ui.mention_editor import Person


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What mention_view.css sets, in pixels and in letters of usual width; `chips_rows` None: one row, pushed along."""

    line_px: int
    line_letters: int
    around_scene_px: int
    head_px: int
    chips_row_px: int
    chips_rows: int | None
    chips_letters: int


_CHIP_LETTERS = 9  # what a chip has besides its name: its key, its line, its count, its edges
WIDE = Measure(
    line_px=35, line_letters=56, around_scene_px=19, head_px=96, chips_row_px=33, chips_rows=4, chips_letters=74
)
NARROW = Measure(
    line_px=33, line_letters=36, around_scene_px=19, head_px=108, chips_row_px=46, chips_rows=None, chips_letters=1
)


def room_px(story: Story, cast: Sequence[Person], measure: Measure) -> int:
    """How high the editor will be on a screen so wide, rather a line too much; a long story is cut to the screen."""
    lines = sum(_lines(scene.text, measure.line_letters) for scene in story.scenes)
    shown = [one.name for one in cast if not one.minor]
    rows = 1 if measure.chips_rows is None else min(_rows(shown, measure.chips_letters), measure.chips_rows)
    words_px = lines * measure.line_px + len(story.scenes) * measure.around_scene_px
    return measure.head_px + rows * measure.chips_row_px + words_px


def _lines(text: str, most: int) -> int:
    return sum(max(1, ceil(_letters(line) / most)) for line in text.split("\n"))


def _rows(names: Sequence[str], most: int) -> int:
    rows, left = 1, most
    for name in names:
        wide = min(_letters(name), 20) + _CHIP_LETTERS
        if wide > left:
            rows, left = rows + 1, most
        left -= wide
    return rows


def _letters(text: str) -> int:
    """How many letters of usual width: those of East Asia are twice as wide."""
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text)
