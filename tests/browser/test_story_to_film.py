"""From a pasted story to a downloaded film, as a person does it."""

import av
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from storyvid.project import Project
from tests.browser.conftest import FOX, bring


@pytest.mark.timeout(590)
def test_a_pasted_story_becomes_a_downloaded_film(server, page: Page, tmp_path):
    page.goto(server.address)
    page.get_by_label("Paste your story").fill(FOX)
    page.get_by_role("button", name="Make scenes", exact=True).click()
    expect(page.get_by_text("Scene 2", exact=True)).to_be_visible()
    project_id = page.url.split("project=")[1]

    page.get_by_role("button", name="On to the characters").click()
    page.get_by_role("button", name="Accept all").click()
    expect(page.get_by_label("Mira", exact=False).first).to_be_visible()

    page.get_by_role("link", name="Pictures").click()
    page.get_by_role("button", name="Paint 15 takes").click()
    expect(page.locator(".take.ready").first).to_be_visible(timeout=180_000)
    expect(page.locator(".take.ready")).to_have_count(15, timeout=300_000)  # two cores that others use, too
    page.keyboard.press("1")
    page.keyboard.press("2")
    expect(page.locator(".take.picked")).to_have_attribute("data-id", "12")
    expect(page.get_by_text("1 of 2 picked")).to_be_visible()

    page.keyboard.press("n")
    expect(page.get_by_text("Scene 2 of 2")).to_be_visible()
    Image.new("RGB", (540, 960), "#b3412a").save(tmp_path / "mine.png")
    page.get_by_role("button", name="Use my own picture").click()
    bring(page, tmp_path / "mine.png")
    expect(page.get_by_text("2 of 2 picked")).to_be_visible()
    first, second = Project.open(server.shelf.folder / project_id).story.scenes
    assert first.picked.seed == 12
    assert second.picked.kind == "upload"
    page.keyboard.press("Escape")

    page.get_by_role("link", name="Film").click()
    page.get_by_role("button", name="Preview", exact=True).click()
    expect(page.locator("video")).to_be_visible(timeout=180_000)
    with page.expect_download(timeout=90_000) as download:
        page.get_by_role("button", name="Film (MP4)").click(timeout=90_000)  # a scene may play before the whole is made
    film = tmp_path / "film.mp4"
    download.value.save_as(film)
    with av.open(str(film)) as opened:
        video, audio = opened.streams.video[0], opened.streams.audio[0]
        assert (video.width, video.height, video.codec.canonical_name) == (540, 960, "h264")
        assert audio.codec.canonical_name == "aac"
        assert opened.duration / 1e6 > 8
