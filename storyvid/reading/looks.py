"""A look suggested from the story's own words: "a tall youth with fair hair" becomes prompt words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from storyvid.models import Cluster
from storyvid.reading.coref import lexicon
from storyvid.reading.coref.tokens import Token, tokens
from storyvid.reading.wordlists import word_lists

_WORDS = word_lists(files(__package__) / "looks.txt")
_ORDER = ("being", "build", "hair", "face", "body", "clothes", "carried")
_KIND_OF = {word: kind for kind in _ORDER[2:] for word in _WORDS[kind]}
_TELLS_ALONE = set(_WORDS["tells-alone"])  # a beard needs no adjective
_COLOURS, _SHAPES, _BUILD = (set(_WORDS[name]) for name in ("colours", "shapes", "build"))
# what a picture can show of a mother: a woman; of a friend: nothing
_PLAIN_BEINGS = {word.partition("=")[0]: word.partition("=")[2].replace("_", " ") for word in _WORDS["beings"]}
_GENERAL = {"female": "woman", "male": "man"}
_MENTIONS_A_LITTLE = 12  # said more seldom, "little" is no word of age
_YOUNG_GENERAL = {"female": "little girl", "male": "little boy"}
_ARTICLES = {"a", "an"}
_NOT_TOLD_OF = {"it", "i", "you", "we", "they", "that", "this", "there"}  # "if I were a king"
_AFTER_BESIDE = {",", "of", "who", "named", "called", "with"}  # "Anna, a boy and a dog" is no boy
_CALLED = {"little", "young", "old", "tiny"}  # of a figure even where it begins a name: "Little Tomas"
_YOUNG = {"girl", "boy", "child", "children", "girls", "boys", "baby"}
# of each row a character has one
_ONE_OF = [
    set("beautiful lovely pretty handsome ugly".split()),
    set("tiny small little tall short big huge gigantic enormous giant dwarfish".split()),
    set("fat thin stout plump slender slim lean".split()),
    set("old young aged elderly middle-aged".split()),
    set("black white grey gray brown red golden dark fair pale".split()),
]
_GIVES = {"with", "had", "has", "have", "of"}
_WEARS = {"wore", "wears", "wearing", "in", "with"}
_LINKS = {"was", "were", "is", "are", "became", "grew", "looked"}
_DEGREES = {"very", "so", "quite", "rather", "too", "most", "more", "always", "still", "now", "as", "a", "an", "the"}
_MOST_PARTS, _FARTHEST = 7, 8


@dataclass(frozen=True)
class _Trait:
    kind: str
    noun: str
    words: str


def suggested_look(text: str, cluster: Cluster) -> str:
    """Prompt words for a character, from what an English text says at its mentions; "" where it says nothing.

    What someone is comes first, then build, hair, face and clothes: "young man, tall, fair hair, red cloak".
    """
    words = _words(text)
    starts = {token.start: at for at, token in enumerate(words)}
    ends = {token.end: at + 1 for at, token in enumerate(words)}
    spans = [(starts.get(m.start), ends.get(m.end), m.kind) for m in cluster.mentions]
    places = [(first, last, kind) for first, last, kind in spans if first is not None and last is not None]
    traits = [trait for first, last, _ in places for trait in _traits(words, first, last)]
    traits += _in_the_name(cluster)
    builds = Counter(word for first, last, _ in places for word in _builds(words, first, last))
    return ", ".join(_composed(_being(words, places, cluster, builds), builds, traits))


@lru_cache(maxsize=2)
def _words(text: str) -> list[Token]:
    """The text's tokens, kept while all its characters are looked at."""
    return tokens(text).all


def _composed(being: str, builds: Counter[str], traits: list[_Trait]) -> list[str]:
    """The parts in the order of a prompt, one for every noun, the fullest description of each."""
    fullest: dict[str, _Trait] = {}
    for trait in traits:
        known = fullest.get(trait.noun)
        if known is None or len(trait.words.split()) > len(known.words.split()):
            fullest[trait.noun] = trait
    build = _without_contradictions(builds, being)
    found = [("being", being)] * bool(being) + [("build", word) for word in build[:3]]
    found += [(trait.kind, trait.words) for trait in fullest.values()]
    return [words for _, words in sorted(found, key=lambda part: _ORDER.index(part[0]))][:_MOST_PARTS]


def _without_contradictions(builds: Counter[str], being: str) -> list[str]:
    """The commonest first; of two that exclude one another the commoner, "old" no child."""
    kept: list[str] = []
    for word, _ in builds.most_common():
        row = next((row for row in _ONE_OF if word in row), {word})
        if not row & {*kept, *being.split()} and not (word in ("old", "aged") and set(being.split()) & _YOUNG):
            kept.append(word)
    return kept


def _being(words: list[Token], places: Sequence[tuple[int, int, str]], cluster: Cluster, builds: Counter[str]) -> str:
    """What the character is, in a word or two that a picture can show."""
    nouns: Counter[str] = Counter()
    for first, last, kind in places:
        if kind != "pronoun" and (head := _head(words[first:last])) is not None:
            nouns[head] += 1
    for first, last, _ in places:
        if (said := _said_to_be(words, first, last, cluster.entity)) is not None:
            nouns[said] += 1
    ranked = sorted(nouns, key=lambda noun: (noun in _PLAIN_BEINGS, noun in lexicon.GENERAL, -nouns[noun]))
    shown = next((being for noun in ranked if (being := _PLAIN_BEINGS.get(noun, noun))), "")
    if cluster.entity == "thing":
        shown = shown or cluster.name.split()[-1].lower()
    shown = shown or _figure(cluster.name)
    often = "little" in cluster.name.lower().split() or builds["little"] * _MENTIONS_A_LITTLE >= len(places)
    if cluster.entity == "person" and not shown and often and builds["little"] > builds["old"]:
        shown = _YOUNG_GENERAL.get(cluster.gender, "")
    shown = shown or (_GENERAL.get(cluster.gender, "") if cluster.entity == "person" else "")
    if shown in ("woman", "young woman") and builds["little"] > builds["old"]:
        return "little girl"
    fitting = [word for word in ("old", "young", "little") if builds[word] and shown and word not in shown.split()]
    fitting = [word for word in fitting if not (word == "old" and shown in _YOUNG)]
    return " ".join([*sorted(fitting, key=lambda word: -builds[word])[:1], shown])


def _figure(name: str) -> str:
    """The moon, where it is one of the cast."""
    last = name.split()[-1].lower() if name.split() else ""
    return last if name.lower().startswith("the ") and last in lexicon.FIGURES else ""


def _said_to_be(words: list[Token], first: int, last: int, entity: str) -> str | None:
    """ "Tomas was a small boy", "Tomas, a boy of nine, ran": the noun that is said of the mention."""
    linked = words[last : last + 1] and words[last].lower in _LINKS and words[first].lower not in _NOT_TOLD_OF
    beside = words[last : last + 1] and words[last].text == "," and words[first].text.istitle()
    if not (linked or beside) or not words[last + 1 : last + 2] or words[last + 1].lower not in _ARTICLES:
        return None
    for place in range(last + 2, min(last + 6, len(words) - 1)):
        token, after = words[place], words[place + 1]
        known = lexicon.noun(token.lower)
        if known is not None:
            fits = known[1] == entity and not known[3]
            return known[0] if fits and after.lower != "'s" and (linked or after.lower in _AFTER_BESIDE) else None
        if token.lower not in lexicon.ADJECTIVES | _BUILD | _DEGREES | {","}:
            return None
    return None


def _head(phrase: list[Token]) -> str | None:
    """The noun of a phrase; of a name, what its title or its words say."""
    for token in phrase:
        if token.lower == "of":
            break
        known = lexicon.noun(token.lower)
        if known is not None and known[1] in ("person", "animal", "group") and token is _last_noun(phrase):
            return token.lower if known[3] else known[0]
    return None


def _last_noun(phrase: list[Token]) -> Token | None:
    found = None
    for token in phrase:
        if token.lower == "of":
            break
        if lexicon.noun(token.lower) is not None:
            found = token
    return found


def _builds(words: list[Token], first: int, last: int) -> Iterator[str]:
    """Adjectives of the whole figure: in the phrase ("a tall youth") or said of it ("she was tall and fair")."""
    for place in range(first, max(last - 1, first + 1)):
        token = words[place]
        called = place == first < last - 1 and token.lower in _CALLED
        if token.lower in _BUILD and (token.text.islower() or called):
            yield token.lower
    at = last
    if at >= len(words) or words[at].lower not in _LINKS:
        return
    for token in words[at + 1 : at + 8]:
        if token.lower in _BUILD:
            yield token.lower
        elif token.lower not in _DEGREES | {"and", ",", "but"}:
            return


def _traits(words: list[Token], first: int, last: int) -> Iterator[_Trait]:
    """What a mention's neighbourhood shows: "her golden hair", "with a long beard", "wore a red cloak"."""
    if words[first].lower in lexicon.POSSESSIVES:
        yield from _listed(words, first + 1, worn=False)
        return
    if last < len(words) and words[last].lower == "'s":
        yield from _listed(words, last + 1, worn=False)
    at = last + (last < len(words) and words[last].text == ",")
    for place in range(at, min(at + _FARTHEST, len(words))):
        token = words[place]
        if token.sentence != words[first].sentence or (place > at and _starts_afresh(token)):
            return
        dressed = token.lower in ("dressed", "clad", "clothed")
        if dressed or (token.lower in _WEARS and (place == at or token.lower not in ("in", "with"))):
            into = dressed and words[place + 1 : place + 2] != [] and words[place + 1].lower == "in"
            yield from _listed(words, place + 1 + into, worn=True)
        elif place == at and token.lower in _GIVES:
            yield from _listed(words, place + 1, worn=False)


def _starts_afresh(token: Token) -> bool:
    """Somebody or something else comes in: what follows is said of that."""
    return token.text in ".;:!?" or token.lower in lexicon.PRONOUNS or token.lower in lexicon.DETERMINERS


def _listed(words: list[Token], at: int, *, worn: bool) -> Iterator[_Trait]:
    """The parts and garments listed from a token on: "long hair and blue eyes"."""
    told: list[str] = []
    for place in range(at, min(at + 14, len(words))):
        token = words[place]
        kind = _KIND_OF.get(token.lower)
        if kind is not None and (told or token.lower in _TELLS_ALONE or (worn and kind == "clothes")):
            yield _Trait(kind, token.lower, " ".join([*told, token.lower]))
            told = []
        elif kind is not None:
            yield from _said_of(words, place, kind)
            return
        elif token.lower in _COLOURS | _SHAPES:
            told.append(token.lower)
        elif token.lower not in _DEGREES | {",", "and", "his", "her", "its", "pair", "of", "on", "little"}:
            return
        else:
            told = told if token.lower in {",", "and"} | _DEGREES | {"little"} else []


def _said_of(words: list[Token], at: int, kind: str) -> Iterator[_Trait]:
    """ "her eyes were blue", "hair as black as ebony"."""
    after = [token.lower for token in words[at + 1 : at + 5]]
    if after[:1] and (after[0] in _LINKS or after[0] == "as"):
        for word in after[1:]:
            if word in _COLOURS:
                yield _Trait(kind, words[at].lower, f"{word} {words[at].lower}")
                return
            if word not in _DEGREES:
                return


def _in_the_name(cluster: Cluster) -> list[_Trait]:
    """ "Little Red Riding Hood" wears one."""
    words = cluster.name.lower().split()
    garment = next((word for word in words if _KIND_OF.get(word) == "clothes"), None)
    colour = next((word for word in words if word in _COLOURS), None)
    return [_Trait("clothes", garment, f"{colour} {garment}")] if garment and colour else []
