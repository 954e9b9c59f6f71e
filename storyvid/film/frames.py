"""The frame source: any frame of a shot, drawn straight into the planes the encoder takes."""

from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image

from storyvid.errors import BadInput
from storyvid.film import (
    caption_place,
    captions,
    cards,
    fonts,
    framing,
    kept,
    layers,
    motion,
    nearness,
    parallax,
    pictures,
    stack,
)
from storyvid.film.planes import FrameSource, Planes, from_rgb
from storyvid.film.sampling import roomy, stage_scale, ways
from storyvid.models import Assets
from storyvid.recipes import ClipRecipe, ImageRecipe, Shot, key_of


class Flat:
    """A picture in motion: one warp of each plane a frame."""

    def __init__(self, sheet: parallax.Sheet, shot: Shot):
        self.width, self.height, self.frames = shot.width, shot.height, shot.frames
        self._sheet = sheet
        size = np.array([shot.height]), np.array([shot.width])
        half = size[0] // 2, size[1] // 2
        views, halves = (sheet.stage.views(range(shot.frames), chroma=chroma) for chroma in (False, True))
        self._to_luma = ways(views, source=_shape(sheet.planes.y), target=size)
        self._to_chroma = ways(halves, source=_shape(sheet.planes.u), target=half)

    def draw(self, index: int, out: Planes) -> None:
        self._to_luma[index].fill(self._sheet.planes.y, out.y)
        self._to_chroma[index].fill(self._sheet.planes.u, out.u)
        self._to_chroma[index].fill(self._sheet.planes.v, out.v)


def _shape(plane: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.array([plane.shape[0]]), np.array([plane.shape[1]])


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
    font_path = assets.path(shot.font) if shot.font else None
    depth_path = assets.path(shot.depth) if shot.depth else None
    return _source(shot, path, _stamp(path), font_path, depth_path, getattr(assets, "kept", None))


@lru_cache(maxsize=2)
def _source(
    shot: Shot, path: Path, stamp: int, font_path: Path | None, depth_path: Path | None, folder: Path | None
) -> Captioned:
    # two: a join needs its neighbours again, and preparing a layered picture takes longer than a join's frames
    font = fonts.brought(font_path) if font_path else None
    overlay = captions.overlay(shot, font)
    if shot.heading:
        painted = pictures.opened(path)
        behind = flat(cards.backdrop(painted, shot.heading), shot, framing.framed(painted, shot))
        return Captioned(cards.Card(behind, shot, shot.heading, font), overlay)
    name = f"{key_of(_bare(shot))}-{stamp:x}"
    sheets = kept.sheets(folder, name, lambda: _sheets(shot, path, depth_path))
    picture = _moving(sheets, shot)
    place = caption_place.place_for(shot, sheets, picture.draw, font=font, folder=folder)
    return Captioned(picture, overlay.placed(place))


def _bare(shot: Shot) -> ClipRecipe:
    """What of a shot its sheets depend on: all but the words on it."""
    only = Shot(
        picture=shot.picture,
        width=shot.width,
        height=shot.height,
        fps=shot.fps,
        frames=shot.frames,
        motion=shot.motion,
        focus=shot.focus,
        depth=shot.depth,
    )
    return ClipRecipe(shot=only, start_frame=0, end_frame=shot.frames)


def _sheets(shot: Shot, path: Path, depth_path: Path | None) -> list[parallax.Sheet]:
    """A shot's picture in sheets; one without pieces is a flat picture."""
    picture = pictures.opened(path)
    view = framing.framed(picture, shot)
    apart = _apart(shot, picture, depth_path, view.cover.cover_width) if view.motion != "hold" else None
    if apart is None:
        return [_flat_sheet(picture, view)]
    wide = apart.picture_width
    return parallax.prepared(apart.layers, picture_width=wide, cover=view.cover, cameras=view.cameras)


def _apart(shot: Shot, picture: Image.Image, depth_path: Path | None, width: float) -> layers.Apart | None:
    """By what painted the picture, else by its depth."""
    found = layers.apart(shot.picture, picture, width=width) if isinstance(shot.picture, ImageRecipe) else None
    return found or (nearness.apart(picture, depth_path, width=width) if depth_path else None)


def _moving(sheets: list[parallax.Sheet], shot: Shot) -> FrameSource:
    if len(sheets) == 1 and not sheets[0].pieces:
        return Flat(sheets[0], shot)
    return stack.Stack(sheets, width=shot.width, height=shot.height, frames=shot.frames)


def flat(picture: Image.Image, shot: Shot, view: framing.Framed | None = None) -> Flat:
    """A picture in motion as the shot says."""
    return Flat(_flat_sheet(picture, view or framing.framed(picture, shot)), shot)


def _flat_sheet(picture: Image.Image, view: framing.Framed) -> parallax.Sheet:
    scale = stage_scale(view.cameras[:, 0])
    planes, (x, y) = staged(picture, view, scale)
    stage = motion.Stage(view.cover, view.cameras, scale, x, y)
    return parallax.Sheet(Planes(*map(roomy, planes)), parallax.NO_VEILS, stage, ())


def _stamp(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


def staged(picture: Image.Image, view: framing.Framed, scale: float) -> tuple[Planes, tuple[int, int]]:
    """What the cameras show of the picture, at exactly `scale` times its cover, scaled once and well, and its corner.

    Sides are even: what is left over at the cover's right and lower side, less than two pixels, is cut off.
    """
    cover = view.cover
    whole = (int(cover.cover_width * scale / 2 + 1e-6) * 2, int(cover.cover_height * scale / 2 + 1e-6) * 2)
    left, top, right, bottom = (scale * side for side in motion.reached(view.cameras, cover))
    x0, y0 = (max(0, int(side // 2) * 2 - 2) for side in (left, top))
    x1, y1 = (min(side, int(-(-end // 2)) * 2 + 2) for side, end in zip(whole, (right, bottom), strict=True))
    of_picture = picture.width / (cover.cover_width * scale), picture.height / (cover.cover_height * scale)
    part = (x0 * of_picture[0], y0 * of_picture[1], x1 * of_picture[0], y1 * of_picture[1])
    return from_rgb(np.asarray(scaled(picture, (x1 - x0, y1 - y0), part))), (x0, y0)


def scaled(picture: Image.Image, size: tuple[int, int], part: tuple[float, float, float, float]) -> Image.Image:
    """A part of the picture (left, top, right, bottom) at another size, filtered so that nothing in it shimmers."""
    inside = (part[0], part[1], min(part[2], picture.width), min(part[3], picture.height))
    if picture.size == size and inside == (0, 0, *size):
        return picture
    return picture.resize(size, Image.Resampling.LANCZOS, box=inside, reducing_gap=3.0)
