"""Tabs, reloads, deep links and phones."""

import pytest
from playwright.sync_api import Page, expect

from storyvid.edits import retext
from storyvid.project import Project

PAGES = ("Story", "Characters", "Pictures", "Sound", "Film")


def test_a_deep_link_opens_the_project_and_every_step_keeps_it(server, page: Page):
    project = server.project()
    page.goto(server.page("Sound", project))
    expect(page.get_by_role("heading", name="The lantern", exact=True)).to_be_visible()
    for name in PAGES:
        page.get_by_role("link", name=f"{name}:").click()
        page.wait_for_url(f"**/{name}?project={project.folder.name}")
        expect(page.get_by_role("heading", name="The lantern", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="The lantern", exact=True)).to_be_visible()


def test_two_tabs_editing_one_project_lose_nothing(server, page: Page):
    project = server.project()
    page.goto(server.page("Story", project))
    words = page.get_by_role("textbox", name="Words of scene 1")
    expect(words).to_be_visible()
    other = Project.open(project.folder)
    other.save(retext(other.story, "s2", "A wolf came."), revision=other.revision, label="other tab")
    words.fill("Mira slept.")
    words.blur()
    expect(page.get_by_text("This project was changed in another tab.")).to_be_visible()
    page.get_by_role("button", name="Take theirs, then make my edit").click()
    expect(page.get_by_role("textbox", name="Words of scene 2")).to_have_value("A wolf came.")
    assert [scene.text for scene in Project.open(project.folder).story.scenes] == ["Mira slept.", "A wolf came."]


@pytest.mark.timeout(350)
def test_painting_goes_on_when_the_tab_closes_and_another_tab_finds_it(server, page: Page):
    project = server.project(takes=4)
    page.goto(server.page("Pictures", project))
    page.get_by_role("button", name="Paint 4 takes").click()
    expect(page.get_by_role("button", name="Stop painting this scene")).to_be_visible()
    again = page.context.new_page()
    page.close()
    again.goto(server.page("Pictures", project))
    expect(again.locator(".take.ready")).to_have_count(4, timeout=240_000)  # painters give way to whatever else runs


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone(server, chromium, name):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    phone = context.new_page()
    phone.goto(server.page(name, server.project()))
    expect(phone.get_by_role("heading", name="The lantern", exact=True)).to_be_visible(timeout=30_000)
    phone.wait_for_timeout(800)
    wide = phone.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    context.close()
    assert wide <= 390


def test_words_of_the_story_are_drawn_as_words(server, page: Page):
    project = server.project()
    nasty = "<img src=x onerror=document.title='owned'> **Anna** went :red[home]. She slept."
    project.save(retext(project.story, "s1", nasty), revision=project.revision, label="nasty")
    for name in ("Story", "Characters", "Pictures"):
        page.goto(server.page(name, project))
        expect(page.get_by_role("heading", name="The lantern", exact=True)).to_be_visible()
        page.wait_for_timeout(700)
        assert "owned" not in page.title()
        assert page.locator("img[src=x]").count() == 0
    expect(page.get_by_text("**Anna** went :red[home]").first).to_be_visible()
