"""Choosing who paints, in a real browser: what is chosen stays open to be set."""

from playwright.sync_api import Page, expect

from storyvid.project import Project


def test_the_choice_of_who_paints_stays_open_when_another_is_chosen(server, page: Page):
    project = server.project()
    page.goto(server.page("Pictures", project))
    page.get_by_role("button", name="Who paints").click()
    page.get_by_role("radiogroup").get_by_text("Diffusers, on this machine", exact=True).click()
    expect(page.locator(".st-key-picture-acts")).to_contain_text("Diffusers, on this machine")
    expect(page.get_by_role("combobox", name="How")).to_be_visible()
    assert Project.open(project.folder).story.image_model == "diffusers"
    page.get_by_role("radiogroup").get_by_text("Storyboard").click()
    expect(page.get_by_role("combobox", name="How")).to_have_count(0)
    expect(page.get_by_role("radiogroup")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("radiogroup")).to_have_count(0)
