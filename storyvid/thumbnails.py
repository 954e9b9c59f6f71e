"""Thumbnails: small copies of pictures in a project's folder, for pages that show many."""

from io import BytesIO
from pathlib import Path

from storyvid import files
from storyvid.errors import BadInput
from storyvid.recipes import Recipe, key_of

THUMBNAIL_PX = 360  # workers make this size while they are at it; other sizes are made when asked for


def thumbnail_path(folder: Path, recipe: Recipe, size: int = THUMBNAIL_PX) -> Path:
    """Where the thumbnail of a picture is in a project's folder, or would be."""
    key = key_of(recipe)
    return folder / "thumbs" / key[:2] / f"{key}-{size}.webp"


def write_thumbnail(picture: Path, path: Path, *, size: int) -> None:
    """Writes a WebP of the picture, its longer side `size` px at most. Raises BadInput, NoRoom."""
    from storyvid.uploads import opened

    image, written = opened(picture.read_bytes()), BytesIO()
    try:
        image.thumbnail((size, size), reducing_gap=2.0)
        image.convert("RGB").save(written, "WEBP", quality=82, method=2)
    except (OSError, SyntaxError) as error:
        raise BadInput(
            f"The picture {picture.name} is damaged: it cannot be decoded. Delete it and make it again."
        ) from error
    files.make_folder(path.parent)
    files.write_bytes(path, written.getvalue())
