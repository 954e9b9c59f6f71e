"""A picture of the author's own: brought, cropped to the film's shape, picked."""

from io import BytesIO

import streamlit as st
from PIL import Image

from storyvid import edits
from storyvid.project import Project
from storyvid.recipes import Picture, UploadRecipe, key_of
from storyvid.story import Scene, Story
from storyvid.ui import desk, frame, media
from storyvid.ui.browser import component
from storyvid.ui.sheet_acts import close_panel, open_panel
from storyvid.ui.takes import ratio
from storyvid.ui.telling import Deed, answer, catch_up, hear
from storyvid.uploads import PICTURE_BYTES

_cropper = component("cropper", tells=True)
_OTHER_SHAPE = 0.02  # how far a picture's shape may be from the film's before a crop is offered at once
_LEAST_PX = 16
_PANEL = "own-picture"


def chooser(scene: Scene, body: str) -> None:
    """The way to bring a picture, and to crop the one that was brought; `body` is the fragment drawn again."""
    with st.popover("Use my own picture", icon=":material/upload:", key=_PANEL, on_change="rerun"):
        st.file_uploader(
            "A PNG, JPEG or WebP picture",
            type=["png", "jpg", "jpeg", "webp"],
            key=f"picture-{scene.id}",
            max_upload_size=PICTURE_BYTES >> 20,
            on_change=frame.with_frame(body, bring),
            args=(scene.id,),
        )
        if isinstance(scene.picked, UploadRecipe):
            st.button(
                "Crop it",
                icon=":material/crop:",
                key="crop",
                on_click=frame.with_frame(body, open_panel),
                args=("crop", scene.id),
            )


def bring(scene_id: str) -> None:
    """Makes an uploaded picture the scene's own; one of another shape than the film's is opened to be cropped."""
    file = st.session_state.get(f"picture-{scene_id}")
    if file is None:
        return
    project: Project = desk.project()
    recipe = desk.answer(project.adopt_upload, file.getvalue(), "image")
    if not isinstance(recipe, UploadRecipe):
        return
    st.session_state[_PANEL] = False  # what comes of it is seen below
    desk.edit("Use my own picture", lambda story: edits.picked(story, scene_id, recipe))
    if is_of_other_shape(project, project.story, recipe):
        open_panel("crop", scene_id)


def is_of_other_shape(project: Project, story: Story, picture: Picture) -> bool:
    """Whether the picture would lose something at its edges in the film."""
    with Image.open(project.store.path(picture)) as image:
        shape = image.width / image.height
    wide, high = ratio(story)
    return abs(shape / (wide / high) - 1) > _OTHER_SHAPE


def panel(project: Project, scene: Scene, body: str) -> None:
    """The picture with the frame that will be cut out of it, in the sheet's place."""
    url = media.large(project, scene.picked)
    if not isinstance(scene.picked, UploadRecipe) or url is None:
        close_panel()
        return

    def act(deed: Deed) -> None:
        left, top, right, bottom = (int(side) for side in deed["box"])
        crop(deed["scene"], deed["picture"], (left, top, right, bottom))

    def heard() -> None:
        if hear("cropper", act):
            frame.with_frame(body, lambda: None)()

    catch_up("cropper", act)
    with st.container(border=True):
        st.markdown("**Crop your picture.** Drag the frame to what the film shall show; its corner makes it smaller.")
        shown = {"scene": scene.id, "picture": key_of(scene.picked), "url": url, "ratio": ratio(project.story)}
        _cropper(key="cropper", data={**shown, **answer("cropper")}, on_told_change=heard)
        st.button("Leave it as it is", key="crop-not", type="tertiary", on_click=close_panel)


def crop(scene_id: str, key: str, box: tuple[int, int, int, int]) -> None:
    """Picks what lies in a box (left, top, right, bottom in thousandths) of the scene's picture, while it has that key.

    Done twice it is done once: what was cut out has a key of its own.
    """
    project: Project = desk.project()
    picture = project.story.scene(scene_id).picked
    close_panel()
    if not isinstance(picture, UploadRecipe) or key_of(picture) != key:
        return
    cut = desk.answer(project.adopt_upload, cropped(project.store.path(picture).read_bytes(), box), "image")
    if isinstance(cut, UploadRecipe):
        desk.edit("Crop my picture", lambda story: edits.picked(story, scene_id, cut))


def cropped(content: bytes, box: tuple[int, int, int, int]) -> bytes:
    """The PNG of what lies in the box, upright; sides are in thousandths, a box of nothing gives a few pixels."""
    from storyvid.uploads import opened

    image = opened(content).convert("RGB")
    wide, high = image.size
    left, top = min(wide - 1, max(0, box[0] * wide // 1000)), min(high - 1, max(0, box[1] * high // 1000))
    right, bottom = -(-box[2] * wide // 1000), -(-box[3] * high // 1000)
    right, bottom = min(wide, max(left + _LEAST_PX, right)), min(high, max(top + _LEAST_PX, bottom))
    written = BytesIO()
    image.crop((left, top, right, bottom)).save(written, "PNG")
    return written.getvalue()
