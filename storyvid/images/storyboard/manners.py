"""The styles as the illustrator draws them: how ink lies, whether sheets are paper, and which finish goes over all."""

from dataclasses import dataclass
from typing import Literal

from storyvid.images.storyboard.ink import Manner

FinishName = Literal["paper", "wash", "gouache", "print", "smoke", "clean", "wax"]
PRINT_INKS = ("#1f1b1a", "#f1e4c8", "#c2452d", "#d99a3a", "#2f5d62", "#6f8a4e", "#8a4a34", "#d8b88a", "#87a5a0")


@dataclass(frozen=True)
class Style:
    """One drawn style; `chroma` multiplies the palette's, `light` is added to its lightness."""

    manner: Manner
    finish: FinishName
    paper: bool = False
    fade_percent: int = 100
    chroma: float = 1.0
    light: float = 0.0
    rim_percent: int = 60
    banded: bool = False  # hard-edged colour everywhere: no glow, no mist, no gradient
    paper_edge: bool = False  # the picture runs out into bare paper


STYLES: dict[str, Style] = {
    "papercut": Style(Manner("papercut"), "paper", paper=True, fade_percent=60, chroma=1.06, rim_percent=50),
    "watercolour": Style(
        Manner("watercolour", outline="own", outline_width=2.2, fill_opacity=0.93),
        "wash",
        chroma=0.9,
        light=0.06,
        rim_percent=0,
        paper_edge=True,
    ),
    "storybook": Style(Manner("storybook"), "gouache", chroma=1.08, rim_percent=85),
    "woodcut": Style(
        Manner("woodcut", outline="dark", outline_width=3.6, inks=PRINT_INKS, ink_share=0.72, dark="#1f1b1a"),
        "print",
        fade_percent=0,
        chroma=0.8,
        rim_percent=0,
    ),
    "silhouette": Style(
        Manner("silhouette", silhouette=True, dark="#120f1c"), "smoke", fade_percent=140, chroma=1.15, rim_percent=100
    ),
    "flat": Style(
        Manner("flat", chroma=1.1), "clean", fade_percent=0, chroma=1.2, light=0.02, rim_percent=0, banded=True
    ),
    "crayon": Style(
        Manner("crayon", outline="own", outline_width=4.5, chroma=1.1),
        "wax",
        fade_percent=0,
        chroma=1.15,
        light=0.04,
        rim_percent=0,
        paper_edge=True,
    ),
}

# Words of a free style text that ask for one of the styles, where no preset is named.
STYLE_WORDS = {
    "papercut": ("papercut", "paper", "cut-out", "cutout", "collage", "origami"),
    "watercolour": ("watercolour", "watercolor", "wash", "aquarelle", "gouache-wash"),
    "woodcut": ("woodcut", "linocut", "engraving", "woodblock", "print", "etching"),
    "silhouette": ("silhouette", "silhouettes", "shadow", "shadow-play"),
    "flat": ("flat", "vector", "minimal", "minimalist", "geometric"),
    "crayon": ("crayon", "crayons", "pastel-chalk", "chalk", "childlike", "pencil"),
    "storybook": ("storybook", "gouache", "painted", "illustration", "picture-book"),
}


def style_for(name: str, words: tuple[str, ...]) -> Style:
    """The style of that name, else the one its words ask for, else paper cut."""
    if name in STYLES:
        return STYLES[name]
    return next((STYLES[style] for style, asked in STYLE_WORDS.items() if set(asked) & set(words)), STYLES["papercut"])
