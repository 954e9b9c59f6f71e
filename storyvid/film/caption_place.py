"""Where "auto" captions stand in a shot: below, unless they would hide somebody's face there and not elsewhere.

One place for a whole shot, over all of its motion: captions that jump are worse than any place.  Who painted a picture
may know where its heads are; else the frames are looked at.
"""

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from storyvid import models
from storyvid.errors import StoryvidError
from storyvid.film.caption_layout import Area, area_of, laid_out
from storyvid.film.fonts import Font
from storyvid.film.parallax import Sheet
from storyvid.film.planes import Planes, blank, to_rgb
from storyvid.film.saliency import SIDE, weights_of
from storyvid.models import Box, HeadedImageModel
from storyvid.recipes import ImageRecipe, Shot, key_of

PLACES = ("auto", "top", "middle")  # the earlier one where two hide as much
LOOKS = 5  # frames of a shot that are asked where its heads are
EDGE_EM = 0.3  # what a caption's outline or plate takes up around its letters
WORTH = 0.2  # of a head, the least by which another place must be better
# of what draws the eye, where nobody knows what that is.  Over 126 shots of storyboards, whose heads are known, smaller
# shares moved captions onto faces as often as off them
WORTH_SEEN, MUCH_SEEN = 0.3, 0.45

Rect = tuple[float, float, float, float]
"""(left, top, right, bottom) in pixels of the frame."""


def place_for(
    shot: Shot,
    sheets: Sequence[Sheet],
    draw: Callable[[int, Planes], None],
    *,
    font: Font | None = None,
    folder: Path | None = None,
) -> str:
    """The place of the shot's captions: the author's, or for "auto" the one that hides least ("auto": below).

    What is found out of a picture is kept in `folder`, if there is one, for the joins that show the shot again.
    """
    if shot.caption_place != "auto" or shot.caption_style == "none" or not shot.captions:
        return shot.caption_place
    boxes = {place: _caption_box(shot, place, font) for place in PLACES}
    heads = _heads(shot, sheets, folder)
    if heads is None:
        hidden, worth = _hidden_of_sight(shot, draw, boxes), WORTH_SEEN
        if hidden["auto"] < MUCH_SEEN:
            return "auto"
    else:
        shown = [[_in_frame(head, sheets, index) for index in _looked_at(shot.frames)] for head in heads]
        hidden, worth = {place: hidden_heads(box, shown, shot) for place, box in boxes.items()}, WORTH
    best = min(PLACES, key=lambda place: hidden[place])
    return best if hidden["auto"] - hidden[best] > worth else "auto"


def hidden_heads(box: Rect, heads: Sequence[Sequence[Rect]], shot: Shot) -> float:
    """How much of the heads a box hides when it hides most, in heads; each head in several frames.

    Small ones count less beside large ones, and of a head that is cut off by the frame only what is seen.
    """
    frame = (0.0, 0.0, float(shot.width), float(shot.height))
    largest = max((_area(head) for frames in heads for head in frames), default=0.0)
    return sum(
        max(
            _area(_both(_both(head, frame), box)) / max(_area(_both(head, frame)), 0.5 * _area(head)) for head in frames
        )
        * (max(map(_area, frames)) / largest) ** 0.5
        for frames in heads
    )


def _caption_box(shot: Shot, place: str, font: Font | None) -> Rect:
    """What the shot's captions take up, all of them laid on one another."""
    one_word = shot.caption_style == "one-word"
    area = area_of(shot.width, shot.height, one_word=one_word, place=place, size_percent=shot.caption_size_percent)
    texts = [word.text for one in shot.captions for word in one.words] if one_word else []
    boxes = [_block_box(text.strip(), area, font) for text in texts or [one.text for one in shot.captions]]
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _block_box(text: str, area: Area, font: Font | None) -> Rect:
    block = laid_out(text, area, font)
    half, edge = block.width / 2, EDGE_EM * block.em
    return (
        area.centre_x - half - edge,
        block.bottom - block.height - edge,
        area.centre_x + half + edge,
        block.bottom + edge,
    )


def _heads(shot: Shot, sheets: Sequence[Sheet], folder: Path | None) -> list[Box] | None:
    """The heads in the shot's picture; None where nobody knows."""
    if not isinstance(shot.picture, ImageRecipe):
        return None
    if len(sheets) == 1 and shot.motion != "hold":
        return None  # its model would have given more than one sheet, were the picture still what it paints
    try:
        model = models.find("images", shot.picture.model)
    except StoryvidError:
        return None
    if model.card.full_name != shot.picture.model or not isinstance(model, HeadedImageModel):
        return None
    return _kept(folder / f"{key_of(shot.picture)}.heads" if folder else None, partial(model.heads, shot.picture))


def _kept(path: Path | None, find: Callable[[], list[Box]]) -> list[Box]:
    """What is kept at a path, or else found now and kept."""
    if path is None:
        return find()
    try:
        return [(left, top, right, bottom) for left, top, right, bottom in json.loads(path.read_text("ascii"))]
    except (OSError, ValueError, TypeError):
        pass  # not there, or cut off
    found = find()
    part = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):  # a full disk costs time, not the film
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(found), "ascii")
        part.replace(path)
    return found


def _looked_at(frames: int) -> list[int]:
    return sorted({round(at) for at in np.linspace(0, frames - 1, LOOKS)})


def _in_frame(head: Box, sheets: Sequence[Sheet], index: int) -> Rect:
    """A head in a frame. Figures stand on one of the two nearest sheets, which differ little: it is where both say."""
    seen = [_seen(head, sheet, index) for sheet in sheets[-2:]]
    left, top, right, bottom = (sum(sides) / len(seen) for sides in zip(*seen, strict=True))
    return left, top, right, bottom


def _seen(head: Box, sheet: Sheet, index: int) -> Rect:
    cover, (zoom, x, y) = sheet.stage.cover, sheet.stage.cameras[index].tolist()
    left, right = ((side * cover.cover_width - x) * zoom + cover.width / 2 for side in (head[0], head[2]))
    top, bottom = ((side * cover.cover_height - y) * zoom + cover.height / 2 for side in (head[1], head[3]))
    return left, top, right, bottom


def _hidden_of_sight(shot: Shot, draw: Callable[[int, Planes], None], boxes: dict[str, Rect]) -> dict[str, float]:
    """How much of what draws the eye each box hides, in the first frame or the last."""
    hidden = dict.fromkeys(boxes, 0.0)
    planes = blank(shot.width, shot.height)
    for index in (0, shot.frames - 1):
        draw(index, planes)
        weights = _weights(planes)
        down, across = weights.shape[0] / shot.height, weights.shape[1] / shot.width
        for place, (left, top, right, bottom) in boxes.items():
            part = weights[
                round(top * down) : round(bottom * down), round(max(0, left) * across) : round(right * across)
            ]
            hidden[place] = max(hidden[place], float(part.sum()) / max(float(weights.sum()), 1e-9))
    return hidden


def _weights(planes: Planes) -> np.ndarray:
    step = max(1, max(planes.width, planes.height) // (4 * SIDE)) * 2
    few = Planes(*(np.ascontiguousarray(plane[:: step // (1 + bool(at)), :: step // (1 + bool(at))])
                   for at, plane in enumerate(planes)))  # fmt: skip
    return weights_of(Image.fromarray(to_rgb(few)))


def _both(one: Rect, other: Rect) -> Rect:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _area(rect: Rect) -> float:
    return max(0.0, rect[2] - rect[0]) * max(0.0, rect[3] - rect[1])
