"""The contact sheet of a scene, put together from the story, the takes that are made, and their ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storyvid import models
from storyvid.errors import NotMade
from storyvid.plan import from_earlier_prompt
from storyvid.project import Project
from storyvid.ranking import Ranked, expected_figures, ranked
from storyvid.recipes import ImageRecipe, Picture, key_of
from storyvid.story import Scene, Story
from storyvid.ui import media
from storyvid.ui.contact_sheet import Mark, Sheet, State, Tile
from storyvid.ui.progress import time_left
from storyvid.ui.takes import KEPT, Take, by_other_painter, picture_called, ratio, takes_of
from storyvid.workshop import Workshop

_STATES: dict[str, State] = {"made": "ready", "running": "painting", "failed": "failed"}
_FIGURES = ("nobody", "one", "two", "three", "a crowd")
_FAULTS = {"blank": "shows next to nothing", "blurred": "far less sharp than the others"}


@dataclass(frozen=True, kw_only=True)
class Eye:
    """Where the author's eye rests: the tile that wants a larger picture, and the one that wants all of it."""

    looked_at: str | None = None
    zoomed: str | None = None


def sheet_of(
    project: Project,
    scene: Scene,
    workshop: Workshop,
    *,
    there: Sequence[Take] | None = None,
    eye: Eye | None = None,
) -> Sheet:
    """The contact sheet of a scene; `there` is `takes_of` the scene where it is known already."""
    eye = eye or Eye()
    story = project.story
    there = takes_of(story, scene, workshop) if there is None else there
    made = [take.recipe for take in there if take.state == "made"]
    places = {one.recipe: one for one in ranked(story, scene, made, project.store, path_of=project.thumbnail)}
    picked = _picked_id(scene, there)
    going = [take for take in there if take.state in ("waiting", "running")]
    return Sheet(
        scene=scene.id,
        ratio=ratio(story),
        takes=(
            *_kept(project, scene, there),
            *(_tile(project, scene, take, workshop, places) for take in there),
        ),
        picked=picked,
        large=_served(project, scene, (picked, eye.looked_at, eye.zoomed), size="large"),
        full=_served(project, scene, (eye.zoomed,), size="full"),
        edits=edits_here(story),
        status=_status(len(made), len(there), workshop.status().seconds_left if going else None),
        share=len(made) / len(there) if going else None,
        unpicked=sum(one.picked is None for one in story.scenes if one.id != scene.id),
    )


def edits_here(story: Story) -> tuple[str, ...]:
    """What the story's image model can make of a take: "vary", "repaint", "compose"."""
    card = models.card("images", story.image_model)
    if card is None or card.missing:
        return ()
    return tuple(use for use in ("vary", "repaint", "compose") if use in card.follows_with(story.image_options))


def marks_of(story: Story, scene: Scene, one: Ranked, count: int) -> tuple[Mark, ...]:
    """What speaks for a take and against it, in words; nothing is hidden by any of it."""
    score = one.score
    marks = [Mark(name="Check", words=fault_of(one) or "nothing wrong technically")]
    if score.prompt_percent is None and score.figures is None and not score.likeness_percent:
        return tuple(marks)
    marks.insert(0, Mark(name="Rank", words=f"{one.place} of {count}"))
    if score.prompt_percent is not None:
        marks.append(Mark(name="Prompt", words="how well it fits the words", percent=score.prompt_percent))
    if score.figures is not None:
        asked = expected_figures(story, scene)
        words = f"seems to show {_FIGURES[score.figures]}"
        words += ", as asked" if score.figures == asked else f"; asked for: {_FIGURES[asked]}"
        marks.append(Mark(name="Figures", words=words, percent=score.figures_sure_percent))
    for name, percent in score.likeness_percent.items():
        marks.append(Mark(name=name, words="how like the pictures you approved", percent=percent))
    return tuple(marks)


def fault_of(one: Ranked) -> str:
    """What is technically wrong with a take, in words."""
    if one.judged.fault == "duplicate":
        return f"the same as take {one.judged.like_seed}"
    return _FAULTS.get(one.judged.fault, "")


def _picked_id(scene: Scene, there: Sequence[Take]) -> str | None:
    if scene.picked is None:
        return None
    return next((str(take.recipe.seed) for take in there if take.recipe == scene.picked), KEPT)


def _kept(project: Project, scene: Scene, there: Sequence[Take]) -> list[Tile]:
    if scene.picked is None or _picked_id(scene, there) != KEPT:
        return []
    url, key = media.small(project, scene.picked), key_of(scene.picked)
    label, badge = "Yours", "your own picture"
    if isinstance(scene.picked, ImageRecipe):
        earlier = from_earlier_prompt(project.story, scene)
        was = "by an earlier painter" if by_other_painter(project.story, scene) else "from an earlier prompt"
        label, badge = ("Earlier", was) if earlier else ("Before", "from other takes")
    return [
        Tile(
            id=KEPT,
            label=label,
            state="ready" if url else "waiting",
            url=url,
            badge=badge,
            starred=key in scene.starred,
            rejected=key in scene.rejected,
        )
    ]


def _tile(project: Project, scene: Scene, take: Take, workshop: Workshop, places: Mapping[ImageRecipe, Ranked]) -> Tile:
    seed, key, place = take.recipe.seed, key_of(take.recipe), places.get(take.recipe)
    failure = workshop.failure_of(take.recipe) if take.state == "failed" else None
    return Tile(
        id=str(seed),
        number=seed,
        state=_STATES.get(take.state, "waiting"),
        url=media.small(project, take.recipe) if take.state == "made" else None,
        rough=media.rough(take.recipe, workshop.rough_of(take.recipe)) if take.state == "running" else None,
        note=failure.message if failure else "",
        starred=key in scene.starred,
        rejected=key in scene.rejected,
        rank=place.place if place else None,
        fault=fault_of(place) if place else "",
        marks=(
            *(marks_of(project.story, scene, place, len(places)) if place else ()),
            *(Mark(name="Note", words=notice) for notice in [_notice(project, take)] if notice),
        ),
    )


def _notice(project: Project, take: Take) -> str:
    """What the painter had to say of it: painted at half the size because memory was short, say."""
    if take.state != "made":
        return ""
    try:
        return str(project.store.facts(take.recipe).get("notice", ""))
    except NotMade:  # it went while the page was drawn
        return ""


def _served(project: Project, scene: Scene, tiles: Sequence[str | None], *, size: str) -> Mapping[str, str]:
    serve = {"large": media.large, "full": media.full}[size]
    pictures: dict[str, Picture | None] = {
        tile: picture_called(project.story, scene, tile) for tile in dict.fromkeys(tiles) if tile
    }
    return {tile: url for tile, picture in pictures.items() if (url := serve(project, picture))}


def _status(made: int, count: int, seconds_left: float | None) -> str:
    if not count:
        return ""
    if made < count:
        return f"{made} of {count} painted{time_left(seconds_left)}"
    return f"{count} take" if count == 1 else f"{count} takes"
