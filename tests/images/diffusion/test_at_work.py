"""At work: jobs through the worker that the workshop runs, with a real pipeline; one take may fail alone."""

from dataclasses import replace

import pytest

from storyvid import models, plan
from storyvid.claims import Claims
from storyvid.jobs import Failed, Job, Made, Stopped
from storyvid.recipes import Likeness, UploadRecipe, key_of
from storyvid.store import Store
from storyvid.story import Character, Mention, Scene, Story
from storyvid.worker import do
from tests.images.diffusion.conftest import take
from tests.images.diffusion.test_painting import Narrow


@pytest.fixture
def bench(tmp_path):
    """Runs a job as a worker does; gives the events but those of progress, and the store."""
    store, claims = Store(tmp_path / "assets"), Claims(tmp_path / "claims")

    def run(*recipes, stopped=frozenset(), stop_at: float = 2.0):
        events, keys = [], set(stopped)

        def say(event):
            events.append(event)
            if getattr(event, "share", 0.0) >= stop_at:
                keys.update(key_of(recipe) for recipe in recipes)

        do(Job(recipes=recipes), store, claims, say=say, stopped=keys)
        return [event for event in events if isinstance(event, (Made, Failed, Stopped))], store

    return run


def of_model(sha256: str, *seeds: int, **options):
    name = models.full_name("images", "diffusers")
    return [take(sha256, seed, model=name, options=options) for seed in seeds]


def test_a_job_of_takes_becomes_assets_with_the_revision_in_their_facts(sd15, bench):
    recipes = of_model(sd15, 1, 2, 3)
    events, store = bench(*recipes)
    assert [event.key for event in events] == [key_of(recipe) for recipe in recipes]
    assert all(isinstance(event, Made) for event in events)
    assert store.facts(recipes[0])["revision"] == sd15


def test_a_take_that_does_not_fit_fails_alone_and_the_others_are_made(sd15, bench):
    recipes = of_model(sd15, 1, 2, 3)
    model = models.find("images", "diffusers")
    bench(*of_model(sd15, 99))
    pipeline = model._studio.pipeline
    whole = pipeline.unet
    second_only = Narrow(whole, most=9)
    second_only.forward = _failing(second_only, calls=range(2, 100))
    pipeline.register_modules(unet=second_only)
    try:
        events, store = bench(*recipes)
    finally:
        pipeline.register_modules(unet=whole)
    kinds = [type(event) for event in events]
    assert kinds == [Made, Failed, Failed] and "not enough memory" in events[1].message
    assert store.has(recipes[0]) and not store.has(recipes[1])


def _failing(narrow: Narrow, *, calls: range):
    """The U-Net's forward that runs out of memory in some of its calls."""
    import torch

    seen = []

    def forward(*args, **kwargs):
        seen.append(1)
        if len(seen) - 1 in calls:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return narrow.unet(*args, **kwargs)

    return forward


def test_a_job_that_is_stopped_ends_within_a_step(sd15, bench):
    events, store = bench(*of_model(sd15, 1, 2, steps=50), stop_at=0.02)
    assert {type(event) for event in events} == {Stopped}
    events, _ = bench(*of_model(sd15, 1))
    assert isinstance(events[0], Made)


def story_of(**fields) -> Story:
    scene = Scene(id="s1", text="Anna walks.")
    anna = Character(id="c1", name="Anna", look="red hair", mentions=(Mention(scene="s1", start=0, end=4),))
    return Story(scenes=(scene,), characters=(replace(anna, **fields),), image_model="diffusers")


def test_takes_ask_with_the_references_and_likenesses_of_those_present():
    picture = UploadRecipe(media="image", sha256="a" * 64, suffix=".png")
    likeness = Likeness(weights="b" * 64, trainedness_percent=80)
    story = story_of(reference=picture, reference_percent=40, likeness=likeness)
    (recipe,) = plan.takes(story, story.scenes[0], 1)
    assert [(ref.picture, ref.name, ref.strength_percent) for ref in recipe.references] == [(picture, "Anna", 40)]
    assert [(held.name, held.trainedness_percent) for held in recipe.likenesses] == [("Anna", 80)]
    absent = replace(story, scenes=(replace(story.scenes[0], text="Nobody."),))
    absent = replace(absent, characters=(replace(absent.characters[0], mentions=()),))
    (recipe,) = plan.takes(absent, absent.scenes[0], 1)
    assert recipe.references == () and recipe.likenesses == ()


def test_a_scene_turns_a_likeness_up_and_down_and_off():
    story = story_of(likeness=Likeness(weights="b" * 64))
    for percent, wanted in ((30, [30]), (0, [])):
        scene = replace(story.scenes[0], trainedness=(("c1", percent),))
        (recipe,) = plan.takes(replace(story, scenes=(scene,)), scene, 1)
        assert [held.trainedness_percent for held in recipe.likenesses] == wanted


def test_the_storyboard_is_asked_as_before_whatever_characters_hold():
    picture = UploadRecipe(media="image", sha256="a" * 64, suffix=".png")
    plain = replace(story_of(), image_model="storyboard")
    dressed = replace(story_of(reference=picture, likeness=Likeness(weights="b" * 64)), image_model="storyboard")
    assert plan.takes(plain, plain.scenes[0], 2) == plan.takes(dressed, dressed.scenes[0], 2)
