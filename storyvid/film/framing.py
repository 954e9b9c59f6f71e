"""Framing: what of a picture a shot shows, and how the camera moves over it, both by what is in the picture."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from PIL import Image

from storyvid.film import motion
from storyvid.film.saliency import Subject, subject_in, weights_of
from storyvid.recipes import Shot, key_of

HEADROOM = 0.06  # of the frame's height, over the top of what the picture is of
SPARE = 0.25  # a picture that is wider or taller than the frame by this share is shown by moving over it
FIGURES, ROOM = 1.26, 0.04  # how much of the picture's motion a sheet of figures makes, and how far beyond the picture
TRUST = 0.7  # how far a frame goes to what draws the eye where nothing stands out
KEPT = 0.8  # of what draws the eye, the least that a motion of its own choice leaves in the frame all the time
SMALL, ASIDE = 0.45, 0.17  # of the picture's side: how large a subject is, how far from the middle


@dataclass(frozen=True)
class Framed:
    """How a shot shows its picture: its cover, the camera of every frame, and the motion's name."""

    cover: motion.Cover
    cameras: np.ndarray
    motion: str


def framed(picture: Image.Image, shot: Shot) -> Framed:
    """The shot's framing; `focus` and `motion` that the author left open are found in the picture."""
    weights = weights_of(picture)
    subject = _by_hand(shot.focus) if shot.focus else subject_in(weights)
    cover = cover_for(picture.size, subject, width=shot.width, height=shot.height, by_hand=shot.focus is not None)
    name = shot.motion
    if name == "auto":
        fits = partial(_keeps_in_view, weights, cover=cover, frames=shot.frames, fps=shot.fps)
        name = chosen(subject, cover, key=key_of(shot.picture), fits=fits)
    return Framed(cover, motion.path(name, cover=cover, frames=shot.frames, fps=shot.fps), name)


def cover_for(
    size: tuple[int, int], subject: Subject, *, width: int, height: int, by_hand: bool = False
) -> motion.Cover:
    """The cover of a frame by a picture of some size, the frame at rest laid around the subject.

    What stands out is in the frame from its top on, with room over it: heads are not cut.  Where nothing does,
    the frame goes most of the way to the middle of all that draws the eye.
    """
    plain = motion.cover_of(*size, width=width, height=height)
    x, y = subject.x * plain.cover_width, subject.y * plain.cover_height
    if by_hand:
        return motion.cover_of(*size, width=width, height=height, focus=(x, y))
    if not subject.clear:
        rest_x, rest_y = plain.base
        near = (rest_x + TRUST * (x - rest_x), rest_y + TRUST * (y - rest_y))
        return motion.cover_of(*size, width=width, height=height, focus=near)
    highest = subject.top * plain.cover_height - HEADROOM * height  # where the frame's top may lie at most
    return motion.cover_of(*size, width=width, height=height, focus=(x, y), highest=highest)


def chosen(subject: Subject, cover: motion.Cover, *, key: str, fits: Callable[[str], bool] = lambda name: True) -> str:
    """A motion that suits the picture: over it where it is larger than the frame, else to or from its subject.

    Where several suit, those that fit are left, and `key` decides: the same for the same picture.
    """
    spare_x, spare_y = cover.cover_width / cover.width - 1, cover.cover_height / cover.height - 1
    towards = "pan-right" if subject.x >= 0.5 else "pan-left"
    large = max(subject.right - subject.left, subject.bottom - subject.top) >= SMALL
    suiting: tuple[str, ...]
    if spare_x >= SPARE:
        suiting = (towards,) if subject.clear else ("pan-left", "pan-right")
    elif spare_y >= SPARE:
        suiting = ("rise",) if subject.clear and subject.y < 0.55 else ("push-in", "drift", "rise")
    elif not subject.clear:
        suiting = ("drift", "pan-left", "pull-out", "pan-right", "rise")
    elif large:
        suiting = ("pull-out", "drift", "push-in")
    elif abs(subject.x - 0.5) > ASIDE:
        suiting = (towards, "push-in")
    else:
        suiting = ("push-in", "push-in", "drift", "pull-out")
    if max(spare_x, spare_y) < SPARE:
        suiting = tuple(filter(fits, suiting)) or ("pull-out",)
    return suiting[int(key[:8], 16) % len(suiting)]


def _keeps_in_view(weights: np.ndarray, name: str, *, cover: motion.Cover, frames: int, fps: int) -> bool:
    """Whether somebody at the picture's side is not pushed out of the frame, on the sheet that figures stand on."""
    height, width = weights.shape
    cameras = motion.path(name, cover=cover, frames=frames, fps=fps)[[0, -1]]
    margin_x, margin_y = ROOM * cover.cover_width, ROOM * cover.cover_height
    seen = motion.at_depth(cameras, cover, strength=FIGURES, margin_x=margin_x, margin_y=margin_y)
    for zoom, x, y in seen:
        left, right = (round((x + side * cover.width / zoom) / cover.cover_width * width) for side in (-0.5, 0.5))
        top, bottom = (round((y + side * cover.height / zoom) / cover.cover_height * height) for side in (-0.5, 0.5))
        if weights[max(0, top) : bottom, max(0, left) : right].sum() < KEPT * weights.sum():
            return False
    return True


def _by_hand(focus: tuple[int, int]) -> Subject:
    x, y = (min(max(percent, 0), 100) / 100 for percent in focus)
    return Subject(x, y, x, y, x, y, clear=True)
