"""Entities as an author wants to see them: well named, in order of importance, walk-ons folded away."""

from collections import Counter

from storyvid.models import Cluster, Found, Reading
from storyvid.reading.coref import lexicon
from storyvid.reading.coref.entities import Entity
from storyvid.reading.coref.mentions import Mention
from storyvid.reading.coref.tokens import Tokens

_SHORT_STORY_WORDS = 300


def reading(text: Tokens, entities: list[Entity]) -> Reading:
    """The entities as clusters: characters first, then places and things."""
    spoken_of = [entity for entity in entities if _own(entity)]
    cast = sorted(
        (e for e in spoken_of if e.is_cast and not _is_unnamed(e)),
        key=lambda entity: (-_weight(entity), _own(entity)[0].first),
    )
    rest = sorted(
        (e for e in spoken_of if not e.is_cast or _is_unnamed(e)),
        key=lambda entity: (-len(_own(entity)), _own(entity)[0].first),
    )
    names = _names(text, cast + rest, entities)
    least = 2 if len(text.all) < _SHORT_STORY_WORDS else 3
    characters = [_cluster(text, entity, names[entity.number], minor=_is_minor(entity, least)) for entity in cast]
    characters.sort(key=lambda cluster: cluster.minor)
    others = tuple(_cluster(text, entity, names[entity.number], minor=False) for entity in rest)
    return Reading(characters=tuple(characters), others=others)


def _own(entity: Entity) -> list[Mention]:
    """The mentions without the pairs that only stand for their members ("Hansel and Gretel")."""
    return [mention for mention in entity.mentions if mention.head or not entity.parts]


def _weight(entity: Entity) -> float:
    named = sum(mention.kind == "name" for mention in entity.mentions)
    return len(_own(entity)) + 0.5 * named


def _is_unnamed(entity: Entity) -> bool:
    """Only ever a pronoun: someone nobody could say who it is."""
    only_pronouns = all(mention.kind == "pronoun" for mention in _own(entity))
    return entity.role in ("you", "we", "speaker", "listener") or (
        only_pronouns and not entity.parts and entity.role != "narrator"
    )


def _is_minor(entity: Entity, least: int) -> bool:
    if (entity.heads & lexicon.QUANTIFIED or entity.modifiers & lexicon.QUANTIFIED) and not entity.names:
        return True
    return len(_own(entity)) < (least - 1 if entity.names else least)


def _cluster(text: Tokens, entity: Entity, name: str, *, minor: bool) -> Cluster:
    found = sorted(
        {_found(text, mention) for mention in _own(entity)}, key=lambda mention: (mention.start, mention.end)
    )
    kind = "group" if entity.plural and entity.is_cast else entity.entity
    gender = "plural" if entity.plural else entity.gender
    return Cluster(name=name, entity=kind, mentions=tuple(found), gender=gender, minor=minor)  # type: ignore[arg-type]


def _found(text: Tokens, mention: Mention) -> Found:
    first, last = text.all[mention.first], text.all[mention.last - 1]
    return Found(start=first.start, end=last.end, kind=mention.kind)


def _names(text: Tokens, shown: list[Entity], entities: list[Entity]) -> dict[int, str]:
    """A name for every entity, no two alike."""
    heads = Counter(head for entity in shown if not entity.names and len(_own(entity)) > 1 for head in entity.heads)
    names: dict[int, str] = {}
    for entity in shown:
        names[entity.number] = _name(text, entity, heads, entities)
    taken: Counter = Counter()
    for entity in shown:
        name = names[entity.number]
        taken[name] += 1
        if taken[name] > 1:
            names[entity.number] = f"{name} ({taken[name]})"
    return names


def _name(text: Tokens, entity: Entity, heads: Counter, entities: list[Entity]) -> str:
    if entity.role == "narrator" and not entity.names:
        return "The narrator"
    if entity.parts:
        first, second = (_name(text, entities[number], heads, entities) for number in sorted(entity.parts))
        return f"{first} and {second[:1].lower() + second[1:] if second.startswith('The ') else second}"
    if entity.names:
        return _proper_name(text, entity)
    nouns = [mention for mention in entity.mentions if mention.kind == "noun"]
    if not nouns:
        said = text.all[entity.mentions[0].first].text
        return said[:1].upper() + said[1:]
    phrase = _phrase(text, entity, nouns, heads)
    if (owner := _owner_with_a_name(entity, nouns)) is not None:
        last = phrase if phrase[:1].islower() or " " in phrase else phrase.lower()
        return f"{_name(text, owner, heads, entities)}’s {last}"
    plain = all(noun.definite == "bare" for noun in nouns) and (nouns[0].plural or nouns[0].head in lexicon.STAND_ALONE)
    return phrase[:1].upper() + phrase[1:] if plain else f"The {phrase}"


def _owner_with_a_name(entity: Entity, nouns: list[Mention]) -> Entity | None:
    """Whose wife the wife is, where that tells more: one step, and somebody who is called something."""
    owner = entity.owner
    if owner is None or owner is entity or owner.owner is not None or owner.plural or nouns[0].head not in lexicon.KIN:
        return None
    called = owner.names or owner.role == "narrator" or any(mention.kind == "noun" for mention in owner.mentions)
    return owner if called and all(noun.definite != "a" for noun in nouns) else None


def _proper_name(text: Tokens, entity: Entity) -> str:
    said: Counter = Counter()
    for mention in entity.mentions:
        if mention.kind == "name":
            first = mention.first
            while text.all[first].lower == "the" or text.all[first].text.islower():  # "little Hansel"
                first += 1
            first -= first > mention.first and text.all[first - 1].lower == "the" and _keeps_article(mention)
            held = text.text[text.all[first].start : text.all[mention.last - 1].end]
            said[" ".join(held.split())] += 1
    most = said.most_common(1)[0][1]
    name = max((name for name, count in said.items() if count * 2 >= most), key=lambda name: (len(name), said[name]))
    return name[:1].upper() + name[1:]


def _keeps_article(mention: Mention) -> bool:
    """ "the Happy Prince", but "Thames"."""
    return mention.entity in ("person", "animal", "group") and lexicon.noun(mention.names[-1].lower()) is not None


def _phrase(text: Tokens, entity: Entity, nouns: list[Mention], heads: Counter) -> str:
    """The shortest phrase that tells the entity from others: "king", or "old king" where there are two."""
    phrases = Counter(_bare_phrase(text, noun) for noun in nouns)
    common = Counter(noun.head for noun in nouns).most_common(1)[0][0]
    mine = [phrase for phrase in phrases if phrase.split()[-1:] and _head_in(phrase, common)]
    mine = mine or list(phrases)
    mine.sort(key=lambda phrase: (-phrases[phrase], len(phrase)))
    if entity.plural or heads[common] > 1:
        told = [phrase for phrase in mine if " " in phrase]
        return (told or mine)[0]
    return min(mine, key=len) if phrases[min(mine, key=len)] > 1 or len(mine[0].split()) > 3 else mine[0]


def _head_in(phrase: str, head: str) -> bool:
    known = lexicon.noun(phrase.split()[-1].lower())
    return phrase.split()[-1].lower() == head or (known is not None and known[0] == head)


def _bare_phrase(text: Tokens, noun: Mention) -> str:
    """The noun phrase without its determiner and without what follows its head."""
    tokens = text.all[noun.first : noun.last]
    for at in range(len(tokens) - 1, 0, -1):  # what stands before a comma is one adjective more
        if tokens[at].text == ",":
            tokens = tokens[at + 1 :]
            break
    dropped = lexicon.DETERMINERS | lexicon.POSSESSIVES | lexicon.NAMELESS
    while len(tokens) > 1 and tokens[0].lower in dropped:
        tokens = tokens[1:]
    words = []
    for token in tokens:
        if token.lower == "of" or token.lower in lexicon.DETERMINERS:
            break
        words.append(token.lower if token.opens else token.text)
    return " ".join(words) if words else text.all[noun.first].text
