"""What is heard somewhere besides the place itself: a fire and a crowd, by a small table of words by language."""

import re
from functools import cache

# in the order in which they drown one another out; "*" goes on to the word's end
_WORDS: dict[str, dict[str, str]] = {
    "crowd": {
        "en": "crowd* market* fair festival* feast* ball tavern* inn audience* wedding* parade*",
        "de": "menge menschenmenge markt* jahrmarkt* fest ball wirtshaus* gasthaus* hochzeit*",
        "fr": "foule* marché* foire* fête* bal auberge* taverne* noce*",
        "es": "multitud* mercado* feria* fiesta* baile taberna* posada* boda*",
    },
    "fire": {
        "en": "fire fires fireplace* campfire* bonfire* hearth* flame* stove*",
        "de": "feuer* kamin* herd flamme* lagerfeuer* ofen",
        "fr": "feu feux cheminée* flamme* foyer",
        "es": "fuego* hoguera* chimenea* llama* fogata*",
    },
}  # fmt: skip


def sounds_in(text: str, *, language: str) -> tuple[str, ...]:
    """The sounds that the words tell of, the loudest first."""
    return tuple(name for name in _WORDS if _pattern(name, language).search(text))


@cache
def _pattern(name: str, language: str) -> re.Pattern[str]:
    words = _WORDS[name].get(language[:2], _WORDS[name]["en"])
    each = (re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in words.split())
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)
