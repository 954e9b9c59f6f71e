"""Going from page to page, hastily too: the page that was asked for comes, and stays."""

import re

import pytest
from playwright.sync_api import Page, expect

from storyvid.story import Scene, Story
from tests.browser.conftest import at_rest

STEPS = ("Characters", "Sound", "Story", "Film", "Pictures")


@pytest.mark.timeout(170)
def test_a_step_that_is_pressed_twice_opens_its_page_once_and_for_good(server, page: Page):
    project = server.project()
    page.goto(server.page("Story", project))
    for name in STEPS:
        at_rest(page)
        page.get_by_role("link", name=name).click()
        page.wait_for_timeout(60)  # the first press has been told, and is being answered
        page.get_by_role("link", name=name).click()
        page.wait_for_url(re.compile(f"/{name}[?]"))
        expect(page.locator("[aria-current=step]")).to_have_attribute("aria-label", re.compile(f"^{name}:"))
        page.wait_for_timeout(300)
        its_own = page.get_by_text("The screen is dark") if name == "Film" else page.locator(".st-key-onward")
        expect(its_own).to_be_visible()


def test_by_night_what_is_written_on_a_primary_button_is_ink(server, page: Page):
    page.emulate_media(color_scheme="dark")
    page.goto(server.address)
    button = page.get_by_role("button", name="Make scenes", exact=True)
    expect(button).to_have_css("background-color", "rgb(217, 105, 76)")
    expect(button).to_have_css("color", "rgb(26, 23, 21)")
    page.get_by_role("button", name="Import a project").click()  # also where Streamlit draws outside of its page
    page.set_viewport_size({"width": 390, "height": 844})
    expect(button).to_have_css("color", "rgb(26, 23, 21)")


def test_choices_say_what_they_stand_at_after_a_rename_and_elsewhere(server, page: Page):
    """A browser goes on showing the title that an option had, and takes None for nothing chosen."""
    page.goto(server.page("Characters", server.project()))
    page.get_by_role("button", name="Accept all").click()
    name = page.get_by_role("textbox", name="Name", exact=True)
    expect(name).to_have_value("Mira")
    name.fill("Mara")
    name.blur()
    expect(page.get_by_role("combobox", name="Character", exact=True)).to_have_value(re.compile("^Mara ·"))
    for step in ("Sound", "Characters"):
        at_rest(page)
        page.get_by_role("link", name=step).click()
        page.wait_for_url(re.compile(f"/{step}[?]"))
        voices = page.get_by_role("combobox", name="Voice of what they say")
        expect(voices.first).to_have_value("The narrator's")


def test_at_the_foot_of_a_long_story_its_next_scenes_are_one_press_away(server, page: Page):
    scenes = tuple(Scene(id=f"s{at}", text=f"Mira found door number {at}.") for at in range(1, 46))
    project = server.shelf.create(Story(title="Doors", scenes=scenes))
    page.goto(server.page("Story", project))
    expect(page.get_by_text("Scene 20", exact=True)).to_be_visible()
    page.get_by_role("button", name="Scenes 21 to 40").click()
    expect(page.get_by_text("Scene 21", exact=True)).to_be_in_viewport()
    expect(page.get_by_text("Scenes 21 to 40 of 45")).to_be_in_viewport()
    page.get_by_role("button", name="Scenes 41 to 45").click()
    expect(page.get_by_text("Scene 45", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Scenes 21 to 40")).to_be_visible()
    expect(page.locator(".foot .on")).to_be_hidden()
