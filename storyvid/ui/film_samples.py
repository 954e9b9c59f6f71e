"""Small pictures to choose captions, transitions, cards and frames by, made of the story's own pictures and words."""

import io
from pathlib import Path
from typing import Literal

import numpy as np
import streamlit as st
from PIL import Image, ImageDraw, ImageOps

from storyvid.project import Project
from storyvid.recipes import Heading, Shot
from storyvid.story import SIZES, Scene
from storyvid.ui import media
from storyvid.ui.views import Option

CAPTIONS = {
    "plain": "Plain",
    "boxed": "Boxed",
    "word-highlight": "Word by word",
    "one-word": "One word",
    "none": "None",
}
TRANSITIONS = {
    "crossfade": "Crossfade",
    "cut": "Cut",
    "dip-black": "Dip to black",
    "dip-white": "Dip to white",
    "slide": "Slide",
    "page-turn": "Page turn",
}
_SHORT_SIDE = 216
_DAY, _DUSK = "#6d8fa8", "#8d6a58"  # where a scene has no picture yet


def caption_options(project: Project) -> list[Option]:
    """The first picture with its first words in every caption style."""
    first = _pictures(project)[0]
    words = " ".join(project.story.scenes[0].text.split()[:5])
    cut, size = project.story.cut, _size(project)
    font = project.store.path(cut.font) if cut.font and project.store.has(cut.font) else None
    setting = (cut.caption_place, cut.caption_size_percent, font)
    return [
        Option(id=name, title=title, url=_served(_captioned(first, words, name, size, setting), f"caption-{name}"))
        for name, title in CAPTIONS.items()
    ]


def transition_options(project: Project) -> list[Option]:
    """The first picture half way to the second, in every way there is."""
    before, after = (*_pictures(project), None)[:2]
    size = _size(project)
    return [
        Option(id=name, title=title, url=_served(_half_way(before, after, name, size), f"transition-{name}"))
        for name, title in TRANSITIONS.items()
    ]


def card_picture(project: Project, words: str, form: Literal["title", "chapter", "end"]) -> bytes | None:
    """A card as the film will show it, small; None while its scene has no picture."""
    first, last = project.story.scenes[0], project.story.scenes[-1]
    scene = last if form == "end" else first
    if not scene.picked or not project.store.has(scene.picked):
        return None
    heading = Heading(text=words.strip(), form=form, style=project.story.style.preset)
    font = project.story.cut.font
    path = project.store.path(font) if font and project.store.has(font) else None
    return _card(project.thumbnail(scene.picked, media.LARGE_PX), heading, _size(project), path)


def framing_picture(project: Project, scene: Scene) -> bytes | None:
    """The scene's picture with the first and the last frame of the camera drawn on it; None without a picture."""
    if not scene.picked or not project.store.has(scene.picked):
        return None
    shot = Shot(
        picture=scene.picked,
        width=SIZES[project.story.cut.format][0],
        height=SIZES[project.story.cut.format][1],
        fps=project.story.cut.fps,
        frames=120,
        motion=scene.motion,
        focus=scene.focus,
    )
    return _framing(project.thumbnail(scene.picked, media.LARGE_PX), shot)


def subject_percent(project: Project, scene: Scene) -> tuple[int, int]:
    """Where what the scene's picture is of lies: percent from left and top."""
    from storyvid.film.saliency import subject_of

    if not scene.picked or not project.store.has(scene.picked):
        return 50, 50
    with Image.open(project.thumbnail(scene.picked, media.LARGE_PX), formats=("WEBP",)) as image:
        subject = subject_of(image.convert("RGB"))
    return round(subject.x * 100), round(subject.y * 100)


@st.cache_data(show_spinner=False, max_entries=32)
def _card(picture: Path, heading: Heading, size: tuple[int, int], font: Path | None) -> bytes:
    from storyvid.film import cards, fonts

    with Image.open(picture, formats=("WEBP",)) as image:
        behind = ImageOps.fit(cards.backdrop(image.convert("RGB"), heading), size)
    words, left, top = cards.lettered(
        heading, width=size[0], height=size[1], font=fonts.brought(font) if font else None
    )
    behind.paste(words, (left, top), words)
    return _webp(behind)


@st.cache_data(show_spinner=False, max_entries=64)
def _framing(picture: Path, shot: Shot) -> bytes:
    from storyvid.film.framing import framed

    with Image.open(picture, formats=("WEBP",)) as image:
        shown = image.convert("RGB")
    view = framed(shown, shot)
    share = shown.width / view.cover.cover_width
    boxes = [_seen(camera, shot, share) for camera in (view.cameras[0], view.cameras[-1])]
    dark = Image.blend(shown, Image.new("RGB", shown.size), 0.55)
    for box in boxes:
        left, top, right, bottom = (max(0, round(side)) for side in box)
        dark.paste(shown.crop((left, top, right, bottom)), (left, top))
    draw, thick = ImageDraw.Draw(dark), max(3, shown.width // 140)
    for box, colour in zip(boxes, ("#ffffff", "#ffd23f"), strict=True):
        draw.rectangle(box, outline=colour, width=thick)
    return _webp(dark)


def _seen(camera, shot: Shot, share: float) -> tuple[float, float, float, float]:
    zoom, x, y = camera
    half_wide, half_high = shot.width / 2 / zoom, shot.height / 2 / zoom
    left, top, right, bottom = (x - half_wide, y - half_high, x + half_wide, y + half_high)
    return (left * share, top * share, right * share - 1, bottom * share - 1)


@st.cache_data(show_spinner=False, max_entries=64)
def _captioned(
    picture: Path | None, words: str, style: str, size: tuple[int, int], setting: tuple[str, int, Path | None]
) -> bytes:
    from storyvid.film import fonts
    from storyvid.film.captions import painted_caption

    place, size_percent, font = setting
    image = _fitted(picture, size, _DAY)
    if style != "none":
        shown = max(words.split(), key=len) if style == "one-word" else words
        lit = (0, len(words.split()[0])) if style == "word-highlight" else (0, 0)
        overlay = painted_caption(
            shown,
            style=style,
            width=size[0],
            height=size[1],
            lit=lit,
            place=place,
            size_percent=size_percent,
            font=fonts.brought(font) if font else None,
        )
        image = Image.alpha_composite(image.convert("RGBA"), overlay).convert("RGB")
    return _webp(image.crop(_around_captions(size, place)))


@st.cache_data(show_spinner=False, max_entries=64)
def _half_way(before: Path | None, after: Path | None, kind: str, size: tuple[int, int]) -> bytes:
    from storyvid.film.joins import JOINS
    from storyvid.film.planes import blank, from_rgb, to_rgb

    first, second = _fitted(before, size, _DAY), _fitted(after, size, _DUSK)
    if kind == "cut":
        first.paste(second.crop((size[0] // 2, 0, *size)), (size[0] // 2, 0))
        return _webp(first.crop(_around_captions(size)))
    out = blank(*size)
    share = 0.5 if kind in ("crossfade", "slide") else 0.4
    JOINS[kind](from_rgb(np.asarray(first)), from_rgb(np.asarray(second)), share, out)
    return _webp(Image.fromarray(to_rgb(out)).crop(_around_captions(size)))


def _pictures(project: Project) -> list[Path | None]:
    """The thumbnails of the first two scenes, None for one without a picture."""
    scenes = project.story.scenes[:2]
    return [
        project.thumbnail(scene.picked, media.LARGE_PX) if scene.picked and project.store.has(scene.picked) else None
        for scene in scenes
    ]


def _size(project: Project) -> tuple[int, int]:
    width, height = SIZES[project.story.cut.format]
    share = _SHORT_SIDE / min(width, height)
    return round(width * share / 2) * 2, round(height * share / 2) * 2


def _around_captions(size: tuple[int, int], place: str = "auto") -> tuple[int, int, int, int]:
    """The square of an upright or square frame in which its captions lie; the whole of a wide frame."""
    width, height = size
    share = {"top": 0.0, "middle": 0.22}.get(place, 0.45)
    top = min(round(height * share), height - width) if height > width else 0
    return (0, top, width, top + min(width, height))


def _fitted(picture: Path | None, size: tuple[int, int], colour: str) -> Image.Image:
    if picture is None:
        return Image.new("RGB", size, colour)
    with Image.open(picture, formats=("WEBP",)) as image:
        return ImageOps.fit(image.convert("RGB"), size)


def _webp(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "WEBP", quality=86)
    return written.getvalue()


def _served(content: bytes, name: str) -> str:
    return media.served(content, "image/webp", name=name)
