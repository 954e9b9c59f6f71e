"""The takes of every scene as the pictures page shows them: which there are, and what state each scene is in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from storyvid.plan import from_earlier_prompt, from_other_format, takes
from storyvid.project import Project
from storyvid.recipes import ImageRecipe, Picture, key_of
from storyvid.story import SIZES, Scene, Story, once, places
from storyvid.ui import media
from storyvid.ui.views import Frame, Section
from storyvid.workshop import Standing, Workshop

KEPT = "kept"  # the tile of a pick that is none of the scene's takes
_MOST = 300
WHOLE, SECTION, BESIDE = 50, 25, 4  # scenes: shown all at once; in a section of a longer story; shown around it
_BATCHES = 1024  # of takes, kept with their keys: an edit of one scene leaves the others' as they were


@dataclass(frozen=True, kw_only=True)
class Take:
    """One take, and where it is."""

    recipe: ImageRecipe
    state: str  # of workshop.state_of


def takes_of(story: Story, scene: Scene, workshop: Workshop) -> tuple[Take, ...]:
    """The takes that are made or on their way, in seed order from seed 1, gaps included."""
    return _takes_in(story, scene, workshop.standing())


def all_takes(story: Story, workshop: Workshop) -> dict[str, tuple[Take, ...]]:
    """`takes_of` every scene, by its id, with one look at the workshop."""
    standing = workshop.standing()
    return {scene.id: _takes_in(story, scene, standing) for scene in story.scenes}


def _takes_in(story: Story, scene: Scene, standing: Standing) -> tuple[Take, ...]:
    recipes: list[ImageRecipe] = []
    states: list[str] = []
    last = 0
    while len(recipes) - last < story.takes and len(recipes) < _MOST:
        batch = _batch(story, scene, len(recipes) + 1)
        recipes += batch
        states += [standing.of(key_of(recipe)) for recipe in batch]
        last = max((at for at, state in enumerate(states, 1) if state != "absent"), default=0)
    seen = _seen(story).get(scene.id)
    if seen is None or seen[0] is not scene or seen[1] != states[:last]:
        there = tuple(Take(recipe=recipe, state=state) for recipe, state in zip(recipes[:last], states, strict=False))
        seen = _seen(story)[scene.id] = (scene, states[:last], there)
    return seen[2]


@once
def _seen(story: Story) -> dict[str, tuple[Scene, list[str], tuple[Take, ...]]]:
    """What there was of each scene's takes when the page was drawn last: mostly nothing has changed since."""
    return {}


@once
def _batches(story: Story) -> dict[tuple[str, int], tuple[Scene, tuple[ImageRecipe, ...]]]:
    """The takes that were asked for already, by scene and first seed."""
    return {}


def _batch(story: Story, scene: Scene, first_seed: int) -> tuple[ImageRecipe, ...]:
    """The story's number of takes from a seed on."""
    known = _batches(story)
    held = known.get((scene.id, first_seed))
    if held is None or held[0] is not scene:
        first = takes(story, scene, 1, first_seed=first_seed)[0]
        held = known[scene.id, first_seed] = (scene, _seeded(first, story.takes))
    return held[1]


@lru_cache(maxsize=_BATCHES)
def _seeded(first: ImageRecipe, count: int) -> tuple[ImageRecipe, ...]:
    return (first, *(replace(first, seed=seed) for seed in range(first.seed + 1, first.seed + count)))


def more_of(story: Story, scene: Scene, there: Sequence[Take]) -> tuple[ImageRecipe, ...]:
    """What "paint" wants: the first batch while it is not whole, what failed in it included, then the next seeds."""
    whole = len(there) >= story.takes and all(take.state == "made" for take in there[: story.takes])
    return takes(story, scene, story.takes, first_seed=len(there) + 1 if whole else 1)


def unmade(wanted: Sequence[ImageRecipe], there: Sequence[Take]) -> list[ImageRecipe]:
    """Those of the wanted takes that are not made yet."""
    made = {key_of(take.recipe) for take in there if take.state == "made"}
    return [recipe for recipe in wanted if key_of(recipe) not in made]


def still_absent(story: Story, scene: Scene, there: Sequence[Take]) -> list[ImageRecipe]:
    """Those of the scene's first batch that are neither made nor on their way."""
    first = _batch(story, scene, 1)
    known = {at for at, take in enumerate(there[: len(first)]) if take.state not in ("absent", "failed")}
    return [recipe for at, recipe in enumerate(first) if at not in known]


def frame_of(story: Story, scene: Scene, there: Sequence[Take], project: Project) -> Frame:
    """The scene in the filmstrip."""
    made = [take for take in there if take.state == "made"]
    state, word = state_of(story, scene, there)
    return Frame(
        id=scene.id,
        number=number_of(story, scene.id),
        text=scene.text,
        state=state,  # type: ignore[arg-type]
        word=word,
        picked=scene.picked is not None,
        url=_face(project, scene, made),
        share=len(made) / len(there) if state == "painting" else None,
    )


def state_of(story: Story, scene: Scene, there: Sequence[Take]) -> tuple[str, str]:
    """What state a scene's pictures are in, and the word for it."""
    states = [take.state for take in there]
    if "waiting" in states or "running" in states:
        return "painting", f"{states.count('made')}/{len(states)}"
    if scene.picked is not None and is_earlier(story, scene):
        return "earlier", "old painter" if by_other_painter(story, scene) else "old prompt"
    if scene.picked is not None:
        return "picked", "reframed" if from_other_format(story, scene) else "picked"
    if "made" in states:
        return "to-pick", "to pick"
    return ("failed", "failed") if "failed" in states else ("unpainted", "unpainted")


def window(story: Story, here: str) -> tuple[Scene, ...]:
    """The scenes that the filmstrip shows: all of a short story; of a long one, the section that is open."""
    if len(story.scenes) <= WHOLE:
        return story.scenes
    first = places(story)[here] // SECTION * SECTION
    return story.scenes[max(0, first - BESIDE) : first + SECTION + BESIDE]


def sections(story: Story, by_scene: Mapping[str, Sequence[Take]]) -> list[Section]:
    """A long story in sections, to jump to; none of a short one."""
    if len(story.scenes) <= WHOLE:
        return []
    return [
        _section(story, story.scenes[first : first + SECTION], first + 1, by_scene)
        for first in range(0, len(story.scenes), SECTION)
    ]


def _section(story: Story, scenes: Sequence[Scene], first: int, by_scene: Mapping[str, Sequence[Take]]) -> Section:
    states = [state_of(story, scene, by_scene[scene.id])[0] for scene in scenes]
    unpicked = [scene.id for scene in scenes if scene.picked is None]
    return Section(
        first=first,
        last=first + len(scenes) - 1,
        open=(unpicked or [scenes[0].id])[0],
        ids=[scene.id for scene in scenes],
        picked=len(scenes) - len(unpicked),
        painting=states.count("painting"),
        failed=states.count("failed"),
    )


@once
def _earlier(story: Story) -> dict[str, tuple[Scene, bool]]:
    """Which picks are known to be from an earlier prompt, or not."""
    return {}


def is_earlier(story: Story, scene: Scene) -> bool:
    """Whether the scene's pick is from an earlier prompt, worked out once."""
    known = _earlier(story)
    if scene.id not in known or known[scene.id][0] is not scene:
        known[scene.id] = (scene, from_earlier_prompt(story, scene))
    return known[scene.id][1]


def by_other_painter(story: Story, scene: Scene) -> bool:
    """Whether it is who paints, or a newer edition of that, which makes an earlier pick one: its words are today's."""
    words = takes(story, scene, 1)[0].parts
    return isinstance(scene.picked, ImageRecipe) and scene.picked.parts == words


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
    return [scene for scene in story.scenes if scene.picked is None or is_earlier(story, scene)]


def next_unpicked(story: Story, after: str) -> str:
    """The next scene without a pick, round the end; the scene itself when every one has its pick."""
    ids = [scene.id for scene in story.scenes]
    at = ids.index(after) if after in ids else -1
    rest = [*story.scenes[at + 1 :], *story.scenes[: at + 1]]
    return next((scene.id for scene in rest if scene.picked is None), after)


def number_of(story: Story, scene_id: str) -> int:
    """The scene's number, from 1."""
    return 1 + places(story)[scene_id]
