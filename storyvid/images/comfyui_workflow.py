"""ComfyUI workflows in API format: kept, checked, and filled with a take's words, seed and size."""

import copy
import hashlib
import json
from collections.abc import Iterator
from math import sqrt
from pathlib import Path
from typing import Any

from storyvid import files
from storyvid.errors import BadInput, ModelNotInstalled
from storyvid.images.services.pictures import trained_size
from storyvid.settings import home

Graph = dict[str, dict[str, Any]]
MOST_BYTES = 4 * 1024**2
_TEXTS = ("text", "text_g", "text_l", "clip_l", "t5xxl", "prompt", "value", "string")
_SEEDS = ("seed", "noise_seed")
_OUTPUTS = ("SaveImage", "PreviewImage", "SaveImageWebsocket", "Image Save")
_ON_THE_WAY = ("positive", "negative", "conditioning", "conditioning_1", "conditioning_2", "guider", "model")


def keep(content: bytes, folder: Path | None = None) -> str:
    """Puts a workflow among this machine's; returns the name that settings and recipes hold. Raises BadInput."""
    if len(content) > MOST_BYTES:
        raise BadInput("A workflow has at most 4 MB. Export it again without pictures in it.")
    graph = parsed(content)
    plain = json.dumps(graph, sort_keys=True, ensure_ascii=False).encode()
    name = hashlib.sha256(plain).hexdigest()[:16]
    there = files.make_folder((folder or home()) / "workflows")
    files.write_bytes(there / f"{name}.json", plain)
    return name


def kept(name: str, folder: Path | None = None) -> Graph:
    """The workflow of a name. Raises ModelNotInstalled where this machine does not have it."""
    path = (folder or home()) / "workflows" / f"{name}.json"
    if not name.isalnum() or not path.exists():
        raise ModelNotInstalled(
            f"The ComfyUI workflow {name[:16]} is not on this machine. Upload it in Settings, or choose another there."
        )
    return parsed(path.read_bytes())


def parsed(content: bytes) -> Graph:
    """The workflow, looked through: it has words, a seed and a picture at its end. Raises BadInput."""
    try:
        held = json.loads(content)
    except ValueError as error:
        raise BadInput("This is not JSON. In ComfyUI choose Workflow, Export (API), and bring that file.") from error
    if isinstance(held, dict) and isinstance(held.get("nodes"), list):
        raise BadInput("This workflow was saved for ComfyUI's own page. Choose Workflow, Export (API) there instead.")
    if not isinstance(held, dict) or not held or not all(_is_node(node) for node in held.values()):
        raise BadInput("This is not a ComfyUI workflow in API format. Choose Workflow, Export (API) in ComfyUI.")
    if not list(_seeded(held)):
        raise BadInput("This workflow has no sampler with a seed, so every take would be the same.")
    if not _homes(held, "positive"):
        raise BadInput('This workflow has no prompt that can be filled. Give its text node the title "prompt".')
    if not any(node["class_type"] in _OUTPUTS for node in held.values()):
        raise BadInput("This workflow saves no picture. Add a Save Image node at its end.")
    return held


def filled(graph: Graph, *, words: str, negative: str, seed: int, width: int, height: int, steps: int = 0) -> Graph:
    """The workflow for one take; its size keeps the number of pixels that its author chose, in the take's shape."""
    made = copy.deepcopy(graph)
    said = _homes(made, "positive")
    for node, name in said:
        made[node]["inputs"][name] = words
    for node, name in _homes(made, "negative"):
        if negative and (node, name) not in said:
            made[node]["inputs"][name] = negative
    for node, name in _seeded(made):
        made[node]["inputs"][name] = seed
    for inputs in _canvases(made):
        side = round(sqrt(inputs["width"] * inputs["height"]))
        inputs["width"], inputs["height"] = trained_size(width, height, side=side)
        if "batch_size" in inputs:
            inputs["batch_size"] = 1
    for held in made.values():
        if steps and isinstance(held["inputs"].get("steps"), int):
            held["inputs"]["steps"] = steps
    return made


def plain(checkpoint: str) -> Graph:
    """The text-to-image workflow that ComfyUI itself starts with, for one checkpoint."""
    encoded = {"class_type": "CLIPTextEncode"}
    return {
        "1": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": checkpoint}},
        "2": {**encoded, "inputs": {"text": "", "clip": ["1", 1]}},
        "3": {**encoded, "inputs": {"text": "text, watermark", "clip": ["1", 1]}},
        "4": {"class_type": "EmptyLatentImage", "inputs": {"width": 1024, "height": 1024, "batch_size": 1}},
        "5": {
            "class_type": "KSampler",
            "inputs": {
                "seed": 1,
                "steps": 25,
                "cfg": 7.0,
                "sampler_name": "dpmpp_2m",
                "scheduler": "karras",
                "denoise": 1.0,
                "model": ["1", 0],
                "positive": ["2", 0],
                "negative": ["3", 0],
                "latent_image": ["4", 0],
            },
        },
        "6": {"class_type": "VAEDecode", "inputs": {"samples": ["5", 0], "vae": ["1", 2]}},
        "7": {"class_type": "SaveImage", "inputs": {"filename_prefix": "storyvid", "images": ["6", 0]}},
    }


def canvas(graph: Graph) -> tuple[int, int] | None:
    """How large the workflow paints; None where a picture that goes in says so."""
    return next(((inputs["width"], inputs["height"]) for inputs in _canvases(graph)), None)


def _is_node(node: object) -> bool:
    return isinstance(node, dict) and isinstance(node.get("class_type"), str) and isinstance(node.get("inputs"), dict)


def _seeded(graph: Graph) -> Iterator[tuple[str, str]]:
    for node, held in graph.items():
        for name in _SEEDS:
            value = held["inputs"].get(name)
            if isinstance(value, int) and not isinstance(value, bool):
                yield node, name


def _canvases(graph: Graph) -> Iterator[dict[str, Any]]:
    """The inputs of the nodes that say how large the picture is: the empty latents."""
    for held in graph.values():
        kind, inputs = held["class_type"], held["inputs"]
        sides = (inputs.get("width"), inputs.get("height"))
        if kind.startswith("Empty") and "Latent" in kind and all(isinstance(side, int) and side > 0 for side in sides):
            yield inputs


def _homes(graph: Graph, which: str) -> list[tuple[str, str]]:
    """The (node, input) pairs where the positive or negative words are written.

    A node titled "prompt" or "negative" goes first; else the links are followed from the samplers back to the text.
    """
    titles = ("prompt", "positive", "positive prompt") if which == "positive" else ("negative", "negative prompt")
    named = [node for node, held in graph.items() if title_of(held) in titles]
    found = [home for node in named for home in _texts(graph, node, set())]
    if found:
        return found
    ends = [held["inputs"][which] for held in graph.values() if _link(graph, held["inputs"].get(which))]
    if not ends and which == "positive":  # guiders of newer models have one conditioning and no negative words
        ends = [one for held in graph.values() if _link(graph, one := held["inputs"].get("conditioning"))]
    homes = [home for end in ends for home in _texts(graph, end[0], set())]
    return list(dict.fromkeys(homes))


def _texts(graph: Graph, node: str, seen: set[str]) -> list[tuple[str, str]]:
    """The written inputs of a node, else those of the nodes that it takes its words from."""
    if node in seen:
        return []
    seen.add(node)
    inputs = graph[node]["inputs"]
    written = [(node, name) for name in _TEXTS if isinstance(inputs.get(name), str)]
    linked = [inputs[name] for name in _TEXTS if _link(graph, inputs.get(name))]
    if not written and not linked:
        linked = [inputs[name] for name in _ON_THE_WAY if _link(graph, inputs.get(name))]
    return written + [home for link in linked for home in _texts(graph, link[0], seen)]


def _link(graph: Graph, value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and value[0] in graph


def title_of(held: dict[str, Any]) -> str:
    """A node's title as its author wrote it, in small letters; empty without one."""
    meta = held.get("_meta")
    return str(meta.get("title", "")).strip().lower() if isinstance(meta, dict) else ""
