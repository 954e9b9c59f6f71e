"""Safe zones: what the phone apps draw over an upright film, in percent of its width and height (pure).

The apps publish little and change often.  Reels: Meta's Business Help Center keeps the upper 14 %, the lower 35 %
and 6 % at the sides free for full-screen placements; the buttons are what lies lower right.  TikTok and Shorts: what
their creative guides and measured screens agree on, rounded to the cautious side (2025).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Zone:
    """A rectangle that an app covers: percent from left and top, percent wide and high."""

    left: float
    top: float
    width: float
    height: float


SAFE_ZONES: dict[str, tuple[Zone, ...]] = {
    "TikTok": (Zone(0, 0, 100, 7), Zone(87, 38, 13, 40), Zone(0, 78, 100, 22)),
    "Reels": (Zone(0, 0, 100, 14), Zone(87, 44, 13, 36), Zone(0, 80, 100, 20)),
    "Shorts": (Zone(0, 0, 100, 8), Zone(86, 40, 14, 38), Zone(0, 78, 100, 22)),
}


def covered_by(left: float, top: float, right: float, bottom: float) -> tuple[str, ...]:
    """The apps that would cover a part of the box, given in percent."""
    return tuple(
        app
        for app, zones in SAFE_ZONES.items()
        if any(
            left < zone.left + zone.width and zone.left < right and top < zone.top + zone.height and zone.top < bottom
            for zone in zones
        )
    )
