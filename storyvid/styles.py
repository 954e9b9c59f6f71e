"""The style presets: their names, their titles on the screen, and the words a text-to-image model is given."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Preset:
    """One named style; `words` are appended to every prompt that uses it."""

    name: str
    title: str
    words: str


PRESETS: tuple[Preset, ...] = (
    Preset("papercut", "Paper cut", "layered paper cut illustration, soft shadows between sheets, paper grain, depth"),
    Preset("watercolour", "Watercolour", "loose watercolour wash, wet edges, granulating pigment, cold-pressed paper"),
    Preset("storybook", "Storybook", "gouache storybook illustration, rich colour, soft rim light, gentle detail"),
    Preset("woodcut", "Woodcut", "coloured woodcut print, carved lines, bold dark contours, few inks on cream paper"),
    Preset("silhouette", "Night silhouettes", "shadow-play silhouettes, glowing sky, rim light, layered dark shapes"),
    Preset("flat", "Flat", "flat vector illustration, clean geometric shapes, bold colour, no outlines"),
    Preset("crayon", "Crayon", "wax crayon drawing by hand, waxy grain, uneven edges, bright colours on rough paper"),
)


def preset(name: str) -> Preset | None:
    """The preset called `name`, or None; case and spaces around it do not matter."""
    wanted = name.strip().casefold()
    return next((style for style in PRESETS if style.name == wanted), None)
