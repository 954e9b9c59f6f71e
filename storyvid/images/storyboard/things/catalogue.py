"""The catalogue of things: the words that name them, and the one place where all sketches meet."""

import re

from storyvid.images.storyboard.drawing import Drawing
from storyvid.images.storyboard.ink import Ink
from storyvid.images.storyboard.things import (
    buildings,
    carried,
    furniture,
    outdoors,
    plants,
    skies,
    small_things,
    today,
    tools,
    vehicles,
)
from storyvid.images.storyboard.things.pen import Pen
from storyvid.images.storyboard.things.sketch import Sketch

SKETCHES: dict[str, Sketch] = {
    **plants.SKETCHES, **buildings.SKETCHES, **furniture.SKETCHES, **tools.SKETCHES, **carried.SKETCHES,
    **outdoors.SKETCHES, **small_things.SKETCHES,
    **vehicles.SKETCHES, **skies.SKETCHES, **today.SKETCHES,
}  # fmt: skip

_ALSO: dict[str, str] = {
    "tree": "elm beech maple ash linden chestnut-tree walnut-tree", "oak": "oak-tree",
    "pine": "fir spruce fir-tree cedar christmas-tree larch",
    "apple tree": "apple-tree orchard", "beanstalk": "bean-stalk vine", "dead tree": "thorn-tree",
    "bush": "shrub hedge thicket bramble briar thornbush",
    "flower": "daisy tulip lily bluebell snowdrop violet poppy blossom primrose buttercup",
    "flowers": "meadow-flowers garland",
    "mushroom": "toadstool", "reeds": "reed rushes bulrush", "stump": "tree-stump", "log": "timber firewood",
    "pumpkin": "turnip",
    "wheat": "corn sheaf barley", "house": "farmhouse villa mansion schoolhouse",
    "cottage": "cabin",
    "hut": "shed hovel shack stable", "castle": "palace fortress", "tower": "turret", "mill": "windmill watermill",
    "church": "chapel temple cathedral",
    "barn": "farm granary", "gate": "gateway", "wall": "rampart", "window": "casement", "cave": "cavern den lair",
    "grave": "tomb gravestone tombstone",
    "mountain": "peak", "lamppost": "street-lamp streetlamp", "door": "doorway", "bed": "couch",
    "chair": "armchair seat bench",
    "table": "desk", "fire": "campfire bonfire hearth fireplace blaze", "cauldron": "kettle",
    "chest": "trunk coffer treasure box casket",
    "barrel": "cask keg tub", "spinning wheel": "spinning-wheel", "oven": "stove furnace",
    "shelf": "bookshelf bookcase cupboard",
    "carpet": "rug", "sword": "sabre blade dagger knife", "bow": "longbow", "axe": "ax hatchet", "spear": "lance",
    "staff": "stick cane crook",
    "broom": "broomstick besom", "bucket": "pail", "lantern": "lamp flashlight", "letter": "parchment envelope",
    "book": "notebook diary",
    "bag": "sack satchel purse suitcase",
    "backpack": "knapsack schoolbag rucksack",
    "spindle": "distaff", "harp": "lyre lute", "violin": "fiddle viola cello",
    "flute": "whistle recorder",
    "bell": "handbell", "umbrella": "parasol", "cup": "goblet chalice mug trophy cocoa", "bottle": "potion flask vial",
    "rope": "cord", "flag": "banner",
    "bread": "loaf bun", "cake": "pie gingerbread", "carrot": "radish",
    "coin": "gold money silver-coins ducat guinea", "gem": "jewel diamond ruby emerald",
    "crown": "coronet tiara", "hand mirror": "looking-glass", "shell": "seashell conch",
    "stone": "rock boulder pebble", "shoe": "slipper glass-slipper",
    "boots": "boot", "gift": "present parcel", "pot": "jug pitcher vase jar", "bowl": "porridge soup dish plate",
    "computer": "laptop",
    "phone": "telephone smartphone", "boat": "rowboat canoe dinghy", "ship": "galleon vessel frigate",
    "sailboat": "yacht",
    "cart": "wagon waggon haycart", "carriage": "coach chariot", "sledge": "sled sleigh toboggan",
    "train": "locomotive",
    "bicycle": "bike", "motorcycle": "motorbike scooter moped",
    "rocket": "spaceship spacecraft", "aeroplane": "airplane plane aircraft",
    "comet": "meteor shooting-star", "bee": "wasp bumblebee",
    "butterfly": "moth dragonfly", "ball": "globe football basketball",
    "doll": "puppet toy teddy-bear", "spiderweb": "cobweb web",
    "car": "automobile taxi police-car", "truck": "lorry van", "fire engine": "fire-engine firetruck fire-truck",
    "ice cream": "ice-cream icecream", "television": "tv", "tent": "pavilion",
    "statue": "sculpture", "lightning": "thunderbolt", "star": "starlet", "nest": "birdnest",
    "signpost": "sign milestone", "clock": "grandfather-clock",
}  # fmt: skip

THINGS: dict[str, str] = {name: name for name in SKETCHES} | {
    word.replace("-", " "): name for name, words in _ALSO.items() for word in words.split()
}
_IRREGULAR = {"leaves": "leaf", "loaves": "loaf", "knives": "knife", "shelves": "shelf", "boots": "boots",
    "flowers": "flowers",
              "reeds": "reeds", "stairs": "ladder"}  # fmt: skip


def thing_of(word: str) -> str | None:
    """The thing a noun names, singular or plural, or None."""
    word = re.sub(r"[-_\s]+", " ", word.lower().strip())
    if word in THINGS:
        return THINGS[word]
    for singular in (
        _IRREGULAR.get(word, ""),
        re.sub(r"ies$", "y", word),
        re.sub(r"(ch|sh|x|s)es$", r"\1", word),
        re.sub(r"s$", "", word),
    ):
        if singular != word and singular in THINGS:
            return THINGS[singular]
    return None


def sketch_of(word: str) -> Sketch | None:
    """How the thing that a word names is drawn, or None when the catalogue lacks it."""
    name = thing_of(word)
    return SKETCHES[name] if name else None


def is_held(name: str) -> bool:
    """Whether a hand can hold the thing that the word names."""
    sketch = sketch_of(name)
    return sketch is not None and sketch.grip is not None


def draw_thing(name: str, *, ink: Ink, seed: int = 0) -> Drawing:
    """The thing on its own origin, true to size; raises KeyError for a word that `thing_of` does not know."""
    sketch = sketch_of(name)
    if sketch is None:
        raise KeyError(name)
    pen = Pen(ink)
    sketch.draw(pen, seed)
    return pen.drawing(sketch.anchor)
