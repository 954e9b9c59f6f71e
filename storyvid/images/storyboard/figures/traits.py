"""A character's traits: frozen values read from a name and a look, the rest chosen by a hash of the name."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeVar

from storyvid.images.storyboard.figures import names
from storyvid.images.storyboard.figures.colours import HAIR, On, colour_of
from storyvid.images.storyboard.figures.looks import GARMENTS, PROPS, Bound, Slot, bound
from storyvid.images.storyboard.figures.trait_words import (
    BUILDS,
    DEFAULT_STYLES,
    HAIR_ALONE,
    MARKINGS,
    MAY_BE_BEARDED,
    PATTERNS,
    ROYAL,
    STYLES,
)
from storyvid.images.storyboard.figures.wardrobe import COLOURS, TRADES, footwear, outfit_of
from storyvid.images.storyboard.figures.words import ANIMALS, DRESS, SPECIAL, being_of, singular
from storyvid.images.storyboard.figures.young import YOUNG

MARKED = {"tiger": "stripes", "tabby": "stripes"} | dict.fromkeys(
    ("leopard", "cheetah", "jaguar", "lynx", "fawn"), "spots"
)
Build = Literal["", "tall", "small", "fat", "thin"]
Gender = Literal["female", "male"]
T = TypeVar("T")
_MERE = frozenset(("man", "woman", "person"))
_TELLING = frozenset(("king", "queen", "prince", "princess", "witch", "wizard", "fairy", "mermaid", "knight"))
_FURRED = ANIMALS - {"dragon", "fish", "frog", "snake", "bird", "turtle"}


@dataclass(frozen=True, kw_only=True)
class Garment:
    """Something worn: its kind, its main colour, a second colour for hems and patterns, and how it is patterned."""

    kind: str
    colour: str
    accent: str
    pattern: str = ""  # "", "patched", "striped", "spotted", "starred", "fur", "pointed", "tall", "feathered", "straw"


@dataclass(frozen=True, kw_only=True)
class Traits:
    """All that the drawing needs to know of one character; equal for equal words."""

    being: str
    gender: Gender
    age: Literal["child", "adult", "old"]
    build: Build
    skin: str
    hair: str
    hair_style: str
    beard: str  # "", "short", "long", "moustache"
    beard_colour: str
    eyes: str
    fur: str  # an animal's coat, a dragon's scales, a robot's metal
    belly: str
    marking: str  # "", "patches", "stripes", "spots"
    dress: tuple[tuple[Slot, Garment], ...]
    wings: str  # "" or a colour
    props: tuple[str, ...]
    dressed: bool  # an animal that wears clothes stands upright
    seed: int

    def worn(self, slot: Slot) -> Garment | None:
        """What is worn there, or None."""
        return dict(self.dress).get(slot)


@lru_cache(maxsize=1024)
def read_traits(name: str, look: str, *, scene_words: str = "", today: bool = False) -> Traits:
    """The traits of a character; in a story of `today` people wear what they do now.

    The look goes before the name, the name before what its trade or kind usually wears, and where nothing is said
    a stable hash of the name chooses; `scene_words` is asked only for being and gender.
    """
    return _Reading(name, look, scene_words, today).traits()


class _Reading:
    """One character's words, read in order of weight: look, name, then the dress of its kind."""

    def __init__(self, name: str, look: str, scene_words: str, today: bool) -> None:
        self.today = today
        self.name, self.look = name.lower().strip(), look.lower()
        self.own = bound(look)
        named = tuple(one for one in bound(name) if one.part in ("hair", "beard", "garment", "being", "other", "skin"))
        self.noun = self._noun(named)
        self.gender = names.gender_of(self.name, self.look, self.noun, scene_words)
        self.being = self._being(scene_words)
        trades = DRESS | TRADES if today else DRESS
        trade = next((one.word for one in (*self.own, *named) if one.part == "being" and one.word in trades), "")
        kind = trades.get(self.noun) or trades.get(self.being) or trades.get(trade, "")
        self.bounds = (*self.own, *named, *bound(kind))
        self.words = set(re.findall(r"\w+", f"{self.look} {self.name}"))
        self.all_words = self.words | set(re.findall(r"\w+", kind))
        self.kind_words = kind

    def traits(self) -> Traits:
        age = self._age()
        hair, style = self._hair(age)
        beard, beard_colour = self._beard(age, hair)
        fur = self._fur()
        dress = self._dress(age)
        return Traits(
            being=self.being, gender=self.gender, age=age, build=self._build(), skin=self._skin(), hair=hair,
            hair_style=style, beard=beard, beard_colour=beard_colour, eyes=self._eyes(), fur=fur,
            belly=self._colour("belly") or self._colour("tail") or "", marking=self._marking(), dress=dress,
            wings=self._wings(), props=self._props(), dressed=self._is_dressed_animal(), seed=stable(self.name,
                "seed"),
        )  # fmt: skip

    def choose(self, what: str, options: Sequence[T]) -> T:
        return options[stable(self.name, what) % len(options)]

    def _noun(self, named: Sequence[Bound]) -> str:
        for group in (self.own, named):
            beings = [one.word for one in group if one.part == "being" and one.word]
            if beings:
                telling = [word for word in beings if being_of(word) in _TELLING]
                if group is self.own and beings[0] in _MERE and telling:  # "man, princess" is a princess
                    return telling[0]
                animal = [word for word in beings if being_of(word) in ANIMALS | SPECIAL]
                animal = [word for word in animal if singular(word) not in YOUNG] or animal  # a bear cub is a bear
                return animal[-1] if group is named and animal else beings[0] if group is self.own else beings[-1]
        return ""

    def _being(self, scene_words: str) -> str:
        being = being_of(self.noun) if self.noun else names.being_near(self.name, scene_words)
        if being is None:
            being = "woman" if self.gender == "female" else "man"
        words = set(re.findall(r"\w+", self.look)) | set(re.findall(r"\w+", self.name))
        if words & {"old", "elderly", "aged", "ancient"} and being in ("woman", "man"):
            return f"old {being}"
        if being in ("woman", "man") and words & {"young", "little", "small"} and not self.noun:
            return "girl" if self.gender == "female" else "boy"
        if being == "man" and self.gender == "female":
            being = "woman"
        if being == "boy" and self.gender == "female" or being == "girl" and self.gender == "male":
            return "girl" if self.gender == "female" else "boy"
        return being

    def _age(self) -> Literal["child", "adult", "old"]:
        if self.being in ("girl", "boy", "baby"):
            return "child"
        if self.being in ("old woman", "old man") or self.words & {"old", "elderly", "aged", "ancient"}:
            return "old"
        if self.being in ANIMALS and ("young" in self.words or any(singular(word) in YOUNG for word in self.words)):
            return "child"
        child = self.being in ("prince", "princess", "witch", "wizard", "man", "woman") and self.words & {"little",
            "child"}
        return "child" if child else "adult"

    def _build(self) -> Build:
        for build, words in BUILDS.items():
            if words & self.all_words:
                return build  # type: ignore[return-value]
        return self.choose("build", ("", "", "", "", "thin", "fat")) if self.being in ("man", "woman", "king") else ""

    def _colour(self, part: str, on: str = "cloth") -> str | None:
        for one in self.bounds:
            if one.part == part and (found := colour_of(one.words, on=on)):  # type: ignore[arg-type]
                return found
        return None

    def _hair(self, age: str) -> tuple[str, str]:
        style = self._hair_style(self.own, self.words) or self._hair_style(self.bounds, self.all_words)
        if not style and self.being == "baby":
            style = "bald"
        if not style:
            style = self.choose("style", DEFAULT_STYLES["old " * (age == "old") + self.gender])
        colour = self._colour("hair", "hair") or next((HAIR[w] for w in HAIR_ALONE if w in self.words), None)
        if colour is None and self.words & {"goldilocks"}:
            colour = HAIR["golden"]
        if colour is None and (bearded := self._colour("beard", "hair")) and "bluebeard" not in self.name:
            colour = bearded
        if colour is None and age == "old":
            colour = self.choose("hair", (HAIR["white"], HAIR["grey"], HAIR["silver"]))
        dark = self._skin() in names.DARK_SKINS
        options = names.DARK_HAIRS if dark else names.HAIRS
        return colour or self.choose("hair", options), style

    def _hair_style(self, bounds: Sequence[Bound], loose: set[str]) -> str:
        words = {word for one in bounds if one.part == "hair" for word in (*one.words, one.word)}
        words |= loose & {"bald", "curly", "braids", "braided", "goldilocks", "rapunzel"}
        return next((style for style, keys in STYLES.items() if keys & words), "")

    def _beard(self, age: str, hair: str) -> tuple[str, str]:
        # what captains and pirates have by kind, women have not
        nouns = [one for one in (self.own if self.gender == "female" else self.bounds) if one.part == "beard"]
        colour = self._colour("beard", "hair") or hair
        if "bluebeard" in self.name:
            colour = "#3d5c8f"
        if self.words & {"beardless", "shaven"}:
            return "", colour
        if nouns:
            words = {word for one in nouns for word in (*one.words, one.word)}
            moustache = words & {"moustache", "mustache"} and not words & {"beard", "bearded"}
            return ("moustache" if moustache else "long" if words & {"long", "flowing"} else "short"), colour
        if self.gender == "female" or age == "child" or self.being not in MAY_BE_BEARDED:
            return "", colour
        options = ("long", "short", "short") if age == "old" else ("", "", "", "moustache", "short")
        return self.choose("beard", options), colour

    def _skin(self) -> str:
        if self.being == "alien":
            return self._colour("skin", "skin") or self._fur()
        if self.being == "ogre":
            return self._colour("skin", "skin") or self.choose("skin", ("#8fa368", "#8d9a78", "#a39a6b"))
        alone = re.search(r"\b(dark|black|brown|pale|fair)[- ]skinned", self.look)
        found = self._colour("skin", "skin") or (colour_of([alone[1]], on="skin") if alone else None)
        hair = self._colour("hair", "hair")
        fair = hair in (HAIR["golden"], HAIR["blonde"], HAIR["flaxen"], HAIR["red"], HAIR["fair"])
        return found or self.choose("skin", names.SKINS[:4] if fair or "snow white" in self.name else names.SKINS)

    def _eyes(self) -> str:
        return self._colour("eyes", "eyes") or self.choose("eyes", ("#6b4226", "#3b261c", "#3f77b5", "#4c7a4d",
            "#5d6f7c"))

    def _fur(self) -> str:
        # "a grey wolf" colours the wolf; so does "white" alone, and the White of "White Cat"
        for one in self.bounds:
            animal = one.part == "being" and being_of(one.word) == self.being
            on: On = "fur" if self.being in _FURRED else "cloth"
            if (one.part == "fur" or animal or one.part == "other" and not one.word) and (c := colour_of(one.words,
                on=on)):
                return c
        if "polar" in self.words:
            return "#f3f0e8"
        return self.choose("fur", names.FURS.get(self.noun) or names.FURS.get(self.being, ("#8a6a4d",)))

    def _marking(self) -> str:
        for marking, words in MARKINGS.items():
            if words & self.words:
                return marking
        return MARKED.get(
            self.noun, self.choose("marking", names.MARKINGS.get(self.being, ("",)))
        )

    def _wings(self) -> str:
        if colour := self._colour("wings"):
            return colour
        has = any(one.part == "wings" for one in self.bounds)
        return self.choose("wings", ("#cfe3ee", "#e9dcf1", "#f3ead2")) if has else ""

    def _props(self) -> tuple[str, ...]:
        own = [one for one in self.own if one.part == "prop"]
        kind = [one for one in self.bounds if one.part == "prop"]
        return tuple(dict.fromkeys(PROPS[one.word] for one in own or kind if one.word in PROPS))[:2]

    def _is_dressed_animal(self) -> bool:
        worn = [one for one in (*self.own, *bound(self.name),
            *bound(DRESS.get(self.noun, ""))) if one.part == "garment"]
        slots = {GARMENTS[one.word][0] for one in worn if one.word in GARMENTS}
        standing = self.words & {"upright", "clothes", "dressed"}
        if self.being == "monkey" or self.being in ANIMALS and self.words & ROYAL:
            return True
        return self.being in ANIMALS and bool(slots & {"dress", "top", "bottom", "over", "apron", "feet"} or standing)

    def _dress(self, age: str) -> tuple[tuple[Slot, Garment], ...]:
        worn: dict[Slot, Garment] = {}
        plain = [one for one in self.own if one.part == "other" and not one.word]
        for one in self.bounds:
            if one.part == "garment" and one.word in GARMENTS and not _off(one):
                slot, kind = GARMENTS[one.word]
                kind = "tee" if one.word == "shirt" and "t" in one.words else kind
                if slot not in worn and not _covered(slot, worn):
                    worn[slot] = self._garment(slot, kind, one.words)
        if self.being in ANIMALS | SPECIAL and not self._is_dressed_animal():
            return tuple(worn.items())
        if self.being == "monkey" and not worn:
            return ()
        if self.being in ANIMALS and self.words & ROYAL:
            worn.setdefault("head", self._garment("head", "crown", ()))
            worn.setdefault("dress", self._garment("dress", "robe", ("crimson",)))
        bare = colour_of(plain[0].words) if plain and self.being not in ANIMALS else None
        return tuple(self._filled(worn, age, bare).items())

    def _garment(self, slot: Slot, kind: str, words: Sequence[str], colour: str | None = None) -> Garment:
        spread = names.CLOTHES.get(kind) or names.CLOTHES["" if slot not in ("bottom", "feet") else slot]
        spread = COLOURS.get(kind, spread) if self.today or kind not in names.CLOTHES else spread
        main = colour or colour_of(words) or self.choose(f"colour {slot}", spread)
        named = [one for one in words if colour_of([one])]
        second = colour_of(named[1:]) if len(named) > 1 else None
        pattern = next((p for p, keys in PATTERNS.items() if keys & set(words)), "")
        return Garment(kind=kind, colour=main, accent=second or self.choose(f"accent {slot}", names.ACCENTS),
            pattern=pattern)

    def _today(self, worn: dict[Slot, Garment], age: str, bare: str | None) -> dict[Slot, Garment]:
        """The same with what people wear now where nothing is said."""
        outfit = outfit_of(self.being, age, self.gender, self.choose)
        body = {"dress", "top", "over"} & set(worn)
        for slot, kind, cut in outfit:
            if slot in worn or (slot in ("dress", "top") and body - {"over"}) or (slot == "over" and body):
                continue
            if slot == "dress" and "bottom" in worn:
                slot, kind, cut = "top", "tee", ""
            if slot == "bottom" and "dress" in worn:
                continue
            worn[slot] = self._garment(slot, kind, (cut,) if cut else (), bare if slot in ("dress", "top") else None)
        if outfit and "bottom" not in worn and "dress" not in worn:
            worn["bottom"] = self._garment("bottom", "jeans", ())
        if outfit and "feet" not in worn:
            worn["feet"] = self._garment("feet", self.choose("feet of today", footwear(age)), ())
        return worn

    def _filled(self, worn: dict[Slot, Garment], age: str, bare: str | None) -> dict[Slot, Garment]:
        if self.today:
            worn = self._today(worn, age, bare)
        if "dress" not in worn and "top" not in worn and self.being != "mermaid":
            feminine = self.gender == "female" and "bottom" not in worn
            kind = self.choose("dress", ("dress", "dress", "gown") if age == "adult" else ("dress",))
            top = self.choose("top", ("tunic", "shirt", "vest", "shirt"))
            if self.being in ("old woman", "queen", "princess", "woman", "girl", "witch") and feminine or feminine:
                worn["dress"] = self._garment("dress", kind, (), bare)
            elif self.being in ("baby", "wizard"):
                worn["dress"] = self._garment("dress", "robe", (), bare)
            else:
                worn["top"] = self._garment("top", top, (), bare)
        if "dress" not in worn and "bottom" not in worn and self.being != "mermaid":
            worn["bottom"] = self._garment("bottom", "shorts" if age == "child" and self.choose("s",
                (0, 1)) else "trousers", ())
        if "feet" not in worn and self.being not in ("baby", "mermaid", "fairy"):
            worn["feet"] = self._garment("feet", "boots" if self.choose("feet", (0, 0, 1)) else "shoes", ())
        return worn


def stable(name: str, what: str) -> int:
    """A number that is the same for the same words on every machine and every run."""
    return int.from_bytes(hashlib.sha256(f"{name}\0{what}".encode()).digest()[:6], "big")


def _off(one: Bound) -> bool:
    return bool({"no", "without"} & set(one.words))


def _covered(slot: Slot, worn: dict[Slot, Garment]) -> bool:
    if slot in ("over", "apron") and "dress" in worn and worn["dress"].kind == "spacesuit":
        return True
    if slot == "top" and "dress" in worn:
        return worn["dress"].kind not in ("rags", "overall")
    return slot == "bottom" and "dress" in worn and worn["dress"].kind != "rags" or slot == "dress" and "top" in worn
