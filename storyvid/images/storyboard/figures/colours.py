"""Colour words of looks: what each means on cloth, on hair, on skin and in eyes."""

from collections.abc import Sequence
from typing import Literal

from storyvid.images.storyboard.colour import shade, tint

On = Literal["cloth", "hair", "skin", "eyes", "fur"]

CLOTH: dict[str, str] = {
    "red": "#b9322f", "scarlet": "#c8281f", "crimson": "#9f1f35", "ruby": "#a01b3c", "cherry": "#b02138",
    "vermilion": "#d0402a", "maroon": "#6d2233", "burgundy": "#6b1f33", "wine": "#6b2038", "rust": "#a5502a",
    "rusty": "#a5502a", "copper": "#b46a3c", "bronze": "#9c6b3a", "terracotta": "#b9603f", "coral": "#e2725b",
    "salmon": "#e58e73", "pink": "#e08fa4", "rose": "#cf6f86", "rosy": "#d98a98", "magenta": "#b13a83",
    "fuchsia": "#b8357f", "orange": "#d9782d", "tangerine": "#e0812f", "amber": "#d9962f", "apricot": "#e9ae78",
    "peach": "#efbb96", "yellow": "#e3b93c", "golden": "#d9a534", "gold": "#d9a534", "gilded": "#d9a534",
    "mustard": "#c2922e", "lemon": "#ecd25c", "straw": "#dcc078", "honey": "#d0983f", "saffron": "#dda032",
    "cream": "#f0e4c8", "creamy": "#f0e4c8", "ivory": "#f1e8d5", "beige": "#d9c6a3", "tan": "#c39a6b",
    "sand": "#d6bd8b", "sandy": "#d6bd8b", "buff": "#d2b483", "brown": "#7a5236", "chestnut": "#7d4528",
    "chocolate": "#553524", "coffee": "#5c4030", "hazel": "#8a6a3c", "auburn": "#7c3a24", "ginger": "#c0622d",
    "russet": "#8d4a2b", "mahogany": "#5d2c22", "umber": "#5d4632", "sienna": "#8f5533", "green": "#4c7d45",
    "emerald": "#23805a", "jade": "#3f9a72", "olive": "#75763a", "lime": "#9abf3c", "mint": "#a3d3b4",
    "moss": "#67763b", "mossy": "#67763b", "sage": "#93a580", "forest": "#2f5a3a", "teal": "#25757a",
    "turquoise": "#38a5a5", "aqua": "#58b8bb", "cyan": "#4fb4c8", "blue": "#38639b", "navy": "#25355f",
    "azure": "#4c8ec9", "sapphire": "#274f9e", "cobalt": "#2c4f9c", "sky": "#85b8dc", "indigo": "#3b3a7d",
    "ultramarine": "#2f3f9b", "violet": "#6f4d9c", "purple": "#6c3f86", "lilac": "#b39ac9", "lavender": "#b3a4d2",
    "mauve": "#a37f9f", "plum": "#63325c", "white": "#f1ede4", "snowy": "#f4f4f2", "snow": "#f4f4f2",
    "milk": "#f3efe6", "pearl": "#e8e3da", "silver": "#b7bec6", "silvery": "#b7bec6", "grey": "#85878c",
    "gray": "#85878c", "ash": "#9b9995", "ashen": "#9b9995", "slate": "#56626f", "charcoal": "#3b3d44",
    "black": "#2b2a33", "ebony": "#2a2423", "jet": "#25242c", "raven": "#28262f", "coal": "#2b2a2e",
    "sooty": "#36343a", "inky": "#2a2c3d", "pitch": "#25242c", "blood": "#9c1c22", "fiery": "#cf4a22",
    "flame": "#d9542a", "flaming": "#d9542a", "khaki": "#a39868", "denim": "#46648c", "rainbow": "#d9782d",
    "leather": "#8a5a34", "leathern": "#8a5a34", "iron": "#6f757d", "steel": "#8d97a3", "brass": "#c29a45",
    "bluish": "#5c7fa8", "greenish": "#6a9064", "reddish": "#a9523f", "yellowish": "#d8bd62", "brownish": "#87664b",
    "greyish": "#929498", "grayish": "#929498", "whitish": "#e8e4da", "wooden": "#9b6b3d", "earthy": "#7a5c3e",
    "tawny": "#bf8a4b", "dun": "#a48a67", "bay": "#7a4429", "dapple": "#a9adb3", "dappled": "#a9adb3",
    "piebald": "#efe9de", "roan": "#8b6a60", "dusky": "#6b5a5e", "midnight": "#232a52", "aubergine": "#4a2a4d",
}  # fmt: skip

HAIR: dict[str, str] = {
    "gold": "#dfa83f", "golden": "#dfa83f", "blonde": "#e3bd6a", "blond": "#e3bd6a", "flaxen": "#e6cb8c",
    "fair": "#dfb565", "yellow": "#e2b64a", "honey": "#c98f3e", "straw": "#dbb968", "sandy": "#c39a5e",
    "red": "#a8431f", "ginger": "#c0622d", "auburn": "#7c3a24", "copper": "#b05a2a", "fiery": "#c44a1c",
    "chestnut": "#6a3b22", "brown": "#5e3b26", "brunette": "#4d3020", "hazel": "#7a5530", "chocolate": "#432a1d",
    "dark": "#33231d", "black": "#26212a", "raven": "#221f2b", "ebony": "#241e22", "jet": "#211f28",
    "white": "#ece8df", "snowy": "#f1efe9", "snow": "#f1efe9", "silver": "#c6c9cd", "silvery": "#c6c9cd",
    "grey": "#9a9893", "gray": "#9a9893", "hoary": "#d8d5cd", "redhead": "#a8431f", "mousy": "#8a6f54",
    "mouse": "#8a6f54",
}  # fmt: skip

SKIN: dict[str, str] = {
    "pale": "#f6dcc9", "fair": "#f4d3ba", "white": "#f7e4d6", "snow": "#f7e6da", "ivory": "#f5dfcc",
    "light": "#f1cdb0", "rosy": "#f2c5ac", "peach": "#f1c6a4", "freckled": "#efc6a3", "tan": "#d3a077",
    "tanned": "#cf9a6c", "olive": "#c69c70", "golden": "#d8a976", "bronze": "#b97f52", "brown": "#96623f",
    "dark": "#7c4c31", "black": "#5f3a28", "ebony": "#4d2f22", "chocolate": "#6d432c", "copper": "#ad6f49",
    "ruddy": "#e5a484", "red": "#d98a70", "grey": "#aeb0aa", "gray": "#aeb0aa", "green": "#8fae72",
    "blue": "#8aa9c4", "sunburnt": "#d38f6c", "wrinkled": "#ecc7a7", "weathered": "#cf9d76", "yellow": "#e6c487",
}  # fmt: skip

EYES: dict[str, str] = {
    "blue": "#3f77b5", "green": "#4c8a4d", "brown": "#6b4226", "hazel": "#8a6a34", "grey": "#74818c",
    "gray": "#74818c", "black": "#2a2126", "dark": "#3b261c", "amber": "#c4842a", "golden": "#cf9a2c",
    "gold": "#cf9a2c", "yellow": "#d9b32c", "red": "#a8262a", "violet": "#7450a3", "purple": "#6d4796",
    "silver": "#9aa6b0", "emerald": "#2c8a5c", "sapphire": "#2c57ad", "sky": "#5b9fd4", "chestnut": "#74421f",
}  # fmt: skip

FUR: dict[str, str] = {
    "red": "#bd5423", "golden": "#d0a055", "gold": "#d0a055", "yellow": "#d9b35c", "brown": "#7a5236",
    "grey": "#7b7c80",
    "gray": "#7b7c80", "silver": "#b3b7bb", "tawny": "#bf8a4b", "orange": "#d08a3f", "ginger": "#c8702f",
}  # fmt: skip

DARKER = {"dark", "deep", "dull"}
LIGHTER = {"light", "pale", "soft", "faded", "pastel"}
# Words that mean a colour only on hair, skin or eyes ("fair hair"), never alone.
_ONLY_ON: dict[On, dict[str, str]] = {"cloth": CLOTH, "hair": HAIR, "skin": SKIN, "eyes": EYES, "fur": FUR}


def is_colour(word: str) -> bool:
    """Whether the word names a colour on its own."""
    return word in CLOTH


def may_colour(word: str) -> bool:
    """Whether the word says something of colour beside the right noun ("fair hair", "dark skin", "pale blue")."""
    return word in CLOTH or word in DARKER or word in LIGHTER or any(word in table for table in _ONLY_ON.values())


def colour_of(words: Sequence[str], *, on: On = "cloth") -> str | None:
    """The colour that the words mean on cloth, hair, skin or eyes, as "#rrggbb"; None when they name none."""
    table = _ONLY_ON[on]
    named = [word for word in words if word in table and (word in CLOTH or len(words) == 1)]
    named = named or [word for word in words if word in CLOTH] or [word for word in words if word in table]
    if not named:
        return None
    colour = table.get(named[0], CLOTH.get(named[0], ""))
    return _toned(colour, [word for word in words if word != named[0]])


def _toned(colour: str, words: Sequence[str]) -> str:
    if DARKER & set(words):
        return shade(colour, 0.28)
    return tint(colour, 0.35) if LIGHTER & set(words) else colour
