"""How the pictures are to look: the film's format, the style chosen from pictures, the author's own style words."""

from dataclasses import replace

import streamlit as st

from storyvid import models, settings
from storyvid.doctor import why_not
from storyvid.project import Project
from storyvid.prompts import compose
from storyvid.recipes import ImageRecipe, Options, Part
from storyvid.story import Scene, Story
from storyvid.styles import PRESETS
from storyvid.ui import desk, frame, painted
from storyvid.ui.fields import field, value
from storyvid.ui.painted import Face

FORMATS = {"9:16": "9:16 upright", "16:9": "16:9 wide", "1:1": "1:1 square"}
_SAMPLE_SIZE = (270, 360)


def draw(project: Project) -> None:
    """The page's part about looks."""
    story = project.story
    key, first = field("format", story.cut.format)
    st.segmented_control(
        "Format",
        [*FORMATS],
        default=first,
        format_func=FORMATS.__getitem__,
        key=key,
        required=True,
        on_change=_set_format,
    )
    st.markdown("**Style** · your first scene, painted in each")
    samples = style_samples(story)
    painted.want(samples)
    faces = [
        Face(id=preset.name, title=preset.title, recipe=recipe) for preset, recipe in zip(PRESETS, samples, strict=True)
    ]
    painted.row("Style", faces, key="styles", chosen=story.style.preset, on_choose=choose_style)
    words, model, number = st.columns([3, 2, 2], gap="medium", vertical_alignment="bottom")
    key, typed = field("style-words", story.style.words)
    words.text_input(
        "Your own style words, added to every picture",
        typed,
        key=key,
        placeholder="candlelight, autumn colours, seen from afar",
        on_change=_set_words,
    )
    titles = {card.name: card.title for card in models.cards("images") if not card.missing}
    titles.setdefault(story.image_model, story.image_model)
    key, painter = field("image-model", story.image_model)
    model.selectbox(
        "Painted by",
        [*titles],
        index=[*titles].index(painter) if painter in titles else 0,
        format_func=lambda name: titles.get(name, name),
        on_change=_set_model,
        key=key,
    )
    key, takes = field("takes", story.takes)
    number.number_input("Takes a scene", 1, 100, takes, key=key, on_change=_set_takes)
    _older_wishes(story)
    if reason := why_not("images", story.image_model):
        st.info(
            frame.plain(f"{reason} Takes that are painted already stay as they are."), icon=":material/extension_off:"
        )


def _older_wishes(story: Story) -> None:
    """Where the settings ask for something else by now than this story does: what, and the way over to it."""
    there = settings.default_options(story.image_model)
    held = dict(story.image_options)
    if not there or story.image_options == there:
        return
    other = [
        (name.removesuffix("_percent"), value or "as it likes") for name, value in there if held.get(name) != value
    ]
    new = ", ".join(f"{name} {value}" for name, value in other)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(frame.plain(f"Your settings ask for other pictures than this story does: {new}."), width="content")
        st.button("Use them here", key="use-settings", type="tertiary", on_click=_take_settings, args=(there,))


def _take_settings(options: Options) -> None:
    desk.edit("Use the engine's settings", lambda story: replace(story, image_options=options))


def style_samples(story: Story) -> tuple[ImageRecipe, ...]:
    """A small picture of the first scene in every style, by the storyboard, which costs next to nothing."""
    model = models.full_name("images", "storyboard")
    width, height = _SAMPLE_SIZE
    return tuple(
        ImageRecipe(model=model, parts=_in_style(story, preset.name), width=width, height=height, seed=1)
        for preset in PRESETS
    )


def _in_style(story: Story, preset: str) -> tuple[Part, ...]:
    scene = story.scenes[0] if story.scenes else Scene(id="s1", text="A girl and a fox in a wood at dusk.")
    return compose(replace(story, style=replace(story.style, preset=preset)), scene)


def choose_style(name: str) -> None:
    """Makes a preset the story's style."""
    title = next(preset.title for preset in PRESETS if preset.name == name)
    desk.edit(f"Style: {title}", lambda story: replace(story, style=replace(story.style, preset=name)))


def _set_words() -> None:
    words = value("style-words")
    desk.edit("Style words", lambda story: replace(story, style=replace(story.style, words=words)))


def _set_format() -> None:
    wanted = value("format")
    desk.edit(f"Format {wanted}", lambda story: replace(story, cut=replace(story.cut, format=wanted)))


def _set_model() -> None:
    name = value("image-model")
    options = settings.default_options(name)  # what is asked of it now stays with the story
    desk.edit(f"Paint with {name}", lambda story: replace(story, image_model=name, image_options=options))


def _set_takes() -> None:
    number = value("takes")
    desk.edit(f"{number} takes a scene", lambda story: replace(story, takes=number))
