"""A story made with an engine that is missing here still opens, shows its takes, and says what is missing."""

from dataclasses import replace

import pytest

from storyvid import edits, models
from storyvid.errors import ModelNotInstalled
from storyvid.models import full_name
from storyvid.plan import takes, takes_made
from storyvid.project import Project
from storyvid.workshop import workshop_for
from tests.images.services.loopback import png
from tests.pages.conftest import fresh, went_well

PAGES = ("1_Story", "2_Characters", "3_Pictures", "4_Sound", "5_Film")


def painted_by(project: Project, name: str, revision: str) -> Project:
    """The project as if an engine had painted three takes of its first scene, the second of which was picked."""
    story = replace(project.story, image_model=name, image_options=(("model", "m-1"),))
    scene = story.scenes[0]
    made = [replace(recipe, model=f"{name}@{revision}") for recipe in takes(story, scene, 3)]
    for recipe in made:
        project.store.adopt(recipe, png(90, 160), {"width": 90, "height": 160})
    story = edits.picked(story, scene.id, made[1])
    project.save(story, revision=project.revision, label="Pick")
    return project


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_and_keeps_what_was_painted_by_an_engine_nobody_knows_here(project, visit, page):
    painted_by(project, "dreamer", "7")
    assert went_well(visit(page, project))
    story = fresh(project)
    assert len(takes_made(story, story.scenes[0], project.store)) == 3
    assert story.scenes[0].picked and story.scenes[0].picked.model == "dreamer@7"


def told_on_the_look_tab(visit, project) -> list[str]:
    app = visit("1_Story", project)
    app.session_state["story-tab"] = "Look and format"
    return [one.value.replace("\\", "") for one in app.run().info]


def test_the_story_page_says_what_is_missing(project, visit):
    painted_by(project, "dreamer", "7")
    told = told_on_the_look_tab(visit, project)
    assert any("dreamer" in text and "not installed here" in text for text in told)


def test_a_service_without_its_key_is_named_with_the_one_command(project, visit, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    painted_by(project, "openai", full_name("images", "openai").partition("@")[2])
    told = told_on_the_look_tab(visit, project)
    assert any("export OPENAI_API_KEY=your-key" in text for text in told)


def test_painting_with_it_fails_with_what_to_do_and_leaves_the_takes_alone(project):
    painted_by(project, "dreamer", "7")
    workshop = workshop_for(project.folder)
    wanted = takes(fresh(project), fresh(project).scenes[0], 4)
    workshop.want(wanted)
    assert workshop.wait(60)
    (failure,) = workshop.status().failed.values()
    assert 'No image model "dreamer' in failure.message and "storyboard" in failure.message
    assert all(project.store.has(recipe) for recipe in wanted[:3])


def test_what_an_engine_lacks_is_said_in_the_same_words_everywhere(project, visit, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    card = models.card("images", "openai")
    painted_by(project, "openai", card.full_name.partition("@")[2])
    pictures, settings = visit("3_Pictures", project), visit("6_Settings", project)
    assert any(card.lacking in one.value.replace("\\", "") for one in pictures.markdown)
    assert any(card.lacking in one.value.replace("\\", "") for one in settings.caption)
    assert all(card.remedy in [one.value for one in app.code] for app in (pictures, settings))
    with pytest.raises(ModelNotInstalled) as told:
        models.find("images", "openai")
    assert str(told.value).startswith(card.lacking) and card.remedy in str(told.value)
