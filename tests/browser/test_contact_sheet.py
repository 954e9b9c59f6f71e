"""The contact sheet in a real browser: quick, steady, and reachable by keyboard."""

import time

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from storyvid.plan import takes
from storyvid.project import Project
from storyvid.recipes import key_of
from storyvid.thumbnails import write_thumbnail

CLICK = """(id) => {
  const root = [...document.querySelectorAll('*')].find((one) => one.shadowRoot?.querySelector('.sheet')).shadowRoot;
  const tile = root.querySelector(`.take[data-id="${id}"]`), began = performance.now();
  tile.click();
  return [tile.classList.contains('picked'), performance.now() - began];
}"""


class LossyLine:
    """The line between page and server; it can lose what the page says."""

    def __init__(self, page: Page):
        self.to_lose = self.lost = 0
        page.route_web_socket("**/_stcore/stream", self._join)

    def _join(self, page_side) -> None:
        server_side = page_side.connect_to_server()

        def heard_from_page(message) -> None:
            if self.to_lose:
                self.to_lose, self.lost = self.to_lose - 1, self.lost + 1
            else:
                server_side.send(message)

        page_side.on_message(heard_from_page)


def painted(server, count: int = 15) -> Project:
    """A project whose takes are in the store already, each of a colour of its own."""
    project = server.project(takes=count)
    for scene in project.story.scenes:
        for recipe in takes(project.story, scene):
            image = Image.new("RGB", (recipe.width // 4, recipe.height // 4), (recipe.seed * 16, 90, 140))
            scratch = project.store.scratch(recipe)
            image.save(scratch)
            project.store.adopt(recipe, scratch)
            write_thumbnail(project.store.path(recipe), project.thumbnail_path(recipe), size=360)
    return project


def saved(project: Project, revision: int) -> None:
    """Waits until the disk has the revision; how soon that is, benchmarks/picking.py measures."""
    until = time.monotonic() + 30
    while Project.open(project.folder).revision < revision:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_click_shows_at_once_and_each_is_saved(server, page: Page):
    project = painted(server)
    page.goto(server.page("Pictures", project))
    expect(page.locator(".take.ready")).to_have_count(15)
    for revision, seed in enumerate((3, 9, 14, 5, 2), project.revision + 1):
        shown, _ = page.evaluate(CLICK, str(seed))
        assert shown  # before any answer could have come
        saved(project, revision)
        assert Project.open(project.folder).story.scenes[0].picked.seed == seed


def test_a_whole_story_is_picked_with_the_keyboard_alone(server, page: Page):
    project = painted(server)
    page.goto(server.page("Pictures", project))
    expect(page.locator(".take.ready")).to_have_count(15)
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.keyboard.press("n")
    expect(page.locator(".sheet[data-scene=s2]")).to_be_visible()
    expect(page.locator(".take.picked")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 of 2 picked")).to_be_visible()
    first, second = Project.open(project.folder).story.scenes
    assert (first.picked.seed, second.picked.seed) == (12, 10)  # eight tiles in a row at 1280 px


def test_picks_in_quick_succession_are_all_saved(server, page: Page):
    project = painted(server)
    page.goto(server.page("Pictures", project))
    expect(page.locator(".take.ready")).to_have_count(15)
    for seed in (3, 9, 14):
        page.evaluate(CLICK, str(seed))
        page.wait_for_timeout(40)
    page.keyboard.press("n")
    expect(page.locator(".sheet[data-scene=s2]")).to_be_visible()  # the heading is drawn before the sheet
    page.evaluate(CLICK, "7")
    expect(page.get_by_text("2 of 2 picked")).to_be_visible()
    assert [scene.picked.seed for scene in Project.open(project.folder).story.scenes] == [14, 7]


def test_what_got_lost_on_the_way_is_told_again(server, page: Page):
    project, line = painted(server), LossyLine(page)
    page.goto(server.page("Pictures", project))
    expect(page.locator(".take.ready")).to_have_count(15)
    page.wait_for_timeout(500)
    line.to_lose = 2
    page.locator('.take[data-id="3"]').click()
    page.keyboard.press("n")
    expect(page.locator(".sheet[data-scene=s2]")).to_be_visible()
    assert line.lost == 2
    assert Project.open(project.folder).story.scenes[0].picked.seed == 3


@pytest.mark.timeout(560)
def test_takes_that_arrive_leave_the_others_where_they_are(server, page: Page):
    project = server.project(takes=6)
    page.goto(server.page("Pictures", project))
    page.get_by_role("button", name="Paint 6 takes").click()
    first = page.locator('.take[data-id="1"].ready')
    expect(first).to_be_visible(timeout=240_000)
    first.locator("img").evaluate("(image) => { image.dataset.mine = 'yes' }")
    page.keyboard.press("2")
    expect(page.locator(".take.ready")).to_have_count(6, timeout=240_000)
    assert page.locator('.take[data-id="1"] img').get_attribute("data-mine") == "yes"
    assert [tile.get_attribute("data-id") for tile in page.locator(".take").all()] == list("123456")


def test_the_keyboard_is_left_alone_while_the_author_types(server, page: Page):
    project = painted(server, 3)
    page.goto(server.page("Pictures", project))
    expect(page.locator(".take.ready")).to_have_count(3)
    page.get_by_role("button", name="Edit what happens").click()
    words = page.get_by_role("textbox", name="What happens in the picture")
    words.click()
    page.keyboard.type("2 n ")
    assert "2 n " in words.input_value()
    assert Project.open(project.folder).story.scenes[0].picked is None


def test_a_pick_survives_a_reload(server, page: Page):
    project = painted(server, 3)
    page.goto(server.page("Pictures", project))
    expect(page.locator(".take.ready")).to_have_count(3)
    page.locator('.take[data-id="3"]').click()
    expect(page.get_by_text("1 of 2 picked")).to_be_visible()
    page.reload()
    expect(page.get_by_text("1 of 2 picked")).to_be_visible()


def test_takes_are_starred_rejected_hidden_and_put_in_order_with_the_keyboard(server, page: Page):
    project = painted(server, 6)
    page.goto(server.page("Pictures", project))
    expect(page.locator(".take.ready")).to_have_count(6)
    for key in ("ArrowRight", "s", "ArrowRight", "x", "h"):  # take 2 is starred, take 3 rejected and hidden
        page.keyboard.press(key)
    expect(page.locator(".take.starred")).to_have_attribute("data-id", "2")
    assert [tile.get_attribute("data-id") for tile in page.locator(".take").all()] == list("12456")
    expect(page.get_by_text("6 takes · 1 hidden")).to_be_visible()
    page.keyboard.press("h")
    page.keyboard.press("r")
    expect(page.locator(".take").first).to_have_attribute("data-id", "2")
    expect(page.locator(".take").last).to_have_attribute("data-id", "3")
    expect(page.get_by_role("button", name="Undo “Reject take 3”")).to_be_visible()
    scene = Project.open(project.folder).story.scenes[0]
    there = takes(project.story, scene)
    assert (scene.starred, scene.rejected) == ((key_of(there[1]),), (key_of(there[2]),))
    page.get_by_role("button", name="Undo “Reject take 3”").click()
    expect(page.locator(".take.rejected")).to_have_count(0)


def test_two_takes_are_compared_and_the_better_one_picked(server, page: Page):
    project = painted(server, 4)
    page.goto(server.page("Pictures", project))
    expect(page.locator(".take.ready")).to_have_count(4)
    page.keyboard.press("c")
    expect(page.locator(".take.pin")).to_have_attribute("data-id", "1")
    page.locator('.take[data-id="4"]').click()  # while comparing, a click only looks
    expect(page.get_by_text("Take 1 and Take 4")).to_be_visible()
    assert page.locator(".take.picked").count() == 0
    page.locator(".cut").fill("20")
    assert "80%" in page.locator(".frame.pinned").evaluate("(one) => getComputedStyle(one).clipPath")
    page.keyboard.press("v")
    left, right = (page.locator(f".frame.{name}").bounding_box() for name in ("pinned", "eye"))
    assert left["x"] + left["width"] <= right["x"]
    page.get_by_role("button", name="Pick", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.locator(".take.pin")).to_have_count(0)
    expect(page.get_by_text("1 of 2 picked")).to_be_visible()
    assert Project.open(project.folder).story.scenes[0].picked.seed == 4


def test_zoom_shows_the_picture_itself_and_the_keys_go_on(server, page: Page):
    project = painted(server, 3)
    page.goto(server.page("Pictures", project))
    expect(page.locator(".take.ready")).to_have_count(3)
    page.keyboard.press("z")
    page.keyboard.press("ArrowRight")
    shown = page.locator("dialog.zoom img")
    expect(shown).to_be_visible()
    width = takes(project.story, project.story.scenes[0])[0].width // 4  # as `painted` made them
    page.wait_for_function(
        "(width) => [...document.querySelectorAll('*')].some((one) => "
        "one.shadowRoot?.querySelector('dialog.zoom img')?.naturalWidth === width)",
        arg=width,
    )
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.zoom")).to_be_hidden()
    expect(page.get_by_text("1 of 2 picked")).to_be_visible()
    assert Project.open(project.folder).story.scenes[0].picked.seed == 2
