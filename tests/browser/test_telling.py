"""The contact sheet's own JavaScript in Chromium, without a server: what it does when Streamlit does its worst."""

import json
from dataclasses import asdict
from importlib.resources import files

import pytest
from playwright.sync_api import Page

from storyvid.ui.contact_sheet import Sheet, Tile

MOUNT = """async ([js, html, data]) => {
  const module = await import(URL.createObjectURL(new Blob([js], { type: "text/javascript" })));
  const parentElement = document.createElement("div");
  parentElement.innerHTML = html;
  document.body.replaceChildren(parentElement);
  Object.assign(window, { told: [], parentElement, html });
  window.draw = (changes) => module.default({ parentElement: window.parentElement, data: { ...data, ...changes },
    setStateValue: (name, value) => window.told.push(value) });
  window.cleanup = window.draw({});
}"""


AGAIN = """() => {
  window.parentElement = document.createElement("div");
  parentElement.innerHTML = window.html;
  document.body.replaceChildren(parentElement);
  draw({});
}"""


@pytest.fixture
def sheet(page: Page) -> Page:
    """A page with the sheet drawn once; `told` is what Streamlit was given, `draw(changes)` draws it again."""
    parts = ("telling.js", "contact_stage.js", "contact_sheet.js")
    script = "".join(files("storyvid.ui.browser").joinpath(part).read_text("utf-8") for part in parts)
    html = files("storyvid.ui.browser").joinpath("contact_sheet.html").read_text("utf-8")
    tiles = tuple(Tile(id=str(at), number=at, state="ready", url=f"/{at}.webp") for at in (1, 2, 3))
    larger = {str(at): f"/{at}-large.webp" for at in (1, 2, 3)}
    shown = Sheet(scene="s1", ratio=(9, 16), takes=tiles, unpicked=1, large=larger, full=larger)
    data = {**asdict(shown), "teller": "sheet", "heard": 0}
    page.route("http://sheet.test/**", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto("http://sheet.test/")
    page.evaluate(MOUNT, [script, html, json.loads(json.dumps(data))])
    return page


def told(sheet: Page) -> list[list[str]]:
    """Each telling as the deeds it held."""
    return sheet.evaluate("told.map((one) => one.done.map((deed) => `${deed.what} ${deed.id}`.trim()))")


def test_a_drawing_that_was_overtaken_does_not_take_the_keyboard_along(sheet: Page):
    """Streamlit calls the cleanup of a drawing that newer data overtook after the newer one was drawn."""
    sheet.evaluate("draw({ status: 'newer' }); cleanup()")
    sheet.wait_for_timeout(50)
    sheet.keyboard.press("n")
    assert all(one == ["next"] for one in told(sheet)) and told(sheet)


def test_a_sheet_that_left_the_page_listens_no_more(sheet: Page):
    sheet.evaluate("parentElement.remove(); cleanup()")
    sheet.wait_for_timeout(3200)
    sheet.keyboard.press("n")
    sheet.evaluate(AGAIN)
    assert told(sheet) == []


def test_what_is_pressed_while_the_sheet_is_taken_out_is_done_when_it_is_back(sheet: Page):
    sheet.keyboard.press("ArrowRight")
    sheet.evaluate("parentElement.remove(); cleanup()")
    sheet.wait_for_timeout(50)
    for key in ("s", "n"):
        sheet.keyboard.press(key)
    assert told(sheet) == []
    sheet.evaluate(AGAIN)
    assert told(sheet)[-1] == ["star 2", "next"]


def test_what_is_not_answered_is_told_again_until_it_is(sheet: Page):
    sheet.clock.install()  # this test turns it: a slow machine has not told "2" again before it is asked for "n"
    sheet.clock.pause_at(sheet.evaluate("Date.now()") + 1000)
    sheet.keyboard.press("2")
    sheet.keyboard.press("n")
    sheet.clock.run_for(1300)
    first, *later = told(sheet)
    assert first == ["pick 2"] and 2 <= len(later) <= 4 and all(one == ["pick 2", "next"] for one in later)
    # Streamlit keeps still about equal values
    assert sheet.evaluate("new Set(told.map((one) => one.times)).size") == 1 + len(later)
    sheet.evaluate("draw({ heard: told.at(-1).done[0].at })")  # the pick was acted on
    sheet.clock.run_for(2300)
    assert told(sheet)[-1] == ["next"]
    sheet.evaluate("draw({ heard: told.at(-1).done[0].at })")
    count = len(told(sheet))
    sheet.clock.run_for(2300)
    assert len(told(sheet)) == count


def test_what_was_not_heard_when_the_sheet_was_taken_out_is_told_when_it_is_back(sheet: Page):
    sheet.keyboard.press("2")
    sheet.evaluate("() => { parentElement.remove(); cleanup(); }")
    sheet.wait_for_timeout(50)
    before = len(told(sheet))
    sheet.wait_for_timeout(700)
    assert len(told(sheet)) == before  # nobody is there to tell
    sheet.evaluate("() => { document.body.append(parentElement); draw({}); }")
    assert told(sheet) == [["pick 2"]] * (before + 1)
