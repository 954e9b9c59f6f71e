"""How soon a story can be watched: from takes to a playable preview, and one changed scene of twenty.

    python benchmarks/preview.py [--runs 3] [--quality preview] [--scenes 20]

Pictures, narration and music are made beforehand and not counted; the workshop, its worker processes and all their
imports are, unless the film's page was looked at first, which has them started and the pictures got ready (and, where
it was not there, narration and music made).  The story is the sample's, cut to about a minute.  Wall seconds depend on
what else the machine does; processor seconds are those of this process and all its workers.  "Encoder alone" gets the
film's first frames ready made, in this process and at the same preset; the ratio is of processor time, a frame each.
"""

import argparse
import resource
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import TypeVar

import numpy as np
import psutil
from rich.console import Console
from rich.table import Table

from storyvid import edits, plan, readiness
from storyvid.needs import needs
from storyvid.project import Project
from storyvid.reading.split import Piece
from storyvid.recipes import ClipRecipe, FilmRecipe, Quality
from storyvid.samples import TEXT, asset
from storyvid.story import Story
from storyvid.unattended import story_of
from storyvid.wishes import Wishes
from storyvid.workshop import Workshop

FRAMES_ALONE = 150
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Took:
    """One film: seconds by the clock and of the processor, seconds of work by kind of recipe, and its length."""

    wall_s: float
    cpu_s: float
    by_kind: dict[str, float]
    film: FilmRecipe
    made: dict[str, int]


def cpu_s() -> float:
    """Of this process and of its children that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def story_about(seconds: int) -> Story:
    """The sample's first scenes, about so long when they are spoken."""
    whole = story_of(asset(TEXT).read_text("utf-8"), "Preview", Wishes(takes=1))
    kept, words = [], 0
    for scene in whole.scenes:
        if words < seconds * 2.2:  # words a second, pauses counted
            kept.append(scene.text)
            words += len(scene.text.split())
    return story_of("\n\n".join(kept), "Preview", Wishes(takes=1))


def story_of_scenes(count: int) -> Story:
    """A story of so many short scenes."""
    lines = [f"On day {number} the little fox walked to the old {place}." for number, place in places(count)]
    return edits.split_into(story_of(" ".join(lines), "Scenes", Wishes(takes=1)), [Piece(line, " ") for line in lines])


def places(count: int):
    names = ("lighthouse", "forest", "market", "castle", "harbour", "bridge", "mill", "garden", "mountain", "village")
    return ((number, names[number % len(names)]) for number in range(1, count + 1))


def painted(folder: Path, story: Story, *, heard: bool = True) -> Project:
    """A project with all that a film needs: takes picked and, unless only seen, narration and music made."""
    project = Project.create(folder, story)
    workshop = Workshop(folder)
    takes = {scene.id: plan.takes(story, scene)[0] for scene in story.scenes}
    workshop.want(takes.values())
    workshop.wait()
    scenes = tuple(replace(scene, picked=takes[scene.id]) for scene in story.scenes)
    project.save(replace(story, scenes=scenes), revision=project.revision, label="Pick")
    for _ in range(3 if heard else 0):  # lengths are learned: what is wanted is asked for again
        workshop.want(sounds(project, "preview"))
        workshop.wait()
    workshop.close()
    return project


def sounds(project: Project, quality: Quality):
    """The narration, and once its length is known the music and whatever else the mix needs."""
    return [
        need
        for recipe in plan.wanted_for_film(project.story, project.store, quality)
        for need in (needs(recipe.soundtrack) if isinstance(recipe, FilmRecipe) else (recipe,))
    ]


def filmed(project: Project, quality: Quality) -> Took:
    """The film of the project as it is, by a workshop that starts for it."""
    clock, used = time.perf_counter(), cpu_s()
    workshop = Workshop(project.folder)
    took = ordered(workshop, project.story, quality)
    wall = time.perf_counter() - clock
    workshop.close()
    return replace(took, wall_s=wall, cpu_s=cpu_s() - used)


def looked_at(project: Project, quality: Quality) -> Took:
    """The film as it is ordered by an author who has looked at the film's page for a while, which gets ready for it.

    Nothing is rendered before it is ordered.
    """
    after_s, readiness.RENDER_AFTER_S = readiness.RENDER_AFTER_S, 10.0**6
    workshop = Workshop(project.folder)
    workshop.get_ready(project.story)
    at_rest()
    readiness.RENDER_AFTER_S = after_s
    took = ordered(workshop, project.story, quality)
    workshop.close()
    return took


def let_be(project: Project, quality: Quality) -> Took:
    """From the film page's opening, in a workshop that starts for it, to a preview that it rendered by itself."""
    clock, used = time.perf_counter(), cpu_s()
    workshop = Workshop(project.folder)
    workshop.get_ready(project.story)
    while plan.first_segments(project.story, project.store, seconds=readiness.FILM_AHEAD_S):
        time.sleep(0.02)
    took = ordered(workshop, project.story, quality)
    wall = time.perf_counter() - clock
    workshop.close()
    return replace(took, wall_s=wall, cpu_s=cpu_s() - used)


def at_rest() -> None:
    """Waits until the workers have had nothing to do for a second."""
    used = -1.0
    while (now := workers_s()) > used:
        used = now
        time.sleep(1)


def ordered(workshop: Workshop, story: Story, quality: Quality) -> Took:
    """A film by a workshop that is open; processor seconds are its workers' so far."""
    clock, used = time.perf_counter(), workers_s()
    before = workshop.status()
    order = workshop.want_film(story, quality=quality)
    workshop.wait()
    wall = time.perf_counter() - clock
    state, after = workshop.film_state(order), workshop.status()
    if state is None or state.film is None or state.state != "made":
        raise SystemExit(f"The film was not made: {state and state.message}")
    seconds = {kind: spent - before.seconds.get(kind, 0.0) for kind, spent in after.seconds.items()}
    made = Counter(after.made) - Counter(before.made)
    return Took(wall, workers_s() - used, seconds, state.film, dict(made))


def workers_s() -> float:
    """Processor seconds of the worker processes that are there now."""
    times = (child.cpu_times() for child in psutil.Process().children())
    return sum(used.user + used.system for used in times)


def anew(project: Project, work: Callable[[Project], _Result]) -> _Result:
    """The work in a copy of the project, which is left as it was."""
    with tempfile.TemporaryDirectory(dir=project.folder.parent) as folder:
        copy = Path(folder) / "project"
        shutil.copytree(project.folder, copy)
        return work(Project.open(copy))


def alone_s(project: Project, film: FilmRecipe) -> float:
    """Processor seconds a frame that the encoder takes for ready frames of the film."""
    import cv2

    from storyvid.film.encode import write_segment
    from storyvid.film.frames import source_of
    from storyvid.film.planes import blank

    cv2.setNumThreads(1)
    clips = [one for one in film.segments if isinstance(one, ClipRecipe)]
    each = FRAMES_ALONE // len(clips) + 1
    ready = []
    for clip in clips:
        source = source_of(clip.shot, project.store)
        for index in range(clip.start_frame, min(clip.start_frame + each, clip.end_frame)):
            ready.append(blank(clip.shot.width, clip.shot.height))
            source.draw(index, ready[-1])

    def draw(index, out):
        for plane, target in zip(ready[index], out, strict=True):
            np.copyto(target, plane)

    shot, out = clips[0].shot, project.folder / "alone.mp4"
    used = time.process_time()
    write_segment(
        draw,
        out,
        numbers=range(len(ready)),
        width=shot.width,
        height=shot.height,
        fps=shot.fps,
        quality=clips[0].quality,
        progress=lambda share: None,
    )
    took = (time.process_time() - used) / len(ready)
    out.unlink()
    return took


def frames_of(film: FilmRecipe) -> int:
    return sum(
        segment.end_frame - segment.start_frame if isinstance(segment, ClipRecipe) else segment.frames
        for segment in film.segments
    )


def changed(project: Project, quality: Quality) -> tuple[Took, Took]:
    """The whole film, and then the film with another take picked in the middle, as an author does who stays at it."""
    workshop = Workshop(project.folder)
    whole = ordered(workshop, project.story, quality)
    story = project.story
    middle = story.scenes[len(story.scenes) // 2]
    take = plan.takes(replace(story, takes=2), middle)[1]
    workshop.want([take])
    workshop.wait()
    scenes = tuple(replace(scene, picked=take) if scene.id == middle.id else scene for scene in story.scenes)
    again = ordered(workshop, replace(story, scenes=scenes), quality)
    workshop.close()
    return whole, again


def a_minute(folder: Path, quality: Quality, runs: int, console: Console) -> None:
    project = painted(folder / "minute", story_about(60))
    whole = [anew(project, lambda copy: filmed(copy, quality)) for _ in range(runs)]
    rows = {"takes to film": whole}
    if quality == "preview":
        rows["the same from the film's page, which gets ready"] = [
            anew(project, lambda copy: looked_at(copy, quality)) for _ in range(runs)
        ]
        silent = painted(folder / "silent", story_about(60), heard=False)
        rows["from there, narration and music not made before"] = [
            anew(silent, lambda copy: looked_at(copy, quality)) for _ in range(runs)
        ]
        rows["nothing pressed: from the page's opening until it plays"] = [
            anew(project, lambda copy: let_be(copy, quality)) for _ in range(runs)
        ]
    film = whole[0].film
    frames = frames_of(film)
    alone = median(alone_s(project, film) for _ in range(runs)) * frames
    seconds = film.soundtrack.duration_ms / 1000
    table = Table("what", "wall s", "CPU s", "CPU s a minute of film", "of the encoder alone")
    minute = 60 / seconds
    for kind in ("clip", "join", "soundtrack", "film"):
        spent = median(one.by_kind.get(kind, 0.0) for one in whole)
        table.add_row(
            f"{kind}s: {whole[0].made.get(kind, 0)} (clock of the workers, summed)", f"{spent:.2f}", "", "", ""
        )
    table.add_row("encoder alone, ready frames", "", f"{alone:.2f}", f"{alone * minute:.2f}", "1.00")
    for what, took in rows.items():
        wall, cpu = median(one.wall_s for one in took), median(one.cpu_s for one in took)
        table.add_row(what, f"{wall:.2f}", f"{cpu:.2f}", f"{cpu * minute:.2f}", f"{cpu / alone:.2f}")
    console.print(
        f"{quality}: {seconds:.1f} s of film, {frames} frames, {len(project.story.scenes)} scenes, {runs} runs"
    )
    console.print(table)


def one_of_many(folder: Path, quality: Quality, scenes: int, runs: int, console: Console) -> None:
    project = painted(folder / "scenes", story_of_scenes(scenes))
    both = [anew(project, lambda copy: changed(copy, quality)) for _ in range(runs)]
    table = Table("what", "wall s", "workers' CPU s", "made")
    for at, name in enumerate(("the whole film", f"one changed scene of {scenes}")):
        cpu, wall = (median(getattr(one[at], what) for one in both) for what in ("cpu_s", "wall_s"))
        made = ", ".join(f"{count} {kind}" for kind, count in both[0][at].made.items())
        table.add_row(name, f"{wall:.2f}", f"{cpu:.2f}", made)
    table.add_row("share", "", f"{median(again.cpu_s / whole.cpu_s for whole, again in both):.3f}", "")
    console.print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--quality", choices=("preview", "final"), default="preview")
    parser.add_argument("--scenes", type=int, default=20, help="of the film of which one is changed; 0: leave it out")
    chosen = parser.parse_args()
    console = Console(width=130)
    with tempfile.TemporaryDirectory() as folder:
        a_minute(Path(folder), chosen.quality, chosen.runs, console)
        if chosen.scenes:
            one_of_many(Path(folder), chosen.quality, chosen.scenes, chosen.runs, console)


if __name__ == "__main__":
    main()
