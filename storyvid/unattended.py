"""A film without the browser: text to scenes, cast, takes, picks and film, in a project that keeps it all."""

import hashlib
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from storyvid import casting, edits, files, models, plan, ranking, spending
from storyvid.cast_reading import with_looks
from storyvid.errors import BadInput, Cancelled, MissingGlyph, ModelFailed, OverTheCap
from storyvid.needs import with_needs
from storyvid.project import Project
from storyvid.ranking import best_first
from storyvid.reading.importing import imported
from storyvid.reading.language import recognised
from storyvid.reading.split import clean, split
from storyvid.recipes import FilmRecipe, ImageRecipe, Quality, Recipe
from storyvid.story import Story
from storyvid.wishes import Wishes, wished
from storyvid.workshop import Status, Workshop, workshop_for

Tell = Callable[[str, float, Status], None]
"""Told what goes on ("Painting"), the share of it done, and the workshop's status, several times a second."""

_POLL_S = 0.2


@dataclass(frozen=True, kw_only=True)
class Report:
    """What came of it; `made` and `reused` count assets by kind, `seconds` is work time by kind and in all."""

    film: str
    duration_ms: int
    scenes: int
    characters: tuple[dict, ...]
    made: dict[str, int]
    reused: dict[str, int]
    seconds: dict[str, float] = field(default_factory=dict)


def make_film(source: Path, out: Path, folder: Path, wishes: Wishes, *, quality: Quality, tell: Tell) -> Report:
    """Makes what is missing of the film of `source` in the project `folder`, and copies the film to `out`.

    Raises BadInput for text or wishes that cannot be used, UnknownName, ModelNotInstalled, and ModelFailed when
    a scene has no picture or its sound could not be made; what was made until then is kept for the next run.
    """
    began = time.monotonic()
    _check_place(out)
    project = _project_with(source, folder, wishes)
    workshop = workshop_for(project.folder)
    try:
        _paint(project, workshop, tell)
        film = _film(project, workshop, quality, tell)
        files.make_folder(out.parent)
        with files.making_room(out):
            _copied(project.store.path(film), out)
        return _report(project, workshop.status(), film, out, time.monotonic() - began)
    finally:
        workshop.close()


def story_of(text: str, title: str, wishes: Wishes) -> Story:
    """A new story from text: language, settings, scenes and cast."""
    text = clean(text)
    language = wishes.language or recognised(text)
    story = wished(Story(title=title, language=language, language_fixed=wishes.language is not None), wishes)
    return replace(_with_text(story, text), source_sha256=_sha256(text))


def _project_with(source: Path, folder: Path, wishes: Wishes) -> Project:
    try:
        brought = imported(source.read_bytes(), source.name)
    except OSError as error:
        raise BadInput(f"{source} cannot be read: {error.strerror}. Name the story's file.") from error
    if folder.is_file():
        raise BadInput(f"{folder} is a file: a project needs a folder of its own (--project DIR).")
    if not (folder / "story.json").exists():
        story = story_of(brought.text, brought.title, wishes)
        _check_captions(story)
        try:
            return Project.create(folder, story)
        except BadInput:
            if not (folder / "story.json").exists():
                raise  # else another process began the same project in between: go on with its
    project = Project.open(folder)
    story = wished(project.story, wishes)
    if _repainted(project.story, story):
        story = replace(story, scenes=tuple(replace(scene, picked=None) for scene in story.scenes))
    text = clean(brought.text)
    if _sha256(text) != story.source_sha256:
        story = replace(_with_text(story, text), source_sha256=_sha256(text))
    elif story.split != project.story.split:
        story = _with_text(story, story.text)
    _check_captions(story)
    project.save(story, revision=project.revision, label="Bring in the text")
    return project


def _check_place(out: Path) -> None:
    """Raises BadInput or NoRoom before anything is made for a film that could not be put there."""
    if out.is_dir():
        raise BadInput(f"{out} is a folder. Name the film's file, such as {out / 'film.mp4'}.")
    files.make_folder(out.parent)
    files.sweep_strays(out.parent, deep=False)  # a copy that was killed
    probe = files.part_of(out)
    with files.making_room(out):
        probe.touch()
    probe.unlink(missing_ok=True)


def _check_captions(story: Story) -> None:
    """Raises MissingGlyph before anything is painted for a film whose captions or cards could not be drawn."""
    from storyvid.film.fonts import check_glyphs

    try:
        check_glyphs(plan.words_shown(story))
    except MissingGlyph as error:
        raise MissingGlyph(f"{error} On the command line: --captions none.") from error


def _with_text(story: Story, text: str) -> Story:
    pieces = split(text, by=story.split.by, n=story.split.n, language=story.language)
    story = edits.split_into(story, pieces)
    reader = models.find("readers", story.reader)
    if reader.card.languages and story.language not in reader.card.languages:
        return story  # no reader for the language: the author adds characters by hand
    proposed = casting.proposal(story, reader.read(story.text, language=story.language))
    return casting.accepted(story, with_looks(story, proposed))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _repainted(old: Story, new: Story) -> bool:
    """Whether the person asked for other pictures than those picked."""
    return (old.style, old.image_model, old.cut.format) != (new.style, new.image_model, new.cut.format)


def _paint(project: Project, workshop: Workshop, tell: Tell) -> None:
    """Takes for every scene that has no pick, then the best of each picked."""
    story = project.story
    wanted = [recipe for scene in story.scenes if scene.picked is None for recipe in plan.takes(story, scene)]
    if wanted:
        _affordable(recipe for recipe in wanted if not project.store.has(recipe))
        workshop.retry(wanted)
        workshop.want(wanted)
        _until(lambda: _settled(workshop, wanted), workshop, tell, "Painting", lambda: _share(workshop, wanted))
    _look_at(project, workshop, tell)
    picked = plan.with_rest_picked(story, project.store, best_first(story, project.store))
    for number, scene in enumerate(picked.scenes, 1):
        if scene.picked is None:
            raise ModelFailed(f"Scene {number} has no picture: {_why(workshop, plan.takes(story, scene))}")
    project.save(picked, revision=project.revision, label="Pick the rest")


def _affordable(missing: Iterable[ImageRecipe]) -> None:
    """Raises OverTheCap where the month's cap would stop the film halfway, before anything is paid for it."""
    bill = spending.estimate(missing)
    if bill and bill.over:
        said = bill.text.rstrip(".")
        raise OverTheCap(f"{said}. Raise the cap in Settings, ask for fewer takes, or choose another image model.")


def _look_at(project: Project, workshop: Workshop, tell: Tell) -> None:
    """Has the takes looked at by the scoring model, where there is one; what it cannot do leaves the faults to rank."""
    story = project.story
    unpicked = [(scene, plan.takes_made(story, scene, project.store)) for scene in story.scenes if not scene.picked]
    seen = [recipe for scene, made in unpicked for recipe in ranking.wanted(story, scene, made)]
    if seen:
        workshop.want(seen)
        _until(lambda: _settled(workshop, seen), workshop, tell, "Ranking", lambda: _share(workshop, seen))


def _film(project: Project, workshop: Workshop, quality: Quality, tell: Tell) -> FilmRecipe:
    workshop.retry()
    order = workshop.want_film(project.story, quality=quality)

    def over() -> bool:
        state = workshop.film_state(order)
        return state is not None and state.state in ("made", "failed", "cancelled")

    _until(over, workshop, tell, "Rendering", lambda: getattr(workshop.film_state(order), "share", 0.0))
    state = workshop.film_state(order)
    if state is None or state.state == "cancelled":
        raise Cancelled("The render was stopped. Run the command again to go on.")
    if state.state == "failed" or state.film is None:
        raise ModelFailed(state.message)
    return state.film


def _until(over: Callable[[], bool], workshop: Workshop, tell: Tell, what: str, share: Callable[[], float]) -> None:
    while not over():
        workshop.wait(_POLL_S)
        tell(what, share(), workshop.status())
        if not workshop.status().busy and not over():
            time.sleep(_POLL_S / 4)


def _settled(workshop: Workshop, recipes: Iterable[Recipe]) -> bool:
    return all(workshop.state_of(recipe) in ("made", "failed") for recipe in recipes)


def _share(workshop: Workshop, recipes: Sequence[Recipe]) -> float:
    return sum(workshop.state_of(recipe) in ("made", "failed") for recipe in recipes) / len(recipes)


def _why(workshop: Workshop, recipes: Iterable[ImageRecipe]) -> str:
    failures = [failure.message for recipe in recipes if (failure := workshop.failure_of(recipe))]
    return failures[0] if failures else "nothing was painted for it."


def _copied(film: Path, out: Path) -> None:
    """Copied beside its place, then renamed: what has the film's name is whole."""
    part = files.part_of(out)
    try:
        shutil.copyfile(film, part)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _report(project: Project, status: Status, film: FilmRecipe, out: Path, took_s: float) -> Report:
    story = project.story
    used = [*with_needs(film)]
    used += [take for scene in story.scenes for take in plan.takes_made(story, scene, project.store)]
    there = Counter(recipe.kind for recipe in dict.fromkeys(used))
    made = {kind: count for kind, count in status.made.items() if count}
    return Report(
        film=str(out),
        duration_ms=project.store.facts(film)["duration_ms"],
        scenes=len(story.scenes),
        characters=tuple(
            {"id": c.id, "name": c.name, "look": c.look, "mentions": len(c.mentions)} for c in story.characters
        ),
        made=made,
        reused={kind: count - made.get(kind, 0) for kind, count in there.items() if count > made.get(kind, 0)},
        seconds={**{kind: round(s, 3) for kind, s in status.seconds.items()}, "total": round(took_s, 3)},
    )
