"""Where the browser fetches pictures: Streamlit's media files, named by content, kept while a page shows them."""

from pathlib import Path

from streamlit import runtime

from storyvid.errors import StoryvidError
from storyvid.project import Project
from storyvid.recipes import Picture, key_of
from storyvid.thumbnails import THUMBNAIL_PX

LARGE_PX = 960


def served(content: bytes | Path, mime: str, *, name: str) -> str:
    """An address under which this page's browser gets the file; `name` is its place on the page.

    Empty where no server runs: outside the app there is nobody to serve.
    """
    if not runtime.exists():
        return ""
    given = content if isinstance(content, bytes) else content.read_bytes()
    return runtime.get_instance().media_file_mgr.add(given, mime, f"storyvid.{name}")


def small(project: Project, picture: Picture | None) -> str | None:
    """The address of a picture's thumbnail; None while the picture is not made."""
    return _thumbnail(project, picture, THUMBNAIL_PX)


def large(project: Project, picture: Picture | None) -> str | None:
    """The address of a picture large enough for the stage; None while it is not made."""
    return _thumbnail(project, picture, LARGE_PX)


def rough(picture: Picture, so_far: bytes | None) -> str | None:
    """The address of a picture as it looks so far; None while there is nothing to see."""
    return None if so_far is None else served(so_far, "image/webp", name=f"{key_of(picture)}-rough")


def full(project: Project, picture: Picture | None) -> str | None:
    """The address of a picture as it is, to be looked at pixel by pixel; None while it is not made."""
    if picture is None or not project.store.has(picture):
        return None
    path = project.store.path(picture)
    mime = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}.get(path.suffix, "image/png")
    return served(path, mime, name=f"{key_of(picture)}-full")


def _thumbnail(project: Project, picture: Picture | None, size: int) -> str | None:
    if picture is None or not project.store.has(picture):
        return None
    try:
        path = project.thumbnail(picture, size)
    except StoryvidError:  # a damaged picture: the page is more use without it than not at all
        return None
    return served(path, "image/webp", name=f"{key_of(picture)}-{size}")
