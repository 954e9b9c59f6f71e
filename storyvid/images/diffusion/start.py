"""Starts: a take that varies a picture, follows its composition, or paints a region of it anew."""

from dataclasses import dataclass, field
from inspect import signature
from typing import Any

from PIL import Image, ImageFilter

from storyvid.errors import BadInput, ModelFailed
from storyvid.images.diffusion import sources
from storyvid.images.diffusion.sizes import framed
from storyvid.images.diffusion.studio import Studio
from storyvid.models import Assets
from storyvid.recipes import Start

_SOFT = 64  # a repainted region's edge is this share of the picture's short side


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The pipeline that a start needs, its keywords for one picture, and what stays as it was.

    `steps`: how many are asked of the pipeline so that as many are painted as the settings say.
    """

    pipeline: Any
    pictures: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    kept: Image.Image | None = None
    mask: Image.Image | None = None

    def times(self, count: int) -> dict[str, Any]:
        """Keywords of the pipeline's call for so many pictures."""
        return {**{name: [held] * count for name, held in self.pictures.items()}, **self.values}

    def closed(self, picture: Image.Image) -> Image.Image:
        """The painted picture with what lies outside the mask put back, over a soft edge."""
        if self.kept is None or self.mask is None:
            return picture
        soft = self.mask.filter(ImageFilter.GaussianBlur(max(1, min(self.mask.size) / _SOFT)))
        return Image.composite(picture.convert("RGB"), self.kept, soft)


def opening(studio: Studio, start: Start | None, size: tuple[int, int], *, assets: Assets) -> Opening:
    """What the recipe's start asks for, at the size to paint at.

    Raises BadInput for a start without its picture or mask, ModelFailed where the family cannot start from pictures.
    """
    if start is None:
        return Opening(pipeline=studio.pipeline)
    if start.use not in studio.family.follows:
        raise ModelFailed(_cannot(studio))
    picture = _read(assets, start.picture, size)
    if start.use == "compose" and studio.settings.controlnet:
        return _controlled(studio, picture, start)
    share = max(1, min(100, start.strength_percent)) / 100
    if start.use == "compose":
        share = 0.5 + share / 2  # most is painted anew: only where things are is left of it
    # at least one step must be painted, however little may change
    values = {"strength": max(share, 1.0 / studio.settings.steps)}
    if start.use != "repaint":
        editing = _editing(studio, "AutoPipelineForImage2Image", frozenset({"image", "strength"}))
        return Opening(pipeline=editing, pictures={"image": picture}, values=values)
    if start.mask is None:
        raise BadInput("To paint a part of a picture anew, mark the part first.")
    mask = _read(assets, start.mask, size).convert("L")
    return Opening(
        pipeline=_editing(studio, "AutoPipelineForInpainting", frozenset({"image", "mask_image", "strength"})),
        pictures={"image": picture, "mask_image": mask},
        values=values,
        kept=picture,
        mask=mask,
    )


def outlines(picture: Image.Image) -> Image.Image:
    """White lines on black where the picture has edges: what a Canny ControlNet reads."""
    import cv2
    import numpy as np

    lines = cv2.Canny(np.asarray(picture.convert("L")), 80, 160)
    return Image.fromarray(lines).convert("RGB")


def _controlled(studio: Studio, picture: Image.Image, start: Start) -> Opening:
    import diffusers

    name = studio.settings.controlnet
    if studio.controlnet is None:
        source = sources.find(name)
        for file in sources.weight_files(source.path):
            sources.read_header(file)
        kind = diffusers.FluxControlNetModel if studio.family.name == "flux" else diffusers.ControlNetModel
        core = studio.pipeline.unet if hasattr(studio.pipeline, "unet") else studio.pipeline.transformer
        studio.controlnet = kind.from_pretrained(
            source.path, torch_dtype=core.dtype, use_safetensors=True, local_files_only=True
        ).to(studio.machine.device)
    free = max(0, min(100, start.strength_percent)) / 100
    return Opening(
        pipeline=_variant(studio, "AutoPipelineForText2Image", controlnet=studio.controlnet),
        pictures={"image" if studio.family.is_older else "control_image": outlines(picture)},
        values={"controlnet_conditioning_scale": 1.0 - 0.8 * free},
    )


def _variant(studio: Studio, kind: str, **more: Any) -> Any:
    """The same weights as another pipeline.  Raises ModelFailed where diffusers has none that starts from pictures."""
    import diffusers

    try:
        pipeline = _sibling(studio.pipeline, kind) or getattr(diffusers, kind).from_pipe(studio.pipeline, **more)
    except (ValueError, KeyError, AttributeError) as error:
        raise ModelFailed(_cannot(studio)) from error
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def _editing(studio: Studio, kind: str, needs: frozenset[str]) -> Any:
    """`_variant`, where its call takes what is needed: an unheeded strength or mask would be another picture."""
    pipeline = _variant(studio, kind)
    if not needs <= signature(pipeline.__call__).parameters.keys():
        raise ModelFailed(_cannot(studio))
    return pipeline


def _sibling(pipeline: Any, kind: str) -> Any:
    """The pipeline's own edition where diffusers has one that its automatic choice does not list; None: ask that."""
    import diffusers

    ending = {"AutoPipelineForImage2Image": "Img2ImgPipeline", "AutoPipelineForInpainting": "InpaintPipeline"}.get(kind)
    own = getattr(diffusers, f"{type(pipeline).__name__.removesuffix('Pipeline')}{ending}", None) if ending else None
    return own.from_pipe(pipeline) if own else None


def _cannot(studio: Studio) -> str:
    return (
        f"{type(studio.pipeline).__name__} cannot start from a picture in this way. Choose a Stable Diffusion or FLUX "
        "model, or go back to takes from the words alone."
    )


def _read(assets: Assets, recipe: Any, size: tuple[int, int]) -> Image.Image:
    with Image.open(assets.path(recipe), formats=("PNG", "JPEG", "WEBP")) as opened:
        return framed(opened, *size)
