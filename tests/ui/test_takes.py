"""The takes of many scenes: known with one look, the filmstrip a window on a long story."""

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from storyvid import edits
from storyvid.plan import takes
from storyvid.project import Project
from storyvid.recipes import key_of
from storyvid.story import Scene, Story
from storyvid.ui.takes import WHOLE, all_takes, sections, still_absent, takes_of, window
from storyvid.workshop import Workshop


def story_of(count: int) -> Story:
    return Story(takes=3, scenes=tuple(Scene(id=f"s{at}", text=f"Hill number {at}.") for at in range(1, count + 1)))


@pytest.fixture
def project(tmp_path) -> Project:
    return Project.create(tmp_path / "p", story_of(60))


@pytest.fixture
def workshop(project):
    workshop = Workshop(project.folder, cpu_workers=1)
    yield workshop
    workshop.close()


def paint(project, recipe) -> None:
    written = io.BytesIO()
    Image.new("RGB", (9, 16), "red").save(written, "PNG")
    project.store.adopt(recipe, written.getvalue())


def states(there) -> list[tuple[int, str]]:
    return [(take.recipe.seed, take.state) for take in there]


def test_all_takes_are_those_of_each_scene_and_news_is_seen(project, workshop):
    story, scene = project.story, project.story.scenes[7]
    assert not any(all_takes(story, workshop).values())
    for seed in (2, 5):
        paint(project, takes(story, scene, 1, first_seed=seed)[0])
    there = all_takes(story, workshop)
    assert {name for name, held in there.items() if held} == {scene.id}
    assert states(there[scene.id]) == [(1, "absent"), (2, "made"), (3, "absent"), (4, "absent"), (5, "made")]
    assert there[scene.id] == takes_of(story, scene, workshop)
    assert all_takes(story, workshop)[scene.id] is there[scene.id]  # nothing new: nothing is made anew
    project.store.remove(key_of(there[scene.id][4].recipe))
    assert states(takes_of(story, scene, workshop)) == [(1, "absent"), (2, "made")]


def test_an_edited_scene_has_other_takes_and_the_rest_keep_theirs(project, workshop):
    story, scene, other = project.story, project.story.scenes[0], project.story.scenes[1]
    for one in (scene, other):
        paint(project, takes(story, one, 1)[0])
    assert len(all_takes(story, workshop)[scene.id]) == 1
    changed = edits.prompted(story, scene.id, "a wolf")
    there = all_takes(changed, workshop)
    assert not there[scene.id] and states(there[other.id]) == [(1, "made")]
    assert takes_of(story, replace(scene, prompt="a wolf"), workshop) == ()


def test_what_is_still_absent_is_what_painting_would_have_made(project, workshop):
    story, scene = project.story, project.story.scenes[0]
    paint(project, takes(story, scene, 2)[1])
    absent = still_absent(story, scene, takes_of(story, scene, workshop))
    assert [recipe.seed for recipe in absent] == [1, 3]


@given(st.integers(1, 500), st.data())
def test_the_strip_shows_the_open_scene_with_those_around_it_and_sections_hold_every_scene_once(count, data):
    story = story_of(count)
    at = data.draw(st.integers(0, count - 1))
    here = story.scenes[at]
    shown = window(story, here.id)
    assert here in shown and len(shown) <= max(WHOLE, 33)
    first = story.scenes.index(shown[0])
    assert shown == story.scenes[first : first + len(shown)]
    assert count > WHOLE or shown == story.scenes
    picked = edits.picked(story, here.id, takes(story, here, 1)[0])
    parts = sections(picked, {scene.id: () for scene in story.scenes})
    assert bool(parts) == (count > WHOLE)
    if parts:
        assert [name for part in parts for name in part.ids] == [scene.id for scene in story.scenes]
        assert [part.last + 1 for part in parts[:-1]] == [part.first for part in parts[1:]] and parts[-1].last == count
        assert [part.picked for part in parts] == [int(here.id in part.ids) for part in parts]
        assert all(part.open in part.ids and (part.open != here.id or len(part.ids) == 1) for part in parts)
