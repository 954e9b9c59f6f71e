"""What people wear in a story of today where neither their look nor their trade says otherwise."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from storyvid.images.storyboard.figures.looks import Slot

T = TypeVar("T")
Choose = Callable[[str, Sequence[str]], str]
Outfit = tuple[tuple[Slot, str, str], ...]  # slot, garment, the words that cut it

# A trade's clothes of today, where they are not those of an old tale.
TRADES: dict[str, str] = {
    "policeman": "navy shirt, navy trousers, navy cap, badge", "policewoman": "navy shirt, navy trousers, navy cap",
    "police": "navy shirt, navy trousers, navy cap", "constable": "navy shirt, navy trousers, navy cap",
    "cop": "navy shirt, navy trousers, navy cap", "officer": "navy shirt, navy trousers, navy cap",
    "sergeant": "navy shirt, navy trousers, navy cap", "guard": "black sweater, black trousers, black cap",
    "sheriff": "khaki shirt, brown trousers, brown hat", "inspector": "tan coat, white shirt, grey trousers",
    "detective": "tan coat, white shirt, grey trousers", "soldier": "green shirt, green trousers, green cap, boots",
    "general": "green coat, green trousers, green cap", "nurse": "teal shirt, teal trousers, white sneakers",
    "doctor": "white coat, blue shirt, grey trousers", "surgeon": "teal shirt, teal trousers, teal cap",
    "physician": "white coat, blue shirt, grey trousers", "teacher": "green cardigan, white shirt, grey trousers",
    "schoolmaster": "green cardigan, white shirt, grey trousers", "professor": "tweed coat, grey trousers, spectacles",
    "student": "hoodie, jeans, sneakers", "pupil": "", "schoolgirl": "", "schoolboy": "", "orphan": "", "urchin": "",
    "farmer": "blue overall, checked shirt, boots", "peasant": "checked shirt, jeans, boots",
    "gardener": "green tshirt, jeans, boots, straw hat", "merchant": "navy coat, white shirt, grey trousers",
    "trader": "navy coat, white shirt, grey trousers", "shopkeeper": "green apron, white shirt, jeans",
    "innkeeper": "black vest, white shirt, black trousers", "cobbler": "leather apron, blue shirt, jeans",
    "blacksmith": "leather apron, grey shirt, jeans", "servant": "black vest, white shirt, black trousers",
    "maid": "white apron, blue dress", "thief": "black hoodie, black trousers, black cap",
    "robber": "black hoodie, black trousers, black cap", "burglar": "black hoodie, black trousers, black cap",
    "bandit": "black hoodie, black trousers, black cap", "beggar": "brown coat, grey trousers, grey cap",
    "tramp": "brown coat, grey trousers, grey cap", "traveller": "blue jacket, jeans, boots, bag",
    "traveler": "blue jacket, jeans, boots, bag", "explorer": "khaki shirt, khaki shorts, khaki hat, boots",
    "minister": "navy coat, white shirt, tie, navy trousers", "mayor": "navy coat, white shirt, tie, gold necklace",
    "judge": "black robe, white collar", "coachman": "grey coat, cap", "footman": "red coat, black trousers, cap",
    "housewife": "", "widow": "", "stepmother": "", "godmother": "", "bride": "white dress, veil, flower",
    "grandmother": "spectacles, grey hair, bun, long skirt, cardigan", "granny": "spectacles, grey hair, cardigan",
    "grandma": "spectacles, grey hair, bun, long skirt, cardigan", "nana": "spectacles, grey hair, bun, cardigan",
    "grandfather": "white hair, cardigan, grey trousers, spectacles", "hermit": "grey sweater, long white beard",
    "grandpa": "white hair, cardigan, grey trousers, spectacles", "huntsman": "green jacket, green cap, boots",
    "hunter": "green jacket, green cap, boots", "shepherd": "brown sweater, jeans, boots, cap, staff",
    "woodcutter": "checked shirt, jeans, boots, beard, axe", "lumberjack": "checked shirt, jeans, boots, beard, axe",
    "scientist": "white coat, jeans, spectacles", "engineer": "blue overall, white tshirt",
    "driver": "blue jacket, grey trousers, cap", "pilot": "navy coat, white shirt, tie, navy cap",
    "sailor": "striped tshirt, navy trousers, white cap", "musician": "black shirt, jeans",
}  # fmt: skip

_GIRL: tuple[Outfit, ...] = (
    (("top", "tee", ""), ("bottom", "jeans", "")),
    (("dress", "dress", "short"),),
    (("top", "hoodie", ""), ("bottom", "jeans", "")),
    (("top", "tee", ""), ("bottom", "skirt", "short")),
    (("top", "sweater", ""), ("bottom", "jeans", "")),
    (("top", "tee", "striped"), ("bottom", "shorts", "")),
)
_BOY: tuple[Outfit, ...] = (
    (("top", "tee", ""), ("bottom", "jeans", "")),
    (("top", "hoodie", ""), ("bottom", "jeans", "")),
    (("top", "tee", "striped"), ("bottom", "shorts", "")),
    (("top", "sweater", ""), ("bottom", "jeans", "")),
    (("top", "tee", ""), ("bottom", "shorts", "")),
)
_WOMAN: tuple[Outfit, ...] = (
    (("top", "sweater", ""), ("bottom", "jeans", "")),
    (("top", "shirt", ""), ("bottom", "skirt", "knee")),
    (("dress", "dress", "knee"),),
    (("top", "tee", ""), ("bottom", "jeans", "")),
    (("top", "shirt", ""), ("bottom", "trousers", "")),
    (("top", "tee", "striped"), ("bottom", "skirt", "knee")),
)
_MAN: tuple[Outfit, ...] = (
    (("top", "shirt", ""), ("bottom", "jeans", "")),
    (("top", "sweater", ""), ("bottom", "trousers", "")),
    (("top", "tee", ""), ("bottom", "jeans", "")),
    (("over", "coat", ""), ("top", "tee", ""), ("bottom", "jeans", "")),
    (("top", "shirt", "checked"), ("bottom", "jeans", "")),
)
_OLD_WOMAN: tuple[Outfit, ...] = (
    (("top", "sweater", ""), ("bottom", "skirt", "knee")),
    (("dress", "dress", "knee"),),
    (("top", "shirt", ""), ("bottom", "trousers", "")),
)
_OLD_MAN: tuple[Outfit, ...] = (
    (("top", "sweater", ""), ("bottom", "trousers", "")),
    (("top", "vest", ""), ("bottom", "trousers", "")),
    (("top", "shirt", "checked"), ("bottom", "trousers", "")),
)
_WARDROBES: dict[tuple[str, str], tuple[Outfit, ...]] = {
    ("child", "female"): _GIRL,
    ("child", "male"): _BOY,
    ("adult", "female"): _WOMAN,
    ("adult", "male"): _MAN,
    ("old", "female"): _OLD_WOMAN,
    ("old", "male"): _OLD_MAN,
}
PEOPLE = frozenset(("woman", "man", "girl", "boy", "old woman", "old man"))

COLOURS: dict[str, tuple[str, ...]] = {
    "tee": ("#e2b23f", "#d9604c", "#4f8fb8", "#6aa36a", "#efe9dc", "#8a6fb0", "#e58a8f", "#2f7f86"),
    "hoodie": ("#c94f45", "#4f7a9f", "#e0a93a", "#5f8f68", "#7d6aa0", "#6f7682"),
    "sweater": ("#c9604a", "#4a7a8f", "#d9a441", "#6a8f62", "#a3567a", "#50688f"),
    "jeans": ("#3f5f8f", "#4a6a94", "#33496b", "#5a7ba0"),
    "trousers": ("#4a4f5c", "#6b6455", "#39465c", "#7d7563"),
    "shorts": ("#4a6a94", "#7d7563", "#3f4f6b", "#8a6f4d"),
    "skirt": ("#a3567a", "#4a6a94", "#b8863a", "#5f7a5f", "#8d4a52", "#4d5570"),
    "dress": ("#d9604c", "#4f8fb8", "#e2b23f", "#7a9f6a", "#b0688f", "#2f7f86"),
    "shirt": ("#efe9dc", "#a9c4d9", "#e3c1b5", "#c9d6b5", "#b9574a", "#5f86ad"),
    "coat": ("#4d5f70", "#7a6a4d", "#5f6f5a", "#70504a"),
    "sneakers": ("#d9493f", "#ece7db", "#3f7ab0", "#4a4a52", "#e2b23f"),
    "shoes": ("#4a3a32", "#2f2f38", "#6d4a2d"),
}


def outfit_of(being: str, age: str, gender: str, choose: Choose) -> Outfit:
    """What someone of that age puts on, the same every day; nothing for beings that are dressed otherwise."""
    if being not in PEOPLE:
        return ()
    wardrobe = _WARDROBES[age, gender]
    return wardrobe[int(choose("outfit of today", tuple(map(str, range(len(wardrobe))))))]


def footwear(age: str) -> tuple[str, ...]:
    """The kinds of shoe that go with it, the likelier ones more than once."""
    return ("shoes",) if age == "old" else ("sneakers", "sneakers", "sneakers", "shoes" if age == "adult" else "boots")
