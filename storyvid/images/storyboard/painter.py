"""From a recipe to a stage: the words are read, the take composed, the sheets drawn."""

from dataclasses import fields, replace
from random import Random

from storyvid.images.storyboard.colour import distance, mix, turned
from storyvid.images.storyboard.composition import compose, seed_of
from storyvid.images.storyboard.frames import put_frames
from storyvid.images.storyboard.hours import Time
from storyvid.images.storyboard.ink import Ink, Light
from storyvid.images.storyboard.manners import Style, style_for
from storyvid.images.storyboard.palette import Palette, palette_for
from storyvid.images.storyboard.places import setting_of
from storyvid.images.storyboard.props import put_props
from storyvid.images.storyboard.putting import put_figures
from storyvid.images.storyboard.reading import Vision, envision
from storyvid.images.storyboard.stage import Stage
from storyvid.images.storyboard.staging import stand_figures
from storyvid.images.storyboard.tongues import in_english
from storyvid.images.storyboard.weather import paint_weather
from storyvid.recipes import ImageRecipe

# The light of takes whose scene names no hour: mostly day.
HOURS: tuple[Time, ...] = ("day", "day", "dusk", "day", "dawn")


def staged(recipe: ImageRecipe) -> tuple[Stage, Style]:
    """The recipe's picture as sheets of SVG by layer, and its style."""
    spoken = in_english(recipe)
    vision = envision(spoken)
    style = style_for(vision.style, vision.style_words)
    text = scene_text(recipe)
    composition = compose(vision, width=recipe.width, height=recipe.height, seed=recipe.seed, text=text)
    if not vision.hour_said:
        vision = replace(vision, time=HOURS[composition.hour % len(HOURS)])
    if vision.place == "space":
        vision = replace(vision, time="night")  # the sky is black whatever the hour
    palette = _graded(palette_for(vision, variant=composition.sky_variant, turn=composition.turn), style)
    stage = Stage(
        composition,
        palette,
        _ink(palette, style, vision),
        vision,
        paper=style.paper,
        fade=style.fade_percent / 100,
        banded=style.banded,
        rng=Random(seed_of("stage", text, recipe.seed)),
    )
    setting_of(vision)(stage)
    placed = stand_figures(stage, scene_text(spoken))
    put_props(stage, placed)
    put_figures(stage, placed)
    put_frames(stage, placed)
    paint_weather(stage)
    return stage, style


def scene_text(recipe: ImageRecipe) -> str:
    """What happens in the scene, in the recipe's words."""
    return "\x1f".join(part.text for part in recipe.parts if part.source == "scene")


def _ink(palette: Palette, style: Style, vision: Vision) -> Ink:
    # a lamp burns within; in space the sun shines from a black sky
    indoors = (0.64 if vision.time == "night" else 0.8) if vision.indoor else 0.5 if vision.place == "space" else 1.0
    light = Light(
        palette.ambient, palette.ambient_percent / 100 * indoors, palette.dim_percent / 100 * indoors, palette.lamp
    )
    return Ink(style.manner, light, haze_colour=palette.haze)


def _graded(palette: Palette, style: Style) -> Palette:
    """The palette in the style's own key; a print's sky and earth lean to its few inks."""
    changed = {
        field.name: turned(value, chroma=style.chroma, light=style.light)
        for field in fields(Palette)
        if isinstance(value := getattr(palette, field.name), str) and field.name != "dark"
    }
    if style.manner.inks:
        changed |= {name: mix(value, _nearest(value, style.manner.inks), 0.55) for name, value in changed.items()}
    return replace(palette, **changed)  # type: ignore[arg-type]


def _nearest(colour: str, inks: tuple[str, ...]) -> str:
    return min(inks, key=lambda ink: distance(ink, colour))
