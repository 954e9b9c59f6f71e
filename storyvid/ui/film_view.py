"""The film's page: captions, transitions and format; preview and final render; the player; what to take away."""

import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from storyvid import bundle
from storyvid.film.subtitles import srt, vtt
from storyvid.plan import preview_size, timeline_of
from storyvid.project import Project
from storyvid.recipes import Quality
from storyvid.story import SIZES
from storyvid.ui import desk, frame
from storyvid.ui.film_samples import CAPTIONS, TRANSITIONS, caption_options, transition_options
from storyvid.ui.progress import bytes_in_words, clock, time_left
from storyvid.ui.shelf_view import file_name
from storyvid.ui.views import picture_choice
from storyvid.workshop import FilmState, order_id

_POLL_S = 0.7
_GOING = ("planning", "making")


def draw() -> None:
    """The page's content."""
    project = desk.project()
    screen, settings = st.columns([6, 5], gap="large")
    with screen:
        _screen(project)
        _render(project)
    with settings:
        _settings(project)


def film_of(project: Project, quality: Quality) -> FilmState | None:
    """How far the film of the story as it is now is."""
    return desk.workshop().film_state(order_id(project.story, quality))


def order(quality: Quality) -> None:
    """Has the film made."""
    desk.act(lambda: desk.workshop().want_film(desk.project().story, quality=quality))


def cues_of(project: Project) -> list[tuple[int, int, str]]:
    """Every caption in the film's time; none while the narration is not spoken yet."""
    timeline = timeline_of(project.story, project.store)
    return [(one.start_ms, one.end_ms, one.text) for one in timeline.captions] if timeline else []


def _settings(project: Project) -> None:
    cut = project.story.cut
    wide, high = SIZES[cut.format]
    look: dict[str, Any] = {"ratio": (1, 1), "tile_px": 80, "phone_px": 80}
    if wide > high:
        look = {"ratio": (wide, high), "tile_px": 140, "phone_px": 140}
    st.subheader("Captions", anchor=False)
    picture_choice(
        "Captions",
        caption_options(project),
        chosen=cut.captions,
        key="captions",
        on_choose=partial(choose, "captions"),
        **look,
    )
    st.subheader("From scene to scene", anchor=False)
    picture_choice(
        "Transition",
        transition_options(project),
        chosen=cut.transition,
        key="transition",
        on_choose=partial(choose, "transition"),
        **look,
    )


def choose(field: str, value: str) -> None:
    """Makes a caption style or a transition the film's."""
    change: dict[str, Any] = {field: value}
    title = {**CAPTIONS, **TRANSITIONS}[value] if value != "none" else "none"
    desk.edit(f"{field.capitalize()}: {title.lower()}", lambda story: replace(story, cut=replace(story.cut, **change)))


def _render(project: Project) -> None:
    unpicked = [at for at, scene in enumerate(project.story.scenes, 1) if scene.picked is None]
    if unpicked:
        with st.container(border=True):
            st.markdown(f"**{frame.count(len(unpicked), 'scene')} without a picture.** Pick one for each first.")
            if st.button("To the pictures", type="primary", icon=":material/photo_library:", key="to-pictures"):
                frame.go("Pictures")
        return
    going = _going(project)
    st.fragment(_render_buttons, run_every=_POLL_S if going else None)(going)


def _going(project: Project) -> tuple[str, ...]:
    states = {quality: film_of(project, quality) for quality in ("preview", "final")}  # type: ignore[arg-type]
    return tuple(quality for quality, film in states.items() if film and film.state in _GOING)


def _render_buttons(was_going: tuple[str, ...]) -> None:
    project = desk.project()
    wide, high = preview_size(project.story)
    full_wide, full_high = SIZES[project.story.cut.format]
    _one_render(project, "preview", "Fast preview", f"{wide} × {high}, in moments")
    _one_render(project, "final", "The film", f"{full_wide} × {full_high}, for keeps")
    if _going(project) != was_going:
        st.rerun()


def _one_render(project: Project, quality: Quality, title: str, note: str) -> None:
    film = film_of(project, quality)
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"**{title}**  \n:gray[{note}]", width="content")
            if film and film.state in _GOING:
                st.button(
                    "Cancel",
                    key=f"cancel-{quality}",
                    icon=":material/stop_circle:",
                    on_click=desk.workshop().cancel_film,
                    args=(film.order,),
                )
            elif film and film.state == "made":
                st.badge("ready", icon=":material/check:", color="green")
            else:
                st.button(
                    "Preview" if quality == "preview" else "Render",
                    key=f"render-{quality}",
                    type="primary",
                    icon=":material/movie:",
                    on_click=order,
                    args=(quality,),
                )
        if film and film.state in _GOING:
            st.progress(min(1.0, film.share), text=f"{film.share:.0%}{time_left(film.seconds_left)}")
        elif film and film.state == "failed":
            st.error(frame.plain(film.message), icon=":material/error:")


def _screen(project: Project) -> None:
    films = (film_of(project, "final"), film_of(project, "preview"))
    made = [(film, film.path) for film in films if film and film.path]
    if not made:
        frame.empty(
            "The screen is dark", "Render a preview to see and hear the story: it takes moments.", icon="theaters"
        )
        return
    film, path = made[0]
    cues = cues_of(project)
    subtitles: dict | None = {"Captions": vtt(cues).encode()} if cues and project.story.cut.captions == "none" else None
    wide, high = SIZES[project.story.cut.format]
    with st.container(horizontal_alignment="center"):
        st.video(str(path), subtitles=subtitles, width=360 if high > wide else "stretch")
    facts = project.store.facts(film.film) if film.film else {}
    told = [
        film.quality,
        f"{facts.get('width')} × {facts.get('height')}",
        clock(facts.get("duration_ms", 0)),
        bytes_in_words(path.stat().st_size),
    ]
    st.caption(" · ".join(told), text_alignment="center")
    _take_away(project, path, cues)


def _take_away(project: Project, film: Path, cues: list[tuple[int, int, str]]) -> None:
    title = project.story.title

    def packed() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            return bundle.export(project, Path(folder) / "bundle.zip").read_bytes()

    with st.container(horizontal=True, horizontal_alignment="center"):
        st.download_button(
            "Film (MP4)",
            film.read_bytes,
            file_name(title, ".mp4"),
            "video/mp4",
            key="get-mp4",
            type="primary",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "SRT",
            srt(cues),
            file_name(title, ".srt"),
            "application/x-subrip",
            key="get-srt",
            icon=":material/subtitles:",
            on_click="ignore",
        )
        st.download_button(
            "VTT",
            vtt(cues),
            file_name(title, ".vtt"),
            "text/vtt",
            key="get-vtt",
            icon=":material/subtitles:",
            on_click="ignore",
        )
        st.download_button(
            "Project",
            packed,
            file_name(title, ".zip"),
            "application/zip",
            key="get-zip",
            icon=":material/folder_zip:",
            on_click="ignore",
            help="The whole project, to open elsewhere",
        )
