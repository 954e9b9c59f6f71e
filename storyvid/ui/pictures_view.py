"""The pictures' page: the filmstrip, the contact sheet of one scene, and what has takes painted."""

from collections.abc import Mapping, Sequence

import streamlit as st

from storyvid.plan import takes
from storyvid.recipes import ImageRecipe
from storyvid.story import Scene, Story
from storyvid.ui import desk, frame, likeness_levels, own_picture, painter_choice, prompt_editor, sheet_acts, take_start
from storyvid.ui.contact_sheet import contact_sheet
from storyvid.ui.sheets import sheet_of
from storyvid.ui.takes import (
    Take,
    all_takes,
    frame_of,
    more_of,
    number_of,
    ratio,
    sections,
    still_absent,
    takes_of,
    unmade,
    wanting,
    window,
)
from storyvid.ui.views import filmstrip

_POLL_S = 0.8
_BODY = "pictures"


def draw() -> None:
    """The page's content; it polls while something is being painted, and only then."""
    busy = desk.workshop().status().busy
    st.fragment(_body, key=_BODY, run_every=_POLL_S if busy else None)(busy)


def _body(was_busy: bool) -> None:
    project, workshop = desk.project(), desk.workshop()
    story = project.story
    scene = current(story)
    there = all_takes(story, workshop)
    sheet_acts.have_seen(story, there)
    filmstrip(
        [frame_of(story, one, there[one.id], project) for one in window(story, scene.id)],
        here=scene.id,
        ratio=ratio(story),
        key="filmstrip",
        on_open=open_scene,
        sections=sections(story, there),
    )
    _heading(story, scene)
    with st.container():  # places are kept, so that what follows is not built anew when something comes or goes
        stuck = painter_choice.missing(story)
    _actions(story, scene, there, stuck=stuck)
    with st.container():
        take_start.banner(project, scene, _BODY)
    with st.container():
        _sheet(story, scene, there[scene.id])
    with st.container():
        _failures(scene, there[scene.id])
        likeness_levels.levels(story, scene, _BODY)
    prompt_editor.draw(story, scene, _BODY)
    likeness_levels.charts(project, _BODY)
    done = all(one.picked for one in story.scenes) and not sheet_acts.panel_of(scene.id)[0]
    frame.next_step("Sound", "On to the sound", ready=done)
    if workshop.status().busy != was_busy:
        st.rerun()


def _sheet(story: Story, scene: Scene, there: Sequence[Take]) -> None:
    """The contact sheet, or what is open in its place."""
    project = desk.project()
    panel, tile = sheet_acts.panel_of(scene.id)
    if panel == "crop":
        return own_picture.panel(project, scene, _BODY)
    if panel == "repaint":
        return take_start.panel(project, scene, tile, _BODY)
    sheet = sheet_of(project, scene, desk.workshop(), there=there, eye=sheet_acts.eye_on(scene.id))
    if sheet.takes:
        contact_sheet(sheet, key="sheet", on_told=sheet_acts.heed, redraw=frame.with_frame(_BODY, lambda: None))
    else:
        advice = f"Paint {frame.count(story.takes, 'take')}, then pick the one you like best."
        if scene.start:
            advice += " The takes that begin from the words alone are still there: go back to them when you like."
        frame.empty("No takes yet", advice, icon="imagesmode")


def current(story: Story) -> Scene:
    """The scene that is open: the one chosen last, else the first without a pick, else the first."""
    chosen = st.session_state.get("scene")
    if chosen in {scene.id for scene in story.scenes}:
        return story.scene(chosen)
    scene = next((scene for scene in story.scenes if scene.picked is None), story.scenes[0])
    st.session_state["scene"] = scene.id
    return scene


def open_scene(scene_id: str) -> None:
    """Shows the scene's takes."""
    st.session_state["scene"] = scene_id


def paint(scene_id: str) -> None:
    """Wants the scene's takes, or more of them when they are there."""
    story = desk.project().story
    scene = story.scene(scene_id)
    _have_painted(more_of(story, scene, takes_of(story, scene, desk.workshop())))


def paint_all() -> None:
    """Wants the takes of every scene that has no pick, or one from an earlier prompt."""
    story = desk.project().story
    _have_painted([recipe for scene in wanting(story) for recipe in takes(story, scene)])


def cancel(scene_id: str) -> None:
    """Stops painting the scene."""
    story = desk.project().story
    there = takes_of(story, story.scene(scene_id), desk.workshop())
    desk.workshop().cancel([take.recipe for take in _going(there)])


def cancel_all() -> None:
    """Stops painting every scene."""
    there = all_takes(desk.project().story, desk.workshop()).values()
    desk.workshop().cancel([take.recipe for takes in there for take in _going(takes)])


def retry(scene_id: str) -> None:
    """Paints again what failed in the scene."""
    story = desk.project().story
    there = takes_of(story, story.scene(scene_id), desk.workshop())
    desk.workshop().retry([take.recipe for take in there if take.state == "failed"])


def _going(there: Sequence[Take]) -> list[Take]:
    return [take for take in there if take.state in ("waiting", "running")]


def _have_painted(recipes: Sequence[ImageRecipe]) -> None:
    desk.workshop().retry(recipes)  # the author asked: what failed before gets another chance
    desk.act(desk.workshop().want, recipes)


def _wanting_unmade(story: Story, by_scene: Mapping[str, Sequence[Take]]) -> list[ImageRecipe]:
    """What "paint all" would have painted that is neither made nor on its way."""
    return [recipe for scene in wanting(story) for recipe in still_absent(story, scene, by_scene[scene.id])]


def _heading(story: Story, scene: Scene) -> None:
    with st.container(gap=None):
        st.caption(f"Scene {number_of(story, scene.id)} of {len(story.scenes)}")
        st.markdown(f"##### {frame.plain(frame.one_line(scene.text))}")


def _actions(story: Story, scene: Scene, by_scene: Mapping[str, Sequence[Take]], *, stuck: bool) -> None:
    """What is done with the scene's pictures; `stuck`: its image model cannot paint here."""
    there = by_scene[scene.id]
    going = _going(there)
    wanted = unmade(more_of(story, scene, there), there)
    cost = painter_choice.cost(story, wanted)
    with st.container(horizontal=True, vertical_alignment="center", key="picture-acts"):
        if going:
            st.button(
                "Stop painting this scene",
                icon=":material/stop_circle:",
                key="cancel",
                on_click=cancel,
                args=(scene.id,),
            )
        else:
            st.button(
                _paint_label(story, there),
                key="paint",
                icon=":material/brush:",
                type="secondary" if any(take.state == "made" for take in there) else "primary",
                on_click=paint,
                args=(scene.id,),
                disabled=stuck,
                help=None if painter_choice.is_told(story, wanted, cost) else cost or None,
            )
        _of_all_scenes(story, scene, by_scene, stuck=stuck)
        if len(story.scenes) > 1 and any(one.picked is None for one in story.scenes):
            st.button(
                "Pick the rest for me",
                icon=":material/auto_awesome:",
                key="pick-rest",
                on_click=frame.with_frame(_BODY, sheet_acts.pick_rest),
                disabled=not _any_to_pick(story, by_scene),
                help=sheet_acts.about_ranking(),
            )
        take_start.sketcher(desk.project(), scene, _BODY)
        own_picture.chooser(scene, _BODY)
        painter_choice.draw(story, _BODY)
    with st.container():
        if not stuck and not going:
            painter_choice.beforehand(story, wanted, cost)


def _of_all_scenes(story: Story, scene: Scene, by_scene: Mapping[str, Sequence[Take]], *, stuck: bool) -> None:
    """Painting all there is to paint, while there is; then stopping what is on its way in other scenes, too."""
    left = _wanting_unmade(story, by_scene)
    if left and len(story.scenes) > 1:
        st.button(
            "Paint all scenes",
            icon=":material/imagesearch_roller:",
            key="paint-all",
            on_click=paint_all,
            disabled=stuck,
            help=painter_choice.cost(story, left) or None,
        )
    elif any(_going(there) for name, there in by_scene.items() if name != scene.id):
        st.button("Stop painting all", icon=":material/cancel:", key="cancel-all", on_click=cancel_all)


def _any_to_pick(story: Story, by_scene: Mapping[str, Sequence[Take]]) -> bool:
    unpicked = [by_scene[scene.id] for scene in story.scenes if scene.picked is None]
    return any(take.state == "made" for there in unpicked for take in there)


def _paint_label(story: Story, there: Sequence[Take]) -> str:
    made = sum(take.state == "made" for take in there[: story.takes])
    if made == story.takes:
        return f"Paint {story.takes} more"
    return f"Paint the other {story.takes - made}" if made else f"Paint {frame.count(story.takes, 'take')}"


def _failures(scene: Scene, there: Sequence[Take]) -> None:
    failed = [take for take in there if take.state == "failed"]
    if not failed:
        return
    failure = desk.workshop().failure_of(failed[0].recipe)
    word = ": the prompt needs an edit" if failure and failure.kind == "needs-edit" else " failed"
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        told = numbered([take.recipe.seed for take in failed]) + word
        st.markdown(f":red[:material/error:] **{told}.** {frame.plain(failure.message if failure else '')}")
        st.button("Try again", icon=":material/refresh:", key="retry", on_click=retry, args=(scene.id,))


def numbered(seeds: Sequence[int], *, most: int = 6) -> str:
    """Takes by their numbers: `Take 3`, `Takes 1, 2`, `Takes 1, 2, 3, 4, 5, 6 and 9 more`."""
    rest = f" and {len(seeds) - most} more" if len(seeds) > most else ""
    return f"Take{'' if len(seeds) == 1 else 's'} {', '.join(map(str, seeds[:most]))}{rest}"
