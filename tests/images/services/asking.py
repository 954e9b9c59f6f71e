"""Takes to ask for, the pictures they refer to, and this machine's settings."""

from storyvid import settings
from storyvid.recipes import ImageRecipe, Part, UploadRecipe
from storyvid.store import Store
from storyvid.uploads import received
from tests.images.services.loopback import png

SECRET = "sk-very-secret-1234567890"


def brought(store: Store, colour=(40, 160, 90), size=(120, 200)) -> UploadRecipe:
    """A picture in the store."""
    upload = received(png(*size, colour), "image")
    store.adopt(upload.recipe, upload.content, upload.facts)
    return upload.recipe


def takes(model: str, count: int, *, first: int = 1, words: str = "A fox in the snow.", **fields) -> list[ImageRecipe]:
    """Takes of one prompt, small."""
    parts = (Part(source="scene", text=words), Part(source="character", name="Mira", text="red braids"))
    size = {"width": 90, "height": 160}
    return [
        ImageRecipe(model=model, parts=parts, seed=seed, **{**size, **fields}) for seed in range(first, first + count)
    ]


def put(engine: str, **values) -> None:
    """Changes the machine's settings."""
    settings.change(lambda held: held.with_values(engine, **values))


def untold(share: float) -> None:
    """Progress that nobody follows."""
