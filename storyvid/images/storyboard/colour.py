"""Colour arithmetic on "#rrggbb" in OKLab, where equal steps look equal.

Source: Björn Ottosson, "A perceptual color space for image processing" (bottosson.github.io/posts/oklab).
"""

from functools import lru_cache
from math import atan2, cos, hypot, sin

Lab = tuple[float, float, float]


@lru_cache(maxsize=8192)
def lab(colour: str) -> Lab:
    """OKLab lightness (0..1) and the two opponent axes of "#rrggbb"."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def hexed(value: Lab) -> str:
    """The nearest "#rrggbb" of an OKLab colour; what no screen can show is clipped."""
    light, a, b = value
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return "#" + "".join(f"{_byte(channel):02x}" for channel in (red, green, blue))


@lru_cache(maxsize=16384)
def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0..1) of `other` in it."""
    return hexed(tuple(one + (two - one) * share for one, two in zip(lab(colour), lab(other), strict=True)))  # type: ignore[arg-type]


@lru_cache(maxsize=8192)
def shade(colour: str, share: float) -> str:
    """`colour` in shadow: darker, a little cooler, by `share` (0..1)."""
    light, a, b = lab(colour)
    return hexed((light * (1 - share), a * (1 - share * 0.4), b * (1 - share * 0.4) - 0.03 * share))


@lru_cache(maxsize=8192)
def tint(colour: str, share: float) -> str:
    """`colour` in light: brighter, a little warmer, by `share` (0..1)."""
    light, a, b = lab(colour)
    return hexed((light + (0.97 - light) * share, a * (1 - share * 0.6), b * (1 - share * 0.6) + 0.03 * share))


@lru_cache(maxsize=8192)
def turned(colour: str, *, degrees: float = 0.0, chroma: float = 1.0, light: float = 0.0) -> str:
    """`colour` with its hue turned, its chroma multiplied and `light` added to its lightness."""
    lightness, a, b = lab(colour)
    angle, radius = atan2(b, a) + degrees * 0.0174532925, hypot(a, b) * chroma
    return hexed((min(max(lightness + light, 0.0), 1.0), radius * cos(angle), radius * sin(angle)))


def lightness(colour: str) -> float:
    """How light it looks, 0.0 black to 1.0 white."""
    return lab(colour)[0]


def distance(colour: str, other: str) -> float:
    """How different two colours look: 0.0 the same, about 1.0 black and white."""
    return sum((one - two) ** 2 for one, two in zip(lab(colour), lab(other), strict=True)) ** 0.5


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _byte(channel: float) -> int:
    channel = min(max(channel, 0.0), 1.0)
    coded = channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return round(coded * 255)
