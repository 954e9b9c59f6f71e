"""The image model `diffusers`: finds the weights that a recipe names, keeps them loaded, and paints."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PIL import Image

from storyvid.errors import StoryvidError
from storyvid.images.diffusion.presets import Settings, follows_with, settings_of
from storyvid.images.diffusion.readiness import seconds_a_take, tokens_with
from storyvid.images.diffusion.sources import nothing_to_paint_with
from storyvid.models import Assets, Card, Progress
from storyvid.recipes import ImageRecipe

if TYPE_CHECKING:
    from storyvid.images.diffusion.batching import Notebook
    from storyvid.images.diffusion.machine import Machine
    from storyvid.images.diffusion.studio import Studio


class Diffusers:
    """Paints with any text-to-image pipeline of diffusers; one at a time is kept loaded between jobs.

    `machine` and `remembered` are this machine's own unless others are given.
    """

    card = Card(
        name="diffusers",
        revision="1",
        title="Diffusers, on this machine",
        summary="Paints with Stable Diffusion, SDXL, FLUX and other open models. Best with a graphics card.",
        needs=("torch", "diffusers", "transformers", "accelerate", "peft", "safetensors"),
        install="uv pip install 'storyvid[diffusion]'",
        lacks=nothing_to_paint_with,
        set_up="storyvid models install diffusers draft",
        lane="gpu",  # also where there is none: one process with all cores, not one a core with a model each
        batch=15,
        follows=("negative", "references", "lora", "checkpoint", "vary", "compose", "repaint"),
        heeds=follows_with,
        reads=tokens_with,
        lasts=seconds_a_take,
    )

    def __init__(self, machine: "Machine | None" = None, remembered: "Notebook | None" = None) -> None:
        self._machine, self._remembered = machine, remembered
        self._studio: Studio | None = None

    def paint(
        self, recipes: Sequence[ImageRecipe], *, assets: Assets, progress: Progress
    ) -> Iterator[Image.Image | StoryvidError]:
        """One RGB picture per recipe, each of the recipe's size.

        Raises ModelNotInstalled for weights that are not on this machine, BadInput for those that are refused.
        """
        from storyvid.images.diffusion.batching import notebook
        from storyvid.images.diffusion.painting import Within, apart, painted

        done = 0
        for run in apart(recipes):
            progress(done / len(recipes))
            studio = self.studio(settings_of(run[0].options))
            yield from painted(
                studio,
                run,
                assets=assets,
                progress=Within(progress, done / len(recipes), len(run) / len(recipes)),
                remembered=self._remembered or notebook(),
            )
            done += len(run)
        progress(1.0)

    def studio(self, settings: Settings) -> "Studio":
        """The loaded pipeline of the settings; the one before it is let go when it has other weights."""
        from storyvid.images.diffusion.machine import this_machine, tidy
        from storyvid.images.diffusion.studio import opened

        machine = self._machine or this_machine()
        if self._studio is not None and _same_weights(self._studio.settings, settings):
            self._studio.settings = settings
            return self._studio
        if self._studio is not None:
            self._studio = None
            tidy(machine)
        self._studio = opened(settings, machine)
        return self._studio


def _same_weights(one: Settings, other: Settings) -> bool:
    names = ("model", "revision", "config", "controlnet", "ip_adapter", "ip_adapter_file")
    return all(getattr(one, name) == getattr(other, name) for name in names)
