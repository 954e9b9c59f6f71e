"""Sizes: from the film's format to a size that the model was trained at, and back to the picture that was asked for."""

from PIL import Image

# the sizes that Stable Diffusion 1.x and SDXL were trained at, near their area (Podell et al. 2023, appendix I)
_TRAINED = {
    512: ((512, 512), (448, 768), (768, 448), (512, 768), (768, 512), (512, 640), (640, 512)),
    1024: (
        *((1024, 1024), (768, 1344), (1344, 768), (832, 1216), (1216, 832), (896, 1152), (1152, 896)),
        *((640, 1536), (1536, 640), (704, 1408), (1408, 704), (960, 1088), (1088, 960)),
    ),
}


def bucket(width: int, height: int, *, side: int, multiple: int) -> tuple[int, int]:
    """The (width, height) to paint at: of the sizes near side x side that the model knows, that of the nearest shape.

    Both are multiples of `multiple` pixels.
    """
    shape = width / height
    known = [size for size in _TRAINED.get(side, ()) if not (size[0] % multiple or size[1] % multiple)]
    sizes = known or _near(side, multiple)
    return min(sizes, key=lambda size: (abs(_log_ratio(size[0] / size[1], shape)), -size[0] * size[1]))


def smaller(size: tuple[int, int], percent: int, *, multiple: int) -> tuple[int, int]:
    """The size at a percentage of its sides, in whole multiples."""
    width, height = (max(multiple, side * percent // 100 // multiple * multiple) for side in size)
    return width, height


def framed(picture: Image.Image, width: int, height: int) -> Image.Image:
    """The picture cut about its middle to the shape of width x height, and resampled to it."""
    scale = max(width / picture.width, height / picture.height)
    across, down = width / scale, height / scale
    left, top = (picture.width - across) / 2, (picture.height - down) / 2
    box = (left, top, left + across, top + down)
    return picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS, box=box)


def _near(side: int, multiple: int) -> list[tuple[int, int]]:
    sides = range(max(multiple, side // 2 // multiple * multiple), side * 2 + 1, multiple)
    return [(w, h) for w in sides for h in sides if 0.7 * side**2 <= w * h <= 1.05 * side**2] or [(side, side)]


def _log_ratio(one: float, other: float) -> float:
    from math import log

    return log(one / other)
