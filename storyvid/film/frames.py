"""The frame source: any frame of a shot, drawn straight into the planes the encoder takes."""

import cv2
import numpy as np
from PIL import Image

from storyvid.errors import BadInput
from storyvid.film import captions, cards, fonts, framing, layers, motion, parallax, pictures
from storyvid.film.planes import FrameSource, Planes, from_rgb
from storyvid.models import Assets
from storyvid.recipes import ImageRecipe, Shot

_WARP = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP


class Flat:
    """A picture in motion: one warp of each plane a frame."""

    def __init__(self, picture: Image.Image, shot: Shot, view: framing.Framed | None = None):
        view = view or framing.framed(picture, shot)
        self.width, self.height, self.frames = shot.width, shot.height, shot.frames
        self._cover, self._cameras = view.cover, view.cameras
        self._stage = staged(picture, self._cover, float(self._cameras[:, 0].max()))
        self._scale = (self._stage.width / self._cover.cover_width, self._stage.height / self._cover.cover_height)

    def draw(self, index: int, out: Planes) -> None:
        for source, plane, chroma in zip(self._stage, out, (False, True, True), strict=True):
            matrix = motion.affine(self._cameras[index], self._cover, scale=self._scale, chroma=chroma)
            size = (plane.shape[1], plane.shape[0])
            cv2.warpAffine(source, matrix, size, dst=plane, flags=_WARP, borderMode=cv2.BORDER_REPLICATE)


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
    font = fonts.brought(assets.path(shot.font)) if shot.font else None
    picture = pictures.opened(assets.path(shot.picture))
    view = framing.framed(picture, shot)
    if shot.heading:
        backdrop = Flat(cards.backdrop(picture, shot.heading), shot, view)
        return Captioned(cards.Card(backdrop, shot, shot.heading, font), captions.overlay(shot, font))
    return Captioned(_moving(picture, shot, view), captions.overlay(shot, font))


def staged(picture: Image.Image, cover: motion.Cover, scale: float) -> Planes:
    """The planes of a picture at the size of its stage, rounded to even sides, scaled once and well."""
    size = (_even(cover.cover_width * scale), _even(cover.cover_height * scale))
    return from_rgb(np.asarray(scaled(picture, size)))


def scaled(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture at another size, filtered so that nothing in it shimmers."""
    return picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)


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
