"""The film's page: captions, transitions and format; preview and final render; the player; what to take away."""

import tempfile
from functools import partial
from pathlib import Path

import streamlit as st

from storyvid import bundle
from storyvid.film import fonts
from storyvid.film.subtitles import ass, srt, vtt
from storyvid.plan import preview_size, scene_film, timeline_of, words_shown
from storyvid.project import Project
from storyvid.recipes import FilmRecipe, Quality
from storyvid.story import SIZES, Scene
from storyvid.timeline import ms_of
from storyvid.ui import desk, exports_view, film_scenes, film_settings, frame
from storyvid.ui.progress import bytes_in_words, clock, time_left
from storyvid.ui.screen import screen
from storyvid.ui.shelf_view import file_name
from storyvid.workshop import FilmState, order_id

_POLL_S = 0.7
_GOING = ("planning", "making")


def draw() -> None:
    """The page's content."""
    project = desk.project()
    screen, settings = st.columns([6, 5], gap="large")
    with screen:
        for part in (_screen, _render, exports_view.draw):
            with st.container():  # a place of its own: what comes and goes in one moves nothing of the next
                part(project)
    with settings:
        film_settings.draw(project)


def film_of(project: Project, quality: Quality) -> FilmState | None:
    """How far the film of the story as it is now is."""
    return desk.workshop().film_state(order_id(project.story, quality))


def order(quality: Quality) -> None:
    """Has the film made, if there is a font for all that is lettered into it."""
    if desk.answer(checked_glyphs, desk.project()):
        desk.act(lambda: desk.workshop().want_film(desk.project().story, quality=quality))


def checked_glyphs(project: Project) -> bool:
    """True; raises MissingGlyph, naming the font to install, before anything is rendered in vain."""
    font = project.story.cut.font
    own = fonts.brought(project.store.path(font)) if font and project.store.has(font) else None
    fonts.check_glyphs(words_shown(project.story), own)
    return True


def cues_of(project: Project) -> list[tuple[int, int, str]]:
    """Every caption in the film's time; none while the narration is not spoken yet."""
    timeline = timeline_of(project.story, project.store)
    return [(one.start_ms, one.end_ms, one.text) for one in timeline.captions] if timeline else []


def ass_of(project: Project) -> str:
    """The captions as an ASS file that looks as those in the picture do."""
    timeline, cut = timeline_of(project.story, project.store), project.story.cut
    width, height = SIZES[cut.format]
    return ass(
        timeline.captions if timeline else (),
        width=width,
        height=height,
        style=cut.captions,
        place=cut.caption_place,
        size_percent=cut.caption_size_percent,
        title=project.story.title,
    )


def _render(project: Project) -> None:
    unpicked = [at for at, scene in enumerate(project.story.scenes, 1) if scene.picked is None]
    if unpicked:
        with st.container(border=True):
            st.markdown(
                f"**{frame.count(len(unpicked), 'scene')} without a picture.** Paint and pick them first: "
                "*Paint all scenes*, then *Pick the rest for me* does it in two presses."
            )
            if st.button("To the pictures", type="primary", icon=":material/photo_library:", key="to-pictures"):
                frame.go("Pictures")
        return
    desk.workshop().get_ready(project.story)
    going = _going(project)
    if going:
        st.fragment(_render_buttons, run_every=_POLL_S)(going)
    else:  # no fragment: Streamlit may drop what was pressed in one while the page around it is still being drawn
        with st.container():  # where a fragment is, too
            _render_buttons(())


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
        elif film and film.message:
            st.warning(frame.plain(film.message), icon=":material/voice_over_off:")


def _screen(project: Project) -> None:
    films = (film_of(project, "final"), film_of(project, "preview"))
    made = [(film, film.path) for film in films if film and film.path]
    scene = _scene_choice(project)
    if made:
        _whole(project, *made[0], scene)
    elif any(film and film.state in _GOING for film in films):
        going = scene_state(project, scene) != "made"
        st.fragment(_one_scene, run_every=_POLL_S if going else None)(scene.id, going)
    else:
        is_whole = all(one.picked for one in project.story.scenes)
        how = "Render a preview to see and hear the story: it takes moments."
        frame.empty(
            "The screen is dark",
            how if is_whole else "It shows the film once every scene has a picture.",
            icon="theaters",
        )
    film_scenes.draw(project, scene)


def _scene_choice(project: Project) -> Scene:
    """The scene to go to, in the film or by itself."""
    story = project.story
    ids = [scene.id for scene in story.scenes]
    if st.session_state.get("film-scene") not in ids:
        st.session_state["film-scene"] = ids[0]
    chosen = st.selectbox("Scene", ids, format_func=lambda one: film_scenes.titled(story, one), key="film-scene")
    return story.scene(chosen)


def _whole(project: Project, film: FilmState, path: Path, scene: Scene) -> None:
    cues = cues_of(project)
    burnt_in = project.story.cut.captions != "none"
    screen(
        path,
        project.story.cut,
        label=project.story.title,
        key="screen",
        vtt=vtt(cues) if cues and not burnt_in else None,
        seek_ms=_start_of(project, scene),
        seek_id=scene.id,
    )
    facts = project.store.facts(film.film) if film.film else {}
    told = [
        film.quality,
        f"{facts.get('width')} × {facts.get('height')}",
        clock(facts.get("duration_ms", 0)),
        bytes_in_words(path.stat().st_size),
    ]
    st.caption(" · ".join(told), text_alignment="center")
    _take_away(project, path, cues)


def _start_of(project: Project, scene: Scene) -> int | None:
    timeline = timeline_of(project.story, project.store)
    found = [clip for clip in timeline.clips if clip.scene == scene.id] if timeline else []
    return ms_of(found[0].start_frame, project.story.cut.fps) if found else None


def _one_scene(scene_id: str, was_going: bool) -> None:
    """A scene by itself, made before everything else, while the film is on its way."""
    project = desk.project()
    scene = project.story.scene(scene_id)
    film = scene_film(project.story, project.store, scene_id)
    state = scene_state(project, scene)
    if film and state == "made":
        number = project.story.scenes.index(scene) + 1
        screen(project.store.path(film), project.story.cut, label=f"Scene {number}", key="screen-scene")
        st.caption("This scene by itself, without music. The film is on its way.", text_alignment="center")
    else:
        if film and state == "absent":
            desk.act(_have_filmed, film)
        failure = desk.workshop().failure_of(film) if film else None
        note = frame.plain(failure.message) if failure else "It will be here in moments, before the rest of the film."
        frame.empty("This scene is being filmed", note, icon="movie")
    if was_going != (state != "made"):
        st.rerun()


def _have_filmed(film: FilmRecipe) -> None:
    """Has one scene made before all else; the scene that the author left for it waits its turn with the others."""
    before = st.session_state.get("scene-film")
    if before and before != film:
        desk.workshop().cancel([before])
    st.session_state["scene-film"] = film
    desk.workshop().want([film], front=True)


def scene_state(project: Project, scene: Scene) -> str:
    """Where the film of one scene is; "absent" too while its narration is not spoken yet."""
    film = scene_film(project.story, project.store, scene.id)
    return desk.workshop().state_of(film) if film else "absent"


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
            "ASS",
            partial(ass_of, project),
            file_name(title, ".ass"),
            "text/x-ssa",
            key="get-ass",
            icon=":material/subtitles:",
            on_click="ignore",
            help="Captions with their look, for players and editors",
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
