"""Motion: where the camera looks in every frame of a shot, as eased paths and sub-pixel affines (pure).

Three spaces, all in pixels with the origin at the top left corner of the first pixel:
- the frame: `width` x `height`, what the film shows;
- the cover: the picture scaled so that it just covers the frame;
- the stage: the cover times `scale`, which is what lies in memory (`scale` is the path's largest zoom, so
  that no frame magnifies the stage and none shrinks it by more than that).
"""

from dataclasses import dataclass

import numpy as np

from storyvid.film.sampling import View

MOTIONS = ("hold", "push-in", "pull-out", "pan-left", "pan-right", "rise", "drift")

LEAST_ZOOM, MOST_ZOOM = 0.05, 0.14  # beyond 1; between them the shot's length decides
ZOOM_A_SECOND = 0.03
TRAVEL = 0.38  # of the frame's side, the most a pan moves over a picture wider or taller than the frame
LEAST_TRAVEL = 0.04
IN_VIEW = 0.8  # of half the view, the most that a pan leaves its focus aside
CUT_ABOVE = 0.3  # of what a crop takes from the height: less from above, where heads are


@dataclass(frozen=True)
class Cover:
    """The picture scaled to just cover a frame: (`cover_width`, `cover_height`) >= (`width`, `height`).

    `focus` is the point that the frame at rest is laid around and that a camera goes to; None: nothing is known
    of the picture.  The frame at rest reaches up to `highest` at least, where the picture does.
    """

    width: int
    height: int
    cover_width: float
    cover_height: float
    focus: tuple[float, float] | None = None
    highest: float | None = None

    @property
    def base(self) -> tuple[float, float]:
        """The centre of the frame at rest: around the focus; else the middle, but heads kept where height is cut."""
        if self.focus is None:
            return self.cover_width / 2, self.height / 2 + CUT_ABOVE * (self.cover_height - self.height)
        half_width, half_height = self.width / 2, self.height / 2
        y = self.focus[1] if self.highest is None else min(self.focus[1], self.highest + half_height)
        return (
            min(max(self.focus[0], half_width), self.cover_width - half_width),
            min(max(y, half_height), self.cover_height - half_height),
        )


def cover_of(
    picture_width: int,
    picture_height: int,
    *,
    width: int,
    height: int,
    focus: tuple[float, float] | None = None,
    highest: float | None = None,
) -> Cover:
    """The cover of a frame of `width` x `height` by a picture of any size; the focus is in the cover's pixels."""
    scale = max(width / picture_width, height / picture_height)
    covers = max(width, picture_width * scale), max(height, picture_height * scale)
    return Cover(width, height, *covers, focus=focus, highest=highest)


def path(motion: str, *, cover: Cover, frames: int, fps: int) -> np.ndarray:
    """The camera in every frame: (frames, 3) float64 of zoom (1.0 and more) and the point looked at, in the cover.

    The view, `width / zoom` x `height / zoom` around the point, never leaves the cover.  Raises ValueError
    for a motion it does not know.
    """
    if motion not in MOTIONS:
        raise ValueError(f'No motion "{motion}". There are: {", ".join(MOTIONS)}.')
    reach = float(np.clip(ZOOM_A_SECOND * frames / fps, LEAST_ZOOM, MOST_ZOOM))
    start, end = _ends(motion, cover, 1.0 + reach)
    share = _eased(np.linspace(0.0, 1.0, frames))[:, None]
    cameras = start + (end - start) * share
    cameras[:, 0] = start[0] ** (1 - share[:, 0]) * end[0] ** share[:, 0]  # even speed to the eye
    return kept_inside(cameras, cover)


def kept_inside(cameras: np.ndarray, cover: Cover, *, margin_x: float = 0.0, margin_y: float = 0.0) -> np.ndarray:
    """The cameras with their views moved inside the cover, widened by margins in pixels of the cover."""
    half_width, half_height = cover.width / 2 / cameras[:, 0], cover.height / 2 / cameras[:, 0]
    inside = cameras.copy()
    inside[:, 1] = np.clip(cameras[:, 1], half_width - margin_x, cover.cover_width + margin_x - half_width)
    inside[:, 2] = np.clip(cameras[:, 2], half_height - margin_y, cover.cover_height + margin_y - half_height)
    return inside


def at_depth(cameras: np.ndarray, cover: Cover, *, strength: float, margin_x: float, margin_y: float) -> np.ndarray:
    """The path as a sheet sees it that moves `strength` times as much as the picture does.

    Where the sheet's margins leave too little room the whole move is made smaller, so that it stays smooth.
    """
    base = np.array(cover.base)
    moved = np.empty_like(cameras)
    moved[:, 0] = cameras[:, 0] ** strength
    offsets = (cameras[:, 1:] - base) * strength
    room = _room(moved[:, 0], offsets, cover, (margin_x, margin_y))
    moved[:, 1:] = base + offsets * room
    return kept_inside(moved, cover, margin_x=margin_x, margin_y=margin_y)


def reached(cameras: np.ndarray, cover: Cover) -> tuple[float, float, float, float]:
    """What of the cover any of the cameras shows: (left, top, right, bottom)."""
    zoom, x, y = cameras.T
    half_width, half_height = cover.width / 2 / zoom, cover.height / 2 / zoom
    sides = (x - half_width).min(), (y - half_height).min(), (x + half_width).max(), (y + half_height).max()
    return tuple(float(side) for side in sides)  # type: ignore[return-value]


@dataclass(frozen=True)
class Stage:
    """What lies in memory of a cover: `scale` pixels to one of the cover, from (`x`, `y`) on, in its own pixels."""

    cover: Cover
    cameras: np.ndarray
    scale: float
    x: float = 0.0
    y: float = 0.0

    def views(self, frames: range, *, chroma: bool = False) -> View:
        """Where the pixels of each of the frames lie in the stage.

        `chroma`: for planes of half the size.  The stage's chroma lies in the middle of its four pixels, the frame's
        as H.264 assumes unless told otherwise: level with the left pixels, between the rows (H.264 Annex E,
        chroma_sample_loc_type 0).
        """
        zoom, at_x, at_y = self.cameras[frames.start : frames.stop].T
        step = self.scale / zoom
        left = self.scale * (at_x - self.cover.width / 2 / zoom) - self.x
        top = self.scale * (at_y - self.cover.height / 2 / zoom) - self.y
        if chroma:
            # pixel edges counted, the frame's column i lies at 2i + 0.5 and row j at 2j + 1, the stage's at 2i + 1,
            # 2j + 1
            return View(step, step, (left + 0.5 * step - 1.0) / 2, (top + 1.0 * step - 1.0) / 2)
        return View(step, step, left + 0.5 * step - 0.5, top + 0.5 * step - 0.5)

    def view(self, index: int, *, chroma: bool = False) -> View:
        """Where the pixels of one frame lie."""
        return View(*(float(one[0]) for one in self.views(range(index, index + 1), chroma=chroma)))


def _ends(motion: str, cover: Cover, near: float) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last camera; what a motion goes to is the focus, if there is one."""
    base_x, base_y = cover.base
    rest, close = np.array([1.0, base_x, base_y]), np.array([near, *_close_up(cover, near)])
    (left, right), (top, bottom) = _spans(cover, near)
    half = near**0.5
    match motion:
        case "push-in":
            return rest, close
        case "pull-out":
            return close, rest
        case "pan-left":
            return np.array([near, right, base_y]), np.array([near, left, base_y])
        case "pan-right":
            return np.array([near, left, base_y]), np.array([near, right, base_y])
        case "rise":
            return np.array([near, base_x, bottom]), np.array([near, base_x, top])
        case "drift":
            away = np.array([half, base_x - (right - left) * 0.15, base_y + (bottom - top) * 0.15])
            return away, np.array([near, base_x + (right - left) * 0.3, base_y - (bottom - top) * 0.2])
    held = np.array([1.0, base_x, base_y])
    held[1:] = np.round((held[1:] - (cover.width / 2, cover.height / 2)) / 2) * 2 + (cover.width / 2, cover.height / 2)
    return held, held


def _close_up(cover: Cover, zoom: float) -> tuple[float, float]:
    """Where a camera that has come near looks: at the focus, as far as the picture goes."""
    base_x, base_y = cover.base
    if cover.focus is None:
        return base_x, base_y - 0.02 * cover.height
    half_width, half_height = cover.width / 2 / zoom, cover.height / 2 / zoom
    y = cover.focus[1] if cover.highest is None else min(cover.focus[1], cover.highest + half_height)
    return (
        min(max(cover.focus[0], half_width), cover.cover_width - half_width),
        min(max(y, half_height), cover.cover_height - half_height),
    )


def _spans(cover: Cover, zoom: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """The two ends of a pan across and of one down, inside the picture, the focus in view from end to end."""
    base_x, base_y = cover.base
    across = _spanned(cover.width, cover.cover_width, zoom, base_x, cover.focus and cover.focus[0], None)
    highest = None if cover.highest is None else cover.highest + cover.height / 2 / zoom
    return across, _spanned(cover.height, cover.cover_height, zoom, base_y, cover.focus and cover.focus[1], highest)


def _spanned(
    side: int, cover_side: float, zoom: float, around: float, focus: float | None, last: float | None
) -> tuple[float, float]:
    half, span = side / 2 / zoom, min(cover_side - side / zoom, TRAVEL * side)
    low, high = half, cover_side - half
    if focus is not None:
        least = LEAST_TRAVEL * side  # a pan moves, also where its focus lies at the very rim
        low = min(max(low, focus - IN_VIEW * half), max(half, high - least))
        high = max(min(high, focus + IN_VIEW * half), low + min(least, max(0.0, high - low)))
    if last is not None:
        high = max(low, min(high, last))
    span = min(span, high - low)
    first = min(max(around - span / 2, low), high - span)
    return first, first + span


def _eased(share: np.ndarray) -> np.ndarray:
    # part sine, part line: soft ends that are still moving while a join shows them
    return 0.6 * (0.5 - 0.5 * np.cos(np.pi * share)) + 0.4 * share


def _room(zoom: np.ndarray, offsets: np.ndarray, cover: Cover, margins: tuple[float, float]) -> float:
    sides, covers = (cover.width, cover.height), (cover.cover_width, cover.cover_height)
    shares = [1.0]
    for axis in (0, 1):
        half = sides[axis] / 2 / zoom
        low = cover.base[axis] - half + margins[axis]
        high = covers[axis] + margins[axis] - half - cover.base[axis]
        allowed = np.where(offsets[:, axis] < 0, low, high)
        moving = np.abs(offsets[:, axis]) > 1e-9
        if moving.any():
            shares.append(float((np.maximum(allowed, 0)[moving] / np.abs(offsets[moving, axis])).min()))
    return min(shares)
