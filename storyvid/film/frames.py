"""The frame source: any frame of a shot, drawn straight into the planes the encoder takes."""

from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image

from storyvid.errors import BadInput
from storyvid.film import captions, cards, fonts, framing, layers, motion, parallax, pictures
from storyvid.film.planes import FrameSource, Planes, from_rgb
from storyvid.film.sampling import roomy, sample, stage_scale
from storyvid.models import Assets
from storyvid.recipes import ImageRecipe, Shot


class Flat:
    """A picture in motion: one warp of each plane a frame."""

    def __init__(self, picture: Image.Image, shot: Shot, view: framing.Framed | None = None):
        view = view or framing.framed(picture, shot)
        self.width, self.height, self.frames = shot.width, shot.height, shot.frames
        self._cover, self._cameras = view.cover, view.cameras
        self._scale = stage_scale(self._cameras[:, 0])
        self._stage = Planes(*map(roomy, staged(picture, self._cover, self._scale)))

    def draw(self, index: int, out: Planes) -> None:
        for source, plane, chroma in zip(self._stage, out, (False, True, True), strict=True):
            sample(source, motion.view_of(self._cameras[index], self._cover, scale=self._scale, chroma=chroma), plane)


class Captioned:
    """A shot's picture in motion and its captions; a join draws the two apart."""

    def __init__(self, picture: FrameSource, overlay: captions.Overlay):
        self.width, self.height, self.frames = picture.width, picture.height, picture.frames
        self.picture, self.overlay = picture, overlay

    def draw(self, index: int, out: Planes) -> None:
        self.picture.draw(index, out)
        self.overlay.draw(index, out)


def source_of(shot: Shot, assets: Assets) -> Captioned:
    """The shot's frames, captions on top.

    Raises BadInput for a size that is odd or a picture that cannot be read, MissingGlyph for a caption no
    font can draw.
    """
    if shot.width % 2 or shot.height % 2 or min(shot.width, shot.height) < 16 or shot.frames < 1:
        raise BadInput(f"A shot of {shot.width} x {shot.height} pixels and {shot.frames} frames cannot be encoded.")
    path = assets.path(shot.picture)
    return _source(shot, path, _stamp(path), assets.path(shot.font) if shot.font else None)


@lru_cache(maxsize=2)
def _source(shot: Shot, path: Path, stamp: int, font_path: Path | None) -> Captioned:
    # two: a join needs its neighbours again, and preparing a layered picture takes longer than a join's frames
    font = fonts.brought(font_path) if font_path else None
    picture = pictures.opened(path)
    view = framing.framed(picture, shot)
    if shot.heading:
        backdrop = Flat(cards.backdrop(picture, shot.heading), shot, view)
        return Captioned(cards.Card(backdrop, shot, shot.heading, font), captions.overlay(shot, font))
    return Captioned(_moving(picture, shot, view), captions.overlay(shot, font))


def _stamp(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


def staged(picture: Image.Image, cover: motion.Cover, scale: float) -> Planes:
    """The planes of a picture at exactly `scale` times its cover, scaled once and well.

    Sides are even: what is left over at the right and below, less than two pixels, is cut off.
    """
    sides = (cover.cover_width * scale, cover.cover_height * scale)
    size = (max(2, int(sides[0] / 2 + 1e-6) * 2), max(2, int(sides[1] / 2 + 1e-6) * 2))
    part = (picture.width * min(1.0, size[0] / sides[0]), picture.height * min(1.0, size[1] / sides[1]))
    return from_rgb(np.asarray(scaled(picture, size, part)))


def scaled(picture: Image.Image, size: tuple[int, int], part: tuple[float, float]) -> Image.Image:
    """The left upper `part` of the picture at another size, filtered so that nothing in it shimmers."""
    if picture.size == size == part:
        return picture
    return picture.resize(size, Image.Resampling.LANCZOS, box=(0.0, 0.0, *part), reducing_gap=3.0)


def _moving(picture: Image.Image, shot: Shot, view: framing.Framed) -> FrameSource:
    if view.motion == "hold" or not isinstance(shot.picture, ImageRecipe):
        return Flat(picture, shot, view)
    sheets = layers.apart(shot.picture, picture, width=view.cover.cover_width)
    if sheets is None:
        return Flat(picture, shot, view)
    prepared = parallax.prepared(
        sheets.layers, picture_width=sheets.picture_width, cover=view.cover, cameras=view.cameras
    )
    return parallax.Sheets(prepared, width=shot.width, height=shot.height, frames=shot.frames)
