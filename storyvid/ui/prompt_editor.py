"""The prompt under the contact sheet: what it is made of, what would be cut, and what the author makes of it."""

import streamlit as st

from storyvid import edits, models, picking
from storyvid.plan import whereabouts_of
from storyvid.prompts import compose, cut_off, named, token_count
from storyvid.recipes import prompt_text
from storyvid.story import Scene, Story
from storyvid.ui import desk, frame
from storyvid.ui.fields import field, value
from storyvid.ui.takes import number_of
from storyvid.ui.views import prompt_view


def draw(story: Story, scene: Scene, body: str) -> None:
    """The prompt, coloured by source, and the way to change it; `body` is the fragment that is drawn again."""
    parts = compose(story, scene)
    card = models.card("images", story.image_model)
    limit, piece = card.tokens_with(story.image_options) if card else (None, None)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown("**The prompt**", width="content")
        with st.popover("Edit what happens", icon=":material/edit:", type="tertiary"):
            _words(story, scene, body)
            if card and "negative" in card.follows_with(story.image_options):
                _avoided(story, body)
    prompt_view(
        parts,
        lost=cut_off(parts, limit),
        tokens=token_count(prompt_text(parts)),
        limit=limit,
        piece=piece,
        key="prompt",
    )
    if card and "setting" in card.follows_with(story.image_options) and (told := plays_on(story, scene)):
        st.caption(told)


def plays_on(story: Story, scene: Scene) -> str:
    """What the picture takes over of the scenes before it; empty where the scene's own words tell all, or none do."""
    setting = whereabouts_of(story, scene)
    taken = [said for said in (setting.place, setting.hour, setting.weather) if said] if setting else []
    if not taken:
        return ""
    return f"As in the scenes before: {', '.join(taken)}. Name another place, hour or weather here to change it."


def _words(story: Story, scene: Scene, body: str) -> None:
    name, first = field(f"prompt-{scene.id}", scene.prompt if scene.prompt is not None else named(story, scene))
    st.text_area(
        "What happens in the picture",
        first,
        key=name,
        height=140,
        on_change=frame.with_frame(body, prompted),
        args=(scene.id,),
        help="Only the picture follows this; the words that are told stay as they are. "
        "Going back to earlier words costs nothing: their takes are still there.",
    )
    if scene.prompt is not None:
        st.button(
            "Back to the scene's own words",
            key="unprompt",
            type="tertiary",
            on_click=frame.with_frame(body, desk.edit),
            args=("Prompt from the scene", lambda s: edits.prompted(s, scene.id, None)),
        )


def _avoided(story: Story, body: str) -> None:
    name, first = field("negative", story.negative)
    st.text_input(
        "What no picture shall show",
        first,
        key=name,
        placeholder="blurry, text, watermark",
        on_change=frame.with_frame(body, avoided),
        help="For every scene of the story.",
    )


def prompted(scene_id: str) -> None:
    """Makes what the author wrote the scene's prompt."""
    words = value(f"prompt-{scene_id}")
    number = number_of(desk.project().story, scene_id)
    desk.edit(f"Prompt of scene {number}", lambda story: edits.prompted(story, scene_id, words))


def avoided() -> None:
    """Makes what the author wrote the words that pictures avoid."""
    words = value("negative")
    desk.edit("What pictures avoid", lambda story: picking.avoiding(story, words))
