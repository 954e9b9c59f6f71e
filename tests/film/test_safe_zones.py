"""Safe zones: captions stand clear of what the apps draw, where they stand by themselves."""

import numpy as np
import pytest

from storyvid.film.captions import painted_caption
from storyvid.film.safe_zones import SAFE_ZONES, covered_by


def test_zones_lie_inside_the_frame_and_leave_its_middle():
    for zones in SAFE_ZONES.values():
        assert all(zone.left + zone.width <= 100 and zone.top + zone.height <= 100 for zone in zones)
    assert covered_by(10, 30, 80, 70) == ()
    assert covered_by(0, 96, 100, 100) == ("TikTok", "Reels", "Shorts") and covered_by(10, 9, 20, 12) == ("Reels",)


@pytest.mark.parametrize("style", ["plain", "boxed", "word-highlight", "one-word"])
@pytest.mark.parametrize("place", ["auto", "middle", "top"])
def test_captions_are_clear_of_what_every_app_draws_above_and_below(style, place):
    text = "Once upon a time there was a girl who loved the sea."
    image = np.asarray(painted_caption(text, style=style, width=1080, height=1920, place=place))
    rows = np.flatnonzero(image[..., 3].any(axis=1))
    assert covered_by(20, rows[0] / 19.2, 80, rows[-1] / 19.2) == ()
