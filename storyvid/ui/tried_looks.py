"""Trying a look: one character painted in four different settings, when the author asks for it."""

import streamlit as st

from storyvid import models
from storyvid.doctor import why_not
from storyvid.recipes import ImageRecipe, Part
from storyvid.spending import estimate
from storyvid.story import Character, Story
from storyvid.styles import preset
from storyvid.ui import desk, painted
from storyvid.ui.painted import Face

SETTINGS = (
    ("In a wood, morning", "{} stands in a forest in the morning"),
    ("At home, evening", "{} sits in a room in the evening, a lamp on the table"),
    ("In the snow", "{} walks over a snowy mountain by day"),
    ("By the sea, dusk", "{} stands on the shore of the sea at dusk"),
)
_SIZE = (270, 360)


def looks(story: Story, character: Character) -> tuple[ImageRecipe, ...]:
    """The four pictures, painted by the story's own model in its own style; by the storyboard where it is missing."""
    chosen = preset(story.style.preset)
    style = [Part(source="style", name=chosen.name, text=chosen.words)] if chosen else []
    if story.style.words.strip():
        style.append(Part(source="style", text=story.style.words.strip()))
    who = Part(source="character", name=character.name, text=character.look)
    width, height = _SIZE
    here = not why_not("images", story.image_model)
    return tuple(
        ImageRecipe(
            model=models.full_name("images", story.image_model if here else "storyboard"),
            options=story.image_options if here else (),
            parts=(Part(source="scene", text=scene.format(character.name)), who, *style),
            width=width,
            height=height,
            seed=1,
        )
        for _, scene in SETTINGS
    )


def offer(story: Story, character: Character) -> None:
    """The button, where the pictures were not asked for yet."""
    recipes = looks(story, character)
    if not _asked_for(recipes):
        cost = estimate(recipes)
        st.button(
            "Try this look",
            help=cost.text if cost else None,
            key=f"try-{character.id}",
            icon=":material/brush:",
            type="tertiary",
            on_click=painted.want,
            args=(recipes,),
        )


def draw(story: Story, character: Character) -> None:
    """The pictures, once they were asked for."""
    recipes = looks(story, character)
    if _asked_for(recipes):
        faces = [
            Face(id=str(at), note=title, recipe=recipe)
            for at, ((title, _), recipe) in enumerate(zip(SETTINGS, recipes, strict=True))
        ]
        painted.row("Four pictures of this look", faces, key=f"looks-{character.id}", tile_px=84, phone_px=70)


def _asked_for(recipes: tuple[ImageRecipe, ...]) -> bool:
    return any(desk.workshop().state_of(recipe) != "absent" for recipe in recipes)
