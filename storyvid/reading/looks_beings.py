"""What a character is, in a word or two that a picture can show: "little girl", "old king", "teapot"."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from storyvid.models import Cluster
from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_numbered import is_numbered
from storyvid.reading.coref.surnames import is_surname
from storyvid.reading.coref.tokens import Token
from storyvid.reading.looks_ages import CHILD, GENERAL, Place, aged, child_by_life, many_by_life
from storyvid.reading.looks_groups import kind_of_group
from storyvid.reading.looks_shown import BUILD, DEGREES, LINKS, WORDS, phrase_end

YOUNG = {"girl", "boy", "child", "children", "girls", "boys", "baby", "toddler"}
# what a picture can show of a mother: a woman; of a friend: nothing
_PLAIN_BEINGS = {word.partition("=")[0]: word.partition("=")[2].replace("_", " ") for word in WORDS["beings"]}
_ANYBODY = {"", "woman", "man", "girl", "boy", "young woman", "young man", "old woman", "old man", "child", "children"}
_MAY_BE_YOUNG = {"", "woman", "man", "girl", "boy", "child"}
_NOT_HUMAN = frozenset(
    "robot android alien ghost spirit spectre phantom angel devil demon fiend god deity creature monster being vampire "
    "werewolf zombie sprite imp pixie leprechaun genie djinn jinn kobold nisse huldre bogle banshee kelpie brownie "
    "scarecrow snowman giant ogre dwarf gnome elf goblin troll merman".split()
)
_MENTIONS_A_LITTLE = 12  # said more seldom, "little" is no word of age
_YOUNG_GENERAL = {"female": "little girl", "male": "little boy"}
_GROWN_TITLES = {"mr", "mrs", "ms", "dr", "prof", "sir", "lady", "lord", "aunt", "uncle"}
# what one with such a title is seen to be, whatever else a story calls him or her
_RANKS = {"inspector": "detective", "capt": "captain"} | {
    word: word for word in "detective captain constable judge nurse".split()
}
_DEGREES = {"dr": "doctor", "doctor": "doctor", "prof": "professor", "professor": "professor"}  # or a director
_HIS_TITLES = frozenset("mr mister sir lord king prince father uncle brother".split())
_ARTICLES = {"a", "an"}
_OWNED = {"our", "my", "his", "her", "their", "the"}
_NOT_TOLD_OF = {"it", "i", "you", "we", "they", "that", "this", "there"}  # "if I were a king"
_AFTER_BESIDE = {
    ",",
    "of",
    "who",
    "named",
    "called",
    "with",
    ".",
    "!",
    "?",
    ";",
    "from",
    "in",
    "at",
    "wearing",
    "whose",
}  # "Anna, a boy and a dog" is no boy
_NO_BEINGS = (lexicon.NO_SPEAKERS | lexicon.ADJECTIVES | lexicon.FUNCTION | lexicon.NOT_NAMES | {"narrator"}) - (
    lexicon.FIGURES
)
_DOERS = ("er", "or", "ist", "ian", "ant", "ate", "eer", "man")  # ends of words for people: "clockmaker"
_GROUP_REACH = 30  # words from "of them" back to whom
_WIDE = 6  # words back from a name to the article of "a fat brown hamster called Einstein"


def being_of(
    words: list[Token],
    places: Sequence[Place],
    cluster: Cluster,
    builds: Counter[str],
    *,
    shared: Sequence[Place] = (),
    cast: Sequence[Cluster] = (),
) -> str:
    """What the character is; `places`: its mentions' [first, last) tokens and kinds, `builds`: what is said of it,
    `shared`: the mentions of groups that it belongs to, `cast`: all characters of the story."""
    cluster = _by_first_name(cluster)
    nouns = _nouns(words, places, cluster)
    ranked = sorted(nouns, key=lambda noun: (noun in _PLAIN_BEINGS, noun in lexicon.GENERAL, -nouns[noun]))
    noun = next((noun for noun in ranked if _PLAIN_BEINGS.get(noun, noun)), "")
    plain = not noun or noun in lexicon.GENERAL or noun in _PLAIN_BEINGS
    noun = _titled(cluster, _RANKS) or (_titled(cluster, _DEGREES) if plain else "") or noun
    shown = _PLAIN_BEINGS.get(noun, noun)
    if cluster.entity == "thing":
        shown = shown or cluster.name.split()[-1].lower()
    shown = shown or _kind_of_thing(words, places, cluster.name)
    shown = shown or ("robot" if is_numbered(cluster.name) else "")
    noun = noun or shown
    if cluster.entity == "person" and shown in _ANYBODY and (told := aged(words, [*places, *shared], cluster)):
        return told
    if shown in _MAY_BE_YOUNG and (told := kind_of_group(words, shared)):
        return CHILD.get(cluster.gender, told) if told == "child" else told
    if cluster.entity == "person" and shown in _MAY_BE_YOUNG and (told := child_by_life(words, places, cluster, cast)):
        return told
    if cluster.entity == "group" and (told := many_by_life(words, shown, cast)):
        return told
    often = "little" in cluster.name.lower().split() or builds["little"] * _MENTIONS_A_LITTLE >= len(places)
    if cluster.entity == "person" and not shown and often and builds["little"] > builds["old"]:
        shown = _YOUNG_GENERAL.get(cluster.gender, "")
    shown = shown or (GENERAL.get(cluster.gender, "") if cluster.entity == "person" else "")
    titled = cluster.entity == "person" and cluster.name.lower().partition(" ")[0].rstrip(".") in _GROWN_TITLES
    shown = GENERAL.get(cluster.gender, shown) if titled and shown in ("girl", "boy") else shown
    if shown in ("woman", "young woman") and builds["little"] > builds["old"] and not titled:
        return "little girl"
    fitting = [word for word in ("old", "young", "little") if builds[word] and shown and word not in shown.split()]
    fitting = [word for word in fitting if not (word == "old" and shown in YOUNG)]
    shown = _with_gender(noun, shown, cluster)
    return " ".join([*sorted(fitting, key=lambda word: -builds[word])[:1], shown])


def _titled(cluster: Cluster, ranks: Mapping[str, str]) -> str:
    """ "detective" of Inspector Clara Voss; "" of who has no such title."""
    title, _, name = cluster.name.lower().partition(" ")
    return ranks.get(title.rstrip("."), "") if name and cluster.entity == "person" else ""


def _by_first_name(cluster: Cluster) -> Cluster:
    """Captain Rosa Blackwood, a woman, whatever most captains are."""
    title, name = ([word.lower().rstrip(".") for word in cluster.name.split()] + ["", ""])[:2]
    hers = name in lexicon.FEMALE_NAMES - lexicon.MALE_NAMES and title in lexicon.TITLES and title not in _HIS_TITLES
    return replace(cluster, gender="female") if hers and cluster.gender == "male" else cluster


def introduced(words: list[Token], first: int, last: int, kind: str) -> tuple[int, int] | None:
    """The phrase [first, last) that brings in a name: "a fat hamster called Einstein", "my little brother Max"."""
    if kind != "name" or first < 2:
        return None
    end = first - (words[first - 1].lower in ("called", "named"))
    if end == first and words[first - 1].lower not in lexicon.KIN:
        return None
    for start in range(end - 1, max(-1, end - _WIDE), -1):
        word = words[start].lower
        if word in _ARTICLES | _OWNED:
            return (start, end) if start < end - 1 else None
        if not words[start].word or not words[start].text.islower() or word in lexicon.PRONOUNS.keys() | lexicon.VERBS:
            return None
    return None


def _nouns(words: list[Token], places: Sequence[Place], cluster: Cluster) -> Counter[str]:
    """The nouns that a character is called or said to be, how often."""
    nouns: Counter[str] = Counter()
    spoken = {words[first].text for first, last, kind in places if kind == "name" and last - first == 1}
    for first, last, kind in places:
        if kind != "pronoun" and not (kind == "name" and _is_surname(words, first, last, spoken, cluster)):
            nouns.update(_head(words[first:last]))
        if (said := _said_to_be(words, first, last, cluster)) is not None:
            nouns[said] += 1
        if (one := _one_of_them(words, last)) is not None:
            nouns[one] += 1
        if (phrase := introduced(words, first, last, kind)) is not None:
            nouns.update(_head(words[slice(*phrase)]))
    return nouns


def _one_of_them(words: list[Token], last: int) -> str | None:
    """ "Blaze, the biggest of them all", "of the dragons": one of those last spoken of."""
    told = [token.lower for token in words[last : last + 8]]
    if told[:2] != [",", "the"] or "of" not in told[2:5] or not any(word.endswith("est") for word in told[2:4]):
        return None
    at = last + told.index("of") + 1
    here = range(at, min(at + 4, len(words)))
    back = range(last - 1, max(-1, last - _GROUP_REACH), -1) if told[told.index("of") + 1 :][:1] == ["them"] else here
    for place in back:
        known = lexicon.noun(words[place].lower)
        if known is not None and known[3] and known[1] in ("person", "animal"):
            return known[0]
    return None


def _is_surname(words: list[Token], first: int, last: int, spoken: set[str], cluster: Cluster) -> bool:
    """Miller of "Jordan Miller", who is also Jordan; Robin and Mr. Finch, who are no birds."""
    given = words[first].lower in lexicon.FEMALE_NAMES | lexicon.MALE_NAMES
    if last - first == 1:
        return given and cluster.entity == "person"
    known = (lexicon.noun(words[last - 1].lower) or ("", ""))[1]
    if known == "animal":
        return cluster.entity == "person" and is_surname([word.text for word in words], first, last - 1)
    return known == "person" and (given or words[first].text in spoken)


def _head(phrase: list[Token]) -> list[str]:
    """The noun of a phrase, if it is somebody's; of a name, what its title or its words say."""
    found = ""
    for token in phrase[: phrase_end(phrase, 0, len(phrase))]:
        if (known := lexicon.noun(token.lower)) is not None:
            named = known[1] in ("person", "animal", "group")
            found = (token.lower if known[3] else known[0]) if named else ""
    return [found] if found else []


def _said_to_be(words: list[Token], first: int, last: int, cluster: Cluster) -> str | None:
    """ "Tomas was a small boy", "Tomas, a boy of nine, ran", "Biscuit, our dog": the noun that is said of it."""
    linked = words[last : last + 1] and words[last].lower in LINKS and words[first].lower not in _NOT_TOLD_OF
    beside = words[last : last + 1] and words[last].text == "," and words[first].capital
    if not (linked or beside) or not words[last + 1 : last + 2]:
        return None
    owner = _owner_end(words, last + 1)
    owned = owner is not None or words[last + 1].lower in _OWNED
    if not owned and words[last + 1].lower not in _ARTICLES:
        return None
    start = owner or last + 2
    found = None
    for place in range(start, min(start + 6, len(words) - 1)):
        token, after = words[place], words[place + 1]
        known = lexicon.noun(token.lower)
        if known is not None:
            fits = known[1] == cluster.entity or (beside and known[1] == "animal" and cluster.entity == "person")
            follows = after.lower in _AFTER_BESIDE or (linked and not owned) or (linked and after.lower == "in")
            found = known[0] if fits and not known[3] and after.lower != "'s" and follows else None
            if lexicon.noun(after.lower) is None:
                return found
        elif not _may_tell(token):
            return None
    return None


def _owner_end(words: list[Token], at: int) -> int | None:
    """Where "the baker's", "Anna's" ends that begins there."""
    at += words[at].lower in _ARTICLES | {"the"}
    return (
        at + 2
        if words[at : at + 1] and words[at].word and words[at + 1 : at + 2] and words[at + 1].lower == "'s"
        else None
    )


def _may_tell(token: Token) -> bool:
    """An adjective, known or not: no word of grammar, no name."""
    if token.lower in lexicon.ADJECTIVES | BUILD | DEGREES | {","}:
        return True
    return token.text.islower() and token.word and token.lower not in lexicon.FUNCTION | lexicon.VERBS


def _kind_of_thing(words: list[Token], places: Sequence[Place], name: str) -> str:
    """The moon, a teapot, a spoon, where it is one of the cast: what the story also calls by its common noun."""
    last = name.split()[-1].lower() if name.split() else ""
    if last in _NO_BEINGS or lexicon.noun(last) is not None:
        return ""
    if name.lower().startswith("the "):
        return last if last in lexicon.FIGURES or last.isalpha() else ""
    for first, end, _ in places:
        told = words[phrase_end(words, first, end) - 1]
        if words[first].lower in _ARTICLES | {"the"} and told.text == last:
            return last
    return ""


def _with_gender(noun: str, shown: str, cluster: Cluster) -> str:
    """ "detective" is a woman, where the story says "she": a painter would think of a man."""
    known = lexicon.noun(noun)
    own = GENERAL.get(cluster.gender, "")
    human = known[1] == "person" and not known[3] if known else noun.endswith(_DOERS)
    if cluster.entity != "person" or not own or not human or shown in _ANYBODY:
        return shown
    if (
        noun in _PLAIN_BEINGS
        or noun in _NOT_HUMAN
        or noun in YOUNG | lexicon.GENERAL
        or (known and known[2] == cluster.gender)
    ):
        return shown
    return f"{own}, {shown}" if shown == noun else shown
