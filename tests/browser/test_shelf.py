"""The shelf: what a book's menu asks stays asked until it is answered."""

import zipfile

import pytest
from playwright.sync_api import Page, expect

TOLD_AGAIN_MS = 2500  # by then the browser would have told again what was not heard, and had the page drawn anew


@pytest.mark.timeout(120)
def test_a_book_is_renamed_and_taken_along_in_dialogs_that_stay_open(server, page: Page, tmp_path):
    project = server.project()
    page.goto(server.address)
    book = page.locator(".books li").first
    book.locator(".more").click()
    book.get_by_role("menuitem", name="Rename").click()
    title = page.get_by_role("textbox", name="Title")
    expect(title).to_be_visible()
    page.wait_for_timeout(TOLD_AGAIN_MS)
    title.fill("The light in the window")
    page.get_by_test_id("stDialog").get_by_role("button", name="Rename").click()
    expect(page.get_by_test_id("stDialog")).to_have_count(0)
    expect(book).to_contain_text("The light in the window")
    assert server.shelf.open(project.folder.name).story.title == "The light in the window"

    book.locator(".more").click()
    book.get_by_role("menuitem", name="Export").click()
    page.wait_for_timeout(TOLD_AGAIN_MS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the bundle").click()
    download.value.save_as(tmp_path / "book.zip")
    assert "story.json" in zipfile.ZipFile(tmp_path / "book.zip").namelist()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_test_id("stDialog")).to_have_count(0)
    page.wait_for_timeout(TOLD_AGAIN_MS)
    expect(page.get_by_test_id("stDialog")).to_have_count(0)
