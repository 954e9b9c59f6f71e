"""A story taken away as a book, a cut, a sheet or another film: what must be made first, and the file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from storyvid import files, plan
from storyvid.errors import BadInput, NotMade, UnknownName
from storyvid.film.export.pages import Book, Page
from storyvid.models import Progress
from storyvid.plan.facts import Facts
from storyvid.plan.film import shots_with_segments
from storyvid.project import Project
from storyvid.reading.chapters import prose_start, says
from storyvid.recipes import ClipRecipe, FilmRecipe, Recipe, SoundtrackRecipe
from storyvid.story import Scene, Story
from storyvid.timeline import Timeline, ms_of


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One way to take a story away."""

    title: str
    told: str
    endings: tuple[str, ...]  # of the file, the usual one first
    mime: str


KINDS: dict[str, Kind] = {
    "pdf": Kind(
        title="Picture book (PDF)",
        told="A scene a page, the picture to the edge and the text beside it, ready to print.",
        endings=(".pdf",),
        mime="application/pdf",
    ),
    "epub": Kind(
        title="Picture book (EPUB)",
        told="For e-readers and phones.",
        endings=(".epub",),
        mime="application/epub+zip",
    ),
    "otio": Kind(
        title="Cut for editing (OpenTimelineIO)",
        told="Clips without captions, sounds and joins, for Resolve, Premiere and others.",
        endings=(".otio",),
        mime="application/zip",
    ),
    "webm": Kind(title="Film (WebM)", told="VP9 and Opus, for web pages.", endings=(".webm",), mime="video/webm"),
    "gif": Kind(title="One scene (GIF)", told="Small and silent, for chats.", endings=(".gif",), mime="image/gif"),
    "audio": Kind(
        title="Sound alone",
        told="The narration with its music, as an audio book.",
        endings=(".m4a", ".mp3", ".flac", ".wav", ".ogg"),
        mime="audio/mp4",
    ),
    "contact-sheet": Kind(
        title="Contact sheet (PNG)", told="All pictures on one page.", endings=(".png",), mime="image/png"
    ),
}


def kind_of(name: str, out: Path | None = None) -> Kind:
    """The kind called `name`. Raises UnknownName, and BadInput where the file's ending does not fit it."""
    if name not in KINDS:
        raise UnknownName(f'Nothing is exported as "{name}". There are: {", ".join(KINDS)}.')
    kind = KINDS[name]
    if out is not None and out.suffix.lower() not in kind.endings:
        raise BadInput(
            f"{kind.title} ends in {' or '.join(kind.endings)}: name it {out.with_suffix(kind.endings[0]).name}."
        )
    return kind


def wanted(story: Story, facts: Facts, name: str, *, scene: str | None = None) -> tuple[Recipe, ...]:
    """What has to be made before the export can be written, as far as is known by now; ask again when it is made.

    `scene`: the scene's id, for a GIF.  Raises BadInput for a story without scenes or with one without a picture.
    """
    kind_of(name)
    timeline = plan.timeline_of(story, facts)
    if name in ("pdf", "epub", "contact-sheet"):
        needed: tuple[Recipe, ...] = tuple(one.picked for one in story.scenes if one.picked)
    elif timeline is None:
        needed = tuple(speech for one in story.scenes for speech in plan.speeches_of(story, one))
    elif name == "otio":
        needed = (*_clips(story, timeline, facts), plan.soundtrack_of(story, timeline, facts))
    elif name == "audio":
        needed = (plan.soundtrack_of(story, timeline, facts),)
    else:
        film = _film(story, facts, name, scene)
        needed = (film,) if film else ()
    return tuple(recipe for recipe in dict.fromkeys(needed) if not facts.has(recipe))


def export(project: Project, name: str, out: Path, *, scene: str | None = None, progress: Progress) -> None:
    """Writes the export; it gets its name when it is whole.  OpenTimelineIO has a folder `NAME media` beside it.

    Raises NotMade while something that it needs is not made, BadInput, NoRoom.
    """
    kind_of(name, out)
    story, store = project.story, project.store
    if wanted(story, store, name, scene=scene):
        raise NotMade("Not all that this export needs is made yet. Prepare it first.")
    files.make_folder(out.parent)
    with files.making_room(out):
        if name == "otio":
            _write_cut(project, out, progress)
            return
        part = out.with_name(f".{out.stem}.part{out.suffix.lower()}")
        try:
            _write(project, name, part, scene, progress)
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)


def book_of(project: Project) -> Book:
    """The story as a book; every scene must have its picture."""
    story = project.story
    pages = tuple(
        Page(picture=project.store.path(scene.picked), text=_below_heading(scene), chapter=scene.chapter)
        for scene in story.scenes
        if scene.picked
    )
    return Book(title=story.title, language=story.language, pages=pages, closing=story.cut.end_card)


def _below_heading(scene: Scene) -> str:
    """The scene's words, without the heading they open with where that stands above them as the chapter's."""
    return scene.text[prose_start(scene.text) :] if says(scene.text, scene.chapter) else scene.text


def _write(project: Project, name: str, out: Path, scene: str | None, progress: Progress) -> None:
    from storyvid.film.export import contact_sheet, epub_book, picture_book, transcoding

    story, store = project.story, project.store
    books: dict[str, Callable[..., object]] = {
        "pdf": picture_book.write_pdf,
        "epub": epub_book.write_epub,
        "contact-sheet": contact_sheet.write_contact_sheet,
    }
    if name in books:
        books[name](book_of(project), out, progress=progress)
    elif name == "audio":
        transcoding.write_sound(store.path(_soundtrack(story, store)), out, progress=progress)
    else:
        film = _film(story, store, name, scene)
        assert film is not None
        write = transcoding.write_gif if name == "gif" else transcoding.write_webm
        write(store.path(film), out, progress=progress)


def _film(story: Story, facts: Facts, name: str, scene: str | None) -> FilmRecipe | None:
    """The whole film, or for a GIF one scene of it."""
    if name == "webm":
        return plan.film_recipe(story, facts, "final")
    chosen = story.scene(scene) if scene else story.scenes[0]
    return plan.scene_film(story, facts, chosen.id)


def _soundtrack(story: Story, facts: Facts) -> SoundtrackRecipe:
    timeline = plan.timeline_of(story, facts)
    assert timeline is not None
    return plan.soundtrack_of(story, timeline, facts)


def _clips(story: Story, timeline: Timeline, facts: Facts) -> list[ClipRecipe]:
    """Every shot whole, without captions: the editing program cuts and letters it."""
    clips = []
    for pieces in shots_with_segments(story, timeline, "final", facts):
        shot = next(piece.shot for piece in pieces if isinstance(piece, ClipRecipe))
        bare = replace(shot, captions=(), caption_style="plain", caption_place="auto", caption_size_percent=100)
        bare = bare if bare.heading else replace(bare, font=None)
        clips.append(ClipRecipe(shot=bare, start_frame=0, end_frame=bare.frames))
    return clips


def _write_cut(project: Project, out: Path, progress: Progress) -> None:
    from storyvid.film.export.otio import Cut, Shot, write_otio
    from storyvid.film.subtitles import srt

    story, store = project.story, project.store
    timeline = plan.timeline_of(story, store)
    assert timeline is not None
    numbers = {scene.id: at for at, scene in enumerate(story.scenes, 1)}
    joins = [None, *timeline.transitions]
    shots = tuple(
        Shot(
            name=f"{shot.heading.form.capitalize()} card" if shot.heading else f"Scene {numbers[shot.scene]:03}",
            media=store.path(clip),
            start_frame=shot.start_frame,
            frames=shot.frames,
            overlap=join.frames if join else 0,
            transition=join.kind if join else "cut",
            text=shot.heading.text if shot.heading else story.scene(shot.scene).text,
        )
        for shot, clip, join in zip(timeline.shots, _clips(story, timeline, store), joins, strict=True)
    )
    cut = Cut(
        title=story.title,
        fps=timeline.fps,
        shots=shots,
        sounds=_sounds(project, timeline),
        subtitles=srt([(one.start_ms, one.end_ms, one.text) for one in timeline.captions]),
        markers=plan.chapter_starts(story, timeline),
    )
    write_otio(cut, out, progress=progress)


def _sounds(project: Project, timeline: Timeline):
    """The mix, and what it is made of."""
    from storyvid.film.export.otio import Heard

    store = project.store
    track = plan.soundtrack_of(project.story, timeline, store)
    whole_ms = ms_of(timeline.frames, timeline.fps)
    narration = tuple(
        Heard(
            name=f"Line {at:03}",
            media=store.path(placed.speech),
            start_ms=placed.start_ms,
            duration_ms=store.facts(placed.speech)["duration_ms"],
        )
        for at, placed in enumerate(track.narration, 1)
    )
    music = [(track.music, 0, whole_ms)] if track.music else [(p.sound, p.start_ms, p.end_ms) for p in track.passages]
    parts = [
        ("Mix", (Heard(name="Mix", media=store.path(track), start_ms=0, duration_ms=whole_ms),)),
        ("Narration", narration),
        ("Music", tuple(one for passage in music for one in _played(project, "Music", *passage, ends_with=True))),
        (
            "Place",
            tuple(one for p in track.ambience for one in _played(project, "Place", p.sound, p.start_ms, p.end_ms)),
        ),
    ]
    return tuple((name, heard) for name, heard in parts if heard)


def _played(project: Project, name: str, sound: Recipe, start_ms: int, end_ms: int, *, ends_with: bool = False):
    """A sound as often as it is needed to fill a passage; `ends_with`: of a longer one the end is heard."""
    from storyvid.film.export.otio import Heard
    from storyvid.film.sound_files import sound_ms

    path = project.store.path(sound)
    length_ms = max(sound_ms(path), 1000)
    skip_ms = max(0, length_ms - (end_ms - start_ms)) if ends_with and sound.kind == "music" else 0
    at = start_ms
    while at < end_ms:
        yield Heard(
            name=name, media=path, start_ms=at, duration_ms=min(length_ms - skip_ms, end_ms - at), from_ms=skip_ms
        )
        at += length_ms - skip_ms
