"""Splitting a text into scenes: verbatim slices of whole sentences, by sentences, by count or by seconds."""

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np

from storyvid.errors import BadInput
from storyvid.reading.chapters import chapters
from storyvid.reading.clauses import in_clauses
from storyvid.reading.sentences import Sentence, sentences

SplitBy = Literal["sentences", "count", "seconds"]

MAX_TEXT_BYTES = 1_000_000
MAX_SCENES = 500

# by sentences and by count, a sentence longer than this is cut into stretches as long as that; by seconds, one that
# is longer than the scene shall be and than _WHOLE_MS into such as fit the scene
_ENDLESS_MS, _STRETCH_MS, _WHOLE_MS, _LEAST_MS = 45_000, 15_000, 15_000, 5_000
_SHORT_CHARS = 30  # a sentence this short may travel with its neighbour
# of a cut inside a paragraph, inside a quotation, of a chapter's end inside a scene; a scene off by half costs 0.25
_CUT_COST, _QUOTE_COST, _PART_COST = 0.15, 0.5, 1.0
_THE_END = re.compile(
    r"\W*(?:the end|finis|fine?|(?:das )?ende|la fin|fim|koniec|einde|slut|конец|кінець|終わり?|おわり|完|النهاية)\W*",
    re.I,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Piece:
    """A scene's text, verbatim, the white space that followed it in the source, and the chapter that it opens."""

    text: str
    gap: str
    chapter: str = ""


def clean(text: str) -> str:
    """The text with one kind of newline and without control characters and byte order marks; nothing else changes."""
    return _CONTROLS.sub("", re.sub(r"\r\n?|\x85|\u2028|\u2029|[\x0b\x0c]", "\n", text))


def split(text: str, *, by: SplitBy, n: int, language: str = "en", speed_percent: int = 100) -> tuple[Piece, ...]:
    """The scenes of a text: `n` sentences each, `n` in all, or at most `n` seconds of narration each.

    `"".join(p.text + p.gap for p in pieces) == text.lstrip()`.  Split by count, there are exactly `n` scenes
    where there are that many sentences.  A sentence longer than `n` seconds stands alone; one without an end is
    cut between clauses.  Raises BadInput for a text that is empty or too long, and for more than MAX_SCENES scenes.
    """
    _check(text, n)
    found = sentences(text, language=language)
    timed = by == "seconds"
    over_ms, most_ms = (max(n * 1000, _WHOLE_MS), max(n * 1000, _LEAST_MS)) if timed else (_ENDLESS_MS, _STRETCH_MS)
    found = in_clauses(text, found, over_ms=over_ms, most_ms=most_ms, language=language, speed_percent=speed_percent)
    ends_ms = _ends_ms(text, found, language=language, speed_percent=speed_percent) if timed else []
    starts = _starts(found, ends_ms, by=by, n=n)
    if by == "sentences" and n > 1:
        starts = _without_end_card(text, found, starts)
    if len(starts) > MAX_SCENES:
        raise BadInput(_too_many(found, ends_ms, len(starts), by=by, n=n))
    ends = [*(found[start].start for start in starts[1:]), len(text)]
    opens = dict(chapters(text))
    begins = [found[start].start for start in starts]
    return tuple(_piece(text[at:end], opens.get(at, "")) for at, end in zip(begins, ends, strict=True))


def _check(text: str, n: int) -> None:
    if not any(c.isalnum() for c in text):
        raise BadInput("There are no words here. Paste or upload a story.")
    size = len(text.encode("utf-8", "replace"))
    if size > MAX_TEXT_BYTES:
        raise BadInput(f"The story is {size:,} bytes long; at most {MAX_TEXT_BYTES:,} fit. Make a project per chapter.")
    if n < 1:
        raise BadInput("A split needs a number of at least 1.")


def _piece(text: str, chapter: str) -> Piece:
    held = text.rstrip()
    return Piece(held, text[len(held) :], chapter)


def _starts(found: list[Sentence], ends_ms: list[tuple[int, int]], *, by: SplitBy, n: int) -> list[int]:
    """The index of the first sentence of every scene."""
    if by == "sentences":
        return _by_sentences(found, n)
    if by == "count":
        return _by_count(found, min(n, len(found)))
    return _by_seconds(found, ends_ms, n * 1000)


def _by_sentences(found: list[Sentence], n: int) -> list[int]:
    starts, start = [], 0
    while start < len(found):
        starts.append(start)
        start = _end_of_scene(found, start, n)
        if n > 1 and _is_leftover(found, start):
            start += 1
    return starts


def _is_leftover(found: list[Sentence], end: int) -> bool:
    """Whether a few words alone are left between a scene's end and the next chapter ("Yours truly, Tom")."""
    if end + 1 >= len(found) or found[end].opens_part or not found[end + 1].opens_part:
        return False
    return found[end].end - found[end].start < _SHORT_CHARS


def _without_end_card(text: str, found: list[Sentence], starts: list[int]) -> list[int]:
    """The starts, "The End" not left a scene of its own."""
    last = found[starts[-1]]
    alone = len(starts) > 1 and _THE_END.fullmatch(text[last.start : found[-1].end])
    return starts[:-1] if alone else starts


def _end_of_scene(found: list[Sentence], start: int, n: int) -> int:
    """Sentence `start` and the next, up to `n`: a paragraph's end ends the scene unless it would be a scrap.

    A chapter's end, and the author's own ("* * *"), always does.
    """
    end = start + 1
    while end < len(found) and end - start < n:
        if found[end].opens_part:
            return end
        if found[end].starts_paragraph and not _is_scrap(found, start, end, n):
            return end
        end += 1
    return end if n == 1 or end >= len(found) else _rounded_off(found, end, n)


def _is_scrap(found: list[Sentence], start: int, end: int, n: int) -> bool:
    return end - start < n / 2 or found[end - 1].end - found[start].start < _SHORT_CHARS * n


def _rounded_off(found: list[Sentence], end: int, n: int) -> int:
    """A little further where a quotation would be cut, or a short last sentence of a paragraph left behind."""
    for closed in range(end, min(end + n, len(found)) + 1):
        if closed == len(found) or found[closed].starts_paragraph or not found[closed - 1].in_quote:
            end = closed
            break
    if end == len(found) or found[end].starts_paragraph:
        return end
    last = end + 1 == len(found) or found[end + 1].starts_paragraph
    short = found[end].end - found[end].start < 2 * _SHORT_CHARS
    return end + 1 if last and short else end


def _by_count(found: list[Sentence], count: int) -> list[int]:
    """Scenes of like length: least squares over the cuts, by dynamic programming (Knuth and Plass 1981)."""
    offsets = np.array([*(sentence.start for sentence in found), found[-1].end], dtype=float)
    ideal = (offsets[-1] - offsets[0]) / count
    reach = min(len(found), 6 * -(-len(found) // count) + 10)
    fee = np.array([0.0, *map(_fee, found, found[1:]), 0.0])
    parts = np.cumsum([0, *(sentence.opens_part for sentence in found)])
    best = np.full(len(found) + 1, np.inf)
    best[0] = 0.0
    came = []
    for _ in range(count):
        best, before = _one_scene_more(best, offsets / ideal, fee, parts, reach)
        came.append(before)
    return _traced(came, len(found))


def _one_scene_more(
    best: np.ndarray, offsets: np.ndarray, fee: np.ndarray, parts: np.ndarray, reach: int
) -> tuple[np.ndarray, np.ndarray]:
    """The least cost of ending a scene at every cut, and how many sentences that scene has."""
    more, width = np.full_like(best, np.inf), np.zeros(len(best), dtype=int)
    for taken in range(1, reach + 1):
        inside = parts[taken:] - parts[1 : len(best) - taken + 1]  # parts that open after the scene's first sentence
        cost = best[:-taken] + (offsets[taken:] - offsets[:-taken] - 1.0) ** 2 + fee[taken:] + _PART_COST * inside
        better = cost < more[taken:]
        more[taken:][better] = cost[better]
        width[taken:][better] = taken
    return more, width


def _traced(came: list[np.ndarray], end: int) -> list[int]:
    starts = []
    for width in reversed(came):
        end -= int(width[end])
        starts.append(end)
    return starts[::-1]


def _fee(before: Sentence, after: Sentence) -> float:
    """What a cut between two sentences costs."""
    return 0.0 if after.starts_paragraph else _QUOTE_COST if before.in_quote else _CUT_COST


def _by_seconds(found: list[Sentence], ends_ms: list[tuple[int, int]], most_ms: int) -> list[int]:
    """As few scenes as fit the time, ends of paragraphs preferred, by the same dynamic programming."""
    best, came = [0.0], [0]
    for end in range(1, len(found) + 1):
        cost, start = _best_start(best, found, end, ends_ms, most_ms)
        best.append(cost)
        came.append(start)
    starts, end = [], len(found)
    while end:
        end = came[end]
        starts.append(end)
    return starts[::-1]


def _ends_ms(text: str, found: list[Sentence], *, language: str, speed_percent: int) -> list[tuple[int, int]]:
    """For every sentence when it ends, spoken after all before it, and how long it lasts alone.

    A pause depends on the two sentences it parts only, so a scene's length is a difference of two ends.
    """
    from storyvid.speech.timing import speaking_ms

    def lasts(first: Sentence, last: Sentence) -> int:
        return speaking_ms(text[first.start : last.end], language=language, speed_percent=speed_percent)

    alone = [lasts(sentence, sentence) for sentence in found]
    ends, end = [], 0
    for number, sentence in enumerate(found):
        # 2 ms for what is rounded away
        end += alone[number] if number == 0 else lasts(found[number - 1], sentence) - alone[number - 1] + 2
        ends.append((end, alone[number]))
    return ends


def _best_start(
    best: list[float], found: list[Sentence], end: int, ends_ms: list[tuple[int, int]], most_ms: int
) -> tuple[float, int]:
    fee = _fee(found[end - 1], found[end]) if end < len(found) else 0.0
    choices = [(best[end - 1] + 1.0 + fee, end - 1)]
    for start in range(end - 2, -1, -1):
        if found[start + 1].opens_part:
            break
        first_ends_ms, first_ms = ends_ms[start]
        spare = 1.0 - (ends_ms[end - 1][0] - first_ends_ms + first_ms) / most_ms
        if spare < 0.0:
            break
        # a scene costs 1 and what it leaves empty a little, so that the scenes are few and even
        choices.append((best[start] + 1.0 + 0.2 * spare**2 + fee, start))
    return min(choices)


def _too_many(found: list[Sentence], ends_ms: list[tuple[int, int]], made: int, *, by: SplitBy, n: int) -> str:
    if by == "count":
        return f"{made} scenes are too many; at most {MAX_SCENES} fit."
    fits = max(n + 1, n * made // (2 * MAX_SCENES))
    while len(_starts(found, ends_ms, by=by, n=fits)) > MAX_SCENES:
        fits += 1 + fits // 8
    said = "sentences" if by == "sentences" else "seconds"
    return f"That makes {made:,} scenes; at most {MAX_SCENES} fit. From {fits} {said} a scene they do."
