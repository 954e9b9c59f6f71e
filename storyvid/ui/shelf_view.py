"""The shelf's page: a hero where nothing is yet, else the books; renaming, copies, exports, the trash."""

import io
import tempfile
import time
import zlib
from pathlib import Path

import streamlit as st
from PIL import Image

from storyvid import bundle
from storyvid.samples import asset, open_sample
from storyvid.shelf import Shelf, Shown
from storyvid.styles import PRESETS
from storyvid.ui import desk, frame, media, starting
from storyvid.ui.views import Book, Option, bookshelf, picture_choice

_COVER_SIZE = (360, 480)
_ASKED = "asked-on-the-shelf"


def draw() -> None:
    """The page's content."""
    shelf = desk.shelf()
    shown = shelf.list()
    _hero(small=bool(shown))
    if not shown:
        _styles()
    else:
        st.subheader("Your stories", anchor=False)
        if told := bookshelf([_book(one) for one in shown], key="books"):
            act(shelf, told["id"], told["act"])
    what, project_id = st.session_state.get(_ASKED, ("", ""))
    if project_id in {one.id for one in shown}:
        (_rename if what == "rename" else _export)(project_id)
    _trash(shelf)


def act(shelf: Shelf, project_id: str, what: str) -> None:
    """Does what was chosen on a book."""
    if what == "open":
        desk.put_on_desk(shelf.open(project_id))
        frame.go("Story")
    elif what in ("rename", "export"):
        st.session_state[_ASKED] = (what, project_id)  # a dialog is closed by any run that does not draw it
    elif what == "duplicate":
        shelf.duplicate(project_id)
        st.rerun()
    elif what == "delete":
        delete(shelf, project_id)
        st.rerun()


def delete(shelf: Shelf, project_id: str) -> None:
    """Puts the project into the trash, and off the desk if it lies there."""
    shelf.delete(project_id)
    if st.session_state.get("project_id") == project_id:
        desk.clear()
    st.toast("Moved to the trash, from where you can restore it.", icon=":material/delete:")


def _hero(*, small: bool) -> None:
    words, box = st.columns([5, 7], gap="large", vertical_alignment="center")
    with words:
        st.title("A new story" if small else "Paste a story, leave with a film", anchor=False)
        st.markdown(
            "storyvid cuts it into scenes, finds who is who, paints fifteen pictures a scene for you to pick from, "
            "reads it aloud, adds music and captions, and hands you the film. All of it on this machine."
        )
        with st.container(horizontal=True):
            sample = st.button("Try the sample", icon=":material/play_circle:", key="sample")
            _import()
        if sample:  # under the row: what went wrong is said there, at full width
            with frame.errors_shown():
                desk.put_on_desk(open_sample(desk.shelf()))
                frame.go("Film")
    with box:
        starting.paste_box()


def _styles() -> None:
    st.space("small")
    st.subheader("One scene, seven of its looks", anchor=False)
    options = [Option(id=style.name, title=style.title, url=_shown_style(style.name)) for style in PRESETS]
    picture_choice("Styles", options, chosen=None, key="looks", tile_px=140, phone_px=100)


def _shown_style(name: str) -> str:
    return media.served(asset(f"ui/styles/{name}.webp"), "image/webp", name=f"style-{name}")


def _import() -> None:
    with st.popover("Import a project", icon=":material/unarchive:"):
        said = st.container()
        file = st.file_uploader("A project bundle (.zip)", type=["zip"], key="bundle")
        if file and st.button("Import it", type="primary", key="import"):
            with said, frame.errors_shown():
                desk.put_on_desk(desk.shelf().import_bundle(file))
                frame.go("Story")


def _book(shown: Shown) -> Book:
    return Book(
        id=shown.id,
        title=shown.title,
        note=f"{frame.count(shown.scenes, 'scene')} · {ago(time.time() - shown.changed)}",
        url=_cover(shown),
        cloth=zlib.crc32(shown.id.encode()) % 360,
        letter=next(filter(str.isalnum, shown.title), shown.title[:1]).upper(),
    )


def _cover(shown: Shown) -> str | None:
    if not shown.cover:
        return None
    return media.served(_cropped(shown.cover, shown.cover.stat().st_mtime_ns), "image/webp", name=f"cover-{shown.id}")


@st.cache_data(show_spinner=False, max_entries=300)
def _cropped(cover: Path, changed_ns: int) -> bytes:
    """The picture as a book cover, 3:4, a little above its middle."""
    from PIL import ImageOps

    with Image.open(cover, formats=("PNG", "JPEG", "WEBP")) as image:
        book = ImageOps.fit(image.convert("RGB"), _COVER_SIZE, centering=(0.5, 0.42))
    written = io.BytesIO()
    book.save(written, "WEBP", quality=82)
    return written.getvalue()


def ago(seconds: float) -> str:
    """When something changed, as people say it."""
    for unit, length in (("day", 86400), ("hour", 3600)):
        if seconds >= length:
            return f"{frame.count(int(seconds // length), unit)} ago"
    return f"{int(seconds // 60)} min ago" if seconds >= 60 else "just now"


def _answered() -> None:
    st.session_state.pop(_ASKED, None)


@st.dialog("Rename", on_dismiss=_answered)
def _rename(project_id: str) -> None:
    title = st.text_input("Title", value=desk.shelf().open(project_id).story.title, max_chars=120, key="new-title")
    if st.button("Rename", type="primary", key="do-rename"):
        with frame.errors_shown():
            desk.shelf().rename(project_id, title)
            _answered()
            st.rerun()


@st.dialog("Export", on_dismiss=_answered)
def _export(project_id: str) -> None:
    project = desk.shelf().open(project_id)
    st.write("A bundle holds the story with its pictures, and opens on any machine with storyvid.")
    takes = st.toggle("With every take, not only the picked ones", key="with-takes")

    def packed() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            return bundle.export(project, Path(folder) / "bundle.zip", takes=takes).read_bytes()

    name = file_name(project.story.title, ".zip")
    st.download_button(
        "Download the bundle",
        packed,
        name,
        "application/zip",
        type="primary",
        icon=":material/download:",
        on_click="ignore",  # a run would let go of what is to be packed before the browser has asked for it
    )


def file_name(title: str, suffix: str) -> str:
    """A name for a downloaded file that every system takes."""
    kept = "".join(char if char.isalnum() or char in " -_" else " " for char in title)
    return "-".join(kept.split())[:60].lower() + suffix if kept.strip() else f"story{suffix}"


def _trash(shelf: Shelf) -> None:
    trashed = shelf.trashed()
    if not trashed:
        return
    with st.expander("Trash", icon=":material/delete:"):  # a title that changed would close it
        for shown in trashed:
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                st.markdown(frame.plain(shown.title), width="content")
                st.button("Restore", key=f"restore-{shown.id}", on_click=desk.act, args=(shelf.restore, shown.id))
        st.button(
            "Empty the trash for good",
            icon=":material/delete_forever:",
            key="empty-trash",
            on_click=desk.act,
            args=(shelf.empty_trash,),
        )
