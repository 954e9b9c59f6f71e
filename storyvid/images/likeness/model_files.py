"""The files of the model that a likeness is trained on, and whether one can be: told before anything is loaded."""

from pathlib import Path

from storyvid.errors import BadInput
from storyvid.images.diffusion import sources
from storyvid.images.diffusion.families import FAMILIES, family

TRAINED = "Stable Diffusion 1.x, 2.x or SDXL"


def source_of(model: str) -> sources.Source:
    """The files by folder, `.safetensors` checkpoint, `name@revision` on the hub or `weights:SHA-256`.

    Raises ModelNotInstalled where they are not on this machine.
    """
    here = Path(model).expanduser()
    if here.exists():
        return sources.Source(path=here, revision="", title=here.name)
    name, _, revision = model.partition("@")
    return sources.find(name, revision or "main")


def trainable(source: sources.Source) -> sources.Source:
    """The files, where their family is one that a likeness is trained on.  Raises BadInput for another."""
    pipeline = sources.pipeline_of(source)
    if pipeline in FAMILIES and not family(pipeline).is_older:
        raise BadInput(cannot(pipeline))
    return source


def cannot(pipeline: str) -> str:
    """What is said of a pipeline that no likeness is trained on."""
    return (
        f"{pipeline} cannot be trained here. A likeness is trained on a model of {TRAINED}; other models take a "
        "likeness trained elsewhere."
    )
