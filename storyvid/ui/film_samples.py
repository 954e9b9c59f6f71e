"""Small pictures to choose captions and transitions by, made of the story's own pictures and words."""

import io
from pathlib import Path

import numpy as np
import streamlit as st
from PIL import Image, ImageOps

from storyvid.project import Project
from storyvid.story import SIZES
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
    size = _size(project)
    return [
        Option(id=name, title=title, url=_served(_captioned(first, words, name, size), f"caption-{name}"))
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


@st.cache_data(show_spinner=False, max_entries=64)
def _captioned(picture: Path | None, words: str, style: str, size: tuple[int, int]) -> bytes:
    from storyvid.film.captions import painted_caption

    image = _fitted(picture, size, _DAY)
    if style != "none":
        shown = max(words.split(), key=len) if style == "one-word" else words
        lit = (0, len(words.split()[0])) if style == "word-highlight" else (0, 0)
        overlay = painted_caption(shown, style=style, width=size[0], height=size[1], lit=lit)
        image = Image.alpha_composite(image.convert("RGBA"), overlay).convert("RGB")
    return _webp(image.crop(_around_captions(size)))


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


def _around_captions(size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The square of an upright or square frame in which its captions lie; the whole of a wide frame."""
    width, height = size
    top = min(round(height * 0.45), height - width) if height > width else 0
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
