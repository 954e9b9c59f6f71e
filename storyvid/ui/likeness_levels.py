"""Likeness on the Pictures page: how far each is turned up in a scene, and how alike they are over all scenes."""

from dataclasses import asdict
from itertools import islice

import streamlit as st

from storyvid import likenesses
from storyvid.likeness_chart import Chart, chart
from storyvid.plan import takes, takes_made
from storyvid.project import Project
from storyvid.prompts import present
from storyvid.recipes import EmbeddingRecipe, ImageRecipe
from storyvid.story import Character, Scene, Story
from storyvid.ui import desk, frame, media
from storyvid.ui.browser import component
from storyvid.ui.fields import field, told_apart, value
from storyvid.ui.likeness_view import heeds
from storyvid.ui.takes import number_of

_LEAST_SCENES = 2
_chart = component("likeness_chart")


def levels(story: Story, scene: Scene, body: str) -> None:
    """A slider for everybody of the scene who has a trained likeness; `body` is the fragment drawn again."""
    trained = [one for one in present(story, scene) if one.likeness and heeds(story, one.likeness.form)]
    if not trained:
        return
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        for character in trained:
            with st.container(width=260, gap=None):
                _level(scene, character, body)


def _level(scene: Scene, character: Character, body: str) -> None:
    key = f"level-{scene.id}-{character.id}"
    own = character.id in dict(scene.trainedness)
    name, first = field(key, likenesses.trainedness(scene, character))
    st.slider(
        f"{frame.plain(character.name)}: trainedness in this scene",
        0,
        100,
        first,
        step=5,
        format="%d%%",
        key=name,
        on_change=frame.with_frame(body, _set_level),
        args=(scene.id, character.id),
        help="0: the model alone; 100: as trained. Lower it where the pose or the place comes out stiff.",
    )
    if own:
        st.button(
            "As in the other scenes",
            key=f"level-off-{scene.id}-{character.id}",
            type="tertiary",
            on_click=frame.with_frame(body, _give_level),
            args=(scene.id, character.id, None),
        )


def _set_level(scene_id: str, character_id: str) -> None:
    _give_level(scene_id, character_id, value(f"level-{scene_id}-{character_id}"))


def _give_level(scene_id: str, character_id: str, percent: int | None) -> None:
    story = desk.project().story
    name, number = story.character(character_id).name, number_of(story, scene_id)
    what = "as everywhere" if percent is None else f"{percent}%"
    desk.edit(
        f"Likeness of {name} in scene {number}: {what}",
        lambda story: likenesses.with_trainedness(story, scene_id, character_id, percent),
    )


def charts(project: Project, body: str) -> None:
    """Who looks alike over the scenes, for everybody with two pictures or more; made when the author opens it."""
    story = project.story
    shown = [one for one in story.characters if not one.minor and _is_pictured(project, one)]
    if not shown:
        return
    part = st.expander(
        "Does everybody look the same in every scene?",
        icon=":material/monitoring:",
        key="likeness-charts",
        on_change="rerun",
    )
    if not part.open:
        return
    with part:
        names = told_apart({character.id: character.name for character in shown})
        chosen = st.segmented_control(
            "Character",
            [*names],
            default=shown[0].id,
            format_func=names.__getitem__,
            key="likeness-of",
            required=True,
            label_visibility="collapsed",
        )
        character = story.character(chosen if chosen in names else shown[0].id)
        with frame.errors_shown():
            _draw(project, character, chart(story, character, project.store, path_of=project.thumbnail), body)


def _draw(project: Project, character: Character, drawn: Chart, body: str) -> None:
    if drawn.wanted:
        return _looking(drawn.wanted)
    name = frame.plain(character.name)
    to = "the reference picture" if drawn.to == "reference" else f"the other pictures of {name}"
    story = project.story
    data = [
        {
            **asdict(one),
            "number": number_of(story, one.scene),
            "url": media.small(project, story.scene(one.scene).picked),
        }
        for one in drawn.scenes
    ]
    _chart(key=f"likeness-chart-{character.id}", data={"points": data, "label": f"Likeness of {character.name}"})
    how = (
        "An image model compares whole pictures, so the place and whoever else is there count too."
        if drawn.by == "model"
        else "Compared by colours and shapes of whole pictures, not of the character alone: a rough guide. An image "
        "model in Settings sees more."
    )
    st.caption(f"Each scene's picture against {to}, 0 to 100. {how}")
    for one in drawn.outliers:
        _outlier(project, story.scene(one.scene), body)
    if not drawn.outliers:
        st.markdown(f":green[:material/check_circle:] No picture of {name} stands out.")


def _looking(wanted: tuple[EmbeddingRecipe, ...]) -> None:
    """Has the image model look at pictures first; says so, or why it could not."""
    workshop = desk.workshop()
    states = {recipe: workshop.state_of(recipe) for recipe in wanted}
    absent = [recipe for recipe, state in states.items() if state == "absent"]
    if absent:
        desk.act(workshop.want, absent)
    failed = [recipe for recipe, state in states.items() if state == "failed"]
    if failed and not absent and len(failed) == len(wanted):
        failure = workshop.failure_of(failed[0])
        st.error(failure.message if failure else "The pictures could not be looked at.", icon=":material/error:")
    else:
        st.caption(f"Looking at {frame.count(len(wanted), 'picture')}…")


def _outlier(project: Project, scene: Scene, body: str) -> None:
    number = number_of(project.story, scene.id)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f":orange[:material/warning:] Scene {number} looks different from the others.", width="content")
        with st.container(horizontal=True, width="content", gap="small"):
            st.button(
                "Show it",
                key=f"outlier-show-{scene.id}",
                type="tertiary",
                on_click=frame.with_frame(body, _show),
                args=(scene.id,),
            )
            st.button(
                f"Paint {project.story.takes} more",
                icon=":material/brush:",
                key=f"outlier-roll-{scene.id}",
                on_click=frame.with_frame(body, _roll_again),
                args=(scene.id,),
            )


def _show(scene_id: str) -> None:
    st.session_state["scene"] = scene_id


def _roll_again(scene_id: str) -> None:
    project: Project = desk.project()
    _show(scene_id)
    recipes = not_made_yet(project.story, project.story.scene(scene_id), project)
    desk.workshop().retry(recipes)
    desk.act(desk.workshop().want, recipes)


def not_made_yet(story: Story, scene: Scene, project: Project) -> tuple[ImageRecipe, ...]:
    """As many takes as the story wants of a scene, of the first seeds that are not made."""
    there = len(takes_made(story, scene, project.store))
    unmade = (one for one in takes(story, scene, there + story.takes) if not project.store.has(one))
    return tuple(unmade)[: story.takes]


def _is_pictured(project: Project, character: Character) -> bool:
    """Whether there are scenes enough with a picture of the character to compare."""
    there = {mention.scene for mention in character.mentions}
    picked = (scene.picked for scene in project.story.scenes if scene.id in there and scene.picked)
    return len([*islice(filter(project.store.has, picked), _LEAST_SCENES)]) == _LEAST_SCENES
