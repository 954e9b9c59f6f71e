"""From what espeak-ng heard itself say to narration: clauses with a storyteller's pauses, and words in time."""

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from storyvid.speech.espeak_library import Heard
from storyvid.speech.pauses import pause_ms
from storyvid.speech.wording import Token, Wording, tokens

_FRAME = 110  # samples: 5 ms, the grain in which silence is found
_FLOOR = 0.006  # of the loudest sample: what is quieter is silence (-44 dB)
_DECAY_MS = 25  # kept after the last loud frame
_FADE_MS = 6


@dataclass(frozen=True)
class Timed:
    """A word in time: its token, and [start, end) in samples."""

    token: Token
    start: int
    end: int

    def moved(self, by: int) -> "Timed":
        return Timed(self.token, self.start + by, self.end + by)


@dataclass(frozen=True)
class Phrase:
    """A stretch of speech: samples (n,) float32, trimmed of silence at both ends, and its words."""

    samples: np.ndarray
    words: tuple[Timed, ...]


@dataclass(frozen=True)
class _Clause:
    start: int  # in the samples heard
    end: int  # where its sound ends; silence follows
    words: list[Timed]


def phrased(heard: Heard, wording: Wording, source: str, *, speed_percent: int) -> Phrase:
    """The clauses heard, joined by pauses that their punctuation asks for.

    Word starts are the library's own events; a word that got none (the library says "there was" as one)
    takes its share, by letters, of the stretch it was said in.
    """
    clauses = _clauses(heard, wording)
    pieces: list[np.ndarray] = []
    words: list[Timed] = []
    at = 0
    for number, clause in enumerate(clauses):
        sound = _faded(heard.samples[clause.start : clause.end].astype(np.float32) / 32768, heard.rate)
        words += [word.moved(at - clause.start) for word in clause.words]
        pieces.append(sound)
        at += len(sound)
        if number + 1 < len(clauses):
            gap = pause_ms(*_between(clause, clauses[number + 1], source)) * 100 // speed_percent
            pieces.append(np.zeros(gap * heard.rate // 1000, np.float32))
            at += len(pieces[-1])
    return Phrase(np.concatenate(pieces) if pieces else np.zeros(0, np.float32), tuple(words))


def _between(clause: _Clause, following: _Clause, source: str) -> tuple[str, str]:
    if not clause.words or not following.words:
        return "", ""
    end, start = clause.words[-1].token.source_end, following.words[0].token.source_start
    return source[end:start], source[start : start + 1]


def _clauses(heard: Heard, wording: Wording) -> list[_Clause]:
    level = _levels(heard.samples)
    starts = _token_starts(heard, wording)
    edges = _edges(heard)
    clauses = []
    for begin, finish in zip(edges, edges[1:], strict=False):
        inside = [(token, start) for token, start in starts if begin <= start < finish]
        first = _sound_start(level, begin, finish)
        last = _sound_end(level, begin, finish, heard.rate)
        if last <= first:
            continue
        # the first word begins when it is heard: before a "t" the library counts the closed mouth' silence too
        inside = [(token, max(start, first)) for token, start in inside]
        ends = [*(start for _, start in inside[1:]), last][: len(inside)]
        timed = [Timed(token, start, end) for (token, start), end in zip(inside, ends, strict=True)]
        # a letter that the voice cannot read takes no time, and is not a spoken word
        words = [word for word in _whole(timed) if word.end - word.start >= _FRAME]
        clauses.append(_Clause(first, max(last, words[-1].end) if words else last, words))
    return clauses


def _whole(words: list[Timed]) -> list[Timed]:
    """The words, those that were respelt as several ("£5": "5 pounds") as the one that stands in the text."""
    found: list[Timed] = []
    for word in words:
        if found and found[-1].token.source_start == word.token.source_start:
            found[-1] = Timed(found[-1].token, found[-1].start, word.end)
        else:
            found.append(word)
    return found


def _edges(heard: Heard) -> list[int]:
    """Where one clause gives way to the next: the first word at or after each clause's end."""
    word_samples = [sample for _, sample in heard.words]
    edges = {0, len(heard.samples)}
    for _, end in heard.clause_ends:
        following = bisect_right(word_samples, end - 1)
        if following < len(word_samples):
            edges.add(word_samples[following])
    return sorted(edges)


def _token_starts(heard: Heard, wording: Wording) -> list[tuple[Token, int]]:
    """Each token with the sample it begins at, never going back."""
    every = tokens(wording, frozenset(position for position, _ in heard.words))
    begins = [token.start for token in every]
    known: dict[int, int] = {}
    last, latest = -1, 0
    for position, sample in heard.words:
        at = bisect_right(begins, position) - 1
        if at + 1 < len(every) and (at < 0 or position >= every[at].end):
            at += 1  # the event stands on punctuation before its word
        if last < at < len(every) and sample >= latest:
            known[at] = sample
            last, latest = at, sample
    return list(zip(every, _filled(every, known, heard), strict=True))


def _filled(every: list[Token], known: dict[int, int], heard: Heard) -> list[int]:
    """A start for every token: those that are known, and between them shares by length."""
    if not every:
        return []
    marks = sorted(known.items()) or [(0, 0)]
    if marks[0][0] > 0:
        marks.insert(0, (0, 0))
    starts: list[int] = []
    end_samples = [end for _, end in heard.clause_ends]
    for (at, sample), following in zip(marks, [*marks[1:], None], strict=True):
        until, finish = following or (len(every), len(heard.samples))
        # a clause's end bounds the stretch, so that no share falls into the pause
        next_end = bisect_right(end_samples, sample)
        if next_end < len(end_samples) and heard.clause_ends[next_end][0] >= every[until - 1].end:
            finish = min(finish, end_samples[next_end])
        lengths = np.array([token.end - token.start + 1 for token in every[at:until]], dtype=np.float64)
        shares = np.concatenate([[0.0], np.cumsum(lengths)[:-1]]) / lengths.sum()
        starts += [sample + int(share * (finish - sample)) for share in shares]
    return [int(start) for start in np.maximum.accumulate(np.array(starts))]


def _levels(samples: np.ndarray) -> np.ndarray:
    """For each frame, whether it is heard."""
    whole = samples[: len(samples) // _FRAME * _FRAME].astype(np.int32)
    frames = np.abs(whole).reshape(-1, _FRAME).max(axis=1, initial=0)
    return frames > max(int(frames.max(initial=0) * _FLOOR), 8)


def _sound_start(level: np.ndarray, begin: int, finish: int) -> int:
    loud = np.flatnonzero(level[begin // _FRAME : finish // _FRAME + 1])
    return max(begin, (begin // _FRAME + int(loud[0])) * _FRAME) if len(loud) else finish


def _sound_end(level: np.ndarray, begin: int, finish: int, rate: int) -> int:
    first = -(-begin // _FRAME)
    loud = np.flatnonzero(level[first : finish // _FRAME])
    if not len(loud):
        return begin
    return min(finish, (first + int(loud[-1]) + 1) * _FRAME + _DECAY_MS * rate // 1000)


def _faded(sound: np.ndarray, rate: int) -> np.ndarray:
    """The sound with a few milliseconds of fade at both ends, so that no cut clicks."""
    length = min(_FADE_MS * rate // 1000, len(sound) // 2)
    ramp = (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, length, endpoint=False))).astype(np.float32)
    sound[:length] *= ramp
    sound[len(sound) - length :] *= ramp[::-1]
    return sound
