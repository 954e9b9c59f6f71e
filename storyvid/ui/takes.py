"""The takes of every scene as the pictures page shows them: which there are, and what state each scene is in."""

from dataclasses import dataclass

from storyvid.plan import from_earlier_prompt, from_other_format, takes
from storyvid.project import Project
from storyvid.recipes import ImageRecipe
from storyvid.story import SIZES, Scene, Story
from storyvid.ui import media
from storyvid.ui.contact_sheet import Sheet, State, Tile
from storyvid.ui.progress import time_left
from storyvid.ui.views import Frame
from storyvid.workshop import Workshop

KEPT = "kept"  # the tile of a pick that is none of the scene's takes
_MOST = 300
_STATES: dict[str, State] = {"made": "ready", "running": "painting", "failed": "failed"}


@dataclass(frozen=True, kw_only=True)
class Take:
    """One take, and where it is."""

    recipe: ImageRecipe
    state: str  # of workshop.state_of


def takes_of(story: Story, scene: Scene, workshop: Workshop) -> tuple[Take, ...]:
    """The takes that are made or on their way, in seed order from seed 1, gaps included."""
    found: list[Take] = []
    last = 0
    for at, recipe in enumerate(takes(story, scene, _MOST), 1):
        state = workshop.state_of(recipe)
        found.append(Take(recipe=recipe, state=state))
        if state != "absent":
            last = at
        elif at - last >= story.takes:
            break
    return tuple(found[:last])


def more_of(story: Story, scene: Scene, workshop: Workshop) -> tuple[ImageRecipe, ...]:
    """What "paint" wants: the first batch while it is not whole, what failed in it included, then the next seeds."""
    first = takes(story, scene)
    if any(workshop.state_of(recipe) != "made" for recipe in first):
        return first
    return takes(story, scene, story.takes, first_seed=len(takes_of(story, scene, workshop)) + 1)


def frame_of(story: Story, scene: Scene, there: tuple[Take, ...], project: Project) -> Frame:
    """The scene in the filmstrip."""
    made = [take for take in there if take.state == "made"]
    going = [take for take in there if take.state in ("waiting", "running")]
    failed = any(take.state == "failed" for take in there)
    picked = scene.picked is not None
    if going:
        state, word = "painting", f"{len(made)}/{len(there)}"
    elif picked and from_earlier_prompt(story, scene):
        state, word = "earlier", "old prompt"
    elif picked:
        state, word = "picked", "reframed" if from_other_format(story, scene) else "picked"
    elif failed and not made:
        state, word = "failed", "failed"
    elif made:
        state, word = "to-pick", "to pick"
    else:
        state, word = "unpainted", "unpainted"
    return Frame(
        id=scene.id,
        text=scene.text,
        state=state,  # type: ignore[arg-type]
        word=word,
        picked=picked,
        url=media.small(project, scene.picked) or (media.small(project, made[0].recipe) if made else None),
        share=len(made) / len(there) if going else None,
    )


def sheet_of(project: Project, scene: Scene, workshop: Workshop, looked_at: str | None) -> Sheet:
    """The contact sheet of a scene."""
    story = project.story
    there = takes_of(story, scene, workshop)
    tiles = [*_kept(project, scene, there), *(_tile(project, take, workshop) for take in there)]
    picked = _picked_id(scene, there)
    going = [take for take in there if take.state in ("waiting", "running")]
    made = sum(take.state == "made" for take in there)
    return Sheet(
        scene=scene.id,
        ratio=ratio(story),
        takes=tuple(tiles),
        picked=picked,
        large={tile: url for tile in (picked, looked_at) if tile and (url := _large(project, scene, there, tile))},
        status=_status(made, len(there), workshop.status().seconds_left if going else None),
        share=made / len(there) if going else None,
        unpicked=sum(one.picked is None for one in story.scenes if one.id != scene.id),
    )


def ratio(story: Story) -> tuple[int, int]:
    """Width to height of the story's format."""
    width, height = SIZES[story.cut.format]
    return width, height


def picture_called(story: Story, scene: Scene, tile: str):
    """The picture behind a tile's id."""
    return scene.picked if tile == KEPT else takes(story, scene, 1, first_seed=int(tile))[0]


def wanting(story: Story) -> list[Scene]:
    """The scenes that want painting: those without a pick, and those whose pick is from an earlier prompt."""
    return [scene for scene in story.scenes if scene.picked is None or from_earlier_prompt(story, scene)]


def next_unpicked(story: Story, after: str) -> str:
    """The next scene without a pick, round the end; the scene itself when every one has its pick."""
    ids = [scene.id for scene in story.scenes]
    at = ids.index(after) if after in ids else -1
    rest = [*story.scenes[at + 1 :], *story.scenes[: at + 1]]
    return next((scene.id for scene in rest if scene.picked is None), after)


def _picked_id(scene: Scene, there: tuple[Take, ...]) -> str | None:
    if scene.picked is None:
        return None
    return next((str(take.recipe.seed) for take in there if take.recipe == scene.picked), KEPT)


def _kept(project: Project, scene: Scene, there: tuple[Take, ...]) -> list[Tile]:
    if _picked_id(scene, there) != KEPT:
        return []
    earlier = isinstance(scene.picked, ImageRecipe)
    label, badge = ("Earlier", "from an earlier prompt") if earlier else ("Yours", "your own picture")
    url = media.small(project, scene.picked)
    return [Tile(id=KEPT, label=label, state="ready" if url else "waiting", url=url, badge=badge)]


def _tile(project: Project, take: Take, workshop: Workshop) -> Tile:
    seed = take.recipe.seed
    failure = workshop.failure_of(take.recipe) if take.state == "failed" else None
    return Tile(
        id=str(seed),
        number=seed,
        state=_STATES.get(take.state, "waiting"),
        url=media.small(project, take.recipe) if take.state == "made" else None,
        note=failure.message if failure else "",
    )


def _large(project: Project, scene: Scene, there: tuple[Take, ...], tile: str) -> str | None:
    if tile == KEPT:
        return media.large(project, scene.picked)
    take = next((take for take in there if str(take.recipe.seed) == tile), None)
    return media.large(project, take.recipe) if take else None


def _status(made: int, count: int, seconds_left: float | None) -> str:
    if not count:
        return ""
    if made < count:
        return f"{made} of {count} painted{time_left(seconds_left)}"
    return f"{count} take" if count == 1 else f"{count} takes"
