"""The words of a look that mean a build, a hairstyle, a marking or a pattern."""

BUILDS: dict[str, set[str]] = {
    "fat": {"fat", "plump", "stout", "round", "chubby", "portly", "big", "burly", "heavy", "rotund"},
    "thin": {"thin", "slender", "slim", "skinny", "lean", "gaunt", "bony", "lanky"},
    "tall": {"tall"},
    "small": {"small", "short-statured", "tiny", "petite", "wee"},
}
STYLES = {
    "bald": {"bald", "hairless"}, "braid": {"rapunzel"}, "braids": {"braid", "braids", "braided", "plait", "plaits",
    "plaited", "pigtail", "pigtails"}, "bun": {"bun", "topknot", "knot"}, "ponytail": {"ponytail"},
    "curly": {"curly", "curls", "curl", "ringlets", "frizzy", "afro", "goldilocks"}, "bob": {"bob", "bobbed", "chin"},
    "wild": {"wild", "messy", "tousled", "unkempt", "shaggy", "spiky", "tangled"},
    "short": {"short", "cropped", "close"}, "long": {"long", "flowing", "waist", "tresses", "wavy", "loose"},
}  # fmt: skip
HAIR_ALONE = ("blonde", "blond", "brunette", "redhead", "ginger", "auburn", "flaxen")
DEFAULT_STYLES: dict[str, tuple[str, ...]] = {
    "female": ("long", "long", "braids", "bun", "bob", "ponytail", "curly"),
    "male": ("short", "short", "curly", "wild", "short"),
    "old female": ("bun", "bun", "curly"),
    "old male": ("bald", "short", "wild"),
}
ROYAL = {"king", "queen", "prince", "princess"}
MAY_BE_BEARDED = {"man", "old man", "king", "knight", "wizard", "giant", "dwarf", "ogre"}
MARKINGS = {
    "stripes": {"striped", "tabby", "stripy", "stripes"}, "spots": {"spotted", "spots", "speckled", "dappled",
        "dapple"},
    "patches": {"patch", "patches", "piebald", "pied"},
}  # fmt: skip
PATTERNS = {
    "patched": {"patched", "ragged", "torn", "tattered"}, "striped": {"striped", "stripy"},
    "spotted": {"spotted", "dotted", "polka"}, "starred": {"starred", "starry", "stars"}, "checked": {"checked",
        "tweed",
    "plaid", "tartan"}, "fur": {"fur", "ermine"}, "pointed": {"pointed", "witch", "witch's", "wizard"},
    "tall": {"tall", "top",
    "high"}, "feathered": {"feathered", "feather", "plumed"}, "straw": {"straw"}, "jester": {"jester"},
    "horned": {"horned"}, "short": {"short"}, "knee": {"knee"}, "long": {"long"},
}  # fmt: skip
