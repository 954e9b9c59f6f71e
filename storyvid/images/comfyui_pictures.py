"""Pictures that go into a ComfyUI workflow: what a take starts from, its mask, and the characters' references."""

import copy
import hashlib

from storyvid.images.comfyui_workflow import Graph, canvas, title_of
from storyvid.images.services import pictures
from storyvid.models import Assets
from storyvid.recipes import ImageRecipe, Start
from storyvid.services.patience import Trouble
from storyvid.services.web import Web

_FOLDER = "storyvid"  # below ComfyUI's input folder


def starting(graph: Graph, start: Start) -> Graph:
    """The plain workflow changed so that it begins with a picture, and with `mask` paints only where that is white."""
    made = copy.deepcopy(graph)
    made["4"] = {"class_type": "LoadImage", "inputs": {"image": ""}, "_meta": {"title": "start"}}
    made["8"] = {"class_type": "VAEEncode", "inputs": {"pixels": ["4", 0], "vae": ["1", 2]}}
    latent = ["8", 0]
    if start.mask:
        sheet = {"image": "", "channel": "red"}
        made["9"] = {"class_type": "LoadImageMask", "inputs": sheet, "_meta": {"title": "mask"}}
        made["10"] = {"class_type": "SetLatentNoiseMask", "inputs": {"samples": latent, "mask": ["9", 0]}}
        latent = ["10", 0]
    made["5"]["inputs"]["latent_image"] = latent
    return made


def with_pictures(graph: Graph, recipe: ImageRecipe, assets: Assets, web: Web) -> tuple[Graph, str]:
    """The workflow with the recipe's pictures in its Load Image nodes, uploaded, and a notice of what has no node.

    The nodes are known by their titles: start, mask, reference, reference 2...  Raises Trouble where a take starts
    from a picture and the workflow has nowhere to put it.
    """
    made = copy.deepcopy(graph)
    if recipe.start:
        size = canvas(graph) or pictures.trained_size(recipe.width, recipe.height, side=1024)
        _put(made, "start", pictures.start(assets.path(recipe.start.picture), size), web)
        if recipe.start.mask:
            _put(made, "mask", pictures.mask(assets.path(recipe.start.mask), size), web)
        for held in made.values():
            if isinstance(held["inputs"].get("denoise"), int | float):
                held["inputs"]["denoise"] = recipe.start.strength_percent / 100
    unused = []
    for at, one in enumerate(recipe.references, 1):
        title = "reference" if at == 1 else f"reference {at}"
        if _node(made, title):
            _put(made, title, pictures.reference(assets.path(one.picture)), web)
        else:
            unused.append(one.name or title)
    return made, _notice(unused)


def _put(graph: Graph, title: str, content: bytes, web: Web) -> None:
    node = _node(graph, title)
    if node is None:
        raise Trouble(
            f"This ComfyUI workflow has nowhere to put the picture that the take starts from. Give one of its Load "
            f'Image nodes the title "{title}" and export it again, or use the plain workflow.'
        )
    name = f"{hashlib.sha256(content).hexdigest()[:24]}.png"
    web.upload("/upload/image", name, content, type="input", subfolder=_FOLDER, overwrite="true")
    graph[node]["inputs"]["image"] = f"{_FOLDER}/{name}"


def _node(graph: Graph, title: str) -> str | None:
    loading = (node for node, held in graph.items() if held["class_type"].startswith("LoadImage"))
    return next((node for node in loading if title_of(graph[node]) == title), None)


def _notice(unused: list[str]) -> str:
    if not unused:
        return ""
    return (
        f"The reference of {', '.join(unused)} was not used: the ComfyUI workflow has no Load Image node with the "
        'title "reference".'
    )
