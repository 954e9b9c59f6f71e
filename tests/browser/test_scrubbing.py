"""A film on its way: the scene that the author goes to is filmed and played before the rest."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from storyvid.plan import scene_film, timeline_of
from storyvid.plan.film import shots_with_segments
from storyvid.project import Project
from storyvid.story import Cut, Sound, Story
from storyvid.ui.starting import story_from

SCENES, GONE_TO = 24, 20


def pictured(server) -> Project:
    """A project of many short scenes, each with a picture of the author's own."""
    lines = (f"The fox walked over hill number {at} and looked for the lantern." for at in range(1, SCENES + 1))
    text = "\n\n".join(lines)
    base = Story(title="Hills", sound=Sound(mood="none"), cut=Cut(format="1:1", fps=24))
    project = server.shelf.create(story_from(text, "Hills", base=base))
    assert len(project.story.scenes) == SCENES
    scenes = []
    for at, scene in enumerate(project.story.scenes):
        written = BytesIO()
        Image.new("RGB", (90, 90), (9 * at, 120, 200)).save(written, "PNG")
        scenes.append(replace(scene, picked=project.adopt_upload(written.getvalue(), "image")))
    project.save(replace(project.story, scenes=tuple(scenes)), revision=project.revision, label="Pictures")
    return project


@pytest.mark.timeout(400)
def test_a_late_scene_is_filmed_and_played_before_the_scenes_in_front_of_it(server, page: Page):
    project = pictured(server)
    page.goto(server.page("Film", project))
    page.get_by_role("button", name="Preview", exact=True).click()
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    scene = page.get_by_role("combobox", name="Scene", exact=True)
    scene.click()
    scene.fill(f"{GONE_TO} ·")
    page.get_by_role("option", name=f"{GONE_TO} ·").click()
    expect(scene).to_have_value(re.compile(f"{GONE_TO} ·"))
    expect(page.get_by_text("This scene by itself")).to_be_visible(timeout=240_000)
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    video = page.locator("video")
    expect(video).to_have_attribute("aria-label", f"Scene {GONE_TO}")
    video.evaluate("video => { video.muted = true; return video.play(); }")
    page.wait_for_function("video => video.currentTime > 0.3", arg=video.element_handle())
    lasts_ms = video.evaluate("video => video.duration") * 1000
    page.get_by_role("button", name="Cancel").click()  # and the scene goes, too

    story, store = project.story, project.store
    timeline = timeline_of(story, store)
    film = scene_film(story, store, story.scenes[GONE_TO - 1].id)
    assert abs(lasts_ms - store.facts(film)["duration_ms"]) < 50
    pieces = shots_with_segments(story, timeline, "preview")
    clips = [held[0] for at, held in enumerate(pieces, 1) if at != GONE_TO]
    ready_at = store.path(film).stat().st_mtime
    before = [clip for clip in clips if store.has(clip) and store.path(clip).stat().st_mtime <= ready_at]
    assert len(before) < SCENES // 2
