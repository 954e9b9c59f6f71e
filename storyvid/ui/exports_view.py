"""Other ways to take a story away, on the film's page: chosen, prepared, downloaded."""

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import streamlit as st

from storyvid import exports
from storyvid.errors import StoryvidError
from storyvid.project import Project
from storyvid.recipes import Recipe
from storyvid.ui import desk, frame
from storyvid.ui.shelf_view import file_name

_POLL_S = 0.7
_ICONS = {
    "pdf": "menu_book",
    "epub": "book_2",
    "otio": "movie_edit",
    "webm": "videocam",
    "gif": "gif_box",
    "audio": "headphones",
    "contact-sheet": "grid_view",
}


def draw(project: Project) -> None:
    """The section; nothing while a scene has no picture."""
    if any(scene.picked is None for scene in project.story.scenes):
        return
    # keyed, so that it stays open when a film's progress appears above it
    with st.expander("More ways to take it away", icon=":material/ios_share:", key="exports", on_change="rerun"):
        name = st.selectbox(
            "As",
            [*exports.KINDS],
            format_func=lambda one: exports.KINDS[one].title,
            key="export-kind",
        )
        st.caption(exports.KINDS[name].told)
        scene = _scene(project) if name == "gif" else None
        going = _is_going(project, name, scene)
        # no fragment while nothing is prepared: what is pressed in one may be dropped while the page is being drawn
        shown = st.fragment(_one, run_every=_POLL_S) if going else _one
        shown(name, scene, going)


def contents(project: Project, name: str, scene: str | None) -> bytes:
    """The export's file; a cut comes with its media, zipped. Raises what `exports.export` raises."""
    ending = exports.KINDS[name].endings[0]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / file_name(project.story.title, ending)
        exports.export(project, name, out, scene=scene, progress=lambda share: None)
        if name != "otio":
            return out.read_bytes()
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
            for path in sorted(Path(folder).rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(folder))
        return packed.getvalue()


def prepare(project: Project, name: str, scene: str | None) -> None:
    """Has made what the export needs; what was decided by the length of narration follows by itself."""
    missing = exports.wanted(project.story, project.store, name, scene=scene)
    desk.workshop().retry(missing)
    desk.workshop().want(missing, front=True)


def _scene(project: Project) -> str:
    numbers = {scene.id: at for at, scene in enumerate(project.story.scenes, 1)}
    chosen = st.selectbox(
        "Scene", [*numbers], format_func=lambda one: f"Scene {numbers.get(one, one)}", key="gif-scene"
    )
    return chosen if chosen in numbers else project.story.scenes[0].id


def _one(name: str, scene: str | None, was_going: bool) -> None:
    project = desk.project()
    try:
        missing = exports.wanted(project.story, project.store, name, scene=scene)
    except StoryvidError as error:
        st.error(frame.plain(str(error)), icon=":material/error:")
        return
    kind, icon = exports.KINDS[name], f":material/{_ICONS[name]}:"
    going = _is_going(project, name, scene)
    if not missing:
        st.session_state.pop(_asked(name, scene), None)
        ending = ".zip" if name == "otio" else kind.endings[0]
        st.download_button(
            "Download",
            lambda: contents(desk.project(), name, scene),
            file_name(project.story.title, ending),
            kind.mime,
            key=f"get-{name}",
            icon=icon,
            on_click="ignore",
        )
    elif going:
        st.progress(_share(), text="Being prepared…")
    else:
        _failure(missing)
        st.button("Prepare", key=f"prepare-{name}", icon=icon, on_click=_begin, args=(name, scene))
    if going and not _any_going(missing) and missing and not _failed(missing):
        desk.act(prepare, project, name, scene)  # the narration is there: now what its length decided
    if was_going != going:
        st.rerun()


def _begin(name: str, scene: str | None) -> None:
    st.session_state[_asked(name, scene)] = True
    desk.act(prepare, desk.project(), name, scene)


def _is_going(project: Project, name: str, scene: str | None) -> bool:
    if not st.session_state.get(_asked(name, scene)):
        return False
    try:
        missing = exports.wanted(project.story, project.store, name, scene=scene)
    except StoryvidError:
        return False
    return bool(missing) and not _failed(missing)


def _asked(name: str, scene: str | None) -> str:
    return f"asked-{name}-{scene or ''}"


def _any_going(missing: tuple[Recipe, ...]) -> bool:
    return any(desk.workshop().state_of(recipe) in ("waiting", "running") for recipe in missing)


def _failed(missing: tuple[Recipe, ...]) -> bool:
    return any(desk.workshop().failure_of(recipe) for recipe in missing)


def _failure(missing: tuple[Recipe, ...]) -> None:
    failures = [failure for recipe in missing if (failure := desk.workshop().failure_of(recipe))]
    if failures:
        st.error(frame.plain(failures[0].message), icon=":material/error:")


def _share() -> float:
    """How much is made of what this workshop was asked for since it started."""
    status = desk.workshop().status()
    done, left = sum(status.made.values()), status.waiting + len(status.running)
    return min(0.99, done / max(done + left, 1))
