"""The web UI's API: what is asked, its progress, its interruption, and what goes wrong."""

import base64
import threading
import time
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from storyvid import settings
from storyvid.errors import Cancelled, ModelFailed
from storyvid.images.a1111 import A1111, checkpoints
from storyvid.models import NoAssets
from storyvid.recipes import Start
from storyvid.services.patience import Patience
from tests.images.services.asking import brought, put, takes, untold
from tests.images.services.loopback import Reply, as_json, in_base64, png, serving


class WebUi:
    """Paints for `paints_s` seconds, as the real one: one at a time, and an interruption ends what runs."""

    def __init__(self) -> None:
        self.paints_s, self.share, self.most_at_once = 0.0, 0.0, 0
        self.interrupted = threading.Event()
        self._at_once = 0

    def __call__(self, asked) -> Reply:
        match asked.path.partition("?")[0]:
            case "/sdapi/v1/progress":
                return as_json({"progress": self.share, "eta_relative": 1.0, "state": {"sampling_step": 1}})
            case "/sdapi/v1/interrupt":
                self.interrupted.set()
                return as_json({})
            case "/sdapi/v1/sd-models":
                return as_json([{"title": "dreams.safetensors [abc]", "model_name": "dreams"}])
            case "/sdapi/v1/txt2img" | "/sdapi/v1/img2img":
                return self._paint(asked)
        return as_json({"detail": "Not Found"}, 404)

    def _paint(self, asked) -> Reply:
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        began = time.monotonic()
        while not self.interrupted.is_set() and time.monotonic() - began < self.paints_s:
            self.share = (time.monotonic() - began) / self.paints_s
            time.sleep(0.02)
        self._at_once -= 1
        colour = (asked.fields["seed"] % 256, 90, 40)
        return as_json(
            {"images": [in_base64(png(asked.fields["width"], asked.fields["height"], colour))], "info": "{}"}
        )


@pytest.fixture
def web_ui():
    return WebUi()


@pytest.fixture
def service(web_ui):
    with serving(web_ui) as server:
        put("a1111", base_url=server.address, timeout_s=5)
        yield server


MODEL = A1111(patience=Patience(tries=3, first_s=0.01, most_s=2.0))


def painted(recipes, assets=None, progress=untold):
    return list(MODEL.paint(recipes, assets=assets or NoAssets(), progress=progress))


def test_each_take_is_asked_for_with_its_seed_in_the_size_the_checkpoint_was_trained_on(service):
    options = (("model", "dreams"), ("sampler", "Euler a"), ("steps", 12), ("guidance_percent", 550), ("side", 512))
    pictures = painted(takes("a1111@1", 2, first=7, negative="text", options=options))
    assert [np.asarray(picture)[0, 0, 0] for picture in pictures] == [7, 8]
    assert pictures[0].size == (90, 160)
    asked = service.asked[0].fields
    assert (asked["width"], asked["height"]) == (384, 704) and asked["seed"] == 7 and asked["negative_prompt"] == "text"
    assert (asked["steps"], asked["cfg_scale"], asked["sampler_name"]) == (12, 5.5, "Euler a")
    assert asked["override_settings"] == {"sd_model_checkpoint": "dreams"}
    assert "A fox in the snow" in asked["prompt"]


def test_a_take_that_starts_from_a_picture_goes_to_img2img_with_its_mask(service, store):
    start = Start(picture=brought(store), use="repaint", strength_percent=35, mask=brought(store, (255, 255, 255)))
    painted(takes("a1111@1", 1, start=start), store)
    (asked,) = service.asked
    assert asked.path == "/sdapi/v1/img2img" and asked.fields["denoising_strength"] == 0.35
    sent = [
        Image.open(BytesIO(base64.b64decode(text))) for text in (*asked.fields["init_images"], asked.fields["mask"])
    ]
    assert {one.size for one in sent} == {(asked.fields["width"], asked.fields["height"])}
    assert sent[1].getextrema() == (255, 255) and asked.fields["inpainting_fill"] == 1


def test_progress_is_told_while_it_paints(service, web_ui):
    web_ui.paints_s, told = 1.2, []
    painted(takes("a1111@1", 1), progress=told.append)
    assert max(told) > 0.2 and sorted(told) == told


def test_stopping_interrupts_the_web_ui(service, web_ui):
    web_ui.paints_s = 30

    def progress(share: float) -> None:
        if share > 0.001:
            raise Cancelled("The work was stopped.")

    began = time.monotonic()
    with pytest.raises(Cancelled):
        painted(takes("a1111@1", 1), progress=progress)
    assert web_ui.interrupted.is_set() and time.monotonic() - began < 3


def test_two_of_ours_never_paint_at_once(service, web_ui):
    web_ui.paints_s = 0.3
    threads = [threading.Thread(target=painted, args=(takes("a1111@1", 1, first=seed),)) for seed in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert web_ui.most_at_once == 1
    assert sorted(asked.fields["seed"] for asked in service.asked if "txt2img" in asked.path) == [1, 2, 3]


def test_server_errors_are_tried_again_and_a_bad_request_is_not(service):
    service.replies = [as_json({"errors": "CUDA busy"}, 503), as_json({}, 500)]
    assert len(painted(takes("a1111@1", 1))) == 1
    service.replies = [as_json({"detail": "Sampler not found"}, 404)]
    with pytest.raises(ModelFailed, match="Sampler not found"):
        painted(takes("a1111@1", 1))


@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=b"<html>login</html>", headers={"Content-Type": "text/html"}),
        Reply(body=b'{"images": ["' + b"A" * 3000, cut=500),
        as_json({"images": []}),
        as_json({"images": ["%%%"]}),
        as_json({"images": [in_base64(png(300, 300)[:200])]}),
        as_json({"images": [in_base64(png(7000, 7000))]}),
        as_json(["images"]),
    ],
    ids=["html", "cut", "none", "no-base64", "cut-png", "huge", "list"],
)
def test_an_answer_that_cannot_be_used_is_an_error(service, reply):
    service.replies = [reply]
    with pytest.raises(ModelFailed):
        painted(takes("a1111@1", 1))


def test_silence_ends_with_the_time_out(service, web_ui):
    put("a1111", timeout_s=1)
    web_ui.paints_s = 20
    began = time.monotonic()
    with pytest.raises(ModelFailed, match="1 seconds"):
        painted(takes("a1111@1", 1))
    assert time.monotonic() - began < 5
    web_ui.interrupted.set()


def test_a_web_ui_that_is_not_there_is_said_so():
    put("a1111", base_url="http://127.0.0.1:9")
    with pytest.raises(ModelFailed, match="Start it with --api"):
        painted(takes("a1111@1", 1))


def test_the_login_goes_along_and_checkpoints_are_listed(service, monkeypatch):
    monkeypatch.setenv("A1111_LOGIN", "mira:fox-secret")
    assert checkpoints(settings.read()) == ("dreams.safetensors [abc]",)
    assert base64.b64decode(service.asked[0].headers["authorization"].split()[1]) == b"mira:fox-secret"
