"""Uploads: told by their bytes, held to limits, made plain."""

import io
import random
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from storyvid.errors import BadInput
from storyvid.project import Project
from storyvid.uploads import PICTURE_BYTES, SOUND_BYTES, received, sound_suffix


def encoded(image: Image.Image, kind: str, **options) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def shown(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", ".png"), ("JPEG", ".jpg"), ("WEBP", ".webp")])
def test_a_plain_picture_is_kept_as_it_is(kind, suffix):
    content = encoded(Image.new("RGB", (40, 30), "teal"), kind)
    upload = received(content, "image")
    assert upload.content == content and upload.recipe.suffix == suffix and upload.facts == {"width": 40, "height": 30}


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "ICO", "PPM", "PDF", "EPS"])
def test_no_other_decoder_is_tried(kind):
    with pytest.raises(BadInput, match="PNG, JPEG or WebP"):
        received(encoded(Image.new("RGB", (16, 16)), kind), "image")


def test_a_turned_photograph_stands_upright_and_tells_nothing_of_its_author():
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "Someone"  # turned by 90 degrees; artist
    upload = received(encoded(Image.new("RGB", (40, 30)), "JPEG", exif=exif), "image")
    assert shown(upload.content).size == (30, 40) and not shown(upload.content).getexif()
    assert b"Someone" not in upload.content


def test_clear_parts_become_white_paper():
    upload = received(encoded(Image.new("RGBA", (4, 4), (255, 0, 0, 0)), "PNG"), "image")
    assert shown(upload.content).mode == "RGB" and shown(upload.content).getpixel((0, 0)) == (255, 255, 255)


def test_sixteen_bits_are_scaled_not_clipped():
    deep = Image.fromarray(np.full((4, 4), 32896, np.uint16))
    upload = received(encoded(deep, "PNG"), "image")
    assert shown(upload.content).getpixel((0, 0)) == (128, 128, 128)


@pytest.mark.parametrize(("mode", "kind"), [("CMYK", "JPEG"), ("L", "JPEG"), ("P", "PNG"), ("1", "PNG"), ("LA", "PNG")])
def test_every_kind_of_colour_becomes_rgb(mode, kind):
    upload = received(encoded(Image.new("RGB", (8, 8), "navy").convert(mode), kind), "image")
    assert shown(upload.content).mode == "RGB" and upload.recipe.suffix == ".png"


def test_a_bomb_is_refused_before_it_is_decoded():
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    with pytest.raises(BadInput, match="limit is 40"):
        received(b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I4sI", 0, b"IDAT", zlib.crc32(b"IDAT")), "image")
    with pytest.raises(BadInput, match="limit is 40"):
        received(encoded(Image.new("1", (8000, 6000)), "PNG"), "image")


def test_a_cut_off_picture_is_refused():
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (99, 99, 3), np.uint8))
    for kind in ("PNG", "JPEG", "WEBP"):
        content = encoded(noise, kind)
        with pytest.raises(BadInput):
            received(content[: len(content) // 2], "image")


def test_size_limits_are_named():
    with pytest.raises(BadInput, match="limit is 25"):
        received(b"\0" * (PICTURE_BYTES + 1), "image")
    with pytest.raises(BadInput, match="limit is 50"):
        received(b"RIFF" + b"\0" * SOUND_BYTES, "audio")


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b"RIFF\0\0\0\0WAVEfmt ", ".wav"),
        (b"OggS\0", ".ogg"),
        (b"fLaC\0", ".flac"),
        (b"ID3\4\0", ".mp3"),
        (b"\xff\xfb\x90\x64", ".mp3"),
        (b"\0\0\0\x20ftypM4A \0", ".m4a"),
    ],
)
def test_sounds_are_told_by_their_first_bytes(content, suffix):
    assert sound_suffix(content) == suffix


@pytest.mark.parametrize(
    "content", [b"", b"MZ", b"\xff\xff\xff\xff", b"RIFF\0\0\0\0AVI ", b"#EXTM3U\nfile:///etc/passwd"]
)
def test_what_is_no_sound_is_refused(content):
    with pytest.raises(BadInput, match="MP3, WAV"):
        received(content, "audio")


@given(content=st.binary(max_size=300), media=st.sampled_from(["image", "audio"]))
def test_no_bytes_raise_anything_but_bad_input(content, media):
    with suppress(BadInput):
        received(content, media)


@given(seed=st.integers(0, 10**6), kind=st.sampled_from(["PNG", "JPEG", "WEBP"]))
def test_damaged_pictures_raise_nothing_but_bad_input(seed, kind):
    chance = random.Random(seed)
    content = bytearray(encoded(Image.effect_noise((24, 24), 60).convert("RGB"), kind))
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    with suppress(BadInput):
        received(bytes(content), "image")


def test_an_upload_lies_in_the_project_under_its_content(tmp_path):
    project = Project.create(tmp_path / "p")
    content = encoded(Image.new("RGB", (40, 30)), "PNG")
    recipe = project.adopt_upload(content, "image")
    assert project.adopt_upload(content, "image") == recipe
    assert project.store.path(recipe).read_bytes() == content and project.store.facts(recipe)["width"] == 40


FONT = Path(__file__).parent.parent / "storyvid/film/faces/lettering/AmaticSC-Bold.ttf"


def test_a_font_is_told_by_its_bytes_and_named():
    upload = received(FONT.read_bytes(), "font")
    assert (upload.recipe.media, upload.recipe.suffix, upload.facts) == ("font", ".ttf", {"family": "Amatic SC"})


@pytest.mark.parametrize(
    "content", [b"", b"OTTO", b"\x00\x01\x00\x00" + b"\xff" * 400, b"wOFF" + b"\0" * 99, FONT.read_bytes()[:90]]
)
def test_what_is_no_font_is_refused(content):
    with pytest.raises(BadInput, match="TrueType"):
        received(content, "font")
