"""Subtitle files: SRT for players and editors, WebVTT for the browser, ASS with the look of our captions (pure)."""

import re
from collections.abc import Iterable, Iterator

from storyvid.film.caption_layout import area_of
from storyvid.recipes import Caption

Cue = tuple[int, int, str]
"""(start_ms, end_ms, text): one caption in the film's time."""

_WHITE, _LIT, _EDGE, _PLATE = "&H00FFFFFF", "&H003FD2FF", "&H00141010", "&H42141010"  # alpha, blue, green, red
_KARAOKE = ("word-highlight", "one-word")
_ASS_LINE_EM = 1.36  # ASS counts a font's size from ascent to descent: Noto Sans has 1.36 em


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


def ass(
    captions: Iterable[Caption],
    *,
    width: int,
    height: int,
    style: str = "plain",
    place: str = "auto",
    size_percent: int = 100,
    title: str = "",
) -> str:
    """The captions as Advanced SubStation Alpha 4+, set where and as large as ours are in a frame of that size.

    "word-highlight" and "one-word" light up word by word (`\\k`).  Text is escaped: no word of a story is a command.
    """
    area = area_of(width, height, place=place, size_percent=size_percent)
    alignment = {0.0: 2, 0.5: 5, 1.0: 8}[area.hang]
    margin = {2: height - area.y, 5: 0.0, 8: area.y}[alignment]
    side = (width - area.most_width) / 2
    boxed = style == "boxed"
    look = {
        "Name": "Story",
        "Fontname": "Noto Sans",
        "Fontsize": round(area.em * _ASS_LINE_EM),
        "PrimaryColour": _LIT if style in _KARAOKE else _WHITE,
        "SecondaryColour": _WHITE,
        "OutlineColour": _PLATE if boxed else _EDGE,
        "BackColour": "&H96000000",
        "Bold": -1,
        "Italic": 0,
        "Underline": 0,
        "StrikeOut": 0,
        "ScaleX": 100,
        "ScaleY": 100,
        "Spacing": 0,
        "Angle": 0,
        "BorderStyle": 3 if boxed else 1,
        "Outline": round(area.em * (0.2 if boxed else 0.085), 1),
        "Shadow": 0 if boxed else round(area.em * 0.05, 1),
        "Alignment": alignment,
        "MarginL": round(side),
        "MarginR": round(side),
        "MarginV": round(margin),
        "Encoding": 1,
    }
    events = "".join(
        f"Dialogue: 0,{_ass_clock(start)},{_ass_clock(end)},Story,,0,0,0,,{words}\n"
        for start, end, words in (_ass_event(one, style) for one in captions)
        if words and end > start
    )
    return (
        f"[Script Info]\nTitle: {_one_line(title)}\nScriptType: v4.00+\nPlayResX: {width}\nPlayResY: {height}\n"
        "WrapStyle: 2\nScaledBorderAndShadow: yes\nYCbCr Matrix: TV.709\n\n"
        f"[V4+ Styles]\nFormat: {', '.join(look)}\nStyle: {','.join(map(str, look.values()))}\n\n"
        "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n" + events
    )


def _ass_event(caption: Caption, style: str) -> tuple[int, int, str]:
    text = caption.text
    if style not in _KARAOKE or not caption.words:
        return caption.start_ms, caption.end_ms, _ass_text(text)
    said, at, clock_ms = "", 0, caption.start_ms
    for word in caption.words:
        found = text.find(word.text, at)
        if found < 0:
            continue
        # hundredths counted from the caption's start, so that roundings do not add up
        wait, hold = (round((ms - caption.start_ms) / 10) for ms in (word.start_ms, word.end_ms))
        begun = round((clock_ms - caption.start_ms) / 10)
        gap = f"{{\\k{wait - begun}}}" if wait > begun else ""
        said += f"{gap}{_ass_inner(text[at:found])}{{\\k{hold - max(wait, begun)}}}{_ass_inner(word.text)}"
        at, clock_ms = found + len(word.text), word.end_ms
    return caption.start_ms, caption.end_ms, (said + _ass_inner(text[at:])).strip()


def _ass_text(text: str) -> str:
    return _ass_inner("\n".join(line.strip() for line in _plain(text).split("\n") if line.strip()))


def _ass_inner(text: str) -> str:
    # ASS has no escape that every player knows: braces become their full-width likes, and a word joiner parts a
    # backslash from what would make a command of it
    harmless = _plain(text).replace("{", "｛").replace("}", "｝").replace("\\", "\\\u2060")
    return harmless.replace("\n", "\\N")


def _one_line(text: str) -> str:
    return " ".join(_plain(text).split())


def _ass_clock(ms: int) -> str:
    seconds, hundredths = divmod(max(0, round(ms / 10)), 100)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{hundredths:02}"


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
