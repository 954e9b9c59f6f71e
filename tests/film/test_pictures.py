"""Pictures of every kind an author may bring come out upright, in colour, at eight bits; the rest is refused."""

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from storyvid.errors import BadInput
from storyvid.film import pictures
from storyvid.film.frames import source_of, staged
from storyvid.film.framing import framed
from storyvid.film.planes import blank
from storyvid.recipes import UploadRecipe
from tests.film.conftest import shot_of


def saved(folder, image: Image.Image, kind: str = "PNG", **options):
    path = folder / "picture"
    image.save(path, format=kind, **options)
    return path


def test_a_turned_photograph_stands_upright(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    image = Image.new("RGB", (40, 20), "red")
    assert pictures.opened(saved(tmp_path, image, "JPEG", exif=exif)).size == (20, 40)


def test_sixteen_bits_are_scaled_not_clipped(tmp_path):
    levels = np.linspace(0, 65535, 256, dtype=np.uint16)[None].repeat(4, axis=0)
    seen = np.asarray(pictures.opened(saved(tmp_path, Image.fromarray(levels))))[0, :, 0]
    assert np.abs(seen.astype(int) - np.arange(256)).max() <= 1


def test_cmyk_comes_out_in_colour(tmp_path):
    image = Image.new("CMYK", (20, 20), (0, 255, 255, 0))
    red, green, blue = pictures.opened(saved(tmp_path, image, "JPEG")).getpixel((5, 5))
    assert red > 200 and green < 60 and blue < 60


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_paper(tmp_path, mode):
    image = Image.new("RGBA", (20, 20), (200, 200, 200, 0))
    options = {"transparency": 0} if mode == "P" else {}
    path = saved(tmp_path, image.convert(mode) if mode != "P" else Image.new("P", (20, 20), 0), **options)
    assert pictures.opened(path).getpixel((3, 3)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "P"])
@pytest.mark.parametrize("size", [(1, 1), (1, 300), (700, 3), (37, 41)])
@pytest.mark.parametrize("motion", ["push-in", "pan-left"])
def test_any_size_fills_the_frame(shelf, mode, size, motion):
    picture = shelf.picture(Image.new("L", size, 255).convert(mode))
    out = blank(64, 96)
    source_of(shot_of(picture, width=64, height=96, frames=9, motion=motion), shelf).draw(4, out)
    assert out.y.min() >= 234


def test_colours_of_webp_are_kept(tmp_path):
    image = Image.new("RGB", (16, 16), (10, 200, 30))
    assert pictures.opened(saved(tmp_path, image, "WEBP", lossless=True)).getpixel((1, 1)) == (10, 200, 30)


@pytest.mark.parametrize("content", [b"", b"GIF89a" + b"\0" * 50, b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_is_no_picture_is_refused(tmp_path, content):
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(BadInput, match="upload it again"):
        pictures.opened(tmp_path / "x")


def test_a_broken_picture_is_refused(tmp_path):
    held = BytesIO()
    Image.fromarray(np.random.default_rng(0).integers(0, 255, (200, 200, 3), dtype=np.uint8)).save(held, "JPEG")
    (tmp_path / "x").write_bytes(held.getvalue()[: len(held.getvalue()) // 2])
    with pytest.raises(BadInput, match="cannot be read"):
        pictures.opened(tmp_path / "x")


def test_more_than_forty_megapixels_are_refused(tmp_path):
    with pytest.raises(BadInput, match="40 megapixels"):
        pictures.opened(saved(tmp_path, Image.new("1", (8000, 5100))))


@pytest.mark.parametrize("size", [(1, 6000), (6000, 1), (6000, 6000)])
def test_of_a_picture_only_what_is_shown_is_held_in_memory(size):
    picture = Image.new("RGB", size, "white")
    shot = shot_of(UploadRecipe(media="image", sha256="x", suffix=".png"), width=540, height=960, frames=90)
    view = framed(picture, replace(shot, motion="push-in"))
    planes, corner = staged(picture, view, 1.2)
    assert planes.width <= 540 * 1.25 and planes.height <= 960 * 1.25 and planes.y.min() == 235
    assert corner[0] % 2 == corner[1] % 2 == 0
