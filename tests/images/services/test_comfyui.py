"""ComfyUI: workflows filled, news heard over a real websocket, and what goes wrong."""

import json
import time
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from storyvid import settings
from storyvid.errors import BadInput, Cancelled, ModelFailed, ModelNotInstalled
from storyvid.images import comfyui_workflow as workflow
from storyvid.images.comfyui import ComfyUi, checkpoints
from storyvid.models import NoAssets
from storyvid.recipes import Reference, Start
from storyvid.services.patience import Patience
from tests.images.services.asking import brought, put, takes, untold
from tests.images.services.comfy_loopback import comfy
from tests.images.services.loopback import Reply, as_json, serving

pytest.importorskip("websockets")
FLUX = {
    "10": {"class_type": "CLIPTextEncode", "inputs": {"clip": ["1", 0], "text": ["11", 0]}},
    "11": {"class_type": "PrimitiveString", "inputs": {"value": "a cat"}},
    "12": {"class_type": "FluxGuidance", "inputs": {"guidance": 3.5, "conditioning": ["10", 0]}},
    "13": {"class_type": "BasicGuider", "inputs": {"model": ["1", 0], "conditioning": ["12", 0]}},
    "14": {"class_type": "RandomNoise", "inputs": {"noise_seed": 3}},
    "15": {"class_type": "EmptySD3LatentImage", "inputs": {"width": 512, "height": 512, "batch_size": 4}},
    "16": {"class_type": "SamplerCustomAdvanced", "inputs": {"noise": ["14", 0], "guider": ["13", 0]}},
    "17": {"class_type": "SaveImage", "inputs": {"images": ["16", 0]}},
    "1": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "flux.safetensors"}},
}
MODEL = ComfyUi(patience=Patience(tries=3, first_s=0.01, most_s=2.0))


def painted(recipes, progress=untold, assets=None):
    return list(MODEL.paint(recipes, assets=assets or NoAssets(), progress=progress))


@pytest.fixture
def server():
    with comfy() as there:
        put("comfyui", base_url=there.address, timeout_s=10)
        yield there


def test_the_plain_workflow_is_filled_with_words_seed_and_size(server):
    pictures = painted(takes("comfyui@1", 2, first=7, negative="text"))
    assert [np.asarray(picture)[0, 0, 0] for picture in pictures] == [7, 8] and pictures[0].size == (90, 160)
    graph = server.prompts[0]["prompt"]
    assert graph["1"]["inputs"]["ckpt_name"] == "dreams.safetensors"
    assert "A fox in the snow" in graph["2"]["inputs"]["text"] and graph["3"]["inputs"]["text"] == "text"
    assert (graph["4"]["inputs"]["width"], graph["4"]["inputs"]["height"]) == (768, 1344)
    assert graph["5"]["inputs"]["seed"] == 7


def test_the_authors_own_workflow_is_kept_filled_and_named_in_the_recipe(server):
    name = workflow.keep(json.dumps(FLUX).encode())
    put("comfyui", workflow=name)
    options = settings.default_options("comfyui@1")
    assert ("workflow", name) in options
    (picture,) = painted(takes("comfyui@1", 1, first=9, options=options))
    graph = server.prompts[0]["prompt"] if server.prompts else {}
    assert graph["11"]["inputs"]["value"].startswith("A fox in the snow")
    assert graph["14"]["inputs"]["noise_seed"] == 9 and graph["15"]["inputs"]["batch_size"] == 1
    assert (graph["15"]["inputs"]["width"], graph["15"]["inputs"]["height"]) == (384, 704)
    assert FLUX["11"]["inputs"]["value"] == "a cat" and picture.size == (90, 160)


def uploaded(server, node: str) -> Image.Image:
    """The picture in a node of the first prompt, as ComfyUI has it."""
    return Image.open(BytesIO(server.uploads[server.prompts[0]["prompt"][node]["inputs"]["image"]]))


def test_a_take_that_starts_from_a_picture_changes_the_plain_workflow(server, store):
    start = Start(picture=brought(store), use="repaint", strength_percent=35, mask=brought(store, (255, 255, 255)))
    painted(takes("comfyui@1", 1, start=start), assets=store)
    graph = server.prompts[0]["prompt"]
    assert graph["5"]["inputs"]["denoise"] == 0.35 and graph["5"]["inputs"]["latent_image"] == ["10", 0]
    assert graph["10"]["inputs"] == {"samples": ["8", 0], "mask": ["9", 0]}
    assert uploaded(server, "4").size == uploaded(server, "9").size == (768, 1344)
    assert uploaded(server, "4").getpixel((5, 5)) == (40, 160, 90)


def test_references_go_into_the_nodes_that_are_titled_so_and_the_rest_is_said(server, store):
    adapter = {"class_type": "IPAdapter", "inputs": {"model": ["1", 0], "image": ["20", 0]}}
    loading = {"class_type": "LoadImage", "inputs": {"image": "x.png"}, "_meta": {"title": "Reference"}}
    name = workflow.keep(json.dumps({**FLUX, "20": loading, "21": adapter}).encode())
    references = (Reference(picture=brought(store), name="Mira"), Reference(picture=brought(store), name="the fox"))
    recipes = takes("comfyui@1", 1, references=references, options=(("workflow", name),))
    (picture,) = painted(recipes, assets=store)
    assert uploaded(server, "20").size == (120, 200)
    assert "the fox" in picture.info["notice"] and "Mira" not in picture.info["notice"]


def test_a_workflow_with_nowhere_to_put_the_start_says_so(server, store):
    options = (("workflow", workflow.keep(json.dumps(FLUX).encode())),)
    with pytest.raises(ModelFailed, match='the title "start"'):
        painted(takes("comfyui@1", 1, options=options, start=Start(picture=brought(store))), assets=store)
    assert not server.prompts


def test_steps_come_over_the_websocket(server):
    told = []
    painted(takes("comfyui@1", 1), progress=told.append)
    assert sorted(told) == told and {0.25, 0.5, 0.75} <= set(told)


@pytest.mark.parametrize("state", [{"hangs_up": True}, {"mute": True}], ids=["websocket closes", "no websocket"])
def test_without_news_the_history_is_asked(state):
    with comfy(**state) as there:
        put("comfyui", base_url=there.address, timeout_s=10)
        assert len(painted(takes("comfyui@1", 1))) == 1


def test_stopping_interrupts_what_runs_and_only_that():
    with comfy(steps=1000) as there:
        put("comfyui", base_url=there.address, timeout_s=30)

        def progress(share: float) -> None:
            if share > 0.005:
                raise Cancelled("The work was stopped.")

        began = time.monotonic()
        with pytest.raises(Cancelled):
            painted(takes("comfyui@1", 1), progress=progress)
        assert there.interrupted == [there.prompts[0]["id"]] and time.monotonic() - began < 5


def test_stopping_takes_what_waits_out_of_the_queue():
    with comfy(steps=1000) as there:
        put("comfyui", base_url=there.address, timeout_s=30)
        there.prompts.append({"id": "others", "prompt": workflow.plain("x")})
        there.queue.append(("others", "somebody"))
        heard = []

        def progress(share: float) -> None:
            heard.append(share)
            if len(there.prompts) > 1 and len(heard) > 3:
                raise Cancelled("The work was stopped.")

        with pytest.raises(Cancelled):
            painted(takes("comfyui@1", 1), progress=progress)
        assert there.deleted == [there.prompts[1]["id"]] and there.interrupted == []


def test_an_error_of_a_node_is_said_with_its_words():
    with comfy(breaks="Allocation on device: out of memory") as there:
        put("comfyui", base_url=there.address, timeout_s=10)
        with pytest.raises(ModelFailed, match="KSampler says: Allocation on device"):
            painted(takes("comfyui@1", 1))
        there.mute = True
        with pytest.raises(ModelFailed, match="could not paint this"):
            painted(takes("comfyui@1", 1))


def test_a_workflow_with_nodes_that_are_not_there_is_said_so(server):
    graph = {**FLUX, "12": {"class_type": "SpecialNode", "inputs": {"conditioning": ["10", 0]}}}
    options = (("workflow", workflow.keep(json.dumps(graph).encode())),)
    with pytest.raises(ModelFailed, match="SpecialNode not found"):
        painted(takes("comfyui@1", 1, options=options))


def test_a_take_that_never_ends_ends_with_the_time_out():
    with comfy(steps=10_000) as there:
        put("comfyui", base_url=there.address, timeout_s=1)
        with pytest.raises(ModelFailed, match="did not finish in 1 seconds"):
            painted(takes("comfyui@1", 1))
        assert there.interrupted == [there.prompts[0]["id"]], "nobody waits for it any more"


def test_a_comfyui_that_is_not_there_is_said_so():
    put("comfyui", base_url="http://127.0.0.1:9")
    with pytest.raises(ModelFailed, match="Start it, or set its address"):
        painted(takes("comfyui@1", 1))


@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=b"<html>", headers={"Content-Type": "text/html"}),
        as_json({"hello": "world"}),
        as_json([]),
        Reply(body=b'{"CheckpointLoaderSimple": {"inp' + b" " * 500, cut=20),
    ],
)
def test_something_else_at_the_address_is_said_so(reply):
    with serving(lambda asked: reply) as there:
        put("comfyui", base_url=there.address, timeout_s=5)
        with pytest.raises(ModelFailed):
            painted(takes("comfyui@1", 1))


def test_checkpoints_are_listed(server):
    assert checkpoints(settings.read()) == ("dreams.safetensors",)


def test_a_workflow_that_is_not_here_is_said_so(server):
    with pytest.raises(ModelNotInstalled, match="0123abcd is not on this machine"):
        painted(takes("comfyui@1", 1, options=(("workflow", "0123abcd"),)))
    with pytest.raises(ModelNotInstalled):
        workflow.kept("../../secrets")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no json", "not JSON"),
        (json.dumps({"nodes": [], "links": []}).encode(), "Export"),
        (json.dumps({"1": {"inputs": {}}}).encode(), "API format"),
        (b"[]", "API format"),
        (json.dumps({k: v for k, v in FLUX.items() if k != "14"}).encode(), "seed"),
        (json.dumps({k: v for k, v in FLUX.items() if k != "11"}).encode(), "prompt"),
        (json.dumps({k: v for k, v in FLUX.items() if k != "17"}).encode(), "saves no picture"),
        (b" " * (workflow.MOST_BYTES + 1), "4 MB"),
    ],
)
def test_a_file_that_is_no_workflow_is_refused_with_what_to_do(content, said, machine):
    with pytest.raises(BadInput, match=said):
        workflow.keep(content)
    assert not (machine / "workflows").exists()


nodes = st.dictionaries(
    st.sampled_from("1 2 3 4".split()),
    st.fixed_dictionaries(
        {
            "class_type": st.sampled_from("KSampler CLIPTextEncode SaveImage EmptyLatentImage Other".split()),
            "inputs": st.dictionaries(
                st.sampled_from("text seed positive negative conditioning width height steps".split()),
                st.text(max_size=5) | st.integers(0, 4096) | st.tuples(st.sampled_from("1234"), st.just(0)).map(list),
            ),
        },
        optional={"_meta": st.just({"title": "prompt"}) | st.none()},
    ),
)


@given(nodes, st.booleans())
def test_any_graph_is_filled_or_refused_and_never_changed(graph, sound):
    try:
        held = workflow.parsed(json.dumps({**FLUX, **graph} if sound else graph).encode())
    except BadInput:
        return
    before = json.dumps(held)
    made = workflow.filled(held, words="A fox.", negative="text", seed=77, width=90, height=160, steps=9)
    assert json.dumps(held) == before
    texts = [value for node in made.values() for value in node["inputs"].values()]
    assert "A fox." in texts and 77 in texts
