"""A film's captions as SRT and WebVTT text, in the film's time."""

from collections.abc import Sequence

from storyvid.recipes import Caption


def srt(captions: Sequence[Caption]) -> str:
    """SubRip: numbered blocks, commas before the milliseconds."""
    blocks = [f"{at}\n{_span(one, ',')}\n{one.text}\n" for at, one in enumerate(captions, 1)]
    return "\n".join(blocks)


def vtt(captions: Sequence[Caption]) -> str:
    """WebVTT (W3C 2019): `&`, `<` and `>` are escaped, so that words never become tags."""
    blocks = [f"{_span(one, '.')}\n{_escaped(one.text)}\n" for one in captions]
    return "\n".join(["WEBVTT\n", *blocks])


def _span(caption: Caption, mark: str) -> str:
    return f"{_time(caption.start_ms, mark)} --> {_time(caption.end_ms, mark)}"


def _time(ms: int, mark: str) -> str:
    return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}{mark}{ms % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
