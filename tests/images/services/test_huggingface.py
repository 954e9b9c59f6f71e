"""Hugging Face's inference client against an endpoint of this machine."""

from io import BytesIO

import pytest
from PIL import Image

from storyvid.errors import ModelFailed, ModelNotInstalled, NeedsAnEdit
from storyvid.images.huggingface import HuggingFace
from storyvid.models import NoAssets
from storyvid.services.patience import Patience
from tests.images.services.asking import SECRET, put, takes, untold
from tests.images.services.loopback import Reply, as_json, png, serving

pytest.importorskip("huggingface_hub")
PRICE = 50_000


def answer(asked) -> Reply:
    """As an inference endpoint answers: the picture itself."""
    size = asked.fields["parameters"]
    return Reply(body=png(size["width"], size["height"]), headers={"Content-Type": "image/png"})


@pytest.fixture
def service():
    with serving(answer) as server:
        put("huggingface", base_url=server.address, timeout_s=5)
        yield server


@pytest.fixture
def model(ledger):
    return HuggingFace(ledger=ledger, patience=Patience(tries=3, first_s=0.01, most_s=2.0))


def painted(model, recipes):
    return list(model.paint(recipes, assets=NoAssets(), progress=untold))


def test_each_take_is_asked_for_with_its_seed_in_the_shape_of_the_film(service, model, ledger):
    options = (("steps", 4), ("guidance_percent", 350))
    pictures = painted(model, takes("huggingface@1", 2, first=7, negative="text", options=options))
    assert [picture.size for picture in pictures] == [(90, 160)] * 2
    asked = [asked.fields["parameters"] for asked in service.asked]
    assert [one["seed"] for one in asked] == [7, 8]
    assert asked[0] == {
        "negative_prompt": "text", "width": 768, "height": 1376, "seed": 7, "num_inference_steps": 4,
        "guidance_scale": 3.5,
    }  # fmt: skip
    assert "A fox in the snow" in service.asked[0].fields["inputs"]
    assert service.asked[0].headers["authorization"] == f"Bearer {SECRET}"
    assert ledger.spent() == 2 * PRICE


def test_busy_providers_are_asked_again_as_they_wish(service, model, ledger):
    service.replies = [
        as_json({"error": "Model is loading"}, 503, **{"Retry-After": "0.5"}),
        as_json({"error": "Too many requests"}, 429),
    ]
    assert len(painted(model, takes("huggingface@1", 1))) == 1
    assert service.asked[1].at - service.asked[0].at >= 0.5 and len(service.asked) == 3
    assert ledger.spent() == PRICE


@pytest.mark.parametrize("said", ["NSFW content detected", "The prompt was flagged by our content policy"])
def test_a_refusal_needs_an_edit_and_is_never_asked_again(service, model, ledger, said):
    service.replies = [as_json({"error": said}, 400)]
    with pytest.raises(NeedsAnEdit, match="refuses to paint this scene"):
        painted(model, takes("huggingface@1", 1))
    assert len(service.asked) == 1 and ledger.spent() == 0


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (as_json({"error": f"Invalid token {SECRET}"}, 401), "does not accept the key"),
        (as_json({"error": "You have exceeded your monthly credits"}, 402), "no credit left"),
        (as_json({"error": "Model not found"}, 404), "Check the model"),
        (as_json({"error": f"width: too large ({SECRET})"}, 422), "error 422"),
    ],
)
def test_what_will_not_pass_is_said_once_and_without_the_key(service, model, ledger, reply, said):
    service.replies = [reply]
    with pytest.raises(ModelFailed, match=said) as caught:
        painted(model, takes("huggingface@1", 1))
    assert len(service.asked) == 1 and ledger.spent() == 0
    assert SECRET not in str(caught.value) and caught.value.__suppress_context__


def gif() -> bytes:
    written = BytesIO()
    Image.new("RGB", (8, 8), "red").save(written, "GIF")
    return written.getvalue()


@pytest.mark.parametrize(
    "reply",
    [
        as_json({"estimated_time": 20}),
        Reply(body=b"<html>", headers={"Content-Type": "text/html"}),
        Reply(body=png(300, 300), headers={"Content-Type": "image/png"}, cut=120),
        Reply(body=png(300, 300)[:150], headers={"Content-Type": "image/png"}),
        Reply(body=gif(), headers={"Content-Type": "image/gif"}),
        Reply(body=png(7000, 7000), headers={"Content-Type": "image/png"}),
        Reply(body=b"", headers={"Content-Type": "image/png"}),
    ],
    ids=["json", "html", "cut-body", "cut-png", "gif", "huge", "empty"],
)
def test_an_answer_that_is_no_picture_is_an_error_that_counts_as_paid(service, model, ledger, reply):
    service.replies = [reply]
    with pytest.raises(ModelFailed):
        painted(model, takes("huggingface@1", 1))
    assert len(service.asked) == 1 and ledger.spent() == PRICE


def test_silence_ends_with_the_time_out(service, model, ledger):
    put("huggingface", timeout_s=1)
    service.replies = [Reply(wait_s=30)]
    with pytest.raises(ModelFailed, match="did not answer in 1 seconds"):
        painted(model, takes("huggingface@1", 1))
    assert len(service.asked) == 1 and ledger.spent() == PRICE


def test_a_trickle_ends_with_the_time_out(service, model, ledger):
    put("huggingface", timeout_s=1)
    service.replies = [Reply(body=png(), headers={"Content-Type": "image/png"}, trickle_s=0.1)]
    with pytest.raises(ModelFailed, match="did not answer in 1 seconds"):
        painted(model, takes("huggingface@1", 1))
    assert len(service.asked) == 1 and ledger.spent() == PRICE


def test_an_endpoint_that_is_not_there_costs_nothing(model, ledger):
    put("huggingface", base_url="http://127.0.0.1:9")
    with pytest.raises(ModelFailed, match="cannot be reached"):
        painted(model, takes("huggingface@1", 1))
    assert ledger.spent() == 0


def test_without_a_token_nothing_is_asked(monkeypatch):
    monkeypatch.delenv("HF_TOKEN")
    assert HuggingFace.card.missing == ("HF_TOKEN",)
    with pytest.raises(ModelNotInstalled, match="export HF_TOKEN="):
        painted(HuggingFace(), takes("huggingface@1", 1))


def test_a_provider_that_does_not_exist_is_said_so(model):
    with pytest.raises(ModelFailed, match="Check the model and the provider"):
        painted(model, takes("huggingface@1", 1, options=(("provider", "nobody"),)))
