"""What a scene's takes start from: variations of a take, a part painted over, the composition of a sketch."""

from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import replace
from io import BytesIO

import streamlit as st
from PIL import Image

from storyvid import picking
from storyvid.errors import BadInput
from storyvid.plan import takes
from storyvid.project import Project
from storyvid.recipes import ImageRecipe, Picture, Start, UploadRecipe, key_of
from storyvid.story import SIZES, Scene, Story
from storyvid.ui import desk, frame, media, painted
from storyvid.ui.browser import component
from storyvid.ui.sheet_acts import close_panel
from storyvid.ui.sheets import edits_here
from storyvid.ui.takes import number_of, picture_called, ratio
from storyvid.ui.telling import Deed, answer, catch_up, hear

SKETCHES = 6
REPAINT_PERCENT, COMPOSE_PERCENT = 85, 70
_painter = component("mask_painter", tells=True)
_USES = {
    "vary": ("Variations of a take", "Each begins from the same picture and changes some of it."),
    "compose": ("Takes that follow a sketch", "What stands where is the sketch's; how it looks is the model's."),
    "repaint": ("A part painted anew", "Only what you painted over changes."),
}
_HOW_FAR = {"vary": "How different", "compose": "How far from the sketch", "repaint": "How different the part is"}


def banner(project: Project, scene: Scene, body: str) -> None:
    """What the takes start from, how far they go from it, and the way back; nothing where they start from nothing."""
    start = scene.start
    if start is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="medium"):
        if url := media.small(project, start.picture):
            st.image(_content(project, start.picture), width=64) if url else None
        title, words = _USES[start.use]
        with st.container(gap=None, width="stretch"):
            st.markdown(f"**{title}**")
            st.caption(words if start.use in edits_here(project.story) else _cannot(project.story))
        st.slider(
            _HOW_FAR[start.use],
            5,
            100,
            start.strength_percent,
            step=5,
            format="%d%%",
            width=220,
            key=(key := f"start-{scene.id}-{start.strength_percent}"),  # named after the truth, so that it shows it
            on_change=frame.with_frame(body, strengthened),
            args=(scene.id, key),
        )
        st.button(
            "Back to all takes",
            icon=":material/arrow_back:",
            key="start-none",
            on_click=frame.with_frame(body, start_from),
            args=(scene.id, None),
        )


def start_from(scene_id: str, start: Start | None) -> None:
    """Makes the scene's takes start from a picture, or from nothing."""
    number = number_of(desk.project().story, scene_id)
    desk.edit(f"What takes of scene {number} start from", lambda story: picking.started(story, scene_id, start))


def strengthened(scene_id: str, slider: str) -> None:
    """How much of what the takes start from may change, as the slider says."""
    start, percent = desk.project().story.scene(scene_id).start, st.session_state[slider]
    if start:
        start_from(scene_id, replace(start, strength_percent=percent))


def sketcher(project: Project, scene: Scene, body: str) -> None:
    """The way to let takes follow a sketch of the storyboard; nothing for a model that cannot."""
    if "compose" not in edits_here(project.story):
        return
    panel = st.popover("Follow a sketch", icon=":material/draw:", key=f"sketcher-{scene.id}", on_change="rerun")
    if not panel.open:
        return
    with panel:
        st.caption("Choose a composition. The takes keep what stands where, and paint it their own way.")
        faces = [painted.Face(id=str(one.seed), recipe=one) for one in sketches(project.story, scene)]
        chosen = scene.start.picture if scene.start and scene.start.use == "compose" else None
        at = next((face.id for face in faces if face.recipe == chosen), None)
        painted.row(
            "Sketches",
            faces,
            key=f"sketches-{scene.id}",
            chosen=at,
            on_choose=lambda seed: follow(scene.id, int(seed)),
            redraw=frame.with_frame(body, lambda: None),
            tile_px=84,
            phone_px=72,
        )
        st.button("Sketch it", icon=":material/brush:", key="sketch", on_click=sketch, args=(scene.id,))


def sketches(story: Story, scene: Scene) -> tuple[ImageRecipe, ...]:
    """The storyboard's takes of the scene, as a composition to follow."""
    drawn = replace(scene, start=None)
    return takes(picking.painted_by(replace(story, negative=""), "storyboard"), drawn, SKETCHES)


def sketch(scene_id: str) -> None:
    """Has the storyboard draw the scene."""
    story = desk.project().story
    painted.want(sketches(story, story.scene(scene_id)))


def follow(scene_id: str, seed: int) -> None:
    """Has the scene's takes follow the sketch of a seed."""
    story = desk.project().story
    chosen = next(one for one in sketches(story, story.scene(scene_id)) if one.seed == seed)
    start_from(scene_id, Start(picture=chosen, use="compose", strength_percent=COMPOSE_PERCENT))


def panel(project: Project, scene: Scene, tile: str, body: str) -> None:
    """A take to paint over, in the sheet's place."""
    picture = picture_called(project.story, scene, tile)
    url = media.large(project, picture)
    if picture is None or url is None:
        close_panel()
        return

    def act(deed: Deed) -> None:
        repaint(deed["scene"], deed["tile"], deed["picture"], deed["mask"])

    def heard() -> None:
        if hear("mask-painter", act):
            frame.with_frame(body, lambda: None)()

    catch_up("mask-painter", act)
    with st.container(border=True):
        st.markdown("**Paint over what shall be new.** The rest stays as it is; the prompt says what comes there.")
        shown = {"scene": scene.id, "tile": tile, "picture": key_of(picture), "url": url, "ratio": ratio(project.story)}
        _painter(key="mask-painter", data={**shown, **answer("mask-painter")}, on_told_change=heard)
        st.button("Leave it as it is", key="repaint-not", type="tertiary", on_click=close_panel)


def repaint(scene_id: str, tile: str, key: str, mask: str) -> None:
    """Has the scene's takes begin from a take, painted anew where the mask (a PNG's data address) is white."""
    project: Project = desk.project()
    close_panel()
    picture = picture_called(project.story, project.story.scene(scene_id), tile)
    if picture is None or key_of(picture) != key:
        return
    content = desk.answer(mask_of, mask, SIZES[project.story.cut.format])
    recipe = desk.answer(project.adopt_upload, content, "image") if content else None
    if isinstance(recipe, UploadRecipe):
        strength = Start(picture=picture, use="repaint", strength_percent=REPAINT_PERCENT, mask=recipe)
        start_from(scene_id, strength)


def mask_of(address: str, size: tuple[int, int]) -> bytes:
    """A PNG of `size`, white where it is painted anew and black elsewhere. Raises BadInput for anything else."""
    from storyvid.uploads import opened

    head, _, held = address.partition(",")
    try:
        image = opened(b64decode(held if head == "data:image/png;base64" else "", validate=True)).convert("L")
    except (NotBase64, OSError, SyntaxError) as error:
        raise BadInput("The mask did not arrive whole. Paint over the part again.") from error
    grown = image.resize(size, Image.Resampling.BICUBIC).point(lambda grey: 255 if grey > 127 else 0)
    if not grown.getbbox():
        raise BadInput("Nothing is painted over. Paint over the part that shall be new.")
    written = BytesIO()
    grown.save(written, "PNG")
    return written.getvalue()


def _cannot(story: Story) -> str:
    return (
        f"The model {frame.plain(story.image_model)} cannot start from a picture: these are takes from the words alone."
    )


def _content(project: Project, picture: Picture) -> bytes:
    return project.thumbnail(picture).read_bytes()
