"""The screen: a film to watch, and over it, when asked, what the phone apps will cover."""

from dataclasses import asdict
from pathlib import Path

from storyvid.film.safe_zones import SAFE_ZONES
from storyvid.story import Cut
from storyvid.ui import media
from storyvid.ui.browser import component

_screen = component("screen")
_UPRIGHT_PX, _WIDE_PX = 360, 720
_UPRIGHT_HIGH_PX, _COLUMN_PX = 698, 579  # its room from the first moment, with the row of apps under it


def screen(
    film: Path, cut: Cut, *, label: str, key: str, vtt: str | None = None, seek_ms: int | None = None, seek_id: str = ""
) -> None:
    """Draw the film; it goes to `seek_ms` whenever `seek_id` is another than before.

    `vtt`: captions that are not in the picture.
    """
    wide, high = (int(side) for side in cut.format.split(":"))
    upright = high > wide
    zones = {app: [_style(zone) for zone in held] for app, held in SAFE_ZONES.items()} if upright else {}
    data = {
        "url": media.served(film, "video/mp4", name=key),
        "label": label,
        "ratio": (wide, high),
        "wide": _UPRIGHT_PX if upright else _WIDE_PX,
        "zones": zones,
        "vtt": vtt,
        "seek_s": None if seek_ms is None else seek_ms / 1000,
        "seek_id": seek_id,
        "autoplay": True,
    }
    _screen(key=key, data=data, height=_UPRIGHT_HIGH_PX if upright else _COLUMN_PX * high // wide + 8)


def _style(zone) -> dict[str, float]:
    return asdict(zone)
