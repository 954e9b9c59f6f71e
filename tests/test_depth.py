"""Depth: a model of this machine looks into pictures once, and the film goes on without it where it fails."""

import logging
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from storyvid import makers, plan, settings
from storyvid.doctor import diagnosis
from storyvid.errors import ModelNotInstalled
from storyvid.film import frames, stack
from storyvid.images import depth
from storyvid.needs import needs
from storyvid.project import Project
from storyvid.recipes import ClipRecipe, DepthRecipe, ImageRecipe, Part, Shot, key_of
from storyvid.store import Store
from storyvid.story import Scene, with_scene
from storyvid.workshop import Workshop, order_id
from tests import tiny_depth
from tests.film.conftest import painting
from tests.plugged import picture
from tests.test_orders import SOON_S, story

logging.getLogger("transformers").setLevel(logging.ERROR)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return tiny_depth.depth_anything(tmp_path_factory.mktemp("models") / "tiny-depth")


@pytest.fixture(autouse=True)
def none_chosen():
    yield
    choose("")


def choose(folder) -> None:
    settings.change(lambda held: held.with_values("depth", model=str(folder)))


def moving(**fields):
    """A story whose pictures are brought or painted, and move."""
    told = story(**fields)
    return replace(told, scenes=tuple(replace(scene, motion="drift") for scene in told.scenes))


def made(store: Store, recipe: DepthRecipe, seed: int = 1) -> np.ndarray:
    if not store.has(recipe.picture):
        path = store.folder.parent / f"{seed}.png"
        painting(300, 400, seed=seed).save(path)
        store.adopt(recipe.picture, path.read_bytes())
    for result in makers.make([recipe], store, progress=lambda share: None):
        store.adopt(result.recipe, result.content, result.facts)
    with Image.open(store.path(recipe)) as image:
        assert image.mode == "L"
        return np.asarray(image)


@pytest.mark.parametrize("metric", [False, True])
def test_a_model_in_a_folder_maps_a_picture_the_same_each_time(tmp_path, tmp_path_factory, metric):
    choose(tiny_depth.depth_anything(tmp_path_factory.mktemp("models") / "tiny-depth", metric=metric))
    recipe = DepthRecipe(model=depth.full_name(), picture=picture())
    assert recipe.model.startswith("tiny-depth@") and "/" not in recipe.model
    assert needs(recipe) == (recipe.picture,)
    grey = made(Store(tmp_path / "assets"), recipe)
    assert grey.shape == (400, 300) and (grey.min(), grey.max()) == (0, 255) and grey.std() > 10
    store = Store(tmp_path / "others")
    assert np.array_equal(made(store, recipe), grey)
    assert store.facts(recipe) == {"width": 300, "height": 400, "revision": recipe.model}


def test_what_tells_metres_is_turned_over(tmp_path_factory):
    folders = [tmp_path_factory.mktemp(name) for name in ("relative", "metric")]
    near, far = (
        depth.Look(str(tiny_depth.depth_anything(folder, metric=folder is folders[1]))).nearness(painting())
        for folder in folders
    )
    assert np.corrcoef(near.ravel(), far.ravel())[0, 1] < -0.5


def test_by_default_nothing_is_looked_into_and_keys_are_as_they_were():
    assert depth.full_name() == depth.remedy() == "" and plan.depths_of(moving()) == ()
    shot = Shot(picture=picture(), width=540, height=960, fps=30, frames=30, motion="drift")
    clip = ClipRecipe(shot=shot, start_frame=0, end_frame=30)
    assert key_of(clip) == "f701a6c2e0f02d19deac430607ddbc26c4ff42b3"
    assert (
        key_of(replace(clip, shot=replace(shot, depth=DepthRecipe(model="m@1", picture=shot.picture))))
        != "f701a6c2e0f02d19deac430607ddbc26c4ff42b3"
    )


def test_a_model_that_is_not_here_says_how_it_is_brought(tmp_path):
    choose("nobody/no-such-depth@abc")
    assert depth.full_name() == "" and depth.remedy() == "hf download nobody/no-such-depth --revision abc"
    assert plan.depths_of(moving()) == ()
    with pytest.raises(ModelNotInstalled, match="not the depth model of this machine"):
        made(Store(tmp_path / "assets"), DepthRecipe(model="tiny-depth@elsewhere", picture=picture()))


def test_the_doctor_tells_of_the_model_and_what_brings_it(tiny, tmp_path):
    def told():
        found = [finding for finding in diagnosis(tmp_path).findings if finding.what == "depth model"]
        return found[0].ok, found[0].found, found[0].remedy

    assert told() == (True, "none chosen: pictures move as one", "")
    choose("nobody/no-such-depth")
    assert told()[1:] == ("nobody/no-such-depth is not here: pictures move as one", "hf download nobody/no-such-depth")
    choose(tiny)
    assert told() == (True, depth.full_name(), "")


def test_a_segment_is_filmed_by_what_the_model_saw_the_same_each_time(tiny, tmp_path):
    choose(tiny)
    films = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        store = Store(tmp_path / name / "assets")
        recipe = DepthRecipe(model=depth.full_name(), picture=picture())
        made(store, recipe)
        shot = Shot(picture=recipe.picture, width=144, height=256, fps=30, frames=8, motion="drift", depth=recipe)
        assert isinstance(frames.source_of(shot, store).picture, stack.Stack)
        clip = ClipRecipe(shot=shot, start_frame=0, end_frame=8, quality="preview")
        for result in makers.make([clip], store, progress=lambda share: None):
            films.append(store.adopt(result.recipe, result.content, result.facts).read_bytes())
        assert store.facts(clip)["frames"] == 8
    assert films[0] == films[1]


def test_a_folder_with_pickled_weights_is_no_depth_model(tiny, tmp_path):
    import torch
    from safetensors.torch import load_file

    for name in ("config.json", "preprocessor_config.json"):
        (tmp_path / name).write_bytes((tiny / name).read_bytes())
    torch.save(load_file(tiny / "model.safetensors"), tmp_path / "pytorch_model.bin")
    choose(tmp_path)
    assert depth.full_name() == ""
    with pytest.raises(OSError):
        depth.Look(str(tmp_path))


def test_the_plan_asks_for_depth_first_and_films_by_it_once_it_is_there(tiny, tmp_path):
    choose(tiny)
    told = moving()
    held = with_scene(told, replace(told.scenes[1], motion="hold"))
    layered = ImageRecipe(
        model=plan.takes(replace(told, image_model="storyboard"), told.scenes[0], 1)[0].model,
        parts=(Part(source="scene", text="a fox"),),
        width=64,
        height=64,
        seed=1,
    )
    assert [one.picture for one in plan.depths_of(held)] == [told.scenes[0].picked]
    assert plan.depths_of(with_scene(held, replace(told.scenes[0], picked=layered))) == ()
    assert set(plan.depths_of(told)) < set(plan.wanted_for_film(told, Store(tmp_path / "assets"), "preview"))


def test_a_film_is_made_where_the_depth_model_fails_and_by_depth_where_it_works(tiny, tmp_path):
    project = Project.create(tmp_path / "p")
    workshop, told = Workshop(project.folder, cpu_workers=1), moving(scenes=2)
    flat_order = order_id(told, "preview")
    choose(cut_off(tiny, tmp_path / "broken"))
    order = workshop.want_film(told, quality="preview")
    assert workshop.wait(SOON_S) and order != flat_order
    flat = workshop.film_state(order)
    assert flat.state == "made" and flat.message == "Scenes 1, 2 move as one: the depth model failed there."
    failures = [workshop.failure_of(one).message for one in plan.depths_of(told)]
    assert all("broken cannot be used as a depth model" in message for message in failures)
    choose(tiny)
    order = workshop.want_film(told, quality="preview")
    assert workshop.wait(SOON_S)
    deep = workshop.film_state(order)
    assert (deep.state, deep.message) == ("made", "") and workshop.status().made["depth"] == 2
    shots = [piece.shot for piece in deep.film.segments if isinstance(piece, ClipRecipe)]
    assert [shot.depth for shot in shots] == list(plan.depths_of(told))
    choose("")
    assert plan.film_recipe(told, workshop.store, "preview") == flat.film
    workshop.close()


def cut_off(folder, to):
    """A model whose weights were not downloaded to the end."""
    to.mkdir()
    for path in folder.iterdir():
        (to / path.name).write_bytes(path.read_bytes()[: 2000 if path.suffix == ".safetensors" else None])
    return to


def test_a_film_waits_for_depth_unless_it_cannot_be_made(tiny, tmp_path):
    told, store = moving(scenes=1), Store(tmp_path / "assets")
    known = plan.WithoutVoice(store, frozenset(key_of(one) for one in plan.speeches_of(told, told.scenes[0])))
    film = plan.film_recipe(told, known, "preview")
    choose(tiny)
    assert plan.wanted_for_film(told, known, "preview") == plan.depths_of(told)
    without = frozenset(key_of(one) for one in plan.depths_of(told))
    assert plan.wanted_for_film(told, known, "preview", without=without) == (film,)


def test_a_scene_without_a_picture_has_no_depth(tiny):
    choose(tiny)
    assert plan.depths_of(replace(moving(), scenes=(Scene(id="s1", text="A fox."),))) == ()
