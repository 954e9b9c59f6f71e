"""Nothing jumps: what is still to come has its room already, on a desk and on a phone."""

import re
from importlib.resources import files

import pytest
from playwright.sync_api import Page, expect

from storyvid.story import Scene, Story
from tests.browser.conftest import at_rest

SHIFTS = """
window.shifts = [];
const isBody = ({ node }) => node?.dataset?.testid === "stMainBlockContainer"; // Streamlit's, while it is still empty
new PerformanceObserver((list) => list.getEntries().filter((one) => !one.sources.some(isBody)).forEach((one) =>
  window.shifts.push(one.value))).observe({ type: "layout-shift", buffered: true });
"""
ROOM = """
window.room = [];
const look = () => {
  const height = document.querySelector(".st-key-mentions")?.getBoundingClientRect().height;
  if (height !== undefined && height !== window.room.at(-1)) window.room.push(height);
  requestAnimationFrame(look);
};
look();
"""
MOVED = """(sheets) => sheets.flatMap((words) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(words);
  const moves = [...sheet.cssRules].filter((rule) => rule instanceof CSSKeyframesRule);
  return moves.flatMap((rule) => [...rule.cssRules].flatMap((one) => [...one.style]));
})"""
SENTENCE = "Long ago there lived a brave soldier named Tom, who loved his old mother and a small bear. "
SCENES = {"a short story": 2, "a long story": 24}
SIZES = {"a desk": (1280, 900), "a phone": (390, 844)}


def opened(server, page: Page, scenes: int, size: tuple[int, int]):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    words = tuple(Scene(id=f"s{at}", text=SENTENCE * 2) for at in range(1, scenes + 1))
    return server.shelf.create(Story(title="Tom", reader="rules", scenes=words))


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("scenes", SCENES.values(), ids=SCENES)
def test_the_mention_editor_takes_its_room_at_once(server, page: Page, scenes: int, size):
    project = opened(server, page, scenes, size)
    page.goto(server.page("Sound", project))
    at_rest(page)
    page.evaluate(ROOM)
    page.get_by_role("link", name="Characters").click()
    page.wait_for_url(re.compile("/Characters[?]"))
    expect(page.get_by_role("button", name="Accept all")).to_be_visible()
    expect(page.locator(".story p")).to_have_count(scenes)
    at_rest(page)
    room = page.evaluate("window.room.filter((height) => height > 0)")
    assert max(room) - min(room) <= 35, room  # a line, at most


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("name", ["Characters", "Pictures"])
def test_a_page_that_is_opened_afresh_stays_where_it_is(server, page: Page, name: str, size):
    project = opened(server, page, 24, size)
    page.add_init_script(SHIFTS)
    page.goto(server.page(name, project))
    expect(page.locator(".story p, .strip .scene").first).to_be_visible()
    at_rest(page)
    page.wait_for_timeout(500)
    shifts = page.evaluate("window.shifts")
    assert sum(shifts) < 0.25, shifts  # as a rule 0.04 to 0.1; web.dev/cls calls it poor from here


def test_what_moves_on_and_on_is_drawn_once(page: Page):
    """A tile that is painted anew sixty times a second while it waits takes its time from the painters."""
    sheets = [one.read_text("utf-8") for one in files("storyvid.ui.browser").iterdir() if one.name.endswith(".css")]
    moved = page.evaluate(MOVED, sheets)
    assert moved and set(moved) <= {"opacity", "transform", "translate", "scale", "rotate"}
