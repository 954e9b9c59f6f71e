"""Painting over a take and cropping a picture, with mouse and keyboard, on the page."""

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from storyvid.plan import takes
from storyvid.project import Project
from storyvid.settings import default_options
from storyvid.ui.take_start import sketches
from tests.browser.conftest import bring


@pytest.fixture
def project(server) -> Project:
    """A project of a model that repaints, with two takes in the store."""
    project = server.project(takes=2, image_model="a1111", image_options=default_options("a1111"))
    for recipe in takes(project.story, project.story.scenes[0]):
        scratch = project.store.scratch(recipe)
        Image.new("RGB", (270, 480), (recipe.seed * 60, 90, 140)).save(scratch)
        project.store.adopt(recipe, scratch)
    return project


def stroke(page: Page) -> None:
    """A stroke of the brush across the canvas, a quarter down; hovering waits until the canvas has come to rest."""
    canvas = page.locator("canvas")
    expect(page.locator(".painter img")).to_have_js_property("complete", True)
    canvas.hover(position={"x": 20, "y": 5})
    box = canvas.bounding_box()
    quarter = box["height"] / 4
    canvas.hover(position={"x": 5, "y": quarter})
    page.mouse.down()
    canvas.hover(position={"x": box["width"] - 5, "y": quarter})
    page.mouse.up()


def test_what_is_painted_over_becomes_the_mask(server, page: Page, project: Project):
    page.goto(server.page("Pictures", project))
    expect(page.locator(".take.ready")).to_have_count(2)
    page.get_by_role("button", name="Paint over").click()
    use = page.get_by_role("button", name="Paint this part anew")
    expect(use).to_be_disabled()
    stroke(page)
    expect(use).to_be_enabled()
    page.keyboard.press("u")
    expect(use).to_be_disabled()
    stroke(page)
    use.click()
    expect(page.get_by_text("A part painted anew")).to_be_visible()
    start = Project.open(project.folder).story.scenes[0].start
    with Image.open(project.store.path(start.mask)) as mask:
        grey = mask.convert("L")
        assert grey.size == (1080, 1920)
        assert (grey.getpixel((540, 480)), grey.getpixel((540, 1400))) == (255, 0)
    page.get_by_role("button", name="Back to all takes").click()
    expect(page.locator(".take.ready")).to_have_count(2)


def test_a_picture_of_another_shape_is_cropped(server, page: Page, project: Project, tmp_path):
    wide = Image.new("RGB", (800, 400), "#2f6690")
    wide.paste("#b3412a", (400, 0, 800, 400))
    wide.save(tmp_path / "wide.png")
    page.goto(server.page("Pictures", project))
    page.get_by_role("button", name="Use my own picture").click()
    bring(page, tmp_path / "wide.png")
    window = page.get_by_role("group", name="What the film shows")
    expect(window).to_be_visible()
    page.keyboard.press("Escape")
    window.focus()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Use this part").click()
    expect(page.locator(".sheet")).to_be_visible()
    picked = Project.open(project.folder).story.scenes[0].picked
    with Image.open(project.store.path(picked)) as image:
        assert abs(image.width / image.height - 9 / 16) < 0.01
        assert image.convert("RGB").getpixel((5, 5)) == (0xB3, 0x41, 0x2A)


def test_a_sketch_is_chosen_to_be_followed(server, page: Page, project: Project):
    for recipe in sketches(project.story, project.story.scenes[0]):
        scratch = project.store.scratch(recipe)
        Image.new("RGB", (270, 480), (recipe.seed * 30, 120, 90)).save(scratch)
        project.store.adopt(recipe, scratch)
    page.goto(server.page("Pictures", project))
    page.get_by_role("button", name="Follow a sketch").click()
    page.get_by_role("radio").nth(2).click()
    expect(page.get_by_text("Takes that follow a sketch")).to_be_visible()
    expect(page.get_by_role("radio").nth(2)).to_be_checked()
    start = Project.open(project.folder).story.scenes[0].start
    assert (start.use, start.picture.seed) == ("compose", 3)
