"""A look suggested from the story's own words: "a tall youth with fair hair" becomes prompt words."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from storyvid.models import Cluster
from storyvid.reading.coref import lexicon
from storyvid.reading.coref.tokens import Token, tokens
from storyvid.reading.looks_ages import Place
from storyvid.reading.looks_beings import YOUNG, being_of, introduced
from storyvid.reading.looks_groups import is_many_alike, shared_places
from storyvid.reading.looks_shown import BUILD, COLOURS, KIND_OF, ORDER, Trait, builds_at, traits_at

# of each row a character has one
_ONE_OF = [
    set("beautiful lovely pretty handsome ugly".split()),
    set("tiny small little tall short big huge gigantic enormous giant dwarfish".split()),
    set("fat chubby thin skinny stout plump slender slim lean".split()),
    set("old young aged elderly middle-aged".split()),
    set("black white grey gray brown red golden dark fair pale purple green blue pink orange yellow".split()),
]
_MOST_PARTS = 7


def suggested_look(text: str, cluster: Cluster, *, cast: Sequence[Cluster] = ()) -> str:
    """Prompt words for a character, from what an English text says at its mentions; "" where it says nothing.

    `cast`: all characters of the story, the most important first: groups among them give their look to their members.
    What someone is comes first, then build, hair, face and clothes: "young man, tall, fair hair, red cloak".
    """
    words = _words(text)
    places = _places(words, cluster)
    places += _missed(words, cluster.name, places)
    groups = [_places(words, one) for one in cast if one is not cluster and is_many_alike(one)]
    shared = list(shared_places(words, places, groups)) if not is_many_alike(cluster) else []
    traits = [trait for first, last, _ in [*places, *shared] for trait in traits_at(words, first, last)]
    traits += _in_the_name(cluster)
    builds = Counter(word for first, last, _ in [*places, *shared] for word in builds_at(words, first, last))
    for first, last, kind in places:
        if (phrase := introduced(words, first, last, kind)) is not None:
            builds.update(token.lower for token in words[slice(*phrase)] if token.lower in BUILD)
    being = being_of(words, places, cluster, builds, shared=shared, cast=cast)
    return ", ".join(_composed(being, builds, traits))


def _places(words: list[Token], cluster: Cluster) -> list[Place]:
    """A cluster's mentions as [first, last) tokens and kinds."""
    starts = {token.start: at for at, token in enumerate(words)}
    ends = {token.end: at + 1 for at, token in enumerate(words)}
    spans = [(starts.get(m.start), ends.get(m.end), m.kind) for m in cluster.mentions]
    return [(first, last, kind) for first, last, kind in spans if first is not None and last is not None]


def _missed(words: list[Token], name: str, places: list[Place]) -> list[Place]:
    """Where the story has a character's name that the reader took for nobody's."""
    said = name.lower().split()
    known = {at for first, last, _ in places for at in range(first, last)}
    if not said or said[0] in lexicon.DETERMINERS or not name[0].isupper() or not all(map(str.isalpha, said)):
        return []
    width = len(said)
    return [
        (at, at + width, "name")
        for at in range(len(words) - width + 1)
        if words[at].capital and at not in known and [token.lower for token in words[at : at + width]] == said
    ]


@lru_cache(maxsize=2)
def _words(text: str) -> list[Token]:
    """The text's tokens, kept while all its characters are looked at."""
    return tokens(text).all


def _composed(being: str, builds: Counter[str], traits: list[Trait]) -> list[str]:
    """The parts in the order of a prompt, one for every noun, the fullest description of each."""
    fullest: dict[str, Trait] = {}
    for trait in traits:
        known = fullest.get(trait.noun)
        if known is None or len(trait.words.split()) > len(known.words.split()):
            fullest[trait.noun] = trait
    build = _without_contradictions(builds, being)
    found = [("being", being)] * bool(being) + [("build", word) for word in build[:3]]
    found += [(trait.kind, trait.words) for trait in fullest.values()]
    return [words for _, words in sorted(found, key=lambda part: ORDER.index(part[0]))][:_MOST_PARTS]


def _without_contradictions(builds: Counter[str], being: str) -> list[str]:
    """The commonest first; of two that exclude one another the commoner, "old" no child."""
    kept: list[str] = []
    told = set(being.replace(",", "").split())
    for word, _ in builds.most_common():
        row = next((row for row in _ONE_OF if word in row), {word})
        if not row & {*kept, *told} and not (word in ("old", "aged") and told & YOUNG):
            kept.append(word)
    return kept


def _in_the_name(cluster: Cluster) -> list[Trait]:
    """ "Little Red Riding Hood" wears one."""
    words = cluster.name.lower().split()
    garment = next((word for word in words if KIND_OF.get(word) == "clothes"), None)
    colour = next((word for word in words if word in COLOURS), None)
    return [Trait("clothes", garment, f"{colour} {garment}")] if garment and colour else []
