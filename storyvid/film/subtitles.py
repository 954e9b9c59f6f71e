"""Subtitle files: SRT for players and editors, WebVTT for the browser (pure)."""

import re
from collections.abc import Iterable, Iterator

Cue = tuple[int, int, str]
"""(start_ms, end_ms, text): one caption in the film's time."""


def srt(cues: Iterable[Cue]) -> str:
    """The cues as SubRip text: numbered from 1, comma before the milliseconds.

    SubRip has no escape; what players would take for a tag or a timing line is made harmless instead.
    """
    blocks = (
        f"{number}\n{_clock(start, ',')} --> {_clock(end, ',')}\n{_srt_text(text)}\n"
        for number, (start, end, text) in enumerate(_shown(cues), start=1)
    )
    return "\n".join(blocks)


def vtt(cues: Iterable[Cue]) -> str:
    """The cues as WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format", 4.1)."""
    blocks = (f"{_clock(start, '.')} --> {_clock(end, '.')}\n{_vtt_text(text)}\n" for start, end, text in _shown(cues))
    return "WEBVTT\n\n" + "\n".join(blocks)


def _shown(cues: Iterable[Cue]) -> Iterator[Cue]:
    for start, end, text in cues:
        lines = "\n".join(line.strip() for line in _plain(text).split("\n") if line.strip())
        if lines and end > start:
            yield start, end, lines


def _plain(text: str) -> str:
    # every kind of line end becomes one newline, other controls go
    text = re.sub(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", text)


def _srt_text(text: str) -> str:
    # a zero-width space breaks what players read as <tags>, {\commands} and arrows
    broken = re.sub(r"<(?=[A-Za-z/])", "<\u200b", text)
    return re.sub(r"\{(?=\\)", "{\u200b", broken).replace("-->", "--\u200b>")


def _vtt_text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(ms: int, point: str) -> str:
    seconds, ms = divmod(max(0, ms), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{ms:03}"
