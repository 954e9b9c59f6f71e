"""Without a mouse: through a long story's sections, to a pick, and through the cast; the text stays in sight."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from storyvid.plan import takes
from storyvid.project import Project
from storyvid.story import Character, Mention, Scene, Story
from tests.browser.test_mention_editor import saved


@pytest.fixture
def long_one(server) -> Project:
    """A story of 120 scenes, with takes for scene 30."""
    scenes = tuple(Scene(id=f"s{at}", text=f"Mira came to hill number {at}.") for at in range(1, 121))
    mentions = tuple(Mention(scene=scene.id, start=0, end=4) for scene in scenes)
    cast = (Character(id="c1", name="Mira", mentions=mentions), Character(id="c2", name="Hill"))
    project = server.shelf.create(Story(title="Hills", takes=3, reader="rules", scenes=scenes, characters=cast))
    for recipe in takes(project.story, scenes[29]):
        written = io.BytesIO()
        Image.new("RGB", (54, 96), (recipe.seed * 60, 90, 140)).save(written, "PNG")
        project.store.adopt(recipe, written.getvalue())
    return project


def test_a_scene_far_on_is_reached_and_picked_by_keys_alone(server, page: Page, long_one):
    page.goto(server.page("Pictures", long_one))
    expect(page.locator(".section")).to_have_count(5)
    expect(page.locator(".strip .scene")).to_have_count(29)
    page.locator(".section.here").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".section").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".strip .here .number")).to_have_text("26")
    page.keyboard.press("Tab")  # from the sections to the scene that is open: one stop for all scenes
    expect(page.locator(".strip .here")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    focused = page.locator(".strip .scene:focus")
    expect(focused.locator(".number")).to_have_text("30")
    assert focused.locator(".face").evaluate("(face) => getComputedStyle(face).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".take.ready")).to_have_count(3)
    page.keyboard.press("2")
    expect(page.locator('.take[data-id="2"]')).to_have_attribute("aria-selected", "true")
    story = saved(long_one, lambda story: story.scenes[29].picked)
    assert story.scenes[29].picked.seed == 2
    expect(page.locator(".section").nth(1)).to_have_attribute("aria-label", "Scenes 26 to 50: 1 of 25 picked")


def test_the_cast_is_one_stop_and_the_text_stays_in_sight_beside_a_long_card(server, page: Page, long_one):
    page.goto(server.page("Characters", long_one))
    page.locator(".chip.selected").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".chip", has_text="Hill")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".story mark").first).to_be_focused()
    assert page.locator(".story mark").first.evaluate("(mark) => getComputedStyle(mark).outlineStyle") == "solid"
    page.get_by_text("120 prompts").click()
    expect(page.locator(".rest .row")).to_have_count(120)
    page.locator(".rest .row").last.scroll_into_view_if_needed()
    expect(page.locator(".modes")).to_be_in_viewport()
    expect(page.locator(".story mark").first).to_be_in_viewport()


def test_a_colour_is_chosen_with_the_arrows_and_the_keyboard_stays_there(server, page: Page, long_one):
    page.goto(server.page("Characters", long_one))
    page.locator(".colours [aria-checked='true']").focus()
    for colour in ("blue", "green"):
        page.keyboard.press("ArrowRight")
        saved(long_one, lambda story, colour=colour: story.character("c1").colour == colour)
        expect(page.locator(f".colours [aria-checked='true'][title^='{colour}']")).to_be_focused()
