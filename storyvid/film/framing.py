"""Framing: what of a picture a shot shows, and how the camera moves over it, both by what is in the picture."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from storyvid.film import motion
from storyvid.film.saliency import Subject, subject_of
from storyvid.recipes import Shot, key_of

HEADROOM = 0.06  # of the frame's height, over the top of what the picture is of
SPARE = 0.25  # a picture that is wider or taller than the frame by this share is shown by moving over it
TRUST = 0.7  # how far a frame goes to what draws the eye where nothing stands out
SMALL, ASIDE = 0.45, 0.17  # of the picture's side: how large a subject is, how far from the middle


@dataclass(frozen=True)
class Framed:
    """How a shot shows its picture: its cover, the camera of every frame, and the motion's name."""

    cover: motion.Cover
    cameras: np.ndarray
    motion: str


def framed(picture: Image.Image, shot: Shot) -> Framed:
    """The shot's framing; `focus` and `motion` that the author left open are found in the picture."""
    subject = _by_hand(shot.focus) if shot.focus else subject_of(picture)
    cover = cover_for(picture.size, subject, width=shot.width, height=shot.height, by_hand=shot.focus is not None)
    name = shot.motion
    if name == "auto":
        name = chosen(subject, cover, key=key_of(shot.picture))
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


def chosen(subject: Subject, cover: motion.Cover, *, key: str) -> str:
    """A motion that suits the picture: over it where it is larger than the frame, else to or from its subject.

    Where several suit, `key` decides: the same for the same picture.
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
    return suiting[int(key[:8], 16) % len(suiting)]


def _by_hand(focus: tuple[int, int]) -> Subject:
    x, y = (min(max(percent, 0), 100) / 100 for percent in focus)
    return Subject(x, y, x, y, x, y, clear=True)
