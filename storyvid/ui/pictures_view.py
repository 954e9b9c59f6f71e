"""The pictures' page: the filmstrip, the prompt, the contact sheet, and all that is done with them."""

from collections.abc import Sequence

import streamlit as st

from storyvid import edits, models
from storyvid.images.rank import ranked
from storyvid.plan import takes, with_rest_picked
from storyvid.project import Project
from storyvid.prompts import compose, cut_off, named, token_count
from storyvid.recipes import ImageRecipe, prompt_text
from storyvid.story import Scene, Story
from storyvid.ui import desk, frame
from storyvid.ui.contact_sheet import Told, contact_sheet
from storyvid.ui.takes import Take, frame_of, more_of, next_unpicked, picture_called, ratio, sheet_of, takes_of, wanting
from storyvid.ui.views import filmstrip, prompt_view

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
    frames = [frame_of(story, one, takes_of(story, one, workshop), project) for one in story.scenes]
    filmstrip(frames, here=scene.id, ratio=ratio(story), key="filmstrip", on_open=open_scene)
    _heading(story, scene)
    _actions(story, scene)
    looked_at = st.session_state.get("looked-at")
    sheet = sheet_of(project, scene, workshop, looked_at[1] if looked_at and looked_at[0] == scene.id else None)
    if sheet.takes:
        contact_sheet(sheet, key="sheet", on_told=heed, redraw=frame.with_frame(_BODY, lambda: None))
    else:
        frame.empty("No takes yet", f"Paint {story.takes} takes, then pick the one you like best.", icon="imagesmode")
    _failures(story, scene)
    _prompt(story, scene)
    frame.next_step("Sound", "On to the sound", ready=all(one.picked for one in story.scenes))
    if workshop.status().busy != was_busy:
        st.rerun()


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


def heed(told: Told) -> None:
    """Does one thing that the author did on the contact sheet; done twice it comes to the same."""
    if told.what == "pick":
        pick(told.scene, told.id)
    elif told.what == "look":
        st.session_state["looked-at"] = (told.scene, told.id)
    else:
        st.session_state["scene"] = next_unpicked(desk.project().story, told.scene)


def pick(scene_id: str, tile: str) -> None:
    """Makes the take behind a tile the scene's picture."""
    story = desk.project().story
    picture = picture_called(story, story.scene(scene_id), tile)
    desk.edit(f"Pick for scene {_number(story, scene_id)}", lambda s: edits.picked(s, scene_id, picture))


def paint(scene_id: str) -> None:
    """Wants the scene's takes, or more of them when they are there."""
    story = desk.project().story
    _have_painted(more_of(story, story.scene(scene_id), desk.workshop()))


def paint_all() -> None:
    """Wants the takes of every scene that has no pick, or one from an earlier prompt."""
    story = desk.project().story
    wanted = [recipe for scene in wanting(story) for recipe in takes(story, scene)]
    _have_painted(wanted)


def pick_rest() -> None:
    """Picks the technically best take for every scene that has takes and no pick."""
    project: Project = desk.project()

    def change(story: Story) -> Story:
        return with_rest_picked(story, project.store, lambda made: ranked(made, project.thumbnail))

    desk.edit("Pick the rest", change)


def bring(scene_id: str) -> None:
    """Makes an uploaded picture the scene's own."""
    file = st.session_state.get(f"picture-{scene_id}")
    if file is None:
        return
    recipe = desk.answer(desk.project().adopt_upload, file.getvalue(), "image")
    if recipe is not None:
        desk.edit("Use my own picture", lambda story: edits.picked(story, scene_id, recipe))  # type: ignore[arg-type]


def cancel(scene_id: str) -> None:
    """Stops painting the scene."""
    story = desk.project().story
    there = takes_of(story, story.scene(scene_id), desk.workshop())
    desk.workshop().cancel([take.recipe for take in there if take.state in ("waiting", "running")])


def retry(scene_id: str) -> None:
    """Paints again what failed in the scene."""
    story = desk.project().story
    there = takes_of(story, story.scene(scene_id), desk.workshop())
    desk.workshop().retry([take.recipe for take in there if take.state == "failed"])


def _have_painted(recipes: Sequence[ImageRecipe]) -> None:
    desk.workshop().retry(recipes)  # the author asked: what failed before gets another chance
    desk.act(desk.workshop().want, recipes)


def _number(story: Story, scene_id: str) -> int:
    return 1 + [scene.id for scene in story.scenes].index(scene_id)


def _heading(story: Story, scene: Scene) -> None:
    with st.container(gap=None):
        st.caption(f"Scene {_number(story, scene.id)} of {len(story.scenes)}")
        st.markdown(f"##### {frame.plain(' '.join(scene.text.split()))}")


def _actions(story: Story, scene: Scene) -> None:
    workshop = desk.workshop()
    there = takes_of(story, scene, workshop)
    going = [take for take in there if take.state in ("waiting", "running")]
    with st.container(horizontal=True, vertical_alignment="center"):
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
            )
        if len(story.scenes) > 1 and wanting(story):
            st.button("Paint all scenes", icon=":material/imagesearch_roller:", key="paint-all", on_click=paint_all)
        if len(story.scenes) > 1 and any(one.picked is None for one in story.scenes):
            st.button(
                "Pick the rest for me",
                icon=":material/auto_awesome:",
                key="pick-rest",
                on_click=frame.with_frame(_BODY, pick_rest),
                help="The technically best take of every scene that has none picked",
            )
        with st.popover("Use my own picture", icon=":material/upload:"):
            st.file_uploader(
                "A PNG, JPEG or WebP picture",
                type=["png", "jpg", "jpeg", "webp"],
                key=f"picture-{scene.id}",
                on_change=frame.with_frame(_BODY, bring),
                args=(scene.id,),
            )


def _paint_label(story: Story, there: Sequence[Take]) -> str:
    made = sum(take.state == "made" for take in there[: story.takes])
    if made == story.takes:
        return f"Paint {story.takes} more"
    return f"Paint the other {story.takes - made}" if made else f"Paint {frame.count(story.takes, 'take')}"


def _failures(story: Story, scene: Scene) -> None:
    failed = [take for take in takes_of(story, scene, desk.workshop()) if take.state == "failed"]
    if not failed:
        return
    failure = desk.workshop().failure_of(failed[0].recipe)
    word = "needs an edit of its prompt" if failure and failure.kind == "needs-edit" else "failed"
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        numbers = ", ".join(str(take.recipe.seed) for take in failed[:6])
        st.markdown(
            f":red[:material/error:] **Take {numbers} {word}.** {frame.plain(failure.message if failure else '')}"
        )
        st.button("Try again", icon=":material/refresh:", key="retry", on_click=retry, args=(scene.id,))


def _prompt(story: Story, scene: Scene) -> None:
    parts = compose(story, scene)
    card = next((card for card in models.cards("images") if card.name == story.image_model), None)
    limit = card.token_limit if card else None
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown("**The prompt**", width="content")
        with st.popover("Edit what happens", icon=":material/edit:", type="tertiary"):
            st.text_area(
                "What happens in the picture",
                key=desk.bound(f"prompt-{scene.id}", _happens(story, scene)),
                height=140,
                on_change=frame.with_frame(_BODY, _prompted),
                args=(scene.id,),
                help="Only the picture follows this; the words that are told stay as they are.",
            )
            if scene.prompt is not None:
                st.button(
                    "Back to the scene's own words",
                    key="unprompt",
                    type="tertiary",
                    on_click=frame.with_frame(_BODY, desk.edit),
                    args=("Prompt from the scene", lambda s: edits.prompted(s, scene.id, None)),
                )
    prompt_view(parts, lost=cut_off(parts, limit), tokens=token_count(prompt_text(parts)), limit=limit, key="prompt")


def _happens(story: Story, scene: Scene) -> str:
    return scene.prompt if scene.prompt is not None else named(story, scene)


def _prompted(scene_id: str) -> None:
    words = st.session_state[f"prompt-{scene_id}"]
    number = _number(desk.project().story, scene_id)
    desk.edit(f"Prompt of scene {number}", lambda story: edits.prompted(story, scene_id, words))
