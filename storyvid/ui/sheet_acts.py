"""What the author does on the contact sheet, done: picks, stars, rejections, and takes made from a take."""

from collections.abc import Mapping, Sequence

import streamlit as st

from storyvid import edits, picking
from storyvid.plan import with_rest_picked
from storyvid.project import Project
from storyvid.ranking import best_first, scoring_model, scoring_remedy, wanted
from storyvid.recipes import EmbeddingRecipe, Picture, Start, key_of
from storyvid.story import Story
from storyvid.ui import desk
from storyvid.ui.contact_sheet import Told
from storyvid.ui.sheets import Eye
from storyvid.ui.takes import KEPT, Take, next_unpicked, number_of, picture_called

VARY_PERCENT = 45  # how much of a take its variations change, until the author says otherwise
_EYE, _PANEL = "eye", "panel"


def heed(told: Told) -> None:
    """Does one thing that the author did on the contact sheet; done twice it comes to the same."""
    match told.what:
        case "pick":
            pick(told.scene, told.id)
        case "star" | "reject":
            _like(told)
        case "look" | "zoom":
            _look(told)
        case "vary":
            vary(told.scene, told.id)
        case "repaint":
            st.session_state[_PANEL] = ("repaint", told.scene, told.id)
        case "next":
            st.session_state["scene"] = next_unpicked(desk.project().story, told.scene)


def eye_on(scene_id: str) -> Eye:
    """Where the author's eye rests in a scene."""
    scene, eye = st.session_state.get(_EYE, ("", Eye()))
    return eye if scene == scene_id else Eye()


def panel_of(scene_id: str) -> tuple[str, str]:
    """What is open in the sheet's place in a scene ("repaint", "crop"; empty: the sheet), and for which tile."""
    panel, scene, tile = st.session_state.get(_PANEL, ("", "", ""))
    return (panel, tile) if scene == scene_id else ("", "")


def open_panel(panel: str, scene_id: str, tile: str = KEPT) -> None:
    """Opens something in the sheet's place."""
    st.session_state[_PANEL] = (panel, scene_id, tile)


def close_panel() -> None:
    """Goes back to the sheet."""
    st.session_state.pop(_PANEL, None)


def pick(scene_id: str, tile: str) -> None:
    """Makes the take behind a tile the scene's picture."""
    if picture := _picture(scene_id, tile):
        label = f"Pick for scene {number_of(desk.project().story, scene_id)}"
        desk.edit(label, lambda story: edits.picked(story, scene_id, picture))


def vary(scene_id: str, tile: str) -> None:
    """Has the scene's takes begin from the take behind a tile."""
    if picture := _picture(scene_id, tile):
        start = Start(picture=picture, use="vary", strength_percent=VARY_PERCENT)
        label = f"Vary a take of scene {number_of(desk.project().story, scene_id)}"
        desk.edit(label, lambda story: picking.started(story, scene_id, start))


def pick_rest() -> None:
    """Picks the best take for every scene that has takes and no pick."""
    project: Project = desk.project()

    def change(story: Story) -> Story:
        return with_rest_picked(story, project.store, best_first(story, project.store, path_of=project.thumbnail))

    desk.edit("Pick the rest", change)


def about_ranking() -> str:
    """What takes are ranked by here, and what would add to it."""
    said = "The best-ranked take of every scene that has none picked: starred before others, rejected last."
    if scoring_model():
        return said + " Ranked by how well a take fits its words, its characters and their number."
    more = scoring_remedy()
    return said + " Ranked by technical faults alone." + (f" To rank by what takes show: `{more}`" if more else "")


def have_seen(story: Story, by_scene: Mapping[str, Sequence[Take]]) -> None:
    """Has the scoring model, where there is one, look at what is painted and was not looked at yet."""
    if not scoring_model():
        return
    workshop = desk.workshop()
    standing = workshop.standing()
    seen: list[EmbeddingRecipe] = []
    for scene in story.scenes:
        made = [take.recipe for take in by_scene[scene.id] if take.state == "made"]
        seen += wanted(story, scene, made) if made else ()
    absent = [recipe for recipe in dict.fromkeys(seen) if standing.of(key_of(recipe)) == "absent"]
    if absent:
        desk.act(workshop.want, absent)


def _like(told: Told) -> None:
    picture = _picture(told.scene, told.id)
    if picture is None:
        return
    key, change = key_of(picture), picking.starred if told.what == "star" else picking.rejected
    verb = {("star", True): "Star", ("star", False): "Unstar", ("reject", True): "Reject"}.get(
        (told.what, told.on), "Take back"
    )
    name = "the pick" if told.id == KEPT else f"take {told.id}"
    desk.edit(f"{verb} {name}", lambda story: change(story, told.scene, key, told.on))


def _look(told: Told) -> None:
    eye = eye_on(told.scene)
    looked = told.id if told.what == "look" else eye.looked_at
    zoomed = told.id if told.what == "zoom" else eye.zoomed
    st.session_state[_EYE] = (told.scene, Eye(looked_at=looked, zoomed=zoomed))


def _picture(scene_id: str, tile: str) -> Picture | None:
    """The picture behind a tile; None while it is not made: the sheet that was told of is not the scene's any more."""
    project: Project = desk.project()
    picture = picture_called(project.story, project.story.scene(scene_id), tile)
    return picture if picture and project.store.has(picture) else None
