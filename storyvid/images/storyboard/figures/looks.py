"""Reading a look: which colours and other adjectives belong to which noun."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from storyvid.images.storyboard.figures.colours import is_colour, may_colour
from storyvid.images.storyboard.figures.words import being_of, singular

Part = Literal["being", "hair", "eyes", "beard", "skin", "fur", "belly", "tail", "wings", "garment", "prop", "other"]
Slot = Literal["dress", "top", "bottom", "over", "apron", "head", "neck", "feet", "face"]

# word -> (slot, garment): several words name one garment.
GARMENTS: dict[str, tuple[Slot, str]] = {
    word: (slot, kind)  # type: ignore[misc]
    for slot, kinds in {
        "dress": {
            "dress": "dress frock pinafore sundress", "gown": "gown ballgown", "robe": "robe habit cassock kimono toga"
            " nightgown nightdress nightshirt", "armour": "armour armor mail chainmail",
            "spacesuit": "spacesuit", "overall": "overall dungaree jumpsuit", "rags": "rag tatter",
        },
        "top": {
            "tunic": "tunic jerkin doublet smock", "shirt": "shirt blouse top",
            "tee": "tshirt tee", "vest": "vest waistcoat",
            "sweater": "sweater jumper pullover cardigan jersey",
            "hoodie": "hoodie sweatshirt",
        },
        "bottom": {
            "jeans": "jean", "trousers": "trouser pant breeches legging tights hose breech",
            "shorts": "short", "skirt": "skirt",
        },
        "over": {
            "coat": "coat overcoat raincoat jacket uniform greatcoat tailcoat blazer", "cloak": "cloak mantle",
            "cape": "cape capelet", "shawl": "shawl wrap",
        },
        "apron": {"apron": "apron"},
        "head": {
            "hat": "hat sunhat", "cap": "cap bonnet nightcap", "hood": "hood", "crown": "crown",
            "tiara": "tiara circlet diadem coronet", "helmet": "helmet helm", "witch hat": "witch-hat",
            "turban": "turban", "veil": "veil", "beret": "beret", "wreath": "wreath garland", "halo": "halo",
            "ribbon": "ribbon bow-ribbon hairband headband", "headphones": "headphone earphone",
            "wig": "wig", "kerchief": "kerchief headscarf bandana",
        },
        "neck": {"scarf": "scarf muffler", "necklace": "necklace pendant bead chain cross", "collar": "collar ruff",
                 "tie": "tie cravat"},
        "feet": {"boots": "boot", "sneakers": "sneaker", "shoes": "shoe slipper clog", "sandals": "sandal",
            "barefoot": "barefoot barefooted"},
        "face": {"glasses": "glasses spectacle spectacles monocle goggles", "patch": "eyepatch"},
    }.items()
    for kind, words in kinds.items()
    for word in words.split()
}  # fmt: skip

LOOK_WORDS: dict[str, Part] = {
    word: part  # type: ignore[misc]
    for part, words in {
        "hair": "hair haired lock tress curl curls braid braids plait pigtail ponytail bun fringe bob tressed"
        " goldilocks",
        "eyes": "eye eyed", "beard": "beard bearded moustache mustache goatee bluebeard",
        "skin": "skin skinned face faced complexion complexioned",
        "fur": "fur furred furry pelt hide wool plumage feathers feathered scale scaled mane maned body coated",
        "belly": "belly bellied breast breasted chest", "tail": "tail tailed", "wings": "wing winged",
        "other": "nose lip cheek ear paw foot tooth hand leg claw horn button lining stripe spot trim embroidery"
        " buckle",
    }.items()
    for word in words.split()
}  # fmt: skip

PROPS = {
    word: kind
    for kind, words in {
        "sword": "sword sabre dagger", "staff": "staff stick cane crook", "wand": "wand", "broom": "broom broomstick",
        "basket": "basket", "lantern": "lantern lamp", "candle": "candle", "book": "book", "bow": "bow longbow",
        "flower": "flower rose bouquet", "spindle": "spindle distaff", "axe": "axe ax hatchet",
        "bag": "bag sack satchel", "backpack": "backpack schoolbag rucksack knapsack", "violin": "violin fiddle",
        "spear": "spear lance", "shield": "shield", "harp": "harp lute", "flute": "flute pipe", "umbrella": "umbrella",
        "key": "key", "apple": "apple", "hammer": "hammer", "spoon": "spoon", "ball": "ball", "mirror": "mirror",
        "torch": "torch", "bell": "bell", "drum": "drum", "letter": "letter", "balloon": "balloon", "cup": "cup",
        "trident": "trident", "bucket": "bucket pail",
    }.items()
    for word in words.split()
}  # fmt: skip

_LINKING = {"of", "is", "was", "are", "were", "like", "as", "the", "a", "colour", "color", "coloured", "colored",
    "made"}
_BREAKS = {",", ";", ".", ":", "(", ")", "with", "in", "wearing", "wears", "has", "having", "carrying", "holding",
    "on"}
_ARTICLES = {"a", "an", "the", "his", "her", "its", "their"}
_CLOTHED = {"in", "dressed", "clad", "wearing", "wears", "all", "clothed"}


@dataclass(frozen=True)
class Bound:
    """A noun of a look with the words that belong to it: adjectives before it, colours before or after."""

    part: Part
    word: str  # singular
    words: tuple[str, ...] = ()


@lru_cache(maxsize=2048)
def bound(look: str) -> tuple[Bound, ...]:
    """The nouns of a look in order, each with its own colours and adjectives.

    "golden hair, blue dress, red cap" binds as written; also "hair black as ebony", "a dress of blue silk",
    "golden-haired", "white hair and beard" and "dressed in red" (a colour with no noun of its own).
    """
    return _Binder(re.findall(r"[^\W_]+(?:'\w+)?|[,.;:()]", look.lower()[:4000])).run()


class _Binder:
    """One pass over the words; `pending` waits for its noun, `after` is the noun that a colour may follow."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.pending: list[str] = []
        self.after: int | None = None
        self.found: list[Bound] = []

    def run(self) -> tuple[Bound, ...]:
        for at, token in enumerate(self.tokens):
            self._step(at, token)
        self._flush()
        return tuple(self.found)

    def _step(self, at: int, token: str) -> None:
        part = part_of(token)
        if token == "bow" and {"hair", "ribbon"} & set(self.tokens[at : at + 4]):
            part = "garment"
        if part is not None and not self._is_adjective(at, token):
            self._noun(at, part, token)
        elif may_colour(token) and self.after is not None and not self._noun_ahead(at):
            self._add(self.after, token)
        elif token in _BREAKS or token in _ARTICLES:
            self._break(at, token)
        elif token not in _LINKING and token != "and":
            self.pending.append(token)
            self.after = self.after if may_colour(token) else None

    def _noun(self, at: int, part: Part, token: str) -> None:
        words = tuple(self.pending)
        shares = not words and at and self.tokens[at - 1] == "and" and self.found and part != "being"
        if shares and _group(self.found[-1].part) == _group(part) and part not in ("prop", "being"):
            words = tuple(word for word in self.found[-1].words if may_colour(word))
        self.found.append(Bound(part, noun_of(token), words))
        self.pending, self.after = [], len(self.found) - 1

    def _break(self, at: int, token: str) -> None:
        links = token in _LINKING and self.after is not None and self.tokens[at - 1] in _LINKING
        if links:
            return
        self.after = None
        if token != "," or self._clothed_before(at):
            self._flush()

    def _clothed_before(self, at: int) -> bool:
        start = at - len(self.pending) - 1
        return start >= 0 and self.tokens[start] in _CLOTHED

    def _flush(self) -> None:
        if any(is_colour(word) for word in self.pending):
            self.found.append(Bound("other", "", tuple(self.pending)))
        self.pending = []

    def _add(self, index: int, token: str) -> None:
        one = self.found[index]
        self.found[index] = Bound(one.part, one.word, (*one.words, token))

    def _is_adjective(self, at: int, token: str) -> bool:
        """Whether a word that could be a noun stands before its noun: the "rose" of "rose dress", "fur cloak"."""
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else ""
        if part_of(following) is None or following in _BREAKS:
            return False
        return may_colour(token) or part_of(token) in ("fur", "prop", "being") and part_of(following) == "garment"

    def _noun_ahead(self, at: int) -> bool:
        for token in self.tokens[at + 1 : at + 4]:
            if part_of(token) is not None:
                return True
            if not may_colour(token):
                return False
        return False


def part_of(token: str) -> Part | None:
    """What sort of noun a word of a look is, or None for adjectives and the rest."""
    one = noun_of(token)
    if token == "dressed":
        return None
    if token in LOOK_WORDS or one in LOOK_WORDS:
        return LOOK_WORDS.get(token) or LOOK_WORDS[one]
    if one in GARMENTS or token in GARMENTS or _worn(token):
        return "garment"
    if one in PROPS:
        return "prop"
    if is_colour(token):
        return None
    return "being" if being_of(token) else None


def noun_of(token: str) -> str:
    """The word under which the tables hold the noun: "boots" is boot, "cloaked" is cloak."""
    if token in GARMENTS or token in LOOK_WORDS:
        return token
    return _worn(token) or singular(token)


def _worn(token: str) -> str:
    stem = token[:-2] if token.endswith("ed") and token != "dressed" else ""
    return stem if stem in GARMENTS else {"caped": "cape", "robed": "robe", "hatted": "hat",
        "capped": "cap"}.get(token, "")


def _group(part: Part) -> str:
    return "hair" if part in ("hair", "beard") else part
