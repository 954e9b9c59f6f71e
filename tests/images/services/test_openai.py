"""OpenAI's images through the real SDK: what is asked, what comes back, what goes wrong, and what it costs."""

import json
import logging
import time
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from storyvid.errors import Cancelled, ModelFailed, ModelNotInstalled, NeedsAnEdit, OverTheCap
from storyvid.images.openai_images import OpenAiImages
from storyvid.models import NoAssets
from storyvid.recipes import Reference, Start
from storyvid.services.patience import Patience
from tests.images.services.asking import SECRET, brought, put, takes, untold
from tests.images.services.loopback import (
    Reply,
    as_json,
    in_base64,
    openai_answer,
    openai_error,
    png,
    serving,
)

pytest.importorskip("openai")
PRICE = 12_000  # of a picture, in millionths of a dollar


@pytest.fixture
def service():
    """An OpenAI-compatible server that the settings point to."""
    with serving(openai_answer) as server:
        put("openai", base_url=f"{server.address}/v1", picture_price=PRICE, timeout_s=5)
        yield server


@pytest.fixture
def model(ledger):
    return OpenAiImages(ledger=ledger, patience=Patience(tries=3, first_s=0.01, most_s=2.0))


def painted(model, recipes, assets=None, progress=untold):
    return list(model.paint(recipes, assets=assets or NoAssets(), progress=progress))


def test_fifteen_takes_are_ten_and_five(service, model, ledger):
    pictures = painted(model, takes("openai@1", 15))
    assert [asked.fields["n"] for asked in service.asked] == [10, 5]
    assert {picture.size for picture in pictures} == {(90, 160)} and {picture.mode for picture in pictures} == {"RGB"}
    assert len({np.asarray(picture).tobytes() for picture in pictures}) == 10, "each answer's pictures, in its order"
    assert ledger.spent() == 15 * PRICE


def test_what_is_asked_is_what_the_recipe_says(service, model):
    options = (("model", "gpt-image-1.5"), ("quality", "high"), ("background", "opaque"), ("moderation", "low"))
    painted(model, takes("openai@1", 1, options=options, negative="text, frames", width=1920, height=1080))
    asked = service.asked[0]
    assert (asked.method, asked.path) == ("POST", "/v1/images/generations")
    assert asked.headers["authorization"] == f"Bearer {SECRET}"
    wanted = {"model": "gpt-image-1.5", "quality": "high", "background": "opaque", "moderation": "low", "n": 1}
    assert {name: asked.fields[name] for name in wanted} == wanted
    painted(model, takes("openai@1", 1, options=(("quality", "auto"),)))
    assert service.asked[1].fields.keys() == {"model", "prompt", "size", "n"}, "what says nothing is left out"
    assert asked.fields["size"] == "1536x1024", "the nearest of the three sizes that this model has"
    assert "A fox in the snow" in asked.fields["prompt"] and "Mira: red braids" in asked.fields["prompt"]
    assert "Leave out: text, frames." in asked.fields["prompt"]
    assert "seed" not in asked.fields, "the service has none"


def test_a_picture_of_another_shape_is_covered_and_cut_evenly(service, model):
    wide = Image.new("RGB", (300, 100), "red")
    wide.paste("blue", (100, 0, 200, 100))
    written = BytesIO()
    wide.save(written, "WEBP", lossless=True)
    service.replies = [as_json({"data": [{"b64_json": in_base64(written.getvalue())}]})]
    (picture,) = painted(model, takes("openai@1", 1, width=100, height=100))
    assert picture.size == (100, 100) and np.asarray(picture).mean((0, 1)).round().tolist() == [0, 0, 255]


def test_references_go_along_as_pictures_and_the_words_say_whose_they_are(service, model, store):
    references = (
        Reference(picture=brought(store), name="Mira", strength_percent=80),
        Reference(picture=brought(store, (200, 30, 30), size=(2400, 1200)), name="the fox", strength_percent=20),
    )
    options = (("model", "gpt-image-1.5"),)
    painted(model, takes("openai@1", 3, references=references, options=options), store)
    (asked,) = service.asked
    assert asked.path == "/v1/images/edits" and asked.fields["n"] == "3"
    first, second = (Image.open(BytesIO(content)) for content in asked.fields["image[]"])
    assert first.size == (120, 200) and second.size == (1024, 512)
    assert "Picture 1 shows Mira" in asked.fields["prompt"] and "exactly" in asked.fields["prompt"]
    assert "Picture 2 shows the fox" in asked.fields["prompt"] and "loosely" in asked.fields["prompt"]
    assert asked.fields["input_fidelity"] == "high" and "moderation" not in asked.fields


def test_a_part_is_painted_anew_where_the_mask_is_white(service, model, store):
    mask = Image.new("L", (90, 160), 0)
    mask.paste(255, (0, 0, 90, 80))
    written = BytesIO()
    mask.save(written, "PNG")
    from storyvid.uploads import received

    upload = received(written.getvalue(), "image")
    store.adopt(upload.recipe, upload.content, upload.facts)
    start = Start(picture=brought(store), use="repaint", mask=upload.recipe)
    painted(model, takes("openai@1", 1, start=start), store)
    (asked,) = service.asked
    image, sheet = (Image.open(BytesIO(asked.fields[name])) for name in ("image[]", "mask"))
    assert f"{image.width}x{image.height}" == asked.fields["size"] and sheet.size == image.size
    alpha = np.asarray(sheet.getchannel("A"))
    assert alpha[: alpha.shape[0] // 2 - 20].max() == 0, "transparent is where the service paints"
    assert alpha[alpha.shape[0] // 2 + 20 :].min() == 255
    assert "masked part of picture 1" in asked.fields["prompt"]


@pytest.mark.parametrize(
    ("code", "message", "why"),
    [
        ("moderation_blocked", "Rejected by the safety system. safety_violations=[violence].", "violence"),
        ("content_policy_violation", "Your request was rejected as a result of our safety system.", ""),
    ],
)
def test_a_refusal_needs_an_edit_and_is_never_asked_again(service, model, ledger, code, message, why):
    service.replies = [openai_error(400, code, message)]
    with pytest.raises(NeedsAnEdit, match="refuses to paint this scene") as caught:
        painted(model, takes("openai@1", 15))
    assert why in str(caught.value) and len(service.asked) == 1 and ledger.spent() == 0


def test_a_refusal_after_painting_counts_as_paid(service, model, ledger):
    message = "Rejected by the safety system. moderation_stage: output. categories: other"
    service.replies = [openai_error(400, "moderation_blocked", message)]
    with pytest.raises(NeedsAnEdit, match="other"):
        painted(model, takes("openai@1", 2))
    assert ledger.spent() == 2 * PRICE


def test_a_rate_limit_is_waited_out_as_long_as_it_asks(service, model, ledger):
    limit = openai_error(429, "rate_limit_exceeded", "Slow down.", **{"Retry-After": "0.7"})
    service.replies = [limit]
    assert len(painted(model, takes("openai@1", 2))) == 2
    assert service.asked[1].at - service.asked[0].at >= 0.7
    assert ledger.spent() == 2 * PRICE, "the call that was sent away is not paid for"


def test_a_rate_limit_that_asks_for_an_hour_is_said_at_once(service, model):
    service.replies = [openai_error(429, "rate_limit_exceeded", "Slow down.", **{"Retry-After": "3600"})]
    with pytest.raises(ModelFailed, match="60 minutes"):
        painted(model, takes("openai@1", 1))
    assert len(service.asked) == 1


def test_server_errors_are_tried_again_and_then_given_up(service, model, ledger):
    service.replies = [openai_error(500, None, "oops"), openai_error(503, None, "busy")]
    assert len(painted(model, takes("openai@1", 1))) == 1
    service.replies = [openai_error(502, None, "oops")] * 3
    with pytest.raises(ModelFailed, match="out of order just now .error 502"):
        painted(model, takes("openai@1", 1))
    assert len(service.asked) == 6 and ledger.spent() == PRICE


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (openai_error(401, "invalid_api_key", f"Incorrect API key provided: {SECRET}"), "does not accept the key"),
        (openai_error(429, "insufficient_quota", "You exceeded your quota"), "no credit left"),
        (openai_error(404, "model_not_found", "The model gpt-image-9 does not exist"), "gpt-image-9"),
        (openai_error(400, "invalid_value", f"Invalid size. Key {SECRET}. A fox in the snow."), "error 400"),
    ],
)
def test_what_will_not_pass_is_said_once_and_without_the_key(service, model, ledger, reply, said):
    service.replies = [reply]
    with pytest.raises(ModelFailed, match=said) as caught:
        painted(model, takes("openai@1", 3))
    assert len(service.asked) == 1 and ledger.spent() == 0
    assert SECRET not in str(caught.value) and caught.value.__cause__ is None and caught.value.__suppress_context__


@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=openai_answer.__doc__.encode(), headers={"Content-Type": "text/html"}),
        Reply(body=b'{"created": 0, "data": [{"b64_js', headers={"Content-Type": "application/json"}),
        Reply(body=b'{"created": 0, "data": [{"b64_json": "iVBOR"}]}' + b" " * 5000, cut=200),
        as_json({"data": "none"}),
        as_json({"data": [{"b64_json": "%%%"}]}),
        as_json({"data": [{"b64_json": in_base64(b"GIF89a" + bytes(40))}]}),
        as_json({"data": [{"b64_json": in_base64(png(400, 600)[:300])}]}),
        as_json({"data": [{"b64_json": in_base64(png(7000, 7000))}]}),
        as_json({"data": [{"url": "http://127.0.0.1:9/picture.png"}]}),
        as_json({"data": [None]}),
    ],
    ids=["html", "cut-json", "cut-body", "no-list", "no-base64", "gif", "cut-png", "huge", "no-address", "null"],
)
def test_an_answer_that_cannot_be_used_is_an_error_that_counts_as_paid_and_is_not_asked_again(
    service, model, ledger, reply
):
    service.replies = [reply]
    with pytest.raises(ModelFailed):
        painted(model, takes("openai@1", 1))
    assert len(service.asked) == 1 and ledger.spent() == PRICE


def test_silence_ends_with_the_time_out(service, model, ledger):
    put("openai", timeout_s=1)
    service.replies = [Reply(wait_s=30)]
    with pytest.raises(ModelFailed, match="did not answer in 1 seconds"):
        painted(model, takes("openai@1", 1))
    assert len(service.asked) == 1 and ledger.spent() == PRICE


@pytest.mark.parametrize("status", [200, 500])
def test_a_trickle_ends_with_the_time_out(service, model, ledger, status):
    put("openai", timeout_s=1)
    service.replies = [Reply(status, b" " * 1000, trickle_s=0.1)]
    began = time.monotonic()
    with pytest.raises(ModelFailed, match="in 1 seconds|in time"):
        painted(model, takes("openai@1", 1))
    assert time.monotonic() - began < 6 and len(service.asked) == 1 and ledger.spent() == PRICE


def test_stopping_while_the_service_paints_stops_at_once_and_counts_the_call(service, model, ledger):
    service.replies = [Reply(wait_s=20)]

    def progress(share: float) -> None:
        if service.asked:
            raise Cancelled("The work was stopped.")

    began = time.monotonic()
    with pytest.raises(Cancelled):
        painted(model, takes("openai@1", 2), progress=progress)
    assert time.monotonic() - began < 10 and ledger.spent() == 2 * PRICE


def test_a_server_that_is_not_there_costs_nothing(model, ledger):
    put("openai", base_url="http://127.0.0.1:9/v1", picture_price=PRICE)
    with pytest.raises(ModelFailed, match="cannot be reached"):
        painted(model, takes("openai@1", 1))
    assert ledger.spent() == 0


def test_fewer_pictures_than_asked_are_kept_and_the_rest_is_asked_for(service, model):
    whole = json.loads(openai_answer(type("A", (), {"fields": {"n": 4, "size": "64x64"}})).body)
    service.replies = [as_json({**whole, "data": whole["data"][:3]})]
    assert len(painted(model, takes("openai@1", 4))) == 4
    assert [asked.fields["n"] for asked in service.asked] == [4, 1]


def test_one_damaged_picture_does_not_cost_the_others(service, model):
    good = {"b64_json": in_base64(png(64, 64))}
    service.replies = [as_json({"data": [good, {"b64_json": in_base64(png()[:60])}, good]})]
    made = model.paint(takes("openai@1", 3), assets=NoAssets(), progress=untold)
    assert next(made) and next(made)
    with pytest.raises(ModelFailed, match="cannot be used"):
        next(made)


def test_a_black_picture_is_a_refusal(service, model):
    service.replies = [as_json({"data": [{"b64_json": in_base64(png(64, 64, (0, 0, 0)))}]})]
    with pytest.raises(NeedsAnEdit, match="black picture"):
        painted(model, takes("openai@1", 1))


def test_a_picture_given_by_address_is_fetched_without_the_key(service, model):
    service.replies = [
        as_json({"data": [{"url": f"{service.address}/files/1.png"}]}),
        Reply(body=png(64, 64), headers={"Content-Type": "image/png"}),
    ]
    assert len(painted(model, takes("openai@1", 1))) == 1
    assert service.asked[1].path == "/files/1.png" and "authorization" not in service.asked[1].headers


def test_stopping_while_waiting_for_a_rate_limit_stops_at_once(service, model):
    service.replies = [openai_error(429, None, "Slow down.", **{"Retry-After": "2"})]
    stopping = {"now": False}

    def progress(share: float) -> None:
        if service.asked:
            stopping["now"] = True
            raise Cancelled("The work was stopped.")

    with pytest.raises(Cancelled):
        painted(model, takes("openai@1", 1), progress=progress)
    assert stopping["now"] and len(service.asked) == 1


def test_the_cap_stops_before_anything_is_asked(service, model):
    from storyvid import settings

    settings.change(lambda held: settings.with_cap(held, 11 * PRICE))
    made = model.paint(takes("openai@1", 15), assets=NoAssets(), progress=untold)
    assert len([next(made) for _ in range(10)]) == 10
    with pytest.raises(OverTheCap, match=r"\$0.06.*\$0.01 of this month's cap of \$0.13"):
        next(made)
    assert len(service.asked) == 1


def test_the_bill_is_what_the_tokens_cost(service, model, ledger, monkeypatch):
    from storyvid.images import openai_images

    put("openai", base_url="", picture_price=0)
    monkeypatch.setattr(openai_images, "HOME", f"{service.address}/v1")
    painted(model, takes("openai@1", 3))
    assert service.asked[0].fields["model"] == "gpt-image-2.5-flare" and service.asked[0].fields["size"] == "864x1536"
    (call,) = ledger.calls()
    assert call.settled == 20 * 5 + 3 * 400 * 30 and call.settled < call.reserved


def test_a_price_that_is_not_known_stops_before_anything_is_asked(service, model):
    put("openai", base_url="https://images.example.com/v1", picture_price=0)
    with pytest.raises(OverTheCap, match="not known"):
        painted(model, takes("openai@1", 1))


def test_without_a_key_nothing_is_asked_and_the_card_says_what_to_do(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY")
    assert OpenAiImages.card.missing == ("OPENAI_API_KEY",)
    assert OpenAiImages.card.remedy.startswith("export OPENAI_API_KEY=")
    with pytest.raises(ModelNotInstalled, match="OPENAI_API_KEY"):
        painted(OpenAiImages(), takes("openai@1", 1))


def test_no_secret_is_in_logs_notes_ledger_or_settings(service, model, ledger, machine, store, caplog):
    caplog.set_level(logging.DEBUG)
    recipes = takes("openai@1", 1)
    service.replies = [openai_error(500, None, f"oops {SECRET}", **{"Retry-After": "0"})]
    for recipe, picture in zip(recipes, painted(model, recipes), strict=True):
        store.adopt(recipe, picture.tobytes(), {})
    written = [path.read_bytes() for path in [*machine.rglob("*"), *store.folder.rglob("*")] if path.is_file()]
    assert written and not any(SECRET.encode() in content for content in written)
    assert SECRET not in caplog.text and "red braids" not in "".join(
        record.getMessage() for record in caplog.records if record.levelno > logging.DEBUG
    )
