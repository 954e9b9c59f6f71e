"""The young of animals: whose cub, pup or chick a scene speaks of."""

from storyvid.images.storyboard.figures.words import ANIMALS, BIRDS, being_of, singular

HOOFED = frozenset(("horse", "pony", "donkey", "unicorn"))
# What a word for young may be the young of, the likeliest first.
YOUNG: dict[str, tuple[str, ...]] = {
    "cub": ("fox", "bear", "lion", "wolf"),
    "whelp": ("wolf", "dog", "lion", "fox"),
    "pup": ("dog", "wolf", "fox"),
    "puppy": ("dog", "wolf"),
    "kitten": ("cat",),
    "kit": ("fox", "rabbit", "cat"),
    "chick": ("hen", *sorted(BIRDS - {"hen"})),
    "nestling": ("bird", *sorted(BIRDS - {"bird"})),
    "fledgling": ("bird", *sorted(BIRDS - {"bird"})),
    "foal": ("horse", *sorted(HOOFED - {"horse"})),
    "colt": ("horse", *sorted(HOOFED - {"horse"})),
    "filly": ("horse",),
    "lamb": ("sheep",),
    "calf": ("cow", "elephant", "deer"),
    "duckling": ("duck",),
    "gosling": ("swan",),
    "cygnet": ("swan",),
    "fawn": ("deer",),
    "piglet": ("pig",),
    "kid-goat": ("goat",),
    "owlet": ("owl",),
    "eaglet": ("eagle",),
    "leveret": ("rabbit",),
}
ANY = tuple(sorted(ANIMALS))
AT_A_TIME = 3  # of young that are not counted


def young_at(words: list[str], at: int) -> tuple[str, ...]:
    """The animals whose young the word may be, the likeliest first; empty when it names no young."""
    word = words[at]
    if word in ("ones", "one") and at and words[at - 1] in ("young", "little", "wee"):
        return ANY if _nearest(words, at, ANY) else ()
    if word in ("babies", "offspring", "young") and (at + 1 == len(words) or words[at + 1] in ".!?;and"):
        return ANY if _nearest(words, at, ANY) else ()
    return YOUNG.get(singular(word.removesuffix("'s").removesuffix("’s")), ())


def parent_of(words: list[str], at: int, kinds: tuple[str, ...]) -> str:
    """Whose young it is: the nearest such animal named before it, else after it, else the word's own."""
    return _nearest(words, at, kinds) or kinds[0]


def _nearest(words: list[str], at: int, kinds: tuple[str, ...]) -> str:
    for spot in [*range(at - 1, -1, -1), *range(at + 1, len(words))]:
        word = words[spot].removesuffix("'s").removesuffix("’s").removesuffix("s'").removesuffix("s’")
        if singular(word) in YOUNG:
            continue
        being = being_of(word)
        if being in kinds:
            return being
    return ""
