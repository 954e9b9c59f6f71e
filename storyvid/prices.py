"""What pictures of a paid service cost, in millionths of a dollar: tables, and sums over what is asked for."""

import ipaddress
from dataclasses import dataclass
from math import ceil, sqrt
from urllib.parse import urlsplit

from storyvid.recipes import ImageRecipe, prompt_text
from storyvid.settings import Settings, option

FREE = ("comfyui", "a1111")  # the author's own machines
PAID = ("openai", "huggingface")
CALL_PICTURES = {"openai": 10, "huggingface": 1}  # the most that one call asks for


@dataclass(frozen=True, kw_only=True)
class Price:
    """What a call costs: most likely, and at the very most."""

    likely: int = 0
    at_most: int = 0


@dataclass(frozen=True, kw_only=True)
class Rates:
    """Millionths of a dollar a token, which is the same number as dollars a million tokens."""

    text_in: float
    image_in: float
    out: float


# developers.openai.com/api/docs/pricing and the pages of the models, September 2026; the longest beginning counts
RATES = {
    "gpt-image-2.5-": Rates(text_in=5, image_in=8, out=30),
    "gpt-image-2": Rates(text_in=5, image_in=8, out=30),
    "gpt-image-1.5": Rates(text_in=5, image_in=8, out=32),
    "gpt-image-1-mini": Rates(text_in=2, image_in=2.5, out=8),
}
_UNLISTED = ("gpt-image-2.6-",)  # begins like a listed one and is sold at a price of its own
# tokens of one picture of 1024 x 1024 pixels; other sizes go by their area
_TOKENS_1 = {"low": 272, "medium": 1056, "high": 4160}
_TOKENS_MINI = {"low": 625, "medium": 1375, "high": 4500}  # by its prices a picture, which are above its tokens
_TOKENS_2 = {"low": 196, "medium": 439, "high": 1756, "xhigh": 3122, "max": 7024}
_MARGIN_2 = 1.25  # the 2 series has no published table by size
_TOKENS_A_PICTURE_IN = (2_000, 8_000)  # of a reference: likely, and at most
_TOKENS_AROUND = 200  # what the service itself puts around a prompt
_FIXED_SIZES = ((1024, 1024), (1024, 1536), (1536, 1024))
_STANDARD_SIDE, _LARGEST_SIDE, _STEP = 1536, 3840, 16
_LEAST_PIXELS, _MOST_PIXELS = 655_360, 8_294_400


def asked_size(model: str, width: int, height: int, size: str = "standard") -> tuple[int, int]:
    """The size to ask an OpenAI image model for, of the shape nearest to width x height.

    The 2 series takes any multiple of 16 between 1:3 and 3:1; `standard` has 1536 pixels on the longer side,
    `full` is as large as the film.  All others take three sizes.
    """
    if not model.startswith("gpt-image-2"):
        return min(_FIXED_SIZES, key=lambda one: abs(one[0] / one[1] - width / height))
    shape = min(3.0, max(1 / 3, width / height))
    long = max(width, height) if size == "full" else _STANDARD_SIDE
    wide, high = (long, long / shape) if shape >= 1 else (long * shape, long)
    if size != "full" and abs(shape - 1) < 0.15:
        wide, high = wide * 2 / 3, high * 2 / 3  # 1024 x 1024, as the other sizes of about 1.5 megapixels
    scale = max(1.0, sqrt(_LEAST_PIXELS / (wide * high)))
    scale = min(scale, sqrt(_MOST_PIXELS / (wide * high)), _LARGEST_SIDE / max(wide, high))
    return _stepped(wide * scale, size), _stepped(high * scale, size)


def known(model: str) -> Rates | None:
    """The rates of an OpenAI model; None for one that is not in the list."""
    begins = [begin for begin in RATES if model.startswith(begin)]
    return None if model.startswith(_UNLISTED) or not begins else RATES[max(begins, key=len)]


def price(recipe: ImageRecipe, count: int, settings: Settings) -> Price | None:
    """What one call for `count` takes of the recipe costs; None where that is not known.

    `picture_price` of the settings goes before the list; a server on this machine or network is free.
    """
    service = recipe.model.partition("@")[0]
    if service not in PAID:
        return Price()
    values = settings.of(service)
    if own := int(values["picture_price"]):
        return Price(likely=own * count, at_most=own * count)
    if values["base_url"]:
        return Price() if is_near(str(values["base_url"])) else None
    return _openai(recipe, count, settings) if service == "openai" else None


def settled(model: str, *, text_in: int, image_in: int, out: int) -> int | None:
    """What the tokens cost that the service says it has used; None for a model that is not in the list."""
    rates = known(model)
    return ceil(text_in * rates.text_in + image_in * rates.image_in + out * rates.out) if rates else None


def is_near(address: str) -> bool:
    """Whether an address is of this machine or a private network, where nobody sends a bill."""
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith((".local", ".localhost")):
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False


def in_dollars(millionths: int) -> str:
    """`$0.42`; less than a cent as `$0.004`."""
    if 0 < millionths < 10_000:
        return f"${max(millionths, 1_000) / 1e6:.3f}"
    return f"${millionths / 1e6:.2f}"


def _openai(recipe: ImageRecipe, count: int, settings: Settings) -> Price | None:
    model = str(option(recipe.options, "openai", "model", settings))
    rates = known(model)
    if rates is None:
        return None
    quality = str(option(recipe.options, "openai", "quality", settings))
    size = asked_size(model, recipe.width, recipe.height, str(option(recipe.options, "openai", "size", settings)))
    likely_out, most_out = _tokens_out(model, quality, size)
    words = prompt_text(recipe.parts).encode()
    pictures_in = len(recipe.references) + (1 if recipe.start else 0)
    likely = len(words) / 4 * rates.text_in + pictures_in * _TOKENS_A_PICTURE_IN[0] * rates.image_in
    # a token is at least one byte
    most = (2 * len(words) + 4 * _TOKENS_AROUND) * rates.text_in + pictures_in * _TOKENS_A_PICTURE_IN[
        1
    ] * rates.image_in
    return Price(
        likely=ceil(likely + count * likely_out * rates.out), at_most=ceil(count * (most + most_out * rates.out))
    )


def _tokens_out(model: str, quality: str, size: tuple[int, int]) -> tuple[float, float]:
    newer = model.startswith("gpt-image-2")
    table = _TOKENS_2 if newer else _TOKENS_MINI if model.startswith("gpt-image-1-mini") else _TOKENS_1
    area = size[0] * size[1] / 1024**2
    likely = table.get(quality, table["high"]) * area
    most = table.get(quality, max(table.values())) * area  # "auto" may choose the dearest
    return likely, ceil(most * (_MARGIN_2 if newer else 1.01))


def _stepped(side: float, size: str) -> int:
    steps = ceil(side / _STEP - 1e-9) if size == "full" else round(side / _STEP)
    return min(_LARGEST_SIDE, steps * _STEP)
