"""The takes of every scene as the pictures page shows them: which there are, and what state each scene is in."""

from collections.abc import Sequence
from dataclasses import dataclass

from storyvid.plan import from_earlier_prompt, from_other_format, takes
from storyvid.project import Project
from storyvid.recipes import ImageRecipe, Picture
from storyvid.story import SIZES, Scene, Story
from storyvid.ui import media
from storyvid.ui.views import Frame
from storyvid.workshop import Workshop

KEPT = "kept"  # the tile of a pick that is none of the scene's takes
_MOST = 300
_STORIES = 8  # as many as are open in this process and not edited just now
_asked: dict[int, tuple[Story | None, dict[tuple[str, int], tuple[ImageRecipe, ...]]]] = {}


@dataclass(frozen=True, kw_only=True)
class Take:
    """One take, and where it is."""

    recipe: ImageRecipe
    state: str  # of workshop.state_of


def takes_of(story: Story, scene: Scene, workshop: Workshop) -> tuple[Take, ...]:
    """The takes that are made or on their way, in seed order from seed 1, gaps included."""
    found: list[Take] = []
    last = 0
    while len(found) - last < story.takes and len(found) < _MOST:
        for recipe in _batch(story, scene, len(found) + 1):
            found.append(Take(recipe=recipe, state=workshop.state_of(recipe)))
            if found[-1].state != "absent":
                last = len(found)
    return tuple(found[:last])


def _batch(story: Story, scene: Scene, first_seed: int) -> tuple[ImageRecipe, ...]:
    """The story's number of takes from a seed on, kept while the story is the same: a page asks again and again."""
    held, asked = _asked.get(id(story), (None, {}))
    if held is not story:
        while len(_asked) >= _STORIES:
            _asked.pop(next(iter(_asked)), None)
        asked = {}
        _asked[id(story)] = (story, asked)
    if (scene.id, first_seed) not in asked:
        asked[scene.id, first_seed] = takes(story, scene, story.takes, first_seed=first_seed)
    return asked[scene.id, first_seed]


def more_of(story: Story, scene: Scene, there: Sequence[Take]) -> tuple[ImageRecipe, ...]:
    """What "paint" wants: the first batch while it is not whole, what failed in it included, then the next seeds."""
    whole = len(there) >= story.takes and all(take.state == "made" for take in there[: story.takes])
    return takes(story, scene, story.takes, first_seed=len(there) + 1 if whole else 1)


def unmade(wanted: Sequence[ImageRecipe], there: Sequence[Take]) -> list[ImageRecipe]:
    """Those of the wanted takes that are not made yet."""
    made = {take.recipe for take in there if take.state == "made"}
    return [recipe for recipe in wanted if recipe not in made]


def frame_of(story: Story, scene: Scene, there: Sequence[Take], project: Project) -> Frame:
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
        url=_face(project, scene, made),
        share=len(made) / len(there) if going else None,
    )


def _face(project: Project, scene: Scene, made: Sequence[Take]) -> str | None:
    """The picture that stands for a scene: its pick, else its first take, else what its takes will start from."""
    pictures = (scene.picked, made[0].recipe if made else None, scene.start.picture if scene.start else None)
    return next((url for picture in pictures if (url := media.small(project, picture))), None)


def ratio(story: Story) -> tuple[int, int]:
    """Width to height of the story's format."""
    width, height = SIZES[story.cut.format]
    return width, height


def picture_called(story: Story, scene: Scene, tile: str) -> Picture | None:
    """The picture behind a tile's id; None for the pick of a scene that has none any more."""
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


def number_of(story: Story, scene_id: str) -> int:
    """The scene's number, from 1."""
    return 1 + [scene.id for scene in story.scenes].index(scene_id)
