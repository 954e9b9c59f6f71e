"""Joins: how one frame goes over into another, plane by plane."""

from collections.abc import Callable

import cv2
import numpy as np

from storyvid.film.planes import BLACK, NEUTRAL, WHITE, Planes

Blend = Callable[[Planes, Planes, float, Planes], None]
"""Fills the last argument with what lies `share` (0.0 to 1.0) of the way from the first to the second."""

FOLD = 0.22  # how far a turning page's free edge leans towards the eye, as a share of the height
SHADE = 0.55  # what is left of the light on a page that stands on its edge


def eased(share: float) -> float:
    """Slow at both ends (smoothstep)."""
    return share * share * (3 - 2 * share)


def crossfade(before: Planes, after: Planes, share: float, out: Planes) -> None:
    for first, second, target in zip(before, after, out, strict=True):
        cv2.addWeighted(first, 1 - share, second, share, 0, dst=target)


def dip_black(before: Planes, after: Planes, share: float, out: Planes) -> None:
    _dip(before, after, share, out, BLACK)


def dip_white(before: Planes, after: Planes, share: float, out: Planes) -> None:
    _dip(before, after, share, out, WHITE)


def slide(before: Planes, after: Planes, share: float, out: Planes) -> None:
    """The next picture pushes the last one out to the left."""
    seam = round((1 - eased(share)) * out.width / 2) * 2
    for number, target in enumerate(out):
        at = seam if number == 0 else seam // 2
        gone = target.shape[1] - at
        target[:, :at] = before[number][:, gone:]
        target[:, at:] = after[number][:, :gone]


def page_turn(before: Planes, after: Planes, share: float, out: Planes) -> None:
    """The last picture turns over like a page hinged on the left, and its shadow leaves the next one."""
    angle = eased(share) * np.pi / 2
    reach, lean = float(np.cos(angle)), float(np.sin(angle)) * FOLD
    light = SHADE + (1 - SHADE) * float(np.cos(angle))
    for number, target in enumerate(out):
        grey = BLACK if number == 0 else NEUTRAL
        _shadowed(after[number], target, reach, number == 0)
        if reach * target.shape[1] >= 1:
            _turn(before[number], target, reach, lean, light, grey)


JOINS: dict[str, Blend] = {
    "crossfade": crossfade,
    "dip-black": dip_black,
    "dip-white": dip_white,
    "slide": slide,
    "page-turn": page_turn,
}


def _dip(before: Planes, after: Planes, share: float, out: Planes, luma: int) -> None:
    shown, weight = (before, 1 - 2 * share) if share < 0.5 else (after, 2 * share - 1)
    for number, target in enumerate(out):
        ground = luma if number == 0 else NEUTRAL
        cv2.convertScaleAbs(shown[number], dst=target, alpha=weight, beta=ground * (1 - weight))


def _shadowed(page: np.ndarray, target: np.ndarray, reach: float, luma: bool) -> None:
    if not luma:
        target[:] = page
        return
    width = page.shape[1]
    # darkest at the turning page's edge, gone a third of the width away from it
    distance = np.clip((np.arange(width) / width - reach) / 0.33, 0, 1)
    light = 1 - 0.5 * (1 - distance) ** 2 * np.sqrt(max(0.0, 1 - reach**2)) * (reach > 0.02)
    shaded = (page.astype(np.float32) - BLACK) * light.astype(np.float32) + BLACK
    target[:] = np.rint(shaded).astype(np.uint8)


def _turn(page: np.ndarray, target: np.ndarray, reach: float, lean: float, light: float, grey: int) -> None:
    height, width = page.shape
    edge, high = reach * width, lean * height
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turned = np.array([[0, 0], [edge, -high], [edge, height + high], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, turned)
    lit = cv2.convertScaleAbs(page, alpha=light, beta=grey * (1 - light))
    columns = min(width, int(np.ceil(edge)))
    view = target[:, :columns]
    cv2.warpPerspective(lit, matrix, (columns, height), dst=view, borderMode=cv2.BORDER_TRANSPARENT)
