"""Painting: recipes that differ only by seed, through the pipeline in batches, step by step."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from inspect import signature
from typing import Any

from PIL import Image

from storyvid.errors import BadInput, ModelFailed, NeedsAnEdit, StoryvidError
from storyvid.images.diffusion import loras, previews, prompts, references, sizes, tuned
from storyvid.images.diffusion.batching import Notebook, Rung, in_batches
from storyvid.images.diffusion.machine import tidy
from storyvid.images.diffusion.start import Opening, opening
from storyvid.images.diffusion.studio import Studio, core_of
from storyvid.models import Assets, Progress, Watched
from storyvid.recipes import ImageRecipe, prompt_text

OnStep = Callable[[int, int, Any], None]
"""Told the step done, how many there are, and the latents; raises to stop."""


_TILED_PX = 1536  # from this side on, decoding in one go takes more memory than the steps do


@dataclass(frozen=True, kw_only=True)
class Easel:
    """All that the recipes share, ready to be painted at one size."""

    studio: Studio
    words: prompts.Words
    opening: Opening
    pictures: dict[str, Any]  # of the references
    size: tuple[int, int]


def painted(
    studio: Studio, recipes: Sequence[ImageRecipe], *, assets: Assets, progress: Progress, remembered: Notebook
) -> Iterator[Image.Image | StoryvidError]:
    """One RGB picture per recipe, in order, of its size; an error in place of the one that could not be painted."""
    first = recipes[0]
    tuned.with_checkpoints(studio, first.likenesses)
    loras.with_loras(studio, first.likenesses)
    pictures = references.with_references(studio, first.references, assets=assets)
    words = prompts.read(studio, prompt_text(first.parts), first.negative)
    whole = sizes.bucket(first.width, first.height, side=studio.side, multiple=studio.multiple)
    done = 0

    def paint(seeds: Sequence[int], rung: Rung) -> list[Image.Image | StoryvidError]:
        if rung.offload and not studio.offloaded:
            studio.offload()
        size = sizes.smaller(whole, rung.size_percent, multiple=studio.multiple)
        studio.tile(rung.offload or max(size) > _TILED_PX)
        easel = Easel(
            studio=studio,
            words=words,
            opening=opening(studio, first.start, size, assets=assets),
            pictures=pictures,
            size=size,
        )

        now = recipes[done : done + len(seeds)]

        def on_step(step: int, steps: int, latents: Any) -> None:
            progress((done + len(now) * step / steps) / len(recipes))
            if isinstance(progress, Watched) and step < steps:
                progress.rough(lambda: list(zip(now, previews.rough(studio, latents), strict=False)))

        return [_finished(easel, made, first, rung) for made in sampled(easel, seeds, on_step=on_step)]

    batches = in_batches(
        [recipe.seed for recipe in recipes],
        paint,
        most=studio.batch,
        offloads=studio.machine.offloads,
        remembered=remembered,
        key=f"{studio.machine.name} {studio.settings.model}@{studio.revision[:12]} {whole[0]}x{whole[1]}",
        tidy=lambda: tidy(studio.machine),
    )
    for made in batches:
        done += 1
        yield made


def sampled(easel: Easel, seeds: Sequence[int], *, on_step: OnStep) -> list[Image.Image | None]:
    """The pictures of some seeds, painted at once; None where the model's own check held one back."""
    import torch

    pipeline, settings = easel.opening.pipeline, easel.studio.settings
    pipeline.scheduler = scheduler_for(easel.studio)
    steps = settings.steps
    wanted = {
        **easel.words.times(len(seeds)),
        **easel.opening.times(len(seeds)),
        **easel.pictures,
        **_guidance(easel),
        "num_inference_steps": steps,
        "width": easel.size[0],
        "height": easel.size[1],
        # drawn on the CPU, one generator a picture: the same noise on any device, in any batch
        "generator": [torch.Generator("cpu").manual_seed(seed % 2**63) for seed in seeds],
        "output_type": "pil",
        "use_resolution_binning": False,  # the size is one that the model knows already
        **_told(pipeline, on_step),
    }
    takes = _takes(pipeline)
    try:
        with torch.inference_mode(), prompts.once(pipeline, easel.words):
            made = pipeline(**{name: held for name, held in wanted.items() if name in takes})
    finally:
        pipeline.maybe_free_model_hooks()  # it may have been left in the middle
    held_back = getattr(made, "nsfw_content_detected", None) or [False] * len(made.images)
    return [None if held else image for image, held in zip(made.images, held_back, strict=True)]


def scheduler_for(studio: Studio) -> Any:
    """A fresh scheduler of the kind that the settings name, else the model's own."""
    import diffusers

    own, name = studio.scheduler, studio.settings.scheduler
    if not name:
        return type(own).from_config(own.config)
    if not studio.family.is_older:
        raise BadInput(
            f"{type(studio.pipeline).__name__} steps in its own way: it takes no scheduler. Leave that setting empty."
        )
    kinds: dict[str, tuple[str, dict[str, Any]]] = {
        "euler": ("EulerDiscreteScheduler", {}),
        "euler-a": ("EulerAncestralDiscreteScheduler", {}),
        "euler-trailing": ("EulerDiscreteScheduler", {"timestep_spacing": "trailing"}),
        "dpm++": ("DPMSolverMultistepScheduler", {"use_karras_sigmas": True, "algorithm_type": "dpmsolver++"}),
        "ddim": ("DDIMScheduler", {}),
        "unipc": ("UniPCMultistepScheduler", {}),
        "lcm": ("LCMScheduler", {}),
        "tcd": ("TCDScheduler", {}),
    }
    kind, more = kinds[name]
    return getattr(diffusers, kind).from_config(own.config, **more)


def _guidance(easel: Easel) -> dict[str, float]:
    scale = easel.studio.settings.guidance_percent / 100
    own = signature(easel.opening.pipeline.__call__).parameters.get("guidance_scale")
    # Qwen-Image has both: there the one without a value of its own is for editions to come
    return {"guidance_scale" if own and own.default is not None else "true_cfg_scale": scale}


def _told(pipeline: Any, on_step: OnStep) -> dict[str, Any]:
    def after(pipe: Any, step: int, timestep: Any, held: dict[str, Any]) -> dict[str, Any]:
        steps = getattr(pipe, "num_timesteps", 0) or step + 1
        on_step(step + 1, max(steps, step + 1), held.get("latents"))
        return held

    def of_old(step: int, timestep: Any, latents: Any) -> None:
        on_step(step + 1, max(step + 1, len(getattr(pipeline.scheduler, "timesteps", ())) or 1), latents)

    if "callback_on_step_end" in _takes(pipeline):
        return {"callback_on_step_end": after, "callback_on_step_end_tensor_inputs": ["latents"]}
    return {"callback": of_old, "callback_steps": 1}


def _takes(pipeline: Any) -> frozenset[str]:
    return frozenset(signature(pipeline.__call__).parameters)


def _finished(easel: Easel, made: Image.Image | None, recipe: ImageRecipe, rung: Rung) -> Image.Image | StoryvidError:
    if made is None:
        return NeedsAnEdit("The model's own safety check held this picture back. Change the scene's words, or re-roll.")
    if _is_broken(made):
        core = str(core_of(easel.studio.pipeline).dtype).removeprefix("torch.")
        return ModelFailed(f"The picture came out blank: the model's numbers overflowed in {core}. Choose another.")
    picture = sizes.framed(easel.opening.closed(made), recipe.width, recipe.height)
    picture.info["revision"] = easel.studio.revision
    if notice := " ".join(filter(None, (easel.words.notice, _about_size(rung)))):
        picture.info["notice"] = notice
    return picture


def _about_size(rung: Rung) -> str:
    if rung.size_percent == 100:
        return ""
    return f"Painted at {rung.size_percent}% of the model's size, because memory was short, and enlarged."


def _is_broken(picture: Image.Image) -> bool:
    """Whether every pixel is the same: what not-a-number looks like once it is a picture."""
    extrema: Any = picture.convert("RGB").getextrema()
    return all(low == high for low, high in extrema)


@dataclass(frozen=True)
class Within:
    """The progress of one run of recipes as a part of a whole job."""

    whole: Progress
    before: float
    share: float

    def __call__(self, share: float) -> None:
        self.whole(min(1.0, self.before + share * self.share))

    def rough(self, pictures: Callable[[], list[tuple[ImageRecipe, Image.Image]]]) -> None:
        """Passes rough pictures on to whoever watches."""
        if isinstance(self.whole, Watched):
            self.whole.rough(pictures)


def apart(recipes: Sequence[ImageRecipe]) -> Iterator[list[ImageRecipe]]:
    """The recipes in runs that differ only by seed, in order."""
    from itertools import groupby

    for _, run in groupby(recipes, key=lambda recipe: replace(recipe, seed=0)):
        yield list(run)
