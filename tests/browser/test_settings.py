"""The settings' page in a real browser, wide and on a phone."""

from playwright.sync_api import expect

from tests.browser.conftest import at_rest


def opened(page, server):
    page.goto(f"{server.address}/Settings")
    expect(page.get_by_text("Storyboard", exact=True)).to_be_visible()
    page.locator(".st-key-engine-comfyui").get_by_text("Its settings").click()
    address = page.locator("[class*='st-key-set-comfyui-base_url'] input")
    expect(address).to_be_visible()
    at_rest(page)
    return address


def test_a_setting_is_kept_and_a_wrong_one_is_put_back_with_what_to_do(page, server):
    address = opened(page, server)
    address.fill("http://127.0.0.1:9")
    address.press("Enter")
    page.locator(".st-key-engine-comfyui").get_by_text("Test connection").click()
    expect(page.get_by_text("ComfyUI does not answer at http://127.0.0.1:9.")).to_be_visible()
    address.fill("nonsense")
    address.press("Enter")
    expect(page.get_by_text("is not an address. It looks like")).to_be_visible()
    page.reload()
    expect(opened(page, server)).to_have_value("http://127.0.0.1:9")


def test_on_a_phone_nothing_is_wider_than_the_screen(page, server):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, server)
    for tab in ("Engines", "Spending", "Keys", "Projects and disk"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(500)
        wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= 390, tab
