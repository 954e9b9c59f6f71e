"""What each engine can be set to: fields with their defaults and limits, and what such a field may hold."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from storyvid.errors import BadInput

Plain = str | int | bool
_SECRET = re.compile(r"\b(sk-|hf_|fal_|r8_|Bearer )[A-Za-z0-9_-]{8,}")


@dataclass(frozen=True, kw_only=True)
class Field:
    """One setting of an engine.

    `goes="recipe"`: part of what is asked for, so it is kept in each recipe; `goes="machine"`: how the engine is
    reached from here, which no recipe, project or export ever holds.
    """

    name: str
    title: str
    default: Plain
    goes: Literal["recipe", "machine"] = "recipe"
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 1_000_000_000
    unit: str = ""
    scale: int = 1  # the screen shows the value divided by this
    advice: str = ""


def _address(default: str, advice: str) -> Field:
    return Field(name="base_url", title="Address", default=default, goes="machine", advice=advice)


def _patience(seconds: int) -> Field:
    advice = "How long one picture, or one batch, may take before it counts as lost."
    return Field(
        name="timeout_s", title="Time-out", default=seconds, goes="machine", least=1, most=3600, unit="s", advice=advice
    )


def _price(millionths: int, advice: str) -> Field:
    return Field(
        name="picture_price",
        title="Price of a picture",
        default=millionths,
        goes="machine",
        most=100_000_000,
        unit="$",
        scale=1_000_000,
        advice=advice,
    )


ENGINES: dict[str, tuple[Field, ...]] = {
    "ranking": (
        Field(
            name="model",
            title="Image-text model",
            default="openai/clip-vit-base-patch32",
            goes="machine",
            advice="Of the CLIP kind, by its name on the hub or its folder: it ranks takes by what they show. "
            "Empty: by technical faults alone.",
        ),
    ),
    "tagger": (
        Field(
            name="model",
            title="Tagger",
            default="SmilingWolf/wd-vit-tagger-v3",
            goes="machine",
            advice="Of the WD14 kind, by its name on the hub or its folder (model.onnx and selected_tags.csv): it "
            "turns a drawing of a character into words.",
        ),
        Field(
            name="general_percent",
            title="As sure as",
            default=35,
            goes="machine",
            least=5,
            most=100,
            unit="%",
            advice="How sure it must be before it says what it sees.",
        ),
    ),
    "depth": (
        Field(
            name="model",
            title="Depth model",
            default="",
            goes="machine",
            advice="By its name on the hub or its folder: depth-anything/Depth-Anything-V2-Small-hf. Where pictures "
            "move, what is near then moves more, also in painted and uploaded ones. Empty: they move as one.",
        ),
    ),
    "openai": (
        Field(
            name="model",
            title="Model",
            default="gpt-image-2.5-flare",
            advice="Services retire models; the name is all that has to change.",
        ),
        Field(
            name="quality",
            title="Quality",
            default="medium",
            choices=("low", "medium", "high", "xhigh", "max", "auto"),
            advice="Each step costs about twice to four times the one before.",
        ),
        Field(
            name="size",
            title="Size",
            default="standard",
            choices=("standard", "full"),
            advice="Standard pictures are enlarged a little for the film; full ones are as large as the film.",
        ),
        Field(name="background", title="Background", default="auto", choices=("auto", "opaque")),
        Field(name="moderation", title="Moderation", default="auto", choices=("auto", "low")),
        _address(
            "", "Empty: OpenAI. Else a server that speaks the same: http://127.0.0.1:8000/v1; the key goes there."
        ),
        _price(0, "0: by OpenAI's price list. Set it for another server or a model that is not in the list."),
        _patience(300),
    ),
    "huggingface": (
        Field(name="model", title="Model", default="black-forest-labs/FLUX.1-schnell"),
        Field(
            name="provider",
            title="Provider",
            default="auto",
            advice="auto: the first of your order in your Hugging Face settings; or fal-ai, replicate, together...",
        ),
        Field(name="steps", title="Steps", default=0, most=200, advice="0: as the model likes."),
        Field(name="guidance_percent", title="Guidance", default=0, most=5000, scale=100, advice="0: as it likes."),
        _address("", "Empty: Hugging Face's router. Else the address of your own inference endpoint."),
        _price(50_000, "Providers differ; each picture counts as this much against the cap."),
        _patience(180),
    ),
    "comfyui": (
        Field(
            name="workflow",
            title="Workflow",
            default="",
            advice="In ComfyUI: Workflow, Export (API). Words, seed and size are filled in by themselves; Load Image "
            "nodes titled start, mask and reference get those pictures. Empty: the plain workflow.",
        ),
        Field(name="checkpoint", title="Checkpoint", default="", advice="Empty: the first that ComfyUI has."),
        Field(name="steps", title="Steps", default=0, most=200, advice="0: as the workflow has it."),
        _address("http://127.0.0.1:8188", "Where ComfyUI answers."),
        _patience(900),
    ),
    "a1111": (
        Field(name="model", title="Checkpoint", default="", advice="Empty: the one that is loaded."),
        Field(name="sampler", title="Sampler", default="DPM++ 2M"),
        Field(name="steps", title="Steps", default=25, least=1, most=200),
        Field(name="guidance_percent", title="Guidance", default=700, most=5000, scale=100),
        Field(name="side", title="Trained at", default=1024, least=256, most=4096, unit="px", advice="SD 1.5: 512."),
        _address("http://127.0.0.1:7860", "Where the web UI answers, started with --api."),
        _patience(900),
    ),
}


def checked(field: Field, value: object) -> Plain:
    """The value as the field holds it. Raises BadInput for one that it cannot hold."""
    if isinstance(field.default, bool):
        return value is True
    if isinstance(field.default, int):
        if type(value) is not int or not field.least <= value <= field.most:
            raise BadInput(f"{field.title} is a whole number from {field.least} to {field.most}.")
        return value
    text = value.strip() if isinstance(value, str) else "\n"
    if len(text) > 500 or not text.isprintable():
        raise BadInput(f"{field.title} is one line of at most 500 characters.")
    if _SECRET.search(text):
        raise BadInput("This looks like a key. Keys belong into the environment, never into the settings.")
    if field.choices and text not in field.choices:
        raise BadInput(f'{field.title} has no "{text}". It is one of: {", ".join(field.choices)}.')
    return address(text) if field.name == "base_url" and text else text


def address(text: str) -> str:
    """A web address without a name, a password or a query in it. Raises BadInput."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise BadInput(f'"{text}" is not an address. It looks like http://127.0.0.1:8188.') from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise BadInput(f'"{text}" is not an address. It looks like http://127.0.0.1:8188.')
    if parts.username or parts.password or parts.query or parts.fragment:
        raise BadInput("An address holds no password and no key here. Those belong into the environment.")
    return text.rstrip("/")
