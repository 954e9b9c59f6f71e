"""Captions: a narration's words cut into screens of two lines by their sense, up for as long as they are read."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, zip_longest

from storyvid.phrases import Stop, stop_between, stretches
from storyvid.recipes import Caption, Word

LINE_WIDTHS = {"9:16": 22, "1:1": 30, "16:9": 42}  # in narrow columns; a wide (CJK) character takes two
LINES = 2
COLUMNS_A_SECOND = 17  # what people read of a caption: slower ones stay up for longer where there is room
LEAST_CAPTION_MS = 900
_OPEN_CAPTION_MS = 600  # captions closer than this, as after a sentence, stay up until the next
_LATE_MS = 450  # how long a shot's last caption may stay after its words: the picture goes soon after

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_STOP_COSTS: dict[Stop, float] = {"sentence": -0.9, "clause": -0.35, "opening": 0.0, "none": 0.15, "hanging": 0.5}
_LINE_STOP_COSTS: dict[Stop, int] = {"sentence": -4, "clause": -3, "opening": -2, "none": 0, "hanging": 16}  # columns
_UNEVEN_COST = 0.4  # of a screen whose two lines differ by a whole line
_BRIEF_COST = 1.2  # of a screen that is gone as soon as it is there


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """What is known of one scene's speech: its length, and (start, end, start_ms, end_ms) of each word."""

    text: str
    duration_ms: int
    words: tuple[tuple[int, int, int, int], ...] = ()


def captions_of(spoken: Spoken, *, line_width: int) -> tuple[Caption, ...]:
    """The speech as captions of at most two lines, broken by sense; times from the speech's start."""
    pieces = _pieces(spoken)
    screens = [screen for paragraph in _paragraphs(spoken.text, pieces) for screen in _broken(paragraph, line_width)]
    captions = [
        Caption(
            text=_two_lines(screen, line_width),
            start_ms=screen[0].word.start_ms,
            end_ms=screen[-1].word.end_ms,
            words=tuple(piece.word for piece in screen),
        )
        for screen in screens
    ]
    return tuple(_held(captions))


def width_of(text: str) -> int:
    """Columns that the text takes: 2 for wide (East Asian) characters, 0 for combining ones, else 1."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


@dataclass(frozen=True)
class _Piece:
    """A word of a caption in time, and whether a space stands before it in the text."""

    word: Word
    spaced: bool


def _pieces(spoken: Spoken) -> list[_Piece]:
    """The text's caption words in order, each with the time of the spoken words that it overlaps."""
    found = stretches(spoken.text)
    words: list[Word] = []
    clock_ms = 0
    for start, end in found:
        heard = [word for word in spoken.words if word[0] < end and start < word[1]]
        start_ms = max(clock_ms, min((word[2] for word in heard), default=clock_ms))
        clock_ms = max(start_ms, max((word[3] for word in heard), default=start_ms))
        words.append(Word(text=spoken.text[start:end], start_ms=start_ms, end_ms=clock_ms))
    if words and not spoken.words:
        words = _spread(words, spoken.duration_ms)
    return [
        _Piece(word, spaced=spoken.text[start - 1 : start].isspace())
        for word, (start, _) in zip(words, found, strict=True)
    ]


def _paragraphs(text: str, pieces: list[_Piece]) -> list[list[_Piece]]:
    """The words by paragraph (an empty line between): a heading is never run into what follows it."""
    counts = [len(stretches(part)) for part in _EMPTY_LINE.split(text)]
    ends = list(accumulate(counts))
    return [pieces[end - count : end] for end, count in zip(ends, counts, strict=True) if count]


def _spread(words: list[Word], duration_ms: int) -> list[Word]:
    """Words with no timings of their own share the time by their length."""
    total = sum(len(word.text) for word in words)
    ends = list(accumulate(len(word.text) for word in words))
    return [
        replace(word, start_ms=duration_ms * (end - len(word.text)) // total, end_ms=duration_ms * end // total)
        for word, end in zip(words, ends, strict=True)
    ]


@dataclass(frozen=True)
class _Row:
    """Words in one long row: where each begins and ends, in columns, and what ends with it."""

    begins: list[int]
    ends: list[int]
    stops: list[Stop]

    def width(self, start: int, end: int) -> int:
        return self.ends[end - 1] - self.begins[start]

    def fits(self, start: int, end: int, line_width: int) -> bool:
        """Whether words [start, end) go into two lines: the first as full as may be, the second with the rest."""
        full = max(start + 1, bisect_right(self.ends, self.begins[start] + line_width))
        return full >= end or self.width(full, end) <= line_width

    def break_in(self, start: int, end: int, line_width: int) -> tuple[float, int]:
        """The best break of words [start, end) into two lines, with its cost in columns; `end` where one line does."""
        if end - start < 2 or self.width(start, end) <= line_width:
            return 0.0, end
        return min((self._break_cost(start, at, end, line_width), at) for at in range(start + 1, end))

    def _break_cost(self, start: int, at: int, end: int, line_width: int) -> float:
        upper, lower = self.width(start, at), self.width(at, end)
        over = max(0, upper - line_width, lower - line_width)
        return over * 10 + abs(upper - lower) + _LINE_STOP_COSTS[self.stops[at - 1]]


def _row(pieces: list[_Piece]) -> _Row:
    texts = [piece.word.text for piece in pieces]
    begins, ends, at = [], [], 0
    for number, piece in enumerate(pieces):
        begins.append(at + (piece.spaced and number > 0))
        at = begins[-1] + width_of(piece.word.text)
        ends.append(at)
    stops = [stop_between(before, after) for before, after in zip(texts, [*texts[1:], ""], strict=True)]
    return _Row(begins, ends, stops)


def _broken(pieces: list[_Piece], line_width: int) -> list[list[_Piece]]:
    """Words cut into screens of at most two lines at the least cost (dynamic programming)."""
    row = _row(pieces)
    starts_ms = [*(piece.word.start_ms for piece in pieces), pieces[-1].word.end_ms]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(pieces) + 1):
        choices = []
        inside = 0
        for start in range(end - 1, -1, -1):
            if start < end - 1 and not row.fits(start, end, line_width):
                break
            uneven, _ = row.break_in(start, end, line_width)
            inside += start < end - 1 and row.stops[start] == "sentence"
            brief = max(0.0, 1 - (starts_ms[end] - starts_ms[start]) / LEAST_CAPTION_MS)
            # a screen costs what it leaves empty, and more where it stops in the middle of a clause
            empty = max(0.0, 1 - row.width(start, end) / (LINES * line_width)) ** 2
            cost = 0.45 + empty + _STOP_COSTS[row.stops[end - 1]] + 0.6 * inside + _BRIEF_COST * brief
            choices.append((best[start][0] + cost + _UNEVEN_COST * max(0.0, uneven) / line_width, start))
        best.append(min(choices))
    cuts = [len(pieces)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    cuts.reverse()
    return [pieces[start:end] for start, end in pairwise(cuts)]


def _two_lines(pieces: list[_Piece], line_width: int) -> str:
    """The words in one line if they fit, else in two even lines, the break by sense if near."""
    _, at = _row(pieces).break_in(0, len(pieces), line_width)
    return _joined(pieces[:at]) + ("\n" + _joined(pieces[at:]) if at < len(pieces) else "")


def _joined(pieces: list[_Piece]) -> str:
    first, *rest = pieces
    return first.word.text + "".join((" " if piece.spaced else "") + piece.word.text for piece in rest)


def _held(captions: list[Caption]) -> list[Caption]:
    """Captions up for as long as they take to read, where the next one leaves room; short gaps close.

    A caption that blinks, or is gone for a moment between two others, is harder to read than one that stays.
    """
    held = []
    for one, after in zip_longest(captions, captions[1:]):
        end_ms = max(one.end_ms, one.start_ms + _reading_ms(one.text))
        if after and one.end_ms <= after.start_ms:
            end_ms = after.start_ms if after.start_ms <= end_ms + _OPEN_CAPTION_MS else end_ms
        elif after:
            end_ms = one.end_ms
        else:
            end_ms = max(one.end_ms, min(end_ms, one.end_ms + _LATE_MS))
        held.append(replace(one, end_ms=end_ms))
    return held


def _reading_ms(text: str) -> int:
    return max(LEAST_CAPTION_MS, width_of(text) * 1000 // COLUMNS_A_SECOND)
