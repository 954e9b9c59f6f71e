"""A running ComfyUI: the author's workflow, filled with each take's words, seed and size."""

from collections.abc import Iterator, Sequence
from contextlib import closing

from PIL import Image

from storyvid.images.comfyui_workflow import Graph, filled, kept, plain
from storyvid.images.services import pictures
from storyvid.models import Assets, Card, Progress
from storyvid.recipes import ImageRecipe, prompt_text
from storyvid.services.keys import INSTALL
from storyvid.services.patience import Patience, Trouble, patiently
from storyvid.settings import Settings, option, read

_WHO = "ComfyUI"
_ADVICE = "Start it, or set its address in Settings."


class ComfyUi:
    """Paints by ComfyUI's server (docs.comfy.org/development/comfyui-server/comms_routes), one take a prompt."""

    card = Card(
        name="comfyui",
        revision="1",
        title="ComfyUI",
        summary="Your own ComfyUI with your own workflow: whatever it can do. Free.",
        needs=("httpx2", "websockets", "tenacity"),
        install=INSTALL,
        lane="network",
        follows=("negative", "references", "vary", "compose", "repaint"),
    )

    def __init__(self, *, patience: Patience | None = None) -> None:
        self._patience = patience or Patience(tries=3)

    def paint(self, recipes: Sequence[ImageRecipe], *, assets: Assets, progress: Progress) -> Iterator[Image.Image]:
        """One picture a recipe, by its own seed.

        Raises Trouble, ModelNotInstalled for a workflow that is not here; Cancelled after ComfyUI was told to stop.
        """
        from storyvid.images.comfyui_talk import Talk

        settings = read()
        with closing(_web(settings)) as web:
            talk = Talk(web)
            for at, recipe in enumerate(recipes):
                yield self._one(talk, web, recipe, assets, settings, _part(progress, at, len(recipes)))

    def _one(
        self, talk, web, recipe: ImageRecipe, assets: Assets, settings: Settings, progress: Progress
    ) -> Image.Image:
        from storyvid.images.comfyui_pictures import with_pictures

        graph = patiently(lambda: _graph(recipe, settings, web), patience=self._patience, progress=progress)
        steps = int(option(recipe.options, "comfyui", "steps", settings))
        asked = filled(
            graph,
            words=prompt_text(recipe.parts),
            negative=recipe.negative,
            seed=recipe.seed,
            width=recipe.width,
            height=recipe.height,
            steps=steps,
        )
        asked, notice = patiently(
            lambda: with_pictures(asked, recipe, assets, web), patience=self._patience, progress=progress
        )
        content = patiently(lambda: talk.made(asked, progress=progress), patience=self._patience, progress=progress)
        picture = pictures.painted(content, recipe, who=_WHO)
        if notice:
            picture.info["notice"] = notice
        return picture


def checkpoints(settings: Settings) -> tuple[str, ...]:
    """The checkpoints that ComfyUI has. Raises Trouble."""
    with closing(_web(settings, timeout_s=10)) as web:
        return _checkpoints(web)


def _graph(recipe: ImageRecipe, settings: Settings, web) -> Graph:
    if name := str(option(recipe.options, "comfyui", "workflow", settings)):
        return kept(name)
    from storyvid.images.comfyui_pictures import starting

    checkpoint = str(option(recipe.options, "comfyui", "checkpoint", settings))
    there = (checkpoint,) if checkpoint else _checkpoints(web)
    if not there:
        raise Trouble(f"{_WHO} has no checkpoint. Put one into its models/checkpoints, or upload a workflow.")
    graph = plain(there[0])
    return starting(graph, recipe.start) if recipe.start else graph


def _checkpoints(web) -> tuple[str, ...]:
    """By /object_info, which tells of every node what its inputs may be."""
    held = web.get("/object_info/CheckpointLoaderSimple")
    try:
        choice = held["CheckpointLoaderSimple"]["input"]["required"]["ckpt_name"]
        names = choice[1]["options"] if choice[0] == "COMBO" else choice[0]
        return tuple(str(name) for name in names)
    except (KeyError, IndexError, TypeError):
        raise Trouble(f"What answers at {web.address} is no {_WHO}. Check the address in Settings.") from None


def _web(settings: Settings, *, timeout_s: float | None = None):
    from storyvid.services.web import Web

    values = settings.of("comfyui")
    seconds = timeout_s or float(values["timeout_s"])
    return Web(str(values["base_url"]), who=_WHO, advice=_ADVICE, timeout_s=seconds)


def _part(progress: Progress, at: int, count: int) -> Progress:
    return lambda share: progress((at + share) / count)
